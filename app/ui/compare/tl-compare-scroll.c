/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/compare/tl-compare-scroll.h"

#include <math.h>

/* Less than this is what rounding and scrolling by lines leave. */
#define LEAST_SHIFT 40

/* Above the first block and without a counterpart: the same share of what stands there. */
static double
map_top (const TlCompareScroll *self, TlSide side, double position)
{
  double ours = 0, theirs = 0;

  for (guint i = 0; i < 2; i++)
    {
      const TlDocument *document
          = i == TL_SIDE_LEFT ? self->comparison->left : self->comparison->right;
      double *top = i == side ? &ours : &theirs;

      *top = tl_compare_extent_get_length (self->extents[i]);
      for (guint block = 0; block < document->blocks->len; block++)
        {
          double begin = tl_compare_extent_of_block (self->extents[i], block, 0);

          if (begin >= 0)
            {
              *top = begin;
              break;
            }
        }
    }
  return ours > 0 ? position / ours * theirs : 0;
}

double
tl_compare_scroll_map (const TlCompareScroll *self, TlSide side, double position)
{
  const TlCompareExtent *ours = self->extents[side], *theirs = self->extents[!side];
  double fraction, other_fraction, mapped = -1;
  guint other;
  int block = tl_compare_extent_to_block (ours, tl_compare_extent_find (ours, position), &fraction);

  if (block < 0)
    return map_top (self, side, position);
  if (tl_comparison_map (self->comparison, side, (guint)block, fraction, &other, &other_fraction))
    mapped = tl_compare_extent_of_block (theirs, other, other_fraction);
  if (mapped >= 0)
    return mapped;
  /* Nothing to go by: the same share of the whole. */
  return position / tl_compare_extent_get_length (ours) * tl_compare_extent_get_length (theirs);
}

double
tl_compare_scroll_follow (const TlCompareScroll *self, TlSide side, double position)
{
  double length = tl_compare_extent_get_length (self->extents[!side]);
  double place = side == TL_SIDE_LEFT ? tl_compare_scroll_map (self, side, position) + self->shift
                                      : tl_compare_scroll_map (self, side, position - self->shift);

  return CLAMP (place, 0, length);
}

void
tl_compare_scroll_keep (TlCompareScroll *self, double left, double right)
{
  double shift = right - tl_compare_scroll_map (self, TL_SIDE_LEFT, left);

  self->shift = fabs (shift) < LEAST_SHIFT ? 0 : shift;
}
