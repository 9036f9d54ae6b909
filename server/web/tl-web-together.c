/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Requests that wait at the same time are answered by one worker with few questions to the
 * database: who they are of, all in one; what they store, all in one commit. Nobody waits for
 * company: whoever comes alone is answered alone. */
#include "config.h"

#include "tl-web-job.h"

#define MOST_AT_ONCE    64
#define MOST_WORKERS    2 /* one is with the database while the other reads */
#define POOL_TIMEOUT_MS 5000

typedef struct
{
  TlJob *job;
  TlRequest request;
  GHashTable *query; /* (nullable) */
  GHashTable *form;  /* (nullable) */
  GBytes *body;
  TlSession *session; /* (nullable) */
  gpointer begun;     /* (nullable) */
  gboolean alone;     /* goes to the handler of its route */
} Member;

static void
member_begin (Member *self, TlJob *job)
{
  self->job = job;
  self->body = g_bytes_new_static (job->received->data, job->received->len);
  if (_tl_web_read_request (job, &self->request, &self->query, &self->form))
    self->request.body = self->body;
}

static void
member_end (Member *self)
{
  if (self->session != NULL)
    _tl_web_session_free (self->session);
  g_clear_pointer (&self->query, g_hash_table_unref);
  g_clear_pointer (&self->form, g_hash_table_unref);
  g_bytes_unref (self->body);
  _tl_web_job_done (self->job);
}

/* On SQLite every question is a call of a function: nothing is won by asking for several. */
static gboolean
find_sessions (TlSql *sql, Member *members, guint n, GError **error)
{
  const char *tokens[MOST_AT_ONCE];
  TlSession *sessions[MOST_AT_ONCE] = { NULL };
  gboolean done = TRUE;

  for (guint i = 0; i < n; i++)
    tokens[i] = members[i].job->bearer;
  if (tl_sql_is_postgres (sql))
    done = _tl_web_find_sessions (sql, tokens, n, "api", members[0].request.now, sessions, error);
  else
    for (guint i = 0; i < n && done; i++)
      done = _tl_web_find_session (sql, tokens[i], "api", members[i].request.now, &sessions[i],
                                   error);
  for (guint i = 0; i < n; i++)
    members[i].session = sessions[i];
  return done;
}

static void
begin_all (Member *members, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      Member *member = &members[i];

      member->request.session = member->session;
      if (member->request.body != NULL && _tl_web_may_go_on (member->job, &member->request))
        member->begun = tl_api_together.begin (&member->request, &member->job->response);
    }
}

static void
store_all (TlSql *sql, Member *members, guint n)
{
  g_autoptr (GError) error = NULL;
  gpointer begun[MOST_AT_ONCE];
  gboolean done;
  guint m = 0;

  for (guint i = 0; i < n; i++)
    if (members[i].begun != NULL)
      begun[m++] = members[i].begun;
  if (m == 0)
    return;
  done = tl_api_together.store (sql, begun, m, &error);
  for (guint i = 0; i < n; i++)
    if (members[i].begun != NULL)
      {
        Member *member = &members[i];

        tl_api_together.end (member->begun, done ? &member->job->response : NULL);
        member->alone = !done;
      }
  if (!done)
    _tl_metrics_add (members[0].job->server->metrics, TL_METRIC_SQL_RETRIES, 1);
}

static void
run (TlServer *server, TlJob **jobs, guint n)
{
  g_autofree Member *members = g_new0 (Member, n);
  TlSql *sql = tl_sql_pool_take (server->pool, POOL_TIMEOUT_MS, NULL);
  gboolean known;

  for (guint i = 0; i < n; i++)
    member_begin (&members[i], jobs[i]);
  known = sql != NULL && find_sessions (sql, members, n, NULL);
  if (known)
    {
      begin_all (members, n);
      store_all (sql, members, n);
    }
  if (sql != NULL)
    tl_sql_pool_give (server->pool, sql);
  for (guint i = 0; i < n; i++)
    {
      if (members[i].request.body != NULL && (!known || members[i].alone))
        _tl_web_run_handler (members[i].job, &members[i].request);
      _tl_web_finish_response (members[i].job);
      member_end (&members[i]);
    }
}

void
_tl_web_together_push (TlServer *server, TlJob *job)
{
  gboolean wanted;

  g_mutex_lock (&server->together_lock);
  g_queue_push_tail (&server->together, job);
  wanted = server->n_together < MOST_WORKERS;
  if (wanted)
    server->n_together++;
  g_mutex_unlock (&server->together_lock);
  /* A worker is given the server itself for a job: then it looks into the queue. */
  if (wanted)
    g_thread_pool_push (server->workers, server, NULL);
}

void
_tl_web_together_work (TlServer *server)
{
  TlJob *jobs[MOST_AT_ONCE];

  for (;;)
    {
      guint n = 0;

      g_mutex_lock (&server->together_lock);
      while (n < MOST_AT_ONCE && !g_queue_is_empty (&server->together))
        jobs[n++] = g_queue_pop_head (&server->together);
      if (n == 0)
        server->n_together--;
      g_mutex_unlock (&server->together_lock);
      if (n == 0)
        return;
      run (server, jobs, n);
    }
}
