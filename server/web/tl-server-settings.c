/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "tl-web-private.h"

#define FILE_NAME "server.conf"
#define GROUP     "server"

static char *
take_text (GKeyFile *file, const char *name, const char *otherwise)
{
  char *text = g_key_file_get_string (file, GROUP, name, NULL);

  return text != NULL ? text : g_strdup (otherwise);
}

static char **
take_list (GKeyFile *file, const char *name, const char *otherwise)
{
  char **list = g_key_file_get_string_list (file, GROUP, name, NULL, NULL);

  return list != NULL ? list : g_strsplit (otherwise, ";", -1);
}

typedef struct
{
  const char *name;
  gsize offset;
  guint least, otherwise, most;
} Number;

#define NUMBER(member, name, least, otherwise, most)                                               \
  {                                                                                                \
    name, G_STRUCT_OFFSET (TlServerSettings, member), least, otherwise, most                       \
  }

static const Number numbers[] = {
  NUMBER (port, "port", 0, 8080, 65535),
  NUMBER (workers, "workers", 1, 16, 200),
  NUMBER (max_connections, "max-connections", 10, 2000, 60000),
  NUMBER (device_rate, "device-rate", 0, 5, 100000),
  NUMBER (device_burst, "device-burst", 1, 60, 100000),
  NUMBER (address_rate, "address-rate", 0, 200, 100000),
  NUMBER (address_burst, "address-burst", 1, 4000, 1000000),
  NUMBER (idle_seconds, "idle-seconds", 1, 75, 600),
  NUMBER (header_seconds, "header-seconds", 1, 20, 600),
  NUMBER (body_seconds, "body-seconds", 1, 30, 600),
};

static gboolean
take_number (TlServerSettings *self, GKeyFile *file, const Number *number, GError **error)
{
  g_autoptr (GError) fault = NULL;
  gint64 value = number->otherwise;

  if (g_key_file_has_key (file, GROUP, number->name, NULL))
    value = g_key_file_get_int64 (file, GROUP, number->name, &fault);
  if (fault != NULL || value < number->least || value > number->most)
    {
      g_set_error (error, G_KEY_FILE_ERROR, G_KEY_FILE_ERROR_INVALID_VALUE,
                   "\"%s\" must be a whole number from %u to %u", number->name, number->least,
                   number->most);
      return FALSE;
    }
  G_STRUCT_MEMBER (guint, self, number->offset) = (guint)value;
  return TRUE;
}

/* A name written wrongly would otherwise be a setting that silently does nothing. */
static gboolean
check_names (GKeyFile *file, GError **error)
{
  static const char *const texts[]
      = { "database", "listen", "public-urls", "library", "trusted-proxies", NULL };
  g_auto (GStrv) keys = g_key_file_get_keys (file, GROUP, NULL, NULL);

  for (guint i = 0; keys != NULL && keys[i] != NULL; i++)
    {
      gboolean known = g_strv_contains (texts, keys[i]);

      for (guint n = 0; n < G_N_ELEMENTS (numbers); n++)
        known = known || g_str_equal (numbers[n].name, keys[i]);
      if (known)
        continue;
      g_set_error (error, G_KEY_FILE_ERROR, G_KEY_FILE_ERROR_KEY_NOT_FOUND,
                   "there is no setting \"%s\"", keys[i]);
      return FALSE;
    }
  return TRUE;
}

TlServerSettings *
tl_server_settings_load (const char *data, GError **error)
{
  g_autoptr (TlServerSettings) self = g_new0 (TlServerSettings, 1);
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autofree char *path = g_build_filename (data, FILE_NAME, NULL);
  g_autofree char *database = g_strdup_printf ("sqlite:%s/troly.sqlite", data);
  g_autoptr (GError) fault = NULL;
  g_autoptr (GError) fault_of_oidc = NULL;

  if (!g_key_file_load_from_file (file, path, G_KEY_FILE_NONE, &fault)
      && !g_error_matches (fault, G_FILE_ERROR, G_FILE_ERROR_NOENT))
    {
      g_propagate_prefixed_error (error, g_steal_pointer (&fault), "%s: ", path);
      return NULL;
    }
  self->data = g_strdup (data);
  self->database = take_text (file, "database", database);
  self->listen = take_text (file, "listen", "127.0.0.1");
  self->library = take_text (file, "library", NULL);
  self->public_urls = take_list (file, "public-urls", "");
  self->trusted_proxies = take_list (file, "trusted-proxies", "127.0.0.1;::1");
  self->oidc = tl_oidc_settings_load (file, data, &fault_of_oidc);
  if (fault_of_oidc != NULL)
    {
      g_propagate_prefixed_error (error, g_steal_pointer (&fault_of_oidc), "%s: ", path);
      return NULL;
    }
  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    if (!take_number (self, file, &numbers[i], error))
      {
        g_prefix_error (error, "%s: ", path);
        return NULL;
      }
  if (!check_names (file, error))
    {
      g_prefix_error (error, "%s: ", path);
      return NULL;
    }
  return g_steal_pointer (&self);
}

void
tl_server_settings_free (TlServerSettings *self)
{
  g_free (self->data);
  g_free (self->database);
  g_free (self->listen);
  g_free (self->library);
  g_strfreev (self->public_urls);
  g_strfreev (self->trusted_proxies);
  tl_oidc_settings_free (self->oidc);
  g_free (self);
}
