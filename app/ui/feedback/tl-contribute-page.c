/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/feedback/tl-contribute-page.h"

#include <glib/gi18n.h>

#include "ui/feedback/tl-feedback-words.h"
#include "ui/feedback/tl-near.h"
#include "ui/search/tl-hit-text.h"
#include "ui/tl-widget.h"
#include "ui/tl-wrap-box.h"

#define MAX_WIDTH    820
#define SHORT_HEIGHT 64
#define LONG_HEIGHT  130
/* Milliseconds after the last key before anything is looked for. */
#define SETTLE_MS 500

struct _TlContributePage
{
  GtkWidget parent_instance;

  GtkWidget *window; /* child */
  GtkLabel *title;
  GtkWidget *question;
  GtkWidget *answer;
  GtkWidget *cite;
  TlWrapBox *chips;
  GtkLabel *near_head;
  GtkListBox *near;
  GtkLabel *error;
  GtkLabel *note;
  GtkButton *send;
  TlFeedbackBytes *bytes;

  /* Owned. */
  TlServices *services;
  TlFeedbackKeeper *keeper;
  TlFeedbackDraft *draft;
  TlItem *item;
  GCancellable *looking; /* for what is like it */
  GCancellable *citing;
  char *checked; /* the question whose likes are shown */

  /* State. */
  guint settling;
  gboolean editing;
  gboolean filling;
  gboolean send_then; /* when the look is over */
};

G_DEFINE_FINAL_TYPE (TlContributePage, tl_contribute_page, GTK_TYPE_WIDGET)

enum
{
  SIGNAL_KEPT,
  SIGNAL_CLOSE,
  SIGNAL_OPEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void show_chips (TlContributePage *self);

static char *
dup_text (GtkWidget *view)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
}

static void
show_error (TlContributePage *self, const char *words)
{
  gtk_label_set_text (self->error, words != NULL ? words : "");
  gtk_widget_set_visible (GTK_WIDGET (self->error), words != NULL && *words != '\0');
}

static void
fill_draft (TlContributePage *self)
{
  if (tl_feedback_draft_is_sending (self->draft))
    return;
  g_free (self->item->question);
  g_free (self->item->text);
  self->item->question = g_strstrip (dup_text (self->question));
  self->item->text = g_strstrip (dup_text (self->answer));
  tl_feedback_draft_set (self->draft, self->item, self->item->question);
}

static void
hand_over (TlContributePage *self)
{
  if (tl_feedback_draft_get_body (self->draft) == NULL)
    fill_draft (self);
  tl_feedback_draft_send (self->draft);
}

static void
near_activated_cb (TlContributePage *self, GtkListBoxRow *row)
{
  const TlNear *near = g_object_get_data (G_OBJECT (row), "near");

  if (near->document != NULL)
    g_signal_emit (self, signals[SIGNAL_OPEN], 0, near->document, near->anchor);
  else
    gtk_widget_activate_action (GTK_WIDGET (self), "win.place", "s", "feedback");
}

static GtkWidget *
make_near_row (TlNear *near)
{
  GtkWidget *row = gtk_list_box_row_new ();
  /* Translators: how alike, in hundredths; then what. */
  g_autofree char *words
      = g_strdup_printf (_ ("%.0f %% alike: %s%s"), near->alike * 100, near->title,
                         near->item != NULL ? _ (" (sent by you)") : "");
  GtkWidget *label = gtk_label_new (words);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_lines (GTK_LABEL (label), 3);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  g_object_set_data_full (G_OBJECT (row), "near", near, (GDestroyNotify)tl_near_free);
  return row;
}

static void
clear_near (TlContributePage *self)
{
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->near))) != NULL)
    gtk_list_box_remove (self->near, row);
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TlContributePage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) found = tl_near_find_finish (result, &error);
  guint n = found != NULL ? found->len : 0;
  gboolean send_then;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->services == NULL)
    return;
  g_clear_object (&self->looking);
  send_then = self->send_then;
  self->send_then = FALSE;
  clear_near (self);
  for (guint i = 0; i < n; i++)
    {
      gtk_list_box_append (self->near, make_near_row (g_ptr_array_index (found, i)));
      found->pdata[i] = NULL;
    }
  gtk_widget_set_visible (GTK_WIDGET (self->near), n > 0);
  gtk_label_set_text (self->near_head, error != NULL
                                           ? _ ("What is like it could not be looked for.")
                                       : n > 0 ? _ ("There is something like it already:")
                                               : _ ("Nothing like it was found."));
  if (send_then && n == 0)
    hand_over (self);
  else if (send_then)
    show_error (self, _ ("Look at what is like it first, then press Send again if yours is "
                         "another."));
}

static void
look (TlContributePage *self)
{
  g_autofree char *question = g_strstrip (dup_text (self->question));

  g_cancellable_cancel (self->looking);
  g_clear_object (&self->looking);
  if (*question == '\0' || g_strcmp0 (question, self->checked) == 0)
    return;
  self->looking = g_cancellable_new ();
  tl_near_find_async (self->services, question, self->editing ? self->item->id : NULL,
                      self->looking, found_cb, g_object_ref (self));
  g_free (self->checked);
  self->checked = g_steal_pointer (&question);
}

static gboolean
settled_cb (gpointer user_data)
{
  TlContributePage *self = user_data;

  self->settling = 0;
  fill_draft (self);
  look (self);
  return G_SOURCE_REMOVE;
}

static void
changed_cb (TlContributePage *self)
{
  if (self->filling)
    return;
  show_error (self, NULL);
  self->send_then = FALSE;
  g_clear_handle_id (&self->settling, g_source_remove);
  self->settling = g_timeout_add (SETTLE_MS, settled_cb, self);
}

static void
drop_cb (GtkWidget *chip, TlContributePage *self)
{
  guint index = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (chip), "index"));

  g_ptr_array_remove_index (self->item->citations, index);
  show_chips (self);
  changed_cb (self);
  gtk_widget_grab_focus (self->cite);
}

static void
show_chips (TlContributePage *self)
{
  GtkWidget *box = gtk_widget_get_parent (GTK_WIDGET (self->chips));
  GtkWidget *before = gtk_widget_get_prev_sibling (GTK_WIDGET (self->chips));

  gtk_box_remove (GTK_BOX (box), GTK_WIDGET (self->chips));
  self->chips = TL_WRAP_BOX (tl_wrap_box_new ());
  gtk_box_insert_child_after (GTK_BOX (box), GTK_WIDGET (self->chips), before);
  for (guint i = 0; i < self->item->citations->len; i++)
    {
      const TlItemCitation *citation = g_ptr_array_index (self->item->citations, i);
      g_autofree char *label = g_strdup_printf ("%s  ×", citation->label);
      /* Translators: %s is a provision. */
      g_autofree char *name = g_strdup_printf (_ ("Take %s away"), citation->label);
      GtkWidget *chip = gtk_button_new_with_label (label);

      gtk_widget_add_css_class (chip, "chip");
      gtk_widget_set_tooltip_text (chip, name);
      gtk_accessible_update_property (GTK_ACCESSIBLE (chip), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                      -1);
      g_object_set_data (G_OBJECT (chip), "index", GUINT_TO_POINTER (i));
      g_signal_connect (chip, "clicked", G_CALLBACK (drop_cb), self);
      tl_wrap_box_append (self->chips, chip);
    }
  tl_wrap_box_set_shown (self->chips, self->item->citations->len);
}

static void
add_citation (TlContributePage *self, const TlHit *hit)
{
  g_autofree char *title = tl_hit_title (hit);
  g_autofree char *document = tl_hit_kicker (hit);
  g_autofree char *label
      = *document != '\0' ? g_strdup_printf ("%s (%s)", title, document) : g_strdup (title);

  for (guint i = 0; i < self->item->citations->len; i++)
    {
      const TlItemCitation *citation = g_ptr_array_index (self->item->citations, i);

      if (g_strcmp0 (citation->document, hit->doc) == 0
          && g_strcmp0 (citation->anchor, hit->anchor) == 0)
        return;
    }
  tl_item_add_citation (self->item, hit->doc, hit->anchor, label);
}

static void
cited_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TlContributePage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (TlSearchResult) answer
      = tl_search_engine_run_finish (TL_SEARCH_ENGINE (source), result, &error);
  guint n = 0;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->services == NULL)
    return;
  g_clear_object (&self->citing);
  for (guint i = 0; answer != NULL && i < answer->hits->len; i++)
    {
      const TlHit *hit = g_ptr_array_index (answer->hits, i);

      if (!hit->literal || self->item->citations->len >= TL_ITEM_MAX_CITATIONS)
        continue;
      add_citation (self, hit);
      n++;
    }
  if (n == 0)
    {
      show_error (self, _ ("The library has no such provision. Write it as “điều 41 blds” or “án "
                           "lệ 04/2016/AL”."));
      return;
    }
  gtk_editable_set_text (GTK_EDITABLE (self->cite), "");
  show_chips (self);
  changed_cb (self);
}

void
tl_contribute_page_cite (TlContributePage *self, const char *text)
{
  TlSearchEngine *engine = tl_services_get_engine (self->services);
  TlSearchRequest request = { .text = text, .kind = -1, .limit = 10 };

  if (*text == '\0')
    return;
  if (engine == NULL)
    {
      show_error (self, _ ("There is no library open in which it could be looked up."));
      return;
    }
  g_cancellable_cancel (self->citing);
  g_clear_object (&self->citing);
  self->citing = g_cancellable_new ();
  tl_search_engine_run_async (engine, &request, self->citing, cited_cb, g_object_ref (self));
}

static void
cite_activated_cb (TlContributePage *self)
{
  tl_contribute_page_cite (self, gtk_editable_get_text (GTK_EDITABLE (self->cite)));
}

static void
draft_changed_cb (TlContributePage *self)
{
  const char *error = tl_feedback_draft_get_error (self->draft);

  /* What is not finished is no fault until it is to be sent, or looked at. */
  if (error != NULL)
    show_error (self, error);
}

static void
keeper_changed_cb (TlContributePage *self)
{
  g_autofree char *note = tl_feedback_keeper_dup_note (self->keeper);

  gtk_label_set_text (self->note, note);
  gtk_widget_set_sensitive (GTK_WIDGET (self->send),
                            tl_feedback_keeper_get_desk (self->keeper) != NULL);
}

/* Takes @item. */
static void
fill (TlContributePage *self, TlItem *item, gboolean editing)
{
  self->filling = TRUE;
  g_clear_handle_id (&self->settling, g_source_remove);
  g_cancellable_cancel (self->looking);
  g_clear_object (&self->looking);
  g_clear_pointer (&self->checked, g_free);
  g_clear_pointer (&self->item, tl_item_free);
  self->item = item;
  self->editing = editing;
  tl_feedback_draft_set (self->draft, NULL, NULL);
  tl_feedback_bytes_set_shown (self->bytes, FALSE);
  gtk_text_buffer_set_text (tl_contribute_page_get_question (self),
                            item->question != NULL ? item->question : "", -1);
  gtk_text_buffer_set_text (tl_contribute_page_get_answer (self),
                            item->text != NULL ? item->text : "", -1);
  clear_near (self);
  gtk_widget_set_visible (GTK_WIDGET (self->near), FALSE);
  gtk_label_set_text (self->near_head, "");
  gtk_label_set_text (self->title,
                      editing ? _ ("Edit the Situation") : _ ("Contribute a Situation"));
  gtk_button_set_label (self->send, editing ? _ ("_Keep") : _ ("_Send"));
  show_chips (self);
  show_error (self, NULL);
  self->filling = FALSE;
  if (editing)
    changed_cb (self);
}

static TlItem *
new_item (TlContributePage *self)
{
  TlItem *item = tl_item_new (TL_ITEM_CONTRIBUTION);
  TlUpdateFacts facts;

  tl_update_keeper_get_facts (tl_services_get_update (self->services), &facts);
  item->serial = (gint64)facts.installed->serial;
  g_free (item->program);
  item->program = g_strdup (TL_VERSION);
  return item;
}

static void
kept_cb (TlContributePage *self)
{
  fill (self, new_item (self), FALSE);
  g_signal_emit (self, signals[SIGNAL_KEPT], 0);
}

static void
send_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  tl_contribute_page_send (TL_CONTRIBUTE_PAGE (widget));
}

static void
close_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_signal_emit (widget, signals[SIGNAL_CLOSE], 0);
}

void
tl_contribute_page_send (TlContributePage *self)
{
  g_return_if_fail (TL_IS_CONTRIBUTE_PAGE (self));

  if (tl_feedback_draft_is_sending (self->draft) || self->send_then)
    return;
  if (self->settling != 0)
    {
      g_clear_handle_id (&self->settling, g_source_remove);
      fill_draft (self);
      look (self);
    }
  else if (tl_feedback_draft_get_error (self->draft) != NULL)
    fill_draft (self);
  show_error (self, NULL);
  if (self->looking != NULL)
    self->send_then = TRUE;
  else
    hand_over (self);
}

static gboolean
tl_contribute_page_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (TL_CONTRIBUTE_PAGE (widget)->question);
}

static void
tl_contribute_page_dispose (GObject *object)
{
  TlContributePage *self = TL_CONTRIBUTE_PAGE (object);

  g_clear_handle_id (&self->settling, g_source_remove);
  g_cancellable_cancel (self->looking);
  g_clear_object (&self->looking);
  g_cancellable_cancel (self->citing);
  g_clear_object (&self->citing);
  g_clear_pointer (&self->window, gtk_widget_unparent);
  g_clear_object (&self->draft);
  g_clear_object (&self->keeper);
  g_clear_object (&self->services);
  G_OBJECT_CLASS (tl_contribute_page_parent_class)->dispose (object);
}

static void
tl_contribute_page_finalize (GObject *object)
{
  g_clear_pointer (&TL_CONTRIBUTE_PAGE (object)->item, tl_item_free);
  g_free (TL_CONTRIBUTE_PAGE (object)->checked);
  G_OBJECT_CLASS (tl_contribute_page_parent_class)->finalize (object);
}

static void
tl_contribute_page_class_init (TlContributePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType type = TL_TYPE_CONTRIBUTE_PAGE;

  G_OBJECT_CLASS (klass)->dispose = tl_contribute_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = tl_contribute_page_finalize;
  widget_class->grab_focus = tl_contribute_page_grab_focus;
  widget_class->focus = tl_widget_focus_children;
  signals[SIGNAL_KEPT]
      = g_signal_new ("kept", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_CLOSE]
      = g_signal_new ("close", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_OPEN] = g_signal_new ("open", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                       G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);
  gtk_widget_class_install_action (widget_class, "contribute.send", NULL, send_cb);
  gtk_widget_class_install_action (widget_class, "contribute.close", NULL, close_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "contribute.close", NULL);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "contributepage");
}

static GtkLabel *
add_label (GtkWidget *box, const char *text, const char *style)
{
  GtkLabel *label = GTK_LABEL (gtk_label_new (NULL));

  if (text != NULL)
    gtk_label_set_text_with_mnemonic (label, text);
  gtk_label_set_xalign (label, 0);
  gtk_label_set_wrap (label, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (label), style);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (label));
  return label;
}

static GtkWidget *
add_text (TlContributePage *self, GtkWidget *box, const char *caption, const char *name, int height)
{
  GtkLabel *label = add_label (box, caption, "caption-heading");
  GtkWidget *window = gtk_scrolled_window_new ();
  GtkWidget *text = gtk_text_view_new ();

  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (text), GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (text), FALSE);
  gtk_text_view_set_left_margin (GTK_TEXT_VIEW (text), 6);
  gtk_text_view_set_right_margin (GTK_TEXT_VIEW (text), 6);
  gtk_text_view_set_top_margin (GTK_TEXT_VIEW (text), 6);
  gtk_accessible_update_property (GTK_ACCESSIBLE (text), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_label_set_mnemonic_widget (label, text);
  g_signal_connect_swapped (gtk_text_view_get_buffer (GTK_TEXT_VIEW (text)), "changed",
                            G_CALLBACK (changed_cb), self);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (window), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (window), height);
  gtk_scrolled_window_set_has_frame (GTK_SCROLLED_WINDOW (window), TRUE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (window), text);
  gtk_box_append (GTK_BOX (box), window);
  return text;
}

static void
add_near (TlContributePage *self, GtkWidget *box)
{
  self->near_head = add_label (box, NULL, "caption");
  self->near = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->near, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->near), "boxed-list");
  gtk_widget_add_css_class (GTK_WIDGET (self->near), "feedback-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->near), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Situations like it"), -1);
  g_signal_connect_swapped (self->near, "row-activated", G_CALLBACK (near_activated_cb), self);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->near));
}

static void
add_cite (TlContributePage *self, GtkWidget *box)
{
  GtkLabel *label
      = add_label (box, _ ("_Provisions and precedents it rests on"), "caption-heading");
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *button = gtk_button_new_with_mnemonic (_ ("_Add"));

  self->cite = gtk_entry_new ();
  gtk_widget_set_hexpand (self->cite, TRUE);
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->cite),
                                  _ ("“điều 41 blds”, “án lệ 04/2016/AL”, then Enter"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->cite), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Provision or precedent"), -1);
  gtk_label_set_mnemonic_widget (label, self->cite);
  g_signal_connect_swapped (self->cite, "activate", G_CALLBACK (cite_activated_cb), self);
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (cite_activated_cb), self);
  gtk_box_append (GTK_BOX (line), self->cite);
  gtk_box_append (GTK_BOX (line), button);
  gtk_box_append (GTK_BOX (box), line);
  self->chips = TL_WRAP_BOX (tl_wrap_box_new ());
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->chips));
}

static void
add_foot (TlContributePage *self, GtkWidget *box)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *cancel = gtk_button_new_with_mnemonic (_ ("_Close"));

  self->error = add_label (box, NULL, "error");
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->bytes));
  self->note = add_label (line, NULL, "caption");
  gtk_widget_set_hexpand (GTK_WIDGET (self->note), TRUE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (cancel), "contribute.close");
  gtk_box_append (GTK_BOX (line), cancel);
  self->send = GTK_BUTTON (gtk_button_new_with_mnemonic (_ ("_Send")));
  gtk_widget_add_css_class (GTK_WIDGET (self->send), "suggested-action");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->send), "contribute.send");
  gtk_box_append (GTK_BOX (line), GTK_WIDGET (self->send));
  gtk_box_append (GTK_BOX (box), line);
}

static void
tl_contribute_page_init (TlContributePage *self)
{
}

GtkWidget *
tl_contribute_page_new (TlServices *services)
{
  TlContributePage *self = g_object_new (TL_TYPE_CONTRIBUTE_PAGE, NULL);
  GtkWidget *clamp = adw_clamp_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);

  self->services = g_object_ref (services);
  self->keeper = g_object_ref (tl_services_get_feedback (services));
  self->draft = tl_feedback_draft_new (self->keeper);
  self->bytes = TL_FEEDBACK_BYTES (tl_feedback_bytes_new (self->draft));
  gtk_widget_add_css_class (box, "place-box");
  self->title = add_label (box, NULL, "title-2");
  self->question = add_text (self, box, _ ("The _question, without names or what tells a case"),
                             _ ("The question"), SHORT_HEIGHT);
  add_near (self, box);
  self->answer = add_text (self, box, _ ("Your _answer"), _ ("Your answer"), LONG_HEIGHT);
  add_cite (self, box);
  add_foot (self, box);
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), MAX_WIDTH);
  adw_clamp_set_child (ADW_CLAMP (clamp), box);
  self->window = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->window), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->window), clamp);
  gtk_widget_set_parent (self->window, GTK_WIDGET (self));
  g_signal_connect_object (self->draft, "changed", G_CALLBACK (draft_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->draft, "kept", G_CALLBACK (kept_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->keeper, "changed", G_CALLBACK (keeper_changed_cb), self,
                           G_CONNECT_SWAPPED);
  keeper_changed_cb (self);
  fill (self, new_item (self), FALSE);
  return GTK_WIDGET (self);
}

void
tl_contribute_page_edit (TlContributePage *self, const TlDeskItem *item)
{
  g_return_if_fail (TL_IS_CONTRIBUTE_PAGE (self));

  if (tl_feedback_draft_is_sending (self->draft))
    return;
  if (item != NULL)
    fill (self, tl_item_copy (item->item), TRUE);
  else if (self->editing)
    fill (self, new_item (self), FALSE);
}

gboolean
tl_contribute_page_ask (TlContributePage *self, const char *question)
{
  const char *wish = tl_feedback_wish ();
  g_autofree char *begun = dup_text (self->question);
  g_autofree char *answer = dup_text (self->answer);
  TlItem *item;

  g_return_val_if_fail (TL_IS_CONTRIBUTE_PAGE (self), FALSE);
  g_return_val_if_fail (question != NULL, FALSE);

  if (tl_feedback_draft_is_sending (self->draft) || self->editing
      || (*answer != '\0' && !g_str_equal (answer, wish)) || (*begun != '\0' && *answer == '\0'))
    return FALSE;
  item = new_item (self);
  item->question = g_strdup (question);
  g_free (item->text);
  item->text = g_strdup (wish);
  fill (self, item, FALSE);
  changed_cb (self);
  return TRUE;
}

GtkTextBuffer *
tl_contribute_page_get_question (TlContributePage *self)
{
  return gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->question));
}

GtkTextBuffer *
tl_contribute_page_get_answer (TlContributePage *self)
{
  return gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->answer));
}

guint
tl_contribute_page_get_n_citations (TlContributePage *self)
{
  return self->item->citations->len;
}

GtkListBox *
tl_contribute_page_get_near (TlContributePage *self)
{
  return self->near;
}

const char *
tl_contribute_page_get_error (TlContributePage *self)
{
  return gtk_label_get_text (self->error);
}

TlFeedbackDraft *
tl_contribute_page_get_draft (TlContributePage *self)
{
  return self->draft;
}
