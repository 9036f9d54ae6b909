/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/search/tl-why-popover.h"

#include <glib/gi18n.h>

#include "ui/search/tl-hit-text.h"
#include "ui/tl-widget.h"

#define WIDTH  46  /* characters of a line */
#define HEIGHT 420 /* pixels at the normal text size */

static GtkWidget *
make_label (const char *text, const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), WIDTH);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  return label;
}

static void
add_part (GtkGrid *grid, int row, const char *text, double points, const char *style)
{
  g_autofree char *figure = tl_hit_points (points);
  GtkWidget *words = make_label (text, style);
  GtkWidget *number = gtk_label_new (figure);

  gtk_widget_set_hexpand (words, TRUE);
  gtk_label_set_xalign (GTK_LABEL (number), 1);
  gtk_widget_set_valign (number, GTK_ALIGN_START);
  gtk_widget_add_css_class (number, "numeric");
  if (style != NULL)
    gtk_widget_add_css_class (number, style);
  gtk_grid_attach (grid, words, 0, row, 1, 1);
  gtk_grid_attach (grid, number, 1, row, 1, 1);
}

static GtkWidget *
make_parts (const TlHit *hit)
{
  GtkWidget *grid = gtk_grid_new ();
  int row = 0;

  gtk_grid_set_column_spacing (GTK_GRID (grid), 18);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 4);
  for (guint i = 0; i < hit->parts->len; i++)
    {
      const TlScorePart *part = g_ptr_array_index (hit->parts, i);

      add_part (GTK_GRID (grid), row++, part->text, part->points, NULL);
    }
  add_part (GTK_GRID (grid), row, _ ("Together"), hit->score, "heading");
  return grid;
}

static GtkWidget *
make_confirm (GtkWidget *popover, const char *action)
{
  GtkWidget *button = gtk_button_new_with_label (_ ("Confirm that this answers the question"));

  gtk_widget_set_tooltip_text (
      button, _ ("Remembered on this computer, and found first the next time (X)"));
  gtk_widget_set_margin_top (button, 6);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  g_signal_connect_object (button, "clicked", G_CALLBACK (gtk_popover_popdown), popover,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  return button;
}

static GtkWidget *
make_compare (GtkWidget *popover)
{
  GtkWidget *button = gtk_button_new_with_label (_ ("Put up for comparison"));

  gtk_widget_set_tooltip_text (
      button, _ ("The first of two documents to read side by side; the second opens both (C)"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "results.compare");
  g_signal_connect_object (button, "clicked", G_CALLBACK (gtk_popover_popdown), popover,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  return button;
}

static GtkWidget *
make_content (const TlHit *hit, GtkWidget *popover, const char *confirm)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  gtk_widget_add_css_class (box, "why-content");
  gtk_box_append (GTK_BOX (box), make_label (_ ("Why this result stands here"), "heading"));
  for (guint i = 0; hit->why != NULL && i < hit->why->len; i++)
    {
      const TlWhy *why = g_ptr_array_index (hit->why, i);

      gtk_box_append (GTK_BOX (box), make_label (why->text, NULL));
    }
  if (hit->parts != NULL && hit->parts->len > 0)
    {
      gtk_box_append (GTK_BOX (box), gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));
      gtk_box_append (GTK_BOX (box), make_label (_ ("Points"), "heading"));
      gtk_box_append (GTK_BOX (box), make_parts (hit));
    }
  gtk_box_append (GTK_BOX (box), make_confirm (popover, confirm));
  gtk_box_append (GTK_BOX (box), make_compare (popover));
  return box;
}

/* A turn later: the popover is still in its own signal. */
static gboolean
drop_cb (gpointer user_data)
{
  if (gtk_widget_get_parent (user_data) != NULL)
    gtk_widget_unparent (user_data);
  return G_SOURCE_REMOVE;
}

static void
closed_cb (GtkWidget *popover, GWeakRef *focus)
{
  g_autoptr (GtkWidget) before = g_weak_ref_get (focus);

  if (before != NULL && gtk_widget_get_mapped (before))
    gtk_widget_grab_focus (before);
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, drop_cb, g_object_ref (popover), g_object_unref);
}

static void
weak_free (gpointer data, GClosure *closure)
{
  g_weak_ref_clear (data);
  g_free (data);
}

static void
point_at (GtkPopover *popover, GtkWidget *parent, GtkWidget *anchor)
{
  graphene_rect_t bounds;
  GdkRectangle place;

  if (!gtk_widget_compute_bounds (anchor, parent, &bounds))
    return;
  place = (GdkRectangle){ (int)bounds.origin.x, (int)bounds.origin.y, (int)bounds.size.width,
                          (int)bounds.size.height };
  gtk_popover_set_pointing_to (popover, &place);
}

void
tl_why_popover_show (GtkWidget *parent, GtkWidget *anchor, const TlHit *hit, const char *confirm)
{
  GtkWidget *popover;
  GtkWidget *scrolled;
  GWeakRef *focus;

  g_return_if_fail (GTK_IS_WIDGET (parent) && GTK_IS_WIDGET (anchor));
  g_return_if_fail (hit != NULL);

  popover = gtk_popover_new ();
  scrolled = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled),
                                 make_content (hit, popover, confirm));
  gtk_popover_set_child (GTK_POPOVER (popover), scrolled);
  gtk_accessible_update_property (GTK_ACCESSIBLE (popover), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Why this result stands here"), -1);
  gtk_widget_set_parent (popover, parent);
  point_at (GTK_POPOVER (popover), parent, anchor);
  tl_widget_fit_popover (GTK_POPOVER (popover), anchor, 0, HEIGHT);
  focus = g_new0 (GWeakRef, 1);
  g_weak_ref_init (focus, gtk_root_get_focus (gtk_widget_get_root (parent)));
  g_signal_connect_data (popover, "closed", G_CALLBACK (closed_cb), focus, weak_free, 0);
  gtk_popover_popup (GTK_POPOVER (popover));
}
