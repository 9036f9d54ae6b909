/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "server-resources.h"
#include "tl-sql-private.h"

#include <string.h>

#define FOLDER "/vn/toaan/TroLy/server/migrations/"

/* Any number that no other program on the same PostgreSQL database uses for a lock. */
#define LOCK_STATEMENT "SELECT pg_advisory_xact_lock(7310577346)::TEXT"

/* What is written differently in the two databases. A number that was given once is never given
 * again in both. */
static const struct
{
  const char *name, *sqlite, *postgres;
} words[] = {
  { "{SERIAL}", "INTEGER PRIMARY KEY AUTOINCREMENT", "BIGSERIAL PRIMARY KEY" },
  { "{BYTES}", "BLOB", "BYTEA" },
};

static char *
load_step (TlSql *self, gint64 number)
{
  g_autofree char *path = g_strdup_printf (FOLDER "%" G_GINT64_FORMAT ".sql", number);
  g_autoptr (GBytes) bytes = g_resource_lookup_data (tl_server_get_resource (), path,
                                                     G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  GString *text;

  if (bytes == NULL)
    return NULL;
  text = g_string_new_len (g_bytes_get_data (bytes, NULL), (gssize)g_bytes_get_size (bytes));
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    g_string_replace (text, words[i].name,
                      tl_sql_is_postgres (self) ? words[i].postgres : words[i].sqlite, 0);
  return g_string_free (text, FALSE);
}

/* Under the lock: which step the database stands at; -1: an error. */
static gint64
find_step (TlSql *self, GError **error)
{
  g_autoptr (TlSqlRows) rows = NULL;

  if (tl_sql_is_postgres (self))
    {
      g_autoptr (TlSqlRows) lock = tl_sql_query (self, error, LOCK_STATEMENT, "");

      if (lock == NULL)
        return -1;
    }
  if (tl_sql_exec (self, error,
                   "CREATE TABLE IF NOT EXISTS migrations (step BIGINT PRIMARY KEY, time BIGINT)",
                   "")
      < 0)
    return -1;
  rows = tl_sql_query (self, error, "SELECT COALESCE(MAX(step), 0) FROM migrations", "");
  return rows != NULL ? tl_sql_rows_int (rows, 0, 0) : -1;
}

static gboolean
migrate (TlSql *self, GError **error)
{
  gint64 from = find_step (self, error);
  gint64 number = from;
  g_autofree char *last = NULL;

  if (from < 0)
    return FALSE;
  last = from > 0 ? load_step (self, from) : NULL;
  if (from > 0 && last == NULL)
    {
      g_set_error (error, TL_SQL_ERROR, TL_SQL_ERROR_FAILED,
                   "The database was migrated to step %" G_GINT64_FORMAT
                   " by a newer program; run that one",
                   from);
      return FALSE;
    }
  for (;;)
    {
      g_autofree char *text = load_step (self, ++number);

      if (text == NULL)
        return TRUE;
      if (!self->backend->script (self, text, error)
          || tl_sql_exec (self, error, "INSERT INTO migrations (step, time) VALUES ($1, $2)", "ii",
                          number, g_get_real_time () / 1000)
                 < 0)
        {
          g_prefix_error (error, "Step %" G_GINT64_FORMAT ": ", number);
          return FALSE;
        }
    }
}

gboolean
_tl_sql_migrate (TlSql *self, GError **error)
{
  if (!tl_sql_begin (self, error))
    return FALSE;
  if (migrate (self, error))
    return tl_sql_commit (self, error);
  tl_sql_rollback (self);
  return FALSE;
}
