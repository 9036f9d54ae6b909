/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "base/tl-json.h"
#include "tl-web-private.h"

#include <string.h>
#include <unistd.h>

/* Lines go out whole, by one write each, so that those of several threads do not mix. What cannot
 * be written is lost: the log never holds a request up. */
static void
write_line (JsonObject *object)
{
  g_autofree char *line = tl_json_to_line (object);
  g_autofree char *whole = g_strconcat (line, "\n", NULL);
  gssize written = write (STDERR_FILENO, whole, strlen (whole));

  (void)written;
}

static JsonObject *
begin (const char *level, const char *event)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *time = g_date_time_format_iso8601 (now);
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "time", time);
  json_object_set_string_member (object, "level", level);
  json_object_set_string_member (object, "event", event);
  return object;
}

void
_tl_web_log (const char *level, const char *event, const char *message)
{
  g_autoptr (JsonObject) object = begin (level, event);

  if (message != NULL)
    json_object_set_string_member (object, "message", message);
  write_line (object);
}

/* The pattern of the route, not the path: paths carry ids. No address, no person, no body. */
void
_tl_web_log_request (const TlJob *job, guint status, gint64 microseconds)
{
  g_autoptr (JsonObject) object = begin (status >= 500 ? "error" : "info", "request");

  json_object_set_string_member (object, "method", job->route != NULL ? job->route->method : "");
  json_object_set_string_member (object, "route", job->route != NULL ? job->route->pattern : "");
  json_object_set_int_member (object, "status", status);
  json_object_set_int_member (object, "us", microseconds);
  json_object_set_int_member (object, "in", job->received != NULL ? job->received->len : 0);
  json_object_set_int_member (object, "out", (gint64)job->sent);
  write_line (object);
}
