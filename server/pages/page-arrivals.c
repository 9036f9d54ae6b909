/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whom the provider knows and the centre does not yet: the administrator lets them in. */
#include "config.h"

#include "server/pages/tl-pages-private.h"

#include <string.h>

#include "protocol/tl-item.h"
#include "server/pages/tl-unit-import.h"
#include "server/store/tl-store-subjects.h"

#define PAGE_ROWS 50

enum
{
  ARRIVAL_ID,
  ARRIVAL_SUBJECT,
  ARRIVAL_NAME,
  ARRIVAL_UNIT,
  ARRIVAL_ROLE,
  ARRIVAL_LAST,
};

static void
write_forms (TlHtml *html, TlRequest *request, TlSqlRows *rows, guint i)
{
  const char *unit = tl_sql_rows_text (rows, i, ARRIVAL_UNIT);
  const char *role = tl_sql_rows_text (rows, i, ARRIVAL_ROLE);

  tl_page_form_begin (html, request, "/arrivals", "row");
  tl_page_hidden (html, "id", tl_sql_rows_text (rows, i, ARRIVAL_ID));
  tl_page_field (
      html, &(TlPageField){ "unit", "Mã đơn vị", NULL, unit != NULL ? unit : "", NULL, 0, TRUE });
  tl_page_select (html, "role", "Vai trò", _tl_page_roles, role != NULL ? role : "judge");
  tl_page_button (html, "Cấp quyền", "main");
  tl_html_end (html, "form");
  tl_page_form_begin (html, request, "/arrivals", "row");
  tl_page_hidden (html, "id", tl_sql_rows_text (rows, i, ARRIVAL_ID));
  tl_page_field (html,
                 &(TlPageField){ "person", "Hoặc là người đã có, theo mã",
                                 "Mã ở cuối địa chỉ trang của người đó.", "", NULL, 0, TRUE });
  tl_page_button (html, "Gắn với người này", NULL);
  tl_html_end (html, "form");
}

gboolean
_tl_page_arrivals (TlRequest *request, TlResponse *response, GError **error)
{
  g_autoptr (TlSqlRows) rows = tl_sql_query (
      request->sql, error,
      "SELECT id, subject, name, unit, role, last FROM arrivals ORDER BY last DESC, id LIMIT $1",
      "i", (gint64)PAGE_ROWS);
  TlHtml *html;

  if (rows == NULL)
    return FALSE;
  html = tl_page_begin (request, "Chờ cấp quyền", "/people");
  tl_html_leaf (
      html, "p",
      "Những người đã đăng nhập bằng tài khoản của tòa án mà trung tâm chưa biết. Ai không "
      "được cấp quyền thì không vào được.",
      NULL);
  if (tl_sql_rows_count (rows) == 0)
    tl_html_leaf (html, "p", "Không có ai đang chờ.", NULL);
  for (guint i = 0; i < tl_sql_rows_count (rows); i++)
    {
      g_autofree char *last = tl_page_time (tl_sql_rows_int (rows, i, ARRIVAL_LAST));

      tl_html_begin (html, "section", "class", "card", "aria-label",
                     tl_sql_rows_text (rows, i, ARRIVAL_NAME), NULL);
      tl_html_leaf (html, "h2", tl_sql_rows_text (rows, i, ARRIVAL_NAME), NULL);
      tl_html_begin (html, "dl", NULL);
      tl_page_fact (html, "Tài khoản", tl_sql_rows_text (rows, i, ARRIVAL_SUBJECT));
      tl_page_fact (html, "Lần cuối", last);
      tl_html_end (html, "dl");
      write_forms (html, request, rows, i);
      tl_html_end (html, "section");
    }
  return tl_page_finish (html, response);
}

gboolean
_tl_page_arrivals_admit (TlRequest *request, TlResponse *response, GError **error)
{
  const char *person = tl_page_form (request, "person"), *role = tl_page_form (request, "role");
  gboolean done = FALSE;

  if (person[0] != '\0' ? !tl_item_id_is_valid (person) : !tl_is_role (role))
    return tl_page_answer (request, response, 400, "Chưa lưu", "Không có vai trò hoặc người này.");
  if (!tl_sql_begin (request->sql, error))
    return FALSE;
  if (!tl_store_arrival_admit (request->sql, request->now, request->session->person,
                               tl_page_form (request, "id"), person[0] != '\0' ? person : NULL,
                               tl_page_form (request, "unit"), role, &done, error))
    {
      tl_sql_rollback (request->sql);
      return FALSE;
    }
  if (!done)
    {
      tl_sql_rollback (request->sql);
      return tl_page_answer (request, response, 400, "Chưa lưu",
                             "Không có đơn vị hoặc người này, người này đã có tài khoản khác, hoặc "
                             "không còn ai chờ.");
    }
  return tl_sql_commit (request->sql, error) && tl_page_go (response, "saved", "/arrivals");
}
