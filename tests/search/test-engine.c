/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "base/tl-clock.h"
#include "base/tl-error.h"
#include "base/tl-limits.h"
#include "search-fixture.h"
#include "text/tl-text.h"

static void
words_find_the_article (SearchFixture *fixture, gconstpointer data)
{
  g_autoptr (TlSearchResult) result
      = search_fixture_ask_on (fixture, "trộm cắp tài sản của người khác", NULL);
  const TlHit *hit = search_fixture_hit (result, 0);

  search_fixture_assert_first (result, "100-2015-qh13", "d173");
  g_assert_cmpint (hit->kind, ==, TL_DOC_STATUTE);
  g_assert_cmpstr (hit->label, ==, "Điều 173");
  g_assert_cmpstr (hit->title, ==, "Tội trộm cắp tài sản");
  g_assert_cmpstr (hit->doc_title, ==, "Bộ luật Hình sự");
  g_assert_cmpstr (hit->short_name, ==, "BLHS");
  g_assert_cmpstr (hit->number, ==, "100/2015/QH13");
  g_assert_cmpstr (hit->source_id, ==, "theft");
  g_assert_cmpstr (hit->passage_anchor, ==, "d173.k1");
  g_assert_cmpint (hit->effect, ==, TL_EFFECT_IN_FORCE);
  g_assert_cmpstr (hit->valid_from, ==, "2018-01-01");
  g_assert_false (hit->literal);
  g_assert_cmpuint (hit->highlights->len, >, 0);
  g_assert_true (search_fixture_has_why (hit, "pairs"));
  g_assert_true (search_fixture_has_why (hit, "words"));
  g_assert_false (result->widened);
  g_assert_cmpstr (result->as_of, ==, "2026-11-15");
}

/* Ranked hits of two questions, one a line. */
static char *
describe (const TlSearchResult *result)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < result->hits->len; i++)
    {
      const TlHit *hit = search_fixture_hit (result, i);

      g_string_append_printf (text, "%s %s %.4f %s\n", hit->doc, hit->anchor, hit->score,
                              hit->passage);
    }
  return g_string_free (text, FALSE);
}

static void
spellings_of_one_question_give_one_answer (SearchFixture *fixture, gconstpointer data)
{
  static const char *const PAIRS[][2] = {
    { "nguyên tắc hoà giải", "nguyên tắc hòa giải" },
    { "NGUYÊN TẮC HÒA GIẢI", "nguyên tắc hòa giải" },
    { "thụ lí đúng quy định", "thụ lý đúng quy định" },
    { "  hợp đồng\n đặt cọc ", "hợp đồng đặt cọc" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (PAIRS); i++)
    {
      g_autofree char *decomposed = g_utf8_normalize (PAIRS[i][0], -1, G_NORMALIZE_NFD);
      g_autoptr (TlSearchResult) left = search_fixture_ask_on (fixture, PAIRS[i][0], NULL);
      g_autoptr (TlSearchResult) right = search_fixture_ask_on (fixture, PAIRS[i][1], NULL);
      g_autoptr (TlSearchResult) third = search_fixture_ask_on (fixture, decomposed, NULL);
      g_autofree char *left_text = describe (left);
      g_autofree char *right_text = describe (right);
      g_autofree char *third_text = describe (third);

      g_assert_cmpuint (left->hits->len, >, 0);
      g_assert_cmpstr (left_text, ==, right_text);
      g_assert_cmpstr (third_text, ==, right_text);
    }
}

static void
a_question_without_marks_finds_the_same_first_hit (SearchFixture *fixture, gconstpointer data)
{
  static const char *const QUESTIONS[]
      = { "trộm cắp tài sản", "lừa đảo chiếm đoạt", "nguyên tắc hòa giải", "phạt cọc gấp đôi",
          "điều 173 trộm cắp tài sản" };

  for (guint i = 0; i < G_N_ELEMENTS (QUESTIONS); i++)
    {
      g_autofree char *plain = tl_text_fold (QUESTIONS[i], -1, TL_FOLD_PLAIN, NULL);
      g_autoptr (TlSearchResult) marked = search_fixture_ask_on (fixture, QUESTIONS[i], NULL);
      g_autoptr (TlSearchResult) bare = search_fixture_ask_on (fixture, plain, NULL);
      const TlHit *first = search_fixture_hit (marked, 0);

      g_assert_nonnull (first);
      search_fixture_assert_first (bare, first->doc, first->anchor);
      g_assert_cmpuint (search_fixture_hit (bare, 0)->highlights->len, >, 0);
      g_assert_false (bare->widened);
    }
}

static void
a_marked_word_does_not_find_other_marks (SearchFixture *fixture, gconstpointer data)
{
  /* "cộc" stands nowhere; "cọc" and "cốc" would be found only by widening, which is said. */
  g_autoptr (TlSearchResult) exact = search_fixture_ask_on (fixture, "cọc", NULL);
  g_autoptr (TlSearchResult) other = search_fixture_ask_on (fixture, "cộc", NULL);

  g_assert_cmpuint (exact->hits->len, ==, 3);
  g_assert_cmpuint (exact->unknown->len, ==, 0);
  g_assert_cmpuint (other->unknown->len, ==, 1);
  g_assert_cmpstr (g_ptr_array_index (other->unknown, 0), ==, "cộc");
  g_assert_cmpuint (other->hits->len, ==, 3);
}

static void
too_few_exact_hits_are_widened_and_said (SearchFixture *fixture, gconstpointer data)
{
  /* "tự" stands in two units; "tù" and "từ" in more, behind them. */
  g_autoptr (TlSearchResult) result = search_fixture_ask_on (fixture, "tự", NULL);

  g_assert_true (result->widened);
  g_assert_cmpuint (result->hits->len, >, 2);
  for (guint i = 0; i < result->hits->len; i++)
    {
      const TlHit *hit = search_fixture_hit (result, i);

      g_assert_cmpint (strstr (hit->passage, "tự ") != NULL, ==, i < 2);
      g_assert_cmpint (search_fixture_has_why (hit, "folded"), ==, i >= 2);
      if (i > 0)
        g_assert_cmpfloat (hit->score, <=, search_fixture_hit (result, i - 1)->score);
    }
}

static void
a_word_without_marks_among_marked_ones_is_found (SearchFixture *fixture, gconstpointer data)
{
  g_autoptr (TlSearchResult) result = search_fixture_ask_on (fixture, "phạt coc gap đôi", NULL);

  search_fixture_assert_first (result, "12-2023-ds-st-a", "nhan.2");
  g_assert_cmpuint (result->unknown->len, ==, 0);
}

static void
a_judgment_opens_at_its_best_paragraph (SearchFixture *fixture, gconstpointer data)
{
  TlSearchRequest request
      = { .text = "phạt cọc gấp đôi số tiền", .kind = TL_DOC_JUDGMENT, .limit = 10 };
  g_autoptr (TlSearchResult) result = search_fixture_ask (fixture->engine, &request);
  const TlHit *hit = search_fixture_hit (result, 0);

  g_assert_cmpuint (result->hits->len, ==, 2);
  g_assert_cmpstr (hit->anchor, ==, "nhan.2");
  g_assert_cmpstr (hit->label, ==, "[2]");
  g_assert_cmpuint (hit->page, ==, 3);
  g_assert_cmpstr (hit->title, ==, "Tranh chấp hợp đồng đặt cọc");
  g_assert_nonnull (strstr (hit->passage, "phạt cọc gấp đôi"));
}

static void
equal_scores_are_ordered_by_id (SearchFixture *fixture, gconstpointer data)
{
  TlSearchRequest request = { .text = "hợp đồng đặt cọc", .kind = TL_DOC_JUDGMENT, .limit = 10 };
  g_autoptr (TlSearchResult) result = search_fixture_ask (fixture->engine, &request);

  g_assert_cmpuint (result->hits->len, ==, 2);
  g_assert_cmpfloat (search_fixture_hit (result, 0)->score, ==,
                     search_fixture_hit (result, 1)->score);
  g_assert_cmpstr (search_fixture_hit (result, 0)->doc, ==, "12-2023-ds-st-a");
  g_assert_cmpstr (search_fixture_hit (result, 1)->doc, ==, "12-2023-ds-st-b");
}

static void
kinds_are_counted_whatever_kind_was_asked (SearchFixture *fixture, gconstpointer data)
{
  TlSearchRequest request = { .text = "đặt cọc", .kind = TL_DOC_STATUTE, .limit = 10 };
  g_autoptr (TlSearchResult) result = search_fixture_ask (fixture->engine, &request);

  for (guint i = 0; i < result->hits->len; i++)
    g_assert_cmpint (search_fixture_hit (result, i)->kind, ==, TL_DOC_STATUTE);
  g_assert_true (result->counts_exact);
  g_assert_cmpuint (result->counts[TL_DOC_STATUTE], ==, result->hits->len);
  g_assert_cmpuint (result->counts[TL_DOC_JUDGMENT], ==, 2);
  g_assert_cmpuint (result->counts[TL_DOC_PRECEDENT], ==, 0);
  g_assert_false (result->truncated);
}

static void
filters_narrow_the_hits (SearchFixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *filters[3];
    guint hits;
  } CASES[] = {
    { { "issuer=Tòa án nhân dân thành phố Huế", NULL }, 1 },
    { { "issuer=toa an nhan dan thanh pho hue", NULL }, 1 },
    { { "year=2023", NULL }, 2 },
    { { "year=2022", NULL }, 0 },
    { { "year=2022", "year=2023", NULL }, 2 },
    { { "year=2023", "stage=PT", NULL }, 0 },
    { { "case_type=DS", "stage=ST", NULL }, 2 },
    { { "number=91/2015/QH13", "article=328", NULL }, 1 },
    { { "article=328", NULL }, 1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      TlSearchRequest request
          = { .text = "hợp đồng đặt cọc", .kind = -1, .filters = CASES[i].filters, .limit = 10 };
      g_autoptr (TlSearchResult) result = search_fixture_ask (fixture->engine, &request);

      g_test_message ("%s", CASES[i].filters[0]);
      g_assert_cmpuint (result->hits->len, ==, CASES[i].hits);
    }
}

static void
a_limit_says_that_there_is_more (SearchFixture *fixture, gconstpointer data)
{
  TlSearchRequest request = { .text = "tài sản", .kind = -1, .limit = 1 };
  g_autoptr (TlSearchResult) result = search_fixture_ask (fixture->engine, &request);

  g_assert_cmpuint (result->hits->len, ==, 1);
  g_assert_true (result->truncated);
}

/* 10^5 characters of each kind: answered or refused with the limit, never cut in silence. */
static void
questions_beyond_the_limit_say_so (SearchFixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *part;
    gsize times;
    gboolean refused;
  } CASES[] = {
    { "tài sản ", 100000 / 8, TRUE },           { "?!.,;:", 100000 / 6, TRUE },
    { "?!.,;:", TL_LIMIT_QUESTION / 6, FALSE }, { "\x01\x1f\x7f", TL_LIMIT_QUESTION / 3, FALSE },
    { "\xc3\x28\xff đất ", 1000, FALSE },       { "\u0301", 1000, FALSE }
  };

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      TlSearchRequest request = { .kind = -1, .limit = 10 };
      g_autoptr (GError) error = NULL;
      g_autoptr (TlSearchResult) result = NULL;

      for (gsize k = 0; k < CASES[i].times; k++)
        g_string_append (text, CASES[i].part);
      request.text = text->str;
      result = tl_search_engine_run (fixture->engine, &request, NULL, &error);
      if (CASES[i].refused)
        g_assert_error (error, TL_ERROR, TL_ERROR_LIMIT);
      else
        g_assert_no_error (error);
      g_assert_true ((result == NULL) == CASES[i].refused);
    }
}

static void
hostile_questions_are_answered (SearchFixture *fixture, gconstpointer data)
{
  static const char *const QUESTIONS[] = { "",
                                           "   \n\t ",
                                           "\"",
                                           "\"trộm cắp",
                                           "trộm AND OR NOT XOR",
                                           "(((((",
                                           "a:b XKstatute",
                                           "Btrom5_cap4",
                                           "XD100-2015-qh13",
                                           "%s%n%s",
                                           "*",
                                           "trộm*",
                                           "\xff\xfe\xfd",
                                           "trộm\xc3",
                                           "\u0301\u0302\u0303",
                                           "🙂🙂",
                                           "'; DROP TABLE documents; --",
                                           "<b>trộm</b>",
                                           "NEAR/3",
                                           "_",
                                           "\x01\x02\x03",
                                           "điều điều điều khoản điểm",
                                           "điều 99999999999999999999 blhs" };
  g_autoptr (GString) huge = g_string_new (NULL);
  g_autofree char *one = g_strnfill (TL_LIMIT_QUESTION, 'a');
  g_autoptr (TlSearchResult) many = NULL;
  g_autoptr (TlSearchResult) single = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (QUESTIONS); i++)
    tl_search_result_free (search_fixture_ask_on (fixture, QUESTIONS[i], NULL));
  for (guint i = 0; huge->len < TL_LIMIT_QUESTION - 40; i++)
    g_string_append_printf (huge, "từ%u trộm cắp ", i);
  many = search_fixture_ask_on (fixture, huge->str, NULL);
  search_fixture_assert_first (many, "100-2015-qh13", "d173");
  single = search_fixture_ask_on (fixture, one, NULL);
  g_assert_cmpuint (single->hits->len, ==, 0);
}

static void
an_empty_question_gives_nothing (SearchFixture *fixture, gconstpointer data)
{
  g_autoptr (TlSearchResult) result = search_fixture_ask_on (fixture, " ?!… ", NULL);

  g_assert_cmpuint (result->hits->len, ==, 0);
  g_assert_true (result->counts_exact);
}

static void
bad_requests_are_errors (SearchFixture *fixture, gconstpointer data)
{
  g_autofree char *long_text = g_strnfill (TL_LIMIT_QUESTION + 1, 'a');
  const char *unknown[] = { "colour=red", NULL };
  const char *valueless[] = { "year=", NULL };
  const struct
  {
    TlSearchRequest request;
    TlError code;
    const char *words;
  } cases[] = {
    { { .text = long_text, .kind = -1, .limit = 1 }, TL_ERROR_LIMIT, "65536" },
    { { .text = "a", .kind = 4, .limit = 1 }, TL_ERROR_INPUT, "4" },
    { { .text = "a", .kind = -1, .as_of = "yesterday", .limit = 1 }, TL_ERROR_INPUT, "yesterday" },
    { { .text = "a", .kind = -1, .filters = unknown, .limit = 1 }, TL_ERROR_INPUT, "colour=red" },
    { { .text = "a", .kind = -1, .filters = valueless, .limit = 1 }, TL_ERROR_INPUT, "year=" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (tl_search_engine_run (fixture->engine, &cases[i].request, NULL, &error));
      g_assert_error (error, TL_ERROR, (int)cases[i].code);
      g_assert_nonnull (strstr (error->message, cases[i].words));
    }
}

static void
a_cancelled_run_ends_cancelled (SearchFixture *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  TlSearchRequest request = { .text = "trộm cắp", .kind = -1, .limit = 10 };
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (tl_search_engine_run (fixture->engine, &request, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

typedef struct
{
  GMainLoop *loop;
  guint left;
  guint cancelled;
} Waiting;

static void
answered_cb (GObject *source, GAsyncResult *async, gpointer user_data)
{
  Waiting *waiting = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (TlSearchResult) result
      = tl_search_engine_run_finish (TL_SEARCH_ENGINE (source), async, &error);

  if (result == NULL)
    {
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      waiting->cancelled++;
    }
  else
    search_fixture_assert_first (result, "100-2015-qh13", "d173");
  if (--waiting->left == 0)
    g_main_loop_quit (waiting->loop);
}

static void
many_runs_at_once_each_get_their_answer (SearchFixture *fixture, gconstpointer data)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Waiting waiting = { loop, 40, 0 };

  for (guint i = 0; i < 40; i++)
    {
      /* The request need not outlive the call. */
      g_autofree char *text = g_strdup ("trộm cắp tài sản");
      TlSearchRequest request = { .text = text, .kind = -1, .limit = 10 };

      tl_search_engine_run_async (fixture->engine, &request, i % 4 == 0 ? cancellable : NULL,
                                  answered_cb, &waiting);
    }
  g_cancellable_cancel (cancellable);
  g_main_loop_run (loop);
  g_assert_cmpuint (waiting.cancelled, ==, 10);
}

static void
a_newer_volume_replaces_a_document (SearchFixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) documents
      = g_ptr_array_new_with_free_func ((GDestroyNotify)tl_document_unref);
  TlDocument *code = search_fixture_statute ("100-2015-qh13", "100/2015/QH13", "Bộ luật Hình sự",
                                             "BLHS", "2018-01-01", NULL);
  g_autofree char *path = NULL;
  g_autoptr (TlSearchEngine) engine = NULL;
  TlSearchRequest request = { .text = "trộm cắp tài sản", .kind = -1, .limit = 10 };
  g_autoptr (TlSearchResult) result = NULL;
  guint hits = 0;

  search_fixture_article (code, "173", "Tội trộm cắp tài sản", "Bản văn đã thay.");
  g_ptr_array_add (documents, code);
  path = search_fixture_write (fixture->folder, documents, "2");
  engine = search_fixture_open (fixture->folder);
  result = search_fixture_ask (engine, &request);
  search_fixture_assert_first (result, "100-2015-qh13", "d173");
  g_assert_cmpstr (search_fixture_hit (result, 0)->passage, ==, "Bản văn đã thay.");
  for (guint i = 0; i < result->hits->len; i++)
    hits += strcmp (search_fixture_hit (result, i)->doc, "100-2015-qh13") == 0;
  g_assert_cmpuint (hits, ==, 1);
}

static void
an_empty_library_answers_nothing (void)
{
  g_autofree char *folder = search_fixture_folder ();
  g_autoptr (TlSearchEngine) engine = search_fixture_open (folder);
  TlSearchRequest request = { .text = "điều 173 blhs", .kind = -1, .limit = 10 };
  g_autoptr (TlSearchResult) result = search_fixture_ask (engine, &request);

  g_assert_cmpuint (result->hits->len, ==, 0);
  search_fixture_remove (folder);
}

#define ADD(name) SEARCH_FIXTURE_ADD ("/search/engine/", name)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD (words_find_the_article);
  ADD (spellings_of_one_question_give_one_answer);
  ADD (a_question_without_marks_finds_the_same_first_hit);
  ADD (a_marked_word_does_not_find_other_marks);
  ADD (too_few_exact_hits_are_widened_and_said);
  ADD (a_word_without_marks_among_marked_ones_is_found);
  ADD (a_judgment_opens_at_its_best_paragraph);
  ADD (equal_scores_are_ordered_by_id);
  ADD (kinds_are_counted_whatever_kind_was_asked);
  ADD (filters_narrow_the_hits);
  ADD (a_limit_says_that_there_is_more);
  ADD (hostile_questions_are_answered);
  ADD (questions_beyond_the_limit_say_so);
  ADD (an_empty_question_gives_nothing);
  ADD (bad_requests_are_errors);
  ADD (a_cancelled_run_ends_cancelled);
  ADD (many_runs_at_once_each_get_their_answer);
  ADD (a_newer_volume_replaces_a_document);
  g_test_add_func ("/search/engine/an_empty_library_answers_nothing",
                   an_empty_library_answers_nothing);
  return g_test_run ();
}
