/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "desk/tl-desk.h"

G_BEGIN_DECLS

/* All that belongs to the judge in one file, for another computer or a safe place (docs/desk.md,
 * "One file of all"). */

/** What such a file is called at the end. */
#define TL_DESK_ARCHIVE_SUFFIX ".troly-sao-luu"

/**
 * TlDeskArchive:
 * @settings: (nullable): what the program wants to be given back, any text
 * @digest: SHA-256 of all that is in it, in hexadecimal: two archives of the same have the same
 * @kept: (nullable): name of the file, in the folder of the desk, that the desk before now is
 */
typedef struct
{
  char *settings;
  char *digest;
  char *kept;
} TlDeskArchive;

void tl_desk_archive_free (TlDeskArchive *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlDeskArchive, tl_desk_archive_free)

/**
 * tl_desk_save_archive_async:
 * @path: the file; one that is there is replaced when all is written
 * @settings: (nullable): goes into it as it is
 *
 * Writes the desk, and the confirmed questions beside it, into one file that only the judge can
 * read. Killed or failing anywhere, @path is what it was. Works on a desk that is read-only.
 */
void tl_desk_save_archive_async (TlDesk *self,
                                 const char *path,
                                 const char *settings,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
/** tl_desk_save_archive_finish: Returns: (transfer full) (nullable): what was written; errors are
 * sentences for people that name the file. */
TlDeskArchive *tl_desk_save_archive_finish (TlDesk *self, GAsyncResult *result, GError **error);

/**
 * tl_desk_restore_archive_async:
 * @path: an archive
 * @folder: (nullable): folder of the desk, which no program may have open; %NULL: %TL_PATH_DESK
 *
 * What is in @path takes the place of the desk. The desk that was there is kept beside it, and
 * nothing is changed before all of @path was read and found whole. Killed anywhere, the desk is the
 * old one or the new one.
 */
void tl_desk_restore_archive_async (const char *path,
                                    const char *folder,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
/** tl_desk_restore_archive_finish: Returns: (transfer full) (nullable): what was restored; errors
 * as of tl_desk_save_archive_finish(): %TL_ERROR_INPUT (no archive, or damaged),
 * %TL_ERROR_UNSUPPORTED (of a newer program), %G_IO_ERROR_BUSY, %G_IO_ERROR_NO_SPACE. */
TlDeskArchive *tl_desk_restore_archive_finish (GAsyncResult *result, GError **error);

G_END_DECLS
