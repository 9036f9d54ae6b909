/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pdf/tl-pdf-flow.h"

G_BEGIN_DECLS

/* What a line and the one read after it look like. Pure. */

/** _tl_pdf_line_begins_with_marker: "1.", "a)", "-", "[1]", "Điều 1": what paragraphs of legal
 * documents begin with. */
gboolean _tl_pdf_line_begins_with_marker (const TlPdfPlace *place);
/** _tl_pdf_line_ends_a_sentence: with a full stop, a colon or the like. */
gboolean _tl_pdf_line_ends_a_sentence (const TlPdfPlace *place);
/** _tl_pdf_line_is_mark: whether @last is the raised mark of the footnote that @next begins. */
gboolean _tl_pdf_line_is_mark (const TlPdfPlace *last, const TlPdfPlace *next);
/** _tl_pdf_line_goes_on: whether @next, right below, goes on with the sentence or title of @last
 * whatever room there was: it begins with a small letter, or both are centred capitals. @a and @b:
 * where they stand. */
gboolean _tl_pdf_line_goes_on (const TlPdfPlace *last,
                               const TlPdfPlace *next,
                               const TlPdfBox *a,
                               const TlPdfBox *b);
/** _tl_pdf_line_is_apart: whether @next is something else whatever the room: both are items of one
 * list, or capitals end above it. @a and @b: where they stand. */
gboolean _tl_pdf_line_is_apart (const TlPdfPlace *last,
                                const TlPdfPlace *next,
                                const TlPdfBox *a,
                                const TlPdfBox *b);

G_END_DECLS
