/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>
#include <string.h>

#include "fixture-library.h"
#include "ui/search/tl-hit-text.h"
#include "ui/search/tl-result-row.h"
#include "ui/search/tl-result-slot.h"
#include "ui/search/tl-search-page.h"

#define TIMEOUT_SECONDS 20

/* Judgments of each sort in the larger library; a question is answered by a head and so many of
 * them, which is more than what appears with the answer. */
#define N_OF_A_SORT 20
#define ALL_ROWS    13

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

static GtkListView *
results (Fixture *fixture)
{
  return GTK_LIST_VIEW (
      gtk_widget_get_template_child (GTK_WIDGET (fixture->page), TL_TYPE_SEARCH_PAGE, "results"));
}

static GListModel *
list (Fixture *fixture)
{
  return G_LIST_MODEL (gtk_list_view_get_model (results (fixture)));
}

/* (transfer none): the list keeps it. */
static TlResultItem *
item_at (Fixture *fixture, guint position)
{
  g_autoptr (TlResultSlot) slot = g_list_model_get_item (list (fixture), position);

  return tl_result_slot_get_item (slot);
}

/* The row on the screen. */
static TlResultRow *
row_at (Fixture *fixture, guint position)
{
  GtkWidget *item = gtk_widget_get_first_child (GTK_WIDGET (results (fixture)));

  for (; position > 0; position--)
    item = gtk_widget_get_next_sibling (item);
  return TL_RESULT_ROW (gtk_widget_get_first_child (item));
}

static gboolean
all_are_of (Fixture *fixture, const char *sort)
{
  if (g_list_model_get_n_items (list (fixture)) != ALL_ROWS)
    return FALSE;
  for (guint i = 1; i < ALL_ROWS; i++)
    if (!g_str_has_prefix (tl_result_item_get_hit (item_at (fixture, i))->doc, sort))
      return FALSE;
  return TRUE;
}

static gboolean
shows_deposits (Fixture *fixture)
{
  return all_are_of (fixture, "coc-");
}

static gboolean
shows_rents (Fixture *fixture)
{
  return all_are_of (fixture, "nha-");
}

static gboolean
shows_one_case_first (Fixture *fixture)
{
  return g_list_model_get_n_items (list (fixture)) > 1
         && g_str_equal (tl_result_item_get_hit (item_at (fixture, 1))->doc, "coc-05");
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

static TlDocument *
make_judgment (const char *sort, guint number, const char *text)
{
  g_autofree char *id = g_strdup_printf ("%s-%02u", sort, number);
  TlDocument *document = tl_document_new (TL_DOC_JUDGMENT, id);
  TlBlock *paragraph = tl_block_new (TL_BLOCK_PARAGRAPH, -1, "nhan.1");

  document->number = g_strdup_printf ("%02u/2024/DS-ST", number);
  document->title = g_strdup_printf ("Vụ án %s", id);
  document->issuer = g_strdup ("Tòa án nhân dân tỉnh Minh Hải");
  document->issued = g_strdup ("2024-05-14");
  document->training = TRUE;
  g_free (paragraph->text);
  paragraph->text = g_strdup (text);
  tl_document_add (document, paragraph);
  return document;
}

static char *
larger_library_new (void)
{
  char *folder = g_dir_make_tmp ("troly-library-XXXXXX", NULL);
  g_autoptr (GPtrArray) documents
      = g_ptr_array_new_with_free_func ((GDestroyNotify)tl_document_unref);

  for (guint i = 0; i < N_OF_A_SORT; i++)
    {
      g_ptr_array_add (documents,
                       make_judgment ("coc", i,
                                      i == 5 ? "Các bên tranh chấp tiền đặt cọc mua quán Hoàng Yến."
                                             : "Các bên tranh chấp tiền đặt cọc mua đất."));
      g_ptr_array_add (documents,
                       make_judgment ("nha", i, "Người thuê nhà không trả giá thuê đúng hạn."));
    }
  fixture_library_write (folder, documents);
  return folder;
}

static char *
folder_of (const char *kind)
{
  if (g_strcmp0 (kind, "library") == 0)
    return fixture_library_new ();
  if (g_strcmp0 (kind, "larger") == 0)
    return larger_library_new ();
  return g_dir_make_tmp ("troly-XXXXXX", NULL);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  const char *kind = data;

  fixture->folder = folder_of (kind);
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
  gboolean statute = FALSE;
  gboolean judgment = FALSE;
  int last_group = -1;

  g_assert_true (shows_start (fixture));
  tl_search_page_ask (fixture->page, "phạt cọc khi từ chối hợp đồng đặt cọc");
  wait_until (shows_results, fixture, "results");
  g_assert_null (tl_result_item_get_hit (item_at (fixture, 0)));
  for (int i = 0; i < 200 && !(statute && judgment); i++)
    {
      g_main_context_iteration (NULL, FALSE);
      g_usleep (10000);
      statute = judgment = FALSE;
      last_group = -1;
      for (guint k = 0; k < g_list_model_get_n_items (list (fixture)); k++)
        {
          TlResultItem *item = item_at (fixture, k);
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
rows_are_used_again_and_show_the_new_result_only (Fixture *fixture, gconstpointer data)
{
  TlResultRow *rows[ALL_ROWS];

  tl_search_page_ask (fixture->page, "tranh chấp tiền đặt cọc");
  wait_until (shows_deposits, fixture, "the judgments on deposits");
  for (guint i = 0; i < ALL_ROWS; i++)
    rows[i] = row_at (fixture, i);
  tl_search_page_ask (fixture->page, "giá thuê nhà");
  wait_until (shows_rents, fixture, "the judgments on rents");
  for (guint i = 0; i < ALL_ROWS; i++)
    {
      const TlHit *hit = tl_result_item_get_hit (item_at (fixture, i));
      g_autofree char *name = hit != NULL ? tl_hit_accessible_name (hit) : NULL;

      g_assert_true (row_at (fixture, i) == rows[i]);
      g_assert_true (tl_result_row_get_item (rows[i]) == item_at (fixture, i));
      g_assert_true (tl_result_row_is_hit (rows[i]) == (i > 0));
      if (name != NULL)
        gtk_test_accessible_assert_property (rows[i], GTK_ACCESSIBLE_PROPERTY_LABEL, name);
    }
}

/* Asks while rows of the older answer still wait for their turn. */
static void
a_question_in_between_drops_the_rows_that_were_to_come (Fixture *fixture, gconstpointer data)
{
  gint64 end;

  tl_search_page_ask (fixture->page, "tranh chấp tiền đặt cọc");
  wait_until (shows_results, fixture, "results");
  g_assert_cmpuint (g_list_model_get_n_items (list (fixture)), <, ALL_ROWS);
  tl_search_page_ask (fixture->page, "giá thuê nhà");
  wait_until (shows_rents, fixture, "the judgments on rents");
  end = g_get_monotonic_time () + 300 * 1000;
  while (g_get_monotonic_time () < end)
    g_main_context_iteration (NULL, FALSE);
  g_assert_true (shows_rents (fixture));
}

static void
a_result_stays_chosen_and_focused_while_it_keeps_its_place (Fixture *fixture, gconstpointer data)
{
  GtkSingleSelection *selection
      = GTK_SINGLE_SELECTION (gtk_list_view_get_model (results (fixture)));
  GtkWidget *item;
  TlResultItem *before;

  tl_search_page_ask (fixture->page, "tiền đặt cọc quán Hoàng Yến");
  wait_until (shows_one_case_first, fixture, "the case of this name");
  g_assert_true (tl_search_page_focus_results (fixture->page));
  item = gtk_widget_get_parent (GTK_WIDGET (row_at (fixture, 1)));
  g_assert_cmpuint (gtk_single_selection_get_selected (selection), ==, 1);
  g_assert_true (gtk_root_get_focus (GTK_ROOT (fixture->window)) == item);

  before = item_at (fixture, 1);
  tl_search_page_ask (fixture->page, "tranh chấp đặt cọc quán Hoàng Yến");
  while (item_at (fixture, 1) == before)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (shows_one_case_first (fixture));
  g_assert_cmpuint (gtk_single_selection_get_selected (selection), ==, 1);
  g_assert_true (gtk_root_get_focus (GTK_ROOT (fixture->window)) == item);

  tl_search_page_ask (fixture->page, "giá thuê nhà");
  wait_until (shows_rents, fixture, "the judgments on rents");
  g_assert_cmpuint (gtk_single_selection_get_selected (selection), ==, GTK_INVALID_LIST_POSITION);
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
  g_assert_nonnull (strstr (tl_services_get_error_detail (fixture->services), "0000"));
  g_assert_null (strstr (tl_services_get_error (fixture->services), "0000"));
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
  ADD ("rows-are-used-again-and-show-the-new-result-only", "larger",
       rows_are_used_again_and_show_the_new_result_only);
  ADD ("a-question-in-between-drops-the-rows-that-were-to-come", "larger",
       a_question_in_between_drops_the_rows_that_were_to_come);
  ADD ("a-result-stays-chosen-and-focused-while-it-keeps-its-place", "larger",
       a_result_stays_chosen_and_focused_while_it_keeps_its_place);
  ADD ("without-a-library-the-page-says-what-to-do", "empty",
       without_a_library_the_page_says_what_to_do);
  ADD ("a-damaged-library-is-an-error-that-names-the-file", "damaged",
       a_damaged_library_is_an_error_that_names_the_file);
#undef ADD
  return g_test_run ();
}
