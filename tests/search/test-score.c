/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>
#include <string.h>

#include "search-fixture.h"
#include "search/rank/tl-bm25.h"
#include "search/rank/tl-ranking.h"
#include "search/rank/tl-score.h"

/* Two volumes, opened as the engine opens them. */
typedef struct
{
  char *folder;
  TlLibrary *library;
  TlXapianDb *db;
  TlIndexMap *map;
  TlTermReader *reader;
} Two;

/* Articles of random words, so that every statistic differs from unit to unit. */
static void
write_volume (const char *folder, GRand *random, guint articles, const char *serial)
{
  static const char *const WORDS[]
      = { "hợp", "đồng", "đặt", "cọc", "tài", "sản", "trộm", "cắp", "người", "phạt", "án" };
  g_autoptr (GPtrArray) documents
      = g_ptr_array_new_with_free_func ((GDestroyNotify)tl_document_unref);
  g_autofree char *id = g_strconcat ("luat-", serial, NULL);
  g_autofree char *path = NULL;
  TlDocument *law = search_fixture_statute (id, NULL, "Luật", NULL, NULL, NULL);

  for (guint i = 1; i <= articles; i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_autofree char *number = g_strdup_printf ("%u", i);

      for (int n = g_rand_int_range (random, 1, 40); n > 0; n--)
        g_string_append_printf (
            text, "%s ", WORDS[g_rand_int_range (random, 0, g_rand_int_range (random, 1, 12))]);
      g_string_append_printf (text, "số %u", i);
      search_fixture_article (law, number, i % 3 == 0 ? "Đặt cọc" : NULL, text->str);
    }
  g_ptr_array_add (documents, law);
  path = search_fixture_write (folder, documents, serial);
}

static void
set_up (Two *two, gconstpointer data)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (3);
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;

  two->folder = search_fixture_folder ();
  write_volume (two->folder, random, 300, "1");
  write_volume (two->folder, random, 150, "2");
  two->library = tl_library_open (two->folder, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < 2; i++)
    g_ptr_array_add (paths, tl_volume_dup_index_path (tl_library_get_volume (two->library, i)));
  g_ptr_array_add (paths, NULL);
  two->db = tl_xapian_db_open ((const char *const *)paths->pdata, &error);
  g_assert_no_error (error);
  two->map = tl_index_map_load (two->library, two->db, &error);
  g_assert_no_error (error);
  two->reader = tl_term_reader_new ();
}

static void
tear_down (Two *two, gconstpointer data)
{
  tl_term_reader_free (two->reader);
  tl_index_map_free (two->map);
  tl_xapian_db_free (two->db);
  g_object_unref (two->library);
  search_fixture_remove (two->folder);
  g_free (two->folder);
}

static TlQuestion *
read_question (Two *two, const char *text)
{
  g_autoptr (GError) error = NULL;
  TlQuestion *question
      = tl_question_read (text, two->reader, two->db, tl_index_map_get_total (two->map), &error);

  g_assert_no_error (error);
  return question;
}

static GArray *
score (Two *two, const TlQuestion *question, const TlTermFilter *filters, guint n, guint limit)
{
  TlScoreRequest request = { .db = two->db,
                             .map = two->map,
                             .question = question,
                             .filters = filters,
                             .n_filters = n,
                             .date = "2026-11-15",
                             .kind = -1,
                             .limit = limit,
                             .counts = TRUE };
  g_autoptr (GError) error = NULL;
  g_autoptr (TlScoreResult) result = tl_score (&request, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (result->counts[TL_DOC_STATUTE], >=, result->best->len);
  g_assert_true (result->counts[TL_DOC_STATUTE] == result->best->len || result->best->len == limit);
  return g_array_ref (result->best);
}

/* The same sum the long way: from frequencies looked up one by one. */
static double
score_by_hand (Two *two, const TlQuestion *question, guint file, guint32 unit)
{
  double norm = tl_index_map_get_class_norms (
      two->map)[tl_index_map_get_norm_classes (two->map, file)[unit]];
  g_autoptr (GError) error = NULL;
  double sum = 0;

  for (guint i = 0; i < question->terms->len; i++)
    {
      const TlQuestionTerm *term = g_ptr_array_index (question->terms, i);
      double n = tl_index_map_get_total (two->map);
      guint32 wdf;

      g_assert_true (tl_xapian_db_look_up (two->db, file, term->term, &unit, 1, &wdf, &error));
      sum += term->factor * log (1 + (n - term->frequency + 0.5) / (term->frequency + 0.5)) * wdf
             * (TL_BM25_K1 + 1) / (wdf + norm);
    }
  return sum;
}

static void
take_length_cb (guint32 unit, const void *bytes, gsize length, gpointer user_data)
{
  guint32 *lengths = user_data;
  TlIndexFact fact;

  g_assert_true (tl_index_fact_read (bytes, length, &fact));
  lengths[unit] = fact.length;
}

/* BM25's norm of a unit is made of its length and the average over all files; the byte that stands
 * for it is not far away. */
static void
norms_are_of_all_files (Two *two, gconstpointer data)
{
  const double *class_norms = tl_index_map_get_class_norms (two->map);
  guint32 lengths[2][301] = { { 0 } };
  g_autoptr (GError) error = NULL;
  double average = 0;

  for (guint file = 0; file < 2; file++)
    {
      g_assert_true (tl_xapian_db_foreach_value (two->db, file, TL_INDEX_SLOT_FACT, take_length_cb,
                                                 lengths[file], &error));
      for (guint32 i = 1; i <= tl_index_map_get_count (two->map, file); i++)
        average += lengths[file][i] / (double)tl_index_map_get_total (two->map);
    }
  for (guint file = 0; file < 2; file++)
    for (guint32 i = 1; i <= tl_index_map_get_count (two->map, file); i++)
      {
        double norm = TL_BM25_K1 * (1 - TL_BM25_B + TL_BM25_B * lengths[file][i] / average);
        guint8 place = tl_index_map_get_norm_classes (two->map, file)[i];

        g_assert_cmpuint (lengths[file][i], >, 0);
        g_assert_cmpfloat_with_epsilon (tl_index_map_get_norms (two->map, file)[i], norm, 1e-5);
        g_assert_cmpfloat_with_epsilon (class_norms[place], norm, 0.016 * norm);
      }
}

static void
scores_are_bm25_over_all_files (Two *two, gconstpointer data)
{
  static const char *const QUESTIONS[]
      = { "hợp đồng đặt cọc", "trom cap tai san", "án", "phạt cọc phạt cọc" };

  for (guint q = 0; q < G_N_ELEMENTS (QUESTIONS); q++)
    {
      g_autoptr (TlQuestion) question = read_question (two, QUESTIONS[q]);
      g_autoptr (GArray) best = score (two, question, NULL, 0, 200);
      guint files[2] = { 0, 0 };

      g_assert_cmpuint (best->len, >, 0);
      for (guint i = 0; i < best->len; i++)
        {
          const TlScored *scored = &g_array_index (best, TlScored, i);

          files[scored->file]++;
          g_assert_cmpfloat_with_epsilon (
              scored->score, score_by_hand (two, question, scored->file, scored->unit), 1e-4);
          if (i > 0)
            g_assert_cmpfloat (scored->score, <=, scored[-1].score);
        }
      g_assert_true (q != 0 || (files[0] > 0 && files[1] > 0));
    }
}

static void
a_limit_keeps_the_best (Two *two, gconstpointer data)
{
  g_autoptr (TlQuestion) question = read_question (two, "đặt cọc tài sản");
  g_autoptr (GArray) all = score (two, question, NULL, 0, 200);

  for (guint limit = 1; limit <= all->len; limit += 3)
    {
      g_autoptr (GArray) some = score (two, question, NULL, 0, limit);

      g_assert_cmpuint (some->len, ==, limit);
      g_assert_cmpint (memcmp (some->data, all->data, limit * sizeof (TlScored)), ==, 0);
    }
}

/* Without counts frequent terms reach only units that can be among the best: those come out the
 * same, in the same order with the same scores. */
static void
the_best_are_the_same_without_counts (Two *two, gconstpointer data)
{
  static const char *const QUESTIONS[]
      = { "hợp đồng đặt cọc số 7", "trom cap tai san 12", "án số 3 phạt",
          "người phạt án cọc 149", "hợp đồng hợp đồng",   "đặt cọc số 150 đặt cọc số 290" };
  static const TlTermFilter LAW[] = { { "XDluat-2", 0 } };
  guint partial = 0;

  for (guint q = 0; q < G_N_ELEMENTS (QUESTIONS); q++)
    for (guint limit = 1; limit < 12; limit++)
      {
        g_autoptr (TlQuestion) question = read_question (two, QUESTIONS[q]);
        TlScoreRequest request = { .db = two->db,
                                   .map = two->map,
                                   .question = question,
                                   .filters = LAW,
                                   .n_filters = limit % 2,
                                   .date = "2026-11-15",
                                   .kind = limit % 3 == 0 ? TL_DOC_STATUTE : -1,
                                   .limit = limit,
                                   .each_kind = limit % 4 == 0,
                                   .counts = TRUE };
        g_autoptr (TlScoreResult) full = tl_score (&request, NULL, NULL);
        g_autoptr (TlScoreResult) fast = NULL;

        request.counts = FALSE;
        fast = tl_score (&request, NULL, NULL);
        g_assert_true (full->exact);
        g_assert_cmpmem (full->best->data, full->best->len * sizeof (TlScored), fast->best->data,
                         fast->best->len * sizeof (TlScored));
        g_assert_cmpuint (fast->counts[TL_DOC_STATUTE], <=, full->counts[TL_DOC_STATUTE]);
        g_assert_true (!fast->exact
                       || fast->counts[TL_DOC_STATUTE] == full->counts[TL_DOC_STATUTE]);
        partial += !fast->exact;
      }
  g_assert_cmpuint (partial, >, 5);
}

static void
filters_hold_together (Two *two, gconstpointer data)
{
  static const TlTermFilter ONE_LAW[] = { { "XDluat-2", 0 } };
  static const TlTermFilter TWO_ARTICLES[] = { { "XAd3", 0 }, { "XAd6", 0 } };
  static const TlTermFilter BOTH[] = { { "XAd3", 0 }, { "XAd6", 0 }, { "XDluat-1", 1 } };
  static const TlTermFilter NONE[] = { { "XAd3", 0 }, { "XAd6", 1 } };
  static const struct
  {
    const TlTermFilter *filters;
    guint n;
    guint units;
  } CASES[] = { { ONE_LAW, 1, 150 }, { TWO_ARTICLES, 2, 4 }, { BOTH, 3, 2 }, { NONE, 2, 0 } };

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autoptr (GArray) best = score (two, NULL, CASES[i].filters, CASES[i].n, 200);

      g_assert_cmpuint (best->len, ==, CASES[i].units);
      for (guint k = 0; k < best->len; k++)
        g_assert_cmpfloat (g_array_index (best, TlScored, k).score, ==, 0);
    }
}

static void
only_what_is_allowed_matches_and_documents_are_counted_once (Two *two, gconstpointer data)
{
  static const struct
  {
    const char *filter; /* (nullable) */
    guint32 from[2];    /* units allowed in each file */
    guint32 to[2];
    guint units;
    guint documents;
  } CASES[] = {
    { NULL, { 1, 1 }, { 300, 150 }, 450, 2 }, { NULL, { 3, 1 }, { 9, 0 }, 7, 1 },
    { NULL, { 1, 40 }, { 0, 40 }, 1, 1 },     { NULL, { 1, 1 }, { 0, 0 }, 0, 0 },
    { "XAd3", { 1, 1 }, { 300, 150 }, 2, 2 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      guint8 allowed[2][301] = { { 0 } };
      const guint8 *files[] = { allowed[0], allowed[1] };
      TlTermFilter filter = { CASES[i].filter, 0 };
      TlScoreRequest request = { .db = two->db,
                                 .map = two->map,
                                 .filters = &filter,
                                 .n_filters = CASES[i].filter != NULL,
                                 .allowed = files,
                                 .date = "2026-11-15",
                                 .kind = -1,
                                 .limit = 500,
                                 .matches = TRUE };
      g_autoptr (TlScoreResult) result = NULL;

      for (guint f = 0; f < 2; f++)
        for (guint32 unit = CASES[i].from[f]; unit <= CASES[i].to[f]; unit++)
          allowed[f][unit] = TRUE;
      result = tl_score (&request, NULL, NULL);
      g_assert_cmpuint (result->best->len, ==, CASES[i].units);
      g_assert_cmpuint (result->counts[TL_DOC_STATUTE], ==, CASES[i].units);
      g_assert_cmpuint (result->documents[TL_DOC_STATUTE], ==, CASES[i].documents);
      for (guint f = 0; f < 2 && CASES[i].filter == NULL; f++)
        g_assert_cmpmem (result->matches[f], f == 0 ? 301 : 151, allowed[f], f == 0 ? 301 : 151);
    }
}

static void
a_cancelled_scoring_stops (Two *two, gconstpointer data)
{
  g_autoptr (TlQuestion) question = read_question (two, "đặt cọc");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  TlScoreRequest request = { .db = two->db,
                             .map = two->map,
                             .question = question,
                             .date = "2026-11-15",
                             .kind = -1,
                             .limit = 10 };

  g_cancellable_cancel (cancellable);
  g_assert_null (tl_score (&request, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* A question longer than the bound keeps the rarest syllables, and sums stay inside their integers.
 */
static void
a_long_question_keeps_its_rarest_syllables (Two *two, gconstpointer data)
{
  g_autoptr (GString) text = g_string_new ("đặt cọc ");
  g_autoptr (TlQuestion) question = NULL;
  guint syllables = 0;

  for (guint i = 1; i <= 70; i++)
    g_string_append_printf (text, "số %u ", i);
  question = read_question (two, text->str);
  for (guint i = 0; i < question->terms->len; i++)
    {
      const TlQuestionTerm *term = g_ptr_array_index (question->terms, i);

      syllables += !term->is_pair;
      g_assert_cmpuint (term->frequency, >, 0);
      g_assert_cmpstr (term->term, !=, "coc5");
      g_assert_cmpstr (term->term, !=, "sô4");
    }
  g_assert_cmpuint (syllables, ==, TL_QUESTION_SYLLABLES);
  /* 64 rarest syllables in one unit of all their pairs: the bound on a score. */
  g_assert_cmpfloat (TL_QUESTION_SYLLABLES * (1 + TL_WEIGHT_FOLDED_PAIR) * (TL_BM25_K1 + 1)
                         * tl_bm25_idf (G_MAXUINT32, 1) / TL_SHARE_STEP,
                     <, (double)G_MAXUINT32);
}

#define ADD(name) g_test_add ("/search/score/" #name, Two, NULL, set_up, name, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD (scores_are_bm25_over_all_files);
  ADD (norms_are_of_all_files);
  ADD (a_limit_keeps_the_best);
  ADD (the_best_are_the_same_without_counts);
  ADD (filters_hold_together);
  ADD (only_what_is_allowed_matches_and_documents_are_counted_once);
  ADD (a_cancelled_scoring_stops);
  ADD (a_long_question_keeps_its_rarest_syllables);
  return g_test_run ();
}
