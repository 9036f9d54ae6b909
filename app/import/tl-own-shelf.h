/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "import/tl-own-file.h"

G_BEGIN_DECLS

/** TL_OWN_SHELF_FILES: files that are kept read; TL_OWN_SHELF_PATHS: files whose place is known. */
#define TL_OWN_SHELF_FILES 12
#define TL_OWN_SHELF_PATHS 500

#define TL_TYPE_OWN_SHELF (tl_own_shelf_get_type ())
G_DECLARE_FINAL_TYPE (TlOwnShelf, tl_own_shelf, TL, OWN_SHELF, GObject)

/**
 * TlOwnShelf:
 *
 * The files of the judge's own that this run of the program has to do with: where each is, by its
 * id, and the last ones as they were read. Stands beside the library: whoever loads a document by
 * its id asks here when tl_own_is_id(). Any thread. Nothing of it is written to the disk.
 */
TlOwnShelf *tl_own_shelf_new (void);

/** tl_own_shelf_put: the file of id @id is at @path; what was read of it before is forgotten. */
void tl_own_shelf_put (TlOwnShelf *self, const char *id, const char *path);

/** tl_own_shelf_dup_path: Returns: (transfer full) (nullable): where the file of id @id is. */
char *tl_own_shelf_dup_path (TlOwnShelf *self, const char *id);

/** tl_own_shelf_dup_id: Returns: (transfer full) (nullable): id of the file at @path. */
char *tl_own_shelf_dup_id (TlOwnShelf *self, const char *path);

/**
 * tl_own_shelf_load:
 *
 * Reads the file of id @id unless it was read already. Not on the main loop.
 *
 * Returns: (transfer full) (nullable): %NULL without @error: where the file is is not known
 */
TlOwnFile *tl_own_shelf_load (TlOwnShelf *self,
                              const char *id,
                              GCancellable *cancellable,
                              GError **error);
void tl_own_shelf_load_async (TlOwnShelf *self,
                              const char *id,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
TlOwnFile *tl_own_shelf_load_finish (TlOwnShelf *self, GAsyncResult *result, GError **error);

/** tl_own_shelf_wipe: forgets everything. */
void tl_own_shelf_wipe (TlOwnShelf *self);

G_END_DECLS
