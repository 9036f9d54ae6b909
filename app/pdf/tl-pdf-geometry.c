/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pdf/tl-pdf-geometry.h"

#include <math.h>

#include "base/tl-error.h"
#include "base/tl-limits.h"

/* A scale above this enlarges one point to more than an inch of the finest screen. */
#define MAX_SCALE 100.0

/* In heights of a character. Poppler puts a space between words that are more than 0.15 apart, and
 * takes what is more than 0.7 apart for columns. A superscript is raised by less than half. */
#define MIN_GAP       0.3f
#define MIN_LINE_STEP 0.5f

gboolean
_tl_pdf_page_is_sane (double width, double height)
{
  return isfinite (width) && isfinite (height) && width > 0 && height > 0
         && width <= TL_LIMIT_PDF_PAGE_POINTS && height <= TL_LIMIT_PDF_PAGE_POINTS;
}

/* Cuts the run of @length from @start to 0 … @end, without overflow. */
static gboolean
cut (int start, int length, gint64 end, int *out_start, int *out_length)
{
  gint64 from = MAX (0, start);
  gint64 to = MIN ((gint64)start + length, end);

  if (to <= from)
    return FALSE;
  *out_start = (int)from;
  *out_length = (int)(to - from);
  return TRUE;
}

gboolean
_tl_pdf_tile_resolve (
    TlPdfPage page, double scale, const TlPdfTile *wanted, TlPdfTile *tile, GError **error)
{
  gint64 width, height;

  if (!isfinite (scale) || scale <= 0 || scale > MAX_SCALE)
    {
      g_set_error (error, TL_ERROR, TL_ERROR_INPUT, "a scale of %g is not between 0 and %g", scale,
                   MAX_SCALE);
      return FALSE;
    }
  /* Sides are at most 14400 points, so that the products stay far below 2^31. */
  width = MAX (1, (gint64)ceil (page.width * scale));
  height = MAX (1, (gint64)ceil (page.height * scale));
  if (wanted->width == 0)
    *tile = (TlPdfTile){ 0, 0, (int)width, (int)height };
  else if (!cut (wanted->x, wanted->width, width, &tile->x, &tile->width)
           || !cut (wanted->y, wanted->height, height, &tile->y, &tile->height))
    {
      g_set_error (error, TL_ERROR, TL_ERROR_INPUT, "the tile lies outside of the page");
      return FALSE;
    }
  if ((gint64)tile->width * tile->height > TL_LIMIT_RENDER_PIXELS)
    {
      g_set_error (error, TL_ERROR, TL_ERROR_LIMIT,
                   "an image of %d × %d pixels is above the limit of %d million", tile->width,
                   tile->height, TL_LIMIT_RENDER_PIXELS / (1024 * 1024));
      return FALSE;
    }
  return TRUE;
}

static float
clean_coordinate (double value, double end)
{
  return isnan (value) ? 0 : (float)CLAMP (value, 0, end);
}

TlPdfBox
_tl_pdf_box_clean (TlPdfPage page, double x1, double y1, double x2, double y2)
{
  float left = clean_coordinate (x1, page.width);
  float right = clean_coordinate (x2, page.width);
  float top = clean_coordinate (y1, page.height);
  float bottom = clean_coordinate (y2, page.height);

  return (TlPdfBox){ MIN (left, right), MIN (top, bottom), MAX (left, right), MAX (top, bottom) };
}

gboolean
_tl_pdf_box_is_empty (const TlPdfBox *box)
{
  return !(box->x2 > box->x1 && box->y2 > box->y1);
}

TlPdfBox
_tl_pdf_box_union (const TlPdfBox *a, const TlPdfBox *b)
{
  if (_tl_pdf_box_is_empty (b))
    return *a;
  if (_tl_pdf_box_is_empty (a))
    return *b;
  return (TlPdfBox){ MIN (a->x1, b->x1), MIN (a->y1, b->y1), MAX (a->x2, b->x2),
                     MAX (a->y2, b->y2) };
}

gboolean
_tl_pdf_box_shares_row (const TlPdfBox *a, const TlPdfBox *b)
{
  float common = MIN (a->y2, b->y2) - MAX (a->y1, b->y1);

  return !_tl_pdf_box_is_empty (a) && !_tl_pdf_box_is_empty (b)
         && common > MIN (a->y2 - a->y1, b->y2 - b->y1) / 2;
}

gboolean
_tl_pdf_box_is_beside (const TlPdfBox *box, const TlPdfBox *next)
{
  return next->x1 >= box->x2 && _tl_pdf_box_shares_row (box, next);
}

TlPdfGap
_tl_pdf_box_gap (const TlPdfBox *first, const TlPdfBox *second)
{
  float across = MAX (second->x1 - first->x2, first->x1 - second->x2);
  float down = MAX (second->y1 - first->y2, first->y1 - second->y2);
  float height = MAX (first->y2 - first->y1, second->y2 - second->y1);
  float step = (second->y1 + second->y2 - first->y1 - first->y2) / 2;

  if (_tl_pdf_box_is_empty (first) || _tl_pdf_box_is_empty (second)
      || MAX (across, down) <= MIN_GAP * height)
    return TL_PDF_GAP_NONE;
  return ABS (step) > MIN_LINE_STEP * height ? TL_PDF_GAP_LINE : TL_PDF_GAP_COLUMN;
}
