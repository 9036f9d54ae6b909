/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pdf/tl-pdf-select.h"
#include "pdf/tl-pdf-texts.h"
#include "ui/reader/tl-reader.h"
#include "ui/reader/tl-text-backend.h"

G_BEGIN_DECLS

/**
 * TlReaderSelection:
 * @in_original: whether it was selected in the original pages, and not in the text
 * @quote: the words, NFC: as #TlPdfSelection has them, or the paragraphs of the text, a line each
 * @prefix: (nullable): up to #TL_READER_CONTEXT characters before them
 * @suffix: (nullable): and after them
 * @anchor: (nullable): the block they begin in
 * @anchor_end: (nullable): the block they end in
 * @offset: characters from the beginning of the text of @anchor, in the text only; -1: not known
 * @ranges: (element-type TlPdfRange): the characters, in the original; empty in the text
 * @rects: (element-type TlPdfRect): what they cover, likewise
 * @span: paragraphs of the model and characters in them, in the text
 *
 * What the judge has selected in a reader.
 */
typedef struct
{
  gboolean in_original;
  char *quote;
  char *prefix;
  char *suffix;
  char *anchor;
  char *anchor_end;
  int offset;
  GArray *ranges;
  GArray *rects;
  TlTextSpan span;
} TlReaderSelection;

#define TL_READER_CONTEXT 32

void tl_reader_selection_free (TlReaderSelection *selection);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlReaderSelection, tl_reader_selection_free)

/**
 * tl_reader_dup_selection:
 *
 * Signal "selection-changed" of #TlReader tells that it is another one. The bar beside a selection
 * shows a button for the actions "reader.highlight" (string: a colour) and "reader.note" when they
 * are there.
 *
 * Returns: (transfer full) (nullable): what is selected in the view that is shown; %NULL for
 * nothing
 */
TlReaderSelection *tl_reader_dup_selection (TlReader *self);

/** tl_reader_clear_selection: nothing is selected any more, and the bar beside it goes. */
void tl_reader_clear_selection (TlReader *self);

/** tl_reader_get_texts: Returns: (transfer none) (nullable): the text maps of the original, for
 * finding quotes in it again; %NULL while it is not open. */
TlPdfTexts *tl_reader_get_texts (TlReader *self);

G_END_DECLS
