/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/reader/tl-pdf-view-private.h"

#include <math.h>

/* How fast a drag beyond the edge scrolls: this part of the way beyond, every frame. */
#define EDGE_SPEED 0.2

enum
{
  SIGNAL_PRESS,
  SIGNAL_DRAG,
  SIGNAL_RELEASE,
  SIGNAL_POINT,
  SIGNAL_ACTIVATE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

gboolean
tl_pdf_view_get_point (TlPdfView *self, double x, double y, TlPdfViewPoint *point)
{
  TlViewRect area = _tl_pdf_view_get_area (self);

  g_return_val_if_fail (TL_IS_PDF_VIEW (self), FALSE);

  if (!_tl_pdf_view_has_pages (self))
    return FALSE;
  point->on_page = tl_pdf_layout_point (self->layout, area.width, area.x + x, area.y + y,
                                        &point->page, &point->x, &point->y);
  return TRUE;
}

guint
tl_pdf_view_get_shape_at (TlPdfView *self, TlPdfLayer layer, double x, double y)
{
  TlPdfViewPoint point;

  if (!tl_pdf_view_get_point (self, x, y, &point) || !point.on_page)
    return 0;
  return tl_pdf_pages_shape_at (self->pages, layer, point.page, point.x, point.y);
}

GdkRectangle
tl_pdf_view_get_box_area (TlPdfView *self, guint page, const TlPdfBox *box)
{
  TlViewRect area = _tl_pdf_view_get_area (self);
  TlViewRect sheet, inside;

  g_return_val_if_fail (_tl_pdf_view_has_pages (self), ((GdkRectangle){ 0, 0, 1, 1 }));

  sheet = tl_pdf_layout_get_page (self->layout, page, area.width);
  inside = tl_pdf_layout_box (self->layout, page, *box);
  return (GdkRectangle){ (int)floor (sheet.x + inside.x - area.x),
                         (int)floor (sheet.y + inside.y - area.y), (int)ceil (inside.width),
                         (int)ceil (inside.height) };
}

void
tl_pdf_view_set_shapes (TlPdfView *self, TlPdfLayer layer, const TlPdfShape *shapes, guint n_shapes)
{
  g_return_if_fail (TL_IS_PDF_VIEW (self));

  if (self->pages != NULL)
    tl_pdf_pages_set_shapes (self->pages, layer, shapes, n_shapes);
}

/* The uppermost shape at a point, of any layer. */
static guint
find_shape (TlPdfView *self, double x, double y, TlPdfLayer *layer)
{
  for (guint i = TL_PDF_N_LAYERS; i > 0; i--)
    {
      guint id = tl_pdf_view_get_shape_at (self, i - 1, x, y);

      *layer = i - 1;
      if (id != 0)
        return id;
    }
  return 0;
}

/* One place decides: a hand over what a click opens, whatever layer it is of, a bar where text can
 * be selected, and as long as it is being selected. */
static void
show_cursor (TlPdfView *self, guint id)
{
  TlPdfViewPoint point;
  const char *cursor = NULL;

  if (self->dragging)
    cursor = "text";
  else if (id != 0)
    cursor = "pointer";
  else if (tl_pdf_view_get_point (self, self->pointer_x, self->pointer_y, &point) && point.on_page)
    cursor = "text";
  if (g_strcmp0 (cursor, self->cursor) == 0)
    return;
  self->cursor = cursor;
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), cursor);
}

static void
motion_cb (TlPdfView *self, double x, double y)
{
  TlPdfLayer layer;
  guint id = find_shape (self, x, y, &layer);

  self->pointer_x = x;
  self->pointer_y = y;
  show_cursor (self, id);
  if (id == self->pointed_id && layer == self->pointed_layer)
    return;
  self->pointed_id = id;
  self->pointed_layer = layer;
  g_signal_emit (self, signals[SIGNAL_POINT], 0, layer, id);
}

static void
leave_cb (TlPdfView *self)
{
  motion_cb (self, -1, -1);
}

static void
pressed_cb (TlPdfView *self, int n_press, double x, double y, GtkGestureClick *gesture)
{
  GdkModifierType state
      = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture));
  TlPdfViewPoint point;
  gboolean taken = FALSE;

  gtk_widget_grab_focus (GTK_WIDGET (self));
  if (!tl_pdf_view_get_point (self, x, y, &point))
    return;
  g_signal_emit (self, signals[SIGNAL_PRESS], 0, &point, n_press, state, &taken);
  self->dragging = taken;
}

static void
drag_to (TlPdfView *self)
{
  TlPdfViewPoint point;

  if (self->dragging && tl_pdf_view_get_point (self, self->pointer_x, self->pointer_y, &point))
    g_signal_emit (self, signals[SIGNAL_DRAG], 0, &point);
}

/* How far beyond the upper (below zero) or lower edge of the view. */
static double
beyond (TlPdfView *self)
{
  int height = gtk_widget_get_height (GTK_WIDGET (self));

  return self->pointer_y < 0 ? self->pointer_y : MAX (0, self->pointer_y - height);
}

static gboolean
edge_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  TlPdfView *self = TL_PDF_VIEW (widget);
  double step = beyond (self);

  if (!self->dragging || step == 0)
    {
      self->edge_source = 0;
      return G_SOURCE_REMOVE;
    }
  gtk_adjustment_set_value (self->vadjustment,
                            gtk_adjustment_get_value (self->vadjustment) + step * EDGE_SPEED);
  drag_to (self);
  return G_SOURCE_CONTINUE;
}

static void
dragged_cb (TlPdfView *self, double dx, double dy, GtkGestureDrag *gesture)
{
  double x, y;

  if (!self->dragging || !gtk_gesture_drag_get_start_point (gesture, &x, &y))
    return;
  self->pointer_x = x + dx;
  self->pointer_y = y + dy;
  drag_to (self);
  if (beyond (self) != 0 && self->edge_source == 0)
    self->edge_source = gtk_widget_add_tick_callback (GTK_WIDGET (self), edge_cb, NULL, NULL);
}

static void
released_cb (TlPdfView *self, double dx, double dy)
{
  TlPdfViewPoint point;
  TlPdfLayer layer;
  guint id;

  if (self->dragging && tl_pdf_view_get_point (self, self->pointer_x, self->pointer_y, &point))
    g_signal_emit (self, signals[SIGNAL_RELEASE], 0, &point);
  self->dragging = FALSE;
  /* A press that did not move is a click on what is there. */
  if (fabs (dx) > 3 || fabs (dy) > 3)
    return;
  id = find_shape (self, self->pointer_x, self->pointer_y, &layer);
  if (id != 0)
    g_signal_emit (self, signals[SIGNAL_ACTIVATE], 0, layer, id);
}

static void
drag_began_cb (TlPdfView *self, double x, double y)
{
  self->pointer_x = x;
  self->pointer_y = y;
}

static gboolean
scroll_cb (TlPdfView *self, double dx, double dy, GtkEventControllerScroll *controller)
{
  GdkModifierType state
      = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (controller));
  double zoom = tl_pdf_view_get_zoom (self, NULL);

  if ((state & GDK_CONTROL_MASK) == 0)
    return GDK_EVENT_PROPAGATE;
  self->scroll_left += dy;
  if (fabs (self->scroll_left) >= 1)
    {
      tl_pdf_view_zoom_at (self, tl_pdf_layout_zoom_step (zoom, self->scroll_left < 0 ? 1 : -1),
                           self->pointer_x, self->pointer_y);
      self->scroll_left = 0;
    }
  return GDK_EVENT_STOP;
}

static void
pinch_began_cb (TlPdfView *self)
{
  self->pinched_from = tl_pdf_view_get_zoom (self, NULL);
}

static void
pinched_cb (TlPdfView *self, double scale, GtkGesture *gesture)
{
  double x, y;

  if (gtk_gesture_get_bounding_box_center (gesture, &x, &y))
    tl_pdf_view_zoom_at (self, self->pinched_from * scale, x, y);
}

void
_tl_pdf_view_install_pointer (GtkWidgetClass *widget_class)
{
  GType type = G_TYPE_FROM_CLASS (widget_class);

  signals[SIGNAL_PRESS]
      = g_signal_new ("press", type, G_SIGNAL_RUN_LAST, 0, g_signal_accumulator_true_handled, NULL,
                      NULL, G_TYPE_BOOLEAN, 3, G_TYPE_POINTER, G_TYPE_INT, GDK_TYPE_MODIFIER_TYPE);
  signals[SIGNAL_DRAG] = g_signal_new ("drag", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                       G_TYPE_NONE, 1, G_TYPE_POINTER);
  signals[SIGNAL_RELEASE] = g_signal_new ("release", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 1, G_TYPE_POINTER);
  signals[SIGNAL_POINT] = g_signal_new ("point", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                        G_TYPE_NONE, 2, G_TYPE_UINT, G_TYPE_UINT);
  signals[SIGNAL_ACTIVATE] = g_signal_new ("activate", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                           G_TYPE_NONE, 2, G_TYPE_UINT, G_TYPE_UINT);
}

void
_tl_pdf_view_set_up_pointer (TlPdfView *self)
{
  GtkEventController *scroll
      = gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_VERTICAL);
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkGesture *click = gtk_gesture_click_new ();
  GtkGesture *drag = gtk_gesture_drag_new ();
  GtkGesture *pinch = gtk_gesture_zoom_new ();
  GtkEventController *all[] = { scroll, motion, GTK_EVENT_CONTROLLER (click),
                                GTK_EVENT_CONTROLLER (drag), GTK_EVENT_CONTROLLER (pinch) };

  g_signal_connect_swapped (scroll, "scroll", G_CALLBACK (scroll_cb), self);
  g_signal_connect_swapped (motion, "motion", G_CALLBACK (motion_cb), self);
  g_signal_connect_swapped (motion, "leave", G_CALLBACK (leave_cb), self);
  g_signal_connect_swapped (click, "pressed", G_CALLBACK (pressed_cb), self);
  g_signal_connect_swapped (drag, "drag-begin", G_CALLBACK (drag_began_cb), self);
  g_signal_connect_swapped (drag, "drag-update", G_CALLBACK (dragged_cb), self);
  g_signal_connect_swapped (drag, "drag-end", G_CALLBACK (released_cb), self);
  g_signal_connect_swapped (pinch, "begin", G_CALLBACK (pinch_began_cb), self);
  g_signal_connect_swapped (pinch, "scale-changed", G_CALLBACK (pinched_cb), self);
  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    gtk_widget_add_controller (GTK_WIDGET (self), all[i]);
}

void
_tl_pdf_view_stop_pointer (TlPdfView *self)
{
  self->dragging = FALSE;
  if (self->edge_source != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->edge_source);
  self->edge_source = 0;
  self->pointed_id = 0;
}
