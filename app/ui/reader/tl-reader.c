/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/reader/tl-reader-private.h"

#include <glib/gi18n.h>

#include "text/tl-escape.h"
#include "ui/reader/tl-reader-find-private.h"
#include "ui/reader/tl-reader-print-private.h"
#include "ui/reader/tl-reader-text.h"
#include "ui/tl-large-text.h"
#include "ui/tl-locked.h"
#include "ui/tl-widget.h"

/* Before this nothing says "loading": a flash would only disturb. */
#define LOADING_MS 300
/* Below this width, in pixels at the normal text size, the outline folds away. */
#define NARROW_WIDTH 1000
/* Narrower than these the bar has no buttons for the size of the pages, and no number of the page;
 * keys and the menu of ways to see the pages do the same. */
#define ZOOM_WIDTH  660
#define PAGE_WIDTH  420
#define LEAST_WIDTH 300

G_DEFINE_FINAL_TYPE (TlReader, tl_reader, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_TITLE,
  PROP_TOOLTIP,
  PROP_LOADING,
  PROP_SHOW_OUTLINE,
  N_PROPS
};

enum
{
  SIGNAL_SHOWN,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static void
set_string (TlReader *self, char **field, char *value, guint property)
{
  if (g_strcmp0 (*field, value) == 0)
    {
      g_free (value);
      return;
    }
  g_free (*field);
  *field = value;
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

static gboolean
say_loading_cb (gpointer user_data)
{
  TlReader *self = user_data;

  self->loading_source = 0;
  tl_stack_show (self->states, "loading");
  return G_SOURCE_REMOVE;
}

void
_tl_reader_set_loading (TlReader *self, gboolean loading)
{
  g_clear_handle_id (&self->loading_source, g_source_remove);
  if (loading && self->document == NULL)
    {
      tl_stack_show (self->states, "waiting");
      self->loading_source = g_timeout_add (LOADING_MS, say_loading_cb, self);
    }
  if (self->is_loading == loading)
    return;
  self->is_loading = loading;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADING]);
}

void
_tl_reader_show_error (TlReader *self, const char *title, const char *message)
{
  /* The description of a status page is markup. */
  g_autofree char *description = tl_escape_markup (message);

  _tl_reader_set_loading (self, FALSE);
  adw_status_page_set_title (self->error_page, title);
  adw_status_page_set_description (self->error_page, description);
  tl_stack_show (self->states, "error");
}

void
_tl_reader_set_title (TlReader *self, const TlDocument *document)
{
  g_autofree char *heading = tl_reader_heading (document);

  set_string (self, &self->title, tl_reader_title (document), PROP_TITLE);
  /* The tooltip of a tab is markup. */
  set_string (self, &self->tooltip, tl_escape_markup (heading), PROP_TOOLTIP);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TlReader) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (TlReaderJob) job = tl_reader_job_run_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->loading);
  if (error != NULL)
    _tl_reader_show_error (self, _ ("The document cannot be opened"),
                           tl_own_is_id (self->doc) ? error->message
                                                    : tl_services_say_error (error));
  else if (job->document == NULL)
    _tl_reader_show_error (self, _ ("This document is not in the library"), self->doc);
  else if (_tl_reader_wait_for_place (self, job))
    g_steal_pointer (&job);
  else
    _tl_reader_show (self, job);
}

/* Why nothing can come from the library, if so. */
static gboolean
lacks_library (TlReader *self)
{
  TlServicesState state = tl_services_get_state (self->services);

  if (state == TL_SERVICES_FAILED)
    _tl_reader_show_error (self, _ ("The library cannot be read"),
                           tl_services_get_error (self->services));
  else if (state == TL_SERVICES_EMPTY)
    _tl_reader_show_error (self, _ ("This document is not in the library"), self->doc);
  return state == TL_SERVICES_FAILED || state == TL_SERVICES_EMPTY;
}

static TlReaderJob *
make_job (TlReader *self)
{
  TlReaderJob *job = g_new0 (TlReaderJob, 1);
  TlLibrary *library = tl_services_get_library (self->services);

  job->library = library != NULL ? g_object_ref (library) : NULL;
  job->own = g_object_ref (tl_services_get_own (self->services));
  job->doc = g_strdup (self->doc);
  job->as_of = self->as_of != NULL ? g_strdup (self->as_of) : tl_services_dup_date (self->services);
  job->anchor = g_strdup (self->anchor);
  job->passage = g_strdup (self->passage);
  if (self->document != NULL && g_str_equal (self->document->id, self->doc))
    job->document = tl_document_ref (self->document);
  return job;
}

void
_tl_reader_load (TlReader *self)
{
  if (self->doc == NULL)
    return;
  g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  /* A file of one's own can be read without a library; only its citations lead nowhere then. */
  if (!tl_own_is_id (self->doc) && lacks_library (self))
    return;
  _tl_reader_set_loading (self, TRUE);
  if (tl_services_get_state (self->services) == TL_SERVICES_LOADING || _tl_reader_find_own (self))
    return;
  self->loading = g_cancellable_new ();
  tl_reader_job_run_async (make_job (self), self->loading, loaded_cb, g_object_ref (self));
}

void
_tl_reader_load_again (TlReader *self)
{
  g_free (self->view);
  self->view = tl_reader_dup_view (self);
  g_free (self->anchor);
  self->anchor = self->in_original ? NULL : _tl_reader_dup_anchor (self);
  g_clear_pointer (&self->passage, g_free);
  self->desk.wanted_view = self->in_original ? TL_DESK_VIEW_PDF : TL_DESK_VIEW_TEXT;
  _tl_reader_load (self);
}

static void
retry_clicked_cb (TlReader *self)
{
  _tl_reader_load (self);
}

/* The library came, or another took its place: the document may be another too. */
static void
state_changed_cb (TlReader *self)
{
  if (self->document != NULL && !tl_own_is_id (self->doc)
      && tl_services_get_state (self->services) == TL_SERVICES_READY)
    {
      g_autofree char *view = tl_reader_dup_view (self);
      g_autofree char *anchor = self->in_original ? NULL : _tl_reader_dup_anchor (self);

      /* A newer release: what is before the judge's eyes stays there. */
      g_clear_pointer (&self->passage, g_free);
      g_free (self->view);
      self->view = g_steal_pointer (&view);
      g_free (self->anchor);
      self->anchor = g_steal_pointer (&anchor);
      self->desk.wanted_view = self->in_original ? TL_DESK_VIEW_PDF : TL_DESK_VIEW_TEXT;
    }
  _tl_reader_clear (self);
  _tl_reader_load (self);
}

/* The judge reads the law at another date: what is before his eyes stays there. */
static void
date_changed_cb (TlReader *self)
{
  g_clear_pointer (&self->as_of, g_free);
  g_clear_pointer (&self->passage, g_free);
  g_free (self->anchor);
  self->anchor = _tl_reader_dup_anchor (self);
  _tl_reader_load (self);
}

static void
retry_pdf_clicked_cb (TlReader *self)
{
  self->in_original = TRUE;
  _tl_reader_open_pdf (self);
}

static void
mode_toggled_cb (TlReader *self)
{
  if (!self->updating_modes)
    _tl_reader_set_original (self, gtk_toggle_button_get_active (self->original_button));
}

static void
go_cb (TlReader *self, const char *anchor)
{
  _tl_reader_leave_versions (self);
  char *from = tl_reader_dup_place (self);

  _tl_reader_go (self, anchor);
  _tl_reader_jumped (self, from, g_strdup (anchor));
}

static void
moved_cb (TlReader *self)
{
  _tl_reader_queue_keep (self);
  _tl_reader_hide_select_bar (self);
  if (self->in_original)
    _tl_reader_queue_follow (self);
  else
    _tl_reader_follow (self);
}

static void
update_outline (TlReader *self)
{
  adw_flap_set_fold_policy (self->flap, self->narrow ? ADW_FLAP_FOLD_POLICY_ALWAYS
                                                     : ADW_FLAP_FOLD_POLICY_NEVER);
  adw_flap_set_reveal_flap (self->flap, self->show_outline && !self->narrow);
}

/* In a narrow window the outline is hidden whatever the setting says: a change of the setting then
 * means to see it now, over the text, or not any more. */
static void
set_show_outline (TlReader *self, gboolean show)
{
  self->show_outline = show;
  if (self->narrow)
    adw_flap_set_reveal_flap (self->flap, !adw_flap_get_reveal_flap (self->flap));
  else
    update_outline (self);
}

static gboolean
fold_cb (gpointer user_data)
{
  TlReader *self = user_data;

  self->fold_source = 0;
  update_outline (self);
  _tl_reader_update_bar (self);
  _tl_reader_fold_versions (self);
  return G_SOURCE_REMOVE;
}

/* Children must not change while they are being allocated: the outline folds a turn later. */
static void
tl_reader_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  TlReader *self = TL_READER (widget);
  /* Text at 200 % needs twice the room. */
  double room = width / tl_large_text_scale (widget);
  gboolean narrow = room < NARROW_WIDTH;
  int short_bar = (room < ZOOM_WIDTH) + (room < PAGE_WIDTH);

  if (narrow != self->narrow || short_bar != self->short_bar)
    {
      self->narrow = narrow;
      self->short_bar = short_bar;
      if (self->fold_source == 0)
        self->fold_source = g_idle_add_full (G_PRIORITY_HIGH_IDLE, fold_cb, self, NULL);
    }
  gtk_widget_size_allocate (GTK_WIDGET (self->flap), &(GtkAllocation){ 0, 0, width, height },
                            baseline);
}

static void
tl_reader_measure (GtkWidget *widget,
                   GtkOrientation orientation,
                   int for_size,
                   int *minimum,
                   int *natural,
                   int *minimum_baseline,
                   int *natural_baseline)
{
  gtk_widget_measure (GTK_WIDGET (TL_READER (widget)->flap), orientation, for_size, minimum,
                      natural, minimum_baseline, natural_baseline);
  /* What has no room in the bar goes when the width is known. */
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *minimum = MIN (*minimum, (int)(LEAST_WIDTH * tl_large_text_scale (widget)));
}

static void
tl_reader_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  TlReader *self = TL_READER (object);

  switch (id)
    {
    case PROP_TITLE:
      g_value_set_string (value, self->title);
      break;
    case PROP_TOOLTIP:
      g_value_set_string (value, self->tooltip);
      break;
    case PROP_LOADING:
      g_value_set_boolean (value, self->is_loading);
      break;
    case PROP_SHOW_OUTLINE:
      g_value_set_boolean (value, self->show_outline);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
tl_reader_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  TlReader *self = TL_READER (object);

  switch (id)
    {
    case PROP_SHOW_OUTLINE:
      if (self->show_outline == g_value_get_boolean (value))
        return;
      set_show_outline (self, g_value_get_boolean (value));
      g_object_notify_by_pspec (object, pspec);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
tl_reader_dispose (GObject *object)
{
  TlReader *self = TL_READER (object);

  _tl_reader_keep_place (self);
  _tl_reader_drop_place (self);
  _tl_reader_stop_marks (self);
  _tl_reader_drop_own (self);
  g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  g_clear_handle_id (&self->loading_source, g_source_remove);
  g_clear_handle_id (&self->fold_source, g_source_remove);
  g_clear_handle_id (&self->follow_source, g_source_remove);
  g_clear_object (&self->looks);
  g_clear_object (&self->services);
  g_clear_object (&self->settings);
  _tl_reader_drop_citation (self);
  _tl_reader_free_cites (self);
  _tl_reader_stop_find (self);
  _tl_reader_stop_select (self);
  _tl_reader_clear (self);
  g_clear_pointer (&self->model, tl_text_model_unref);
  tl_widget_dispose (GTK_WIDGET (self), TL_TYPE_READER);
  G_OBJECT_CLASS (tl_reader_parent_class)->dispose (object);
}

static void
tl_reader_finalize (GObject *object)
{
  TlReader *self = TL_READER (object);

  _tl_reader_free_find (self);
  g_free (self->title);
  g_free (self->tooltip);
  g_free (self->path);
  g_free (self->jumped);
  g_free (self->synced);
  g_free (self->desk.noted);
  g_free (self->desk.current_mark);
  g_free (self->desk.deleted_mark);
  g_clear_pointer (&self->desk.unkept, g_hash_table_unref);
  g_free (self->desk.go_to);
  g_free (self->doc);
  g_free (self->anchor);
  g_free (self->passage);
  g_free (self->as_of);
  g_free (self->view);
  G_OBJECT_CLASS (tl_reader_parent_class)->finalize (object);
}

static GtkWidget *
get_focus (TlReader *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  return root != NULL ? gtk_root_get_focus (root) : NULL;
}

void
_tl_reader_focus (TlReader *self)
{
  gboolean untouched = get_focus (self) == self->focus_then;

  if (!self->wants_focus)
    return;
  self->wants_focus = FALSE;
  /* The judge went elsewhere while the document was loading. */
  if (untouched)
    gtk_widget_grab_focus (GTK_WIDGET (self));
}

/* A document that is still loading takes the focus as soon as it is there. */
static gboolean
tl_reader_grab_focus (GtkWidget *widget)
{
  TlReader *self = TL_READER (widget);
  GtkWidget *content = self->in_original ? GTK_WIDGET (self->original) : GTK_WIDGET (self->text);

  if (gtk_widget_get_child_visible (content) && gtk_widget_grab_focus (content))
    return TRUE;
  self->wants_focus = TRUE;
  self->focus_then = get_focus (self);
  return FALSE;
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  g_type_ensure (TL_TYPE_OUTLINE);
  g_type_ensure (TL_TYPE_PDF_VIEW);
  g_type_ensure (TL_TYPE_TEXT_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/vn/toaan/TroLy/ui/reader/tl-reader.ui");
  gtk_widget_class_bind_template_child (widget_class, TlReader, flap);
  gtk_widget_class_bind_template_child (widget_class, TlReader, outline);
  gtk_widget_class_bind_template_child (widget_class, TlReader, modes);
  gtk_widget_class_bind_template_child (widget_class, TlReader, original_button);
  gtk_widget_class_bind_template_child (widget_class, TlReader, text_button);
  gtk_widget_class_bind_template_child (widget_class, TlReader, heading);
  gtk_widget_class_bind_template_child (widget_class, TlReader, zoom_box);
  gtk_widget_class_bind_template_child (widget_class, TlReader, fit_button);
  gtk_widget_class_bind_template_child (widget_class, TlReader, effect);
  gtk_widget_class_bind_template_child (widget_class, TlReader, law_bar);
  gtk_widget_class_bind_template_child (widget_class, TlReader, review_bar);
  gtk_widget_class_bind_template_child (widget_class, TlReader, file_bar);
  gtk_widget_class_bind_template_child (widget_class, TlReader, file_text);
  gtk_widget_class_bind_template_child (widget_class, TlReader, file_retry);
  gtk_widget_class_bind_template_child (widget_class, TlReader, states);
  gtk_widget_class_bind_template_child (widget_class, TlReader, error_page);
  gtk_widget_class_bind_template_child (widget_class, TlReader, original);
  gtk_widget_class_bind_template_child (widget_class, TlReader, text);
  gtk_widget_class_bind_template_callback (widget_class, retry_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, retry_pdf_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, mode_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, go_cb);
  gtk_widget_class_bind_template_callback (widget_class, moved_cb);
}

static void
tl_reader_class_init (TlReaderClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags reading = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->dispose = tl_reader_dispose;
  object_class->finalize = tl_reader_finalize;
  object_class->get_property = tl_reader_get_property;
  object_class->set_property = tl_reader_set_property;
  widget_class->grab_focus = tl_reader_grab_focus;
  widget_class->focus = tl_widget_focus_children;
  widget_class->size_allocate = tl_reader_size_allocate;
  widget_class->measure = tl_reader_measure;

  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, reading);
  properties[PROP_TOOLTIP] = g_param_spec_string ("tooltip", NULL, NULL, NULL, reading);
  properties[PROP_LOADING] = g_param_spec_boolean ("loading", NULL, NULL, FALSE, reading);
  properties[PROP_SHOW_OUTLINE] = g_param_spec_boolean (
      "show-outline", NULL, NULL, TRUE, reading | G_PARAM_WRITABLE | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[SIGNAL_SHOWN] = g_signal_new ("shown", TL_TYPE_READER, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                        NULL, G_TYPE_NONE, 0);

  bind_template (widget_class);
  _tl_reader_bind_pages (widget_class);
  _tl_reader_install_page_actions (widget_class);
  _tl_reader_install_actions (widget_class);
  _tl_reader_install_cited_actions (widget_class);
  _tl_reader_install_mark_actions (widget_class);
  _tl_reader_install_versions_actions (widget_class);
  _tl_reader_install_find_actions (widget_class);
  _tl_reader_install_select_actions (widget_class);
  _tl_reader_install_print_actions (widget_class);
  _tl_reader_install_own_actions (widget_class);
  gtk_widget_class_set_css_name (widget_class, "reader");
}

static void
tl_reader_init (TlReader *self)
{
  self->show_outline = TRUE;
  self->title = g_strdup (_ ("Document"));
  gtk_widget_init_template (GTK_WIDGET (self));
  _tl_reader_set_up_cited (self);
  _tl_reader_set_up_cites (self);
  self->settings = g_settings_new (TL_APP_ID);
  _tl_reader_set_up_pages (self);
  _tl_reader_set_up_select (self);
  _tl_reader_set_up_find (self);
  _tl_reader_set_up_own (self);
  tl_locked_export (GTK_WIDGET (self), "reader.print", "print");
  tl_locked_export (GTK_WIDGET (self), "reader.print-selection", "print");
  tl_locked_export (GTK_WIDGET (self), "reader.save-pdf", "pdf");
}

GtkWidget *
tl_reader_new (TlServices *services)
{
  TlReader *self = g_object_new (TL_TYPE_READER, NULL);

  g_return_val_if_fail (TL_IS_SERVICES (services), NULL);

  self->services = g_object_ref (services);
  g_signal_connect_object (services, "notify::state", G_CALLBACK (state_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (services, "notify::as-of", G_CALLBACK (date_changed_cb), self,
                           G_CONNECT_SWAPPED);
  _tl_reader_set_up_desk (self);
  _tl_reader_set_up_marks (self);
  return GTK_WIDGET (self);
}

static void
replace (char **field, const char *value)
{
  char *copy = g_strdup (value);

  g_free (*field);
  *field = copy;
}

void
tl_reader_open (TlReader *self, const TlReaderTarget *target)
{
  gboolean same;

  g_return_if_fail (TL_IS_READER (self));
  g_return_if_fail (target != NULL && target->doc != NULL);

  same = self->document != NULL && g_str_equal (self->document->id, target->doc);
  _tl_reader_keep_place (self);
  if (!same)
    {
      _tl_reader_clear (self);
      _tl_reader_drop_own (self);
    }
  replace (&self->doc, target->doc);
  replace (&self->anchor, target->anchor);
  replace (&self->passage, target->passage);
  replace (&self->as_of, target->as_of);
  replace (&self->view, target->anchor == NULL ? target->view : NULL);
  self->page = target->page;
  self->desk.wanted_view = TL_DESK_VIEW_ANY;
  _tl_reader_drop_place (self);
  /* Who names a place means it; two documents are compared from their beginning. */
  if (!same && !self->beside && self->anchor == NULL && self->passage == NULL && self->view == NULL
      && self->page == 0)
    _tl_reader_ask_place (self);
  _tl_reader_load (self);
}

const char *
tl_reader_get_doc (TlReader *self)
{
  g_return_val_if_fail (TL_IS_READER (self), NULL);
  return self->doc;
}

void
_tl_reader_emit_shown (TlReader *self)
{
  g_signal_emit (self, signals[SIGNAL_SHOWN], 0);
}

void
tl_reader_set_beside (TlReader *self)
{
  g_return_if_fail (TL_IS_READER (self));

  self->beside = TRUE;
  tl_text_view_set_plain (self->text);
  g_object_set (self, "show-outline", FALSE, NULL);
}

TlTextModel *
tl_reader_get_model (TlReader *self)
{
  g_return_val_if_fail (TL_IS_READER (self), NULL);
  return self->document != NULL ? self->model : NULL;
}

gboolean
tl_reader_is_original (TlReader *self)
{
  g_return_val_if_fail (TL_IS_READER (self), FALSE);
  return self->in_original;
}

TlTextView *
tl_reader_get_text_view (TlReader *self)
{
  g_return_val_if_fail (TL_IS_READER (self), NULL);
  return self->text;
}

TlPdfView *
tl_reader_get_pdf_view (TlReader *self)
{
  g_return_val_if_fail (TL_IS_READER (self), NULL);
  return self->original;
}
