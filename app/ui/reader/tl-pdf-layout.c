/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/reader/tl-pdf-layout.h"

#include <math.h>

#define A4_WIDTH  595.276
#define A4_HEIGHT 841.89

struct _TlPdfLayout
{
  TlPdfPage *pages;
  double *tops; /* of each page; one more for the end */
  guint n_pages;
  double widest; /* points */
  double zoom;
};

static double
pixels (const TlPdfLayout *self, double points)
{
  return points * self->zoom * TL_PDF_PIXELS_PER_POINT;
}

static void
place_pages (TlPdfLayout *self)
{
  double y = TL_PDF_SPACING;

  for (guint i = 0; i < self->n_pages; i++)
    {
      self->tops[i] = y;
      /* Whole pixels, so that every page stays sharp. */
      y += ceil (pixels (self, self->pages[i].height)) + TL_PDF_SPACING;
    }
  self->tops[self->n_pages] = y;
}

TlPdfLayout *
tl_pdf_layout_new (const TlPdfPage *pages, guint n_pages)
{
  TlPdfLayout *self = g_new0 (TlPdfLayout, 1);

  self->n_pages = n_pages;
  self->pages = g_new0 (TlPdfPage, n_pages + 1);
  self->tops = g_new0 (double, n_pages + 1);
  self->zoom = 1;
  for (guint i = 0; i < n_pages; i++)
    {
      gboolean sane = pages[i].width > 0 && pages[i].height > 0;

      self->pages[i] = sane ? pages[i] : (TlPdfPage){ A4_WIDTH, A4_HEIGHT };
      self->widest = MAX (self->widest, self->pages[i].width);
    }
  place_pages (self);
  return self;
}

void
tl_pdf_layout_free (TlPdfLayout *self)
{
  g_free (self->pages);
  g_free (self->tops);
  g_free (self);
}

guint
tl_pdf_layout_get_n_pages (const TlPdfLayout *self)
{
  return self->n_pages;
}

double
tl_pdf_layout_get_zoom (const TlPdfLayout *self)
{
  return self->zoom;
}

void
tl_pdf_layout_set_zoom (TlPdfLayout *self, double zoom)
{
  self->zoom = CLAMP (zoom, TL_PDF_ZOOM_MIN, TL_PDF_ZOOM_MAX);
  place_pages (self);
}

double
tl_pdf_layout_fit_width (const TlPdfLayout *self, double width)
{
  double room = width - 2 * TL_PDF_SPACING;

  if (self->widest <= 0)
    return 1;
  return CLAMP (room / (self->widest * TL_PDF_PIXELS_PER_POINT), TL_PDF_ZOOM_MIN,
                TL_PDF_ZOOM_FIT_MAX);
}

double
tl_pdf_layout_zoom_step (double zoom, int direction)
{
  static const double steps[]
      = { 0.25, 0.33, 0.5, 0.67, 0.75, 0.9, 1, 1.1, 1.25, 1.5, 1.75, 2, 2.5, 3, 4 };

  if (direction > 0)
    {
      for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
        if (steps[i] > zoom * 1.01)
          return steps[i];
      return TL_PDF_ZOOM_MAX;
    }
  for (guint i = G_N_ELEMENTS (steps); i > 0; i--)
    if (steps[i - 1] < zoom * 0.99)
      return steps[i - 1];
  return TL_PDF_ZOOM_MIN;
}

void
tl_pdf_layout_get_size (const TlPdfLayout *self, double *width, double *height)
{
  *width = ceil (pixels (self, self->widest)) + 2 * TL_PDF_SPACING;
  *height = self->tops[self->n_pages];
}

TlPdfRect
tl_pdf_layout_get_page (const TlPdfLayout *self, guint page, double width)
{
  TlPdfRect rect = { 0, 0, 0, 0 };
  double whole, height;

  g_return_val_if_fail (page < self->n_pages, rect);

  tl_pdf_layout_get_size (self, &whole, &height);
  rect.width = ceil (pixels (self, self->pages[page].width));
  rect.height = ceil (pixels (self, self->pages[page].height));
  rect.x = floor ((MAX (whole, width) - rect.width) / 2);
  rect.y = self->tops[page];
  return rect;
}

guint
tl_pdf_layout_page_at (const TlPdfLayout *self, double y)
{
  guint low = 0;
  guint high = self->n_pages;

  /* The last page whose top is not below y. */
  while (high - low > 1)
    {
      guint middle = low + (high - low) / 2;

      if (self->tops[middle] <= y)
        low = middle;
      else
        high = middle;
    }
  return low;
}

void
tl_pdf_layout_visible (
    const TlPdfLayout *self, double top, double bottom, guint *first, guint *last)
{
  *first = tl_pdf_layout_page_at (self, top);
  *last = tl_pdf_layout_page_at (self, MAX (top, bottom - 1));
}

guint
tl_pdf_layout_main_page (const TlPdfLayout *self, double top, double bottom)
{
  guint first, last;
  guint best = 0;
  double best_room = -1;

  tl_pdf_layout_visible (self, top, bottom, &first, &last);
  for (guint i = first; i <= last && i < self->n_pages; i++)
    {
      double from = MAX (top, self->tops[i]);
      double to = MIN (bottom, self->tops[i + 1] - TL_PDF_SPACING);

      if (to - from > best_room)
        {
          best = i;
          best_room = to - from;
        }
    }
  return best;
}

TlPdfPlace
tl_pdf_layout_place_at (const TlPdfLayout *self, double y)
{
  TlPdfPlace place = { 0, 0 };

  if (self->n_pages == 0)
    return place;
  place.page = tl_pdf_layout_page_at (self, y);
  place.fraction
      = (y - self->tops[place.page]) / ceil (pixels (self, self->pages[place.page].height));
  return place;
}

double
tl_pdf_layout_place_y (const TlPdfLayout *self, TlPdfPlace place)
{
  if (place.page >= self->n_pages)
    return self->tops[self->n_pages];
  return self->tops[place.page]
         + place.fraction * ceil (pixels (self, self->pages[place.page].height));
}

double
tl_pdf_layout_render_scale (const TlPdfLayout *self,
                            guint page,
                            int scale_factor,
                            double max_pixels)
{
  double scale = self->zoom * TL_PDF_PIXELS_PER_POINT * scale_factor;
  double area;

  g_return_val_if_fail (page < self->n_pages, scale);

  area = self->pages[page].width * self->pages[page].height * scale * scale;
  return area > max_pixels ? scale * sqrt (max_pixels / area) : scale;
}

/* Whether a character stands on the line of @line: their heights overlap by half. */
static gboolean
same_line (const TlPdfBox *line, const TlPdfBox *box)
{
  float overlap = MIN (line->y2, box->y2) - MAX (line->y1, box->y1);
  float height = MIN (line->y2 - line->y1, box->y2 - box->y1);

  return height > 0 && overlap > height / 2;
}

GArray *
tl_pdf_layout_merge_boxes (const TlPdfBox *boxes, guint n_boxes, guint from, guint to)
{
  GArray *lines = g_array_new (FALSE, FALSE, sizeof (TlPdfBox));

  for (guint i = from; i < to && i < n_boxes; i++)
    {
      const TlPdfBox *box = &boxes[i];
      TlPdfBox *line = lines->len > 0 ? &g_array_index (lines, TlPdfBox, lines->len - 1) : NULL;

      /* Line ends and characters that are not drawn have no extent. */
      if (!(box->x2 > box->x1 && box->y2 > box->y1))
        continue;
      if (line == NULL || !same_line (line, box))
        {
          g_array_append_val (lines, *box);
          continue;
        }
      line->x1 = MIN (line->x1, box->x1);
      line->y1 = MIN (line->y1, box->y1);
      line->x2 = MAX (line->x2, box->x2);
      line->y2 = MAX (line->y2, box->y2);
    }
  return lines;
}
