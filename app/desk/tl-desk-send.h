/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "desk/tl-desk-outbox.h"

G_BEGIN_DECLS

/* The outbox as the one who sends sees it. */

/**
 * tl_desk_take_items_async:
 * @limit: items at most; @bytes: of their bodies at most (the first is always given)
 *
 * What is to be sent next, in order of sequence. Each is noted as begun before it is given, so that
 * a program killed while sending knows that the centre may have it. An item that is put off keeps
 * those after it waiting: the order holds. %G_IO_ERROR_BUSY when another program sends from this
 * desk.
 */
void tl_desk_take_items_async (TlDesk *self,
                               guint limit,
                               gsize bytes,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
/** tl_desk_take_items_finish: @wait: (out) (optional): when nothing is due now: milliseconds until
 * something is; -1: nothing waits. Returns: (transfer full) (element-type TlDeskItem). */
GPtrArray *tl_desk_take_items_finish (TlDesk *self,
                                      GAsyncResult *result,
                                      gint64 *wait,
                                      GError **error);

/** TlDeskOutcome: @TL_DESK_SENT: the centre has it (or has withdrawn it); @TL_DESK_LATER: try
 * again;
 * @TL_DESK_FAILED: it will not get better; @TL_DESK_TOO_LATE: what was to be withdrawn is being
 * worked on. */
typedef enum
{
  TL_DESK_SENT,
  TL_DESK_LATER,
  TL_DESK_FAILED,
  TL_DESK_TOO_LATE,
} TlDeskOutcome;

/** TlDeskResult: of an attempt. @revision: that was sent: one edited meanwhile goes on waiting;
 * @wait: milliseconds from now (%TL_DESK_LATER), at most #TL_DESK_MAX_WAIT; @reason, @message:
 * (nullable): what the centre said. */
typedef struct
{
  char *id;
  gint64 revision;
  gboolean withdrawn;
  TlDeskOutcome outcome;
  gint64 wait;
  char *reason;
  char *message;
} TlDeskResult;

TlDeskResult *tl_desk_result_new (const TlDeskItem *item, TlDeskOutcome outcome);
TlDeskResult *tl_desk_result_copy (const TlDeskResult *self);
void tl_desk_result_free (TlDeskResult *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlDeskResult, tl_desk_result_free)

/** tl_desk_settle_items_async: @results: (element-type TlDeskResult): all in one transaction. */
void tl_desk_settle_items_async (TlDesk *self,
                                 GPtrArray *results,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
gboolean tl_desk_settle_items_finish (TlDesk *self, GAsyncResult *result, GError **error);

/** tl_desk_get_cursor_async: @source: server and person whose changes are followed. */
void tl_desk_get_cursor_async (TlDesk *self,
                               const char *source,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
/** tl_desk_get_cursor_finish: @cursor, @etag: (out) (transfer full) (nullable). */
gboolean tl_desk_get_cursor_finish (
    TlDesk *self, GAsyncResult *result, char **cursor, char **etag, GError **error);

/** tl_desk_apply_changes_async: @changes: (element-type TlDeskItemEvent): in their order, with the
 * cursor after them, in one transaction; those of items of another workstation are left out, and
 * what was applied before is not applied twice. @etag: (nullable). */
void tl_desk_apply_changes_async (TlDesk *self,
                                  const char *source,
                                  GPtrArray *changes,
                                  const char *cursor,
                                  const char *etag,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
gboolean tl_desk_apply_changes_finish (TlDesk *self, GAsyncResult *result, GError **error);

G_END_DECLS
