/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/reader/tl-cited-job.h"

#include "base/tl-clock.h"

typedef struct
{
  TlLibrary *library;
  TlTextModel *model;
  guint link;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_object_unref (job->library);
  tl_text_model_unref (job->model);
  g_free (job);
}

TlCitedText *
tl_cited_job_read (TlLibrary *library, const TlTextModel *model, guint link, GError **error)
{
  const TlLink *cited = model->links->pdata[link];
  g_autofree char *as_of = tl_cited_text_dup_date (model->document, model->as_of);
  g_autoptr (TlDocument) target = NULL;
  g_autoptr (GError) local = NULL;
  char today[TL_DATE_SIZE];

  tl_clock_today (today);
  /* What refers to its own document need not be read again. */
  if (g_strcmp0 (cited->target, model->document->id) == 0)
    target = tl_document_ref (model->document);
  else if (cited->target != NULL)
    target = tl_library_load (library, cited->target, TRUE, &local);
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }
  return tl_cited_text_new (cited, model->document, target, as_of, today);
}

static void
run_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Job *job = task_data;
  GError *error = NULL;
  TlCitedText *text = tl_cited_job_read (job->library, job->model, job->link, &error);

  if (text == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, text, (GDestroyNotify)tl_cited_text_free);
}

void
tl_cited_job_run_async (TlLibrary *library,
                        TlTextModel *model,
                        guint link,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Job *job;

  g_return_if_fail (TL_IS_LIBRARY (library));
  g_return_if_fail (model->links != NULL && link < model->links->len);

  job = g_new0 (Job, 1);
  job->library = g_object_ref (library);
  job->model = tl_text_model_ref (model);
  job->link = link;
  g_task_set_source_tag (task, tl_cited_job_run_async);
  g_task_set_task_data (task, job, job_free);
  g_task_run_in_thread (task, run_in_thread);
}

TlCitedText *
tl_cited_job_run_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
