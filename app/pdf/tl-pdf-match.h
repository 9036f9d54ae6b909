/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pdf/tl-pdf-body.h"
#include "text/tl-text.h"

G_BEGIN_DECLS

/* Finding words in the text of pages. Pure. */

/** TlPdfQuery: what to find, folded. */
typedef struct _TlPdfQuery TlPdfQuery;

/** Longer questions are cut: characters. */
#define TL_PDF_QUERY_MAX 2000

/**
 * _tl_pdf_query_new:
 *
 * Without any mark in it the words are found with and without marks; with one they are found as
 * typed. Case, the place of the tone, normal form, kinds of dashes and of quotation marks, and how
 * much white space there is make no difference.
 *
 * Returns: (transfer full) (nullable): %NULL when there is nothing to find in @words
 */
TlPdfQuery *_tl_pdf_query_new (const char *words);
void _tl_pdf_query_free (TlPdfQuery *query);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlPdfQuery, _tl_pdf_query_free)

/** TlPdfHaystack: a page made ready for one query. */
typedef struct _TlPdfHaystack TlPdfHaystack;

/** _tl_pdf_haystack_new: @number: of the page; @neighbours: as of _tl_pdf_body_find(). */
TlPdfHaystack *_tl_pdf_haystack_new (const TlPdfQuery *query,
                                     TlPdfPageText *page,
                                     guint number,
                                     TlPdfPageText *const *neighbours,
                                     guint n_neighbours);
void _tl_pdf_haystack_free (TlPdfHaystack *haystack);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlPdfHaystack, _tl_pdf_haystack_free)

/**
 * _tl_pdf_match:
 * @pages: (array length=n_pages): the page and those behind it into which a match may go
 * @from: (inout): byte of the folded text of the first page to begin at; moves behind what was
 * found
 * @parts: (element-type TlPdfRange): filled with the pieces of the match in order
 *
 * The next match that begins on the first page. It goes over line ends, hyphens at line ends, from
 * a line of a column or a cell into the line below, and over page breaks past running heads, feet,
 * page numbers and footnotes.
 *
 * Returns: whether there was one
 */
gboolean _tl_pdf_match (const TlPdfQuery *query,
                        TlPdfHaystack *const *pages,
                        guint n_pages,
                        gsize *from,
                        GArray *parts);

G_END_DECLS
