/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The view of a comparison on a display: both sides scroll together, apart and shifted; documents
 * of the right side come and go; the overview leads to its places. */
#include "config.h"

#include <adwaita.h>
#include <locale.h>

#include "fixture-library.h"
#include "ui/compare/tl-compare-view-private.h"
#include "ui/reader/tl-text-plain.h"
#include "waiting.h"

#define PARAGRAPHS 160
#define INSERTED   20
/* What the right side is moved by: some lines. */
#define MOVED 600.0

typedef struct
{
  TlServices *services;
  GtkWidget *window;
  TlCompareView *view;
} Fixture;

static const char *library;

/* Paragraphs of which each has words of its own; @inserted more after a third of them. */
static TlDocument *
make_document (const char *id, guint seed, guint inserted)
{
  static const char *const words[] = { "hợp đồng", "bên bán", "giao đất",   "tiền cọc", "biên bản",
                                       "lời khai", "bản vẽ",  "thửa ruộng", "hàng xóm", "chữ ký" };
  TlDocument *document = tl_document_new (TL_DOC_JUDGMENT, id);

  document->number = g_strdup (id);
  for (guint i = 0; i < PARAGRAPHS + inserted; i++)
    {
      gboolean new = i >= PARAGRAPHS / 3 && i < PARAGRAPHS / 3 + inserted;
      guint number = i < PARAGRAPHS / 3 ? i : new ? 1000 + i : i - inserted;
      g_autofree char *anchor = g_strdup_printf ("nhan.%u", i + 1);
      TlBlock *block = tl_block_new (TL_BLOCK_PARAGRAPH, -1, anchor);
      GString *text = g_string_new (NULL);

      for (guint k = 0; k < 30; k++)
        g_string_append_printf (
            text, "%s số %u lần %u, ",
            words[(number * 7 + k * (number % 3 + 1) + seed) % G_N_ELEMENTS (words)],
            number * 31 + k * 3, k);
      g_free (block->text);
      block->text = g_string_free (text, FALSE);
      tl_document_add (document, block);
    }
  return document;
}

static char *
make_library (void)
{
  char *folder = g_dir_make_tmp ("troly-compare-view-XXXXXX", NULL);
  g_autoptr (GPtrArray) documents
      = g_ptr_array_new_with_free_func ((GDestroyNotify)tl_document_unref);

  g_ptr_array_add (documents, make_document ("01-2024-ds-st", 0, 0));
  g_ptr_array_add (documents, make_document ("02-2024-ds-st", 0, INSERTED));
  g_ptr_array_add (documents, make_document ("03-2024-ds-st", 3, 0));
  g_ptr_array_add (documents, make_document ("04-2024-ds-st", 5, 0));
  fixture_library_write (folder, documents);
  return folder;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->services = tl_services_new ();
  tl_services_load (fixture->services, library);
  wait_until (tl_services_get_state (fixture->services) == TL_SERVICES_READY);
  fixture->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 1300, 700);
  fixture->view = TL_COMPARE_VIEW (tl_compare_view_new (fixture->services));
  gtk_window_set_child (GTK_WINDOW (fixture->window), GTK_WIDGET (fixture->view));
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

static gboolean
is_complete (Fixture *fixture, TlSide side)
{
  TlReader *reader = tl_compare_side_get_reader (fixture->view->sides[side]);
  GtkWidget *widget = tl_text_view_get_widget (tl_reader_get_text_view (reader));

  return widget != NULL && TL_IS_TEXT_PLAIN (widget)
         && tl_text_plain_is_complete (TL_TEXT_PLAIN (widget));
}

static void
settle (Fixture *fixture)
{
  wait_until (fixture->view->compared != NULL && is_complete (fixture, TL_SIDE_LEFT)
              && is_complete (fixture, TL_SIDE_RIGHT));
  wait_until (fixture->view->tick == 0 && fixture->view->wording == NULL);
}

static void
open_two (Fixture *fixture)
{
  const TlReaderTarget left = { .doc = "01-2024-ds-st" }, right = { .doc = "02-2024-ds-st" };

  tl_compare_view_open (fixture->view, &left, &right);
  settle (fixture);
}

static double
position_of (Fixture *fixture, TlSide side)
{
  double position = -1;

  g_assert_true (tl_compare_side_get_position (fixture->view->sides[side], &position));
  return position;
}

/* What a hand does: the side is taken and scrolled. */
static void
scroll_to (Fixture *fixture, TlSide side, double position)
{
  TlCompareView *view = fixture->view;

  _tl_compare_view_side_taken (view, side);
  /* GtkTextView lays out bit by bit: a place far down is reached in steps. */
  for (guint i = 0; i < 40; i++)
    {
      tl_compare_side_set_position (view->sides[side], position);
      _tl_compare_view_follow (view);
      wait_until (view->tick == 0 && view->wording == NULL);
      if (ABS (position_of (fixture, side) - position) < 30)
        return;
    }
  g_assert_cmpfloat_with_epsilon (position_of (fixture, side), position, 30);
}

/* Where the counterpart of a place of the left side stands on the right. */
static double
counterpart (Fixture *fixture, double left)
{
  return tl_compare_scroll_map (&fixture->view->scroll, TL_SIDE_LEFT, left);
}

static void
activate (Fixture *fixture, const char *action, const char *format, int value)
{
  if (format != NULL)
    g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->view), action, format, value));
  else
    g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->view), action, NULL));
}

static double
length_of (Fixture *fixture, TlSide side)
{
  return tl_compare_extent_get_length (fixture->view->compared->extents[side]);
}

static void
the_other_side_follows_past_inserted_pages (Fixture *fixture, gconstpointer data)
{
  static const double shares[] = { 0.1, 0.5, 0.8 };

  open_two (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (shares); i++)
    {
      scroll_to (fixture, TL_SIDE_LEFT, shares[i] * length_of (fixture, TL_SIDE_LEFT));
      g_assert_cmpfloat_with_epsilon (position_of (fixture, TL_SIDE_RIGHT),
                                      counterpart (fixture, position_of (fixture, TL_SIDE_LEFT)),
                                      60);
    }
}

static void
a_shift_made_by_hand_is_kept_twenty_pages_on (Fixture *fixture, gconstpointer data)
{
  double shift, left;

  open_two (fixture);
  scroll_to (fixture, TL_SIDE_LEFT, 0.1 * length_of (fixture, TL_SIDE_LEFT));
  activate (fixture, "compare.lock", NULL, 0);
  g_assert_false (fixture->view->scroll.locked);
  left = position_of (fixture, TL_SIDE_LEFT);
  scroll_to (fixture, TL_SIDE_RIGHT, position_of (fixture, TL_SIDE_RIGHT) + MOVED);
  g_assert_cmpfloat_with_epsilon (position_of (fixture, TL_SIDE_LEFT), left, 1);
  activate (fixture, "compare.shift", NULL, 0);
  g_assert_true (fixture->view->scroll.locked);
  shift = fixture->view->scroll.shift;
  g_assert_cmpfloat (shift, >, MOVED / 2);
  for (double share = 0.2; share < 0.85; share += 0.2)
    {
      scroll_to (fixture, TL_SIDE_LEFT, share * length_of (fixture, TL_SIDE_LEFT));
      g_assert_cmpfloat (fixture->view->scroll.shift, ==, shift);
      g_assert_cmpfloat_with_epsilon (
          position_of (fixture, TL_SIDE_RIGHT)
              - counterpart (fixture, position_of (fixture, TL_SIDE_LEFT)),
          shift, 60);
    }
  /* Pressed again the matches count. */
  activate (fixture, "compare.shift", NULL, 0);
  g_assert_cmpfloat (fixture->view->scroll.shift, ==, 0);
}

static void
locking_again_keeps_what_stands_side_by_side (Fixture *fixture, gconstpointer data)
{
  double left, right;

  open_two (fixture);
  activate (fixture, "compare.lock", NULL, 0);
  scroll_to (fixture, TL_SIDE_RIGHT, 0.4 * length_of (fixture, TL_SIDE_RIGHT));
  left = position_of (fixture, TL_SIDE_LEFT);
  right = position_of (fixture, TL_SIDE_RIGHT);
  activate (fixture, "compare.lock", NULL, 0);
  settle (fixture);
  g_assert_true (fixture->view->scroll.locked);
  g_assert_cmpfloat_with_epsilon (position_of (fixture, TL_SIDE_LEFT), left, 30);
  g_assert_cmpfloat_with_epsilon (position_of (fixture, TL_SIDE_RIGHT), right, 30);
}

static void
documents_of_the_right_side_are_cycled_and_taken_away (Fixture *fixture, gconstpointer data)
{
  static const char *const rights[] = { "02-2024-ds-st", "03-2024-ds-st", "04-2024-ds-st" };
  TlCompareView *view = fixture->view;

  open_two (fixture);
  for (guint i = 1; i < G_N_ELEMENTS (rights); i++)
    tl_compare_view_add_right (view, &(TlReaderTarget){ .doc = rights[i] });
  settle (fixture);
  g_assert_cmpstr (tl_compare_view_get_doc (view, TL_SIDE_RIGHT), ==, rights[2]);
  for (guint i = 0; i < 2 * G_N_ELEMENTS (rights); i++)
    {
      g_assert_true (tl_compare_view_next_right (view, 1));
      g_assert_cmpstr (tl_compare_view_get_doc (view, TL_SIDE_RIGHT), ==,
                       rights[i % G_N_ELEMENTS (rights)]);
      g_assert_cmpstr (tl_compare_view_get_doc (view, TL_SIDE_LEFT), ==, "01-2024-ds-st");
    }
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (view->tabs)));
  /* One that is not shown, then the one shown. */
  activate (fixture, "compare.drop", "i", 0);
  g_assert_cmpstr (tl_compare_view_get_doc (view, TL_SIDE_RIGHT), ==, rights[2]);
  activate (fixture, "compare.drop", "i", -1);
  g_assert_cmpstr (tl_compare_view_get_doc (view, TL_SIDE_RIGHT), ==, rights[1]);
  settle (fixture);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (view->tabs)));
  g_assert_false (tl_compare_view_next_right (view, 1));
}

static void
the_overview_opens_the_place_of_a_cell (Fixture *fixture, gconstpointer data)
{
  TlCompareView *view = fixture->view;
  guint pair;

  open_two (fixture);
  pair = view->compared->comparison->pairs->len - 40;
  activate (fixture, "compare.overview", NULL, 0);
  g_assert_true (_tl_compare_view_in_overview (view));
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (view), "compare.cell", "(ui)", pair, 1));
  g_assert_false (_tl_compare_view_in_overview (view));
  g_assert_cmpint (view->current, ==, (int)pair);
  settle (fixture);
  g_assert_cmpfloat_with_epsilon (position_of (fixture, TL_SIDE_RIGHT),
                                  counterpart (fixture, position_of (fixture, TL_SIDE_LEFT)), 60);
  g_assert_cmpfloat (position_of (fixture, TL_SIDE_LEFT), >,
                     0.5 * length_of (fixture, TL_SIDE_LEFT));
}

static void
both_texts_are_in_a_text_view_whatever_is_the_usual_one (Fixture *fixture, gconstpointer data)
{
  g_setenv ("TROLY_TEXT_BACKEND", "webkit", TRUE);
  open_two (fixture);
  g_unsetenv ("TROLY_TEXT_BACKEND");
  g_assert_true (is_complete (fixture, TL_SIDE_LEFT));
  g_assert_true (is_complete (fixture, TL_SIDE_RIGHT));
}

#define TEST(function)                                                                             \
  g_test_add ("/ui/compare-view/" #function, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_autofree char *folder = NULL;
  int status;

  setlocale (LC_ALL, "");
  g_setenv ("GTK_A11Y", "test", TRUE);
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  /* GTK 4.8 complains where a list is taken away while it scrolls smoothly. */
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  folder = make_library ();
  library = folder;
  TEST (the_other_side_follows_past_inserted_pages);
  TEST (a_shift_made_by_hand_is_kept_twenty_pages_on);
  TEST (locking_again_keeps_what_stands_side_by_side);
  TEST (documents_of_the_right_side_are_cycled_and_taken_away);
  TEST (the_overview_opens_the_place_of_a_cell);
  TEST (both_texts_are_in_a_text_view_whatever_is_the_usual_one);
  status = g_test_run ();
  fixture_library_remove (folder);
  return status;
}
