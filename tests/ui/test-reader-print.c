/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Printing and saving from the real reader, on a display. */
#include "config.h"

#include <adwaita.h>
#include <glib/gstdio.h>
#include <locale.h>

#include "reader-fixture.h"
#include "ui/print/tl-print.h"
#include "ui/reader/tl-reader-print-private.h"
#include "ui/reader/tl-reader-private.h"
#include "waiting.h"

static const char *library;

typedef struct
{
  TlServices *services;
  GtkWidget *window;
  TlReader *reader;
  char *folder;
  char *path;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  TlReaderTarget target = { .doc = data };

  fixture->services = tl_services_new ();
  tl_services_load (fixture->services, library);
  wait_until (tl_services_get_state (fixture->services) != TL_SERVICES_LOADING);
  fixture->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 1200, 700);
  fixture->reader = TL_READER (tl_reader_new (fixture->services));
  gtk_window_set_child (GTK_WINDOW (fixture->window), GTK_WIDGET (fixture->reader));
  gtk_window_present (GTK_WINDOW (fixture->window));
  tl_reader_open (fixture->reader, &target);
  wait_until (!fixture->reader->is_loading && fixture->reader->model != NULL);
  wait_until (!fixture->reader->in_original
              || tl_pdf_view_get_pdf (fixture->reader->original) != NULL);
  fixture->folder = g_dir_make_tmp ("tl-print-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->folder, "ra.pdf", NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  g_clear_object (&fixture->services);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_unlink (fixture->path);
  g_rmdir (fixture->folder);
  g_free (fixture->path);
  g_free (fixture->folder);
}

static gboolean
is_whole (const char *path)
{
  g_autofree char *data = NULL;
  gsize length = 0;

  return g_file_get_contents (path, &data, &length, NULL) && length > 1000
         && g_str_has_prefix (data, "%PDF-");
}

static void
done_cb (GtkPrintOperation *operation, GtkPrintOperationResult result, int *done)
{
  g_assert_cmpint (result, ==, GTK_PRINT_OPERATION_RESULT_APPLY);
  *done = 1;
}

/* What the dialog for printing sets off, with a file in the place of the printer. */
static guint
print_to (Fixture *fixture, const TlPrintJob *job)
{
  g_autoptr (GtkPrintOperation) operation
      = tl_print_operation_new (GTK_WIDGET (fixture->reader), job);
  g_autoptr (GError) error = NULL;
  g_autoptr (TlPdf) pdf = NULL;
  int done = 0;

  gtk_print_operation_set_export_filename (operation, fixture->path);
  g_signal_connect (operation, "done", G_CALLBACK (done_cb), &done);
  gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_EXPORT,
                           GTK_WINDOW (fixture->window), &error);
  g_assert_no_error (error);
  wait_until (done);
  pdf = tl_pdf_open (fixture->path, NULL, &error);
  g_assert_no_error (error);
  return tl_pdf_get_n_pages (pdf);
}

static TlPrintOrigin
origin_of (Fixture *fixture)
{
  return (TlPrintOrigin){ tl_services_get_stats (fixture->services), FALSE,
                          fixture->reader->model->as_of, FALSE };
}

static void
the_original_is_printed_page_by_page (Fixture *fixture, gconstpointer data)
{
  const TlPrintOrigin origin = origin_of (fixture);
  g_autoptr (TlPrintContent) content
      = tl_print_content_new_original (fixture->reader->document, &origin);
  const TlPrintJob job = { content, tl_pdf_view_get_pdf (fixture->reader->original), NULL };

  g_assert_true (fixture->reader->in_original);
  g_assert_cmpuint (print_to (fixture, &job), ==, 11);
}

static void
the_text_is_printed_as_pages (Fixture *fixture, gconstpointer data)
{
  const TlPrintOrigin origin = origin_of (fixture);
  g_autoptr (TlPrintContent) content
      = tl_print_content_new_document (fixture->reader->model, &origin);
  const TlPrintJob job = { content, NULL, NULL };

  g_assert_cmpuint (print_to (fixture, &job), >=, 1);
}

static void
the_original_is_saved_as_it_is (Fixture *fixture, gconstpointer data)
{
  const TlPrintOrigin origin = origin_of (fixture);
  g_autoptr (TlPrintContent) content
      = tl_print_content_new_original (fixture->reader->document, &origin);
  const TlPrintJob job = { content, NULL, fixture->reader->path };
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  gsize n_before, n_after;

  tl_print_save_to (GTK_WIDGET (fixture->reader), &job, fixture->path);
  wait_until (is_whole (fixture->path));
  g_assert_true (g_file_get_contents (fixture->reader->path, &before, &n_before, NULL));
  g_assert_true (g_file_get_contents (fixture->path, &after, &n_after, NULL));
  g_assert_cmpmem (before, n_before, after, n_after);
}

static GtkFileChooserNative *
get_chooser (Fixture *fixture)
{
  return g_object_get_data (G_OBJECT (fixture->reader), "tl-print-chooser");
}

/* The keys as they are in the table of the class. */
static gboolean
press (GtkWidget *widget, guint key, GdkModifierType state)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (!GTK_IS_SHORTCUT_CONTROLLER (controller))
        continue;
      for (guint j = 0; j < g_list_model_get_n_items (G_LIST_MODEL (controller)); j++)
        {
          g_autoptr (GtkShortcut) shortcut = g_list_model_get_item (G_LIST_MODEL (controller), j);
          GtkShortcutTrigger *trigger = gtk_shortcut_get_trigger (shortcut);

          if (GTK_IS_KEYVAL_TRIGGER (trigger)
              && gtk_keyval_trigger_get_keyval (GTK_KEYVAL_TRIGGER (trigger)) == key
              && gtk_keyval_trigger_get_modifiers (GTK_KEYVAL_TRIGGER (trigger)) == state)
            return gtk_shortcut_action_activate (gtk_shortcut_get_action (shortcut), 0, widget,
                                                 NULL);
        }
    }
  return FALSE;
}

static gboolean
has_chosen (Fixture *fixture)
{
  g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (get_chooser (fixture)));
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;

  return g_strcmp0 (path, fixture->path) == 0;
}

static void
the_key_asks_for_a_file_and_saves_there (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GFile) file = g_file_new_for_path (fixture->folder);
  g_autoptr (GError) error = NULL;
  g_autoptr (TlPdf) pdf = NULL;

  g_assert_true (
      press (GTK_WIDGET (fixture->reader), GDK_KEY_p, GDK_CONTROL_MASK | GDK_SHIFT_MASK));
  g_assert_nonnull (get_chooser (fixture));
  gtk_file_chooser_set_current_folder (GTK_FILE_CHOOSER (get_chooser (fixture)), file, &error);
  g_assert_no_error (error);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (get_chooser (fixture)), "ra.pdf");
  wait_until (has_chosen (fixture));
  g_signal_emit_by_name (get_chooser (fixture), "response", GTK_RESPONSE_ACCEPT);
  g_assert_null (get_chooser (fixture));
  wait_until (is_whole (fixture->path));
  pdf = tl_pdf_open (fixture->path, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (tl_pdf_get_n_pages (pdf), >, 10);
}

static void
what_is_selected_is_printed_with_its_citation (Fixture *fixture, gconstpointer data)
{
  GtkWidget *widget;
  g_autoptr (TlPrintContent) content = NULL;
  guint n;

  _tl_reader_set_original (fixture->reader, FALSE);
  g_assert_null (_tl_reader_dup_selected (fixture->reader));
  wait_until (tl_text_view_get_widget (fixture->reader->text) != NULL);
  widget = tl_text_view_get_widget (fixture->reader->text);
  gtk_widget_grab_focus (widget);
  widget = gtk_root_get_focus (GTK_ROOT (fixture->window));
  g_assert_true (GTK_IS_TEXT_VIEW (widget));
  g_signal_emit_by_name (widget, "select-all", TRUE);
  content = _tl_reader_dup_selected (fixture->reader);
  g_assert_nonnull (content);
  n = tl_print_content_get_n_items (content);
  g_assert_cmpuint (n, >, 1);
  g_assert_cmpint (tl_print_content_get (content, n - 1)->role, ==, TL_PRINT_CITATION);
}

static void
a_window_that_closes_while_saving_is_no_matter (Fixture *fixture, gconstpointer data)
{
  const TlPrintOrigin origin = origin_of (fixture);
  g_autoptr (TlPrintContent) content
      = tl_print_content_new_document (fixture->reader->model, &origin);
  const TlPrintJob job = { content, NULL, NULL };

  tl_print_save_to (GTK_WIDGET (fixture->reader), &job, fixture->path);
  gtk_window_set_child (GTK_WINDOW (fixture->window), NULL);
  wait_until (is_whole (fixture->path));
}

int
main (int argc, char **argv)
{
  g_autofree char *folder = NULL;
  int status;

  setlocale (LC_ALL, "");
  g_setenv ("TROLY_TEXT_BACKEND", "textview", TRUE);
  g_setenv ("GTK_USE_PORTAL", "0", TRUE);
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  folder = reader_fixture_new ();
  library = folder;
#define TEST(name, doc)                                                                            \
  g_test_add ("/reader-print/" #name "/" doc, Fixture, doc, set_up, name, tear_down)
  TEST (the_original_is_printed_page_by_page, FIXTURE_JUDGMENT);
  TEST (the_text_is_printed_as_pages, FIXTURE_NO_FILE);
  TEST (the_text_is_printed_as_pages, FIXTURE_HOSTILE);
  TEST (the_text_is_printed_as_pages, FIXTURE_EMPTY);
  TEST (the_original_is_saved_as_it_is, FIXTURE_JUDGMENT);
  TEST (the_key_asks_for_a_file_and_saves_there, FIXTURE_STATUTE);
  TEST (what_is_selected_is_printed_with_its_citation, FIXTURE_NO_FILE);
  TEST (a_window_that_closes_while_saving_is_no_matter, FIXTURE_STATUTE);
  status = g_test_run ();
  reader_fixture_remove (folder);
  return status;
}
