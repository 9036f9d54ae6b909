/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/reader/tl-reader-job.h"

#include "corpus/tl-library-links.h"
#include "ui/reader/tl-reader-banner.h"
#include "ui/reader/tl-review.h"
#include "ui/reader/tl-text-mark.h"

void
tl_reader_job_free (TlReaderJob *job)
{
  g_clear_object (&job->library);
  g_clear_object (&job->own);
  g_clear_pointer (&job->file, tl_own_file_unref);
  g_free (job->doc);
  g_free (job->as_of);
  g_free (job->anchor);
  g_free (job->passage);
  g_clear_pointer (&job->document, tl_document_unref);
  g_clear_pointer (&job->model, tl_text_model_unref);
  g_clear_object (&job->outline);
  g_free (job->basis);
  g_clear_pointer (&job->reviews, g_ptr_array_unref);
  g_free (job->path);
  g_free (job);
}

/* A document whose links cannot be read is still read; only its citations are plain text. */
static GPtrArray *
load_links (TlReaderJob *job)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *links = tl_library_links_from (job->library, job->document->id, &error);

  if (links == NULL)
    g_message ("links: %s", error->message);
  return links;
}

/* From the library, or from the files of the judge's own. */
static void
load (TlReaderJob *job, GCancellable *cancellable, GError **error)
{
  if (job->own != NULL && tl_own_is_id (job->doc))
    {
      job->file = tl_own_shelf_load (job->own, job->doc, cancellable, error);
      g_clear_pointer (&job->document, tl_document_unref);
      if (job->file != NULL)
        job->document = tl_document_ref (job->file->document);
    }
  else if (job->document == NULL)
    job->document = tl_library_load (job->library, job->doc, TRUE, error);
}

static char *
dup_path (TlReaderJob *job)
{
  if (job->file != NULL)
    return job->file->is_pdf ? g_strdup (job->file->path) : NULL;
  return tl_library_dup_file (job->library, job->document);
}

static void
run_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  g_autoptr (TlReaderJob) job = task_data;
  GError *error = NULL;

  load (job, cancellable, &error);
  if (error != NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  if (job->document != NULL)
    {
      g_autoptr (GPtrArray) links
          = job->file != NULL ? tl_own_file_read_links (job->file, job->library) : load_links (job);

      job->model = tl_text_model_new_with_links (job->document, job->as_of, links);
      job->basis = job->library != NULL
                       ? tl_reader_basis_message (job->library, job->document, links, job->as_of)
                       : g_strdup ("");
      job->reviews = tl_review_list_load (job->library, job->document, links);
      job->outline = tl_outline_build (job->model);
      job->path = dup_path (job);
      job->marked = job->passage != NULL
                    && tl_text_mark_find (job->model, job->anchor, job->passage, &job->mark);
    }
  g_task_return_pointer (task, g_steal_pointer (&job), (GDestroyNotify)tl_reader_job_free);
}

void
tl_reader_job_run_async (TlReaderJob *job,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, tl_reader_job_run_async);
  /* The thread frees or returns the job. */
  g_task_set_task_data (task, job, NULL);
  g_task_run_in_thread (task, run_in_thread);
}

TlReaderJob *
tl_reader_job_run_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
