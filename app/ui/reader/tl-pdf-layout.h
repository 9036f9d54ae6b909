/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/reader/tl-pdf-turn.h"

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

/** TlPdfSpread: one page under the other; or two side by side; or two with the first page alone, as
 * a bound book has it. */
typedef enum
{
  TL_PDF_SPREAD_SINGLE,
  TL_PDF_SPREAD_DOUBLE,
  TL_PDF_SPREAD_BOOK,
} TlPdfSpread;

/** TlPdfFit: what the zoom follows: nothing, the width of the view, or a whole page in it. */
typedef enum
{
  TL_PDF_FIT_NONE,
  TL_PDF_FIT_WIDTH,
  TL_PDF_FIT_PAGE,
} TlPdfFit;

/**
 * TlPdfLayout:
 *
 * Where the pages of a continuous view stand: in rows of one page, in the middle, or of two, at
 * both sides of the middle. Pure: no widget, no display. Lengths are logical pixels; the zoom is 1
 * at 100 %.
 */
typedef struct _TlPdfLayout TlPdfLayout;

/** TlViewRect: a rectangle in the view's coordinates, from the top left corner of the first page's
 * surroundings. */
typedef struct
{
  double x;
  double y;
  double width;
  double height;
} TlViewRect;

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

void tl_pdf_layout_set_spread (TlPdfLayout *self, TlPdfSpread spread);
TlPdfSpread tl_pdf_layout_get_spread (const TlPdfLayout *self);

/** tl_pdf_layout_set_turns: pages turned by quarters, clockwise. */
void tl_pdf_layout_set_turns (TlPdfLayout *self, guint turns);
guint tl_pdf_layout_get_turns (const TlPdfLayout *self);

/** tl_pdf_layout_get_page_size: in points, as the page lies in the file; A4 when that is no size.
 */
TlPdfPage tl_pdf_layout_get_page_size (const TlPdfLayout *self, guint page);

/** tl_pdf_layout_fit: zoom at which the widest row fills @width, at most %TL_PDF_ZOOM_FIT_MAX; for
 * %TL_PDF_FIT_PAGE at most the one at which the highest page fills @height. */
double tl_pdf_layout_fit (const TlPdfLayout *self, TlPdfFit fit, double width, double height);

/** tl_pdf_layout_zoom_step: the next round zoom above (@direction > 0) or below @zoom. */
double tl_pdf_layout_zoom_step (double zoom, int direction);

/** tl_pdf_layout_get_size: extent of the whole. */
void tl_pdf_layout_get_size (const TlPdfLayout *self, double *width, double *height);

/** tl_pdf_layout_get_page: rectangle of page @page when the view is @width wide. */
TlViewRect tl_pdf_layout_get_page (const TlPdfLayout *self, guint page, double width);

/** tl_pdf_layout_page_at: first page of the row at @y, or of the nearest above. */
guint tl_pdf_layout_page_at (const TlPdfLayout *self, double y);

/** tl_pdf_layout_next_row: first page of the row after (@direction > 0) or before that of @page; of
 * the same row at the ends. */
guint tl_pdf_layout_next_row (const TlPdfLayout *self, guint page, int direction);

/** tl_pdf_layout_point: the page at or nearest to (@x, @y) of a view @width wide, and the point on
 * it, in points as the page lies in the file. Returns: %FALSE beside the page */
gboolean tl_pdf_layout_point (const TlPdfLayout *self,
                              double width,
                              double x,
                              double y,
                              guint *page,
                              double *page_x,
                              double *page_y);

/** tl_pdf_layout_box: where @box of @page, in points as the page lies in the file, stands on the
 * page as it is shown: from the page's own corner. */
TlViewRect tl_pdf_layout_box (const TlPdfLayout *self, guint page, TlPdfBox box);

/** tl_pdf_layout_visible: pages that show between @top and @bottom: @last is included. */
void tl_pdf_layout_visible (
    const TlPdfLayout *self, double top, double bottom, guint *first, guint *last);

/** tl_pdf_layout_main_page: of the pages between @top and @bottom the one that takes most of the
 * room: what "page n of N" says. */
guint tl_pdf_layout_main_page (const TlPdfLayout *self, double top, double bottom);

TlPdfPlace tl_pdf_layout_place_at (const TlPdfLayout *self, double y);
double tl_pdf_layout_place_y (const TlPdfLayout *self, TlPdfPlace place);

/** tl_pdf_layout_get_scale: device pixels a point at which pages are sharp. */
double tl_pdf_layout_get_scale (const TlPdfLayout *self, int scale_factor);

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
