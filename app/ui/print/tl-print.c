/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/print/tl-print.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "ui/own/tl-own-recent.h"
#include "ui/print/tl-print-export.h"
#include "ui/tl-locked.h"

/* Before this nothing says "saving". */
#define PATIENCE_MS 400
#define PROGRESS_MS 100
#define CHOOSER     "tl-print-chooser"

/* How the last document was printed: paper, printer, both sides. For this run of the program. */
#define SETTINGS "tl-print-settings"
#define SETUP    "tl-print-setup"

typedef struct
{
  GtkWidget *from; /* weak */
  TlPrintContent *content;
  char *original;
  char *path;
  int permille;
  guint source;
  GCancellable *cancellable;
  GtkWidget *dialog; /* weak: progress */
  GtkProgressBar *bar;
} Saving;

static void
saving_free (Saving *saving)
{
  g_clear_handle_id (&saving->source, g_source_remove);
  g_clear_weak_pointer (&saving->from);
  g_clear_weak_pointer (&saving->dialog);
  g_clear_object (&saving->cancellable);
  tl_print_content_unref (saving->content);
  g_free (saving->original);
  g_free (saving->path);
  g_free (saving);
}

static Saving *
saving_new (GtkWidget *from, const TlPrintJob *job)
{
  Saving *saving = g_new0 (Saving, 1);

  g_set_weak_pointer (&saving->from, from);
  saving->content = tl_print_content_ref (job->content);
  saving->original = g_strdup (job->original);
  return saving;
}

static GtkWindow *
window_of (GtkWidget *from)
{
  GtkRoot *root = gtk_widget_get_root (from);

  return GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL;
}

static void
say (GtkWidget *from, const char *words)
{
  if (from != NULL)
    gtk_widget_activate_action (from, "win.say", "s", words);
}

/* The application keeps the choices; a window without one has none to keep. */
static void
remember_cb (GtkPrintOperation *operation, GtkPrintOperationResult result)
{
  GApplication *application = g_application_get_default ();
  GtkPageSetup *setup = gtk_print_operation_get_default_page_setup (operation);

  if (application == NULL || result != GTK_PRINT_OPERATION_RESULT_APPLY)
    return;
  g_object_set_data_full (G_OBJECT (application), SETTINGS,
                          g_object_ref (gtk_print_operation_get_print_settings (operation)),
                          g_object_unref);
  if (setup != NULL)
    g_object_set_data_full (G_OBJECT (application), SETUP, g_object_ref (setup), g_object_unref);
}

void
tl_print_run (GtkWidget *from, const TlPrintJob *job)
{
  g_autoptr (GtkPrintOperation) operation = tl_print_operation_new (from, job);
  g_autoptr (GError) error = NULL;
  GApplication *application = g_application_get_default ();
  GObject *settings
      = application != NULL ? g_object_get_data (G_OBJECT (application), SETTINGS) : NULL;
  GObject *setup = application != NULL ? g_object_get_data (G_OBJECT (application), SETUP) : NULL;

  if (tl_locked_refuses_export (from, "print"))
    return;
  if (settings != NULL)
    gtk_print_operation_set_print_settings (operation, GTK_PRINT_SETTINGS (settings));
  if (setup != NULL)
    gtk_print_operation_set_default_page_setup (operation, GTK_PAGE_SETUP (setup));
  g_signal_connect (operation, "done", G_CALLBACK (remember_cb), NULL);
  /* A running operation holds itself. */
  if (gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG, window_of (from),
                               &error)
      == GTK_PRINT_OPERATION_RESULT_ERROR)
    say (from, error != NULL ? error->message : _ ("Printing failed"));
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Saving *saving = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *name = g_path_get_basename (saving->path);
  g_autofree char *shown = g_filename_display_name (name);
  g_autofree char *words = NULL;

  if (tl_print_export_finish (result, &error))
    /* Translators: %s is the name of a file. */
    words = g_strdup_printf (_ ("Saved as %s"), shown);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    /* Translators: %s says why. */
    words = g_strdup_printf (_ ("Not saved: %s"), error->message);
  if (saving->dialog != NULL)
    gtk_window_destroy (GTK_WINDOW (saving->dialog));
  if (words != NULL)
    say (saving->from, words);
  saving_free (saving);
}

static void
response_cb (GCancellable *cancellable)
{
  g_cancellable_cancel (cancellable);
}

static gboolean
progress_cb (gpointer user_data)
{
  Saving *saving = user_data;

  if (saving->dialog == NULL || saving->from == NULL)
    {
      saving->source = 0;
      return G_SOURCE_REMOVE;
    }
  gtk_progress_bar_set_fraction (saving->bar, g_atomic_int_get (&saving->permille) / 1000.0);
  return G_SOURCE_CONTINUE;
}

static gboolean
show_progress_cb (gpointer user_data)
{
  Saving *saving = user_data;
  GtkWindow *window = saving->from != NULL ? window_of (saving->from) : NULL;
  GtkWidget *dialog;

  saving->source = 0;
  if (window == NULL)
    return G_SOURCE_REMOVE;
  dialog = adw_message_dialog_new (window, _ ("Saving as PDF…"), NULL);
  saving->bar = GTK_PROGRESS_BAR (gtk_progress_bar_new ());
  gtk_accessible_update_property (GTK_ACCESSIBLE (saving->bar), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Saving as PDF…"), -1);
  adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (dialog), GTK_WIDGET (saving->bar));
  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "cancel", _ ("_Cancel"));
  g_signal_connect_object (dialog, "response", G_CALLBACK (response_cb), saving->cancellable,
                           G_CONNECT_SWAPPED);
  g_set_weak_pointer (&saving->dialog, dialog);
  gtk_window_present (GTK_WINDOW (dialog));
  saving->source = g_timeout_add (PROGRESS_MS, progress_cb, saving);
  return G_SOURCE_REMOVE;
}

/* Takes @saving. */
static void
start (Saving *saving, const char *path)
{
  TlPrintPaper paper;
  GApplication *application = g_application_get_default ();
  GObject *setup = application != NULL ? g_object_get_data (G_OBJECT (application), SETUP) : NULL;

  saving->path = g_strdup (path);
  saving->cancellable = g_cancellable_new ();
  saving->source = g_timeout_add (PATIENCE_MS, show_progress_cb, saving);
  if (saving->original != NULL)
    {
      tl_print_copy_async (saving->original, path, &saving->permille, saving->cancellable, saved_cb,
                           saving);
      return;
    }
  if (setup != NULL)
    tl_print_paper_init (&paper, GTK_PAGE_SETUP (setup));
  else
    tl_print_paper_init_a4 (&paper);
  tl_print_export_async (saving->content, &paper, path, &saving->permille, saving->cancellable,
                         saved_cb, saving);
}

void
tl_print_save_to (GtkWidget *from, const TlPrintJob *job, const char *path)
{
  if (tl_locked_refuses_export (from, "pdf"))
    return;
  start (saving_new (from, job), path);
}

static void
chosen_cb (GtkNativeDialog *chooser, int response, Saving *asked)
{
  GtkWidget *from = asked->from;
  const TlPrintJob job = { asked->content, NULL, asked->original };

  if (response == GTK_RESPONSE_ACCEPT)
    {
      g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));
      g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;

      if (path != NULL)
        {
          tl_own_keep_out_of_recents (file);
          tl_print_save_to (from, &job, path);
        }
      else
        say (from, _ ("Choose a folder of this computer."));
    }
  /* The chooser, and @asked with it, goes with this. */
  if (from != NULL)
    g_object_set_data (G_OBJECT (from), CHOOSER, NULL);
}

static void
choose (GtkWidget *from, const TlPrintJob *job)
{
  GtkFileChooserNative *chooser
      = gtk_file_chooser_native_new (_ ("Save as PDF"), window_of (from),
                                     GTK_FILE_CHOOSER_ACTION_SAVE, _ ("_Save"), _ ("_Cancel"));
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();
  g_autofree char *name = tl_print_file_name (tl_print_content_get_title (job->content));
  Saving *asked = saving_new (from, job);

  gtk_file_filter_set_name (filter, "PDF");
  gtk_file_filter_add_mime_type (filter, "application/pdf");
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (chooser), filter);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), name);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  g_signal_connect_data (chooser, "response", G_CALLBACK (chosen_cb), asked,
                         (GClosureNotify)(void (*) (void))saving_free, 0);
  /* It lives until it is answered, and no longer than who asked. */
  g_object_set_data_full (G_OBJECT (from), CHOOSER, chooser, g_object_unref);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

void
tl_print_save (GtkWidget *from, const TlPrintJob *job)
{
  if (!tl_locked_refuses_export (from, "pdf"))
    choose (from, job);
}

void
tl_print_table (GtkWidget *from,
                const TlPrintTable *table,
                const TlPrintOrigin *origin,
                gboolean save)
{
  g_autoptr (TlPrintContent) content = tl_print_content_new_table (table, origin);
  const TlPrintJob job = { content, NULL, NULL };

  if (save)
    tl_print_save (from, &job);
  else
    tl_print_run (from, &job);
}
