/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/reader/tl-reader.h"

#include <glib/gi18n.h>

#include "base/tl-clock.h"
#include "text/tl-escape.h"
#include "ui/reader/tl-reader-job.h"
#include "ui/reader/tl-reader-text.h"
#include "ui/reader/tl-text-view.h"
#include "ui/search/tl-hit-text.h"

/* Before this nothing says "loading": a flash would only disturb. */
#define LOADING_MS 300

struct _TlReader
{
  GtkWidget parent_instance;

  /* Template. */
  GtkWidget *box;
  GtkLabel *heading;
  GtkLabel *effect;
  GtkLabel *law_bar;
  GtkLabel *file_bar;
  GtkStack *states;
  AdwStatusPage *error_page;
  TlTextView *text;

  /* Owned. */
  TlServices *services;
  GCancellable *loading;
  TlDocument *document;
  char *title;
  char *tooltip;
  char *doc; /* where to be: id, unit, passage, date */
  char *anchor;
  char *passage;
  char *as_of;
  guint page;

  guint loading_source;
  const char *effect_style;
  gboolean is_loading;
  gboolean show_outline;
};

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

static GParamSpec *properties[N_PROPS];

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
  gtk_stack_set_visible_child_name (self->states, "loading");
  return G_SOURCE_REMOVE;
}

static void
set_loading (TlReader *self, gboolean loading)
{
  g_clear_handle_id (&self->loading_source, g_source_remove);
  if (loading && self->document == NULL)
    {
      gtk_stack_set_visible_child_name (self->states, "waiting");
      self->loading_source = g_timeout_add (LOADING_MS, say_loading_cb, self);
    }
  if (self->is_loading == loading)
    return;
  self->is_loading = loading;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADING]);
}

static void
show_error (TlReader *self, const char *title, const char *message)
{
  /* The description of a status page is markup. */
  g_autofree char *description = tl_escape_markup (message);

  set_loading (self, FALSE);
  adw_status_page_set_title (self->error_page, title);
  adw_status_page_set_description (self->error_page, description);
  gtk_stack_set_visible_child_name (self->states, "error");
}

static void
set_bar (GtkLabel *bar, char *message)
{
  gtk_label_set_text (bar, message);
  gtk_widget_set_visible (GTK_WIDGET (bar), *message != '\0');
  g_free (message);
}

static void
show_effect (TlReader *self, const TlTextModel *model)
{
  TlDocument *document = model->document;
  gboolean known = document->kind == TL_DOC_STATUTE || document->kind == TL_DOC_PRECEDENT;
  g_autofree char *words
      = tl_effect_text (model->effect, document->effective_from, document->effective_to);

  if (self->effect_style != NULL)
    gtk_widget_remove_css_class (GTK_WIDGET (self->effect), self->effect_style);
  self->effect_style = tl_effect_style (model->effect);
  gtk_widget_add_css_class (GTK_WIDGET (self->effect), self->effect_style);
  gtk_label_set_text (self->effect, words);
  gtk_widget_set_visible (GTK_WIDGET (self->effect), known);
}

static void
show_document (TlReader *self, TlReaderJob *job)
{
  char today[TL_DATE_SIZE];
  g_autofree char *heading = tl_reader_heading (job->document);

  tl_clock_today (today);
  tl_document_ref (job->document);
  g_clear_pointer (&self->document, tl_document_unref);
  self->document = job->document;
  set_string (self, &self->title, tl_reader_title (job->document), PROP_TITLE);
  set_string (self, &self->tooltip, tl_escape_markup (heading), PROP_TOOLTIP);
  gtk_label_set_text (self->heading, heading);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->heading), heading);
  show_effect (self, job->model);
  set_bar (self->law_bar, tl_reader_law_message (job->model, today));
  set_bar (self->file_bar, tl_reader_file_message (job->document, job->path != NULL));
  tl_text_view_set_model (self->text, job->model, job->anchor, job->marked ? &job->mark : NULL);
  gtk_stack_set_visible_child_name (self->states, "text");
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
    show_error (self, _ ("The document cannot be opened"), error->message);
  else if (job->document == NULL)
    show_error (self, _ ("This document is not in the library"), self->doc);
  else
    {
      set_loading (self, FALSE);
      show_document (self, job);
    }
}

static void
load (TlReader *self)
{
  TlLibrary *library = tl_services_get_library (self->services);
  TlReaderJob *job;

  if (self->doc == NULL)
    return;
  g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  if (library == NULL && tl_services_get_state (self->services) == TL_SERVICES_FAILED)
    {
      show_error (self, _ ("The library cannot be read"), tl_services_get_error (self->services));
      return;
    }
  if (library == NULL && tl_services_get_state (self->services) == TL_SERVICES_EMPTY)
    {
      show_error (self, _ ("This document is not in the library"), self->doc);
      return;
    }
  set_loading (self, TRUE);
  if (library == NULL)
    return;
  job = g_new0 (TlReaderJob, 1);
  job->library = g_object_ref (library);
  job->doc = g_strdup (self->doc);
  job->as_of = self->as_of != NULL ? g_strdup (self->as_of) : tl_services_dup_date (self->services);
  job->anchor = g_strdup (self->anchor);
  job->passage = g_strdup (self->passage);
  if (self->document != NULL && g_str_equal (self->document->id, self->doc))
    job->document = tl_document_ref (self->document);
  self->loading = g_cancellable_new ();
  tl_reader_job_run_async (job, self->loading, loaded_cb, g_object_ref (self));
}

static void
retry_clicked_cb (TlReader *self)
{
  load (self);
}

/* The library came, or another took its place: the document may be another too. */
static void
state_changed_cb (TlReader *self)
{
  g_clear_pointer (&self->document, tl_document_unref);
  load (self);
}

/* The judge reads the law at another date: what is before his eyes stays there. */
static void
date_changed_cb (TlReader *self)
{
  g_clear_pointer (&self->as_of, g_free);
  g_clear_pointer (&self->passage, g_free);
  g_free (self->anchor);
  self->anchor = g_strdup (tl_text_view_get_anchor (self->text));
  load (self);
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
      self->show_outline = g_value_get_boolean (value);
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

  g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  g_clear_handle_id (&self->loading_source, g_source_remove);
  g_clear_object (&self->services);
  g_clear_pointer (&self->document, tl_document_unref);
  gtk_widget_dispose_template (GTK_WIDGET (self), TL_TYPE_READER);
  G_OBJECT_CLASS (tl_reader_parent_class)->dispose (object);
}

static void
tl_reader_finalize (GObject *object)
{
  TlReader *self = TL_READER (object);

  g_free (self->title);
  g_free (self->tooltip);
  g_free (self->doc);
  g_free (self->anchor);
  g_free (self->passage);
  g_free (self->as_of);
  G_OBJECT_CLASS (tl_reader_parent_class)->finalize (object);
}

static gboolean
tl_reader_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (TL_READER (widget)->text));
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

  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, reading);
  properties[PROP_TOOLTIP] = g_param_spec_string ("tooltip", NULL, NULL, NULL, reading);
  properties[PROP_LOADING] = g_param_spec_boolean ("loading", NULL, NULL, FALSE, reading);
  properties[PROP_SHOW_OUTLINE] = g_param_spec_boolean (
      "show-outline", NULL, NULL, TRUE, reading | G_PARAM_WRITABLE | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (TL_TYPE_TEXT_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/vn/toaan/TroLy/ui/reader/tl-reader.ui");
  gtk_widget_class_bind_template_child (widget_class, TlReader, box);
  gtk_widget_class_bind_template_child (widget_class, TlReader, heading);
  gtk_widget_class_bind_template_child (widget_class, TlReader, effect);
  gtk_widget_class_bind_template_child (widget_class, TlReader, law_bar);
  gtk_widget_class_bind_template_child (widget_class, TlReader, file_bar);
  gtk_widget_class_bind_template_child (widget_class, TlReader, states);
  gtk_widget_class_bind_template_child (widget_class, TlReader, error_page);
  gtk_widget_class_bind_template_child (widget_class, TlReader, text);
  gtk_widget_class_bind_template_callback (widget_class, retry_clicked_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "reader");
}

static void
tl_reader_init (TlReader *self)
{
  self->show_outline = TRUE;
  self->title = g_strdup (_ ("Document"));
  gtk_widget_init_template (GTK_WIDGET (self));
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
  g_return_if_fail (TL_IS_READER (self));
  g_return_if_fail (target != NULL && target->doc != NULL);

  if (self->document != NULL && !g_str_equal (self->document->id, target->doc))
    g_clear_pointer (&self->document, tl_document_unref);
  replace (&self->doc, target->doc);
  replace (&self->anchor, target->anchor);
  replace (&self->passage, target->passage);
  replace (&self->as_of, target->as_of);
  self->page = target->page;
  load (self);
}

const char *
tl_reader_get_doc (TlReader *self)
{
  g_return_val_if_fail (TL_IS_READER (self), NULL);
  return self->doc;
}
