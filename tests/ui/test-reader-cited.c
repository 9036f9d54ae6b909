/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Citations in the reader on a display, by keyboard and pointer, with GtkTextView for the text. */
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
  char *asked; /* what the window was asked to open */
} Fixture;

static const char *library;

static void
asked_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  Fixture *fixture = user_data;

  g_free (fixture->asked);
  fixture->asked = g_variant_print (parameter, FALSE);
}

/* The actions that the real window has. */
static void
add_actions (Fixture *fixture)
{
  static const struct
  {
    const char *name;
    const char *type;
  } actions[] = { { "open-document", "(sss)" }, { "open-beside", "(sss)" }, { "say", "s" } };
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();

  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    {
      g_autoptr (GVariantType) type = g_variant_type_new (actions[i].type);
      g_autoptr (GSimpleAction) action = g_simple_action_new (actions[i].name, type);

      g_signal_connect (action, "activate", G_CALLBACK (asked_cb), fixture);
      g_action_map_add_action (G_ACTION_MAP (group), G_ACTION (action));
    }
  gtk_widget_insert_action_group (fixture->window, "win", G_ACTION_GROUP (group));
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->services = tl_services_new ();
  tl_services_load (fixture->services, library);
  wait_until (tl_services_get_state (fixture->services) == TL_SERVICES_READY);
  fixture->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 1200, 700);
  fixture->reader = TL_READER (tl_reader_new (fixture->services));
  gtk_window_set_child (GTK_WINDOW (fixture->window), GTK_WIDGET (fixture->reader));
  add_actions (fixture);
  gtk_window_present (GTK_WINDOW (fixture->window));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  g_clear_object (&fixture->services);
  g_clear_pointer (&fixture->asked, g_free);
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static TlTextPlain *
plain (Fixture *fixture)
{
  return TL_TEXT_PLAIN (tl_text_view_get_widget (fixture->reader->text));
}

/* The judgment whose original is not installed: its text is shown. */
static void
open_text (Fixture *fixture, const char *doc, const char *anchor)
{
  TlReaderTarget target = { .doc = doc, .anchor = anchor };

  tl_reader_open (fixture->reader, &target);
  wait_until (!fixture->reader->is_loading && fixture->reader->model != NULL
              && tl_text_view_get_widget (fixture->reader->text) != NULL
              && tl_text_plain_is_complete (plain (fixture)));
}

/* What the key controllers of the text do with a key. */
static gboolean
press_on (GtkWidget *widget, GtkPropagationPhase phase, guint key, GdkModifierType state)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);
  gboolean handled = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (controllers) && !handled; i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_EVENT_CONTROLLER_KEY (controller)
          && gtk_event_controller_get_propagation_phase (controller) == phase)
        g_signal_emit_by_name (controller, "key-pressed", key, 0, state, &handled);
    }
  return handled;
}

static gboolean
press (Fixture *fixture, guint key, GdkModifierType state)
{
  return press_on (GTK_WIDGET (plain (fixture)->view), GTK_PHASE_CAPTURE, key, state);
}

static const TlCitedText *
popover_text (Fixture *fixture)
{
  return fixture->reader->citation != NULL
             ? tl_cited_popover_get_text (TL_CITED_POPOVER (fixture->reader->citation))
             : NULL;
}

static void
tab_and_enter_open_what_is_cited_and_escape_gives_the_focus_back (Fixture *fixture,
                                                                  gconstpointer data)
{
  TlReader *reader = fixture->reader;
  GtkWidget *view;
  const TlCitedText *text;
  gint64 start;

  open_text (fixture, FIXTURE_NO_FILE, NULL);
  g_assert_cmpuint (tl_text_model_get_n_citations (reader->model), ==, 1);
  view = GTK_WIDGET (plain (fixture)->view);
  gtk_widget_grab_focus (GTK_WIDGET (reader->text));
  g_assert_true (press (fixture, GDK_KEY_Tab, 0));
  /* Where the citation stands is what is being read. */
  g_assert_cmpstr (tl_text_view_get_anchor (reader->text), ==, "nhan.2");
  gtk_test_accessible_assert_property (view, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                       "Citation khoản 1 Điều 41: Enter shows what it says");
  /* After the last one Tab goes on to what stands behind the text. */
  g_assert_false (press (fixture, GDK_KEY_Tab, 0));
  start = g_get_monotonic_time ();
  g_assert_true (press (fixture, GDK_KEY_Return, 0));
  wait_until (reader->citation != NULL && gtk_widget_get_mapped (reader->citation));
  g_test_message ("the window of a citation was there after %.1f ms",
                  (double)(g_get_monotonic_time () - start) / 1000);
  text = popover_text (fixture);
  g_assert_cmpint (text->state, ==, TL_CITED_UNIT);
  g_assert_cmpstr (text->doc, ==, FIXTURE_STATUTE);
  g_assert_cmpstr (text->anchor, ==, "d41.k1");
  g_assert_cmpstr (text->as_of, ==, "2024-05-14");
  g_assert_true (g_str_has_prefix (text->text, "1. Bản mới của điều về đặt cọc."));
  g_assert_cmpstr (text->heading, ==, "Điều 41. Đặt cọc");
  gtk_popover_popdown (GTK_POPOVER (reader->citation));
  wait_until (reader->citation == NULL || gtk_widget_get_parent (reader->citation) == NULL);
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (fixture->window)) == view);
}

/* The citation that is drawn on the pages in view: its id, and a point of it; 0 for none. */
static guint
find_on_pages (Fixture *fixture, int *x, int *y)
{
  TlPdfView *view = fixture->reader->original;
  guint id = 0;

  for (*y = 2; *y < gtk_widget_get_height (GTK_WIDGET (view)); *y += 4)
    for (*x = 2; *x < gtk_widget_get_width (GTK_WIDGET (view)); *x += 8)
      if ((id = tl_pdf_view_get_shape_at (view, TL_PDF_LAYER_CITATIONS, *x, *y)) != 0)
        return id;
  return 0;
}

static void
open_pages (Fixture *fixture, const char *anchor)
{
  TlReaderTarget target = { .doc = FIXTURE_JUDGMENT, .anchor = anchor };
  TlReader *reader = fixture->reader;

  tl_reader_open (reader, &target);
  wait_until (!reader->is_loading && reader->in_original
              && tl_pdf_view_get_pdf (reader->original) != NULL
              && tl_pdf_view_is_drawn (reader->original));
}

/* Moves the pointer over @widget, as its controllers see it. */
static void
point_at (GtkWidget *widget, int x, int y)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_EVENT_CONTROLLER_MOTION (controller))
        g_signal_emit_by_name (controller, "motion", (double)x, (double)y);
    }
}

static void
a_citation_is_pressed_on_the_original_page (Fixture *fixture, gconstpointer data)
{
  TlReader *reader = fixture->reader;
  GdkRectangle at;
  GdkCursor *cursor;
  gint64 start;
  guint id;
  int x, y;

  open_pages (fixture, "nhan.2");
  wait_until ((id = find_on_pages (fixture, &x, &y)) != 0);
  point_at (GTK_WIDGET (reader->original), x, y);
  cursor = gtk_widget_get_cursor (GTK_WIDGET (reader->original));
  g_assert_cmpstr (gdk_cursor_get_name (cursor), ==, "pointer");
  point_at (GTK_WIDGET (reader->original), -1, -1);
  g_assert_null (gtk_widget_get_cursor (GTK_WIDGET (reader->original)));
  gtk_widget_grab_focus (GTK_WIDGET (reader->original));
  start = g_get_monotonic_time ();
  g_signal_emit_by_name (reader->original, "activate", TL_PDF_LAYER_CITATIONS, id);
  wait_until (reader->citation != NULL && gtk_widget_get_mapped (reader->citation));
  g_test_message ("the window of a citation was there after %.1f ms",
                  (double)(g_get_monotonic_time () - start) / 1000);
  g_assert_cmpstr (popover_text (fixture)->anchor, ==, "d41.k1");
  g_assert_cmpstr (popover_text (fixture)->as_of, ==, "2024-05-14");
  /* It points at the words. */
  g_assert_true (gtk_popover_get_pointing_to (GTK_POPOVER (reader->citation), &at));
  g_assert_cmpint (at.height, >, 5);
  gtk_popover_popdown (GTK_POPOVER (reader->citation));
  wait_until (reader->citation == NULL || gtk_widget_get_parent (reader->citation) == NULL);
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (fixture->window))
                 == GTK_WIDGET (reader->original));
}

static void
keys_go_from_citation_to_citation_on_the_original_pages (Fixture *fixture, gconstpointer data)
{
  TlReader *reader = fixture->reader;
  GtkWidget *view = GTK_WIDGET (reader->original);
  int x, y;

  open_pages (fixture, NULL);
  g_assert_cmpuint (tl_pdf_view_get_page (reader->original), ==, 0);
  /* Three pages on, which nobody has looked at yet. */
  g_assert_false (press_on (view, GTK_PHASE_BUBBLE, GDK_KEY_Return, 0));
  gtk_widget_activate_action (GTK_WIDGET (reader), "reader.step-citation", "i", 1);
  wait_until (find_on_pages (fixture, &x, &y) != 0);
  g_assert_true (reader->in_original);
  g_assert_cmpuint (tl_pdf_view_get_page (reader->original), ==, 3);
  gtk_test_accessible_assert_property (view, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                       "Citation khoản 1 Điều 41: Enter shows what it says");
  g_assert_true (press_on (view, GTK_PHASE_BUBBLE, GDK_KEY_Return, 0));
  wait_until (reader->citation != NULL && gtk_widget_get_mapped (reader->citation));
  g_assert_cmpstr (popover_text (fixture)->anchor, ==, "d41.k1");
  gtk_popover_popdown (GTK_POPOVER (reader->citation));
  wait_until (reader->citation == NULL || gtk_widget_get_parent (reader->citation) == NULL);
  /* It is the only one. */
  g_clear_pointer (&fixture->asked, g_free);
  gtk_widget_activate_action (GTK_WIDGET (reader), "reader.step-citation", "i", 1);
  wait_until (fixture->asked != NULL);
  g_assert_cmpstr (fixture->asked, ==, "'No further citation'");
  g_clear_pointer (&fixture->asked, g_free);
  gtk_widget_activate_action (GTK_WIDGET (reader), "reader.step-citation", "i", -1);
  wait_until (fixture->asked != NULL);
  g_assert_cmpstr (fixture->asked, ==, "'No citation before this one'");
  /* Back to it from behind. */
  tl_pdf_view_scroll_to (reader->original, (TlPdfPlace){ 9, 0 });
  wait_until (tl_pdf_view_get_page (reader->original) == 9
              && tl_pdf_view_is_drawn (reader->original) && find_on_pages (fixture, &x, &y) == 0
              && reader->follow_source == 0);
  gtk_widget_activate_action (GTK_WIDGET (reader), "reader.step-citation", "i", -1);
  wait_until (tl_pdf_view_get_page (reader->original) == 3 && find_on_pages (fixture, &x, &y) != 0);
}

/* The button of the open window whose label is @label. */
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
show_popover (Fixture *fixture)
{
  g_assert_true (tl_text_view_step_citation (fixture->reader->text, 1));
  g_assert_true (press (fixture, GDK_KEY_Return, 0));
  wait_until (fixture->reader->citation != NULL
              && gtk_widget_get_mapped (fixture->reader->citation));
}

/* Enter can come before the text has scrolled: the window must not be put where the citation was.
 */
static void
a_place_outside_of_the_window_does_not_take_the_window_there (Fixture *fixture, gconstpointer data)
{
  static const GdkRectangle places[]
      = { { 400, 90000, 50, 20 }, { -5000, -90000, 50, 20 }, { 0, 0, 90000, 90000 } };
  TlReader *reader = fixture->reader;

  open_text (fixture, FIXTURE_NO_FILE, NULL);
  wait_until (gtk_widget_get_width (GTK_WIDGET (reader)) > 0);
  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      GdkRectangle at;

      _tl_reader_show_citation (reader, 0, GTK_WIDGET (reader), &places[i]);
      wait_until (reader->citation != NULL && gtk_widget_get_mapped (reader->citation));
      g_assert_true (gtk_popover_get_pointing_to (GTK_POPOVER (reader->citation), &at));
      g_assert_cmpint (at.x, >=, 0);
      g_assert_cmpint (at.y, >=, 0);
      g_assert_cmpint (at.x + at.width, <=, gtk_widget_get_width (GTK_WIDGET (reader)));
      g_assert_cmpint (at.y + at.height, <=, gtk_widget_get_height (GTK_WIDGET (reader)));
      gtk_popover_popdown (GTK_POPOVER (reader->citation));
      wait_until (reader->citation == NULL || gtk_widget_get_parent (reader->citation) == NULL);
    }
}

static void
its_buttons_open_the_provision_on_the_day_of_the_judgment (Fixture *fixture, gconstpointer data)
{
  static const char *const labels[] = { "Open", "Open Beside" };

  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    {
      open_text (fixture, FIXTURE_NO_FILE, "nhan.1");
      show_popover (fixture);
      g_clear_pointer (&fixture->asked, g_free);
      gtk_widget_activate (find_button (fixture->reader->citation, labels[i]));
      wait_until (fixture->asked != NULL);
      g_assert_cmpstr (fixture->asked, ==, "('" FIXTURE_STATUTE "', 'd41.k1', '2024-05-14')");
    }
}

static void
who_else_cites_it_is_listed_beside_the_text (Fixture *fixture, gconstpointer data)
{
  TlReader *reader = fixture->reader;
  GtkListBox *list;

  open_text (fixture, FIXTURE_NO_FILE, NULL);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (reader->citing)));
  show_popover (fixture);
  gtk_widget_activate (find_button (reader->citation, "Cited Elsewhere"));
  wait_until (gtk_widget_get_visible (GTK_WIDGET (reader->citing))
              && tl_citing_pane_is_ready (reader->citing));
  /* The four judgments of the fixture. */
  g_assert_cmpstr (tl_citing_pane_get_total (reader->citing), ==, "Cited by 4 documents");
  list = tl_citing_pane_get_list (reader->citing);
  g_assert_nonnull (gtk_list_box_get_row_at_index (list, 3));
  g_assert_null (gtk_list_box_get_row_at_index (list, 4));
  g_clear_pointer (&fixture->asked, g_free);
  gtk_widget_activate (GTK_WIDGET (gtk_list_box_get_row_at_index (list, 0)));
  wait_until (fixture->asked != NULL);
  g_assert_true (g_str_has_suffix (fixture->asked, "'nhan.2', '')"));
  g_signal_emit_by_name (reader->citing, "close");
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (reader->citing)));
}

static void
what_cites_an_article_is_listed_from_its_outline (Fixture *fixture, gconstpointer data)
{
  TlReader *reader = fixture->reader;

  open_text (fixture, FIXTURE_STATUTE, "d41");
  wait_until (g_strcmp0 (tl_outline_get_current (reader->outline), "d41") == 0);
  gtk_widget_activate_action (GTK_WIDGET (reader), "reader.cited-by", "b", FALSE);
  wait_until (tl_citing_pane_is_ready (reader->citing));
  g_assert_cmpstr (tl_citing_pane_get_total (reader->citing), ==, "Cited by 4 documents");
  g_assert_true (
      gtk_window_get_focus (GTK_WINDOW (fixture->window))
      == GTK_WIDGET (gtk_list_box_get_row_at_index (tl_citing_pane_get_list (reader->citing), 0)));
  tl_reader_open (reader, &(TlReaderTarget){ .doc = FIXTURE_STATUTE, .anchor = "d60" });
  wait_until (g_strcmp0 (tl_outline_get_current (reader->outline), "d60") == 0);
  gtk_widget_activate_action (GTK_WIDGET (reader), "reader.cited-by", "b", FALSE);
  wait_until (tl_citing_pane_is_ready (reader->citing));
  g_assert_cmpstr (tl_citing_pane_get_total (reader->citing), ==,
                   "No other document of the library cites it.");
  gtk_widget_activate_action (GTK_WIDGET (reader), "reader.cited-by", "b", TRUE);
  wait_until (tl_citing_pane_is_ready (reader->citing));
  g_assert_cmpstr (tl_citing_pane_get_total (reader->citing), ==, "Cited by 4 documents");
}

static void
the_place_stays_when_lines_get_longer_or_letters_larger (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GSettings) settings = g_settings_new (TL_APP_ID);
  static const struct
  {
    const char *key;
    int value;
  } changes[]
      = { { "text-measure", 0 }, { "text-size", 2 }, { "text-measure", 2 }, { "text-family", 1 } };
  TlReader *reader = fixture->reader;
  int narrow = 0, paragraph;

  open_text (fixture, FIXTURE_STATUTE, "d300");
  paragraph = tl_text_model_find (reader->model, "d300");
  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      if (g_str_equal (changes[i].key, "text-size"))
        g_settings_set_int (settings, changes[i].key, changes[i].value);
      else
        g_settings_set_enum (settings, changes[i].key, changes[i].value);
      wait_until (tl_text_plain_is_complete (plain (fixture)));
      g_assert_cmpint (tl_text_plain_get_top (plain (fixture), (guint)paragraph), >=, -4);
      g_assert_cmpint (tl_text_plain_get_top (plain (fixture), (guint)paragraph), <, 200);
      if (i == 0)
        narrow = adw_clamp_scrollable_get_maximum_size (plain (fixture)->clamp);
    }
  g_assert_cmpint (adw_clamp_scrollable_get_maximum_size (plain (fixture)->clamp), >,
                   narrow * 3 / 2);
  g_settings_reset (settings, "text-measure");
  g_settings_reset (settings, "text-size");
  g_settings_reset (settings, "text-family");
}

static void
the_link_to_the_place_is_copied (Fixture *fixture, gconstpointer data)
{
  GdkClipboard *clipboard = gtk_widget_get_clipboard (fixture->window);
  GdkContentProvider *content;
  GValue value = G_VALUE_INIT;

  open_text (fixture, FIXTURE_STATUTE, "d41");
  gtk_widget_activate_action (GTK_WIDGET (fixture->reader), "reader.copy-link", NULL);
  content = gdk_clipboard_get_content (clipboard);
  g_assert_nonnull (content);
  g_value_init (&value, G_TYPE_STRING);
  g_assert_true (gdk_content_provider_get_value (content, &value, NULL));
  g_assert_cmpstr (g_value_get_string (&value), ==, "troly:doc/" FIXTURE_STATUTE "#d41");
  g_value_unset (&value);
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
  folder = reader_fixture_new ();
  library = folder;
#define TEST(name) g_test_add ("/reader-cited/" #name, Fixture, NULL, set_up, name, tear_down)
  TEST (tab_and_enter_open_what_is_cited_and_escape_gives_the_focus_back);
  TEST (a_citation_is_pressed_on_the_original_page);
  TEST (keys_go_from_citation_to_citation_on_the_original_pages);
  TEST (a_place_outside_of_the_window_does_not_take_the_window_there);
  TEST (its_buttons_open_the_provision_on_the_day_of_the_judgment);
  TEST (who_else_cites_it_is_listed_beside_the_text);
  TEST (what_cites_an_article_is_listed_from_its_outline);
  TEST (the_place_stays_when_lines_get_longer_or_letters_larger);
  TEST (the_link_to_the_place_is_copied);
  status = g_test_run ();
  reader_fixture_remove (folder);
  return status;
}
