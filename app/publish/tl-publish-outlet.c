/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "publish/tl-publish-outlet.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>

#include "base/tl-atomic-file.h"
#include "base/tl-error.h"
#include "base/tl-posix.h"
#include "release/tl-delta.h"
#include "release/tl-release-error.h"

#define LOCK_NAME   ".release.lock"
#define WORK_PREFIX ".work-"
#define CHUNK       (1024 * 1024)

struct _TlPublishOutlet
{
  char *path;
  char *previous;
  char *work;
  int lock;
};

static gboolean
fail (GError **error, const char *path)
{
  int saved = errno;

  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (saved), "%s: %s", path,
               g_strerror (saved));
  return FALSE;
}

void
tl_publish_remove_tree (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      if (g_file_test (child, G_FILE_TEST_IS_DIR) && !g_file_test (child, G_FILE_TEST_IS_SYMLINK))
        tl_publish_remove_tree (child);
      else
        g_unlink (child);
    }
  g_clear_pointer (&dir, g_dir_close); /* Windows removes no folder that is being read */
  g_rmdir (path);
}

static void
sweep (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      if (g_str_has_prefix (name, WORK_PREFIX))
        tl_publish_remove_tree (child);
      else if (g_str_has_suffix (name, ".part"))
        g_unlink (child);
    }
}

static gboolean
prepare (TlPublishOutlet *self, GError **error)
{
  g_autofree char *lock = g_build_filename (self->path, LOCK_NAME, NULL);

  if (g_mkdir_with_parents (self->path, 0755) < 0)
    return fail (error, self->path);
  self->lock = g_open (lock, O_RDWR | O_CREAT | O_CLOEXEC, 0644);
  if (self->lock < 0)
    return fail (error, lock);
  if (flock (self->lock, LOCK_EX | LOCK_NB) < 0 && errno == EWOULDBLOCK)
    {
      g_set_error (error, TL_RELEASE_ERROR, TL_RELEASE_ERROR_BUSY,
                   "%s: another release is being written there", self->path);
      return FALSE;
    }
  sweep (self->path);
  self->work = g_build_filename (self->path, WORK_PREFIX "XXXXXX", NULL);
  if (g_mkdtemp_full (self->work, 0700) != NULL)
    return TRUE;
  fail (error, self->work);
  g_clear_pointer (&self->work, g_free);
  return FALSE;
}

TlPublishOutlet *
tl_publish_outlet_new (const char *path, const char *previous, GError **error)
{
  g_autoptr (TlPublishOutlet) self = g_new0 (TlPublishOutlet, 1);

  self->lock = -1;
  self->path = g_strdup (path);
  self->previous = g_strdup (previous);
  return prepare (self, error) ? g_steal_pointer (&self) : NULL;
}

void
tl_publish_outlet_free (TlPublishOutlet *self)
{
  if (self == NULL)
    return;
  if (self->work != NULL)
    tl_publish_remove_tree (self->work);
  if (self->lock >= 0)
    close (self->lock);
  g_free (self->work);
  g_free (self->path);
  g_free (self->previous);
  g_free (self);
}

char *
tl_publish_outlet_dup_work (TlPublishOutlet *self, const char *name)
{
  return g_build_filename (self->work, name, NULL);
}

char *
tl_publish_outlet_dup_path (TlPublishOutlet *self, const char *name)
{
  const char *const places[] = { self->path, self->previous };

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      g_autofree char *path = places[i] != NULL ? g_build_filename (places[i], name, NULL) : NULL;

      if (path != NULL && g_file_test (path, G_FILE_TEST_IS_REGULAR))
        return g_steal_pointer (&path);
    }
  return NULL;
}

/* The path of @name, its folder made. */
static char *
make_place (TlPublishOutlet *self, const char *name, GError **error)
{
  g_autofree char *path = g_build_filename (self->path, name, NULL);
  g_autofree char *folder = g_path_get_dirname (path);

  if (g_mkdir_with_parents (folder, 0755) == 0)
    return g_steal_pointer (&path);
  fail (error, folder);
  return NULL;
}

gboolean
tl_publish_outlet_take (TlPublishOutlet *self, const char *work, const char *name, GError **error)
{
  g_autofree char *path = make_place (self, name, error);

  return path != NULL && tl_atomic_rename (work, path, error);
}

static gboolean
copy_file (const char *from, const char *to, GCancellable *cancellable, GError **error)
{
  g_autofree guint8 *buffer = g_malloc (CHUNK);
  int in = g_open (from, O_RDONLY | O_CLOEXEC, 0);
  int out = in >= 0 ? g_open (to, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644) : -1;
  ssize_t n = 1;

  while (out >= 0 && n > 0 && !g_cancellable_is_cancelled (cancellable))
    {
      n = read (in, buffer, CHUNK);
      for (ssize_t done = 0; n > 0 && done < n;)
        {
          ssize_t written = write (out, buffer + done, (gsize)(n - done));

          if (written < 0)
            n = -1;
          else
            done += written;
        }
    }
  if (out < 0 || n < 0)
    fail (error, out < 0 && in < 0 ? from : to);
  else if (n > 0)
    g_cancellable_set_error_if_cancelled (cancellable, error);
  if (in >= 0)
    close (in);
  if (out >= 0)
    close (out);
  return out >= 0 && n == 0;
}

gboolean
tl_publish_outlet_add (TlPublishOutlet *self,
                       const char *from,
                       const char *name,
                       const char *digest,
                       GCancellable *cancellable,
                       GError **error)
{
  g_autofree char *path = make_place (self, name, error);
  g_autofree char *work = tl_publish_outlet_dup_work (self, "incoming");
  char found[TL_DIGEST_SIZE];

  if (path == NULL)
    return FALSE;
  if (tl_delta_digest (path, found, NULL, cancellable, NULL) && strcmp (found, digest) == 0)
    return TRUE;
  g_unlink (work);
  if (link (from, work) < 0 && !copy_file (from, work, cancellable, error))
    return FALSE;
  if (!tl_delta_digest (work, found, NULL, cancellable, error))
    return FALSE;
  if (strcmp (found, digest) != 0)
    {
      g_set_error (error, TL_RELEASE_ERROR, TL_RELEASE_ERROR_DIGEST,
                   "%s is damaged: its content has another digest", from);
      return FALSE;
    }
  return tl_atomic_rename (work, path, error);
}

gboolean
tl_publish_outlet_write (TlPublishOutlet *self, const char *name, const char *text, GError **error)
{
  g_autofree char *path = make_place (self, name, error);

  return path != NULL && tl_atomic_write (path, text, strlen (text), error);
}
