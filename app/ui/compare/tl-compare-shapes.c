/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/compare/tl-compare-shapes.h"

#include <math.h>
#include <string.h>

/* What wins where several pairs share a row. */
static const guint8 ranks[TL_N_RELATIONS] = {
  [TL_RELATION_SAME] = 0,      [TL_RELATION_MOVED] = 1,      [TL_RELATION_EDITED] = 2,
  [TL_RELATION_LEFT_ONLY] = 3, [TL_RELATION_RIGHT_ONLY] = 3,
};

static void
paint (guint8 *rows, guint n_rows, double from, double to, TlRelation relation)
{
  guint first = (guint)floor (CLAMP (from, 0, 1) * n_rows);
  guint end = (guint)ceil (CLAMP (to, 0, 1) * n_rows);

  for (guint i = MIN (first, n_rows - 1); i < MAX (end, first + 1) && i < n_rows; i++)
    if (rows[i] == TL_COMPARE_NO_ROW || ranks[relation] > ranks[rows[i]])
      rows[i] = (guint8)relation;
}

void
tl_compare_rows (const TlComparison *comparison,
                 const TlCompareExtent *extent,
                 TlSide side,
                 guint8 *rows,
                 guint n_rows)
{
  double length = tl_compare_extent_get_length (extent);

  if (n_rows == 0)
    return;
  memset (rows, TL_COMPARE_NO_ROW, n_rows);
  for (guint i = 0; i < comparison->pairs->len; i++)
    {
      const TlPair *pair = tl_comparison_get_pair (comparison, i);

      for (guint j = 0; j < pair->blocks[side]->len; j++)
        {
          guint block = g_array_index (pair->blocks[side], guint, j);
          double top = tl_compare_extent_of_block (extent, block, 0);
          double bottom = tl_compare_extent_of_block (extent, block, 1);

          if (top >= 0)
            paint (rows, n_rows, top / length, bottom / length, pair->relation);
        }
    }
}

int
tl_compare_pair_at (const TlComparison *comparison,
                    const TlCompareExtent *extent,
                    TlSide side,
                    TlComparePlace place)
{
  double fraction;
  int block = tl_compare_extent_to_block (extent, place, &fraction);

  for (; block >= 0; block--)
    {
      int pair = tl_comparison_find (comparison, side, (guint)block);

      if (pair >= 0)
        return pair;
    }
  return -1;
}

gboolean
tl_compare_pair_paragraphs (const TlComparison *comparison,
                            const TlCompareExtent *extent,
                            TlSide side,
                            guint pair,
                            guint *first,
                            guint *end)
{
  const GArray *blocks = tl_comparison_get_pair (comparison, pair)->blocks[side];
  gboolean found = FALSE;

  for (guint i = 0; i < blocks->len; i++)
    {
      guint from, to;

      if (!tl_compare_extent_get_block (extent, g_array_index (blocks, guint, i), &from, &to))
        continue;
      *first = found ? MIN (*first, from) : from;
      *end = found ? MAX (*end, to) : to;
      found = TRUE;
    }
  return found;
}

gboolean
tl_compare_ribbon_clip (TlCompareRibbon *ribbon, double height)
{
  gboolean seen = FALSE;

  for (guint side = 0; side < 2; side++)
    {
      if (ribbon->has[side] && ribbon->bottom[side] > 0 && ribbon->top[side] < height)
        seen = TRUE;
      ribbon->top[side] = CLAMP (ribbon->top[side], -height, 2 * height);
      ribbon->bottom[side] = CLAMP (ribbon->bottom[side], -height, 2 * height);
    }
  return seen;
}
