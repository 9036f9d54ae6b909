/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pdf/tl-pdf.h"

G_BEGIN_DECLS

/** TL_PDF_SPACING: between pages, around them, in logical pixels. */
#define TL_PDF_SPACING 14

/** TL_PDF_PIXELS_PER_POINT: logical pixels a point at 100 %. */
#define TL_PDF_PIXELS_PER_POINT (96.0 / 72.0)

#define TL_PDF_ZOOM_MIN 0.25
#define TL_PDF_ZOOM_MAX 4.0
/** TL_PDF_ZOOM_FIT_MAX: fitting the width stops here: on a wide monitor a page that fills it would
 * show a few lines. */
#define TL_PDF_ZOOM_FIT_MAX 1.4

/**
 * TlPdfLayout:
 *
 * Where the pages of a continuous view stand, one under the other, each in the middle. Pure: no
 * widget, no display. Lengths are logical pixels; the zoom is 1 at 100 %.
 */
typedef struct _TlPdfLayout TlPdfLayout;

/** TlPdfRect: a rectangle in the view's coordinates, from the top left corner of the first page's
 * surroundings. */
typedef struct
{
  double x;
  double y;
  double width;
  double height;
} TlPdfRect;

/** TlPdfPlace: a place in the document that survives a change of zoom: @fraction of the height of
 * page @page (from 0); beyond 1 it is in the space below the page. */
typedef struct
{
  guint page;
  double fraction;
} TlPdfPlace;

/** tl_pdf_layout_new: (nullable): @pages is copied; sizes that are not above zero count as A4. */
TlPdfLayout *tl_pdf_layout_new (const TlPdfPage *pages, guint n_pages);
void tl_pdf_layout_free (TlPdfLayout *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlPdfLayout, tl_pdf_layout_free)

guint tl_pdf_layout_get_n_pages (const TlPdfLayout *self);
double tl_pdf_layout_get_zoom (const TlPdfLayout *self);
void tl_pdf_layout_set_zoom (TlPdfLayout *self, double zoom);

/** tl_pdf_layout_fit_width: zoom at which the widest page fills @width, at most
 * %TL_PDF_ZOOM_FIT_MAX. */
double tl_pdf_layout_fit_width (const TlPdfLayout *self, double width);

/** tl_pdf_layout_zoom_step: the next round zoom above (@direction > 0) or below @zoom. */
double tl_pdf_layout_zoom_step (double zoom, int direction);

/** tl_pdf_layout_get_size: extent of the whole. */
void tl_pdf_layout_get_size (const TlPdfLayout *self, double *width, double *height);

/** tl_pdf_layout_get_page: rectangle of page @page when the view is @width wide. */
TlPdfRect tl_pdf_layout_get_page (const TlPdfLayout *self, guint page, double width);

/** tl_pdf_layout_page_at: page at @y, or the nearest above. */
guint tl_pdf_layout_page_at (const TlPdfLayout *self, double y);

/** tl_pdf_layout_visible: pages that show between @top and @bottom: @last is included. */
void tl_pdf_layout_visible (
    const TlPdfLayout *self, double top, double bottom, guint *first, guint *last);

/** tl_pdf_layout_main_page: of the pages between @top and @bottom the one that takes most of the
 * room: what "page n of N" says. */
guint tl_pdf_layout_main_page (const TlPdfLayout *self, double top, double bottom);

TlPdfPlace tl_pdf_layout_place_at (const TlPdfLayout *self, double y);
double tl_pdf_layout_place_y (const TlPdfLayout *self, TlPdfPlace place);

/** tl_pdf_layout_render_scale: device pixels a point to render @page at so that it is sharp at
 * @scale_factor, less when the page would cross @max_pixels. */
double tl_pdf_layout_render_scale (const TlPdfLayout *self,
                                   guint page,
                                   int scale_factor,
                                   double max_pixels);

/**
 * tl_pdf_layout_merge_boxes:
 * @boxes: one a character, as #TlPdfText gives them
 * @from: first character
 * @to: the character after the last
 *
 * Returns: (transfer full) (element-type TlPdfBox): one rectangle a line of text, in points
 */
GArray *tl_pdf_layout_merge_boxes (const TlPdfBox *boxes, guint n_boxes, guint from, guint to);

G_END_DECLS
