/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pdf/tl-pdf.h"

G_BEGIN_DECLS

/** tl_ocr_check: whether Tesseract and its Vietnamese data are there; the error says which package
 * to install. */
gboolean tl_ocr_check (GError **error);

/**
 * tl_ocr_read_page:
 * @page: from 0
 *
 * Renders a page and reads it with Tesseract (language vie) in a process of its own, bounded in
 * time.
 *
 * Returns: (transfer full) (nullable): text of the page
 */
char *tl_ocr_read_page (TlPdf *pdf, guint page, GCancellable *cancellable, GError **error);

G_END_DECLS
