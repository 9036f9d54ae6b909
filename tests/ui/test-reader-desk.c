/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the reader keeps on the desk, and comes back to. */
#include "config.h"

#include <adwaita.h>
#include <glib/gstdio.h>
#include <locale.h>
#include <sqlite3.h>
#include <string.h>

#include "base/tl-folder.h"
#include "reader-fixture.h"
#include "ui/desk/tl-desk-page.h"
#include "ui/desk/tl-mark-popover.h"
#include "ui/desk/tl-recent-list.h"
#include "ui/own/tl-own-open.h"
#include "ui/reader/tl-reader-private.h"
#include "ui/reader/tl-reader-selection.h"
#include "ui/reader/tl-text-plain-private.h"
#include "waiting.h"

#define FILE_DIGEST "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"

typedef struct
{
  GSettings *settings;
  char *folder;
  TlServices *services;
  GtkWidget *window;
  TlReader *reader;
} Fixture;

static const char *library;

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
make_window (Fixture *fixture)
{
  fixture->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 1200, 700);
  fixture->reader = TL_READER (tl_reader_new (fixture->services));
  gtk_window_set_child (GTK_WINDOW (fixture->window), GTK_WIDGET (fixture->reader));
  gtk_window_present (GTK_WINDOW (fixture->window));
}

static void
open_window (Fixture *fixture, const TlReaderTarget *target)
{
  make_window (fixture);
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
tear_down (Fixture *fixture, gconstpointer data)
{
  if (fixture->services != NULL)
    end (fixture);
  g_settings_reset (fixture->settings, "keep-history");
  tl_folder_remove (fixture->folder);
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

static gboolean
release_cb (gpointer user_data)
{
  sqlite3 **other = user_data;

  g_assert_cmpint (sqlite3_exec (*other, "COMMIT", NULL, NULL, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_close (*other), ==, SQLITE_OK);
  *other = NULL;
  return G_SOURCE_REMOVE;
}

/* Nothing is written for a second: the place is not on the disk when it is asked for. */
static void
reopened_at_once_on_a_slow_disk_it_is_where_it_was (Fixture *fixture, gconstpointer data)
{
  const TlReaderTarget target = { .doc = FIXTURE_JUDGMENT };
  g_autofree char *path = g_build_filename (fixture->folder, "desk.db", NULL);
  sqlite3 *other = NULL;

  open_window (fixture, &target);
  wait_until (shows_pages (fixture));
  tl_pdf_view_scroll_to (fixture->reader->original, (TlPdfPlace){ 7, 0 });
  wait_until (shows_pages (fixture) && tl_pdf_view_get_page (fixture->reader->original) == 7
              && fixture->reader->desk.keep_source != 0);
  g_assert_cmpint (sqlite3_open (path, &other), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_busy_timeout (other, 5000), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (other, "BEGIN IMMEDIATE", NULL, NULL, NULL), ==, SQLITE_OK);
  g_timeout_add (1000, release_cb, &other);
  close_window (fixture);
  open_window (fixture, &target);
  wait_until (shows_pages (fixture));
  g_assert_null (other);
  g_assert_cmpuint (tl_pdf_view_get_page (fixture->reader->original), ==, 7);
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
a_comparison_neither_takes_nor_moves_the_place (Fixture *fixture, gconstpointer data)
{
  const TlReaderTarget target = { .doc = FIXTURE_JUDGMENT };

  open_window (fixture, &target);
  wait_until (shows_pages (fixture));
  tl_pdf_view_scroll_to (fixture->reader->original, (TlPdfPlace){ 7, 0 });
  wait_until (shows_pages (fixture) && tl_pdf_view_get_page (fixture->reader->original) == 7
              && fixture->reader->desk.keep_source != 0);
  close_window (fixture);
  make_window (fixture);
  tl_reader_set_beside (fixture->reader);
  tl_reader_open (fixture->reader, &target);
  /* Two readers begin with the text, though the pages were read last. */
  wait_until (tl_text_view_get_model (fixture->reader->text) != NULL);
  g_assert_false (fixture->reader->in_original);
  g_assert_true (tl_text_view_scroll_to (fixture->reader->text, "nhan.3"));
  g_assert_cmpuint (fixture->reader->desk.keep_source, ==, 0);
  close_window (fixture);
  open_window (fixture, &target);
  wait_until (shows_pages (fixture));
  g_assert_cmpuint (tl_pdf_view_get_page (fixture->reader->original), ==, 7);
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

static TlTextPlain *
get_plain (Fixture *fixture)
{
  GtkWidget *widget = tl_text_view_get_widget (fixture->reader->text);

  return widget != NULL ? TL_TEXT_PLAIN (widget) : NULL;
}

static gboolean
shows_text (Fixture *fixture)
{
  return !fixture->reader->in_original && get_plain (fixture) != NULL
         && tl_text_plain_is_complete (get_plain (fixture));
}

static void
open_text (Fixture *fixture)
{
  const TlReaderTarget target = { .doc = FIXTURE_JUDGMENT };

  open_window (fixture, &target);
  wait_until (shows_pages (fixture) || shows_text (fixture));
  _tl_reader_set_original (fixture->reader, FALSE);
  wait_until (shows_text (fixture));
}

static void
wait_for_selection (Fixture *fixture)
{
  g_autoptr (TlReaderSelection) selection = NULL;

  wait_until ((selection = tl_reader_dup_selection (fixture->reader)) != NULL);
}

static void
select_words (Fixture *fixture, const char *words)
{
  GtkTextBuffer *buffer = get_plain (fixture)->buffer;
  GtkTextIter start, from, to;

  gtk_text_buffer_get_start_iter (buffer, &start);
  g_assert_true (gtk_text_iter_forward_search (&start, words, 0, &from, &to, NULL));
  gtk_text_buffer_select_range (buffer, &from, &to);
  wait_for_selection (fixture);
}

static const TlPlacedMark *
get_mark (Fixture *fixture)
{
  GPtrArray *marks = fixture->reader->desk.marks;

  return marks != NULL && marks->len == 1 ? g_ptr_array_index (marks, 0) : NULL;
}

/* The same words stand on page 4 of the original. */
static void
assert_on_page_4 (const TlPlacedMark *mark)
{
  g_assert_cmpuint (mark->lines->len, >=, 1);
  g_assert_cmpuint (g_array_index (mark->lines, TlPdfMark, 0).page, ==, 3);
}

static void
assert_in_text (Fixture *fixture, const TlPlacedMark *mark)
{
  g_assert_true (mark->in_text);
  g_assert_cmpuint (
      tl_text_plain_get_mark_at (get_plain (fixture), mark->span.from_paragraph, mark->span.from),
      ==, 1);
}

#define WORDS "trừ trường hợp có thỏa thuận khác"

static void
a_highlight_and_its_note_are_there_again (Fixture *fixture, gconstpointer data)
{
  TlMarkPopover *popover;

  open_text (fixture);
  select_words (fixture, WORDS);
  gtk_widget_activate_action (GTK_WIDGET (fixture->reader), "reader.highlight", "s", "green");
  wait_until (get_mark (fixture) != NULL);
  /* Nothing is selected any more: the note is on the highlight. */
  g_assert_false (gtk_text_buffer_get_has_selection (get_plain (fixture)->buffer));
  gtk_widget_activate_action (GTK_WIDGET (fixture->reader), "reader.note", NULL);
  wait_until (fixture->reader->desk.popover != NULL);
  popover = TL_MARK_POPOVER (fixture->reader->desk.popover);
  gtk_text_buffer_set_text (tl_mark_popover_get_buffer (popover), "Xem lại đoạn này", -1);
  gtk_popover_popdown (GTK_POPOVER (popover));
  wait_until (get_mark (fixture) != NULL && get_mark (fixture)->mark->note != NULL);
  end (fixture);
  begin (fixture);
  open_text (fixture);
  wait_until (get_mark (fixture) != NULL);
  g_assert_cmpstr (get_mark (fixture)->mark->note, ==, "Xem lại đoạn này");
  g_assert_cmpint (get_mark (fixture)->mark->colour, ==, TL_DESK_GREEN);
  g_assert_cmpstr (get_mark (fixture)->mark->quote, ==, WORDS);
  assert_in_text (fixture, get_mark (fixture));
  _tl_reader_set_original (fixture->reader, TRUE);
  wait_until (shows_pages (fixture) && get_mark (fixture) != NULL
              && get_mark (fixture)->lines != NULL);
  assert_on_page_4 (get_mark (fixture));
}

/* The middle of a letter on a page, counted from 0. */
static TlPdfViewPoint
get_letter (Fixture *fixture, guint page, const char *words, gboolean is_last)
{
  TlPdf *pdf = tl_pdf_view_get_pdf (fixture->reader->original);
  g_autoptr (TlPdfText) text = tl_pdf_get_text (pdf, page, TRUE, NULL, NULL);
  const char *found = strstr (text->text, words);
  const TlPdfBox *box;

  g_assert_nonnull (found);
  if (is_last)
    found = g_utf8_prev_char (found + strlen (words));
  box = &text->boxes[g_utf8_pointer_to_offset (text->text, found)];
  return (TlPdfViewPoint){ page, is_last ? box->x2 - 0.1 : box->x1 + 0.1, (box->y1 + box->y2) / 2,
                           TRUE };
}

/* From the first letter of @first to the last of @last, as the pointer does. */
static void
select_on_pages (Fixture *fixture, guint page, const char *first, guint last_page, const char *last)
{
  TlPdfView *view = fixture->reader->original;
  TlPdfViewPoint from = get_letter (fixture, page, first, FALSE);
  TlPdfViewPoint to = get_letter (fixture, last_page, last, TRUE);
  gboolean taken = FALSE;

  g_signal_emit_by_name (view, "press", &from, 1, 0, &taken);
  g_assert_true (taken);
  g_signal_emit_by_name (view, "drag", &to);
  g_signal_emit_by_name (view, "release", &to);
  wait_for_selection (fixture);
}

static void
what_is_highlighted_on_the_pages_stands_in_the_text (Fixture *fixture, gconstpointer data)
{
  const TlReaderTarget target = { .doc = FIXTURE_JUDGMENT };

  open_window (fixture, &target);
  wait_until (shows_pages (fixture) && tl_reader_get_texts (fixture->reader) != NULL);
  select_on_pages (fixture, 3, "Hợp đồng đặt cọc", 3, "nhưng có hiệu lực");
  gtk_widget_activate_action (GTK_WIDGET (fixture->reader), "reader.highlight", "s", "pink");
  g_assert_nonnull (get_mark (fixture));
  g_assert_cmpuint (get_mark (fixture)->mark->span.page_from, ==, 4);
  assert_on_page_4 (get_mark (fixture));
  wait_until (get_mark (fixture) != NULL && get_mark (fixture)->in_text);
  end (fixture);
  begin (fixture);
  open_text (fixture);
  wait_until (get_mark (fixture) != NULL);
  g_assert_cmpint (get_mark (fixture)->mark->colour, ==, TL_DESK_PINK);
  assert_in_text (fixture, get_mark (fixture));
  _tl_reader_set_original (fixture->reader, TRUE);
  wait_until (shows_pages (fixture) && get_mark (fixture) != NULL
              && get_mark (fixture)->lines != NULL);
  assert_on_page_4 (get_mark (fixture));
}

/* From the end of page 2 over three lines of page 3. What stands alike on every page is taken for
 * its head and foot. */
static void
assert_over_the_page_break (Fixture *fixture)
{
  const GArray *lines = get_mark (fixture)->lines;
  guint n_lines[] = { 0, 0 };

  for (guint i = 0; i < lines->len; i++)
    {
      guint page = g_array_index (lines, TlPdfMark, i).page;

      g_assert_true (page == 1 || page == 2);
      n_lines[page - 1]++;
    }
  g_assert_cmpuint (n_lines[0], >=, 1);
  g_assert_cmpuint (n_lines[1], >=, 3);
}

static void
a_highlight_over_a_page_break_is_there_again_on_both_pages (Fixture *fixture, gconstpointer data)
{
  const TlReaderTarget target = { .doc = FIXTURE_JUDGMENT };
  g_autofree char *quote = NULL;

  open_window (fixture, &target);
  wait_until (shows_pages (fixture) && tl_reader_get_texts (fixture->reader) != NULL);
  select_on_pages (fixture, 1, "trang 2, đoạn 6", 2, "trang 3, đoạn 1");
  gtk_widget_activate_action (GTK_WIDGET (fixture->reader), "reader.highlight", "s", "blue");
  wait_until (get_mark (fixture) != NULL && get_mark (fixture)->lines != NULL);
  assert_over_the_page_break (fixture);
  quote = g_strdup (get_mark (fixture)->mark->quote);
  g_assert_true (g_str_has_prefix (quote, "trang 2, đoạn 6"));
  g_assert_true (g_str_has_suffix (quote, "trang 3, đoạn 1"));
  end (fixture);
  begin (fixture);
  open_window (fixture, &target);
  wait_until (shows_pages (fixture) && get_mark (fixture) != NULL
              && get_mark (fixture)->lines != NULL);
  assert_over_the_page_break (fixture);
  g_assert_cmpstr (get_mark (fixture)->mark->quote, ==, quote);
  g_assert_cmpint (get_mark (fixture)->mark->colour, ==, TL_DESK_BLUE);
}

static void
put_mark (Fixture *fixture, const char *doc, const char *quote, const char *note)
{
  TlDeskMark *mark = tl_desk_mark_new (TL_DESK_HIGHLIGHT, doc);

  mark->quote = g_strdup (quote);
  mark->note = g_strdup (note);
  tl_desk_put_mark_async (get_desk (fixture), mark, NULL, NULL, NULL);
  tl_desk_mark_free (mark);
}

static guint
count_rows (TlDeskPage *page)
{
  guint n = 0;

  while (gtk_list_box_get_row_at_index (tl_desk_page_get_list (page), (int)n) != NULL)
    n++;
  return n;
}

static void
opened_cb (TlDeskPage *page, const char *doc, const char *mark, char **opened)
{
  g_free (*opened);
  *opened = g_strdup (doc);
}

static void
all_notes_are_listed_and_searched (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *words;
    guint n;
  } cases[] = {
    { "dat coc", 2 },     /* in a quote and in a note, without marks */
    { "ĐẶT CỌC", 2 },     /* whatever the case */
    { "hứa mua", 1 },     /* a document that is not in the library */
    { "không ở đâu", 0 }, /* nowhere */
    { "", 3 },            /* all again */
  };
  TlDeskPage *page = g_object_ref_sink (g_object_new (TL_TYPE_DESK_PAGE, NULL));
  g_autofree char *opened = NULL;

  put_mark (fixture, FIXTURE_JUDGMENT, "Hợp đồng đặt cọc ngày 12/3/2023", NULL);
  put_mark (fixture, FIXTURE_STATUTE, "Phạm vi điều chỉnh", "so với đặt cọc");
  put_mark (fixture, "khong-co-trong-kho", "lời hứa mua", "tìm lại văn bản này");
  tl_desk_page_set_services (page, fixture->services);
  g_signal_connect (page, "open", G_CALLBACK (opened_cb), &opened);
  wait_until (count_rows (page) == 3);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gtk_editable_set_text (tl_desk_page_get_entry (page), cases[i].words);
      wait_until (count_rows (page) == cases[i].n);
    }
  gtk_editable_set_text (tl_desk_page_get_entry (page), "12/3/2023");
  wait_until (count_rows (page) == 1);
  g_signal_emit_by_name (tl_desk_page_get_list (page), "row-activated",
                         gtk_list_box_get_row_at_index (tl_desk_page_get_list (page), 0));
  g_assert_cmpstr (opened, ==, FIXTURE_JUDGMENT);
  g_object_run_dispose (G_OBJECT (page));
  g_object_unref (page);
}

/* As after the program was started anew: nothing of the file was opened yet. */
static void
notes_on_a_file_of_ones_own_have_its_name (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = g_strconcat ("own:", FILE_DIGEST, NULL);
  g_autofree char *folder = g_dir_make_tmp ("troly-desk-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "Dự thảo.txt", NULL);
  g_autofree char *uri = g_filename_to_uri (path, NULL, NULL);
  g_autofree char *name = NULL;
  TlDeskPage *page = g_object_ref_sink (g_object_new (TL_TYPE_DESK_PAGE, NULL));

  g_assert_true (g_file_set_contents (path, "Bản án", -1, NULL));
  tl_desk_set_state_async (get_desk (fixture), id, "own.uri", uri, NULL, NULL, NULL);
  put_mark (fixture, id, "lời hứa mua", NULL);
  tl_desk_page_set_services (page, fixture->services);
  wait_until (count_rows (page) == 1);
  name = tl_own_dup_name (fixture->services, id);
  g_assert_cmpstr (name, ==, "Dự thảo.txt");
  g_object_run_dispose (G_OBJECT (page));
  g_object_unref (page);
  g_remove (path);
  g_rmdir (folder);
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
  TEST (reopened_at_once_on_a_slow_disk_it_is_where_it_was);
  TEST (the_text_opens_at_the_paragraph_it_was_left_at);
  TEST (the_view_that_was_read_last_comes_back);
  TEST (who_names_a_place_gets_that_place);
  TEST (a_comparison_neither_takes_nor_moves_the_place);
  TEST (what_was_read_is_listed);
  TEST (without_a_history_nothing_tells_what_was_read);
  TEST (a_highlight_and_its_note_are_there_again);
  TEST (what_is_highlighted_on_the_pages_stands_in_the_text);
  TEST (a_highlight_over_a_page_break_is_there_again_on_both_pages);
  TEST (all_notes_are_listed_and_searched);
  TEST (notes_on_a_file_of_ones_own_have_its_name);
  TEST (without_a_desk_everything_is_read);
  status = g_test_run ();
  reader_fixture_remove (folder);
  return status;
}
