/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sync/tl-update-policy.h"

#include <string.h>

#include "sync/tl-http-source.h"

#define GROUP       "update"
#define MAX_SOURCES 20
#define MAX_KEYS    32
#define MAX_SECRET  4096

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
read_trust (TlUpdatePolicy *self, const TlPolicy *policy, GError **error)
{
  const char *root = tl_policy_get (policy, GROUP, "root");
  const char *const *files = tl_policy_get_list (policy, GROUP, "keys");
  g_autoptr (GArray) keys = g_array_new (FALSE, FALSE, sizeof (TlPublicKey));
  gsize length;

  if (root != NULL)
    {
      g_autofree char *json = NULL;

      self->trust = g_file_get_contents (root, &json, &length, error)
                        ? tl_trust_new_root (json, (gssize)length, error)
                        : NULL;
      return self->trust != NULL;
    }
  for (guint i = 0; files != NULL && files[i] != NULL && i < MAX_KEYS; i++)
    {
      TlPublicKey key;

      if (!tl_public_key_load (&key, files[i], error))
        return FALSE;
      g_array_append_val (keys, key);
    }
  if (keys->len == 0)
    return TRUE;
  self->trust = tl_trust_new ((const TlPublicKey *)(gpointer)keys->data, keys->len,
                              tl_policy_get_number (policy, GROUP, "threshold", keys->len), error);
  return self->trust != NULL;
}

char *
tl_update_policy_dup_secret (const TlPolicy *policy)
{
  const char *path = tl_policy_get (policy, GROUP, "proxy-password-file");
  g_autofree char *secret = NULL;
  gsize length = 0;

  if (path == NULL)
    return g_strdup (tl_policy_get (policy, GROUP, "proxy-password"));
  /* Only the service may read it: others go to the proxy without a password. */
  if (!g_file_get_contents (path, &secret, &length, NULL) || length > MAX_SECRET
      || !g_utf8_validate (secret, (gssize)length, NULL))
    return NULL;
  secret[strcspn (secret, "\r\n")] = '\0';
  return g_steal_pointer (&secret);
}

TlUpdatePolicy *
tl_update_policy_read (const TlPolicy *policy, GError **error)
{
  g_autoptr (TlUpdatePolicy) self = g_new0 (TlUpdatePolicy, 1);
  const char *const *sources = tl_policy_get_list (policy, GROUP, "sources");

  self->library = g_strdup (tl_policy_get (policy, GROUP, "library"));
  self->sources = sources != NULL ? g_strdupv ((char **)sources) : g_new0 (char *, 1);
  self->channel = g_strdup (tl_policy_get (policy, GROUP, "channel"));
  self->packs = g_strdupv ((char **)tl_policy_get_list (policy, GROUP, "packs"));
  self->mirror = g_strdup (tl_policy_get (policy, GROUP, "mirror"));
  self->proxy = g_strdup (tl_policy_get (policy, GROUP, "proxy"));
  self->proxy_user = g_strdup (tl_policy_get (policy, GROUP, "proxy-user"));
  self->proxy_password = tl_update_policy_dup_secret (policy);
  self->ca_file = g_strdup (tl_policy_get (policy, GROUP, "ca"));
  self->interval = tl_policy_get_number (policy, GROUP, "interval", 60) * 60;
  self->bandwidth = (guint64)tl_policy_get_number (policy, GROUP, "bandwidth", 0) * 1000;
  tl_policy_get_hours (policy, GROUP, &self->quiet_from, &self->quiet_to);
  if (!tl_policy_check (policy, GROUP, error))
    return NULL;
  if (!read_trust (self, policy, error))
    {
      const char *name = tl_policy_has (policy, GROUP, "root") ? "root" : "keys";

      g_prefix_error (error, "%s: ", tl_policy_get_place (policy, GROUP, name));
      return NULL;
    }
  return g_steal_pointer (&self);
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
  return tl_policy_is_between (now, self->quiet_from, self->quiet_to);
}
