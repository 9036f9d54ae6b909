/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "ui/reader/tl-pdf-layout.h"
#include "ui/reader/tl-pdf-mark.h"
#include "ui/reader/tl-pdf-shape.h"
#include "ui/reader/tl-pdf-state.h"
#include "ui/reader/tl-pdf-tiles.h"

G_BEGIN_DECLS

#define TL_TYPE_PDF_VIEW (tl_pdf_view_get_type ())
G_DECLARE_FINAL_TYPE (TlPdfView, tl_pdf_view, TL, PDF_VIEW, GtkWidget)

/** TlPdfViewPoint: a point of page @page (from 0), in points from the top left corner of the page
 * as it lies in the file, as the boxes of #TlPdfText are. @on_page: whether the page is there, and
 * not the ground beside it: then it is the nearest point. */
typedef struct
{
  guint page;
  double x;
  double y;
  gboolean on_page;
} TlPdfViewPoint;

/**
 * TlPdfView:
 *
 * The original pages in rows of one or two, as wide as the view unless the reader zooms.
 * Scrollable: stands in a GtkScrolledWindow. Signals: "moved": another place is in view; "zoomed":
 * another zoom, fit, turn or spread; "press" (#TlPdfViewPoint *, int n_press, GdkModifierType) →
 * boolean: whether the press begins something: then "drag" (#TlPdfViewPoint *) for every motion,
 * while the view scrolls at its edges, and "release" (#TlPdfViewPoint *); "point" (#TlPdfLayer,
 * uint id): the pointer is over another shape, id 0 for none; "activate" (#TlPdfLayer, uint id): a
 * shape was clicked.
 */
GtkWidget *tl_pdf_view_new (void);

/** tl_pdf_view_set_pdf: (nullable). */
void tl_pdf_view_set_pdf (TlPdfView *self, TlPdf *pdf);
TlPdf *tl_pdf_view_get_pdf (TlPdfView *self);
/** tl_pdf_view_get_tiles: (nullable): the pictures, for thumbnails. */
TlPdfTiles *tl_pdf_view_get_tiles (TlPdfView *self);

/** tl_pdf_view_get_place: what is at the upper edge. */
TlPdfPlace tl_pdf_view_get_place (TlPdfView *self);
/** tl_pdf_view_get_reading_place: what is being read: where a passage that was revealed stands. */
TlPdfPlace tl_pdf_view_get_reading_place (TlPdfView *self);
void tl_pdf_view_scroll_to (TlPdfView *self, TlPdfPlace place);

/** tl_pdf_view_get_page: the page that takes most of the view, from 0. */
guint tl_pdf_view_get_page (TlPdfView *self);
/** tl_pdf_view_go_row: to the row of pages after (@direction > 0) or before the one in view. */
void tl_pdf_view_go_row (TlPdfView *self, int direction);

/** tl_pdf_view_reveal: brings the page into view at once and the passage on it as soon as it is
 * found; marks it when @mark. */
void tl_pdf_view_reveal (TlPdfView *self, const TlPdfWanted *wanted, gboolean mark);
/** tl_pdf_view_is_at_revealed: whether nobody has moved the view since, however long the passage
 * takes to be found. */
gboolean tl_pdf_view_is_at_revealed (TlPdfView *self);
/** tl_pdf_view_reveal_box: scrolls as little as shows @box of @page, away from the edges. */
void tl_pdf_view_reveal_box (TlPdfView *self, guint page, const TlPdfBox *box);

/** tl_pdf_view_get_n_marks: lines that are marked. */
guint tl_pdf_view_get_n_marks (TlPdfView *self);

/** tl_pdf_view_zoom: @direction above zero in, below out, zero to the width of the view. */
void tl_pdf_view_zoom (TlPdfView *self, int direction);
/** tl_pdf_view_zoom_at: to @zoom; what is at (@x, @y) of the view stays there. */
void tl_pdf_view_zoom_at (TlPdfView *self, double zoom, double x, double y);
/** tl_pdf_view_get_zoom: 1 is 100 %; @fit: (out) (optional): what it follows. */
double tl_pdf_view_get_zoom (TlPdfView *self, TlPdfFit *fit);
void tl_pdf_view_set_fit (TlPdfView *self, TlPdfFit fit);
/** tl_pdf_view_turn: by @quarters, clockwise. */
void tl_pdf_view_turn (TlPdfView *self, int quarters);
void tl_pdf_view_set_spread (TlPdfView *self, TlPdfSpread spread);
TlPdfSpread tl_pdf_view_get_spread (TlPdfView *self);

void tl_pdf_view_get_state (TlPdfView *self, TlPdfState *state);
void tl_pdf_view_set_state (TlPdfView *self, const TlPdfState *state);

/** tl_pdf_view_set_shapes: what lies on the pages in @layer, in place of what did. Boxes of several
 * lines are several shapes. */
void tl_pdf_view_set_shapes (TlPdfView *self,
                             TlPdfLayer layer,
                             const TlPdfShape *shapes,
                             guint n_shapes);
/** tl_pdf_view_get_shape_at: id of the shape of @layer at (@x, @y) of the view; 0 for none. */
guint tl_pdf_view_get_shape_at (TlPdfView *self, TlPdfLayer layer, double x, double y);
/** tl_pdf_view_get_point: what is at (@x, @y) of the view. Returns: %FALSE without pages */
gboolean tl_pdf_view_get_point (TlPdfView *self, double x, double y, TlPdfViewPoint *point);
/** tl_pdf_view_get_box_area: where @box of @page stands in the view now, which may be outside of
 * it: for popovers. */
GdkRectangle tl_pdf_view_get_box_area (TlPdfView *self, guint page, const TlPdfBox *box);

/** tl_pdf_view_is_on_its_way: whether it was told of a place that the next frame will show. */
gboolean tl_pdf_view_is_on_its_way (TlPdfView *self);

/** tl_pdf_view_is_drawn: whether every page in view has its final picture. */
gboolean tl_pdf_view_is_drawn (TlPdfView *self);
/** tl_pdf_view_has_blank: whether a page in view has no picture at all, not even a coarse one. */
gboolean tl_pdf_view_has_blank (TlPdfView *self);

G_END_DECLS
