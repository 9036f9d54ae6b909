/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Weights of the second stage, trained on some questions and measured on others. */
#include "config.h"

#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>

#include "retrieval-measure.h"
#include "search/rank/tl-ranking.h"

#define FOLDS 5

/* The weights that are built in were trained on these questions: what is trained here to be
 * measured starts from older ones, which were found on others, and knows nothing of newer features.
 */
static const struct
{
  const char *name;
  double weight;
} PRIOR[] = { { "BASE", 3.24 },
              { "SYLLABLES", 2.29 },
              { "PAIRS", 2.07 },
              { "BODY_SYLLABLES", 0.38 },
              { "HEADING_SYLLABLES", -0.73 },
              { "BODY_PAIRS", -1.02 },
              { "HEADING_PAIRS", -0.93 },
              { "LAW_SYLLABLES", 0.20 },
              { "COVER_SYLLABLES", 0.67 },
              { "COVER_PAIRS", 5.26 },
              { "HEADING_ASKED", 2.11 },
              { "HEADING_PAIRS_ASKED", 1.25 },
              { "LENGTH", 0.22 },
              { "LAW", 1.61 },
              { "BEST_OF_LAW", 2.95 } };

/* On what the weights are trained. */
typedef enum
{
  TRAIN_NOTHING, /* the built-in weights */
  TRAIN_OWN,     /* the other folds of the same set */
  TRAIN_ALL,     /* the other folds of all sets */
  TRAIN_OTHERS,  /* all questions of the other sets */
  N_TRAININGS
} TrainOn;

static void
get_prior (TlRankModel *model)
{
  memset (model, 0, sizeof *model);
  for (guint k = 0; k < TL_N_FEATURES; k++)
    for (guint i = 0; i < G_N_ELEMENTS (PRIOR); i++)
      if (strcmp (PRIOR[i].name, tl_rank_model_get_name (k)) == 0)
        model->weights[k] = PRIOR[i].weight;
}

typedef struct
{
  double score;
  guint place;
} Placed;

static int
compare_placed (gconstpointer a, gconstpointer b)
{
  const Placed *left = a, *right = b;

  if (left->score != right->score)
    return left->score > right->score ? -1 : 1;
  return left->place < right->place ? -1 : 1;
}

static void
measure_list (const TlRankList *list, guint wanted, const TlRankModel *model, double *measures)
{
  g_autofree Placed *places = g_new0 (Placed, list->n + 1);
  g_autofree gboolean *relevant = g_new0 (gboolean, list->n + 1);

  for (guint i = 0; i < list->n; i++)
    {
      places[i].place = i;
      for (guint k = 0; k < TL_N_FEATURES; k++)
        places[i].score += model->weights[k] * list->rows[i * TL_N_FEATURES + k];
    }
  qsort (places, list->n, sizeof *places, compare_placed);
  for (guint i = 0; i < list->n; i++)
    relevant[i] = list->relevant[places[i].place];
  measure_relevance (relevant, list->n, wanted, measures);
}

/* A fold for each question of @set. */
static guint *
deal (const Set *set, GRand *random)
{
  guint *folds = g_new (guint, set->questions->len + 1);

  for (guint i = 0; i < set->questions->len; i++)
    folds[i] = i % FOLDS;
  for (guint i = set->questions->len; i-- > 1;)
    {
      guint other = (guint)g_rand_int_range (random, 0, (gint32)i + 1), fold = folds[i];

      folds[i] = folds[other];
      folds[other] = fold;
    }
  return folds;
}

/* The lists that @set may be measured with in @fold. */
static void
train (GPtrArray *sets, guint **folds, guint set, guint fold, TrainOn on, TlRankModel *model)
{
  g_autoptr (GPtrArray) lists = g_ptr_array_new ();
  TlRankModel prior;

  if (on == TRAIN_NOTHING)
    {
      *model = *tl_rank_model_get_builtin ();
      return;
    }
  for (guint s = 0; s < sets->len; s++)
    {
      const Set *other = g_ptr_array_index (sets, s);

      if ((on == TRAIN_OWN && s != set) || (on == TRAIN_OTHERS && s == set))
        continue;
      for (guint i = 0; i < other->questions->len; i++)
        for (guint typing = TYPING_WRITTEN; typing <= TYPING_PLAIN; typing++)
          if (on == TRAIN_OTHERS || folds[s][i] != fold)
            g_ptr_array_add (lists,
                             ((Question *)g_ptr_array_index (other->questions, i))->lists[typing]);
    }
  get_prior (&prior);
  tl_rank_train (lists, &prior, TL_RANK_PULL, model);
}

/* Adds what each question of @set measures to its sums in @sums, which are by the way of typing. */
static void
validate (GPtrArray *sets, guint **folds, guint set, TrainOn on, GArray **sums)
{
  const Set *measured = g_ptr_array_index (sets, set);

  for (guint fold = 0; fold < FOLDS; fold++)
    {
      TlRankModel model;

      train (sets, folds, set, fold, on, &model);
      for (guint i = 0; i < measured->questions->len; i++)
        {
          const Question *question = g_ptr_array_index (measured->questions, i);
          double measures[N_MEASURES];

          for (guint typing = 0; typing < N_TYPINGS && folds[set][i] == fold; typing++)
            {
              measure_list (question->lists[typing], g_hash_table_size (question->relevant), &model,
                            measures);
              for (guint k = 0; k < N_MEASURES; k++)
                g_array_index (sums[typing], double, i *N_MEASURES + k) += measures[k];
            }
        }
    }
}

/* The first @typings ways of typing. */
static void
print_rows (GPtrArray *sets, guint set, TrainOn on, guint typings, guint repeats)
{
  static const char *const NAMES[N_TRAININGS]
      = { "built in", "trained on its own", "trained on all", "trained on the others" };
  const Set *measured = g_ptr_array_index (sets, set);
  GArray *sums[N_TYPINGS];
  g_autoptr (GRand) random = g_rand_new_with_seed (1);
  g_autofree guint **folds = g_new0 (guint *, sets->len);

  for (guint typing = 0; typing < N_TYPINGS; typing++)
    {
      sums[typing] = g_array_new (FALSE, TRUE, sizeof (double));
      g_array_set_size (sums[typing], measured->questions->len * N_MEASURES);
    }
  for (guint round = 0; round < repeats; round++)
    {
      for (guint s = 0; s < sets->len; s++)
        folds[s] = deal (g_ptr_array_index (sets, s), random);
      validate (sets, folds, set, on, sums);
      for (guint s = 0; s < sets->len; s++)
        g_free (folds[s]);
    }
  for (guint typing = 0; typing < N_TYPINGS; typing++)
    {
      g_autofree char *label = g_strdup_printf ("%s, %s", NAMES[on], typing_get_name (typing));

      for (guint i = 0; i < sums[typing]->len; i++)
        g_array_index (sums[typing], double, i) /= repeats;
      if (typing < typings)
        measure_print (label, sums[typing]);
      g_array_unref (sums[typing]);
    }
}

void
weights_cross_validate (GPtrArray *sets, guint repeats)
{
  for (guint s = 0; s < sets->len; s++)
    {
      const Set *set = g_ptr_array_index (sets, s);

      g_print ("\n%s: weights, five-fold cross-validation, %u times\n", set->name, repeats);
      measure_print_head ();
      print_rows (sets, s, TRAIN_NOTHING, 1, 1);
      print_rows (sets, s, TRAIN_OWN, 1, repeats);
      if (sets->len > 1)
        print_rows (sets, s, TRAIN_OTHERS, 1, 1);
      print_rows (sets, s, TRAIN_ALL, N_TYPINGS, repeats);
    }
}

void
weights_print (GPtrArray *sets)
{
  g_autoptr (GPtrArray) lists = g_ptr_array_new ();
  g_autofree char *text = NULL;
  TlRankModel prior, model;

  for (guint s = 0; s < sets->len; s++)
    {
      const Set *set = g_ptr_array_index (sets, s);

      for (guint i = 0; i < set->questions->len; i++)
        for (guint typing = TYPING_WRITTEN; typing <= TYPING_PLAIN; typing++)
          g_ptr_array_add (lists,
                           ((Question *)g_ptr_array_index (set->questions, i))->lists[typing]);
    }
  get_prior (&prior);
  tl_rank_train (lists, &prior, TL_RANK_PULL, &model);
  text = tl_rank_model_format (&model);
  g_print ("\ntrained on all questions:\n%s", text);
}

static void
export_list (
    FILE *file, const char *set, const char *typing, guint number, const Question *question)
{
  const TlRankList *list = question->lists[TYPING_WRITTEN];

  for (Typing way = 0; way < N_TYPINGS; way++)
    if (strcmp (typing_get_name (way), typing) == 0)
      list = question->lists[way];
  for (guint i = 0; i < list->n; i++)
    {
      fprintf (file, "%s\t%s\t%u\t%d\t%u", set, typing, number, list->relevant[i],
               g_hash_table_size (question->relevant));
      for (guint k = 0; k < TL_N_FEATURES; k++)
        fprintf (file, "\t%.6g", list->rows[i * TL_N_FEATURES + k]);
      fputc ('\n', file);
    }
}

void
weights_export (GPtrArray *sets, const char *path)
{
  FILE *file = g_fopen (path, "w");

  if (file == NULL)
    retrieval_die (path, NULL);
  fputs ("set\ttyping\tquestion\trelevant\twanted", file);
  for (guint k = 0; k < TL_N_FEATURES; k++)
    fprintf (file, "\t%s", tl_rank_model_get_name (k));
  fputc ('\n', file);
  for (guint s = 0; s < sets->len; s++)
    {
      const Set *set = g_ptr_array_index (sets, s);

      for (guint i = 0; i < set->questions->len; i++)
        for (Typing typing = 0; typing < N_TYPINGS; typing++)
          export_list (file, set->name, typing_get_name (typing), i,
                       g_ptr_array_index (set->questions, i));
    }
  if (fclose (file) != 0)
    retrieval_die (path, NULL);
}
