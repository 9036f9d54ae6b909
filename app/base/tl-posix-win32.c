/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "base/tl-posix.h"

#include <string.h>
#include <windows.h>

/* Where the byte stands that is locked for a whole file. */
#define LOCKED_BYTE G_GINT64_CONSTANT (0x4000000000000000)

static int
fail (DWORD code)
{
  switch (code)
    {
    case ERROR_LOCK_VIOLATION:
    case ERROR_IO_PENDING:
      errno = EWOULDBLOCK;
      break;
    case ERROR_HANDLE_DISK_FULL:
    case ERROR_DISK_FULL:
      errno = ENOSPC;
      break;
    case ERROR_ACCESS_DENIED:
    case ERROR_SHARING_VIOLATION:
    case ERROR_WRITE_PROTECT:
      errno = EACCES;
      break;
    case ERROR_INVALID_HANDLE:
      errno = EBADF;
      break;
    case ERROR_ALREADY_EXISTS:
      errno = EEXIST;
      break;
    case ERROR_FILE_NOT_FOUND:
    case ERROR_PATH_NOT_FOUND:
      errno = ENOENT;
      break;
    case ERROR_NOT_ENOUGH_MEMORY:
      errno = ENOMEM;
      break;
    default:
      errno = EIO;
    }
  return -1;
}

static HANDLE
handle_of (int fd)
{
  return (HANDLE)_get_osfhandle (fd);
}

static OVERLAPPED
place (gint64 offset)
{
  OVERLAPPED at = { 0 };

  at.Offset = (DWORD)((guint64)offset & 0xffffffffu);
  at.OffsetHigh = (DWORD)((guint64)offset >> 32);
  return at;
}

/* What reads or writes at a place moves the position of a file that is not overlapped; who goes on
 * from the position, as Xapian does, must find it where it was. */
static LARGE_INTEGER
get_position (HANDLE file)
{
  LARGE_INTEGER here = { 0 };

  SetFilePointerEx (file, here, &here, FILE_CURRENT);
  return here;
}

static gboolean
go_back (HANDLE file, LARGE_INTEGER position, gboolean done)
{
  DWORD code = GetLastError ();

  SetFilePointerEx (file, position, NULL, FILE_BEGIN);
  SetLastError (code);
  return done;
}

ssize_t
tl_win32_pread (int fd, void *data, size_t length, gint64 offset)
{
  HANDLE file = handle_of (fd);
  LARGE_INTEGER position = get_position (file);
  OVERLAPPED at = place (offset);
  DWORD n = 0;

  if (!go_back (file, position, ReadFile (file, data, (DWORD)MIN (length, G_MAXINT32), &n, &at)))
    return GetLastError () == ERROR_HANDLE_EOF ? 0 : fail (GetLastError ());
  return (ssize_t)n;
}

ssize_t
tl_win32_pwrite (int fd, const void *data, size_t length, gint64 offset)
{
  HANDLE file = handle_of (fd);
  LARGE_INTEGER position = get_position (file);
  OVERLAPPED at = place (offset);
  DWORD n = 0;

  if (!go_back (file, position, WriteFile (file, data, (DWORD)MIN (length, G_MAXINT32), &n, &at)))
    return fail (GetLastError ());
  return (ssize_t)n;
}

int
tl_win32_fsync (int fd)
{
  /* A file that was opened to be read has nothing to flush, and may not. */
  if (!FlushFileBuffers (handle_of (fd)) && GetLastError () != ERROR_ACCESS_DENIED)
    return fail (GetLastError ());
  return 0;
}

int
tl_win32_ftruncate (int fd, gint64 length)
{
  int code = _chsize_s (fd, length);

  if (code == 0)
    return 0;
  errno = code;
  return -1;
}

int
tl_win32_fallocate (int fd, gint64 offset, gint64 length)
{
  gint64 size = _filelengthi64 (fd);

  if (size < 0)
    return errno;
  return size >= offset + length ? 0 : _chsize_s (fd, offset + length);
}

int
tl_win32_flock (int fd, int operation)
{
  OVERLAPPED at = place (LOCKED_BYTE);
  DWORD flags = 0;

  if ((operation & LOCK_UN) != 0)
    return UnlockFileEx (handle_of (fd), 0, 1, 0, &at) ? 0 : fail (GetLastError ());
  if ((operation & LOCK_EX) != 0)
    flags |= LOCKFILE_EXCLUSIVE_LOCK;
  if ((operation & LOCK_NB) != 0)
    flags |= LOCKFILE_FAIL_IMMEDIATELY;
  return LockFileEx (handle_of (fd), flags, 0, 1, 0, &at) ? 0 : fail (GetLastError ());
}

void *
tl_win32_mmap (void *near, size_t length, int protection, int flags, int fd, gint64 offset)
{
  gboolean writable = (protection & PROT_WRITE) != 0;
  HANDLE map;
  void *address;

  g_return_val_if_fail (offset == 0 && flags == MAP_SHARED, MAP_FAILED);

  map = CreateFileMappingW (handle_of (fd), NULL, writable ? PAGE_READWRITE : PAGE_READONLY,
                            (DWORD)((guint64)length >> 32), (DWORD)(length & 0xffffffffu), NULL);
  if (map == NULL)
    {
      fail (GetLastError ());
      return MAP_FAILED;
    }
  address = MapViewOfFile (map, writable ? FILE_MAP_WRITE : FILE_MAP_READ, 0, 0, length);
  if (address == NULL)
    fail (GetLastError ());
  CloseHandle (map);
  return address != NULL ? address : MAP_FAILED;
}

int
tl_win32_munmap (void *address, size_t length)
{
  return UnmapViewOfFile (address) ? 0 : fail (GetLastError ());
}

int
tl_win32_link (const char *from, const char *to)
{
  g_autofree wchar_t *wide_from = g_utf8_to_utf16 (from, -1, NULL, NULL, NULL);
  g_autofree wchar_t *wide_to = g_utf8_to_utf16 (to, -1, NULL, NULL, NULL);

  if (wide_from == NULL || wide_to == NULL)
    {
      errno = EINVAL;
      return -1;
    }
  return CreateHardLinkW (wide_to, wide_from, NULL) ? 0 : fail (GetLastError ());
}

void *
tl_win32_memmem (const void *hay, size_t hay_length, const void *needle, size_t length)
{
  const char *position = hay;
  const char *end;

  if (length == 0)
    return (void *)hay;
  if (hay_length < length)
    return NULL;
  end = position + (hay_length - length) + 1;
  while ((position = memchr (position, *(const char *)needle, (size_t)(end - position))) != NULL)
    {
      if (memcmp (position, needle, length) == 0)
        return (void *)position;
      if (++position == end)
        break;
    }
  return NULL;
}

int
tl_win32_statvfs (const char *path, struct statvfs *space)
{
  g_autofree wchar_t *wide = g_utf8_to_utf16 (path, -1, NULL, NULL, NULL);
  ULARGE_INTEGER available;

  if (wide == NULL)
    {
      errno = EINVAL;
      return -1;
    }
  if (!GetDiskFreeSpaceExW (wide, &available, NULL, NULL))
    return fail (GetLastError ());
  space->f_frsize = 1;
  space->f_bavail = available.QuadPart;
  return 0;
}
