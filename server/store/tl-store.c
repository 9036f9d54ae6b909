/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "server/store/tl-store.h"

#include <sodium.h>
#include <string.h>

/* Numbers are given before a transaction ends: without the lock a later number could be seen, and
 * the cursor pass an earlier one that comes after it. SQLite has one writer at a time anyway. */
static gboolean
lock_author (TlSql *sql, const char *person, GError **error)
{
  g_autoptr (TlSqlRows) rows = NULL;

  if (!tl_sql_is_postgres (sql))
    return TRUE;
  rows = tl_sql_query (sql, error, "SELECT 1 FROM people WHERE id = $1 FOR NO KEY UPDATE", "s",
                       person);
  return rows != NULL;
}

gboolean
tl_store_event_add (TlSql *sql, gint64 now, const TlStoreEvent *event, GError **error)
{
  if (!lock_author (sql, event->author, error))
    return FALSE;
  return tl_sql_exec (sql, error,
                      "INSERT INTO item_events (item, person, time, actor, state, text, serial,"
                      " document, anchor, into_item, told)"
                      " VALUES ($1, $2, $3, $4, $5, $6, NULLIF($7, 0), $8, $9, $10, $11)",
                      "ssisssisssi", event->item, event->author, now, event->actor, event->state,
                      event->text, event->serial, event->document, event->anchor, event->into,
                      (gint64)(event->told ? 1 : 0))
         == 1;
}

char *
tl_store_random_token (void)
{
  guint8 bytes[32];
  char text[sodium_base64_ENCODED_LEN (sizeof bytes, sodium_base64_VARIANT_URLSAFE_NO_PADDING)];

  randombytes_buf (bytes, sizeof bytes);
  sodium_bin2base64 (text, sizeof text, bytes, sizeof bytes,
                     sodium_base64_VARIANT_URLSAFE_NO_PADDING);
  return g_strdup (text);
}

char *
tl_store_digest (const char *token)
{
  return g_compute_checksum_for_string (G_CHECKSUM_SHA256, token, -1);
}

char *
tl_store_session_open (TlSql *sql,
                       gint64 now,
                       const char *kind,
                       const char *person,
                       const char *device,
                       gint64 seconds,
                       GError **error)
{
  g_autofree char *token = tl_store_random_token ();
  g_autofree char *digest = tl_store_digest (token);
  g_autofree char *csrf = g_str_equal (kind, "page") ? tl_store_random_token () : NULL;

  if (tl_sql_exec (sql, error, "DELETE FROM sessions WHERE expires < $1", "i", now) < 0
      || tl_sql_exec (sql, error,
                      "INSERT INTO sessions (digest, kind, person, device, csrf, created, expires)"
                      " VALUES ($1, $2, $3, $4, $5, $6, $7)",
                      "sssssii", digest, kind, person, device, csrf, now, now + seconds * 1000)
             < 0)
    return NULL;
  return g_steal_pointer (&token);
}

gboolean
tl_store_session_close (TlSql *sql, const char *token, GError **error)
{
  g_autofree char *digest = tl_store_digest (token);

  return tl_sql_exec (sql, error, "DELETE FROM sessions WHERE digest = $1", "s", digest) >= 0;
}

/* The row is taken away and told in one statement, so that two clicks cannot both have it. */
char *
tl_store_link_take (TlSql *sql, gint64 now, const char *token, GError **error)
{
  g_autofree char *digest = tl_store_digest (token);
  g_autoptr (TlSqlRows) rows
      = tl_sql_query (sql, error,
                      "DELETE FROM sessions WHERE digest = $1 AND kind = 'link' AND expires > $2"
                      " RETURNING person",
                      "si", digest, now);

  if (rows == NULL || tl_sql_rows_count (rows) == 0)
    return NULL;
  return g_strdup (tl_sql_rows_text (rows, 0, 0));
}

gint64
tl_store_revoke_person (TlSql *sql, gint64 now, const char *person, GError **error)
{
  gint64 changed
      = tl_sql_exec (sql, error, "UPDATE people SET revoked = $1 WHERE id = $2 AND revoked IS NULL",
                     "is", now, person);

  if (changed < 0
      || tl_sql_exec (sql, error,
                      "UPDATE devices SET revoked = $1 WHERE person = $2 AND revoked IS NULL", "is",
                      now, person)
             < 0
      || tl_sql_exec (sql, error, "DELETE FROM sessions WHERE person = $1", "s", person) < 0)
    return -1;
  return changed;
}

gint64
tl_store_revoke_device (TlSql *sql, gint64 now, const char *device, GError **error)
{
  gint64 changed = tl_sql_exec (sql, error,
                                "INSERT INTO revoked_enrolments (id, time) VALUES ($1, $2)"
                                " ON CONFLICT (id) DO NOTHING",
                                "si", device, now);

  if (changed < 0
      || tl_sql_exec (sql, error,
                      "UPDATE devices SET revoked = $1 WHERE id = $2 AND revoked IS NULL", "is",
                      now, device)
             < 0
      || tl_sql_exec (sql, error, "DELETE FROM sessions WHERE device = $1", "s", device) < 0)
    return -1;
  return changed;
}
