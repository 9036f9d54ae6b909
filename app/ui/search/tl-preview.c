/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/search/tl-preview.h"

#include <glib/gi18n.h>

#include "base/tl-clock.h"
#include "ui/search/tl-hit-text.h"
#include "ui/tl-widget.h"

struct _TlPreview
{
  GtkWidget parent_instance;

  /* Template. */
  GtkStack *stack;
  GtkLabel *title;
  GtkLabel *subtitle;
  GtkTextView *text;
  GtkLabel *error;
  GtkWidget *open;

  /* Owned. */
  GCancellable *loading;
  char *doc; /* (nullable): what is shown */
  char *anchor;
  char *as_of;
};

G_DEFINE_FINAL_TYPE (TlPreview, tl_preview, GTK_TYPE_WIDGET)

enum
{
  SIGNAL_OPEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
open_clicked_cb (TlPreview *self)
{
  g_signal_emit (self, signals[SIGNAL_OPEN], 0);
}

static void
show_error (TlPreview *self, const char *message)
{
  gtk_label_set_text (self->error, message);
  tl_stack_show (self->stack, "error");
}

/* The heading of an article stands above its text already. */
static const char *
without_title (TlPreview *self, const char *text)
{
  const char *title = gtk_label_get_text (self->title);
  gsize length = strlen (title);

  return length > 0 && g_str_has_prefix (text, title) && text[length] == '\n' ? text + length + 1
                                                                              : text;
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TlPreview) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (TlDocument) document = tl_library_load_finish (TL_LIBRARY (source), result, &error);
  g_autofree char *text = NULL;
  int index;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (document == NULL)
    {
      show_error (self,
                  error != NULL ? error->message : _ ("This document is not in the library."));
      return;
    }
  index = self->anchor != NULL ? tl_document_find (document, self->anchor, self->as_of) : 0;
  if (index < 0 && self->anchor != NULL)
    index = tl_document_find (document, self->anchor, NULL);
  if (index < 0 || document->blocks->len == 0)
    {
      show_error (self, _ ("There is no text for this date."));
      return;
    }
  text = tl_document_unit_text_on (document, (guint)index, self->as_of);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->text), without_title (self, text), -1);
  tl_stack_show (self->stack, "text");
}

static void
stop_loading (TlPreview *self)
{
  g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
}

static void
tl_preview_dispose (GObject *object)
{
  TlPreview *self = TL_PREVIEW (object);

  stop_loading (self);
  tl_widget_dispose (GTK_WIDGET (self), TL_TYPE_PREVIEW);
  G_OBJECT_CLASS (tl_preview_parent_class)->dispose (object);
}

static void
tl_preview_finalize (GObject *object)
{
  TlPreview *self = TL_PREVIEW (object);

  g_free (self->doc);
  g_free (self->anchor);
  g_free (self->as_of);
  G_OBJECT_CLASS (tl_preview_parent_class)->finalize (object);
}

static void
tl_preview_class_init (TlPreviewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = tl_preview_dispose;
  object_class->finalize = tl_preview_finalize;

  signals[SIGNAL_OPEN] = g_signal_new ("open", TL_TYPE_PREVIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                       NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/vn/toaan/TroLy/ui/search/tl-preview.ui");
  gtk_widget_class_bind_template_child (widget_class, TlPreview, stack);
  gtk_widget_class_bind_template_child (widget_class, TlPreview, title);
  gtk_widget_class_bind_template_child (widget_class, TlPreview, subtitle);
  gtk_widget_class_bind_template_child (widget_class, TlPreview, text);
  gtk_widget_class_bind_template_child (widget_class, TlPreview, error);
  gtk_widget_class_bind_template_child (widget_class, TlPreview, open);
  gtk_widget_class_bind_template_callback (widget_class, open_clicked_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "preview");
}

static void
tl_preview_init (TlPreview *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  tl_stack_show (self->stack, "empty");
}

/* Whether @hit is not what is shown already. */
static gboolean
take_place (TlPreview *self, const TlHit *hit, const char *as_of)
{
  if (g_strcmp0 (self->doc, hit->doc) == 0 && g_strcmp0 (self->anchor, hit->anchor) == 0
      && g_strcmp0 (self->as_of, as_of) == 0)
    return FALSE;
  g_free (self->doc);
  self->doc = g_strdup (hit->doc);
  g_free (self->anchor);
  self->anchor = g_strdup (hit->anchor);
  g_free (self->as_of);
  self->as_of = g_strdup (as_of);
  return TRUE;
}

void
tl_preview_show (TlPreview *self, TlServices *services, const TlHit *hit)
{
  TlLibrary *library = tl_services_get_library (services);
  g_autofree char *date = NULL;
  g_autofree char *title = NULL;
  g_autofree char *subtitle = NULL;

  g_return_if_fail (TL_IS_PREVIEW (self));

  if (hit == NULL || library == NULL)
    {
      stop_loading (self);
      g_clear_pointer (&self->doc, g_free);
      tl_stack_show (self->stack, "empty");
      return;
    }
  date = tl_services_dup_date (services);
  if (!take_place (self, hit, date))
    return;
  stop_loading (self);
  title = tl_hit_title (hit);
  subtitle = hit->kind == TL_DOC_STATUTE ? tl_hit_effect_text (hit) : tl_hit_details (hit);
  gtk_label_set_text (self->title, title);
  gtk_label_set_text (self->subtitle, subtitle);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->text),
                            hit->passage != NULL ? hit->passage : "", -1);
  tl_stack_show (self->stack, "text");
  self->loading = g_cancellable_new ();
  tl_library_load_async (library, hit->doc, self->loading, loaded_cb, g_object_ref (self));
}
