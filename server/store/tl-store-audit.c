/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "base/tl-json.h"
#include "server/store/tl-store.h"

#define PAGE 1000

/* Any number that nothing else uses for a lock of PostgreSQL: rows are added one after another. */
#define LOCK_STATEMENT "SELECT pg_advisory_xact_lock(7310577347)::TEXT"

typedef struct
{
  gint64 seq;
  gint64 time;
  const char *actor, *action, *subject, *detail, *previous;
} Row;

/* SHA-256 over the row as one line of JSON, the hash before it among its members (docs/server.md).
 */
static char *
hash_row (const Row *row)
{
  g_autoptr (JsonObject) object = json_object_new ();
  g_autofree char *line = NULL;

  json_object_set_int_member (object, "seq", row->seq);
  json_object_set_int_member (object, "time", row->time);
  json_object_set_string_member (object, "actor", row->actor);
  json_object_set_string_member (object, "action", row->action);
  json_object_set_string_member (object, "subject", row->subject);
  json_object_set_string_member (object, "detail", row->detail);
  json_object_set_string_member (object, "previous", row->previous);
  line = tl_json_to_line (object);
  return g_compute_checksum_for_string (G_CHECKSUM_SHA256, line, -1);
}

gboolean
tl_store_audit_add (TlSql *sql,
                    gint64 now,
                    const char *actor,
                    const char *action,
                    const char *subject,
                    const char *detail,
                    GError **error)
{
  g_autoptr (TlSqlRows) last = NULL;
  g_autofree char *hash = NULL;
  Row row = { 1, now, actor, action, subject, detail, "" };

  if (tl_sql_is_postgres (sql))
    {
      g_autoptr (TlSqlRows) lock = tl_sql_query (sql, error, LOCK_STATEMENT, "");

      if (lock == NULL)
        return FALSE;
    }
  last = tl_sql_query (sql, error, "SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1", "");
  if (last == NULL)
    return FALSE;
  if (tl_sql_rows_count (last) > 0)
    {
      row.seq = tl_sql_rows_int (last, 0, 0) + 1;
      row.previous = tl_sql_rows_text (last, 0, 1);
    }
  hash = hash_row (&row);
  return tl_sql_exec (
             sql, error,
             "INSERT INTO audit (seq, time, actor, action, subject, detail, previous, hash)"
             " VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
             "iissssss", row.seq, row.time, actor, action, subject, detail, row.previous, hash)
         == 1;
}

/* Returns: whether all rows of the page fit; @head: hash of the last one that did. */
static gboolean
verify_page (TlSqlRows *rows, gint64 *seq, char **head)
{
  for (guint i = 0; i < tl_sql_rows_count (rows); i++)
    {
      Row row = { tl_sql_rows_int (rows, i, 0),  tl_sql_rows_int (rows, i, 1),
                  tl_sql_rows_text (rows, i, 2), tl_sql_rows_text (rows, i, 3),
                  tl_sql_rows_text (rows, i, 4), tl_sql_rows_text (rows, i, 5),
                  tl_sql_rows_text (rows, i, 6) };
      g_autofree char *hash = hash_row (&row);

      if (row.seq != *seq + 1 || !g_str_equal (row.previous, *head)
          || !g_str_equal (hash, tl_sql_rows_text (rows, i, 7)))
        return FALSE;
      *seq = row.seq;
      g_free (*head);
      *head = g_steal_pointer (&hash);
    }
  return TRUE;
}

gboolean
tl_store_audit_verify (TlSql *sql, gint64 *broken, gint64 *count, char **head, GError **error)
{
  guint n;

  *broken = *count = 0;
  *head = g_strdup ("");
  do
    {
      g_autoptr (TlSqlRows) rows = tl_sql_query (
          sql, error,
          "SELECT seq, time, actor, action, subject, detail, previous, hash FROM audit"
          " WHERE seq > $1 ORDER BY seq LIMIT $2",
          "ii", *count, (gint64)PAGE);

      if (rows == NULL)
        {
          g_clear_pointer (head, g_free);
          return FALSE;
        }
      n = tl_sql_rows_count (rows);
      if (!verify_page (rows, count, head))
        {
          *broken = *count + 1;
          return TRUE;
        }
    }
  while (n == PAGE);
  return TRUE;
}
