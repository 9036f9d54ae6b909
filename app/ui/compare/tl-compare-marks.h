/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "compare/tl-compare.h"
#include "ui/compare/tl-compare-extent.h"

G_BEGIN_DECLS

/**
 * TlCompareMark:
 * @paragraph: of the model
 * @from: first character in it
 * @to: the character after the last
 * @spelling: the same words in another spelling
 *
 * Words of one side that the other one does not have.
 */
typedef struct
{
  guint paragraph;
  guint from;
  guint to;
  gboolean spelling;
} TlCompareMark;

/**
 * tl_compare_marks_make:
 * @runs: (element-type TlDiffRun): difference of pair @pair, as tl_comparison_diff() gives it
 * @side: deletions for the left, insertions for the right side
 * @model: the paragraphs of that side
 *
 * Returns: (transfer full) (element-type TlCompareMark): in the order of the text. Pure; any
 * thread.
 */
GArray *tl_compare_marks_make (const TlComparison *comparison,
                               guint pair,
                               const GArray *runs,
                               TlSide side,
                               const TlTextModel *model,
                               const TlCompareExtent *extent);

G_END_DECLS
