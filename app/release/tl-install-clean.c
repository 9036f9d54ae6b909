/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Drops what neither the release in force, nor the last good one, nor the one that is held back
 * needs. On systems where an open file cannot be removed it stays for the next time. */
#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "base/tl-folder.h"
#include "release/tl-install-private.h"

static gboolean
is_number_of (const guint64 *serials, guint n, const char *name)
{
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *serial = g_strdup_printf ("%" G_GUINT64_FORMAT, serials[i]);
      if (serials[i] > 0 && strcmp (serial, name) == 0)
        return TRUE;
    }
  return FALSE;
}

/* @keep: (nullable): base names */
static gboolean
sweep (TlInstall *self, const char *folder, GHashTable *keep, GError **error)
{
  g_autofree char *path = _tl_install_path (self->library, folder, NULL);
  g_autoptr (GDir) dir = g_dir_open (path, 0, error);
  const char *name;

  if (dir == NULL)
    return FALSE;
  while ((name = g_dir_read_name (dir)) != NULL)
    if (keep == NULL || !g_hash_table_contains (keep, name))
      {
        g_autofree char *file = g_build_filename (path, name, NULL);
        g_unlink (file);
      }
  return TRUE;
}

/* What a killed process left of its temporary files in the folder itself. */
static void
sweep_top (TlInstall *self)
{
  g_autoptr (GDir) dir = g_dir_open (self->library, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if ((g_str_has_prefix (name, "library.json.") || g_str_has_prefix (name, "state.json."))
        && g_str_has_suffix (name, ".part"))
      {
        g_autofree char *file = g_build_filename (self->library, name, NULL);
        g_unlink (file);
      }
}

static void
keep_files (TlInstall *self, const TlManifest *manifest, GHashTable *keep)
{
  for (guint i = 0; i < manifest->files->len; i++)
    {
      g_autofree char *path
          = _tl_install_store_path (self->library, g_ptr_array_index (manifest->files, i));
      g_hash_table_add (keep, g_path_get_basename (path));
    }
}

static gboolean
drop_releases (TlInstall *self, const guint64 *serials, guint n, GPtrArray *kept, GError **error)
{
  g_autofree char *path = _tl_install_path (self->library, "release", NULL);
  g_autoptr (GDir) dir = g_dir_open (path, 0, error);
  const char *name;

  if (dir == NULL)
    return FALSE;
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *folder = NULL;
      g_autoptr (TlManifest) manifest = NULL;

      if (is_number_of (serials, n, name))
        continue;
      folder = g_build_filename (path, name, NULL);
      manifest = _tl_install_load_manifest (self->library, g_ascii_strtoull (name, NULL, 10), NULL);
      if (manifest != NULL && !_tl_install_drop_originals (self, manifest, kept, error))
        return FALSE;
      tl_folder_remove (folder);
    }
  return TRUE;
}

gboolean
_tl_install_clean (TlInstall *self, GError **error)
{
  const guint64 serials[] = { self->pointer.serial, self->pointer.previous, self->memory.held };
  g_autoptr (GPtrArray) kept = g_ptr_array_new_with_free_func ((GDestroyNotify)tl_manifest_free);
  g_autoptr (GHashTable) keep = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  if (self->pointer.serial == 0 || self->memory.cleaned == self->pointer.serial
      || self->memory.opened != self->pointer.serial)
    return TRUE;
  _tl_install_tell (self, TL_INSTALL_CLEAN, 0, 0);
  for (guint i = 0; i < G_N_ELEMENTS (serials); i++)
    {
      TlManifest *manifest = serials[i] > 0 ? _tl_install_load_manifest (self->library, serials[i],
                                                                         i == 0 ? error : NULL)
                                            : NULL;

      if (manifest == NULL && i == 0)
        return FALSE;
      if (manifest == NULL)
        continue;
      keep_files (self, manifest, keep);
      g_ptr_array_add (kept, manifest);
    }
  if (!drop_releases (self, serials, G_N_ELEMENTS (serials), kept, error)
      || !sweep (self, "store", keep, error) || !sweep (self, "incoming", NULL, error))
    return FALSE;
  sweep_top (self);
  self->memory.cleaned = self->pointer.serial;
  return _tl_install_memory_save (&self->memory, self->library, error);
}
