/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows of the outbox, as sending and the centre change them. */
#include "config.h"

#include <string.h>

#include "base/tl-error.h"
#include "desk/tl-desk-outbox-private.h"

gboolean
_tl_desk_store_told_state (
    TlDeskStore *self, const char *id, TlItemState otherwise, TlItemState *state, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = _tl_db_prepare (
      &self->db, "SELECT state FROM outbox_events WHERE id = ?1 ORDER BY number DESC LIMIT 1",
      error);
  g_autofree char *name = NULL;
  int row;

  *state = otherwise;
  if (statement == NULL || !_tl_db_bind (&self->db, statement, error, "s", id))
    return FALSE;
  row = _tl_db_step (&self->db, statement, error);
  if (row > 0)
    name = _tl_desk_column_text (statement, 0);
  if (!tl_item_state_from_name (name, state))
    *state = otherwise;
  return row >= 0;
}

/* ---- Taking ---- */

static gboolean
begin (TlDeskStore *self, GPtrArray *items, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = _tl_db_prepare (
      &self->db, "UPDATE outbox SET attempts = attempts + 1 WHERE id = ?1", error);

  for (guint i = 0; statement != NULL && i < items->len; i++)
    {
      TlDeskItem *item = g_ptr_array_index (items, i);

      if (!_tl_db_bind (&self->db, statement, error, "s", item->item->id)
          || !_tl_db_run (&self->db, statement, error))
        return FALSE;
      item->attempts++;
    }
  return statement != NULL;
}

/* Whether @item goes with those before it: due, of the same kind, and not too much. A time further
 * away than any that is set here was set by a clock that has been put right. */
static gboolean
goes_along (const TlDeskItem *item, const GPtrArray *items, gsize bytes, gint64 now)
{
  const TlDeskItem *first = items->len > 0 ? g_ptr_array_index (items, 0) : NULL;

  if (item->next_attempt > now && item->next_attempt <= now + TL_DESK_MAX_WAIT)
    return FALSE;
  return first == NULL
         || (bytes > 0 && first->state != TL_ITEM_WITHDRAWN && item->state != TL_ITEM_WITHDRAWN);
}

static gsize
less (gsize bytes, const TlDeskItem *item)
{
  gsize size = strlen (item->body);

  return bytes > size ? bytes - size : 0;
}

GPtrArray *
_tl_desk_store_take_items (
    TlDeskStore *self, guint limit, gsize bytes, gint64 *wait, GError **error)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func ((GDestroyNotify)tl_desk_item_free);
  g_autoptr (sqlite3_stmt) statement = NULL;
  gint64 now = _tl_desk_now ();
  int row = 0;

  *wait = -1;
  if (self->lock == NULL || !_tl_desk_lock_try_send (self->lock))
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_BUSY, "%s: another program sends", self->path);
      return NULL;
    }
  statement = _tl_db_prepare (
      &self->db, "SELECT " TL_DESK_ITEM_COLUMNS " FROM outbox WHERE task > 0 ORDER BY sequence",
      error);
  if (statement == NULL)
    return NULL;
  while (items->len < limit && (row = _tl_db_step (&self->db, statement, error)) > 0)
    {
      TlDeskItem *item = _tl_desk_item_read (statement);
      gsize left;

      if (item == NULL) /* damaged: it never holds up the others */
        continue;
      left = less (bytes, item);
      if (!goes_along (item, items, left, now))
        {
          if (items->len == 0)
            *wait = MAX (item->next_attempt - now, 1);
          tl_desk_item_free (item);
          break;
        }
      bytes = left;
      g_ptr_array_add (items, item);
    }
  return row >= 0 && begin (self, items, error) ? g_steal_pointer (&items) : NULL;
}

/* ---- Results ---- */

static gboolean
set_result (TlDeskStore *self,
            const TlDeskResult *result,
            TlItemState state,
            TlDeskTask task,
            GError **error)
{
  gint64 wait = CLAMP (result->wait, 0, TL_DESK_MAX_WAIT);
  gboolean told = result->outcome != TL_DESK_SENT;
  g_autoptr (sqlite3_stmt) statement = _tl_db_prepare (
      &self->db,
      "UPDATE outbox SET state = ?2, task = ?3, next_attempt = ?4, reason = ?5, message = ?6 "
      "WHERE id = ?1",
      error);

  return statement != NULL
         && _tl_db_bind (&self->db, statement, error, "ssiiss", result->id,
                         tl_item_state_to_name (state), (gint64)task,
                         result->outcome == TL_DESK_LATER ? _tl_desk_now () + wait : (gint64)0,
                         told ? result->reason : NULL, told ? result->message : NULL)
         && _tl_db_run (&self->db, statement, error);
}

static gboolean
settle_withdrawn (TlDeskStore *self, const TlDeskResult *result, GError **error)
{
  TlItemState state = TL_ITEM_WITHDRAWN;

  if (result->outcome == TL_DESK_LATER)
    return set_result (self, result, TL_ITEM_WITHDRAWN, TL_DESK_TASK_WITHDRAW, error);
  /* It could not be withdrawn: it is where the centre says. */
  if (result->outcome != TL_DESK_SENT
      && !_tl_desk_store_told_state (self, result->id, TL_ITEM_EDITING, &state, error))
    return FALSE;
  if (state == TL_ITEM_RECEIVED && result->outcome == TL_DESK_TOO_LATE)
    state = TL_ITEM_EDITING;
  return set_result (self, result, state, TL_DESK_TASK_NONE, error);
}

gboolean
_tl_desk_store_settle_item (TlDeskStore *self, const TlDeskResult *result, GError **error)
{
  g_auto (TlDeskItemRow) row = { 0 };
  TlItemState state;

  if (!_tl_desk_store_get_item_row (self, result->id, &row, error))
    return FALSE;
  if (!row.found || row.task == TL_DESK_TASK_NONE
      || result->withdrawn != (row.task == TL_DESK_TASK_WITHDRAW))
    return TRUE; /* the judge wants something else meanwhile */
  if (result->withdrawn)
    return settle_withdrawn (self, result, error);
  if (result->revision != row.revision)
    return TRUE;
  if (result->outcome == TL_DESK_LATER)
    return set_result (self, result, TL_ITEM_WAITING, TL_DESK_TASK_SEND, error);
  if (result->outcome != TL_DESK_SENT)
    return set_result (self, result, TL_ITEM_FAILED, TL_DESK_TASK_NONE, error);
  return _tl_desk_store_told_state (self, result->id, TL_ITEM_RECEIVED, &state, error)
         && set_result (self, result, state, TL_DESK_TASK_NONE, error);
}

/* ---- What the centre tells ---- */

gboolean
_tl_desk_store_get_cursor (
    TlDeskStore *self, const char *source, char **cursor, char **etag, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = _tl_db_prepare (
      &self->db, "SELECT cursor, etag FROM outbox_cursors WHERE source = ?1", error);
  int row;

  *cursor = *etag = NULL;
  if (statement == NULL || !_tl_db_bind (&self->db, statement, error, "s", source))
    return FALSE;
  row = _tl_db_step (&self->db, statement, error);
  if (row > 0)
    {
      *cursor = _tl_desk_column_text (statement, 0);
      *etag = _tl_desk_column_text (statement, 1);
    }
  return row >= 0;
}

gboolean
_tl_desk_store_set_cursor (
    TlDeskStore *self, const char *source, const char *cursor, const char *etag, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = _tl_db_prepare (
      &self->db, "INSERT OR REPLACE INTO outbox_cursors VALUES (?1, ?2, ?3)", error);

  return statement != NULL && _tl_db_bind (&self->db, statement, error, "sss", source, cursor, etag)
         && _tl_db_run (&self->db, statement, error);
}

/* That it was received is no news: the judge saw it being sent. */
static gboolean
is_news (const TlDeskItemEvent *change)
{
  return change->state != TL_ITEM_RECEIVED || change->text != NULL;
}

static gboolean
add_event (TlDeskStore *self, const TlDeskItemEvent *change, gboolean *added, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = _tl_db_prepare (
      &self->db,
      "INSERT OR IGNORE INTO outbox_events (id, state, time, text, serial, doc, anchor, merged, "
      "unread) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
      error);

  if (statement == NULL
      || !_tl_db_bind (&self->db, statement, error, "ssisisssi", change->id,
                       tl_item_state_to_name (change->state), change->time, change->text,
                       change->serial, change->document, change->anchor, change->into,
                       (gint64)is_news (change))
      || !_tl_db_run (&self->db, statement, error))
    return FALSE;
  *added = sqlite3_changes (self->db.handle) > 0;
  return TRUE;
}

static gboolean
prune_events (TlDeskStore *self, const char *id, GError **error)
{
  g_autoptr (sqlite3_stmt) statement
      = _tl_db_prepare (&self->db,
                        "DELETE FROM outbox_events WHERE id = ?1 AND number <= (SELECT number FROM "
                        "outbox_events WHERE id = ?1 ORDER BY number DESC LIMIT 1 OFFSET ?2)",
                        error);

  return statement != NULL
         && _tl_db_bind (&self->db, statement, error, "si", id, (gint64)TL_DESK_MAX_EVENTS)
         && _tl_db_run (&self->db, statement, error);
}

/* What the judge wants and the centre has not done yet stays to be seen, and so does what failed.
 */
static gboolean
follow (TlDeskStore *self, const TlDeskItemEvent *change, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = _tl_db_prepare (
      &self->db, "UPDATE outbox SET state = ?2 WHERE id = ?1 AND task = 0 AND state <> 'failed'",
      error);

  return statement != NULL
         && _tl_db_bind (&self->db, statement, error, "ss", change->id,
                         tl_item_state_to_name (change->state))
         && _tl_db_run (&self->db, statement, error);
}

gboolean
_tl_desk_store_apply_change (TlDeskStore *self,
                             const TlDeskItemEvent *change,
                             gboolean *applied,
                             GError **error)
{
  g_auto (TlDeskItemRow) row = { 0 };

  *applied = FALSE;
  if (!_tl_desk_store_get_item_row (self, change->id, &row, error))
    return FALSE;
  if (!row.found)
    return TRUE;
  if (!add_event (self, change, applied, error))
    return FALSE;
  return !*applied || (follow (self, change, error) && prune_events (self, change->id, error));
}
