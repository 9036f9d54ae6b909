/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "server/pages/tl-export.h"
#include "server/pages/tl-pages-private.h"

#include <string.h>

/* What was approved, its way to the publisher and back. */

static gboolean
write_answers (TlHtml *html, TlRequest *request, GError **error)
{
  gboolean editor = request->session->role == TL_ROLE_EDITOR;
  g_autoptr (TlSqlRows) rows = NULL;

  rows = tl_sql_query (
      request->sql, error,
      "SELECT a.item, a.title, w.name, v.name, a.approved, a.exported, a.published_serial"
      " FROM answers a JOIN items i ON i.id = a.item LEFT JOIN people w ON w.id = a.author"
      " LEFT JOIN people v ON v.id = a.approver WHERE a.approver IS NOT NULL"
      " AND i.state IN ('accepted', 'applied') ORDER BY a.approved DESC, a.id LIMIT 200",
      "");
  if (rows == NULL)
    return FALSE;
  if (tl_sql_rows_count (rows) == 0)
    {
      tl_html_leaf (html, "p", "Chưa có câu trả lời nào được duyệt.", "class", "card", NULL);
      return TRUE;
    }
  tl_html_begin (html, "table", NULL);
  tl_html_leaf (html, "caption", "200 câu trả lời được duyệt gần đây nhất", NULL);
  tl_html_begin (html, "thead", NULL);
  tl_html_begin (html, "tr", NULL);
  tl_html_leaf (html, "th", "Tiêu đề", "scope", "col", NULL);
  tl_html_leaf (html, "th", "Soạn", "scope", "col", NULL);
  tl_html_leaf (html, "th", "Duyệt", "scope", "col", NULL);
  tl_html_leaf (html, "th", "Ngày duyệt", "scope", "col", NULL);
  tl_html_leaf (html, "th", "Trạng thái", "scope", "col", NULL);
  tl_html_end (html, "tr");
  tl_html_end (html, "thead");
  tl_html_begin (html, "tbody", NULL);
  for (guint i = 0; i < tl_sql_rows_count (rows); i++)
    {
      g_autofree char *approved = tl_page_date (tl_sql_rows_int (rows, i, 4));

      tl_html_begin (html, "tr", NULL);
      tl_html_begin (html, "th", "scope", "row", NULL);
      if (editor)
        tl_page_link (html, tl_sql_rows_text (rows, i, 1), NULL, "/items/%s",
                      tl_sql_rows_text (rows, i, 0));
      else
        tl_html_text (html, tl_sql_rows_text (rows, i, 1));
      tl_html_end (html, "th");
      tl_html_leaf (html, "td", tl_sql_rows_text (rows, i, 2), NULL);
      tl_html_leaf (html, "td", tl_sql_rows_text (rows, i, 3), NULL);
      tl_html_leaf (html, "td", approved, "class", "nowrap", NULL);
      tl_html_begin (html, "td", NULL);
      if (!tl_sql_rows_is_null (rows, i, 6))
        tl_html_textf (html, "có trong bản %" G_GINT64_FORMAT, tl_sql_rows_int (rows, i, 6));
      else
        tl_html_text (html, tl_sql_rows_is_null (rows, i, 5) ? "chưa xuất" : "đã xuất");
      tl_html_end (html, "td");
      tl_html_end (html, "tr");
    }
  tl_html_end (html, "tbody");
  tl_html_end (html, "table");
  return TRUE;
}

/* What is in no export any more although the publisher may have it. */
static gboolean
write_recalled (TlHtml *html, TlRequest *request, GError **error)
{
  gboolean editor = request->session->role == TL_ROLE_EDITOR;
  g_autoptr (TlSqlRows) rows = NULL;

  rows = tl_sql_query (request->sql, error,
                       "SELECT a.item, a.title, a.recalled, a.published_serial FROM answers a"
                       " WHERE a.recalled IS NOT NULL AND a.approver IS NULL"
                       " ORDER BY a.recalled DESC, a.id LIMIT 200",
                       "");
  if (rows == NULL)
    return FALSE;
  if (tl_sql_rows_count (rows) == 0)
    return TRUE;
  tl_html_leaf (html, "h2", "Đã rút duyệt", NULL);
  tl_html_leaf (html, "p",
                "Các câu trả lời này không có trong tệp tải về từ lúc rút. Nếu đơn vị phát hành đã "
                "nhập tệp cũ, xin đưa họ tệp mới.",
                "class", "warn", NULL);
  tl_html_begin (html, "ul", NULL);
  for (guint i = 0; i < tl_sql_rows_count (rows); i++)
    {
      g_autofree char *when = tl_page_time (tl_sql_rows_int (rows, i, 2));

      tl_html_begin (html, "li", NULL);
      if (editor)
        tl_page_link (html, tl_sql_rows_text (rows, i, 1), NULL, "/items/%s",
                      tl_sql_rows_text (rows, i, 0));
      else
        tl_html_text (html, tl_sql_rows_text (rows, i, 1));
      tl_html_textf (html, " – rút lúc %s", when);
      if (!tl_sql_rows_is_null (rows, i, 3))
        tl_html_textf (html, ", còn trong bản %" G_GINT64_FORMAT, tl_sql_rows_int (rows, i, 3));
      tl_html_end (html, "li");
    }
  tl_html_end (html, "ul");
  return TRUE;
}

static gboolean
render (TlRequest *request, TlResponse *response, const char *fault, GError **error)
{
  g_autoptr (TlHtml) html = tl_page_begin (request, "Câu trả lời đã duyệt", "/answers");

  if (fault != NULL)
    {
      tl_html_leaf (html, "p", fault, "class", "warn", "role", "alert", NULL);
      response->status = 400;
    }
  tl_page_form_begin (html, request, "/export/answers.jsonl", NULL);
  tl_page_button (html, "Tải tệp cho đơn vị phát hành", "main");
  tl_html_end (html, "form");
  tl_html_leaf (html, "p",
                "Tệp answers.jsonl được nhập bằng troly-corpus import. Câu trả lời đã xuất chỉ sửa "
                "được sau khi rút duyệt.",
                "class", "soft", NULL);
  if (!write_answers (html, request, error) || !write_recalled (html, request, error))
    return FALSE;
  if (request->session->role == TL_ROLE_ADMINISTRATOR)
    {
      tl_html_leaf (html, "h2", "Ghi nhận một bản phát hành", NULL);
      tl_page_form_begin (html, request, "/answers/published", "card");
      tl_page_field (html,
                     &(TlPageField){ "manifest", "Nội dung của manifest.json",
                                     "Người gửi sẽ thấy góp ý của mình đã được áp dụng ở bản này.",
                                     NULL, NULL, 6, TRUE });
      tl_page_button (html, "Ghi nhận", NULL);
      tl_html_end (html, "form");
    }
  return tl_page_finish (g_steal_pointer (&html), response);
}

gboolean
_tl_page_answers (TlRequest *request, TlResponse *response, GError **error)
{
  return render (request, response, NULL, error);
}

gboolean
_tl_page_export (TlRequest *request, TlResponse *response, GError **error)
{
  GString *out = g_string_new (NULL);
  guint count;

  if (!tl_export_answers (request->sql, request->now, request->session->person, out, &count, error))
    {
      g_string_free (out, TRUE);
      return FALSE;
    }
  response->type = "application/x-ndjson";
  response->file_name = g_strdup ("answers.jsonl");
  response->body = g_string_free_to_bytes (out);
  return TRUE;
}

gboolean
_tl_page_published (TlRequest *request, TlResponse *response, GError **error)
{
  const char *text = tl_page_form (request, "manifest");
  g_autoptr (GBytes) manifest = g_bytes_new_static (text, strlen (text));
  g_autoptr (GError) failure = NULL;
  guint count;

  if (tl_export_published (request->sql, request->now, request->session->person, manifest, &count,
                           &failure))
    return tl_page_go (response, "published", "/answers");
  if (failure->domain == TL_SQL_ERROR)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  return render (request, response, "Đây không phải là manifest.json của một bản phát hành.",
                 error);
}
