/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the page of similar cases is made of, and what its list holds. */
#include "config.h"

#include <glib/gi18n.h>

#include "ui/similar/tl-similar-row.h"
#include "ui/similar/tl-similar-start.h"
#include "ui/similar/tl-similar-view-private.h"
#include "ui/tl-widget.h"

/* Pixels of the pane beside the list, at the normal text size. */
#define PANE_WIDTH 460

static void
by_changed_cb (TlSimilarView *self)
{
  int choice = (int)gtk_drop_down_get_selected (GTK_DROP_DOWN (self->by));

  /* The change of the setting looks anew. */
  if (choice != g_settings_get_enum (self->settings, "similar-by"))
    g_settings_set_enum (self->settings, "similar-by", choice);
}

static void
setting_changed_cb (TlSimilarView *self)
{
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->by),
                              (guint)g_settings_get_enum (self->settings, "similar-by"));
}

static GtkWidget *
make_by (TlSimilarView *self)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  for (guint i = 0; i < TL_N_SIMILAR_CHOICES; i++)
    g_ptr_array_add (names, (gpointer)tl_similar_choice_name ((TlSimilarChoice)i));
  g_ptr_array_add (names, NULL);
  self->by = gtk_drop_down_new_from_strings ((const char *const *)names->pdata);
  gtk_widget_set_tooltip_text (self->by, _ ("By what cases are compared; it is remembered"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->by), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Compare by"), -1);
  setting_changed_cb (self);
  g_signal_connect_object (self->by, "notify::selected", G_CALLBACK (by_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->settings, "changed::similar-by", G_CALLBACK (setting_changed_cb),
                           self, G_CONNECT_SWAPPED);
  return self->by;
}

static GtkWidget *
make_button (const char *label, const char *tooltip, const char *action)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_widget_set_tooltip_text (button, tooltip);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  return button;
}

static GtkWidget *
make_bar (TlSimilarView *self)
{
  GtkWidget *bar = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);

  self->heading = GTK_LABEL (tl_similar_row_new_label (NULL, "heading"));
  self->tools = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  gtk_box_append (GTK_BOX (self->tools), make_by (self));
  self->whole
      = make_button (_ ("Whole Document"), _ ("Cases like the whole of it"), "similar.whole");
  gtk_widget_add_css_class (self->whole, "flat");
  gtk_box_append (GTK_BOX (self->tools), _tl_similar_view_make_filters (self));
  gtk_box_append (GTK_BOX (self->tools), self->whole);
  gtk_box_append (GTK_BOX (self->tools),
                  make_button (_ ("Choose a File…"),
                               _ ("Cases like a file of yours, which stays on this computer"),
                               "similar.choose-file"));
  gtk_box_append (GTK_BOX (self->tools),
                  make_button (_ ("Write the Facts…"),
                               _ ("Back to the facts you wrote, or to write some"),
                               "similar.write-facts"));
  self->total = GTK_LABEL (tl_similar_row_new_label (NULL, "dim-label"));
  gtk_widget_set_hexpand (GTK_WIDGET (self->total), TRUE);
  gtk_label_set_xalign (self->total, 1);
  gtk_box_append (GTK_BOX (self->tools), GTK_WIDGET (self->total));
  gtk_box_append (GTK_BOX (bar), GTK_WIDGET (self->heading));
  gtk_box_append (GTK_BOX (bar), self->tools);
  gtk_box_append (GTK_BOX (bar), GTK_WIDGET (self->only));
  gtk_widget_add_css_class (bar, "similar-bar");
  return bar;
}

static GtkWidget *
make_loading (TlSimilarView *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *spinner = gtk_spinner_new ();

  gtk_spinner_start (GTK_SPINNER (spinner));
  gtk_widget_set_size_request (spinner, 32, 32);
  gtk_box_append (GTK_BOX (box), spinner);
  self->doing = GTK_LABEL (g_object_new (GTK_TYPE_LABEL, "wrap", TRUE, "accessible-role",
                                         GTK_ACCESSIBLE_ROLE_STATUS, NULL));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->doing));
  self->cancel = make_button (_ ("Cancel"), _ ("Stop looking (Esc)"), "similar.cancel");
  gtk_widget_set_halign (self->cancel, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), self->cancel);
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  return box;
}

static GtkWidget *
make_message (TlSimilarView *self)
{
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  self->message = ADW_STATUS_PAGE (adw_status_page_new ());
  self->message_buttons[0]
      = make_button (_ ("Try Again"), _ ("Look for similar cases again"), "similar.retry");
  self->message_buttons[1] = make_button (
      _ ("Choose a File…"), _ ("Cases like a file of yours, which stays on this computer"),
      "similar.choose-file");
  for (guint i = 0; i < 2; i++)
    gtk_box_append (GTK_BOX (buttons), self->message_buttons[i]);
  gtk_widget_set_halign (buttons, GTK_ALIGN_CENTER);
  adw_status_page_set_child (self->message, buttons);
  return GTK_WIDGET (self->message);
}

static void
row_selected_cb (TlSimilarView *self, GtkListBoxRow *row)
{
  int index = row != NULL ? gtk_list_box_row_get_index (row) : -1;

  if (self->found == NULL || index < 0 || index >= (int)self->found->cases->len)
    return;
  tl_similar_pane_set_case (self->pane, g_ptr_array_index (self->found->cases, (guint)index),
                            (guint)index, self->source->kind != TL_SIMILAR_FROM_FACTS);
}

static void
row_activated_cb (TlSimilarView *self, GtkListBoxRow *row)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "similar.open", "u",
                              (guint)gtk_list_box_row_get_index (row));
}

static GtkWidget *
make_list (TlSimilarView *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_BROWSE);
  gtk_list_box_set_activate_on_single_click (self->list, FALSE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "similar-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Similar cases"), -1);
  g_signal_connect_object (self->list, "row-selected", G_CALLBACK (row_selected_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->list, "row-activated", G_CALLBACK (row_activated_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), GTK_WIDGET (self->list));
  return scrolled;
}

static GtkWidget *
make_none (TlSimilarView *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  self->none = GTK_LABEL (tl_similar_row_new_label (NULL, NULL));
  gtk_box_append (GTK_BOX (box), tl_similar_row_new_label (_ ("No similar case"), "title-3"));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->none));
  gtk_widget_add_css_class (box, "weak-note");
  gtk_widget_set_valign (box, GTK_ALIGN_START);
  return box;
}

static GtkWidget *
make_results (TlSimilarView *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  self->results = box;
  self->left_stack = GTK_STACK (gtk_stack_new ());
  self->left = GTK_WIDGET (self->left_stack);
  gtk_widget_set_hexpand (self->left, TRUE);
  gtk_stack_add_named (self->left_stack, make_list (self), "list");
  gtk_stack_add_named (self->left_stack, make_none (self), "none");
  self->pane = TL_SIMILAR_PANE (tl_similar_pane_new ());
  gtk_box_append (GTK_BOX (box), self->left);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->pane));
  return box;
}

void
_tl_similar_view_build (TlSimilarView *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  gtk_box_append (GTK_BOX (self->box), make_bar (self));
  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_widget_set_vexpand (GTK_WIDGET (self->stack), TRUE);
  self->start = tl_similar_start_new ();
  gtk_stack_add_named (self->stack, self->start, "start");
  gtk_stack_add_named (self->stack, make_loading (self), "loading");
  gtk_stack_add_named (self->stack, make_message (self), "message");
  gtk_stack_add_named (self->stack, make_results (self), "results");
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->stack));
  tl_stack_show (self->stack, "start");
  gtk_widget_set_visible (self->tools, FALSE);
  _tl_similar_view_update_panes (self);
}

void
_tl_similar_view_update_panes (TlSimilarView *self)
{
  gboolean has_pane = self->found != NULL
                      && (self->found->cases->len > 0 || self->found->result->provisions->len > 0);
  gboolean list = !self->narrow || !self->pane_in_front || !has_pane;
  int dpi = 0;

  g_object_get (gtk_widget_get_settings (GTK_WIDGET (self)), "gtk-xft-dpi", &dpi, NULL);
  gtk_widget_set_size_request (
      GTK_WIDGET (self->pane),
      self->narrow ? -1 : (int)(PANE_WIDTH * (dpi > 0 ? dpi / 98304.0 : 1)), -1);
  gtk_widget_set_hexpand (GTK_WIDGET (self->pane), self->narrow);
  gtk_widget_set_visible (self->left, list);
  gtk_widget_set_visible (GTK_WIDGET (self->pane), has_pane && (!self->narrow || !list));
  tl_similar_pane_set_alone (self->pane, self->narrow);
}

static void
clear_list (TlSimilarView *self)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
}

static void
fill_list (TlSimilarView *self)
{
  const TlSimilarFound *found = self->found;
  g_autofree char *total = tl_similar_total (found->cases->len, found->result->ms);

  for (guint i = 0; i < found->cases->len; i++)
    gtk_list_box_append (self->list,
                         tl_similar_row_new_case (g_ptr_array_index (found->cases, i),
                                                  g_ptr_array_index (found->outcomes, i), i));
  gtk_label_set_text (self->total, total);
  tl_stack_show (self->left_stack, "list");
  gtk_list_box_select_row (self->list, gtk_list_box_get_row_at_index (self->list, 0));
}

static void
explain_none (TlSimilarView *self)
{
  TlSimilarChoice choice = (TlSimilarChoice)g_settings_get_enum (self->settings, "similar-by");
  g_autofree char *words = tl_similar_why_empty (self->found->result, choice);

  gtk_label_set_text (self->none, words);
  gtk_label_set_text (self->total, "");
  tl_similar_pane_set_case (self->pane, NULL, 0, FALSE);
  tl_stack_show (self->left_stack, "none");
}

void
_tl_similar_view_fill (TlSimilarView *self)
{
  clear_list (self);
  if (self->found != NULL)
    {
      gboolean any = self->found->cases->len > 0;

      tl_similar_pane_set_provisions (self->pane, self->found->result->provisions);
      if (any)
        fill_list (self);
      else
        explain_none (self);
      tl_similar_pane_show (self->pane, !any);
    }
  _tl_similar_view_update_panes (self);
}
