/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "server/pages/page-statistics-private.h"
#include "server/pages/tl-chart.h"
#include "server/store/tl-store.h"

#include <string.h>

/* The pages of statistics: on the screen, printed for one court, and as files. */

#define MAX_BARS 40

static TlTable *
units_table (const TlStatisticsView *view, gboolean links)
{
  g_autofree char *name = g_strdup_printf ("Theo đơn vị, %.2s/%.4s – %.2s/%.4s", view->from + 5,
                                           view->from, view->to + 5, view->to);

  return _tl_statistics_table (view, name, "Đơn vị",
                               tl_statistics_by_unit (view->period, view->scope), links);
}

static TlTable *
months_table (const TlStatisticsView *view)
{
  return _tl_statistics_table (view, "Theo tháng", "Tháng",
                               tl_statistics_by_month (view->trend, view->scope), FALSE);
}

static TlTable *
roles_table (const TlStatisticsView *view)
{
  return _tl_statistics_table (view, "Theo vai trò", "Vai trò",
                               tl_statistics_by_role (view->period), FALSE);
}

static void
write_share_chart (TlHtml *html, const TlStatisticsView *view)
{
  g_autoptr (GPtrArray) rows = tl_statistics_by_unit (view->period, view->scope);
  g_autoptr (GArray) bars = g_array_new (FALSE, FALSE, sizeof (TlChartBar));

  for (guint i = 0; i < rows->len && bars->len < MAX_BARS; i++)
    {
      TlStatisticsRow *row = rows->pdata[i];
      gint64 enrolled = row->values[TL_STATISTIC_ENROLLED];
      TlChartBar bar = { row->label, 0, row->code == NULL };

      if (!row->shown || row->total || enrolled == 0)
        continue;
      bar.value = (row->values[TL_STATISTIC_ACTIVE] * 1000 + enrolled / 2) / enrolled;
      g_array_append_val (bars, bar);
    }
  if (bars->len > 0)
    tl_chart_write (html, "Tỷ lệ thẩm phán sử dụng trong tháng, mục tiêu 100 %", "%", 1000, bars);
}

static void
write_month_chart (TlHtml *html, const TlStatisticsView *view)
{
  g_autoptr (GPtrArray) rows = tl_statistics_by_month (view->trend, view->scope);
  g_autoptr (GArray) bars = g_array_new (FALSE, FALSE, sizeof (TlChartBar));

  for (guint i = 0; i < rows->len; i++)
    {
      TlStatisticsRow *row = rows->pdata[i];
      TlChartBar bar = { row->label, row->values[TL_STATISTIC_SEARCHES] * 10, FALSE };

      if (row->shown && !row->total)
        g_array_append_val (bars, bar);
    }
  if (bars->len > 0)
    tl_chart_write (html, "Lượt tìm theo tháng", NULL, 0, bars);
}

static void
write_month_select (
    TlHtml *html, TlRequest *request, const char *name, const char *label, const char *chosen)
{
  char values[TL_STATISTICS_MAX_MONTHS][8];
  char labels[TL_STATISTICS_MAX_MONTHS][8];
  TlPageChoice choices[TL_STATISTICS_MAX_MONTHS + 1] = { { NULL, NULL } };

  for (guint i = 0; i < TL_STATISTICS_MAX_MONTHS; i++)
    {
      tl_statistics_month (request->now, i + 1, values[i]);
      g_snprintf (labels[i], sizeof labels[i], "%.2s/%.4s", values[i] + 5, values[i]);
      choices[i] = (TlPageChoice){ values[i], labels[i] };
    }
  tl_page_select (html, name, label, choices, chosen);
}

static char *
address (const TlStatisticsView *view, const char *path)
{
  const TlUnits *units = tl_statistics_get_units (view->period);
  g_autofree char *code = NULL;

  if (view->scope != TL_UNIT_NONE)
    code = g_uri_escape_string (tl_units_get (units, view->scope)->code, NULL, FALSE);
  return g_strdup_printf ("%s?unit=%s&from=%s&to=%s", path, code != NULL ? code : "", view->from,
                          view->to);
}

static void
write_file_links (TlHtml *html, const TlStatisticsView *view)
{
  static const TlPageChoice files[] = {
    { "/statistics/report", "Bản in của đơn vị này" },
    { "/statistics/all.ods", "Tất cả các bảng (ODS)" },
    { "/statistics/units.csv", "Theo đơn vị (CSV)" },
    { "/statistics/months.csv", "Theo tháng (CSV)" },
    { NULL, NULL },
  };

  tl_html_begin (html, "p", "class", "noprint links", NULL);
  for (guint i = 0; files[i].value != NULL; i++)
    {
      g_autofree char *href = address (view, files[i].value);

      tl_html_leaf (html, "a", files[i].label, "class", "button", "href", href, NULL);
      tl_html_text (html, " ");
    }
  tl_html_end (html, "p");
}

static void
write_form (TlHtml *html, TlRequest *request, const TlStatisticsView *view)
{
  const TlUnits *units = tl_statistics_get_units (view->period);

  tl_html_begin (html, "form", "method", "get", "action", "/statistics", "class", "row", NULL);
  if (view->scope != TL_UNIT_NONE)
    tl_page_hidden (html, "unit", tl_units_get (units, view->scope)->code);
  write_month_select (html, request, "from", "Từ tháng", view->from);
  write_month_select (html, request, "to", "Đến tháng", view->to);
  tl_page_button (html, "Xem", NULL);
  tl_html_end (html, "form");
}

/* Way up to the highest unit that may be seen. */
static void
write_way_up (TlHtml *html, const TlStatisticsView *view)
{
  const TlUnits *units = tl_statistics_get_units (view->period);
  guint up;

  if (view->scope == TL_UNIT_NONE || view->scope == view->top)
    return;
  up = tl_units_get (units, view->scope)->parent;
  if (up == TL_UNIT_NONE)
    return;
  tl_html_begin (html, "p", "class", "noprint", NULL);
  {
    g_autofree char *code = g_uri_escape_string (tl_units_get (units, up)->code, NULL, FALSE);
    g_autofree char *label = g_strdup_printf ("← %s", tl_units_get (units, up)->name);

    tl_page_link (html, label, NULL, "/statistics?unit=%s&from=%s&to=%s", code, view->from,
                  view->to);
  }
  tl_html_end (html, "p");
}

static void
write_table (TlHtml *html, TlTable *table, gboolean meanings)
{
  if (tl_table_count_rows (table) == 0)
    tl_html_leaf (html, "p", "Chưa có số liệu của ít nhất 5 người trong thời gian này.", "class",
                  "card", NULL);
  else
    tl_table_write_html (table, html);
  if (meanings)
    {
      tl_html_leaf (html, "h2", "Cách đếm", NULL);
      tl_table_write_meanings (table, html);
    }
}

gboolean
_tl_page_statistics (TlRequest *request, TlResponse *response, GError **error)
{
  g_auto (TlStatisticsView) view = { 0 };
  g_autoptr (TlHtml) html = NULL;
  g_autoptr (TlTable) units = NULL;
  g_autoptr (TlTable) months = NULL;
  gboolean allowed;

  if (!_tl_statistics_view_load (request, tl_page_query (request, "unit"), &view, &allowed, error))
    return FALSE;
  if (!allowed)
    return tl_page_not_found (request, response);
  units = units_table (&view, TRUE);
  months = months_table (&view);
  html = tl_page_begin_class (request, _tl_statistics_view_name (&view), "/statistics", "wide");
  write_way_up (html, &view);
  write_form (html, request, &view);
  write_file_links (html, &view);
  write_share_chart (html, &view);
  write_table (html, units, FALSE);
  write_month_chart (html, &view);
  write_table (html, months, FALSE);
  if (_tl_statistics_is_whole (&view))
    {
      g_autoptr (TlTable) roles = roles_table (&view);

      write_table (html, roles, FALSE);
    }
  tl_html_leaf (html, "h2", "Cách đếm", NULL);
  tl_table_write_meanings (units, html);
  return tl_page_finish (g_steal_pointer (&html), response);
}

/* Of all courts together: of few machines it would tell whose they are. */
static gboolean
write_versions (TlHtml *html, TlRequest *request, GError **error)
{
  g_autoptr (TlSqlRows) rows = tl_sql_query (
      request->sql, error,
      "SELECT COALESCE(max(release_serial), 0) FROM devices WHERE revoked IS NULL", "");
  gint64 serial;

  if (rows == NULL)
    return FALSE;
  serial = tl_sql_rows_int (rows, 0, 0);
  tl_html_begin (html, "p", "class", "soft", NULL);
  if (serial > 0)
    tl_html_textf (html, "Bản dữ liệu mới nhất mà máy trạm đã báo: %" G_GINT64_FORMAT ". ", serial);
  tl_html_textf (html, "Phiên bản của trung tâm: %s.", TL_VERSION);
  tl_html_end (html, "p");
  return TRUE;
}

gboolean
_tl_page_statistics_report (TlRequest *request, TlResponse *response, GError **error)
{
  g_auto (TlStatisticsView) view = { 0 };
  g_autoptr (TlHtml) html = NULL;
  g_autoptr (TlTable) units = NULL;
  g_autoptr (TlTable) months = NULL;
  g_autofree char *title = NULL;
  g_autofree char *made = tl_page_time (request->now);
  gboolean allowed;

  if (!_tl_statistics_view_load (request, tl_page_query (request, "unit"), &view, &allowed, error))
    return FALSE;
  if (!allowed)
    return tl_page_not_found (request, response);
  units = units_table (&view, FALSE);
  months = months_table (&view);
  title = g_strdup_printf ("Báo cáo sử dụng – %s", _tl_statistics_view_name (&view));
  html = tl_page_begin_class (request, title, "/statistics", "wide");
  tl_html_begin (html, "p", "class", "soft", NULL);
  tl_html_textf (html, "Kỳ %.2s/%.4s – %.2s/%.4s. Lập lúc %s.", view.from + 5, view.from,
                 view.to + 5, view.to, made);
  tl_html_end (html, "p");
  if (!write_versions (html, request, error))
    return FALSE;
  write_table (html, units, FALSE);
  write_table (html, months, TRUE);
  return tl_page_finish (g_steal_pointer (&html), response);
}

static gboolean
send_file (TlResponse *response, GBytes *bytes, const char *type, const char *name)
{
  response->type = type;
  response->file_name = g_strdup (name);
  response->body = bytes;
  return bytes != NULL;
}

/* Who took numbers out of the house, and which. */
static gboolean
audit_export (TlRequest *request, const char *name, const TlStatisticsView *view, GError **error)
{
  g_autofree char *detail
      = g_strdup_printf ("%s %s %s", _tl_statistics_view_name (view), view->from, view->to);

  if (!tl_sql_begin (request->sql, error))
    return FALSE;
  if (tl_store_audit_add (request->sql, request->now, request->session->person, "statistics.export",
                          name, detail, error))
    return tl_sql_commit (request->sql, error);
  tl_sql_rollback (request->sql);
  return FALSE;
}

gboolean
_tl_page_statistics_file (TlRequest *request, TlResponse *response, GError **error)
{
  const char *name = request->parameters[0];
  g_auto (TlStatisticsView) view = { 0 };
  g_autoptr (GPtrArray) tables = g_ptr_array_new_with_free_func ((GDestroyNotify)tl_table_free);
  gboolean allowed;

  if (!_tl_statistics_view_load (request, tl_page_query (request, "unit"), &view, &allowed, error))
    return FALSE;
  if (!allowed)
    return tl_page_not_found (request, response);
  if (strcmp (name, "units.csv") == 0 || strcmp (name, "all.ods") == 0)
    g_ptr_array_add (tables, units_table (&view, FALSE));
  if (strcmp (name, "months.csv") == 0 || strcmp (name, "all.ods") == 0)
    g_ptr_array_add (tables, months_table (&view));
  if (_tl_statistics_is_whole (&view)
      && (strcmp (name, "roles.csv") == 0 || strcmp (name, "all.ods") == 0))
    g_ptr_array_add (tables, roles_table (&view));
  if (tables->len == 0)
    return tl_page_not_found (request, response);
  if (!audit_export (request, name, &view, error))
    return FALSE;
  if (g_str_has_suffix (name, ".ods"))
    return send_file (response, tl_tables_to_ods (tables, error),
                      "application/vnd.oasis.opendocument.spreadsheet", "thong-ke.ods");
  return send_file (response, tl_table_to_csv (tables->pdata[0]), "text/csv; charset=utf-8", name);
}
