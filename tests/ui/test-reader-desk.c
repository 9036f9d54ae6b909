/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the reader keeps on the desk, and comes back to. */
#include "config.h"

#include <adwaita.h>
#include <glib/gstdio.h>
#include <locale.h>
#include <string.h>

#include "reader-fixture.h"
#include "ui/desk/tl-recent-list.h"
#include "ui/reader/tl-reader-private.h"

#define PATIENCE_US (20 * G_USEC_PER_SEC)

typedef struct
{
  GSettings *settings;
  char *folder;
  TlServices *services;
  GtkWidget *window;
  TlReader *reader;
} Fixture;

static const char *library;

#define wait_until(condition)                                                                      \
  G_STMT_START                                                                                     \
  {                                                                                                \
    gint64 end_ = g_get_monotonic_time () + PATIENCE_US;                                           \
    while (!(condition))                                                                           \
      {                                                                                            \
        g_assert_cmpint (g_get_monotonic_time (), <, end_);                                        \
        if (!g_main_context_iteration (NULL, FALSE))                                               \
          g_usleep (500);                                                                          \
      }                                                                                            \
  }                                                                                                \
  G_STMT_END

static TlDesk *
get_desk (Fixture *fixture)
{
  return tl_desk_keeper_get_desk (tl_services_get_desk (fixture->services));
}

/* The program begins: the library and the desk are opened. */
static void
begin (Fixture *fixture)
{
  fixture->services = tl_services_new ();
  tl_desk_keeper_open (tl_services_get_desk (fixture->services), fixture->folder,
                       fixture->settings);
  tl_services_load (fixture->services, library);
  wait_until (tl_services_get_state (fixture->services) != TL_SERVICES_LOADING);
  wait_until (get_desk (fixture) != NULL);
}

static void
open_window (Fixture *fixture, const TlReaderTarget *target)
{
  fixture->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 1200, 700);
  fixture->reader = TL_READER (tl_reader_new (fixture->services));
  gtk_window_set_child (GTK_WINDOW (fixture->window), GTK_WIDGET (fixture->reader));
  gtk_window_present (GTK_WINDOW (fixture->window));
  tl_reader_open (fixture->reader, target);
}

static void
close_window (Fixture *fixture)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  fixture->window = NULL;
  fixture->reader = NULL;
}

/* It ends as it does in the program: the windows first, then the desk is written and closed. */
static void
end (Fixture *fixture)
{
  if (fixture->window != NULL)
    close_window (fixture);
  tl_desk_keeper_close (tl_services_get_desk (fixture->services));
  g_clear_object (&fixture->services);
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->settings = g_settings_new (TL_APP_ID);
  g_settings_reset (fixture->settings, "keep-history");
  fixture->folder = g_dir_make_tmp ("troly-desk-XXXXXX", NULL);
  begin (fixture);
}

static void
remove_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        remove_folder (path);
      else
        g_remove (path);
    }
  g_rmdir (folder);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  if (fixture->services != NULL)
    end (fixture);
  g_settings_reset (fixture->settings, "keep-history");
  remove_folder (fixture->folder);
  g_clear_pointer (&fixture->folder, g_free);
  g_clear_object (&fixture->settings);
}

static gboolean
shows_pages (Fixture *fixture)
{
  TlPdfView *view = fixture->reader->original;

  return tl_pdf_view_get_pdf (view) != NULL && tl_pdf_view_is_drawn (view);
}

static void
the_pages_open_where_they_were_left (Fixture *fixture, gconstpointer data)
{
  static const TlPdfState left[] = {
    { { 6, 0.4 }, TL_PDF_FIT_WIDTH, 1, 0, TL_PDF_SPREAD_SINGLE },
    { { 3, 0.25 }, TL_PDF_FIT_NONE, 1.5, 1, TL_PDF_SPREAD_SINGLE },
    { { 4, 0.1 }, TL_PDF_FIT_PAGE, 1, 0, TL_PDF_SPREAD_BOOK },
  };
  const TlReaderTarget target = { .doc = FIXTURE_JUDGMENT };

  for (guint i = 0; i < G_N_ELEMENTS (left); i++)
    {
      TlPdfState before, after;

      open_window (fixture, &target);
      wait_until (shows_pages (fixture));
      tl_pdf_view_set_state (fixture->reader->original, &left[i]);
      wait_until (shows_pages (fixture) && fixture->reader->desk.keep_source != 0);
      tl_pdf_view_get_state (fixture->reader->original, &before);
      end (fixture);
      begin (fixture);
      open_window (fixture, &target);
      wait_until (shows_pages (fixture));
      tl_pdf_view_get_state (fixture->reader->original, &after);
      g_test_message ("%u: page %u at %.4f, then page %u at %.4f", i, before.place.page,
                      before.place.fraction, after.place.page, after.place.fraction);
      g_assert_cmpuint (after.place.page, ==, before.place.page);
      /* A line of a page of A4 is about a fiftieth of it. */
      g_assert_cmpfloat_with_epsilon (after.place.fraction, before.place.fraction, 0.02);
      g_assert_cmpint (after.fit, ==, left[i].fit);
      g_assert_cmpuint (after.turns, ==, left[i].turns);
      g_assert_cmpint (after.spread, ==, left[i].spread);
      if (left[i].fit == TL_PDF_FIT_NONE)
        g_assert_cmpfloat_with_epsilon (after.zoom, left[i].zoom, 0.002);
      close_window (fixture);
    }
}

static void
the_text_opens_at_the_paragraph_it_was_left_at (Fixture *fixture, gconstpointer data)
{
  const TlReaderTarget at = { .doc = FIXTURE_STATUTE, .anchor = "d350" };
  const TlReaderTarget target = { .doc = FIXTURE_STATUTE };

  open_window (fixture, &at);
  wait_until (g_strcmp0 (tl_text_view_get_anchor (fixture->reader->text), "d350") == 0
              && fixture->reader->desk.keep_source != 0);
  end (fixture);
  begin (fixture);
  open_window (fixture, &target);
  wait_until (g_strcmp0 (tl_text_view_get_anchor (fixture->reader->text), "d350") == 0);
}

static void
the_view_that_was_read_last_comes_back (Fixture *fixture, gconstpointer data)
{
  const TlReaderTarget target = { .doc = FIXTURE_JUDGMENT };

  open_window (fixture, &target);
  wait_until (shows_pages (fixture));
  _tl_reader_set_original (fixture->reader, FALSE);
  wait_until (tl_text_view_get_anchor (fixture->reader->text) != NULL
              && fixture->reader->desk.keep_source != 0);
  end (fixture);
  begin (fixture);
  open_window (fixture, &target);
  wait_until (fixture->reader->model != NULL
              && tl_text_view_get_anchor (fixture->reader->text) != NULL);
  g_assert_false (fixture->reader->in_original);
}

static void
who_names_a_place_gets_that_place (Fixture *fixture, gconstpointer data)
{
  const TlReaderTarget target = { .doc = FIXTURE_JUDGMENT };
  const TlReaderTarget named = { .doc = FIXTURE_JUDGMENT, .view = "@2:0.0000" };

  open_window (fixture, &target);
  wait_until (shows_pages (fixture));
  tl_pdf_view_scroll_to (fixture->reader->original, (TlPdfPlace){ 7, 0 });
  wait_until (shows_pages (fixture) && tl_pdf_view_get_page (fixture->reader->original) == 7);
  end (fixture);
  begin (fixture);
  open_window (fixture, &named);
  wait_until (shows_pages (fixture));
  g_assert_cmpuint (tl_pdf_view_get_page (fixture->reader->original), ==, 1);
}

static void
what_was_read_is_listed (Fixture *fixture, gconstpointer data)
{
  const TlReaderTarget target = { .doc = FIXTURE_JUDGMENT };
  TlRecentList *list = g_object_ref_sink (g_object_new (TL_TYPE_RECENT_LIST, NULL));

  tl_recent_list_set_services (list, fixture->services, 5);
  open_window (fixture, &target);
  wait_until (tl_recent_list_get_n_rows (list) == 1);
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (list)));
  g_assert_nonnull (strstr (
      adw_preferences_row_get_title (ADW_PREFERENCES_ROW (tl_recent_list_get_row (list, 0))),
      "12/2024/DS-PT"));
  g_settings_set_boolean (fixture->settings, "keep-history", FALSE);
  wait_until (tl_recent_list_get_n_rows (list) == 0);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (list)));
  g_object_unref (list);
}

/* Whether a file below @folder holds @needle. */
static gboolean
holds (const char *folder, const char *needle)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *content = NULL;
      gsize length = 0;

      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        {
          if (holds (path, needle))
            return TRUE;
        }
      else if (g_file_get_contents (path, &content, &length, NULL)
               && memmem (content, length, needle, strlen (needle)) != NULL)
        return TRUE;
    }
  return FALSE;
}

static void
without_a_history_nothing_tells_what_was_read (Fixture *fixture, gconstpointer data)
{
  const TlReaderTarget target = { .doc = FIXTURE_JUDGMENT };

  open_window (fixture, &target);
  wait_until (shows_pages (fixture));
  tl_pdf_view_scroll_to (fixture->reader->original, (TlPdfPlace){ 7, 0 });
  wait_until (fixture->reader->desk.keep_source != 0);
  end (fixture);
  g_assert_true (holds (fixture->folder, FIXTURE_JUDGMENT));
  g_assert_true (holds (fixture->folder, "12/2024/DS-PT"));
  /* Off while the program does not run, as by another machine with the same settings. */
  g_settings_set_boolean (fixture->settings, "keep-history", FALSE);
  begin (fixture);
  open_window (fixture, &target);
  wait_until (shows_pages (fixture));
  tl_pdf_view_scroll_to (fixture->reader->original, (TlPdfPlace){ 5, 0 });
  wait_until (fixture->reader->desk.keep_source != 0);
  end (fixture);
  g_assert_false (holds (fixture->folder, FIXTURE_JUDGMENT));
  g_assert_false (holds (fixture->folder, "12/2024/DS-PT"));
}

static void
without_a_desk_everything_is_read (Fixture *fixture, gconstpointer data)
{
  const TlReaderTarget target = { .doc = FIXTURE_JUDGMENT };
  TlDeskKeeper *keeper;
  g_autofree char *notice = NULL;

  end (fixture);
  g_clear_pointer (&fixture->folder, g_free);
  /* A file stands where the folder should be. */
  fixture->folder = g_strdup ("/dev/null/desk");
  fixture->services = tl_services_new ();
  keeper = tl_services_get_desk (fixture->services);
  tl_desk_keeper_open (keeper, fixture->folder, fixture->settings);
  tl_services_load (fixture->services, library);
  open_window (fixture, &target);
  wait_until (shows_pages (fixture) && !tl_desk_keeper_is_opening (keeper));
  g_assert_false (tl_desk_keeper_can_write (keeper));
  notice = tl_desk_keeper_dup_notice (keeper);
  g_assert_nonnull (notice);
  g_assert_null (tl_desk_keeper_dup_notice (keeper));
}

int
main (int argc, char **argv)
{
  g_autofree char *folder = NULL;
  int status;

  setlocale (LC_ALL, "");
  g_setenv ("TROLY_TEXT_BACKEND", "textview", TRUE);
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  folder = reader_fixture_new ();
  library = folder;
#define TEST(name) g_test_add ("/reader-desk/" #name, Fixture, NULL, set_up, name, tear_down)
  TEST (the_pages_open_where_they_were_left);
  TEST (the_text_opens_at_the_paragraph_it_was_left_at);
  TEST (the_view_that_was_read_last_comes_back);
  TEST (who_names_a_place_gets_that_place);
  TEST (what_was_read_is_listed);
  TEST (without_a_history_nothing_tells_what_was_read);
  TEST (without_a_desk_everything_is_read);
  status = g_test_run ();
  reader_fixture_remove (folder);
  return status;
}
