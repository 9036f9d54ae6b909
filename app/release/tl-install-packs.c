/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A pack that is not wanted any more: the choice is written first, then its originals go. */
#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "base/tl-posix.h"
#include "release/tl-install-private.h"
#include "release/tl-release-error.h"

#define ALL "all"

static gboolean
is_pack (const TlReleaseFile *file, const char *name)
{
  return file->kind == TL_RELEASE_PACK
         && (strcmp (name, ALL) == 0 || strcmp (name, file->name) == 0);
}

/* Manifests of all releases whose files are there, that in force first. */
static GPtrArray *
load_releases (TlInstall *self, GError **error)
{
  const guint64 serials[] = { self->pointer.serial, self->pointer.previous, self->memory.held };
  g_autoptr (GPtrArray) releases
      = g_ptr_array_new_with_free_func ((GDestroyNotify)tl_manifest_free);

  if (self->pointer.serial == 0)
    {
      g_set_error (error, TL_RELEASE_ERROR, TL_RELEASE_ERROR_MISSING, "%s: there is no release",
                   self->library);
      return NULL;
    }
  for (guint i = 0; i < G_N_ELEMENTS (serials); i++)
    {
      TlManifest *manifest = serials[i] > 0 ? _tl_install_load_manifest (self->library, serials[i],
                                                                         i == 0 ? error : NULL)
                                            : NULL;

      if (manifest != NULL)
        g_ptr_array_add (releases, manifest);
      else if (i == 0)
        return NULL;
    }
  return g_steal_pointer (&releases);
}

/* What stays chosen. Of "all", every pack of the release in force but this one. */
static char **
choose_without (TlInstall *self, const TlManifest *manifest, const char *name)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  gboolean all = g_strv_contains ((const char *const *)self->memory.packs, ALL);

  for (guint i = 0; all && i < manifest->files->len; i++)
    {
      const TlReleaseFile *file = g_ptr_array_index (manifest->files, i);

      if (file->kind == TL_RELEASE_PACK && !is_pack (file, name))
        g_strv_builder_add (builder, file->name);
    }
  for (guint i = 0; !all && self->memory.packs[i] != NULL; i++)
    if (strcmp (name, ALL) != 0 && strcmp (name, self->memory.packs[i]) != 0)
      g_strv_builder_add (builder, self->memory.packs[i]);
  return g_strv_builder_end (builder);
}

/* Adds what the packs of all releases list that are @name or, when that is %NULL, chosen; Returns:
 * how many packs that were, -1 for a list that cannot be read. */
static int
collect (TlInstall *self, GPtrArray *releases, const char *name, GHashTable *names, GError **error)
{
  const char *const *chosen = (const char *const *)self->memory.packs;
  int packs = 0;

  for (guint i = 0; i < releases->len; i++)
    {
      const TlManifest *manifest = g_ptr_array_index (releases, i);

      for (guint k = 0; k < manifest->files->len; k++)
        {
          const TlReleaseFile *file = g_ptr_array_index (manifest->files, k);
          g_autoptr (GPtrArray) entries = NULL;

          if (name != NULL ? !is_pack (file, name)
                           : !is_pack (file, ALL) || !g_strv_contains (chosen, file->name))
            continue;
          entries = _tl_install_load_pack (self, file, error);
          if (entries == NULL)
            return -1;
          for (guint n = 0; n < entries->len; n++)
            g_hash_table_add (names, g_strdup (((TlPackEntry *)entries->pdata[n])->name));
          packs++;
        }
    }
  return packs;
}

static void
remove_originals (
    TlInstall *self, GHashTable *names, GHashTable *needed, guint64 *files, guint64 *bytes)
{
  GHashTableIter iter;
  gpointer name;

  g_hash_table_iter_init (&iter, names);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    {
      g_autofree char *path = _tl_install_path (self->library, "files", name);
      struct stat info;

      if (g_hash_table_contains (needed, name) || g_lstat (path, &info) < 0 || g_unlink (path) < 0)
        continue;
      *files += 1;
      *bytes += (guint64)info.st_size;
    }
}

static gboolean
drop (TlInstall *self, const char *name, guint64 *files, guint64 *bytes, GError **error)
{
  g_autoptr (GPtrArray) releases = load_releases (self, error);
  g_autoptr (GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) needed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gboolean was_chosen = g_strv_contains ((const char *const *)self->memory.packs, name);
  int packs = releases != NULL ? collect (self, releases, name, names, error) : -1;
  char **chosen;

  if (packs < 0)
    return FALSE;
  if (packs == 0 && !was_chosen && strcmp (name, ALL) != 0)
    {
      g_set_error (error, TL_RELEASE_ERROR, TL_RELEASE_ERROR_MISSING,
                   "the installed release has no pack \"%.200s\"", name);
      return FALSE;
    }
  chosen = choose_without (self, g_ptr_array_index (releases, 0), name);
  g_strfreev (self->memory.packs);
  self->memory.packs = chosen;
  if (collect (self, releases, NULL, needed, error) < 0
      || !_tl_install_memory_save (&self->memory, self->library, error))
    return FALSE;
  remove_originals (self, names, needed, files, bytes);
  return TRUE;
}

gboolean
tl_install_drop_pack (
    const char *library, const char *name, guint64 *files, guint64 *bytes, GError **error)
{
  static const TlInstallOptions none;
  TlInstall self;
  gboolean ok;

  g_return_val_if_fail (library != NULL && name != NULL && files != NULL && bytes != NULL, FALSE);

  *files = 0;
  *bytes = 0;
  ok = _tl_install_begin (&self, library, &none, NULL, error)
       && drop (&self, name, files, bytes, error);
  _tl_install_end (&self);
  return ok;
}
