/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/tl-services.h"

G_BEGIN_DECLS

/* Which file of the judge's own a file is, and where the one of an id is. What is known of that
 * from earlier runs stands on the desk and is history: it is wiped with what was read. */

/**
 * tl_own_open_async:
 * @file: any file
 *
 * Finds the id of a file and puts the file on the shelf; it is read when it is loaded. A file keeps
 * its id when it is written again at its place, and when it is moved as it was; a copy beside it is
 * another.
 */
void tl_own_open_async (TlServices *services,
                        GFile *file,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data);
/** tl_own_open_finish: Returns: (transfer full) (nullable): the id; %NULL with @error, of
 * #TL_OWN_ERROR or cancelled. */
char *tl_own_open_finish (GAsyncResult *result, GError **error);

/** tl_own_find_async: puts the file of id @id on the shelf, if the desk knows where it is. */
void tl_own_find_async (TlServices *services,
                        const char *id,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data);
/** tl_own_find_finish: Returns: whether the shelf knows it now. */
gboolean tl_own_find_finish (GAsyncResult *result, GError **error);

/** tl_own_dup_name: Returns: (transfer full) (nullable): what the file of id @id is called for
 * people: its name where this run knows it; %NULL for documents of the library. */
char *tl_own_dup_name (TlServices *services, const char *id);

/** tl_own_remember: @file was opened: the desk keeps where it is, if it keeps what was read. */
void tl_own_remember (TlServices *services, const TlOwnFile *file);

G_END_DECLS
