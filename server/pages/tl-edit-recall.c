/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "server/pages/tl-edit-private.h"

#include <string.h>

#include "server/store/tl-store.h"

/* Taking an approved answer back. Who had approved it stays in the audit log: the row of the answer
 * forgets it, so that two persons have to approve again. */

/* @approver: (out): who had approved it; what is not approved cannot be taken back. */
static gboolean
take_back (TlSql *sql, const TlEdit *edit, char **approver, TlEditResult *result, GError **error)
{
  g_autoptr (TlSqlRows) answer = NULL;
  gint64 rows = 0;

  answer = tl_sql_query (sql, error,
                         "SELECT approver FROM answers WHERE item = $1 AND approver IS NOT NULL",
                         "s", edit->item);
  if (answer == NULL)
    return FALSE;
  if (tl_sql_rows_count (answer) > 0)
    {
      *approver = g_strdup (tl_sql_rows_text (answer, 0, 0));
      rows = tl_sql_exec (
          sql, error,
          "UPDATE answers SET proposed = NULL, approver = NULL, approved = NULL, exported = NULL,"
          " published_serial = NULL, recalled = $1, version = version + 1"
          " WHERE item = $2 AND approver IS NOT NULL",
          "is", edit->now, edit->item);
    }
  if (rows == 0)
    *result = TL_EDIT_CHANGED;
  return rows >= 0;
}

static gboolean
recall (TlSql *sql, const TlEdit *edit, gconstpointer data, TlEditResult *result, GError **error)
{
  g_auto (TlEditState) state = { 0 };
  g_autofree char *approver = NULL;
  g_autofree char *detail = NULL;
  TlEditEvent event = { .actor = edit->actor, .state = "editing", .text = data, .told = TRUE };

  if (!_tl_edit_is_text (event.text, TL_EDIT_MAX_REASON))
    *result = TL_EDIT_REASON;
  else if (!_tl_edit_load (sql, edit, &state, result, error))
    return FALSE;
  if (*result == TL_EDIT_DONE && strcmp (state.state, "accepted") != 0
      && strcmp (state.state, "applied") != 0)
    *result = TL_EDIT_CHANGED;
  if (*result == TL_EDIT_DONE && !take_back (sql, edit, &approver, result, error))
    return FALSE;
  if (*result == TL_EDIT_DONE && !_tl_edit_move_and_tell (sql, edit, NULL, &event, result, error))
    return FALSE;
  if (*result != TL_EDIT_DONE)
    return TRUE;
  detail = g_strdup_printf ("was %s, approved by %s", state.state, approver);
  return tl_store_audit_add (sql, edit->now, edit->actor, "answer.recall", edit->item, detail,
                             error);
}

gboolean
tl_edit_recall (
    TlSql *sql, const TlEdit *edit, const char *reason, TlEditResult *result, GError **error)
{
  return _tl_edit_run (sql, edit, recall, reason, result, error);
}
