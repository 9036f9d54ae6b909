/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "search/rank/tl-shares.h"

#include <string.h>

#include "search/index/tl-postings.h"
#include "search/rank/tl-ranking.h"

/* Fewer units than the table has places are reckoned one by one. */
#define TABLE_FROM (16 * TL_INDEX_NORM_CLASSES / 2)

static void
make_table (TlShares *self)
{
  memset (self->table, 0, sizeof self->table);
  for (guint32 wdf = 1; wdf < TL_POSTINGS_MORE; wdf++)
    for (guint norm = 0; norm < TL_INDEX_NORM_CLASSES; norm++)
      self->table[wdf][norm] = tl_shares_get (self, wdf, (guint8)norm);
  self->has_table = TRUE;
}

void
tl_shares_init (TlShares *self, double weight, const double *norms, guint32 n)
{
  self->norms = norms;
  self->weight = weight * (TL_BM25_K1 + 1) / TL_SHARE_STEP;
  self->has_table = FALSE;
  if (n >= TABLE_FROM)
    make_table (self);
}

void
tl_shares_add (const TlShares *self,
               const guint32 *units,
               const guint32 *wdf,
               guint n,
               const guint8 *classes,
               guint32 *scores)
{
  for (guint i = 0; i < n; i++)
    if (self->has_table && wdf[i] < TL_POSTINGS_MORE)
      scores[units[i]] += self->table[wdf[i]][classes[units[i]]];
    else
      scores[units[i]] += tl_shares_get (self, wdf[i], classes[units[i]]);
}

/* The hottest loop of the program: no branch, two reads from a table of 16 KB a byte. */
void
tl_shares_add_dense (
    TlShares *self, const guint8 *dense, guint32 n, const guint8 *classes, guint32 *scores)
{
  guint32 unit = 1;

  if (!self->has_table)
    make_table (self);
  for (; unit < n; unit += 2)
    {
      guint8 both = dense[unit / 2];

      scores[unit] += self->table[both & 15][classes[unit]];
      scores[unit + 1] += self->table[both >> 4][classes[unit + 1]];
    }
  if (unit == n)
    scores[unit] += self->table[dense[unit / 2] & 15][classes[unit]];
}
