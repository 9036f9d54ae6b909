/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "search/rank/tl-clauses.h"
#include "search/rank/tl-frames.h"
#include "search/rank/tl-ranking.h"

static GBytes *
write_text (const char *text)
{
  g_autoptr (TlTermReader) reader = tl_term_reader_new ();
  TlClauseWriter writer;
  GBytes *bytes;

  tl_clause_writer_init (&writer);
  tl_clause_writer_add (&writer, reader, text);
  bytes = tl_clause_writer_end (&writer);
  tl_clause_writer_clear (&writer);
  return bytes;
}

static void
free_term (gpointer data)
{
  TlQuestionTerm *term = data;

  g_free (term->term);
  g_free (term);
}

/* Terms of a question, pairs with a "B" or "G" before them; first is the place of the syllable. */
static GPtrArray *
make_terms (const char *const *names)
{
  GPtrArray *terms = g_ptr_array_new_with_free_func (free_term);

  for (guint i = 0; names[i] != NULL; i++)
    {
      TlQuestionTerm *term = g_new0 (TlQuestionTerm, 1);

      term->term = g_strdup (names[i]);
      term->is_pair = strchr (names[i], '_') != NULL;
      term->factor = term->is_pair ? TL_WEIGHT_PAIR : 1;
      term->idf = 1;
      g_ptr_array_add (terms, term);
    }
  return terms;
}

static TlClauseScore
score (const char *const *names, GBytes *bytes, const gboolean *present, const guint32 *heading)
{
  static const gboolean ALL[8] = { TRUE, TRUE, TRUE, TRUE, TRUE, TRUE, TRUE, TRUE };
  static const guint32 NONE[8] = { 0 };
  static const double ONES[8] = { 1, 1, 1, 1, 1, 1, 1, 1 };
  g_autoptr (GPtrArray) terms = make_terms (names);
  g_autoptr (TlClauseMatcher) matcher = tl_clause_matcher_new (terms, ONES);
  gsize length;
  const guint8 *data = g_bytes_get_data (bytes, &length);

  return tl_clause_matcher_score (matcher, present != NULL ? present : ALL,
                                  heading != NULL ? heading : NONE, data, length);
}

#define FILLER "một hai ba bốn năm sáu bảy tám chín mười một hai ba bốn năm sáu bảy tám chín mười"

static void
test_one_clause_with_all_words_is_better_than_two_with_some (void)
{
  static const char *const TERMS[] = { "trôm5", "căp4", NULL };
  g_autoptr (GBytes) together = write_text ("trộm cắp " FILLER "\n" FILLER);
  g_autoptr (GBytes) apart = write_text ("trộm " FILLER "\ncắp " FILLER);

  g_assert_cmpfloat (score (TERMS, together, NULL, NULL).alone, >,
                     score (TERMS, apart, NULL, NULL).alone + 0.5);
}

static void
test_pairs_count_only_where_they_stand_side_by_side (void)
{
  static const char *const TERMS[] = { "Btrôm5_căp4", "căp4", "trôm5", NULL };
  g_autoptr (GBytes) side_by_side = write_text ("trộm cắp " FILLER);
  g_autoptr (GBytes) turned = write_text ("cắp trộm " FILLER);

  g_assert_cmpfloat (score (TERMS, side_by_side, NULL, NULL).alone, >,
                     score (TERMS, turned, NULL, NULL).alone + 0.2);
}

static void
test_a_term_that_the_unit_does_not_hold_is_not_looked_for (void)
{
  static const char *const TERMS[] = { "trôm5", NULL };
  static const gboolean NOT[2] = { FALSE, FALSE };
  g_autoptr (GBytes) bytes = write_text ("trộm " FILLER);

  g_assert_cmpfloat (score (TERMS, bytes, NULL, NULL).alone, >, 0);
  g_assert_cmpfloat (score (TERMS, bytes, NOT, NULL).alone, ==, 0);
}

static void
test_folded_terms_find_any_marks_and_exact_ones_hardly_others (void)
{
  static const char *const FOLDED[] = { "Fcap", "Ftrom", "Gtrom_cap", NULL };
  static const char *const EXACT[] = { "căp4", NULL };
  g_autoptr (GBytes) bytes = write_text ("trộm cắp " FILLER);
  g_autoptr (GBytes) other = write_text ("tròm cạp " FILLER);

  g_assert_cmpfloat (score (FOLDED, bytes, NULL, NULL).alone, ==,
                     score (FOLDED, other, NULL, NULL).alone);
  g_assert_cmpfloat (score (EXACT, bytes, NULL, NULL).alone, >, 0);
  g_assert_cmpfloat (score (EXACT, other, NULL, NULL).alone, ==, 0);
}

static void
test_the_heading_is_read_with_each_clause (void)
{
  static const char *const TERMS[] = { "trôm5", "căp4", NULL };
  static const guint32 HEADING[3] = { 1, 0, 0 };
  g_autoptr (GBytes) bytes = write_text ("cắp " FILLER);

  g_assert_cmpfloat (score (TERMS, bytes, NULL, HEADING).headed, >,
                     score (TERMS, bytes, NULL, NULL).headed + 0.5);
  g_assert_cmpfloat (score (TERMS, bytes, NULL, HEADING).alone, ==,
                     score (TERMS, bytes, NULL, NULL).alone);
}

static void
test_damaged_clauses_end_the_reading (void)
{
  static const char *const TERMS[] = { "Btrôm5_căp4", "căp4", "trôm5", NULL };
  g_autoptr (GBytes) bytes = write_text ("trộm cắp " FILLER "\n" FILLER " trộm");
  gsize length;
  const guint8 *data = g_bytes_get_data (bytes, &length);

  for (gsize cut = 0; cut <= length; cut++)
    {
      g_autoptr (GBytes) part = g_bytes_new (data, cut);
      g_autofree guint8 *changed = g_memdup2 (data, length);
      g_autoptr (GBytes) other = NULL;

      if (cut < length)
        changed[cut] ^= 0xff;
      other = g_bytes_new (changed, length);
      g_assert_cmpfloat (score (TERMS, part, NULL, NULL).alone, >=, 0);
      g_assert_cmpfloat (score (TERMS, other, NULL, NULL).headed, >=, 0);
    }
}

/* Words, and of which the factor goes down: a letter a word. */
static void
test_words_that_only_ask_count_little (void)
{
  static const struct
  {
    const char *keys;
    gboolean plain;
    const char *weak;
  } CASES[] = {
    { "tôi5 trôm5 căp4 bi5 phat5 như thê4 nao1", FALSE, "---xxxxx" },
    { "tôi5 trôm5 căp4", FALSE, "---" },
    { "như thê4 nao1", FALSE, "---" },
    { "nhu the nao thi hanh an", TRUE, "xxx---" },
    { "như thê4 nao1 la1 như", FALSE, "-xxx-" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_auto (GStrv) keys = g_strsplit (CASES[i].keys, " ", -1);
      g_autoptr (GPtrArray) terms = make_terms ((const char *const *)keys);

      for (guint k = 0; k < terms->len; k++)
        ((TlQuestionTerm *)g_ptr_array_index (terms, k))->first = k;
      tl_frames_weaken (terms, (const char *const *)keys, terms->len, CASES[i].plain);
      for (guint k = 0; k < terms->len; k++)
        {
          double factor = ((TlQuestionTerm *)g_ptr_array_index (terms, k))->factor;
          gboolean weak = CASES[i].weak[k] == 'x' && strchr (CASES[i].weak, '-') != NULL;

          if (factor != (weak ? TL_WEIGHT_FRAME : 1))
            g_error ("%s: word %u counts %g", CASES[i].keys, k, factor);
        }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/clauses/one-clause-with-all-words-is-better-than-two-with-some",
                   test_one_clause_with_all_words_is_better_than_two_with_some);
  g_test_add_func ("/clauses/pairs-count-only-where-they-stand-side-by-side",
                   test_pairs_count_only_where_they_stand_side_by_side);
  g_test_add_func ("/clauses/a-term-that-the-unit-does-not-hold-is-not-looked-for",
                   test_a_term_that_the_unit_does_not_hold_is_not_looked_for);
  g_test_add_func ("/clauses/folded-terms-find-any-marks-and-exact-ones-hardly-others",
                   test_folded_terms_find_any_marks_and_exact_ones_hardly_others);
  g_test_add_func ("/clauses/the-heading-is-read-with-each-clause",
                   test_the_heading_is_read_with_each_clause);
  g_test_add_func ("/clauses/damaged-clauses-end-the-reading",
                   test_damaged_clauses_end_the_reading);
  g_test_add_func ("/clauses/words-that-only-ask-count-little",
                   test_words_that_only_ask_count_little);
  return g_test_run ();
}
