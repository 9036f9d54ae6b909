/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/similar/tl-similar-job.h"

#include <glib/gi18n.h>

#include "base/tl-json.h"
#include "law/judgment/tl-judgment-decision.h"

typedef struct
{
  TlSearchEngine *engine;
  TlSimilarSource *source;
  TlOwnShelf *shelf; /* (nullable) */
  TlDocument *own;
  TlSimilarChoice choice;
  char **filters; /* (nullable) */
  char *as_of;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_object_unref (job->engine);
  tl_similar_source_unref (job->source);
  g_clear_object (&job->shelf);
  g_clear_pointer (&job->own, tl_document_unref);
  g_strfreev (job->filters);
  g_free (job->as_of);
  g_free (job);
}

static Job *
job_new (TlSearchEngine *engine, TlSimilarSource *source)
{
  Job *job = g_new0 (Job, 1);

  job->engine = g_object_ref (engine);
  job->source = tl_similar_source_ref (source);
  return job;
}

static TlSimilarFound *
found_new (void)
{
  TlSimilarFound *found = g_new0 (TlSimilarFound, 1);

  found->cases = g_ptr_array_new ();
  found->outcomes = g_ptr_array_new_with_free_func (g_free);
  return found;
}

void
tl_similar_found_free (TlSimilarFound *found)
{
  g_clear_pointer (&found->own, tl_document_unref);
  g_ptr_array_unref (found->cases);
  g_ptr_array_unref (found->outcomes);
  g_clear_pointer (&found->result, tl_similar_result_free);
  g_free (found);
}

/* ---- Reading ---- */

static TlDocument *
read_document (TlLibrary *library, const char *doc, GError **error)
{
  g_autoptr (GError) failed = NULL;
  TlDocument *document = tl_library_load (library, doc, TRUE, &failed);

  if (document == NULL && failed == NULL)
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                         _ ("This document is not in the library"));
  else if (failed != NULL)
    g_propagate_error (error, g_steal_pointer (&failed));
  return document;
}

/* A file of the judge's own that is open in a reader, or was. */
static TlDocument *
read_own (TlOwnShelf *shelf, const char *doc, GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) failed = NULL;
  g_autoptr (TlOwnFile) file = tl_own_shelf_load (shelf, doc, cancellable, &failed);

  if (file != NULL)
    return tl_document_ref (file->document);
  if (failed != NULL)
    g_propagate_error (error, g_steal_pointer (&failed));
  else
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                         _ ("This file of yours is not known any more. Open it again."));
  return NULL;
}

/* A statute has neither facts nor reasoning. */
static gboolean
check_kind (const TlSimilarSource *source, const TlDocument *document, GError **error)
{
  if (source->kind != TL_SIMILAR_FROM_DOCUMENT || document->kind == TL_DOC_JUDGMENT
      || document->kind == TL_DOC_PRECEDENT || tl_own_is_id (source->doc))
    return TRUE;
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
                       _ ("Only judgments and precedents have similar cases. Select a passage of "
                          "this document to look for cases like it."));
  return FALSE;
}

static void
read_in_thread (GTask *task, gpointer object, gpointer data, GCancellable *cancellable)
{
  const Job *job = data;
  g_autoptr (TlSimilarFound) found = found_new ();
  GError *error = NULL;

  if (job->shelf != NULL && tl_own_is_id (job->source->doc))
    found->own = read_own (job->shelf, job->source->doc, cancellable, &error);
  else if (job->source->doc != NULL)
    found->own
        = read_document (tl_search_engine_get_library (job->engine), job->source->doc, &error);
  if (found->own != NULL)
    check_kind (job->source, found->own, &error);
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, g_steal_pointer (&found), (GDestroyNotify)tl_similar_found_free);
}

void
tl_similar_job_read_async (TlSearchEngine *engine,
                           TlSimilarSource *source,
                           TlOwnShelf *shelf,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Job *job = job_new (engine, source);

  job->shelf = shelf != NULL ? g_object_ref (shelf) : NULL;
  g_task_set_source_tag (task, tl_similar_job_read_async);
  g_task_set_task_data (task, job, job_free);
  g_task_run_in_thread (task, read_in_thread);
}

TlSimilarFound *
tl_similar_job_read_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* ---- Looking ---- */

/* In words, "" where the decision says none that is known. */
static char *
dup_outcome (TlLibrary *library, const char *doc)
{
  g_autoptr (TlDocument) document = tl_library_load (library, doc, FALSE, NULL);
  g_autoptr (JsonObject) meta = document != NULL && document->meta != NULL
                                    ? tl_json_parse (document->meta, -1, NULL)
                                    : NULL;
  const char *code = meta != NULL ? tl_json_get_string (meta, "outcome") : NULL;
  const char *name = code != NULL ? tl_outcome_name (code) : NULL;

  return g_strdup (name != NULL ? name : "");
}

static void
take_cases (TlSimilarFound *found, TlLibrary *library, TlSimilarChoice choice)
{
  for (guint i = 0; i < found->result->cases->len; i++)
    {
      TlSimilarCase *one = g_ptr_array_index (found->result->cases, i);

      if (!tl_similar_is_like (one, choice))
        continue;
      g_ptr_array_add (found->cases, one);
      g_ptr_array_add (found->outcomes, dup_outcome (library, one->hit->doc));
    }
}

static void
find_in_thread (GTask *task, gpointer object, gpointer data, GCancellable *cancellable)
{
  const Job *job = data;
  gboolean has_text = job->source->text != NULL;
  const TlSimilarRequest request = {
    .document = has_text ? NULL : job->own,
    .text = job->source->text,
    .weights = tl_similar_choice_weights (job->choice),
    .filters = (const char *const *)job->filters,
    .as_of = job->as_of,
    .limit = TL_SIMILAR_MOST,
    .facets = TRUE,
  };
  g_autoptr (TlSimilarFound) found = found_new ();
  GError *error = NULL;

  found->own = job->own != NULL ? tl_document_ref (job->own) : NULL;
  found->result = tl_similar_find (job->engine, &request, cancellable, &error);
  if (found->result == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  take_cases (found, tl_search_engine_get_library (job->engine), job->choice);
  g_task_return_pointer (task, g_steal_pointer (&found), (GDestroyNotify)tl_similar_found_free);
}

void
tl_similar_job_find_async (TlSearchEngine *engine,
                           TlSimilarSource *source,
                           TlDocument *own,
                           TlSimilarChoice choice,
                           const char *const *filters,
                           const char *as_of,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Job *job = job_new (engine, source);

  job->own = own != NULL ? tl_document_ref (own) : NULL;
  job->choice = choice;
  job->filters = g_strdupv ((char **)filters);
  job->as_of = as_of != NULL && *as_of != '\0' ? g_strdup (as_of) : NULL;
  g_task_set_source_tag (task, tl_similar_job_find_async);
  g_task_set_task_data (task, job, job_free);
  g_task_run_in_thread (task, find_in_thread);
}

TlSimilarFound *
tl_similar_job_find_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
