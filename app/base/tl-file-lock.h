/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * TlFileLock:
 * @TL_FILE_LOCK_NONE: gives it up
 * @TL_FILE_LOCK_SHARED: with others who share it
 * @TL_FILE_LOCK_ALONE: nobody else
 */
typedef enum
{
  TL_FILE_LOCK_NONE,
  TL_FILE_LOCK_SHARED,
  TL_FILE_LOCK_ALONE,
} TlFileLock;

/**
 * tl_file_lock:
 * @fd: a file that is open to be read and written, whose bytes mean nothing
 * @held: what @fd holds of the byte
 * @wanted: what it is to hold instead
 * @byte: which of its bytes: each is a lock of its own
 *
 * Takes, changes or gives up a lock of an open file, without waiting. It is the open file's, not
 * the process's: closing some other descriptor of the file does not lose it, and it ends with @fd
 * or the process (fcntl(2), "Open file description locks"; LockFileEx() on Windows). Changing one
 * kind into the other leaves no gap; on Windows the step from shared to alone leaves one.
 *
 * Returns: %FALSE with errno set: EAGAIN when somebody else is in the way and @held is held still,
 *   EBUSY when it was lost in the gap.
 */
gboolean tl_file_lock (int fd, TlFileLock held, TlFileLock wanted, goffset byte);

G_END_DECLS
