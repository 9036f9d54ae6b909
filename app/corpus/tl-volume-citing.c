/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading the links of a volume. */
#include "config.h"

#include <string.h>

#include "base/tl-error.h"
#include "corpus/tl-volume-links-private.h"

/* A borrowed connection with a statement of it, at work. */
typedef struct
{
  TlVolume *volume;
  TlVolumeConnection *connection;
  sqlite3_stmt *statement;
} Query;

static gboolean
query_start (Query *query, TlVolume *volume, TlVolumeQuery which, GError **error)
{
  query->volume = volume;
  query->statement = NULL;
  query->connection = _tl_volume_borrow (volume, error);
  if (query->connection != NULL)
    query->statement = _tl_volume_statement (query->connection, which, error);
  return query->statement != NULL;
}

static void
query_clear (Query *query)
{
  if (query->connection != NULL)
    _tl_volume_give_back (query->volume, query->connection);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Query, query_clear)

static int
query_step (Query *query, GError **error)
{
  return _tl_db_step (&query->connection->db, query->statement, error);
}

GPtrArray *
_tl_volume_load_links (TlVolume *self, guint32 row, GError **error)
{
  g_auto (Query) query = { NULL };
  GPtrArray *links;
  int found;

  if (!query_start (&query, self, TL_VOLUME_LINKS, error)
      || !_tl_db_bind (&query.connection->db, query.statement, error, "i", (gint64)row))
    return NULL;
  found = query_step (&query, error);
  if (found < 0)
    return NULL;
  if (found == 0)
    return g_ptr_array_new_with_free_func ((GDestroyNotify)tl_link_free);
  links = _tl_links_decompress (sqlite3_column_blob (query.statement, 0),
                                (gsize)sqlite3_column_bytes (query.statement, 0), error);
  if (links == NULL)
    g_prefix_error (error, "%s: row %u: ", _tl_volume_get_path (self), row);
  return links;
}

/* Parts are in order of their first anchor: those that begin with or behind what is wanted, and the
 * last that begins before it. */
gboolean
_tl_volume_find_citing (
    TlVolume *self, const char *document, const char *unit, GArray *rows, GError **error)
{
  g_auto (Query) query = { NULL };
  g_autofree char *end = NULL;
  guint first = rows->len;
  int found;

  if (unit == NULL)
    unit = "";
  /* '/' follows '.', which what stands in a unit has behind it. */
  end = *unit != '\0' ? g_strconcat (unit, "/", NULL) : g_strdup ("\x7f");
  if (!query_start (&query, self, TL_VOLUME_CITED, error)
      || !_tl_db_bind (&query.connection->db, query.statement, error, "sss", document, unit, end))
    return FALSE;
  while ((found = query_step (&query, error)) > 0)
    if (!_tl_citing_decode (sqlite3_column_blob (query.statement, 0),
                            (gsize)sqlite3_column_bytes (query.statement, 0), unit, rows, error))
      {
        g_prefix_error (error, "%s: document %s: ", _tl_volume_get_path (self), document);
        return FALSE;
      }
  for (guint i = first; found == 0 && i < rows->len; i++)
    {
      guint32 row = g_array_index (rows, guint32, i);

      if (row >= 1 && row <= _tl_volume_get_n_rows (self))
        continue;
      g_set_error (error, TL_ERROR, TL_ERROR_INPUT, "%s: damaged: a link names row %u",
                   _tl_volume_get_path (self), row);
      return FALSE;
    }
  return found == 0;
}

gboolean
_tl_volume_get_citing (
    TlVolume *self, guint32 row, gint64 *sort, guint64 *links, guint64 *own, GError **error)
{
  g_auto (Query) query = { NULL };
  int found;

  *sort = 0;
  *links = *own = 0;
  if (!query_start (&query, self, TL_VOLUME_CITING, error)
      || !_tl_db_bind (&query.connection->db, query.statement, error, "i", (gint64)row))
    return FALSE;
  found = query_step (&query, error);
  if (found > 0)
    {
      *sort = sqlite3_column_int64 (query.statement, 0);
      *links = (guint64)MAX (sqlite3_column_int64 (query.statement, 1), 0);
      *own = (guint64)MAX (sqlite3_column_int64 (query.statement, 2), 0);
    }
  return found >= 0;
}

gboolean
_tl_volume_foreach_cited (TlVolume *self, TlCitedFunc func, gpointer user_data, GError **error)
{
  g_auto (Query) query = { NULL };
  int found = -1;

  if (!query_start (&query, self, TL_VOLUME_ALL_CITED, error))
    return FALSE;
  while ((found = query_step (&query, error)) > 0)
    {
      const char *document = (const char *)sqlite3_column_text (query.statement, 0);
      gint64 links = sqlite3_column_int64 (query.statement, 1);

      if (document != NULL && links > 0 && !func (document, (guint64)links, user_data, error))
        return FALSE;
    }
  return found == 0;
}

gboolean
_tl_volume_sum_links (TlVolume *self, guint64 *links, guint64 *own, GError **error)
{
  g_auto (Query) query = { NULL };

  if (!query_start (&query, self, TL_VOLUME_SUM_LINKS, error) || query_step (&query, error) <= 0)
    return FALSE;
  *links = (guint64)MAX (sqlite3_column_int64 (query.statement, 0), 0);
  *own = (guint64)MAX (sqlite3_column_int64 (query.statement, 1), 0);
  return TRUE;
}
