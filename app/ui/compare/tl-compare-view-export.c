/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The overview of a comparison as a file. */
#include "config.h"

#include <glib/gi18n.h>

#include "compare/tl-sheet.h"
#include "ui/compare/tl-compare-view-private.h"
#include "ui/own/tl-own-recent.h"
#include "ui/reader/tl-reader-text.h"
#include "ui/tl-locked.h"

typedef struct
{
  TlCompared *compared;
  char *path;
  gboolean differences_only;
} ExportJob;

static void
export_job_free (ExportJob *job)
{
  tl_compared_unref (job->compared);
  g_free (job->path);
  g_free (job);
}

static char *
make_content (const TlCompared *compared, gboolean differences_only)
{
  g_autofree char *left = tl_reader_heading (compared->models[TL_SIDE_LEFT]->document);
  g_autofree char *right = tl_reader_heading (compared->models[TL_SIDE_RIGHT]->document);
  g_autoptr (GArray) rows = tl_comparison_make_overview (compared->comparison, differences_only);
  const TlSheetWords words = {
    .title = _ ("Comparison"),
    .names = { left, right },
    .section = _ ("Section"),
    .relation = _ ("Relation"),
    .relations = { _ ("the same"), _ ("edited"), _ ("moved"), _ ("only on the left"),
                   _ ("only on the right") },
    /* Translators: stands before the number of a page, with a space. */
    .page = _ ("p. "),
  };

  return tl_sheet_make_content (compared->comparison, rows, &words);
}

static void
export_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  ExportJob *job = task_data;
  g_autofree char *content = make_content (job->compared, job->differences_only);
  GError *error = NULL;

  if (tl_sheet_write (content, job->path, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
exported_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  TlCompareView *self = TL_COMPARE_VIEW (source);
  g_autoptr (GError) error = NULL;
  g_autofree char *words = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &error))
    words = g_strdup (_ ("The overview was saved"));
  else
    /* Translators: %s is what went wrong. */
    words = g_strdup_printf (_ ("The overview could not be saved: %s"), error->message);
  if (gtk_widget_get_root (GTK_WIDGET (self)) != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.say", "s", words);
}

static void
export_to (TlCompareView *self, const char *path)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, exported_cb, NULL);
  ExportJob *job = g_new0 (ExportJob, 1);

  job->compared = tl_compared_ref (self->compared);
  job->path = g_strdup (path);
  job->differences_only = tl_compare_overview_differs_only (self->overview);
  g_task_set_source_tag (task, export_to);
  g_task_set_task_data (task, job, (GDestroyNotify)export_job_free);
  g_task_run_in_thread (task, export_in_thread);
}

static void
chosen_cb (TlCompareView *self, int response, GtkFileChooserNative *chooser)
{
  if (response == GTK_RESPONSE_ACCEPT && self->compared != NULL)
    {
      g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));
      g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;

      if (path != NULL)
        {
          tl_own_keep_out_of_recents (file);
          export_to (self, path);
        }
    }
  g_clear_object (&self->chooser);
}

void
_tl_compare_view_export (TlCompareView *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (self->compared == NULL || !GTK_IS_WINDOW (root)
      || tl_locked_refuses_export (GTK_WIDGET (self), "odt"))
    return;
  g_clear_object (&self->chooser);
  self->chooser
      = gtk_file_chooser_native_new (_ ("Save the Overview"), GTK_WINDOW (root),
                                     GTK_FILE_CHOOSER_ACTION_SAVE, _ ("_Save"), _ ("_Cancel"));
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self->chooser), TRUE);
  /* Translators: name of a file. */
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (self->chooser), _ ("comparison.odt"));
  g_signal_connect_object (self->chooser, "response", G_CALLBACK (chosen_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}
