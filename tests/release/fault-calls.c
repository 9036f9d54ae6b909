/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Preloaded: counts every call that writes, renames, removes, makes, sizes or flushes, and at the
 * one that TL_FAULT_AT numbers (from 1) kills the process or, with TL_FAULT_MODE=full, fails it and
 * every later one that takes space with ENOSPC. TL_FAULT_MODE=half kills after half of a write.
 * The count goes to the file TL_FAULT_COUNT at the end. */
#undef _FILE_OFFSET_BITS /* both names of each call are defined here */
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

static long at;
static long count;
static const char *mode = "";

__attribute__ ((constructor)) static void
begin (void)
{
  const char *text = getenv ("TL_FAULT_AT");

  at = text != NULL ? atol (text) : 0;
  mode = getenv ("TL_FAULT_MODE") != NULL ? getenv ("TL_FAULT_MODE") : "";
}

__attribute__ ((destructor)) static void
end (void)
{
  const char *path = getenv ("TL_FAULT_COUNT");
  FILE *file = path != NULL ? fopen (path, "w") : NULL;

  if (file == NULL)
    return;
  fprintf (file, "%ld\n", count);
  fclose (file);
}

static void
die (void)
{
  kill (getpid (), SIGKILL);
  for (;;)
    pause ();
}

/* Returns: whether the call must fail for want of space. */
static int
tick (int takes_space, int can_halve)
{
  long n = __atomic_add_fetch (&count, 1, __ATOMIC_SEQ_CST);

  if (at == 0 || n < at)
    return 0;
  if (strcmp (mode, "full") == 0)
    {
      if (takes_space)
        errno = ENOSPC;
      return takes_space;
    }
  if (n == at && !(can_halve && strcmp (mode, "half") == 0))
    die ();
  return 0;
}

#define REAL(type, name, ...)                                                                      \
  static type (*real) (__VA_ARGS__);                                                               \
  if (real == NULL)                                                                                \
  *(void **)&real = dlsym (RTLD_NEXT, #name)

/* Streams to the terminal are no business of an installation. */
ssize_t
write (int fd, const void *data, size_t size)
{
  REAL (ssize_t, write, int, const void *, size_t);
  if (fd <= 2)
    return real (fd, data, size);
  if (tick (1, 1))
    return -1;
  if (count == at && strcmp (mode, "half") == 0)
    {
      real (fd, data, size / 2);
      die ();
    }
  return real (fd, data, size);
}

int
rename (const char *from, const char *to)
{
  REAL (int, rename, const char *, const char *);
  return tick (1, 0) ? -1 : real (from, to);
}

int
fsync (int fd)
{
  REAL (int, fsync, int);
  return tick (1, 0) ? -1 : real (fd);
}

int
fdatasync (int fd)
{
  REAL (int, fdatasync, int);
  return tick (1, 0) ? -1 : real (fd);
}

int
msync (void *address, size_t size, int flags)
{
  REAL (int, msync, void *, size_t, int);
  return tick (1, 0) ? -1 : real (address, size, flags);
}

int
ftruncate (int fd, off_t size)
{
  REAL (int, ftruncate, int, off_t);
  return tick (size > 0, 0) ? -1 : real (fd, size);
}

int
ftruncate64 (int fd, off64_t size)
{
  REAL (int, ftruncate64, int, off64_t);
  return tick (size > 0, 0) ? -1 : real (fd, size);
}

int
posix_fallocate (int fd, off_t offset, off_t size)
{
  REAL (int, posix_fallocate, int, off_t, off_t);
  return tick (1, 0) ? ENOSPC : real (fd, offset, size);
}

int
posix_fallocate64 (int fd, off64_t offset, off64_t size)
{
  REAL (int, posix_fallocate64, int, off64_t, off64_t);
  return tick (1, 0) ? ENOSPC : real (fd, offset, size);
}

int
link (const char *from, const char *to)
{
  REAL (int, link, const char *, const char *);
  return tick (1, 0) ? -1 : real (from, to);
}

int
unlink (const char *path)
{
  REAL (int, unlink, const char *);
  return tick (0, 0) ? -1 : real (path);
}

int
rmdir (const char *path)
{
  REAL (int, rmdir, const char *);
  return tick (0, 0) ? -1 : real (path);
}

int
mkdir (const char *path, mode_t bits)
{
  REAL (int, mkdir, const char *, mode_t);
  return tick (1, 0) ? -1 : real (path, bits);
}

int
open (const char *path, int flags, ...)
{
  mode_t bits = 0;
  REAL (int, open, const char *, int, ...);

  if (flags & O_CREAT)
    {
      va_list list;

      va_start (list, flags);
      bits = va_arg (list, mode_t);
      va_end (list);
      if (tick (1, 0))
        return -1;
    }
  return real (path, flags, bits);
}

int
open64 (const char *path, int flags, ...)
{
  mode_t bits = 0;
  REAL (int, open64, const char *, int, ...);

  if (flags & O_CREAT)
    {
      va_list list;

      va_start (list, flags);
      bits = va_arg (list, mode_t);
      va_end (list);
      if (tick (1, 0))
        return -1;
    }
  return real (path, flags, bits);
}
