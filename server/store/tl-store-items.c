/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "server/store/tl-store-items.h"

#include "server/store/tl-store.h"
#include "text/tl-text.h"
#include "tl-store-items-private.h"

char *
_tl_store_item_fold (const TlItem *item)
{
  g_autofree char *all
      = g_strconcat (item->question != NULL ? item->question : "", "\n", item->text, NULL);

  return tl_text_fold (all, -1, TL_FOLD_PLAIN, NULL);
}

static gint64
insert (TlSql *sql,
        gint64 now,
        const TlStoreAuthor *author,
        const TlItem *item,
        const char *body,
        const char *fold,
        GError **error)
{
  const char *verdict
      = item->kind == TL_ITEM_FEEDBACK ? tl_item_verdict_to_name (item->verdict) : NULL;

  return tl_sql_exec (
      sql, error,
      "INSERT INTO items (id, device, person, unit, kind, sequence, revision, body, received,"
      " state, changed, verdict, document, anchor, serial, fold)"
      " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'received', $10, $11, $12, $13, $14, $15)"
      " ON CONFLICT (id) DO NOTHING",
      "sssssiisiisssis", item->id, author->device, author->person, author->unit,
      tl_item_kind_to_name (item->kind), item->sequence, item->revision, body, now, now, verdict,
      item->document, item->anchor, item->serial, fold);
}

static gint64
replace (
    TlSql *sql, gint64 now, const TlItem *item, const char *body, const char *fold, GError **error)
{
  const char *verdict
      = item->kind == TL_ITEM_FEEDBACK ? tl_item_verdict_to_name (item->verdict) : NULL;

  return tl_sql_exec (sql, error,
                      "UPDATE items SET body = $1, revision = $2, sequence = $3, changed = $4,"
                      " verdict = $5, document = $6, anchor = $7, serial = $8, fold = $9,"
                      " kind = $10, version = version + 1"
                      " WHERE id = $11 AND revision < $12 AND state = 'received'"
                      " AND claimed_by IS NULL",
                      "siiisssisssi", body, item->revision, item->sequence, now, verdict,
                      item->document, item->anchor, item->serial, fold,
                      tl_item_kind_to_name (item->kind), item->id, item->revision);
}

#define FIND "SELECT person, state, body, revision, claimed_by FROM items WHERE id = $1"

/* On PostgreSQL the row is locked, which is a write: what is said to be there has reached the
 * standby too, although the commit that stored it may have been cut off while it waited for that.
 * The id is there already: what does that mean for these bytes? */
static gboolean
put_again (TlSql *sql,
           gint64 now,
           const TlStoreAuthor *author,
           const TlItem *item,
           const char *body,
           const char *fold,
           TlStorePut *result,
           char **state,
           GError **error)
{
  g_autoptr (TlSqlRows) rows = tl_sql_query (
      sql, error, tl_sql_is_postgres (sql) ? FIND " FOR UPDATE" : FIND, "s", item->id);
  gint64 changed;

  if (rows == NULL)
    return FALSE;
  if (tl_sql_rows_count (rows) == 0)
    {
      g_set_error_literal (error, TL_SQL_ERROR, TL_SQL_ERROR_RETRY, "The row changed meanwhile");
      return FALSE;
    }
  *state = g_strdup (tl_sql_rows_text (rows, 0, 1));
  *result = TL_STORE_CONFLICT;
  if (!g_str_equal (tl_sql_rows_text (rows, 0, 0), author->person))
    return TRUE;
  if (g_str_equal (*state, "withdrawn"))
    *result = TL_STORE_WITHDRAWN;
  else if (g_str_equal (tl_sql_rows_text (rows, 0, 2), body))
    *result = TL_STORE_SAME;
  else if (item->revision > tl_sql_rows_int (rows, 0, 3))
    *result = g_str_equal (*state, "received") && tl_sql_rows_is_null (rows, 0, 4)
                  ? TL_STORE_REPLACED
                  : TL_STORE_CLAIMED;
  if (*result != TL_STORE_REPLACED)
    return TRUE;
  changed = replace (sql, now, item, body, fold, error);
  if (changed == 0)
    g_set_error_literal (error, TL_SQL_ERROR, TL_SQL_ERROR_RETRY, "The row changed meanwhile");
  if (changed != 1)
    g_clear_pointer (state, g_free);
  return changed == 1;
}

gboolean
_tl_store_item_put (TlSql *sql,
                    gint64 now,
                    const TlStoreAuthor *author,
                    const TlItem *item,
                    const char *body,
                    const char *fold,
                    TlStorePut *result,
                    char **state,
                    GError **error)
{
  gint64 stored = insert (sql, now, author, item, body, fold, error);

  *state = NULL;
  if (stored < 0)
    return FALSE;
  if (stored == 0)
    return put_again (sql, now, author, item, body, fold, result, state, error);
  *result = TL_STORE_NEW;
  *state = g_strdup ("received");
  return TRUE;
}

gboolean
tl_store_item_put (TlSql *sql,
                   gint64 now,
                   const TlStoreAuthor *author,
                   const TlItem *item,
                   const char *body,
                   TlStorePut *result,
                   char **state,
                   GError **error)
{
  g_autofree char *fold = _tl_store_item_fold (item);

  return _tl_store_item_put (sql, now, author, item, body, fold, result, state, error);
}

/* An id that has never come is remembered, so that it is refused when it comes late. */
static gboolean
remember_withdrawn (
    TlSql *sql, gint64 now, const TlStoreAuthor *author, const char *id, GError **error)
{
  gint64 stored = tl_sql_exec (
      sql, error,
      "INSERT INTO items (id, device, person, unit, kind, sequence, revision, body, received,"
      " state, changed, serial, fold)"
      " VALUES ($1, $2, $3, $4, 'feedback', 0, 0, '', $5, 'withdrawn', $6, 0, '')"
      " ON CONFLICT (id) DO NOTHING",
      "ssssii", id, author->device, author->person, author->unit, now, now);

  if (stored == 0)
    g_set_error_literal (error, TL_SQL_ERROR, TL_SQL_ERROR_RETRY, "The row came meanwhile");
  return stored == 1;
}

gboolean
tl_store_item_withdraw (TlSql *sql,
                        gint64 now,
                        const TlStoreAuthor *author,
                        const char *id,
                        TlStorePut *result,
                        GError **error)
{
  const TlStoreEvent event = { .item = id,
                               .author = author->person,
                               .actor = author->person,
                               .state = "withdrawn",
                               .told = FALSE };
  g_autoptr (TlSqlRows) rows = NULL;
  gint64 changed = tl_sql_exec (
      sql, error,
      "UPDATE items SET state = 'withdrawn', body = '', fold = '', document = NULL, anchor = NULL,"
      " verdict = NULL, changed = $1, version = version + 1"
      " WHERE id = $2 AND person = $3 AND state = 'received' AND claimed_by IS NULL",
      "iss", now, id, author->person);

  *result = TL_STORE_WITHDRAWN;
  if (changed < 0)
    return FALSE;
  if (changed == 1)
    return tl_store_event_add (sql, now, &event, error);
  rows = tl_sql_query (sql, error, "SELECT person, state FROM items WHERE id = $1", "s", id);
  if (rows == NULL)
    return FALSE;
  if (tl_sql_rows_count (rows) == 0)
    return remember_withdrawn (sql, now, author, id, error);
  if (!g_str_equal (tl_sql_rows_text (rows, 0, 0), author->person))
    *result = TL_STORE_NOT_FOUND;
  else if (!g_str_equal (tl_sql_rows_text (rows, 0, 1), "withdrawn"))
    *result = TL_STORE_CLAIMED;
  return TRUE;
}

TlSqlRows *
tl_store_item_changes (TlSql *sql, const char *person, gint64 cursor, guint limit, GError **error)
{
  return tl_sql_query (sql, error,
                       "SELECT seq, item, state, time, text, serial, document, anchor, into_item"
                       " FROM item_events WHERE person = $1 AND told = 1 AND seq > $2"
                       " ORDER BY seq LIMIT $3",
                       "sii", person, cursor, (gint64)limit);
}
