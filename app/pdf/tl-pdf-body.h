/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pdf/tl-pdf-page-text.h"

G_BEGIN_DECLS

/**
 * TlPdfBody:
 * @first: the first span after the running head
 * @last: the span after the last before the running foot
 * @notes: the first span of the footnotes, or @last
 *
 * What of a page belongs to the document: without running head, running foot and page number. A
 * page of which nothing is left has @first equal to @last.
 */
typedef struct
{
  guint first;
  guint last;
  guint notes;
} TlPdfBody;

/** How many pages before and behind are looked at for lines that come again. */
#define TL_PDF_BODY_NEIGHBOURS 2

/**
 * _tl_pdf_body_find:
 * @page: the page
 * @number: its number, from 0
 * @neighbours: (array length=n_neighbours): pages near it that are known; %NULL for one that is not
 *
 * A line at the edge of the page is a running one when a neighbour has the same at the same edge,
 * but for figures, or when it is a number that counts the pages. Footnotes are set smaller than
 * the page and begin with their number. Pure.
 */
TlPdfBody _tl_pdf_body_find (TlPdfPageText *page,
                             guint number,
                             TlPdfPageText *const *neighbours,
                             guint n_neighbours);

G_END_DECLS
