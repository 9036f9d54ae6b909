/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "desk/tl-desk-disk-private.h"

#include <glib/gstdio.h>

#include "base/tl-file-lock.h"
#include "base/tl-folder.h"
#include "base/tl-posix.h"

#define LOCK_FILE "desk.lock"
#define MARK_FILE "desk.open"
/* What is done alone takes well under a second; a slow disk may take longer. */
#define WAIT_MS 20000
#define TRY_MS  20

/* Bytes of the lock file. */
enum
{
  BYTE_USE,
  BYTE_BACKUP,
  BYTE_SEND,
};

struct _TlDeskLock
{
  int fd;
  gboolean alone;
  gboolean backs_up;
  gboolean sends;
  char *mark;
};

static int pretended = -1;

static gboolean
fail (const char *path, const char *what, GError **error)
{
  int saved = errno;
  int code = saved == EROFS || saved == EACCES || saved == EPERM
                 ? G_IO_ERROR_READ_ONLY
                 : (int)g_io_error_from_errno (saved);

  g_set_error (error, G_IO_ERROR, code, "%s: %s: %s", path, what, g_strerror (saved));
  return FALSE;
}

static gboolean
make_private (const char *path, int mode, GError **error)
{
  return tl_folder_make_private (path, mode) == 0 || fail (path, "make private", error);
}

gboolean
_tl_desk_folder_prepare (const char *folder, GError **error)
{
  if (g_mkdir_with_parents (folder, 0700) < 0)
    return fail (folder, "create", error);
  return make_private (folder, 0700, error);
}

gboolean
_tl_desk_file_make_private (const char *path, GError **error)
{
  return make_private (path, 0600, error);
}

gboolean
_tl_desk_file_prepare (const char *path, GError **error)
{
  int fd = g_open (path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);

  if (fd < 0)
    return fail (path, "create", error);
  close (fd);
  return make_private (path, 0600, error);
}

gboolean
_tl_desk_folder_is_network (const char *folder)
{
  return pretended >= 0 ? pretended > 0 : tl_folder_is_network (folder);
}

void
_tl_desk_folder_pretend (int network)
{
  pretended = network;
}

/* Alone when nobody else is there, else shared as soon as nobody is alone. */
static gboolean
take_either (TlDeskLock *self, const char *path, GError **error)
{
  for (guint waited = 0;; waited += TRY_MS)
    {
      self->alone = tl_file_lock (self->fd, TL_FILE_LOCK_NONE, TL_FILE_LOCK_ALONE, BYTE_USE);
      if (self->alone
          || (errno == EAGAIN
              && tl_file_lock (self->fd, TL_FILE_LOCK_NONE, TL_FILE_LOCK_SHARED, BYTE_USE)))
        return TRUE;
      if (errno != EAGAIN)
        {
          g_set_error (error, G_IO_ERROR, G_IO_ERROR_READ_ONLY, "%s: no locks on this disk: %s",
                       path, g_strerror (errno));
          return FALSE;
        }
      if (waited >= WAIT_MS)
        {
          g_set_error (error, G_IO_ERROR, G_IO_ERROR_BUSY, "%s: in use by another process", path);
          return FALSE;
        }
      g_usleep (TRY_MS * 1000);
    }
}

TlDeskLock *
_tl_desk_lock_take (const char *folder, GError **error)
{
  g_autofree char *path = g_build_filename (folder, LOCK_FILE, NULL);
  g_autoptr (TlDeskLock) self = NULL;
  int fd = g_open (path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);

  if (fd < 0)
    {
      fail (path, "open", error);
      return NULL;
    }
  self = g_new0 (TlDeskLock, 1);
  self->fd = fd;
  self->mark = g_build_filename (folder, MARK_FILE, NULL);
  return take_either (self, path, error) ? g_steal_pointer (&self) : NULL;
}

void
_tl_desk_lock_free (TlDeskLock *self)
{
  if (self == NULL)
    return;
  close (self->fd);
  g_free (self->mark);
  g_free (self);
}

gboolean
_tl_desk_lock_is_alone (const TlDeskLock *self)
{
  return self->alone;
}

gboolean
_tl_desk_lock_wait_alone (TlDeskLock *self, guint milliseconds)
{
  for (guint waited = 0; !self->alone; waited += TRY_MS)
    {
      self->alone = tl_file_lock (self->fd, TL_FILE_LOCK_SHARED, TL_FILE_LOCK_ALONE, BYTE_USE);
      if (self->alone || waited >= milliseconds)
        break;
      g_usleep (TRY_MS * 1000);
    }
  return self->alone;
}

gboolean
_tl_desk_lock_share (TlDeskLock *self, GError **error)
{
  if (self->alone && !tl_file_lock (self->fd, TL_FILE_LOCK_ALONE, TL_FILE_LOCK_SHARED, BYTE_USE))
    return fail (self->mark, "share the lock", error);
  self->alone = FALSE;
  return TRUE;
}

gboolean
_tl_desk_lock_try_backup (TlDeskLock *self)
{
  if (!self->backs_up)
    self->backs_up = tl_file_lock (self->fd, TL_FILE_LOCK_NONE, TL_FILE_LOCK_ALONE, BYTE_BACKUP);
  return self->backs_up;
}

gboolean
_tl_desk_lock_try_send (TlDeskLock *self)
{
  if (!self->sends)
    self->sends = tl_file_lock (self->fd, TL_FILE_LOCK_NONE, TL_FILE_LOCK_ALONE, BYTE_SEND);
  return self->sends;
}

void
_tl_desk_lock_end_backup (TlDeskLock *self)
{
  if (self->backs_up)
    tl_file_lock (self->fd, TL_FILE_LOCK_ALONE, TL_FILE_LOCK_NONE, BYTE_BACKUP);
  self->backs_up = FALSE;
}

gboolean
_tl_desk_lock_is_marked (const TlDeskLock *self)
{
  return g_file_test (self->mark, G_FILE_TEST_EXISTS);
}

gboolean
_tl_desk_lock_mark (TlDeskLock *self, GError **error)
{
  int fd = g_open (self->mark, O_RDWR | O_CREAT | O_CLOEXEC, 0600);

  if (fd < 0)
    return fail (self->mark, "create", error);
  close (fd);
  return TRUE;
}

void
_tl_desk_lock_unmark (TlDeskLock *self)
{
  g_unlink (self->mark);
}
