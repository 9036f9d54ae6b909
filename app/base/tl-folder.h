/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * tl_folder_sync:
 * @path: a folder
 *
 * Flushes the names in it, so that a rename outlives a loss of power. Network file systems that
 * refuse it (EINVAL, ENOTSUP) are taken at their word; Windows flushes names by itself.
 *
 * Returns: 0, or -1 with errno set. Callable from any thread.
 */
int tl_folder_sync (const char *path);

/**
 * tl_folder_lock:
 * @path: a folder, no symbolic link
 *
 * Takes a folder for this process alone, for as long as the descriptor is open. The names in it
 * stay free for everybody; on Windows the folder itself cannot be removed meanwhile.
 *
 * Returns: a descriptor, or -1 with errno set: EWOULDBLOCK when somebody else holds it.
 */
int tl_folder_lock (const char *path);

/**
 * tl_folder_open_inside:
 * @path: a folder
 * @name: of a file inside, parts joined by "/", none of them "." or ".."
 * @found_folder: (out): whether @path itself could be opened
 *
 * Opens a file to be read, part by part, so that no symbolic link (on Windows: no reparse point)
 * leads out of the folder.
 *
 * Returns: a descriptor, or -1 with errno set: ELOOP for a symbolic link.
 */
int tl_folder_open_inside (const char *path, const char *name, gboolean *found_folder);

/**
 * tl_folder_make_private:
 * @path: a folder or a file
 * @mode: what its owner may do (0700, 0600)
 *
 * Takes away what others may do. Left as it is: what is somebody else's, a folder with the sticky
 * bit (a common one, as /tmp), and what cannot be changed on its disk. On Windows folders of a user
 * are private by themselves.
 *
 * Returns: 0, or -1 with errno set.
 */
int tl_folder_make_private (const char *path, int mode);

/**
 * tl_folder_clear:
 * @path: a folder
 *
 * Removes what is inside, folders with what is in them, and follows no symbolic link. What cannot
 * be removed stays: it is for work that nobody needs any more, and is tried again the next time.
 * Not safe where somebody else may write meanwhile.
 */
void tl_folder_clear (const char *path);

/** tl_folder_remove: the same, with @path itself, which may be a file. */
void tl_folder_remove (const char *path);

/**
 * tl_folder_is_network:
 * @path: a folder
 *
 * Returns: whether other machines may write there; also %TRUE when it cannot be told, as the more
 *   careful of two ways.
 */
gboolean tl_folder_is_network (const char *path);

#ifndef G_OS_WIN32
/** tl_folder_type_is_network: of a number of statfs(2). */
gboolean tl_folder_type_is_network (guint32 type);
#endif

G_END_DECLS
