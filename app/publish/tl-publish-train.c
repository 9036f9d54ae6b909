/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "publish/tl-publish-train.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/tl-limits.h"
#include "publish/tl-publish-relevant.h"
#include "search/engine/tl-search-private.h"
#include "search/rank/tl-rank-trainer.h"
#include "search/rank/tl-ranking.h"
#include "text/tl-text.h"

#define FOLDS 5
/* Of nDCG. */
#define TOP 10
/* Questions that are named when they cannot be used. */
#define MAX_NAMED 20

/* As written and without marks. */
#define N_WAYS 2

typedef struct
{
  TlRankList *lists[N_WAYS];
  guint wanted; /* units that answer it */
  guint fold;
} Lesson;

static void
lesson_free (gpointer data)
{
  Lesson *self = data;

  for (guint way = 0; way < N_WAYS; way++)
    tl_rank_list_free (self->lists[way]);
  g_free (self);
}

static void say (GPtrArray *notes, const char *format, ...) G_GNUC_PRINTF (2, 3);

static void
say (GPtrArray *notes, const char *format, ...)
{
  va_list args;

  if (notes == NULL)
    return;
  va_start (args, format);
  g_ptr_array_add (notes, g_strdup_vprintf (format, args));
  va_end (args);
}

/* ---- The questions ---- */

/* Adds the confirmed questions that the library carries. */
static gboolean
add_confirmed (TlLibrary *library, GPtrArray *all, GError **error)
{
  g_autoptr (TlMemory) memory = tl_memory_new (library, NULL, error);
  g_autoptr (GPtrArray) entries = NULL;

  if (memory == NULL)
    return FALSE;
  entries = tl_memory_list (memory);
  for (guint i = 0; i < entries->len; i++)
    {
      const TlMemoryEntry *entry = g_ptr_array_index (entries, i);
      g_autofree char *name = g_strdup_printf ("confirmed question %s", entry->id);

      g_ptr_array_add (all,
                       tl_publish_question_new (name, entry->question, entry->doc, entry->anchor));
    }
  return TRUE;
}

/* What can be asked, at most TL_PUBLISH_TRAIN_MOST evenly spaced ones. */
static GPtrArray *
choose (GPtrArray *asked, GPtrArray *notes)
{
  GPtrArray *chosen = g_ptr_array_new ();
  guint n = MIN (asked->len, TL_PUBLISH_TRAIN_MOST);

  if (asked->len > n)
    say (notes, "weights: %u of %u questions are asked, evenly spaced", n, asked->len);
  for (guint i = 0; i < n; i++)
    g_ptr_array_add (chosen, g_ptr_array_index (asked, (guint)((guint64)i * asked->len / n)));
  return chosen;
}

static void
drop_long (GPtrArray *asked, GPtrArray *skipped)
{
  for (guint i = asked->len; i-- > 0;)
    {
      const TlPublishAsked *question = g_ptr_array_index (asked, i);

      if (strlen (question->text) <= TL_LIMIT_QUESTION)
        continue;
      g_ptr_array_add (skipped, g_strdup_printf ("%s: longer than the limit of %d bytes",
                                                 question->name, TL_LIMIT_QUESTION));
      g_ptr_array_remove_index (asked, i);
    }
}

static void
say_skipped (GPtrArray *skipped, GPtrArray *notes)
{
  for (guint i = 0; i < MIN (skipped->len, MAX_NAMED); i++)
    say (notes, "weights: skipped %s", (char *)g_ptr_array_index (skipped, i));
  if (skipped->len > MAX_NAMED)
    say (notes, "weights: skipped %u more questions", skipped->len - MAX_NAMED);
}

/* Questions about one unit are of one fold: near copies of a question must not teach what it is
 * measured with. Returns: how many units there are. */
static guint
deal (GPtrArray *chosen, GPtrArray *lessons)
{
  g_autoptr (GHashTable) folds = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < chosen->len; i++)
    {
      const TlPublishAsked *asked = g_ptr_array_index (chosen, i);
      Lesson *lesson = g_ptr_array_index (lessons, i);
      gpointer place = g_ptr_array_index (asked->places, 0), fold;

      if (!g_hash_table_lookup_extended (folds, place, NULL, &fold))
        {
          fold = GUINT_TO_POINTER (g_hash_table_size (folds) % FOLDS);
          g_hash_table_insert (folds, place, fold);
        }
      lesson->fold = GPOINTER_TO_UINT (fold);
    }
  return g_hash_table_size (folds);
}

/* ---- Asking ---- */

static TlRankList *
load_list (TlSearchEngine *engine, const TlPublishAsked *asked, const char *text, GError **error)
{
  g_autoptr (GPtrArray) units = _tl_search_engine_load_candidates (engine, text, error);
  TlRankList *list;

  if (units == NULL)
    return NULL;
  list = tl_rank_list_new (MIN (units->len, TL_RERANK_DEPTH));
  for (guint i = 0; i < list->n; i++)
    {
      const TlCandidate *unit = g_ptr_array_index (units, i);
      g_autofree char *place = g_strconcat (unit->record.doc, "#", unit->record.anchor, NULL);

      list->relevant[i]
          = g_ptr_array_find_with_equal_func (asked->places, place, g_str_equal, NULL);
      memcpy (list->rows + (gsize)i * TL_N_FEATURES, unit->features, sizeof unit->features);
    }
  return list;
}

static GPtrArray *
ask_all (TlSearchEngine *engine, GPtrArray *chosen, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) lessons = g_ptr_array_new_with_free_func (lesson_free);

  for (guint i = 0; i < chosen->len; i++)
    {
      const TlPublishAsked *asked = g_ptr_array_index (chosen, i);
      g_autofree char *plain = tl_text_fold (asked->text, -1, TL_FOLD_PLAIN, NULL);
      const char *const ways[N_WAYS] = { asked->text, plain };
      Lesson *lesson = g_new0 (Lesson, 1);

      g_ptr_array_add (lessons, lesson);
      lesson->wanted = asked->places->len;
      for (guint way = 0; way < N_WAYS; way++)
        if (g_cancellable_set_error_if_cancelled (cancellable, error)
            || (lesson->lists[way] = load_list (engine, asked, ways[way], error)) == NULL)
          return NULL;
    }
  return g_steal_pointer (&lessons);
}

/* ---- Measuring ---- */

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

/* nDCG@10 of @list in the order of @model. */
static double
measure (const TlRankList *list, guint wanted, const TlRankModel *model)
{
  g_autofree Placed *places = g_new0 (Placed, list->n + 1);
  double gain = 0, ideal = 0;

  for (guint i = 0; i < list->n; i++)
    {
      places[i].place = i;
      for (guint k = 0; k < TL_N_FEATURES; k++)
        places[i].score += model->weights[k] * list->rows[(gsize)i * TL_N_FEATURES + k];
    }
  qsort (places, list->n, sizeof *places, compare_placed);
  for (guint i = 0; i < TOP; i++)
    {
      gain += i < list->n && list->relevant[places[i].place] ? 1 / log2 (i + 2) : 0;
      ideal += i < wanted ? 1 / log2 (i + 2) : 0;
    }
  /* Two versions of one unit may both be in the list. */
  return ideal > 0 ? MIN (gain / ideal, 1) : 0;
}

/* Weights from the lessons of all folds but @without; FOLDS: from all. */
static void
train (GPtrArray *lessons, guint without, TlRankModel *model)
{
  g_autoptr (GPtrArray) lists = g_ptr_array_new ();

  for (guint i = 0; i < lessons->len; i++)
    {
      Lesson *lesson = g_ptr_array_index (lessons, i);

      for (guint way = 0; way < N_WAYS && lesson->fold != without; way++)
        g_ptr_array_add (lists, lesson->lists[way]);
    }
  tl_rank_train (lists, tl_rank_model_get_builtin (), TL_RANK_PULL, model);
}

/* The mean over all lessons and ways with the built-in weights, and with those of other folds. */
static gboolean
validate (
    GPtrArray *lessons, double *builtin, double *trained, GCancellable *cancellable, GError **error)
{
  *builtin = *trained = 0;
  for (guint fold = 0; fold < FOLDS; fold++)
    {
      TlRankModel model;

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      train (lessons, fold, &model);
      for (guint i = 0; i < lessons->len; i++)
        {
          const Lesson *lesson = g_ptr_array_index (lessons, i);

          for (guint way = 0; way < N_WAYS && lesson->fold == fold; way++)
            {
              *builtin
                  += measure (lesson->lists[way], lesson->wanted, tl_rank_model_get_builtin ());
              *trained += measure (lesson->lists[way], lesson->wanted, &model);
            }
        }
    }
  *builtin /= lessons->len * N_WAYS;
  *trained /= lessons->len * N_WAYS;
  return TRUE;
}

static gboolean
train_on (TlLibrary *library,
          GPtrArray *chosen,
          GPtrArray *notes,
          char **weights,
          GCancellable *cancellable,
          GError **error)
{
  g_autoptr (TlSearchEngine) engine = tl_search_engine_new (library, error);
  g_autoptr (GPtrArray) lessons = NULL;
  double builtin, trained;
  TlRankModel model;

  if (engine == NULL)
    return FALSE;
  tl_search_engine_set_memory (engine, NULL);
  lessons = ask_all (engine, chosen, cancellable, error);
  if (lessons == NULL)
    return FALSE;
  if (deal (chosen, lessons) < FOLDS)
    {
      say (notes, "weights: not trained: the questions are about fewer than %d units", FOLDS);
      return TRUE;
    }
  if (!validate (lessons, &builtin, &trained, cancellable, error))
    return FALSE;
  say (notes,
       "weights: %u questions; nDCG@10 with the built-in weights %.2f, trained on other questions "
       "%.2f: %s",
       lessons->len, 100 * builtin, 100 * trained,
       trained >= builtin ? "the trained ones are kept" : "the built-in ones stay");
  if (trained < builtin)
    return TRUE;
  train (lessons, FOLDS, &model);
  *weights = tl_rank_model_format (&model);
  return TRUE;
}

gboolean
tl_publish_train (const char *folder,
                  GPtrArray *questions,
                  GPtrArray *notes,
                  char **weights,
                  GCancellable *cancellable,
                  GError **error)
{
  g_autoptr (TlLibrary) library = tl_library_open (folder, error);
  g_autoptr (GPtrArray) all
      = g_ptr_array_new_with_free_func ((GDestroyNotify)tl_publish_question_free);
  g_autoptr (GPtrArray) skipped = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) asked = NULL;
  g_autoptr (GPtrArray) chosen = NULL;

  *weights = NULL;
  for (guint i = 0; questions != NULL && i < questions->len; i++)
    {
      const TlPublishQuestion *from = g_ptr_array_index (questions, i);
      TlPublishQuestion *copy
          = tl_publish_question_new (from->name, from->text, from->doc, from->anchor);

      copy->sources = from->sources != NULL ? g_ptr_array_ref (from->sources) : NULL;
      g_ptr_array_add (all, copy);
    }
  if (library == NULL || !add_confirmed (library, all, error))
    return FALSE;
  if (all->len == 0)
    return TRUE;
  asked = tl_publish_relevant_find (library, all, skipped, cancellable, error);
  if (asked == NULL)
    return FALSE;
  drop_long (asked, skipped);
  say_skipped (skipped, notes);
  if (asked->len < TL_PUBLISH_TRAIN_LEAST)
    {
      say (notes, "weights: not trained: usable questions: %u, needed: %d", asked->len,
           TL_PUBLISH_TRAIN_LEAST);
      return TRUE;
    }
  chosen = choose (asked, notes);
  return train_on (library, chosen, notes, weights, cancellable, error);
}
