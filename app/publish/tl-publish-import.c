/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "publish/tl-publish-import.h"

#include <glib/gstdio.h>
#include <string.h>

#include "publish/tl-publish-sources.h"

/* Read ahead by so many files a thread: bounds the memory while the order of reports is kept. */
#define AHEAD 4

typedef enum
{
  PHASE_DIGEST,
  PHASE_IMPORT,
  PHASE_DONE,
} Phase;

typedef struct
{
  const TlPublishSource *source;
  Phase phase;
  char *content; /* digest of the file */
  char *digest;  /* with the options folded in */
  TlImportResult *result;
  GError *error;
  gboolean unchanged;
} Job;

typedef struct
{
  TlDocStore *store;
  TlPublishSources *sources;
  const TlPublishImportOptions *options;
  TlPublishItemFunc func;
  gpointer user_data;
  TlPublishImportCounts *counts;
  GCancellable *cancellable;

  Job *jobs;
  guint n;
  GThreadPool *pool;
  GAsyncQueue *finished; /* jobs whose phase is over */
  guint running;
} Import;

static void
job_clear (Job *job)
{
  g_clear_pointer (&job->content, g_free);
  g_clear_pointer (&job->digest, g_free);
  g_clear_pointer (&job->result, tl_import_result_free);
  g_clear_error (&job->error);
}

/* What changes the result of a file besides its content. */
static char *
fold_options (const Import *self, const Job *job)
{
  g_autofree char *all = g_strdup_printf (
      "%s version=%d format=%s kind=%d ocr=%d name=%s%s%s", job->content, TL_IMPORT_VERSION,
      tl_import_format_code (job->source->format), self->options->kind, self->options->ocr,
      job->source->name, self->options->snapshot != NULL ? " snapshot=" : "",
      self->options->snapshot != NULL ? self->options->snapshot : "");

  return g_compute_checksum_for_string (G_CHECKSUM_SHA256, all, -1);
}

/* Pages of the codification keep their names from month to month: the month that the caller tells
 * is part of the name, so that one snapshot does not replace the other. */
static char *
dup_store_name (const Import *self, const Job *job)
{
  if (self->options->snapshot != NULL && job->source->format == TL_IMPORT_PHAPDIEN)
    return g_strdup_printf ("%s (%s)", job->source->name, self->options->snapshot);
  return g_strdup (job->source->name);
}

static void
work_cb (gpointer data, gpointer user_data)
{
  Job *job = data;
  Import *self = user_data;
  const TlPublishSource *source = job->source;

  if (g_cancellable_set_error_if_cancelled (self->cancellable, &job->error))
    ;
  else if (job->phase == PHASE_DIGEST)
    job->content = tl_import_digest (source->path, source->name, self->cancellable, &job->error);
  else
    {
      TlImportOptions options = { .format = source->format,
                                  .kind = self->options->kind,
                                  .ocr = self->options->ocr,
                                  .digest = job->content };
      job->result
          = tl_import_file (source->path, source->name, &options, self->cancellable, &job->error);
      if (job->result != NULL && self->options->snapshot != NULL)
        tl_import_result_set_snapshot (job->result, self->options->snapshot);
    }
  g_async_queue_push (self->finished, job);
}

static void
submit (Import *self, Job *job, Phase phase)
{
  job->phase = phase;
  self->running++;
  g_thread_pool_push (self->pool, job, NULL);
}

static void
start (Import *self, Job *job)
{
  const TlPublishSource *source = job->source;

  if (source->error != NULL || source->skipped != NULL)
    job->phase = PHASE_DONE;
  else
    submit (self, job, PHASE_DIGEST);
}

/* After a phase of a job; FALSE when the store failed. */
static gboolean
advance (Import *self, Job *job, GError **error)
{
  GError *failure = NULL;
  g_autofree char *name = dup_store_name (self, job);

  self->running--;
  if (job->phase == PHASE_IMPORT || job->error != NULL)
    {
      job->phase = PHASE_DONE;
      return TRUE;
    }
  job->digest = fold_options (self, job);
  job->unchanged = tl_doc_store_has_source (self->store, name, job->digest, &failure);
  if (failure != NULL)
    {
      g_propagate_error (error, failure);
      return FALSE;
    }
  if (job->unchanged)
    job->phase = PHASE_DONE;
  else
    submit (self, job, PHASE_IMPORT);
  return TRUE;
}

static char *
join_notes (GPtrArray *notes)
{
  GString *all;

  if (notes->len == 0)
    return NULL;
  all = g_string_new (NULL);
  for (guint i = 0; i < notes->len; i++)
    g_string_append_printf (all, "%s%s", i > 0 ? "\n" : "", (char *)g_ptr_array_index (notes, i));
  return g_string_free (all, FALSE);
}

static gboolean
put (Import *self, Job *job, GError **error)
{
  g_autofree char *notes = join_notes (job->result->notes);
  GStatBuf status;
  g_autofree char *name = dup_store_name (self, job);
  TlSourceInfo info
      = { .name = name, .digest = job->digest, .notes = notes, .skipped = job->result->skipped };

  if (g_stat (job->source->path, &status) == 0)
    info.size = status.st_size;
  if (!tl_doc_store_put (self->store, &info, job->result->documents,
                         job->result->keep_original ? job->source->path : NULL, error))
    {
      g_prefix_error (error, "%s could not be stored: ", job->source->name);
      return FALSE;
    }
  return TRUE;
}

static void
report (Import *self, Job *job, guint index)
{
  TlPublishItem item = { .name = job->source->name, .done = index + 1, .total = self->n };
  const GError *failure = job->error != NULL ? job->error : job->source->error;

  if (failure != NULL)
    {
      item.outcome = TL_PUBLISH_FAILED;
      item.reason = failure->message;
    }
  else if (job->unchanged)
    item.outcome = TL_PUBLISH_UNCHANGED;
  else if (job->source->skipped != NULL || job->result->skipped != NULL)
    {
      item.outcome = TL_PUBLISH_SKIPPED;
      item.reason = job->source->skipped != NULL ? job->source->skipped : job->result->skipped;
    }
  if (job->result != NULL)
    {
      item.notes = job->result->notes;
      item.documents = job->result->documents->len;
      self->counts->dropped += job->result->dropped;
      self->counts->notes += job->result->notes->len;
    }
  self->counts->outcomes[item.outcome]++;
  self->counts->documents += item.documents;
  if (self->func != NULL)
    self->func (&item, self->user_data);
}

/* Writes and reports a job that is done, in its turn. */
static gboolean
finish (Import *self, Job *job, guint index, GError **error)
{
  if (job->error != NULL && g_cancellable_set_error_if_cancelled (self->cancellable, error))
    return FALSE;
  if (job->result != NULL && !put (self, job, error))
    return FALSE;
  report (self, job, index);
  job_clear (job);
  return TRUE;
}

static gboolean
run (Import *self, guint window, GError **error)
{
  guint next = 0;

  for (guint i = 0; i < self->n; i++)
    {
      Job *job = &self->jobs[i];

      for (; next < self->n && next < i + window; next++)
        start (self, &self->jobs[next]);
      while (job->phase != PHASE_DONE)
        if (!advance (self, g_async_queue_pop (self->finished), error))
          return FALSE;
      if (g_cancellable_set_error_if_cancelled (self->cancellable, error)
          || !finish (self, job, i, error))
        return FALSE;
    }
  return TRUE;
}

/* Threads still hold jobs when the store failed: their work is waited for and dropped. */
static void
drain (Import *self)
{
  while (self->running > 0)
    {
      g_async_queue_pop (self->finished);
      self->running--;
    }
}

gboolean
tl_publish_import (TlDocStore *store,
                   const char *const *paths,
                   const TlPublishImportOptions *options,
                   TlPublishItemFunc func,
                   gpointer user_data,
                   TlPublishImportCounts *counts,
                   GCancellable *cancellable,
                   GError **error)
{
  guint jobs = options->jobs > 0 ? options->jobs : g_get_num_processors ();
  g_autoptr (TlPublishSources) sources = NULL;
  Import self = { .store = store, .options = options, .func = func, .user_data = user_data };
  gboolean ok;

  memset (counts, 0, sizeof *counts);
  self.counts = counts;
  self.cancellable = cancellable;
  sources = tl_publish_sources_new (paths, options->format, cancellable, error);
  if (sources == NULL)
    return FALSE;
  self.sources = sources;
  self.n = tl_publish_sources_get_n (sources);
  self.jobs = g_new0 (Job, self.n + 1);
  for (guint i = 0; i < self.n; i++)
    self.jobs[i].source = tl_publish_sources_get (sources, i);
  self.finished = g_async_queue_new ();
  self.pool = g_thread_pool_new (work_cb, &self, (int)jobs, TRUE, error);
  ok = self.pool != NULL && run (&self, jobs * AHEAD, error);
  drain (&self);
  if (self.pool != NULL)
    g_thread_pool_free (self.pool, FALSE, TRUE);
  g_async_queue_unref (self.finished);
  for (guint i = 0; i < self.n; i++)
    job_clear (&self.jobs[i]);
  g_free (self.jobs);
  return ok;
}
