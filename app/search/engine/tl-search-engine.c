/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "search/engine/tl-search-engine.h"

#include <string.h>

#include "base/tl-clock.h"
#include "base/tl-error.h"
#include "base/tl-limits.h"
#include "search/engine/tl-search-private.h"
#include "search/index/tl-open-guard.h"
#include "search/index/tl-side-by-side.h"
#include "search/rank/tl-rank-model.h"

/* Runs of run_async() at one time, over all engines. */
#define POOL_THREADS 2
/* Open handles kept for the next run. */
#define IDLE_HANDLES 3

struct _TlSearchEngine
{
  GObject parent_instance;

  TlLibrary *library;
  TlIndexMap *map;
  TlRankModel model;
  TlFacetStore *facets;
  TlLexicon *lexicon;
  TlVocabulary *vocabulary;
  TlDocCache *cache;
  char **paths; /* of the indexes */
  int answered; /* whether a question was; atomic */

  GMutex mutex;
  GPtrArray *idle;  /* (element-type TlSearchHandle), under the mutex */
  TlMemory *memory; /* (nullable), under the mutex */
};

G_DEFINE_FINAL_TYPE (TlSearchEngine, tl_search_engine, G_TYPE_OBJECT)

/* ---- Handles ---- */

static void
handle_free (gpointer data)
{
  TlSearchHandle *handle = data;

  tl_xapian_db_free (handle->db);
  tl_term_reader_free (handle->reader);
  g_free (handle);
}

static TlSearchHandle *
open_handle (TlSearchEngine *self, GError **error)
{
  TlXapianDb *db = tl_xapian_db_open ((const char *const *)self->paths, error);
  TlSearchHandle *handle;

  if (db == NULL)
    return NULL;
  handle = g_new0 (TlSearchHandle, 1);
  handle->db = db;
  handle->reader = tl_term_reader_new ();
  return handle;
}

static TlSearchHandle *
take_handle (TlSearchEngine *self, GError **error)
{
  TlSearchHandle *handle = NULL;

  g_mutex_lock (&self->mutex);
  if (self->idle->len > 0)
    handle = g_ptr_array_steal_index_fast (self->idle, self->idle->len - 1);
  g_mutex_unlock (&self->mutex);
  return handle != NULL ? handle : open_handle (self, error);
}

static void
give_handle (TlSearchEngine *self, TlSearchHandle *handle)
{
  g_mutex_lock (&self->mutex);
  if (self->idle->len < IDLE_HANDLES)
    {
      g_ptr_array_add (self->idle, handle);
      handle = NULL;
    }
  g_mutex_unlock (&self->mutex);
  if (handle != NULL)
    handle_free (handle);
}

/* ---- Runs ---- */

static gboolean
check_request (const TlSearchRequest *request, GError **error)
{
  if (request->text == NULL || strlen (request->text) > TL_LIMIT_QUESTION)
    g_set_error (error, TL_ERROR, TL_ERROR_LIMIT,
                 "The question is longer than the limit of %d bytes", TL_LIMIT_QUESTION);
  else if (request->kind >= TL_N_DOC_KINDS)
    g_set_error (error, TL_ERROR, TL_ERROR_INPUT, "%d is no kind of document", request->kind);
  else if (request->as_of != NULL && !tl_date_is_valid (request->as_of))
    g_set_error (error, TL_ERROR, TL_ERROR_INPUT, "“%s” is no date of the form YYYY-MM-DD",
                 request->as_of);
  else
    return TRUE;
  return FALSE;
}

static void
run_init (TlSearchRun *run, TlSearchEngine *self, const TlSearchRequest *request)
{
  *run = (TlSearchRun){ .library = self->library,
                        .map = self->map,
                        .model = &self->model,
                        .lexicon = self->lexicon,
                        .vocabulary = self->vocabulary,
                        .cache = self->cache,
                        .request = request };
  run->limit = CLAMP (request->limit, 1, TL_LIMIT_HITS);
  if (request->as_of != NULL)
    g_strlcpy (run->date, request->as_of, sizeof run->date);
  else
    tl_clock_today (run->date);
  run->filters = g_array_new (FALSE, FALSE, sizeof (TlTermFilter));
  run->filter_terms = g_ptr_array_new_with_free_func (g_free);
  run->facet_store = self->facets;
  run->grouped = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  run->verified = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  run->opened = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  run->facet_filters = g_ptr_array_new_with_free_func ((GDestroyNotify)tl_facet_filter_free);
  run->taken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  run->result = _tl_search_result_new (run->date);
  g_mutex_lock (&self->mutex);
  run->memory = self->memory != NULL ? g_object_ref (self->memory) : NULL;
  g_mutex_unlock (&self->mutex);
}

static void
run_clear (TlSearchRun *run)
{
  g_array_unref (run->filters);
  g_ptr_array_unref (run->filter_terms);
  g_ptr_array_unref (run->facet_filters);
  g_hash_table_unref (run->verified);
  g_hash_table_unref (run->opened);
  g_hash_table_unref (run->grouped);
  tl_facet_mask_free (run->facets, run->allowed);
  g_hash_table_unref (run->taken);
  g_clear_pointer (&run->confirmed, g_hash_table_unref);
  g_clear_object (&run->memory);
  for (guint i = 0; i < G_N_ELEMENTS (run->judges); i++)
    tl_paragraph_judge_free (run->judges[i]);
  tl_question_free (run->question);
  tl_question_free (run->folded);
  tl_search_result_free (run->result);
}

gboolean
_tl_search_engine_begin (TlSearchEngine *self,
                         const TlSearchRequest *request,
                         GCancellable *cancellable,
                         TlSearchRun *run,
                         GError **error)
{
  if (!check_request (request, error) || g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  run_init (run, self, request);
  run->cancellable = cancellable;
  run->handle = take_handle (self, error);
  if (run->handle == NULL)
    run_clear (run);
  return run->handle != NULL;
}

void
_tl_search_engine_end (TlSearchEngine *self, TlSearchRun *run)
{
  give_handle (self, run->handle);
  run_clear (run);
}

/* The first question reads tables that were not read when the indexes were opened: until it has an
 * answer they are still being opened. */
static TlSearchResult *
run_guarded (TlSearchEngine *self, TlSearchRun *run, GError **error)
{
  TlSearchResult *result;

  if (g_atomic_int_get (&self->answered))
    return _tl_search_run (run, error);
  if (!tl_open_guard_begin ((const char *const *)self->paths, error))
    return NULL;
  result = _tl_search_run (run, error);
  tl_open_guard_end ((const char *const *)self->paths);
  if (result != NULL)
    g_atomic_int_set (&self->answered, TRUE);
  return result;
}

TlSearchResult *
tl_search_engine_run (TlSearchEngine *self,
                      const TlSearchRequest *request,
                      GCancellable *cancellable,
                      GError **error)
{
  gint64 start = g_get_monotonic_time ();
  TlSearchResult *result;
  TlSearchRun run;

  g_return_val_if_fail (TL_IS_SEARCH_ENGINE (self) && request != NULL, NULL);

  if (!_tl_search_engine_begin (self, request, cancellable, &run, error))
    return NULL;
  result = run_guarded (self, &run, error);
  _tl_search_engine_end (self, &run);
  if (result != NULL)
    result->ms = (double)(g_get_monotonic_time () - start) / 1000.0;
  return result;
}

GPtrArray *
_tl_search_engine_load_candidates (TlSearchEngine *self, const char *text, GError **error)
{
  TlSearchRequest request = { .text = text, .kind = -1, .limit = TL_LIMIT_HITS };
  GPtrArray *candidates = NULL;
  TlSearchRun run;

  if (!check_request (&request, error))
    return NULL;
  run_init (&run, self, &request);
  run.handle = take_handle (self, error);
  if (run.handle != NULL)
    {
      candidates = _tl_search_candidates (&run, error);
      give_handle (self, run.handle);
    }
  run_clear (&run);
  return candidates;
}

/* ---- The pool ---- */

typedef struct
{
  TlSearchRequest request; /* with strings of its own */
  guint generation;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_free ((char *)job->request.text);
  g_free ((char *)job->request.as_of);
  g_strfreev ((char **)job->request.filters);
  g_strfreev ((char **)job->request.without);
  g_strfreev ((char **)job->request.with);
  g_free (job);
}

static Job *
job_new (const TlSearchRequest *request)
{
  static gint generations;
  Job *job = g_new0 (Job, 1);

  job->request = *request;
  job->request.text = g_strdup (request->text);
  job->request.as_of = g_strdup (request->as_of);
  job->request.filters = (const char *const *)g_strdupv ((char **)request->filters);
  job->request.without = (const char *const *)g_strdupv ((char **)request->without);
  job->request.with = (const char *const *)g_strdupv ((char **)request->with);
  job->generation = (guint)g_atomic_int_add (&generations, 1);
  return job;
}

static void
run_job_cb (gpointer data, gpointer user_data)
{
  g_autoptr (GTask) task = data;
  Job *job = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  TlSearchResult *result;

  /* On a PC of two cores two searching threads would hold up the main loop, which draws what the
   * judge types. */
  tl_side_by_side_give_way ();
  result = tl_search_engine_run (g_task_get_source_object (task), &job->request,
                                 g_task_get_cancellable (task), &error);

  if (result != NULL)
    g_task_return_pointer (task, result, (GDestroyNotify)tl_search_result_free);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

/* The newest question first: while a judge types, the older ones are cancelled and end at once. */
static int
compare_jobs_cb (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const Job *left = g_task_get_task_data ((GTask *)a);
  const Job *right = g_task_get_task_data ((GTask *)b);

  return (left->generation < right->generation) - (left->generation > right->generation);
}

static gpointer
make_pool (gpointer data)
{
  GThreadPool *pool = g_thread_pool_new (run_job_cb, NULL, POOL_THREADS, FALSE, NULL);

  g_thread_pool_set_sort_function (pool, compare_jobs_cb, NULL);
  return pool;
}

void
tl_search_engine_run_async (TlSearchEngine *self,
                            const TlSearchRequest *request,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  static GOnce once = G_ONCE_INIT;
  GThreadPool *pool = g_once (&once, make_pool, NULL);
  GTask *task;

  g_return_if_fail (TL_IS_SEARCH_ENGINE (self) && request != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, tl_search_engine_run_async);
  g_task_set_task_data (task, job_new (request), job_free);
  g_thread_pool_push (pool, task, NULL);
}

TlSearchResult *
tl_search_engine_run_finish (TlSearchEngine *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* ---- Class ---- */

static void
tl_search_engine_finalize (GObject *object)
{
  TlSearchEngine *self = TL_SEARCH_ENGINE (object);

  g_clear_pointer (&self->idle, g_ptr_array_unref);
  g_clear_pointer (&self->facets, tl_facet_store_free);
  g_clear_pointer (&self->map, tl_index_map_free);
  g_clear_pointer (&self->lexicon, tl_lexicon_free);
  g_clear_pointer (&self->vocabulary, tl_vocabulary_free);
  g_clear_pointer (&self->cache, tl_doc_cache_free);
  g_clear_pointer (&self->paths, g_strfreev);
  g_clear_object (&self->memory);
  g_clear_object (&self->library);
  g_mutex_clear (&self->mutex);
  G_OBJECT_CLASS (tl_search_engine_parent_class)->finalize (object);
}

static void
tl_search_engine_class_init (TlSearchEngineClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tl_search_engine_finalize;
}

static void
tl_search_engine_init (TlSearchEngine *self)
{
  g_mutex_init (&self->mutex);
  self->idle = g_ptr_array_new_with_free_func (handle_free);
}

/* Reads of every index what all questions need. */
static gboolean
open_all (TlSearchEngine *self, GError **error)
{
  TlSearchHandle *handle = open_handle (self, error);
  gboolean ok;

  if (handle == NULL)
    return FALSE;
  self->map = tl_index_map_load (self->library, handle->db, error);
  self->facets = tl_facet_store_new (self->map);
  self->lexicon = self->map != NULL ? tl_lexicon_load (handle->db, error) : NULL;
  self->cache = tl_doc_cache_new (self->library);
  ok = self->lexicon != NULL && tl_rank_model_load (&self->model, handle->db, error);
  give_handle (self, handle);
  self->memory = ok ? tl_memory_new (self->library, NULL, error) : NULL;
  return self->memory != NULL;
}

TlSearchEngine *
tl_search_engine_new (TlLibrary *library, GError **error)
{
  g_autoptr (TlSearchEngine) self = NULL;
  guint n_volumes;
  gboolean ok;

  g_return_val_if_fail (TL_IS_LIBRARY (library), NULL);

  self = g_object_new (TL_TYPE_SEARCH_ENGINE, NULL);
  self->library = g_object_ref (library);
  n_volumes = tl_library_get_n_volumes (library);
  self->vocabulary = tl_vocabulary_new ();
  self->paths = g_new0 (char *, n_volumes + 1);
  for (guint i = 0; i < n_volumes; i++)
    self->paths[i] = tl_volume_dup_index_path (tl_library_get_volume (library, i));
  if (!tl_open_guard_begin ((const char *const *)self->paths, error))
    return NULL;
  ok = open_all (self, error);
  tl_open_guard_end ((const char *const *)self->paths);
  return ok ? g_steal_pointer (&self) : NULL;
}

TlLibrary *
tl_search_engine_get_library (TlSearchEngine *self)
{
  g_return_val_if_fail (TL_IS_SEARCH_ENGINE (self), NULL);

  return self->library;
}

void
tl_search_engine_set_memory (TlSearchEngine *self, TlMemory *memory)
{
  TlMemory *old;

  g_return_if_fail (TL_IS_SEARCH_ENGINE (self) && (memory == NULL || TL_IS_MEMORY (memory)));

  g_mutex_lock (&self->mutex);
  old = self->memory;
  self->memory = memory != NULL ? g_object_ref (memory) : NULL;
  g_mutex_unlock (&self->mutex);
  g_clear_object (&old);
}
