/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pdf/tl-pdf-queue.h"

/* Held by its owner and by its thread. */
struct _TlPdfQueue
{
  gatomicrefcount refs;
  GMutex lock;
  GCond changed;

  /* Under the lock. */
  GQueue waiting; /* Job, in the order they run */
  GThread *thread;
  gboolean closed;
};

/* Held by whom it waits for (the queue, then the thread), and by its cancellable's handler. */
typedef struct
{
  gatomicrefcount refs;
  TlPdfQueue *queue;
  GTask *task;
  TlPdfPriority priority;
  TlPdfQueueFunc run;
  GDestroyNotify free_result;
  gulong cancelled_id;
  gboolean answered; /* under the lock of the queue */
} Job;

static void
queue_unref (TlPdfQueue *self)
{
  if (!g_atomic_ref_count_dec (&self->refs))
    return;
  g_mutex_clear (&self->lock);
  g_cond_clear (&self->changed);
  g_free (self);
}

static TlPdfQueue *
queue_ref (TlPdfQueue *self)
{
  g_atomic_ref_count_inc (&self->refs);
  return self;
}

static Job *
job_ref (Job *job)
{
  g_atomic_ref_count_inc (&job->refs);
  return job;
}

static void
job_unref (gpointer data)
{
  Job *job = data;

  if (!g_atomic_ref_count_dec (&job->refs))
    return;
  g_object_unref (job->task);
  queue_unref (job->queue);
  g_free (job);
}

/* Whether the caller is the one who answers. */
static gboolean
job_claim (Job *job)
{
  gboolean claimed;

  g_mutex_lock (&job->queue->lock);
  claimed = !job->answered;
  job->answered = TRUE;
  if (g_queue_remove (&job->queue->waiting, job))
    job_unref (job); /* not the last: the caller holds one */
  g_mutex_unlock (&job->queue->lock);
  return claimed;
}

static void
job_disconnect (Job *job)
{
  gulong id = job->cancelled_id;

  job->cancelled_id = 0;
  g_cancellable_disconnect (g_task_get_cancellable (job->task), id);
}

static gboolean
answer_cancelled_cb (gpointer data)
{
  Job *job = data;

  job_disconnect (job);
  g_task_return_new_error (job->task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "cancelled");
  return G_SOURCE_REMOVE;
}

/* Runs inside of g_cancellable_cancel(), where neither the handler may be disconnected nor the
 * caller's callback run: that is left to the main context of the task. */
static void
cancelled_cb (GCancellable *cancellable, gpointer data)
{
  Job *job = data;
  g_autoptr (GSource) source = NULL;

  if (!job_claim (job))
    return;
  source = g_idle_source_new ();
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, answer_cancelled_cb, job_ref (job), job_unref);
  g_source_set_static_name (source, "tl-pdf cancelled");
  g_source_attach (source, g_task_get_context (job->task));
}

static void
run_job (Job *job)
{
  g_autoptr (GError) error = NULL;
  gpointer result = job->run (job->task, &error);

  if (!job_claim (job))
    {
      g_clear_pointer (&result, job->free_result);
      return;
    }
  job_disconnect (job);
  if (result != NULL)
    g_task_return_pointer (job->task, result, job->free_result);
  else
    g_task_return_error (job->task, g_steal_pointer (&error));
}

static gpointer
thread_main (gpointer data)
{
  TlPdfQueue *self = data;
  Job *job;

  for (;;)
    {
      g_mutex_lock (&self->lock);
      while (!self->closed && g_queue_is_empty (&self->waiting))
        g_cond_wait (&self->changed, &self->lock);
      job = g_queue_pop_head (&self->waiting);
      g_mutex_unlock (&self->lock);
      if (job == NULL)
        break;
      run_job (job);
      job_unref (job);
    }
  queue_unref (self);
  return NULL;
}

TlPdfQueue *
_tl_pdf_queue_new (void)
{
  TlPdfQueue *self = g_new0 (TlPdfQueue, 1);

  g_atomic_ref_count_init (&self->refs);
  g_mutex_init (&self->lock);
  g_cond_init (&self->changed);
  g_queue_init (&self->waiting);
  return self;
}

void
_tl_pdf_queue_free (TlPdfQueue *self)
{
  g_mutex_lock (&self->lock);
  self->closed = TRUE;
  g_cond_signal (&self->changed);
  /* Its last job may hold the last reference to the queue's owner, so that this runs on the thread
   * itself: never join it. */
  g_clear_pointer (&self->thread, g_thread_unref);
  g_mutex_unlock (&self->lock);
  queue_unref (self);
}

/* Behind all that are as urgent. */
static void
insert_job (TlPdfQueue *self, Job *job)
{
  GList *link = self->waiting.head;

  while (link != NULL && ((Job *)link->data)->priority <= job->priority)
    link = link->next;
  g_queue_insert_before (&self->waiting, link, job);
}

void
_tl_pdf_queue_push (TlPdfQueue *self,
                    GTask *task,
                    TlPdfPriority priority,
                    TlPdfQueueFunc run,
                    GDestroyNotify free_result)
{
  GCancellable *cancellable = g_task_get_cancellable (task);
  Job *job = g_new0 (Job, 1);

  g_atomic_ref_count_init (&job->refs);
  job->queue = queue_ref (self);
  job->task = task;
  job->priority = priority;
  job->run = run;
  job->free_result = free_result;

  /* Connected before the thread can see the job. Cancelled by now, it is answered in here. */
  if (cancellable != NULL)
    job->cancelled_id
        = g_cancellable_connect (cancellable, G_CALLBACK (cancelled_cb), job_ref (job), job_unref);
  g_mutex_lock (&self->lock);
  if (!job->answered)
    {
      insert_job (self, job_ref (job));
      if (self->thread == NULL)
        self->thread = g_thread_new ("tl-pdf-jobs", thread_main, queue_ref (self));
      g_cond_signal (&self->changed);
    }
  g_mutex_unlock (&self->lock);
  job_unref (job);
}
