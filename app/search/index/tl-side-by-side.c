/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "search/index/tl-side-by-side.h"

#include <errno.h>
#ifdef __linux__
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>
#endif

/* Beside the caller. They mostly wait for the disk: more than there are cores, and about as many
 * requests as a disk answers at once. */
#define HELPERS 7
/* Of a searching thread, by nice(2). */
#define NICENESS 5

typedef struct
{
  gatomicrefcount references;
  TlSideBySideFunc func;
  gpointer user_data;
  guint n;
  GMutex mutex;
  GCond all_done;
  guint next; /* under the mutex */
  guint done; /* under the mutex */
} Work;

static void
work_unref (Work *self)
{
  if (!g_atomic_ref_count_dec (&self->references))
    return;
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->all_done);
  g_free (self);
}

/* Takes parts until none is left. */
static void
take_parts (Work *self)
{
  g_mutex_lock (&self->mutex);
  while (self->next < self->n)
    {
      guint part = self->next++;

      g_mutex_unlock (&self->mutex);
      self->func (part, self->user_data);
      g_mutex_lock (&self->mutex);
      if (++self->done == self->n)
        g_cond_signal (&self->all_done);
    }
  g_mutex_unlock (&self->mutex);
}

/* Comes perhaps when all parts are taken, and the caller has gone on. */
static void
help_cb (gpointer data, gpointer user_data)
{
  tl_side_by_side_give_way ();
  take_parts (data);
  work_unref (data);
}

/* With threads of its own: one that GLib would share among pools is given back the priority of the
 * first of them, which a user may not do where the caller has given way. */
static gpointer
make_pool (gpointer data)
{
  return g_thread_pool_new (help_cb, NULL, HELPERS, TRUE, NULL);
}

void
tl_side_by_side (guint n, TlSideBySideFunc func, gpointer user_data)
{
  static GOnce once = G_ONCE_INIT;
  GThreadPool *pool;
  Work *work;

  if (n <= 1)
    {
      if (n == 1)
        func (0, user_data);
      return;
    }
  pool = g_once (&once, make_pool, NULL);
  work = g_new0 (Work, 1);
  g_atomic_ref_count_init (&work->references);
  g_mutex_init (&work->mutex);
  g_cond_init (&work->all_done);
  work->func = func;
  work->user_data = user_data;
  work->n = n;
  for (guint i = 0; i < MIN (n - 1, HELPERS); i++)
    {
      g_atomic_ref_count_inc (&work->references);
      /* A thread that cannot be had is no harm: the caller does all parts that nobody takes. */
      g_thread_pool_push (pool, work, NULL);
    }
  take_parts (work);
  g_mutex_lock (&work->mutex);
  while (work->done < work->n)
    g_cond_wait (&work->all_done, &work->mutex);
  g_mutex_unlock (&work->mutex);
  work_unref (work);
}

void
tl_side_by_side_give_way (void)
{
#ifdef __linux__
  static _Thread_local gboolean asked;

  if (!asked && setpriority (PRIO_PROCESS, (id_t)syscall (SYS_gettid), NICENESS) != 0)
    g_debug ("searching threads keep their priority: %s", g_strerror (errno));
  asked = TRUE;
#endif
}
