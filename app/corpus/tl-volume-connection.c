/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The read connections of a volume: a few, lent to one thread at a time. */
#include "config.h"

#include "corpus/tl-volume.h"

#include "corpus/tl-volume-private.h"

#define MAX_CONNECTIONS 4

static const char *const queries[TL_N_VOLUME_QUERIES] = {
  [TL_VOLUME_HEADER] = "SELECT " TL_DOCUMENT_COLUMNS " FROM documents WHERE row = ?1",
  [TL_VOLUME_BODY] = "SELECT frame FROM bodies WHERE row = ?1",
  [TL_VOLUME_META] = "SELECT value FROM meta WHERE name = ?1",
  [TL_VOLUME_ROW_OF_ID] = "SELECT row FROM documents WHERE id = ?1",
  [TL_VOLUME_IDS] = "SELECT id, row FROM documents ORDER BY id",
  [TL_VOLUME_LIST]
  = "SELECT id, row, issued, fold FROM list WHERE kind = ?1 ORDER BY issued DESC, id",
  [TL_VOLUME_BY_NUMBER] = "SELECT row, kind, ifnull(issued, ''), id FROM documents "
                          "WHERE number_normal = ?1 ORDER BY kind, 3 DESC, id LIMIT ?2",
  [TL_VOLUME_BY_NAME] = "SELECT d.row, d.kind, ifnull(d.issued, ''), d.id, d.short_name, d.title "
                        "FROM names n JOIN documents d ON d.row = n.row "
                        "WHERE n.key = ?1 ORDER BY d.kind, 3 DESC, d.id LIMIT ?2",
  [TL_VOLUME_COUNTS_ROW]
  = "SELECT kind, blocks, articles, text_bytes FROM documents WHERE row = ?1",
  [TL_VOLUME_LINKS] = "SELECT frame FROM links WHERE row = ?1",
  [TL_VOLUME_CITED] = "SELECT frame FROM cited WHERE id = ?1 AND anchor < ?3 AND anchor >= "
                      "ifnull((SELECT max(anchor) FROM cited WHERE id = ?1 AND anchor < ?2), '')",
  [TL_VOLUME_CITING] = "SELECT sort, links, own FROM citing WHERE row = ?1",
  [TL_VOLUME_ALL_CITED] = "SELECT id, links FROM cited WHERE links > 0 ORDER BY id",
  [TL_VOLUME_SUM_LINKS] = "SELECT ifnull(sum(links), 0), ifnull(sum(own), 0) FROM citing",
};

void
_tl_volume_connection_free (TlVolumeConnection *connection)
{
  for (guint i = 0; i < TL_N_VOLUME_QUERIES; i++)
    sqlite3_finalize (connection->statements[i]);
  ZSTD_freeDCtx (connection->context);
  _tl_db_close (&connection->db, NULL);
  g_free (connection);
}

static TlVolumeConnection *
connection_new (TlVolume *self, GError **error)
{
  TlVolumeConnection *connection = g_new0 (TlVolumeConnection, 1);

  connection->context = ZSTD_createDCtx ();
  if (_tl_db_open (&connection->db, self->path, self->uri,
                   SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX, error)
      && _tl_db_exec (&connection->db, "PRAGMA cache_size = -512", error)
      && _tl_db_exec (&connection->db, "PRAGMA query_only = ON", error))
    return connection;
  _tl_volume_connection_free (connection);
  return NULL;
}

TlVolumeConnection *
_tl_volume_borrow (TlVolume *self, GError **error)
{
  TlVolumeConnection *connection = NULL;

  g_mutex_lock (&self->lock);
  while (self->idle->len == 0 && self->n_connections >= MAX_CONNECTIONS)
    g_cond_wait (&self->returned, &self->lock);
  if (self->idle->len > 0)
    connection = g_ptr_array_steal_index_fast (self->idle, self->idle->len - 1);
  else
    self->n_connections++;
  g_mutex_unlock (&self->lock);
  if (connection != NULL)
    return connection;

  connection = connection_new (self, error);
  if (connection == NULL)
    {
      g_mutex_lock (&self->lock);
      self->n_connections--;
      g_cond_signal (&self->returned);
      g_mutex_unlock (&self->lock);
    }
  return connection;
}

void
_tl_volume_give_back (TlVolume *self, TlVolumeConnection *connection)
{
  for (guint i = 0; i < TL_N_VOLUME_QUERIES; i++)
    if (connection->statements[i] != NULL)
      {
        /* What reset returns was reported by the step that failed. */
        sqlite3_reset (connection->statements[i]);
        sqlite3_clear_bindings (connection->statements[i]);
      }
  g_mutex_lock (&self->lock);
  g_ptr_array_add (self->idle, connection);
  g_cond_signal (&self->returned);
  g_mutex_unlock (&self->lock);
}

sqlite3_stmt *
_tl_volume_statement (TlVolumeConnection *connection, TlVolumeQuery query, GError **error)
{
  if (connection->statements[query] == NULL)
    connection->statements[query] = _tl_db_prepare (&connection->db, queries[query], error);
  return connection->statements[query];
}
