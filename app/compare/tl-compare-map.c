/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From a place on one side to the place beside it on the other. */
#include "config.h"

#include "compare/tl-compare-private.h"

#include <string.h>

static const TlDocument *
document_of (const TlComparison *comparison, TlSide side)
{
  return side == TL_SIDE_LEFT ? comparison->left : comparison->right;
}

/* Length of a block as it counts in a passage; never nothing. */
static double
length_of (const TlDocument *document, guint index)
{
  const TlBlock *block = tl_document_get_block (document, index);

  return 1.0 + (double)strlen (block->text)
         + (block->heading != NULL ? (double)strlen (block->heading) : 0);
}

/* The share of the passage @blocks that stands before the place in @block. */
static double
share_before (const TlDocument *document, const GArray *blocks, guint block, double fraction)
{
  double all = 0, before = 0;

  for (guint i = 0; i < blocks->len; i++)
    {
      guint index = g_array_index (blocks, guint, i);
      double length = length_of (document, index);

      all += length;
      before += index < block ? length : index == block ? length * fraction : 0;
    }
  return all > 0 ? before / all : 0;
}

static void
find_share (
    const TlDocument *document, const GArray *blocks, double share, guint *block, double *fraction)
{
  double all = 0, left;

  for (guint i = 0; i < blocks->len; i++)
    all += length_of (document, g_array_index (blocks, guint, i));
  left = share * all;
  for (guint i = 0; i < blocks->len; i++)
    {
      double length = length_of (document, g_array_index (blocks, guint, i));

      *block = g_array_index (blocks, guint, i);
      *fraction = MIN (left / length, 1);
      if (left <= length)
        return;
      left -= length;
    }
}

/* The nearest pair with both sides before @block (after it, when @forward), in order. */
static const TlPair *
find_neighbour (const TlComparison *comparison, TlSide side, guint block, gboolean forward)
{
  gint64 n = document_of (comparison, side)->blocks->len;

  for (gint64 at = block; at >= 0 && at < n; at += forward ? 1 : -1)
    {
      int index = comparison->pair_of[side][at];
      const TlPair *pair = index >= 0 ? tl_comparison_get_pair (comparison, (guint)index) : NULL;

      if (pair != NULL && pair->blocks[1 - side]->len > 0
          && (pair->relation == TL_RELATION_SAME || pair->relation == TL_RELATION_EDITED))
        return pair;
    }
  return NULL;
}

gboolean
tl_comparison_map (const TlComparison *comparison,
                   TlSide side,
                   guint block,
                   double fraction,
                   guint *other_block,
                   double *other_fraction)
{
  TlSide other = side == TL_SIDE_LEFT ? TL_SIDE_RIGHT : TL_SIDE_LEFT;
  const TlDocument *document = document_of (comparison, other);
  int index = tl_comparison_find (comparison, side, block);
  const TlPair *pair = index >= 0 ? tl_comparison_get_pair (comparison, (guint)index) : NULL;

  *other_block = 0;
  *other_fraction = 0;
  if (document->blocks->len == 0 || block >= document_of (comparison, side)->blocks->len)
    return FALSE;
  if (pair != NULL && pair->blocks[other]->len > 0)
    {
      find_share (document, pair->blocks[other],
                  share_before (document_of (comparison, side), pair->blocks[side], block,
                                CLAMP (fraction, 0, 1)),
                  other_block, other_fraction);
      return TRUE;
    }
  /* A heading goes with what follows it, everything else with what stands before it. */
  pair = find_neighbour (comparison, side, block, index < 0);
  if (pair == NULL)
    pair = find_neighbour (comparison, side, block, index >= 0);
  if (pair == NULL)
    return TRUE;
  if (g_array_index (pair->blocks[side], guint, 0) > block)
    *other_block = g_array_index (pair->blocks[other], guint, 0);
  else
    {
      *other_block = g_array_index (pair->blocks[other], guint, pair->blocks[other]->len - 1);
      *other_fraction = 1;
    }
  return TRUE;
}
