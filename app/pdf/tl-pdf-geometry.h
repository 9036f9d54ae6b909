/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pdf/tl-pdf.h"

G_BEGIN_DECLS

/* The one place where coordinates of pages, boxes and pixels are turned into each other. Pure. All
 * are measured from the top left corner of the page as it is shown, that is after its rotation and
 * its crop box: in points for pages and boxes, in device pixels for tiles. */

/** TlPdfTile: what a render job covers, in device pixels of the whole page. */
typedef struct
{
  int x;
  int y;
  int width;
  int height;
} TlPdfTile;

/** TL_PDF_DEFAULT_WIDTH, TL_PDF_DEFAULT_HEIGHT: A4, the size given to a page whose own size is
 * refused. */
#define TL_PDF_DEFAULT_WIDTH  595.0
#define TL_PDF_DEFAULT_HEIGHT 842.0

/** _tl_pdf_page_is_sane: whether both sides are numbers above 0 and at most
 * #TL_LIMIT_PDF_PAGE_POINTS. */
gboolean _tl_pdf_page_is_sane (double width, double height);

/**
 * _tl_pdf_tile_resolve:
 * @page: size of the page in points
 * @scale: device pixels a point
 * @wanted: the tile asked for; width 0 is the whole page
 * @tile: (out): the tile to render: @wanted cut to the page
 * @error: %TL_ERROR_LIMIT above #TL_LIMIT_RENDER_PIXELS, %TL_ERROR_INPUT for a scale or a tile that
 * covers nothing
 */
gboolean _tl_pdf_tile_resolve (
    TlPdfPage page, double scale, const TlPdfTile *wanted, TlPdfTile *tile, GError **error);

/** _tl_pdf_box_clean: the corners in order and cut to the page; a coordinate that is no number
 * becomes 0. */
TlPdfBox _tl_pdf_box_clean (TlPdfPage page, double x1, double y1, double x2, double y2);

/** _tl_pdf_box_is_empty: whether @box covers no area. */
gboolean _tl_pdf_box_is_empty (const TlPdfBox *box);

/** _tl_pdf_box_union: the smallest box around both; an empty one adds nothing. */
TlPdfBox _tl_pdf_box_union (const TlPdfBox *a, const TlPdfBox *b);

/** _tl_pdf_box_shares_row: whether two cells stand as high on the page for most of the lower one.
 */
gboolean _tl_pdf_box_shares_row (const TlPdfBox *a, const TlPdfBox *b);
/** _tl_pdf_box_is_beside: whether @next shares the row of @box and stands to its right. */
gboolean _tl_pdf_box_is_beside (const TlPdfBox *box, const TlPdfBox *next);

/**
 * TlPdfGap:
 * @TL_PDF_GAP_NONE: they touch, as the characters of a word do
 * @TL_PDF_GAP_COLUMN: they stand in one line, apart: two cells of a table
 * @TL_PDF_GAP_LINE: they stand in different lines
 */
typedef enum
{
  TL_PDF_GAP_NONE,
  TL_PDF_GAP_COLUMN,
  TL_PDF_GAP_LINE,
} TlPdfGap;

/** _tl_pdf_box_gap: what is between two characters, of which the text has the second right after
 * the first. */
TlPdfGap _tl_pdf_box_gap (const TlPdfBox *first, const TlPdfBox *second);

G_END_DECLS
