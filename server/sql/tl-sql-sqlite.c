/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "tl-sql-private.h"

#include <sqlite3.h>
#include <string.h>

#define BUSY_MS 10000

typedef struct
{
  TlSql base;
  sqlite3 *db;
  GMutex *writer;
  GHashTable *prepared; /* char*: sqlite3_stmt* */
} Connection;

static void
set_error (Connection *self, int code, gboolean committing, const char *what, GError **error)
{
  TlSqlError kind = TL_SQL_ERROR_FAILED;

  if (code == SQLITE_BUSY || code == SQLITE_LOCKED)
    kind = TL_SQL_ERROR_RETRY;
  else if (code == SQLITE_CONSTRAINT)
    kind = TL_SQL_ERROR_CONSTRAINT;
  else if (code == SQLITE_FULL)
    kind = TL_SQL_ERROR_FULL;
  else if (code == SQLITE_IOERR && committing)
    kind = TL_SQL_ERROR_UNKNOWN;
  /* After a failed write to the disk what this connection holds is not to be trusted. */
  if (code == SQLITE_IOERR || code == SQLITE_CORRUPT || code == SQLITE_NOTADB)
    self->base.lost = TRUE;
  /* Messages of constraints name tables and columns, never values. */
  g_set_error (error, TL_SQL_ERROR, kind, "SQLite, %s: %s", what, sqlite3_errmsg (self->db));
}

static void
finalize_cb (gpointer statement)
{
  /* Tells the error of the last run again, which was looked at then. */
  (void)sqlite3_finalize (statement);
}

static gboolean
configure (Connection *self, GError **error)
{
  static const char *const pragmas[] = {
    "PRAGMA journal_mode = WAL",  "PRAGMA synchronous = FULL",   "PRAGMA foreign_keys = ON",
    "PRAGMA trusted_schema = 0",  "PRAGMA cell_size_check = ON", "PRAGMA temp_store = MEMORY",
    "PRAGMA cache_size = -16384",
  };
  int code = sqlite3_busy_timeout (self->db, BUSY_MS);

  for (guint i = 0; code == SQLITE_OK && i < G_N_ELEMENTS (pragmas); i++)
    code = sqlite3_exec (self->db, pragmas[i], NULL, NULL, NULL);
  if (code == SQLITE_OK)
    return TRUE;
  set_error (self, code, FALSE, "opening", error);
  return FALSE;
}

static void
close_connection (TlSql *base)
{
  Connection *self = (Connection *)base;

  g_hash_table_unref (self->prepared);
  if (sqlite3_close (self->db) != SQLITE_OK)
    g_warning ("SQLite, closing: %s", sqlite3_errmsg (self->db));
  g_free (self);
}

static TlSql *
open_connection (const char *where, gpointer shared, GError **error)
{
  Connection *self = g_new0 (Connection, 1);
  int code;

  self->base.backend = &_tl_sql_sqlite;
  self->writer = shared;
  self->prepared = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, finalize_cb);
  code = sqlite3_open_v2 (where, &self->db,
                          SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, NULL);
  if (code == SQLITE_OK && configure (self, error))
    return &self->base;
  if (code != SQLITE_OK)
    g_set_error (error, TL_SQL_ERROR, TL_SQL_ERROR_FAILED, "%s: %s", where,
                 self->db != NULL ? sqlite3_errmsg (self->db) : sqlite3_errstr (code));
  else
    g_prefix_error (error, "%s: ", where);
  close_connection (&self->base);
  return NULL;
}

static gboolean
begin (Connection *self, GError **error)
{
  int code;

  /* The writers of this process queue here, which is fair; those of others wait in SQLite. */
  g_mutex_lock (self->writer);
  code = sqlite3_exec (self->db, "BEGIN IMMEDIATE", NULL, NULL, NULL);
  if (code == SQLITE_OK)
    return TRUE;
  set_error (self, code, FALSE, "beginning", error);
  g_mutex_unlock (self->writer);
  return FALSE;
}

/* After a failed commit the caller rolls back, which lets the next writer in. */
static gboolean
commit (Connection *self, GError **error)
{
  int code;

  if (sqlite3_get_autocommit (self->db) != 0)
    {
      g_set_error_literal (error, TL_SQL_ERROR, TL_SQL_ERROR_RETRY,
                           "SQLite, committing: an error has rolled it back");
      return FALSE;
    }
  code = sqlite3_exec (self->db, "COMMIT", NULL, NULL, NULL);
  if (code == SQLITE_OK)
    {
      g_mutex_unlock (self->writer);
      return TRUE;
    }
  set_error (self, code, TRUE, "committing", error);
  return FALSE;
}

static void
rollback (Connection *self)
{
  /* Some errors have rolled back already. */
  if (sqlite3_get_autocommit (self->db) == 0
      && sqlite3_exec (self->db, "ROLLBACK", NULL, NULL, NULL) != SQLITE_OK)
    self->base.lost = TRUE;
  g_mutex_unlock (self->writer);
}

static gboolean
step (TlSql *base, TlSqlStep what, GError **error)
{
  Connection *self = (Connection *)base;

  if (what == TL_SQL_BEGIN)
    return begin (self, error);
  if (what == TL_SQL_COMMIT)
    return commit (self, error);
  rollback (self);
  return TRUE;
}

static gboolean
script (TlSql *base, const char *text, GError **error)
{
  Connection *self = (Connection *)base;
  int code = sqlite3_exec (self->db, text, NULL, NULL, NULL);

  if (code != SQLITE_OK)
    set_error (self, code, FALSE, "migrating", error);
  return code == SQLITE_OK;
}

static sqlite3_stmt *
prepare (Connection *self, const char *statement, GError **error)
{
  sqlite3_stmt *prepared = g_hash_table_lookup (self->prepared, statement);
  int code;

  if (prepared != NULL)
    return prepared;
  code = sqlite3_prepare_v3 (self->db, statement, -1, SQLITE_PREPARE_PERSISTENT, &prepared, NULL);
  if (code != SQLITE_OK)
    {
      set_error (self, code, FALSE, statement, error);
      return NULL;
    }
  if (g_hash_table_size (self->prepared) >= TL_SQL_MAX_PREPARED)
    g_hash_table_remove_all (self->prepared);
  g_hash_table_insert (self->prepared, g_strdup (statement), prepared);
  return prepared;
}

static int
bind (sqlite3_stmt *prepared, const TlSqlValue *values, guint n_values)
{
  int code = SQLITE_OK;

  for (guint i = 0; code == SQLITE_OK && i < n_values; i++)
    {
      char name[8];
      int index;

      g_snprintf (name, sizeof name, "$%u", i + 1);
      index = sqlite3_bind_parameter_index (prepared, name);
      if (index == 0)
        return SQLITE_RANGE;
      if (values[i].type == 's')
        code = sqlite3_bind_text (prepared, index, values[i].text, -1, SQLITE_STATIC);
      else if (values[i].type == 'i')
        code = sqlite3_bind_int64 (prepared, index, values[i].number);
      else if (values[i].bytes == NULL)
        code = sqlite3_bind_null (prepared, index);
      else
        {
          gsize size;
          gconstpointer data = g_bytes_get_data (values[i].bytes, &size);

          code = sqlite3_bind_blob64 (prepared, index, data != NULL ? data : "", size,
                                      SQLITE_STATIC);
        }
    }
  return code;
}

static int
read_rows (sqlite3_stmt *prepared, TlSqlRows *rows)
{
  int n = sqlite3_column_count (prepared);
  int code;

  while ((code = sqlite3_step (prepared)) == SQLITE_ROW)
    for (int i = 0; i < n; i++)
      {
        const void *data = NULL;

        if (sqlite3_column_type (prepared, i) == SQLITE_BLOB)
          {
            data = sqlite3_column_blob (prepared, i);
            if (data == NULL)
              data = "";
          }
        else
          data = sqlite3_column_text (prepared, i);
        _tl_sql_rows_add (rows, data, (gsize)sqlite3_column_bytes (prepared, i));
      }
  return code;
}

static TlSqlRows *
run (TlSql *base,
     const char *statement,
     const TlSqlValue *values,
     guint n_values,
     gint64 *changed,
     GError **error)
{
  Connection *self = (Connection *)base;
  sqlite3_stmt *prepared = prepare (self, statement, error);
  gboolean writes;
  g_autoptr (TlSqlRows) rows = NULL;
  int code;

  if (prepared == NULL)
    return NULL;
  rows = _tl_sql_rows_new ((guint)sqlite3_column_count (prepared));
  writes = !base->in_transaction && !sqlite3_stmt_readonly (prepared);
  if (writes)
    g_mutex_lock (self->writer);
  code = bind (prepared, values, n_values);
  if (code == SQLITE_OK)
    code = read_rows (prepared, rows);
  *changed = sqlite3_changes64 (self->db);
  if (code != SQLITE_DONE)
    set_error (self, code & 0xff, writes, statement, error);
  /* Says the error of the run again; values that were bound are not kept. */
  (void)sqlite3_reset (prepared);
  (void)sqlite3_clear_bindings (prepared);
  if (writes)
    g_mutex_unlock (self->writer);
  return code == SQLITE_DONE ? g_steal_pointer (&rows) : NULL;
}

const TlSqlBackend _tl_sql_sqlite = { open_connection, close_connection, step, script, run };
