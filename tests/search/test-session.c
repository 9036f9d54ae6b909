/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "search-fixture.h"
#include "search/engine/tl-search-session.h"

#define TIMEOUT_SECONDS 20

static gboolean
timed_out_cb (gpointer user_data)
{
  g_error ("waited %d s in vain for %s", TIMEOUT_SECONDS, (const char *)user_data);
  return G_SOURCE_REMOVE;
}

static void
wait_for_state (TlSearchSession *session, TlSearchState state)
{
  guint source
      = g_timeout_add_seconds (TIMEOUT_SECONDS, timed_out_cb, (gpointer) "a state of the session");

  while (tl_search_session_get_state (session) != state)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (source);
}

static TlSearchSession *
session_new (SearchFixture *fixture)
{
  TlSearchSession *session = tl_search_session_new ();

  tl_search_session_set_engine (session, fixture->engine);
  return session;
}

static void
ask (TlSearchSession *session, const char *text, int kind)
{
  TlSearchRequest request = { .text = text, .kind = kind };

  tl_search_session_ask (session, &request);
}

/* All rows: those below the first screenful follow after a rest. */
static void
wait_for_rows (TlSearchSession *session)
{
  GListModel *model = tl_search_session_get_model (session);
  guint n_hits = 0;
  guint source
      = g_timeout_add_seconds (TIMEOUT_SECONDS, timed_out_cb, (gpointer) "the rows of the answer");

  wait_for_state (session, TL_SEARCH_DONE);
  while (n_hits != tl_search_session_get_answer (session)->hits->len)
    {
      g_main_context_iteration (NULL, TRUE);
      n_hits = 0;
      for (guint i = 0; i < g_list_model_get_n_items (model); i++)
        {
          g_autoptr (TlResultItem) item = g_list_model_get_item (model, i);

          n_hits += tl_result_item_get_hit (item) != NULL;
        }
    }
  g_source_remove (source);
}

static guint
n_rows (TlSearchSession *session)
{
  return g_list_model_get_n_items (tl_search_session_get_model (session));
}

/* Heads and hits as the engine gives them in one answer, group by group. */
static void
every_hit_stands_once_in_its_group (SearchFixture *fixture, gconstpointer data)
{
  g_autoptr (TlSearchSession) session = session_new (fixture);
  GListModel *model = tl_search_session_get_model (session);
  const TlSearchResult *answer;
  guint n_hits = 0;
  int last_group = -1;

  ask (session, "tài sản", -1);
  wait_for_rows (session);
  answer = tl_search_session_get_answer (session);
  for (guint i = 0; i < n_rows (session); i++)
    {
      g_autoptr (TlResultItem) item = g_list_model_get_item (model, i);
      int group = tl_result_item_get_group (item);

      if (tl_result_item_get_hit (item) == NULL)
        g_assert_cmpint (group, >, last_group);
      else
        g_assert_cmpint (group, ==, last_group);
      last_group = group;
      n_hits += tl_result_item_get_hit (item) != NULL;
    }
  g_assert_cmpuint (n_hits, ==, answer->hits->len);
  g_assert_cmpuint (n_hits, >, 0);
}

static void
the_newest_question_wins (SearchFixture *fixture, gconstpointer data)
{
  static const char *const typed[]
      = { "t", "tr", "trộm", "trộm c", "trộm cắp", "trộm cắp tài sản" };
  g_autoptr (TlSearchSession) session = session_new (fixture);
  g_autoptr (TlSearchSession) other = session_new (fixture);

  for (guint i = 0; i < G_N_ELEMENTS (typed); i++)
    {
      ask (session, typed[i], -1);
      g_main_context_iteration (NULL, FALSE);
    }
  ask (other, "trộm cắp tài sản", -1);
  wait_for_rows (session);
  wait_for_rows (other);
  g_assert_cmpuint (n_rows (session), ==, n_rows (other));
  for (guint i = 0; i < n_rows (session); i++)
    {
      g_autoptr (TlResultItem) a = g_list_model_get_item (tl_search_session_get_model (session), i);
      g_autoptr (TlResultItem) b = g_list_model_get_item (tl_search_session_get_model (other), i);
      const TlHit *hit = tl_result_item_get_hit (a);

      if (hit != NULL)
        g_assert_cmpstr (hit->doc, ==, tl_result_item_get_hit (b)->doc);
    }
}

/* The rows of each document, by id. */
static GHashTable *
rows_of_documents (GPtrArray *hits)
{
  GHashTable *rows = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < hits->len; i++)
    {
      const TlHit *hit = g_ptr_array_index (hits, i);
      guint before = GPOINTER_TO_UINT (g_hash_table_lookup (rows, hit->doc));

      g_hash_table_insert (rows, g_strdup (hit->doc), GUINT_TO_POINTER (before + 1));
    }
  return rows;
}

static void
a_document_stands_once_and_asked_for_alone_with_all_its_places (SearchFixture *fixture,
                                                                gconstpointer data)
{
  g_autoptr (TlSearchSession) session = session_new (fixture);
  g_autoptr (GHashTable) rows = NULL;
  g_autofree char *filter = NULL;
  const char *filters[] = { NULL, NULL };
  TlSearchRequest request = { .text = "tài sản", .kind = -1, .filters = filters };
  GPtrArray *hits;
  guint matching = 0;

  ask (session, "tài sản", -1);
  wait_for_rows (session);
  hits = tl_search_session_get_answer (session)->hits;
  rows = rows_of_documents (hits);
  for (guint i = 0; i < hits->len; i++)
    {
      const TlHit *hit = g_ptr_array_index (hits, i);

      g_assert_cmpuint (GPOINTER_TO_UINT (g_hash_table_lookup (rows, hit->doc)), <=,
                        hit->kind == TL_DOC_STATUTE ? 4 : 1);
      if (hit->others + 1 <= matching)
        continue;
      matching = hit->others + 1;
      g_free (filter);
      filter = g_strconcat ("document=", hit->doc, NULL);
    }
  g_assert_cmpuint (matching, >, 1);
  filters[0] = filter;
  tl_search_session_ask (session, &request);
  wait_for_rows (session);
  g_assert_cmpuint (tl_search_session_get_answer (session)->hits->len, ==, matching);
  g_assert_cmpuint (tl_search_session_get_count (session, -1, NULL), ==, 1);
}

static void
old_results_stay_until_new_ones_come (SearchFixture *fixture, gconstpointer data)
{
  g_autoptr (TlSearchSession) session = session_new (fixture);
  guint before;

  ask (session, "trộm cắp tài sản", -1);
  wait_for_state (session, TL_SEARCH_DONE);
  before = n_rows (session);
  ask (session, "zzqx wvvk", -1);
  g_assert_cmpint (tl_search_session_get_state (session), ==, TL_SEARCH_RUNNING);
  g_assert_cmpuint (n_rows (session), ==, before);
  wait_for_state (session, TL_SEARCH_NOTHING);
  g_assert_cmpuint (n_rows (session), ==, 0);
  ask (session, "   ", -1);
  g_assert_cmpint (tl_search_session_get_state (session), ==, TL_SEARCH_IDLE);
  g_assert_null (tl_search_session_get_answer (session));
}

static void
one_kind_is_all_there_is_when_it_is_asked_for (SearchFixture *fixture, gconstpointer data)
{
  g_autoptr (TlSearchSession) session = session_new (fixture);

  ask (session, "hợp đồng đặt cọc", TL_DOC_JUDGMENT);
  wait_for_rows (session);
  for (guint i = 0; i < n_rows (session); i++)
    {
      g_autoptr (TlResultItem) item
          = g_list_model_get_item (tl_search_session_get_model (session), i);

      g_assert_cmpint (tl_result_item_get_group (item), ==, TL_RESULT_JUDGMENTS);
    }
  g_assert_cmpuint (tl_search_session_get_count (session, TL_DOC_STATUTE, NULL), >, 0);
}

static void
a_filter_that_nobody_knows_is_a_failure_that_says_so (SearchFixture *fixture, gconstpointer data)
{
  static const char *const filters[] = { "colour=red", NULL };
  g_autoptr (TlSearchSession) session = session_new (fixture);
  TlSearchRequest request = { .text = "tài sản", .kind = -1, .filters = filters };

  tl_search_session_ask (session, &request);
  wait_for_state (session, TL_SEARCH_FAILED);
  g_assert_nonnull (tl_search_session_get_error (session));
  g_assert_cmpuint (n_rows (session), ==, 0);
}

static void
facets_come_after_the_hits (SearchFixture *fixture, gconstpointer data)
{
  g_autoptr (TlSearchSession) session = session_new (fixture);
  guint source = g_timeout_add_seconds (TIMEOUT_SECONDS, timed_out_cb, (gpointer) "the facets");
  gboolean current = FALSE;

  ask (session, "tài sản", -1);
  wait_for_state (session, TL_SEARCH_DONE);
  g_object_get (session, "facets", &current, NULL);
  g_assert_false (current);
  while (!current)
    {
      g_main_context_iteration (NULL, TRUE);
      g_object_get (session, "facets", &current, NULL);
    }
  g_source_remove (source);
  g_assert_cmpuint (n_rows (session), >, 0);
  ask (session, "tài sản khác", -1);
  g_object_get (session, "facets", &current, NULL);
  g_assert_false (current);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  SEARCH_FIXTURE_ADD ("/search/session/", every_hit_stands_once_in_its_group);
  SEARCH_FIXTURE_ADD ("/search/session/", the_newest_question_wins);
  SEARCH_FIXTURE_ADD ("/search/session/",
                      a_document_stands_once_and_asked_for_alone_with_all_its_places);
  SEARCH_FIXTURE_ADD ("/search/session/", old_results_stay_until_new_ones_come);
  SEARCH_FIXTURE_ADD ("/search/session/", one_kind_is_all_there_is_when_it_is_asked_for);
  SEARCH_FIXTURE_ADD ("/search/session/", a_filter_that_nobody_knows_is_a_failure_that_says_so);
  SEARCH_FIXTURE_ADD ("/search/session/", facets_come_after_the_hits);
  return g_test_run ();
}
