/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "server/pages/tl-pages-private.h"
#include "server/pages/tl-unit-import.h"
#include "server/stats/tl-units.h"
#include "server/web/tl-server.h"

/* The tree of units and the lists that an administrator brings. */

static gboolean
write_units (TlHtml *html, TlRequest *request, GError **error)
{
  g_autoptr (TlSqlRows) rows = NULL;

  rows = tl_sql_query (
      request->sql, error,
      "SELECT u.code, u.name, u.level, p.name,"
      " (SELECT count(*) FROM people x WHERE x.unit = u.code AND x.revoked IS NULL),"
      " (SELECT count(*) FROM devices d JOIN people x ON x.id = d.person"
      " WHERE x.unit = u.code AND d.revoked IS NULL) FROM units u"
      " LEFT JOIN units p ON p.code = u.parent ORDER BY u.code LIMIT 5000",
      "");
  if (rows == NULL)
    return FALSE;
  tl_html_begin (html, "div", "class", "scroll", "tabindex", "0", "role", "region", "aria-label",
                 "Danh sách đơn vị", NULL);
  tl_html_begin (html, "table", NULL);
  tl_html_begin (html, "thead", NULL);
  tl_html_begin (html, "tr", NULL);
  tl_html_leaf (html, "th", "Đơn vị", "scope", "col", NULL);
  tl_html_leaf (html, "th", "Mã", "scope", "col", NULL);
  tl_html_leaf (html, "th", "Cấp", "scope", "col", NULL);
  tl_html_leaf (html, "th", "Thuộc", "scope", "col", NULL);
  tl_html_leaf (html, "th", "Người", "scope", "col", "class", "head", NULL);
  tl_html_leaf (html, "th", "Máy", "scope", "col", "class", "head", NULL);
  tl_html_end (html, "tr");
  tl_html_end (html, "thead");
  tl_html_begin (html, "tbody", NULL);
  for (guint i = 0; i < tl_sql_rows_count (rows); i++)
    {
      g_autofree char *people = tl_page_number (tl_sql_rows_int (rows, i, 4));
      g_autofree char *devices = tl_page_number (tl_sql_rows_int (rows, i, 5));
      g_autofree char *code = g_uri_escape_string (tl_sql_rows_text (rows, i, 0), NULL, FALSE);

      tl_html_begin (html, "tr", NULL);
      tl_html_begin (html, "th", "scope", "row", NULL);
      tl_page_link (html, tl_sql_rows_text (rows, i, 1), NULL, "/people?unit=%s", code);
      tl_html_end (html, "th");
      tl_html_leaf (html, "td", tl_sql_rows_text (rows, i, 0), NULL);
      tl_html_leaf (html, "td", tl_sql_rows_text (rows, i, 2), NULL);
      tl_html_leaf (html, "td", tl_sql_rows_text (rows, i, 3), NULL);
      tl_html_leaf (html, "td", people, "class", "number", NULL);
      tl_html_leaf (html, "td", devices, "class", "number", NULL);
      tl_html_end (html, "tr");
    }
  tl_html_end (html, "tbody");
  tl_html_end (html, "table");
  tl_html_end (html, "div");
  return TRUE;
}

static void
write_faults (TlHtml *html, GPtrArray *faults)
{
  if (faults == NULL || faults->len == 0)
    return;
  tl_html_begin (html, "div", "class", "warn", "role", "alert", NULL);
  tl_html_leaf (html, "p", "Chưa nhập gì cả, vì danh sách có chỗ sai:", NULL);
  tl_html_begin (html, "ul", NULL);
  for (guint i = 0; i < MIN (faults->len, 50); i++)
    tl_html_leaf (html, "li", faults->pdata[i], NULL);
  tl_html_end (html, "ul");
  tl_html_end (html, "div");
}

static gboolean
render (TlRequest *request, TlResponse *response, GPtrArray *faults, GError **error)
{
  g_autoptr (TlHtml) html = tl_page_begin (request, "Đơn vị", "/units");

  write_faults (html, faults);
  if (!write_units (html, request, error))
    return FALSE;
  tl_html_leaf (html, "h2", "Nhập danh sách đơn vị", NULL);
  tl_page_form_begin (html, request, "/units", "card");
  tl_page_field (
      html, &(TlPageField){ "list", "Dán danh sách",
                            "CSV với dòng đầu code,name,parent,level, hoặc mỗi dòng một đối tượng "
                            "JSON. Đơn vị đã có được sửa theo danh sách; không đơn vị nào bị xóa.",
                            tl_page_form (request, "list"), NULL, 8, TRUE });
  tl_page_button (html, "Nhập", "main");
  tl_html_end (html, "form");
  if (faults != NULL && faults->len > 0)
    response->status = 400;
  return tl_page_finish (g_steal_pointer (&html), response);
}

gboolean
_tl_page_units (TlRequest *request, TlResponse *response, GError **error)
{
  return render (request, response, NULL, error);
}

gboolean
_tl_page_units_import (TlRequest *request, TlResponse *response, GError **error)
{
  g_autoptr (GPtrArray) faults = g_ptr_array_new_with_free_func (g_free);
  guint count;

  if (!tl_units_import (request->sql, request->now, request->session->person,
                        tl_page_form (request, "list"), faults, &count, error))
    return FALSE;
  if (faults->len > 0)
    return render (request, response, faults, error);
  return tl_page_go (response, "imported", "/units");
}

static gboolean
write_people (TlHtml *html, TlRequest *request, GError **error)
{
  const char *unit = tl_page_query (request, "unit");
  const char *words = tl_page_query (request, "q");
  const char *after = tl_page_query (request, "after");
  g_autoptr (TlSqlRows) rows = NULL;
  guint count;

  /* A page begins behind the last person of the page before: by id, looked up for the name. */
  rows = tl_sql_query (
      request->sql, error,
      "SELECT p.id, p.name, COALESCE(u.name, p.unit), p.role, p.revoked FROM people p"
      " LEFT JOIN units u ON u.code = p.unit WHERE ($1 = '' OR p.unit = $1)"
      " AND ($2 = '' OR LOWER(p.name) LIKE '%' || LOWER($2) || '%')"
      " AND ($3 = '' OR (p.name, p.id) > ((SELECT a.name FROM people a WHERE a.id = $3), $3))"
      " ORDER BY p.name, p.id LIMIT 101",
      "sss", unit, words, after);
  if (rows == NULL)
    return FALSE;
  count = MIN (tl_sql_rows_count (rows), 100);
  tl_html_begin (html, "table", NULL);
  tl_html_begin (html, "thead", NULL);
  tl_html_begin (html, "tr", NULL);
  tl_html_leaf (html, "th", "Họ và tên", "scope", "col", NULL);
  tl_html_leaf (html, "th", "Đơn vị", "scope", "col", NULL);
  tl_html_leaf (html, "th", "Vai trò", "scope", "col", NULL);
  tl_html_leaf (html, "th", "Trạng thái", "scope", "col", NULL);
  tl_html_end (html, "tr");
  tl_html_end (html, "thead");
  tl_html_begin (html, "tbody", NULL);
  for (guint i = 0; i < count; i++)
    {
      tl_html_begin (html, "tr", NULL);
      tl_html_begin (html, "th", "scope", "row", NULL);
      tl_page_link (html, tl_sql_rows_text (rows, i, 1), NULL, "/people/%s",
                    tl_sql_rows_text (rows, i, 0));
      tl_html_end (html, "th");
      tl_html_leaf (html, "td", tl_sql_rows_text (rows, i, 2), NULL);
      tl_html_leaf (html, "td",
                    tl_page_choice_label (_tl_page_roles, tl_sql_rows_text (rows, i, 3)), NULL);
      tl_html_leaf (html, "td", tl_sql_rows_is_null (rows, i, 4) ? "Đang dùng" : "Đã thu hồi",
                    NULL);
      tl_html_end (html, "tr");
    }
  tl_html_end (html, "tbody");
  tl_html_end (html, "table");
  if (tl_sql_rows_count (rows) > count)
    {
      g_autofree char *unit_part = g_uri_escape_string (unit, NULL, FALSE);
      g_autofree char *words_part = g_uri_escape_string (words, NULL, FALSE);

      tl_html_begin (html, "p", NULL);
      tl_page_link (html, "Trang sau", "button", "/people?unit=%s&q=%s&after=%s", unit_part,
                    words_part, tl_sql_rows_text (rows, count - 1, 0));
      tl_html_end (html, "p");
    }
  return TRUE;
}

static gboolean
render_people (TlRequest *request, TlResponse *response, GPtrArray *faults, GError **error)
{
  g_autoptr (TlHtml) html = tl_page_begin (request, "Người dùng", "/people");

  write_faults (html, faults);
  tl_html_begin (html, "form", "method", "get", "action", "/people", "class", "row", "role",
                 "search", NULL);
  tl_page_field (html, &(TlPageField){ "q", "Tìm theo tên", NULL, tl_page_query (request, "q"),
                                       "search", 0, FALSE });
  tl_page_field (html, &(TlPageField){ "unit", "Mã đơn vị", NULL, tl_page_query (request, "unit"),
                                       NULL, 0, FALSE });
  tl_page_button (html, "Tìm", NULL);
  tl_html_end (html, "form");
  if (!write_people (html, request, error))
    return FALSE;
  if (tl_server_get_provider (request->server) != NULL)
    {
      tl_html_begin (html, "p", NULL);
      tl_page_link (html, "Những người đang chờ cấp quyền", NULL, "/arrivals");
      tl_html_end (html, "p");
    }
  tl_html_leaf (html, "h2", "Thêm người", NULL);
  tl_page_form_begin (html, request, "/people", "card");
  tl_page_field (html,
                 &(TlPageField){ "list", "Dán danh sách",
                                 "CSV với dòng đầu name,unit,role, hoặc mỗi dòng một đối tượng "
                                 "JSON. Vai trò: judge, editor, statistics, administrator.",
                                 tl_page_form (request, "list"), NULL, 6, TRUE });
  tl_page_button (html, "Thêm", "main");
  tl_html_end (html, "form");
  if (faults != NULL && faults->len > 0)
    response->status = 400;
  return tl_page_finish (g_steal_pointer (&html), response);
}

gboolean
_tl_page_people (TlRequest *request, TlResponse *response, GError **error)
{
  return render_people (request, response, NULL, error);
}

gboolean
_tl_page_people_import (TlRequest *request, TlResponse *response, GError **error)
{
  g_autoptr (GPtrArray) faults = g_ptr_array_new_with_free_func (g_free);
  guint count;

  if (!tl_people_import (request->sql, request->now, request->session->person,
                         tl_page_form (request, "list"), faults, &count, error))
    return FALSE;
  if (faults->len > 0)
    return render_people (request, response, faults, error);
  return tl_page_go (response, "imported", "/people");
}
