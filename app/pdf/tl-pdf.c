/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pdf/tl-pdf.h"

#include "pdf/tl-pdf-private.h"
#include "pdf/tl-pdf-queue.h"
#include "pdf/tl-pdf-session.h"

struct _TlPdf
{
  GObject parent_instance;

  /* Owned; nothing changes after the opening. */
  TlPdfSession *session;
  TlPdfQueue *queue;
  TlPdfOpened opened;
};

G_DEFINE_FINAL_TYPE (TlPdf, tl_pdf, G_TYPE_OBJECT)

/* What an asynchronous job is about. */
typedef struct
{
  guint page;
  double scale;
  TlPdfTile tile;
} JobData;

static TlPdfImage *
render (TlPdf *self,
        guint page,
        double scale,
        const TlPdfTile *wanted,
        GCancellable *cancellable,
        GError **error)
{
  TlPdfTile tile;

  if (!_tl_pdf_tile_resolve (self->opened.pages[page], scale, wanted, &tile, error))
    {
      g_autofree char *place = _tl_pdf_session_dup_place (self->session, page);

      g_prefix_error (error, "%s: ", place);
      return NULL;
    }
  return _tl_pdf_session_render (self->session, page, scale, &tile, cancellable, error);
}

static void
tl_pdf_finalize (GObject *object)
{
  TlPdf *self = TL_PDF (object);

  g_clear_pointer (&self->queue, _tl_pdf_queue_free);
  g_clear_pointer (&self->session, _tl_pdf_session_free);
  _tl_pdf_opened_clear (&self->opened);
  G_OBJECT_CLASS (tl_pdf_parent_class)->finalize (object);
}

static void
tl_pdf_class_init (TlPdfClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tl_pdf_finalize;
}

static void
tl_pdf_init (TlPdf *self)
{
  self->queue = _tl_pdf_queue_new ();
}

TlPdf *
tl_pdf_open (const char *path, GCancellable *cancellable, GError **error)
{
  g_autoptr (TlPdf) self = NULL;

  g_return_val_if_fail (path != NULL, NULL);

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  self = g_object_new (TL_TYPE_PDF, NULL);
  self->session = _tl_pdf_session_new (path, &self->opened, cancellable, error);
  return self->session != NULL ? g_steal_pointer (&self) : NULL;
}

static void
open_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  TlPdf *pdf = tl_pdf_open (data, cancellable, &error);

  if (pdf != NULL)
    g_task_return_pointer (task, pdf, g_object_unref);
  else
    g_task_return_error (task, error);
}

void
tl_pdf_open_async (const char *path,
                   GCancellable *cancellable,
                   GAsyncReadyCallback callback,
                   gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_return_if_fail (path != NULL);

  g_task_set_source_tag (task, tl_pdf_open_async);
  g_task_set_task_data (task, g_strdup (path), g_free);
  g_task_set_return_on_cancel (task, TRUE);
  g_task_run_in_thread (task, open_in_thread);
}

TlPdf *
tl_pdf_open_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

guint
tl_pdf_get_n_pages (TlPdf *self)
{
  g_return_val_if_fail (TL_IS_PDF (self), 0);

  return self->opened.n_pages;
}

const char *
tl_pdf_get_title (TlPdf *self)
{
  g_return_val_if_fail (TL_IS_PDF (self), NULL);

  return self->opened.title;
}

TlPdfPage
tl_pdf_get_page (TlPdf *self, guint page)
{
  g_return_val_if_fail (TL_IS_PDF (self) && page < self->opened.n_pages, (TlPdfPage){ 0 });

  return self->opened.pages[page];
}

TlPdfText *
tl_pdf_get_text (
    TlPdf *self, guint page, gboolean with_boxes, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (TL_IS_PDF (self) && page < self->opened.n_pages, NULL);

  return _tl_pdf_session_get_text (self->session, page, with_boxes, FALSE, cancellable, error);
}

TlPdfText *
_tl_pdf_get_text_row (TlPdf *self, guint page, GCancellable *cancellable, GError **error)
{
  return _tl_pdf_session_get_text (self->session, page, TRUE, TRUE, cancellable, error);
}

void
_tl_pdf_push (TlPdf *self,
              GTask *task,
              TlPdfPriority priority,
              TlPdfQueueFunc run,
              GDestroyNotify free_result)
{
  _tl_pdf_queue_push (self->queue, task, priority, run, free_result);
}

static gpointer
run_text (GTask *task, GError **error)
{
  const JobData *data = g_task_get_task_data (task);

  TlPdf *self = g_task_get_source_object (task);

  return _tl_pdf_session_get_text (self->session, data->page, TRUE, FALSE,
                                   g_task_get_cancellable (task), error);
}

void
tl_pdf_get_text_async (TlPdf *self,
                       guint page,
                       TlPdfPriority priority,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data)
{
  const JobData data = { .page = page };
  GTask *task;

  g_return_if_fail (TL_IS_PDF (self) && page < self->opened.n_pages);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, tl_pdf_get_text_async);
  g_task_set_task_data (task, g_memdup2 (&data, sizeof data), g_free);
  _tl_pdf_queue_push (self->queue, task, priority, run_text, (GDestroyNotify)tl_pdf_text_free);
}

TlPdfText *
tl_pdf_get_text_finish (TlPdf *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static gpointer
run_render (GTask *task, GError **error)
{
  const JobData *data = g_task_get_task_data (task);

  return render (g_task_get_source_object (task), data->page, data->scale, &data->tile,
                 g_task_get_cancellable (task), error);
}

void
tl_pdf_render_async (TlPdf *self,
                     guint page,
                     double scale,
                     int clip_x,
                     int clip_y,
                     int clip_width,
                     int clip_height,
                     TlPdfPriority priority,
                     GCancellable *cancellable,
                     GAsyncReadyCallback callback,
                     gpointer user_data)
{
  const JobData data = { page, scale, { clip_x, clip_y, clip_width, clip_height } };
  GTask *task;

  g_return_if_fail (TL_IS_PDF (self) && page < self->opened.n_pages);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, tl_pdf_render_async);
  g_task_set_task_data (task, g_memdup2 (&data, sizeof data), g_free);
  _tl_pdf_queue_push (self->queue, task, priority, run_render, (GDestroyNotify)tl_pdf_image_free);
}

TlPdfImage *
tl_pdf_render_finish (TlPdf *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

TlPdfImage *
tl_pdf_render (TlPdf *self, guint page, double scale, GCancellable *cancellable, GError **error)
{
  const TlPdfTile whole_page = { 0, 0, 0, 0 };

  g_return_val_if_fail (TL_IS_PDF (self) && page < self->opened.n_pages, NULL);

  return render (self, page, scale, &whole_page, cancellable, error);
}

pid_t
_tl_pdf_get_worker_pid (TlPdf *self)
{
  return _tl_pdf_session_get_pid (self->session);
}

guint
_tl_pdf_get_n_asked (TlPdf *self)
{
  return _tl_pdf_session_get_n_asked (self->session);
}
