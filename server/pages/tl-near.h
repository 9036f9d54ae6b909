/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "server/sql/tl-sql.h"

G_BEGIN_DECLS

/** TL_NEAR_MAX_SCANNED: the newest items that are compared. */
#define TL_NEAR_MAX_SCANNED 5000
#define TL_NEAR_MAX_FOUND   5

/** TlNear: an item like another; @score: 0 to 1000. */
typedef struct
{
  char *id;
  guint score;
} TlNear;

void tl_near_free (TlNear *self);

/**
 * tl_near_rank:
 * @texts: folded texts (TL_FOLD_PLAIN)
 * @n: how many
 *
 * Compares @text with each by the syllables and pairs of syllables both have, rare ones counting
 * more (weighted Jaccard; weights from @texts themselves). Pure.
 *
 * Returns: (transfer full): a score of 0 to 1000 for each of @texts
 */
guint *tl_near_rank (const char *text, const char *const *texts, guint n);

/** TL_NEAR_THRESHOLD: from here on an item is shown as a possible duplicate; chosen on the
 * constructed pairs of tests/server/test-near.c. */
#define TL_NEAR_THRESHOLD 300

/** tl_near_find: (element-type TlNear): the most similar items that are neither merged nor
 * withdrawn, best first, then by id. */
GPtrArray *tl_near_find (TlSql *sql, const char *item, GError **error);

G_END_DECLS
