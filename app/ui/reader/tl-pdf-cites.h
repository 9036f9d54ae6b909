/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "corpus/tl-document-citations.h"
#include "pdf/tl-pdf-page-text.h"

G_BEGIN_DECLS

/* Where on the pages of the original the citations of a text stand. Pure: over texts of pages that
 * are there; callable from any thread. */

/** TL_PDF_CITES_SPAN: pages that one block is looked for on. */
#define TL_PDF_CITES_SPAN 4

/**
 * TlPdfCite:
 * @link: index of the link
 * @ranges: (element-type TlPdfRange): its characters, in order
 * @rects: (element-type TlPdfRect): what they cover, one a line
 *
 * A citation that was found on its pages. @ranges and @rects are never empty.
 */
typedef struct
{
  guint link;
  GArray *ranges;
  GArray *rects;
} TlPdfCite;

void tl_pdf_cite_free (TlPdfCite *cite);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlPdfCite, tl_pdf_cite_free)

/** tl_pdf_cites_get_pages: the pages, from 0, that block @block may stand on. Returns: %FALSE when
 * they are not known */
gboolean tl_pdf_cites_get_pages (const TlDocument *document,
                                 guint block,
                                 guint *first,
                                 guint *last);

/**
 * tl_pdf_cites_locate:
 * @links: (element-type TlLink): what the text cites
 * @wanted: (array length=n_wanted): indices of those to look for
 * @pages: (array length=n_pages): pages from @first_page on; %NULL for one that cannot be read
 *
 * Finds the words of each citation among the characters of its block: letters and figures alone
 * count, so that line ends, spaces and hyphens make no difference; of several places with the same
 * words the one with the same neighbourhood, then the one nearest to where the text has it. Goes
 * over page breaks past what runs at the edges of pages.
 *
 * Returns: (transfer full) (element-type TlPdfCite): those that were found, in the order of @wanted
 */
GPtrArray *tl_pdf_cites_locate (const TlDocument *document,
                                GPtrArray *links,
                                const guint *wanted,
                                guint n_wanted,
                                TlPdfPageText *const *pages,
                                guint n_pages,
                                guint first_page);

G_END_DECLS
