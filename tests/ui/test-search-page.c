/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>
#include <glib/gstdio.h>
#include <string.h>

#include "fixture-library.h"
#include "ui/search/tl-search-page.h"

#define TIMEOUT_SECONDS 20

typedef struct
{
  char *folder;
  TlServices *services;
  TlSearchPage *page;
  GtkWidget *window;
} Fixture;

static gboolean
timed_out_cb (gpointer user_data)
{
  g_error ("waited %d s in vain for %s", TIMEOUT_SECONDS, (const char *)user_data);
  return G_SOURCE_REMOVE;
}

/* Runs the main loop until @condition holds. */
static void
wait_until (gboolean (*condition) (Fixture *), Fixture *fixture, const char *what)
{
  guint source = g_timeout_add_seconds (TIMEOUT_SECONDS, timed_out_cb, (gpointer)what);

  while (!condition (fixture))
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (source);
}

static const char *
visible_state (Fixture *fixture)
{
  GtkStack *states = GTK_STACK (
      gtk_widget_get_template_child (GTK_WIDGET (fixture->page), TL_TYPE_SEARCH_PAGE, "states"));

  return gtk_stack_get_visible_child_name (states);
}

static gboolean
is_settled (Fixture *fixture)
{
  return tl_services_get_state (fixture->services) != TL_SERVICES_LOADING;
}

static gboolean
shows_results (Fixture *fixture)
{
  return g_str_equal (visible_state (fixture), "results");
}

static gboolean
shows_nothing (Fixture *fixture)
{
  return g_str_equal (visible_state (fixture), "nothing");
}

static gboolean
shows_start (Fixture *fixture)
{
  return g_str_equal (visible_state (fixture), "start");
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  const char *kind = data;

  fixture->folder = g_strcmp0 (kind, "library") == 0 ? fixture_library_new ()
                                                     : g_dir_make_tmp ("troly-XXXXXX", NULL);
  if (g_strcmp0 (kind, "damaged") == 0)
    {
      g_autofree char *path = g_build_filename (
          fixture->folder, "0000000000000000000000000000000000000000000000000000000000000000.tlv",
          NULL);
      g_assert_true (g_file_set_contents (path, "this is no volume", -1, NULL));
    }
  fixture->services = tl_services_new ();
  fixture->page = g_object_new (TL_TYPE_SEARCH_PAGE, NULL);
  tl_search_page_set_services (fixture->page, fixture->services);
  fixture->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 1200, 700);
  gtk_window_set_child (GTK_WINDOW (fixture->window), GTK_WIDGET (fixture->page));
  gtk_window_present (GTK_WINDOW (fixture->window));
  tl_services_load (fixture->services, fixture->folder);
  wait_until (is_settled, fixture, "the library");
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  g_object_unref (fixture->services);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  fixture_library_remove (fixture->folder);
  g_free (fixture->folder);
}

static void
a_question_is_answered_in_groups (Fixture *fixture, gconstpointer data)
{
  GtkListView *results = GTK_LIST_VIEW (
      gtk_widget_get_template_child (GTK_WIDGET (fixture->page), TL_TYPE_SEARCH_PAGE, "results"));
  GListModel *model = G_LIST_MODEL (gtk_list_view_get_model (results));
  g_autoptr (TlResultItem) first = NULL;
  gboolean statute = FALSE;
  gboolean judgment = FALSE;
  int last_group = -1;

  g_assert_true (shows_start (fixture));
  tl_search_page_ask (fixture->page, "phạt cọc khi từ chối hợp đồng đặt cọc");
  wait_until (shows_results, fixture, "results");
  first = g_list_model_get_item (model, 0);
  g_assert_null (tl_result_item_get_hit (first));
  for (int i = 0; i < 200 && !(statute && judgment); i++)
    {
      g_main_context_iteration (NULL, FALSE);
      g_usleep (10000);
      statute = judgment = FALSE;
      last_group = -1;
      for (guint k = 0; k < g_list_model_get_n_items (model); k++)
        {
          g_autoptr (TlResultItem) item = g_list_model_get_item (model, k);
          const TlHit *hit = tl_result_item_get_hit (item);

          g_assert_cmpint (tl_result_item_get_group (item), >=, last_group);
          last_group = tl_result_item_get_group (item);
          statute |= hit != NULL && hit->kind == TL_DOC_STATUTE;
          judgment |= hit != NULL && hit->kind == TL_DOC_JUDGMENT;
        }
    }
  g_assert_true (statute);
  g_assert_true (judgment);
}

static void
nothing_found_is_a_page_of_its_own_and_an_empty_question_starts_over (Fixture *fixture,
                                                                      gconstpointer data)
{
  tl_search_page_ask (fixture->page, "zzqx wvvk");
  wait_until (shows_nothing, fixture, "the page that says nothing was found");
  tl_search_page_ask (fixture->page, "   ");
  wait_until (shows_start, fixture, "the start page");
}

static void
typing_asks_at_once_and_not_while_an_input_method_composes (Fixture *fixture, gconstpointer data)
{
  gint64 end;

  tl_search_page_type (fixture->page, "đặt cọc");
  tl_search_page_hold (fixture->page);
  end = g_get_monotonic_time () + 400 * 1000;
  while (g_get_monotonic_time () < end)
    g_main_context_iteration (NULL, FALSE);
  g_assert_true (shows_start (fixture));
  tl_search_page_type (fixture->page, "đặt cọc ");
  wait_until (shows_results, fixture, "results after typing");
}

static void
without_a_library_the_page_says_what_to_do (Fixture *fixture, gconstpointer data)
{
  g_assert_cmpstr (visible_state (fixture), ==, "library");
  g_assert_cmpint (tl_services_get_state (fixture->services), ==, TL_SERVICES_EMPTY);
}

static void
a_damaged_library_is_an_error_that_names_the_file (Fixture *fixture, gconstpointer data)
{
  g_assert_cmpstr (visible_state (fixture), ==, "library");
  g_assert_cmpint (tl_services_get_state (fixture->services), ==, TL_SERVICES_FAILED);
  g_assert_nonnull (strstr (tl_services_get_error (fixture->services), "0000"));
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
#define ADD(path, library, test)                                                                   \
  g_test_add ("/ui/search-page/" path, Fixture, library, set_up, test, tear_down)
  ADD ("a-question-is-answered-in-groups", "library", a_question_is_answered_in_groups);
  ADD ("nothing-found-is-a-page-of-its-own-and-an-empty-question-starts-over", "library",
       nothing_found_is_a_page_of_its_own_and_an_empty_question_starts_over);
  ADD ("typing-asks-at-once-and-not-while-an-input-method-composes", "library",
       typing_asks_at_once_and_not_while_an_input_method_composes);
  ADD ("without-a-library-the-page-says-what-to-do", "empty",
       without_a_library_the_page_says_what_to_do);
  ADD ("a-damaged-library-is-an-error-that-names-the-file", "damaged",
       a_damaged_library_is_an_error_that_names_the_file);
#undef ADD
  return g_test_run ();
}
