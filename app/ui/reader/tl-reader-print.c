/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The document on paper, or as a file: what is shown, the original pages or the text. */
#include "config.h"

#include <glib/gi18n.h>

#include "ui/print/tl-print.h"
#include "ui/reader/tl-reader-print-private.h"
#include "ui/reader/tl-reader-private.h"

static TlPrintOrigin
get_origin (TlReader *self)
{
  TlLibrary *library = tl_services_get_library (self->services);

  return (TlPrintOrigin){ tl_services_get_stats (self->services),
                          library != NULL && tl_library_is_training (library), self->model->as_of,
                          FALSE };
}

static gboolean
shows_original (TlReader *self)
{
  return self->in_original && self->path != NULL && tl_pdf_view_get_pdf (self->original) != NULL;
}

static void
run (TlReader *self, gboolean save)
{
  TlPrintOrigin origin;
  g_autoptr (TlPrintContent) content = NULL;
  TlPrintJob job = { NULL };

  if (self->document == NULL || self->model == NULL)
    return;
  tl_usage_keeper_used (tl_services_get_usage (self->services), self->doc);
  origin = get_origin (self);
  if (shows_original (self))
    {
      content = tl_print_content_new_original (self->document, &origin);
      job = (TlPrintJob){ content, tl_pdf_view_get_pdf (self->original), self->path };
    }
  else
    {
      content = tl_print_content_new_document (self->model, &origin);
      job.content = content;
    }
  if (save)
    tl_print_save (GTK_WIDGET (self), &job);
  else
    tl_print_run (GTK_WIDGET (self), &job);
}

static void
print_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  run (TL_READER (widget), FALSE);
}

static void
save_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  run (TL_READER (widget), TRUE);
}

static GtkTextView *
find_view (GtkWidget *widget)
{
  GtkTextView *view = NULL;

  if (widget == NULL || GTK_IS_TEXT_VIEW (widget))
    return widget != NULL ? GTK_TEXT_VIEW (widget) : NULL;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && view == NULL;
       child = gtk_widget_get_next_sibling (child))
    view = find_view (child);
  return view;
}

/* Line n of the view is paragraph n of the model. */
static gboolean
get_selected (TlReader *self, TlTextSpan *span)
{
  GtkTextView *view = find_view (tl_text_view_get_widget (self->text));
  GtkTextIter from, to;

  if (self->in_original || self->model == NULL || view == NULL
      || !gtk_text_buffer_get_selection_bounds (gtk_text_view_get_buffer (view), &from, &to))
    return FALSE;
  *span = (TlTextSpan){ (guint)gtk_text_iter_get_line (&from),
                        (guint)gtk_text_iter_get_line_offset (&from),
                        (guint)gtk_text_iter_get_line (&to),
                        (guint)gtk_text_iter_get_line_offset (&to) };
  return TRUE;
}

TlPrintContent *
_tl_reader_dup_selected (TlReader *self)
{
  TlPrintOrigin origin;
  TlTextSpan span;

  if (!get_selected (self, &span))
    return NULL;
  origin = get_origin (self);
  return tl_print_content_new_selection (self->model, &span, &origin);
}

static void
print_selection_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_autoptr (TlPrintContent) content = _tl_reader_dup_selected (TL_READER (widget));
  const TlPrintJob job = { content, NULL, NULL };

  if (content != NULL)
    {
      tl_usage_keeper_used (tl_services_get_usage (TL_READER (widget)->services),
                            TL_READER (widget)->doc);
      tl_print_run (widget, &job);
    }
  else
    gtk_widget_activate_action (widget, "win.say", "s",
                                _ ("Select what is to be printed in the text of the document"));
}

void
_tl_reader_install_print_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "reader.print", NULL, print_cb);
  gtk_widget_class_install_action (widget_class, "reader.save-pdf", NULL, save_cb);
  gtk_widget_class_install_action (widget_class, "reader.print-selection", NULL,
                                   print_selection_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_p, GDK_CONTROL_MASK, "reader.print",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_p, GDK_CONTROL_MASK | GDK_SHIFT_MASK,
                                       "reader.save-pdf", NULL);
}
