/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "ui/reader/tl-pdf-layout.h"
#include "ui/reader/tl-pdf-mark.h"

G_BEGIN_DECLS

#define TL_TYPE_PDF_VIEW (tl_pdf_view_get_type ())
G_DECLARE_FINAL_TYPE (TlPdfView, tl_pdf_view, TL, PDF_VIEW, GtkWidget)

/**
 * TlPdfView:
 *
 * The original pages, one under the other, as wide as the view unless the reader zooms. Scrollable:
 * stands in a GtkScrolledWindow. Signals: "moved": another place is in view; "zoomed": another
 * zoom.
 */
GtkWidget *tl_pdf_view_new (void);

/** tl_pdf_view_set_pdf: (nullable). */
void tl_pdf_view_set_pdf (TlPdfView *self, TlPdf *pdf);
TlPdf *tl_pdf_view_get_pdf (TlPdfView *self);

/** tl_pdf_view_get_place: what is at the upper edge. */
TlPdfPlace tl_pdf_view_get_place (TlPdfView *self);
/** tl_pdf_view_get_reading_place: what is being read: where a passage that was revealed stands. */
TlPdfPlace tl_pdf_view_get_reading_place (TlPdfView *self);
void tl_pdf_view_scroll_to (TlPdfView *self, TlPdfPlace place);

/** tl_pdf_view_get_page: the page that takes most of the view, from 0. */
guint tl_pdf_view_get_page (TlPdfView *self);

/** tl_pdf_view_reveal: brings the page into view at once and the passage on it as soon as it is
 * found; marks it when @mark. */
void tl_pdf_view_reveal (TlPdfView *self, const TlPdfWanted *wanted, gboolean mark);

/** tl_pdf_view_get_n_marks: lines that are marked. */
guint tl_pdf_view_get_n_marks (TlPdfView *self);

/** tl_pdf_view_zoom: @direction above zero in, below out, zero to the width of the view. */
void tl_pdf_view_zoom (TlPdfView *self, int direction);
/** tl_pdf_view_get_zoom: 1 is 100 %; @fits: (out): whether it follows the width of the view. */
double tl_pdf_view_get_zoom (TlPdfView *self, gboolean *fits);

/** tl_pdf_view_is_drawn: whether every page in view has its final picture. */
gboolean tl_pdf_view_is_drawn (TlPdfView *self);

G_END_DECLS
