/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/library/tl-library-page.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "text/tl-numeral.h"
#include "ui/library/tl-document-item.h"
#include "ui/library/tl-document-row.h"
#include "ui/search/tl-scope-bar.h"
#include "ui/tl-large-text.h"
#include "ui/tl-widget.h"
#include "ui/update/tl-update-bar.h"

/* Documents fetched at a time; more come when the list is scrolled near its end. */
#define BATCH            200
#define LOADING_PATIENCE 300

struct _TlLibraryPage
{
  GtkWidget parent_instance;

  /* Template. */
  TlUpdateBar *update_bar;
  GtkScrolledWindow *scope_holder;
  GtkSearchEntry *filter;
  GtkStack *states;
  GtkScrolledWindow *list_window;
  GtkListView *list;
  GtkSpinner *spinner;
  AdwStatusPage *message;
  GtkLabel *total;

  /* Owned. */
  TlScopeBar *scopes;
  TlServices *services;
  GListStore *store;
  GCancellable *loading;

  /* State. */
  guint n_total;
  guint patience_source;
  gboolean stale; /* the library changed while the page was not shown */
};

G_DEFINE_FINAL_TYPE (TlLibraryPage, tl_library_page, GTK_TYPE_WIDGET)

enum
{
  SIGNAL_OPEN,
  SIGNAL_COMPARE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
show_message (TlLibraryPage *self, const char *title, const char *description)
{
  g_autofree char *escaped = g_markup_escape_text (description, -1);

  adw_status_page_set_title (self->message, title);
  adw_status_page_set_description (self->message, escaped);
  tl_stack_show (self->states, "message");
}

static gboolean
patience_over_cb (gpointer user_data)
{
  TlLibraryPage *self = user_data;

  self->patience_source = 0;
  gtk_spinner_start (self->spinner);
  tl_stack_show (self->states, "loading");
  return G_SOURCE_REMOVE;
}

static void
stop_loading (TlLibraryPage *self)
{
  g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  g_clear_handle_id (&self->patience_source, g_source_remove);
  gtk_spinner_stop (self->spinner);
}

static void
show_documents (TlLibraryPage *self, GPtrArray *documents)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *figure = tl_numeral_group (self->n_total);
  g_autofree char *total = NULL;

  for (guint i = 0; i < documents->len; i++)
    g_ptr_array_add (items, tl_document_item_new (g_ptr_array_index (documents, i)));
  g_list_store_splice (self->store, g_list_model_get_n_items (G_LIST_MODEL (self->store)), 0,
                       items->pdata, items->len);
  /* Translators: %s is a number of documents. */
  total = g_strdup_printf (_ ("%s documents"), figure);
  gtk_label_set_text (self->total, total);
  if (self->n_total > 0)
    tl_stack_show (self->states, "list");
  else
    show_message (self, _ ("No Such Document"),
                  _ ("No document of this kind matches. Try fewer words, or all kinds."));
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TlLibraryPage) self = user_data;
  g_autoptr (GError) error = NULL;
  guint total = 0;
  g_autoptr (GPtrArray) documents
      = tl_library_list_finish (TL_LIBRARY (source), result, &total, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  stop_loading (self);
  if (documents == NULL)
    {
      show_message (self, _ ("The List Could Not Be Read"), error->message);
      return;
    }
  self->n_total = total;
  show_documents (self, documents);
}

static void
fetch (TlLibraryPage *self)
{
  TlLibrary *library = tl_services_get_library (self->services);
  TlLibraryQuery query = {
    .kind = tl_scope_bar_get_scope (self->scopes),
    .filter = gtk_editable_get_text (GTK_EDITABLE (self->filter)),
    .offset = g_list_model_get_n_items (G_LIST_MODEL (self->store)),
    .limit = BATCH,
  };

  self->loading = g_cancellable_new ();
  if (query.offset == 0)
    self->patience_source = g_timeout_add (LOADING_PATIENCE, patience_over_cb, self);
  tl_library_list_async (library, &query, self->loading, listed_cb, g_object_ref (self));
}

static void
show_counts (TlLibraryPage *self)
{
  const TlLibraryStats *stats = tl_services_get_stats (self->services);
  gboolean ready = tl_services_get_library (self->services) != NULL;

  tl_scope_bar_set_count (self->scopes, -1, (guint)stats->documents, ready, TRUE);
  for (int kind = 0; kind < TL_N_DOC_KINDS; kind++)
    tl_scope_bar_set_count (self->scopes, kind, (guint)stats->by_kind[kind], ready, TRUE);
}

static void
refresh (TlLibraryPage *self)
{
  if (!gtk_widget_get_mapped (GTK_WIDGET (self)))
    {
      self->stale = TRUE;
      return;
    }
  self->stale = FALSE;
  stop_loading (self);
  g_list_store_remove_all (self->store);
  gtk_label_set_text (self->total, "");
  show_counts (self);
  if (tl_services_get_library (self->services) != NULL)
    fetch (self);
  else if (tl_services_get_state (self->services) == TL_SERVICES_FAILED)
    show_message (self, _ ("The Library Could Not Be Opened"),
                  tl_services_get_error (self->services));
  else
    show_message (self, _ ("There Is No Library Yet"), _ ("Choose its folder in the main menu."));
}

static void
filter_changed_cb (TlLibraryPage *self)
{
  refresh (self);
}

static void
scrolled_cb (TlLibraryPage *self, GtkAdjustment *adjustment)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->store));
  double rest = gtk_adjustment_get_upper (adjustment) - gtk_adjustment_get_value (adjustment)
                - gtk_adjustment_get_page_size (adjustment);

  if (self->loading == NULL && n > 0 && n < self->n_total
      && rest < 2 * gtk_adjustment_get_page_size (adjustment))
    fetch (self);
}

static void
row_activated_cb (TlLibraryPage *self, guint position)
{
  g_autoptr (TlDocumentItem) item = g_list_model_get_item (G_LIST_MODEL (self->store), position);

  if (item != NULL)
    g_signal_emit (self, signals[SIGNAL_OPEN], 0, tl_document_item_get (item)->id);
}

/* The document of the row that the keys are at. */
static TlDocumentItem *
get_chosen (TlLibraryPage *self)
{
  return gtk_single_selection_get_selected_item (
      GTK_SINGLE_SELECTION (gtk_list_view_get_model (self->list)));
}

static void
open_chosen_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TlDocumentItem *item = get_chosen (TL_LIBRARY_PAGE (widget));

  if (item != NULL)
    g_signal_emit (widget, signals[SIGNAL_OPEN], 0, tl_document_item_get (item)->id);
}

static void
compare_chosen_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TlDocumentItem *item = get_chosen (TL_LIBRARY_PAGE (widget));
  g_autofree char *title = NULL;

  if (item == NULL)
    return;
  title = tl_document_item_title (tl_document_item_get (item));
  g_signal_emit (widget, signals[SIGNAL_COMPARE], 0, tl_document_item_get (item)->id, title);
}

static void
menu_closed_cb (GtkPopover *popover)
{
  /* The press that closes it is still being handled. */
  g_idle_add_once ((GSourceOnceFunc)gtk_widget_unparent, popover);
}

/* What can be done with the chosen document, at @at. */
static void
show_menu (TlLibraryPage *self, GtkWidget *row, const GdkRectangle *at)
{
  g_autoptr (GMenu) menu = g_menu_new ();
  GtkWidget *popover;

  g_menu_append (menu, _ ("_Open"), "documents.open");
  g_menu_append (menu, _ ("_Compare (C)"), "documents.compare");
  popover = gtk_popover_menu_new_from_model (G_MENU_MODEL (menu));
  gtk_widget_set_parent (popover, row);
  gtk_popover_set_pointing_to (GTK_POPOVER (popover), at);
  gtk_popover_set_has_arrow (GTK_POPOVER (popover), FALSE);
  g_signal_connect (popover, "closed", G_CALLBACK (menu_closed_cb), NULL);
  gtk_popover_popup (GTK_POPOVER (popover));
}

static void
row_pressed_cb (GtkListItem *list_item, int n_press, double x, double y, GtkGesture *gesture)
{
  GtkWidget *row = gtk_list_item_get_child (list_item);
  GtkWidget *page = gtk_widget_get_ancestor (row, TL_TYPE_LIBRARY_PAGE);

  if (page == NULL)
    return;
  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
  gtk_single_selection_set_selected (
      GTK_SINGLE_SELECTION (gtk_list_view_get_model (TL_LIBRARY_PAGE (page)->list)),
      gtk_list_item_get_position (list_item));
  show_menu (TL_LIBRARY_PAGE (page), row, &(GdkRectangle){ (int)x, (int)y, 1, 1 });
}

static gboolean
key_pressed_cb (TlLibraryPage *self, guint key, guint code, GdkModifierType state)
{
  GdkModifierType held = state & gtk_accelerator_get_default_mod_mask ();
  GtkWidget *row = gtk_widget_get_focus_child (GTK_WIDGET (self->list));

  if (get_chosen (self) == NULL)
    return GDK_EVENT_PROPAGATE;
  if (held == 0 && key == GDK_KEY_c)
    compare_chosen_cb (GTK_WIDGET (self), NULL, NULL);
  else if (row != NULL
           && ((held == 0 && key == GDK_KEY_Menu)
               || (held == GDK_SHIFT_MASK && key == GDK_KEY_F10)))
    show_menu (self, gtk_widget_get_first_child (row),
               &(GdkRectangle){ 24, gtk_widget_get_height (row) / 2, 1, 1 });
  else
    return GDK_EVENT_PROPAGATE;
  return GDK_EVENT_STOP;
}

static void
setup_row_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item)
{
  GtkWidget *row = tl_document_row_new ();
  GtkGesture *press = gtk_gesture_click_new ();

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (press), GDK_BUTTON_SECONDARY);
  g_signal_connect_object (press, "pressed", G_CALLBACK (row_pressed_cb), list_item,
                           G_CONNECT_SWAPPED);
  gtk_widget_add_controller (row, GTK_EVENT_CONTROLLER (press));
  gtk_list_item_set_child (list_item, row);
}

static void
bind_row_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item)
{
  TlDocumentItem *item = gtk_list_item_get_item (list_item);

  tl_document_row_set_document (TL_DOCUMENT_ROW (gtk_list_item_get_child (list_item)),
                                tl_document_item_get (item));
}

static void
tl_library_page_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (tl_library_page_parent_class)->map (widget);
  if (TL_LIBRARY_PAGE (widget)->stale)
    refresh (TL_LIBRARY_PAGE (widget));
}

static void
tl_library_page_dispose (GObject *object)
{
  TlLibraryPage *self = TL_LIBRARY_PAGE (object);

  g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  g_clear_handle_id (&self->patience_source, g_source_remove);
  g_clear_object (&self->services);
  g_clear_object (&self->scopes);
  g_clear_object (&self->store);
  tl_widget_dispose (GTK_WIDGET (self), TL_TYPE_LIBRARY_PAGE);
  G_OBJECT_CLASS (tl_library_page_parent_class)->dispose (object);
}

static void
tl_library_page_class_init (TlLibraryPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tl_library_page_dispose;
  widget_class->map = tl_library_page_map;

  signals[SIGNAL_OPEN] = g_signal_new ("open", TL_TYPE_LIBRARY_PAGE, G_SIGNAL_RUN_LAST, 0, NULL,
                                       NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[SIGNAL_COMPARE]
      = g_signal_new ("compare", TL_TYPE_LIBRARY_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                      G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);
  gtk_widget_class_install_action (widget_class, "documents.open", NULL, open_chosen_cb);
  gtk_widget_class_install_action (widget_class, "documents.compare", NULL, compare_chosen_cb);

  g_type_ensure (TL_TYPE_UPDATE_BAR);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/vn/toaan/TroLy/ui/library/tl-library-page.ui");
  gtk_widget_class_bind_template_child (widget_class, TlLibraryPage, update_bar);
  gtk_widget_class_bind_template_child (widget_class, TlLibraryPage, scope_holder);
  gtk_widget_class_bind_template_child (widget_class, TlLibraryPage, filter);
  gtk_widget_class_bind_template_child (widget_class, TlLibraryPage, states);
  gtk_widget_class_bind_template_child (widget_class, TlLibraryPage, list_window);
  gtk_widget_class_bind_template_child (widget_class, TlLibraryPage, list);
  gtk_widget_class_bind_template_child (widget_class, TlLibraryPage, spinner);
  gtk_widget_class_bind_template_child (widget_class, TlLibraryPage, message);
  gtk_widget_class_bind_template_child (widget_class, TlLibraryPage, total);
  gtk_widget_class_bind_template_callback (widget_class, filter_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "librarypage");
}

/* The kinds of documents come first: beside them large text leaves little room. */
static void
text_scaled_cb (TlLibraryPage *self)
{
  gboolean large = tl_large_text_is_on (GTK_WIDGET (self));

  gtk_editable_set_max_width_chars (GTK_EDITABLE (self->filter), large ? 14 : 30);
  g_object_set (self->filter, "placeholder-text",
                large ? _ ("Filter the List") : _ ("Number, title, issuer or court"), NULL);
}

static void
tl_library_page_init (TlLibraryPage *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkSelectionModel) selection = NULL;
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->stale = TRUE;
  self->store = g_list_store_new (TL_TYPE_DOCUMENT_ITEM);
  self->scopes = g_object_ref_sink (TL_SCOPE_BAR (tl_scope_bar_new ()));
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (gtk_widget_get_settings (GTK_WIDGET (self)), "notify::gtk-xft-dpi",
                           G_CALLBACK (text_scaled_cb), self, G_CONNECT_SWAPPED);
  text_scaled_cb (self);

  tl_stack_show (self->states, "list");
  tl_scope_bar_set_vertical (self->scopes, FALSE);
  gtk_scrolled_window_set_child (self->scope_holder, GTK_WIDGET (self->scopes));
  g_signal_connect_object (self->scopes, "notify::scope", G_CALLBACK (refresh), self,
                           G_CONNECT_SWAPPED);

  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->list), keys);
  g_signal_connect (factory, "setup", G_CALLBACK (setup_row_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_row_cb), NULL);
  selection
      = GTK_SELECTION_MODEL (gtk_single_selection_new (G_LIST_MODEL (g_object_ref (self->store))));
  gtk_list_view_set_factory (self->list, factory);
  gtk_list_view_set_model (self->list, selection);
  g_signal_connect_object (gtk_scrolled_window_get_vadjustment (self->list_window), "value-changed",
                           G_CALLBACK (scrolled_cb), self, G_CONNECT_SWAPPED);
}

void
tl_library_page_set_services (TlLibraryPage *self, TlServices *services)
{
  g_return_if_fail (TL_IS_LIBRARY_PAGE (self));
  g_return_if_fail (self->services == NULL);

  self->services = g_object_ref (services);
  tl_update_bar_set_keeper (self->update_bar, tl_services_get_update (services));
  g_signal_connect_object (services, "notify::state", G_CALLBACK (refresh), self,
                           G_CONNECT_SWAPPED);
  refresh (self);
}
