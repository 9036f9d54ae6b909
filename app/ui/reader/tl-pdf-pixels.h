/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/reader/tl-pdf-turn.h"

G_BEGIN_DECLS

/* Work on the pixels of rendered pages. Pure; callable from any thread. */

/** tl_pdf_pixels_copy: Returns: (transfer full): the same pixels, shared. */
TlPdfImage *tl_pdf_pixels_copy (const TlPdfImage *image);

/** tl_pdf_pixels_turn: Returns: (transfer full): @image turned by @turns quarters, clockwise. */
TlPdfImage *tl_pdf_pixels_turn (const TlPdfImage *image, guint turns);

/** tl_pdf_pixels_shrink: Returns: (transfer full): @image with the mean of each @times by @times
 * pixels in their place. */
TlPdfImage *tl_pdf_pixels_shrink (const TlPdfImage *image, int times);

/**
 * tl_pdf_pixels_tint:
 * @area: cut to the image
 * @color: 0xRRGGBB
 *
 * Returns: (transfer full) (nullable): @area of @image multiplied with @color: black letters stay
 * black; %NULL when nothing of it is on the image
 */
TlPdfImage *tl_pdf_pixels_tint (const TlPdfImage *image, TlPdfPixels *area, guint32 color);

G_END_DECLS
