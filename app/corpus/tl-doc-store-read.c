/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "corpus/tl-doc-merge-private.h"
#include "corpus/tl-doc-store-private.h"

/* One stored part and the id it belongs to. */
typedef struct
{
  gint64 row;
  gboolean begins; /* the first of its id */
} Part;

static GArray *
read_order (TlDocStore *self, GError **error)
{
  g_autoptr (GArray) parts = g_array_new (FALSE, FALSE, sizeof (Part));
  g_autofree char *id = NULL;
  sqlite3_stmt *statement = _tl_db_prepare (
      &self->db,
      "SELECT row, id FROM (SELECT d.rowid AS row, d.id AS id, s.name AS name, "
      "d.ordinal AS ordinal, ifnull(d.text_source = 'ocr', 0) AS ocr, "
      "min(d.kind) OVER parts AS kind, "
      "min(d.issued) OVER parts AS issued, "
      "max(ifnull(d.meta, '') LIKE '{\"record\":%') OVER parts AS record "
      "FROM documents d JOIN sources s ON s.id = d.source "
      "WINDOW parts AS (PARTITION BY d.id)) "
      "ORDER BY record DESC, kind, iif(kind = 3, substr(issued, 1, 4), issued), id, "
      "ocr, name, ordinal",
      error);
  int row = -1;

  while (statement != NULL && (row = _tl_db_step (&self->db, statement, error)) > 0)
    {
      Part part = { .row = sqlite3_column_int64 (statement, 0) };
      const char *next = (const char *)sqlite3_column_text (statement, 1);

      part.begins = g_strcmp0 (id, next) != 0;
      if (part.begins)
        {
          g_free (id);
          id = g_strdup (next);
        }
      g_array_append_val (parts, part);
    }
  sqlite3_finalize (statement);
  return row == 0 ? g_steal_pointer (&parts) : NULL;
}

static TlDocument *
read_part (TlDocStore *self, gint64 row, GError **error)
{
  sqlite3_stmt *statement = _tl_doc_store_statement (self, TL_STORE_GET_DOCUMENT, error);
  g_autoptr (TlDocument) document = NULL;
  GPtrArray *blocks = NULL;

  if (statement == NULL || !_tl_db_bind (&self->db, statement, error, "i", row)
      || _tl_db_step (&self->db, statement, error) < 0)
    return NULL;
  document = _tl_db_read_document (&self->db, statement, 0, error);
  if (document != NULL)
    blocks = _tl_blocks_decompress (sqlite3_column_blob (statement, TL_N_DOCUMENT_COLUMNS),
                                    (gsize)sqlite3_column_bytes (statement, TL_N_DOCUMENT_COLUMNS),
                                    self->decompress, NULL, error);
  sqlite3_reset (statement);
  if (blocks == NULL)
    {
      if (document != NULL)
        g_prefix_error (error, "%s: document %s: ", self->db.path, document->id);
      return NULL;
    }
  g_ptr_array_unref (document->blocks);
  document->blocks = blocks;
  return g_steal_pointer (&document);
}

/* Reads the parts from @first on that belong to one id, merges them and hands them on. */
static gboolean
hand_on (TlDocStore *self,
         GArray *order,
         guint first,
         guint end,
         TlDocStoreFunc func,
         gpointer user_data,
         gboolean *stopped,
         GError **error)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func ((GDestroyNotify)tl_document_unref);
  g_autoptr (GPtrArray) merged = NULL;

  for (guint i = first; i < end; i++)
    {
      TlDocument *part = read_part (self, g_array_index (order, Part, i).row, error);
      if (part == NULL)
        return FALSE;
      g_ptr_array_add (parts, part);
    }
  merged = _tl_doc_merge (parts, &self->repeated, self->notes);
  for (guint i = 0; i < merged->len && !*stopped; i++)
    {
      GError *local = NULL;

      *stopped = !func (g_ptr_array_index (merged, i), user_data, &local);
      if (local != NULL)
        {
          g_propagate_error (error, local);
          return FALSE;
        }
    }
  return TRUE;
}

gboolean
tl_doc_store_foreach (TlDocStore *self, TlDocStoreFunc func, gpointer user_data, GError **error)
{
  g_autoptr (GArray) order = NULL;
  gboolean stopped = FALSE;
  gboolean ok;

  g_return_val_if_fail (self != NULL && func != NULL, FALSE);

  self->repeated = 0;
  g_clear_pointer (&self->notes, g_ptr_array_unref);
  self->notes = g_ptr_array_new_with_free_func (g_free);
  /* One view of the store, whatever another process imports meanwhile. */
  if (!_tl_db_exec (&self->db, "BEGIN", error))
    return FALSE;
  order = read_order (self, error);
  ok = order != NULL;
  for (guint first = 0; ok && !stopped && first < order->len;)
    {
      guint end = first + 1;

      while (end < order->len && !g_array_index (order, Part, end).begins)
        end++;
      ok = hand_on (self, order, first, end, func, user_data, &stopped, error);
      first = end;
    }
  return _tl_db_exec (&self->db, "ROLLBACK", ok ? error : NULL) && ok;
}

guint64
tl_doc_store_get_repeated (TlDocStore *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->repeated;
}

GPtrArray *
tl_doc_store_get_notes (TlDocStore *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->notes;
}

gboolean
tl_doc_store_stats (TlDocStore *self, TlDocStoreStats *stats, GError **error)
{
  gint64 sources = 0, skipped = 0, articles = 0;
  sqlite3_stmt *statement;
  int row = -1;

  g_return_val_if_fail (self != NULL && stats != NULL, FALSE);

  memset (stats, 0, sizeof *stats);
  if (!_tl_db_get_int (&self->db, "SELECT count(*) FROM sources", &sources, error)
      || !_tl_db_get_int (&self->db, "SELECT count(*) FROM sources WHERE skipped IS NOT NULL",
                          &skipped, error)
      || !_tl_db_get_int (&self->db, "SELECT ifnull(sum(articles), 0) FROM documents", &articles,
                          error))
    return FALSE;
  stats->sources = (guint64)sources;
  stats->skipped = (guint64)skipped;
  stats->articles = (guint64)articles;
  statement = _tl_db_prepare (&self->db,
                              "SELECT kind, count(*) FROM (SELECT DISTINCT id, kind FROM documents)"
                              " WHERE kind BETWEEN 0 AND 3 GROUP BY kind",
                              error);
  while (statement != NULL && (row = _tl_db_step (&self->db, statement, error)) > 0)
    {
      guint64 count = (guint64)sqlite3_column_int64 (statement, 1);

      stats->by_kind[sqlite3_column_int (statement, 0)] = count;
      stats->documents += count;
    }
  sqlite3_finalize (statement);
  return row == 0;
}
