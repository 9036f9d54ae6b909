/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/compare/tl-compare-strip.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "ui/compare/tl-compare-shapes.h"
#include "ui/compare/tl-compare-words.h"

#define WIDTH        116
#define COLUMN_WIDTH 14
#define COLUMN_GAP   4
#define MARGIN       8
/* Room for the sign beside each text. */
#define SIGN_WIDTH 18

struct _TlCompareStrip
{
  GtkWidget parent_instance;

  TlCompared *compared;
  GArray *ribbons;
  int current;
  double view[2][2];
  guint8 *rows[2]; /* what each column shows, for @n_rows */
  guint n_rows;
};

G_DEFINE_FINAL_TYPE (TlCompareStrip, tl_compare_strip, GTK_TYPE_WIDGET)

enum
{
  SIGNAL_GO,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static GdkRGBA
relation_color (TlRelation relation, double alpha)
{
  static const char *const colors[TL_N_RELATIONS][2] = {
    [TL_RELATION_SAME] = { "#2c6e49", "#7fd0a2" },
    [TL_RELATION_EDITED] = { "#8f5a00", "#e9b95a" },
    [TL_RELATION_MOVED] = { "#3450b0", "#9db2ff" },
    [TL_RELATION_LEFT_ONLY] = { "#a01820", "#ff9a9a" },
    [TL_RELATION_RIGHT_ONLY] = { "#1f6b35", "#8fdca6" },
  };
  gboolean dark = adw_style_manager_get_dark (adw_style_manager_get_default ());
  GdkRGBA color;

  gdk_rgba_parse (&color, colors[relation][dark ? 1 : 0]);
  color.alpha = (float)alpha;
  return color;
}

static gboolean
is_high_contrast (void)
{
  return adw_style_manager_get_high_contrast (adw_style_manager_get_default ());
}

static double
column_x (TlCompareStrip *self, guint side)
{
  double middle = gtk_widget_get_width (GTK_WIDGET (self)) / 2.0;

  return side == TL_SIDE_LEFT ? middle - COLUMN_GAP / 2.0 - COLUMN_WIDTH
                              : middle + COLUMN_GAP / 2.0;
}

static double
column_height (TlCompareStrip *self)
{
  return MAX (gtk_widget_get_height (GTK_WIDGET (self)) - 2 * MARGIN, 1);
}

static void
trace_ribbon (cairo_t *cr, const TlCompareRibbon *ribbon, double width)
{
  double middle = width / 2;

  cairo_move_to (cr, 0, ribbon->top[0]);
  cairo_curve_to (cr, middle, ribbon->top[0], middle, ribbon->top[1], width, ribbon->top[1]);
  cairo_line_to (cr, width, ribbon->bottom[1]);
  cairo_curve_to (cr, middle, ribbon->bottom[1], middle, ribbon->bottom[0], 0, ribbon->bottom[0]);
  cairo_close_path (cr);
}

/* Edited passages have a broken edge, moved ones a dotted one: told without their colour. */
static void
draw_ribbon (TlCompareStrip *self, cairo_t *cr, const TlCompareRibbon *ribbon, double width)
{
  static const double broken[] = { 6, 3 }, dotted[] = { 2, 3 };
  gboolean current = self->current >= 0 && (guint)self->current == ribbon->pair;
  GdkRGBA fill = relation_color (ribbon->relation, is_high_contrast () ? 0.0 : 0.16);
  GdkRGBA edge = relation_color (ribbon->relation, current || is_high_contrast () ? 1.0 : 0.55);

  trace_ribbon (cr, ribbon, width);
  gdk_cairo_set_source_rgba (cr, &fill);
  cairo_fill_preserve (cr);
  gdk_cairo_set_source_rgba (cr, &edge);
  cairo_set_line_width (cr, current ? 2.5 : 1);
  if (ribbon->relation == TL_RELATION_EDITED)
    cairo_set_dash (cr, broken, 2, 0);
  else if (ribbon->relation == TL_RELATION_MOVED)
    cairo_set_dash (cr, dotted, 2, 0);
  else
    cairo_set_dash (cr, NULL, 0, 0);
  cairo_stroke (cr);
  cairo_set_dash (cr, NULL, 0, 0);
}

/* A bar beside the passage; the sign stands at it in draw_sign(). */
static void
draw_bar (
    TlCompareStrip *self, cairo_t *cr, const TlCompareRibbon *ribbon, guint side, double width)
{
  GdkRGBA color = relation_color (ribbon->relation, 1);

  gdk_cairo_set_source_rgba (cr, &color);
  cairo_rectangle (cr, side == TL_SIDE_LEFT ? 0 : width - 3, ribbon->top[side] + 1, 3,
                   MAX (ribbon->bottom[side] - ribbon->top[side] - 2, 2));
  cairo_fill (cr);
}

static void
draw_sign (TlCompareStrip *self,
           GtkSnapshot *snapshot,
           const TlCompareRibbon *ribbon,
           guint side,
           double width)
{
  g_autoptr (PangoLayout) layout
      = gtk_widget_create_pango_layout (GTK_WIDGET (self), tl_compare_sign (ribbon->relation));
  GdkRGBA color = relation_color (ribbon->relation, 1);
  double height = gtk_widget_get_height (GTK_WIDGET (self));
  double top = MAX (ribbon->top[side], 0);
  int w, h;

  pango_layout_get_pixel_size (layout, &w, &h);
  /* A passage that began above still shows its sign, as long as there is room. */
  top = MIN (top, MAX (ribbon->bottom[side] - h, ribbon->top[side]));
  if (top > height || top + h < 0)
    return;
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (
      snapshot,
      &GRAPHENE_POINT_INIT (side == TL_SIDE_LEFT ? 6.0f : (float)(width - 6 - w), (float)top));
  gtk_snapshot_append_layout (snapshot, layout, &color);
  gtk_snapshot_restore (snapshot);
}

static void
fill_rows (TlCompareStrip *self, guint n_rows)
{
  if (self->n_rows == n_rows || self->compared == NULL)
    return;
  self->n_rows = n_rows;
  for (guint side = 0; side < 2; side++)
    {
      self->rows[side] = g_renew (guint8, self->rows[side], n_rows);
      tl_compare_rows (self->compared->comparison, self->compared->extents[side], (TlSide)side,
                       self->rows[side], n_rows);
    }
}

/* In the strip a relation has a width of its own: what is the same takes a third, what was edited
 * two thirds, what stands alone all of the column. */
static double
row_share (TlRelation relation)
{
  switch (relation)
    {
    case TL_RELATION_SAME:
      return 0.3;
    case TL_RELATION_MOVED:
      return 0.5;
    case TL_RELATION_EDITED:
      return 0.7;
    case TL_RELATION_LEFT_ONLY:
    case TL_RELATION_RIGHT_ONLY:
    default:
      return 1;
    }
}

static void
draw_column (TlCompareStrip *self, cairo_t *cr, guint side, const GdkRGBA *ink)
{
  double x = column_x (self, side), height = column_height (self);
  GdkRGBA ground;
  double top, bottom;

  gtk_style_context_lookup_color (gtk_widget_get_style_context (GTK_WIDGET (self)), "view_bg_color",
                                  &ground);
  gdk_cairo_set_source_rgba (cr, &ground);
  cairo_rectangle (cr, x, MARGIN, COLUMN_WIDTH, height);
  cairo_fill (cr);
  for (guint i = 0; i < self->n_rows;)
    {
      guint8 relation = self->rows[side][i];
      guint from = i;

      while (i < self->n_rows && self->rows[side][i] == relation)
        i++;
      if (relation == TL_COMPARE_NO_ROW)
        continue;
      GdkRGBA color = relation_color ((TlRelation)relation, 0.75);
      double share = row_share ((TlRelation)relation) * COLUMN_WIDTH;

      gdk_cairo_set_source_rgba (cr, &color);
      cairo_rectangle (cr, side == TL_SIDE_LEFT ? x + COLUMN_WIDTH - share : x, MARGIN + from,
                       share, i - from);
      cairo_fill (cr);
    }
  top = MARGIN + self->view[side][0] * height;
  bottom = MARGIN + self->view[side][1] * height;
  gdk_cairo_set_source_rgba (cr, ink);
  cairo_set_line_width (cr, 1);
  cairo_rectangle (cr, x - 0.5, MARGIN - 0.5, COLUMN_WIDTH + 1, height + 1);
  cairo_stroke (cr);
  cairo_set_line_width (cr, 2);
  cairo_rectangle (cr, x - 2, top - 1, COLUMN_WIDTH + 4, MAX (bottom - top, 6) + 2);
  cairo_stroke (cr);
}

static void
tl_compare_strip_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  TlCompareStrip *self = TL_COMPARE_STRIP (widget);
  double width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  GdkRGBA ink;
  cairo_t *cr;

  if (self->compared == NULL || width < 1 || height < 1)
    return;
  fill_rows (self, (guint)column_height (self));
  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &ink);
  gtk_snapshot_push_clip (snapshot, &GRAPHENE_RECT_INIT (0, 0, (float)width, (float)height));
  cr = gtk_snapshot_append_cairo (snapshot,
                                  &GRAPHENE_RECT_INIT (0, 0, (float)width, (float)height));
  for (guint i = 0; i < self->ribbons->len; i++)
    {
      const TlCompareRibbon *ribbon = &g_array_index (self->ribbons, TlCompareRibbon, i);

      if (ribbon->has[0] && ribbon->has[1])
        draw_ribbon (self, cr, ribbon, width);
      for (guint side = 0; side < 2; side++)
        if (ribbon->has[side])
          draw_bar (self, cr, ribbon, side, width);
    }
  for (guint side = 0; side < 2; side++)
    draw_column (self, cr, side, &ink);
  cairo_destroy (cr);
  for (guint i = 0; i < self->ribbons->len; i++)
    for (guint side = 0; side < 2; side++)
      if (g_array_index (self->ribbons, TlCompareRibbon, i).has[side])
        draw_sign (self, snapshot, &g_array_index (self->ribbons, TlCompareRibbon, i), side, width);
  gtk_snapshot_pop (snapshot);
}

/* Left of the middle it is the left text, right of it the right one. */
static void
pressed_cb (TlCompareStrip *self, int n_press, double x, double y)
{
  guint side = x < gtk_widget_get_width (GTK_WIDGET (self)) / 2.0 ? TL_SIDE_LEFT : TL_SIDE_RIGHT;
  double share = CLAMP ((y - MARGIN) / column_height (self), 0, 1);

  if (self->compared != NULL)
    g_signal_emit (self, signals[SIGNAL_GO], 0, side,
                   share * tl_compare_extent_get_length (self->compared->extents[side]));
}

static void
tl_compare_strip_measure (GtkWidget *widget,
                          GtkOrientation orientation,
                          int for_size,
                          int *minimum,
                          int *natural,
                          int *minimum_baseline,
                          int *natural_baseline)
{
  *minimum = *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? WIDTH : 0;
}

static void
tl_compare_strip_dispose (GObject *object)
{
  TlCompareStrip *self = TL_COMPARE_STRIP (object);

  g_clear_pointer (&self->compared, tl_compared_unref);
  g_clear_pointer (&self->ribbons, g_array_unref);
  g_clear_pointer (&self->rows[0], g_free);
  g_clear_pointer (&self->rows[1], g_free);
  G_OBJECT_CLASS (tl_compare_strip_parent_class)->dispose (object);
}

static void
tl_compare_strip_class_init (TlCompareStripClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tl_compare_strip_dispose;
  widget_class->snapshot = tl_compare_strip_snapshot;
  widget_class->measure = tl_compare_strip_measure;
  signals[SIGNAL_GO] = g_signal_new ("go", TL_TYPE_COMPARE_STRIP, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                     NULL, G_TYPE_NONE, 2, G_TYPE_UINT, G_TYPE_DOUBLE);
  gtk_widget_class_set_css_name (widget_class, "comparestrip");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
tl_compare_strip_init (TlCompareStrip *self)
{
  GtkGesture *click = gtk_gesture_click_new ();
  AdwStyleManager *manager = adw_style_manager_get_default ();

  self->ribbons = g_array_new (FALSE, FALSE, sizeof (TlCompareRibbon));
  self->current = -1;
  g_signal_connect_swapped (click, "pressed", G_CALLBACK (pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  g_signal_connect_object (manager, "notify::dark", G_CALLBACK (gtk_widget_queue_draw), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (manager, "notify::high-contrast", G_CALLBACK (gtk_widget_queue_draw),
                           self, G_CONNECT_SWAPPED);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Both texts as a whole, with their matches"), -1);
}

GtkWidget *
tl_compare_strip_new (void)
{
  return g_object_new (TL_TYPE_COMPARE_STRIP, NULL);
}

void
tl_compare_strip_set_compared (TlCompareStrip *self, TlCompared *compared)
{
  g_clear_pointer (&self->compared, tl_compared_unref);
  self->compared = compared != NULL ? tl_compared_ref (compared) : NULL;
  self->n_rows = 0;
  g_array_set_size (self->ribbons, 0);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
tl_compare_strip_set_ribbons (TlCompareStrip *self, GArray *ribbons, int current)
{
  g_array_unref (self->ribbons);
  self->ribbons = ribbons;
  self->current = current;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
tl_compare_strip_set_view (TlCompareStrip *self, TlSide side, double from, double to)
{
  self->view[side][0] = CLAMP (from, 0, 1);
  self->view[side][1] = CLAMP (to, 0, 1);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
