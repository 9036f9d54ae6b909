/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/reader/tl-find-text.h"

#include "pdf/tl-pdf-find.h"

typedef struct
{
  TlTextModel *model;
  char *words;
  guint max_hits;
  gboolean more;
} Job;

static void
job_free (Job *job)
{
  tl_text_model_unref (job->model);
  g_free (job->words);
  g_free (job);
}

void
tl_text_hit_free (TlTextHit *hit)
{
  g_free (hit->before);
  g_free (hit->match);
  g_free (hit->after);
  g_free (hit);
}

/* A paragraph is a page of its own to the search: what finds words in pages finds them here, so
 * that both views find the same. */
static TlPdfPageText *
make_page (const char *text)
{
  TlPdfText *page = g_new0 (TlPdfText, 1);

  page->text = g_strdup (text);
  page->n_chars = (guint)g_utf8_strlen (text, -1);
  return tl_pdf_page_text_new (page);
}

static TlTextHit *
make_hit (guint paragraph, TlPdfHit *found)
{
  TlTextHit *hit = g_new0 (TlTextHit, 1);

  hit->paragraph = paragraph;
  hit->from = found->ranges[0].from;
  hit->to = found->ranges[found->n_ranges - 1].to;
  hit->before = g_strdup (found->before);
  hit->match = g_strdup (found->match);
  hit->after = g_strdup (found->after);
  return hit;
}

GPtrArray *
tl_find_text (const TlTextModel *model,
              const char *words,
              guint max_hits,
              gboolean *more,
              GCancellable *cancellable)
{
  GPtrArray *hits = g_ptr_array_new_with_free_func ((GDestroyNotify)tl_text_hit_free);
  guint n = tl_text_model_get_n_paragraphs (model);

  *more = FALSE;
  for (guint i = 0; i < n && !*more && !g_cancellable_is_cancelled (cancellable); i++)
    {
      g_autoptr (TlPdfPageText) page = make_page (tl_text_model_get (model, i)->text);
      /* One more than is wanted tells whether there are more. */
      g_autoptr (TlPdfFound) found
          = tl_pdf_find_in_pages (&page, 1, words, max_hits - hits->len + 1);

      *more = hits->len + found->hits->len > max_hits;
      for (guint k = 0; k < found->hits->len && hits->len < max_hits; k++)
        g_ptr_array_add (hits, make_hit (i, found->hits->pdata[k]));
    }
  return hits;
}

static void
find_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Job *job = task_data;

  g_task_return_pointer (
      task, tl_find_text (job->model, job->words, job->max_hits, &job->more, cancellable),
      (GDestroyNotify)g_ptr_array_unref);
}

void
tl_find_text_async (TlTextModel *model,
                    const char *words,
                    guint max_hits,
                    GCancellable *cancellable,
                    GAsyncReadyCallback callback,
                    gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Job *job = g_new0 (Job, 1);

  job->model = tl_text_model_ref (model);
  job->words = g_strdup (words);
  job->max_hits = max_hits;
  g_task_set_source_tag (task, tl_find_text_async);
  g_task_set_task_data (task, job, (GDestroyNotify)job_free);
  g_task_run_in_thread (task, find_in_thread);
}

GPtrArray *
tl_find_text_finish (GAsyncResult *result, gboolean *more, GError **error)
{
  const Job *job;

  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  job = g_task_get_task_data (G_TASK (result));
  *more = job->more;
  return g_task_propagate_pointer (G_TASK (result), error);
}
