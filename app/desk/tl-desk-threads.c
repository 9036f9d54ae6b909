/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "desk/tl-desk-private.h"

#include <string.h>

#include "base/tl-error.h"

#define N_READERS 2
/* Steps of SQLite between two looks at the cancellable. */
#define STEPS 1000

struct _TlDeskThreads
{
  int references;
  GThread *writer;
  GAsyncQueue *writes; /* GTask, or END */
  GAsyncQueue *reads;
  GMutex lock;    /* of the three below */
  guint64 n_done; /* writes */
  GQueue pending; /* GTask of the writes that are not done, the oldest first */
  GQueue held;    /* Held: reads that were asked for after one of them */
  char *folder;
  TlDeskOpened opened;
  gpointer data;
  TlDeskStore *store; /* the writer's; readers look only at how it was opened */
  int damaged;        /* atomic */
  GTask *closing;
};

/* A read that waits for a write about the same, which was asked for before it. */
typedef struct
{
  GTask *task;
  guint64 after; /* so many writes are done */
} Held;

/* Ends a thread that takes it from its queue. */
static int end;
#define END ((gpointer)&end)

static void
threads_unref (TlDeskThreads *self)
{
  if (!g_atomic_int_dec_and_test (&self->references))
    return;
  g_async_queue_unref (self->writes);
  g_async_queue_unref (self->reads);
  g_mutex_clear (&self->lock);
  g_free (self->folder);
  g_free (self);
}

static int
is_cancelled (gpointer cancellable)
{
  return g_cancellable_is_cancelled (cancellable);
}

/* ---- One call ---- */

static gpointer
do_call (TlDeskStore *store, const TlDeskCall *call, TlDeskNews *news, GError **error)
{
  g_autoptr (GError) local = NULL;
  gpointer result = NULL;

  if (call->kind != TL_DESK_WRITE)
    return call->func (store, call->data, news, error);
  if (!_tl_desk_store_begin (store, error))
    return NULL;
  result = call->func (store, call->data, news, &local);
  if (_tl_desk_store_end (store, local == NULL, local == NULL ? &local : NULL))
    return result;
  if (result != NULL && call->free_result != NULL)
    call->free_result (result);
  news->set = FALSE;
  g_propagate_error (error, g_steal_pointer (&local));
  return NULL;
}

static void
run_call (TlDeskThreads *self, TlDeskStore *store, GTask *task)
{
  const TlDeskCall *call = g_task_get_task_data (task);
  GCancellable *cancellable = g_task_get_cancellable (task);
  TlDeskNews news = { 0 };
  GError *error = NULL;
  gpointer result = NULL;

  if (!g_cancellable_set_error_if_cancelled (cancellable, &error))
    {
      if (cancellable != NULL && call->kind != TL_DESK_ADMIN)
        sqlite3_progress_handler (store->db.handle, STEPS, is_cancelled, cancellable);
      result = do_call (store, call, &news, &error);
      sqlite3_progress_handler (store->db.handle, 0, NULL, NULL);
      if (error != NULL && g_cancellable_is_cancelled (cancellable))
        {
          g_clear_error (&error);
          g_cancellable_set_error_if_cancelled (cancellable, &error);
        }
    }
  if (g_error_matches (error, TL_ERROR, TL_ERROR_INPUT))
    g_atomic_int_set (&self->damaged, TRUE);
  if (news.set)
    _tl_desk_tell (g_task_get_source_object (task), &news);
  g_free (news.doc);
  if (error == NULL)
    {
      g_task_return_pointer (task, result, call->free_result);
      return;
    }
  _tl_desk_explain (&error);
  g_task_return_error (task, error);
}

/* ---- Readers ---- */

static gpointer
reader_main (gpointer data)
{
  TlDeskThreads *self = data;
  TlDeskStore *store = NULL;
  gpointer item;

  while ((item = g_async_queue_pop (self->reads)) != END)
    {
      g_autoptr (GTask) task = item;
      GError *error = NULL;

      if (store == NULL)
        store = _tl_desk_store_open_reader (self->store, &error);
      if (store != NULL)
        run_call (self, store, task);
      else
        {
          _tl_desk_explain (&error);
          g_task_return_error (task, error);
        }
    }
  _tl_desk_store_close (store);
  return NULL;
}

/* ---- The writer ---- */

/* A write is done: what waited for it is read now. */
static void
let_reads_go (TlDeskThreads *self)
{
  g_mutex_lock (&self->lock);
  self->n_done++;
  g_queue_pop_head (&self->pending);
  for (GList *link = self->held.head; link != NULL;)
    {
      GList *next = link->next;
      Held *held = link->data;

      if (held->after <= self->n_done)
        {
          g_async_queue_push (self->reads, held->task);
          g_free (held);
          g_queue_delete_link (&self->held, link);
        }
      link = next;
    }
  g_mutex_unlock (&self->lock);
}

static void
write_one (TlDeskThreads *self, GTask *task)
{
  /* What another program wrote is told before what this one writes. */
  if (_tl_desk_store_was_changed (self->store))
    {
      TlDeskNews news = { .set = TRUE, .kind = TL_DESK_CHANGED_ALL };

      _tl_desk_tell (g_task_get_source_object (task), &news);
    }
  run_call (self, self->store, task);
  let_reads_go (self);
  if (!self->store->read_only)
    _tl_desk_backup_daily (self->store);
}

static void
serve (TlDeskThreads *self)
{
  GThread *readers[N_READERS];
  gpointer item;

  for (guint i = 0; i < N_READERS; i++)
    readers[i] = g_thread_new ("desk-reader", reader_main, self);
  while ((item = g_async_queue_pop (self->writes)) != END)
    {
      g_autoptr (GTask) task = item;

      write_one (self, task);
    }
  for (guint i = 0; i < N_READERS; i++)
    g_async_queue_push (self->reads, END);
  for (guint i = 0; i < N_READERS; i++)
    g_thread_join (readers[i]);
}

static gpointer
writer_main (gpointer data)
{
  TlDeskThreads *self = data;
  GError *error = NULL;

  self->store = _tl_desk_store_open (self->folder, &error);
  self->opened (self->store, error, self->data);
  if (self->store != NULL)
    {
      serve (self);
      self->store->damaged |= g_atomic_int_get (&self->damaged);
      g_clear_pointer (&self->store, _tl_desk_store_close);
    }
  else
    while (g_async_queue_pop (self->writes) != END)
      ;
  if (self->closing != NULL)
    g_task_return_boolean (self->closing, TRUE);
  g_clear_object (&self->closing);
  threads_unref (self);
  return NULL;
}

TlDeskThreads *
_tl_desk_threads_new (const char *folder, TlDeskOpened opened, gpointer data)
{
  TlDeskThreads *self = g_new0 (TlDeskThreads, 1);

  self->references = 2;
  self->writes = g_async_queue_new ();
  self->reads = g_async_queue_new ();
  g_mutex_init (&self->lock);
  g_queue_init (&self->pending);
  g_queue_init (&self->held);
  self->folder = g_strdup (folder);
  self->opened = opened;
  self->data = data;
  self->writer = g_thread_new ("desk-writer", writer_main, self);
  return self;
}

static gboolean
is_about (GTask *task, const char *about)
{
  const TlDeskCall *call = g_task_get_task_data (task);

  return call->about == NULL || about == NULL || strcmp (call->about, about) == 0;
}

/* How many writes must be done before @about may be read; under the lock. */
static guint64
count_before (TlDeskThreads *self, const char *about)
{
  guint64 after = self->n_done + self->pending.length;

  for (GList *link = self->pending.tail; link != NULL; link = link->prev, after--)
    if (is_about (link->data, about))
      return after;
  return 0;
}

void
_tl_desk_threads_push (TlDeskThreads *self, GTask *task, TlDeskKind kind)
{
  const TlDeskCall *call = g_task_get_task_data (task);
  Held held = { .task = task };

  g_mutex_lock (&self->lock);
  if (kind != TL_DESK_READ)
    {
      g_queue_push_tail (&self->pending, task);
      g_async_queue_push (self->writes, task);
    }
  else if ((held.after = count_before (self, call->about)) > 0)
    g_queue_push_tail (&self->held, g_memdup2 (&held, sizeof held));
  else
    g_async_queue_push (self->reads, task);
  g_mutex_unlock (&self->lock);
}

void
_tl_desk_threads_close (TlDeskThreads *self, GTask *task)
{
  self->closing = task;
  g_async_queue_push (self->writes, END);
}

void
_tl_desk_threads_free (TlDeskThreads *self, gboolean wait)
{
  if (wait)
    g_thread_join (self->writer);
  else
    g_thread_unref (self->writer);
  threads_unref (self);
}
