/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "ui/reader/tl-pdf-grid.h"

G_BEGIN_DECLS

/**
 * TlPdfTileView:
 *
 * A tile as it is drawn. GTK's cairo renderer turns every texture that shows a corner into numbers
 * with a fraction and back, for each frame (GTK 4.8: 2.7 ms for 1340 by 256 pixels): to it the tile
 * goes as a recording that refers to the pixels. Other renderers keep textures, and get the tile
 * cut into bands, of which only those that can be seen are drawn.
 */
typedef struct _TlPdfTileView TlPdfTileView;

/** TlPdfPaper: what tiles are drawn on: @width by @height logical pixels, @factor pixels each. */
typedef struct
{
  double width;
  double height;
  int factor;
  gboolean in_software; /* by GTK's cairo renderer */
} TlPdfPaper;

/** tl_pdf_tile_view_new: @image: shared; @at: its place on the page of @width by @height pixels. */
TlPdfTileView *tl_pdf_tile_view_new (
    guint index, const TlPdfImage *image, TlPdfPixels at, int width, int height);
void tl_pdf_tile_view_free (TlPdfTileView *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlPdfTileView, tl_pdf_tile_view_free)

guint tl_pdf_tile_view_get_index (const TlPdfTileView *self);

/** tl_pdf_tile_view_draw: what meets @area. A tile of the right scale for the factor of @paper is
 * drawn pixel for pixel; another is stretched. */
void tl_pdf_tile_view_draw (TlPdfTileView *self,
                            GtkSnapshot *snapshot,
                            const TlPdfPaper *paper,
                            const graphene_rect_t *area);

/** tl_pdf_tile_view_tint: Returns: (transfer full) (nullable): what is below @area (logical pixels
 * of the page), multiplied with @color; @area is cut to the tile. */
GdkTexture *tl_pdf_tile_view_tint (const TlPdfTileView *self,
                                   graphene_rect_t *area,
                                   int factor,
                                   guint32 color);

/** tl_pdf_texture_new: Returns: (transfer full): rows @from to @to of @image, which is shared. */
GdkTexture *tl_pdf_texture_new (const TlPdfImage *image, int from, int to);

G_END_DECLS
