/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pdf/tl-pdf.h"

G_BEGIN_DECLS

/**
 * _tl_pdf_text_map:
 * @raw: text of a page as the PDF has it, UTF-8
 * @boxes: (nullable) (array length=n_boxes): one box a character of @raw; when there are fewer,
 * the characters at the end have none
 * @n_boxes: their number
 *
 * Repairs runs in a legacy encoding, brings the text to its normal form, ends it in a line break
 * and carries the boxes along: a character made of several gets the box around theirs. The text is
 * the same with and without boxes. Pure.
 *
 * Returns: (transfer full): the text; its boxes are %NULL when @boxes is
 */
TlPdfText *_tl_pdf_text_map (const char *raw, const TlPdfBox *boxes, guint n_boxes);

G_END_DECLS
