/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows of the outbox, as the judge makes and changes them. */
#include "config.h"

#include <string.h>

#include "base/tl-error.h"
#include "desk/tl-desk-outbox-private.h"

/* ---- What there is ---- */

void
_tl_desk_item_row_clear (TlDeskItemRow *row)
{
  g_clear_pointer (&row->body, g_free);
}

static TlItemState
column_state (sqlite3_stmt *statement, int column)
{
  g_autofree char *name = _tl_desk_column_text (statement, column);
  TlItemState state;

  return tl_item_state_from_name (name, &state) ? state : TL_ITEM_FAILED;
}

gboolean
_tl_desk_store_get_item_row (TlDeskStore *self, const char *id, TlDeskItemRow *row, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = _tl_db_prepare (
      &self->db, "SELECT state, task, sequence, revision, attempts, body FROM outbox WHERE id = ?1",
      error);
  int found;

  memset (row, 0, sizeof *row);
  if (statement == NULL || !_tl_db_bind (&self->db, statement, error, "s", id))
    return FALSE;
  found = _tl_db_step (&self->db, statement, error);
  row->found = found > 0;
  if (!row->found)
    return found == 0;
  row->state = column_state (statement, 0);
  row->task = (TlDeskTask)CLAMP (sqlite3_column_int64 (statement, 1), 0, TL_DESK_TASK_WITHDRAW);
  row->sequence = sqlite3_column_int64 (statement, 2);
  row->revision = sqlite3_column_int64 (statement, 3);
  row->attempts = (guint)CLAMP (sqlite3_column_int64 (statement, 4), 0, G_MAXINT);
  row->body = _tl_desk_column_text (statement, 5);
  return TRUE;
}

/* The row must be there. */
static gboolean
get_row (TlDeskStore *self, const char *id, TlDeskItemRow *row, GError **error)
{
  if (!_tl_desk_store_get_item_row (self, id, row, error))
    return FALSE;
  if (row->found)
    return TRUE;
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "%s: no such item", self->path);
  return FALSE;
}

static gboolean
refuse (GError **error, int code, const char *why)
{
  g_set_error_literal (error, G_IO_ERROR, code, why);
  return FALSE;
}

static gboolean
is_editable (const TlDeskItemRow *row)
{
  return row->state == TL_ITEM_WAITING || row->state == TL_ITEM_FAILED;
}

/* A body that is wrong is not a damaged desk. */
static void
say_input (GError **error)
{
  g_autofree char *why = NULL;

  if (error == NULL || *error == NULL || g_error_matches (*error, TL_ERROR, TL_ERROR_LIMIT))
    return;
  why = g_strdup ((*error)->message);
  g_clear_error (error);
  refuse (error, G_IO_ERROR_INVALID_ARGUMENT, why);
}

static gboolean
last_sequence (TlDeskStore *self, gint64 *sequence, GError **error)
{
  return _tl_db_get_int (
      &self->db,
      "SELECT max(ifnull((SELECT value FROM settings WHERE name = 'sequence'), 0), "
      "ifnull((SELECT max(sequence) FROM outbox), 0))",
      sequence, error);
}

/* ---- Handing over ---- */

char *
_tl_desk_store_prepare_item (TlDeskStore *self, const TlItem *item, GError **error)
{
  g_autoptr (TlItem) next = tl_item_copy (item);
  g_auto (TlDeskItemRow) row = { 0 };
  char *body;

  if (!_tl_desk_store_get_item_row (self, item->id, &row, error))
    return NULL;
  if (row.found && !is_editable (&row))
    {
      refuse (error, G_IO_ERROR_NOT_SUPPORTED, "the item cannot be edited any more");
      return NULL;
    }
  next->sequence = row.sequence;
  next->revision = row.revision + 1;
  if (!row.found)
    {
      if (!last_sequence (self, &next->sequence, error))
        return NULL;
      next->sequence++;
    }
  body = tl_item_to_body (next, error);
  if (body == NULL)
    say_input (error);
  return body;
}

static gboolean
has_room (TlDeskStore *self, GError **error)
{
  gint64 count;

  if (!_tl_db_get_int (&self->db, "SELECT count(*) FROM outbox", &count, error))
    return FALSE;
  if (count < TL_DESK_MAX_ITEMS)
    return TRUE;
  g_set_error (error, TL_ERROR, TL_ERROR_LIMIT, "%s: no more than %d items are kept", self->path,
               TL_DESK_MAX_ITEMS);
  return FALSE;
}

static gboolean
write_item (
    TlDeskStore *self, const TlItem *item, const char *body, const char *label, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = _tl_db_prepare (
      &self->db,
      "INSERT INTO outbox VALUES (?1, ?2, ?3, 'waiting', 1, ?4, ?5, 0, 0, NULL, NULL, ?6, ?6) "
      "ON CONFLICT (id) DO UPDATE SET revision = excluded.revision, state = 'waiting', task = 1, "
      "body = excluded.body, label = excluded.label, next_attempt = 0, reason = NULL, "
      "message = NULL, changed = excluded.changed",
      error);

  return statement != NULL
         && _tl_db_bind (&self->db, statement, error, "siissi", item->id, item->sequence,
                         item->revision, body, label, _tl_desk_now ())
         && _tl_db_run (&self->db, statement, error);
}

/* Kept apart from the rows: a number is not given twice when a row has gone. */
static gboolean
write_sequence (TlDeskStore *self, gint64 sequence, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = _tl_db_prepare (
      &self->db, "INSERT OR REPLACE INTO settings VALUES ('sequence', ?1)", error);

  return statement != NULL && _tl_db_bind (&self->db, statement, error, "i", sequence)
         && _tl_db_run (&self->db, statement, error);
}

static gboolean
put_new (TlDeskStore *self, const TlItem *item, const char *body, const char *label, GError **error)
{
  gint64 last;

  if (!last_sequence (self, &last, error))
    return FALSE;
  if (item->sequence != last + 1 || item->revision != 1)
    return refuse (error, G_IO_ERROR_EXISTS, "the item is not the next any more");
  return has_room (self, error) && write_item (self, item, body, label, error)
         && write_sequence (self, item->sequence, error)
         && _tl_desk_store_count_usage (
             self, item->kind == TL_ITEM_CONTRIBUTION ? TL_USAGE_CONTRIBUTIONS : TL_USAGE_FEEDBACK,
             error);
}

gboolean
_tl_desk_store_put_item (
    TlDeskStore *self, const char *body, const char *label, char **id, GError **error)
{
  g_autoptr (TlItem) item = tl_item_from_body (body, -1, error);
  g_auto (TlDeskItemRow) row = { 0 };

  if (item == NULL)
    {
      say_input (error);
      return FALSE;
    }
  if (!_tl_desk_check_text ("label", label, TL_DESK_MAX_LABEL, error)
      || !_tl_desk_store_get_item_row (self, item->id, &row, error))
    return FALSE;
  *id = g_strdup (item->id);
  if (!row.found)
    return put_new (self, item, body, label, error);
  if (g_strcmp0 (row.body, body) == 0)
    return TRUE;
  if (!is_editable (&row))
    return refuse (error, G_IO_ERROR_NOT_SUPPORTED, "the item cannot be edited any more");
  if (item->sequence != row.sequence || item->revision != row.revision + 1)
    return refuse (error, G_IO_ERROR_EXISTS, "the item is not the next any more");
  return write_item (self, item, body, label, error);
}

static gboolean
set_state (TlDeskStore *self, const char *id, TlItemState state, TlDeskTask task, GError **error)
{
  g_autoptr (sqlite3_stmt) statement
      = _tl_db_prepare (&self->db,
                        "UPDATE outbox SET state = ?2, task = ?3, next_attempt = 0, reason = NULL, "
                        "message = NULL WHERE id = ?1",
                        error);

  return statement != NULL
         && _tl_db_bind (&self->db, statement, error, "ssi", id, tl_item_state_to_name (state),
                         (gint64)task)
         && _tl_db_run (&self->db, statement, error);
}

/* What was begun to be sent may have arrived, whatever is known of it here. */
gboolean
_tl_desk_store_withdraw_item (TlDeskStore *self, const char *id, GError **error)
{
  g_auto (TlDeskItemRow) row = { 0 };

  if (!get_row (self, id, &row, error))
    return FALSE;
  if (row.state == TL_ITEM_WITHDRAWN)
    return TRUE;
  if (!is_editable (&row) && row.state != TL_ITEM_RECEIVED)
    return refuse (error, G_IO_ERROR_NOT_SUPPORTED, "the item cannot be withdrawn any more");
  return set_state (self, id, TL_ITEM_WITHDRAWN,
                    row.attempts > 0 ? TL_DESK_TASK_WITHDRAW : TL_DESK_TASK_NONE, error);
}

gboolean
_tl_desk_store_retry_item (TlDeskStore *self, const char *id, GError **error)
{
  g_auto (TlDeskItemRow) row = { 0 };

  if (!get_row (self, id, &row, error))
    return FALSE;
  if (is_editable (&row))
    return set_state (self, id, TL_ITEM_WAITING, TL_DESK_TASK_SEND, error);
  return row.task == TL_DESK_TASK_NONE || set_state (self, id, row.state, row.task, error);
}

gboolean
_tl_desk_store_dismiss_item (TlDeskStore *self, const char *id, GError **error)
{
  g_auto (TlDeskItemRow) row = { 0 };
  TlItemState state;

  if (!get_row (self, id, &row, error))
    return FALSE;
  return row.state != TL_ITEM_FAILED
         || (_tl_desk_store_told_state (self, id, TL_ITEM_WITHDRAWN, &state, error)
             && set_state (self, id, state, TL_DESK_TASK_NONE, error));
}

gboolean
_tl_desk_store_mark_item_read (TlDeskStore *self, const char *id, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = _tl_db_prepare (
      &self->db, "UPDATE outbox_events SET unread = 0 WHERE unread > 0 AND (?1 IS NULL OR id = ?1)",
      error);

  return statement != NULL && _tl_db_bind (&self->db, statement, error, "s", id)
         && _tl_db_run (&self->db, statement, error);
}

/* ---- Reading ---- */

TlDeskItem *
_tl_desk_item_read (sqlite3_stmt *statement)
{
  g_autofree char *body = _tl_desk_column_text (statement, 0);
  g_autoptr (TlItem) item = body != NULL ? tl_item_from_body (body, -1, NULL) : NULL;
  TlDeskItem *self;

  if (item == NULL)
    return NULL;
  self = g_new0 (TlDeskItem, 1);
  self->item = g_steal_pointer (&item);
  self->body = g_steal_pointer (&body);
  self->label = _tl_desk_column_text (statement, 1);
  self->state = column_state (statement, 2);
  self->pending = sqlite3_column_int64 (statement, 3) != TL_DESK_TASK_NONE;
  self->attempts = (guint)CLAMP (sqlite3_column_int64 (statement, 4), 0, G_MAXINT);
  self->next_attempt = sqlite3_column_int64 (statement, 5);
  self->reason = _tl_desk_column_text (statement, 6);
  self->message = _tl_desk_column_text (statement, 7);
  self->created = sqlite3_column_int64 (statement, 8);
  self->changed = sqlite3_column_int64 (statement, 9);
  self->events = g_ptr_array_new_with_free_func ((GDestroyNotify)tl_desk_item_event_free);
  return self;
}

static gboolean
read_events (TlDeskStore *self, TlDeskItem *item, GError **error)
{
  g_autoptr (sqlite3_stmt) statement
      = _tl_db_prepare (&self->db,
                        "SELECT state, time, text, serial, doc, anchor, merged, unread "
                        "FROM outbox_events WHERE id = ?1 ORDER BY number",
                        error);
  int row;

  if (statement == NULL || !_tl_db_bind (&self->db, statement, error, "s", item->item->id))
    return FALSE;
  while ((row = _tl_db_step (&self->db, statement, error)) > 0)
    {
      TlDeskItemEvent *event = tl_desk_item_event_new (item->item->id, column_state (statement, 0),
                                                       sqlite3_column_int64 (statement, 1));

      event->text = _tl_desk_column_text (statement, 2);
      event->serial = sqlite3_column_int64 (statement, 3);
      event->document = _tl_desk_column_text (statement, 4);
      event->anchor = _tl_desk_column_text (statement, 5);
      event->into = _tl_desk_column_text (statement, 6);
      event->unread = sqlite3_column_int64 (statement, 7) != 0;
      item->unread += event->unread;
      g_ptr_array_add (item->events, event);
    }
  return row == 0;
}

GPtrArray *
_tl_desk_store_list_items (TlDeskStore *self, guint offset, guint limit, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = _tl_db_prepare (
      &self->db,
      "SELECT " TL_DESK_ITEM_COLUMNS " FROM outbox ORDER BY state = 'failed' DESC, EXISTS "
      "(SELECT 1 FROM outbox_events AS e WHERE e.id = outbox.id AND e.unread > 0) DESC, "
      "sequence DESC LIMIT ?1 OFFSET ?2",
      error);
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func ((GDestroyNotify)tl_desk_item_free);
  int row;

  if (statement == NULL
      || !_tl_db_bind (&self->db, statement, error, "ii", limit > 0 ? (gint64)limit : -1,
                       (gint64)offset))
    return NULL;
  while ((row = _tl_db_step (&self->db, statement, error)) > 0)
    {
      TlDeskItem *item = _tl_desk_item_read (statement);

      if (item == NULL)
        continue;
      g_ptr_array_add (items, item);
      if (!read_events (self, item, error))
        return NULL;
    }
  return row == 0 ? g_steal_pointer (&items) : NULL;
}

TlDeskItem *
_tl_desk_store_get_item (TlDeskStore *self, const char *id, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = _tl_db_prepare (
      &self->db, "SELECT " TL_DESK_ITEM_COLUMNS " FROM outbox WHERE id = ?1", error);
  g_autoptr (TlDeskItem) item = NULL;

  if (statement == NULL || !_tl_db_bind (&self->db, statement, error, "s", id)
      || _tl_db_step (&self->db, statement, error) <= 0)
    return NULL;
  item = _tl_desk_item_read (statement);
  return item != NULL && read_events (self, item, error) ? g_steal_pointer (&item) : NULL;
}

gboolean
_tl_desk_store_count_items (TlDeskStore *self, TlDeskItemCounts *counts, GError **error)
{
  gint64 waiting, failed, unread;

  if (!_tl_db_get_int (&self->db, "SELECT count(*) FROM outbox WHERE task > 0", &waiting, error)
      || !_tl_db_get_int (&self->db, "SELECT count(*) FROM outbox WHERE state = 'failed'", &failed,
                          error)
      || !_tl_db_get_int (&self->db,
                          "SELECT count(DISTINCT id) FROM outbox_events WHERE unread > 0", &unread,
                          error))
    return FALSE;
  *counts = (TlDeskItemCounts){ (guint)waiting, (guint)failed, (guint)unread };
  return TRUE;
}
