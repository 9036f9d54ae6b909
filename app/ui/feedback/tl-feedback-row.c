/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/feedback/tl-feedback-row.h"

#include <glib/gi18n.h>

#include "ui/feedback/tl-feedback-words.h"

struct _TlFeedbackRow
{
  GtkListBoxRow parent_instance;

  GtkWidget *head;    /* children of the row's box */
  GtkWidget *line;    /* the text in one line */
  GtkWidget *details; /* all of it */
  GtkWidget *buttons;

  TlDeskItem *item;
  gboolean unfolded;
};

G_DEFINE_FINAL_TYPE (TlFeedbackRow, tl_feedback_row, GTK_TYPE_LIST_BOX_ROW)

enum
{
  SIGNAL_ACT,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static GtkWidget *
add_label (GtkWidget *box, const char *text, const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  gtk_box_append (GTK_BOX (box), label);
  return label;
}

static void
act_clicked_cb (GtkWidget *button, TlFeedbackRow *self)
{
  g_signal_emit (self, signals[SIGNAL_ACT], 0, gtk_widget_get_name (button));
}

static void
add_button (TlFeedbackRow *self, const char *label, const char *act)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_widget_set_name (button, act);
  g_signal_connect_object (button, "clicked", G_CALLBACK (act_clicked_cb), self, 0);
  gtk_box_append (GTK_BOX (self->buttons), button);
}

static GtkWidget *
make_state (TlFeedbackRow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 5);
  g_autofree char *text = tl_feedback_state_text (self->item);
  GtkWidget *icon = gtk_image_new_from_icon_name (tl_feedback_state_icon (self->item));

  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), gtk_label_new (text));
  gtk_widget_add_css_class (box, "item-state");
  gtk_widget_add_css_class (box, tl_feedback_state_style (self->item));
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  return box;
}

static GtkWidget *
make_head (TlFeedbackRow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  g_autofree char *head = tl_feedback_item_head (self->item);
  g_autofree char *time = tl_feedback_time (self->item->changed);
  GtkWidget *label;

  gtk_box_append (GTK_BOX (box), make_state (self));
  if (self->item->unread > 0)
    {
      GtkWidget *mark = gtk_label_new (_ ("New"));

      gtk_widget_add_css_class (mark, "badge");
      gtk_widget_set_valign (mark, GTK_ALIGN_CENTER);
      gtk_box_append (GTK_BOX (box), mark);
    }
  label = add_label (box, head, "heading");
  gtk_label_set_wrap (GTK_LABEL (label), FALSE);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (label, TRUE);
  label = add_label (box, time, "caption");
  gtk_label_set_wrap (GTK_LABEL (label), FALSE);
  gtk_widget_add_css_class (label, "dim-label");
  return box;
}

/* What matters most in one line: what to do, what was answered, or what was written. */
static void
add_line (TlFeedbackRow *self, GtkWidget *box)
{
  g_autofree char *failure = tl_feedback_failure (self->item);
  g_autofree char *reply = tl_feedback_reply (self->item);
  g_autofree char *words = NULL;

  if (failure != NULL)
    {
      add_label (box, failure, "error");
      return;
    }
  if (reply != NULL)
    /* Translators: %s is what the editors answer. */
    words = g_strdup_printf (_ ("Answer: %s"), reply);
  else if (self->item->item->text != NULL && *self->item->item->text != '\0')
    words = g_strdup (self->item->item->text);
  if (words == NULL)
    return;
  self->line = add_label (box, g_strdelimit (words, "\n", ' '), NULL);
  gtk_label_set_wrap (GTK_LABEL (self->line), FALSE);
  gtk_label_set_ellipsize (GTK_LABEL (self->line), PANGO_ELLIPSIZE_END);
}

static void
add_events (TlFeedbackRow *self)
{
  for (guint i = 0; i < self->item->events->len; i++)
    {
      const TlDeskItemEvent *event = g_ptr_array_index (self->item->events, i);
      g_autofree char *time = tl_feedback_time (event->time);
      g_autofree char *line
          = g_strdup_printf ("%s · %s", time, tl_feedback_state_name (event->state));
      GtkWidget *label;

      add_label (self->details, line, "caption-heading");
      if (event->text == NULL || *event->text == '\0')
        continue;
      label = add_label (self->details, event->text, "feedback-reply");
      gtk_label_set_selectable (GTK_LABEL (label), TRUE);
    }
}

static GtkWidget *
make_details (TlFeedbackRow *self)
{
  const TlItem *item = self->item->item;

  self->details = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  if (item->kind == TL_ITEM_CONTRIBUTION && item->question != NULL)
    add_label (self->details, item->question, "heading");
  if (item->quote != NULL)
    add_label (self->details, item->quote, "mark-quote");
  if (item->text != NULL && *item->text != '\0')
    add_label (self->details, item->text, NULL);
  for (guint i = 0; i < item->citations->len; i++)
    {
      const TlItemCitation *citation = g_ptr_array_index (item->citations, i);

      add_label (self->details, citation->label, "caption");
    }
  if (item->kind == TL_ITEM_FEEDBACK && item->question != NULL)
    {
      g_autofree char *asked = g_strdup_printf (_ ("Question sent with it: %s"), item->question);

      add_label (self->details, asked, "caption");
    }
  add_events (self);
  return self->details;
}

static gboolean
is_applied (const TlDeskItem *item)
{
  for (guint i = 0; item->state == TL_ITEM_APPLIED && i < item->events->len; i++)
    if (((const TlDeskItemEvent *)g_ptr_array_index (item->events, i))->document != NULL)
      return TRUE;
  return FALSE;
}

static GtkWidget *
make_buttons (TlFeedbackRow *self)
{
  self->buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  if (is_applied (self->item))
    add_button (self, _ ("Open What Changed"), "open");
  if (tl_desk_item_can_edit (self->item))
    add_button (self, _ ("Edit"), "edit");
  if (self->item->state == TL_ITEM_FAILED)
    {
      add_button (self, _ ("Send Again"), "retry");
      add_button (self, _ ("Let It Be"), "dismiss");
    }
  if (tl_desk_item_can_withdraw (self->item))
    add_button (self, _ ("Withdraw"), "withdraw");
  if (self->item->item->document != NULL)
    add_button (self, _ ("Open the Document"), "about");
  return self->buttons;
}

static void
show_folding (TlFeedbackRow *self)
{
  gtk_widget_set_visible (self->details, self->unfolded);
  gtk_widget_set_visible (self->buttons, self->unfolded || self->item->state == TL_ITEM_FAILED);
  if (self->line != NULL)
    gtk_widget_set_visible (self->line, !self->unfolded);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_STATE_EXPANDED, self->unfolded,
                               -1);
}

static void
name_row (TlFeedbackRow *self)
{
  g_autofree char *state = tl_feedback_state_text (self->item);
  g_autofree char *head = tl_feedback_item_head (self->item);
  g_autofree char *name
      = g_strdup_printf ("%s%s. %s", self->item->unread > 0 ? _ ("New: ") : "", state, head);
  g_autofree char *failure = tl_feedback_failure (self->item);
  g_autofree char *reply = tl_feedback_reply (self->item);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  if (failure != NULL || reply != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                    failure != NULL ? failure : reply, -1);
}

static void
tl_feedback_row_finalize (GObject *object)
{
  g_clear_pointer (&TL_FEEDBACK_ROW (object)->item, tl_desk_item_free);
  G_OBJECT_CLASS (tl_feedback_row_parent_class)->finalize (object);
}

static void
tl_feedback_row_class_init (TlFeedbackRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tl_feedback_row_finalize;
  signals[SIGNAL_ACT] = g_signal_new ("act", TL_TYPE_FEEDBACK_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                      NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
tl_feedback_row_init (TlFeedbackRow *self)
{
}

GtkWidget *
tl_feedback_row_new (TlDeskItem *item, gboolean unfolded)
{
  TlFeedbackRow *self = g_object_new (TL_TYPE_FEEDBACK_ROW, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  self->item = item;
  self->unfolded = unfolded;
  self->head = make_head (self);
  gtk_box_append (GTK_BOX (box), self->head);
  add_line (self, box);
  gtk_box_append (GTK_BOX (box), make_details (self));
  gtk_box_append (GTK_BOX (box), make_buttons (self));
  gtk_widget_add_css_class (GTK_WIDGET (self), "feedback-row");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), box);
  name_row (self);
  show_folding (self);
  return GTK_WIDGET (self);
}

const TlDeskItem *
tl_feedback_row_get_item (TlFeedbackRow *self)
{
  return self->item;
}

gboolean
tl_feedback_row_is_unfolded (TlFeedbackRow *self)
{
  return self->unfolded;
}

void
tl_feedback_row_set_unfolded (TlFeedbackRow *self, gboolean unfolded)
{
  g_return_if_fail (TL_IS_FEEDBACK_ROW (self));

  self->unfolded = unfolded;
  show_folding (self);
  if (unfolded && self->item->unread > 0)
    g_signal_emit (self, signals[SIGNAL_ACT], 0, "read");
}
