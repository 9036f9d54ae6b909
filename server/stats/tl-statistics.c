/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "server/stats/tl-statistics-private.h"

#include <string.h>

#include "base/tl-error.h"
#include "server/stats/tl-cells.h"

const TlStatisticInfo tl_statistic_infos[TL_STATISTIC_N] = {
  { "searches", "Lượt tìm",
    "Kết quả của một câu hỏi đã hiện trên màn hình một giây, hoặc một kết quả được mở; cùng câu "
    "hỏi trong năm phút không tính thêm." },
  { "no_answer", "Không có trả lời", "Lượt tìm kết thúc bằng “Không có câu trả lời đủ tin cậy”." },
  { "readings", "Lượt đọc",
    "Một văn bản ở phía trước mười giây; cùng văn bản được tính lại sau khi đọc văn bản khác." },
  { "answers_used", "Trả lời được dùng",
    "Một đoạn từ kết quả được chép, chép kèm trích dẫn, xuất, tô màu, ghi chú hoặc so sánh; mỗi "
    "câu hỏi nhiều nhất một." },
  { "comparisons", "Lượt so sánh", "Hai văn bản đứng cạnh nhau mười giây." },
  { "feedback", "Góp ý đã viết", "Góp ý được đưa vào hộp gửi trên máy trạm." },
  { "contributions", "Tình huống đã viết", "Tình huống được đưa vào hộp gửi trên máy trạm." },
  { "active", "Máy hoạt động",
    "Máy trạm của thẩm phán có ít nhất một ngày hoạt động trong tháng; nhiều tháng thì cộng lại." },
  { "enrolled", "Máy đã đăng ký",
    "Máy trạm của thẩm phán đã đăng ký và chưa thu hồi ở cuối tháng; nhiều tháng thì cộng lại." },
  { "received", "Góp ý đã nhận",
    "Góp ý và tình huống đến máy chủ trong tháng, không kể mục đã rút." },
  { "answered", "Đã trả lời", "Trong số đó: đã duyệt, đã áp dụng, không áp dụng hoặc đã gộp." },
  { "answer_hours", "Giờ đến khi trả lời",
    "Tổng số giờ từ lúc nhận đến lúc duyệt, đóng hoặc gộp." },
};

static const char *const role_codes[TL_STATISTICS_N_ROLES]
    = { "editor", "statistics", "administrator" };
static const char *const role_names[TL_STATISTICS_N_ROLES]
    = { "Biên tập viên", "Thống kê", "Quản trị" };

gboolean
tl_statistics_is_month (const char *month)
{
  return strlen (month) == 7 && strspn (month, "0123456789") == 4 && month[4] == '-'
         && strspn (month + 5, "0123456789") == 2 && atoi (month) >= 2000 && atoi (month) < 2200
         && atoi (month + 5) >= 1 && atoi (month + 5) <= 12;
}

void
tl_statistics_month (gint64 now, guint back, char month[8])
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (now / 1000 + 7 * 3600);
  int months = g_date_time_get_year (time) * 12 + g_date_time_get_month (time) - 1 - (int)back;

  g_snprintf (month, 8, "%04d-%02d", months / 12, months % 12 + 1);
}

void
tl_statistics_row_free (TlStatisticsRow *row)
{
  if (row == NULL)
    return;
  g_free (row->label);
  g_free (row->code);
  g_free (row);
}

void
tl_statistics_free (TlStatistics *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->months, g_ptr_array_unref);
  if (!self->is_part)
    {
      g_clear_pointer (&self->units, tl_units_free);
      g_clear_pointer (&self->roles, tl_units_free);
      g_clear_pointer (&self->person_numbers, g_hash_table_unref);
    }
  g_free (self->groups);
  g_free (self->role_groups);
  g_free (self);
}

const TlUnits *
tl_statistics_get_units (TlStatistics *self)
{
  return self->units;
}

static guint *
join (TlStatistics *self, const TlUnits *units, gboolean others)
{
  g_autofree guint **cells = g_new0 (guint *, self->months->len + 1);
  guint n = 0;

  for (guint i = 0; i < self->months->len; i++)
    {
      TlStatisticsMonth *month = self->months->pdata[i];

      if (month->finished)
        cells[n++] = others ? month->others.cells : month->judges.cells;
    }
  return tl_cells_join (units, cells, n);
}

TlStatistics *
tl_statistics_load (TlSql *sql, const char *from, const char *to, gint64 now, GError **error)
{
  g_autoptr (TlStatistics) self = g_new0 (TlStatistics, 1);
  char name[8];

  if (!tl_statistics_is_month (from) || !tl_statistics_is_month (to))
    {
      g_set_error (error, TL_ERROR, TL_ERROR_INPUT, "from %s to %s are no months", from, to);
      return NULL;
    }
  self->units = tl_units_load (sql, error);
  if (self->units == NULL)
    return NULL;
  self->roles = tl_units_new ();
  tl_units_add (self->roles, "", "Các vai trò khác", NULL, "");
  for (guint i = 0; i < TL_STATISTICS_N_ROLES; i++)
    tl_units_add (self->roles, role_codes[i], role_names[i], "", "");
  tl_units_tie (self->roles);
  self->person_numbers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->months = g_ptr_array_new_with_free_func (_tl_statistics_month_free);
  g_strlcpy (name, from, sizeof name);
  while (strcmp (name, to) <= 0 && self->months->len < TL_STATISTICS_MAX_MONTHS)
    {
      TlStatisticsMonth *month = _tl_statistics_month_new (self, name, now);

      g_ptr_array_add (self->months, month);
      if (!_tl_statistics_read_month (self, sql, month, error))
        return NULL;
      tl_statistics_month (month->end, 0, name);
    }
  if (!_tl_statistics_read_enrolled (self, sql, now, error))
    return NULL;
  for (guint i = 0; i < self->months->len; i++)
    _tl_statistics_divide_month (self, self->months->pdata[i]);
  self->groups = join (self, self->units, FALSE);
  self->role_groups = join (self, self->roles, TRUE);
  return g_steal_pointer (&self);
}

TlStatistics *
tl_statistics_part (TlStatistics *whole, const char *from, const char *to)
{
  TlStatistics *self = g_new0 (TlStatistics, 1);

  self->is_part = TRUE;
  self->units = whole->units;
  self->roles = whole->roles;
  self->months = g_ptr_array_new ();
  for (guint i = 0; i < whole->months->len; i++)
    {
      TlStatisticsMonth *month = whole->months->pdata[i];

      if (strcmp (month->name, from) >= 0 && strcmp (month->name, to) <= 0)
        g_ptr_array_add (self->months, month);
    }
  self->groups = join (self, self->units, FALSE);
  self->role_groups = join (self, self->roles, TRUE);
  return self;
}

static TlStatisticsRow *
new_row (const char *label, const char *code)
{
  TlStatisticsRow *row = g_new0 (TlStatisticsRow, 1);

  row->label = g_strdup (label);
  row->code = g_strdup (code);
  return row;
}

static void
add_values (TlStatisticsRow *row, const gint64 values[TL_STATISTIC_N])
{
  row->shown = TRUE;
  for (guint i = 0; i < TL_STATISTIC_N; i++)
    row->values[i] += values[i];
}

static void
add_total (GPtrArray *rows, const char *label)
{
  TlStatisticsRow *total = new_row (label, NULL);

  total->total = TRUE;
  for (guint i = 0; i < rows->len; i++)
    {
      TlStatisticsRow *row = rows->pdata[i];

      total->units += row->units;
      if (row->shown)
        add_values (total, row->values);
    }
  g_ptr_array_add (rows, total);
}

/* For each group (by the number of its first unit) the deepest unit that it lies in. */
static guint *
places_of_groups (const TlUnits *units, const guint *groups)
{
  guint n = tl_units_count (units);
  guint *places = g_new (guint, n + 1);
  g_autofree gboolean *seen = g_new0 (gboolean, n + 1);

  for (guint i = 0; i < n; i++)
    {
      guint group = groups[i];

      if (group == TL_UNIT_NONE)
        continue;
      places[group] = seen[group] ? (places[group] == TL_UNIT_NONE
                                         ? TL_UNIT_NONE
                                         : tl_units_common (units, places[group], i))
                                  : i;
      seen[group] = TRUE;
    }
  return places;
}

/* Whether unit @i belongs to a group that lies wholly in @scope. */
static gboolean
is_in_scope (TlStatistics *self, const guint *places, guint i, guint scope)
{
  if (self->groups[i] == TL_UNIT_NONE)
    return FALSE;
  if (scope == TL_UNIT_NONE)
    return TRUE;
  return places[self->groups[i]] != TL_UNIT_NONE
         && tl_units_is_inside (self->units, places[self->groups[i]], scope);
}

/* The child of @scope that @place lies in; %TL_UNIT_NONE: in none. */
static guint
child_of (const TlUnits *units, guint place, guint scope)
{
  while (place != TL_UNIT_NONE && place != scope && tl_units_get (units, place)->parent != scope)
    place = tl_units_get (units, place)->parent;
  return place == scope ? TL_UNIT_NONE : place;
}

static void
add_unit_values (TlStatistics *self, TlStatisticsRow *row, guint unit)
{
  gboolean counts = FALSE;

  for (guint i = 0; i < self->months->len; i++)
    {
      TlStatisticsMonth *month = self->months->pdata[i];

      if (!month->finished)
        continue;
      counts = counts || month->judges.counts[unit];
      if (month->judges.cells[unit] != TL_UNIT_NONE)
        add_values (row, month->judges.values[unit]);
    }
  row->units += counts;
}

static char *
rest_label (const TlUnits *units, guint scope, gboolean alone)
{
  if (scope == TL_UNIT_NONE)
    return g_strdup ("Các đơn vị còn lại");
  if (alone)
    return g_strdup_printf ("%s (cơ quan)", tl_units_get (units, scope)->name);
  return g_strdup_printf ("Các đơn vị còn lại của %s", tl_units_get (units, scope)->name);
}

static int
compare_rows (gconstpointer a, gconstpointer b)
{
  const TlStatisticsRow *left = *(TlStatisticsRow *const *)a, *right = *(TlStatisticsRow *const *)b;

  if ((left->code == NULL) != (right->code == NULL))
    return left->code == NULL ? 1 : -1;
  return g_utf8_collate (left->label, right->label);
}

GPtrArray *
tl_statistics_by_unit (TlStatistics *self, guint scope)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify)tl_statistics_row_free);
  guint n = tl_units_count (self->units);
  g_autofree guint *places = places_of_groups (self->units, self->groups);
  g_autofree TlStatisticsRow **by_child = g_new0 (TlStatisticsRow *, n + 1);
  TlStatisticsRow *rest = NULL;
  gboolean alone = TRUE;

  for (guint i = 0; i < n; i++)
    {
      guint child;
      TlStatisticsRow **row;

      if (!is_in_scope (self, places, i, scope))
        continue;
      child = child_of (self->units, places[self->groups[i]], scope);
      row = child == TL_UNIT_NONE ? &rest : &by_child[child];
      if (*row == NULL)
        {
          *row = child == TL_UNIT_NONE ? new_row (NULL, NULL)
                                       : new_row (tl_units_get (self->units, child)->name,
                                                  tl_units_get (self->units, child)->code);
          g_ptr_array_add (rows, *row);
        }
      if (child == TL_UNIT_NONE && i != scope)
        alone = FALSE;
      add_unit_values (self, *row, i);
    }
  if (rest != NULL)
    rest->label = rest_label (self->units, scope, alone);
  g_ptr_array_sort (rows, compare_rows);
  add_total (rows, "Tổng cộng");
  return rows;
}

/* A month that is not over is one cell of all courts. */
static gboolean
is_all (TlStatistics *self, guint scope)
{
  for (guint i = 0; i < tl_units_count (self->units); i++)
    if (!tl_units_is_inside (self->units, i, scope))
      return FALSE;
  return TRUE;
}

GPtrArray *
tl_statistics_by_month (TlStatistics *self, guint scope)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify)tl_statistics_row_free);
  g_autofree guint *places = places_of_groups (self->units, self->groups);
  gboolean all = is_all (self, scope);
  TlStatisticsRow *unfinished = NULL;

  for (guint m = 0; m < self->months->len; m++)
    {
      TlStatisticsMonth *month = self->months->pdata[m];
      g_autofree char *label = g_strdup_printf ("%s/%.4s%s", month->name + 5, month->name,
                                                month->finished ? "" : " (chưa hết)");
      TlStatisticsRow *row = new_row (label, NULL);

      for (guint i = 0; i < tl_units_count (self->units); i++)
        if (month->judges.cells[i] != TL_UNIT_NONE
            && (month->finished ? is_in_scope (self, places, i, scope) : all))
          add_values (row, month->judges.values[i]);
      if (month->finished)
        g_ptr_array_add (rows, row);
      else if (all)
        unfinished = row;
      else
        tl_statistics_row_free (row);
    }
  add_total (rows, "Tổng các tháng đã hết");
  if (unfinished != NULL)
    g_ptr_array_add (rows, unfinished);
  return rows;
}

GPtrArray *
tl_statistics_by_role (TlStatistics *self)
{
  GPtrArray *rows = tl_statistics_by_unit (self, TL_UNIT_NONE);
  guint n = tl_units_count (self->roles);
  g_autofree TlStatisticsRow **by_group = g_new0 (TlStatisticsRow *, n + 1);
  TlStatisticsRow *judges = g_ptr_array_steal_index (rows, rows->len - 1);

  g_ptr_array_set_size (rows, 0);
  g_free (judges->label);
  judges->label = g_strdup ("Thẩm phán");
  judges->total = FALSE;
  judges->units = 0;
  g_ptr_array_add (rows, judges);
  for (guint i = 0; i < n; i++)
    {
      guint group = self->role_groups[i];
      const char *name = tl_units_get (self->roles, i)->name;

      if (group == TL_UNIT_NONE)
        continue;
      if (by_group[group] == NULL)
        g_ptr_array_add (rows, by_group[group] = new_row (name, NULL));
      else
        {
          g_autofree char *before = by_group[group]->label;

          by_group[group]->label = g_strdup_printf ("%s, %s", before, name);
        }
      for (guint m = 0; m < self->months->len; m++)
        {
          TlStatisticsMonth *month = self->months->pdata[m];

          if (month->finished && month->others.cells[i] != TL_UNIT_NONE)
            add_values (by_group[group], month->others.values[i]);
        }
    }
  add_total (rows, "Tổng cộng");
  return rows;
}
