/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/reader/tl-pdf-view-private.h"

/* What is at (@x, @y) of the view, to stay there. */
static TlPdfHold
hold_at (TlPdfView *self, double x, double y)
{
  TlViewRect area = _tl_pdf_view_get_area (self);
  TlPdfHold hold = { { 0, 0 }, 0, y, -1, x };
  double width, height;

  if (self->has_pending)
    return self->pending;
  tl_pdf_layout_get_size (self->layout, &width, &height);
  hold.place = tl_pdf_layout_place_at (self->layout, area.y + y);
  hold.across = (area.x + x) / MAX (width, area.width);
  return hold;
}

static TlPdfHold
hold_top (TlPdfView *self)
{
  TlPdfHold hold = hold_at (self, 0, 0);

  if (!self->has_pending)
    hold.across = -1;
  return hold;
}

static void
change_zoom (TlPdfView *self, double zoom, TlPdfFit fit, const TlPdfHold *hold)
{
  self->fit = fit;
  tl_pdf_layout_set_zoom (self->layout, zoom);
  _tl_pdf_view_hold (self, hold);
  _tl_pdf_view_emit_zoomed (self);
}

void
tl_pdf_view_zoom_at (TlPdfView *self, double zoom, double x, double y)
{
  TlPdfHold hold;

  g_return_if_fail (TL_IS_PDF_VIEW (self));

  if (!_tl_pdf_view_has_pages (self))
    return;
  hold = hold_at (self, x, y);
  change_zoom (self, zoom, TL_PDF_FIT_NONE, &hold);
}

void
tl_pdf_view_set_fit (TlPdfView *self, TlPdfFit fit)
{
  TlViewRect area = _tl_pdf_view_get_area (self);
  TlPdfHold hold;

  g_return_if_fail (TL_IS_PDF_VIEW (self));

  if (!_tl_pdf_view_has_pages (self))
    return;
  hold = hold_top (self);
  /* A page that is to be seen whole begins at the upper edge. */
  if (fit == TL_PDF_FIT_PAGE)
    hold = (TlPdfHold){ { tl_pdf_view_get_page (self), 0 }, 0, TL_PDF_SPACING, -1, 0 };
  change_zoom (self,
               fit == TL_PDF_FIT_NONE
                   ? tl_pdf_layout_get_zoom (self->layout)
                   : tl_pdf_layout_fit (self->layout, fit, area.width, area.height),
               fit, &hold);
}

void
tl_pdf_view_zoom (TlPdfView *self, int direction)
{
  TlPdfHold hold;

  g_return_if_fail (TL_IS_PDF_VIEW (self));

  if (!_tl_pdf_view_has_pages (self))
    return;
  if (direction == 0)
    {
      tl_pdf_view_set_fit (self, TL_PDF_FIT_WIDTH);
      return;
    }
  hold = hold_top (self);
  change_zoom (self, tl_pdf_layout_zoom_step (tl_pdf_layout_get_zoom (self->layout), direction),
               TL_PDF_FIT_NONE, &hold);
}

double
tl_pdf_view_get_zoom (TlPdfView *self, TlPdfFit *fit)
{
  if (fit != NULL)
    *fit = self->fit;
  return self->layout != NULL ? tl_pdf_layout_get_zoom (self->layout) : 1;
}

void
tl_pdf_view_turn (TlPdfView *self, int quarters)
{
  TlPdfHold hold = { { 0, 0 }, 0, TL_PDF_SPACING, -1, 0 };

  g_return_if_fail (TL_IS_PDF_VIEW (self));

  if (!_tl_pdf_view_has_pages (self))
    return;
  hold.place.page = tl_pdf_view_get_page (self);
  tl_pdf_layout_set_turns (self->layout,
                           (guint)((int)tl_pdf_layout_get_turns (self->layout) + 4 + quarters % 4));
  change_zoom (self, tl_pdf_layout_get_zoom (self->layout), self->fit, &hold);
}

void
tl_pdf_view_set_spread (TlPdfView *self, TlPdfSpread spread)
{
  TlPdfHold hold = { { 0, 0 }, 0, TL_PDF_SPACING, -1, 0 };

  g_return_if_fail (TL_IS_PDF_VIEW (self));

  if (!_tl_pdf_view_has_pages (self) || spread == tl_pdf_layout_get_spread (self->layout))
    return;
  hold.place.page = tl_pdf_view_get_page (self);
  tl_pdf_layout_set_spread (self->layout, spread);
  change_zoom (self, tl_pdf_layout_get_zoom (self->layout), self->fit, &hold);
}

TlPdfSpread
tl_pdf_view_get_spread (TlPdfView *self)
{
  return self->layout != NULL ? tl_pdf_layout_get_spread (self->layout) : TL_PDF_SPREAD_SINGLE;
}

void
tl_pdf_view_get_state (TlPdfView *self, TlPdfState *state)
{
  g_return_if_fail (TL_IS_PDF_VIEW (self));

  *state = (TlPdfState){ tl_pdf_view_get_place (self), self->fit, tl_pdf_view_get_zoom (self, NULL),
                         self->layout != NULL ? tl_pdf_layout_get_turns (self->layout) : 0,
                         tl_pdf_view_get_spread (self) };
}

void
tl_pdf_view_set_state (TlPdfView *self, const TlPdfState *state)
{
  TlPdfHold hold = { state->place, 0, 0, -1, 0 };

  g_return_if_fail (TL_IS_PDF_VIEW (self));

  if (!_tl_pdf_view_has_pages (self))
    return;
  tl_pdf_layout_set_turns (self->layout, state->turns);
  tl_pdf_layout_set_spread (self->layout, state->spread);
  change_zoom (self, state->zoom, state->fit, &hold);
}
