/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pdf/tl-pdf.h"

G_BEGIN_DECLS

/**
 * TlPdfSpan:
 * @from: first character in the text of the page
 * @to: the character after the last; at it stands the tab, space or line break that ends the span
 * @byte_from: the same in bytes
 * @byte_to: the same in bytes
 * @line: number of the line, from 0; the spans of one line are separated by tabs, or by a space
 * where Poppler may have set two cells together
 * @below: the span that stands right below in the same column, or #TL_PDF_NO_SPAN
 * @box: around all characters; empty when the text has no boxes
 *
 * What stands together in one line and one column or cell.
 */
typedef struct
{
  guint from, to;
  guint byte_from, byte_to;
  guint line;
  guint below;
  TlPdfBox box;
} TlPdfSpan;

#define TL_PDF_NO_SPAN G_MAXUINT

/**
 * TlPdfPageText:
 *
 * The text map of a page with its spans. It never changes and is reference counted: callable from
 * any thread. Pure: needs no worker.
 */
typedef struct _TlPdfPageText TlPdfPageText;

/** tl_pdf_page_text_new: @text: (transfer full). */
TlPdfPageText *tl_pdf_page_text_new (TlPdfText *text);
TlPdfPageText *tl_pdf_page_text_ref (TlPdfPageText *self);
void tl_pdf_page_text_unref (TlPdfPageText *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlPdfPageText, tl_pdf_page_text_unref)

/** tl_pdf_page_text_get_text: Returns: (transfer none): the text map. */
const TlPdfText *tl_pdf_page_text_get_text (const TlPdfPageText *self);
/** tl_pdf_page_text_get_spans: Returns: (transfer none) (array length=n_spans): in the order of the
 * text; also those that are empty. */
const TlPdfSpan *tl_pdf_page_text_get_spans (const TlPdfPageText *self, guint *n_spans);
/** tl_pdf_page_text_get_size: Returns: bytes that it takes. */
gsize tl_pdf_page_text_get_size (const TlPdfPageText *self);
/** tl_pdf_page_text_is_scan: whether the page has too little text to be more than a picture of a
 * page: fewer than 20 letters and digits. A blank page is one too. */
gboolean tl_pdf_page_text_is_scan (const TlPdfPageText *self);

/** tl_pdf_page_text_to_byte: @character: at most the number of characters. */
guint tl_pdf_page_text_to_byte (const TlPdfPageText *self, guint character);
/** tl_pdf_page_text_to_character: @byte: at most the length in bytes. */
guint tl_pdf_page_text_to_character (const TlPdfPageText *self, guint byte);
/** tl_pdf_page_text_find_span: Returns: index of the span that @character is in, or ends. */
guint tl_pdf_page_text_find_span (const TlPdfPageText *self, guint character);

/** TL_PDF_MAX_CELL: characters of a cell of numbers or codes; lines of prose are longer. */
#define TL_PDF_MAX_CELL 20

/**
 * TlPdfRange: characters of one page: from @from up to and without @to; @page counts from 0.
 */
typedef struct
{
  guint page;
  guint from, to;
} TlPdfRange;

/** TlPdfRect: a rectangle on a page, in points from its top left corner. */
typedef struct
{
  guint page;
  TlPdfBox box;
} TlPdfRect;

/**
 * tl_pdf_page_text_add_rects:
 * @range: what to cover
 * @rects: (element-type TlPdfRect): one rectangle is added for each span, that is for each line,
 * as high as the span; nothing when the text has no boxes
 */
void tl_pdf_page_text_add_rects (const TlPdfPageText *self, const TlPdfRange *range, GArray *rects);

G_END_DECLS
