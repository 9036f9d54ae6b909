/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Originals: what packs list stands as "files/NAME", fetched by pack or one by one. */
#include "config.h"

#include <glib/gstdio.h>

#include "base/tl-atomic-file.h"
#include "base/tl-posix.h"
#include "release/tl-install-private.h"
#include "release/tl-release-error.h"

GPtrArray *
_tl_install_load_pack (TlInstall *self, const TlReleaseFile *file, GError **error)
{
  g_autofree char *path = _tl_install_store_path (self->library, file);
  g_autoptr (GMappedFile) map = g_mapped_file_new (path, FALSE, error);

  return map == NULL ? NULL
                     : tl_pack_parse (g_mapped_file_get_contents (map),
                                      g_mapped_file_get_length (map), error);
}

static gboolean
is_chosen (TlInstall *self, const TlReleaseFile *file)
{
  return file->kind == TL_RELEASE_PACK
         && (g_strv_contains ((const char *const *)self->memory.packs, "all")
             || g_strv_contains ((const char *const *)self->memory.packs, file->name));
}

/* Names of all originals that the packs of @manifest list. */
static GHashTable *
names_of (TlInstall *self, const TlManifest *manifest, GError **error)
{
  g_autoptr (GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < manifest->files->len; i++)
    {
      const TlReleaseFile *file = g_ptr_array_index (manifest->files, i);
      g_autoptr (GPtrArray) entries = NULL;

      if (file->kind != TL_RELEASE_PACK)
        continue;
      entries = _tl_install_load_pack (self, file, error);
      if (entries == NULL)
        return NULL;
      for (guint j = 0; j < entries->len; j++)
        g_hash_table_add (names, g_strdup (((TlPackEntry *)g_ptr_array_index (entries, j))->name));
    }
  return g_steal_pointer (&names);
}

/* An original is named after its content: only a repair reads it again. */
static gboolean
is_there (TlInstall *self, const TlPackEntry *entry)
{
  g_autofree char *path = _tl_install_path (self->library, "files", entry->name);
  struct stat info;

  if (g_lstat (path, &info) < 0 || !S_ISREG (info.st_mode) || (guint64)info.st_size != entry->size)
    return FALSE;
  return !self->options->again || _tl_install_is_file (path, entry->digest);
}

static gboolean
bring_original (TlInstall *self, const TlPackEntry *entry, GError **error)
{
  g_autofree char *to = _tl_install_path (self->library, "files", entry->name);
  g_autofree char *name = g_strdup_printf ("originals/%.2s/%s", entry->digest, entry->digest);
  g_autofree char *path = _tl_install_fetch (self, name, entry->digest, entry->size, error);
  g_autoptr (GMappedFile) map = NULL;

  if (path == NULL)
    return FALSE;
  self->report.originals++;
  if (self->options->mirror == NULL)
    return tl_atomic_rename (path, to, error);
  map = g_mapped_file_new (path, FALSE, error);
  return map != NULL
         && tl_atomic_write (to, g_mapped_file_get_contents (map), g_mapped_file_get_length (map),
                             error)
         && _tl_install_dispose (self, path, name, error);
}

static gboolean
bring_pack (TlInstall *self, GPtrArray *entries, GError **error)
{
  for (guint i = 0; i < entries->len; i++)
    {
      const TlPackEntry *entry = g_ptr_array_index (entries, i);

      if (g_cancellable_set_error_if_cancelled (self->cancellable, error))
        return FALSE;
      if (is_there (self, entry))
        {
          self->progress.done += entry->size;
          continue;
        }
      if (!bring_original (self, entry, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
_tl_install_originals (TlInstall *self, GError **error)
{
  g_autoptr (TlManifest) manifest = NULL;
  guint64 total = 0;

  if (self->pointer.serial == 0 || self->memory.packs[0] == NULL
      || (self->memory.originals == self->pointer.serial && !self->options->again))
    return TRUE;
  manifest = _tl_install_load_manifest (self->library, self->pointer.serial, error);
  if (manifest == NULL)
    return FALSE;
  for (guint i = 0; i < manifest->files->len; i++)
    {
      const TlReleaseFile *file = g_ptr_array_index (manifest->files, i);
      total += is_chosen (self, file) ? file->pack_bytes : 0;
    }
  _tl_install_tell (self, TL_INSTALL_ORIGINALS, 0, total);
  self->progress
      = (TlInstallProgress){ TL_INSTALL_ORIGINALS, self->pointer.serial, 0, total, NULL };
  for (guint i = 0; i < manifest->files->len; i++)
    {
      const TlReleaseFile *file = g_ptr_array_index (manifest->files, i);
      g_autoptr (GPtrArray) entries = NULL;

      if (!is_chosen (self, file))
        continue;
      entries = _tl_install_load_pack (self, file, error);
      if (entries == NULL || !bring_pack (self, entries, error))
        return FALSE;
    }
  self->memory.originals = self->pointer.serial;
  return _tl_install_memory_save (&self->memory, self->library, error);
}

/* Originals that @left listed and that no release that stays lists. What the manifests never named
 * is not ours to remove. */
gboolean
_tl_install_drop_originals (TlInstall *self,
                            const TlManifest *left,
                            GPtrArray *kept,
                            GError **error)
{
  g_autoptr (GHashTable) names = names_of (self, left, NULL);
  GHashTableIter iter;
  gpointer name;

  if (names == NULL)
    return TRUE;
  for (guint i = 0; i < kept->len; i++)
    {
      g_autoptr (GHashTable) needed = names_of (self, g_ptr_array_index (kept, i), error);

      if (needed == NULL)
        return FALSE;
      g_hash_table_iter_init (&iter, needed);
      while (g_hash_table_iter_next (&iter, &name, NULL))
        g_hash_table_remove (names, name);
    }
  g_hash_table_iter_init (&iter, names);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    {
      g_autofree char *path = _tl_install_path (self->library, "files", name);
      g_unlink (path);
    }
  return TRUE;
}

static const TlPackEntry *
find_entry (GPtrArray *entries, const char *name)
{
  for (guint i = 0; i < entries->len; i++)
    {
      const TlPackEntry *entry = g_ptr_array_index (entries, i);
      if (g_strcmp0 (entry->name, name) == 0)
        return entry;
    }
  return NULL;
}

static gboolean
fetch_one (TlInstall *self, const char *name, GError **error)
{
  g_autoptr (TlManifest) manifest = NULL;

  if (self->pointer.serial > 0)
    {
      manifest = _tl_install_load_manifest (self->library, self->pointer.serial, error);
      if (manifest == NULL)
        return FALSE;
    }
  for (guint i = 0; manifest != NULL && i < manifest->files->len; i++)
    {
      const TlReleaseFile *file = g_ptr_array_index (manifest->files, i);
      g_autoptr (GPtrArray) entries = NULL;
      const TlPackEntry *entry;

      if (file->kind != TL_RELEASE_PACK)
        continue;
      entries = _tl_install_load_pack (self, file, error);
      if (entries == NULL)
        return FALSE;
      entry = find_entry (entries, name);
      if (entry == NULL)
        continue;
      self->progress
          = (TlInstallProgress){ TL_INSTALL_ORIGINALS, manifest->serial, 0, entry->size, NULL };
      return is_there (self, entry) || bring_original (self, entry, error);
    }
  g_set_error (error, TL_RELEASE_ERROR, TL_RELEASE_ERROR_MISSING,
               "the installed release lists no original \"%.200s\"", name);
  return FALSE;
}

gboolean
tl_install_fetch_original (const char *library,
                           const TlInstallOptions *options,
                           const char *name,
                           GCancellable *cancellable,
                           GError **error)
{
  TlInstall self;
  gboolean ok;

  g_return_val_if_fail (library != NULL && options != NULL && name != NULL, FALSE);

  ok = _tl_install_begin (&self, library, options, cancellable, error)
       && fetch_one (&self, name, error);
  _tl_install_end (&self);
  return ok;
}
