/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "server/pages/tl-pages-private.h"
#include "server/pages/tl-chart.h"
#include "server/pages/tl-table.h"
#include "server/stats/tl-cells.h"
#include "server/stats/tl-units.h"

/* How fresh the workstations are: releases and days since they were seen, of all courts together,
 * without anybody's use. */

#define DAY_MS ((gint64)24 * 3600 * 1000)

/* Neighbours are put together until each heap has enough devices. */
static void
add_heap (GPtrArray *labels, GArray *counts, const char *label, gint64 count)
{
  if (labels->len > 0 && g_array_index (counts, gint64, labels->len - 1) < TL_CELLS_SMALLEST)
    {
      g_autofree char *before = labels->pdata[labels->len - 1];

      labels->pdata[labels->len - 1] = g_strdup_printf ("%s, %s", before, label);
      g_array_index (counts, gint64, labels->len - 1) += count;
      return;
    }
  g_ptr_array_add (labels, g_strdup (label));
  g_array_append_val (counts, count);
}

/* The last heap may be too small: it goes to the one before. */
static void
close_heaps (GPtrArray *labels, GArray *counts)
{
  guint last = labels->len - 1;
  g_autofree char *before = NULL;

  if (labels->len < 2 || g_array_index (counts, gint64, last) >= TL_CELLS_SMALLEST)
    return;
  before = labels->pdata[last - 1];
  labels->pdata[last - 1] = g_strdup_printf ("%s, %s", before, (char *)labels->pdata[last]);
  g_array_index (counts, gint64, last - 1) += g_array_index (counts, gint64, last);
  g_array_set_size (counts, last);
  g_ptr_array_set_size (labels, (int)last);
}

static void
write_heaps (TlHtml *html,
             const char *title,
             const char *first,
             const char *meaning,
             GPtrArray *labels,
             GArray *counts)
{
  g_autoptr (TlTable) table = tl_table_new (title);
  g_autoptr (GArray) bars = g_array_new (FALSE, FALSE, sizeof (TlChartBar));
  gint64 total = 0;

  tl_table_add_column (table, TL_TABLE_TEXT, first, meaning);
  tl_table_add_column (
      table, TL_TABLE_NUMBER, "Máy trạm",
      "Máy đã đăng ký và chưa thu hồi. Nhóm dưới 5 máy được gộp với nhóm bên cạnh.");
  for (guint i = 0; i < labels->len; i++)
    {
      gint64 count = g_array_index (counts, gint64, i);
      TlChartBar bar = { labels->pdata[i], count * 10, FALSE };

      total += count;
      tl_table_begin_row (table, FALSE);
      tl_table_add_text (table, labels->pdata[i], NULL);
      tl_table_add_number (table, count);
      g_array_append_val (bars, bar);
    }
  if (total < TL_CELLS_SMALLEST)
    {
      tl_html_leaf (html, "p", "Có dưới 5 máy: không hiện số liệu.", "class", "card", NULL);
      return;
    }
  tl_table_begin_row (table, TRUE);
  tl_table_add_text (table, "Tổng cộng", NULL);
  tl_table_add_number (table, total);
  tl_chart_write (html, title, NULL, 0, bars);
  tl_table_write_html (table, html);
  tl_table_write_meanings (table, html);
}

static gboolean
write_releases (TlHtml *html, TlRequest *request, GError **error)
{
  g_autoptr (TlSqlRows) rows = NULL;
  g_autoptr (GPtrArray) labels = g_ptr_array_new ();
  g_autoptr (GArray) counts = g_array_new (FALSE, FALSE, sizeof (gint64));

  rows = tl_sql_query (request->sql, error,
                       "SELECT COALESCE(release_serial, 0) AS serial, count(*) FROM devices"
                       " WHERE revoked IS NULL GROUP BY serial ORDER BY serial DESC LIMIT 1000",
                       "");
  if (rows == NULL)
    return FALSE;
  g_ptr_array_set_free_func (labels, g_free);
  for (guint i = 0; i < tl_sql_rows_count (rows); i++)
    {
      gint64 serial = tl_sql_rows_int (rows, i, 0);
      g_autofree char *label = serial > 0 ? g_strdup_printf ("bản %" G_GINT64_FORMAT, serial)
                                          : g_strdup ("chưa có bản nào");

      add_heap (labels, counts, label, tl_sql_rows_int (rows, i, 1));
    }
  close_heaps (labels, counts);
  write_heaps (html, "Bản dữ liệu trên các máy trạm", "Bản dữ liệu",
               "Số của bản phát hành mà máy báo trong lần gửi số liệu cuối cùng.", labels, counts);
  return TRUE;
}

static gboolean
write_seen (TlHtml *html, TlRequest *request, GError **error)
{
  static const char *const names[]
      = { "trong 1 ngày", "2 đến 7 ngày", "8 đến 30 ngày", "quá 30 ngày", "chưa lần nào" };
  g_autoptr (TlSqlRows) rows = NULL;
  g_autoptr (GPtrArray) labels = g_ptr_array_new ();
  g_autoptr (GArray) counts = g_array_new (FALSE, FALSE, sizeof (gint64));

  rows = tl_sql_query (
      request->sql, error,
      "SELECT CASE WHEN seen >= $1 THEN 0 WHEN seen >= $2 THEN 1 WHEN seen >= $3 THEN 2"
      " WHEN seen IS NOT NULL THEN 3 ELSE 4 END AS heap, count(*) FROM devices"
      " WHERE revoked IS NULL GROUP BY heap ORDER BY heap",
      "iii", request->now - DAY_MS, request->now - 7 * DAY_MS, request->now - 30 * DAY_MS);
  if (rows == NULL)
    return FALSE;
  g_ptr_array_set_free_func (labels, g_free);
  for (guint i = 0; i < tl_sql_rows_count (rows); i++)
    add_heap (labels, counts, names[CLAMP (tl_sql_rows_int (rows, i, 0), 0, 4)],
              tl_sql_rows_int (rows, i, 1));
  close_heaps (labels, counts);
  write_heaps (html, "Lần liên lạc cuối của máy trạm", "Liên lạc",
               "Thời gian từ lần máy gửi hoặc hỏi gì đó gần nhất.", labels, counts);
  return TRUE;
}

gboolean
_tl_page_fleet (TlRequest *request, TlResponse *response, GError **error)
{
  g_autoptr (TlHtml) html = NULL;
  g_autoptr (TlUnits) units = tl_units_load (request->sql, error);
  guint own;

  if (units == NULL)
    return FALSE;
  own = tl_units_find (units, request->session->unit != NULL ? request->session->unit : "");
  /* Parts of all the machines could be taken from all of them: only who sees all sees this. */
  if (request->session->role != TL_ROLE_ADMINISTRATOR
      && (own == TL_UNIT_NONE || tl_units_get (units, own)->parent != TL_UNIT_NONE))
    return tl_page_answer (request, response, 403, "Máy trạm",
                           "Số liệu về máy trạm chỉ có cho toàn hệ thống.");
  html = tl_page_begin (request, "Máy trạm", "/fleet");
  if (!write_releases (html, request, error) || !write_seen (html, request, error))
    return FALSE;
  return tl_page_finish (g_steal_pointer (&html), response);
}
