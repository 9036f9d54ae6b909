/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pdf/tl-pdf.h"

G_BEGIN_DECLS

/** TlPdfMark: a line of a marked passage on page @page (from 0). */
typedef struct
{
  guint page;
  TlPdfBox box;
} TlPdfMark;

/**
 * TlPdfWanted:
 * @page: page where to look first, from 1; 0 when it is not known
 * @passage: (nullable): its words
 * @from: first character on the page, when there is no @passage or it is not found
 * @to: the character after the last, on the next page when smaller than @from; 0 with @from 0 for
 * nothing
 */
typedef struct
{
  guint page;
  const char *passage;
  guint from;
  guint to;
} TlPdfWanted;

/**
 * tl_pdf_mark_find_async:
 *
 * Finds a passage on the pages: on @page and the next one, since passages run over; then on the one
 * before; with page 0 through the whole document (at most 500 pages).
 */
void tl_pdf_mark_find_async (TlPdf *pdf,
                             const TlPdfWanted *wanted,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data);

/** tl_pdf_mark_find_finish: Returns: (transfer full) (element-type TlPdfMark): the lines, empty
 * when the passage was not found; %NULL with @error set. */
GArray *tl_pdf_mark_find_finish (GAsyncResult *result, GError **error);

/**
 * tl_pdf_mark_match:
 * @first: text of page @page
 * @second: (nullable): text of the page after it
 *
 * The pure part: where @wanted stands on two pages that follow one another. @page counts from 0.
 *
 * Returns: (transfer full) (element-type TlPdfMark): the lines, empty when it is not there
 */
GArray *tl_pdf_mark_match (const TlPdfWanted *wanted,
                           guint page,
                           const TlPdfText *first,
                           const TlPdfText *second);

G_END_DECLS
