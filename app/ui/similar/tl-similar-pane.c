/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/similar/tl-similar-pane.h"

#include <glib/gi18n.h>

#include "ui/search/tl-hit-text.h"
#include "ui/similar/tl-similar-row.h"
#include "ui/similar/tl-similar-text.h"
#include "ui/tl-widget.h"

struct _TlSimilarPane
{
  GtkWidget parent_instance;

  GtkWidget *box; /* a child */
  GtkWidget *back;
  GtkWidget *toggles[2]; /* points, provisions */
  GtkStack *stack;
  GtkLabel *kicker;
  GtkLabel *title;
  GtkLabel *parts;
  GtkWidget *buttons[2]; /* open, compare */
  GtkListBox *lists[2];
  GtkLabel *provisions_note;

  guint n_shared;
};

G_DEFINE_FINAL_TYPE (TlSimilarPane, tl_similar_pane, GTK_TYPE_WIDGET)

static const char *const pages[] = { "why", "provisions" };

static void
clear_rows (GtkListBox *list)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (list, 0)) != NULL)
    gtk_list_box_remove (list, GTK_WIDGET (row));
}

static void
point_activated_cb (TlSimilarPane *self, GtkListBoxRow *row)
{
  gboolean only_own = g_object_get_data (G_OBJECT (row), "only-own") != NULL;

  gtk_widget_activate_action (GTK_WIDGET (self), "similar.open-point", "(ub)",
                              (guint)gtk_list_box_row_get_index (row), only_own);
}

static void
provision_activated_cb (TlSimilarPane *self, GtkListBoxRow *row)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "similar.open-provision", "u",
                              (guint)gtk_list_box_row_get_index (row));
}

static void
toggled_cb (TlSimilarPane *self)
{
  gboolean provisions = gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->toggles[1]));

  tl_stack_show (self->stack, pages[provisions]);
}

static void
header_cb (GtkListBoxRow *row, GtkListBoxRow *before, gpointer user_data)
{
  TlSimilarPane *self = user_data;
  guint index = (guint)gtk_list_box_row_get_index (row);

  if (index != 0 && index != self->n_shared)
    gtk_list_box_row_set_header (row, NULL);
  else if (gtk_list_box_row_get_header (row) == NULL)
    gtk_list_box_row_set_header (
        row, tl_similar_row_new_label (index < self->n_shared ? _ ("Alike") : _ ("Different"),
                                       "pane-head"));
}

static GtkWidget *
make_scrolled (GtkWidget *child)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), child);
  gtk_widget_set_vexpand (scrolled, TRUE);
  return scrolled;
}

static GtkListBox *
make_list (const char *name)
{
  GtkWidget *list = gtk_list_box_new ();

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "citing-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return GTK_LIST_BOX (list);
}

static GtkWidget *
make_button (const char *label, const char *tooltip, const char *action)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_widget_set_tooltip_text (button, tooltip);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "u", 0);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  return button;
}

static GtkWidget *
make_why (TlSimilarPane *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkLabel **labels[] = { &self->kicker, &self->title, &self->parts };
  static const char *const styles[] = { "kicker", "hit-title", "dim-label" };

  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    {
      *labels[i] = GTK_LABEL (tl_similar_row_new_label (NULL, styles[i]));
      gtk_widget_add_css_class (GTK_WIDGET (*labels[i]), "citing-line");
      gtk_box_append (GTK_BOX (box), GTK_WIDGET (*labels[i]));
    }
  self->buttons[0] = make_button (_ ("Open"), _ ("Open the case found (Enter)"), "similar.open");
  self->buttons[1]
      = make_button (_ ("Compare"), _ ("Side by side with your case (C)"), "similar.compare");
  for (guint i = 0; i < 2; i++)
    gtk_box_append (GTK_BOX (buttons), self->buttons[i]);
  gtk_widget_add_css_class (buttons, "citing-line");
  gtk_box_append (GTK_BOX (box), buttons);
  self->lists[0] = make_list (_ ("Why it is similar"));
  gtk_list_box_set_header_func (self->lists[0], header_cb, self, NULL);
  g_signal_connect_object (self->lists[0], "row-activated", G_CALLBACK (point_activated_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->lists[0]));
  return make_scrolled (box);
}

static GtkWidget *
make_provisions (TlSimilarPane *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);

  self->provisions_note = GTK_LABEL (tl_similar_row_new_label (NULL, "citing-line"));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->provisions_note));
  self->lists[1] = make_list (_ ("Suggested articles"));
  g_signal_connect_object (self->lists[1], "row-activated", G_CALLBACK (provision_activated_cb),
                           self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->lists[1]));
  return make_scrolled (box);
}

static GtkWidget *
make_head (TlSimilarPane *self)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *linked = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  const char *const names[] = { _ ("Why similar"), _ ("Suggested articles") };

  self->back = gtk_button_new_from_icon_name ("go-previous-symbolic");
  gtk_widget_set_tooltip_text (self->back, _ ("Back to the list (Esc)"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->back), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Back to the list"), -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->back), "similar.back");
  gtk_widget_add_css_class (self->back, "flat");
  gtk_widget_set_visible (self->back, FALSE);
  gtk_box_append (GTK_BOX (head), self->back);
  for (guint i = 0; i < 2; i++)
    {
      self->toggles[i] = gtk_toggle_button_new_with_label (names[i]);
      gtk_box_append (GTK_BOX (linked), self->toggles[i]);
    }
  gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (self->toggles[1]),
                               GTK_TOGGLE_BUTTON (self->toggles[0]));
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->toggles[0]), TRUE);
  g_signal_connect_object (self->toggles[1], "toggled", G_CALLBACK (toggled_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_add_css_class (linked, "linked");
  gtk_box_append (GTK_BOX (head), linked);
  gtk_widget_add_css_class (head, "citing-head");
  return head;
}

static gboolean
tl_similar_pane_grab_focus (GtkWidget *widget)
{
  TlSimilarPane *self = TL_SIMILAR_PANE (widget);
  gboolean provisions = gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->toggles[1]));
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->lists[provisions], 0);

  return gtk_widget_grab_focus (row != NULL ? GTK_WIDGET (row) : self->toggles[provisions]);
}

static void
tl_similar_pane_dispose (GObject *object)
{
  g_clear_pointer (&TL_SIMILAR_PANE (object)->box, gtk_widget_unparent);
  G_OBJECT_CLASS (tl_similar_pane_parent_class)->dispose (object);
}

static void
tl_similar_pane_class_init (TlSimilarPaneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tl_similar_pane_dispose;
  widget_class->grab_focus = tl_similar_pane_grab_focus;
  widget_class->focus = tl_widget_focus_children;
  gtk_widget_class_set_css_name (widget_class, "similarpane");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
tl_similar_pane_init (TlSimilarPane *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_add_css_class (self->box, "side-pane");
  gtk_widget_add_css_class (self->box, "right");
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_box_append (GTK_BOX (self->box), make_head (self));
  gtk_stack_add_named (self->stack, make_why (self), pages[0]);
  gtk_stack_add_named (self->stack, make_provisions (self), pages[1]);
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->stack));
  tl_stack_show (self->stack, pages[0]);
}

GtkWidget *
tl_similar_pane_new (void)
{
  return g_object_new (TL_TYPE_SIMILAR_PANE, NULL);
}

static void
add_points (TlSimilarPane *self, GPtrArray *points, guint first, gboolean can_open_own)
{
  for (guint i = 0; i < points->len; i++)
    {
      const TlSimilarPoint *point = g_ptr_array_index (points, i);
      GtkWidget *row = tl_similar_row_new_point (point, first + i, can_open_own);

      if (point->anchor == NULL)
        g_object_set_data (G_OBJECT (row), "only-own", GINT_TO_POINTER (1));
      gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row),
                                        point->anchor != NULL || can_open_own);
      gtk_list_box_append (self->lists[0], row);
    }
}

void
tl_similar_pane_set_case (TlSimilarPane *self,
                          const TlSimilarCase *found,
                          guint number,
                          gboolean can_open_own)
{
  g_autofree char *kicker = NULL;
  g_autofree char *title = NULL;
  g_autofree char *parts = NULL;

  g_return_if_fail (TL_IS_SIMILAR_PANE (self));

  clear_rows (self->lists[0]);
  self->n_shared = found != NULL ? found->shared->len : 0;
  gtk_widget_set_sensitive (self->toggles[0], found != NULL);
  if (found == NULL)
    return;
  kicker = tl_hit_kicker (found->hit);
  title = tl_hit_title (found->hit);
  parts = tl_similar_case_parts (found);
  gtk_label_set_text (self->kicker, kicker);
  gtk_label_set_text (self->title, title);
  gtk_label_set_text (self->parts, parts);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->parts),
                               _ ("How much of your case each part of it has"));
  for (guint i = 0; i < 2; i++)
    gtk_actionable_set_action_target (GTK_ACTIONABLE (self->buttons[i]), "u", number);
  add_points (self, found->shared, 0, can_open_own);
  add_points (self, found->differing, found->shared->len, can_open_own);
}

void
tl_similar_pane_set_provisions (TlSimilarPane *self, GPtrArray *provisions)
{
  g_return_if_fail (TL_IS_SIMILAR_PANE (self));

  clear_rows (self->lists[1]);
  for (guint i = 0; i < provisions->len; i++)
    gtk_list_box_append (self->lists[1],
                         tl_similar_row_new_provision (g_ptr_array_index (provisions, i)));
  gtk_label_set_text (self->provisions_note,
                      provisions->len > 0
                          ? _ ("What the nearest cases rest on, and what its own words bring near. "
                               "The text is that of the date in use.")
                          : _ ("No article could be suggested."));
}

void
tl_similar_pane_show (TlSimilarPane *self, gboolean provisions)
{
  g_return_if_fail (TL_IS_SIMILAR_PANE (self));

  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->toggles[provisions ? 1 : 0]), TRUE);
  toggled_cb (self);
}

void
tl_similar_pane_set_alone (TlSimilarPane *self, gboolean alone)
{
  g_return_if_fail (TL_IS_SIMILAR_PANE (self));

  gtk_widget_set_visible (self->back, alone);
}

GtkListBox *
tl_similar_pane_get_list (TlSimilarPane *self, gboolean provisions)
{
  g_return_val_if_fail (TL_IS_SIMILAR_PANE (self), NULL);

  return self->lists[provisions ? 1 : 0];
}
