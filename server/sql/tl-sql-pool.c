/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "tl-sql-private.h"

#include <string.h>

#define SQLITE_PREFIX "sqlite:"

struct _TlSqlPool
{
  const TlSqlBackend *backend;
  char *where;
  GMutex writer; /* SQLite has one writer at a time: they queue here instead of polling the file */
  GMutex mutex;
  GCond freed;
  GQueue idle; /* TlSql */
  guint n_open;
  guint size;
  guint generation; /* raised when a connection was lost: idle ones lead to the same place */
};

static TlSql *
open_connection (TlSqlPool *self, guint generation, GError **error)
{
  TlSql *sql = self->backend->open (self->where, &self->writer, error);

  if (sql != NULL)
    sql->generation = generation;
  return sql;
}

TlSqlPool *
tl_sql_pool_new (const char *where, guint size, GError **error)
{
  TlSqlPool *self = g_new0 (TlSqlPool, 1);
  gboolean is_sqlite = g_str_has_prefix (where, SQLITE_PREFIX);
  TlSql *first;

  g_mutex_init (&self->writer);
  g_mutex_init (&self->mutex);
  g_cond_init (&self->freed);
  g_queue_init (&self->idle);
  self->size = MAX (size, 1);
  self->backend = is_sqlite ? &_tl_sql_sqlite : &_tl_sql_postgres;
  self->where = g_strdup (is_sqlite ? where + strlen (SQLITE_PREFIX) : where);
  first = open_connection (self, 0, error);
  if (first != NULL)
    {
      g_queue_push_tail (&self->idle, first);
      self->n_open = 1;
      if (_tl_sql_migrate (first, error))
        return self;
    }
  tl_sql_pool_free (self);
  return NULL;
}

/* Closes what leads to a server that is gone. Called with the lock held. */
static void
drop_old (TlSqlPool *self)
{
  GQueue kept = G_QUEUE_INIT;
  TlSql *sql;

  while ((sql = g_queue_pop_head (&self->idle)) != NULL)
    if (sql->generation == self->generation)
      g_queue_push_tail (&kept, sql);
    else
      {
        sql->backend->close (sql);
        self->n_open--;
      }
  self->idle = kept;
}

TlSql *
tl_sql_pool_take (TlSqlPool *self, guint timeout_ms, GError **error)
{
  gint64 until = g_get_monotonic_time () + (gint64)timeout_ms * 1000;
  TlSql *sql;
  guint generation;

  g_mutex_lock (&self->mutex);
  while (g_queue_is_empty (&self->idle) && self->n_open >= self->size)
    if (!g_cond_wait_until (&self->freed, &self->mutex, until))
      {
        g_mutex_unlock (&self->mutex);
        g_set_error_literal (error, TL_SQL_ERROR, TL_SQL_ERROR_RETRY,
                             "All connections to the database are busy");
        return NULL;
      }
  /* The last one given back is the likeliest to be warm. */
  sql = g_queue_pop_tail (&self->idle);
  generation = self->generation;
  if (sql == NULL)
    self->n_open++;
  g_mutex_unlock (&self->mutex);
  if (sql != NULL)
    return sql;
  sql = open_connection (self, generation, error);
  if (sql != NULL)
    return sql;
  g_mutex_lock (&self->mutex);
  self->n_open--;
  g_cond_signal (&self->freed);
  g_mutex_unlock (&self->mutex);
  return NULL;
}

void
tl_sql_pool_give (TlSqlPool *self, TlSql *sql)
{
  tl_sql_rollback (sql);
  g_mutex_lock (&self->mutex);
  if (sql->lost && sql->generation == self->generation)
    {
      self->generation++;
      drop_old (self);
    }
  if (sql->lost || sql->generation != self->generation)
    {
      sql->backend->close (sql);
      self->n_open--;
    }
  else
    g_queue_push_tail (&self->idle, sql);
  g_cond_signal (&self->freed);
  g_mutex_unlock (&self->mutex);
}

void
tl_sql_pool_free (TlSqlPool *self)
{
  TlSql *sql;

  if (self == NULL)
    return;
  while ((sql = g_queue_pop_head (&self->idle)) != NULL)
    {
      sql->backend->close (sql);
      self->n_open--;
    }
  g_warn_if_fail (self->n_open == 0);
  g_mutex_clear (&self->writer);
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->freed);
  g_free (self->where);
  g_free (self);
}
