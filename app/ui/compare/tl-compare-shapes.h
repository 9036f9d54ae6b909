/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "compare/tl-compare.h"
#include "ui/compare/tl-compare-extent.h"

G_BEGIN_DECLS

/* What is drawn between two texts, as numbers. Pure. */

/** What a row of the strip stands for when it is empty. */
#define TL_COMPARE_NO_ROW 0xff

/** tl_compare_rows: paints the pairs of @comparison into @n_rows rows that are the whole of @side:
 * in each the relation that a judge must see first (only here, edited, moved, same), or
 * %TL_COMPARE_NO_ROW. */
void tl_compare_rows (const TlComparison *comparison,
                      const TlCompareExtent *extent,
                      TlSide side,
                      guint8 *rows,
                      guint n_rows);

/** tl_compare_pair_at: Returns: the pair of the block at @place, or of the last one above; -1 when
 * there is none. */
int tl_compare_pair_at (const TlComparison *comparison,
                        const TlCompareExtent *extent,
                        TlSide side,
                        TlComparePlace place);

/** tl_compare_pair_paragraphs: the paragraphs of one side of a pair, from the first to before the
 * last. Returns: %FALSE when the side has nothing, or nothing shown. */
gboolean tl_compare_pair_paragraphs (const TlComparison *comparison,
                                     const TlCompareExtent *extent,
                                     TlSide side,
                                     guint pair,
                                     guint *first,
                                     guint *end);

/**
 * TlCompareRibbon:
 * @pair: what it joins
 * @relation: how
 * @top: upper edge on each side, in pixels
 * @bottom: lower edge; the upper one where the side has nothing
 * @has: whether the side has something
 */
typedef struct
{
  guint pair;
  TlRelation relation;
  double top[2];
  double bottom[2];
  gboolean has[2];
} TlCompareRibbon;

/** tl_compare_ribbon_clip: brings edges far outside of @height closer, so that nothing is drawn
 * over thousands of pixels. Returns: whether anything of it is in view. */
gboolean tl_compare_ribbon_clip (TlCompareRibbon *ribbon, double height);

G_END_DECLS
