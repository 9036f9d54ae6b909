/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/search/tl-search-page-private.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "ui/search/tl-preview.h"
#include "ui/search/tl-scope-bar.h"
#include "ui/search/tl-start-view.h"
#include "ui/tl-locked.h"
#include "ui/tl-widget.h"

/* Milliseconds: wait before anything says that it is loading; rest after which a question that was
 * typed, and not sent off with Enter, is worth remembering. */
#define LOADING_PATIENCE 300
#define NOTING_REST      2000

#define MAX_CHIP_IDS 64

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
  SIGNAL_CONFIRM,
  SIGNAL_COMPARE,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

/* Beside results alone: what is not there cannot be previewed. */
static void
show_right_pane (TlSearchPage *self)
{
  const char *state = gtk_stack_get_visible_child_name (self->states);

  gtk_widget_set_visible (self->right_pane,
                          !self->narrow && self->show_right && g_strcmp0 (state, "results") == 0);
}

/* Where there is room the filters stand at the left; else the kinds stand above the results, and
 * the filters behind a button. */
static void
update_panes (TlSearchPage *self)
{
  gboolean in_left = !self->narrow && self->show_left;
  GtkWidget *scopes = GTK_WIDGET (self->scopes);
  GtkBox *kinds = tl_facet_pane_get_kinds (self->facets);

  gtk_widget_set_visible (self->left_pane, in_left);
  show_right_pane (self);
  gtk_widget_set_visible (self->narrow_bar, !in_left);
  gtk_scrolled_window_set_child (self->wide_pane, NULL);
  gtk_scrolled_window_set_child (self->narrow_pane, NULL);
  if (gtk_widget_get_parent (scopes) == GTK_WIDGET (kinds))
    gtk_box_remove (kinds, scopes);
  else
    gtk_scrolled_window_set_child (self->narrow_holder, NULL);
  gtk_scrolled_window_set_child (in_left ? self->wide_pane : self->narrow_pane,
                                 GTK_WIDGET (self->facets));
  if (in_left)
    gtk_box_append (kinds, scopes);
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

/* Tells once that a question was asked in earnest: sent off with Enter, rested on, or a result of
 * it opened. What was typed on the way to it is nobody's business. */
static void
note_asked (TlSearchPage *self)
{
  const char *text = tl_search_session_get_text (self->session);

  g_clear_handle_id (&self->note_source, g_source_remove);
  if (*text == '\0' || g_strcmp0 (self->noted, text) == 0)
    return;
  g_free (self->noted);
  self->noted = g_strdup (text);
  g_signal_emit (self, signals[SIGNAL_ASKED], 0, self->noted);
}

static gboolean
rested_cb (gpointer user_data)
{
  TlSearchPage *self = user_data;

  self->note_source = 0;
  note_asked (self);
  return G_SOURCE_REMOVE;
}

static void
finish_answers (TlSearchPage *self)
{
  g_clear_handle_id (&self->note_source, g_source_remove);
  if (self->focus_answers)
    {
      note_asked (self);
      tl_search_page_focus_results (self);
    }
  else
    self->note_source = g_timeout_add (NOTING_REST, rested_cb, self);
  self->focus_answers = FALSE;
}

static void
watch_patience (TlSearchPage *self, TlSearchState state)
{
  if (state != TL_SEARCH_RUNNING)
    stop_patience (self);
  else if (self->patience_source == 0)
    self->patience_source = g_timeout_add (LOADING_PATIENCE, patience_over_cb, self);
}

static void
session_changed_cb (TlSearchPage *self)
{
  TlSearchState state = tl_search_session_get_state (self->session);

  watch_patience (self, state);
  switch (state)
    {
    case TL_SEARCH_IDLE:
      _tl_search_page_clear_answer (self);
      show_start (self);
      break;
    case TL_SEARCH_RUNNING:
    case TL_SEARCH_DONE:
      _tl_search_page_show_answer (self);
      if (g_list_model_get_n_items (tl_search_session_get_model (self->session)) > 0)
        tl_stack_show (self->states, "results");
      if (state == TL_SEARCH_DONE)
        finish_answers (self);
      break;
    case TL_SEARCH_NOTHING:
      _tl_search_page_show_answer (self);
      _tl_search_page_show_nothing (self);
      break;
    case TL_SEARCH_FAILED:
      _tl_search_page_clear_answer (self);
      _tl_search_page_show_failed (self);
      break;
    default:
      g_assert_not_reached ();
    }
  gtk_widget_set_visible (self->info_row, state == TL_SEARCH_DONE || state == TL_SEARCH_RUNNING);
  _tl_search_page_show_counts (self);
  _tl_search_page_tell_usage (self);
}

void
_tl_search_page_ask_now (TlSearchPage *self)
{
  g_auto (GStrv) filters = tl_search_scope_dup_filters (self->scope);
  const char *without[MAX_CHIP_IDS + 1] = { NULL };
  const char *with[MAX_CHIP_IDS + 1] = { NULL };
  TlSearchRequest request = {
    .text = self->typed,
    .kind = self->scope->kind,
    .as_of = self->services != NULL ? tl_services_get_as_of (self->services) : NULL,
    .filters = (const char *const *)filters,
    .without = without,
    .with = with,
  };

  g_clear_handle_id (&self->ask_source, g_source_remove);
  g_clear_handle_id (&self->note_source, g_source_remove);
  for (guint i = 0; i < self->without->len && i < MAX_CHIP_IDS; i++)
    without[i] = g_ptr_array_index (self->without, i);
  for (guint i = 0; i < self->with->len && i < MAX_CHIP_IDS; i++)
    with[i] = g_ptr_array_index (self->with, i);
  tl_search_session_ask (self->session, &request);
}

static gboolean
ask_cb (gpointer user_data)
{
  TlSearchPage *self = user_data;

  self->ask_source = 0;
  _tl_search_page_ask_now (self);
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
        _tl_search_page_ask_now (self);
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
      escaped = g_markup_escape_text (tl_services_get_error_detail (self->services), -1);
      description
          = g_strdup_printf ("%s\n\n<small>%s %s</small>", tl_services_get_error (self->services),
                             _ ("For the administrator:"), escaped);
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

  if (item == NULL || tl_result_item_get_hit (item) == NULL)
    return;
  note_asked (self);
  g_signal_emit (self, signals[SIGNAL_OPEN], 0, tl_result_item_get_hit (item));
}

static void
preview_open_cb (TlSearchPage *self)
{
  if (_tl_search_page_selected_hit (self) == NULL)
    return;
  note_asked (self);
  g_signal_emit (self, signals[SIGNAL_OPEN], 0, _tl_search_page_selected_hit (self));
}

static void
date_changed_cb (TlSearchPage *self)
{
  _tl_search_page_show_chips (self);
  _tl_search_page_ask_now (self);
}

static void
ask_what_was_meant (TlSearchPage *self)
{
  const TlSearchResult *answer = tl_search_session_get_answer (self->session);
  g_autofree char *question = answer != NULL ? g_strdup (answer->suggestion) : NULL;

  if (question != NULL)
    g_signal_emit (self, signals[SIGNAL_PROPOSE], 0, question);
}

static void
meant_clicked_cb (TlSearchPage *self)
{
  ask_what_was_meant (self);
}

static void
step_cb (TlSearchPage *self, int step)
{
  switch (step)
    {
    case TL_STEP_SUGGESTION:
      ask_what_was_meant (self);
      break;
    case TL_STEP_NO_FILTERS:
      _tl_search_page_clear_filters (self);
      break;
    case TL_STEP_ALL_KINDS:
      tl_scope_bar_set_scope (self->scopes, -1);
      break;
    case TL_STEP_TODAY:
      tl_services_set_as_of (self->services, "");
      break;
    case TL_STEP_SEND:
      /* It is sent with the nearest result, where none was chosen. */
      if (tl_search_page_get_chosen (self) == NULL)
        tl_search_page_focus_results (self);
      gtk_widget_activate_action (GTK_WIDGET (self), "win.ask-editors", "s", self->typed);
      break;
    case TL_STEP_COPY:
      gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), self->typed);
      break;
    default:
      g_assert_not_reached ();
    }
}

static void
retry_clicked_cb (TlSearchPage *self)
{
  _tl_search_page_ask_now (self);
}

static void
propose_cb (TlSearchPage *self, const char *question)
{
  g_signal_emit (self, signals[SIGNAL_PROPOSE], 0, question);
}

/* The chosen result answers the question, says the judge; the window says what came of it. */
static void
confirm_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TlSearchPage *self = TL_SEARCH_PAGE (widget);
  const TlHit *hit = _tl_search_page_selected_hit (self);

  if (hit != NULL)
    g_signal_emit (self, signals[SIGNAL_CONFIRM], 0, hit);
}

static void
compare_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TlSearchPage *self = TL_SEARCH_PAGE (widget);
  const TlHit *hit = _tl_search_page_selected_hit (self);

  if (hit != NULL)
    g_signal_emit (self, signals[SIGNAL_COMPARE], 0, hit);
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
  _tl_search_page_preview (self);
  g_object_notify_by_pspec (object, pspec);
}

static void
tl_search_page_dispose (GObject *object)
{
  TlSearchPage *self = TL_SEARCH_PAGE (object);

  g_clear_handle_id (&self->ask_source, g_source_remove);
  g_clear_handle_id (&self->note_source, g_source_remove);
  g_clear_handle_id (&self->patience_source, g_source_remove);
  if (self->session != NULL)
    g_signal_handlers_disconnect_by_data (self->session, self);
  g_clear_object (&self->selection);
  g_clear_object (&self->session);
  g_clear_object (&self->services);
  g_clear_object (&self->scopes);
  g_clear_object (&self->facets);
  g_clear_object (&self->settings);
  tl_widget_dispose (GTK_WIDGET (self), TL_TYPE_SEARCH_PAGE);
  G_OBJECT_CLASS (tl_search_page_parent_class)->dispose (object);
}

static void
tl_search_page_finalize (GObject *object)
{
  TlSearchPage *self = TL_SEARCH_PAGE (object);

  g_free (self->typed);
  g_free (self->noted);
  g_free (self->chosen);
  g_strfreev (self->recent);
  tl_search_scope_free (self->scope);
  g_ptr_array_unref (self->saved);
  g_ptr_array_unref (self->without);
  g_ptr_array_unref (self->with);
  G_OBJECT_CLASS (tl_search_page_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/vn/toaan/TroLy/ui/search/tl-search-page.ui");
  gtk_widget_class_bind_template_child (widget_class, TlSearchPage, left_pane);
  gtk_widget_class_bind_template_child (widget_class, TlSearchPage, wide_pane);
  gtk_widget_class_bind_template_child (widget_class, TlSearchPage, narrow_bar);
  gtk_widget_class_bind_template_child (widget_class, TlSearchPage, narrow_holder);
  gtk_widget_class_bind_template_child (widget_class, TlSearchPage, narrow_pane);
  gtk_widget_class_bind_template_child (widget_class, TlSearchPage, chips);
  gtk_widget_class_bind_template_child (widget_class, TlSearchPage, info_row);
  gtk_widget_class_bind_template_child (widget_class, TlSearchPage, understood);
  gtk_widget_class_bind_template_child (widget_class, TlSearchPage, spinner);
  gtk_widget_class_bind_template_child (widget_class, TlSearchPage, summary);
  gtk_widget_class_bind_template_child (widget_class, TlSearchPage, meant);
  gtk_widget_class_bind_template_child (widget_class, TlSearchPage, states);
  gtk_widget_class_bind_template_child (widget_class, TlSearchPage, start);
  gtk_widget_class_bind_template_child (widget_class, TlSearchPage, results);
  gtk_widget_class_bind_template_child (widget_class, TlSearchPage, results_window);
  gtk_widget_class_bind_template_child (widget_class, TlSearchPage, nothing);
  gtk_widget_class_bind_template_child (widget_class, TlSearchPage, meant_label);
  gtk_widget_class_bind_template_child (widget_class, TlSearchPage, weak);
  gtk_widget_class_bind_template_child (widget_class, TlSearchPage, weak_steps);
  gtk_widget_class_bind_template_child (widget_class, TlSearchPage, nothing_steps);
  gtk_widget_class_bind_template_child (widget_class, TlSearchPage, failed);
  gtk_widget_class_bind_template_child (widget_class, TlSearchPage, no_library);
  gtk_widget_class_bind_template_child (widget_class, TlSearchPage, right_pane);
  gtk_widget_class_bind_template_child (widget_class, TlSearchPage, preview);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, preview_open_cb);
  gtk_widget_class_bind_template_callback (widget_class, meant_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, step_cb);
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

  signals[SIGNAL_CONFIRM] = g_signal_new ("confirm", TL_TYPE_SEARCH_PAGE, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
  signals[SIGNAL_COMPARE] = g_signal_new ("compare", TL_TYPE_SEARCH_PAGE, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
  gtk_widget_class_install_action (widget_class, "results.confirm", NULL, confirm_cb);
  gtk_widget_class_install_action (widget_class, "results.compare", NULL, compare_cb);
  _tl_search_page_install_print_actions (widget_class);

  g_type_ensure (TL_TYPE_START_VIEW);
  g_type_ensure (TL_TYPE_PREVIEW);
  g_type_ensure (TL_TYPE_CHIP_ROW);
  g_type_ensure (TL_TYPE_NEXT_STEPS);
  bind_template (widget_class);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "searchpage");
}

static void
tl_search_page_init (TlSearchPage *self)
{
  self->typed = g_strdup ("");
  self->show_left = TRUE;
  self->show_right = TRUE;
  self->session = tl_search_session_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  _tl_search_page_set_up_list (self);
  _tl_search_page_set_up_scope (self);
  gtk_box_append (tl_facet_pane_get_kinds (self->facets), GTK_WIDGET (self->scopes));
  update_panes (self);
  _tl_search_page_load_saved (self);
  g_signal_connect_object (self->session, "notify::facets",
                           G_CALLBACK (_tl_search_page_show_facets), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "notify::state", G_CALLBACK (session_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->states, "notify::visible-child-name", G_CALLBACK (show_right_pane),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->start, "ask", G_CALLBACK (propose_cb), self, G_CONNECT_SWAPPED);
  tl_locked_export (GTK_WIDGET (self), "results.print", "print");
  tl_locked_export (GTK_WIDGET (self), "results.save-pdf", "pdf");
}

void
tl_search_page_set_services (TlSearchPage *self, TlServices *services)
{
  g_return_if_fail (TL_IS_SEARCH_PAGE (self));
  g_return_if_fail (self->services == NULL);

  self->services = g_object_ref (services);
  g_signal_connect_object (services, "notify::state", G_CALLBACK (services_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (services, "notify::as-of", G_CALLBACK (date_changed_cb), self,
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
  if (*self->typed == '\0')
    _tl_search_page_forget_chips (self);
  /* A turn later: a key may change the text twice. */
  if (self->ask_source == 0)
    self->ask_source = g_idle_add_full (G_PRIORITY_DEFAULT, ask_cb, self, NULL);
}

void
tl_search_page_ask (TlSearchPage *self, const char *text)
{
  g_return_if_fail (TL_IS_SEARCH_PAGE (self));

  if (!g_str_equal (self->typed, text))
    {
      _tl_search_page_forget_chips (self);
      g_free (self->typed);
      self->typed = g_strdup (text);
    }
  _tl_search_page_ask_now (self);
}

void
tl_search_page_hold (TlSearchPage *self)
{
  g_return_if_fail (TL_IS_SEARCH_PAGE (self));

  g_clear_handle_id (&self->ask_source, g_source_remove);
}

void
tl_search_page_enter (TlSearchPage *self, const char *text)
{
  g_return_if_fail (TL_IS_SEARCH_PAGE (self));

  if (self->ask_source == 0 && g_str_equal (self->typed, text)
      && tl_search_session_get_state (self->session) == TL_SEARCH_DONE)
    {
      note_asked (self);
      tl_search_page_focus_results (self);
      return;
    }
  self->focus_answers = TRUE;
  g_free (self->typed);
  self->typed = g_strdup (text);
  _tl_search_page_ask_now (self);
  /* At once: who types on before the answers come has asked this all the same. */
  if (tl_search_session_get_state (self->session) == TL_SEARCH_RUNNING)
    note_asked (self);
}

void
tl_search_page_set_settings (TlSearchPage *self, GSettings *settings)
{
  g_return_if_fail (TL_IS_SEARCH_PAGE (self));
  g_return_if_fail (self->settings == NULL);

  self->settings = g_object_ref (settings);
  _tl_search_page_load_saved (self);
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
