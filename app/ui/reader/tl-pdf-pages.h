/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "ui/reader/tl-pdf-layout.h"

G_BEGIN_DECLS

/**
 * TlPdfPages:
 *
 * The sheets of a PDF that are on the screen or next to it, as children of one widget, and the jobs
 * that draw them: what is in view first, what left the view cancelled, pictures kept in a bounded
 * cache. Main loop only.
 */
typedef struct _TlPdfPages TlPdfPages;

TlPdfPages *tl_pdf_pages_new (GtkWidget *parent, TlPdf *pdf);
/** tl_pdf_pages_free: cancels the jobs and takes the sheets off their parent. */
void tl_pdf_pages_free (TlPdfPages *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlPdfPages, tl_pdf_pages_free)

/** tl_pdf_pages_update: pages @first to @last are in view; one more at each end is kept ready. */
void tl_pdf_pages_update (TlPdfPages *self, const TlPdfLayout *layout, guint first, guint last);

/** tl_pdf_pages_allocate: gives each sheet its place when the view is @width wide and scrolled to
 * @x, @y. */
void tl_pdf_pages_allocate (
    TlPdfPages *self, const TlPdfLayout *layout, double width, double x, double y);

/** tl_pdf_pages_set_marks: (element-type TlPdfMark): see tl-pdf-mark.h; %NULL for none. */
void tl_pdf_pages_set_marks (TlPdfPages *self, GArray *marks);

/** tl_pdf_pages_all_drawn: whether every page in view has its final picture. */
gboolean tl_pdf_pages_all_drawn (TlPdfPages *self);

/** tl_pdf_pages_get_cache_bytes: what the kept pictures take. */
gsize tl_pdf_pages_get_cache_bytes (TlPdfPages *self);

G_END_DECLS
