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
  GPtrArray *bands;    /* textures; empty until one is drawn */
  GskRenderNode *node; /* (nullable): the whole of it for GTK's cairo renderer */
};

static const cairo_user_data_key_t pixels_key;
static const cairo_user_data_key_t surface_key;

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
  return self;
}

void
tl_pdf_tile_view_free (TlPdfTileView *self)
{
  g_ptr_array_unref (self->bands);
  g_clear_pointer (&self->node, gsk_render_node_unref);
  tl_pdf_image_free (self->image);
  g_free (self);
}

guint
tl_pdf_tile_view_get_index (const TlPdfTileView *self)
{
  return self->index;
}

/* The pixels themselves, as cairo reads them: a page has no transparent ones. */
static cairo_surface_t *
wrap_pixels (const TlPdfImage *image)
{
  gconstpointer data = g_bytes_get_data (image->pixels, NULL);
  cairo_surface_t *surface = cairo_image_surface_create_for_data (
      (guchar *)data, CAIRO_FORMAT_RGB24, image->width, image->height, image->stride);

  cairo_surface_set_user_data (surface, &pixels_key, g_bytes_ref (image->pixels),
                               (cairo_destroy_func_t)g_bytes_unref);
  return surface;
}

/* What the node records refers to the pixels and does not copy them, as long as their surface
 * lives: as long as the recording. */
static GskRenderNode *
record_pixels (const TlPdfImage *image)
{
  GskRenderNode *node
      = gsk_cairo_node_new (&GRAPHENE_RECT_INIT (0, 0, (float)image->width, (float)image->height));
  cairo_surface_t *surface = wrap_pixels (image);
  cairo_t *cr = gsk_cairo_node_get_draw_context (node);

  cairo_set_source_surface (cr, surface, 0, 0);
  cairo_paint (cr);
  cairo_destroy (cr);
  cairo_surface_set_user_data (gsk_cairo_node_get_surface (node), &surface_key, surface,
                               (cairo_destroy_func_t)cairo_surface_destroy);
  return node;
}

static void
draw_node (TlPdfTileView *self,
           GtkSnapshot *snapshot,
           const graphene_rect_t *area,
           double across,
           double down)
{
  graphene_rect_t rect = GRAPHENE_RECT_INIT (
      (float)(self->at.x * across), (float)(self->at.y * down),
      (float)(self->image->width * across), (float)(self->image->height * down));

  if (!graphene_rect_intersection (&rect, area, NULL))
    return;
  if (self->node == NULL)
    self->node = record_pixels (self->image);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &rect.origin);
  gtk_snapshot_scale (snapshot, (float)across, (float)down);
  gtk_snapshot_append_node (snapshot, self->node);
  gtk_snapshot_restore (snapshot);
}

static void
draw_bands (TlPdfTileView *self,
            GtkSnapshot *snapshot,
            const graphene_rect_t *area,
            double across,
            double down)
{
  int height = self->image->height;

  for (int row = 0; row < height && self->bands->len * BAND_ROWS < (guint)height; row += BAND_ROWS)
    g_ptr_array_add (self->bands,
                     tl_pdf_texture_new (self->image, row, MIN (row + BAND_ROWS, height)));
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

void
tl_pdf_tile_view_draw (TlPdfTileView *self,
                       GtkSnapshot *snapshot,
                       const TlPdfPaper *paper,
                       const graphene_rect_t *area)
{
  double across = paper->width / self->width;
  double down = paper->height / self->height;
  int factor = paper->factor;

  /* A page of 794.2 pixels takes 795 of the screen: that is no reason to blur it. */
  if (fabs (self->width - paper->width * factor) <= factor
      && fabs (self->height - paper->height * factor) <= factor)
    across = down = 1.0 / factor;
  if (paper->in_software)
    draw_node (self, snapshot, area, across, down);
  else
    draw_bands (self, snapshot, area, across, down);
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
