/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "server/pages/tl-pages-private.h"
#include "server/pages/tl-queue.h"

/* The first page: what waits for who is signed in. */

static void
write_tile (TlHtml *html, const char *label, gint64 count, const char *href)
{
  g_autofree char *number = tl_page_number (count);

  tl_html_begin (html, "div", "class", "card", NULL);
  tl_html_leaf (html, "strong", number, NULL);
  tl_html_leaf (html, "a", label, "href", href, NULL);
  tl_html_end (html, "div");
}

static gboolean
write_editor (TlHtml *html, TlRequest *request, GError **error)
{
  gint64 counts[TL_QUEUE_N_VIEWS];

  if (!tl_queue_counts (request->sql, request->session->person, request->now, counts, error))
    return FALSE;
  tl_html_leaf (html, "h2", "Việc biên tập", NULL);
  tl_html_begin (html, "div", "class", "tiles", NULL);
  write_tile (html, "góp ý mới", counts[TL_QUEUE_NEW], "/queue?view=new");
  write_tile (html, "mục của tôi", counts[TL_QUEUE_MINE], "/queue?view=mine");
  write_tile (html, "câu trả lời chờ người thứ hai duyệt", counts[TL_QUEUE_PROPOSED],
              "/queue?view=proposed");
  tl_html_end (html, "div");
  return TRUE;
}

static gboolean
write_own_items (TlHtml *html, TlRequest *request, GError **error)
{
  g_autoptr (TlSqlRows) rows = NULL;

  rows
      = tl_sql_query (request->sql, error,
                      "SELECT state, count(*) FROM items WHERE person = $1 AND state <> 'withdrawn'"
                      " GROUP BY state ORDER BY state",
                      "s", request->session->person);
  if (rows == NULL)
    return FALSE;
  if (tl_sql_rows_count (rows) == 0 && request->session->role != TL_ROLE_JUDGE)
    return TRUE;
  tl_html_leaf (html, "h2", "Góp ý của tôi", NULL);
  if (tl_sql_rows_count (rows) == 0)
    tl_html_leaf (html, "p",
                  "Bạn chưa gửi góp ý nào. Góp ý được gửi từ chương trình Trợ lý Thẩm phán.", NULL);
  tl_html_begin (html, "dl", NULL);
  for (guint i = 0; i < tl_sql_rows_count (rows); i++)
    {
      g_autofree char *count = tl_page_number (tl_sql_rows_int (rows, i, 1));

      tl_page_fact (html, tl_page_choice_label (_tl_page_states, tl_sql_rows_text (rows, i, 0)),
                    count);
    }
  tl_html_end (html, "dl");
  if (tl_sql_rows_count (rows) > 0)
    tl_html_leaf (html, "p", "Từng góp ý và trả lời có trong chương trình, ở mục Góp ý.", "class",
                  "soft", NULL);
  return TRUE;
}

gboolean
_tl_page_home (TlRequest *request, TlResponse *response, GError **error)
{
  g_autoptr (TlHtml) html = tl_page_begin (request, "Trang đầu", "/");

  if (request->session->role == TL_ROLE_EDITOR && !write_editor (html, request, error))
    return FALSE;
  if ((request->session->role & (TL_ROLE_STATISTICS | TL_ROLE_ADMINISTRATOR)) != 0)
    {
      tl_html_begin (html, "p", NULL);
      tl_page_link (html, "Số liệu sử dụng và góp ý", NULL, "/statistics");
      tl_html_end (html, "p");
    }
  if (!write_own_items (html, request, error))
    return FALSE;
  return tl_page_finish (g_steal_pointer (&html), response);
}
