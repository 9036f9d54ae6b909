/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "text/tl-escape.h"
#include "ui/similar/tl-similar-view-private.h"
#include "ui/tl-large-text.h"
#include "ui/tl-widget.h"

/* Before this nothing says "looking": a flash would only disturb. */
#define LOADING_MS 300
/* Below this width, in pixels at the normal text size, list and pane take turns. */
#define NARROW_WIDTH 900

G_DEFINE_FINAL_TYPE (TlSimilarView, tl_similar_view, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_TITLE,
  PROP_LOADING,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];
static guint changed_signal;

/* ---- Work in threads ---- */

/* Who waits for an answer, and to which piece of work. */
typedef struct
{
  TlSimilarView *view;
  guint generation;
} Wait;

static Wait *
wait_new (TlSimilarView *self)
{
  Wait *wait = g_new (Wait, 1);

  wait->view = g_object_ref (self);
  wait->generation = self->generation;
  return wait;
}

static void
wait_free (Wait *wait)
{
  g_object_unref (wait->view);
  g_free (wait);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Wait, wait_free)

static gboolean
say_looking_cb (gpointer user_data)
{
  TlSimilarView *self = user_data;

  self->loading_source = 0;
  tl_stack_show (self->stack, "loading");
  if (self->wants_focus)
    gtk_widget_grab_focus (self->cancel);
  return G_SOURCE_REMOVE;
}

static void
set_loading (TlSimilarView *self, gboolean loading)
{
  g_clear_handle_id (&self->loading_source, g_source_remove);
  if (loading)
    self->loading_source = g_timeout_add (LOADING_MS, say_looking_cb, self);
  if (self->loading == loading)
    return;
  self->loading = loading;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADING]);
}

/* Whether the judge is in the view, and not on another tab or in the bar above. */
static gboolean
has_focus (TlSimilarView *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->stack));
}

void
_tl_similar_view_say (TlSimilarView *self, const char *title, const char *words)
{
  gboolean takes_focus = self->wants_focus || has_focus (self);
  /* The description of a status page is markup. */
  g_autofree char *escaped = tl_escape_markup (words);

  adw_status_page_set_title (self->message, title);
  adw_status_page_set_description (self->message, escaped);
  gtk_widget_set_visible (self->message_buttons[0], self->source != NULL);
  tl_stack_show (self->stack, "message");
  if (takes_focus)
    gtk_widget_grab_focus (self->message_buttons[self->source == NULL]);
  self->wants_focus = FALSE;
}

static void
update_title (TlSimilarView *self)
{
  g_free (self->title);
  self->title = self->source != NULL ? tl_similar_source_title (self->source, self->own)
                                     : g_strdup (_ ("Similar cases"));
  if (self->source != NULL)
    {
      g_autofree char *heading = tl_similar_source_heading (self->source, self->own);

      gtk_label_set_text (self->heading, heading);
    }
  else
    gtk_label_set_text (self->heading, _ ("Similar cases"));
  gtk_widget_set_visible (self->whole,
                          self->source != NULL && self->source->kind == TL_SIMILAR_FROM_PASSAGE);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TITLE]);
}

/* Whether the answer is the one waited for; an error is said. */
static gboolean
take_answer (const Wait *wait, gboolean answered, const GError *error)
{
  TlSimilarView *self = wait->view;

  if (wait->generation != self->generation
      || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return FALSE;
  if (answered)
    return TRUE;
  g_clear_object (&self->working);
  set_loading (self, FALSE);
  _tl_similar_view_say (self, _ ("No similar cases could be looked for"), error->message);
  return FALSE;
}

static void
found_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Wait) wait = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (TlSimilarFound) found = tl_similar_job_find_finish (result, &error);
  TlSimilarView *self = wait->view;
  gboolean takes_focus;

  if (!take_answer (wait, found != NULL, error))
    return;
  takes_focus = self->wants_focus || has_focus (self);
  g_clear_object (&self->working);
  set_loading (self, FALSE);
  g_clear_pointer (&self->found, tl_similar_found_free);
  self->found = g_steal_pointer (&found);
  self->pane_in_front = FALSE;
  _tl_similar_view_take_facets (self);
  _tl_similar_view_fill (self);
  tl_stack_show (self->stack, "results");
  self->wants_focus = FALSE;
  if (takes_focus)
    gtk_widget_grab_focus (GTK_WIDGET (self));
}

static void
find (TlSimilarView *self)
{
  g_auto (GStrv) filters = tl_search_scope_dup_filters (self->scope);

  gtk_label_set_text (self->doing, _ ("Comparing with the cases of the library…"));
  tl_similar_job_find_async (tl_services_get_engine (self->services), self->source, self->own,
                             (TlSimilarChoice)g_settings_get_enum (self->settings, "similar-by"),
                             (const char *const *)filters, tl_services_get_as_of (self->services),
                             self->working, found_cb, wait_new (self));
}

static void
read_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Wait) wait = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (TlSimilarFound) read = tl_similar_job_read_finish (result, &error);
  TlSimilarView *self = wait->view;

  if (!take_answer (wait, read != NULL, error))
    return;
  self->own = g_steal_pointer (&read->own);
  self->is_read = TRUE;
  update_title (self);
  if (tl_services_get_engine (self->services) != NULL)
    find (self);
}

void
_tl_similar_view_stop (TlSimilarView *self)
{
  self->generation++;
  g_cancellable_cancel (self->working);
  g_clear_object (&self->working);
  set_loading (self, FALSE);
}

static void
say_no_library (TlSimilarView *self)
{
  const char *error = tl_services_get_error (self->services);

  _tl_similar_view_say (self, _ ("There is no library to look in"),
                        error != NULL ? error
                                      : _ ("Cases are looked for as soon as a library is there."));
}

void
_tl_similar_view_run (TlSimilarView *self)
{
  _tl_similar_view_stop (self);
  if (self->source == NULL)
    return;
  if (tl_services_get_engine (self->services) == NULL)
    {
      if (tl_services_get_state (self->services) != TL_SERVICES_LOADING)
        say_no_library (self);
      return;
    }
  self->working = g_cancellable_new ();
  set_loading (self, TRUE);
  if (self->is_read)
    {
      find (self);
      return;
    }
  gtk_label_set_text (self->doing, _ ("Reading the case…"));
  tl_similar_job_read_async (tl_services_get_engine (self->services), self->source,
                             tl_services_get_own (self->services), self->working, read_cb,
                             wait_new (self));
}

/* ---- The widget ---- */

/* Another library: what was read belongs to the one before. */
static void
state_changed_cb (TlSimilarView *self)
{
  if (self->source == NULL)
    return;
  g_clear_pointer (&self->own, tl_document_unref);
  self->is_read = FALSE;
  _tl_similar_view_drop_filters (self);
  _tl_similar_view_run (self);
}

/* Highlights are coloured for the look they were made in. */
static void
look_changed_cb (TlSimilarView *self)
{
  if (self->found != NULL && self->working == NULL)
    _tl_similar_view_fill (self);
}

static gboolean
fold_cb (gpointer user_data)
{
  TlSimilarView *self = user_data;

  self->fold_source = 0;
  _tl_similar_view_update_panes (self);
  return G_SOURCE_REMOVE;
}

/* Children must not change while they are being allocated: the panes change a turn later. */
static void
tl_similar_view_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  TlSimilarView *self = TL_SIMILAR_VIEW (widget);
  gboolean narrow = width < NARROW_WIDTH * tl_large_text_scale (widget);

  if (narrow != self->narrow)
    {
      self->narrow = narrow;
      if (self->fold_source == 0)
        self->fold_source = g_idle_add_full (G_PRIORITY_HIGH_IDLE, fold_cb, self, NULL);
    }
  gtk_widget_size_allocate (self->box, &(GtkAllocation){ 0, 0, width, height }, baseline);
}

static void
tl_similar_view_measure (GtkWidget *widget,
                         GtkOrientation orientation,
                         int for_size,
                         int *minimum,
                         int *natural,
                         int *minimum_baseline,
                         int *natural_baseline)
{
  gtk_widget_measure (TL_SIMILAR_VIEW (widget)->box, orientation, for_size, minimum, natural,
                      minimum_baseline, natural_baseline);
}

static gboolean
tl_similar_view_grab_focus (GtkWidget *widget)
{
  TlSimilarView *self = TL_SIMILAR_VIEW (widget);
  const char *page = tl_similar_view_get_page (self);
  int selected = _tl_similar_view_selected (self);
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->list, MAX (selected, 0));

  if (self->loading)
    {
      self->wants_focus = TRUE;
      return TRUE;
    }
  if (g_strcmp0 (page, "start") == 0)
    return gtk_widget_grab_focus (self->start);
  if (g_strcmp0 (page, "message") == 0)
    return gtk_widget_grab_focus (self->message_buttons[self->source == NULL]);
  /* Nothing alike: another way to compare is what can be tried. */
  if (row == NULL)
    return gtk_widget_child_focus (self->by, GTK_DIR_TAB_FORWARD);
  if (self->narrow && self->pane_in_front)
    return gtk_widget_grab_focus (GTK_WIDGET (self->pane));
  return gtk_widget_grab_focus (GTK_WIDGET (row));
}

static void
tl_similar_view_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  TlSimilarView *self = TL_SIMILAR_VIEW (object);

  switch (id)
    {
    case PROP_TITLE:
      g_value_set_string (value, self->title);
      break;
    case PROP_LOADING:
      g_value_set_boolean (value, self->loading);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
tl_similar_view_dispose (GObject *object)
{
  TlSimilarView *self = TL_SIMILAR_VIEW (object);

  self->generation++;
  g_cancellable_cancel (self->working);
  g_clear_object (&self->working);
  g_clear_handle_id (&self->loading_source, g_source_remove);
  g_clear_handle_id (&self->fold_source, g_source_remove);
  g_clear_object (&self->chooser);
  g_clear_object (&self->services);
  g_clear_object (&self->settings);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  G_OBJECT_CLASS (tl_similar_view_parent_class)->dispose (object);
}

static void
tl_similar_view_finalize (GObject *object)
{
  TlSimilarView *self = TL_SIMILAR_VIEW (object);

  g_clear_pointer (&self->found, tl_similar_found_free);
  g_clear_pointer (&self->own, tl_document_unref);
  g_clear_pointer (&self->source, tl_similar_source_unref);
  g_clear_pointer (&self->facets, g_ptr_array_unref);
  g_clear_pointer (&self->scope, tl_search_scope_free);
  g_free (self->title);
  G_OBJECT_CLASS (tl_similar_view_parent_class)->finalize (object);
}

static void
tl_similar_view_class_init (TlSimilarViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags reading = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->dispose = tl_similar_view_dispose;
  object_class->finalize = tl_similar_view_finalize;
  object_class->get_property = tl_similar_view_get_property;
  widget_class->grab_focus = tl_similar_view_grab_focus;
  widget_class->focus = tl_widget_focus_children;
  widget_class->size_allocate = tl_similar_view_size_allocate;
  widget_class->measure = tl_similar_view_measure;
  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, reading);
  properties[PROP_LOADING] = g_param_spec_boolean ("loading", NULL, NULL, FALSE, reading);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  changed_signal = g_signal_new ("changed", TL_TYPE_SIMILAR_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_css_name (widget_class, "similarview");
  _tl_similar_view_install_actions (widget_class);
}

static void
tl_similar_view_init (TlSimilarView *self)
{
  self->settings = g_settings_new (TL_APP_ID);
  self->title = g_strdup (_ ("Similar cases"));
  self->scope = tl_search_scope_new ();
  gtk_widget_add_css_class (GTK_WIDGET (self), "focus-pane");
}

GtkWidget *
tl_similar_view_new (TlServices *services)
{
  TlSimilarView *self = g_object_new (TL_TYPE_SIMILAR_VIEW, NULL);

  g_return_val_if_fail (TL_IS_SERVICES (services), NULL);

  self->services = g_object_ref (services);
  _tl_similar_view_build (self);
  _tl_similar_view_set_up_keys (self);
  update_title (self);
  g_signal_connect_object (services, "notify::state", G_CALLBACK (state_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (services, "notify::as-of", G_CALLBACK (_tl_similar_view_run), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->settings, "changed::similar-by", G_CALLBACK (_tl_similar_view_run),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark",
                           G_CALLBACK (look_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (adw_style_manager_get_default (), "notify::high-contrast",
                           G_CALLBACK (look_changed_cb), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

void
tl_similar_view_show (TlSimilarView *self, TlSimilarSource *source)
{
  g_return_if_fail (TL_IS_SIMILAR_VIEW (self));

  _tl_similar_view_stop (self);
  if (source != NULL)
    tl_similar_source_ref (source);
  g_clear_pointer (&self->source, tl_similar_source_unref);
  g_clear_pointer (&self->own, tl_document_unref);
  self->is_read = FALSE;
  g_clear_pointer (&self->found, tl_similar_found_free);
  _tl_similar_view_drop_filters (self);
  self->source = source;
  update_title (self);
  gtk_label_set_text (self->total, "");
  gtk_widget_set_visible (self->tools, source != NULL);
  tl_stack_show (self->stack, source == NULL ? "start" : "results");
  _tl_similar_view_fill (self);
  _tl_similar_view_run (self);
  g_signal_emit (self, changed_signal, 0);
}

TlSimilarSource *
tl_similar_view_get_source (TlSimilarView *self)
{
  return self->source;
}

const TlSimilarFound *
tl_similar_view_get_found (TlSimilarView *self)
{
  return self->found;
}

const char *
tl_similar_view_get_page (TlSimilarView *self)
{
  return gtk_stack_get_visible_child_name (self->stack);
}

GtkListBox *
tl_similar_view_get_list (TlSimilarView *self)
{
  return self->list;
}

TlSimilarPane *
tl_similar_view_get_pane (TlSimilarView *self)
{
  return self->pane;
}
