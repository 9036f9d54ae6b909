/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/compare/tl-compare-job.h"

#include "ui/compare/tl-compare-marks.h"

static TlCompared *
compared_new (TlTextModel *left, TlTextModel *right)
{
  TlCompared *self = g_new0 (TlCompared, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->models[TL_SIDE_LEFT] = tl_text_model_ref (left);
  self->models[TL_SIDE_RIGHT] = tl_text_model_ref (right);
  return self;
}

TlCompared *
tl_compared_ref (TlCompared *compared)
{
  g_atomic_ref_count_inc (&compared->ref_count);
  return compared;
}

void
tl_compared_unref (TlCompared *compared)
{
  if (!g_atomic_ref_count_dec (&compared->ref_count))
    return;
  for (guint i = 0; i < 2; i++)
    {
      g_clear_pointer (&compared->extents[i], tl_compare_extent_free);
      g_clear_pointer (&compared->models[i], tl_text_model_unref);
    }
  g_clear_pointer (&compared->comparison, tl_comparison_unref);
  g_free (compared);
}

static void
compare_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  TlCompared *self = task_data;
  const TlCompareOptions options = {
    .as_of = { self->models[0]->as_of, self->models[1]->as_of },
    .links = { self->models[0]->links, self->models[1]->links },
  };
  GError *error = NULL;

  for (guint i = 0; i < 2; i++)
    self->extents[i] = tl_compare_extent_new (self->models[i]);
  self->comparison = tl_compare_documents (self->models[0]->document, self->models[1]->document,
                                           &options, cancellable, &error);
  if (self->comparison == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, tl_compared_ref (self), (GDestroyNotify)tl_compared_unref);
}

void
tl_compared_run_async (TlTextModel *left,
                       TlTextModel *right,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, tl_compared_run_async);
  g_task_set_task_data (task, compared_new (left, right), (GDestroyNotify)tl_compared_unref);
  g_task_run_in_thread (task, compare_in_thread);
}

TlCompared *
tl_compared_run_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

typedef struct
{
  TlCompared *compared;
  GArray *pairs;
} WordsJob;

static void
words_job_free (WordsJob *job)
{
  tl_compared_unref (job->compared);
  g_array_unref (job->pairs);
  g_free (job);
}

static void
words_free (TlComparedWords *words)
{
  for (guint i = 0; i < 2; i++)
    g_clear_pointer (&words->marks[i], g_array_unref);
  g_free (words);
}

static void
words_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  WordsJob *job = task_data;
  TlCompared *compared = job->compared;
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func ((GDestroyNotify)words_free);

  for (guint i = 0; i < job->pairs->len; i++)
    {
      guint pair = g_array_index (job->pairs, guint, i);
      TlComparedWords *words;
      GError *error = NULL;
      g_autoptr (GArray) runs
          = tl_comparison_diff (compared->comparison, pair, cancellable, &error);

      if (runs == NULL)
        {
          g_task_return_error (task, error);
          return;
        }
      words = g_new0 (TlComparedWords, 1);
      words->pair = pair;
      for (guint side = 0; side < 2; side++)
        words->marks[side]
            = tl_compare_marks_make (compared->comparison, pair, runs, (TlSide)side,
                                     compared->models[side], compared->extents[side]);
      g_ptr_array_add (all, words);
    }
  g_task_return_pointer (task, g_steal_pointer (&all), (GDestroyNotify)g_ptr_array_unref);
}

void
tl_compared_words_async (TlCompared *compared,
                         const GArray *pairs,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  WordsJob *job = g_new0 (WordsJob, 1);

  job->compared = tl_compared_ref (compared);
  job->pairs = g_array_new (FALSE, FALSE, sizeof (guint));
  g_array_append_vals (job->pairs, pairs->data, pairs->len);
  g_task_set_source_tag (task, tl_compared_words_async);
  g_task_set_task_data (task, job, (GDestroyNotify)words_job_free);
  g_task_run_in_thread (task, words_in_thread);
}

GPtrArray *
tl_compared_words_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
