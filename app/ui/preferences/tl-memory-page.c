/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/preferences/tl-memory-page.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "ui/tl-widget.h"

struct _TlMemoryPage
{
  GtkWidget parent_instance;

  /* Template. */
  GtkSearchEntry *filter;
  GtkStack *states;
  GtkListView *list;
  AdwStatusPage *message;
  GtkLabel *problem;

  /* Owned. */
  TlMemoryDesk *desk;
  GListStore *store;
  GtkCustomFilter *fits;
  GtkFilterListModel *shown;
  GCancellable *loading;
};

G_DEFINE_FINAL_TYPE (TlMemoryPage, tl_memory_page, GTK_TYPE_WIDGET)

enum
{
  SIGNAL_CLOSE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* The widgets of a row, and the entry it shows. */
typedef struct
{
  GtkWidget *question;
  GtkWidget *place;
  GtkWidget *on;
  gulong toggled;
  char *id;
} Row;

static void
row_free (gpointer data)
{
  Row *row = data;

  g_free (row->id);
  g_free (row);
}

static void
show_state (TlMemoryPage *self)
{
  gboolean none = g_list_model_get_n_items (G_LIST_MODEL (self->store)) == 0;

  if (g_list_model_get_n_items (G_LIST_MODEL (self->shown)) > 0)
    {
      tl_stack_show (self->states, "list");
      return;
    }
  adw_status_page_set_title (self->message,
                             none ? _ ("No Confirmed Questions Yet") : _ ("No Such Question"));
  adw_status_page_set_description (
      self->message,
      none ? _ ("Press C on a result to confirm that it answers your question.") : NULL);
  tl_stack_show (self->states, "message");
}

static void
say_problem (TlMemoryPage *self, const char *problem)
{
  gtk_label_set_text (self->problem, problem != NULL ? problem : "");
  gtk_widget_set_visible (GTK_WIDGET (self->problem), problem != NULL);
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TlMemoryPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) items
      = tl_memory_desk_list_finish (TL_MEMORY_DESK (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->loading);
  if (items != NULL)
    g_list_store_splice (self->store, 0, g_list_model_get_n_items (G_LIST_MODEL (self->store)),
                         items->pdata, items->len);
  show_state (self);
}

static void
load (TlMemoryPage *self)
{
  g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  self->loading = g_cancellable_new ();
  tl_memory_desk_list_async (self->desk, self->loading, listed_cb, g_object_ref (self));
}

static void
changed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TlMemoryPage) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean changed = FALSE;

  if (!tl_memory_desk_change_finish (TL_MEMORY_DESK (source), result, &changed, &error))
    {
      say_problem (self, error->message);
      load (self); /* the switch stands as it was asked for, not as it is */
    }
  else
    say_problem (self, changed ? NULL : _ ("There is no change to take back"));
}

static void
switched_cb (GtkSwitch *on, GParamSpec *pspec, GtkListItem *list_item)
{
  Row *row = g_object_get_data (G_OBJECT (list_item), "row");
  TlMemoryPage *self
      = TL_MEMORY_PAGE (gtk_widget_get_ancestor (GTK_WIDGET (on), TL_TYPE_MEMORY_PAGE));

  if (self != NULL && row->id != NULL)
    tl_memory_desk_set_active_async (self->desk, row->id, gtk_switch_get_active (on), changed_cb,
                                     g_object_ref (self));
}

static GtkWidget *
make_label (const char *style)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_lines (GTK_LABEL (label), 2);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  return label;
}

static void
setup_row_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  Row *row = g_new0 (Row, 1);

  row->question = make_label (NULL);
  row->place = make_label ("dim-label");
  gtk_widget_add_css_class (row->place, "caption");
  row->on = gtk_switch_new ();
  gtk_widget_set_valign (row->on, GTK_ALIGN_CENTER);
  gtk_widget_set_hexpand (words, TRUE);
  gtk_widget_add_css_class (box, "document-row");
  gtk_box_append (GTK_BOX (words), row->question);
  gtk_box_append (GTK_BOX (words), row->place);
  gtk_box_append (GTK_BOX (box), words);
  gtk_box_append (GTK_BOX (box), row->on);
  row->toggled = g_signal_connect (row->on, "notify::active", G_CALLBACK (switched_cb), list_item);
  g_object_set_data_full (G_OBJECT (list_item), "row", row, row_free);
  gtk_list_item_set_activatable (list_item, FALSE);
  gtk_list_item_set_child (list_item, box);
}

static void
bind_row_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item)
{
  TlRemembered *item = gtk_list_item_get_item (list_item);
  Row *row = g_object_get_data (G_OBJECT (list_item), "row");
  const char *question = tl_remembered_get_question (item);
  g_autofree char *place = g_strdup_printf (
      "%s · %s", tl_remembered_get_place (item),
      tl_remembered_is_own (item) ? _ ("confirmed on this computer") : _ ("from the library"));

  g_free (row->id);
  row->id = g_strdup (tl_remembered_get_id (item));
  gtk_label_set_text (GTK_LABEL (row->question), question);
  gtk_label_set_text (GTK_LABEL (row->place), place);
  gtk_widget_set_tooltip_text (row->place, place);
  tl_widget_set_row_name (gtk_list_item_get_child (list_item), question);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row->on), GTK_ACCESSIBLE_PROPERTY_LABEL, question,
                                  -1);
  g_signal_handler_block (row->on, row->toggled);
  gtk_switch_set_active (GTK_SWITCH (row->on), tl_remembered_is_active (item));
  g_signal_handler_unblock (row->on, row->toggled);
}

static gboolean
fits (gpointer item, gpointer user_data)
{
  TlMemoryPage *self = user_data;

  return tl_remembered_fits (item, gtk_editable_get_text (GTK_EDITABLE (self->filter)));
}

static void
filter_changed_cb (TlMemoryPage *self)
{
  gtk_filter_changed (GTK_FILTER (self->fits), GTK_FILTER_CHANGE_DIFFERENT);
  show_state (self);
}

static void
undo_clicked_cb (TlMemoryPage *self)
{
  tl_memory_desk_undo_async (self->desk, changed_cb, g_object_ref (self));
}

static void
back_clicked_cb (TlMemoryPage *self)
{
  g_signal_emit (self, signals[SIGNAL_CLOSE], 0);
}

static gboolean
escape_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  back_clicked_cb (TL_MEMORY_PAGE (widget));
  return TRUE;
}

/* Escape in the filter empties it first. */
static void
stop_filter_cb (TlMemoryPage *self)
{
  if (*gtk_editable_get_text (GTK_EDITABLE (self->filter)) != '\0')
    gtk_editable_set_text (GTK_EDITABLE (self->filter), "");
  else
    back_clicked_cb (self);
}

static void
tl_memory_page_dispose (GObject *object)
{
  TlMemoryPage *self = TL_MEMORY_PAGE (object);

  g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  if (self->fits != NULL)
    gtk_custom_filter_set_filter_func (self->fits, NULL, NULL, NULL);
  tl_widget_dispose (GTK_WIDGET (self), TL_TYPE_MEMORY_PAGE);
  g_clear_object (&self->shown);
  g_clear_object (&self->fits);
  g_clear_object (&self->store);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (tl_memory_page_parent_class)->dispose (object);
}

static void
tl_memory_page_class_init (TlMemoryPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tl_memory_page_dispose;
  signals[SIGNAL_CLOSE] = g_signal_new ("close", TL_TYPE_MEMORY_PAGE, G_SIGNAL_RUN_LAST, 0, NULL,
                                        NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/vn/toaan/TroLy/ui/preferences/tl-memory-page.ui");
  gtk_widget_class_bind_template_child (widget_class, TlMemoryPage, filter);
  gtk_widget_class_bind_template_child (widget_class, TlMemoryPage, states);
  gtk_widget_class_bind_template_child (widget_class, TlMemoryPage, list);
  gtk_widget_class_bind_template_child (widget_class, TlMemoryPage, message);
  gtk_widget_class_bind_template_child (widget_class, TlMemoryPage, problem);
  gtk_widget_class_bind_template_callback (widget_class, filter_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_filter_cb);
  gtk_widget_class_bind_template_callback (widget_class, undo_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, back_clicked_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, escape_cb, NULL);
}

static void
tl_memory_page_init (TlMemoryPage *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkSelectionModel) selection = NULL;

  gtk_widget_init_template (GTK_WIDGET (self));
  self->store = g_list_store_new (TL_TYPE_REMEMBERED);
  self->fits = gtk_custom_filter_new (fits, self, NULL);
  self->shown = gtk_filter_list_model_new (G_LIST_MODEL (g_object_ref (self->store)),
                                           GTK_FILTER (g_object_ref (self->fits)));
  g_signal_connect (factory, "setup", G_CALLBACK (setup_row_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_row_cb), NULL);
  selection
      = GTK_SELECTION_MODEL (gtk_no_selection_new (G_LIST_MODEL (g_object_ref (self->shown))));
  gtk_list_view_set_factory (self->list, factory);
  gtk_list_view_set_model (self->list, selection);
}

GtkWidget *
tl_memory_page_new (TlMemoryDesk *desk)
{
  TlMemoryPage *self = g_object_new (TL_TYPE_MEMORY_PAGE, NULL);

  self->desk = g_object_ref (desk);
  g_signal_connect_object (desk, "changed", G_CALLBACK (load), self, G_CONNECT_SWAPPED);
  load (self);
  return GTK_WIDGET (self);
}
