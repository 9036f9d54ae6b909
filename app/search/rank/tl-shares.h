/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "search/index/tl-index-map.h"

G_BEGIN_DECLS

/**
 * TlShares:
 *
 * What one term adds to the scores of units: BM25's share in whole steps of TL_SHARE_STEP. The norm
 * of a unit is a byte, a place in @norms, so that a table of small frequencies holds most answers.
 */
typedef struct
{
  const double *norms;
  double weight; /* of the term, times k1 + 1, in steps */
  gboolean has_table;
  guint32 table[16][TL_INDEX_NORM_CLASSES]; /* by frequency; the last row stays zero */
} TlShares;

/** tl_shares_init:
 * @weight: of the term
 * @norms: tl_index_map_get_class_norms()
 * @n: about how many units will be added; for many a table is made */
void tl_shares_init (TlShares *self, double weight, const double *norms, guint32 n);

/** tl_shares_get: the share of one unit. */
static inline guint32
tl_shares_get (const TlShares *self, guint32 wdf, guint8 norm)
{
  return (guint32)(self->weight * wdf / (wdf + self->norms[norm]) + 0.5);
}

/** tl_shares_add: to @scores of @units.
 * @classes: of each unit, from 1, its norm */
void tl_shares_add (const TlShares *self,
                    const guint32 *units,
                    const guint32 *wdf,
                    guint n,
                    const guint8 *classes,
                    guint32 *scores);
/** tl_shares_add_dense: the dense form (tl-postings.h) but for the units whose frequency stands in
 * the list behind. */
void tl_shares_add_dense (
    TlShares *self, const guint8 *dense, guint32 n, const guint8 *classes, guint32 *scores);

G_END_DECLS
