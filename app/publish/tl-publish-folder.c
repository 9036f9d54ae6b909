/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "publish/tl-publish-folder.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>

#include "base/tl-atomic-file.h"
#include "base/tl-error.h"
#include "base/tl-folder.h"
#include "base/tl-posix.h"

#define STAGING_PREFIX ".build-"
#define LOCK_NAME      ".build.lock"

struct _TlPublishFolder
{
  char *path;
  char *files;
  char *staging;
  int lock;
  GPtrArray *names;
  GPtrArray *stay;  /* volumes of a build before */
  GHashTable *kept; /* names under files/ */
};

static gboolean
fail (GError **error, const char *path)
{
  int saved = errno;

  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (saved), "%s: %s", path,
               g_strerror (saved));
  return FALSE;
}

static void
sweep (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_prefix (name, STAGING_PREFIX))
      {
        g_autofree char *child = g_build_filename (path, name, NULL);
        tl_folder_remove (child);
      }
}

static gboolean
lock (TlPublishFolder *self, GError **error)
{
  g_autofree char *path = g_build_filename (self->path, LOCK_NAME, NULL);

  self->lock = g_open (path, O_RDWR | O_CREAT | O_CLOEXEC, 0644);
  if (self->lock < 0)
    return fail (error, path);
  if (flock (self->lock, LOCK_EX | LOCK_NB) == 0)
    return TRUE;
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_BUSY,
               "%s: another build is writing to this folder; wait until it has ended", self->path);
  return FALSE;
}

TlPublishFolder *
tl_publish_folder_new (const char *path, GError **error)
{
  g_autoptr (TlPublishFolder) self = g_new0 (TlPublishFolder, 1);

  self->lock = -1;
  self->path = g_canonicalize_filename (path, NULL);
  self->files = g_build_filename (self->path, "files", NULL);
  self->names = g_ptr_array_new_with_free_func (g_free);
  self->stay = g_ptr_array_new_with_free_func (g_free);
  self->kept = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  if (g_mkdir_with_parents (self->path, 0755) != 0)
    {
      fail (error, self->path);
      return NULL;
    }
  if (!lock (self, error))
    return NULL;
  sweep (self->path);
  self->staging = g_build_filename (self->path, STAGING_PREFIX "XXXXXX", NULL);
  if (g_mkdtemp_full (self->staging, 0755) == NULL)
    {
      fail (error, self->path);
      g_clear_pointer (&self->staging, g_free);
      return NULL;
    }
  return g_steal_pointer (&self);
}

const char *
tl_publish_folder_get_staging (TlPublishFolder *self)
{
  return self->staging;
}

void
tl_publish_folder_add (TlPublishFolder *self, const char *name)
{
  g_ptr_array_add (self->names, g_strdup (name));
}

static gboolean
copy_file (const char *from, const char *to, GError **error)
{
  g_autoptr (GFile) source = g_file_new_for_path (from);
  g_autofree char *part = g_strconcat (to, ".part", NULL);
  g_autoptr (GFile) target = g_file_new_for_path (part);

  if (!g_file_copy (source, target, G_FILE_COPY_OVERWRITE, NULL, NULL, NULL, error))
    {
      g_prefix_error (error, "%s: ", to);
      g_unlink (part);
      return FALSE;
    }
  return tl_atomic_rename (part, to, error);
}

gboolean
tl_publish_folder_keep_file (TlPublishFolder *self,
                             const char *path,
                             const char *file,
                             GError **error)
{
  g_autofree char *target = g_build_filename (self->files, file, NULL);

  if (!g_hash_table_add (self->kept, g_strdup (file)))
    return TRUE;
  if (g_mkdir_with_parents (self->files, 0755) != 0)
    return fail (error, self->files);
  /* Named after its content: what is there is the same. */
  if (g_file_test (target, G_FILE_TEST_EXISTS) || link (path, target) == 0)
    return TRUE;
  return copy_file (path, target, error);
}

/* A file of a volume that stays: it is there already, or comes from another folder, where an index
 * may be called after its own bytes (an installed library). */
static gboolean
stage (TlPublishFolder *self, const char *path, const char *name, GError **error)
{
  g_autofree char *target = g_build_filename (self->staging, name, NULL);

  return link (path, target) == 0 || copy_file (path, target, error);
}

gboolean
tl_publish_folder_keep_volume (TlPublishFolder *self, TlVolume *volume, GError **error)
{
  g_autofree char *index = tl_volume_dup_index_path (volume);
  g_autofree char *folder = g_path_get_dirname (index);
  g_autofree char *name = g_strconcat (tl_volume_get_name (volume), ".tlv", NULL);
  g_autofree char *index_name = g_strconcat (tl_volume_get_name (volume), ".tlx", NULL);
  g_autofree char *path = g_build_filename (folder, name, NULL);

  if (!stage (self, index, index_name, error) || !stage (self, path, name, error))
    return FALSE;
  g_ptr_array_add (self->stay, g_strdup (tl_volume_get_name (volume)));
  return TRUE;
}

static gboolean
move (TlPublishFolder *self, const char *name, const char *suffix, guint64 *bytes, GError **error)
{
  g_autofree char *file = g_strconcat (name, suffix, NULL);
  g_autofree char *from = g_build_filename (self->staging, file, NULL);
  g_autofree char *to = g_build_filename (self->path, file, NULL);
  GStatBuf status;

  if (g_stat (from, &status) != 0)
    return fail (error, from);
  *bytes += (guint64)status.st_size;
  return tl_atomic_rename (from, to, error);
}

/* (nullable): tells one file from another; what g_stat() says does not on Windows. */
static char *
dup_identity (const char *path)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInfo) info
      = g_file_query_info (file, G_FILE_ATTRIBUTE_ID_FILE, G_FILE_QUERY_INFO_NONE, NULL, NULL);

  return info != NULL ? g_strdup (g_file_info_get_attribute_string (info, G_FILE_ATTRIBUTE_ID_FILE))
                      : NULL;
}

static gboolean
are_one (const char *a, const char *b)
{
  g_autofree char *here = dup_identity (a);
  g_autofree char *there = dup_identity (b);

  return here != NULL && g_strcmp0 (here, there) == 0;
}

/* One that stays is left where it is; an index that is missing or another is not. */
static gboolean
move_if_other (
    TlPublishFolder *self, const char *name, const char *suffix, guint64 *bytes, GError **error)
{
  g_autofree char *file = g_strconcat (name, suffix, NULL);
  g_autofree char *from = g_build_filename (self->staging, file, NULL);
  g_autofree char *to = g_build_filename (self->path, file, NULL);
  GStatBuf here;

  if (g_stat (from, &here) != 0)
    return fail (error, from);
  if (!are_one (from, to))
    return move (self, name, suffix, bytes, error);
  *bytes += (guint64)here.st_size;
  return TRUE;
}

static gboolean
is_ours (TlPublishFolder *self, const char *file)
{
  g_autofree char *name = g_strndup (file, strlen (file) - strlen (".tlv"));

  return g_ptr_array_find_with_equal_func (self->names, name, g_str_equal, NULL)
         || g_ptr_array_find_with_equal_func (self->stay, name, g_str_equal, NULL);
}

/* Removes the files of @folder that end in @suffix and are not of this build. */
static gboolean
remove_old (TlPublishFolder *self, const char *suffix, GError **error)
{
  g_autoptr (GDir) dir = g_dir_open (self->path, 0, error);
  const char *name;

  if (dir == NULL)
    return FALSE;
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = NULL;

      if (*name == '.' || !g_str_has_suffix (name, suffix) || is_ours (self, name))
        continue;
      path = g_build_filename (self->path, name, NULL);
      if (g_unlink (path) != 0)
        return fail (error, path);
    }
  return TRUE;
}

static void
remove_old_files (TlPublishFolder *self)
{
  g_autoptr (GDir) dir = g_dir_open (self->files, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (!g_hash_table_contains (self->kept, name))
      {
        g_autofree char *path = g_build_filename (self->files, name, NULL);
        g_unlink (path);
      }
}

gboolean
tl_publish_folder_commit (TlPublishFolder *self,
                          guint64 *volume_bytes,
                          guint64 *index_bytes,
                          GError **error)
{
  *volume_bytes = *index_bytes = 0;
  for (guint i = 0; i < self->stay->len; i++)
    {
      const char *name = g_ptr_array_index (self->stay, i);

      if (!move_if_other (self, name, ".tlx", index_bytes, error)
          || !move_if_other (self, name, ".tlv", volume_bytes, error))
        return FALSE;
    }
  for (guint i = 0; i < self->names->len; i++)
    {
      const char *name = g_ptr_array_index (self->names, i);

      if (!move (self, name, ".tlx", index_bytes, error)
          || !move (self, name, ".tlv", volume_bytes, error))
        return FALSE;
    }
  if (!remove_old (self, ".tlv", error) || !remove_old (self, ".tlx", error))
    return FALSE;
  remove_old_files (self);
  return TRUE;
}

void
tl_publish_folder_free (TlPublishFolder *self)
{
  if (self == NULL)
    return;
  if (self->staging != NULL)
    tl_folder_remove (self->staging);
  if (self->lock >= 0)
    close (self->lock);
  g_clear_pointer (&self->names, g_ptr_array_unref);
  g_clear_pointer (&self->stay, g_ptr_array_unref);
  g_clear_pointer (&self->kept, g_hash_table_unref);
  g_free (self->staging);
  g_free (self->files);
  g_free (self->path);
  g_free (self);
}
