/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "ui/reader/tl-pdf-grid.h"

G_BEGIN_DECLS

/**
 * TlPdfTileView:
 *
 * A tile as it is drawn: cut into bands, of which only those that can be seen are drawn. GTK's
 * cairo renderer copies a whole texture for every frame in which a corner of it shows.
 */
typedef struct _TlPdfTileView TlPdfTileView;

/** tl_pdf_tile_view_new: @image: shared; @at: its place on the page of @width by @height pixels. */
TlPdfTileView *tl_pdf_tile_view_new (
    guint index, const TlPdfImage *image, TlPdfPixels at, int width, int height);
void tl_pdf_tile_view_free (TlPdfTileView *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlPdfTileView, tl_pdf_tile_view_free)

guint tl_pdf_tile_view_get_index (const TlPdfTileView *self);

/** tl_pdf_tile_view_draw: the bands that meet @area; the page takes @width by @height logical
 * pixels. A tile of the right scale for @factor is drawn pixel for pixel; another is stretched. */
void tl_pdf_tile_view_draw (TlPdfTileView *self,
                            GtkSnapshot *snapshot,
                            const graphene_rect_t *area,
                            double width,
                            double height,
                            int factor);

/** tl_pdf_tile_view_tint: Returns: (transfer full) (nullable): what is below @area (logical pixels
 * of the page), multiplied with @color; @area is cut to the tile. */
GdkTexture *tl_pdf_tile_view_tint (const TlPdfTileView *self,
                                   graphene_rect_t *area,
                                   int factor,
                                   guint32 color);

/** tl_pdf_texture_new: Returns: (transfer full): rows @from to @to of @image, which is shared. */
GdkTexture *tl_pdf_texture_new (const TlPdfImage *image, int from, int to);

G_END_DECLS
