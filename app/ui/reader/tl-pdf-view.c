/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/reader/tl-pdf-view-private.h"

#include <glib/gi18n.h>

#include "ui/reader/tl-scroll-keys.h"

/* Where one reads: a little below. */
#define READ_AT    0.25
#define ARROW_STEP 60.0

enum
{
  PROP_0,
  PROP_HADJUSTMENT,
  PROP_VADJUSTMENT,
  PROP_HSCROLL_POLICY,
  PROP_VSCROLL_POLICY,
};

enum
{
  SIGNAL_MOVED,
  SIGNAL_ZOOMED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE_WITH_CODE (TlPdfView,
                               tl_pdf_view,
                               GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_SCROLLABLE, NULL))

gboolean
_tl_pdf_view_has_pages (TlPdfView *self)
{
  return self->layout != NULL && tl_pdf_layout_get_n_pages (self->layout) > 0;
}

static double
get_top (TlPdfView *self)
{
  return self->vadjustment != NULL ? gtk_adjustment_get_value (self->vadjustment) : 0;
}

static double
get_left (TlPdfView *self)
{
  return self->hadjustment != NULL ? gtk_adjustment_get_value (self->hadjustment) : 0;
}

TlViewRect
_tl_pdf_view_get_area (TlPdfView *self)
{
  GtkWidget *widget = GTK_WIDGET (self);

  return (TlViewRect){ get_left (self), get_top (self), gtk_widget_get_width (widget),
                       gtk_widget_get_height (widget) };
}

/* Where the adjustments come to stand for a layout of @width by @height. */
static void
find_corner (
    TlPdfView *self, const TlPdfHold *hold, const TlViewRect *area, double *left, double *top)
{
  double width, height;

  if (self->fit != TL_PDF_FIT_NONE)
    tl_pdf_layout_set_zoom (self->layout,
                            tl_pdf_layout_fit (self->layout, self->fit, area->width, area->height));
  tl_pdf_layout_get_size (self->layout, &width, &height);
  *top = tl_pdf_layout_place_y (self->layout, hold->place) - hold->part * area->height - hold->down;
  if (hold->across >= 0)
    *left = hold->across * MAX (width, area->width) - hold->right;
  else if (gtk_adjustment_get_upper (self->hadjustment) != MAX (width, area->width))
    *left = (width - area->width) / 2;
}

/* Extent of the adjustments for a view of this size; the place at the top stays. */
static void
configure (TlPdfView *self, int width, int height)
{
  TlViewRect area = { get_left (self), get_top (self), width, height };
  TlPdfHold hold = { { 0, 0 }, 0, 0, -1, 0 };
  double whole_width = 0, whole_height = 0;
  double left = area.x;
  double top = area.y;

  if (_tl_pdf_view_has_pages (self))
    {
      hold.place = tl_pdf_layout_place_at (self->layout, top);
      if (self->has_pending)
        hold = self->pending;
      self->has_pending = FALSE;
      find_corner (self, &hold, &area, &left, &top);
      tl_pdf_layout_get_size (self->layout, &whole_width, &whole_height);
    }
  whole_width = MAX (whole_width, width);
  whole_height = MAX (whole_height, height);
  self->placing = TRUE;
  gtk_adjustment_configure (self->hadjustment, left, 0, whole_width, ARROW_STEP, width * 0.9,
                            width);
  gtk_adjustment_configure (self->vadjustment, top, 0, whole_height, ARROW_STEP, height * 0.9,
                            height);
  self->placing = FALSE;
}

static void
update_pages (TlPdfView *self)
{
  TlViewRect area = _tl_pdf_view_get_area (self);

  if (!_tl_pdf_view_has_pages (self) || area.height <= 0
      || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  /* Not for the next frame: pages of the old place or zoom would be drawn meanwhile. */
  if (self->has_pending)
    {
      configure (self, (int)area.width, (int)area.height);
      area = _tl_pdf_view_get_area (self);
    }
  if (area.y != self->last_top)
    self->direction = area.y > self->last_top ? 1 : -1;
  tl_pdf_pages_update (self->pages, self->layout, &area, self->direction);
  if (area.y != self->last_top || self->fresh)
    {
      self->last_top = area.y;
      self->fresh = FALSE;
      g_signal_emit (self, signals[SIGNAL_MOVED], 0);
    }
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

static gboolean
update_cb (gpointer user_data)
{
  TlPdfView *self = user_data;

  self->update_source = 0;
  update_pages (self);
  return G_SOURCE_REMOVE;
}

/* Sheets cannot be made while the view is being allocated: before the next frame. */
static void
queue_update (TlPdfView *self)
{
  if (self->update_source == 0)
    self->update_source = g_idle_add_full (G_PRIORITY_DEFAULT, update_cb, self, NULL);
}

/* The scrolled window may move the view while it is allocating: sheets come and go later, and so
 * does what the signals set. */
static void
scrolled_cb (TlPdfView *self)
{
  self->revealed = self->revealed && self->placing;
  if (!self->allocating)
    gtk_widget_queue_allocate (GTK_WIDGET (self));
  queue_update (self);
}

static void
tl_pdf_view_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  TlPdfView *self = TL_PDF_VIEW (widget);
  double zoom = self->layout != NULL ? tl_pdf_layout_get_zoom (self->layout) : 1;
  TlViewRect area = { 0, 0, width, height };
  gboolean was_pending = self->has_pending;

  if (self->hadjustment == NULL || self->vadjustment == NULL)
    return;
  self->allocating = TRUE;
  configure (self, width, height);
  self->allocating = FALSE;
  if (!_tl_pdf_view_has_pages (self))
    return;
  if (was_pending || zoom != tl_pdf_layout_get_zoom (self->layout) || height != self->last_height)
    queue_update (self);
  self->last_height = height;
  area.x = get_left (self);
  area.y = get_top (self);
  tl_pdf_pages_allocate (self->pages, self->layout, &area);
}

static void
tl_pdf_view_measure (GtkWidget *widget,
                     GtkOrientation orientation,
                     int for_size,
                     int *minimum,
                     int *natural,
                     int *minimum_baseline,
                     int *natural_baseline)
{
  *minimum = 100;
  *natural = 400;
}

static void
tl_pdf_view_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (tl_pdf_view_parent_class)->map (widget);
  queue_update (TL_PDF_VIEW (widget));
}

void
_tl_pdf_view_emit_zoomed (TlPdfView *self)
{
  self->fresh = TRUE;
  g_signal_emit (self, signals[SIGNAL_ZOOMED], 0);
}

void
_tl_pdf_view_hold (TlPdfView *self, const TlPdfHold *hold)
{
  self->pending = *hold;
  self->has_pending = TRUE;
  self->revealed = FALSE;
  /* Not only an allocation: scroll bars may come or go, which is the scrolled window's to do. */
  gtk_widget_queue_resize (GTK_WIDGET (self));
  queue_update (self);
}

static void
set_adjustment (TlPdfView *self, GtkAdjustment **field, GtkAdjustment *adjustment)
{
  if (*field != NULL)
    g_signal_handlers_disconnect_by_func (*field, scrolled_cb, self);
  if (adjustment == NULL)
    adjustment = gtk_adjustment_new (0, 0, 0, 0, 0, 0);
  g_object_ref_sink (adjustment);
  g_clear_object (field);
  *field = adjustment;
  g_signal_connect_object (adjustment, "value-changed", G_CALLBACK (scrolled_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

static void
tl_pdf_view_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  TlPdfView *self = TL_PDF_VIEW (object);

  switch (id)
    {
    case PROP_HADJUSTMENT:
      g_value_set_object (value, self->hadjustment);
      break;
    case PROP_VADJUSTMENT:
      g_value_set_object (value, self->vadjustment);
      break;
    case PROP_HSCROLL_POLICY:
      g_value_set_enum (value, self->hpolicy);
      break;
    case PROP_VSCROLL_POLICY:
      g_value_set_enum (value, self->vpolicy);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
tl_pdf_view_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  TlPdfView *self = TL_PDF_VIEW (object);

  switch (id)
    {
    case PROP_HADJUSTMENT:
      set_adjustment (self, &self->hadjustment, g_value_get_object (value));
      break;
    case PROP_VADJUSTMENT:
      set_adjustment (self, &self->vadjustment, g_value_get_object (value));
      break;
    case PROP_HSCROLL_POLICY:
      self->hpolicy = g_value_get_enum (value) != 0;
      break;
    case PROP_VSCROLL_POLICY:
      self->vpolicy = g_value_get_enum (value) != 0;
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
clear_pdf (TlPdfView *self)
{
  g_cancellable_cancel (self->finding);
  g_clear_object (&self->finding);
  g_clear_handle_id (&self->update_source, g_source_remove);
  _tl_pdf_view_stop_pointer (self);
  g_clear_pointer (&self->pages, tl_pdf_pages_free);
  if (self->tiles != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->tiles, self);
      tl_pdf_tiles_close (self->tiles);
    }
  g_clear_object (&self->tiles);
  g_clear_pointer (&self->layout, tl_pdf_layout_free);
  g_clear_pointer (&self->marks, g_array_unref);
}

static void
tl_pdf_view_dispose (GObject *object)
{
  TlPdfView *self = TL_PDF_VIEW (object);

  clear_pdf (self);
  g_clear_object (&self->hadjustment);
  g_clear_object (&self->vadjustment);
  G_OBJECT_CLASS (tl_pdf_view_parent_class)->dispose (object);
}

static void
tl_pdf_view_class_init (TlPdfViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = tl_pdf_view_dispose;
  object_class->get_property = tl_pdf_view_get_property;
  object_class->set_property = tl_pdf_view_set_property;
  widget_class->measure = tl_pdf_view_measure;
  widget_class->size_allocate = tl_pdf_view_size_allocate;
  widget_class->map = tl_pdf_view_map;

  g_object_class_override_property (object_class, PROP_HADJUSTMENT, "hadjustment");
  g_object_class_override_property (object_class, PROP_VADJUSTMENT, "vadjustment");
  g_object_class_override_property (object_class, PROP_HSCROLL_POLICY, "hscroll-policy");
  g_object_class_override_property (object_class, PROP_VSCROLL_POLICY, "vscroll-policy");

  signals[SIGNAL_MOVED] = g_signal_new ("moved", TL_TYPE_PDF_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                        NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_ZOOMED] = g_signal_new ("zoomed", TL_TYPE_PDF_VIEW, G_SIGNAL_RUN_LAST, 0, NULL,
                                         NULL, NULL, G_TYPE_NONE, 0);
  _tl_pdf_view_install_pointer (widget_class);
  tl_scroll_keys_bind (widget_class);
  gtk_widget_class_set_css_name (widget_class, "pdfview");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
tl_pdf_view_init (TlPdfView *self)
{
  self->fit = TL_PDF_FIT_WIDTH;
  self->direction = 1;
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Pages of the original"), -1);
  _tl_pdf_view_set_up_pointer (self);
  g_signal_connect (self, "notify::scale-factor", G_CALLBACK (queue_update), NULL);
}

GtkWidget *
tl_pdf_view_new (void)
{
  return g_object_new (TL_TYPE_PDF_VIEW, NULL);
}

void
tl_pdf_view_set_pdf (TlPdfView *self, TlPdf *pdf)
{
  g_autofree TlPdfPage *sizes = NULL;
  guint n_pages;

  g_return_if_fail (TL_IS_PDF_VIEW (self));

  if (pdf == tl_pdf_view_get_pdf (self))
    return;
  clear_pdf (self);
  if (pdf == NULL)
    return;
  n_pages = tl_pdf_get_n_pages (pdf);
  sizes = g_new0 (TlPdfPage, n_pages + 1);
  for (guint i = 0; i < n_pages; i++)
    sizes[i] = tl_pdf_get_page (pdf, i);
  self->tiles = tl_pdf_tiles_new (pdf);
  g_signal_connect_swapped (self->tiles, "tile", G_CALLBACK (queue_update), self);
  self->layout = tl_pdf_layout_new (sizes, n_pages);
  self->pages = tl_pdf_pages_new (GTK_WIDGET (self), self->tiles);
  self->fit = TL_PDF_FIT_WIDTH;
  self->direction = 1;
  tl_pdf_view_scroll_to (self, (TlPdfPlace){ 0, 0 });
  _tl_pdf_view_emit_zoomed (self);
}

TlPdf *
tl_pdf_view_get_pdf (TlPdfView *self)
{
  return self->tiles != NULL ? tl_pdf_tiles_get_pdf (self->tiles) : NULL;
}

TlPdfTiles *
tl_pdf_view_get_tiles (TlPdfView *self)
{
  return self->tiles;
}

TlPdfPlace
tl_pdf_view_get_place (TlPdfView *self)
{
  if (!_tl_pdf_view_has_pages (self) || self->has_pending)
    return self->pending.place;
  return tl_pdf_layout_place_at (self->layout, get_top (self));
}

TlPdfPlace
tl_pdf_view_get_reading_place (TlPdfView *self)
{
  double below = gtk_widget_get_height (GTK_WIDGET (self)) * READ_AT;

  if (!_tl_pdf_view_has_pages (self) || self->has_pending)
    return self->pending.place;
  return tl_pdf_layout_place_at (self->layout, get_top (self) + below);
}

void
_tl_pdf_view_scroll_to (TlPdfView *self, TlPdfPlace place, double offset)
{
  TlPdfHold hold = { place, offset, 0, -1, 0 };

  _tl_pdf_view_hold (self, &hold);
}

void
tl_pdf_view_scroll_to (TlPdfView *self, TlPdfPlace place)
{
  g_return_if_fail (TL_IS_PDF_VIEW (self));

  _tl_pdf_view_scroll_to (self, place, 0);
}

guint
tl_pdf_view_get_page (TlPdfView *self)
{
  int height = gtk_widget_get_height (GTK_WIDGET (self));

  if (!_tl_pdf_view_has_pages (self))
    return 0;
  if (self->has_pending || height <= 0)
    return MIN (self->pending.place.page, tl_pdf_layout_get_n_pages (self->layout) - 1);
  return tl_pdf_layout_main_page (self->layout, get_top (self), get_top (self) + height);
}

void
tl_pdf_view_go_row (TlPdfView *self, int direction)
{
  TlPdfHold hold = { { 0, 0 }, 0, TL_PDF_SPACING, -1, 0 };

  g_return_if_fail (TL_IS_PDF_VIEW (self));

  if (!_tl_pdf_view_has_pages (self))
    return;
  hold.place.page = tl_pdf_layout_next_row (self->layout, tl_pdf_view_get_page (self), direction);
  _tl_pdf_view_hold (self, &hold);
}

guint
tl_pdf_view_get_n_marks (TlPdfView *self)
{
  return self->marks != NULL ? self->marks->len : 0;
}

gboolean
tl_pdf_view_is_at_revealed (TlPdfView *self)
{
  return self->revealed;
}

gboolean
tl_pdf_view_is_on_its_way (TlPdfView *self)
{
  return self->has_pending;
}

gboolean
tl_pdf_view_is_drawn (TlPdfView *self)
{
  return self->pages != NULL && self->update_source == 0 && !self->has_pending
         && tl_pdf_pages_all_drawn (self->pages);
}

gboolean
tl_pdf_view_has_blank (TlPdfView *self)
{
  return self->pages != NULL && tl_pdf_pages_has_blank (self->pages);
}
