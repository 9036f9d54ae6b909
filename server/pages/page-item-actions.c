/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "server/pages/page-item-private.h"

#include <string.h>

/* What the forms of an item's page do. */

static TlEdit
edit_of (TlRequest *request)
{
  return (TlEdit){ .item = request->parameters[0],
                   .version = tl_page_form_int (request, "version"),
                   .actor = request->session->person,
                   .now = request->now };
}

/* Back to the item, where a sentence says what was done or why not. */
static gboolean
answer (TlRequest *request, TlResponse *response, TlEditResult result, const char *done)
{
  if (result == TL_EDIT_NOT_FOUND)
    return tl_page_not_found (request, response);
  return tl_page_go (response, result == TL_EDIT_DONE ? done : tl_edit_result_code (result),
                     "/items/%s", request->parameters[0]);
}

gboolean
_tl_page_item_claim (TlRequest *request, TlResponse *response, GError **error)
{
  TlEdit edit = edit_of (request);
  TlEditResult result;

  return tl_edit_claim (request->sql, &edit, &result, error)
         && answer (request, response, result, "claimed");
}

gboolean
_tl_page_item_release (TlRequest *request, TlResponse *response, GError **error)
{
  TlEdit edit = edit_of (request);
  TlEditResult result;

  return tl_edit_release (request->sql, &edit, &result, error)
         && answer (request, response, result, "released");
}

gboolean
_tl_page_item_reject (TlRequest *request, TlResponse *response, GError **error)
{
  TlEdit edit = edit_of (request);
  g_autofree char *reason = tl_page_form_text (request, "reason", TL_EDIT_MAX_REASON);
  TlEditResult result;

  return tl_edit_reject (request->sql, &edit, reason, &result, error)
         && answer (request, response, result, "rejected");
}

/* Accepts the id, or an address that ends in it. */
gboolean
_tl_page_item_merge (TlRequest *request, TlResponse *response, GError **error)
{
  TlEdit edit = edit_of (request);
  g_autofree char *into = tl_page_form_text (request, "into", 500);
  const char *id = into != NULL ? strrchr (into, '/') : NULL;
  TlEditResult result;

  return tl_edit_merge (request->sql, &edit, id != NULL ? id + 1 : into, &result, error)
         && answer (request, response, result, "merged");
}

gboolean
_tl_page_item_reply (TlRequest *request, TlResponse *response, GError **error)
{
  TlEdit edit = edit_of (request);
  g_autofree char *text = tl_page_form_text (request, "text", TL_EDIT_MAX_REASON);
  TlEditResult result;

  return tl_edit_reply (request->sql, &edit, text, &result, error)
         && answer (request, response, result, "replied");
}

gboolean
_tl_page_item_return (TlRequest *request, TlResponse *response, GError **error)
{
  TlEdit edit = edit_of (request);
  g_autofree char *note = tl_page_form_text (request, "note", TL_EDIT_MAX_REASON);
  TlEditResult result;

  return tl_edit_return (request->sql, &edit, note, &result, error)
         && answer (request, response, result, "returned");
}

gboolean
_tl_page_item_recall (TlRequest *request, TlResponse *response, GError **error)
{
  TlEdit edit = edit_of (request);
  g_autofree char *reason = tl_page_form_text (request, "reason", TL_EDIT_MAX_REASON);
  TlEditResult result;

  return tl_edit_recall (request->sql, &edit, reason, &result, error)
         && answer (request, response, result, "recalled");
}

/* What could not be saved is shown again as it was typed. */
static gboolean
show_again (TlRequest *request,
            TlResponse *response,
            const TlAnswerForm *form,
            TlEditResult result,
            GError **error)
{
  g_auto (TlItemPage) page = { 0 };
  gboolean found = FALSE;

  if (!_tl_item_page_load (request, &page, &found, error))
    return FALSE;
  if (!found)
    return tl_page_not_found (request, response);
  return _tl_item_page_render (&page, response, form, tl_edit_result_code (result), error);
}

gboolean
_tl_page_item_answer (TlRequest *request, TlResponse *response, GError **error)
{
  TlEdit edit = edit_of (request);
  gboolean propose = strcmp (tl_page_form (request, "do"), "propose") == 0;
  g_auto (TlAnswerForm) form = { 0 };
  g_autoptr (GPtrArray) places = NULL;
  g_autofree char *citations = NULL;
  g_autofree char *pairs = NULL;
  TlAnswerDraft draft;
  TlEditResult result;
  char today[11];

  if (!_tl_answer_read_form (request, &form))
    return tl_page_answer (
        request, response, 413, "Quá dài",
        "Một phần của câu trả lời dài quá mức cho phép. Xin quay lại và rút ngắn.");
  _tl_page_today (request->now, today);
  places = tl_citations_check_lines (_tl_page_library (request), form.citations, today, error);
  if (places == NULL)
    return FALSE;
  citations = tl_citations_to_json (places);
  pairs = _tl_pairs_from_lines (form.pairs);
  draft = (TlAnswerDraft){ form.title,
                           form.question,
                           form.text,
                           citations,
                           pairs,
                           form.version,
                           tl_citations_count_valid (places) };
  if (!tl_edit_save (request->sql, &edit, &draft, propose, &result, error))
    return FALSE;
  if (result == TL_EDIT_DONE || result == TL_EDIT_NOT_FOUND)
    return answer (request, response, result, propose ? "proposed" : "saved");
  return show_again (request, response, &form, result, error);
}

gboolean
_tl_page_item_approve (TlRequest *request, TlResponse *response, GError **error)
{
  TlEdit edit = edit_of (request);
  TlAnswerDraft draft = { .answer_version = tl_page_form_int (request, "answer") };
  g_autoptr (TlSqlRows) rows = NULL;
  g_autoptr (GPtrArray) places = NULL;
  TlEditResult result;
  char today[11];

  _tl_page_today (request->now, today);
  rows = tl_sql_query (request->sql, error,
                       "SELECT citations FROM answers WHERE item = $1 AND version = $2", "si",
                       edit.item, draft.answer_version);
  if (rows == NULL)
    return FALSE;
  if (tl_sql_rows_count (rows) == 0)
    return answer (request, response, TL_EDIT_CHANGED, NULL);
  /* Law may have changed since the answer was written: it is looked at once more. */
  places = tl_citations_check_json (_tl_page_library (request), tl_sql_rows_text (rows, 0, 0),
                                    today, error);
  if (places == NULL)
    return FALSE;
  draft.valid_citations = tl_citations_count_valid (places);
  return tl_edit_approve (request->sql, &edit, &draft, &result, error)
         && answer (request, response, result, "approved");
}
