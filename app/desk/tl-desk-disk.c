/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "desk/tl-desk-disk-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>

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

/* Takes away what others may do; a folder with the sticky bit is a common one (/tmp) and none of
 * ours. What cannot be changed is left as it is. */
static gboolean
make_private (const char *path, mode_t mode, GError **error)
{
  GStatBuf info;

  if (g_stat (path, &info) < 0)
    return fail (path, "look at", error);
  if ((info.st_mode & 0777 & ~mode) == 0 || info.st_uid != geteuid ()
      || (info.st_mode & S_ISVTX) != 0)
    return TRUE;
  if (g_chmod (path, info.st_mode & mode) < 0 && errno != EROFS && errno != EPERM
      && errno != ENOTSUP)
    return fail (path, "make private", error);
  return TRUE;
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
  int fd = open (path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);

  if (fd < 0)
    return fail (path, "create", error);
  close (fd);
  return make_private (path, 0600, error);
}

gboolean
_tl_desk_disk_is_network (guint32 type)
{
  static const guint32 types[] = {
    0x6969,     /* NFS */
    0x517b,     /* SMB */
    0xff534d42, /* CIFS */
    0xfe534d42, /* SMB 2 and later */
    0x65735546, /* FUSE: sshfs, gvfs, cloud folders, virtual machines */
    0x01021997, /* 9P */
    0x564c,     /* NCP */
    0x5346414f, /* OpenAFS */
    0x6b414653, /* AFS */
    0x73757245, /* Coda */
    0x00c36400, /* Ceph */
    0x0bd00bd0, /* Lustre */
    0x01161970, /* GFS2 */
    0x7461636f, /* OCFS2 */
    0x47504653, /* GPFS */
    0x19830326, /* BeeGFS */
    0xaad7aaea, /* PanFS */
    0x786f4256, /* shared folder of VirtualBox */
  };

  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    if (types[i] == type)
      return TRUE;
  return FALSE;
}

gboolean
_tl_desk_folder_is_network (const char *folder)
{
  struct statfs info;

  if (pretended >= 0)
    return pretended > 0;
  /* What cannot be told is treated with the more careful of the two ways. */
  return statfs (folder, &info) < 0 || _tl_desk_disk_is_network ((guint32)info.f_type);
}

void
_tl_desk_folder_pretend (int network)
{
  pretended = network;
}

/* Locks of an open file, not of a process: closing some other descriptor does not lose them, and
 * changing one kind into the other leaves no gap. */
static gboolean
set_lock (int fd, short type, off_t byte)
{
  struct flock lock = { .l_type = type, .l_whence = SEEK_SET, .l_start = byte, .l_len = 1 };
  int rc;

  do
    rc = fcntl (fd, F_OFD_SETLK, &lock);
  while (rc < 0 && errno == EINTR);
  return rc == 0;
}

static gboolean
is_taken (int code)
{
  return code == EAGAIN || code == EACCES;
}

/* Alone when nobody else is there, else shared as soon as nobody is alone. */
static gboolean
take_either (TlDeskLock *self, const char *path, GError **error)
{
  for (guint waited = 0;; waited += TRY_MS)
    {
      self->alone = set_lock (self->fd, F_WRLCK, BYTE_USE);
      if (self->alone || (is_taken (errno) && set_lock (self->fd, F_RDLCK, BYTE_USE)))
        return TRUE;
      if (!is_taken (errno))
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
  int fd = open (path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);

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
      self->alone = set_lock (self->fd, F_WRLCK, BYTE_USE);
      if (self->alone || waited >= milliseconds)
        break;
      g_usleep (TRY_MS * 1000);
    }
  return self->alone;
}

gboolean
_tl_desk_lock_share (TlDeskLock *self, GError **error)
{
  if (self->alone && !set_lock (self->fd, F_RDLCK, BYTE_USE))
    return fail (self->mark, "share the lock", error);
  self->alone = FALSE;
  return TRUE;
}

gboolean
_tl_desk_lock_try_backup (TlDeskLock *self)
{
  return set_lock (self->fd, F_WRLCK, BYTE_BACKUP);
}

gboolean
_tl_desk_lock_try_send (TlDeskLock *self)
{
  return set_lock (self->fd, F_WRLCK, BYTE_SEND);
}

void
_tl_desk_lock_end_backup (TlDeskLock *self)
{
  set_lock (self->fd, F_UNLCK, BYTE_BACKUP);
}

gboolean
_tl_desk_lock_is_marked (const TlDeskLock *self)
{
  return g_file_test (self->mark, G_FILE_TEST_EXISTS);
}

gboolean
_tl_desk_lock_mark (TlDeskLock *self, GError **error)
{
  int fd = open (self->mark, O_RDWR | O_CREAT | O_CLOEXEC, 0600);

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
