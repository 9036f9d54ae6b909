/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pdf/tl-pdf-texts.h"

G_BEGIN_DECLS

/**
 * _tl_pdf_texts_read_page:
 *
 * The page, kept or read. Blocks: for the thread of the document's jobs. The pages behind it are
 * expected to be asked for next; a page is not kept when there is no room, so that a document that
 * is too large does not push out all that are.
 *
 * Returns: (transfer full) (nullable): %NULL with @error
 */
TlPdfPageText *_tl_pdf_texts_read_page (TlPdfTexts *self,
                                        guint page,
                                        GCancellable *cancellable,
                                        GError **error);

/** _tl_pdf_texts_set_max_bytes: for the tests of this layer. */
void _tl_pdf_texts_set_max_bytes (TlPdfTexts *self, gsize max_bytes);

G_END_DECLS
