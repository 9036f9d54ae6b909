/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "publish/tl-publish-index.h"

#include <glib/gstdio.h>
#include <string.h>

#include "corpus/tl-library.h"
#include "publish/tl-publish-folder.h"
#include "publish/tl-publish-train.h"
#include "search/index/tl-search-index.h"
#include "search/question/tl-lexicon.h"
#include "search/rank/tl-rank-model.h"

#define MAX_JOBS 4

typedef struct
{
  const char *scratch;
  const char *lexicon;
  gboolean keep; /* the weights that an index has stay */
  GCancellable *cancellable;
  GMutex mutex;
  GCond changed;
  guint done;
  GError *error; /* the first one */
} Work;

/* Documents of @volume that are in the index of an older one. */
static GHashTable *
read_passed (TlVolume *volume)
{
  g_autofree char *text = tl_volume_dup_meta (volume, TL_VOLUME_INDEXED_BEFORE);
  g_auto (GStrv) ids = g_strsplit (text != NULL ? text : "", "\n", -1);
  GHashTable *passed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; ids[i] != NULL; i++)
    g_hash_table_add (passed, g_strdup (ids[i]));
  return passed;
}

/* Rows are numbered from 1 without gaps. */
static gboolean
add_documents (TlIndexWriter *writer, TlVolume *volume, Work *work, GError **error)
{
  g_autoptr (GHashTable) passed = read_passed (volume);
  TlDocument *document;

  for (guint32 row = 1; row <= tl_volume_get_n_documents (volume); row++)
    {
      gboolean ok = TRUE;

      if (g_cancellable_set_error_if_cancelled (work->cancellable, error)
          || (document = tl_volume_load (volume, row, TRUE, error)) == NULL)
        return FALSE;
      if (g_hash_table_contains (passed, document->id))
        tl_index_writer_pass (writer, document, row);
      else
        ok = tl_index_writer_add (writer, document, row, error);
      tl_document_unref (document);
      if (!ok)
        return FALSE;
    }
  return TRUE;
}

static gboolean
set_text (TlIndexWriter *writer, const char *key, const char *text, GError **error)
{
  return text == NULL || tl_index_writer_set (writer, key, text, strlen (text), error);
}

/* The weights that the index @path has, when this program reads them. */
static char *
dup_weights (const char *path)
{
  const char *const paths[] = { path, NULL };
  g_autoptr (TlXapianDb) db = tl_xapian_db_open (paths, NULL);
  g_autoptr (GBytes) bytes
      = db != NULL ? tl_xapian_db_load_metadata (db, 0, TL_RANK_MODEL_KEY, NULL) : NULL;
  TlRankModel model;

  if (bytes == NULL
      || !tl_rank_model_parse (&model, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes)))
    return NULL;
  return tl_rank_model_format (&model);
}

/* @weights: (nullable). */
static gboolean
index_volume (TlVolume *volume, const char *weights, Work *work, GError **error)
{
  g_autoptr (TlIndexWriter) writer = tl_index_writer_new (work->scratch, error);
  g_autofree char *path = tl_volume_dup_index_path (volume);
  g_autofree char *kept = work->keep ? dup_weights (path) : NULL;

  return writer != NULL && add_documents (writer, volume, work, error)
         && set_text (writer, TL_LEXICON_KEY, work->lexicon, error)
         && set_text (writer, TL_RANK_MODEL_KEY, weights != NULL ? weights : kept, error)
         && tl_index_writer_finish (writer, path, error);
}

/* Runs on the threads of the pool; after the first failure the rest is left. */
static void
index_cb (gpointer data, gpointer user_data)
{
  TlVolume *volume = data;
  Work *work = user_data;
  g_autoptr (GError) error = NULL;
  gboolean failed;

  g_mutex_lock (&work->mutex);
  failed = work->error != NULL;
  g_mutex_unlock (&work->mutex);
  if (!failed)
    index_volume (volume, NULL, work, &error);
  g_mutex_lock (&work->mutex);
  work->done++;
  if (work->error == NULL)
    work->error = g_steal_pointer (&error);
  g_cond_signal (&work->changed);
  g_mutex_unlock (&work->mutex);
}

static gboolean
run_pool (TlLibrary *library,
          Work *work,
          guint jobs,
          TlPublishIndexProgressFunc progress,
          gpointer user_data,
          GError **error)
{
  guint total = tl_library_get_n_volumes (library);
  GThreadPool *pool = g_thread_pool_new (index_cb, work, (int)jobs, FALSE, error);
  guint said = 0;

  if (pool == NULL)
    return FALSE;
  /* The threads it has do the work even where no more can be started. */
  for (guint i = 0; i < total; i++)
    g_thread_pool_push (pool, tl_library_get_volume (library, i), NULL);
  while (said < total)
    {
      g_mutex_lock (&work->mutex);
      while (work->done == said)
        g_cond_wait (&work->changed, &work->mutex);
      said = work->done;
      g_mutex_unlock (&work->mutex);
      if (progress != NULL)
        progress (said, total, user_data);
    }
  g_thread_pool_free (pool, FALSE, TRUE);
  if (work->error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&work->error));
  return FALSE;
}

static guint64
index_size (TlVolume *volume)
{
  g_autofree char *path = tl_volume_dup_index_path (volume);
  GStatBuf info;

  return g_stat (path, &info) == 0 ? (guint64)info.st_size : 0;
}

static guint64
sum_indexes (TlLibrary *library)
{
  guint64 sum = 0;

  for (guint i = 0; i < tl_library_get_n_volumes (library); i++)
    sum += index_size (tl_library_get_volume (library, i));
  return sum;
}

gboolean
tl_publish_index_set_weights (const char *folder,
                              const char *scratch,
                              GPtrArray *names,
                              const char *lexicon,
                              const char *weights,
                              GCancellable *cancellable,
                              GError **error)
{
  g_autoptr (TlLibrary) library = tl_library_open (folder, error);
  Work work = { .scratch = scratch, .lexicon = lexicon, .cancellable = cancellable };
  TlVolume *smallest = NULL;
  guint64 least = 0;

  for (guint i = 0; library != NULL && i < tl_library_get_n_volumes (library); i++)
    {
      TlVolume *volume = tl_library_get_volume (library, i);
      guint64 size = index_size (volume);

      if (names != NULL
          && !g_ptr_array_find_with_equal_func (names, tl_volume_get_name (volume), g_str_equal,
                                                NULL))
        continue;
      if (smallest == NULL || size < least)
        {
          smallest = volume;
          least = size;
        }
    }
  if (library == NULL)
    return FALSE;
  return smallest == NULL || index_volume (smallest, weights, &work, error);
}

static gboolean
train_weights (const char *folder, const TlPublishIndexOptions *options, Work *work, GError **error)
{
  g_autofree char *weights = NULL;

  if (options->questions == NULL)
    return TRUE;
  if (!tl_publish_train (folder, options->questions, options->notes, &weights, work->cancellable,
                         error))
    return FALSE;
  return weights == NULL
         || tl_publish_index_set_weights (folder, work->scratch, NULL, work->lexicon, weights,
                                          work->cancellable, error);
}

gboolean
tl_publish_index (const char *folder,
                  const TlPublishIndexOptions *options,
                  guint64 *index_bytes,
                  GCancellable *cancellable,
                  GError **error)
{
  /* It must be there: this makes no library. */
  g_autoptr (TlLibrary) library = tl_library_open (folder, error);
  g_autoptr (TlPublishFolder) target
      = library != NULL ? tl_publish_folder_new (folder, error) : NULL;
  Work work = { .lexicon = options->lexicon,
                .keep = options->questions == NULL,
                .cancellable = cancellable };
  guint jobs = options->jobs;
  gboolean ok;

  *index_bytes = 0;
  if (target == NULL)
    return FALSE;
  work.scratch = tl_publish_folder_get_staging (target);
  g_mutex_init (&work.mutex);
  g_cond_init (&work.changed);
  jobs = jobs > 0 ? jobs : MIN (g_get_num_processors (), MAX_JOBS);
  ok = run_pool (library, &work, jobs, options->progress, options->user_data, error)
       && train_weights (folder, options, &work, error);
  if (ok)
    *index_bytes = sum_indexes (library);
  g_clear_error (&work.error);
  g_mutex_clear (&work.mutex);
  g_cond_clear (&work.changed);
  return ok;
}
