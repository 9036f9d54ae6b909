/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "base/tl-folder.h"

#include <glib/gstdio.h>
#include <sys/vfs.h>

#include "base/tl-posix.h"

/* Closes @fd and keeps the errno of what went wrong before. */
static int
give_up (int fd)
{
  int saved = errno;

  close (fd);
  errno = saved;
  return -1;
}

int
tl_folder_sync (const char *path)
{
  int fd = open (path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

  if (fd < 0)
    return -1;
  if (fsync (fd) < 0 && errno != EINVAL && errno != ENOTSUP)
    return give_up (fd);
  return close (fd);
}

int
tl_folder_lock (const char *path)
{
  int fd = open (path, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW);

  return fd >= 0 && flock (fd, LOCK_EX | LOCK_NB) < 0 ? give_up (fd) : fd;
}

int
tl_folder_open_inside (const char *path, const char *name, gboolean *found_folder)
{
  g_auto (GStrv) parts = g_strsplit (name, "/", -1);
  int fd = open (path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

  *found_folder = fd >= 0;
  for (guint i = 0; fd >= 0 && parts[i] != NULL; i++)
    {
      int flags
          = O_RDONLY | O_NOFOLLOW | O_CLOEXEC | (parts[i + 1] != NULL ? O_DIRECTORY : O_NONBLOCK);
      int next = openat (fd, parts[i], flags);
      int code = errno;
      struct stat info;

      /* O_DIRECTORY says ENOTDIR of a link. */
      if (next < 0 && fstatat (fd, parts[i], &info, AT_SYMLINK_NOFOLLOW) == 0
          && S_ISLNK (info.st_mode))
        code = ELOOP;
      close (fd);
      errno = code;
      fd = next;
    }
  return fd;
}

int
tl_folder_make_private (const char *path, int mode)
{
  GStatBuf info;

  if (g_stat (path, &info) < 0)
    return -1;
  if ((info.st_mode & 0777 & ~(mode_t)mode) == 0 || info.st_uid != geteuid ()
      || (info.st_mode & S_ISVTX) != 0)
    return 0;
  if (g_chmod (path, (int)(info.st_mode & (mode_t)mode)) < 0 && errno != EROFS && errno != EPERM
      && errno != ENOTSUP)
    return -1;
  return 0;
}

gboolean
tl_folder_type_is_network (guint32 type)
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
tl_folder_is_network (const char *path)
{
  struct statfs info;

  return statfs (path, &info) < 0 || tl_folder_type_is_network ((guint32)info.f_type);
}
