/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pdf/tl-pdf-select.h"

G_BEGIN_DECLS

/**
 * TlPdfStep:
 * @TL_PDF_STEP_CHARACTER: one character in the order of the text
 * @TL_PDF_STEP_WORD: to the end of a word, or to the beginning of one
 * @TL_PDF_STEP_LINE: into the line below or above in the same column or cell
 * @TL_PDF_STEP_LINE_END: to the end or the beginning of the line
 *
 * How far a key moves the end of a selection.
 */
typedef enum
{
  TL_PDF_STEP_CHARACTER,
  TL_PDF_STEP_WORD,
  TL_PDF_STEP_LINE,
  TL_PDF_STEP_LINE_END,
} TlPdfStep;

/**
 * tl_pdf_step:
 * @pages: (array length=n_pages): pages from @first_page on; %NULL for one that is not known
 * @direction: above zero onwards, else back
 * @point: (inout): a point, which comes to stand between two characters
 *
 * Goes on to the next page, or back, where a page ends. Pure.
 *
 * Returns: %FALSE, and @point stays, where there is nothing further
 */
gboolean tl_pdf_step (TlPdfPageText *const *pages,
                      guint n_pages,
                      guint first_page,
                      TlPdfStep step,
                      int direction,
                      TlPdfPoint *point);

G_END_DECLS
