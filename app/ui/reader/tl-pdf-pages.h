/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "ui/reader/tl-pdf-layout.h"
#include "ui/reader/tl-pdf-shape.h"
#include "ui/reader/tl-pdf-tiles.h"

G_BEGIN_DECLS

/**
 * TlPdfPages:
 *
 * The sheets of a PDF that are on the screen or next to it, as children of one widget, and what
 * tiles they want: those in view first, then those in the direction of travel. Main loop only.
 */
typedef struct _TlPdfPages TlPdfPages;

TlPdfPages *tl_pdf_pages_new (GtkWidget *parent, TlPdfTiles *tiles);
/** tl_pdf_pages_free: takes the sheets off their parent. */
void tl_pdf_pages_free (TlPdfPages *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlPdfPages, tl_pdf_pages_free)

/** tl_pdf_pages_update: @view, in coordinates of @layout, is what can be seen; @direction: where
 * the reader is going: above zero down. */
void tl_pdf_pages_update (TlPdfPages *self,
                          const TlPdfLayout *layout,
                          const TlViewRect *view,
                          int direction);

/** tl_pdf_pages_allocate: gives each sheet its place when @view can be seen. */
void tl_pdf_pages_allocate (TlPdfPages *self, const TlPdfLayout *layout, const TlViewRect *view);

/** tl_pdf_pages_set_shapes: what lies on the pages in @layer. */
void tl_pdf_pages_set_shapes (TlPdfPages *self,
                              TlPdfLayer layer,
                              const TlPdfShape *shapes,
                              guint n_shapes);

/** tl_pdf_pages_shape_at: id of the uppermost shape of @layer at a point of a page; 0 for none. */
guint tl_pdf_pages_shape_at (TlPdfPages *self, TlPdfLayer layer, guint page, double x, double y);

/** tl_pdf_pages_all_drawn: whether every page in view has its final picture. */
gboolean tl_pdf_pages_all_drawn (TlPdfPages *self);

/** tl_pdf_pages_has_blank: whether a page in view has no picture at all. */
gboolean tl_pdf_pages_has_blank (TlPdfPages *self);

G_END_DECLS
