/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pdf/tl-pdf-page-text.h"

G_BEGIN_DECLS

/* Lines of pages put together into text as one would write it. Pure. */

/** TlPdfPlace: a span of a page. */
typedef struct
{
  const TlPdfPageText *page;
  guint span;
} TlPdfPlace;

/**
 * _tl_pdf_flow_breaks:
 * @in_cell: only these spans are read, and not what only a space separates from them
 *
 * Whether a new paragraph begins with @next, which is read right after @last, on the same page or
 * overleaf: by its indent, its distance, its beginning, and because its first word would have had
 * room in the line before.
 */
gboolean _tl_pdf_flow_breaks (const TlPdfPlace *last, const TlPdfPlace *next, gboolean in_cell);

/**
 * _tl_pdf_flow_join:
 * @pages: (array length=n_pages): pages from @first_page on; of those that @ranges names none is
 * %NULL
 * @paragraphs: whether to keep paragraphs and cells apart; otherwise the text is one line
 *
 * Line ends inside of a paragraph become a space, a hyphen that only divides a word goes.
 *
 * Returns: (transfer full): the text in NFC
 */
char *_tl_pdf_flow_join (TlPdfPageText *const *pages,
                         guint n_pages,
                         guint first_page,
                         const TlPdfRange *ranges,
                         guint n_ranges,
                         gboolean paragraphs);

G_END_DECLS
