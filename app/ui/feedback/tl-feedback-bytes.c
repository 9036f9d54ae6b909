/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/feedback/tl-feedback-bytes.h"

#include <glib/gi18n.h>
#include <string.h>

#include "ui/feedback/tl-feedback-words.h"

#define MIN_HEIGHT 90
#define MAX_HEIGHT 220

struct _TlFeedbackBytes
{
  GtkWidget parent_instance;

  GtkWidget *box; /* child */
  GtkToggleButton *button;
  GtkRevealer *revealer;
  GtkTextView *text;
  GtkLabel *size;

  GtkTextTag *exact; /* the buffer's */

  /* Owned. */
  TlFeedbackDraft *draft;
};

G_DEFINE_FINAL_TYPE (TlFeedbackBytes, tl_feedback_bytes, GTK_TYPE_WIDGET)

static void
show (TlFeedbackBytes *self)
{
  const char *body = tl_feedback_draft_get_body (self->draft);
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->text);
  g_autofree char *before = tl_feedback_bytes_dup_text (self);
  g_autofree char *size = NULL;

  if (body == NULL)
    body = "";
  if (!g_str_equal (before, body))
    {
      GtkTextIter start, end;

      gtk_text_buffer_set_text (buffer, body, -1);
      gtk_text_buffer_get_bounds (buffer, &start, &end);
      gtk_text_buffer_apply_tag (buffer, self->exact, &start, &end);
    }
  /* Translators: a number of bytes. */
  size = g_strdup_printf (_ ("These %zu bytes, and nothing else"), strlen (body));
  gtk_label_set_text (self->size, *body != '\0' ? size : "");
}

static void
toggled_cb (TlFeedbackBytes *self)
{
  gboolean shown = gtk_toggle_button_get_active (self->button);

  gtk_widget_set_visible (GTK_WIDGET (self->revealer), TRUE);
  gtk_revealer_set_reveal_child (self->revealer, shown);
  gtk_widget_set_visible (GTK_WIDGET (self->revealer), shown);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_STATE_EXPANDED, shown,
                               -1);
  tl_feedback_draft_set_shown (self->draft, shown);
  show (self);
}

static void
tl_feedback_bytes_dispose (GObject *object)
{
  TlFeedbackBytes *self = TL_FEEDBACK_BYTES (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->draft);
  G_OBJECT_CLASS (tl_feedback_bytes_parent_class)->dispose (object);
}

static void
tl_feedback_bytes_class_init (TlFeedbackBytesClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = tl_feedback_bytes_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "feedbackbytes");
}

static GtkWidget *
make_text (TlFeedbackBytes *self)
{
  GtkWidget *window = gtk_scrolled_window_new ();

  self->text = GTK_TEXT_VIEW (gtk_text_view_new ());
  gtk_text_view_set_editable (self->text, FALSE);
  gtk_text_view_set_monospace (self->text, TRUE);
  gtk_text_view_set_wrap_mode (self->text, GTK_WRAP_CHAR);
  /* A hyphen where a line is broken would be one more byte to the eye. */
  self->exact = gtk_text_buffer_create_tag (gtk_text_view_get_buffer (self->text), NULL,
                                            "insert-hyphens", FALSE, NULL);
  gtk_text_view_set_accepts_tab (self->text, FALSE);
  gtk_text_view_set_left_margin (self->text, 6);
  gtk_text_view_set_right_margin (self->text, 6);
  gtk_text_view_set_top_margin (self->text, 6);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->text), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("What will be sent, byte for byte"), -1);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (window), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (window), MIN_HEIGHT);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (window), MAX_HEIGHT);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (window), TRUE);
  gtk_scrolled_window_set_has_frame (GTK_SCROLLED_WINDOW (window), TRUE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (window), GTK_WIDGET (self->text));
  return window;
}

static void
tl_feedback_bytes_init (TlFeedbackBytes *self)
{
  GtkWidget *inside = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  self->button
      = GTK_TOGGLE_BUTTON (gtk_toggle_button_new_with_mnemonic (_ ("See E_xactly What Is Sent")));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("See Exactly What Is Sent"), -1);
  gtk_widget_add_css_class (GTK_WIDGET (self->button), "flat");
  gtk_widget_set_halign (GTK_WIDGET (self->button), GTK_ALIGN_START);
  g_signal_connect_swapped (self->button, "toggled", G_CALLBACK (toggled_cb), self);
  self->size = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->size, 0);
  gtk_label_set_wrap (self->size, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->size), "caption");
  gtk_box_append (GTK_BOX (inside), make_text (self));
  gtk_box_append (GTK_BOX (inside), GTK_WIDGET (self->size));
  self->revealer = GTK_REVEALER (gtk_revealer_new ());
  gtk_revealer_set_child (self->revealer, inside);
  gtk_widget_set_visible (GTK_WIDGET (self->revealer), FALSE);
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->button));
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->revealer));
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

GtkWidget *
tl_feedback_bytes_new (TlFeedbackDraft *draft)
{
  TlFeedbackBytes *self = g_object_new (TL_TYPE_FEEDBACK_BYTES, NULL);

  self->draft = g_object_ref (draft);
  g_signal_connect_object (draft, "changed", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

void
tl_feedback_bytes_set_shown (TlFeedbackBytes *self, gboolean shown)
{
  gtk_toggle_button_set_active (self->button, shown);
}

gboolean
tl_feedback_bytes_get_shown (TlFeedbackBytes *self)
{
  return gtk_toggle_button_get_active (self->button);
}

char *
tl_feedback_bytes_dup_text (TlFeedbackBytes *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->text);
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
}
