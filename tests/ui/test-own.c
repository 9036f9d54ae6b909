/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files of the judge's own in the reader and in the comparison, with a library and a desk. */
#include "config.h"

#include <adwaita.h>
#include <glib/gstdio.h>
#include <locale.h>
#include <string.h>

#include "base/tl-folder.h"
#include "desk/tl-desk-place.h"
#include "reader-fixture.h"
#include "ui/compare/tl-compare-view.h"
#include "ui/desk/tl-recent-list.h"
#include "ui/own/tl-own-open.h"
#include "ui/reader/tl-cited-job.h"
#include "ui/reader/tl-reader-private.h"
#include "waiting.h"

#define DRAFT                                                                                                                       \
  "TÒA ÁN NHÂN DÂN TỈNH MINH HẢI\nBản án số: 12/2024/DS-PT\n"                                                          \
  "NHÂN DANH NƯỚC CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"                                                              \
  "NỘI DUNG VỤ ÁN\nTại phiên tòa, các đương sự giữ nguyên yêu cầu của mình.\n"                              \
  "NHẬN ĐỊNH CỦA TÒA ÁN\n"                                                                                                 \
  "[1] Về yêu cầu phạt cọc: hợp đồng có hiệu lực theo khoản 1 Điều 41 Bộ luật Dân sự tập huấn. " \
  "Bên nhận cọc " FIXTURE_PASSAGE ".\n"                                                                                             \
  "QUYẾT ĐỊNH\n1. Chấp nhận một phần yêu cầu khởi kiện của nguyên đơn.\n"
#define SAVED DRAFT "2. Điểm này được viết thêm.\n"

typedef struct
{
  GSettings *settings;
  char *desk;  /* folder */
  char *files; /* folder of the judge's own files */
  TlServices *services;
  GtkWidget *window;
  TlReader *reader;
} Fixture;

static const char *library;

static void
begin (Fixture *fixture, const char *folder)
{
  fixture->services = tl_services_new ();
  tl_desk_keeper_open (tl_services_get_desk (fixture->services), fixture->desk, fixture->settings);
  tl_services_load (fixture->services, folder);
  wait_until (tl_services_get_state (fixture->services) != TL_SERVICES_LOADING);
  wait_until (tl_desk_keeper_get_desk (tl_services_get_desk (fixture->services)) != NULL);
}

static void
close_window (Fixture *fixture)
{
  if (fixture->window != NULL)
    gtk_window_destroy (GTK_WINDOW (fixture->window));
  fixture->window = NULL;
  fixture->reader = NULL;
}

static void
end (Fixture *fixture)
{
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
  fixture->desk = g_dir_make_tmp ("troly-desk-XXXXXX", NULL);
  fixture->files = g_dir_make_tmp ("troly-own-XXXXXX", NULL);
  begin (fixture, library);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  if (fixture->services != NULL)
    end (fixture);
  g_settings_reset (fixture->settings, "keep-history");
  tl_folder_remove (fixture->desk);
  tl_folder_remove (fixture->files);
  g_clear_pointer (&fixture->desk, g_free);
  g_clear_pointer (&fixture->files, g_free);
  g_clear_object (&fixture->settings);
}

static char *
write_file (Fixture *fixture, const char *name, const char *text)
{
  char *path = g_build_filename (fixture->files, name, NULL);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  return path;
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GError *error = NULL;
  char **id = user_data;

  *id = tl_own_open_finish (result, &error);
  g_assert_no_error (error);
}

static char *
find_id (Fixture *fixture, const char *path)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  char *id = NULL;

  tl_own_open_async (fixture->services, file, NULL, opened_cb, &id);
  wait_until (id != NULL);
  return id;
}

static void
show (Fixture *fixture, const char *id)
{
  const TlReaderTarget target = { .doc = id };

  fixture->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 1200, 700);
  fixture->reader = TL_READER (tl_reader_new (fixture->services));
  gtk_window_set_child (GTK_WINDOW (fixture->window), GTK_WIDGET (fixture->reader));
  gtk_window_present (GTK_WINDOW (fixture->window));
  tl_reader_open (fixture->reader, &target);
}

/* Opens a file and waits until it is shown. */
static char *
open_file (Fixture *fixture, const char *path)
{
  char *id = find_id (fixture, path);

  show (fixture, id);
  wait_until (tl_reader_get_model (fixture->reader) != NULL);
  return id;
}

static const char *
get_state (Fixture *fixture)
{
  return gtk_stack_get_visible_child_name (fixture->reader->states);
}

static gboolean
has_text (Fixture *fixture, const char *words)
{
  TlTextModel *model = tl_reader_get_model (fixture->reader);
  g_autofree char *text = model != NULL ? tl_text_model_dup_text (model) : NULL;

  return text != NULL && strstr (text, words) != NULL;
}

static void
a_draft_opens_as_text_and_says_whose_it_is (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = write_file (fixture, "Dự thảo.txt", DRAFT);
  g_autofree char *id = open_file (fixture, path);

  g_assert_true (tl_own_is_id (id));
  wait_until (g_strcmp0 (get_state (fixture), "text") == 0);
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (fixture->reader->own.label)));
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (fixture->reader->own.bar)));
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (fixture->reader->effect)));
  g_assert_cmpstr (fixture->reader->title, ==, "Dự thảo.txt");
  g_assert_cmpstr (gtk_label_get_text (fixture->reader->heading), ==, "Dự thảo.txt");
  g_assert_true (has_text (fixture, "Chấp nhận một phần yêu cầu khởi kiện"));
}

/* A document of the library in the same reader is none of the judge's own. */
static void
a_document_of_the_library_does_not_say_so (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = write_file (fixture, "a.txt", DRAFT);
  g_autofree char *id = open_file (fixture, path);
  const TlReaderTarget target = { .doc = FIXTURE_STATUTE };

  tl_reader_open (fixture->reader, &target);
  wait_until (tl_reader_get_model (fixture->reader) != NULL
              && g_str_equal (fixture->reader->document->id, FIXTURE_STATUTE));
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (fixture->reader->own.label)));
  g_assert_null (fixture->reader->own.file);
  g_assert_null (fixture->reader->own.monitor);
}

static char *
get_fixture_pdf (char digit)
{
  char digits[65] = "";
  g_autofree char *name = NULL;

  memset (digits, digit, 64);
  name = g_strconcat (digits, ".pdf", NULL);
  return g_build_filename (library, "files", name, NULL);
}

static void
a_pdf_opens_on_its_pages_and_a_scan_says_that_it_is_one (Fixture *fixture, gconstpointer data)
{
  const struct
  {
    char digit;
    gboolean scan;
  } cases[] = { { 'a', FALSE }, { 'd', TRUE } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = get_fixture_pdf (cases[i].digit);
      g_autofree char *id = open_file (fixture, path);

      wait_until (tl_pdf_view_get_pdf (fixture->reader->original) != NULL);
      g_assert_cmpstr (get_state (fixture), ==, "original");
      g_assert_true (gtk_widget_get_visible (GTK_WIDGET (fixture->reader->own.label)));
      if (cases[i].scan)
        wait_until (gtk_widget_get_visible (fixture->reader->scan_badge));
      else
        {
          _tl_reader_set_original (fixture->reader, FALSE);
          wait_until (g_strcmp0 (get_state (fixture), "text") == 0);
          g_assert_true (has_text (fixture, "đặt cọc"));
        }
      close_window (fixture);
    }
}

static void
what_cannot_be_read_says_so_in_its_tab (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = write_file (fixture, "hỏng.pdf", "%PDF-1.4\nnot a PDF\n");
  g_autofree char *id = find_id (fixture, path);

  show (fixture, id);
  wait_until (g_strcmp0 (get_state (fixture), "error") == 0);
  g_assert_nonnull (
      strstr (adw_status_page_get_description (fixture->reader->error_page), "hỏng.pdf"));
  g_assert_null (
      strstr (adw_status_page_get_description (fixture->reader->error_page), fixture->files));
}

static void
its_citations_lead_into_the_library (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = write_file (fixture, "a.txt", DRAFT);
  g_autofree char *id = open_file (fixture, path);
  TlTextModel *model = tl_reader_get_model (fixture->reader);
  g_autoptr (GError) error = NULL;
  g_autoptr (TlCitedText) cited = NULL;
  guint last = tl_text_model_get_n_citations (model) - 1;

  /* The first is its own number. */
  g_assert_cmpint (last, ==, 1);
  cited = tl_cited_job_read (tl_services_get_library (fixture->services), model,
                             tl_text_model_get_citation (model, last)->link, &error);
  g_assert_no_error (error);
  g_assert_cmpint (cited->state, ==, TL_CITED_UNIT);
  g_assert_cmpstr (cited->doc, ==, FIXTURE_STATUTE);
  g_assert_nonnull (strstr (cited->text, "Bản mới của điều về đặt cọc."));
}

static void
a_file_that_was_saved_is_offered_and_read_again (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = write_file (fixture, "a.txt", DRAFT);
  g_autofree char *id = open_file (fixture, path);

  wait_until (g_strcmp0 (get_state (fixture), "text") == 0);
  g_free (write_file (fixture, "a.txt", SAVED));
  wait_until (gtk_widget_get_visible (GTK_WIDGET (fixture->reader->own.bar)));
  g_assert_true (gtk_widget_get_visible (fixture->reader->own.again));
  g_assert_false (has_text (fixture, "viết thêm"));
  g_assert_true (
      gtk_widget_activate_action (GTK_WIDGET (fixture->reader), "reader.open-again", NULL));
  wait_until (has_text (fixture, "viết thêm"));
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (fixture->reader->own.bar)));
  g_assert_cmpstr (fixture->reader->document->id, ==, id);
  g_assert_cmpint (g_remove (path), ==, 0);
  wait_until (gtk_widget_get_visible (GTK_WIDGET (fixture->reader->own.bar)));
  g_assert_false (gtk_widget_get_visible (fixture->reader->own.again));
  g_assert_true (has_text (fixture, "viết thêm"));
}

/* Written again, moved as it was, copied: within a run, and over its end. */
static void
a_file_keeps_its_id_when_it_is_saved_or_moved_and_a_copy_is_another (Fixture *fixture,
                                                                     gconstpointer data)
{
  g_autofree char *path = write_file (fixture, "a.txt", DRAFT);
  g_autofree char *id = open_file (fixture, path);
  g_autofree char *copied = write_file (fixture, "b.txt", DRAFT);
  g_autofree char *copy = find_id (fixture, copied);
  g_autofree char *moved = g_build_filename (fixture->files, "c.txt", NULL);
  g_autofree char *saved_id = NULL;
  g_autofree char *moved_id = NULL;
  g_autofree char *again = NULL;

  g_assert_cmpstr (copy, !=, id);
  close_window (fixture);
  end (fixture);
  begin (fixture, library);
  g_free (write_file (fixture, "a.txt", SAVED));
  saved_id = open_file (fixture, path);
  g_assert_cmpstr (saved_id, ==, id);
  close_window (fixture);
  end (fixture);
  begin (fixture, library);
  g_assert_cmpint (g_rename (path, moved), ==, 0);
  moved_id = find_id (fixture, moved);
  g_assert_cmpstr (moved_id, ==, id);
  again = find_id (fixture, copied);
  g_assert_cmpstr (again, ==, copy);
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GError *error = NULL;
  GPtrArray **listed = user_data;

  *listed = tl_desk_list_recents_finish (TL_DESK (source), result, &error);
  g_assert_no_error (error);
}

static void
check_recents (Fixture *fixture, guint n)
{
  g_autoptr (TlRecentList) list = g_object_ref_sink (g_object_new (TL_TYPE_RECENT_LIST, NULL));
  TlDesk *desk = tl_desk_keeper_get_desk (tl_services_get_desk (fixture->services));
  GPtrArray *listed = NULL;

  tl_recent_list_set_services (list, fixture->services, 5);
  wait_until (n == 0 || tl_recent_list_get_n_rows (list) == n);
  tl_desk_list_recents_async (desk, 5, NULL, listed_cb, &listed);
  wait_until (listed != NULL);
  g_assert_cmpuint (listed->len, ==, n);
  g_ptr_array_unref (listed);
}

static void
it_is_opened_from_what_was_read_last_until_that_is_wiped (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = write_file (fixture, "a.txt", DRAFT);
  g_autofree char *id = open_file (fixture, path);

  check_recents (fixture, 1);
  end (fixture);
  begin (fixture, library);
  show (fixture, id);
  wait_until (tl_reader_get_model (fixture->reader) != NULL);
  g_assert_true (has_text (fixture, "Chấp nhận một phần"));
  close_window (fixture);
  tl_desk_keeper_wipe (tl_services_get_desk (fixture->services));
  end (fixture);
  begin (fixture, library);
  check_recents (fixture, 0);
  show (fixture, id);
  wait_until (g_strcmp0 (get_state (fixture), "error") == 0);
}

static void
it_can_be_read_without_a_library (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = write_file (fixture, "a.txt", DRAFT);
  g_autofree char *empty = g_build_filename (fixture->files, "none", NULL);
  g_autofree char *id = NULL;

  end (fixture);
  begin (fixture, empty);
  id = open_file (fixture, path);
  g_assert_true (has_text (fixture, "Chấp nhận một phần"));
}

static void
a_draft_is_compared_with_a_judgment (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = write_file (fixture, "a.txt", DRAFT);
  g_autofree char *id = find_id (fixture, path);
  const TlReaderTarget left = { .doc = id };
  const TlReaderTarget right = { .doc = FIXTURE_JUDGMENT };
  TlCompareView *view;
  TlComparison *comparison;
  guint n = 0;

  fixture->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 1200, 700);
  view = TL_COMPARE_VIEW (tl_compare_view_new (fixture->services));
  gtk_window_set_child (GTK_WINDOW (fixture->window), GTK_WIDGET (view));
  gtk_window_present (GTK_WINDOW (fixture->window));
  tl_compare_view_open (view, &left, &right);
  wait_until (tl_compare_view_get_compared (view) != NULL);
  comparison = tl_compare_view_get_compared (view)->comparison;
  for (guint i = 0; i < comparison->pairs->len; i++)
    if (tl_comparison_get_pair (comparison, i)->relation == TL_RELATION_SAME)
      n++;
  g_assert_cmpuint (n, >=, 2);
}

#define ADD(name, func) g_test_add ("/ui/own/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_autofree char *folder = NULL;
  int result;

  setlocale (LC_ALL, "C.UTF-8");
  g_setenv ("TROLY_TEXT_BACKEND", "textview", TRUE);
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  folder = reader_fixture_new ();
  library = folder;
  ADD ("a-draft-opens-as-text-and-says-whose-it-is", a_draft_opens_as_text_and_says_whose_it_is);
  ADD ("a-document-of-the-library-does-not-say-so", a_document_of_the_library_does_not_say_so);
  ADD ("a-pdf-opens-on-its-pages-and-a-scan-says-that-it-is-one",
       a_pdf_opens_on_its_pages_and_a_scan_says_that_it_is_one);
  ADD ("what-cannot-be-read-says-so-in-its-tab", what_cannot_be_read_says_so_in_its_tab);
  ADD ("its-citations-lead-into-the-library", its_citations_lead_into_the_library);
  ADD ("a-file-that-was-saved-is-offered-and-read-again",
       a_file_that_was_saved_is_offered_and_read_again);
  ADD ("a-file-keeps-its-id-when-it-is-saved-or-moved-and-a-copy-is-another",
       a_file_keeps_its_id_when_it_is_saved_or_moved_and_a_copy_is_another);
  ADD ("it-is-opened-from-what-was-read-last-until-that-is-wiped",
       it_is_opened_from_what_was_read_last_until_that_is_wiped);
  ADD ("it-can-be-read-without-a-library", it_can_be_read_without_a_library);
  ADD ("a-draft-is-compared-with-a-judgment", a_draft_is_compared_with_a_judgment);
  result = g_test_run ();
  reader_fixture_remove (folder);
  return result;
}
