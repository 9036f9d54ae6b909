/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "server/pages/tl-pages-private.h"
#include "server/store/tl-store.h"

/* What administrators did, newest first, and whether the chain of the log holds. */

#define LINES 100

static gboolean
write_chain (TlHtml *html, TlRequest *request, GError **error)
{
  gint64 broken, count;
  g_autofree char *head = NULL;
  g_autofree char *number = NULL;

  if (!tl_store_audit_verify (request->sql, &broken, &count, &head, error))
    return FALSE;
  number = tl_page_number (count);
  tl_html_begin (html, "p", "class", broken == 0 ? "notice" : "warn", "role", "status", NULL);
  if (broken == 0)
    tl_html_textf (html, "Chuỗi nhật ký nguyên vẹn: %s dòng.", number);
  else
    tl_html_textf (html,
                   "Chuỗi nhật ký bị đứt ở dòng %" G_GINT64_FORMAT ": có dòng đã bị sửa hoặc xóa.",
                   broken);
  tl_html_end (html, "p");
  if (head != NULL && head[0] != '\0')
    {
      tl_html_begin (html, "p", "class", "soft", NULL);
      tl_html_textf (html, "Dấu của dòng cuối, để ghi lại ở nơi khác: %s", head);
      tl_html_end (html, "p");
    }
  return TRUE;
}

gboolean
_tl_page_audit (TlRequest *request, TlResponse *response, GError **error)
{
  gint64 before = g_ascii_strtoll (tl_page_query (request, "before"), NULL, 10);
  g_autoptr (TlHtml) html = tl_page_begin (request, "Nhật ký quản trị", "/audit");
  g_autoptr (TlSqlRows) rows = NULL;
  guint count;

  rows = tl_sql_query (
      request->sql, error,
      "SELECT a.seq, a.time, COALESCE(p.name, a.actor), a.action, COALESCE(s.name, a.subject),"
      " a.detail FROM audit a LEFT JOIN people p ON p.id = a.actor LEFT JOIN people s"
      " ON s.id = a.subject WHERE a.seq < $1 ORDER BY a.seq DESC LIMIT 101",
      "i", before > 0 ? before : G_MAXINT64);
  if (rows == NULL || !write_chain (html, request, error))
    return FALSE;
  count = MIN (tl_sql_rows_count (rows), LINES);
  tl_html_begin (html, "table", NULL);
  tl_html_begin (html, "thead", NULL);
  tl_html_begin (html, "tr", NULL);
  tl_html_leaf (html, "th", "Số", "scope", "col", NULL);
  tl_html_leaf (html, "th", "Lúc", "scope", "col", NULL);
  tl_html_leaf (html, "th", "Ai", "scope", "col", NULL);
  tl_html_leaf (html, "th", "Việc", "scope", "col", NULL);
  tl_html_leaf (html, "th", "Với", "scope", "col", NULL);
  tl_html_leaf (html, "th", "Chi tiết", "scope", "col", NULL);
  tl_html_end (html, "tr");
  tl_html_end (html, "thead");
  tl_html_begin (html, "tbody", NULL);
  for (guint i = 0; i < count; i++)
    {
      g_autofree char *number = tl_page_number (tl_sql_rows_int (rows, i, 0));
      g_autofree char *time = tl_page_time (tl_sql_rows_int (rows, i, 1));

      tl_html_begin (html, "tr", NULL);
      tl_html_leaf (html, "th", number, "scope", "row", NULL);
      tl_html_leaf (html, "td", time, "class", "nowrap", NULL);
      for (guint column = 2; column < 6; column++)
        tl_html_leaf (html, "td", tl_sql_rows_text (rows, i, column), NULL);
      tl_html_end (html, "tr");
    }
  tl_html_end (html, "tbody");
  tl_html_end (html, "table");
  if (tl_sql_rows_count (rows) > count)
    {
      tl_html_begin (html, "p", NULL);
      tl_page_link (html, "Trước đó", "button", "/audit?before=%" G_GINT64_FORMAT,
                    tl_sql_rows_int (rows, count - 1, 0));
      tl_html_end (html, "p");
    }
  return tl_page_finish (g_steal_pointer (&html), response);
}
