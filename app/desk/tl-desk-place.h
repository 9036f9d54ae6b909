/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "desk/tl-desk.h"

G_BEGIN_DECLS

/* Where a document was read, which documents were read last, and what the interface remembers. All
 * of it is history (tl_desk_set_history_async()) but for the state that is of no document. */

/** TlDeskView: @TL_DESK_VIEW_ANY: when asked for, the one that was used last. */
typedef enum
{
  TL_DESK_VIEW_ANY,
  TL_DESK_VIEW_PDF,
  TL_DESK_VIEW_TEXT,
} TlDeskView;

/** TlDeskZoom: how the size of pages is chosen. */
typedef enum
{
  TL_DESK_ZOOM_FIT_WIDTH,
  TL_DESK_ZOOM_FIT_PAGE,
  TL_DESK_ZOOM_FREE,
} TlDeskZoom;

/** TlDeskLayout: how pages stand. */
typedef enum
{
  TL_DESK_LAYOUT_CONTINUOUS,
  TL_DESK_LAYOUT_SINGLE,
  TL_DESK_LAYOUT_TWO_PAGES,
  TL_DESK_LAYOUT_TWO_PAGES_COVER,
} TlDeskLayout;

/**
 * TlDeskPlace:
 * @doc: id of the document
 * @view: which of its views
 * @page: page that is in view, from 1; 0 in a view without pages
 * @fraction: how far down the page or, without pages, the block of @anchor, 0 to 1; kept to a
 * millionth
 * @anchor: (nullable): the block that is in view
 * @zoom_mode: how the size is chosen
 * @zoom: 1 is 100 %; kept to a thousandth, 0.01 to 100
 * @rotation: 0, 90, 180 or 270 degrees clockwise
 * @layout: how pages stand
 * @opened: when the place was kept, in milliseconds since 1970 (UTC); filled in by the desk
 */
typedef struct
{
  char *doc;
  TlDeskView view;
  guint page;
  double fraction;
  char *anchor;
  TlDeskZoom zoom_mode;
  double zoom;
  guint rotation;
  TlDeskLayout layout;
  gint64 opened;
} TlDeskPlace;

/** tl_desk_place_new: Returns: (transfer full): the beginning of the document, fit to the width. */
TlDeskPlace *tl_desk_place_new (const char *doc, TlDeskView view);
TlDeskPlace *tl_desk_place_copy (const TlDeskPlace *self);
void tl_desk_place_free (TlDeskPlace *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlDeskPlace, tl_desk_place_free)

/** tl_desk_put_place_async: keeps @place in the place of the one of its document and view. Numbers
 * out of range are brought into it. Call it when scrolling has come to rest, and on leaving. */
void tl_desk_put_place_async (TlDesk *self,
                              const TlDeskPlace *place,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
gboolean tl_desk_put_place_finish (TlDesk *self, GAsyncResult *result, GError **error);

void tl_desk_get_place_async (TlDesk *self,
                              const char *doc,
                              TlDeskView view,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
/** tl_desk_get_place_finish: Returns: (transfer full) (nullable): %NULL without @error: none is
 * kept. */
TlDeskPlace *tl_desk_get_place_finish (TlDesk *self, GAsyncResult *result, GError **error);

/** TlDeskRecent: @title as it was when the document was opened, @opened: milliseconds since
 * 1970 (UTC). */
typedef struct
{
  char *doc;
  char *title;
  gint64 opened;
} TlDeskRecent;

void tl_desk_recent_free (TlDeskRecent *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlDeskRecent, tl_desk_recent_free)

/** tl_desk_add_recent_async: @doc was opened now; it comes first in the list. */
void tl_desk_add_recent_async (TlDesk *self,
                               const char *doc,
                               const char *title,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
gboolean tl_desk_add_recent_finish (TlDesk *self, GAsyncResult *result, GError **error);

/** tl_desk_remove_recent_async: forgets that @doc was read: its row, its places and its state. */
void tl_desk_remove_recent_async (TlDesk *self,
                                  const char *doc,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
gboolean tl_desk_remove_recent_finish (TlDesk *self, GAsyncResult *result, GError **error);

void tl_desk_list_recents_async (TlDesk *self,
                                 guint limit,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
/** tl_desk_list_recents_finish: Returns: (transfer full) (element-type TlDeskRecent): newest first.
 */
GPtrArray *tl_desk_list_recents_finish (TlDesk *self, GAsyncResult *result, GError **error);

/** tl_desk_set_state_async: @doc: (nullable): %NULL: of the whole interface, which is no history;
 * @value: (nullable): %NULL removes. */
void tl_desk_set_state_async (TlDesk *self,
                              const char *doc,
                              const char *name,
                              const char *value,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
gboolean tl_desk_set_state_finish (TlDesk *self, GAsyncResult *result, GError **error);

void tl_desk_get_state_async (TlDesk *self,
                              const char *doc,
                              const char *name,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
/** tl_desk_get_state_finish: Returns: (transfer full) (nullable): %NULL without @error: not set. */
char *tl_desk_get_state_finish (TlDesk *self, GAsyncResult *result, GError **error);

G_END_DECLS
