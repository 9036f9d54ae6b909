/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/usage/tl-usage-page.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <string.h>

#include "ui/tl-widget.h"
#include "ui/usage/tl-usage-table.h"

#define MAX_WIDTH      1080
#define PREVIEW_HEIGHT 140

struct _TlUsagePage
{
  GtkWidget parent_instance;

  GtkWidget *window; /* child */
  GtkLabel *consent;
  GtkLabel *person;
  GtkWidget *agree;
  GtkWidget *decline;
  GtkDropDown *periods;
  GtkWidget *table; /* a bin */
  GtkLabel *next;
  GtkWidget *preview_window;
  GtkTextView *preview;
  GtkWidget *forget;

  /* Owned. */
  TlServices *services;
  TlUsageKeeper *keeper;
  TlFeedbackKeeper *feedback;
  GCancellable *listing;
  GPtrArray *days;   /* TlDeskUsageDay, newest first */
  GPtrArray *months; /* "2026-11", as the choices after the first */

  gboolean filling;
};

G_DEFINE_FINAL_TYPE (TlUsagePage, tl_usage_page, GTK_TYPE_WIDGET)

/* ---- The judge's word ---- */

static char *
dup_consent (const TlCentrePolicy *policy, TlUsageConsent consent)
{
  if (policy == NULL)
    return g_strdup (_ ("Nothing is sent until it is known what your administrator has set."));
  switch (policy->usage)
    {
    case TL_CENTRE_USAGE_OFF:
      return g_strdup (_ ("Your administrator has switched sending of numbers off: they stay on "
                          "this computer."));
    case TL_CENTRE_USAGE_ON:
      return g_strdup (_ ("Set by the administrator: these numbers are sent to the centre, each "
                          "day's when it is over."));
    case TL_CENTRE_USAGE_ASK:
    default:
      break;
    }
  if (consent == TL_USAGE_AGREED)
    return g_strdup (_ ("You agreed: each day's numbers are sent to the centre when it is over."));
  if (consent == TL_USAGE_DECLINED)
    return g_strdup (_ ("You declined: nothing is sent."));
  return g_strdup (_ ("Nothing is sent unless you agree. The numbers help the court to see whether "
                      "the program is of use."));
}

static void
show_consent (TlUsagePage *self)
{
  const TlCentrePolicy *policy = tl_feedback_keeper_get_policy (self->feedback);
  TlUsageConsent consent = tl_usage_keeper_get_consent (self->keeper);
  g_autofree char *words = dup_consent (policy, consent);
  gboolean asks = policy != NULL && policy->usage == TL_CENTRE_USAGE_ASK;

  gtk_label_set_text (self->consent, words);
  gtk_label_set_text (
      self->person,
      policy != NULL && policy->usage_person && policy->usage != TL_CENTRE_USAGE_OFF
          ? _ ("Set by the administrator: the number under which the centre knows you goes with "
               "them.")
          : _ ("Your court and your role go with them, and nothing that names you. The centre "
               "knows from the sign-in which computer reports; what it publishes never speaks of "
               "fewer than five persons."));
  gtk_widget_set_visible (self->agree, asks && consent != TL_USAGE_AGREED);
  gtk_widget_set_visible (self->decline, asks && consent != TL_USAGE_DECLINED);
}

static void
agree_cb (TlUsagePage *self)
{
  tl_usage_keeper_set_consent (self->keeper, TL_USAGE_AGREED);
}

static void
decline_cb (TlUsagePage *self)
{
  tl_usage_keeper_set_consent (self->keeper, TL_USAGE_DECLINED);
}

/* ---- What is sent next ---- */

/* Days that are over and that the centre does not have, oldest first: as the sender takes them. */
static char *
dup_bodies (TlUsagePage *self, TlOutboxSender *sender)
{
  GString *text = g_string_new (NULL);
  char today[TL_DATE_SIZE];

  tl_desk_usage_today (today);
  for (guint i = self->days != NULL ? self->days->len : 0; i > 0; i--)
    {
      const TlDeskUsageDay *day = g_ptr_array_index (self->days, i - 1);
      g_autofree char *body = NULL;

      if (day->sent > 0 || strcmp (day->day, today) >= 0)
        continue;
      body = tl_outbox_sender_dup_report (sender, day, NULL);
      if (body != NULL)
        g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", body);
    }
  return g_string_free (text, FALSE);
}

static void
show_next (TlUsagePage *self)
{
  TlOutboxSender *sender = tl_feedback_keeper_get_sender (self->feedback);
  const TlCentrePolicy *policy = tl_feedback_keeper_get_policy (self->feedback);
  g_autofree char *bodies = NULL;
  const char *words;

  if (sender != NULL && policy != NULL && policy->usage != TL_CENTRE_USAGE_OFF)
    bodies = dup_bodies (self, sender);
  if (policy != NULL && policy->usage == TL_CENTRE_USAGE_OFF)
    words = _ ("Nothing is sent.");
  else if (sender == NULL)
    words = _ ("Nothing can be sent: this computer is not enrolled.");
  else if (*bodies == '\0')
    words = _ ("There is nothing to send. The numbers of today wait until the day is over.");
  else
    words = _ ("Byte for byte, a line for each day; nothing else goes.");
  gtk_label_set_text (self->next, words);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->preview), bodies != NULL ? bodies : "",
                            -1);
  gtk_widget_set_visible (self->preview_window, bodies != NULL && *bodies != '\0');
}

/* ---- The table ---- */

static const char *
get_month (TlUsagePage *self)
{
  guint chosen = gtk_drop_down_get_selected (self->periods);

  return chosen > 0 && self->months != NULL && chosen <= self->months->len
             ? g_ptr_array_index (self->months, chosen - 1)
             : NULL;
}

static void
show_table (TlUsagePage *self)
{
  GtkWidget *old = gtk_widget_get_first_child (self->table);
  g_autoptr (GArray) rows = NULL;

  if (old != NULL)
    gtk_box_remove (GTK_BOX (self->table), old);
  if (self->days == NULL || self->days->len == 0)
    {
      GtkWidget *nothing = gtk_label_new (_ ("Nothing has been counted yet."));

      gtk_label_set_xalign (GTK_LABEL (nothing), 0);
      gtk_box_append (GTK_BOX (self->table), nothing);
      return;
    }
  rows = tl_usage_rows_new (self->days, get_month (self));
  gtk_box_append (GTK_BOX (self->table), tl_usage_table_new (rows));
}

static void
period_cb (TlUsagePage *self)
{
  if (!self->filling)
    show_table (self);
}

/* The months there are; the one that was chosen stays. */
static void
fill_periods (TlUsagePage *self)
{
  g_autofree char *chosen = g_strdup (get_month (self));
  g_autoptr (GArray) rows = tl_usage_rows_new (self->days, NULL);
  g_autoptr (GtkStringList) list = gtk_string_list_new (NULL);
  GPtrArray *months = g_ptr_array_new_with_free_func (g_free);
  guint select = 0;

  gtk_string_list_append (list, _ ("By month"));
  for (guint i = 0; i < rows->len; i++)
    {
      const char *period = g_array_index (rows, TlUsageRow, i).period;
      /* Translators: a month and a year, whose days are shown. */
      g_autofree char *name = g_strdup_printf (_ ("Days of %.2s/%.4s"), period + 5, period);

      g_ptr_array_add (months, g_strdup (period));
      gtk_string_list_append (list, name);
      if (g_strcmp0 (period, chosen) == 0)
        select = i + 1;
    }
  self->filling = TRUE;
  g_clear_pointer (&self->months, g_ptr_array_unref);
  self->months = months;
  gtk_drop_down_set_model (self->periods, G_LIST_MODEL (list));
  gtk_drop_down_set_selected (self->periods, select);
  self->filling = FALSE;
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TlUsagePage) self = user_data;
  g_autoptr (GError) error = NULL;
  GPtrArray *days = tl_desk_list_usage_finish (TL_DESK (source), result, &error);

  if (days == NULL || self->window == NULL)
    {
      g_clear_pointer (&days, g_ptr_array_unref);
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        g_info ("usage: %s", error != NULL ? error->message : "gone");
      return;
    }
  g_clear_object (&self->listing);
  g_clear_pointer (&self->days, g_ptr_array_unref);
  self->days = days;
  fill_periods (self);
  show_table (self);
  show_next (self);
  gtk_widget_set_sensitive (self->forget, days->len > 0);
}

static void
list_days (TlUsagePage *self)
{
  TlDesk *desk = tl_desk_keeper_get_desk (tl_services_get_desk (self->services));

  g_cancellable_cancel (self->listing);
  g_clear_object (&self->listing);
  if (desk == NULL || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  self->listing = g_cancellable_new ();
  tl_desk_list_usage_async (desk, FALSE, 0, self->listing, listed_cb, g_object_ref (self));
}

static void
desk_changed_cb (TlUsagePage *self, int change)
{
  if (change == TL_DESK_CHANGED_USAGE || change == TL_DESK_CHANGED_ALL)
    list_days (self);
}

static void
feedback_changed_cb (TlUsagePage *self)
{
  show_consent (self);
  show_next (self);
}

/* ---- Forgetting ---- */

static void
forgotten_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TlUsagePage) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean ok = tl_desk_forget_usage_finish (TL_DESK (source), result, &error);

  if (self->window != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.say", "s",
                                ok ? _ ("The numbers were forgotten") : error->message);
}

static void
answered_cb (TlUsagePage *self, const char *response)
{
  TlDesk *desk = tl_desk_keeper_get_desk (tl_services_get_desk (self->services));

  if (g_str_equal (response, "forget") && desk != NULL)
    tl_desk_forget_usage_async (desk, NULL, forgotten_cb, g_object_ref (self));
}

static void
forget_cb (TlUsagePage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *dialog = adw_message_dialog_new (
      GTK_WINDOW (root), _ ("Forget the numbers?"),
      _ ("They go from this computer, also from its backups. What was sent stays at the centre."));

  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _ ("_Cancel"), "forget",
                                    _ ("_Forget"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "forget",
                                              ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_signal_connect_object (dialog, "response", G_CALLBACK (answered_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* ---- The widget ---- */

static void
tl_usage_page_map (GtkWidget *widget)
{
  TlUsagePage *self = TL_USAGE_PAGE (widget);

  GTK_WIDGET_CLASS (tl_usage_page_parent_class)->map (widget);
  list_days (self);
  show_consent (self);
  tl_usage_keeper_set_consent (self->keeper, TL_USAGE_SEEN);
}

static gboolean
tl_usage_page_grab_focus (GtkWidget *widget)
{
  TlUsagePage *self = TL_USAGE_PAGE (widget);

  return (gtk_widget_get_visible (self->agree) && gtk_widget_grab_focus (self->agree))
         || gtk_widget_child_focus (self->window, GTK_DIR_TAB_FORWARD);
}

static void
tl_usage_page_dispose (GObject *object)
{
  TlUsagePage *self = TL_USAGE_PAGE (object);

  g_cancellable_cancel (self->listing);
  g_clear_object (&self->listing);
  g_clear_pointer (&self->window, gtk_widget_unparent);
  g_clear_pointer (&self->days, g_ptr_array_unref);
  g_clear_pointer (&self->months, g_ptr_array_unref);
  g_clear_object (&self->feedback);
  g_clear_object (&self->keeper);
  g_clear_object (&self->services);
  G_OBJECT_CLASS (tl_usage_page_parent_class)->dispose (object);
}

static void
tl_usage_page_class_init (TlUsagePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tl_usage_page_dispose;
  widget_class->map = tl_usage_page_map;
  widget_class->grab_focus = tl_usage_page_grab_focus;
  widget_class->focus = tl_widget_focus_children;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "usagepage");
}

static GtkWidget *
add_label (GtkWidget *box, const char *text, const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  gtk_box_append (GTK_BOX (box), label);
  return label;
}

static GtkWidget *
add_button (TlUsagePage *self, GtkWidget *box, const char *label, GCallback callback)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  gtk_widget_set_halign (button, GTK_ALIGN_START);
  g_signal_connect_object (button, "clicked", callback, self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), button);
  return button;
}

static void
make_consent (TlUsagePage *self, GtkWidget *box)
{
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  self->consent = GTK_LABEL (add_label (box, NULL, "heading"));
  self->person = GTK_LABEL (add_label (box, NULL, NULL));
  self->agree = add_button (self, buttons, _ ("_Agree to Sending"), G_CALLBACK (agree_cb));
  self->decline = add_button (self, buttons, _ ("_Send Nothing"), G_CALLBACK (decline_cb));
  gtk_box_append (GTK_BOX (box), buttons);
}

static void
make_table (TlUsagePage *self, GtkWidget *box)
{
  GtkWidget *window = gtk_scrolled_window_new ();

  self->periods = GTK_DROP_DOWN (gtk_drop_down_new (NULL, NULL));
  gtk_widget_set_halign (GTK_WIDGET (self->periods), GTK_ALIGN_START);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->periods), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Months or days"), -1);
  g_signal_connect_object (self->periods, "notify::selected", G_CALLBACK (period_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->periods));
  self->table = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (window), GTK_POLICY_AUTOMATIC,
                                  GTK_POLICY_NEVER);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (window), self->table);
  /* A wide table is scrolled by keys, and what cannot be focused would hold Tab where it is. */
  gtk_accessible_update_property (GTK_ACCESSIBLE (window), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Table of the numbers"), -1);
  gtk_box_append (GTK_BOX (box), window);
}

static void
make_preview (TlUsagePage *self, GtkWidget *box)
{
  add_label (box, _ ("What is sent next"), "title-4");
  self->next = GTK_LABEL (add_label (box, NULL, NULL));
  self->preview = GTK_TEXT_VIEW (gtk_text_view_new ());
  gtk_text_view_set_editable (self->preview, FALSE);
  gtk_text_view_set_monospace (self->preview, TRUE);
  gtk_text_view_set_accepts_tab (self->preview, FALSE);
  gtk_text_view_set_wrap_mode (self->preview, GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_top_margin (self->preview, 8);
  gtk_text_view_set_left_margin (self->preview, 8);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->preview), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("What is sent next"), -1);
  self->preview_window = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (self->preview_window),
                                              PREVIEW_HEIGHT);
  gtk_widget_add_css_class (self->preview_window, "card");
  gtk_widget_set_focusable (self->preview_window, FALSE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->preview_window),
                                 GTK_WIDGET (self->preview));
  gtk_box_append (GTK_BOX (box), self->preview_window);
}

static void
make_meanings (GtkWidget *box)
{
  add_label (box, _ ("When one is added"), "title-4");
  for (guint i = 0; i < TL_USAGE_N; i++)
    {
      g_autofree char *line = g_strdup_printf ("%s: %s", tl_usage_counter_title ((TlUsageCounter)i),
                                               tl_usage_counter_meaning ((TlUsageCounter)i));

      add_label (box, line, NULL);
    }
}

static void
tl_usage_page_init (TlUsagePage *self)
{
  GtkWidget *clamp = adw_clamp_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  gtk_widget_add_css_class (box, "place-box");
  add_label (box, _ ("Numbers of Use"), "title-2");
  add_label (box,
             _ ("How often the program was used, a day at a time, kept on this computer for 400 "
                "days. No question, no document, no text and no time of day is kept with them."),
             NULL);
  make_consent (self, box);
  make_table (self, box);
  make_preview (self, box);
  make_meanings (box);
  self->forget = add_button (self, box, _ ("_Forget These Numbers…"), G_CALLBACK (forget_cb));
  gtk_widget_set_sensitive (self->forget, FALSE);
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), MAX_WIDTH);
  adw_clamp_set_child (ADW_CLAMP (clamp), box);
  self->window = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->window), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->window), clamp);
  gtk_widget_set_parent (self->window, GTK_WIDGET (self));
}

GtkWidget *
tl_usage_page_new (TlServices *services)
{
  TlUsagePage *self = g_object_new (TL_TYPE_USAGE_PAGE, NULL);

  self->services = g_object_ref (services);
  self->keeper = g_object_ref (tl_services_get_usage (services));
  self->feedback = g_object_ref (tl_services_get_feedback (services));
  g_signal_connect_object (tl_services_get_desk (services), "changed", G_CALLBACK (desk_changed_cb),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->feedback, "changed", G_CALLBACK (feedback_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->keeper, "changed", G_CALLBACK (show_consent), self,
                           G_CONNECT_SWAPPED);
  show_consent (self);
  show_table (self);
  show_next (self);
  return GTK_WIDGET (self);
}

GtkTextBuffer *
tl_usage_page_get_preview (TlUsagePage *self)
{
  g_return_val_if_fail (TL_IS_USAGE_PAGE (self), NULL);
  return gtk_text_view_get_buffer (self->preview);
}
