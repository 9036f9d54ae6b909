/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The versions of an article in the reader, on a display and by keyboard. */
#include "config.h"

#include <adwaita.h>
#include <locale.h>
#include <string.h>

#include "reader-fixture.h"
#include "ui/reader/tl-cited-popover.h"
#include "ui/reader/tl-reader-private.h"
#include "ui/reader/tl-text-plain-private.h"
#include "waiting.h"

typedef struct
{
  TlServices *services;
  GtkWidget *window;
  TlReader *reader;
} Fixture;

static const char *library;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->services = tl_services_new ();
  tl_services_load (fixture->services, library);
  wait_until (tl_services_get_state (fixture->services) == TL_SERVICES_READY);
  tl_services_set_as_of (fixture->services, "2024-06-01");
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

static TlTextPlain *
plain (Fixture *fixture)
{
  return TL_TEXT_PLAIN (tl_text_view_get_widget (fixture->reader->text));
}

static const char *
state_of (Fixture *fixture)
{
  return gtk_stack_get_visible_child_name (fixture->reader->states);
}

static void
open_text (Fixture *fixture, const char *doc, const char *anchor)
{
  TlReaderTarget target = { .doc = doc, .anchor = anchor };

  tl_reader_open (fixture->reader, &target);
  wait_until (!fixture->reader->is_loading && fixture->reader->model != NULL
              && tl_text_view_get_widget (fixture->reader->text) != NULL
              && tl_text_plain_is_complete (plain (fixture)));
}

/* What the shortcuts of the focus and of what it stands in do with a key. */
static void
press (Fixture *fixture, guint key, GdkModifierType state)
{
  GtkWidget *widget = gtk_window_get_focus (GTK_WINDOW (fixture->window));
  GtkShortcutTrigger *wanted = gtk_keyval_trigger_new (key, state);

  for (; widget != NULL; widget = gtk_widget_get_parent (widget))
    {
      g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);

      for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
        {
          g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

          for (guint k = 0; GTK_IS_SHORTCUT_CONTROLLER (controller)
                            && k < g_list_model_get_n_items (G_LIST_MODEL (controller));
               k++)
            {
              g_autoptr (GtkShortcut) shortcut
                  = g_list_model_get_item (G_LIST_MODEL (controller), k);

              if (!gtk_shortcut_trigger_equal (gtk_shortcut_get_trigger (shortcut), wanted))
                continue;
              gtk_shortcut_action_activate (gtk_shortcut_get_action (shortcut), 0, widget,
                                            gtk_shortcut_get_arguments (shortcut));
              g_object_unref (wanted);
              return;
            }
        }
    }
  g_object_unref (wanted);
  g_assert_not_reached ();
}

static void
wait_for_versions (Fixture *fixture)
{
  wait_until (tl_versions_page_is_ready (fixture->reader->versions)
              && tl_versions_page_get_versions (fixture->reader->versions) != NULL);
  g_assert_cmpstr (state_of (fixture), ==, "versions");
  g_assert_cmpstr (tl_versions_page_get_state (fixture->reader->versions), ==, "versions");
}

static char *
text_of (GtkTextView *view)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (view);
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
}

static char *
selection_of (GtkTextView *view)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (view);
  GtkTextIter start, end;

  gtk_text_buffer_get_selection_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
}

static void
a_key_shows_the_versions_of_the_article_and_escape_leads_back (Fixture *fixture, gconstpointer data)
{
  TlReader *reader = fixture->reader;
  TlDiffView *diff = tl_versions_page_get_diff (reader->versions);
  GtkListBox *list = tl_versions_page_get_list (reader->versions);
  GtkListBoxRow *row;
  g_autofree char *words = NULL;
  g_autofree char *both = NULL;

  open_text (fixture, FIXTURE_STATUTE, "d41.k1");
  gtk_widget_grab_focus (GTK_WIDGET (reader->text));
  press (fixture, GDK_KEY_V, GDK_CONTROL_MASK | GDK_SHIFT_MASK);
  wait_for_versions (fixture);
  /* The version of the day is chosen, and has the focus. */
  row = gtk_list_box_get_selected_row (list);
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (fixture->window)) == GTK_WIDGET (row));
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "from 01/01/2021. ✓ In force. ▸ Read on 01/6/2024. "
                                       "Changed: Điều 41");
  g_assert_nonnull (gtk_list_box_get_row_at_index (list, 2));
  g_assert_null (gtk_list_box_get_row_at_index (list, 3));
  press (fixture, GDK_KEY_F8, 0);
  g_assert_cmpint (tl_diff_view_get_current (diff), ==, 0);
  words = selection_of (tl_diff_view_get_view (diff));
  g_assert_cmpstr (words, ==, "cũmới");
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (tl_diff_view_get_view (diff)),
                                       GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                       "change 1 of 1. deleted: cũ; added: mới");
  both = text_of (tl_diff_view_get_view (diff));
  g_assert_nonnull (strstr (both, "Bản cũmới của điều về đặt cọc."));
  /* There is one only. */
  g_assert_false (tl_diff_view_step (diff, 1));
  g_assert_false (tl_diff_view_step (diff, -1));
  press (fixture, GDK_KEY_Escape, 0);
  g_assert_cmpstr (state_of (fixture), ==, "text");
  g_assert_null (tl_versions_page_get_versions (reader->versions));
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (fixture->window)),
                                         GTK_WIDGET (reader->text)));
}

static void
two_columns_hold_the_two_texts (Fixture *fixture, gconstpointer data)
{
  TlDiffView *diff = tl_versions_page_get_diff (fixture->reader->versions);
  const TlVersions *versions;
  g_autofree char *newer = NULL;

  open_text (fixture, FIXTURE_STATUTE, "d41");
  gtk_widget_activate_action (GTK_WIDGET (fixture->reader), "reader.versions", NULL);
  wait_for_versions (fixture);
  versions = tl_versions_page_get_versions (fixture->reader->versions);
  tl_diff_view_set_columns (diff, TRUE);
  g_assert_true (tl_diff_view_step (diff, 1));
  newer = text_of (tl_diff_view_get_view (diff));
  g_assert_cmpstr (newer, ==, tl_timeline_get (versions->timeline, 2)->text);
}

static void
any_two_versions_are_compared_and_one_of_them_is_read (Fixture *fixture, gconstpointer data)
{
  TlVersionsPage *page = fixture->reader->versions;
  TlReader *reader = fixture->reader;

  open_text (fixture, FIXTURE_STATUTE, "d41");
  gtk_widget_activate_action (GTK_WIDGET (reader), "reader.versions", NULL);
  wait_for_versions (fixture);
  tl_versions_page_compare (page, 2, 1);
  wait_until (tl_versions_page_is_ready (page));
  g_assert_cmpuint (tl_diff_view_get_text (tl_versions_page_get_diff (page))->changes->len, ==, 1);
  /* Another choice in the middle of a comparison: the last one counts. */
  tl_versions_page_compare (page, 1, 2);
  tl_versions_page_compare (page, 1, 1);
  wait_until (tl_versions_page_is_ready (page));
  g_assert_cmpuint (tl_diff_view_get_text (tl_versions_page_get_diff (page))->changes->len, ==, 0);
  g_signal_emit_by_name (page, "read-on", FIXTURE_STATUTE, "d41", "2017-01-01");
  g_assert_cmpstr (tl_services_get_as_of (fixture->services), ==, "2017-01-01");
  wait_until (strcmp (reader->model->as_of, "2017-01-01") == 0 && !reader->is_loading);
  g_assert_cmpstr (state_of (fixture), ==, "text");
  g_assert_cmpstr (reader->anchor, ==, "d41");
}

static GtkWidget *
find_button (GtkWidget *widget, const char *label)
{
  GtkWidget *found = NULL;

  if (GTK_IS_BUTTON (widget) && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), label) == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_button (child, label);
  return found;
}

static void
a_citation_leads_to_the_versions_of_what_it_cites (Fixture *fixture, gconstpointer data)
{
  TlReader *reader = fixture->reader;
  const GdkRectangle at = { 100, 100, 10, 10 };

  open_text (fixture, FIXTURE_NO_FILE, NULL);
  _tl_reader_show_citation (reader, 0, GTK_WIDGET (reader), &at);
  wait_until (reader->citation != NULL && gtk_widget_get_mapped (reader->citation));
  gtk_widget_activate (find_button (reader->citation, "Versions"));
  wait_for_versions (fixture);
  g_assert_cmpstr (tl_versions_page_get_versions (reader->versions)->place, ==, "Điều 41. Đặt cọc");
  g_assert_cmpuint (
      tl_diff_view_get_text (tl_versions_page_get_diff (reader->versions))->changes->len, ==, 1);
}

static void
an_article_with_one_version_says_so_and_a_missing_one_is_an_error (Fixture *fixture,
                                                                   gconstpointer data)
{
  TlReader *reader = fixture->reader;

  open_text (fixture, FIXTURE_STATUTE, "d5");
  _tl_reader_show_versions (reader, FIXTURE_STATUTE, "d5");
  wait_for_versions (fixture);
  g_assert_cmpuint (
      tl_diff_view_get_text (tl_versions_page_get_diff (reader->versions))->changes->len, ==, 0);
  _tl_reader_show_versions (reader, FIXTURE_STATUTE, "d9999");
  wait_until (tl_versions_page_is_ready (reader->versions));
  g_assert_cmpstr (tl_versions_page_get_state (reader->versions), ==, "error");
  /* Closed in the middle of reading. */
  _tl_reader_show_versions (reader, FIXTURE_STATUTE, "d41");
  _tl_reader_leave_versions (reader);
  g_assert_cmpstr (state_of (fixture), ==, "text");
}

int
main (int argc, char **argv)
{
  g_autofree char *folder = NULL;
  int status;

  setlocale (LC_ALL, "");
  g_setenv ("GTK_A11Y", "test", TRUE);
  g_setenv ("TROLY_TEXT_BACKEND", "textview", TRUE);
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  /* GTK 4.8 complains where a list is taken away while it scrolls smoothly. */
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  folder = reader_fixture_new ();
  library = folder;
#define TEST(name) g_test_add ("/reader-versions/" #name, Fixture, NULL, set_up, name, tear_down)
  TEST (a_key_shows_the_versions_of_the_article_and_escape_leads_back);
  TEST (two_columns_hold_the_two_texts);
  TEST (any_two_versions_are_compared_and_one_of_them_is_read);
  TEST (a_citation_leads_to_the_versions_of_what_it_cites);
  TEST (an_article_with_one_version_says_so_and_a_missing_one_is_an_error);
  status = g_test_run ();
  reader_fixture_remove (folder);
  return status;
}
