/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/reader/tl-pdf-grid.h"

#include <math.h>

/* Of a page that takes several. */
#define MAX_TILE_WIDTH 2048
#define CUT_PIXELS     (2 * 1024 * 1024)

static int
parts (int length, int part)
{
  return (length + part - 1) / part;
}

TlPdfGrid
tl_pdf_grid_for (TlPdfPage size, double scale)
{
  TlPdfGrid grid = { 0 };
  int across;

  grid.width = MAX (1, (int)ceil (size.width * scale));
  grid.height = MAX (1, (int)ceil (size.height * scale));
  grid.tile_width = grid.width;
  grid.tile_height = grid.height;
  if ((gint64)grid.width * grid.height > TL_PDF_TILE_PIXELS)
    {
      across = parts (grid.width, MAX_TILE_WIDTH);
      grid.tile_width = parts (grid.width, across);
      grid.tile_height = MIN (grid.height, MAX (256, CUT_PIXELS / grid.tile_width));
    }
  grid.columns = (guint)parts (grid.width, grid.tile_width);
  grid.rows = (guint)parts (grid.height, grid.tile_height);
  return grid;
}

guint
tl_pdf_grid_get_n_tiles (const TlPdfGrid *grid)
{
  return grid->columns * grid->rows;
}

TlPdfPixels
tl_pdf_grid_get_tile (const TlPdfGrid *grid, guint index)
{
  int x = (int)(index % grid->columns) * grid->tile_width;
  int y = (int)(index / grid->columns) * grid->tile_height;

  return (TlPdfPixels){ x, y, MIN (grid->tile_width, grid->width - x),
                        MIN (grid->tile_height, grid->height - y) };
}
