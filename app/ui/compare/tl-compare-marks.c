/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/compare/tl-compare-marks.h"

#include <string.h>

/* A stretch of a passage that is set in one paragraph. */
typedef struct
{
  guint paragraph;
  gsize from; /* byte of the passage */
  gsize at;   /* byte of the paragraph's text that it begins with */
  gsize length;
} Stretch;

static void
add_stretch (GArray *stretches, guint paragraph, gsize from, gsize at, gsize length)
{
  Stretch stretch = { paragraph, from, at, length };

  if (length > 0)
    g_array_append_val (stretches, stretch);
}

/* Where heading and text of a block, which begins at byte @base of the passage, are set. Returns:
 * bytes that the block has in the passage. */
static gsize
add_block (GArray *stretches,
           const TlTextModel *model,
           const TlCompareExtent *extent,
           guint index,
           gsize base)
{
  const TlBlock *block = tl_document_get_block (model->document, index);
  gsize heading = block->heading != NULL ? strlen (block->heading) : 0;
  gsize text = base + heading + (heading > 0 && *block->text != '\0' ? 1 : 0);
  guint first, end;

  if (!tl_compare_extent_get_block (extent, index, &first, &end))
    return text + strlen (block->text) - base;
  for (guint i = first; i < end; i++)
    {
      const TlTextParagraph *paragraph = tl_text_model_get (model, i);
      gsize length = strlen (paragraph->text);

      if (paragraph->source >= 0 && paragraph->source_at < length)
        add_stretch (stretches, i, text + (gsize)paragraph->source, paragraph->source_at,
                     length - paragraph->source_at);
      else if (i == first && heading > 0 && g_str_has_suffix (paragraph->text, block->heading))
        add_stretch (stretches, i, base, length - heading, heading);
    }
  return text + strlen (block->text) - base;
}

static guint
character_at (const char *text, gsize byte)
{
  return (guint)g_utf8_strlen (text, (gssize)byte);
}

static void
mark (GArray *marks,
      const GArray *stretches,
      gsize from,
      gsize to,
      gboolean spelling,
      const TlTextModel *model)
{
  for (guint i = 0; i < stretches->len; i++)
    {
      const Stretch *stretch = &g_array_index (stretches, Stretch, i);
      gsize begin = MAX (from, stretch->from);
      gsize end = MIN (to, stretch->from + stretch->length);
      const char *text = tl_text_model_get (model, stretch->paragraph)->text;
      TlCompareMark one = { .paragraph = stretch->paragraph, .spelling = spelling };

      if (stretch->from >= to)
        break;
      if (begin >= end)
        continue;
      one.from = character_at (text, stretch->at + begin - stretch->from);
      one.to = character_at (text, stretch->at + end - stretch->from);
      if (one.from < one.to)
        g_array_append_val (marks, one);
    }
}

GArray *
tl_compare_marks_make (const TlComparison *comparison,
                       guint pair,
                       const GArray *runs,
                       TlSide side,
                       const TlTextModel *model,
                       const TlCompareExtent *extent)
{
  const GArray *blocks = tl_comparison_get_pair (comparison, pair)->blocks[side];
  TlDiffOp op = side == TL_SIDE_LEFT ? TL_DIFF_DELETE : TL_DIFF_INSERT;
  g_autoptr (GArray) stretches = g_array_new (FALSE, FALSE, sizeof (Stretch));
  GArray *marks = g_array_new (FALSE, FALSE, sizeof (TlCompareMark));
  gsize base = 0;

  for (guint i = 0; i < blocks->len; i++)
    base += add_block (stretches, model, extent, g_array_index (blocks, guint, i), base) + 1;
  for (guint i = 0; i < runs->len; i++)
    {
      const TlDiffRun *run = &g_array_index (runs, TlDiffRun, i);

      if (run->op == op)
        mark (marks, stretches, side == TL_SIDE_LEFT ? run->left_from : run->right_from,
              side == TL_SIDE_LEFT ? run->left_to : run->right_to, run->spelling, model);
    }
  return marks;
}
