/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * TlAtomicFile:
 *
 * A file that appears whole or not at all: written beside its final place, flushed to the disk,
 * renamed, and the folder flushed. Killed anywhere, the final path holds either the old content or
 * the new. Use from one thread at a time.
 */
typedef struct _TlAtomicFile TlAtomicFile;

/**
 * tl_atomic_file_new:
 * @path: the final path; its folder must exist
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the file, open for writing
 */
TlAtomicFile *tl_atomic_file_new (const char *path, GError **error);

/** tl_atomic_file_get_fd: Returns: the descriptor to write to; it stays the file's own. */
int tl_atomic_file_get_fd (TlAtomicFile *self);

/** tl_atomic_file_get_temporary_path: Returns: (transfer none): where the content stands until the
 * commit. */
const char *tl_atomic_file_get_temporary_path (TlAtomicFile *self);

/** tl_atomic_file_write: writes all @length bytes at the end, or fails with an error that names the
 * file. */
gboolean tl_atomic_file_write (TlAtomicFile *self, const void *data, gsize length, GError **error);

/** tl_atomic_file_commit: flushes, renames into place. The object must still be freed. */
gboolean tl_atomic_file_commit (TlAtomicFile *self, GError **error);

/** tl_atomic_file_free: closes; what was not committed is removed. */
void tl_atomic_file_free (TlAtomicFile *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlAtomicFile, tl_atomic_file_free)

/**
 * tl_atomic_rename:
 * @from: a closed file or folder, already complete
 * @to: its final path, in the same file system
 *
 * Flushes @from, renames it over @to and flushes the folder.
 */
gboolean tl_atomic_rename (const char *from, const char *to, GError **error);

/** tl_atomic_write: the three steps in one, for content that is in memory. */
gboolean tl_atomic_write (const char *path, const void *data, gsize length, GError **error);

G_END_DECLS
