/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finding, selecting and copying in the reader, on a display. */
#include "config.h"

#include <adwaita.h>
#include <locale.h>

#include "reader-fixture.h"
#include "ui/reader/tl-reader-private.h"
#include "ui/reader/tl-reader-selection.h"
#include "ui/reader/tl-select-bar.h"
#include "ui/reader/tl-text-plain.h"
#include "waiting.h"

typedef struct
{
  TlServices *services;
  GtkWidget *window;
  TlReader *reader;
  guint n_changes;
} Fixture;

static const char *library;

static void
changed_cb (Fixture *fixture)
{
  fixture->n_changes++;
}

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
  g_signal_connect_swapped (fixture->reader, "selection-changed", G_CALLBACK (changed_cb), fixture);
  gtk_window_set_child (GTK_WINDOW (fixture->window), GTK_WIDGET (fixture->reader));
  gtk_window_present (GTK_WINDOW (fixture->window));
  tl_reader_open (fixture->reader, &target);
  wait_until (tl_pdf_view_get_pdf (fixture->reader->original) != NULL
              && tl_pdf_view_is_drawn (fixture->reader->original));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  g_clear_object (&fixture->services);
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static const char *
count (Fixture *fixture)
{
  return tl_find_bar_get_count (fixture->reader->find_bar);
}

static void
act (Fixture *fixture, const char *action)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->reader), action, NULL));
}

static void
step (Fixture *fixture, int direction)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->reader), "reader.find-next", "i",
                                             direction));
}

static void
find (Fixture *fixture, const char *words)
{
  act (fixture, "reader.find");
  tl_find_bar_ask (fixture->reader->find_bar, words);
}

static void
words_are_found_from_the_page_in_view (Fixture *fixture, gconstpointer data)
{
  TlReader *reader = fixture->reader;

  tl_pdf_view_scroll_to (reader->original, (TlPdfPlace){ 4, 0 });
  wait_until (tl_pdf_view_get_page (reader->original) == 4);
  /* Once on each page. */
  find (fixture, "doan 5)");
  wait_until (g_str_equal (count (fixture), "5 / 11"));
  step (fixture, 1);
  g_assert_cmpstr (count (fixture), ==, "6 / 11");
  wait_until (tl_pdf_view_get_page (reader->original) == 5);
  step (fixture, -1);
  step (fixture, -1);
  g_assert_cmpstr (count (fixture), ==, "4 / 11");
  for (guint i = 0; i < 4; i++)
    step (fixture, -1);
  /* Before the first comes the last. */
  g_assert_cmpstr (count (fixture), ==, "11 / 11");
  /* Marks that are typed count. */
  tl_find_bar_ask (reader->find_bar, "đoàn 5)");
  wait_until (*tl_find_bar_get_advice (reader->find_bar) != '\0');
  g_assert_cmpstr (count (fixture), ==, "not found");
}

static void
the_bar_closes_and_gives_the_focus_back (Fixture *fixture, gconstpointer data)
{
  TlReader *reader = fixture->reader;

  gtk_widget_grab_focus (GTK_WIDGET (reader));
  find (fixture, "dat coc");
  wait_until (strchr (count (fixture), '/') != NULL);
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (reader->find_bar)));
  g_signal_emit_by_name (reader->find_bar, "list", TRUE);
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (reader->found)));
  g_signal_emit_by_name (reader->find_bar, "close");
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (reader->find_bar)));
  g_assert_cmpstr (count (fixture), ==, "");
  wait_until (gtk_window_get_focus (GTK_WINDOW (fixture->window)) == GTK_WIDGET (reader->original));
}

static void
what_was_found_is_selected_when_the_bar_closes (Fixture *fixture, gconstpointer data)
{
  TlReader *reader = fixture->reader;
  g_autoptr (TlReaderSelection) in_pages = NULL;
  g_autoptr (TlReaderSelection) in_text = NULL;

  find (fixture, "phat coc");
  wait_until (g_str_equal (count (fixture), "1 / 1"));
  g_signal_emit_by_name (reader->find_bar, "close");
  wait_until ((in_pages = tl_reader_dup_selection (reader)) != NULL);
  g_assert_true (in_pages->in_original);
  g_assert_cmpstr (in_pages->quote, ==, "phạt cọc");
  g_assert_cmpstr (in_pages->anchor, ==, "nhan.2");
  act (fixture, "reader.text");
  find (fixture, "phat coc");
  wait_until (g_str_equal (count (fixture), "1 / 1"));
  g_signal_emit_by_name (reader->find_bar, "close");
  wait_until ((in_text = tl_reader_dup_selection (reader)) != NULL);
  g_assert_false (in_text->in_original);
  g_assert_cmpstr (in_text->quote, ==, "phạt cọc");
}

static gboolean
has_bar (TlReader *reader)
{
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (reader)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (TL_IS_SELECT_BAR (child) && gtk_widget_get_visible (child))
      return TRUE;
  return FALSE;
}

/* Escape asks for quiet: the bar of the selection comes when the judge selects. */
static void
no_bar_comes_up_when_the_find_bar_closes (Fixture *fixture, gconstpointer data)
{
  TlReader *reader = fixture->reader;
  g_autoptr (TlReaderSelection) selection = NULL;
  GtkTextBuffer *buffer;
  GtkTextIter from, to;

  act (fixture, "reader.text");
  find (fixture, "phat coc");
  wait_until (g_str_equal (count (fixture), "1 / 1"));
  g_signal_emit_by_name (reader->find_bar, "close");
  wait_until ((selection = tl_reader_dup_selection (reader)) != NULL);
  for (guint i = 0; i < 50; i++)
    {
      g_main_context_iteration (NULL, FALSE);
      g_usleep (10000);
    }
  g_assert_false (has_bar (reader));
  /* What the pointer selects is a selection of the judge's own. */
  buffer = gtk_text_view_get_buffer (
      GTK_TEXT_VIEW (gtk_window_get_focus (GTK_WINDOW (fixture->window))));
  g_assert_true (gtk_text_buffer_get_selection_bounds (buffer, &from, &to));
  gtk_text_iter_forward_char (&to);
  gtk_text_buffer_select_range (buffer, &to, &from);
  wait_until (has_bar (reader));
}

static void
the_text_is_searched_too_and_the_place_is_kept (Fixture *fixture, gconstpointer data)
{
  TlReader *reader = fixture->reader;
  g_autofree char *anchor = NULL;

  find (fixture, "phat coc");
  wait_until (g_str_equal (count (fixture), "1 / 1"));
  wait_until (tl_pdf_view_get_page (reader->original) == 3);
  act (fixture, "reader.text");
  wait_until (g_str_equal (count (fixture), "1 / 1"));
  anchor = _tl_reader_dup_anchor (reader);
  g_assert_true (g_str_has_prefix (anchor, "nhan"));
  act (fixture, "reader.original");
  wait_until (g_str_equal (count (fixture), "1 / 1"));
  wait_until (tl_pdf_view_get_page (reader->original) == 3);
}

static void
a_scan_says_that_it_is_one (Fixture *fixture, gconstpointer data)
{
  wait_until (gtk_widget_get_visible (fixture->reader->scan_badge));
  find (fixture, "đặt cọc");
  wait_until (strstr (tl_find_bar_get_advice (fixture->reader->find_bar), "is a scan") != NULL);
}

/* Where @words stand on page @page: the middle of the line of the first and of the last letter. */
static void
locate (Fixture *fixture, guint page, const char *words, TlPdfViewPoint *from, TlPdfViewPoint *to)
{
  TlPdf *pdf = tl_pdf_view_get_pdf (fixture->reader->original);
  g_autoptr (TlPdfText) text = tl_pdf_get_text (pdf, page, TRUE, NULL, NULL);
  const char *found = strstr (text->text, words);
  glong at = g_utf8_pointer_to_offset (text->text, found);
  const TlPdfBox *first = &text->boxes[at];
  const TlPdfBox *last = &text->boxes[at + g_utf8_strlen (words, -1) - 1];

  g_assert_nonnull (found);
  *from = (TlPdfViewPoint){ page, first->x1 + 0.1, (first->y1 + first->y2) / 2, TRUE };
  *to = (TlPdfViewPoint){ page, last->x2 - 0.1, (last->y1 + last->y2) / 2, TRUE };
}

static void
press (Fixture *fixture, const TlPdfViewPoint *point, int n_press, GdkModifierType modifiers)
{
  gboolean taken = FALSE;

  g_signal_emit_by_name (fixture->reader->original, "press", point, n_press, modifiers, &taken);
  g_assert_true (taken);
}

static char *
read_clipboard (Fixture *fixture)
{
  GdkClipboard *clipboard = gtk_widget_get_clipboard (GTK_WIDGET (fixture->reader));
  GValue value = G_VALUE_INIT;
  char *text = NULL;

  g_value_init (&value, G_TYPE_STRING);
  if (gdk_content_provider_get_value (gdk_clipboard_get_content (clipboard), &value, NULL))
    text = g_value_dup_string (&value);
  g_value_unset (&value);
  return text;
}

static void
select_words (Fixture *fixture, const char *first, const char *last)
{
  TlPdfViewPoint from, to, unused;
  guint n_changes;

  tl_reader_clear_selection (fixture->reader);
  n_changes = fixture->n_changes;
  locate (fixture, 3, first, &from, &unused);
  locate (fixture, 3, last, &unused, &to);
  press (fixture, &from, 1, 0);
  g_signal_emit_by_name (fixture->reader->original, "drag", &to);
  g_signal_emit_by_name (fixture->reader->original, "release", &to);
  wait_until (fixture->n_changes > n_changes);
}

static void
a_drag_selects_and_copies_with_the_citation (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TlReaderSelection) selection = NULL;
  g_autofree char *plain = NULL;
  g_autofree char *cited = NULL;

  select_words (fixture, "Hợp đồng đặt cọc", "nhưng có hiệu lực");
  selection = tl_reader_dup_selection (fixture->reader);
  g_assert_nonnull (selection);
  g_assert_true (selection->in_original);
  g_assert_true (g_str_has_prefix (selection->quote, "Hợp đồng đặt cọc ngày 12/3/2023"));
  g_assert_true (g_str_has_suffix (selection->quote, "công chứng nhưng có hiệu lực"));
  g_assert_cmpstr (selection->anchor, ==, "nhan.2");
  g_assert_true (g_str_has_suffix (selection->prefix, "phạt cọc: "));
  g_assert_true (g_str_has_prefix (selection->suffix, " theo"));
  g_assert_cmpuint (selection->rects->len, >=, 1);
  act (fixture, "reader.copy");
  plain = read_clipboard (fixture);
  g_assert_cmpstr (plain, ==, selection->quote);
  act (fixture, "reader.copy-cited");
  cited = read_clipboard (fixture);
  g_assert_true (g_str_has_prefix (cited, "“Hợp đồng đặt cọc ngày 12/3/2023"));
  g_assert_nonnull (strstr (cited, "\n(đoạn [2] phần Nhận định của Tòa án, "));
  g_assert_true (g_str_has_suffix (cited, "của Tòa án nhân dân tỉnh Minh Hải, trang 4)"));
  tl_reader_clear_selection (fixture->reader);
  g_assert_null (tl_reader_dup_selection (fixture->reader));
}

static void
clicks_select_words_and_paragraphs (Fixture *fixture, gconstpointer data)
{
  TlPdfViewPoint from, to;
  guint n_changes = fixture->n_changes;
  g_autoptr (TlReaderSelection) word = NULL;
  g_autoptr (TlReaderSelection) paragraph = NULL;
  g_autoptr (TlReaderSelection) more = NULL;

  locate (fixture, 3, "chứng", &from, &to);
  from.x += 2;
  press (fixture, &from, 2, 0);
  wait_until (fixture->n_changes > n_changes);
  word = tl_reader_dup_selection (fixture->reader);
  g_assert_cmpstr (word->quote, ==, "chứng");
  n_changes = fixture->n_changes;
  press (fixture, &from, 3, 0);
  wait_until (fixture->n_changes > n_changes);
  paragraph = tl_reader_dup_selection (fixture->reader);
  g_assert_true (g_str_has_prefix (paragraph->quote, "[2] Về yêu cầu phạt cọc"));
  /* With Shift it goes on from where it began. */
  n_changes = fixture->n_changes;
  select_words (fixture, "Hợp đồng", "đặt cọc ngày");
  locate (fixture, 3, "thỏa thuận khác", &from, &to);
  n_changes = fixture->n_changes;
  press (fixture, &to, 1, GDK_SHIFT_MASK);
  wait_until (fixture->n_changes > n_changes);
  more = tl_reader_dup_selection (fixture->reader);
  g_assert_true (g_str_has_prefix (more->quote, "Hợp đồng đặt cọc"));
  g_assert_true (g_str_has_suffix (more->quote, "thỏa thuận khác"));
}

/* What a key that is pressed in @widget does, as its controllers see it. */
static void
key (gpointer widget, guint value, GdkModifierType state)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (GTK_WIDGET (widget));
  gboolean taken = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (controllers) && !taken; i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_EVENT_CONTROLLER_KEY (controller))
        g_signal_emit_by_name (controller, "key-pressed", value, 0, state, &taken);
    }
  g_assert_true (taken);
}

static void
assert_selects (Fixture *fixture, guint value, GdkModifierType state, const char *quote)
{
  guint n_changes = fixture->n_changes;
  g_autoptr (TlReaderSelection) selection = NULL;

  key (fixture->reader->original, value, GDK_SHIFT_MASK | state);
  wait_until (fixture->n_changes > n_changes);
  selection = tl_reader_dup_selection (fixture->reader);
  g_assert_nonnull (selection);
  g_assert_cmpstr (selection->quote, ==, quote);
}

static void
keys_go_on_from_what_was_found (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TlReaderSelection) found = NULL;
  g_autofree char *two_lines = NULL;
  guint n_changes;

  find (fixture, "hop dong dat coc ngay");
  wait_until (g_str_equal (count (fixture), "1 / 1"));
  n_changes = fixture->n_changes;
  key (fixture->reader->find_bar, GDK_KEY_Escape, 0);
  wait_until (fixture->n_changes > n_changes);
  found = tl_reader_dup_selection (fixture->reader);
  g_assert_cmpstr (found->quote, ==, "Hợp đồng đặt cọc ngày");
  assert_selects (fixture, GDK_KEY_Right, GDK_CONTROL_MASK, "Hợp đồng đặt cọc ngày 12/3/2023");
  assert_selects (fixture, GDK_KEY_Left, 0, "Hợp đồng đặt cọc ngày 12/3/202");
  assert_selects (fixture, GDK_KEY_Left, GDK_CONTROL_MASK, "Hợp đồng đặt cọc ngày");
  /* On the accessibility bus the words are the description of the pages. */
  gtk_test_accessible_assert_property (fixture->reader->original,
                                       GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                       "Selected: Hợp đồng đặt cọc ngày");
}

static void
keys_select_from_the_top_of_the_view (Fixture *fixture, gconstpointer data)
{
  guint n_changes = fixture->n_changes;
  g_autoptr (TlReaderSelection) line = NULL;
  g_autoptr (TlReaderSelection) more = NULL;

  key (fixture->reader->original, GDK_KEY_End, GDK_SHIFT_MASK);
  wait_until (fixture->n_changes > n_changes);
  line = tl_reader_dup_selection (fixture->reader);
  g_assert_cmpuint (g_array_index (line->ranges, TlPdfRange, 0).from, ==, 0);
  n_changes = fixture->n_changes;
  key (fixture->reader->original, GDK_KEY_Down, GDK_SHIFT_MASK);
  wait_until (fixture->n_changes > n_changes);
  more = tl_reader_dup_selection (fixture->reader);
  g_assert_true (strlen (more->quote) > strlen (line->quote));
  g_assert_cmpint (strncmp (more->quote, line->quote, strlen (line->quote) - 1), ==, 0);
}

static void
ctrl_g_asks_for_a_page_in_the_bar_too (Fixture *fixture, gconstpointer data)
{
  GtkWidget *focus;

  find (fixture, "doan 5)");
  wait_until (g_str_equal (count (fixture), "1 / 11"));
  key (fixture->reader->find_bar, GDK_KEY_g, GDK_CONTROL_MASK);
  focus = gtk_window_get_focus (GTK_WINDOW (fixture->window));
  g_assert_true (gtk_widget_is_ancestor (focus, GTK_WIDGET (fixture->reader->page_entry)));
  g_assert_cmpstr (count (fixture), ==, "1 / 11");
}

static const char *
cursor_at (Fixture *fixture, double x, double y)
{
  GtkWidget *view = GTK_WIDGET (fixture->reader->original);
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (view);
  GdkCursor *cursor;

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_EVENT_CONTROLLER_MOTION (controller))
        g_signal_emit_by_name (controller, "motion", x, y);
    }
  cursor = gtk_widget_get_cursor (view);
  return cursor != NULL ? gdk_cursor_get_name (cursor) : "none";
}

static void
the_pointer_says_what_a_press_would_do (Fixture *fixture, gconstpointer data)
{
  TlPdfView *view = fixture->reader->original;
  const TlPdfShape shapes[] = { { 0, { 100, 100, 300, 140 }, 7, TL_PDF_STYLE_YELLOW },
                                { 0, { 100, 200, 300, 240 }, 0, TL_PDF_STYLE_HIT } };
  GdkRectangle mark = tl_pdf_view_get_box_area (view, 0, &shapes[0].box);
  GdkRectangle hit = tl_pdf_view_get_box_area (view, 0, &shapes[1].box);

  tl_pdf_view_set_shapes (view, TL_PDF_LAYER_HIGHLIGHTS, &shapes[0], 1);
  tl_pdf_view_set_shapes (view, TL_PDF_LAYER_HITS, &shapes[1], 1);
  g_assert_cmpstr (cursor_at (fixture, mark.x + 5, mark.y + 5), ==, "pointer");
  g_assert_cmpstr (cursor_at (fixture, hit.x + 5, hit.y + 5), ==, "text");
  g_assert_cmpstr (cursor_at (fixture, -1, -1), ==, "none");
}

static void
all_is_first_the_page_and_then_the_document (Fixture *fixture, gconstpointer data)
{
  guint n_changes = fixture->n_changes;
  g_autoptr (TlReaderSelection) page = NULL;
  g_autoptr (TlReaderSelection) whole = NULL;

  act (fixture, "reader.select-all");
  wait_until (fixture->n_changes > n_changes);
  page = tl_reader_dup_selection (fixture->reader);
  g_assert_nonnull (strstr (page->quote, "(trang 1, đoạn 7)"));
  g_assert_null (strstr (page->quote, "(trang 2, "));
  n_changes = fixture->n_changes;
  act (fixture, "reader.select-all");
  wait_until (fixture->n_changes > n_changes);
  whole = tl_reader_dup_selection (fixture->reader);
  g_assert_nonnull (strstr (whole->quote, "(trang 1, đoạn 0)"));
  g_assert_nonnull (strstr (whole->quote, "(trang 11, đoạn 7)"));
}

static void
text_is_selected_with_its_unit (Fixture *fixture, gconstpointer data)
{
  TlReader *reader = fixture->reader;
  guint n_changes;
  GtkTextView *view;
  GtkTextBuffer *buffer;
  GtkTextIter start, end, from, to;
  GtkWidget *widget;
  g_autoptr (TlReaderSelection) selection = NULL;
  g_autofree char *cited = NULL;

  act (fixture, "reader.text");
  wait_until (tl_text_view_get_widget (reader->text) != NULL);
  widget = tl_text_view_get_widget (reader->text);
  wait_until (tl_text_plain_is_complete (TL_TEXT_PLAIN (widget)));
  for (widget = gtk_widget_get_first_child (widget); !GTK_IS_TEXT_VIEW (widget);)
    widget = gtk_widget_get_first_child (widget);
  view = GTK_TEXT_VIEW (widget);
  buffer = gtk_text_view_get_buffer (view);
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  g_assert_true (gtk_text_iter_forward_search (&start, "Hợp đồng đặt cọc", 0, &from, &to, NULL));
  n_changes = fixture->n_changes;
  gtk_text_buffer_select_range (buffer, &from, &to);
  wait_until (fixture->n_changes > n_changes);
  selection = tl_reader_dup_selection (reader);
  g_assert_nonnull (selection);
  g_assert_false (selection->in_original);
  g_assert_cmpstr (selection->quote, ==, "Hợp đồng đặt cọc");
  g_assert_cmpstr (selection->anchor, ==, "nhan.2");
  g_assert_cmpint (selection->offset, ==, (int)g_utf8_strlen ("Về yêu cầu phạt cọc: ", -1));
  act (fixture, "reader.copy-cited");
  cited = read_clipboard (fixture);
  g_assert_true (g_str_has_prefix (cited, "“Hợp đồng đặt cọc”\n(đoạn [2] phần Nhận định"));
  g_assert_true (g_str_has_suffix (cited, "tỉnh Minh Hải)"));
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *name;
    const char *doc;
    void (*test) (Fixture *fixture, gconstpointer data);
  } tests[] = {
    { "words_are_found_from_the_page_in_view", FIXTURE_JUDGMENT,
      words_are_found_from_the_page_in_view },
    { "the_bar_closes_and_gives_the_focus_back", FIXTURE_JUDGMENT,
      the_bar_closes_and_gives_the_focus_back },
    { "no_bar_comes_up_when_the_find_bar_closes", FIXTURE_JUDGMENT,
      no_bar_comes_up_when_the_find_bar_closes },
    { "what_was_found_is_selected_when_the_bar_closes", FIXTURE_JUDGMENT,
      what_was_found_is_selected_when_the_bar_closes },
    { "the_text_is_searched_too_and_the_place_is_kept", FIXTURE_JUDGMENT,
      the_text_is_searched_too_and_the_place_is_kept },
    { "a_scan_says_that_it_is_one", FIXTURE_SCAN, a_scan_says_that_it_is_one },
    { "a_drag_selects_and_copies_with_the_citation", FIXTURE_JUDGMENT,
      a_drag_selects_and_copies_with_the_citation },
    { "clicks_select_words_and_paragraphs", FIXTURE_JUDGMENT, clicks_select_words_and_paragraphs },
    { "keys_go_on_from_what_was_found", FIXTURE_JUDGMENT, keys_go_on_from_what_was_found },
    { "keys_select_from_the_top_of_the_view", FIXTURE_JUDGMENT,
      keys_select_from_the_top_of_the_view },
    { "ctrl_g_asks_for_a_page_in_the_bar_too", FIXTURE_JUDGMENT,
      ctrl_g_asks_for_a_page_in_the_bar_too },
    { "the_pointer_says_what_a_press_would_do", FIXTURE_JUDGMENT,
      the_pointer_says_what_a_press_would_do },
    { "all_is_first_the_page_and_then_the_document", FIXTURE_JUDGMENT,
      all_is_first_the_page_and_then_the_document },
    { "text_is_selected_with_its_unit", FIXTURE_JUDGMENT, text_is_selected_with_its_unit },
  };
  g_autofree char *folder = NULL;
  int status;

  setlocale (LC_ALL, "C.UTF-8");
  g_setenv ("TROLY_TEXT_BACKEND", "textview", TRUE);
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  folder = reader_fixture_new ();
  library = folder;
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    {
      g_autofree char *path = g_strconcat ("/reader/find/", tests[i].name, NULL);

      g_test_add (path, Fixture, tests[i].doc, set_up, tests[i].test, tear_down);
    }
  status = g_test_run ();
  reader_fixture_remove (folder);
  return status;
}
