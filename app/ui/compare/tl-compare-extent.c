/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/compare/tl-compare-extent.h"

#include <string.h>

/* What a paragraph takes beside its characters: about a line. */
#define PARAGRAPH_WEIGHT 60

/* Paragraphs of a block; both 0 when it is not shown. */
typedef struct
{
  guint first, end;
} BlockRange;

struct _TlCompareExtent
{
  TlTextModel *model;
  guint n;
  double *tops;       /* n + 1 */
  int *blocks;        /* of each paragraph, or of the last one before it that has one */
  BlockRange *ranges; /* of each block */
  guint n_blocks;
};

TlCompareExtent *
tl_compare_extent_new (TlTextModel *model)
{
  TlCompareExtent *self = g_new0 (TlCompareExtent, 1);
  int block = -1;

  self->model = tl_text_model_ref (model);
  self->n = tl_text_model_get_n_paragraphs (model);
  self->n_blocks = model->document->blocks->len;
  self->tops = g_new (double, self->n + 1);
  self->blocks = g_new (int, self->n + 1);
  self->ranges = g_new0 (BlockRange, self->n_blocks + 1);
  self->tops[0] = 0;
  for (guint i = 0; i < self->n; i++)
    {
      const TlTextParagraph *paragraph = tl_text_model_get (model, i);

      self->tops[i + 1] = self->tops[i] + PARAGRAPH_WEIGHT + (double)strlen (paragraph->text);
      if (paragraph->block >= 0 && (guint)paragraph->block < self->n_blocks)
        {
          BlockRange *range = &self->ranges[paragraph->block];

          block = paragraph->block;
          if (range->end == 0)
            range->first = i;
          range->end = i + 1;
        }
      self->blocks[i] = block;
    }
  return self;
}

void
tl_compare_extent_free (TlCompareExtent *self)
{
  tl_text_model_unref (self->model);
  g_free (self->tops);
  g_free (self->blocks);
  g_free (self->ranges);
  g_free (self);
}

double
tl_compare_extent_get_length (const TlCompareExtent *self)
{
  return MAX (self->tops[self->n], 1);
}

double
tl_compare_extent_get_position (const TlCompareExtent *self, TlComparePlace place)
{
  double top, height;

  if (place.paragraph >= self->n)
    return self->tops[self->n];
  top = self->tops[place.paragraph];
  height = self->tops[place.paragraph + 1] - top;
  return top + height * CLAMP (place.fraction, 0, 1);
}

TlComparePlace
tl_compare_extent_find (const TlCompareExtent *self, double position)
{
  guint low = 0, high = self->n;

  if (self->n == 0 || !(position > 0))
    return (TlComparePlace){ 0, 0 };
  if (position >= self->tops[self->n])
    return (TlComparePlace){ self->n - 1, 1 };
  /* tops[low] <= position < tops[high] */
  while (high - low > 1)
    {
      guint middle = low + (high - low) / 2;

      if (self->tops[middle] <= position)
        low = middle;
      else
        high = middle;
    }
  return (TlComparePlace){ low,
                           (position - self->tops[low]) / (self->tops[low + 1] - self->tops[low]) };
}

gboolean
tl_compare_extent_get_block (const TlCompareExtent *self, guint block, guint *first, guint *end)
{
  if (block >= self->n_blocks || self->ranges[block].end == 0)
    return FALSE;
  *first = self->ranges[block].first;
  *end = self->ranges[block].end;
  return TRUE;
}

int
tl_compare_extent_to_block (const TlCompareExtent *self, TlComparePlace place, double *fraction)
{
  double position = tl_compare_extent_get_position (self, place);
  double top, bottom;
  int block;

  *fraction = 0;
  if (self->n == 0)
    return -1;
  block = self->blocks[MIN (place.paragraph, self->n - 1)];
  if (block < 0)
    return -1;
  top = self->tops[self->ranges[block].first];
  bottom = self->tops[self->ranges[block].end];
  *fraction = CLAMP ((position - top) / (bottom - top), 0, 1);
  return block;
}

double
tl_compare_extent_of_block (const TlCompareExtent *self, guint block, double fraction)
{
  guint first, end;

  if (!tl_compare_extent_get_block (self, block, &first, &end))
    return -1;
  return self->tops[first] + (self->tops[end] - self->tops[first]) * CLAMP (fraction, 0, 1);
}
