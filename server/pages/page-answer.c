/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "server/pages/page-item-private.h"

#include <string.h>

#include "base/tl-json.h"
#include "corpus/tl-doc-uri.h"

/* The part of an item's page where the answer is written, approved and shown. */

#define MAX_LINES 40000 /* characters of citations and of pairs */

void
_tl_answer_form_clear (TlAnswerForm *self)
{
  g_clear_pointer (&self->title, g_free);
  g_clear_pointer (&self->question, g_free);
  g_clear_pointer (&self->text, g_free);
  g_clear_pointer (&self->citations, g_free);
  g_clear_pointer (&self->pairs, g_free);
}

gboolean
_tl_answer_read_form (TlRequest *request, TlAnswerForm *form)
{
  form->title = tl_page_form_text (request, "title", TL_EDIT_MAX_TITLE);
  form->question = tl_page_form_text (request, "question", TL_EDIT_MAX_TEXT);
  form->text = tl_page_form_text (request, "text", TL_EDIT_MAX_TEXT);
  form->citations = tl_page_form_text (request, "citations", MAX_LINES);
  form->pairs = tl_page_form_text (request, "pairs", MAX_LINES);
  form->version = tl_page_form_int (request, "answer");
  return form->title != NULL && form->question != NULL && form->text != NULL
         && form->citations != NULL && form->pairs != NULL && form->version >= 0;
}

static void
add_pair (JsonArray *array, const char *line)
{
  const char *start = strstr (line, "troly:");
  g_autofree char *uri = NULL;
  g_autofree char *question = NULL;
  g_autofree char *document = NULL;
  g_autofree char *anchor = NULL;
  JsonObject *object;

  if (start == NULL)
    return;
  uri = g_strndup (start, strcspn (start, " \t|,;)"));
  question = g_strndup (line, start - line);
  g_strstrip (g_strdelimit (question, "|", ' '));
  if (question[0] == '\0' || !tl_doc_uri_parse (uri, &document, &anchor))
    return;
  object = json_object_new ();
  if (anchor != NULL)
    json_object_set_string_member (object, "anchor", anchor);
  json_object_set_string_member (object, "document", document);
  json_object_set_string_member (object, "question", question);
  json_array_add_object_element (array, object);
}

char *
_tl_pairs_from_lines (const char *lines)
{
  g_autoptr (JsonArray) array = json_array_new ();
  g_autoptr (JsonNode) node = NULL;
  g_auto (GStrv) parts = g_strsplit (lines, "\n", 4 * TL_EDIT_MAX_PAIRS);

  for (guint i = 0; parts[i] != NULL && json_array_get_length (array) < TL_EDIT_MAX_PAIRS; i++)
    add_pair (array, parts[i]);
  node = json_node_init_array (json_node_alloc (), array);
  return json_to_string (node, FALSE);
}

static char *
pairs_to_lines (const char *json)
{
  GString *lines = g_string_new (NULL);
  g_autoptr (JsonNode) node = json_from_string (json, NULL);
  JsonArray *array
      = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonObject *object = json_array_get_object_element (array, i);
      g_autofree char *uri = tl_doc_uri_build (tl_json_get_string (object, "document"),
                                               tl_json_get_string (object, "anchor"));

      g_string_append_printf (lines, "%s | %s\n", tl_json_get_string (object, "question"), uri);
    }
  return g_string_free (lines, FALSE);
}

static const char *
answer_text (const TlItemPage *page, guint column)
{
  return tl_sql_rows_text (page->answer, 0, column);
}

/* A first draft from what the judge sent. */
static gboolean
form_from_item (const TlItemPage *page, TlAnswerForm *form, GError **error)
{
  const TlItem *item = page->item;
  GString *lines = g_string_new (NULL);

  form->title = g_strdup ("");
  form->question = g_strdup (item != NULL && item->question != NULL ? item->question : "");
  form->text = g_strdup (item != NULL && item->kind == TL_ITEM_CONTRIBUTION ? item->text : "");
  if (item != NULL && item->document != NULL)
    {
      g_autofree char *uri = tl_doc_uri_build (item->document, item->anchor);

      g_string_append_printf (lines, "%s\n", uri);
    }
  for (guint i = 0; item != NULL && item->citations != NULL && i < item->citations->len; i++)
    {
      TlItemCitation *citation = item->citations->pdata[i];
      g_autofree char *uri = tl_doc_uri_build (citation->document, citation->anchor);

      g_string_append_printf (lines, "%s | %s\n", citation->label, uri);
    }
  form->citations = g_string_free (lines, FALSE);
  form->pairs = g_strdup ("");
  form->version = 0;
  return TRUE;
}

static gboolean
form_from_answer (const TlItemPage *page, TlAnswerForm *form, GError **error)
{
  g_autoptr (GPtrArray) places = NULL;

  places = tl_citations_check_json (NULL, answer_text (page, ANSWER_CITATIONS), page->today, error);
  if (places == NULL)
    return FALSE;
  form->title = g_strdup (answer_text (page, ANSWER_TITLE));
  form->question = g_strdup (answer_text (page, ANSWER_QUESTION));
  form->text = g_strdup (answer_text (page, ANSWER_TEXT));
  form->citations = tl_citations_to_lines (places);
  form->pairs = pairs_to_lines (answer_text (page, ANSWER_PAIRS));
  form->version = tl_sql_rows_int (page->answer, 0, ANSWER_VERSION);
  return TRUE;
}

static void
begin_form (TlHtml *html, const TlItemPage *page, const char *action, gint64 answer_version)
{
  g_autofree char *path
      = g_strdup_printf ("/items/%s/%s", _tl_item_page_text (page, ITEM_ID), action);

  tl_page_form_begin (html, page->request, path, NULL);
  tl_page_hidden_int (html, "version", tl_sql_rows_int (page->rows, 0, ITEM_VERSION));
  tl_page_hidden_int (html, "answer", answer_version);
}

static gboolean
write_form (TlHtml *html, const TlItemPage *page, const TlAnswerForm *form, GError **error)
{
  g_autoptr (GPtrArray) places = NULL;

  places = tl_citations_check_lines (page->library, form->citations, page->today, error);
  if (places == NULL)
    return FALSE;
  begin_form (html, page, "answer", form->version);
  tl_page_field (html, &(TlPageField){ "title", "Tiêu đề", "Một dòng, người tìm sẽ thấy.",
                                       form->title, NULL, 0, FALSE });
  tl_page_field (html,
                 &(TlPageField){ "question", "Câu hỏi", NULL, form->question, NULL, 4, FALSE });
  tl_page_field (html, &(TlPageField){ "text", "Trả lời", NULL, form->text, NULL, 12, FALSE });
  tl_page_field (html, &(TlPageField){
                           "citations", "Căn cứ, mỗi dòng một căn cứ",
                           "Ví dụ: điểm a khoản 1 Điều 173 Bộ luật Hình sự năm 2015, hoặc dán liên "
                           "kết chép từ Trợ lý Thẩm phán. Cần ít nhất một căn cứ đang có hiệu lực.",
                           form->citations, NULL, 5, FALSE });
  _tl_places_write (html, places, FALSE);
  tl_page_field (html, &(TlPageField){
                           "pairs", "Câu hỏi dẫn đến căn cứ, mỗi dòng một câu (không bắt buộc)",
                           "Ví dụ: trộm cắp dưới hai triệu đồng | troly:doc/100-2015-qh13#d173.k1. "
                           "Giúp người khác tìm thấy căn cứ khi hỏi như vậy.",
                           form->pairs, NULL, 3, FALSE });
  tl_html_leaf (html, "button", "Lưu bản thảo", "type", "submit", "name", "do", "value", "save",
                NULL);
  tl_html_text (html, " ");
  tl_html_leaf (html, "button", "Trình duyệt", "type", "submit", "name", "do", "value", "propose",
                "class", "main", NULL);
  tl_html_end (html, "form");
  return TRUE;
}

static gboolean
write_shown (TlHtml *html, const TlItemPage *page, GError **error)
{
  g_autoptr (GPtrArray) places = NULL;
  g_autofree char *pairs = pairs_to_lines (answer_text (page, ANSWER_PAIRS));

  places = tl_citations_check_json (page->library, answer_text (page, ANSWER_CITATIONS),
                                    page->today, error);
  if (places == NULL)
    return FALSE;
  tl_html_leaf (html, "h3", answer_text (page, ANSWER_TITLE), NULL);
  tl_page_text (html, answer_text (page, ANSWER_QUESTION), "quote");
  tl_page_text (html, answer_text (page, ANSWER_TEXT), NULL);
  tl_html_leaf (html, "h3", "Căn cứ", NULL);
  _tl_places_write (html, places, page->proposed);
  if (pairs[0] != '\0')
    {
      tl_html_leaf (html, "h3", "Câu hỏi dẫn đến căn cứ", NULL);
      tl_page_text (html, pairs, NULL);
    }
  return TRUE;
}

static void
write_who_wrote (TlHtml *html, const TlItemPage *page)
{
  g_autofree char *changed = tl_page_time (tl_sql_rows_int (page->answer, 0, ANSWER_CHANGED));
  g_autofree char *approved = tl_page_time (tl_sql_rows_int (page->answer, 0, ANSWER_APPROVED));
  const char *approver = answer_text (page, ANSWER_APPROVER_NAME);

  tl_html_begin (html, "dl", NULL);
  tl_page_fact (html, "Người soạn", answer_text (page, ANSWER_AUTHOR_NAME));
  tl_page_fact (html, "Sửa lần cuối", changed);
  if (approver != NULL)
    {
      tl_page_fact (html, "Người duyệt", approver);
      tl_page_fact (html, "Duyệt lúc", approved);
    }
  if (!tl_sql_rows_is_null (page->answer, 0, ANSWER_SERIAL))
    {
      g_autofree char *serial
          = g_strdup_printf ("%" G_GINT64_FORMAT, tl_sql_rows_int (page->answer, 0, ANSWER_SERIAL));

      tl_page_fact (html, "Có trong bản", serial);
    }
  tl_html_end (html, "dl");
}

/* The two buttons of whoever is not the author. */
static void
write_decision (TlHtml *html, const TlItemPage *page)
{
  const char *me = page->request->session->person;
  gint64 version = tl_sql_rows_int (page->answer, 0, ANSWER_VERSION);

  if (strcmp (answer_text (page, ANSWER_AUTHOR), me) == 0)
    tl_html_leaf (html, "p", "Bạn là người soạn: một biên tập viên khác phải duyệt.", "class",
                  "warn", NULL);
  else if (strcmp (_tl_item_page_text (page, ITEM_PERSON), me) == 0)
    tl_html_leaf (html, "p", "Bạn là người gửi mục này: một biên tập viên khác phải duyệt.",
                  "class", "warn", NULL);
  else if (!page->taken)
    {
      begin_form (html, page, "approve", version);
      tl_html_leaf (html, "p", "Bạn xác nhận đã đọc câu trả lời và từng căn cứ ở trên.", NULL);
      tl_page_button (html, "Duyệt", "main");
      tl_html_end (html, "form");
    }
  if (!page->taken)
    {
      begin_form (html, page, "return", version);
      tl_page_field (html,
                     &(TlPageField){ "note", "Cần sửa gì (nội bộ)", NULL, NULL, NULL, 2, FALSE });
      tl_page_button (html, "Trả lại để sửa", NULL);
      tl_html_end (html, "form");
    }
}

gboolean
_tl_answer_write (TlHtml *html, const TlItemPage *page, const TlAnswerForm *form, GError **error)
{
  gboolean there = tl_sql_rows_count (page->answer) == 1;
  g_auto (TlAnswerForm) made = { 0 };

  if (!there && !page->held && form == NULL)
    return TRUE;
  tl_html_begin (html, "section", "class", "card", "aria-labelledby", "answer", NULL);
  tl_html_leaf (html, "h2", "Câu trả lời", "id", "answer", NULL);
  if (form == NULL && page->held)
    {
      if (!(there ? form_from_answer (page, &made, error) : form_from_item (page, &made, error)))
        return FALSE;
      form = &made;
    }
  if (there)
    write_who_wrote (html, page);
  if (form != NULL)
    {
      if (!write_form (html, page, form, error))
        return FALSE;
    }
  else if (!write_shown (html, page, error))
    return FALSE;
  if (form == NULL && page->proposed)
    write_decision (html, page);
  tl_html_end (html, "section");
  return TRUE;
}
