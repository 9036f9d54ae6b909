/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>
#include <string.h>

#include "search/rank/tl-rank-trainer.h"
#include "search/rank/tl-ranking.h"

static void
test_weights_are_read_as_they_were_written (void)
{
  TlRankModel model = *tl_rank_model_get_builtin (), read = { { 0 } };
  g_autofree char *text = NULL;

  model.weights[TL_FEATURE_BASE] = -12.3456;
  text = tl_rank_model_format (&model);
  g_assert_true (tl_rank_model_parse (&read, text, strlen (text)));
  for (guint k = 0; k < TL_N_FEATURES; k++)
    g_assert_cmpfloat_with_epsilon (read.weights[k], model.weights[k], 1e-9);
}

/* What stands there instead of the first weight line. */
static void
test_weights_that_do_not_fit_are_refused (void)
{
  static const char *const LINES[] = {
    "BASE nan", "BASE inf", "BASE 101",        "BASE -1e3", "BASE",       "BASE ",
    "BASE 1 2", "BASE 0x",  "SYLLABLES 1",     "base 1",    "BASE 1\n",   "UNHEARD_OF 1",
    "BASE 1,5", "",         "BASE 3.12\nMORE", "BASES 3",   " BASE 3.12", "BASE\t3.12",
  };
  const TlRankModel *builtin = tl_rank_model_get_builtin ();
  g_autofree char *text = tl_rank_model_format (builtin);
  const char *first = strchr (text, '\n') + 1, *second = strchr (first, '\n');
  TlRankModel read = *builtin;

  for (guint i = 0; i < G_N_ELEMENTS (LINES); i++)
    {
      g_autofree char *bad
          = g_strdup_printf ("%.*s%s%s", (int)(first - text), text, LINES[i], second);

      if (tl_rank_model_parse (&read, bad, strlen (bad)))
        g_error ("taken: %s", LINES[i]);
    }
  g_assert_false (tl_rank_model_parse (&read, text, strlen (text) - 1));
  g_assert_false (tl_rank_model_parse (&read, text, strlen (text) + 1));
  g_assert_false (tl_rank_model_parse (&read, NULL, 0));
  g_assert_cmpmem (&read, sizeof read, builtin, sizeof *builtin);
}

/* Lists in which what answers is drawn by a softmax over known weights. */
static GPtrArray *
draw_lists (const TlRankModel *truth, guint n_lists, guint n_units)
{
  GPtrArray *lists = g_ptr_array_new_with_free_func ((GDestroyNotify)tl_rank_list_free);
  g_autoptr (GRand) random = g_rand_new_with_seed (4);

  for (guint l = 0; l < n_lists; l++)
    {
      TlRankList *list = tl_rank_list_new (n_units);
      g_autofree double *mass = g_new0 (double, n_units);
      double all = 0, drawn;

      for (guint i = 0; i < n_units; i++)
        {
          double score = 0;

          for (guint k = 0; k < TL_N_FEATURES; k++)
            {
              list->rows[i * TL_N_FEATURES + k] = g_rand_double_range (random, 0, 1);
              score += truth->weights[k] * list->rows[i * TL_N_FEATURES + k];
            }
          all += mass[i] = exp (score);
        }
      drawn = g_rand_double_range (random, 0, all);
      for (guint i = 0; i < n_units; i++)
        {
          if (drawn >= 0 && drawn < mass[i])
            list->relevant[i] = TRUE;
          drawn -= mass[i];
        }
      g_ptr_array_add (lists, list);
    }
  return lists;
}

static void
test_known_weights_are_found_again (void)
{
  TlRankModel truth = { { 0 } }, zero = { { 0 } }, found, again;
  g_autoptr (GPtrArray) lists = NULL;

  for (guint k = 0; k < TL_N_FEATURES; k++)
    truth.weights[k] = (k % 5) - 2.0;
  lists = draw_lists (&truth, 3000, 12);
  tl_rank_train (lists, &zero, 1e-6, &found);
  for (guint k = 0; k < TL_N_FEATURES; k++)
    g_assert_cmpfloat_with_epsilon (found.weights[k], truth.weights[k], 0.35);
  tl_rank_train (lists, &zero, 1e-6, &again);
  g_assert_cmpmem (&found, sizeof found, &again, sizeof again);
}

static void
test_without_labels_the_prior_stays (void)
{
  const TlRankModel *builtin = tl_rank_model_get_builtin ();
  g_autoptr (GPtrArray) lists = g_ptr_array_new_with_free_func ((GDestroyNotify)tl_rank_list_free);
  TlRankModel found;

  tl_rank_train (lists, builtin, TL_RANK_PULL, &found);
  g_assert_cmpmem (&found, sizeof found, builtin, sizeof *builtin);
  g_ptr_array_add (lists, tl_rank_list_new (0));
  g_ptr_array_add (lists, tl_rank_list_new (3));
  tl_rank_train (lists, builtin, TL_RANK_PULL, &found);
  g_assert_cmpmem (&found, sizeof found, builtin, sizeof *builtin);
}

/* One question, of which only the first feature tells: what the prior says of the others stays. */
static void
test_what_a_question_does_not_tell_stays_with_the_prior (void)
{
  const TlRankModel *builtin = tl_rank_model_get_builtin ();
  g_autoptr (GPtrArray) lists = g_ptr_array_new_with_free_func ((GDestroyNotify)tl_rank_list_free);
  TlRankList *list = tl_rank_list_new (4);
  TlRankModel found;

  list->relevant[0] = TRUE;
  list->rows[0] = 1;
  g_ptr_array_add (lists, list);
  tl_rank_train (lists, builtin, TL_RANK_PULL, &found);
  g_assert_cmpfloat (found.weights[0], >, builtin->weights[0]);
  g_assert_cmpfloat (found.weights[0], <=, TL_RANK_WEIGHT_LIMIT);
  for (guint k = 1; k < TL_N_FEATURES; k++)
    g_assert_cmpfloat_with_epsilon (found.weights[k], builtin->weights[k], 1e-4);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/rank-model/weights-are-read-as-they-were-written",
                   test_weights_are_read_as_they_were_written);
  g_test_add_func ("/rank-model/weights-that-do-not-fit-are-refused",
                   test_weights_that_do_not_fit_are_refused);
  g_test_add_func ("/rank-model/known-weights-are-found-again", test_known_weights_are_found_again);
  g_test_add_func ("/rank-model/without-labels-the-prior-stays",
                   test_without_labels_the_prior_stays);
  g_test_add_func ("/rank-model/what-a-question-does-not-tell-stays-with-the-prior",
                   test_what_a_question_does_not_tell_stays_with_the_prior);
  return g_test_run ();
}
