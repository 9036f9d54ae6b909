/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/reader/tl-pdf-turn.h"

TlPdfPage
tl_pdf_turn_size (TlPdfPage size, guint turns)
{
  return turns % 2 == 0 ? size : (TlPdfPage){ size.height, size.width };
}

TlPdfBox
tl_pdf_turn_box (TlPdfPage size, TlPdfBox box, guint turns)
{
  float width = (float)size.width;
  float height = (float)size.height;

  switch (turns % 4)
    {
    case 1:
      return (TlPdfBox){ height - box.y2, box.x1, height - box.y1, box.x2 };
    case 2:
      return (TlPdfBox){ width - box.x2, height - box.y2, width - box.x1, height - box.y1 };
    case 3:
      return (TlPdfBox){ box.y1, width - box.x2, box.y2, width - box.x1 };
    default:
      return box;
    }
}

void
tl_pdf_turn_back (TlPdfPage size, guint turns, double *x, double *y)
{
  double across = *x;
  double down = *y;

  switch (turns % 4)
    {
    case 1:
      *x = down;
      *y = size.height - across;
      break;
    case 2:
      *x = size.width - across;
      *y = size.height - down;
      break;
    case 3:
      *x = size.width - down;
      *y = across;
      break;
    default:
      break;
    }
}

TlPdfPixels
tl_pdf_turn_pixels (TlPdfPixels tile, int width, int height, guint turns)
{
  int right = width - tile.x - tile.width;
  int below = height - tile.y - tile.height;

  switch (turns % 4)
    {
    case 1:
      return (TlPdfPixels){ below, tile.x, tile.height, tile.width };
    case 2:
      return (TlPdfPixels){ right, below, tile.width, tile.height };
    case 3:
      return (TlPdfPixels){ tile.y, right, tile.height, tile.width };
    default:
      return tile;
    }
}
