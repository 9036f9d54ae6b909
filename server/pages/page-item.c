/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "server/pages/page-item-private.h"

#include <string.h>

#include "corpus/tl-doc-uri.h"
#include "server/pages/tl-near.h"

/* The page of one item: what was sent, what it speaks of, what was done, and what can be done. */

void
_tl_item_page_clear (TlItemPage *self)
{
  g_clear_pointer (&self->rows, tl_sql_rows_free);
  g_clear_pointer (&self->answer, tl_sql_rows_free);
  g_clear_pointer (&self->item, tl_item_free);
}

const char *
_tl_item_page_text (const TlItemPage *self, guint column)
{
  return tl_sql_rows_text (self->rows, 0, column);
}

gboolean
_tl_item_page_load (TlRequest *request, TlItemPage *self, gboolean *found, GError **error)
{
  const char *holder;

  memset (self, 0, sizeof *self);
  self->request = request;
  self->library = _tl_page_library (request);
  _tl_page_today (request->now, self->today);
  self->rows = tl_sql_query (
      request->sql, error,
      "SELECT i.id, i.kind, i.verdict, i.state, i.body, i.received, i.serial, i.version, i.person, "
      "p.name,"
      " COALESCE(u.name, i.unit), i.claimed_by, h.name, i.claimed, i.merged_into FROM items i"
      " LEFT JOIN people p ON p.id = i.person LEFT JOIN units u ON u.code = i.unit"
      " LEFT JOIN people h ON h.id = i.claimed_by WHERE i.id = $1 AND i.state <> 'withdrawn'",
      "s", request->parameters[0]);
  if (self->rows == NULL)
    return FALSE;
  *found = tl_sql_rows_count (self->rows) == 1;
  if (!*found)
    return TRUE;
  self->answer = tl_sql_query (
      request->sql, error,
      "SELECT a.id, a.title, a.question, a.text, a.citations, a.pairs, a.author, w.name, a.changed,"
      " a.proposed, v.name, a.approved, a.exported, a.published_serial, a.version FROM answers a"
      " LEFT JOIN people w ON w.id = a.author LEFT JOIN people v ON v.id = a.approver WHERE a.item "
      "= $1",
      "s", request->parameters[0]);
  if (self->answer == NULL)
    return FALSE;
  self->item = tl_item_from_body (_tl_item_page_text (self, ITEM_BODY), -1, NULL);
  holder = _tl_item_page_text (self, ITEM_HOLDER);
  self->held = g_strcmp0 (holder, request->session->person) == 0;
  self->taken = holder != NULL && !self->held
                && tl_sql_rows_int (self->rows, 0, ITEM_CLAIMED) + TL_EDIT_CLAIM_MS > request->now;
  self->proposed = tl_sql_rows_count (self->answer) == 1
                   && !tl_sql_rows_is_null (self->answer, 0, ANSWER_PROPOSED)
                   && tl_sql_rows_is_null (self->answer, 0, ANSWER_APPROVED);
  return TRUE;
}

static void
write_sent (TlHtml *html, const TlItemPage *page)
{
  const TlItem *item = page->item;

  tl_html_begin (html, "section", "class", "card", "aria-labelledby", "sent", NULL);
  tl_html_leaf (html, "h2", "Nội dung đã gửi", "id", "sent", NULL);
  if (item != NULL && item->question != NULL && item->question[0] != '\0')
    {
      tl_html_leaf (html, "h3", "Câu hỏi", NULL);
      tl_page_text (html, item->question, NULL);
    }
  if (item != NULL && item->text != NULL && item->text[0] != '\0')
    {
      tl_html_leaf (html, "h3",
                    item->kind == TL_ITEM_CONTRIBUTION ? "Trả lời của người gửi" : "Góp ý", NULL);
      tl_page_text (html, item->text, NULL);
    }
  if (item != NULL && item->quote != NULL)
    {
      tl_html_leaf (html, "h3", "Đoạn được trích", NULL);
      tl_page_text (html, item->quote, "quote law");
    }
  if (item == NULL)
    tl_html_leaf (html, "p", "Không đọc được nội dung này; xem nguyên văn ở dưới.", "class", "warn",
                  NULL);
  tl_html_begin (html, "details", NULL);
  tl_html_leaf (html, "summary", "Nguyên văn những gì đã được gửi", NULL);
  tl_html_leaf (html, "pre", _tl_item_page_text (page, ITEM_BODY), "tabindex", "0", NULL);
  tl_html_end (html, "details");
  tl_html_end (html, "section");
}

/* Whether somebody wrote what the place is called; else its label is an id. */
static gboolean
has_words (const TlCheckedPlace *place)
{
  return place->label != NULL && g_strcmp0 (place->label, place->document) != 0
         && !g_str_has_prefix (place->label, "troly:");
}

void
_tl_places_write (TlHtml *html, GPtrArray *places, gboolean with_text)
{
  if (places->len == 0)
    return;
  tl_html_begin (html, "ul", NULL);
  for (guint i = 0; i < places->len; i++)
    {
      TlCheckedPlace *place = places->pdata[i];
      g_autofree char *uri
          = place->document != NULL ? tl_doc_uri_build (place->document, place->anchor) : NULL;

      tl_html_begin (html, "li", NULL);
      tl_html_text (html, has_words (place) || place->title == NULL ? place->label : place->title);
      tl_html_text (html, " – ");
      tl_html_leaf (html, "strong", place->effect, "class", place->valid ? "good" : "bad", NULL);
      if (place->title != NULL && has_words (place))
        tl_html_leaf (html, "div", place->title, "class", "soft", NULL);
      if (place->found && uri != NULL)
        {
          tl_html_begin (html, "div", "class", "noprint", NULL);
          tl_html_leaf (html, "a", "Mở trong Trợ lý Thẩm phán", "href", uri, NULL);
          tl_html_end (html, "div");
        }
      if (with_text && place->text != NULL)
        tl_page_text (html, place->text, "quote law");
      tl_html_end (html, "li");
    }
  tl_html_end (html, "ul");
}

/* What the item speaks of, as the centre's library has it today. */
static gboolean
write_place (TlHtml *html, const TlItemPage *page, GError **error)
{
  const TlItem *item = page->item;
  g_autoptr (GPtrArray) places = NULL;

  if (item == NULL
      || (item->document == NULL && (item->citations == NULL || item->citations->len == 0)))
    return TRUE;
  places = g_ptr_array_new_with_free_func ((GDestroyNotify)tl_checked_place_free);
  if (item->document != NULL)
    {
      TlCheckedPlace *place = tl_place_check (page->library, item->document, item->anchor,
                                              item->document, page->today, error);

      if (place == NULL)
        return FALSE;
      g_ptr_array_add (places, place);
    }
  for (guint i = 0; item->citations != NULL && i < item->citations->len; i++)
    {
      TlItemCitation *citation = item->citations->pdata[i];
      TlCheckedPlace *place = tl_place_check (page->library, citation->document, citation->anchor,
                                              citation->label, page->today, error);

      if (place == NULL)
        return FALSE;
      g_ptr_array_add (places, place);
    }
  tl_html_begin (html, "section", "class", "card", "aria-labelledby", "place", NULL);
  tl_html_leaf (html, "h2",
                item->document != NULL ? "Chỗ được góp ý, theo kho hiện nay"
                                       : "Căn cứ của người gửi",
                "id", "place", NULL);
  if (page->library == NULL)
    tl_html_leaf (html, "p", "Máy chủ này chưa được cấp kho văn bản.", "class", "warn", NULL);
  _tl_places_write (html, places, TRUE);
  tl_html_end (html, "section");
  return TRUE;
}

static void
write_facts (TlHtml *html, const TlItemPage *page)
{
  const char *state = _tl_item_page_text (page, ITEM_STATE);
  const char *holder = _tl_item_page_text (page, ITEM_HOLDER_NAME);
  const char *into = _tl_item_page_text (page, ITEM_MERGED_INTO);
  g_autofree char *received = tl_page_time (tl_sql_rows_int (page->rows, 0, ITEM_RECEIVED));
  g_autofree char *serial
      = g_strdup_printf ("%" G_GINT64_FORMAT, tl_sql_rows_int (page->rows, 0, ITEM_SERIAL));

  tl_html_begin (html, "section", "class", "card", "aria-label", "Thông tin", NULL);
  tl_html_begin (html, "dl", NULL);
  tl_page_fact (html, "Trạng thái",
                page->proposed ? "Chờ duyệt" : tl_page_choice_label (_tl_page_states, state));
  tl_page_fact (html, "Người gửi", _tl_item_page_text (page, ITEM_PERSON_NAME));
  tl_page_fact (html, "Đơn vị", _tl_item_page_text (page, ITEM_UNIT_NAME));
  tl_page_fact (html, "Nhận lúc", received);
  tl_page_fact (html, "Bản dữ liệu", strcmp (serial, "0") != 0 ? serial : "không có");
  if (holder != NULL && (page->held || page->taken))
    tl_page_fact (html, "Người xử lý", holder);
  tl_html_end (html, "dl");
  if (into != NULL)
    tl_page_link (html, "Mục mà mục này được gộp vào", NULL, "/items/%s", into);
  tl_html_end (html, "section");
}

static void
begin_action (TlHtml *html, const TlItemPage *page, const char *action, const char *class)
{
  g_autofree char *path
      = g_strdup_printf ("/items/%s/%s", _tl_item_page_text (page, ITEM_ID), action);

  tl_page_form_begin (html, page->request, path, class);
  tl_page_hidden_int (html, "version", tl_sql_rows_int (page->rows, 0, ITEM_VERSION));
}

static void
write_text_action (TlHtml *html,
                   const TlItemPage *page,
                   const char *action,
                   const char *summary,
                   const TlPageField *field,
                   const char *button)
{
  tl_html_begin (html, "details", NULL);
  tl_html_leaf (html, "summary", summary, NULL);
  begin_action (html, page, action, NULL);
  tl_page_field (html, field);
  tl_page_button (html, button, NULL);
  tl_html_end (html, "form");
  tl_html_end (html, "details");
}

static void
write_actions (TlHtml *html, const TlItemPage *page)
{
  const char *state = _tl_item_page_text (page, ITEM_STATE);
  gboolean open = strcmp (state, "received") == 0 || strcmp (state, "editing") == 0;

  tl_html_begin (html, "section", "class", "card noprint", "aria-labelledby", "actions", NULL);
  tl_html_leaf (html, "h2", "Xử lý", "id", "actions", NULL);
  if (open && !page->held && !page->taken)
    {
      begin_action (html, page, "claim", "inline");
      tl_page_button (html, "Nhận xử lý", page->proposed ? NULL : "main");
      tl_html_end (html, "form");
    }
  if (page->taken)
    tl_html_leaf (html, "p", "Người khác đang xử lý mục này.", NULL);
  if (page->held)
    {
      begin_action (html, page, "release", "inline");
      tl_page_button (html, "Trả lại hàng đợi", NULL);
      tl_html_end (html, "form");
      write_text_action (
          html, page, "reject", "Đóng, không áp dụng…",
          &(TlPageField){ "reason", "Lý do, người gửi sẽ đọc", NULL, NULL, NULL, 4, TRUE },
          "Đóng mục này");
      write_text_action (
          html, page, "merge", "Gộp vào mục khác…",
          &(TlPageField){ "into", "Mã của mục được giữ lại",
                          "Lấy ở địa chỉ của mục đó, hoặc bấm ở danh sách mục giống.", NULL, NULL,
                          0, TRUE },
          "Gộp");
    }
  if (strcmp (state, "accepted") == 0 || strcmp (state, "applied") == 0)
    write_text_action (
        html, page, "recall", "Rút duyệt để sửa…",
        &(TlPageField){ "reason", "Lý do, người gửi sẽ đọc",
                        "Câu trả lời trở lại hàng đợi và không được xuất nữa. Bản đã phát hành giữ "
                        "nguyên cho đến bản sau.",
                        NULL, NULL, 4, TRUE },
        "Rút duyệt");
  write_text_action (html, page, "reply", "Nhắn người gửi…",
                     &(TlPageField){ "text", "Lời nhắn", NULL, NULL, NULL, 4, TRUE },
                     "Gửi lời nhắn");
  tl_html_end (html, "section");
}

static gboolean
write_near_item (TlHtml *html, const TlItemPage *page, const TlNear *near, GError **error)
{
  g_autoptr (TlSqlRows) rows = NULL;
  g_autoptr (TlItem) item = NULL;
  const char *text = "";

  rows = tl_sql_query (page->request->sql, error, "SELECT body, state FROM items WHERE id = $1",
                       "s", near->id);
  if (rows == NULL)
    return FALSE;
  if (tl_sql_rows_count (rows) == 0)
    return TRUE;
  item = tl_item_from_body (tl_sql_rows_text (rows, 0, 0), -1, NULL);
  if (item != NULL)
    text = item->question != NULL && item->question[0] != '\0' ? item->question : item->text;
  tl_html_begin (html, "li", NULL);
  tl_page_link (html, text[0] != '\0' ? text : "(không có lời)", NULL, "/items/%s", near->id);
  tl_html_begin (html, "div", "class", "soft", NULL);
  tl_html_textf (html, "giống %u %% · %s", near->score / 10,
                 tl_page_choice_label (_tl_page_states, tl_sql_rows_text (rows, 0, 1)));
  tl_html_end (html, "div");
  if (page->held && strcmp (tl_sql_rows_text (rows, 0, 1), "rejected") != 0)
    {
      begin_action (html, page, "merge", "inline");
      tl_page_hidden (html, "into", near->id);
      tl_page_button (html, "Gộp vào mục này", NULL);
      tl_html_end (html, "form");
    }
  tl_html_end (html, "li");
  return TRUE;
}

static gboolean
write_near (TlHtml *html, const TlItemPage *page, GError **error)
{
  g_autoptr (GPtrArray) found = NULL;

  found = tl_near_find (page->request->sql, _tl_item_page_text (page, ITEM_ID), error);
  if (found == NULL)
    return FALSE;
  tl_html_begin (html, "section", "class", "card", "aria-labelledby", "near", NULL);
  tl_html_leaf (html, "h2", "Mục giống", "id", "near", NULL);
  if (found->len == 0)
    tl_html_leaf (html, "p", "Không thấy mục nào giống.", NULL);
  tl_html_begin (html, "ul", "class", "plain", NULL);
  for (guint i = 0; i < found->len; i++)
    if (!write_near_item (html, page, found->pdata[i], error))
      return FALSE;
  tl_html_end (html, "ul");
  tl_html_end (html, "section");
  return TRUE;
}

static gboolean
write_history (TlHtml *html, const TlItemPage *page, GError **error)
{
  g_autoptr (TlSqlRows) rows = NULL;

  rows = tl_sql_query (
      page->request->sql, error,
      "SELECT e.time, e.state, e.text, p.name, e.serial, e.told FROM item_events e"
      " LEFT JOIN people p ON p.id = e.actor WHERE e.item = $1 ORDER BY e.seq LIMIT 500",
      "s", _tl_item_page_text (page, ITEM_ID));
  if (rows == NULL)
    return FALSE;
  tl_html_begin (html, "section", "class", "card", "aria-labelledby", "history", NULL);
  tl_html_leaf (html, "h2", "Lịch sử", "id", "history", NULL);
  tl_html_begin (html, "ol", "class", "history", NULL);
  for (guint i = 0; i < tl_sql_rows_count (rows); i++)
    {
      g_autofree char *time = tl_page_time (tl_sql_rows_int (rows, i, 0));
      const char *actor = tl_sql_rows_text (rows, i, 3);

      tl_html_begin (html, "li", NULL);
      tl_html_leaf (html, "strong",
                    tl_page_choice_label (_tl_page_states, tl_sql_rows_text (rows, i, 1)), NULL);
      if (!tl_sql_rows_is_null (rows, i, 4))
        tl_html_textf (html, " ở bản %" G_GINT64_FORMAT, tl_sql_rows_int (rows, i, 4));
      tl_html_begin (html, "div", "class", "soft", NULL);
      tl_html_text (html, time);
      if (actor != NULL)
        tl_html_textf (html, " · %s", actor);
      tl_html_text (html, tl_sql_rows_int (rows, i, 5) != 0 ? " · người gửi thấy" : " · nội bộ");
      tl_html_end (html, "div");
      if (!tl_sql_rows_is_null (rows, i, 2))
        tl_page_text (html, tl_sql_rows_text (rows, i, 2), NULL);
      tl_html_end (html, "li");
    }
  tl_html_end (html, "ol");
  tl_html_end (html, "section");
  return TRUE;
}

gboolean
_tl_item_page_render (TlItemPage *self,
                      TlResponse *response,
                      const TlAnswerForm *form,
                      const char *code,
                      GError **error)
{
  const char *kind = tl_page_choice_label (_tl_page_kinds, _tl_item_page_text (self, ITEM_KIND));
  const char *verdict = _tl_item_page_text (self, ITEM_VERDICT);
  g_autofree char *title
      = verdict != NULL
            ? g_strdup_printf ("%s: %s", kind, tl_page_choice_label (_tl_page_verdicts, verdict))
            : g_strdup (kind);
  g_autoptr (TlHtml) html = tl_page_begin (self->request, title, "/queue");

  if (code != NULL)
    {
      tl_page_notice (html, code);
      response->status = 409;
    }
  tl_html_begin (html, "div", "class", "columns", NULL);
  tl_html_begin (html, "div", NULL);
  write_sent (html, self);
  if (!write_place (html, self, error) || !_tl_answer_write (html, self, form, error))
    return FALSE;
  tl_html_end (html, "div");
  tl_html_begin (html, "div", NULL);
  write_facts (html, self);
  write_actions (html, self);
  if (!write_near (html, self, error) || !write_history (html, self, error))
    return FALSE;
  tl_html_end (html, "div");
  tl_html_end (html, "div");
  return tl_page_finish (g_steal_pointer (&html), response);
}

gboolean
_tl_page_item (TlRequest *request, TlResponse *response, GError **error)
{
  g_auto (TlItemPage) page = { 0 };
  gboolean found = FALSE;

  if (!_tl_item_page_load (request, &page, &found, error))
    return FALSE;
  if (!found)
    return tl_page_not_found (request, response);
  return _tl_item_page_render (&page, response, NULL, NULL, error);
}
