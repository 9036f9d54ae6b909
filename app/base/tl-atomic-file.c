/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "base/tl-atomic-file.h"

#include <glib/gstdio.h>

#include "base/tl-folder.h"
#include "base/tl-posix.h"

struct _TlAtomicFile
{
  char *path;
  char *temporary;
  int fd;
};

static gboolean
fail (GError **error, const char *what, const char *path)
{
  int saved = errno;

  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (saved), "%s: %s: %s", path, what,
               g_strerror (saved));
  return FALSE;
}

static gboolean
sync_folder_of (const char *path, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);

  return tl_folder_sync (folder) == 0 || fail (error, "fsync", folder);
}

TlAtomicFile *
tl_atomic_file_new (const char *path, GError **error)
{
  g_autofree char *temporary = g_strdup_printf ("%s.XXXXXX.part", path);
  TlAtomicFile *self;
  int fd;

  g_return_val_if_fail (path != NULL, NULL);

  fd = g_mkstemp_full (temporary, O_RDWR | O_CLOEXEC, 0644);
  if (fd < 0)
    {
      fail (error, "create", path);
      return NULL;
    }
  self = g_new0 (TlAtomicFile, 1);
  self->path = g_strdup (path);
  self->temporary = g_steal_pointer (&temporary);
  self->fd = fd;
  return self;
}

int
tl_atomic_file_get_fd (TlAtomicFile *self)
{
  return self->fd;
}

const char *
tl_atomic_file_get_temporary_path (TlAtomicFile *self)
{
  return self->temporary;
}

gboolean
tl_atomic_file_write (TlAtomicFile *self, const void *data, gsize length, GError **error)
{
  const char *position = data;

  while (length > 0)
    {
      ssize_t n = write (self->fd, position, length);
      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        return fail (error, "write", self->path);
      position += n;
      length -= (gsize)n;
    }
  return TRUE;
}

gboolean
tl_atomic_file_commit (TlAtomicFile *self, GError **error)
{
  g_return_val_if_fail (self->temporary != NULL, FALSE);

  if (fsync (self->fd) < 0)
    return fail (error, "fsync", self->path);
  /* Windows renames no file that is open. */
  close (self->fd);
  self->fd = -1;
  if (g_rename (self->temporary, self->path) < 0)
    return fail (error, "rename", self->path);
  g_clear_pointer (&self->temporary, g_free);
  return sync_folder_of (self->path, error);
}

void
tl_atomic_file_free (TlAtomicFile *self)
{
  if (self == NULL)
    return;
  if (self->fd >= 0)
    close (self->fd);
  if (self->temporary != NULL)
    g_unlink (self->temporary);
  g_free (self->temporary);
  g_free (self->path);
  g_free (self);
}

gboolean
tl_atomic_rename (const char *from, const char *to, GError **error)
{
  int fd = g_open (from, O_RDONLY | O_CLOEXEC, 0);

  if (fd < 0)
    return fail (error, "open", from);
  if (fsync (fd) < 0)
    {
      fail (error, "fsync", from);
      close (fd);
      return FALSE;
    }
  close (fd);
  if (g_rename (from, to) < 0)
    return fail (error, "rename", to);
  return sync_folder_of (to, error);
}

gboolean
tl_atomic_write (const char *path, const void *data, gsize length, GError **error)
{
  g_autoptr (TlAtomicFile) file = tl_atomic_file_new (path, error);

  return file != NULL && tl_atomic_file_write (file, data, length, error)
         && tl_atomic_file_commit (file, error);
}
