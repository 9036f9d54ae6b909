/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The files of a release: which are missing, by what they come, and how they get into "store/". */
#include "config.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>

#include "base/tl-atomic-file.h"
#include "base/tl-posix.h"
#include "release/tl-delta.h"
#include "release/tl-install-private.h"
#include "release/tl-release-error.h"

static gboolean
has_size (const char *path, guint64 size)
{
  struct stat info;

  return g_lstat (path, &info) == 0 && S_ISREG (info.st_mode) && (guint64)info.st_size == size;
}

gboolean
_tl_install_is_file (const char *path, const char *digest)
{
  g_autoptr (GMappedFile) map = g_mapped_file_new (path, FALSE, NULL);
  g_autofree char *found = NULL;

  if (map == NULL)
    return FALSE;
  found = g_compute_checksum_for_data (G_CHECKSUM_SHA256,
                                       (const guchar *)g_mapped_file_get_contents (map),
                                       g_mapped_file_get_length (map));
  return g_strcmp0 (found, digest) == 0;
}

/* What was stored was verified then; only a repair reads it again. */
static gboolean
is_stored (TlInstall *self, const TlReleaseFile *file)
{
  g_autofree char *path = _tl_install_store_path (self->library, file);

  if (!has_size (path, file->size))
    return FALSE;
  return !self->options->again || _tl_install_is_file (path, file->digest);
}

static const TlReleasePatch *
choose_patch (TlInstall *self, const TlReleaseFile *file)
{
  const TlReleasePatch *best = NULL;

  for (guint i = 0; file->patches != NULL && i < file->patches->len; i++)
    {
      const TlReleasePatch *patch = &g_array_index (file->patches, TlReleasePatch, i);
      TlReleaseFile from = *file;
      g_autofree char *path = NULL;

      memcpy (from.digest, patch->from, sizeof from.digest);
      path = _tl_install_store_path (self->library, &from);
      if (patch->size < file->sent_size && (best == NULL || patch->size < best->size)
          && g_file_test (path, G_FILE_TEST_IS_REGULAR))
        best = patch;
    }
  return best;
}

/* Bytes of it that an earlier call brought. */
static guint64
size_of_partial (TlInstall *self, const char *digest, guint64 size)
{
  g_autofree char *path = _tl_install_path (self->library, "incoming", digest);
  struct stat info;

  return g_lstat (path, &info) == 0 ? MIN ((guint64)info.st_size, size) : 0;
}

GPtrArray *
_tl_install_work (TlInstall *self, GError **error)
{
  g_autoptr (GPtrArray) work = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < self->manifest->files->len; i++)
    {
      TlReleaseFile *file = g_ptr_array_index (self->manifest->files, i);
      TlInstallWork *piece;
      guint64 size;

      if (g_cancellable_set_error_if_cancelled (self->cancellable, error))
        return NULL;
      if (!g_hash_table_add (seen, file->digest))
        continue;
      if (is_stored (self, file))
        {
          self->report.kept++;
          continue;
        }
      piece = g_new0 (TlInstallWork, 1);
      piece->file = file;
      piece->patch = choose_patch (self, file);
      g_ptr_array_add (work, piece);
      size = piece->patch != NULL ? piece->patch->size : file->sent_size;
      self->report.files++;
      self->report.patched += piece->patch != NULL;
      self->report.wanted
          += size
             - size_of_partial (
                 self, piece->patch != NULL ? piece->patch->digest : file->sent_digest, size);
      self->report.disk += file->size;
    }
  return g_steal_pointer (&work);
}

static gboolean
copy_bytes (GMappedFile *map, const char *to, GError **error)
{
  return tl_atomic_write (to, g_mapped_file_get_contents (map), g_mapped_file_get_length (map),
                          error);
}

gboolean
_tl_install_dispose (TlInstall *self, const char *path, const char *name, GError **error)
{
  g_autofree char *to = NULL;
  g_autofree char *folder = NULL;
  g_autoptr (GMappedFile) map = NULL;

  if (self->options->mirror == NULL)
    {
      g_unlink (path);
      return TRUE;
    }
  to = g_build_filename (self->options->mirror, name, NULL);
  folder = g_path_get_dirname (to);
  if (g_mkdir_with_parents (folder, 0755) < 0)
    {
      int saved = errno;
      g_set_error (error, G_IO_ERROR, g_io_error_from_errno (saved), "%s: %s", folder,
                   g_strerror (saved));
      return FALSE;
    }
  if (g_rename (path, to) == 0)
    return TRUE;
  map = g_mapped_file_new (path, FALSE, error);
  if (map == NULL || !copy_bytes (map, to, error))
    return FALSE;
  g_unlink (path);
  return TRUE;
}

/* Fetches what holds the file, unpacks it beside its place, and puts it there when its digest is
 * right. */
static gboolean
bring (TlInstall *self, const TlReleaseFile *file, const TlReleasePatch *patch, GError **error)
{
  g_autofree char *to = _tl_install_store_path (self->library, file);
  g_autofree char *name = NULL;
  g_autofree char *from = NULL;
  g_autofree char *path = NULL;
  g_autofree char *unpacked = g_strdup_printf ("%s/incoming/%s.new", self->library, file->digest);
  guint64 done;
  guint64 total = self->progress.total;
  gboolean ok;

  if (patch != NULL)
    {
      TlReleaseFile old = *file;

      memcpy (old.digest, patch->from, sizeof old.digest);
      from = _tl_install_store_path (self->library, &old);
      name = g_strdup_printf ("patches/%s-%s.zst", patch->from, file->digest);
      path = _tl_install_fetch (self, name, patch->digest, patch->size, error);
    }
  else
    {
      name = g_strdup_printf ("files/%s.zst", file->digest);
      path = _tl_install_fetch (self, name, file->sent_digest, file->sent_size, error);
    }
  if (path == NULL)
    return FALSE;
  done = self->progress.done;
  _tl_install_tell (self, TL_INSTALL_APPLY, 0, file->size);
  ok = tl_delta_unpack (path, from, unpacked, file->digest, file->size, self->cancellable, error)
       && tl_atomic_rename (unpacked, to, error);
  self->progress.step = TL_INSTALL_FETCH;
  self->progress.done = done;
  self->progress.total = total;
  if (ok)
    return _tl_install_dispose (self, path, name, error);
  /* What does not unpack is of no use to the next call. */
  if (error == NULL || (*error)->domain == TL_RELEASE_ERROR)
    g_unlink (path);
  return FALSE;
}

gboolean
_tl_install_do_work (TlInstall *self, GPtrArray *work, GError **error)
{
  _tl_install_tell (self, TL_INSTALL_FETCH, 0, self->report.wanted);
  for (guint i = 0; i < work->len; i++)
    {
      TlInstallWork *piece = g_ptr_array_index (work, i);
      GError *local = NULL;

      if (piece->patch != NULL && bring (self, piece->file, piece->patch, &local))
        continue;
      /* A patch that is missing or wrong costs bytes, not the release. */
      if (local != NULL && local->domain != TL_RELEASE_ERROR)
        {
          g_propagate_error (error, local);
          return FALSE;
        }
      if (piece->patch != NULL)
        {
          self->report.patched--;
          self->report.wanted += piece->file->sent_size - piece->patch->size;
          self->progress.total = self->report.wanted;
        }
      if (!bring (self, piece->file, NULL, error))
        {
          g_clear_error (&local);
          return FALSE;
        }
      g_clear_error (&local);
    }
  return TRUE;
}
