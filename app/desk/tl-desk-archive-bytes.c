/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A database that is a file in memory: no disk has to have room for it twice, and SQLite makes
 * nothing beside a file on a stick. */
#include "config.h"

#include "desk/tl-desk-archive-private.h"

#include <string.h>

#include "base/tl-error.h"

/* The header of a SQLite file: what it begins with, and the two bytes that say which journal its
 * readers and writers use. */
#define MAGIC        "SQLite format 3"
#define HEADER_SIZE  100
#define HEADER_WRITE 18
#define HEADER_READ  19
#define WITHOUT_LOG  1

GBytes *
_tl_desk_archive_to_bytes (TlDb *db, GError **error)
{
  sqlite3_int64 size = 0;
  unsigned char *data = sqlite3_serialize (db->handle, "main", &size, 0);

  if (data == NULL || size < HEADER_SIZE)
    {
      sqlite3_free (data);
      _tl_db_fail (db, "serialize", SQLITE_NOMEM, error);
      return NULL;
    }
  data[HEADER_WRITE] = data[HEADER_READ] = WITHOUT_LOG;
  return g_bytes_new_with_free_func (data, (gsize)size, sqlite3_free, data);
}

gboolean
_tl_desk_archive_from_bytes (
    TlDb *db, const char *name, const void *data, gsize length, GError **error)
{
  unsigned char *copy;
  int rc;

  if (length < HEADER_SIZE || memcmp (data, MAGIC, sizeof MAGIC) != 0)
    {
      g_set_error (error, TL_ERROR, TL_ERROR_INPUT, "%s: byte 0: not an archive of notes", name);
      return FALSE;
    }
  if (!_tl_db_open (db, name, ":memory:", SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, error))
    return FALSE;
  copy = sqlite3_malloc64 (length);
  if (copy == NULL)
    return _tl_db_fail (db, "read", SQLITE_NOMEM, error);
  memcpy (copy, data, length);
  copy[HEADER_WRITE] = copy[HEADER_READ] = WITHOUT_LOG;
  rc = sqlite3_deserialize (db->handle, "main", copy, (sqlite3_int64)length, (sqlite3_int64)length,
                            SQLITE_DESERIALIZE_FREEONCLOSE | SQLITE_DESERIALIZE_RESIZEABLE);
  return rc == SQLITE_OK || _tl_db_fail (db, "read", rc, error);
}

/* ---- Digest ---- */

static void
take_value (GChecksum *checksum, sqlite3_stmt *statement, int column)
{
  guint8 type = (guint8)sqlite3_column_type (statement, column);
  gint64 whole = GINT64_TO_BE (sqlite3_column_int64 (statement, column));
  const void *bytes;
  gint64 length;

  g_checksum_update (checksum, &type, 1);
  if (type == SQLITE_INTEGER)
    {
      g_checksum_update (checksum, (const guchar *)&whole, sizeof whole);
      return;
    }
  bytes = sqlite3_column_blob (statement, column);
  length = GINT64_TO_BE ((gint64)sqlite3_column_bytes (statement, column));
  g_checksum_update (checksum, (const guchar *)&length, sizeof length);
  if (bytes != NULL)
    g_checksum_update (checksum, bytes, sqlite3_column_bytes (statement, column));
}

static gboolean
take_table (TlDb *db, GChecksum *checksum, const char *table, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT * FROM %s", table);
  g_autoptr (sqlite3_stmt) columns = NULL;
  g_autoptr (sqlite3_stmt) statement = NULL;
  GString *ordered = g_string_new (sql);
  int row;

  /* The tables of a desk have plain names. */
  columns = strspn (table, "abcdefghijklmnopqrstuvwxyz_") == strlen (table)
                ? _tl_db_prepare (db, sql, error)
                : NULL;
  for (int i = 1; columns != NULL && i <= sqlite3_column_count (columns); i++)
    g_string_append_printf (ordered, "%s%d", i == 1 ? " ORDER BY " : ", ", i);
  statement = columns != NULL ? _tl_db_prepare (db, ordered->str, error) : NULL;
  g_string_free (ordered, TRUE);
  if (statement == NULL)
    {
      if (error != NULL && *error == NULL)
        g_set_error (error, TL_ERROR, TL_ERROR_INPUT, "%s: a table that is none of a desk",
                     db->path);
      return FALSE;
    }
  g_checksum_update (checksum, (const guchar *)table, (gssize)strlen (table) + 1);
  while ((row = _tl_db_step (db, statement, error)) > 0)
    for (int i = 0; i < sqlite3_column_count (statement); i++)
      take_value (checksum, statement, i);
  return row == 0;
}

char *
_tl_desk_archive_digest (TlDb *db, GError **error)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autoptr (sqlite3_stmt) tables = _tl_db_prepare (
      db, "SELECT name FROM sqlite_schema WHERE type = 'table' AND name <> 'archive' ORDER BY name",
      error);
  int row;

  if (tables == NULL)
    return NULL;
  while ((row = _tl_db_step (db, tables, error)) > 0)
    if (!take_table (db, checksum, (const char *)sqlite3_column_text (tables, 0), error))
      return NULL;
  return row == 0 ? g_strdup (g_checksum_get_string (checksum)) : NULL;
}
