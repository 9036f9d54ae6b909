/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "base/tl-file-lock.h"

#include "base/tl-posix.h"

gboolean
tl_file_lock (int fd, TlFileLock held, TlFileLock wanted, goffset byte)
{
  static const short types[] = { F_UNLCK, F_RDLCK, F_WRLCK };
  struct flock lock
      = { .l_type = types[wanted], .l_whence = SEEK_SET, .l_start = byte, .l_len = 1 };
  int rc;

  do
    rc = fcntl (fd, F_OFD_SETLK, &lock);
  while (rc < 0 && errno == EINTR);
  if (rc < 0 && errno == EACCES)
    errno = EAGAIN;
  return rc == 0;
}
