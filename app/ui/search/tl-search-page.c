/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/search/tl-search-page-private.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "ui/search/tl-preview.h"
#include "ui/search/tl-result-row.h"
#include "ui/search/tl-scope-bar.h"
#include "ui/search/tl-start-view.h"
#include "ui/tl-widget.h"

/* Milliseconds: rest after the last key before a question is asked; wait before anything says that
 * it is loading. */
#define TYPING_REST      120
#define LOADING_PATIENCE 300

G_DEFINE_FINAL_TYPE (TlSearchPage, tl_search_page, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_SHOW_LEFT_PANE,
  PROP_SHOW_RIGHT_PANE,
  PROP_NARROW,
  N_PROPS
};

enum
{
  SIGNAL_OPEN,
  SIGNAL_ASKED,
  SIGNAL_PROPOSE,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static const TlHit *
selected_hit (TlSearchPage *self)
{
  TlResultItem *item = gtk_single_selection_get_selected_item (self->selection);

  return item != NULL ? tl_result_item_get_hit (item) : NULL;
}

static void
update_panes (TlSearchPage *self)
{
  gboolean in_left = !self->narrow && self->show_left;
  GtkWidget *scopes = GTK_WIDGET (self->scopes);

  gtk_widget_set_visible (self->left_pane, in_left);
  gtk_widget_set_visible (self->right_pane, !self->narrow && self->show_right);
  gtk_widget_set_visible (GTK_WIDGET (self->narrow_holder), !in_left);
  if (gtk_widget_get_parent (scopes) == GTK_WIDGET (self->wide_holder))
    gtk_box_remove (self->wide_holder, scopes);
  else
    gtk_scrolled_window_set_child (self->narrow_holder, NULL);
  if (in_left)
    gtk_box_append (self->wide_holder, scopes);
  else
    gtk_scrolled_window_set_child (self->narrow_holder, scopes);
  gtk_widget_set_hexpand (scopes, in_left);
  tl_scope_bar_set_vertical (self->scopes, in_left);
}

static void
stop_patience (TlSearchPage *self)
{
  g_clear_handle_id (&self->patience_source, g_source_remove);
  gtk_spinner_stop (self->spinner);
}

static gboolean
patience_over_cb (gpointer user_data)
{
  TlSearchPage *self = user_data;

  self->patience_source = 0;
  gtk_spinner_start (self->spinner);
  gtk_widget_set_visible (self->info_row, TRUE);
  return G_SOURCE_REMOVE;
}

static void
show_start (TlSearchPage *self)
{
  tl_start_view_refresh (self->start, self->services, (const char *const *)self->recent);
  tl_stack_show (self->states, "start");
}

static void
finish_answers (TlSearchPage *self)
{
  g_signal_emit (self, signals[SIGNAL_ASKED], 0, tl_search_session_get_text (self->session));
  if (self->focus_answers)
    tl_search_page_focus_results (self);
  self->focus_answers = FALSE;
}

static void
session_changed_cb (TlSearchPage *self)
{
  TlSearchState state = tl_search_session_get_state (self->session);

  _tl_search_page_show_counts (self);
  _tl_search_page_show_partial (self);
  if (state != TL_SEARCH_RUNNING)
    stop_patience (self);
  else if (self->patience_source == 0)
    self->patience_source = g_timeout_add (LOADING_PATIENCE, patience_over_cb, self);

  gtk_widget_set_visible (self->info_row, state == TL_SEARCH_DONE || state == TL_SEARCH_RUNNING);
  switch (state)
    {
    case TL_SEARCH_IDLE:
      show_start (self);
      break;
    case TL_SEARCH_RUNNING:
    case TL_SEARCH_DONE:
      _tl_search_page_show_summary (self);
      if (g_list_model_get_n_items (tl_search_session_get_model (self->session)) > 0)
        tl_stack_show (self->states, "results");
      if (state == TL_SEARCH_DONE)
        finish_answers (self);
      break;
    case TL_SEARCH_NOTHING:
      _tl_search_page_show_nothing (self);
      break;
    case TL_SEARCH_FAILED:
      _tl_search_page_show_failed (self);
      break;
    default:
      g_assert_not_reached ();
    }
}

static void
ask_now (TlSearchPage *self)
{
  g_clear_handle_id (&self->rest_source, g_source_remove);
  tl_search_session_ask (self->session, self->typed, tl_scope_bar_get_scope (self->scopes),
                         tl_services_get_as_of (self->services));
}

static gboolean
rest_over_cb (gpointer user_data)
{
  TlSearchPage *self = user_data;

  self->rest_source = 0;
  ask_now (self);
  return G_SOURCE_REMOVE;
}

static void
services_changed_cb (TlSearchPage *self)
{
  g_autofree char *escaped = NULL;
  g_autofree char *description = NULL;

  tl_search_session_set_engine (self->session, tl_services_get_engine (self->services));
  switch (tl_services_get_state (self->services))
    {
    case TL_SERVICES_LOADING:
      tl_stack_show (self->states, "loading");
      break;
    case TL_SERVICES_READY:
      show_start (self);
      if (*self->typed != '\0')
        ask_now (self);
      break;
    case TL_SERVICES_EMPTY:
      adw_status_page_set_title (self->no_library, _ ("There Is No Library Yet"));
      adw_status_page_set_description (
          self->no_library, _ ("The library comes as a folder, on a stick or from the network of "
                               "the court. Choose it once; the program remembers it."));
      tl_stack_show (self->states, "library");
      break;
    case TL_SERVICES_FAILED:
    default:
      escaped = g_markup_escape_text (tl_services_get_error (self->services), -1);
      description
          = g_strdup_printf ("%s\n\n<small>%s</small>",
                             _ ("A file of the library is damaged or cannot be read. Copy the "
                                "library again from its source, or choose another folder."),
                             escaped);
      adw_status_page_set_title (self->no_library, _ ("The Library Could Not Be Opened"));
      adw_status_page_set_description (self->no_library, description);
      tl_stack_show (self->states, "library");
      break;
    }
}

static void
row_activated_cb (TlSearchPage *self, guint position)
{
  g_autoptr (TlResultItem) item
      = g_list_model_get_item (tl_search_session_get_model (self->session), position);

  if (item != NULL && tl_result_item_get_hit (item) != NULL)
    g_signal_emit (self, signals[SIGNAL_OPEN], 0, tl_result_item_get_hit (item));
}

static void
preview_open_cb (TlSearchPage *self)
{
  if (selected_hit (self) != NULL)
    g_signal_emit (self, signals[SIGNAL_OPEN], 0, selected_hit (self));
}

static void
selection_changed_cb (TlSearchPage *self)
{
  if (gtk_widget_get_visible (self->right_pane))
    tl_preview_show (self->preview, self->services, selected_hit (self));
}

static void
scope_changed_cb (TlSearchPage *self)
{
  ask_now (self);
}

static void
widen_clicked_cb (TlSearchPage *self)
{
  tl_scope_bar_set_scope (self->scopes, -1);
}

static void
today_clicked_cb (TlSearchPage *self)
{
  tl_services_set_as_of (self->services, "");
}

static void
retry_clicked_cb (TlSearchPage *self)
{
  ask_now (self);
}

static void
propose_cb (TlSearchPage *self, const char *question)
{
  g_signal_emit (self, signals[SIGNAL_PROPOSE], 0, question);
}

static void
setup_row_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item)
{
  gtk_list_item_set_child (list_item, tl_result_row_new ());
}

static void
bind_row_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item)
{
  TlResultItem *item = gtk_list_item_get_item (list_item);
  gboolean is_hit = tl_result_item_get_hit (item) != NULL;

  gtk_list_item_set_selectable (list_item, is_hit);
  gtk_list_item_set_activatable (list_item, is_hit);
  tl_result_row_set_item (TL_RESULT_ROW (gtk_list_item_get_child (list_item)), item);
}

static void
unbind_row_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item)
{
  tl_result_row_set_item (TL_RESULT_ROW (gtk_list_item_get_child (list_item)), NULL);
}

/* Space shows or hides the preview of the chosen result, as the file manager does. */
static gboolean
key_pressed_cb (TlSearchPage *self, guint keyval, guint keycode, GdkModifierType state)
{
  if (keyval != GDK_KEY_space || (state & GDK_MODIFIER_MASK & ~(GdkModifierType)GDK_LOCK_MASK) != 0
      || selected_hit (self) == NULL)
    return GDK_EVENT_PROPAGATE;
  g_object_set (self, "show-right-pane", !self->show_right, NULL);
  return GDK_EVENT_STOP;
}

static void
tl_search_page_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  TlSearchPage *self = TL_SEARCH_PAGE (object);

  switch (id)
    {
    case PROP_SHOW_LEFT_PANE:
      g_value_set_boolean (value, self->show_left);
      break;
    case PROP_SHOW_RIGHT_PANE:
      g_value_set_boolean (value, self->show_right);
      break;
    case PROP_NARROW:
      g_value_set_boolean (value, self->narrow);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
tl_search_page_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  TlSearchPage *self = TL_SEARCH_PAGE (object);
  gboolean *field;

  switch (id)
    {
    case PROP_SHOW_LEFT_PANE:
      field = &self->show_left;
      break;
    case PROP_SHOW_RIGHT_PANE:
      field = &self->show_right;
      break;
    case PROP_NARROW:
      field = &self->narrow;
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
      return;
    }
  if (*field == g_value_get_boolean (value))
    return;
  *field = g_value_get_boolean (value);
  update_panes (self);
  selection_changed_cb (self);
  g_object_notify_by_pspec (object, pspec);
}

static void
tl_search_page_dispose (GObject *object)
{
  TlSearchPage *self = TL_SEARCH_PAGE (object);

  g_clear_handle_id (&self->rest_source, g_source_remove);
  g_clear_handle_id (&self->patience_source, g_source_remove);
  if (self->session != NULL)
    g_signal_handlers_disconnect_by_data (self->session, self);
  g_clear_object (&self->selection);
  g_clear_object (&self->session);
  g_clear_object (&self->services);
  g_clear_object (&self->scopes);
  tl_widget_dispose (GTK_WIDGET (self), TL_TYPE_SEARCH_PAGE);
  G_OBJECT_CLASS (tl_search_page_parent_class)->dispose (object);
}

static void
tl_search_page_finalize (GObject *object)
{
  TlSearchPage *self = TL_SEARCH_PAGE (object);

  g_free (self->typed);
  g_strfreev (self->recent);
  G_OBJECT_CLASS (tl_search_page_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/vn/toaan/TroLy/ui/search/tl-search-page.ui");
  gtk_widget_class_bind_template_child (widget_class, TlSearchPage, left_pane);
  gtk_widget_class_bind_template_child (widget_class, TlSearchPage, wide_holder);
  gtk_widget_class_bind_template_child (widget_class, TlSearchPage, narrow_holder);
  gtk_widget_class_bind_template_child (widget_class, TlSearchPage, info_row);
  gtk_widget_class_bind_template_child (widget_class, TlSearchPage, understood);
  gtk_widget_class_bind_template_child (widget_class, TlSearchPage, spinner);
  gtk_widget_class_bind_template_child (widget_class, TlSearchPage, summary);
  gtk_widget_class_bind_template_child (widget_class, TlSearchPage, partial);
  gtk_widget_class_bind_template_child (widget_class, TlSearchPage, states);
  gtk_widget_class_bind_template_child (widget_class, TlSearchPage, start);
  gtk_widget_class_bind_template_child (widget_class, TlSearchPage, results);
  gtk_widget_class_bind_template_child (widget_class, TlSearchPage, results_window);
  gtk_widget_class_bind_template_child (widget_class, TlSearchPage, nothing);
  gtk_widget_class_bind_template_child (widget_class, TlSearchPage, widen);
  gtk_widget_class_bind_template_child (widget_class, TlSearchPage, today);
  gtk_widget_class_bind_template_child (widget_class, TlSearchPage, failed);
  gtk_widget_class_bind_template_child (widget_class, TlSearchPage, no_library);
  gtk_widget_class_bind_template_child (widget_class, TlSearchPage, right_pane);
  gtk_widget_class_bind_template_child (widget_class, TlSearchPage, preview);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, preview_open_cb);
  gtk_widget_class_bind_template_callback (widget_class, widen_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, today_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, retry_clicked_cb);
}

static void
tl_search_page_class_init (TlSearchPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->dispose = tl_search_page_dispose;
  object_class->finalize = tl_search_page_finalize;
  object_class->get_property = tl_search_page_get_property;
  object_class->set_property = tl_search_page_set_property;

  properties[PROP_SHOW_LEFT_PANE]
      = g_param_spec_boolean ("show-left-pane", NULL, NULL, TRUE, flags);
  properties[PROP_SHOW_RIGHT_PANE]
      = g_param_spec_boolean ("show-right-pane", NULL, NULL, TRUE, flags);
  properties[PROP_NARROW] = g_param_spec_boolean ("narrow", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[SIGNAL_OPEN] = g_signal_new ("open", TL_TYPE_SEARCH_PAGE, G_SIGNAL_RUN_LAST, 0, NULL,
                                       NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
  signals[SIGNAL_ASKED] = g_signal_new ("asked", TL_TYPE_SEARCH_PAGE, G_SIGNAL_RUN_LAST, 0, NULL,
                                        NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[SIGNAL_PROPOSE] = g_signal_new ("propose", TL_TYPE_SEARCH_PAGE, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  g_type_ensure (TL_TYPE_START_VIEW);
  g_type_ensure (TL_TYPE_PREVIEW);
  bind_template (widget_class);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "searchpage");
}

static void
set_up_list (TlSearchPage *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (setup_row_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_row_cb), NULL);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_row_cb), NULL);
  self->selection
      = gtk_single_selection_new (g_object_ref (tl_search_session_get_model (self->session)));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  g_signal_connect_object (self->selection, "notify::selected-item",
                           G_CALLBACK (selection_changed_cb), self, G_CONNECT_SWAPPED);
  gtk_list_view_set_factory (self->results, factory);
  gtk_list_view_set_model (self->results, GTK_SELECTION_MODEL (self->selection));
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->results), keys);
}

static void
tl_search_page_init (TlSearchPage *self)
{
  self->typed = g_strdup ("");
  self->show_left = TRUE;
  self->show_right = TRUE;
  self->session = tl_search_session_new ();
  self->scopes = g_object_ref_sink (TL_SCOPE_BAR (tl_scope_bar_new ()));

  gtk_widget_init_template (GTK_WIDGET (self));
  set_up_list (self);
  gtk_box_append (self->wide_holder, GTK_WIDGET (self->scopes));
  update_panes (self);
  g_signal_connect_object (self->scopes, "notify::scope", G_CALLBACK (scope_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "notify::state", G_CALLBACK (session_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->start, "ask", G_CALLBACK (propose_cb), self, G_CONNECT_SWAPPED);
}

void
tl_search_page_set_services (TlSearchPage *self, TlServices *services)
{
  g_return_if_fail (TL_IS_SEARCH_PAGE (self));
  g_return_if_fail (self->services == NULL);

  self->services = g_object_ref (services);
  g_signal_connect_object (services, "notify::state", G_CALLBACK (services_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (services, "notify::as-of", G_CALLBACK (ask_now), self,
                           G_CONNECT_SWAPPED);
  services_changed_cb (self);
}

void
tl_search_page_type (TlSearchPage *self, const char *text)
{
  g_return_if_fail (TL_IS_SEARCH_PAGE (self));

  if (g_str_equal (self->typed, text))
    return;
  g_free (self->typed);
  self->typed = g_strdup (text);
  self->focus_answers = FALSE;
  g_clear_handle_id (&self->rest_source, g_source_remove);
  self->rest_source = g_timeout_add (TYPING_REST, rest_over_cb, self);
}

void
tl_search_page_ask (TlSearchPage *self, const char *text)
{
  g_return_if_fail (TL_IS_SEARCH_PAGE (self));

  g_free (self->typed);
  self->typed = g_strdup (text);
  ask_now (self);
}

void
tl_search_page_hold (TlSearchPage *self)
{
  g_return_if_fail (TL_IS_SEARCH_PAGE (self));

  g_clear_handle_id (&self->rest_source, g_source_remove);
}

void
tl_search_page_enter (TlSearchPage *self, const char *text)
{
  g_return_if_fail (TL_IS_SEARCH_PAGE (self));

  if (self->rest_source == 0 && g_str_equal (self->typed, text)
      && tl_search_session_get_state (self->session) == TL_SEARCH_DONE)
    {
      tl_search_page_focus_results (self);
      return;
    }
  self->focus_answers = TRUE;
  tl_search_page_ask (self, text);
}

gboolean
tl_search_page_focus_results (TlSearchPage *self)
{
  GtkWidget *item;

  g_return_val_if_fail (TL_IS_SEARCH_PAGE (self), FALSE);

  if (g_list_model_get_n_items (tl_search_session_get_model (self->session)) == 0)
    return FALSE;
  /* Row 0 is the head of a group: the first row that can be opened takes the focus. */
  gtk_widget_activate_action (GTK_WIDGET (self->results), "list.scroll-to-item", "u", 0u);
  gtk_widget_activate_action (GTK_WIDGET (self->results), "list.select-item", "(ubb)", 1u, FALSE,
                              FALSE);
  for (item = gtk_widget_get_first_child (GTK_WIDGET (self->results)); item != NULL;
       item = gtk_widget_get_next_sibling (item))
    {
      GtkWidget *row = gtk_widget_get_first_child (item);

      if (TL_IS_RESULT_ROW (row) && tl_result_row_is_hit (TL_RESULT_ROW (row)))
        return gtk_widget_grab_focus (item);
    }
  return gtk_widget_grab_focus (GTK_WIDGET (self->results));
}

void
tl_search_page_set_recent (TlSearchPage *self, const char *const *recent)
{
  g_return_if_fail (TL_IS_SEARCH_PAGE (self));

  g_strfreev (self->recent);
  self->recent = g_strdupv ((char **)recent);
}

const char *
tl_search_page_get_text (TlSearchPage *self)
{
  return self->typed;
}
