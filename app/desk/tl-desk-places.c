/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "desk/tl-desk-store-private.h"

#include <math.h>
#include <string.h>

#include "base/tl-error.h"
#include "base/tl-limits.h"

#define FRACTION_PARTS 1000000
#define ZOOM_PARTS     1000
#define MIN_ZOOM       0.01
#define MAX_ZOOM       100.0

/* What was done last comes first also when the clock stood still or went back a little. A row that
 * is more than a day ahead is of a clock that was wrong. */
#define NOT_AHEAD "opened < 86400000 +"

/* Statements by the table that they keep small: the oldest rows go. */
#define TRIM(table, key, time)                                                                     \
  "DELETE FROM " table " WHERE (" key ") IN (SELECT " key " FROM " table " ORDER BY " time         \
  " DESC, " key " LIMIT -1 OFFSET ?1)"

static gboolean
trim (TlDeskStore *self, const char *sql, gint64 keep, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = _tl_db_prepare (&self->db, sql, error);

  return statement != NULL && _tl_db_bind (&self->db, statement, error, "i", keep)
         && _tl_db_run (&self->db, statement, error);
}

/* A number that is none counts as the least. */
static gint64
in_parts (double value, double least, double most, int parts)
{
  return (gint64)lround ((isnan (value) ? least : CLAMP (value, least, most)) * parts);
}

gboolean
_tl_desk_store_put_place (TlDeskStore *self, const TlDeskPlace *place, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = NULL;
  gboolean keep;

  if (!_tl_desk_store_get_history (self, &keep, error))
    return FALSE;
  if (!keep)
    return TRUE;
  statement
      = _tl_db_prepare (&self->db,
                        "INSERT OR REPLACE INTO places VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, "
                        "max(?10, ifnull((SELECT max(opened) + 1 FROM places WHERE doc = ?1 AND "
                        "view <> ?2 AND " NOT_AHEAD " (?10)), 0)))",
                        error);
  return statement != NULL
         && _tl_db_bind (&self->db, statement, error, "siiisiiiii", place->doc, (gint64)place->view,
                         (gint64)MIN (place->page, (guint)TL_LIMIT_PDF_PAGES),
                         in_parts (place->fraction, 0, 1, FRACTION_PARTS), place->anchor,
                         (gint64)MIN (place->zoom_mode, TL_DESK_ZOOM_FREE),
                         in_parts (place->zoom, MIN_ZOOM, MAX_ZOOM, ZOOM_PARTS),
                         (gint64)(place->rotation % 360 / 90 * 90),
                         (gint64)MIN (place->layout, TL_DESK_LAYOUT_TWO_PAGES_COVER),
                         _tl_desk_now ())
         && _tl_db_run (&self->db, statement, error)
         && trim (self, TRIM ("places", "doc, view", "opened"), TL_DESK_MAX_PLACES, error);
}

TlDeskPlace *
_tl_desk_store_get_place (TlDeskStore *self, const char *doc, TlDeskView view, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = _tl_db_prepare (
      &self->db,
      "SELECT view, page, fraction, anchor, zoom_mode, zoom, rotation, layout, opened FROM places "
      "WHERE doc = ?1 AND (?2 = 0 OR view = ?2) ORDER BY opened DESC, view LIMIT 1",
      error);
  g_autoptr (TlDeskPlace) place = NULL;

  if (statement == NULL || !_tl_db_bind (&self->db, statement, error, "si", doc, (gint64)view)
      || _tl_db_step (&self->db, statement, error) <= 0)
    return NULL;
  place = tl_desk_place_new (doc, (TlDeskView)sqlite3_column_int (statement, 0));
  place->page = (guint)CLAMP (sqlite3_column_int64 (statement, 1), 0, TL_LIMIT_PDF_PAGES);
  place->fraction
      = (double)CLAMP (sqlite3_column_int64 (statement, 2), 0, FRACTION_PARTS) / FRACTION_PARTS;
  place->anchor = _tl_desk_column_text (statement, 3);
  place->zoom_mode = (TlDeskZoom)CLAMP (sqlite3_column_int64 (statement, 4), 0, TL_DESK_ZOOM_FREE);
  place->zoom
      = CLAMP ((double)sqlite3_column_int64 (statement, 5) / ZOOM_PARTS, MIN_ZOOM, MAX_ZOOM);
  place->rotation = (guint)CLAMP (sqlite3_column_int64 (statement, 6), 0, 270);
  place->layout = (TlDeskLayout)CLAMP (sqlite3_column_int64 (statement, 7), 0,
                                       TL_DESK_LAYOUT_TWO_PAGES_COVER);
  place->opened = sqlite3_column_int64 (statement, 8);
  return g_steal_pointer (&place);
}

gboolean
_tl_desk_store_add_recent (TlDeskStore *self, const char *doc, const char *title, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = NULL;
  gboolean keep;

  if (!_tl_desk_store_get_history (self, &keep, error))
    return FALSE;
  if (!keep)
    return TRUE;
  statement = _tl_db_prepare (
      &self->db,
      "INSERT OR REPLACE INTO recents VALUES (?1, ?2, "
      "max(?3, ifnull((SELECT max(opened) + 1 FROM recents WHERE doc <> ?1 AND " NOT_AHEAD
      " (?3)), 0)))",
      error);
  return statement != NULL
         && _tl_db_bind (&self->db, statement, error, "ssi", doc, title, _tl_desk_now ())
         && _tl_db_run (&self->db, statement, error)
         && trim (self, TRIM ("recents", "doc", "opened"), TL_DESK_MAX_RECENTS, error);
}

gboolean
_tl_desk_store_remove_recent (TlDeskStore *self, const char *doc, GError **error)
{
  static const char *const queries[] = {
    "DELETE FROM recents WHERE doc = ?1",
    "DELETE FROM places WHERE doc = ?1",
    "DELETE FROM states WHERE doc = ?1 AND doc <> ''",
  };

  for (guint i = 0; i < G_N_ELEMENTS (queries); i++)
    {
      g_autoptr (sqlite3_stmt) statement = _tl_db_prepare (&self->db, queries[i], error);

      if (statement == NULL || !_tl_db_bind (&self->db, statement, error, "s", doc)
          || !_tl_db_run (&self->db, statement, error))
        return FALSE;
    }
  return TRUE;
}

GPtrArray *
_tl_desk_store_list_recents (TlDeskStore *self, guint limit, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = _tl_db_prepare (
      &self->db, "SELECT doc, title, opened FROM recents ORDER BY opened DESC, doc LIMIT ?1",
      error);
  g_autoptr (GPtrArray) recents
      = g_ptr_array_new_with_free_func ((GDestroyNotify)tl_desk_recent_free);
  int row;

  if (statement == NULL || !_tl_db_bind (&self->db, statement, error, "i", (gint64)limit))
    return NULL;
  while ((row = _tl_db_step (&self->db, statement, error)) > 0)
    {
      TlDeskRecent *recent = g_new0 (TlDeskRecent, 1);

      recent->doc = _tl_desk_column_text (statement, 0);
      recent->title = _tl_desk_column_text (statement, 1);
      recent->opened = sqlite3_column_int64 (statement, 2);
      g_ptr_array_add (recents, recent);
    }
  return row == 0 ? g_steal_pointer (&recents) : NULL;
}

static gboolean
remove_state (TlDeskStore *self, const char *doc, const char *name, GError **error)
{
  g_autoptr (sqlite3_stmt) statement
      = _tl_db_prepare (&self->db, "DELETE FROM states WHERE doc = ?1 AND name = ?2", error);

  return statement != NULL && _tl_db_bind (&self->db, statement, error, "ss", doc, name)
         && _tl_db_run (&self->db, statement, error);
}

gboolean
_tl_desk_store_set_state (
    TlDeskStore *self, const char *doc, const char *name, const char *value, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = NULL;
  gboolean keep;

  if (value == NULL)
    return remove_state (self, doc, name, error);
  if (!_tl_desk_store_get_history (self, &keep, error))
    return FALSE;
  if (!keep && *doc != '\0')
    return TRUE;
  statement
      = _tl_db_prepare (&self->db, "INSERT OR REPLACE INTO states VALUES (?, ?, ?, ?)", error);
  return statement != NULL
         && _tl_db_bind (&self->db, statement, error, "sssi", doc, name, value, _tl_desk_now ())
         && _tl_db_run (&self->db, statement, error)
         && trim (self, TRIM ("states", "doc, name", "changed"), TL_DESK_MAX_STATES, error);
}

char *
_tl_desk_store_get_state (TlDeskStore *self, const char *doc, const char *name, GError **error)
{
  g_autoptr (sqlite3_stmt) statement
      = _tl_db_prepare (&self->db, "SELECT value FROM states WHERE doc = ?1 AND name = ?2", error);

  if (statement == NULL || !_tl_db_bind (&self->db, statement, error, "ss", doc, name)
      || _tl_db_step (&self->db, statement, error) <= 0)
    return NULL;
  return _tl_desk_column_text (statement, 0);
}
