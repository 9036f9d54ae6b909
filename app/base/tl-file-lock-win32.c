/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "base/tl-file-lock.h"

#include <windows.h>

#include "base/tl-posix.h"

static gboolean
release (HANDLE file, goffset byte)
{
  OVERLAPPED at = { .Offset = (DWORD)byte };

  return UnlockFileEx (file, 0, 1, 0, &at);
}

static gboolean
take (HANDLE file, TlFileLock lock, goffset byte)
{
  OVERLAPPED at = { .Offset = (DWORD)byte };
  DWORD flags = LOCKFILE_FAIL_IMMEDIATELY;

  if (lock == TL_FILE_LOCK_ALONE)
    flags |= LOCKFILE_EXCLUSIVE_LOCK;
  if (LockFileEx (file, flags, 0, 1, 0, &at))
    return TRUE;
  errno = GetLastError () == ERROR_LOCK_VIOLATION || GetLastError () == ERROR_IO_PENDING ? EAGAIN
                                                                                         : EIO;
  return FALSE;
}

gboolean
tl_file_lock (int fd, TlFileLock held, TlFileLock wanted, goffset byte)
{
  HANDLE file = (HANDLE)_get_osfhandle (fd);

  if (file == INVALID_HANDLE_VALUE)
    {
      errno = EBADF;
      return FALSE;
    }
  if (held == wanted)
    return TRUE;
  if (held == TL_FILE_LOCK_NONE)
    return take (file, wanted, byte);
  /* Who is alone may share with itself, and of both the exclusive lock is given up first. */
  if (wanted == TL_FILE_LOCK_SHARED && take (file, wanted, byte))
    return release (file, byte);
  release (file, byte);
  if (wanted == TL_FILE_LOCK_NONE || take (file, wanted, byte))
    return TRUE;
  if (errno == EAGAIN && !take (file, held, byte))
    errno = EBUSY;
  return FALSE;
}
