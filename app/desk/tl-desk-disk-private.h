/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The folder of the desk: its modes, its kind of disk, and the lock that programs share. */

/* Makes the folder (0700), or takes away what others may do with one of our own. */
gboolean _tl_desk_folder_prepare (const char *folder, GError **error);

/* The file is there afterwards, empty if it was not, and only the judge can read it (0600). */
gboolean _tl_desk_file_prepare (const char *path, GError **error);
gboolean _tl_desk_file_make_private (const char *path, GError **error);

gboolean _tl_desk_folder_is_network (const char *folder);
/* For tests: 1 network, 0 local, -1 as it is. */
void _tl_desk_folder_pretend (int network);

/* The lock file: every program that has the desk open shares it; what one must do alone (moving
 * files, changing the schema) it does while it is the only one. Of the kernel: gone with the
 * process. */
typedef struct _TlDeskLock TlDeskLock;

/* G_IO_ERROR_READ_ONLY: nothing can be written there, or the file system gives no locks;
 * G_IO_ERROR_BUSY: another program was alone for too long. */
TlDeskLock *_tl_desk_lock_take (const char *folder, GError **error);
void _tl_desk_lock_free (TlDeskLock *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlDeskLock, _tl_desk_lock_free)
gboolean _tl_desk_lock_is_alone (const TlDeskLock *self);
/* Tries for a while to be alone. */
gboolean _tl_desk_lock_wait_alone (TlDeskLock *self, guint milliseconds);
/* From alone to shared. */
gboolean _tl_desk_lock_share (TlDeskLock *self, GError **error);
/* One program at a time makes the backup of the day. */
gboolean _tl_desk_lock_try_backup (TlDeskLock *self);
void _tl_desk_lock_end_backup (TlDeskLock *self);
/* One program at a time sends from the outbox; the lock is kept until the desk is closed. */
gboolean _tl_desk_lock_try_send (TlDeskLock *self);

/* The mark of a program that has not ended yet. */
gboolean _tl_desk_lock_is_marked (const TlDeskLock *self);
gboolean _tl_desk_lock_mark (TlDeskLock *self, GError **error);
void _tl_desk_lock_unmark (TlDeskLock *self);

G_END_DECLS
