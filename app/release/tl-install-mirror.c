/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A folder from which others fetch what this computer fetched: the release's own layout, written in
 * the publisher's order, so that whoever reads it sees a whole manifest. */
#include "config.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>

#include "base/tl-atomic-file.h"
#include "release/tl-install-private.h"
#include "release/tl-root.h"

static gboolean
write_file (TlInstall *self, const char *name, const void *data, gsize length, GError **error)
{
  g_autofree char *path = g_build_filename (self->options->mirror, name, NULL);
  g_autofree char *folder = g_path_get_dirname (path);

  if (g_mkdir_with_parents (folder, 0755) < 0)
    {
      int saved = errno;
      g_set_error (error, G_IO_ERROR, g_io_error_from_errno (saved), "%s: %s", folder,
                   g_strerror (saved));
      return FALSE;
    }
  return tl_atomic_write (path, data, length, error);
}

static gboolean
write_root (TlInstall *self, const TlInstallRoot *root, GError **error)
{
  g_autoptr (TlRoot) parsed = tl_root_parse (root->json, strlen (root->json), error);
  g_autofree char *name = NULL;

  if (parsed == NULL)
    return FALSE;
  name = g_strdup_printf ("root/%" G_GUINT64_FORMAT ".json", parsed->version);
  for (guint i = 0; root->signatures[i] != NULL; i++)
    {
      char id[TL_KEY_ID_SIZE];
      g_autofree char *file = NULL;

      if (!tl_minisign_read_id (root->signatures[i], id, NULL))
        continue;
      file = g_strdup_printf ("%s.%s.minisig", name, id);
      if (!write_file (self, file, root->signatures[i], strlen (root->signatures[i]), error))
        return FALSE;
    }
  return write_file (self, name, root->json, strlen (root->json), error);
}

/* Each signature under the digest of the manifest, or beside it as "minisign -V" asks for it. */
static gboolean
write_signatures (TlInstall *self, gboolean beside, GError **error)
{
  GHashTableIter iter;
  gpointer text;
  gboolean first = TRUE;

  g_hash_table_iter_init (&iter, self->signatures);
  while (g_hash_table_iter_next (&iter, NULL, &text))
    {
      char id[TL_KEY_ID_SIZE];
      g_autofree char *name = NULL;

      if (!tl_minisign_read_id (text, id, NULL))
        continue;
      name = beside ? g_strdup_printf ("manifest.json.%s.minisig", id)
                    : tl_trust_signature_name (g_bytes_get_data (self->manifest_bytes, NULL),
                                               g_bytes_get_size (self->manifest_bytes), id);
      if (!write_file (self, name, text, strlen (text), error)
          || (beside && first
              && !write_file (self, "manifest.json.minisig", text, strlen (text), error)))
        return FALSE;
      first = FALSE;
    }
  return TRUE;
}

gboolean
_tl_install_mirror_release (TlInstall *self, GError **error)
{
  if (self->options->mirror == NULL)
    return TRUE;
  for (guint i = 0; i < self->memory.roots->len; i++)
    if (!write_root (self, g_ptr_array_index (self->memory.roots, i), error))
      return FALSE;
  return write_signatures (self, FALSE, error)
         && write_file (self, "manifest.json", g_bytes_get_data (self->manifest_bytes, NULL),
                        g_bytes_get_size (self->manifest_bytes), error)
         && write_signatures (self, TRUE, error);
}
