/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The reader on a display, over a library of its own, with GtkTextView for the text. */
#include "config.h"

#include <adwaita.h>
#include <locale.h>
#include <string.h>

#include "reader-fixture.h"
#include "ui/reader/tl-pdf-sheet.h"
#include "ui/reader/tl-reader-private.h"
#include "ui/reader/tl-text-plain.h"
#include "waiting.h"

typedef struct
{
  TlServices *services;
  GtkWidget *window;
  TlReader *reader;
} Fixture;

static const char *library;

static const char *
shown (Fixture *fixture)
{
  return gtk_stack_get_visible_child_name (fixture->reader->states);
}

static gboolean
shows (Fixture *fixture, const char *name)
{
  return g_strcmp0 (shown (fixture), name) == 0 && !fixture->reader->is_loading;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->services = tl_services_new ();
  tl_services_load (fixture->services, library);
  wait_until (tl_services_get_state (fixture->services) != TL_SERVICES_LOADING);
  g_assert_cmpint (tl_services_get_state (fixture->services), ==, TL_SERVICES_READY);
  fixture->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 1200, 700);
  fixture->reader = TL_READER (tl_reader_new (fixture->services));
  gtk_window_set_child (GTK_WINDOW (fixture->window), GTK_WIDGET (fixture->reader));
  gtk_window_present (GTK_WINDOW (fixture->window));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  g_clear_object (&fixture->services);
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static void
open_doc (Fixture *fixture, const char *doc, const char *anchor)
{
  TlReaderTarget target = { .doc = doc, .anchor = anchor };

  tl_reader_open (fixture->reader, &target);
}

static char *
dup_text (Fixture *fixture)
{
  return tl_text_plain_dup_text (TL_TEXT_PLAIN (tl_text_view_get_widget (fixture->reader->text)));
}

static gboolean
text_has (Fixture *fixture, const char *words)
{
  g_autofree char *text = dup_text (fixture);

  return strstr (text, words) != NULL;
}

static const char *
law_bar (Fixture *fixture)
{
  return gtk_label_get_text (fixture->reader->law_bar);
}

static const char *
file_bar (Fixture *fixture)
{
  return gtk_widget_get_visible (fixture->reader->file_bar)
             ? gtk_label_get_text (fixture->reader->file_text)
             : "";
}

static void
a_judgment_opens_at_the_marked_passage_of_its_pdf (Fixture *fixture, gconstpointer data)
{
  TlReader *reader = fixture->reader;
  TlReaderTarget target
      = { .doc = FIXTURE_JUDGMENT, .anchor = "nhan.2", .page = 4, .passage = FIXTURE_PASSAGE };
  TlPdfPlace place;

  tl_reader_open (reader, &target);
  wait_until (shows (fixture, "original") && tl_pdf_view_get_n_marks (reader->original) > 0
              && tl_pdf_view_is_drawn (reader->original));
  g_assert_cmpuint (tl_pdf_view_get_page (reader->original), ==, 3);
  wait_until (g_str_equal (gtk_editable_get_text (GTK_EDITABLE (reader->page_entry)), "4"));
  g_assert_cmpstr (gtk_label_get_text (reader->page_label), ==, "/ 11");
  g_assert_cmpuint (tl_pdf_view_get_n_marks (reader->original), >=, 2);
  /* The passage stands about a third down page 4: the upper edge of the view is above it. */
  place = tl_pdf_view_get_place (reader->original);
  g_assert_cmpuint (place.page, ==, 3);
  g_assert_cmpfloat (place.fraction, <, 0.35);
  g_assert_cmpstr (file_bar (fixture), ==, "");
  g_assert_cmpuint (tl_outline_get_n_items (reader->outline), ==, 8);
  wait_until (g_strcmp0 (tl_outline_get_current (reader->outline), "nhan.2") == 0);
}

/* However late its place is found on a busy machine. */
static void
the_outline_keeps_the_unit_that_was_jumped_to_until_the_reader_moves (Fixture *fixture,
                                                                      gconstpointer data)
{
  TlReader *reader = fixture->reader;

  open_doc (fixture, FIXTURE_JUDGMENT, "nhan.3");
  wait_until (shows (fixture, "original") && tl_pdf_view_is_drawn (reader->original));
  wait_until (g_strcmp0 (tl_outline_get_current (reader->outline), "nhan.3") == 0);
  for (guint i = 0; i < 3; i++)
    {
      reader->follow_from = 0;
      _tl_reader_follow (reader);
      g_assert_cmpstr (tl_outline_get_current (reader->outline), ==, "nhan.3");
    }
  tl_pdf_view_scroll_to (reader->original, (TlPdfPlace){ 9, 0 });
  wait_until (g_strcmp0 (tl_outline_get_current (reader->outline), "quyet.1") == 0);
  g_assert_cmpuint (tl_pdf_view_get_page (reader->original), ==, 9);
}

static void
switching_between_pages_and_text_keeps_the_place (Fixture *fixture, gconstpointer data)
{
  TlReader *reader = fixture->reader;
  TlPdfPlace before, after;

  open_doc (fixture, FIXTURE_JUDGMENT, "quyet.1");
  wait_until (shows (fixture, "original") && tl_pdf_view_is_drawn (reader->original));
  g_assert_cmpuint (tl_pdf_view_get_page (reader->original), ==, 8);
  before = tl_pdf_view_get_place (reader->original);
  gtk_widget_activate_action (GTK_WIDGET (reader), "reader.text", NULL);
  wait_until (shows (fixture, "text"));
  g_assert_true (g_str_has_prefix (tl_text_view_get_anchor (reader->text), "quyet"));
  gtk_widget_activate_action (GTK_WIDGET (reader), "reader.original", NULL);
  wait_until (shows (fixture, "original") && tl_pdf_view_is_drawn (reader->original));
  after = tl_pdf_view_get_place (reader->original);
  g_assert_cmpuint (after.page, ==, before.page);
  g_assert_cmpfloat_with_epsilon (after.fraction, before.fraction, 0.01);
  /* From another place in the text to its page. */
  gtk_widget_activate_action (GTK_WIDGET (reader), "reader.text", NULL);
  tl_text_view_scroll_to (reader->text, "nhan.3");
  gtk_widget_activate_action (GTK_WIDGET (reader), "reader.original", NULL);
  wait_until (shows (fixture, "original") && tl_pdf_view_get_page (reader->original) == 3);
}

static void
the_outline_leads_to_the_page (Fixture *fixture, gconstpointer data)
{
  TlReader *reader = fixture->reader;

  open_doc (fixture, FIXTURE_JUDGMENT, NULL);
  wait_until (shows (fixture, "original") && tl_pdf_view_is_drawn (reader->original));
  g_assert_cmpuint (tl_pdf_view_get_page (reader->original), ==, 0);
  g_signal_emit_by_name (reader->outline, "go", "quyet.1");
  wait_until (tl_pdf_view_get_page (reader->original) == 8);
}

static void
zooming_keeps_the_page_and_fits_again (Fixture *fixture, gconstpointer data)
{
  TlReader *reader = fixture->reader;
  TlPdfFit fit;
  double zoom;

  open_doc (fixture, FIXTURE_JUDGMENT, "quyet.1");
  wait_until (shows (fixture, "original") && tl_pdf_view_is_drawn (reader->original));
  zoom = tl_pdf_view_get_zoom (reader->original, &fit);
  g_assert_cmpint (fit, ==, TL_PDF_FIT_WIDTH);
  gtk_widget_activate_action (GTK_WIDGET (reader), "reader.zoom", "i", 1);
  g_assert_cmpfloat (tl_pdf_view_get_zoom (reader->original, &fit), >, zoom);
  g_assert_cmpint (fit, ==, TL_PDF_FIT_NONE);
  wait_until (tl_pdf_view_is_drawn (reader->original));
  g_assert_cmpuint (tl_pdf_view_get_page (reader->original), ==, 8);
  gtk_widget_activate_action (GTK_WIDGET (reader), "reader.zoom", "i", 0);
  wait_until (tl_pdf_view_is_drawn (reader->original));
  g_assert_cmpfloat_with_epsilon (tl_pdf_view_get_zoom (reader->original, &fit), zoom, 0.01);
  g_assert_cmpint (fit, ==, TL_PDF_FIT_WIDTH);
}

static void
every_page_has_a_name_for_a_screen_reader (Fixture *fixture, gconstpointer data)
{
  TlReader *reader = fixture->reader;
  guint n_sheets = 0;

  open_doc (fixture, FIXTURE_JUDGMENT, "quyet.1");
  wait_until (shows (fixture, "original") && tl_pdf_view_is_drawn (reader->original));
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (reader->original)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      g_autofree char *name
          = g_strdup_printf ("Page %u of 11", tl_pdf_sheet_get_page (TL_PDF_SHEET (child)) + 1);

      gtk_test_accessible_assert_property (child, GTK_ACCESSIBLE_PROPERTY_LABEL, name);
      n_sheets++;
    }
  /* Only what is in view and its neighbours have sheets. */
  g_assert_cmpuint (n_sheets, >=, 2);
  g_assert_cmpuint (n_sheets, <=, 4);
}

static void
what_is_wrong_with_an_original_is_said_and_the_text_shown (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *doc;
    const char *shown;
    const char *said;
    gboolean can_retry;
  } cases[] = {
    { FIXTURE_NO_FILE, "text", "not installed", FALSE },
    { FIXTURE_DAMAGED, "text", "cannot be shown", TRUE },
    { FIXTURE_SCAN, "original", "scan", FALSE },
    { FIXTURE_EMPTY, "text", "no text of this document", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s", cases[i].doc);
      open_doc (fixture, cases[i].doc, NULL);
      wait_until (shows (fixture, cases[i].shown)
                  && strstr (file_bar (fixture), cases[i].said) != NULL);
      g_assert_cmpint (gtk_widget_get_visible (fixture->reader->file_retry), ==,
                       cases[i].can_retry);
    }
}

static void
a_document_that_is_not_in_the_library_is_an_error_page (Fixture *fixture, gconstpointer data)
{
  open_doc (fixture, "khong-co-<van-ban>", NULL);
  wait_until (shows (fixture, "error"));
  g_assert_cmpstr (adw_status_page_get_title (fixture->reader->error_page), ==,
                   "This document is not in the library");
  /* And another one opens after it. */
  open_doc (fixture, FIXTURE_EMPTY, NULL);
  wait_until (shows (fixture, "text"));
}

static void
a_statute_follows_the_date (Fixture *fixture, gconstpointer data)
{
  g_autofree char *now = NULL;
  g_autofree char *then = NULL;

  open_doc (fixture, FIXTURE_STATUTE, "d41");
  wait_until (shows (fixture, "text"));
  wait_until (text_has (fixture, "Bản mới"));
  now = dup_text (fixture);
  g_assert_null (strstr (now, "Bản cũ"));
  g_assert_nonnull (strstr (law_bar (fixture), "another version"));
  g_assert_null (strstr (law_bar (fixture), "2018"));

  tl_services_set_as_of (fixture->services, "2018-06-01");
  wait_until (strstr (law_bar (fixture), "01/6/2018") != NULL);
  wait_until (text_has (fixture, "Bản cũ"));
  then = dup_text (fixture);
  g_assert_null (strstr (then, "Bản mới"));
  g_assert_nonnull (strstr (law_bar (fixture), "1 article has no text"));
  g_assert_cmpstr (tl_text_view_get_anchor (fixture->reader->text), ==, "d41");
}

static void
hostile_text_is_shown_as_it_is (Fixture *fixture, gconstpointer data)
{
  g_autofree char *text = NULL;
  g_autofree char *title = NULL;

  open_doc (fixture, FIXTURE_HOSTILE, NULL);
  wait_until (shows (fixture, "text"));
  text = dup_text (fixture);
  g_assert_nonnull (strstr (text, "<b>Luật</b> & <script>alert(1)</script>"));
  g_assert_nonnull (strstr (text, "<img src=\"https://example.org/x.png\"> &amp; \"nháy\""));
  g_object_get (fixture->reader, "title", &title, NULL);
  g_assert_cmpstr (title, ==, "06/2016/<TH>&QH");
}

static void
every_anchor_of_a_long_text_comes_to_the_top (Fixture *fixture, gconstpointer data)
{
  static const char *const anchors[] = { "d41", "d650.k1.pb", "d3", "d333" };

  open_doc (fixture, FIXTURE_STATUTE, anchors[0]);
  wait_until (shows (fixture, "text"));
  for (guint i = 0; i < G_N_ELEMENTS (anchors); i++)
    {
      TlTextPlain *plain = TL_TEXT_PLAIN (tl_text_view_get_widget (fixture->reader->text));
      int paragraph = tl_text_model_find (fixture->reader->model, anchors[i]);

      if (i > 0)
        tl_text_view_scroll_to (fixture->reader->text, anchors[i]);
      wait_until (tl_text_plain_is_complete (plain));
      g_test_message ("%s at %d", anchors[i], tl_text_plain_get_top (plain, (guint)paragraph));
      g_assert_cmpint (tl_text_plain_get_top (plain, (guint)paragraph), >=, 0);
      g_assert_cmpint (tl_text_plain_get_top (plain, (guint)paragraph), <, 100);
      g_assert_cmpstr (tl_text_view_get_anchor (fixture->reader->text), ==, anchors[i]);
    }
}

/* Seven hundred articles: text within the time the contract gives, and no long stop of the main
 * loop. */
static void
a_long_statute_opens_without_holding_up_the_program (Fixture *fixture, gconstpointer data)
{
  gint64 start, first_text = 0;
  gint64 longest = 0;
  guint expected;

  wait_until (!g_main_context_pending (NULL));
  start = g_get_monotonic_time ();
  open_doc (fixture, FIXTURE_STATUTE, "d650");
  do
    {
      gint64 before = g_get_monotonic_time ();

      if (!g_main_context_iteration (NULL, FALSE))
        g_usleep (500);
      longest = MAX (longest, g_get_monotonic_time () - before);
      if (first_text == 0 && shows (fixture, "text")
          && tl_text_plain_is_shown (
              TL_TEXT_PLAIN (tl_text_view_get_widget (fixture->reader->text))))
        first_text = g_get_monotonic_time () - start;
      g_assert_cmpint (g_get_monotonic_time () - start, <, PATIENCE_US);
      expected = fixture->reader->model != NULL
                     ? tl_text_model_get_n_paragraphs (fixture->reader->model)
                     : G_MAXUINT;
    }
  while (first_text == 0
         || !tl_text_plain_is_complete (
             TL_TEXT_PLAIN (tl_text_view_get_widget (fixture->reader->text))));
  g_test_message (
      "%u paragraphs: article 650 after %.0f ms, all after %.0f ms, longest turn %.0f ms", expected,
      (double)first_text / 1000, (double)(g_get_monotonic_time () - start) / 1000,
      (double)longest / 1000);
  g_assert_cmpuint (expected, >, 4000);
  /* Ten times what was measured: a slow machine is not a fault. */
  g_assert_cmpint (first_text, <, 3 * G_USEC_PER_SEC);
  g_assert_cmpint (longest, <, G_USEC_PER_SEC / 2);
  g_assert_cmpstr (tl_text_view_get_anchor (fixture->reader->text), ==, "d650");
}

static void
closing_while_loading_is_harmless (Fixture *fixture, gconstpointer data)
{
  open_doc (fixture, FIXTURE_STATUTE, NULL);
  gtk_window_set_child (GTK_WINDOW (fixture->window), NULL);
  for (guint i = 0; i < 200; i++)
    {
      g_main_context_iteration (NULL, FALSE);
      g_usleep (1000);
    }
}

static void
a_narrow_window_folds_the_outline (Fixture *fixture, gconstpointer data)
{
  TlReader *reader = fixture->reader;

  open_doc (fixture, FIXTURE_STATUTE, NULL);
  wait_until (shows (fixture, "text") && adw_flap_get_reveal_flap (reader->flap));
  g_object_set (reader, "show-outline", FALSE, NULL);
  g_assert_false (adw_flap_get_reveal_flap (reader->flap));
  g_object_set (reader, "show-outline", TRUE, NULL);
  g_object_ref (reader);
  gtk_window_set_child (GTK_WINDOW (fixture->window), NULL);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  fixture->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 640, 600);
  gtk_window_set_child (GTK_WINDOW (fixture->window), GTK_WIDGET (reader));
  gtk_window_present (GTK_WINDOW (fixture->window));
  g_object_unref (reader);
  wait_until (adw_flap_get_folded (reader->flap) && !adw_flap_get_reveal_flap (reader->flap));
  /* F9 now shows it over the text. */
  g_object_set (reader, "show-outline", FALSE, NULL);
  g_assert_true (adw_flap_get_reveal_flap (reader->flap));
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
  /* GTK 4.8.3 complains when a window goes away in the middle of an animation of its own. */
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  folder = reader_fixture_new ();
  library = folder;
#define TEST(name) g_test_add ("/reader/" #name, Fixture, NULL, set_up, name, tear_down)
  TEST (a_judgment_opens_at_the_marked_passage_of_its_pdf);
  TEST (the_outline_keeps_the_unit_that_was_jumped_to_until_the_reader_moves);
  TEST (switching_between_pages_and_text_keeps_the_place);
  TEST (the_outline_leads_to_the_page);
  TEST (zooming_keeps_the_page_and_fits_again);
  TEST (every_page_has_a_name_for_a_screen_reader);
  TEST (what_is_wrong_with_an_original_is_said_and_the_text_shown);
  TEST (a_document_that_is_not_in_the_library_is_an_error_page);
  TEST (a_statute_follows_the_date);
  TEST (hostile_text_is_shown_as_it_is);
  TEST (every_anchor_of_a_long_text_comes_to_the_top);
  TEST (a_long_statute_opens_without_holding_up_the_program);
  TEST (closing_while_loading_is_harmless);
  TEST (a_narrow_window_folds_the_outline);
  status = g_test_run ();
  reader_fixture_remove (folder);
  return status;
}
