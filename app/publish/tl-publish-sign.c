/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The end of a release: roots, signatures, manifest, in this order. */
#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "base/tl-atomic-file.h"
#include "publish/tl-publish-release-private.h"
#include "publish/tl-publish-switch.h"
#include "publish/tl-publish-verify.h"
#include "release/tl-release-error.h"
#include "release/tl-root.h"

#define SMALL_MOST (4 * 1024 * 1024)

gboolean
tl_publish_sign_file (
    const char *path, const TlSecretKey *key, const char *comment, char **written, GError **error)
{
  g_autofree char *text = NULL;
  g_autofree char *signature = NULL;
  g_autofree char *to = NULL;
  gsize length = 0;
  GStatBuf info;
  TlPublicKey public_key;

  if (g_stat (path, &info) == 0 && info.st_size > SMALL_MOST)
    {
      g_set_error (error, TL_RELEASE_ERROR, TL_RELEASE_ERROR_MANIFEST, "%s is too large", path);
      return FALSE;
    }
  if (!g_file_get_contents (path, &text, &length, error))
    return FALSE;
  tl_secret_key_get_public (key, &public_key);
  signature = tl_minisign_sign (key, text, length, comment, error);
  to = g_strdup_printf ("%s.%s.minisig", path, public_key.id);
  if (signature == NULL || !tl_atomic_write (to, signature, strlen (signature), error))
    return FALSE;
  if (written != NULL)
    *written = g_steal_pointer (&to);
  return TRUE;
}

/* Signatures that lie beside the root file, each under its key's id. */
static gboolean
add_root (TlPublishMaking *self, const char *path, guint64 *newest, GError **error)
{
  g_autofree char *json = NULL;
  gsize length = 0;
  g_autoptr (TlRoot) root = NULL;
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  if (!g_file_get_contents (path, &json, &length, error)
      || (root = tl_root_parse (json, length, error)) == NULL)
    {
      g_prefix_error (error, "%s: ", path);
      return FALSE;
    }
  g_ptr_array_add (names, g_strdup_printf ("root/%" G_GUINT64_FORMAT ".json", root->version));
  if (root->version > *newest)
    g_ptr_array_add (names, g_strdup ("root.json"));
  for (guint i = 0; i < names->len; i++)
    {
      g_autoptr (GPtrArray) signatures = tl_publish_signatures_beside (path, error);

      if (signatures == NULL)
        return FALSE;
      for (guint k = 0; k < signatures->len; k++)
        {
          char id[TL_KEY_ID_SIZE];
          g_autofree char *name = NULL;

          if (!tl_minisign_read_id (signatures->pdata[k], id, error))
            return FALSE;
          name = g_strdup_printf ("%s.%s.minisig", (char *)names->pdata[i], id);
          if (!tl_publish_outlet_write (self->outlet, name, signatures->pdata[k], error))
            return FALSE;
        }
      if (!tl_publish_outlet_write (self->outlet, names->pdata[i], json, error))
        return FALSE;
    }
  *newest = MAX (*newest, root->version);
  return TRUE;
}

/* The program copies root files that are in the previous release only. */
static gboolean
carry_roots (TlPublishMaking *self, guint64 *newest, GError **error)
{
  for (guint64 version = 1;; version++)
    {
      g_autofree char *name = g_strdup_printf ("root/%" G_GUINT64_FORMAT ".json", version);
      g_autofree char *path = tl_publish_outlet_dup_path (self->outlet, name);

      if (path == NULL)
        return TRUE;
      if (!add_root (self, path, newest, error))
        return FALSE;
    }
}

gboolean
_tl_publish_sign (TlPublishMaking *self, const char *json, GError **error)
{
  const TlPublishReleaseOptions *options = self->options;
  g_autofree char *comment = g_strdup_printf (
      "troly release serial:%" G_GUINT64_FORMAT " channel:%s", options->serial, options->channel);
  g_autofree char *archive
      = g_strdup_printf ("manifests/%" G_GUINT64_FORMAT ".json", options->serial);
  g_autoptr (GPtrArray) signatures = g_ptr_array_new_with_free_func (g_free);
  guint64 newest = 0;

  if (!carry_roots (self, &newest, error))
    return FALSE;
  for (guint i = 0; options->roots != NULL && options->roots[i] != NULL; i++)
    if (!add_root (self, options->roots[i], &newest, error))
      return FALSE;
  if (!tl_publish_outlet_write (self->outlet, archive, json, error))
    return FALSE;
  if (options->keys->len == 0)
    return tl_publish_outlet_write (self->outlet, TL_PUBLISH_NEXT, json, error);
  for (guint i = 0; i < options->keys->len; i++)
    {
      char *signature = tl_minisign_sign (g_ptr_array_index (options->keys, i), json, strlen (json),
                                          comment, error);

      if (signature == NULL)
        return FALSE;
      g_ptr_array_add (signatures, signature);
    }
  return tl_publish_switch (options->out, json, signatures, error);
}
