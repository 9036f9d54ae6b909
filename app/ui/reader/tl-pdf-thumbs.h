/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "ui/reader/tl-pdf-tiles.h"

G_BEGIN_DECLS

#define TL_TYPE_PDF_THUMBS (tl_pdf_thumbs_get_type ())
G_DECLARE_FINAL_TYPE (TlPdfThumbs, tl_pdf_thumbs, TL, PDF_THUMBS, GtkWidget)

/**
 * TlPdfThumbs:
 *
 * The pages of a PDF, small, one under the other, with their numbers. Only those that are in view
 * are drawn, after everything else. Signal "go" (uint page): the reader chose a page.
 */
GtkWidget *tl_pdf_thumbs_new (void);

/** tl_pdf_thumbs_set_tiles: (nullable): the pictures of the PDF. */
void tl_pdf_thumbs_set_tiles (TlPdfThumbs *self, TlPdfTiles *tiles);

/** tl_pdf_thumbs_set_current: page @page is before the reader's eyes; emits nothing. */
void tl_pdf_thumbs_set_current (TlPdfThumbs *self, guint page);
guint tl_pdf_thumbs_get_current (TlPdfThumbs *self);

G_END_DECLS
