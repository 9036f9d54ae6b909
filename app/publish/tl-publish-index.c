/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "publish/tl-publish-index.h"

#include <glib/gstdio.h>
#include <string.h>

#include "corpus/tl-library.h"
#include "publish/tl-publish-folder.h"
#include "search/index/tl-search-index.h"
#include "search/question/tl-lexicon.h"

#define MAX_JOBS 4

typedef struct
{
  const char *scratch;
  const char *lexicon;
  GCancellable *cancellable;
  GMutex mutex;
  GCond changed;
  guint done;
  GError *error; /* the first one */
} Work;

/* Rows are numbered from 1 without gaps. */
static gboolean
add_documents (TlIndexWriter *writer, TlVolume *volume, Work *work, GError **error)
{
  TlDocument *document;

  for (guint32 row = 1; row <= tl_volume_get_n_documents (volume); row++)
    {
      gboolean ok;

      if (g_cancellable_set_error_if_cancelled (work->cancellable, error)
          || (document = tl_volume_load (volume, row, TRUE, error)) == NULL)
        return FALSE;
      ok = tl_index_writer_add (writer, document, row, error);
      tl_document_unref (document);
      if (!ok)
        return FALSE;
    }
  return TRUE;
}

static gboolean
index_volume (TlVolume *volume, Work *work, GError **error)
{
  g_autoptr (TlIndexWriter) writer = tl_index_writer_new (work->scratch, error);
  g_autofree char *path = tl_volume_dup_index_path (volume);

  return writer != NULL && add_documents (writer, volume, work, error)
         && (work->lexicon == NULL
             || tl_index_writer_set (writer, TL_LEXICON_KEY, work->lexicon, strlen (work->lexicon),
                                     error))
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
    index_volume (volume, work, &error);
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
sum_indexes (TlLibrary *library)
{
  guint64 sum = 0;

  for (guint i = 0; i < tl_library_get_n_volumes (library); i++)
    {
      g_autofree char *path = tl_volume_dup_index_path (tl_library_get_volume (library, i));
      GStatBuf info;

      if (g_stat (path, &info) == 0)
        sum += (guint64)info.st_size;
    }
  return sum;
}

gboolean
tl_publish_index (const char *folder,
                  guint jobs,
                  const char *lexicon,
                  TlPublishIndexProgressFunc progress,
                  gpointer user_data,
                  guint64 *index_bytes,
                  GCancellable *cancellable,
                  GError **error)
{
  /* It must be there: this makes no library. */
  g_autoptr (TlLibrary) library = tl_library_open (folder, error);
  g_autoptr (TlPublishFolder) target
      = library != NULL ? tl_publish_folder_new (folder, error) : NULL;
  Work work = { NULL };
  gboolean ok;

  *index_bytes = 0;
  if (target == NULL)
    return FALSE;
  work.scratch = tl_publish_folder_get_staging (target);
  work.lexicon = lexicon;
  work.cancellable = cancellable;
  g_mutex_init (&work.mutex);
  g_cond_init (&work.changed);
  jobs = jobs > 0 ? jobs : MIN (g_get_num_processors (), MAX_JOBS);
  ok = run_pool (library, &work, jobs, progress, user_data, error);
  if (ok)
    *index_bytes = sum_indexes (library);
  g_clear_error (&work.error);
  g_mutex_clear (&work.mutex);
  g_cond_clear (&work.changed);
  return ok;
}
