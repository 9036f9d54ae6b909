/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "desk/tl-desk-send.h"
#include "desk/tl-desk-store-private.h"
#include "desk/tl-desk-usage.h"

G_BEGIN_DECLS

/* The statements of outbox and counters; those that write are called within a transaction. */

/* What is still to be done at the centre. */
typedef enum
{
  TL_DESK_TASK_NONE,
  TL_DESK_TASK_SEND,
  TL_DESK_TASK_WITHDRAW,
} TlDeskTask;

/* What decides what may become of an item. */
typedef struct
{
  gboolean found;
  TlItemState state;
  TlDeskTask task;
  gint64 sequence;
  gint64 revision;
  guint attempts;
  char *body;
} TlDeskItemRow;

void _tl_desk_item_row_clear (TlDeskItemRow *row);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TlDeskItemRow, _tl_desk_item_row_clear)

/* tl-desk-items.c */
gboolean _tl_desk_store_get_item_row (TlDeskStore *self,
                                      const char *id,
                                      TlDeskItemRow *row,
                                      GError **error);
char *_tl_desk_store_prepare_item (TlDeskStore *self, const TlItem *item, GError **error);
/* @id: (out) (transfer full): whose it is. */
gboolean _tl_desk_store_put_item (
    TlDeskStore *self, const char *body, const char *label, char **id, GError **error);
gboolean _tl_desk_store_withdraw_item (TlDeskStore *self, const char *id, GError **error);
gboolean _tl_desk_store_retry_item (TlDeskStore *self, const char *id, GError **error);
gboolean _tl_desk_store_dismiss_item (TlDeskStore *self, const char *id, GError **error);
/* @id: (nullable): all. */
gboolean _tl_desk_store_mark_item_read (TlDeskStore *self, const char *id, GError **error);
GPtrArray *_tl_desk_store_list_items (TlDeskStore *self, guint offset, guint limit, GError **error);
TlDeskItem *_tl_desk_store_get_item (TlDeskStore *self, const char *id, GError **error);
gboolean _tl_desk_store_count_items (TlDeskStore *self, TlDeskItemCounts *counts, GError **error);
/* The columns that _tl_desk_item_read() reads, and the row as it is shown, without its events.
 * Damaged rows are NULL without an error. */
#define TL_DESK_ITEM_COLUMNS                                                                       \
  "body, label, state, task, attempts, next_attempt, reason, message, created, changed"
TlDeskItem *_tl_desk_item_read (sqlite3_stmt *statement);

/* tl-desk-send-rows.c */
/* What the centre told last of the item; @otherwise when it told nothing. */
gboolean _tl_desk_store_told_state (
    TlDeskStore *self, const char *id, TlItemState otherwise, TlItemState *state, GError **error);
GPtrArray *_tl_desk_store_take_items (
    TlDeskStore *self, guint limit, gsize bytes, gint64 *wait, GError **error);
gboolean _tl_desk_store_settle_item (TlDeskStore *self, const TlDeskResult *result, GError **error);
gboolean _tl_desk_store_get_cursor (
    TlDeskStore *self, const char *source, char **cursor, char **etag, GError **error);
gboolean _tl_desk_store_set_cursor (
    TlDeskStore *self, const char *source, const char *cursor, const char *etag, GError **error);
/* @applied: (out): whether it was new. */
gboolean _tl_desk_store_apply_change (TlDeskStore *self,
                                      const TlDeskItemEvent *change,
                                      gboolean *applied,
                                      GError **error);

/* tl-desk-usage-rows.c */
gboolean _tl_desk_store_count_usage (TlDeskStore *self, TlUsageCounter counter, GError **error);
GPtrArray *_tl_desk_store_list_usage (TlDeskStore *self,
                                      gboolean unsent,
                                      guint limit,
                                      GError **error);
gboolean _tl_desk_store_set_usage_sent (TlDeskStore *self,
                                        const TlDeskUsageDay *day,
                                        GError **error);
/* Deletes, and notes that the file is to be written anew (_tl_desk_store_wipe_rest()). */
gboolean _tl_desk_store_forget_usage (TlDeskStore *self, GError **error);

G_END_DECLS
