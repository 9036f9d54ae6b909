/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pdf/tl-pdf-geometry.h"
#include "pdf/tl-pdf-wire.h"

G_BEGIN_DECLS

/* What a worker answers is judged here as if a stranger had sent it: a parser that a document has
 * taken over sits at the other end. Every function fails with %G_IO_ERROR_INVALID_DATA. */

/**
 * TlPdfOpened:
 * @pages: (array length=n_pages)
 * @refused: (array length=n_pages): whether the page's own size was refused; it has A4 size then
 */
typedef struct
{
  guint n_pages;
  TlPdfPage *pages;
  gboolean *refused;
  char *title;
} TlPdfOpened;

void _tl_pdf_opened_clear (TlPdfOpened *opened);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TlPdfOpened, _tl_pdf_opened_clear)

gboolean _tl_pdf_reply_read_opened (const TlPdfMessage *message,
                                    TlPdfOpened *opened,
                                    GError **error);

TlPdfText *_tl_pdf_reply_read_text (const TlPdfMessage *message,
                                    gboolean with_boxes,
                                    GError **error);

/** _tl_pdf_reply_read_image: @tile: what was asked for. */
TlPdfImage *_tl_pdf_reply_read_image (const TlPdfMessage *message,
                                      const TlPdfTile *tile,
                                      GError **error);

/** _tl_pdf_reply_read_failed: sets @error to what the worker says, behind the prefix @place. */
void _tl_pdf_reply_read_failed (const TlPdfMessage *message, const char *place, GError **error);

G_END_DECLS
