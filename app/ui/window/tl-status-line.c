/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/window/tl-status-line.h"

#include <glib/gi18n.h>

#include "base/tl-clock.h"
#include "text/tl-numeral.h"
#include "ui/feedback/tl-feedback-words.h"
#include "ui/tl-widget.h"

struct _TlStatusLine
{
  GtkWidget parent_instance;

  /* Template. */
  GtkLabel *training;
  GtkLabel *text;
  GtkWidget *waiting;
  GtkLabel *waiting_text;

  /* Owned. */
  TlServices *services;
};

G_DEFINE_FINAL_TYPE (TlStatusLine, tl_status_line, GTK_TYPE_WIDGET)

/* What an update does comes before all else: it is what changes. */
static char *
release_text (TlServices *services, const char *documents)
{
  TlUpdateFacts facts;
  g_auto (TlUpdateWords) words = { 0 };
  g_autofree char *version = NULL;
  g_autofree char *freshness = NULL;

  tl_update_keeper_get_facts (tl_services_get_update (services), &facts);
  if (facts.installed->serial == 0)
    return NULL;
  tl_update_words_init (&words, &facts);
  version = tl_update_words_version (facts.installed);
  freshness = tl_update_words_freshness (facts.installed);
  if (words.busy || words.bad || facts.doing != TL_UPDATER_IDLE)
    return g_strdup_printf ("%s · %s", version, words.title);
  /* Translators: which library it is, until when it is good, and a number of documents. */
  return g_strdup_printf (_ ("%s · %s · %s documents"), version, freshness, documents);
}

static char *
ready_text (TlServices *services)
{
  const TlLibraryStats *stats = tl_services_get_stats (services);
  g_autofree char *created = tl_date_format_vi (stats->created);
  g_autofree char *documents = tl_numeral_group ((gint64)stats->documents);
  char *release = release_text (services, documents);

  if (release != NULL)
    return release;
  if (*created == '\0')
    /* Translators: %s is a number of documents. */
    return g_strdup_printf (_ ("Library: %s documents"), documents);
  /* Translators: a date, then a number of documents. */
  return g_strdup_printf (_ ("Library of %s · %s documents"), created, documents);
}

static void
services_changed_cb (TlStatusLine *self)
{
  TlLibrary *library = tl_services_get_library (self->services);
  g_autofree char *text = NULL;

  switch (tl_services_get_state (self->services))
    {
    case TL_SERVICES_LOADING:
      text = g_strdup (_ ("Opening the library…"));
      break;
    case TL_SERVICES_READY:
      text = ready_text (self->services);
      break;
    case TL_SERVICES_EMPTY:
      text = g_strdup (_ ("No library"));
      break;
    case TL_SERVICES_FAILED:
    default:
      text = g_strdup (_ ("The library could not be opened"));
      break;
    }
  gtk_label_set_text (self->text, text);
  gtk_widget_set_visible (GTK_WIDGET (self->training),
                          library != NULL && tl_library_is_training (library));
}

static void
feedback_changed_cb (TlStatusLine *self)
{
  const TlDeskItemCounts *counts
      = tl_feedback_keeper_get_counts (tl_services_get_feedback (self->services));
  g_autofree char *words = tl_feedback_waiting (counts->waiting);

  gtk_widget_set_visible (self->waiting, words != NULL);
  if (words != NULL)
    gtk_label_set_text (self->waiting_text, words);
}

static void
tl_status_line_dispose (GObject *object)
{
  TlStatusLine *self = TL_STATUS_LINE (object);

  g_clear_object (&self->services);
  tl_widget_dispose (GTK_WIDGET (self), TL_TYPE_STATUS_LINE);
  G_OBJECT_CLASS (tl_status_line_parent_class)->dispose (object);
}

static void
tl_status_line_class_init (TlStatusLineClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tl_status_line_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/vn/toaan/TroLy/ui/window/tl-status-line.ui");
  gtk_widget_class_bind_template_child (widget_class, TlStatusLine, training);
  gtk_widget_class_bind_template_child (widget_class, TlStatusLine, text);
  gtk_widget_class_bind_template_child (widget_class, TlStatusLine, waiting);
  gtk_widget_class_bind_template_child (widget_class, TlStatusLine, waiting_text);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "statusline");
}

static void
tl_status_line_init (TlStatusLine *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
tl_status_line_set_services (TlStatusLine *self, TlServices *services)
{
  g_return_if_fail (TL_IS_STATUS_LINE (self));
  g_return_if_fail (self->services == NULL);

  self->services = g_object_ref (services);
  g_signal_connect_object (services, "notify::state", G_CALLBACK (services_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (tl_services_get_update (services), "changed",
                           G_CALLBACK (services_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (tl_services_get_feedback (services), "changed",
                           G_CALLBACK (feedback_changed_cb), self, G_CONNECT_SWAPPED);
  services_changed_cb (self);
  feedback_changed_cb (self);
}
