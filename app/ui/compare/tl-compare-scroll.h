/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "compare/tl-compare.h"
#include "ui/compare/tl-compare-extent.h"

G_BEGIN_DECLS

/**
 * TlCompareScroll:
 * @comparison: (transfer none): the pairs
 * @extents: (transfer none): lengths of both sides
 * @locked: whether one side follows the other
 * @shift: what the right side stands lower than its counterpart, as a position
 *
 * Scrolling two texts together. Pure; positions are those of the extents.
 */
typedef struct
{
  const TlComparison *comparison;
  const TlCompareExtent *extents[2];
  gboolean locked;
  double shift;
} TlCompareScroll;

/** tl_compare_scroll_map: the position on the other side that stands beside @position of @side by
 * the alignment alone. */
double tl_compare_scroll_map (const TlCompareScroll *self, TlSide side, double position);

/** tl_compare_scroll_follow: where the other side goes when @side stands at @position: shifted, and
 * inside the text. */
double tl_compare_scroll_follow (const TlCompareScroll *self, TlSide side, double position);

/** tl_compare_scroll_keep: what both sides show now belongs together from here on. A difference of
 * less than a line or two is none. */
void tl_compare_scroll_keep (TlCompareScroll *self, double left, double right);

G_END_DECLS
