/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "server/pages/tl-edit-private.h"

#include <string.h>

#include "server/store/tl-store.h"

static const char *const result_codes[] = {
  [TL_EDIT_DONE] = NULL,           [TL_EDIT_NOT_FOUND] = "nowhere",
  [TL_EDIT_CHANGED] = "changed",   [TL_EDIT_TAKEN] = "taken",
  [TL_EDIT_SECOND] = "second",     [TL_EDIT_CONTRIBUTOR] = "contributor",
  [TL_EDIT_CITATION] = "citation", [TL_EDIT_INCOMPLETE] = "incomplete",
  [TL_EDIT_REASON] = "reason",     [TL_EDIT_NOWHERE] = "nowhere",
};

const char *
tl_edit_result_code (TlEditResult result)
{
  return result_codes[result];
}

void
_tl_edit_state_clear (TlEditState *state)
{
  g_clear_pointer (&state->rows, tl_sql_rows_free);
}

gboolean
_tl_edit_load (
    TlSql *sql, const TlEdit *edit, TlEditState *state, TlEditResult *result, GError **error)
{
  memset (state, 0, sizeof *state);
  state->rows = tl_sql_query (
      sql, error, "SELECT state, version, claimed_by, claimed, person FROM items WHERE id = $1",
      "s", edit->item);
  if (state->rows == NULL)
    return FALSE;
  *result = TL_EDIT_DONE;
  if (tl_sql_rows_count (state->rows) == 0)
    *result = TL_EDIT_NOT_FOUND;
  else if (tl_sql_rows_int (state->rows, 0, 1) != edit->version)
    *result = TL_EDIT_CHANGED;
  else
    {
      state->state = tl_sql_rows_text (state->rows, 0, 0);
      state->holder = tl_sql_rows_text (state->rows, 0, 2);
      state->author = tl_sql_rows_text (state->rows, 0, 4);
      if (state->holder != NULL
          && tl_sql_rows_int (state->rows, 0, 3) + TL_EDIT_CLAIM_MS <= edit->now)
        state->expired = TRUE;
    }
  return TRUE;
}

gboolean
_tl_edit_load_held (
    TlSql *sql, const TlEdit *edit, TlEditState *state, TlEditResult *result, GError **error)
{
  if (!_tl_edit_load (sql, edit, state, result, error))
    return FALSE;
  if (*result != TL_EDIT_DONE)
    return TRUE;
  if (strcmp (state->state, "editing") != 0)
    *result = TL_EDIT_CHANGED;
  else if (g_strcmp0 (state->holder, edit->actor) != 0)
    *result = TL_EDIT_TAKEN;
  return TRUE;
}

gboolean
_tl_edit_run (TlSql *sql,
              const TlEdit *edit,
              TlEditFunc func,
              gconstpointer data,
              TlEditResult *result,
              GError **error)
{
  gboolean ok;

  *result = TL_EDIT_DONE;
  if (!tl_sql_begin (sql, error))
    return FALSE;
  ok = func (sql, edit, data, result, error);
  if (ok && *result == TL_EDIT_DONE)
    return tl_sql_commit (sql, error);
  tl_sql_rollback (sql);
  return ok;
}

/* Moves the item on if it is still at the version that was seen. */
gboolean
_tl_edit_move (TlSql *sql,
               const TlEdit *edit,
               const char *state,
               const char *holder,
               TlEditResult *result,
               GError **error)
{
  gint64 rows
      = tl_sql_exec (sql, error,
                     "UPDATE items SET state = $1, claimed_by = $2, claimed = $3, changed = $4,"
                     " version = version + 1 WHERE id = $5 AND version = $6",
                     "ssiisi", state, holder, holder != NULL ? edit->now : (gint64)0, edit->now,
                     edit->item, edit->version);

  if (rows == 0)
    *result = TL_EDIT_CHANGED;
  return rows >= 0;
}

gboolean
tl_edit_add_event (
    TlSql *sql, const char *item, gint64 now, const TlEditEvent *event, GError **error)
{
  g_autoptr (TlSqlRows) rows = NULL;

  rows = tl_sql_query (
      sql, error,
      "SELECT id, person FROM items WHERE id = $1 OR (merged_into = $1 AND state = 'merged')"
      " ORDER BY person, id LIMIT 10000",
      "s", item);
  if (rows == NULL)
    return FALSE;
  for (guint i = 0; i < tl_sql_rows_count (rows); i++)
    {
      TlStoreEvent stored = { .item = tl_sql_rows_text (rows, i, 0),
                              .author = tl_sql_rows_text (rows, i, 1),
                              .actor = event->actor,
                              .state = event->state,
                              .text = event->text,
                              .serial = event->serial,
                              .document = event->document,
                              .anchor = event->anchor,
                              .into = event->into,
                              .told = event->told };

      if (!event->told && strcmp (stored.item, item) != 0)
        continue;
      if (!tl_store_event_add (sql, now, &stored, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
_tl_edit_move_and_tell (TlSql *sql,
                        const TlEdit *edit,
                        const char *holder,
                        const TlEditEvent *event,
                        TlEditResult *result,
                        GError **error)
{
  if (!_tl_edit_move (sql, edit, event->state, holder, result, error))
    return FALSE;
  return *result != TL_EDIT_DONE || tl_edit_add_event (sql, edit->item, edit->now, event, error);
}

static gboolean
claim (TlSql *sql, const TlEdit *edit, gconstpointer data, TlEditResult *result, GError **error)
{
  g_auto (TlEditState) state = { 0 };
  TlEditEvent event = { .actor = edit->actor, .state = "editing" };

  if (!_tl_edit_load (sql, edit, &state, result, error))
    return FALSE;
  if (*result != TL_EDIT_DONE)
    return TRUE;
  event.told = strcmp (state.state, "received") == 0;
  if (!event.told && strcmp (state.state, "editing") != 0)
    *result = TL_EDIT_CHANGED;
  else if (state.holder != NULL && strcmp (state.holder, edit->actor) != 0 && !state.expired)
    *result = TL_EDIT_TAKEN;
  if (*result != TL_EDIT_DONE)
    return TRUE;
  return _tl_edit_move_and_tell (sql, edit, edit->actor, &event, result, error);
}

gboolean
tl_edit_claim (TlSql *sql, const TlEdit *edit, TlEditResult *result, GError **error)
{
  return _tl_edit_run (sql, edit, claim, NULL, result, error);
}

static gboolean
release (TlSql *sql, const TlEdit *edit, gconstpointer data, TlEditResult *result, GError **error)
{
  g_auto (TlEditState) state = { 0 };
  g_autoptr (TlSqlRows) draft = NULL;
  TlEditEvent event = { .actor = edit->actor, .state = "received", .told = TRUE };

  if (!_tl_edit_load_held (sql, edit, &state, result, error))
    return FALSE;
  if (*result != TL_EDIT_DONE)
    return TRUE;
  /* What was written stays: the item then waits for another editor, not for its author. */
  draft = tl_sql_query (sql, error, "SELECT version FROM answers WHERE item = $1", "s", edit->item);
  if (draft == NULL)
    return FALSE;
  if (tl_sql_rows_count (draft) > 0)
    {
      event.state = "editing";
      event.told = FALSE;
    }
  return _tl_edit_move_and_tell (sql, edit, NULL, &event, result, error);
}

gboolean
tl_edit_release (TlSql *sql, const TlEdit *edit, TlEditResult *result, GError **error)
{
  return _tl_edit_run (sql, edit, release, NULL, result, error);
}

gboolean
_tl_edit_is_text (const char *text, glong max)
{
  return text != NULL && text[0] != '\0' && g_utf8_strlen (text, -1) <= max;
}

static gboolean
reject (TlSql *sql, const TlEdit *edit, gconstpointer data, TlEditResult *result, GError **error)
{
  g_auto (TlEditState) state = { 0 };
  TlEditEvent event = { .actor = edit->actor, .state = "rejected", .text = data, .told = TRUE };

  if (!_tl_edit_is_text (event.text, TL_EDIT_MAX_REASON))
    *result = TL_EDIT_REASON;
  else if (!_tl_edit_load_held (sql, edit, &state, result, error))
    return FALSE;
  if (*result != TL_EDIT_DONE)
    return TRUE;
  if (tl_sql_exec (sql, error, "UPDATE answers SET proposed = NULL WHERE item = $1", "s",
                   edit->item)
      < 0)
    return FALSE;
  return _tl_edit_move_and_tell (sql, edit, NULL, &event, result, error);
}

gboolean
tl_edit_reject (
    TlSql *sql, const TlEdit *edit, const char *reason, TlEditResult *result, GError **error)
{
  return _tl_edit_run (sql, edit, reject, reason, result, error);
}

/* The item that stays must stay: it is held by its own row until the commit, and two merges in
 * opposite directions cannot both be done. */
static gboolean
hold_target (TlSql *sql, const TlEdit *edit, const char *into, TlEditResult *result, GError **error)
{
  gint64 rows = tl_sql_exec (sql, error,
                             "UPDATE items SET version = version + 1 WHERE id = $1"
                             " AND state NOT IN ('merged', 'withdrawn', 'rejected')",
                             "s", into);

  if (rows == 0)
    *result = TL_EDIT_NOWHERE;
  return rows >= 0;
}

static gboolean
merge (TlSql *sql, const TlEdit *edit, gconstpointer data, TlEditResult *result, GError **error)
{
  g_auto (TlEditState) state = { 0 };
  const char *into = data;
  TlEditEvent event = { .actor = edit->actor, .state = "merged", .into = into, .told = TRUE };

  if (into == NULL || strcmp (into, edit->item) == 0)
    *result = TL_EDIT_NOWHERE;
  else if (!_tl_edit_load_held (sql, edit, &state, result, error))
    return FALSE;
  if (*result == TL_EDIT_DONE && !hold_target (sql, edit, into, result, error))
    return FALSE;
  if (*result != TL_EDIT_DONE)
    return TRUE;
  if (!_tl_edit_move_and_tell (sql, edit, NULL, &event, result, error))
    return FALSE;
  if (*result != TL_EDIT_DONE)
    return TRUE;
  /* What was merged into this one follows it, so that nobody has to go through a chain. */
  return tl_sql_exec (sql, error, "UPDATE answers SET proposed = NULL WHERE item = $1", "s",
                      edit->item)
             >= 0
         && tl_sql_exec (sql, error,
                         "UPDATE items SET merged_into = $1 WHERE id = $2 OR merged_into = $2",
                         "ss", into, edit->item)
                >= 0;
}

gboolean
tl_edit_merge (
    TlSql *sql, const TlEdit *edit, const char *into, TlEditResult *result, GError **error)
{
  return _tl_edit_run (sql, edit, merge, into, result, error);
}

static gboolean
reply (TlSql *sql, const TlEdit *edit, gconstpointer data, TlEditResult *result, GError **error)
{
  g_auto (TlEditState) state = { 0 };
  TlEditEvent event = { .actor = edit->actor, .text = data, .told = TRUE };

  if (!_tl_edit_is_text (event.text, TL_EDIT_MAX_REASON))
    *result = TL_EDIT_REASON;
  else if (!_tl_edit_load (sql, edit, &state, result, error))
    return FALSE;
  if (*result == TL_EDIT_DONE && strcmp (state.state, "withdrawn") == 0)
    *result = TL_EDIT_CHANGED;
  if (*result != TL_EDIT_DONE)
    return TRUE;
  event.state = state.state;
  return tl_edit_add_event (sql, edit->item, edit->now, &event, error);
}

gboolean
tl_edit_reply (
    TlSql *sql, const TlEdit *edit, const char *text, TlEditResult *result, GError **error)
{
  return _tl_edit_run (sql, edit, reply, text, result, error);
}
