/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "corpus/tl-document.h"

G_BEGIN_DECLS

/**
 * tl_quote_words:
 * @quote: what was selected
 * @anchor: (nullable): block it begins in
 * @anchor_end: (nullable): block it ends in
 * @page_from: page of the original it begins on, from 1; 0: not of a page
 * @page_to: page it ends on
 *
 * A quotation with its source, as it goes into a judgment: always Vietnamese. Pure.
 *
 * Returns: (transfer full): “quote” and, in the line below in brackets, paragraph, part, document
 * in its official form, and page
 */
char *tl_quote_words (const TlDocument *document,
                      const char *quote,
                      const char *anchor,
                      const char *anchor_end,
                      guint page_from,
                      guint page_to);

G_END_DECLS
