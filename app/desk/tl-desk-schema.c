/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "desk/tl-desk-store-private.h"

#include <string.h>

#include "base/tl-error.h"

/* Forward only: step n makes version n + 1 of version n. A step that has shipped is never changed;
 * tests/desk has a database of every version (docs/desk.md). */
static const char *const migrations[] = {
  "CREATE TABLE settings (name TEXT NOT NULL PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;"
  "CREATE TABLE places (doc TEXT NOT NULL, view INTEGER NOT NULL, page INTEGER NOT NULL, "
  "fraction INTEGER NOT NULL, anchor TEXT, zoom_mode INTEGER NOT NULL, zoom INTEGER NOT NULL, "
  "rotation INTEGER NOT NULL, layout INTEGER NOT NULL, opened INTEGER NOT NULL, "
  "PRIMARY KEY (doc, view)) WITHOUT ROWID;"
  "CREATE INDEX places_by_time ON places (opened);"
  "CREATE TABLE recents (doc TEXT NOT NULL PRIMARY KEY, title TEXT NOT NULL, "
  "opened INTEGER NOT NULL) WITHOUT ROWID;"
  "CREATE INDEX recents_by_time ON recents (opened);"
  "CREATE TABLE states (doc TEXT NOT NULL, name TEXT NOT NULL, value TEXT NOT NULL, "
  "changed INTEGER NOT NULL, PRIMARY KEY (doc, name)) WITHOUT ROWID;"
  "CREATE INDEX states_by_time ON states (changed);",
  "CREATE TABLE marks (id TEXT NOT NULL PRIMARY KEY, kind INTEGER NOT NULL, doc TEXT NOT NULL, "
  "anchor TEXT, at INTEGER NOT NULL, quote TEXT, prefix TEXT, suffix TEXT, "
  "page_from INTEGER NOT NULL, char_from INTEGER NOT NULL, page_to INTEGER NOT NULL, "
  "char_to INTEGER NOT NULL, colour TEXT NOT NULL, note TEXT, created INTEGER NOT NULL, "
  "changed INTEGER NOT NULL, deleted INTEGER NOT NULL, fold TEXT NOT NULL);"
  "CREATE INDEX marks_by_place ON marks (doc, page_from, char_from);"
  "CREATE INDEX marks_by_time ON marks (changed);"
  "CREATE INDEX marks_deleted ON marks (deleted) WHERE deleted > 0;",
  "CREATE TABLE outbox (id TEXT NOT NULL PRIMARY KEY, sequence INTEGER NOT NULL, "
  "revision INTEGER NOT NULL, state TEXT NOT NULL, task INTEGER NOT NULL, body TEXT NOT NULL, "
  "label TEXT, attempts INTEGER NOT NULL, next_attempt INTEGER NOT NULL, reason TEXT, "
  "message TEXT, created INTEGER NOT NULL, changed INTEGER NOT NULL);"
  "CREATE UNIQUE INDEX outbox_by_sequence ON outbox (sequence);"
  "CREATE INDEX outbox_to_do ON outbox (sequence) WHERE task > 0;"
  "CREATE TABLE outbox_events (number INTEGER NOT NULL PRIMARY KEY, id TEXT NOT NULL, "
  "state TEXT NOT NULL, time INTEGER NOT NULL, text TEXT, serial INTEGER NOT NULL, doc TEXT, "
  "anchor TEXT, merged TEXT, unread INTEGER NOT NULL);"
  "CREATE UNIQUE INDEX outbox_events_once ON outbox_events (id, time, state, ifnull(text, ''));"
  "CREATE INDEX outbox_events_unread ON outbox_events (id) WHERE unread > 0;"
  "CREATE TABLE outbox_cursors (source TEXT NOT NULL PRIMARY KEY, cursor TEXT, etag TEXT) "
  "WITHOUT ROWID;"
  "CREATE TABLE usage (day TEXT NOT NULL, counter TEXT NOT NULL, value INTEGER NOT NULL, "
  "PRIMARY KEY (day, counter)) WITHOUT ROWID;"
  "CREATE TABLE usage_sent (day TEXT NOT NULL PRIMARY KEY, sent INTEGER NOT NULL) WITHOUT ROWID;",
};

/* What a whole desk of version n + 1 has, and all before it. */
static const char *const tables[] = {
  "SELECT name, value FROM settings;"
  "SELECT doc, view, page, fraction, anchor, zoom_mode, zoom, rotation, layout, opened FROM places;"
  "SELECT doc, title, opened FROM recents;"
  "SELECT doc, name, value, changed FROM states;",
  "SELECT id, kind, doc, anchor, at, quote, prefix, suffix, page_from, char_from, page_to, "
  "char_to, colour, note, created, changed, deleted, fold FROM marks;",
  "SELECT id, sequence, revision, state, task, body, label, attempts, next_attempt, reason, "
  "message, created, changed FROM outbox;"
  "SELECT number, id, state, time, text, serial, doc, anchor, merged, unread FROM outbox_events;"
  "SELECT source, cursor, etag FROM outbox_cursors;"
  "SELECT day, counter, value FROM usage;"
  "SELECT day, sent FROM usage_sent;",
};

G_STATIC_ASSERT (G_N_ELEMENTS (migrations) == G_N_ELEMENTS (tables));

int
_tl_desk_schema_version (void)
{
  return (int)G_N_ELEMENTS (migrations);
}

static gboolean
damaged (TlDb *db, const char *why, GError **error)
{
  g_set_error (error, TL_ERROR, TL_ERROR_INPUT, "%s: %s", db->path, why);
  return FALSE;
}

/* Compiles every statement without running it. */
static gboolean
can_read (TlDb *db, const char *sql)
{
  while (*sql != '\0')
    {
      sqlite3_stmt *statement = NULL;
      int rc = sqlite3_prepare_v2 (db->handle, sql, -1, &statement, &sql);

      sqlite3_finalize (statement);
      if (rc != SQLITE_OK)
        return FALSE;
    }
  return TRUE;
}

gboolean
_tl_desk_schema_read (TlDb *db, gint64 *version, GError **error)
{
  gint64 application, objects;

  if (!_tl_db_get_int (db, "PRAGMA application_id", &application, error)
      || !_tl_db_get_int (db, "PRAGMA user_version", version, error)
      || !_tl_db_get_int (db, "SELECT count(*) FROM sqlite_schema", &objects, error))
    return FALSE;
  if (application == 0 && *version == 0 && objects == 0)
    return TRUE;
  if (application != TL_DESK_APPLICATION || *version < 1)
    return damaged (db, "not a desk", error);
  if (*version > _tl_desk_schema_version ())
    {
      g_set_error (error, TL_ERROR, TL_ERROR_UNSUPPORTED,
                   "%s: a desk of version %" G_GINT64_FORMAT ", this program knows up to %d",
                   db->path, *version, _tl_desk_schema_version ());
      return FALSE;
    }
  for (gint64 i = 0; i < *version; i++)
    if (!can_read (db, tables[i]))
      return damaged (db, "a table is missing", error);
  return TRUE;
}

gboolean
_tl_desk_schema_migrate (TlDb *db, gint64 from, GError **error)
{
  int last = _tl_desk_schema_version ();
  gboolean ok = _tl_db_exec (db, "BEGIN IMMEDIATE", error);

  for (gint64 version = from; ok && version < last; version++)
    ok = _tl_db_exec (db, migrations[version], error);
  ok = ok && _tl_db_set_pragma (db, "application_id", TL_DESK_APPLICATION, error)
       && _tl_db_set_pragma (db, "user_version", last, error) && _tl_db_exec (db, "COMMIT", error);
  if (!ok && sqlite3_get_autocommit (db->handle) == 0)
    _tl_db_exec (db, "ROLLBACK", NULL);
  return ok;
}

gboolean
_tl_desk_schema_check (TlDb *db, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = _tl_db_prepare (db, "PRAGMA integrity_check(1)", error);
  const char *answer;
  int row;

  if (statement == NULL)
    return FALSE;
  row = _tl_db_step (db, statement, error);
  if (row < 0)
    return FALSE;
  answer = row > 0 ? (const char *)sqlite3_column_text (statement, 0) : NULL;
  /* What SQLite found may tell a value; it stays here. */
  return g_strcmp0 (answer, "ok") == 0 || damaged (db, "not whole", error);
}
