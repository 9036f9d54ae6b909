/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The document id, anchor, name or title that is longer than this is refused or, for a title, cut.
 * Units are bytes of UTF-8. */
#define TL_DESK_MAX_ID          512
#define TL_DESK_MAX_TITLE       4096
#define TL_DESK_MAX_STATE_NAME  128
#define TL_DESK_MAX_STATE_VALUE (64 * 1024)
#define TL_DESK_MAX_QUOTE       (64 * 1024)
#define TL_DESK_MAX_NOTE        (256 * 1024)

/* Rows: of places, recent documents and states the oldest go; a mark above is refused. */
#define TL_DESK_MAX_PLACES  5000
#define TL_DESK_MAX_RECENTS 200
#define TL_DESK_MAX_STATES  20000
#define TL_DESK_MAX_MARKS   100000

/**
 * TlDeskChange:
 * @TL_DESK_CHANGED_PLACES: reading places
 * @TL_DESK_CHANGED_RECENTS: the list of recent documents
 * @TL_DESK_CHANGED_STATES: what the interface keeps of a document or of itself
 * @TL_DESK_CHANGED_MARKS: highlights, notes and bookmarks
 * @TL_DESK_CHANGED_OUTBOX: an item that is sent to the centre, or what the centre did with it
 * @TL_DESK_CHANGED_USAGE: a counter
 * @TL_DESK_CHANGED_HISTORY: the history was switched on or off, or wiped
 * @TL_DESK_CHANGED_ALL: another program wrote into the desk; anything may have changed
 *
 * What a "changed" signal is about.
 */
typedef enum
{
  TL_DESK_CHANGED_PLACES,
  TL_DESK_CHANGED_RECENTS,
  TL_DESK_CHANGED_STATES,
  TL_DESK_CHANGED_MARKS,
  TL_DESK_CHANGED_OUTBOX,
  TL_DESK_CHANGED_USAGE,
  TL_DESK_CHANGED_HISTORY,
  TL_DESK_CHANGED_ALL,
} TlDeskChange;

#define TL_TYPE_DESK (tl_desk_get_type ())
G_DECLARE_FINAL_TYPE (TlDesk, tl_desk, TL, DESK, GObject)

/**
 * TlDesk:
 *
 * What belongs to the judge: reading places, recent documents, highlights, notes, bookmarks and the
 * state of the interface, in one SQLite file of a folder that only the judge can read. Never part
 * of the corpus, and nothing of it is logged (docs/desk.md).
 *
 * Every call is asynchronous: one thread owns the writing connection and does the changes in the
 * order they were asked for, readers have connections of their own. A change that is acknowledged
 * (its finish function returns success) is on the disk and seen by every later read. A call that is
 * cancelled before its change was stored ends in %G_IO_ERROR_CANCELLED and changes nothing.
 *
 * Functions that end in _async are for the thread-default main context they are called from.
 * Messages of errors are sentences for people, in the language of the interface, that say what
 * still works; the cause follows in brackets. Codes: %G_IO_ERROR_NO_SPACE, %G_IO_ERROR_READ_ONLY,
 * %G_IO_ERROR_BUSY (another program), %TL_ERROR_INPUT (damaged), %TL_ERROR_UNSUPPORTED (written by
 * a newer program), %TL_ERROR_LIMIT (a text is too long), %TL_ERROR_STORE.
 *
 * Signal "changed" (#TlDeskChange, string: document id or %NULL): emitted on the main context the
 * desk was opened from, before the callback of the call that made the change.
 */

/**
 * tl_desk_open_async:
 * @folder: (nullable): folder of the desk; %NULL: %TL_PATH_DESK. Made (mode 0700) when it is not
 * there
 *
 * Opens the desk: makes it when it is new, brings an older one to the version of this program
 * (after a backup), checks it after an unclean end, restores the last good backup when it is
 * damaged, and makes the backup of the day. What the judge should know of that is
 * tl_desk_get_notice().
 *
 * Where the folder cannot be written, a desk that is there is opened read-only. A desk written by a
 * newer program is left alone: %TL_ERROR_UNSUPPORTED.
 */
void tl_desk_open_async (const char *folder,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data);
/** tl_desk_open_finish: Returns: (transfer full) (nullable): the desk, or %NULL with @error, a
 * sentence that says what works without it. */
TlDesk *tl_desk_open_finish (GAsyncResult *result, GError **error);

/** tl_desk_close_async: ends what was asked for, closes the file and says that the end was clean.
 * Calls after it end in %G_IO_ERROR_CLOSED. A desk that is only released is closed as well, in its
 * own time. */
void tl_desk_close_async (TlDesk *self, GAsyncReadyCallback callback, gpointer user_data);
gboolean tl_desk_close_finish (TlDesk *self, GAsyncResult *result, GError **error);

/** tl_desk_close: as tl_desk_close_async(), and waits; for the end of the program, when no main
 * loop runs any more. */
void tl_desk_close (TlDesk *self);

/** tl_desk_is_read_only: reading works, every change ends in %G_IO_ERROR_READ_ONLY. */
gboolean tl_desk_is_read_only (TlDesk *self);

/** tl_desk_get_notice: Returns: (transfer none) (nullable): what happened at the opening that the
 * judge should be told (a backup was restored, nothing can be kept, no backup could be made), as
 * sentences in the language of the interface. Fixed after the opening. */
const char *tl_desk_get_notice (TlDesk *self);

/** tl_desk_get_history: whether places and recent documents are kept. Main thread of the desk. */
gboolean tl_desk_get_history (TlDesk *self);

/**
 * tl_desk_set_history_async:
 * @keep: whether the desk remembers which documents were read
 *
 * Switching it off wipes: reading places, recent documents, the state of documents and deleted
 * marks go from the file, from its free space, from its journal and from its backups, which are
 * made anew. From then on calls that would keep such things succeed and keep nothing. Highlights,
 * notes and bookmarks stay: the judge made them. Files that were set aside as damaged stay too
 * (tl_desk_list_set_aside_async()). %G_IO_ERROR_PENDING: what was read is forgotten, but something
 * of it is still on the disk; the next opening removes it.
 */
void tl_desk_set_history_async (TlDesk *self,
                                gboolean keep,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
gboolean tl_desk_set_history_finish (TlDesk *self, GAsyncResult *result, GError **error);

/** tl_desk_wipe_history_async: wipes in the same way, and goes on remembering if it did. */
void tl_desk_wipe_history_async (TlDesk *self,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
gboolean tl_desk_wipe_history_finish (TlDesk *self, GAsyncResult *result, GError **error);

/** tl_desk_list_set_aside_async: damaged files that were set aside; the program never deletes them.
 */
void tl_desk_list_set_aside_async (TlDesk *self,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
/** tl_desk_list_set_aside_finish: Returns: (transfer full) (element-type filename): paths, oldest
 * first. */
GPtrArray *tl_desk_list_set_aside_finish (TlDesk *self, GAsyncResult *result, GError **error);

G_END_DECLS
