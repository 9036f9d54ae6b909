/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "server/pages/page-statistics-private.h"

#include <string.h>

#define TREND_MONTHS 12

void
_tl_statistics_view_clear (TlStatisticsView *self)
{
  g_clear_pointer (&self->period, tl_statistics_free);
  g_clear_pointer (&self->trend, tl_statistics_free);
  g_clear_pointer (&self->all, tl_statistics_free);
}

/* The last month that is over, unless the address names others. */
static void
read_period (TlRequest *request, TlStatisticsView *self)
{
  const char *from = tl_page_query (request, "from");
  const char *to = tl_page_query (request, "to");

  tl_statistics_month (request->now, 1, self->to);
  if (tl_statistics_is_month (to))
    g_strlcpy (self->to, to, sizeof self->to);
  g_strlcpy (self->from, tl_statistics_is_month (from) ? from : self->to, sizeof self->from);
  if (strcmp (self->from, self->to) > 0)
    g_strlcpy (self->from, self->to, sizeof self->from);
}

/* The year that ends with @to, and the month that is running when it comes next. */
static void
trend_period (TlRequest *request, const TlStatisticsView *self, char from[8], char to[8])
{
  char last[8], running[8];
  int months = atoi (self->to) * 12 + atoi (self->to + 5) - TREND_MONTHS;

  g_snprintf (from, 8, "%04d-%02d", months / 12, months % 12 + 1);
  tl_statistics_month (request->now, 1, last);
  tl_statistics_month (request->now, 0, running);
  g_strlcpy (to, strcmp (self->to, last) == 0 ? running : self->to, 8);
}

/* A person of the General Affairs department sits in a unit without a parent and sees all courts; a
 * leader elsewhere sees the own unit and what is below it. */
static guint
find_top (TlRequest *request, const TlUnits *units)
{
  guint own = tl_units_find (units, request->session->unit != NULL ? request->session->unit : "");

  if (request->session->role == TL_ROLE_ADMINISTRATOR)
    return TL_UNIT_NONE;
  if (own != TL_UNIT_NONE && tl_units_get (units, own)->parent == TL_UNIT_NONE)
    return TL_UNIT_NONE;
  return own;
}

/* Of a tree with one root the root: its rows are its children. */
static guint
default_scope (const TlUnits *units, guint top)
{
  guint root = TL_UNIT_NONE, count = 0;

  if (top != TL_UNIT_NONE)
    return top;
  for (guint i = 0; i < tl_units_count (units); i++)
    if (tl_units_get (units, i)->parent == TL_UNIT_NONE)
      {
        root = i;
        count++;
      }
  return count == 1 ? root : TL_UNIT_NONE;
}

gboolean
_tl_statistics_view_load (
    TlRequest *request, const char *unit, TlStatisticsView *self, gboolean *allowed, GError **error)
{
  const TlUnits *units;
  char from[8], to[8];

  memset (self, 0, sizeof *self);
  read_period (request, self);
  trend_period (request, self, from, to);
  self->all = tl_statistics_load (request->sql, strcmp (self->from, from) < 0 ? self->from : from,
                                  to, request->now, error);
  if (self->all == NULL)
    return FALSE;
  self->period = tl_statistics_part (self->all, self->from, self->to);
  self->trend = tl_statistics_part (self->all, from, to);
  units = tl_statistics_get_units (self->period);
  self->top = find_top (request, units);
  self->scope = unit[0] != '\0' ? tl_units_find (units, unit) : default_scope (units, self->top);
  *allowed = unit[0] == '\0' || self->scope != TL_UNIT_NONE;
  /* A leader whose unit is not in the table sees nothing, not everything. */
  if (self->top == TL_UNIT_NONE && request->session->role != TL_ROLE_ADMINISTRATOR
      && tl_units_find (units, request->session->unit != NULL ? request->session->unit : "")
             == TL_UNIT_NONE)
    *allowed = FALSE;
  else if (self->top != TL_UNIT_NONE
           && (self->scope == TL_UNIT_NONE || !tl_units_is_inside (units, self->scope, self->top)))
    *allowed = FALSE;
  return TRUE;
}

const char *
_tl_statistics_view_name (const TlStatisticsView *self)
{
  if (self->scope == TL_UNIT_NONE)
    return "Toàn hệ thống";
  return tl_units_get (tl_statistics_get_units (self->period), self->scope)->name;
}

gboolean
_tl_statistics_is_whole (const TlStatisticsView *self)
{
  return self->top == TL_UNIT_NONE
         && (self->scope == TL_UNIT_NONE
             || tl_units_get (tl_statistics_get_units (self->period), self->scope)->parent
                    == TL_UNIT_NONE);
}

static const TlStatistic counters[]
    = { TL_STATISTIC_SEARCHES,     TL_STATISTIC_NO_ANSWER,   TL_STATISTIC_READINGS,
        TL_STATISTIC_ANSWERS_USED, TL_STATISTIC_COMPARISONS, TL_STATISTIC_RECEIVED,
        TL_STATISTIC_ANSWERED };

static void
add_columns (TlTable *table, const char *first)
{
  const TlStatisticInfo *enrolled = &tl_statistic_infos[TL_STATISTIC_ENROLLED];
  const TlStatisticInfo *active = &tl_statistic_infos[TL_STATISTIC_ACTIVE];

  tl_table_add_column (table, TL_TABLE_TEXT, first, NULL);
  tl_table_add_column (table, TL_TABLE_NUMBER, enrolled->name, enrolled->meaning);
  tl_table_add_column (table, TL_TABLE_NUMBER, active->name, active->meaning);
  tl_table_add_column (table, TL_TABLE_DECIMAL, "Tỷ lệ, %",
                       "Máy hoạt động chia cho máy đã đăng ký. Mục tiêu là 100 %.");
  for (guint i = 0; i < G_N_ELEMENTS (counters); i++)
    tl_table_add_column (table, TL_TABLE_NUMBER, tl_statistic_infos[counters[i]].name,
                         tl_statistic_infos[counters[i]].meaning);
  tl_table_add_column (
      table, TL_TABLE_DECIMAL, "Ngày chờ",
      "Số ngày trung bình từ lúc nhận đến lúc duyệt, đóng hoặc gộp, của các mục đã trả lời.");
}

static void
add_share (TlTable *table, gint64 part, gint64 whole, gint64 factor)
{
  if (whole > 0)
    tl_table_add_number (table, (part * factor + whole / 2) / whole);
  else
    tl_table_add_nothing (table);
}

static void
add_values (TlTable *table, const TlStatisticsRow *row)
{
  if (!row->shown)
    {
      for (guint i = 0; i < G_N_ELEMENTS (counters) + 4; i++)
        tl_table_add_nothing (table);
      return;
    }
  tl_table_add_number (table, row->values[TL_STATISTIC_ENROLLED]);
  tl_table_add_number (table, row->values[TL_STATISTIC_ACTIVE]);
  add_share (table, row->values[TL_STATISTIC_ACTIVE], row->values[TL_STATISTIC_ENROLLED], 1000);
  for (guint i = 0; i < G_N_ELEMENTS (counters); i++)
    tl_table_add_number (table, row->values[counters[i]]);
  add_share (table, row->values[TL_STATISTIC_HOURS] * 10, row->values[TL_STATISTIC_ANSWERED] * 24,
             1);
}

static char *
link_to (const TlStatisticsView *self, const TlStatisticsRow *row)
{
  const TlUnits *units = tl_statistics_get_units (self->period);
  g_autofree char *code = NULL;

  if (row->code == NULL || tl_units_find (units, row->code) == self->scope)
    return NULL;
  code = g_uri_escape_string (row->code, NULL, FALSE);
  return g_strdup_printf ("/statistics?unit=%s&from=%s&to=%s", code, self->from, self->to);
}

TlTable *
_tl_statistics_table (const TlStatisticsView *self,
                      const char *name,
                      const char *first,
                      GPtrArray *rows,
                      gboolean links)
{
  TlTable *table = tl_table_new (name);

  add_columns (table, first);
  for (guint i = 0; i < rows->len; i++)
    {
      TlStatisticsRow *row = rows->pdata[i];
      g_autofree char *href = links ? link_to (self, row) : NULL;
      g_autofree char *label = NULL;

      /* A sum over nothing is no zero. */
      if (row->total && !row->shown)
        continue;
      label = row->code == NULL && row->units > 1 && !row->total
                  ? g_strdup_printf ("%s (%u đơn vị)", row->label, row->units)
                  : g_strdup (row->label);
      tl_table_begin_row (table, row->total);
      tl_table_add_text (table, label, href);
      add_values (table, row);
    }
  tl_table_add_note (table, "Chỉ tính thẩm phán, trừ bảng theo vai trò. Đơn vị có dưới 5 người báo "
                            "cáo trong tháng được gộp với phần còn lại của đơn vị cấp trên; "
                            "dấu – nghĩa là không đủ 5 người hoặc không có gì để chia.");
  g_ptr_array_unref (rows);
  return table;
}
