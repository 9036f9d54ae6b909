/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/reader/tl-pdf-tile-view.h"

#include <math.h>

#include "ui/reader/tl-pdf-pixels.h"

#define BAND_ROWS 256

struct _TlPdfTileView
{
  guint index;
  TlPdfImage *image;
  TlPdfPixels at;
  int width;
  int height;
  GPtrArray *bands; /* textures */
};

GdkTexture *
tl_pdf_texture_new (const TlPdfImage *image, int from, int to)
{
  gsize stride = (gsize)image->stride;
  g_autoptr (GBytes) rows
      = g_bytes_new_from_bytes (image->pixels, (gsize)from * stride, (gsize)(to - from) * stride);

  return gdk_memory_texture_new (image->width, to - from, GDK_MEMORY_DEFAULT, rows, stride);
}

TlPdfTileView *
tl_pdf_tile_view_new (guint index, const TlPdfImage *image, TlPdfPixels at, int width, int height)
{
  TlPdfTileView *self = g_new0 (TlPdfTileView, 1);

  self->index = index;
  self->image = tl_pdf_pixels_copy (image);
  self->at = at;
  self->width = width;
  self->height = height;
  self->bands = g_ptr_array_new_with_free_func (g_object_unref);
  for (int row = 0; row < image->height; row += BAND_ROWS)
    g_ptr_array_add (self->bands,
                     tl_pdf_texture_new (image, row, MIN (row + BAND_ROWS, image->height)));
  return self;
}

void
tl_pdf_tile_view_free (TlPdfTileView *self)
{
  g_ptr_array_unref (self->bands);
  tl_pdf_image_free (self->image);
  g_free (self);
}

guint
tl_pdf_tile_view_get_index (const TlPdfTileView *self)
{
  return self->index;
}

void
tl_pdf_tile_view_draw (TlPdfTileView *self,
                       GtkSnapshot *snapshot,
                       const graphene_rect_t *area,
                       double width,
                       double height,
                       int factor)
{
  double across = width / self->width;
  double down = height / self->height;

  /* A page of 794.2 pixels takes 795 of the screen: that is no reason to blur it. */
  if (fabs (self->width - width * factor) <= factor
      && fabs (self->height - height * factor) <= factor)
    across = down = 1.0 / factor;
  for (guint i = 0; i < self->bands->len; i++)
    {
      GdkTexture *band = g_ptr_array_index (self->bands, i);
      graphene_rect_t rect = GRAPHENE_RECT_INIT ((float)(self->at.x * across),
                                                 (float)((self->at.y + (int)i * BAND_ROWS) * down),
                                                 (float)(gdk_texture_get_width (band) * across),
                                                 (float)(gdk_texture_get_height (band) * down));

      if (graphene_rect_intersection (&rect, area, NULL))
        gtk_snapshot_append_texture (snapshot, band, &rect);
    }
}

GdkTexture *
tl_pdf_tile_view_tint (const TlPdfTileView *self, graphene_rect_t *area, int factor, guint32 color)
{
  int left = (int)floorf (area->origin.x * (float)factor) - self->at.x;
  int top = (int)floorf (area->origin.y * (float)factor) - self->at.y;
  int right = (int)ceilf ((area->origin.x + area->size.width) * (float)factor) - self->at.x;
  int bottom = (int)ceilf ((area->origin.y + area->size.height) * (float)factor) - self->at.y;
  TlPdfPixels pixels = { left, top, right - left, bottom - top };
  g_autoptr (TlPdfImage) tinted = tl_pdf_pixels_tint (self->image, &pixels, color);
  float size = (float)factor;

  if (tinted == NULL)
    return NULL;
  *area = GRAPHENE_RECT_INIT ((float)(pixels.x + self->at.x) / size,
                              (float)(pixels.y + self->at.y) / size, (float)pixels.width / size,
                              (float)pixels.height / size);
  return tl_pdf_texture_new (tinted, 0, tinted->height);
}
