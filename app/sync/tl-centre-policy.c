/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sync/tl-centre-policy.h"

#include <stdio.h>
#include <string.h>

#define GROUP "centre"

static const char *const names[]
    = { "server", "feedback", "usage", "usage-person", "secret-file", "quiet-hours", NULL };

TlCentrePolicy *
tl_centre_policy_new (void)
{
  TlCentrePolicy *self = g_new0 (TlCentrePolicy, 1);

  self->feedback = TRUE;
  return self;
}

void
tl_centre_policy_free (TlCentrePolicy *self)
{
  if (self == NULL)
    return;
  g_free (self->server);
  g_free (self->proxy);
  g_free (self->proxy_user);
  g_free (self->proxy_password);
  g_free (self->ca_file);
  g_free (self);
}

static gboolean
fail (GError **error, const char *name, const char *what)
{
  g_set_error (error, G_KEY_FILE_ERROR, G_KEY_FILE_ERROR_INVALID_VALUE, "%s %s", name, what);
  return FALSE;
}

static gboolean
check_names (GKeyFile *file, GError **error)
{
  g_auto (GStrv) found = g_key_file_get_keys (file, GROUP, NULL, error);

  for (guint i = 0; found != NULL && found[i] != NULL; i++)
    if (!g_strv_contains (names, found[i]))
      return fail (error, found[i], "is no setting of the centre");
  return found != NULL;
}

/* One of @words, by its place; @value keeps its default where nothing is said. */
static gboolean
read_word (GKeyFile *file, const char *name, const char *const *words, guint *value, GError **error)
{
  g_autofree char *text = g_key_file_get_string (file, GROUP, name, NULL);

  if (text == NULL)
    return TRUE;
  for (guint i = 0; words[i] != NULL; i++)
    if (strcmp (g_strstrip (text), words[i]) == 0)
      {
        *value = i;
        return TRUE;
      }
  return fail (error, name, "has a value that is not known");
}

static gboolean
read_quiet (TlCentrePolicy *self, GKeyFile *file, GError **error)
{
  g_autofree char *text = g_key_file_get_string (file, GROUP, "quiet-hours", NULL);
  guint from[2], to[2];
  char rest;

  if (text == NULL)
    return TRUE;
  if (sscanf (text, "%2u:%2u-%2u:%2u%c", &from[0], &from[1], &to[0], &to[1], &rest) != 4
      || from[0] > 23 || to[0] > 23 || from[1] > 59 || to[1] > 59)
    return fail (error, "quiet-hours", "are \"HH:MM-HH:MM\"");
  self->quiet_from = from[0] * 60 + from[1];
  self->quiet_to = to[0] * 60 + to[1];
  return TRUE;
}

static gboolean
read_group (TlCentrePolicy *self, GKeyFile *file, GError **error)
{
  static const char *const switches[] = { "off", "on", NULL };
  static const char *const usages[] = { "ask", "on", "off", NULL };
  static const char *const truths[] = { "false", "true", NULL };
  guint feedback = 1, usage = 0, person = 0, secret = 0;

  if (!g_key_file_has_group (file, GROUP))
    return TRUE;
  if (!check_names (file, error) || !read_word (file, "feedback", switches, &feedback, error)
      || !read_word (file, "usage", usages, &usage, error)
      || !read_word (file, "usage-person", truths, &person, error)
      || !read_word (file, "secret-file", truths, &secret, error)
      || !read_quiet (self, file, error))
    return FALSE;
  self->server = g_key_file_get_string (file, GROUP, "server", NULL);
  self->feedback = feedback != 0;
  self->usage = (TlCentreUsage)usage;
  self->usage_person = person != 0;
  self->secret_file = secret != 0;
  return TRUE;
}

TlCentrePolicy *
tl_centre_policy_load (const char *path, GError **error)
{
  g_autoptr (TlCentrePolicy) self = tl_centre_policy_new ();
  g_autoptr (GKeyFile) file = g_key_file_new ();

  if (path == NULL || !g_file_test (path, G_FILE_TEST_EXISTS))
    return g_steal_pointer (&self);
  if (!g_key_file_load_from_file (file, path, G_KEY_FILE_NONE, error)
      || !read_group (self, file, error))
    {
      g_prefix_error (error, "%s: ", path);
      return NULL;
    }
  self->proxy = g_key_file_get_string (file, "update", "proxy", NULL);
  self->proxy_user = g_key_file_get_string (file, "update", "proxy-user", NULL);
  self->proxy_password = g_key_file_get_string (file, "update", "proxy-password", NULL);
  self->ca_file = g_key_file_get_string (file, "update", "ca", NULL);
  return g_steal_pointer (&self);
}

gboolean
tl_centre_policy_is_quiet (const TlCentrePolicy *self, GDateTime *now)
{
  g_autoptr (GDateTime) local = g_date_time_to_local (now);
  guint minute = (guint)g_date_time_get_hour (local) * 60 + (guint)g_date_time_get_minute (local);

  if (self->quiet_from <= self->quiet_to)
    return minute >= self->quiet_from && minute < self->quiet_to;
  return minute >= self->quiet_from || minute < self->quiet_to;
}
