/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/reader/tl-notes-pane.h"

#include <glib/gi18n.h>

#include "ui/desk/tl-mark-row.h"
#include "ui/tl-widget.h"

struct _TlNotesPane
{
  GtkWidget parent_instance;

  GtkWidget *box; /* child */
  GtkLabel *total;
  GtkListBox *list;
  GtkWidget *copy;
};

G_DEFINE_FINAL_TYPE (TlNotesPane, tl_notes_pane, GTK_TYPE_WIDGET)

enum
{
  SIGNAL_GO,
  SIGNAL_CLOSE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
row_activated_cb (TlNotesPane *self, GtkListBoxRow *row)
{
  g_signal_emit (self, signals[SIGNAL_GO], 0, tl_mark_row_get_mark (GTK_WIDGET (row))->id);
}

static void
close_cb (TlNotesPane *self)
{
  g_signal_emit (self, signals[SIGNAL_CLOSE], 0);
}

static gboolean
escape_cb (GtkWidget *widget, GVariant *parameter, gpointer user_data)
{
  close_cb (TL_NOTES_PANE (widget));
  return GDK_EVENT_STOP;
}

static void
copy_cb (TlNotesPane *self)
{
  g_autofree char *text = tl_notes_pane_dup_text (self);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), text);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.say", "s", _ ("The notes were copied"));
}

static void
tl_notes_pane_dispose (GObject *object)
{
  g_clear_pointer (&TL_NOTES_PANE (object)->box, gtk_widget_unparent);
  G_OBJECT_CLASS (tl_notes_pane_parent_class)->dispose (object);
}

static gboolean
tl_notes_pane_grab_focus (GtkWidget *widget)
{
  TlNotesPane *self = TL_NOTES_PANE (widget);
  GtkListBoxRow *first = gtk_list_box_get_row_at_index (self->list, 0);

  return gtk_widget_grab_focus (first != NULL ? GTK_WIDGET (first)
                                              : gtk_widget_get_first_child (self->box));
}

static void
tl_notes_pane_class_init (TlNotesPaneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tl_notes_pane_dispose;
  widget_class->grab_focus = tl_notes_pane_grab_focus;
  widget_class->focus = tl_widget_focus_children;
  signals[SIGNAL_GO] = g_signal_new ("go", TL_TYPE_NOTES_PANE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                     NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[SIGNAL_CLOSE] = g_signal_new ("close", TL_TYPE_NOTES_PANE, G_SIGNAL_RUN_LAST, 0, NULL,
                                        NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, escape_cb, NULL);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "notespane");
}

static GtkWidget *
make_head (TlNotesPane *self)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *title = gtk_label_new (_ ("Notes"));
  GtkWidget *close = gtk_button_new_from_icon_name ("window-close-symbolic");

  self->copy = gtk_button_new_with_label (_ ("Copy All"));
  gtk_widget_add_css_class (head, "citing-head");
  gtk_widget_add_css_class (title, "heading");
  gtk_widget_set_hexpand (title, TRUE);
  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_widget_add_css_class (self->copy, "flat");
  gtk_widget_add_css_class (close, "flat");
  gtk_widget_set_tooltip_text (close, _ ("Close (Esc)"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (close), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Close"), -1);
  g_signal_connect_swapped (close, "clicked", G_CALLBACK (close_cb), self);
  g_signal_connect_swapped (self->copy, "clicked", G_CALLBACK (copy_cb), self);
  gtk_box_append (GTK_BOX (head), title);
  gtk_box_append (GTK_BOX (head), self->copy);
  gtk_box_append (GTK_BOX (head), close);
  return head;
}

static void
tl_notes_pane_init (TlNotesPane *self)
{
  GtkWidget *window = gtk_scrolled_window_new ();

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_add_css_class (self->box, "side-pane");
  gtk_widget_add_css_class (self->box, "right");
  self->total = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->total, 0);
  gtk_label_set_wrap (self->total, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->total), "citing-line");
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "citing-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Notes"), -1);
  g_signal_connect_object (self->list, "row-activated", G_CALLBACK (row_activated_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (window), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (window), GTK_WIDGET (self->list));
  gtk_widget_set_vexpand (window, TRUE);
  gtk_box_append (GTK_BOX (self->box), make_head (self));
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->total));
  gtk_box_append (GTK_BOX (self->box), window);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

void
tl_notes_pane_set_marks (TlNotesPane *self, GPtrArray *marks, gboolean has_original)
{
  guint n = marks != NULL ? marks->len : 0;
  g_autofree char *total = NULL;
  int focus;

  g_return_if_fail (TL_IS_NOTES_PANE (self));

  focus = tl_mark_rows_clear (self->list);
  for (guint i = 0; i < n; i++)
    {
      const TlPlacedMark *mark = g_ptr_array_index (marks, i);

      gtk_list_box_append (self->list, tl_mark_row_new (mark->mark, NULL,
                                                        tl_placed_mark_is_lost (mark, has_original)
                                                            ? _ ("No longer found in the document")
                                                            : NULL));
    }
  tl_mark_rows_focus (self->list, focus);
  total = n > 0 ? g_strdup_printf (g_dngettext (NULL, "%u highlight", "%u highlights", n), n)
                : g_strdup (_ ("Nothing is highlighted here yet. Select words and press Ctrl+H."));
  gtk_label_set_text (self->total, total);
  gtk_widget_set_sensitive (self->copy, n > 0);
}

GtkListBox *
tl_notes_pane_get_list (TlNotesPane *self)
{
  return self->list;
}

char *
tl_notes_pane_dup_text (TlNotesPane *self)
{
  GString *text = g_string_new (NULL);

  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->list)); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    {
      const TlDeskMark *mark = tl_mark_row_get_mark (row);

      g_string_append_printf (text, "“%s”\n", mark->quote != NULL ? mark->quote : "");
      if (mark->note != NULL)
        g_string_append_printf (text, "%s\n", mark->note);
      g_string_append_c (text, '\n');
    }
  return g_string_free (text, FALSE);
}
