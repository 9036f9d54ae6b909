/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pdf/tl-pdf.h"

G_BEGIN_DECLS

/**
 * _tl_pdf_text_map:
 * @raw: text of a page as Poppler has it, UTF-8
 * @boxes: (nullable) (array length=n_boxes): one box a character of @raw; when there are fewer,
 * the characters at the end have none
 * @n_boxes: their number
 * @keep_boxes: whether the result has boxes; the text is the same in both cases
 *
 * Puts a tab between columns that stand side by side and a line break between lines, where Poppler
 * sets the last word of one and the first of the other together; repairs runs in a legacy encoding;
 * brings the text to its normal form; ends it in a line break; and carries the boxes along: a
 * character made of several gets the box around theirs. Pure.
 *
 * Returns: (transfer full): the text
 */
TlPdfText *_tl_pdf_text_map (const char *raw,
                             const TlPdfBox *boxes,
                             guint n_boxes,
                             gboolean keep_boxes);

G_END_DECLS
