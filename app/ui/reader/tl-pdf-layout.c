/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/reader/tl-pdf-layout.h"

#include <math.h>

#define A4_WIDTH  595.276
#define A4_HEIGHT 841.89

struct _TlPdfLayout
{
  TlPdfPage *pages;
  double *tops;     /* of each row; one more for the end */
  guint *row_pages; /* first page of each row; one more for the end */
  guint n_pages;
  guint n_rows;
  double widest;  /* points, as shown */
  double highest; /* points, as shown */
  double zoom;
  TlPdfSpread spread;
  guint turns;
};

static double
pixels (const TlPdfLayout *self, double points)
{
  return points * self->zoom * TL_PDF_PIXELS_PER_POINT;
}

static TlPdfPage
shown_size (const TlPdfLayout *self, guint page)
{
  return tl_pdf_turn_size (self->pages[page], self->turns);
}

/* Whole pixels, so that every page stays sharp. */
static double
page_width (const TlPdfLayout *self, guint page)
{
  return ceil (pixels (self, shown_size (self, page).width));
}

static double
page_height (const TlPdfLayout *self, guint page)
{
  return ceil (pixels (self, shown_size (self, page).height));
}

static gboolean
is_paired (const TlPdfLayout *self)
{
  return self->spread != TL_PDF_SPREAD_SINGLE;
}

static void
place_rows (TlPdfLayout *self)
{
  double y = TL_PDF_SPACING;

  for (guint row = 0; row < self->n_rows; row++)
    {
      double height = 0;

      for (guint page = self->row_pages[row]; page < self->row_pages[row + 1]; page++)
        height = MAX (height, page_height (self, page));
      self->tops[row] = y;
      y += height + TL_PDF_SPACING;
    }
  self->tops[self->n_rows] = y;
}

/* Which pages stand in which row, and how large they are shown. */
static void
make_rows (TlPdfLayout *self)
{
  guint page = 0;

  self->n_rows = 0;
  self->widest = self->highest = 0;
  while (page < self->n_pages)
    {
      gboolean alone = !is_paired (self) || (page == 0 && self->spread == TL_PDF_SPREAD_BOOK);

      self->row_pages[self->n_rows++] = page;
      page += alone ? 1 : 2;
    }
  self->row_pages[self->n_rows] = self->n_pages;
  for (page = 0; page < self->n_pages; page++)
    {
      self->widest = MAX (self->widest, shown_size (self, page).width);
      self->highest = MAX (self->highest, shown_size (self, page).height);
    }
  place_rows (self);
}

TlPdfLayout *
tl_pdf_layout_new (const TlPdfPage *pages, guint n_pages)
{
  TlPdfLayout *self = g_new0 (TlPdfLayout, 1);

  self->n_pages = n_pages;
  self->pages = g_new0 (TlPdfPage, n_pages + 1);
  self->tops = g_new0 (double, n_pages + 1);
  self->row_pages = g_new0 (guint, n_pages + 1);
  self->zoom = 1;
  for (guint i = 0; i < n_pages; i++)
    {
      gboolean sane = pages[i].width > 0 && pages[i].height > 0;

      self->pages[i] = sane ? pages[i] : (TlPdfPage){ A4_WIDTH, A4_HEIGHT };
    }
  make_rows (self);
  return self;
}

void
tl_pdf_layout_free (TlPdfLayout *self)
{
  g_free (self->pages);
  g_free (self->tops);
  g_free (self->row_pages);
  g_free (self);
}

guint
tl_pdf_layout_get_n_pages (const TlPdfLayout *self)
{
  return self->n_pages;
}

TlPdfPage
tl_pdf_layout_get_page_size (const TlPdfLayout *self, guint page)
{
  g_return_val_if_fail (page < self->n_pages, ((TlPdfPage){ A4_WIDTH, A4_HEIGHT }));

  return self->pages[page];
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
  place_rows (self);
}

void
tl_pdf_layout_set_spread (TlPdfLayout *self, TlPdfSpread spread)
{
  self->spread = spread;
  make_rows (self);
}

TlPdfSpread
tl_pdf_layout_get_spread (const TlPdfLayout *self)
{
  return self->spread;
}

void
tl_pdf_layout_set_turns (TlPdfLayout *self, guint turns)
{
  self->turns = turns % 4;
  make_rows (self);
}

guint
tl_pdf_layout_get_turns (const TlPdfLayout *self)
{
  return self->turns;
}

double
tl_pdf_layout_fit (const TlPdfLayout *self, TlPdfFit fit, double width, double height)
{
  guint n_across = is_paired (self) ? 2 : 1;
  double room = width - (n_across + 1) * TL_PDF_SPACING;
  double zoom;

  if (self->widest <= 0 || self->highest <= 0)
    return 1;
  zoom = room / (n_across * self->widest * TL_PDF_PIXELS_PER_POINT);
  if (fit == TL_PDF_FIT_PAGE)
    zoom = MIN (zoom, (height - 2 * TL_PDF_SPACING) / (self->highest * TL_PDF_PIXELS_PER_POINT));
  return CLAMP (zoom, TL_PDF_ZOOM_MIN, TL_PDF_ZOOM_FIT_MAX);
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
  double one = ceil (pixels (self, self->widest)) + TL_PDF_SPACING;

  *width = (is_paired (self) ? 2 : 1) * one + TL_PDF_SPACING;
  *height = self->tops[self->n_rows];
}

/* The row of @page: the last one that does not begin after it. */
static guint
row_of (const TlPdfLayout *self, guint page)
{
  guint low = 0;
  guint high = self->n_rows;

  while (high - low > 1)
    {
      guint middle = low + (high - low) / 2;

      if (self->row_pages[middle] <= page)
        low = middle;
      else
        high = middle;
    }
  return low;
}

static guint
row_at (const TlPdfLayout *self, double y)
{
  guint low = 0;
  guint high = self->n_rows;

  /* The last row whose top is not below y. */
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

TlViewRect
tl_pdf_layout_get_page (const TlPdfLayout *self, guint page, double width)
{
  TlViewRect rect = { 0, 0, 0, 0 };
  double whole, height;
  guint row;

  g_return_val_if_fail (page < self->n_pages, rect);

  tl_pdf_layout_get_size (self, &whole, &height);
  whole = MAX (whole, width);
  row = row_of (self, page);
  rect.width = page_width (self, page);
  rect.height = page_height (self, page);
  rect.y = self->tops[row];
  if (!is_paired (self))
    rect.x = floor ((whole - rect.width) / 2);
  else if (page > self->row_pages[row] || (page == 0 && self->spread == TL_PDF_SPREAD_BOOK))
    rect.x = floor (whole / 2) + TL_PDF_SPACING / 2;
  else
    rect.x = floor (whole / 2) - TL_PDF_SPACING / 2 - rect.width;
  return rect;
}

guint
tl_pdf_layout_page_at (const TlPdfLayout *self, double y)
{
  return self->row_pages[row_at (self, y)];
}

guint
tl_pdf_layout_next_row (const TlPdfLayout *self, guint page, int direction)
{
  guint row = row_of (self, MIN (page, MAX (self->n_pages, 1) - 1));

  if (direction > 0 && row + 1 < self->n_rows)
    row++;
  else if (direction < 0 && row > 0)
    row--;
  return self->row_pages[row];
}

void
tl_pdf_layout_visible (
    const TlPdfLayout *self, double top, double bottom, guint *first, guint *last)
{
  guint end = row_at (self, MAX (top, bottom - 1));

  *first = self->row_pages[row_at (self, top)];
  *last = MAX (self->row_pages[MIN (end + 1, self->n_rows)], 1) - 1;
}

guint
tl_pdf_layout_main_page (const TlPdfLayout *self, double top, double bottom)
{
  guint first = row_at (self, top);
  guint last = row_at (self, MAX (top, bottom - 1));
  guint best = 0;
  double best_room = -1;

  for (guint row = first; row <= last && row < self->n_rows; row++)
    {
      double from = MAX (top, self->tops[row]);
      double to = MIN (bottom, self->tops[row + 1] - TL_PDF_SPACING);

      if (to - from > best_room)
        {
          best = self->row_pages[row];
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
  place.fraction = (y - self->tops[row_at (self, y)]) / page_height (self, place.page);
  return place;
}

double
tl_pdf_layout_place_y (const TlPdfLayout *self, TlPdfPlace place)
{
  if (place.page >= self->n_pages)
    return self->tops[self->n_rows];
  return self->tops[row_of (self, place.page)] + place.fraction * page_height (self, place.page);
}

gboolean
tl_pdf_layout_point (const TlPdfLayout *self,
                     double width,
                     double x,
                     double y,
                     guint *page,
                     double *page_x,
                     double *page_y)
{
  TlViewRect rect;
  TlPdfPage shown;
  gboolean inside;

  if (self->n_pages == 0)
    return FALSE;
  *page = tl_pdf_layout_page_at (self, y);
  rect = tl_pdf_layout_get_page (self, *page, width);
  /* The other page of the row. */
  if (x > rect.x + rect.width + TL_PDF_SPACING / 2.0 && *page + 1 < self->n_pages
      && row_of (self, *page + 1) == row_of (self, *page))
    rect = tl_pdf_layout_get_page (self, ++*page, width);
  inside = x >= rect.x && x < rect.x + rect.width && y >= rect.y && y < rect.y + rect.height;
  shown = shown_size (self, *page);
  *page_x = CLAMP ((x - rect.x) / rect.width, 0, 1) * shown.width;
  *page_y = CLAMP ((y - rect.y) / rect.height, 0, 1) * shown.height;
  tl_pdf_turn_back (self->pages[*page], self->turns, page_x, page_y);
  return inside;
}

TlViewRect
tl_pdf_layout_box (const TlPdfLayout *self, guint page, TlPdfBox box)
{
  TlViewRect rect = { 0, 0, 0, 0 };
  TlPdfBox turned;

  g_return_val_if_fail (page < self->n_pages, rect);

  turned = tl_pdf_turn_box (self->pages[page], box, self->turns);
  rect.x = pixels (self, turned.x1);
  rect.y = pixels (self, turned.y1);
  rect.width = pixels (self, turned.x2) - rect.x;
  rect.height = pixels (self, turned.y2) - rect.y;
  return rect;
}

double
tl_pdf_layout_get_scale (const TlPdfLayout *self, int scale_factor)
{
  return self->zoom * TL_PDF_PIXELS_PER_POINT * scale_factor;
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
