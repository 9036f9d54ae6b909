/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pdf/tl-pdf.h"

G_BEGIN_DECLS

/* Pages turned by quarters, clockwise: 0 to 3. Pure. */

/** TlPdfPixels: a rectangle in device pixels of a whole page. */
typedef struct
{
  int x;
  int y;
  int width;
  int height;
} TlPdfPixels;

/** tl_pdf_turn_size: the size of a page of @size after @turns. */
TlPdfPage tl_pdf_turn_size (TlPdfPage size, guint turns);

/** tl_pdf_turn_box: where @box of a page of @size comes to stand. */
TlPdfBox tl_pdf_turn_box (TlPdfPage size, TlPdfBox box, guint turns);

/** tl_pdf_turn_back: the point of the page, as it lies in the file, that is shown at (@x, @y) of
 * the turned page. */
void tl_pdf_turn_back (TlPdfPage size, guint turns, double *x, double *y);

/** tl_pdf_turn_pixels: where @tile of a page of @width by @height pixels comes to stand. */
TlPdfPixels tl_pdf_turn_pixels (TlPdfPixels tile, int width, int height, guint turns);

G_END_DECLS
