/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "tl-sql-private.h"

#include <libpq-fe.h>
#include <string.h>

/* Types of parameters: server/catalog/pg_type_d.h of PostgreSQL, which never change. */
#define OID_BYTEA 17
#define OID_INT8  20
#define OID_TEXT  25

typedef struct
{
  TlSql base;
  PGconn *link;
  GHashTable *prepared; /* char*: char*: name */
  gboolean warned;
} Connection;

/* Codes after which this connection leads nowhere: lost, shut down, a standby that takes no writes,
 * a prepared statement that is gone or whose tables were changed. */
static gboolean
is_dead (const char *state)
{
  static const char *const dead[] = { "08", "57P", "25006", "26000", "0A000" };

  for (guint i = 0; i < G_N_ELEMENTS (dead); i++)
    if (g_str_has_prefix (state, dead[i]))
      return TRUE;
  return FALSE;
}

/* @ends: whether the statement commits, so that a lost answer leaves it open what was stored. */
static void
set_error (Connection *self, PGresult *result, gboolean ends, const char *what, GError **error)
{
  const char *state = result != NULL ? PQresultErrorField (result, PG_DIAG_SQLSTATE) : NULL;
  const char *message
      = result != NULL ? PQresultErrorField (result, PG_DIAG_MESSAGE_PRIMARY) : NULL;
  TlSqlError kind = TL_SQL_ERROR_FAILED;

  if (PQstatus (self->link) != CONNECTION_OK || state == NULL || is_dead (state))
    {
      self->base.lost = TRUE;
      kind = ends && (state == NULL || !g_str_has_prefix (state, "25")) ? TL_SQL_ERROR_UNKNOWN
                                                                        : TL_SQL_ERROR_RETRY;
    }
  else if (g_str_equal (state, "40003"))
    kind = TL_SQL_ERROR_UNKNOWN;
  else if (g_str_has_prefix (state, "40") || g_str_equal (state, "55P03")
           || g_str_equal (state, "53300"))
    kind = TL_SQL_ERROR_RETRY;
  else if (g_str_has_prefix (state, "23"))
    kind = TL_SQL_ERROR_CONSTRAINT;
  else if (g_str_equal (state, "53100"))
    kind = TL_SQL_ERROR_FULL;
  /* The primary message names tables and columns; the detail, which holds values, is left out. */
  g_set_error (error, TL_SQL_ERROR, kind, "PostgreSQL, %s: %s (%s)", what,
               message != NULL ? message : "the connection was lost",
               state != NULL ? state : "08000");
}

/* A warning of a commit says that it stands here but perhaps not on the standby. */
static void
notice_cb (void *data, const PGresult *result)
{
  Connection *self = data;
  const char *severity = PQresultErrorField (result, PG_DIAG_SEVERITY_NONLOCALIZED);

  if (g_strcmp0 (severity, "WARNING") == 0)
    self->warned = TRUE;
}

static void
close_connection (TlSql *base)
{
  Connection *self = (Connection *)base;

  PQfinish (self->link);
  g_hash_table_unref (self->prepared);
  g_free (self);
}

static TlSql *
open_connection (const char *where, gpointer shared, GError **error)
{
  /* What stands before "dbname" may be set otherwise in it, what stands behind may not. */
  const char *const names[] = { "connect_timeout",
                                "keepalives_idle",
                                "keepalives_interval",
                                "keepalives_count",
                                "tcp_user_timeout",
                                "fallback_application_name",
                                "options",
                                "dbname",
                                "client_encoding",
                                NULL };
  const char *const values[] = { "5",
                                 "10",
                                 "5",
                                 "3",
                                 "15000",
                                 "troly-server",
                                 "-c statement_timeout=30000 -c lock_timeout=10000"
                                 " -c idle_in_transaction_session_timeout=60000",
                                 where,
                                 "UTF8",
                                 NULL };
  Connection *self = g_new0 (Connection, 1);

  self->base.backend = &_tl_sql_postgres;
  self->prepared = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->link = PQconnectdbParams (names, values, 1);
  if (PQstatus (self->link) == CONNECTION_OK)
    {
      PQsetNoticeReceiver (self->link, notice_cb, self);
      return &self->base;
    }
  /* libpq's message names the host, never the password. */
  g_set_error (error, TL_SQL_ERROR, TL_SQL_ERROR_RETRY, "PostgreSQL: %s",
               g_strchomp (PQerrorMessage (self->link)));
  close_connection (&self->base);
  return NULL;
}

static gboolean
run_simple (Connection *self, const char *text, gboolean ends, const char *what, GError **error)
{
  PGresult *result;
  gboolean done;

  self->warned = FALSE;
  result = PQexec (self->link, text);
  done = PQresultStatus (result) == PGRES_COMMAND_OK || PQresultStatus (result) == PGRES_TUPLES_OK;
  if (!done)
    set_error (self, result, ends, what, error);
  else if (ends && self->warned)
    {
      g_set_error (error, TL_SQL_ERROR, TL_SQL_ERROR_UNKNOWN,
                   "PostgreSQL, %s: not confirmed by the standby", what);
      done = FALSE;
    }
  else if (ends && g_strcmp0 (PQcmdStatus (result), "COMMIT") != 0)
    {
      g_set_error (error, TL_SQL_ERROR, TL_SQL_ERROR_FAILED,
                   "PostgreSQL, %s: an error before has rolled it back", what);
      done = FALSE;
    }
  PQclear (result);
  return done;
}

static gboolean
step (TlSql *base, TlSqlStep what, GError **error)
{
  Connection *self = (Connection *)base;

  if (base->lost && what != TL_SQL_ROLLBACK)
    {
      g_set_error_literal (error, TL_SQL_ERROR, TL_SQL_ERROR_RETRY, "The connection was lost");
      return FALSE;
    }
  if (what == TL_SQL_BEGIN)
    return run_simple (self, "BEGIN", FALSE, "beginning", error);
  if (what == TL_SQL_COMMIT)
    return run_simple (self, "COMMIT", TRUE, "committing", error);
  if (!base->lost && PQtransactionStatus (self->link) != PQTRANS_IDLE
      && !run_simple (self, "ROLLBACK", FALSE, "rolling back", NULL))
    base->lost = TRUE;
  return TRUE;
}

static gboolean
script (TlSql *base, const char *text, GError **error)
{
  return run_simple ((Connection *)base, text, FALSE, "migrating", error);
}

static const char *
prepare (Connection *self,
         const char *statement,
         const TlSqlValue *values,
         guint n_values,
         GError **error)
{
  const char *known = g_hash_table_lookup (self->prepared, statement);
  Oid types[TL_SQL_MAX_PARAMETERS];
  g_autofree char *name = NULL;
  PGresult *result;
  gboolean done;

  if (known != NULL)
    return known;
  if (g_hash_table_size (self->prepared) >= TL_SQL_MAX_PREPARED)
    {
      if (!run_simple (self, "DEALLOCATE ALL", FALSE, "forgetting statements", error))
        return NULL;
      g_hash_table_remove_all (self->prepared);
    }
  for (guint i = 0; i < n_values; i++)
    types[i] = values[i].type == 's' ? OID_TEXT : values[i].type == 'i' ? OID_INT8 : OID_BYTEA;
  name = g_strdup_printf ("s%u", g_hash_table_size (self->prepared));
  result = PQprepare (self->link, name, statement, (int)n_values, types);
  done = PQresultStatus (result) == PGRES_COMMAND_OK;
  if (!done)
    set_error (self, result, FALSE, statement, error);
  PQclear (result);
  if (!done)
    return NULL;
  g_hash_table_insert (self->prepared, g_strdup (statement), g_strdup (name));
  return g_hash_table_lookup (self->prepared, statement);
}

static TlSqlRows *
copy_rows (PGresult *result)
{
  int n_rows = PQntuples (result);
  int n_columns = PQnfields (result);
  TlSqlRows *rows = _tl_sql_rows_new ((guint)n_columns);

  for (int i = 0; i < n_rows; i++)
    for (int j = 0; j < n_columns; j++)
      if (PQgetisnull (result, i, j))
        _tl_sql_rows_add (rows, NULL, 0);
      else if (PQftype (result, j) == OID_BYTEA)
        {
          gsize size = 0;
          unsigned char *bytes
              = PQunescapeBytea ((const unsigned char *)PQgetvalue (result, i, j), &size);

          _tl_sql_rows_add (rows, bytes, size);
          PQfreemem (bytes);
        }
      else
        _tl_sql_rows_add (rows, PQgetvalue (result, i, j), (gsize)PQgetlength (result, i, j));
  return rows;
}

static PGresult *
send_statement (Connection *self, const char *name, const TlSqlValue *values, guint n_values)
{
  const char *data[TL_SQL_MAX_PARAMETERS];
  char numbers[TL_SQL_MAX_PARAMETERS][24];
  int lengths[TL_SQL_MAX_PARAMETERS];
  int formats[TL_SQL_MAX_PARAMETERS];

  for (guint i = 0; i < n_values; i++)
    {
      gsize size = 0;

      formats[i] = values[i].type == 'b';
      data[i] = values[i].text;
      if (values[i].type == 'i')
        {
          g_snprintf (numbers[i], sizeof numbers[i], "%" G_GINT64_FORMAT, values[i].number);
          data[i] = numbers[i];
        }
      else if (values[i].type == 'b' && values[i].bytes != NULL)
        {
          data[i] = g_bytes_get_data (values[i].bytes, &size);
          if (data[i] == NULL)
            data[i] = "";
        }
      lengths[i] = (int)size;
    }
  return PQexecPrepared (self->link, name, (int)n_values, data, lengths, formats, 0);
}

/* Whether a statement writes: a SELECT that locks rows does. */
static gboolean
writes (const char *statement)
{
  return !g_str_has_prefix (statement, "SELECT") || g_str_has_suffix (statement, " FOR UPDATE");
}

/* Outside of a transaction a statement that writes commits itself. */
static TlSqlRows *
run (TlSql *base,
     const char *statement,
     const TlSqlValue *values,
     guint n_values,
     gint64 *changed,
     GError **error)
{
  Connection *self = (Connection *)base;
  gboolean ends = !base->in_transaction && writes (statement);
  const char *name = prepare (self, statement, values, n_values, error);
  PGresult *result;
  TlSqlRows *rows = NULL;

  if (name == NULL)
    return NULL;
  self->warned = FALSE;
  result = send_statement (self, name, values, n_values);
  if (PQresultStatus (result) != PGRES_COMMAND_OK && PQresultStatus (result) != PGRES_TUPLES_OK)
    set_error (self, result, ends, statement, error);
  else if (ends && self->warned)
    g_set_error (error, TL_SQL_ERROR, TL_SQL_ERROR_UNKNOWN,
                 "PostgreSQL: not confirmed by the standby");
  else
    {
      *changed = g_ascii_strtoll (PQcmdTuples (result), NULL, 10);
      rows = copy_rows (result);
    }
  PQclear (result);
  return rows;
}

const TlSqlBackend _tl_sql_postgres = { open_connection, close_connection, step, script, run };
