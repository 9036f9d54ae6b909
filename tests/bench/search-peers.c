/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "search-peers.h"

#include <glib/gstdio.h>
#include <sqlite3.h>

#define BATCH 20000

struct _SearchPeerReader
{
  SearchPeer peer;
  gpointer xapian;
  sqlite3 *db;
  sqlite3_stmt *ask;
};

const char *
search_peer_name (SearchPeer peer)
{
  static const char *const NAMES[] = { "xapian", "fts5-none", "fts5" };

  return NAMES[peer];
}

/* Marks are kept: fewer texts hold a syllable then. */
static gboolean
create (sqlite3 *db, SearchPeer peer)
{
  g_autofree char *sql = g_strdup_printf (
      "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; CREATE VIRTUAL TABLE texts USING fts5 "
      "(text, content = '', tokenize = 'unicode61 remove_diacritics 0'%s)",
      peer == SEARCH_PEER_FTS_NONE ? ", detail = none" : "");

  return sqlite3_exec (db, sql, NULL, NULL, NULL) == SQLITE_OK;
}

static gboolean
fill (sqlite3 *db, char *(*next) (gpointer user_data), gpointer user_data)
{
  sqlite3_stmt *put = NULL;
  gboolean ok
      = sqlite3_exec (db, "BEGIN", NULL, NULL, NULL) == SQLITE_OK
        && sqlite3_prepare_v2 (db, "INSERT INTO texts (rowid, text) VALUES (?, ?)", -1, &put, NULL)
               == SQLITE_OK;
  sqlite3_int64 row = 0;
  char *text;

  while (ok && (text = next (user_data)) != NULL)
    {
      sqlite3_bind_int64 (put, 1, ++row);
      sqlite3_bind_text (put, 2, text, -1, g_free);
      ok = sqlite3_step (put) == SQLITE_DONE;
      sqlite3_reset (put);
      if (row % BATCH == 0)
        ok = ok && sqlite3_exec (db, "COMMIT; BEGIN", NULL, NULL, NULL) == SQLITE_OK;
    }
  sqlite3_finalize (put);
  return ok
         && sqlite3_exec (db, "COMMIT; INSERT INTO texts (texts) VALUES ('optimize'); VACUUM", NULL,
                          NULL, NULL)
                == SQLITE_OK;
}

static gboolean
build_fts (SearchPeer peer,
           const char *path,
           char *(*next) (gpointer user_data),
           gpointer user_data)
{
  g_autofree char *scratch = g_strconcat (path, ".scratch", NULL);
  sqlite3 *db = NULL;
  gboolean ok;

  g_unlink (scratch);
  ok = sqlite3_open (scratch, &db) == SQLITE_OK && create (db, peer) && fill (db, next, user_data);
  if (!ok)
    g_printerr ("%s: %s\n", path, sqlite3_errmsg (db));
  sqlite3_close (db);
  return ok && g_rename (scratch, path) == 0;
}

gboolean
search_peer_build (SearchPeer peer,
                   const char *path,
                   char *(*next) (gpointer user_data),
                   gpointer user_data)
{
  return peer == SEARCH_PEER_XAPIAN ? search_xapian_build (path, next, user_data)
                                    : build_fts (peer, path, next, user_data);
}

SearchPeerReader *
search_peer_open (SearchPeer peer, const char *path)
{
  SearchPeerReader *self = g_new0 (SearchPeerReader, 1);

  self->peer = peer;
  if (peer == SEARCH_PEER_XAPIAN)
    {
      self->xapian = search_xapian_open (path);
      return self;
    }
  if (sqlite3_open_v2 (path, &self->db, SQLITE_OPEN_READONLY, NULL) != SQLITE_OK
      || sqlite3_prepare_v2 (self->db,
                             "SELECT rowid FROM texts WHERE texts MATCH ? ORDER BY rank LIMIT 10",
                             -1, &self->ask, NULL)
             != SQLITE_OK)
    g_printerr ("%s: %s\n", path, sqlite3_errmsg (self->db));
  return self;
}

guint
search_peer_ask (SearchPeerReader *self, GPtrArray *syllables)
{
  g_autoptr (GString) match = g_string_new (NULL);
  guint found = 0;

  if (self->peer == SEARCH_PEER_XAPIAN)
    return search_xapian_ask (self->xapian, syllables);
  for (guint i = 0; i < syllables->len; i++)
    g_string_append_printf (match, "%s\"%s\"", i > 0 ? " OR " : "",
                            (const char *)g_ptr_array_index (syllables, i));
  sqlite3_bind_text (self->ask, 1, match->str, -1, SQLITE_TRANSIENT);
  while (sqlite3_step (self->ask) == SQLITE_ROW)
    found++;
  sqlite3_reset (self->ask);
  return found;
}

void
search_peer_close (SearchPeerReader *self)
{
  if (self->xapian != NULL)
    search_xapian_close (self->xapian);
  sqlite3_finalize (self->ask);
  sqlite3_close (self->db);
  g_free (self);
}
