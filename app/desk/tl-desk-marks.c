/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "desk/tl-desk-mark-private.h"

#include "base/tl-error.h"
#include "base/tl-limits.h"
#include "text/tl-text.h"

#define COLUMNS                                                                                    \
  "id, kind, doc, anchor, at, quote, prefix, suffix, page_from, char_from, page_to, char_to, "     \
  "colour, note, created, changed, deleted"
/* A deleted mark can be brought back for 30 days. */
#define KEPT_MS (30LL * 24 * 60 * 60 * 1000)

/* What is looked into: words of the note do not run into those of the passage. */
static char *
fold_of (const TlDeskMark *mark)
{
  g_autofree char *all = g_strconcat (mark->note != NULL ? mark->note : "", "\n",
                                      mark->quote != NULL ? mark->quote : "", NULL);

  return tl_text_fold (all, -1, TL_FOLD_PLAIN, NULL);
}

static gboolean
check_room (TlDeskStore *self, const char *id, GError **error)
{
  g_autoptr (sqlite3_stmt) statement
      = _tl_db_prepare (&self->db, "SELECT count(*) FROM marks WHERE id <> ?1", error);

  if (statement == NULL || !_tl_db_bind (&self->db, statement, error, "s", id)
      || _tl_db_step (&self->db, statement, error) < 0)
    return FALSE;
  if (sqlite3_column_int64 (statement, 0) < TL_DESK_MAX_MARKS)
    return TRUE;
  g_set_error (error, TL_ERROR, TL_ERROR_LIMIT, "%s: no more than %d marks are kept", self->path,
               TL_DESK_MAX_MARKS);
  return FALSE;
}

/* What was written last comes first in lists, also when the clock stood still. */
#define NEXT_TIME                                                                                  \
  "max(?16, ifnull((SELECT max(changed) + 1 FROM marks WHERE id <> ?1 "                            \
  "AND changed < 86400000 + ?16), 0))"

gboolean
_tl_desk_store_put_mark (TlDeskStore *self, const TlDeskMark *mark, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = NULL;
  g_autofree char *fold = fold_of (mark);
  gint64 pages = TL_LIMIT_PDF_PAGES;

  if (!check_room (self, mark->id, error))
    return FALSE;
  statement = _tl_db_prepare (
      &self->db,
      "INSERT INTO marks (" COLUMNS ", fold) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, "
      "?12, ?13, ?14, " NEXT_TIME ", " NEXT_TIME ", 0, ?15) ON CONFLICT (id) DO UPDATE SET "
      "kind = excluded.kind, doc = excluded.doc, anchor = excluded.anchor, at = excluded.at, "
      "quote = excluded.quote, prefix = excluded.prefix, suffix = excluded.suffix, "
      "page_from = excluded.page_from, char_from = excluded.char_from, "
      "page_to = excluded.page_to, char_to = excluded.char_to, colour = excluded.colour, "
      "note = excluded.note, changed = excluded.changed, deleted = 0, fold = excluded.fold",
      error);
  return statement != NULL
         && _tl_db_bind (&self->db, statement, error, "sississsiiiisssi", mark->id,
                         (gint64)mark->kind, mark->doc, mark->anchor,
                         (gint64)MAX (mark->offset, -1), mark->quote, mark->prefix, mark->suffix,
                         MIN ((gint64)mark->span.page_from, pages), (gint64)mark->span.char_from,
                         MIN ((gint64)mark->span.page_to, pages), (gint64)mark->span.char_to,
                         tl_desk_colour_to_name (mark->colour), mark->note, fold, _tl_desk_now ())
         && _tl_db_run (&self->db, statement, error);
}

static gboolean
dup_doc (TlDeskStore *self, const char *id, char **doc, GError **error)
{
  g_autoptr (sqlite3_stmt) statement
      = _tl_db_prepare (&self->db, "SELECT doc FROM marks WHERE id = ?1", error);
  int row;

  *doc = NULL;
  if (statement == NULL || !_tl_db_bind (&self->db, statement, error, "s", id))
    return FALSE;
  row = _tl_db_step (&self->db, statement, error);
  if (row > 0)
    *doc = _tl_desk_column_text (statement, 0);
  return row >= 0;
}

gboolean
_tl_desk_store_delete_mark (
    TlDeskStore *self, const char *id, gboolean deleted, char **doc, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = NULL;

  if (!dup_doc (self, id, doc, error))
    return FALSE;
  if (*doc == NULL && !deleted)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "%s: no such mark", self->path);
      return FALSE;
    }
  statement = _tl_db_prepare (&self->db, "UPDATE marks SET deleted = ?2 WHERE id = ?1", error);
  return statement != NULL
         && _tl_db_bind (&self->db, statement, error, "si", id,
                         deleted ? _tl_desk_now () : (gint64)0)
         && _tl_db_run (&self->db, statement, error);
}

static gboolean
purge_before (TlDeskStore *self, gint64 time, GError **error)
{
  g_autoptr (sqlite3_stmt) statement
      = _tl_db_prepare (&self->db, "DELETE FROM marks WHERE deleted > 0 AND deleted <= ?1", error);

  return statement != NULL && _tl_db_bind (&self->db, statement, error, "i", time)
         && _tl_db_run (&self->db, statement, error);
}

gboolean
_tl_desk_store_purge_marks (TlDeskStore *self, GError **error)
{
  return purge_before (self, G_MAXINT64, error);
}

gboolean
_tl_desk_store_purge_old_marks (TlDeskStore *self, GError **error)
{
  return purge_before (self, _tl_desk_now () - KEPT_MS, error);
}

/* ---- Reading ---- */

static guint
column_count (sqlite3_stmt *statement, int column, gint64 most)
{
  return (guint)CLAMP (sqlite3_column_int64 (statement, column), 0, most);
}

static TlDeskMark *
read_mark (sqlite3_stmt *statement)
{
  TlDeskMark *mark = g_new0 (TlDeskMark, 1);
  g_autofree char *colour = _tl_desk_column_text (statement, 12);

  mark->id = _tl_desk_column_text (statement, 0);
  mark->kind = (TlDeskMarkKind)column_count (statement, 1, TL_DESK_BOOKMARK);
  mark->doc = _tl_desk_column_text (statement, 2);
  mark->anchor = _tl_desk_column_text (statement, 3);
  mark->offset = (gint)CLAMP (sqlite3_column_int64 (statement, 4), -1, G_MAXINT);
  mark->quote = _tl_desk_column_text (statement, 5);
  mark->prefix = _tl_desk_column_text (statement, 6);
  mark->suffix = _tl_desk_column_text (statement, 7);
  mark->span.page_from = column_count (statement, 8, TL_LIMIT_PDF_PAGES);
  mark->span.char_from = column_count (statement, 9, G_MAXINT);
  mark->span.page_to = column_count (statement, 10, TL_LIMIT_PDF_PAGES);
  mark->span.char_to = column_count (statement, 11, G_MAXINT);
  mark->colour = tl_desk_colour_from_name (colour);
  mark->note = _tl_desk_column_text (statement, 13);
  mark->created = sqlite3_column_int64 (statement, 14);
  mark->changed = sqlite3_column_int64 (statement, 15);
  mark->deleted = sqlite3_column_int64 (statement, 16);
  return mark;
}

TlDeskMark *
_tl_desk_store_get_mark (TlDeskStore *self, const char *id, GError **error)
{
  g_autoptr (sqlite3_stmt) statement
      = _tl_db_prepare (&self->db, "SELECT " COLUMNS " FROM marks WHERE id = ?1", error);

  if (statement == NULL || !_tl_db_bind (&self->db, statement, error, "s", id)
      || _tl_db_step (&self->db, statement, error) <= 0)
    return NULL;
  return read_mark (statement);
}

/* A mark without a page comes before those with one. */
#define SELECT_MARKS(order)                                                                        \
  "SELECT " COLUMNS " FROM marks WHERE (?1 IS NULL OR doc = ?1) AND (deleted > 0) = ?2 "           \
  "AND (?3 IS NULL OR instr(fold, ?3) > 0) ORDER BY " order " LIMIT ?4 OFFSET ?5"

GPtrArray *
_tl_desk_store_list_marks (TlDeskStore *self, const TlDeskMarkQuery *query, GError **error)
{
  static const char *const queries[] = {
    [TL_DESK_NEWEST] = SELECT_MARKS ("changed DESC, id"),
    [TL_DESK_READING] = SELECT_MARKS ("doc, page_from, char_from, created, id"),
  };
  g_autoptr (sqlite3_stmt) statement = _tl_db_prepare (&self->db, queries[query->order], error);
  g_autoptr (GPtrArray) marks = g_ptr_array_new_with_free_func ((GDestroyNotify)tl_desk_mark_free);
  g_autofree char *fold
      = query->words != NULL ? tl_text_fold (query->words, -1, TL_FOLD_PLAIN, NULL) : NULL;
  gint64 limit = query->limit > 0 ? (gint64)query->limit : -1;
  int row;

  if (statement == NULL
      || !_tl_db_bind (&self->db, statement, error, "sisii", query->doc,
                       (gint64)(query->deleted != FALSE), fold != NULL ? g_strstrip (fold) : NULL,
                       limit, (gint64)query->offset))
    return NULL;
  while ((row = _tl_db_step (&self->db, statement, error)) > 0)
    g_ptr_array_add (marks, read_mark (statement));
  return row == 0 ? g_steal_pointer (&marks) : NULL;
}
