/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/**
 * SECTION: What POSIX has and Windows does not
 *
 * Include this header in place of <unistd.h>, <fcntl.h>, <sys/file.h>, <sys/mman.h>, <sys/stat.h>
 * and <sys/statvfs.h>. On POSIX it is these headers. On Windows it declares the few calls of them
 * that the program makes, with the meaning and the errno of POSIX; what differs stands beside the
 * call. Files are opened with g_open() and O_CLOEXEC, which also says there that lines are left as
 * they are. Nothing else in the layers below `ui/` may ask for the operating system but
 * `base/tl-file-lock.h`, the PDF worker and the keyring.
 */

#include <errno.h>
#include <fcntl.h>
#include <glib.h>
#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

#ifndef G_OS_WIN32
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/statvfs.h>
/* Of fopen(): not passed on to programs that are started. */
#define TL_FOPEN_CLOEXEC "e"
/* Of the last change of a file (GStatBuf), beside st_mtime; Windows has none. */
#define tl_stat_nanoseconds(info) ((long)(info).st_mtim.tv_nsec)
#else
#include <io.h>
#include <sys/types.h>

G_BEGIN_DECLS

#define TL_FOPEN_CLOEXEC          "N"
#define tl_stat_nanoseconds(info) 0L

#define O_CLOEXEC  (_O_NOINHERIT | _O_BINARY)
#define O_NONBLOCK 0
#define O_NOFOLLOW 0
#define O_NOCTTY   0

#define LOCK_SH 1
#define LOCK_EX 2
#define LOCK_NB 4
#define LOCK_UN 8

#define PROT_READ  1
#define PROT_WRITE 2
#define MAP_SHARED 1
#define MAP_FAILED ((void *)-1)

#ifndef EWOULDBLOCK
#define EWOULDBLOCK EAGAIN
#endif
#ifndef EDQUOT
#define EDQUOT ENOSPC
#endif
#ifndef ENOTSUP
#define ENOTSUP EOPNOTSUPP
#endif
#ifndef ELOOP
#define ELOOP EMLINK
#endif

/** pread: at @offset; the position of @fd is moved meanwhile, which matters to other threads. */
ssize_t tl_win32_pread (int fd, void *data, size_t length, gint64 offset);
#define pread  tl_win32_pread

/** pwrite: at @offset; as pread. */
ssize_t tl_win32_pwrite (int fd, const void *data, size_t length, gint64 offset);
#define pwrite tl_win32_pwrite

/** fsync: FlushFileBuffers(). */
int tl_win32_fsync (int fd);
#define fsync  tl_win32_fsync

/** ftruncate: also makes a file longer, with zeros. */
int tl_win32_ftruncate (int fd, gint64 length);
#undef ftruncate
#define ftruncate            tl_win32_ftruncate

/** posix_fallocate: Returns: an errno; the space is the file's, zeros until it is written. */
int tl_win32_fallocate (int fd, gint64 offset, gint64 length);
#define posix_fallocate      tl_win32_fallocate

/** flock: %LOCK_EX, %LOCK_SH, with %LOCK_NB or without. Windows keeps others from the bytes that
 * are locked: one far behind the end of every file stands for all. */
int tl_win32_flock (int fd, int operation);
#define flock                tl_win32_flock

/** mmap: shared, the whole of @fd from @offset 0. */
void *tl_win32_mmap (void *near, size_t length, int protection, int flags, int fd, gint64 offset);
#define mmap                 tl_win32_mmap
int tl_win32_munmap (void *address, size_t length);
#define munmap               tl_win32_munmap

/** link: a second name of a file, on the same disk. */
int tl_win32_link (const char *from, const char *to);
#define link                 tl_win32_link

/** memmem: as glibc has it. */
void *tl_win32_memmem (const void *hay, size_t hay_length, const void *needle, size_t length);
#define memmem               tl_win32_memmem

struct statvfs
{
  guint64 f_frsize;
  guint64 f_bavail;
};

/** statvfs: what the user may still write. */
int tl_win32_statvfs (const char *path, struct statvfs *space);
#define statvfs(path, space) tl_win32_statvfs (path, space)

G_END_DECLS
#endif
