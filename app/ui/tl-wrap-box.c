/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/tl-wrap-box.h"

#include <glib/gi18n.h>

#define SPACING      6
#define LINE_SPACING 6

typedef struct
{
  GtkWidget *widget;
  int width; /* natural, as last measured: a hidden child keeps it */
} Child;

struct _TlWrapBox
{
  GtkWidget parent_instance;

  GArray *children; /* Child */
  GtkWidget *more;
  int more_width;

  guint max_lines;
  guint n_used;    /* children that are no spare ones */
  guint n_visible; /* of those, the ones that fit */
  guint n_fitting; /* as the last allocation found */
  gboolean unfolded;
  guint fold_source;
};

G_DEFINE_FINAL_TYPE (TlWrapBox, tl_wrap_box, GTK_TYPE_WIDGET)

/* Where lines break: goes through the children one by one. */
typedef struct
{
  int width;
  int x;
  guint line;
} Pen;

static void
pen_place (Pen *pen, int child_width, GtkAllocation *place)
{
  int width = MIN (child_width, pen->width);

  if (pen->x > 0 && pen->x + width > pen->width)
    {
      pen->x = 0;
      pen->line++;
    }
  place->x = pen->x;
  place->y = (int)pen->line;
  place->width = width;
  pen->x += width + SPACING;
}

static gboolean
is_limited (TlWrapBox *self)
{
  return self->max_lines > 0 && !self->unfolded;
}

static int
natural_width (GtkWidget *widget)
{
  int natural;

  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &natural, NULL, NULL);
  return natural;
}

static void
measure_children (TlWrapBox *self)
{
  for (guint i = 0; i < self->n_used; i++)
    {
      Child *child = &g_array_index (self->children, Child, i);

      if (gtk_widget_get_visible (child->widget) || child->width == 0)
        child->width = natural_width (child->widget);
    }
  /* A hidden widget has no width, but what it holds has. */
  if (gtk_widget_get_visible (self->more))
    self->more_width = natural_width (self->more);
  else
    self->more_width = MAX (self->more_width,
                            natural_width (gtk_button_get_child (GTK_BUTTON (self->more))) + 24);
}

/* How many of the first children fit into the lines, with the button behind them when not all do.
 */
static guint
count_fitting (TlWrapBox *self, int width)
{
  Pen pen = { .width = width };
  GtkAllocation place;
  guint with_button = 0;

  if (!is_limited (self))
    return self->n_used;
  for (guint i = 0; i < self->n_used; i++)
    {
      Pen behind;

      pen_place (&pen, g_array_index (self->children, Child, i).width, &place);
      if (pen.line >= self->max_lines)
        return MAX (with_button, 1);
      behind = pen;
      pen_place (&behind, self->more_width, &place);
      if (behind.line < self->max_lines)
        with_button = i + 1;
    }
  return self->n_used;
}

/* Never fewer lines for less width: GTK takes it that widths between two of the same height have
 * that height too. */
static guint
count_lines (TlWrapBox *self, int width)
{
  Pen pen = { .width = width };
  GtkAllocation place;
  guint fitting = count_fitting (self, width);

  if (self->n_used == 0)
    return 0;
  if (fitting < self->n_used)
    return self->max_lines;
  for (guint i = 0; i < fitting; i++)
    pen_place (&pen, g_array_index (self->children, Child, i).width, &place);
  return pen.line + 1;
}

static int
line_height (TlWrapBox *self)
{
  int height = 0;

  for (guint i = 0; i < self->n_used; i++)
    {
      int natural = 0;

      gtk_widget_measure (g_array_index (self->children, Child, i).widget, GTK_ORIENTATION_VERTICAL,
                          -1, NULL, &natural, NULL, NULL);
      height = MAX (height, natural);
    }
  return height;
}

static void
show_fitting (TlWrapBox *self)
{
  self->n_visible = MIN (self->n_fitting, self->n_used);
  for (guint i = 0; i < self->children->len; i++)
    gtk_widget_set_visible (g_array_index (self->children, Child, i).widget, i < self->n_visible);
  gtk_widget_set_visible (self->more, self->n_visible < self->n_used);
}

static gboolean
fold_cb (gpointer user_data)
{
  TlWrapBox *self = user_data;

  self->fold_source = 0;
  show_fitting (self);
  return G_SOURCE_REMOVE;
}

static void
more_clicked_cb (TlWrapBox *self)
{
  guint first_hidden = self->n_visible;

  self->unfolded = TRUE;
  self->n_fitting = self->n_used;
  show_fitting (self);
  if (first_hidden < self->n_used)
    gtk_widget_grab_focus (g_array_index (self->children, Child, first_hidden).widget);
}

static GtkSizeRequestMode
tl_wrap_box_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
tl_wrap_box_measure (GtkWidget *widget,
                     GtkOrientation orientation,
                     int for_size,
                     int *minimum,
                     int *natural,
                     int *minimum_baseline,
                     int *natural_baseline)
{
  TlWrapBox *self = TL_WRAP_BOX (widget);
  int widest = 0;
  int sum = 0;
  guint lines;

  measure_children (self);
  for (guint i = 0; i < self->n_used; i++)
    {
      Child *child = &g_array_index (self->children, Child, i);
      int least = 0;

      if (gtk_widget_get_visible (child->widget))
        gtk_widget_measure (child->widget, GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL,
                            NULL);
      widest = MAX (widest, least);
      sum += child->width + (i > 0 ? SPACING : 0);
    }
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = widest;
      *natural = MAX (widest, sum);
      return;
    }
  lines = count_lines (self, for_size < 0 ? MAX (widest, sum) : for_size);
  *minimum = *natural
      = lines == 0 ? 0 : (int)lines * line_height (self) + ((int)lines - 1) * LINE_SPACING;
}

static void
allocate_child (TlWrapBox *self, GtkWidget *child, GtkAllocation place, int height)
{
  int natural;

  if (gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL)
    place.x = gtk_widget_get_width (GTK_WIDGET (self)) - place.x - place.width;
  gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, place.width, NULL, &natural, NULL, NULL);
  place.y = place.y * (height + LINE_SPACING);
  place.height = MAX (height, natural);
  gtk_widget_size_allocate (child, &place, -1);
}

/* What does not fit is hidden a turn later: children must not change while they are being
 * allocated. Until then it lies below the edge. */
static void
tl_wrap_box_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  TlWrapBox *self = TL_WRAP_BOX (widget);
  Pen pen = { .width = width };
  int line = line_height (self);

  for (guint i = 0; i < self->n_visible; i++)
    {
      Child *child = &g_array_index (self->children, Child, i);
      GtkAllocation place;

      pen_place (&pen, child->width, &place);
      allocate_child (self, child->widget, place, line);
    }
  if (gtk_widget_get_visible (self->more))
    {
      GtkAllocation place;

      pen_place (&pen, self->more_width, &place);
      allocate_child (self, self->more, place, line);
    }
  self->n_fitting = count_fitting (self, width);
  if (self->n_fitting != self->n_visible && self->fold_source == 0)
    self->fold_source = g_idle_add_full (G_PRIORITY_HIGH_IDLE, fold_cb, self, NULL);
}

static void
tl_wrap_box_dispose (GObject *object)
{
  TlWrapBox *self = TL_WRAP_BOX (object);

  g_clear_handle_id (&self->fold_source, g_source_remove);
  for (guint i = 0; i < self->children->len; i++)
    gtk_widget_unparent (g_array_index (self->children, Child, i).widget);
  g_array_set_size (self->children, 0);
  self->n_used = self->n_visible = 0;
  g_clear_pointer (&self->more, gtk_widget_unparent);
  G_OBJECT_CLASS (tl_wrap_box_parent_class)->dispose (object);
}

static void
tl_wrap_box_finalize (GObject *object)
{
  g_array_unref (TL_WRAP_BOX (object)->children);
  G_OBJECT_CLASS (tl_wrap_box_parent_class)->finalize (object);
}

static void
tl_wrap_box_class_init (TlWrapBoxClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = tl_wrap_box_dispose;
  object_class->finalize = tl_wrap_box_finalize;
  widget_class->get_request_mode = tl_wrap_box_get_request_mode;
  widget_class->measure = tl_wrap_box_measure;
  widget_class->size_allocate = tl_wrap_box_size_allocate;
  gtk_widget_class_set_css_name (widget_class, "wrapbox");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
tl_wrap_box_init (TlWrapBox *self)
{
  self->children = g_array_new (FALSE, FALSE, sizeof (Child));
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  self->more = gtk_button_new_with_label (_ ("more…"));
  gtk_widget_add_css_class (self->more, "flat");
  gtk_widget_add_css_class (self->more, "more");
  gtk_widget_set_visible (self->more, FALSE);
  g_signal_connect_swapped (self->more, "clicked", G_CALLBACK (more_clicked_cb), self);
  gtk_widget_set_parent (self->more, GTK_WIDGET (self));
}

GtkWidget *
tl_wrap_box_new (void)
{
  return g_object_new (TL_TYPE_WRAP_BOX, NULL);
}

void
tl_wrap_box_set_max_lines (TlWrapBox *self, guint max_lines)
{
  g_return_if_fail (TL_IS_WRAP_BOX (self));

  self->max_lines = max_lines;
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

void
tl_wrap_box_append (TlWrapBox *self, GtkWidget *child)
{
  Child entry = { .widget = child };

  g_return_if_fail (TL_IS_WRAP_BOX (self));
  g_return_if_fail (GTK_IS_WIDGET (child));

  g_array_append_val (self->children, entry);
  gtk_widget_insert_before (child, GTK_WIDGET (self), self->more);
  tl_wrap_box_set_shown (self, self->children->len);
}

void
tl_wrap_box_set_shown (TlWrapBox *self, guint n)
{
  g_return_if_fail (TL_IS_WRAP_BOX (self));
  g_return_if_fail (n <= self->children->len);

  self->n_used = n;
  self->n_fitting = n;
  show_fitting (self);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

void
tl_wrap_box_fold (TlWrapBox *self)
{
  g_return_if_fail (TL_IS_WRAP_BOX (self));

  self->unfolded = FALSE;
  gtk_widget_queue_resize (GTK_WIDGET (self));
}
