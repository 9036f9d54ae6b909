/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/feedback/tl-feedback-sheet.h"

#include <glib/gi18n.h>

#include "text/tl-numeral.h"
#include "ui/tl-large-text.h"
#include "ui/tl-widget.h"
#include "ui/tl-wrap-box.h"

#define WIDTH       360
#define TEXT_HEIGHT 96
#define QUOTE_LINES 3
#define MAX_CHARS   30
/* Characters that are still free before the judge is told how many. */
#define NEARLY_FULL 1000
/* Milliseconds after the last key before the bytes that are shown are made again. */
#define SETTLE_MS 250

struct _TlFeedbackSheet
{
  GtkWidget parent_instance;

  GtkWidget *box; /* child */
  GtkLabel *heading;
  GtkLabel *title;
  GtkLabel *label;
  GtkLabel *quote;
  GtkLabel *release;
  GtkCheckButton *verdicts[TL_ITEM_OTHER + 1];
  GtkWidget *text;
  GtkLabel *error;
  GtkCheckButton *with_question;
  GtkLabel *question;
  GtkLabel *note;
  GtkButton *send;
  TlFeedbackBytes *bytes;

  /* Owned. */
  TlFeedbackKeeper *keeper;
  TlFeedbackDraft *draft;
  TlItem *item;
  char *name;  /* for lists */
  char *asked; /* (nullable): the question that may be sent with it */

  /* State. */
  guint settling;
  gboolean editing;
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (TlFeedbackSheet, tl_feedback_sheet, GTK_TYPE_WIDGET)

enum
{
  SIGNAL_CLOSE,
  SIGNAL_KEPT,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static int
chosen (TlFeedbackSheet *self)
{
  for (int i = 0; i <= TL_ITEM_OTHER; i++)
    if (gtk_check_button_get_active (self->verdicts[i]))
      return i;
  return -1;
}

static void
show_error (TlFeedbackSheet *self, const char *words)
{
  GtkAccessible *text = GTK_ACCESSIBLE (self->text);

  gtk_label_set_text (self->error, words != NULL ? words : "");
  gtk_widget_set_visible (GTK_WIDGET (self->error), words != NULL && *words != '\0');
  if (words != NULL && *words != '\0')
    gtk_accessible_update_property (text, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, words, -1);
  else
    gtk_accessible_reset_property (text, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION);
}

/* How much more can be written, when that is little. */
static void
show_length (TlFeedbackSheet *self)
{
  int left
      = TL_ITEM_MAX_TEXT - gtk_text_buffer_get_char_count (tl_feedback_sheet_get_buffer (self));
  g_autofree char *figure = tl_numeral_group (ABS (left));
  g_autofree char *words = NULL;

  if (left < 0)
    words = g_strdup_printf (_ ("%s characters too long"), figure);
  else if (left < NEARLY_FULL)
    words = g_strdup_printf (_ ("%s characters left"), figure);
  show_error (self, words);
}

static void
fill_draft (TlFeedbackSheet *self)
{
  GtkTextBuffer *buffer = tl_feedback_sheet_get_buffer (self);
  GtkTextIter start, end;
  int verdict = chosen (self);

  g_clear_handle_id (&self->settling, g_source_remove);
  if (self->item == NULL || verdict < 0 || tl_feedback_draft_is_sending (self->draft))
    return;
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  g_free (self->item->text);
  self->item->text = gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
  self->item->verdict = (TlItemVerdict)verdict;
  g_clear_pointer (&self->item->question, g_free);
  if (gtk_check_button_get_active (self->with_question))
    self->item->question = g_strdup (self->asked);
  tl_feedback_draft_set (self->draft, self->item, self->name);
}

static gboolean
settled_cb (gpointer user_data)
{
  TlFeedbackSheet *self = user_data;

  self->settling = 0;
  fill_draft (self);
  return G_SOURCE_REMOVE;
}

static void
changed_cb (TlFeedbackSheet *self)
{
  if (self->filling)
    return;
  show_length (self);
  gtk_widget_set_sensitive (GTK_WIDGET (self->bytes), chosen (self) >= 0);
  g_clear_handle_id (&self->settling, g_source_remove);
  self->settling = g_timeout_add (SETTLE_MS, settled_cb, self);
}

static void
keeper_changed_cb (TlFeedbackSheet *self)
{
  g_autofree char *note = tl_feedback_keeper_dup_note (self->keeper);

  gtk_label_set_text (self->note, note);
  gtk_widget_set_sensitive (GTK_WIDGET (self->send),
                            tl_feedback_keeper_get_desk (self->keeper) != NULL
                                && !tl_feedback_draft_is_sending (self->draft));
}

static void
draft_changed_cb (TlFeedbackSheet *self)
{
  const char *error = tl_feedback_draft_get_error (self->draft);

  if (error != NULL)
    show_error (self, error);
  keeper_changed_cb (self);
}

static void
kept_cb (TlFeedbackSheet *self)
{
  gboolean edited = self->editing;

  g_clear_pointer (&self->item, tl_item_free);
  tl_feedback_draft_set (self->draft, NULL, NULL);
  tl_feedback_bytes_set_shown (self->bytes, FALSE);
  g_signal_emit (self, signals[SIGNAL_KEPT], 0, edited);
}

static void
close_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_signal_emit (widget, signals[SIGNAL_CLOSE], 0);
}

static void
send_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  tl_feedback_sheet_send (TL_FEEDBACK_SHEET (widget));
}

void
tl_feedback_sheet_send (TlFeedbackSheet *self)
{
  g_return_if_fail (TL_IS_FEEDBACK_SHEET (self));

  if (self->item == NULL || tl_feedback_draft_is_sending (self->draft))
    return;
  if (chosen (self) < 0)
    {
      show_error (self, _ ("Choose one of the five first."));
      gtk_widget_grab_focus (GTK_WIDGET (self->verdicts[0]));
      return;
    }
  /* What settled is what was shown: it is sent as it is. */
  if (self->settling != 0 || tl_feedback_draft_get_error (self->draft) != NULL
      || tl_feedback_draft_get_body (self->draft) == NULL)
    fill_draft (self);
  tl_feedback_draft_send (self->draft);
  keeper_changed_cb (self);
}

/* Before the text sees it: it writes a line break for it. */
static gboolean
key_cb (TlFeedbackSheet *self, guint key, guint code, GdkModifierType modifiers)
{
  if ((modifiers & gtk_accelerator_get_default_mod_mask ()) != GDK_CONTROL_MASK
      || (key != GDK_KEY_Return && key != GDK_KEY_KP_Enter))
    return GDK_EVENT_PROPAGATE;
  tl_feedback_sheet_send (self);
  return GDK_EVENT_STOP;
}

static gboolean
tl_feedback_sheet_grab_focus (GtkWidget *widget)
{
  TlFeedbackSheet *self = TL_FEEDBACK_SHEET (widget);
  int verdict = chosen (self);

  return gtk_widget_grab_focus (verdict < 0 ? GTK_WIDGET (self->verdicts[0]) : self->text);
}

static void
tl_feedback_sheet_dispose (GObject *object)
{
  TlFeedbackSheet *self = TL_FEEDBACK_SHEET (object);

  g_clear_handle_id (&self->settling, g_source_remove);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->draft);
  g_clear_object (&self->keeper);
  G_OBJECT_CLASS (tl_feedback_sheet_parent_class)->dispose (object);
}

static void
tl_feedback_sheet_finalize (GObject *object)
{
  TlFeedbackSheet *self = TL_FEEDBACK_SHEET (object);

  g_clear_pointer (&self->item, tl_item_free);
  g_free (self->name);
  g_free (self->asked);
  G_OBJECT_CLASS (tl_feedback_sheet_parent_class)->finalize (object);
}

static void
tl_feedback_sheet_class_init (TlFeedbackSheetClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tl_feedback_sheet_dispose;
  G_OBJECT_CLASS (klass)->finalize = tl_feedback_sheet_finalize;
  widget_class->grab_focus = tl_feedback_sheet_grab_focus;
  widget_class->focus = tl_widget_focus_children;
  signals[SIGNAL_CLOSE] = g_signal_new ("close", TL_TYPE_FEEDBACK_SHEET, G_SIGNAL_RUN_LAST, 0, NULL,
                                        NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_KEPT] = g_signal_new ("kept", TL_TYPE_FEEDBACK_SHEET, G_SIGNAL_RUN_LAST, 0, NULL,
                                       NULL, NULL, G_TYPE_NONE, 1, G_TYPE_BOOLEAN);
  gtk_widget_class_install_action (widget_class, "feedback.close", NULL, close_cb);
  gtk_widget_class_install_action (widget_class, "feedback.send", NULL, send_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "feedback.close", NULL);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "feedbacksheet");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static GtkLabel *
add_label (GtkWidget *box, const char *style)
{
  GtkLabel *label = GTK_LABEL (gtk_label_new (NULL));

  gtk_label_set_xalign (label, 0);
  gtk_label_set_wrap (label, TRUE);
  gtk_label_set_wrap_mode (label, PANGO_WRAP_WORD_CHAR);
  /* A long line does not make the sheet wide: what is read beside it needs the room. */
  gtk_label_set_max_width_chars (label, MAX_CHARS);
  if (style != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (label), style);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (label));
  return label;
}

static GtkWidget *
make_head (TlFeedbackSheet *self)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *button = gtk_button_new_from_icon_name ("window-close-symbolic");

  self->heading = add_label (head, "title-4");
  gtk_widget_set_hexpand (GTK_WIDGET (self->heading), TRUE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "feedback.close");
  gtk_widget_set_tooltip_text (button, _ ("Close (Escape); what was written stays"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Close the comment"), -1);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (head), button);
  return head;
}

/* With large text a low window has room for little above what is to be chosen and written. */
static gboolean
is_large (TlFeedbackSheet *self)
{
  return tl_large_text_is_on (GTK_WIDGET (self));
}

static GtkWidget *
make_about (TlFeedbackSheet *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);

  self->label = add_label (box, "heading");
  self->title = add_label (box, NULL);
  gtk_label_set_lines (self->title, is_large (self) ? 1 : 3);
  gtk_label_set_ellipsize (self->title, PANGO_ELLIPSIZE_END);
  self->quote = add_label (box, "law-text");
  gtk_label_set_lines (self->quote, is_large (self) ? 1 : QUOTE_LINES);
  gtk_label_set_ellipsize (self->quote, PANGO_ELLIPSIZE_END);
  self->release = add_label (box, "caption");
  gtk_widget_add_css_class (box, "feedback-about");
  return box;
}

static GtkWidget *
make_verdicts (TlFeedbackSheet *self)
{
  GtkWidget *box = is_large (self) ? tl_wrap_box_new () : gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);

  for (int i = 0; i <= TL_ITEM_OTHER; i++)
    {
      GtkWidget *button = g_object_new (GTK_TYPE_CHECK_BUTTON, "accessible-role",
                                        GTK_ACCESSIBLE_ROLE_RADIO, "use-underline", TRUE, "label",
                                        tl_feedback_verdict_mnemonic ((TlItemVerdict)i), NULL);

      self->verdicts[i] = GTK_CHECK_BUTTON (button);
      if (i > 0)
        gtk_check_button_set_group (self->verdicts[i], self->verdicts[0]);
      gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                      tl_feedback_verdict_name ((TlItemVerdict)i), -1);
      g_signal_connect_swapped (button, "toggled", G_CALLBACK (changed_cb), self);
      if (TL_IS_WRAP_BOX (box))
        tl_wrap_box_append (TL_WRAP_BOX (box), button);
      else
        gtk_box_append (GTK_BOX (box), button);
    }
  return box;
}

static GtkWidget *
make_text (TlFeedbackSheet *self)
{
  GtkWidget *window = gtk_scrolled_window_new ();

  self->text = gtk_text_view_new ();
  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (self->text), GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (self->text), FALSE);
  gtk_text_view_set_left_margin (GTK_TEXT_VIEW (self->text), 6);
  gtk_text_view_set_right_margin (GTK_TEXT_VIEW (self->text), 6);
  gtk_text_view_set_top_margin (GTK_TEXT_VIEW (self->text), 6);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->text), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("What you want to say"), -1);
  g_signal_connect_swapped (tl_feedback_sheet_get_buffer (self), "changed", G_CALLBACK (changed_cb),
                            self);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (window), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (window), TEXT_HEIGHT);
  gtk_scrolled_window_set_has_frame (GTK_SCROLLED_WINDOW (window), TRUE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (window), self->text);
  return window;
}

static void
fill_box (TlFeedbackSheet *self, GtkWidget *box)
{
  GtkLabel *caption;

  gtk_box_append (GTK_BOX (box), make_head (self));
  gtk_box_append (GTK_BOX (box), make_about (self));
  gtk_box_append (GTK_BOX (box), make_verdicts (self));
  caption = add_label (box, "caption-heading");
  gtk_label_set_text_with_mnemonic (caption, _ ("What you _want to say (may be left empty)"));
  gtk_box_append (GTK_BOX (box), make_text (self));
  gtk_label_set_mnemonic_widget (caption, self->text);
  self->with_question
      = GTK_CHECK_BUTTON (gtk_check_button_new_with_mnemonic (_ ("Send the _question with it")));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->with_question),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Send the question with it"),
                                  -1);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->with_question));
  g_signal_connect_swapped (self->with_question, "toggled", G_CALLBACK (changed_cb), self);
  self->question = add_label (box, "caption");
  gtk_label_set_lines (self->question, 2);
  gtk_label_set_ellipsize (self->question, PANGO_ELLIPSIZE_END);
  if (is_large (self))
    gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->bytes));
}

static GtkWidget *
make_foot (TlFeedbackSheet *self)
{
  GtkWidget *foot = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  if (!is_large (self))
    gtk_box_append (GTK_BOX (foot), GTK_WIDGET (self->bytes));
  /* Not with what is scrolled: it would be out of sight just when it matters. */
  self->error = add_label (foot, "error");
  self->note = add_label (line, "caption");
  gtk_widget_set_hexpand (GTK_WIDGET (self->note), TRUE);
  self->send = GTK_BUTTON (gtk_button_new_with_mnemonic (_ ("_Send")));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->send), _ ("Send (Ctrl+Enter)"));
  gtk_widget_add_css_class (GTK_WIDGET (self->send), "suggested-action");
  gtk_widget_set_valign (GTK_WIDGET (self->send), GTK_ALIGN_CENTER);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->send), "feedback.send");
  gtk_box_append (GTK_BOX (line), GTK_WIDGET (self->send));
  gtk_box_append (GTK_BOX (foot), line);
  gtk_widget_add_css_class (foot, "feedback-foot");
  return foot;
}

static void
tl_feedback_sheet_init (TlFeedbackSheet *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  gtk_widget_add_css_class (GTK_WIDGET (self), "side-pane");
  gtk_widget_add_css_class (GTK_WIDGET (self), "right");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Comment"), -1);
}

static gboolean
scroll_cb (gpointer adjustment)
{
  gtk_adjustment_set_value (adjustment, gtk_adjustment_get_upper (adjustment));
  return G_SOURCE_REMOVE;
}

/* What is sent stands below what is in view: it is brought there when it is asked for. A turn
 * later: what is scrolled while it is allocated stays where it was. */
static void
grown_cb (GtkAdjustment *adjustment, GParamSpec *pspec, TlFeedbackSheet *self)
{
  if (is_large (self) && tl_feedback_bytes_get_shown (self->bytes))
    g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, scroll_cb, g_object_ref (adjustment), g_object_unref);
}

GtkWidget *
tl_feedback_sheet_new (TlFeedbackKeeper *keeper)
{
  TlFeedbackSheet *self = g_object_new (TL_TYPE_FEEDBACK_SHEET, NULL);
  GtkWidget *window = gtk_scrolled_window_new ();
  GtkWidget *inside = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);

  self->keeper = g_object_ref (keeper);
  self->draft = tl_feedback_draft_new (keeper);
  self->bytes = TL_FEEDBACK_BYTES (tl_feedback_bytes_new (self->draft));
  gtk_widget_add_css_class (inside, "feedback-inside");
  fill_box (self, inside);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (window), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (window), inside);
  gtk_widget_set_vexpand (window, TRUE);
  if (is_large (self))
    gtk_scrollable_set_vscroll_policy (
        GTK_SCROLLABLE (gtk_scrolled_window_get_child (GTK_SCROLLED_WINDOW (window))),
        GTK_SCROLL_NATURAL);
  g_signal_connect_object (gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (window)),
                           "notify::upper", G_CALLBACK (grown_cb), self, 0);
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_set_size_request (self->box, WIDTH, -1);
  gtk_box_append (GTK_BOX (self->box), window);
  gtk_box_append (GTK_BOX (self->box), make_foot (self));
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  g_signal_connect_object (self->draft, "changed", G_CALLBACK (draft_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->draft, "kept", G_CALLBACK (kept_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (keeper, "changed", G_CALLBACK (keeper_changed_cb), self,
                           G_CONNECT_SWAPPED);
  keeper_changed_cb (self);
  return GTK_WIDGET (self);
}

static void
set_line (GtkLabel *label, const char *text)
{
  gtk_label_set_text (label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL && *text != '\0');
}

/* The same for a new comment and for one that is edited; takes @item. */
static void
fill (TlFeedbackSheet *self, TlItem *item, const TlFeedbackAbout *about, int verdict)
{
  g_autofree char *serial = g_strdup_printf ("%" G_GINT64_FORMAT, item->serial);
  g_autofree char *release = NULL;
  /* Lines of its own would take the room of the text. */
  g_autofree char *quote
      = g_strdelimit (g_strdup (item->quote != NULL ? item->quote : ""), "\n", ' ');

  self->filling = TRUE;
  g_clear_handle_id (&self->settling, g_source_remove);
  g_clear_pointer (&self->item, tl_item_free);
  tl_feedback_draft_set (self->draft, NULL, NULL);
  tl_feedback_bytes_set_shown (self->bytes, FALSE);
  self->item = item;
  g_free (self->asked);
  self->asked = g_strdup (about->question);
  if (item->serial > 0)
    release = g_strdup_printf (_ ("Library release %s"), serial);
  set_line (self->label, about->label);
  set_line (self->title, about->title);
  set_line (self->quote, quote);
  set_line (self->release, release);
  set_line (self->question, self->asked);
  gtk_widget_set_visible (GTK_WIDGET (self->with_question), self->asked != NULL);
  gtk_check_button_set_active (self->with_question, item->question != NULL);
  for (int i = 0; i <= TL_ITEM_OTHER; i++)
    gtk_check_button_set_active (self->verdicts[i], i == verdict);
  gtk_text_buffer_set_text (tl_feedback_sheet_get_buffer (self), item->text, -1);
  gtk_label_set_text (self->heading, self->editing ? _ ("Edit the Comment") : _ ("Comment"));
  gtk_button_set_label (self->send, self->editing ? _ ("_Keep") : _ ("_Send"));
  gtk_widget_set_sensitive (GTK_WIDGET (self->bytes), verdict >= 0);
  show_error (self, NULL);
  self->filling = FALSE;
  if (verdict >= 0)
    fill_draft (self);
  keeper_changed_cb (self);
}

static gboolean
is_about (TlFeedbackSheet *self, const TlFeedbackAbout *about)
{
  g_autoptr (TlItem) item = tl_feedback_about_to_item (about);

  return self->item != NULL && g_strcmp0 (self->item->document, item->document) == 0
         && g_strcmp0 (self->item->anchor, item->anchor) == 0
         && g_strcmp0 (self->item->version, item->version) == 0
         && g_strcmp0 (self->item->quote, item->quote) == 0
         && g_strcmp0 (self->asked, about->question) == 0;
}

void
tl_feedback_sheet_comment (TlFeedbackSheet *self, const TlFeedbackAbout *about)
{
  g_return_if_fail (TL_IS_FEEDBACK_SHEET (self));

  /* What is on its way to the disk is not replaced: that takes no time a person notices. */
  if (tl_feedback_draft_is_sending (self->draft))
    return;
  /* Closed and opened again on the same place: what was written is still there. */
  if (!self->editing && is_about (self, about))
    return;
  g_free (self->name);
  self->name = tl_feedback_about_name (about);
  self->editing = FALSE;
  fill (self, tl_feedback_about_to_item (about), about, -1);
}

void
tl_feedback_sheet_ask (TlFeedbackSheet *self, const TlFeedbackAbout *about)
{
  g_return_if_fail (TL_IS_FEEDBACK_SHEET (self));

  tl_feedback_sheet_comment (self, about);
  if (self->editing || !is_about (self, about))
    return;
  if (chosen (self) < 0)
    tl_feedback_sheet_choose (self, TL_ITEM_MISSING);
  if (gtk_text_buffer_get_char_count (tl_feedback_sheet_get_buffer (self)) == 0)
    gtk_text_buffer_set_text (tl_feedback_sheet_get_buffer (self), tl_feedback_wish (), -1);
  /* It is the question that was asked to be sent. */
  gtk_check_button_set_active (self->with_question, self->asked != NULL);
}

void
tl_feedback_sheet_edit (TlFeedbackSheet *self, const TlDeskItem *item)
{
  TlFeedbackAbout about = { 0 };

  g_return_if_fail (TL_IS_FEEDBACK_SHEET (self));
  g_return_if_fail (item->item->kind == TL_ITEM_FEEDBACK);

  if (tl_feedback_draft_is_sending (self->draft))
    return;
  g_free (self->name);
  self->name = g_strdup (item->label);
  about.title = item->label != NULL ? item->label : item->item->document;
  about.question = item->item->question;
  self->editing = TRUE;
  fill (self, tl_item_copy (item->item), &about, (int)item->item->verdict);
}

void
tl_feedback_sheet_choose (TlFeedbackSheet *self, TlItemVerdict verdict)
{
  gtk_check_button_set_active (self->verdicts[verdict], TRUE);
}

GtkTextBuffer *
tl_feedback_sheet_get_buffer (TlFeedbackSheet *self)
{
  return gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->text));
}

TlFeedbackBytes *
tl_feedback_sheet_get_bytes (TlFeedbackSheet *self)
{
  return self->bytes;
}

TlFeedbackDraft *
tl_feedback_sheet_get_draft (TlFeedbackSheet *self)
{
  return self->draft;
}

GtkCheckButton *
tl_feedback_sheet_get_with_question (TlFeedbackSheet *self)
{
  return self->with_question;
}

const char *
tl_feedback_sheet_get_error (TlFeedbackSheet *self)
{
  return gtk_label_get_text (self->error);
}
