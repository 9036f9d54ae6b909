/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "desk/tl-desk-archive.h"

G_BEGIN_DECLS

#define TL_TYPE_DESK_KEEPER (tl_desk_keeper_get_type ())
G_DECLARE_FINAL_TYPE (TlDeskKeeper, tl_desk_keeper, TL, DESK_KEEPER, GObject)

/**
 * TlDeskKeeper:
 *
 * The desk of the program for the screens: opened off the main loop, its history switched with the
 * setting "keep-history", closed at the end. Until it is open, and where it cannot be opened, there
 * is none (tl_desk_keeper_get_desk()) and every screen works without. Main thread.
 *
 * Signals: "changed" (int #TlDeskChange, string document (nullable)): as of the desk;
 * %TL_DESK_CHANGED_ALL when there is another desk. "notice": there is something that the
 * judge should be told (tl_desk_keeper_dup_notice()).
 */
TlDeskKeeper *tl_desk_keeper_new (void);

/** tl_desk_keeper_open: @folder: (nullable): of the desk. @settings: (nullable): its key
 * "keep-history" says whether history is kept. A desk that was open is closed. */
void tl_desk_keeper_open (TlDeskKeeper *self, const char *folder, GSettings *settings);

/** tl_desk_keeper_is_opening: whether it is not known yet if there will be a desk. */
gboolean tl_desk_keeper_is_opening (TlDeskKeeper *self);

/** tl_desk_keeper_get_desk: (transfer none) (nullable). */
TlDesk *tl_desk_keeper_get_desk (TlDeskKeeper *self);

/** tl_desk_keeper_can_write: whether marks can be made. */
gboolean tl_desk_keeper_can_write (TlDeskKeeper *self);

/** tl_desk_keeper_get_trouble: (transfer none) (nullable): why nothing can be kept, as sentences
 * for the judge, as long as that is so. */
const char *tl_desk_keeper_get_trouble (TlDeskKeeper *self);

/** tl_desk_keeper_dup_notice: (nullable): what the judge should be told and was not yet; after that
 * %NULL. */
char *tl_desk_keeper_dup_notice (TlDeskKeeper *self);

/** tl_desk_keeper_wipe: forgets what was read; "notice" when that failed. */
void tl_desk_keeper_wipe (TlDeskKeeper *self);

/**
 * tl_desk_keeper_restore_async:
 * @path: an archive
 *
 * Closes the desk, puts the archive in its place with the settings it has, and opens it again;
 * when that fails, what was there is opened again. Until then there is no desk.
 */
void tl_desk_keeper_restore_async (TlDeskKeeper *self,
                                   const char *path,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
/** tl_desk_keeper_restore_finish: Returns: (transfer full) (nullable): see
 * tl_desk_restore_archive_finish(). */
TlDeskArchive *tl_desk_keeper_restore_finish (TlDeskKeeper *self,
                                              GAsyncResult *result,
                                              GError **error);

/** tl_desk_keeper_close: waits until everything is on the disk; for the end of the program. */
void tl_desk_keeper_close (TlDeskKeeper *self);

G_END_DECLS
