/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pdf/tl-pdf-texts.h"

G_BEGIN_DECLS

/**
 * TlPdfHit:
 * @page: where it begins, from 0
 * @ranges: (array length=n_ranges): its characters, in order: more than one when it goes on in the
 * line below of a column, or overleaf past running heads and footnotes
 * @rects: (array length=n_rects): one a line
 * @before: what stands before it on its page, up to some 60 characters, in one line; to be set
 * before @match as it is
 * @match: the text found, in one line
 * @after: what follows, likewise
 *
 * Something found. Reference counted, never changes.
 */
typedef struct
{
  guint page;
  TlPdfRange *ranges;
  guint n_ranges;
  TlPdfRect *rects;
  guint n_rects;
  char *before;
  char *match;
  char *after;
} TlPdfHit;

TlPdfHit *tl_pdf_hit_ref (TlPdfHit *hit);
void tl_pdf_hit_unref (TlPdfHit *hit);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlPdfHit, tl_pdf_hit_unref)

/**
 * TlPdfFound:
 * @hits: (element-type TlPdfHit): in the order of the document, none twice
 * @more: whether there are more than were asked for
 * @n_pages: pages of the document
 * @n_scans: pages without text, in which nothing can be found
 * @n_failed: pages that cannot be read
 */
typedef struct
{
  GPtrArray *hits;
  gboolean more;
  guint n_pages;
  guint n_scans;
  guint n_failed;
} TlPdfFound;

void tl_pdf_found_free (TlPdfFound *found);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlPdfFound, tl_pdf_found_free)

/** TL_PDF_FIND_MAX: hits at most. */
#define TL_PDF_FIND_MAX 5000

/**
 * TlPdfFindFunc:
 * @hits: (element-type TlPdfHit): new ones, in the order of the document from the first page asked
 * for, and then from the beginning; may be empty
 * @n_done: pages searched so far
 * @n_pages: pages of the document
 */
typedef void (*TlPdfFindFunc) (GPtrArray *hits, guint n_done, guint n_pages, gpointer user_data);

/**
 * tl_pdf_find_async:
 * @texts: texts of the document
 * @words: what to find, as typed; at most 2,000 characters count
 * @first_page: page to begin at; those before it come last
 * @max_hits: how many hits, or 0 for #TL_PDF_FIND_MAX
 * @progress: (nullable) (scope notified): called in the main context of the caller as hits come,
 * never after @callback or once @cancellable is cancelled
 * @progress_data: its last argument
 * @progress_free: (nullable): frees @progress_data
 *
 * Words typed without any mark are found with and without marks; with one they are found as they
 * are written. Neither case, place of the tone, NFC or NFD, kinds of dashes and quotation marks,
 * nor white space make a difference; matches go over line ends, hyphens at line ends, lines of a
 * column or cell, and page breaks, past running heads, feet, page numbers and footnotes. The worker
 * does what is visible in between.
 */
void tl_pdf_find_async (TlPdfTexts *texts,
                        const char *words,
                        guint first_page,
                        guint max_hits,
                        TlPdfFindFunc progress,
                        gpointer progress_data,
                        GDestroyNotify progress_free,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data);
/** tl_pdf_find_finish: Returns: (transfer full): what was found; nothing typed finds nothing. An
 * error only when it was cancelled. */
TlPdfFound *tl_pdf_find_finish (TlPdfTexts *texts, GAsyncResult *result, GError **error);

/**
 * tl_pdf_find_in_pages:
 * @pages: (array length=n_pages): all pages of a document; %NULL for one that is not known
 *
 * The same over pages that are there. Pure.
 */
TlPdfFound *tl_pdf_find_in_pages (TlPdfPageText *const *pages,
                                  guint n_pages,
                                  const char *words,
                                  guint max_hits);

G_END_DECLS
