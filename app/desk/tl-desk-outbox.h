/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "desk/tl-desk.h"
#include "protocol/tl-item.h"

G_BEGIN_DECLS

/* What the judge sends to the centre: items (comments, contributed situations) and their way.
 *
 * A screen makes a #TlItem, asks for the body it will have (tl_desk_prepare_item_async()), shows
 * these bytes, and hands the same bytes over (tl_desk_put_item_async()): what was shown is what is
 * kept and what is sent. Changes are told by "changed" with %TL_DESK_CHANGED_OUTBOX and the item's
 * id, or %NULL for several. */

#define TL_DESK_MAX_ITEMS  20000
#define TL_DESK_MAX_EVENTS 200 /* of an item; the oldest go */
#define TL_DESK_MAX_LABEL  1024
/** TL_DESK_MAX_WAIT: milliseconds an attempt is put off at most. */
#define TL_DESK_MAX_WAIT (60LL * 60 * 1000)

/**
 * TlDeskItemEvent: what the centre did with an item
 * @id: of the item
 * @state: from %TL_ITEM_RECEIVED on
 * @time: the centre's, milliseconds since 1970
 * @text: (nullable): reply or reason, for the judge
 * @serial: release that carries it (%TL_ITEM_APPLIED), else 0
 * @document: (nullable): where it was applied, with @anchor (nullable)
 * @into: (nullable): item it was merged into
 * @unread: the judge has not seen it
 */
typedef struct
{
  char *id;
  TlItemState state;
  gint64 time;
  char *text;
  gint64 serial;
  char *document;
  char *anchor;
  char *into;
  gboolean unread;
} TlDeskItemEvent;

TlDeskItemEvent *tl_desk_item_event_new (const char *id, TlItemState state, gint64 time);
TlDeskItemEvent *tl_desk_item_event_copy (const TlDeskItemEvent *self);
void tl_desk_item_event_free (TlDeskItemEvent *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlDeskItemEvent, tl_desk_item_event_free)

/**
 * TlDeskItem: a row of "Góp ý của tôi"
 * @item: the body, read
 * @body: its bytes as they were shown and are sent
 * @label: (nullable): words of the screen for lists (a title); never sent
 * @state: where it is; never %TL_ITEM_SENDING, which the sender knows
 * @pending: it is still to be sent or, when @state is %TL_ITEM_WITHDRAWN, to be withdrawn there
 * @attempts: how often sending was begun; 0: the centre cannot have it
 * @next_attempt: when it is tried again, milliseconds since 1970; 0: at once
 * @reason: (nullable): error code of the centre (docs/protocol.md) of the last attempt
 * @message: (nullable): and its sentence
 * @created, @changed: when the judge handed it over first and last
 * @unread: how many of @events are
 * @events: (element-type TlDeskItemEvent): oldest first
 */
typedef struct
{
  TlItem *item;
  char *body;
  char *label;
  TlItemState state;
  gboolean pending;
  guint attempts;
  gint64 next_attempt;
  char *reason;
  char *message;
  gint64 created;
  gint64 changed;
  guint unread;
  GPtrArray *events;
} TlDeskItem;

void tl_desk_item_free (TlDeskItem *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlDeskItem, tl_desk_item_free)
/** tl_desk_item_can_edit: waiting or failed. */
gboolean tl_desk_item_can_edit (const TlDeskItem *self);
/** tl_desk_item_can_withdraw: waiting, failed, or received and not claimed as far as is known. */
gboolean tl_desk_item_can_withdraw (const TlDeskItem *self);

/** tl_desk_prepare_item_async: the body that @item will have: with the next sequence or, where its
 * id is in the outbox, its own and the next revision. Nothing is kept. @item is copied. */
void tl_desk_prepare_item_async (TlDesk *self,
                                 const TlItem *item,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
/** tl_desk_prepare_item_finish: Returns: (transfer full) (nullable): %TL_ERROR_LIMIT (too long) and
 * %G_IO_ERROR_INVALID_ARGUMENT (missing, or without its form) name the member that cannot be sent;
 * %G_IO_ERROR_NOT_SUPPORTED: it cannot be edited any more. */
char *tl_desk_prepare_item_finish (TlDesk *self, GAsyncResult *result, GError **error);

/**
 * tl_desk_put_item_async:
 * @body: as it was prepared and shown; these bytes are kept
 * @label: (nullable): for lists
 *
 * Hands an item over: it waits to be sent, also one that failed and was edited. %G_IO_ERROR_EXISTS
 * when the body is not the next any more (another window was quicker): prepare and show again.
 * %G_IO_ERROR_NOT_SUPPORTED: it cannot be edited any more. The same bytes again change nothing. A
 * new item is counted (docs/usage.md) with it.
 */
void tl_desk_put_item_async (TlDesk *self,
                             const char *body,
                             const char *label,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
gboolean tl_desk_put_item_finish (TlDesk *self, GAsyncResult *result, GError **error);

/** tl_desk_withdraw_item_async: it is not sent or, where the centre may have it, withdrawn there
 * too. Twice is once. %G_IO_ERROR_NOT_SUPPORTED: too late; %G_IO_ERROR_NOT_FOUND. */
void tl_desk_withdraw_item_async (TlDesk *self,
                                  const char *id,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
gboolean tl_desk_withdraw_item_finish (TlDesk *self, GAsyncResult *result, GError **error);

/** tl_desk_retry_item_async: a failed or waiting item is tried again as it is, at once. */
void tl_desk_retry_item_async (TlDesk *self,
                               const char *id,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
gboolean tl_desk_retry_item_finish (TlDesk *self, GAsyncResult *result, GError **error);

/** tl_desk_dismiss_item_async: the judge saw that it failed and lets it be: it has the state that
 * the centre told last or, where the centre never had it, is withdrawn. Not an error for others. */
void tl_desk_dismiss_item_async (TlDesk *self,
                                 const char *id,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
gboolean tl_desk_dismiss_item_finish (TlDesk *self, GAsyncResult *result, GError **error);

/** tl_desk_mark_item_read_async: @id: (nullable): %NULL: all. */
void tl_desk_mark_item_read_async (TlDesk *self,
                                   const char *id,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
gboolean tl_desk_mark_item_read_finish (TlDesk *self, GAsyncResult *result, GError **error);

/** tl_desk_list_items_async: failed ones first, then those with unread events, then the newest
 * sequence. @limit: 0: all. */
void tl_desk_list_items_async (TlDesk *self,
                               guint offset,
                               guint limit,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
/** tl_desk_list_items_finish: Returns: (transfer full) (element-type TlDeskItem). */
GPtrArray *tl_desk_list_items_finish (TlDesk *self, GAsyncResult *result, GError **error);

/** tl_desk_get_item_finish: Returns: (transfer full) (nullable): %NULL without an error: not there.
 */
void tl_desk_get_item_async (TlDesk *self,
                             const char *id,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
TlDeskItem *tl_desk_get_item_finish (TlDesk *self, GAsyncResult *result, GError **error);

/** TlDeskItemCounts: for badges. @waiting: to be sent or withdrawn; @failed: the judge must act;
 * @unread: items with events that were not seen. */
typedef struct
{
  guint waiting;
  guint failed;
  guint unread;
} TlDeskItemCounts;

void tl_desk_count_items_async (TlDesk *self,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
gboolean tl_desk_count_items_finish (TlDesk *self,
                                     GAsyncResult *result,
                                     TlDeskItemCounts *counts,
                                     GError **error);

G_END_DECLS
