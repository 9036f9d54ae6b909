/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "server/store/tl-store-items.h"

G_BEGIN_DECLS

/** TlStoreIntake: the items of one request, in the order in which they are to be stored.
 * @results, @states: what became of each, and its state after it; the caller makes room for them
 * @folds: (nullable): made by tl_store_intake_put() */
typedef struct
{
  TlStoreAuthor author;
  gint64 now;
  guint n_items;
  const TlItem *const *items;
  const char *const *bodies;
  TlStorePut *results;
  char **states;
  char **folds;
} TlStoreIntake;

/** tl_store_intake_clear: frees results, states and folds. */
void tl_store_intake_clear (TlStoreIntake *self);
/** tl_store_intake_put: stores what @n requests hand in, and returns when all of it was committed.
 * What is new of all of them is one statement, one commit and one flush of the disk on PostgreSQL;
 * on SQLite everything is one transaction. No transaction is open on @sql. After an error some of
 * it may be stored; putting it again is harmless. */
gboolean tl_store_intake_put (TlSql *sql, TlStoreIntake *const *intakes, guint n, GError **error);

G_END_DECLS
