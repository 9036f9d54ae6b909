/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pdf/tl-pdf-page-text.h"

G_BEGIN_DECLS

/**
 * TlPdfTexts:
 *
 * The text maps of one document, kept within #TL_PDF_TEXTS_MAX_BYTES for find and selection, so
 * that the worker reads each page once. Functions that end in _async are for the thread-default
 * main context they are called from; the others are callable from any thread.
 */
#define TL_TYPE_PDF_TEXTS (tl_pdf_texts_get_type ())
G_DECLARE_FINAL_TYPE (TlPdfTexts, tl_pdf_texts, TL, PDF_TEXTS, GObject)

/** TL_PDF_TEXTS_MAX_BYTES: some 1,500 pages of a statute. */
#define TL_PDF_TEXTS_MAX_BYTES (64 * 1024 * 1024)

TlPdfTexts *tl_pdf_texts_new (TlPdf *pdf);
/** tl_pdf_texts_get_pdf: Returns: (transfer none): the document. */
TlPdf *tl_pdf_texts_get_pdf (TlPdfTexts *self);
/** tl_pdf_texts_get_bytes: Returns: what is kept. */
gsize tl_pdf_texts_get_bytes (TlPdfTexts *self);

/** tl_pdf_texts_ref_page: Returns: (transfer full) (nullable): the page, if it is kept; never
 * blocks for long. */
TlPdfPageText *tl_pdf_texts_ref_page (TlPdfTexts *self, guint page);

/**
 * tl_pdf_texts_load_async:
 * @first: the first page, from 0
 * @n_pages: how many; more than the document has are cut
 *
 * Pages that are not kept are read by the worker, and then kept instead of those that were used
 * least lately.
 */
void tl_pdf_texts_load_async (TlPdfTexts *self,
                              guint first,
                              guint n_pages,
                              TlPdfPriority priority,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
/**
 * tl_pdf_texts_load_finish:
 *
 * Returns: (transfer full) (element-type TlPdfPageText): the pages, with their boxes, in order;
 * %NULL in the place of a page that cannot be read. An error only when it was cancelled.
 */
GPtrArray *tl_pdf_texts_load_finish (TlPdfTexts *self, GAsyncResult *result, GError **error);

/**
 * TlPdfScan:
 * @n_pages: pages of the document
 * @n_scans: pages without text: pictures of pages, or blank
 * @n_failed: pages that cannot be read
 * @is_scan: (array length=n_pages): which they are
 */
typedef struct
{
  guint n_pages;
  guint n_scans;
  guint n_failed;
  gboolean *is_scan;
} TlPdfScan;

void tl_pdf_scan_free (TlPdfScan *scan);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlPdfScan, tl_pdf_scan_free)

/** tl_pdf_scan_is_whole: whether the document is nothing but scanned pages: there is nothing to
 * find or to copy in it. */
gboolean tl_pdf_scan_is_whole (const TlPdfScan *scan);

/**
 * tl_pdf_texts_scan_async:
 * @max_pages: how many pages from the first to look at, or 0 for all
 *
 * Which pages have no text.
 */
void tl_pdf_texts_scan_async (TlPdfTexts *self,
                              guint max_pages,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
TlPdfScan *tl_pdf_texts_scan_finish (TlPdfTexts *self, GAsyncResult *result, GError **error);

G_END_DECLS
