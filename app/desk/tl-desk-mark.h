/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "desk/tl-desk.h"

G_BEGIN_DECLS

/* What the judge marked in documents: highlights, notes and bookmarks. */

/** TlDeskMarkKind: a note is on a highlight (TlDeskMark.note); without a passage it is of
 * %TL_DESK_BOOKMARK. */
typedef enum
{
  TL_DESK_HIGHLIGHT,
  TL_DESK_BOOKMARK,
} TlDeskMarkKind;

/** TlDeskColour: colours of highlights; a mark without one is yellow. The name is kept, not the
 * number: tl_desk_colour_to_name(). */
typedef enum
{
  TL_DESK_YELLOW,
  TL_DESK_GREEN,
  TL_DESK_BLUE,
  TL_DESK_PINK,
  TL_DESK_ORANGE,
} TlDeskColour;

#define TL_DESK_N_COLOURS (TL_DESK_ORANGE + 1)

/** tl_desk_colour_to_name: Returns: "yellow", "green", "blue", "pink" or "orange": never shown. */
const char *tl_desk_colour_to_name (TlDeskColour colour);
/** tl_desk_colour_from_name: Returns: %TL_DESK_YELLOW for what is unknown. */
TlDeskColour tl_desk_colour_from_name (const char *name);

/** TlDeskSpan: where the passage stands in the PDF: a hint, the quote decides. Pages from 1,
 * characters of the page's text from 0, @char_to after the last; 0 for all: not known. A passage
 * over a page break ends on another page. */
typedef struct
{
  guint page_from;
  guint char_from;
  guint page_to;
  guint char_to;
} TlDeskSpan;

/**
 * TlDeskMark:
 * @id: UUID, the mark's for ever
 * @kind: what it is
 * @doc: id of the document
 * @anchor: (nullable): the block it begins in
 * @offset: characters from the beginning of that block's text, a hint; -1: not known
 * @quote: (nullable): the passage, NFC
 * @prefix: (nullable): up to #TL_DESK_CONTEXT characters before it
 * @suffix: (nullable): and after it
 * @span: where it stands in the PDF
 * @colour: of a highlight
 * @note: (nullable): what the judge wrote on it
 * @created: milliseconds since 1970 (UTC)
 * @changed: when the mark was last written
 * @deleted: when it was deleted; 0: it was not
 *
 * Anchor, quote and context let the passage be found again in a document that was changed.
 */
typedef struct
{
  char *id;
  TlDeskMarkKind kind;
  char *doc;
  char *anchor;
  gint offset;
  char *quote;
  char *prefix;
  char *suffix;
  TlDeskSpan span;
  TlDeskColour colour;
  char *note;
  gint64 created;
  gint64 changed;
  gint64 deleted;
} TlDeskMark;

/** TL_DESK_CONTEXT: characters kept before and after a passage; more are cut. */
#define TL_DESK_CONTEXT 32

/** tl_desk_mark_new: Returns: (transfer full): a mark without a passage, with an id of its own. */
TlDeskMark *tl_desk_mark_new (TlDeskMarkKind kind, const char *doc);
TlDeskMark *tl_desk_mark_copy (const TlDeskMark *self);
void tl_desk_mark_free (TlDeskMark *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlDeskMark, tl_desk_mark_free)

/**
 * tl_desk_put_mark_async:
 * @mark: its times are ignored
 *
 * Adds the mark or, when its id is there, changes it whole: passage, colour and note (a deleted one
 * is there again). More than #TL_DESK_MAX_MARKS, or a text above its bound, is %TL_ERROR_LIMIT.
 */
void tl_desk_put_mark_async (TlDesk *self,
                             const TlDeskMark *mark,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
gboolean tl_desk_put_mark_finish (TlDesk *self, GAsyncResult *result, GError **error);

/** tl_desk_delete_mark_async: takes the mark out of lists; it can be brought back with
 * tl_desk_undelete_mark_async() for 30 days, and is then gone for good. An id that is not there is
 * no error. */
void tl_desk_delete_mark_async (TlDesk *self,
                                const char *id,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
gboolean tl_desk_delete_mark_finish (TlDesk *self, GAsyncResult *result, GError **error);

/** tl_desk_undelete_mark_async: undo of deleting. %G_IO_ERROR_NOT_FOUND when the mark is gone for
 * good. */
void tl_desk_undelete_mark_async (TlDesk *self,
                                  const char *id,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
gboolean tl_desk_undelete_mark_finish (TlDesk *self, GAsyncResult *result, GError **error);

/** tl_desk_purge_marks_async: all that were deleted are gone for good now. */
void tl_desk_purge_marks_async (TlDesk *self,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
gboolean tl_desk_purge_marks_finish (TlDesk *self, GAsyncResult *result, GError **error);

/** TlDeskOrder: @TL_DESK_NEWEST: changed last first; @TL_DESK_READING: by document, then page and
 * character, then as created. */
typedef enum
{
  TL_DESK_NEWEST,
  TL_DESK_READING,
} TlDeskOrder;

/**
 * TlDeskMarkQuery:
 * @doc: (nullable): of this document only
 * @words: (nullable): quote or note holds this, whatever its case and marks
 * @order: in which order
 * @deleted: those that were deleted, and only those
 * @offset: so many are left out
 * @limit: at most so many; 0: all
 */
typedef struct
{
  const char *doc;
  const char *words;
  TlDeskOrder order;
  gboolean deleted;
  guint offset;
  guint limit;
} TlDeskMarkQuery;

/** tl_desk_list_marks_async: @query is copied. Reading order of one document, without a limit, is
 * what an export of its notes is made of. */
void tl_desk_list_marks_async (TlDesk *self,
                               const TlDeskMarkQuery *query,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
/** tl_desk_list_marks_finish: Returns: (transfer full) (element-type TlDeskMark). */
GPtrArray *tl_desk_list_marks_finish (TlDesk *self, GAsyncResult *result, GError **error);

void tl_desk_get_mark_async (TlDesk *self,
                             const char *id,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
/** tl_desk_get_mark_finish: Returns: (transfer full) (nullable): also a deleted one; %NULL without
 * @error: there is none. */
TlDeskMark *tl_desk_get_mark_finish (TlDesk *self, GAsyncResult *result, GError **error);

G_END_DECLS
