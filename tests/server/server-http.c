/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "server-http.h"

#include <gio/gunixinputstream.h>
#include <libsoup/soup.h>
#include <string.h>

#include "base/tl-json.h"

#define YEAR_MS (365 * G_GINT64_CONSTANT (86400000))

static const char *
program (void)
{
  const char *path = g_getenv ("TROLY_SERVER_PROGRAM");

  g_assert_nonnull (path);
  return path;
}

Center *
center_new (const char *settings)
{
  Center *self = g_new0 (Center, 1);
  g_autofree char *path = NULL;
  g_autofree char *database = NULL;
  g_autofree char *text = NULL;

  self->folder = test_folder ();
  self->where = test_database (self->folder);
  self->log = g_build_filename (self->folder, "log", NULL);
  path = g_build_filename (self->folder, "server.conf", NULL);
  text = g_strdup_printf ("[server]\ndatabase=%s\n%s", self->where,
                          settings != NULL ? settings : "device-rate=0\naddress-rate=0\n");
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  g_assert_cmpint (center_run (self, NULL, "keygen", NULL), ==, 0);
  return self;
}

static void
read_port (Center *self)
{
  g_autoptr (GDataInputStream) lines
      = g_data_input_stream_new (g_subprocess_get_stdout_pipe (self->process));
  g_autofree char *line = g_data_input_stream_read_line (lines, NULL, NULL, NULL);
  const char *colon = line != NULL ? strrchr (line, ':') : NULL;

  if (colon == NULL)
    {
      g_autofree char *log = NULL;

      g_file_get_contents (self->log, &log, NULL, NULL);
      g_error ("the server did not start: %s", log);
    }
  self->port = (guint)g_ascii_strtoull (colon + 1, NULL, 10);
}

void
center_start (Center *self)
{
  g_autoptr (GSubprocessLauncher) launcher
      = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE);
  g_autoptr (GError) error = NULL;
  g_autofree char *port = g_strdup_printf ("%u", self->port);

  g_subprocess_launcher_set_stderr_file_path (launcher, self->log);
  if (self->forgives)
    g_subprocess_launcher_unsetenv (launcher, "G_DEBUG");
  self->process = g_subprocess_launcher_spawn (launcher, &error, program (), "--data", self->folder,
                                               "--port", port, NULL);
  g_assert_no_error (error);
  read_port (self);
  g_free (self->url);
  self->url = g_strdup_printf ("http://localhost:%u", self->port);
}

int
center_stop (Center *self, int signal)
{
  int status;

  g_subprocess_send_signal (self->process, signal);
  g_assert_true (g_subprocess_wait (self->process, NULL, NULL));
  status = g_subprocess_get_if_exited (self->process) ? g_subprocess_get_exit_status (self->process)
                                                      : -g_subprocess_get_term_sig (self->process);
  g_clear_object (&self->process);
  return status;
}

void
center_free (Center *self)
{
  if (self->process != NULL)
    center_stop (self, 9);
  test_folder_remove (self->folder);
  g_free (self->folder);
  g_free (self->where);
  g_free (self->url);
  g_free (self->log);
  g_free (self);
}

TlSqlPool *
center_open (Center *self)
{
  g_autoptr (GError) error = NULL;
  TlSqlPool *pool = tl_sql_pool_new (self->where, 2, &error);

  g_assert_no_error (error);
  return pool;
}

int
center_run (Center *self, char **output, ...)
{
  g_autoptr (GPtrArray) argv = g_ptr_array_new ();
  g_autofree char *printed = NULL;
  g_autofree char *port = g_strdup_printf ("--port=%u", self->port > 0 ? self->port : 8080);
  const char *argument;
  int status = 0;
  va_list args;

  g_ptr_array_add (argv, (gpointer)program ());
  va_start (args, output);
  while ((argument = va_arg (args, const char *)) != NULL)
    g_ptr_array_add (argv, (gpointer)argument);
  va_end (args);
  g_ptr_array_add (argv, (gpointer) "--data");
  g_ptr_array_add (argv, self->folder);
  g_ptr_array_add (argv, port);
  g_ptr_array_add (argv, NULL);
  g_assert_true (g_spawn_sync (NULL, (char **)argv->pdata, NULL, G_SPAWN_STDERR_TO_DEV_NULL, NULL,
                               NULL, &printed, NULL, &status, NULL));
  if (output != NULL)
    *output = g_strchomp (g_steal_pointer (&printed));
  return g_spawn_check_wait_status (status, NULL) ? 0 : status >> 8;
}

void
answer_free (Answer *self)
{
  g_free (self->text);
  g_free (self->etag);
  g_free (self->location);
  g_free (self->retry_after);
  g_clear_pointer (&self->json, json_object_unref);
  g_free (self);
}

const char *
answer_code (const Answer *self)
{
  if (self->json == NULL || !json_object_has_member (self->json, "error"))
    return NULL;
  return json_object_get_string_member (json_object_get_object_member (self->json, "error"),
                                        "code");
}

/* A session a thread: connections are kept, as programs do. */
static SoupSession *
get_session (void)
{
  static GPrivate sessions = G_PRIVATE_INIT (g_object_unref);
  SoupSession *session = g_private_get (&sessions);

  if (session == NULL)
    {
      session = soup_session_new_with_options ("timeout", 30, NULL);
      g_private_set (&sessions, session);
    }
  return session;
}

static Answer *
read_answer (SoupMessage *message, GBytes *bytes)
{
  SoupMessageHeaders *headers = soup_message_get_response_headers (message);
  Answer *self = g_new0 (Answer, 1);
  gsize size = 0;
  const char *data = bytes != NULL ? g_bytes_get_data (bytes, &size) : NULL;

  self->status = bytes != NULL ? soup_message_get_status (message) : 0;
  self->text = g_strndup (data != NULL ? data : "", size);
  self->etag = g_strdup (soup_message_headers_get_one (headers, "ETag"));
  self->location = g_strdup (soup_message_headers_get_one (headers, "Location"));
  self->retry_after = g_strdup (soup_message_headers_get_one (headers, "Retry-After"));
  if (size > 0)
    self->json = tl_json_parse (self->text, -1, NULL);
  return self;
}

Answer *
call (
    Center *center, const char *method, const char *path, const char *token, const char *body, ...)
{
  g_autofree char *uri = g_strdup_printf ("http://127.0.0.1:%u%s", center->port, path);
  g_autoptr (SoupMessage) message = soup_message_new (method, uri);
  SoupMessageHeaders *headers = soup_message_get_request_headers (message);
  g_autoptr (GBytes) bytes = NULL;
  const char *name;
  const char *type = "application/json";
  va_list args;

  soup_message_add_flags (message, SOUP_MESSAGE_NO_REDIRECT);
  if (token != NULL)
    {
      g_autofree char *value = g_strconcat ("Bearer ", token, NULL);

      soup_message_headers_replace (headers, "Authorization", value);
    }
  va_start (args, body);
  while ((name = va_arg (args, const char *)) != NULL)
    {
      const char *value = va_arg (args, const char *);

      if (g_str_equal (name, "Content-Type"))
        type = value;
      else
        soup_message_headers_replace (headers, name, value);
    }
  va_end (args);
  if (body != NULL)
    {
      g_autoptr (GBytes) sent = g_bytes_new (body, strlen (body));

      soup_message_set_request_body_from_bytes (message, type, sent);
    }
  bytes = soup_session_send_and_read (get_session (), message, NULL, NULL);
  return read_answer (message, bytes);
}

char *
call_raw (Center *center, const char *text, gssize length)
{
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GSocketConnection) connection = NULL;
  GString *answer = g_string_new (NULL);
  char buffer[4096];
  gssize n;

  g_socket_client_set_timeout (client, 20);
  connection
      = g_socket_client_connect_to_host (client, "127.0.0.1", (guint16)center->port, NULL, &error);
  g_assert_no_error (error);
  /* The other side may have ended before everything was sent. */
  g_output_stream_write_all (g_io_stream_get_output_stream (G_IO_STREAM (connection)), text,
                             length < 0 ? strlen (text) : (gsize)length, NULL, NULL, NULL);
  while ((n = g_input_stream_read (g_io_stream_get_input_stream (G_IO_STREAM (connection)), buffer,
                                   sizeof buffer, NULL, NULL))
         > 0)
    g_string_append_len (answer, buffer, n);
  return g_string_free (answer, FALSE);
}

TlEnrolment *
enrol (Center *center, const char *role)
{
  TlEnrolment *self = g_new0 (TlEnrolment, 1);

  self->id = g_uuid_string_random ();
  self->person = g_uuid_string_random ();
  self->name = g_strdup ("Nguyễn Thị Hạnh");
  self->unit = g_strdup ("ta-quan-1");
  self->unit_name = g_strdup ("Tòa án nhân dân khu vực 1");
  self->role = g_strdup (role);
  self->server = g_strdup (center->url);
  self->issued = g_get_real_time () / 1000;
  self->expires = self->issued + YEAR_MS;
  tl_enrolment_generate_keys (self);
  return self;
}

char *
enrol_public (Center *center, const TlEnrolment *enrolment, const TlSecretKey *key)
{
  g_autofree char *path = g_build_filename (center->folder, "enrolment.key", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (TlSecretKey) own = tl_secret_key_load (path, NULL, &error);
  g_autoptr (TlEnrolment) read = NULL;
  char *public = NULL;
  char *file;

  g_assert_no_error (error);
  file = tl_enrolment_to_file (enrolment, key != NULL ? key : own, &error);
  g_assert_no_error (error);
  read = tl_enrolment_from_file (file, -1, NULL, &public, &error);
  g_assert_no_error (error);
  tl_enrolment_wipe_text (file);
  return public;
}

char *
sign_in_body (Center *center, const TlEnrolment *enrolment, gboolean first)
{
  g_autofree char *asked = g_strdup_printf ("{\"device\":\"%s\"}", enrolment->id);
  g_autoptr (Answer) answer = call (center, "POST", "/v1/session/challenge", NULL, asked, NULL);
  g_autofree char *signature = NULL;
  g_autofree char *public = first ? enrol_public (center, enrolment, NULL) : NULL;
  const char *challenge;

  g_assert_cmpuint (answer->status, ==, 200);
  challenge = json_object_get_string_member (answer->json, "challenge");
  signature = tl_enrolment_sign_challenge (enrolment, challenge);
  return g_strdup_printf ("{\"device\":\"%s\",\"challenge\":\"%s\",\"signature\":\"%s\"%s%s}",
                          enrolment->id, challenge, signature, first ? ",\"enrolment\":" : "",
                          first ? public : "");
}

char *
sign_in (Center *center, const TlEnrolment *enrolment, gboolean first)
{
  g_autofree char *body = sign_in_body (center, enrolment, first);
  g_autoptr (Answer) answer = call (center, "POST", "/v1/session", NULL, body, NULL);

  if (answer->status != 200)
    g_error ("signing in: %u %s", answer->status, answer->text);
  return g_strdup (json_object_get_string_member (answer->json, "token"));
}

TlItem *
make_item (gint64 sequence, const char *text)
{
  TlItem *item = tl_item_new (TL_ITEM_FEEDBACK);

  item->sequence = sequence;
  item->verdict = TL_ITEM_WRONG;
  item->document = g_strdup ("luat-thu-nghiem");
  item->anchor = g_strdup ("d1.k2");
  g_free (item->text);
  item->text = g_strdup (text);
  item->serial = 3;
  g_free (item->program);
  item->program = g_strdup ("0.1.0");
  return item;
}

Answer *
put_item (Center *center, const char *token, const TlItem *item)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *body = tl_item_to_body (item, &error);
  g_autofree char *path = g_strconcat ("/v1/items/", item->id, NULL);

  g_assert_no_error (error);
  return call (center, "PUT", path, token, body, NULL);
}
