/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/feedback/tl-feedback-page.h"

#include <glib/gi18n.h>

#include "ui/feedback/tl-feedback-row.h"
#include "ui/feedback/tl-feedback-words.h"
#include "ui/tl-widget.h"

/* Items shown at once; more by a button. */
#define STEP      100
#define MAX_WIDTH 860

struct _TlFeedbackPage
{
  GtkWidget parent_instance;

  GtkWidget *window; /* child */
  GtkWidget *title;
  GtkLabel *note;
  GtkLabel *trouble;
  GtkListBox *list;
  GtkWidget *more;
  GtkWidget *empty;
  GtkWidget *contribute;
  GtkWidget *send_now;

  /* Owned. */
  TlServices *services;
  TlFeedbackKeeper *keeper;
  GCancellable *listing;
  GHashTable *unfolded; /* ids */
  char *focus;          /* id of the row that has it, while the list is filled */

  guint limit;
  gboolean wants_focus; /* once there is something to focus */
};

G_DEFINE_FINAL_TYPE (TlFeedbackPage, tl_feedback_page, GTK_TYPE_WIDGET)

enum
{
  SIGNAL_OPEN,
  SIGNAL_EDIT,
  SIGNAL_SAY,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void list_items (TlFeedbackPage *self);

static void
say_error (TlFeedbackPage *self, const GError *error)
{
  g_autofree char *words = tl_feedback_member_error (error);

  if (self->window != NULL)
    g_signal_emit (self, signals[SIGNAL_SAY], 0, words);
}

static void
withdrawn_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TlFeedbackPage) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!tl_desk_withdraw_item_finish (TL_DESK (source), result, &error))
    say_error (self, error);
  else if (self->window != NULL)
    g_signal_emit (self, signals[SIGNAL_SAY], 0, _ ("Withdrawn"));
}

static void
retried_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TlFeedbackPage) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!tl_desk_retry_item_finish (TL_DESK (source), result, &error))
    say_error (self, error);
}

static void
dismissed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TlFeedbackPage) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!tl_desk_dismiss_item_finish (TL_DESK (source), result, &error))
    say_error (self, error);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TlFeedbackPage) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!tl_desk_mark_item_read_finish (TL_DESK (source), result, &error))
    say_error (self, error);
}

/* Where it was applied. */
static void
open_changed (TlFeedbackPage *self, const TlDeskItem *item)
{
  for (guint i = item->events->len; i > 0; i--)
    {
      const TlDeskItemEvent *event = g_ptr_array_index (item->events, i - 1);

      if (event->state != TL_ITEM_APPLIED || event->document == NULL)
        continue;
      g_signal_emit (self, signals[SIGNAL_OPEN], 0, event->document, event->anchor);
      return;
    }
}

static void
act_cb (TlFeedbackPage *self, const char *act, TlFeedbackRow *row)
{
  const TlDeskItem *item = tl_feedback_row_get_item (row);
  TlDesk *desk = tl_feedback_keeper_get_desk (self->keeper);

  if (g_str_equal (act, "open"))
    open_changed (self, item);
  else if (g_str_equal (act, "about"))
    g_signal_emit (self, signals[SIGNAL_OPEN], 0, item->item->document, item->item->anchor);
  else if (g_str_equal (act, "edit"))
    g_signal_emit (self, signals[SIGNAL_EDIT], 0, item);
  else if (desk == NULL)
    {
      g_autofree char *note = tl_feedback_keeper_dup_note (self->keeper);

      g_signal_emit (self, signals[SIGNAL_SAY], 0, note);
    }
  else if (g_str_equal (act, "retry"))
    tl_desk_retry_item_async (desk, item->item->id, NULL, retried_cb, g_object_ref (self));
  else if (g_str_equal (act, "dismiss"))
    tl_desk_dismiss_item_async (desk, item->item->id, NULL, dismissed_cb, g_object_ref (self));
  else if (g_str_equal (act, "withdraw"))
    tl_desk_withdraw_item_async (desk, item->item->id, NULL, withdrawn_cb, g_object_ref (self));
  else if (g_str_equal (act, "read"))
    tl_desk_mark_item_read_async (desk, item->item->id, NULL, read_cb, g_object_ref (self));
}

static void
row_activated_cb (TlFeedbackPage *self, GtkListBoxRow *row)
{
  TlFeedbackRow *item_row = TL_FEEDBACK_ROW (row);
  gboolean unfolded = !tl_feedback_row_is_unfolded (item_row);
  const char *id = tl_feedback_row_get_item (item_row)->item->id;

  if (unfolded)
    g_hash_table_add (self->unfolded, g_strdup (id));
  else
    g_hash_table_remove (self->unfolded, id);
  tl_feedback_row_set_unfolded (item_row, unfolded);
}

static void
clear_list (TlFeedbackPage *self)
{
  GtkWidget *row;
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  g_clear_pointer (&self->focus, g_free);
  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    {
      if (focus != NULL && (focus == row || gtk_widget_is_ancestor (focus, row)))
        self->focus = g_strdup (tl_feedback_row_get_item (TL_FEEDBACK_ROW (row))->item->id);
      gtk_list_box_remove (self->list, row);
    }
}

static void
fill_list (TlFeedbackPage *self, GPtrArray *items)
{
  gboolean had_focus = FALSE;
  guint shown = MIN (items->len, self->limit);

  clear_list (self);
  gtk_widget_set_visible (GTK_WIDGET (self->list), shown > 0);
  for (guint i = 0; i < shown; i++)
    {
      TlDeskItem *item = g_steal_pointer (&g_ptr_array_index (items, i));
      const char *id = item->item->id;
      GtkWidget *row = tl_feedback_row_new (item, g_hash_table_contains (self->unfolded, id));

      g_signal_connect_object (row, "act", G_CALLBACK (act_cb), self, G_CONNECT_SWAPPED);
      gtk_list_box_append (self->list, row);
      if (g_strcmp0 (self->focus, id) == 0)
        had_focus = gtk_widget_grab_focus (row);
    }
  if (((self->focus != NULL && !had_focus) || self->wants_focus) && shown > 0)
    gtk_widget_grab_focus (GTK_WIDGET (gtk_list_box_get_row_at_index (self->list, 0)));
  self->wants_focus = FALSE;
  g_clear_pointer (&self->focus, g_free);
  gtk_widget_set_visible (self->empty,
                          shown == 0 && !gtk_widget_get_visible (GTK_WIDGET (self->trouble)));
  gtk_widget_set_visible (self->more, items->len > self->limit);
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TlFeedbackPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) items = tl_desk_list_items_finish (TL_DESK (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->window == NULL)
    return;
  g_clear_object (&self->listing);
  if (items == NULL)
    {
      say_error (self, error);
      return;
    }
  /* What was moved out is no more for the array to free. */
  g_ptr_array_set_free_func (items, NULL);
  fill_list (self, items);
  for (guint i = 0; i < items->len; i++)
    g_clear_pointer (&g_ptr_array_index (items, i), tl_desk_item_free);
}

/* What waits is shown also where nothing can be changed. */
static void
list_items (TlFeedbackPage *self)
{
  TlDeskKeeper *keeper = tl_services_get_desk (self->services);
  TlDesk *desk = tl_desk_keeper_get_desk (keeper);
  const char *trouble = tl_desk_keeper_get_trouble (keeper);

  gtk_label_set_text (self->trouble, trouble != NULL ? trouble : "");
  gtk_widget_set_visible (GTK_WIDGET (self->trouble), trouble != NULL);
  g_cancellable_cancel (self->listing);
  g_clear_object (&self->listing);
  if (desk == NULL)
    return;
  self->listing = g_cancellable_new ();
  tl_desk_list_items_async (desk, 0, self->limit + 1, self->listing, listed_cb,
                            g_object_ref (self));
}

static void
more_clicked_cb (TlFeedbackPage *self)
{
  self->limit += STEP;
  list_items (self);
}

static void
keeper_changed_cb (TlFeedbackPage *self)
{
  const TlDeskItemCounts *counts = tl_feedback_keeper_get_counts (self->keeper);
  g_autofree char *waiting = tl_feedback_waiting (counts->waiting);
  g_autofree char *note = tl_feedback_keeper_dup_note (self->keeper);
  gboolean can_send = tl_feedback_keeper_get_desk (self->keeper) != NULL;
  g_autofree char *line = waiting == NULL ? NULL
                          : can_send      ? g_strdup_printf ("%s. %s", waiting, note)
                                          : g_strdup (waiting);

  gtk_widget_set_visible (self->send_now, tl_feedback_keeper_get_sender (self->keeper) != NULL);
  gtk_label_set_text (self->note, line != NULL ? line : "");
  gtk_widget_set_visible (GTK_WIDGET (self->note), line != NULL);
}

static gboolean
tl_feedback_page_grab_focus (GtkWidget *widget)
{
  TlFeedbackPage *self = TL_FEEDBACK_PAGE (widget);
  GtkListBoxRow *first = gtk_list_box_get_row_at_index (self->list, 0);

  if (first != NULL)
    return gtk_widget_grab_focus (GTK_WIDGET (first));
  self->wants_focus = self->listing != NULL;
  return gtk_widget_child_focus (self->window, GTK_DIR_TAB_FORWARD);
}

static void
tl_feedback_page_dispose (GObject *object)
{
  TlFeedbackPage *self = TL_FEEDBACK_PAGE (object);

  g_cancellable_cancel (self->listing);
  g_clear_object (&self->listing);
  g_clear_pointer (&self->window, gtk_widget_unparent);
  g_clear_object (&self->keeper);
  g_clear_object (&self->services);
  G_OBJECT_CLASS (tl_feedback_page_parent_class)->dispose (object);
}

static void
tl_feedback_page_finalize (GObject *object)
{
  g_hash_table_unref (TL_FEEDBACK_PAGE (object)->unfolded);
  g_free (TL_FEEDBACK_PAGE (object)->focus);
  G_OBJECT_CLASS (tl_feedback_page_parent_class)->finalize (object);
}

static void
tl_feedback_page_class_init (TlFeedbackPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tl_feedback_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = tl_feedback_page_finalize;
  widget_class->grab_focus = tl_feedback_page_grab_focus;
  widget_class->focus = tl_widget_focus_children;
  signals[SIGNAL_OPEN] = g_signal_new ("open", TL_TYPE_FEEDBACK_PAGE, G_SIGNAL_RUN_LAST, 0, NULL,
                                       NULL, NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);
  signals[SIGNAL_EDIT] = g_signal_new ("edit", TL_TYPE_FEEDBACK_PAGE, G_SIGNAL_RUN_LAST, 0, NULL,
                                       NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
  signals[SIGNAL_SAY] = g_signal_new ("say", TL_TYPE_FEEDBACK_PAGE, G_SIGNAL_RUN_LAST, 0, NULL,
                                      NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "feedbackpage");
}

static GtkWidget *
make_empty (void)
{
  GtkWidget *page = adw_status_page_new ();

  adw_status_page_set_icon_name (ADW_STATUS_PAGE (page), "mail-send-symbolic");
  adw_status_page_set_title (ADW_STATUS_PAGE (page), _ ("Nothing sent yet"));
  adw_status_page_set_description (
      ADW_STATUS_PAGE (page),
      _ ("On a result press G, in a document Ctrl+Shift+G: say what is right, wrong or missing. "
         "What became of it is told here."));
  return page;
}

static GtkWidget *
make_numbers (void)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (_ ("_Numbers of Use…"));

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.place");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", "usage");
  return button;
}

static void
send_now_cb (TlFeedbackPage *self)
{
  TlOutboxSender *sender = tl_feedback_keeper_get_sender (self->keeper);

  if (sender != NULL)
    tl_outbox_sender_send_now (sender);
}

static GtkWidget *
make_head (TlFeedbackPage *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  self->title = gtk_label_new (_ ("My Comments"));
  gtk_label_set_xalign (GTK_LABEL (self->title), 0);
  gtk_widget_set_hexpand (self->title, TRUE);
  gtk_widget_add_css_class (self->title, "title-2");
  gtk_box_append (GTK_BOX (box), self->title);
  self->contribute = gtk_button_new_with_mnemonic (_ ("_Contribute a Situation…"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->contribute), "win.place");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->contribute), "s", "contribute");
  self->send_now = gtk_button_new_with_mnemonic (_ ("Send and _Fetch Now"));
  g_signal_connect_object (self->send_now, "clicked", G_CALLBACK (send_now_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_set_visible (self->send_now, FALSE);
  gtk_box_append (GTK_BOX (box), self->send_now);
  gtk_box_append (GTK_BOX (box), make_numbers ());
  gtk_box_append (GTK_BOX (box), self->contribute);
  return box;
}

static void
make_list (TlFeedbackPage *self)
{
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "boxed-list");
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "feedback-list");
  gtk_widget_set_visible (GTK_WIDGET (self->list), FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("My Comments"), -1);
  g_signal_connect_object (self->list, "row-activated", G_CALLBACK (row_activated_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
tl_feedback_page_init (TlFeedbackPage *self)
{
  GtkWidget *clamp = adw_clamp_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  self->limit = STEP;
  self->unfolded = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->note = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->note, 0);
  gtk_label_set_wrap (self->note, TRUE);
  self->trouble = tl_widget_new_trouble ();
  make_list (self);
  self->empty = make_empty ();
  gtk_widget_set_visible (self->empty, FALSE);
  self->more = gtk_button_new_with_label (_ ("Show More"));
  gtk_widget_set_halign (self->more, GTK_ALIGN_CENTER);
  gtk_widget_set_visible (self->more, FALSE);
  g_signal_connect_swapped (self->more, "clicked", G_CALLBACK (more_clicked_cb), self);
  gtk_widget_add_css_class (box, "place-box");
  gtk_box_append (GTK_BOX (box), make_head (self));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->trouble));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->note));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->list));
  gtk_box_append (GTK_BOX (box), self->more);
  gtk_box_append (GTK_BOX (box), self->empty);
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), MAX_WIDTH);
  adw_clamp_set_child (ADW_CLAMP (clamp), box);
  self->window = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->window), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->window), clamp);
  gtk_widget_set_parent (self->window, GTK_WIDGET (self));
}

void
tl_feedback_page_set_services (TlFeedbackPage *self, TlServices *services)
{
  g_return_if_fail (TL_IS_FEEDBACK_PAGE (self));
  g_return_if_fail (self->services == NULL);

  self->services = g_object_ref (services);
  self->keeper = g_object_ref (tl_services_get_feedback (services));
  g_signal_connect_object (self->keeper, "items", G_CALLBACK (list_items), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->keeper, "changed", G_CALLBACK (keeper_changed_cb), self,
                           G_CONNECT_SWAPPED);
  keeper_changed_cb (self);
  list_items (self);
}

GtkListBox *
tl_feedback_page_get_list (TlFeedbackPage *self)
{
  return self->list;
}

gboolean
tl_feedback_page_is_empty (TlFeedbackPage *self)
{
  return gtk_widget_get_visible (self->empty);
}
