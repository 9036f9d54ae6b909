/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "server/pages/tl-edit-private.h"

#include <string.h>

/* Writing an answer and approving it. The rule of two persons stands here, in the statement that
 * approves, and as a check of the table. */

typedef struct
{
  const TlAnswerDraft *draft;
  gboolean propose;
} SaveData;

static TlEditResult
check_draft (const SaveData *data)
{
  const TlAnswerDraft *draft = data->draft;

  if (draft->title == NULL || draft->question == NULL || draft->text == NULL
      || g_utf8_strlen (draft->title, -1) > TL_EDIT_MAX_TITLE
      || g_utf8_strlen (draft->question, -1) > TL_EDIT_MAX_TEXT
      || g_utf8_strlen (draft->text, -1) > TL_EDIT_MAX_TEXT)
    return TL_EDIT_INCOMPLETE;
  if (!data->propose)
    return TL_EDIT_DONE;
  if (draft->title[0] == '\0' || draft->question[0] == '\0' || draft->text[0] == '\0')
    return TL_EDIT_INCOMPLETE;
  return draft->valid_citations > 0 ? TL_EDIT_DONE : TL_EDIT_CITATION;
}

static gboolean
write_answer (
    TlSql *sql, const TlEdit *edit, const SaveData *data, TlEditResult *result, GError **error)
{
  const TlAnswerDraft *draft = data->draft;
  gint64 proposed = data->propose ? edit->now : 0;
  gint64 rows;

  if (draft->answer_version > 0)
    rows = tl_sql_exec (
        sql, error,
        "UPDATE answers SET title = $1, question = $2, text = $3, citations = $4, pairs = $5,"
        " author = $6, changed = $7, proposed = CASE WHEN $8 = 0 THEN NULL ELSE $8 END,"
        " approver = NULL, approved = NULL, version = version + 1"
        " WHERE item = $9 AND version = $10 AND exported IS NULL",
        "ssssssiisi", draft->title, draft->question, draft->text, draft->citations, draft->pairs,
        edit->actor, edit->now, proposed, edit->item, draft->answer_version);
  else
    {
      g_autofree char *id = g_uuid_string_random ();

      rows = tl_sql_exec (
          sql, error,
          "INSERT INTO answers (id, item, title, question, text, citations, pairs, author,"
          " changed, proposed) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9,"
          " CASE WHEN $10 = 0 THEN NULL ELSE $10 END) ON CONFLICT DO NOTHING",
          "ssssssssii", id, edit->item, draft->title, draft->question, draft->text,
          draft->citations, draft->pairs, edit->actor, edit->now, proposed);
    }
  if (rows == 0)
    *result = TL_EDIT_CHANGED;
  return rows >= 0;
}

static gboolean
save (TlSql *sql, const TlEdit *edit, gconstpointer user_data, TlEditResult *result, GError **error)
{
  const SaveData *data = user_data;
  g_auto (TlEditState) state = { 0 };
  TlEditEvent event = { .actor = edit->actor, .state = "editing" };

  *result = check_draft (data);
  if (*result == TL_EDIT_DONE && !_tl_edit_load_held (sql, edit, &state, result, error))
    return FALSE;
  if (*result != TL_EDIT_DONE)
    return TRUE;
  if (!write_answer (sql, edit, data, result, error))
    return FALSE;
  if (*result != TL_EDIT_DONE)
    return TRUE;
  event.text = data->propose ? "Trình duyệt câu trả lời" : "Lưu bản thảo câu trả lời";
  return _tl_edit_move_and_tell (sql, edit, data->propose ? NULL : edit->actor, &event, result,
                                 error);
}

gboolean
tl_edit_save (TlSql *sql,
              const TlEdit *edit,
              const TlAnswerDraft *draft,
              gboolean propose,
              TlEditResult *result,
              GError **error)
{
  SaveData data = { draft, propose };

  return _tl_edit_run (sql, edit, save, &data, result, error);
}

/* The answer that waits for approval; @author is set when there is one. */
static gboolean
load_proposed (
    TlSql *sql, const TlEdit *edit, TlSqlRows **rows, TlEditResult *result, GError **error)
{
  *rows
      = tl_sql_query (sql, error,
                      "SELECT author, version FROM answers WHERE item = $1 AND proposed IS NOT NULL"
                      " AND approver IS NULL",
                      "s", edit->item);
  if (*rows == NULL)
    return FALSE;
  if (tl_sql_rows_count (*rows) == 0)
    *result = TL_EDIT_CHANGED;
  return TRUE;
}

static gboolean
approve (TlSql *sql, const TlEdit *edit, gconstpointer data, TlEditResult *result, GError **error)
{
  const TlAnswerDraft *draft = data;
  g_auto (TlEditState) state = { 0 };
  g_autoptr (TlSqlRows) answer = NULL;
  TlEditEvent event = { .actor = edit->actor, .state = "accepted", .told = TRUE };
  gint64 rows;

  if (!_tl_edit_load (sql, edit, &state, result, error))
    return FALSE;
  if (*result == TL_EDIT_DONE && !load_proposed (sql, edit, &answer, result, error))
    return FALSE;
  if (*result != TL_EDIT_DONE)
    return TRUE;
  if (strcmp (state.state, "editing") != 0
      || tl_sql_rows_int (answer, 0, 1) != draft->answer_version)
    *result = TL_EDIT_CHANGED;
  else if (state.holder != NULL && strcmp (state.holder, edit->actor) != 0 && !state.expired)
    *result = TL_EDIT_TAKEN;
  else if (strcmp (tl_sql_rows_text (answer, 0, 0), edit->actor) == 0)
    *result = TL_EDIT_SECOND;
  else if (strcmp (state.author, edit->actor) == 0)
    *result = TL_EDIT_CONTRIBUTOR;
  else if (draft->valid_citations == 0)
    *result = TL_EDIT_CITATION;
  if (*result != TL_EDIT_DONE)
    return TRUE;
  rows = tl_sql_exec (
      sql, error,
      "UPDATE answers SET approver = $1, approved = $2, published_serial = NULL,"
      " version = version + 1 WHERE item = $3"
      " AND version = $4 AND author <> $1 AND proposed IS NOT NULL AND approver IS NULL",
      "sisi", edit->actor, edit->now, edit->item, draft->answer_version);
  if (rows == 0)
    *result = TL_EDIT_CHANGED;
  if (rows <= 0)
    return rows == 0;
  return _tl_edit_move_and_tell (sql, edit, NULL, &event, result, error);
}

gboolean
tl_edit_approve (TlSql *sql,
                 const TlEdit *edit,
                 const TlAnswerDraft *draft,
                 TlEditResult *result,
                 GError **error)
{
  return _tl_edit_run (sql, edit, approve, draft, result, error);
}

static gboolean
give_back (TlSql *sql, const TlEdit *edit, gconstpointer data, TlEditResult *result, GError **error)
{
  g_auto (TlEditState) state = { 0 };
  g_autoptr (TlSqlRows) answer = NULL;
  const char *note = data;
  g_autofree char *text = NULL;
  TlEditEvent event = { .actor = edit->actor, .state = "editing" };

  if (note != NULL && g_utf8_strlen (note, -1) > TL_EDIT_MAX_REASON)
    *result = TL_EDIT_REASON;
  else if (!_tl_edit_load (sql, edit, &state, result, error))
    return FALSE;
  if (*result == TL_EDIT_DONE && !load_proposed (sql, edit, &answer, result, error))
    return FALSE;
  if (*result != TL_EDIT_DONE)
    return TRUE;
  if (tl_sql_exec (sql, error,
                   "UPDATE answers SET proposed = NULL, version = version + 1 WHERE item = $1", "s",
                   edit->item)
      < 0)
    return FALSE;
  text = g_strdup_printf ("Trả lại để sửa%s%s", note != NULL && note[0] != '\0' ? ": " : "",
                          note != NULL ? note : "");
  event.text = text;
  return _tl_edit_move_and_tell (sql, edit, NULL, &event, result, error);
}

gboolean
tl_edit_return (
    TlSql *sql, const TlEdit *edit, const char *note, TlEditResult *result, GError **error)
{
  return _tl_edit_run (sql, edit, give_back, note, result, error);
}
