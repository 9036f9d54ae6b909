/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pdf/tl-pdf-page-text.h"

G_BEGIN_DECLS

/* Selection in reading order, and the way back from a quote to its place. Pure: over the texts of
 * pages that are there, which tl_pdf_texts_load_async() gets. */

/**
 * TlPdfPoint: a place on a page, in points from its top left corner; @page counts from 0.
 */
typedef struct
{
  guint page;
  double x, y;
} TlPdfPoint;

/**
 * TlPdfGranularity:
 * @TL_PDF_SELECT_CHARACTER: from point to point
 * @TL_PDF_SELECT_WORD: whole syllables, words and document numbers (double click)
 * @TL_PDF_SELECT_LINE: whole lines of a column or cell
 * @TL_PDF_SELECT_PARAGRAPH: whole paragraphs (triple click), also over a page break
 */
typedef enum
{
  TL_PDF_SELECT_CHARACTER,
  TL_PDF_SELECT_WORD,
  TL_PDF_SELECT_LINE,
  TL_PDF_SELECT_PARAGRAPH,
} TlPdfGranularity;

/**
 * TlPdfSelection:
 * @ranges: (element-type TlPdfRange): the characters, in reading order
 * @rects: (element-type TlPdfRect): what they cover, one rectangle a line
 * @text: the text as one would write it: NFC, lines joined in a paragraph, words whole that a
 * hyphen divided at a line end, a line break between paragraphs, a tab between cells; without the
 * running heads, feet and page numbers between two pages
 */
typedef struct
{
  GArray *ranges;
  GArray *rects;
  char *text;
} TlPdfSelection;

void tl_pdf_selection_free (TlPdfSelection *selection);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlPdfSelection, tl_pdf_selection_free)

/** tl_pdf_page_text_locate: Returns: the place between characters that is nearest to @x and @y:
 * the number of the character behind it. */
guint tl_pdf_page_text_locate (const TlPdfPageText *page, double x, double y);

/**
 * tl_pdf_select:
 * @pages: (array length=n_pages): pages from @first_page on; of those between the points none is
 * %NULL. With the pages around them running heads are known better.
 * @from: where the selection begins; on a page of @pages
 * @to: where it ends; may stand before @from
 *
 * Between two points of one column or cell only what is in the column is selected.
 *
 * Returns: (transfer full): the selection; empty between two points at one place
 */
TlPdfSelection *tl_pdf_select (TlPdfPageText *const *pages,
                               guint n_pages,
                               guint first_page,
                               const TlPdfPoint *from,
                               const TlPdfPoint *to,
                               TlPdfGranularity granularity);

/**
 * tl_pdf_select_ranges:
 * @ranges: (array length=n_ranges): characters, as a selection or a hit had them
 *
 * Returns: (transfer full): the selection of @ranges
 */
TlPdfSelection *tl_pdf_select_ranges (TlPdfPageText *const *pages,
                                      guint n_pages,
                                      guint first_page,
                                      const TlPdfRange *ranges,
                                      guint n_ranges);

/**
 * TlPdfQuote:
 * @text: what was marked, as #TlPdfSelection has it
 * @prefix: (nullable): some words that stood before it
 * @suffix: (nullable): some words that stood behind it
 * @page: the page it began on
 */
typedef struct
{
  const char *text;
  const char *prefix;
  const char *suffix;
  guint page;
} TlPdfQuote;

/**
 * tl_pdf_locate_quote:
 * @pages: (array length=n_pages): pages from @first_page on; %NULL for one that is not known
 * @exactness: (out) (optional): 1 when the words are the same, less when some have changed
 *
 * Finds @quote again: the place with the same words whose neighbourhood and page fit best; where
 * there is none, the place with the fewest changed words, if these are not more than a quarter.
 *
 * Returns: (transfer full) (nullable): the selection; %NULL when the quote is not there
 */
TlPdfSelection *tl_pdf_locate_quote (TlPdfPageText *const *pages,
                                     guint n_pages,
                                     guint first_page,
                                     const TlPdfQuote *quote,
                                     double *exactness);

G_END_DECLS
