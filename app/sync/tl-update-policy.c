/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sync/tl-update-policy.h"

#include <stdio.h>
#include <string.h>

#include "sync/tl-http-source.h"

#define GROUP        "update"
#define MAX_SOURCES  20
#define MAX_KEYS     32
#define MIN_INTERVAL 15 /* minutes */
#define MAX_INTERVAL (7 * 24 * 60)

static const char *const names[]
    = { "library",     "sources",   "keys",     "threshold", "root",       "channel",
        "packs",       "mirror",    "proxy",    "ca",        "proxy-user", "proxy-password",
        "quiet-hours", "bandwidth", "interval", NULL };

void
tl_update_policy_free (TlUpdatePolicy *self)
{
  g_free (self->library);
  g_strfreev (self->sources);
  g_clear_pointer (&self->trust, tl_trust_unref);
  g_free (self->channel);
  g_strfreev (self->packs);
  g_free (self->mirror);
  g_free (self->proxy);
  g_free (self->proxy_user);
  g_free (self->proxy_password);
  g_free (self->ca_file);
  g_free (self);
}

static gboolean
check_names (GKeyFile *file, GError **error)
{
  g_auto (GStrv) found = g_key_file_get_keys (file, GROUP, NULL, error);

  for (guint i = 0; found != NULL && found[i] != NULL; i++)
    if (!g_strv_contains (names, found[i]))
      {
        g_set_error (error, G_KEY_FILE_ERROR, G_KEY_FILE_ERROR_KEY_NOT_FOUND,
                     "there is no setting \"%s\"", found[i]);
        return FALSE;
      }
  return found != NULL;
}

/* @value keeps its default when the setting is not there. */
static gboolean
read_number (
    GKeyFile *file, const char *name, guint64 low, guint64 high, guint64 *value, GError **error)
{
  g_autofree char *text = g_key_file_get_string (file, GROUP, name, NULL);

  if (text == NULL || g_ascii_string_to_unsigned (g_strstrip (text), 10, low, high, value, NULL))
    return TRUE;
  g_set_error (error, G_KEY_FILE_ERROR, G_KEY_FILE_ERROR_INVALID_VALUE,
               "%s is a number from %" G_GUINT64_FORMAT " to %" G_GUINT64_FORMAT, name, low, high);
  return FALSE;
}

/* "HH:MM-HH:MM"; may go over midnight. */
static gboolean
read_quiet (TlUpdatePolicy *self, GKeyFile *file, GError **error)
{
  g_autofree char *text = g_key_file_get_string (file, GROUP, "quiet-hours", NULL);
  guint from[2];
  guint to[2];
  char rest;

  if (text == NULL)
    return TRUE;
  if (sscanf (text, "%2u:%2u-%2u:%2u%c", &from[0], &from[1], &to[0], &to[1], &rest) != 4
      || from[0] > 23 || to[0] > 23 || from[1] > 59 || to[1] > 59)
    {
      g_set_error_literal (error, G_KEY_FILE_ERROR, G_KEY_FILE_ERROR_INVALID_VALUE,
                           "quiet-hours are \"HH:MM-HH:MM\"");
      return FALSE;
    }
  self->quiet_from = from[0] * 60 + from[1];
  self->quiet_to = to[0] * 60 + to[1];
  return TRUE;
}

static gboolean
read_trust (TlUpdatePolicy *self, GKeyFile *file, GError **error)
{
  g_autofree char *root = g_key_file_get_string (file, GROUP, "root", NULL);
  g_auto (GStrv) files = g_key_file_get_string_list (file, GROUP, "keys", NULL, NULL);
  g_autoptr (GArray) keys = g_array_new (FALSE, FALSE, sizeof (TlPublicKey));
  guint64 threshold = files != NULL ? g_strv_length (files) : 0;
  gsize length;

  if (root != NULL)
    {
      g_autofree char *json = NULL;

      self->trust = g_file_get_contents (root, &json, &length, error)
                        ? tl_trust_new_root (json, (gssize)length, error)
                        : NULL;
      return self->trust != NULL;
    }
  if (files == NULL)
    return TRUE;
  for (guint i = 0; files[i] != NULL && i < MAX_KEYS; i++)
    {
      TlPublicKey key;

      if (!tl_public_key_load (&key, files[i], error))
        return FALSE;
      g_array_append_val (keys, key);
    }
  if (!read_number (file, "threshold", 1, MAX_KEYS, &threshold, error))
    return FALSE;
  self->trust = tl_trust_new ((const TlPublicKey *)(gpointer)keys->data, keys->len,
                              (guint)threshold, error);
  return self->trust != NULL;
}

static gboolean
read_all (TlUpdatePolicy *self, GKeyFile *file, GError **error)
{
  guint64 interval = 60;
  guint64 bandwidth = 0;

  self->library = g_key_file_get_string (file, GROUP, "library", NULL);
  self->sources = g_key_file_get_string_list (file, GROUP, "sources", NULL, NULL);
  self->channel = g_key_file_get_string (file, GROUP, "channel", NULL);
  self->packs = g_key_file_get_string_list (file, GROUP, "packs", NULL, NULL);
  self->mirror = g_key_file_get_string (file, GROUP, "mirror", NULL);
  self->proxy = g_key_file_get_string (file, GROUP, "proxy", NULL);
  self->proxy_user = g_key_file_get_string (file, GROUP, "proxy-user", NULL);
  self->proxy_password = g_key_file_get_string (file, GROUP, "proxy-password", NULL);
  self->ca_file = g_key_file_get_string (file, GROUP, "ca", NULL);
  if (self->sources == NULL)
    self->sources = g_new0 (char *, 1);
  if (!read_number (file, "interval", MIN_INTERVAL, MAX_INTERVAL, &interval, error)
      || !read_number (file, "bandwidth", 1, 10000000, &bandwidth, error)
      || !read_quiet (self, file, error) || !read_trust (self, file, error))
    return FALSE;
  self->interval = (guint)interval * 60;
  self->bandwidth = bandwidth * 1000;
  return TRUE;
}

TlUpdatePolicy *
tl_update_policy_load (const char *path, GError **error)
{
  g_autoptr (TlUpdatePolicy) self = g_new0 (TlUpdatePolicy, 1);
  g_autoptr (GKeyFile) file = g_key_file_new ();

  g_return_val_if_fail (path != NULL, NULL);

  g_key_file_set_list_separator (file, ' ');
  if (g_key_file_load_from_file (file, path, G_KEY_FILE_NONE, error) && check_names (file, error)
      && read_all (self, file, error))
    return g_steal_pointer (&self);
  g_prefix_error (error, "%s: ", path);
  return NULL;
}

GPtrArray *
tl_update_policy_make_sources (const TlUpdatePolicy *self, GError **error)
{
  g_autoptr (GPtrArray) sources = g_ptr_array_new_with_free_func (g_object_unref);
  TlHttpOptions options = { .proxy = self->proxy,
                            .proxy_user = self->proxy_user,
                            .proxy_password = self->proxy_password,
                            .ca_file = self->ca_file };

  for (guint i = 0; self->sources[i] != NULL && i < MAX_SOURCES; i++)
    {
      TlSource *source;

      if (*self->sources[i] == '\0')
        continue;
      source = tl_source_new_for_place (self->sources[i], &options, error);
      if (source == NULL)
        return NULL;
      g_ptr_array_add (sources, source);
    }
  return g_steal_pointer (&sources);
}

gboolean
tl_update_policy_is_quiet (const TlUpdatePolicy *self, GDateTime *now)
{
  g_autoptr (GDateTime) local = g_date_time_to_local (now);
  guint minute = (guint)g_date_time_get_hour (local) * 60 + (guint)g_date_time_get_minute (local);

  if (self->quiet_from <= self->quiet_to)
    return minute >= self->quiet_from && minute < self->quiet_to;
  return minute >= self->quiet_from || minute < self->quiet_to;
}
