/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/similar/tl-similar-start.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "ui/similar/tl-similar-row.h"
#include "ui/tl-widget.h"

#define WIDTH 640 /* pixels */

struct _TlSimilarStart
{
  GtkWidget parent_instance;

  GtkWidget *scrolled; /* a child */
  GtkWidget *file;
  GtkWidget *find;
  GtkTextBuffer *facts; /* borrowed of its view */
};

G_DEFINE_FINAL_TYPE (TlSimilarStart, tl_similar_start, GTK_TYPE_WIDGET)

static void
find_cb (TlSimilarStart *self)
{
  GtkTextIter start, end;
  g_autofree char *text = NULL;

  gtk_text_buffer_get_bounds (self->facts, &start, &end);
  text = gtk_text_buffer_get_text (self->facts, &start, &end, FALSE);
  gtk_widget_activate_action (GTK_WIDGET (self), "similar.find-facts", "s", g_strstrip (text));
}

static gboolean
find_key_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  TlSimilarStart *self = TL_SIMILAR_START (widget);

  if (gtk_widget_is_sensitive (self->find))
    find_cb (self);
  return TRUE;
}

static void
facts_changed_cb (TlSimilarStart *self)
{
  gtk_widget_set_sensitive (self->find, gtk_text_buffer_get_char_count (self->facts) > 0);
}

static GtkWidget *
make_facts (TlSimilarStart *self)
{
  GtkWidget *view = gtk_text_view_new ();
  GtkWidget *frame = gtk_scrolled_window_new ();

  self->facts = gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));
  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (view), GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (view), FALSE);
  gtk_text_view_set_left_margin (GTK_TEXT_VIEW (view), 8);
  gtk_text_view_set_right_margin (GTK_TEXT_VIEW (view), 8);
  gtk_text_view_set_top_margin (GTK_TEXT_VIEW (view), 8);
  gtk_text_view_set_bottom_margin (GTK_TEXT_VIEW (view), 8);
  gtk_widget_add_css_class (view, "facts");
  gtk_accessible_update_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Facts of the case"), -1);
  g_signal_connect_object (self->facts, "changed", G_CALLBACK (facts_changed_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (frame), view);
  gtk_scrolled_window_set_has_frame (GTK_SCROLLED_WINDOW (frame), TRUE);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (frame), 140);
  gtk_widget_set_vexpand (frame, TRUE);
  return frame;
}

static GtkWidget *
make_content (TlSimilarStart *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  gtk_widget_set_margin_top (box, 24);
  gtk_widget_set_margin_bottom (box, 24);
  gtk_widget_set_margin_start (box, 24);
  gtk_widget_set_margin_end (box, 24);
  gtk_box_append (GTK_BOX (box),
                  tl_similar_row_new_label (_ ("Which case shall others be like?"), "title-2"));
  gtk_box_append (GTK_BOX (box), tl_similar_row_new_label (
                                     _ ("Open a judgment and press Ctrl+Shift+T, choose a file "
                                        "(PDF, DOCX, ODT, TXT), or write what happened. Nothing "
                                        "of it leaves this computer."),
                                     NULL));
  self->file = gtk_button_new_with_label (_ ("Choose a File…"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->file), "similar.choose-file");
  gtk_widget_set_halign (self->file, GTK_ALIGN_START);
  gtk_widget_add_css_class (self->file, "suggested-action");
  gtk_box_append (GTK_BOX (box), self->file);
  gtk_box_append (GTK_BOX (box), tl_similar_row_new_label (_ ("Facts of the case"), "heading"));
  gtk_box_append (GTK_BOX (box), make_facts (self));
  self->find = gtk_button_new_with_label (_ ("Find Similar Cases"));
  gtk_widget_set_tooltip_text (self->find, _ ("Cases and articles for these facts (Ctrl+Enter)"));
  gtk_widget_set_halign (self->find, GTK_ALIGN_START);
  gtk_widget_set_sensitive (self->find, FALSE);
  g_signal_connect_object (self->find, "clicked", G_CALLBACK (find_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), self->find);
  return box;
}

static gboolean
tl_similar_start_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (TL_SIMILAR_START (widget)->file);
}

static void
tl_similar_start_dispose (GObject *object)
{
  g_clear_pointer (&TL_SIMILAR_START (object)->scrolled, gtk_widget_unparent);
  G_OBJECT_CLASS (tl_similar_start_parent_class)->dispose (object);
}

static void
tl_similar_start_class_init (TlSimilarStartClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tl_similar_start_dispose;
  widget_class->grab_focus = tl_similar_start_grab_focus;
  widget_class->focus = tl_widget_focus_children;
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK, find_key_cb, NULL);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
tl_similar_start_init (TlSimilarStart *self)
{
  GtkWidget *clamp = adw_clamp_new ();

  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), WIDTH);
  adw_clamp_set_child (ADW_CLAMP (clamp), make_content (self));
  self->scrolled = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scrolled), clamp);
  gtk_widget_set_parent (self->scrolled, GTK_WIDGET (self));
}

GtkWidget *
tl_similar_start_new (void)
{
  return g_object_new (TL_TYPE_SIMILAR_START, NULL);
}
