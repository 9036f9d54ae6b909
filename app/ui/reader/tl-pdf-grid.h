/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/reader/tl-pdf-turn.h"

G_BEGIN_DECLS

/**
 * TL_PDF_TILE_PIXELS: a page of at most so many pixels is one tile. Poppler reads the whole page
 * for every tile of it, and decodes a scan anew each time: small tiles would cost many times the
 * work. What is drawn is cut finer (tl-pdf-tile-view.h).
 */
#define TL_PDF_TILE_PIXELS (4 * 1024 * 1024)

/** TlPdfGrid: a page of @width by @height device pixels cut into tiles, all of one size but the
 * last of each row and column. Pure. */
typedef struct
{
  int width;
  int height;
  int tile_width;
  int tile_height;
  guint columns;
  guint rows;
} TlPdfGrid;

/** tl_pdf_grid_for: @scale: device pixels a point. */
TlPdfGrid tl_pdf_grid_for (TlPdfPage size, double scale);

guint tl_pdf_grid_get_n_tiles (const TlPdfGrid *grid);

/** tl_pdf_grid_get_tile: tile @index, counted along the rows. */
TlPdfPixels tl_pdf_grid_get_tile (const TlPdfGrid *grid, guint index);

G_END_DECLS
