/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "protocol/tl-item.h"
#include "server/sql/tl-sql.h"

G_BEGIN_DECLS

/* What judges send, exactly once (docs/protocol.md). Errors are %TL_SQL_ERROR. */

/** TlStoreAuthor: who sends; @device: (nullable). */
typedef struct
{
  const char *person;
  const char *unit;
  const char *device;
} TlStoreAuthor;

/**
 * TlStorePut:
 * @TL_STORE_NEW: stored
 * @TL_STORE_SAME: it was there, the same bytes
 * @TL_STORE_REPLACED: a higher revision took the place of what nobody had claimed
 * @TL_STORE_CONFLICT: other bytes of the same or a lower revision, or somebody else's id
 * @TL_STORE_CLAIMED: an editor has it
 * @TL_STORE_WITHDRAWN: its author has withdrawn it
 * @TL_STORE_NOT_FOUND: somebody else's (of a withdrawal)
 */
typedef enum
{
  TL_STORE_NEW,
  TL_STORE_SAME,
  TL_STORE_REPLACED,
  TL_STORE_CONFLICT,
  TL_STORE_CLAIMED,
  TL_STORE_WITHDRAWN,
  TL_STORE_NOT_FOUND,
} TlStorePut;

/** tl_store_item_put: with or without a transaction of the caller's: one statement stores.
 * @state: (out) (transfer full): of the item after it. */
gboolean tl_store_item_put (TlSql *sql,
                            gint64 now,
                            const TlStoreAuthor *author,
                            const TlItem *item,
                            const char *body,
                            TlStorePut *result,
                            char **state,
                            GError **error);

/** tl_store_item_withdraw: in a transaction: @result is %TL_STORE_WITHDRAWN, %TL_STORE_CLAIMED or
 * %TL_STORE_NOT_FOUND. The words of what is withdrawn are forgotten. */
gboolean tl_store_item_withdraw (TlSql *sql,
                                 gint64 now,
                                 const TlStoreAuthor *author,
                                 const char *id,
                                 TlStorePut *result,
                                 GError **error);

/** tl_store_item_changes: at most @limit rows after @cursor: seq, item, state, time, text, serial,
 * document, anchor, into_item. */
TlSqlRows *tl_store_item_changes (
    TlSql *sql, const char *person, gint64 cursor, guint limit, GError **error);

G_END_DECLS
