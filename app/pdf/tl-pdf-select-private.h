/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pdf/tl-pdf-select.h"

G_BEGIN_DECLS

/** _tl_pdf_select_between: what stands in reading order from a character of one page up to one of
 * the same or a later page. Returns: (transfer full): the selection */
TlPdfSelection *_tl_pdf_select_between (TlPdfPageText *const *pages,
                                        guint n_pages,
                                        guint first_page,
                                        const TlPdfRange *from,
                                        const TlPdfRange *to);

G_END_DECLS
