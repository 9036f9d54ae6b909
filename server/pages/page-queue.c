/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "server/pages/tl-pages-private.h"
#include "server/pages/tl-queue.h"

#include <string.h>

#include "protocol/tl-item.h"

#define DAY          ((gint64)24 * 3600 * 1000)
#define WORDS_IN_ROW 160 /* characters of an item's text that stand in its row */

static const char *const view_labels[TL_QUEUE_N_VIEWS]
    = { "Mới",      "Của tôi",    "Đang xử lý",    "Chờ duyệt",
        "Đã duyệt", "Đã áp dụng", "Không áp dụng", "Đã gộp" };

static const TlPageChoice ages[] = {
  { "", "Mọi lúc" },       { "1", "Quá 1 ngày" },   { "7", "Quá 1 tuần" },
  { "30", "Quá 1 tháng" }, { "90", "Quá 3 tháng" }, { NULL, NULL },
};

typedef struct
{
  TlQueueQuery query;
  const char *age;
} Filter;

static void
read_filter (TlRequest *request, Filter *filter)
{
  const char *after = tl_page_query (request, "after");
  gint64 days = g_ascii_strtoll (tl_page_query (request, "age"), NULL, 10);
  char *id = NULL;
  gint64 time = g_ascii_strtoll (after, &id, 10);

  filter->age = tl_page_query (request, "age");
  filter->query = (TlQueueQuery){
    .view = tl_queue_view_from_code (tl_page_query (request, "view")),
    .kind = tl_page_query (request, "kind"),
    .verdict = tl_page_query (request, "verdict"),
    .unit = tl_page_query (request, "unit"),
    .older = days > 0 && days < 10000 ? request->now - days * DAY : 0,
    .now = request->now,
    .me = request->session->person,
    .after_time = *id == '-' ? time : 0,
    .after_id = *id == '-' ? id + 1 : "",
  };
}

/* Address of the queue with the same filter. */
static char *
address (const Filter *filter, TlQueueView view, const char *after)
{
  g_autofree char *kind = g_uri_escape_string (filter->query.kind, NULL, FALSE);
  g_autofree char *verdict = g_uri_escape_string (filter->query.verdict, NULL, FALSE);
  g_autofree char *unit = g_uri_escape_string (filter->query.unit, NULL, FALSE);
  g_autofree char *age = g_uri_escape_string (filter->age, NULL, FALSE);

  return g_strdup_printf ("/queue?view=%s&kind=%s&verdict=%s&unit=%s&age=%s&after=%s",
                          tl_queue_view_code (view), kind, verdict, unit, age, after);
}

static gboolean
write_tabs (TlHtml *html, TlRequest *request, const Filter *filter, GError **error)
{
  gint64 counts[TL_QUEUE_N_VIEWS];

  if (!tl_queue_counts (request->sql, request->session->person, request->now, counts, error))
    return FALSE;
  tl_html_begin (html, "nav", "aria-label", "Trạng thái", NULL);
  tl_html_begin (html, "ul", "class", "tabs", NULL);
  for (guint view = 0; view < TL_QUEUE_N_VIEWS; view++)
    {
      g_autofree char *href = address (filter, view, "");
      g_autofree char *count = tl_page_number (counts[view]);
      g_autofree char *label = g_strdup_printf ("%s (%s)", view_labels[view], count);

      tl_html_begin (html, "li", NULL);
      tl_html_leaf (html, "a", label, "href", href, "aria-current",
                    view == filter->query.view ? "page" : NULL, NULL);
      tl_html_end (html, "li");
    }
  tl_html_end (html, "ul");
  tl_html_end (html, "nav");
  return TRUE;
}

static gboolean
write_units (TlHtml *html, TlRequest *request, const Filter *filter, GError **error)
{
  g_autoptr (TlSqlRows) rows = NULL;

  rows = tl_sql_query (
      request->sql, error,
      "SELECT code, name FROM units WHERE closed IS NULL ORDER BY name, code LIMIT 2000", "");
  if (rows == NULL)
    return FALSE;
  tl_html_begin (html, "div", "class", "field", NULL);
  tl_html_leaf (html, "label", "Đơn vị", "for", "f-unit", NULL);
  tl_html_begin (html, "select", "id", "f-unit", "name", "unit", NULL);
  tl_html_leaf (html, "option", "Mọi đơn vị", "value", "", NULL);
  for (guint i = 0; i < tl_sql_rows_count (rows); i++)
    {
      const char *code = tl_sql_rows_text (rows, i, 0);

      tl_html_leaf (html, "option", tl_sql_rows_text (rows, i, 1), "value", code, "selected",
                    strcmp (code, filter->query.unit) == 0 ? "" : NULL, NULL);
    }
  tl_html_end (html, "select");
  tl_html_end (html, "div");
  return TRUE;
}

static const TlPageChoice *
with_all (const TlPageChoice *choices, const char *all, TlPageChoice *out)
{
  guint n = 0;

  out[n++] = (TlPageChoice){ "", all };
  for (; choices->value != NULL; choices++)
    out[n++] = *choices;
  out[n] = (TlPageChoice){ NULL, NULL };
  return out;
}

static gboolean
write_filter (TlHtml *html, TlRequest *request, const Filter *filter, GError **error)
{
  TlPageChoice choices[16];

  tl_html_begin (html, "form", "method", "get", "action", "/queue", "class", "row", "role",
                 "search", NULL);
  tl_page_hidden (html, "view", tl_queue_view_code (filter->query.view));
  tl_page_select (html, "kind", "Loại", with_all (_tl_page_kinds, "Mọi loại", choices),
                  filter->query.kind);
  tl_page_select (html, "verdict", "Đánh giá",
                  with_all (_tl_page_verdicts, "Mọi đánh giá", choices), filter->query.verdict);
  if (!write_units (html, request, filter, error))
    return FALSE;
  tl_page_select (html, "age", "Gửi đã lâu", ages, filter->age);
  tl_page_button (html, "Lọc", NULL);
  tl_html_end (html, "form");
  return TRUE;
}

/* First words of what was sent. */
static char *
first_words (TlSqlRows *rows, guint row)
{
  g_autoptr (TlItem) item
      = tl_item_from_body (tl_sql_rows_text (rows, row, TL_QUEUE_BODY), -1, NULL);
  const char *text = NULL;
  g_autofree char *line = NULL;

  if (item != NULL)
    text = item->question != NULL && item->question[0] != '\0' ? item->question : item->text;
  if (text == NULL || text[0] == '\0')
    return g_strdup ("(không có lời)");
  line = g_strdelimit (g_strdup (text), "\n", ' ');
  if (g_utf8_strlen (line, -1) <= WORDS_IN_ROW)
    return g_steal_pointer (&line);
  *g_utf8_offset_to_pointer (line, WORDS_IN_ROW) = '\0';
  return g_strconcat (line, "…", NULL);
}

static void
write_row (TlHtml *html, TlRequest *request, TlSqlRows *rows, guint row)
{
  const char *verdict = tl_sql_rows_text (rows, row, TL_QUEUE_VERDICT);
  const char *document = tl_sql_rows_text (rows, row, TL_QUEUE_DOCUMENT);
  const char *anchor = tl_sql_rows_text (rows, row, TL_QUEUE_ANCHOR);
  const char *holder = tl_sql_rows_text (rows, row, TL_QUEUE_HOLDER_NAME);
  gint64 received = tl_sql_rows_int (rows, row, TL_QUEUE_RECEIVED);
  g_autofree char *words = first_words (rows, row);
  g_autofree char *age = tl_page_age (received, request->now);
  g_autofree char *time = tl_page_time (received);

  tl_html_begin (html, "tr", NULL);
  tl_html_begin (html, "th", "scope", "row", NULL);
  tl_page_link (html, words, NULL, "/items/%s", tl_sql_rows_text (rows, row, TL_QUEUE_ID));
  if (document != NULL)
    {
      tl_html_begin (html, "div", "class", "soft", NULL);
      tl_html_text (html, document);
      if (anchor != NULL)
        tl_html_textf (html, " · %s", anchor);
      tl_html_end (html, "div");
    }
  tl_html_end (html, "th");
  tl_html_begin (html, "td", NULL);
  tl_html_leaf (html, "span",
                verdict != NULL ? tl_page_choice_label (_tl_page_verdicts, verdict)
                                : tl_page_choice_label (
                                    _tl_page_kinds, tl_sql_rows_text (rows, row, TL_QUEUE_KIND)),
                "class", "tag", NULL);
  tl_html_end (html, "td");
  tl_html_leaf (html, "td", tl_sql_rows_text (rows, row, TL_QUEUE_UNIT_NAME), NULL);
  tl_html_leaf (html, "td", age, "class", "nowrap", "title", time, NULL);
  tl_html_leaf (html, "td", holder, NULL);
  tl_html_end (html, "tr");
}

static void
write_table (TlHtml *html, TlRequest *request, const Filter *filter, TlSqlRows *rows)
{
  guint count = MIN (tl_sql_rows_count (rows), TL_QUEUE_PAGE);

  if (count == 0)
    {
      tl_html_leaf (html, "p", "Không có mục nào.", "class", "card", NULL);
      return;
    }
  tl_html_begin (html, "div", "class", "scroll", "tabindex", "0", "role", "region", "aria-label",
                 view_labels[filter->query.view], NULL);
  tl_html_begin (html, "table", "class", "queue", NULL);
  tl_html_begin (html, "thead", NULL);
  tl_html_begin (html, "tr", NULL);
  tl_html_leaf (html, "th", "Nội dung", "scope", "col", NULL);
  tl_html_leaf (html, "th", "Đánh giá", "scope", "col", NULL);
  tl_html_leaf (html, "th", "Đơn vị", "scope", "col", NULL);
  tl_html_leaf (html, "th", "Đã gửi", "scope", "col", NULL);
  tl_html_leaf (html, "th", "Người xử lý", "scope", "col", NULL);
  tl_html_end (html, "tr");
  tl_html_end (html, "thead");
  tl_html_begin (html, "tbody", NULL);
  for (guint i = 0; i < count; i++)
    write_row (html, request, rows, i);
  tl_html_end (html, "tbody");
  tl_html_end (html, "table");
  tl_html_end (html, "div");
}

static void
write_next (TlHtml *html, const Filter *filter, TlSqlRows *rows)
{
  tl_html_begin (html, "p", "class", "noprint", NULL);
  if (filter->query.after_id[0] != '\0')
    {
      g_autofree char *first = address (filter, filter->query.view, "");

      tl_html_leaf (html, "a", "Về đầu danh sách", "class", "button", "href", first, NULL);
      tl_html_text (html, " ");
    }
  if (tl_sql_rows_count (rows) > TL_QUEUE_PAGE)
    {
      guint last = TL_QUEUE_PAGE - 1;
      g_autofree char *after = g_strdup_printf ("%" G_GINT64_FORMAT "-%s",
                                                tl_sql_rows_int (rows, last, TL_QUEUE_RECEIVED),
                                                tl_sql_rows_text (rows, last, TL_QUEUE_ID));
      g_autofree char *next = address (filter, filter->query.view, after);

      tl_html_leaf (html, "a", "Trang sau", "class", "button", "href", next, "rel", "next", NULL);
    }
  tl_html_end (html, "p");
}

gboolean
_tl_page_queue (TlRequest *request, TlResponse *response, GError **error)
{
  g_autoptr (TlSqlRows) rows = NULL;
  g_autoptr (TlHtml) html = NULL;
  Filter filter;

  read_filter (request, &filter);
  rows = tl_queue_list (request->sql, &filter.query, error);
  if (rows == NULL)
    return FALSE;
  html = tl_page_begin (request, "Hàng đợi góp ý", "/queue");
  if (!write_tabs (html, request, &filter, error) || !write_filter (html, request, &filter, error))
    return FALSE;
  write_table (html, request, &filter, rows);
  write_next (html, &filter, rows);
  return tl_page_finish (g_steal_pointer (&html), response);
}
