/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "server/stats/tl-statistics-private.h"

#include <string.h>

#include "server/stats/tl-cells.h"

#define VIETNAM_MS ((gint64)7 * 3600 * 1000)

static gint64
month_begin (const char *name, guint months_later)
{
  int year = atoi (name), month = atoi (name + 5) - 1 + (int)months_later;
  g_autoptr (GDateTime) time = g_date_time_new_utc (year + month / 12, month % 12 + 1, 1, 0, 0, 0);

  return g_date_time_to_unix (time) * 1000 - VIETNAM_MS;
}

static void
slice_init (TlStatisticsSlice *slice, guint n)
{
  slice->persons = g_new0 (GArray *, n + 1);
  for (guint i = 0; i < n; i++)
    slice->persons[i] = g_array_new (FALSE, FALSE, sizeof (guint32));
  slice->values = g_malloc0 ((n + 1) * sizeof *slice->values);
  slice->counts = g_new0 (gboolean, n + 1);
}

static void
slice_clear (TlStatisticsSlice *slice)
{
  for (guint i = 0; slice->persons[i] != NULL; i++)
    g_array_unref (slice->persons[i]);
  g_free (slice->persons);
  g_free (slice->values);
  g_free (slice->counts);
  g_free (slice->cells);
}

TlStatisticsMonth *
_tl_statistics_month_new (TlStatistics *self, const char *name, gint64 now)
{
  TlStatisticsMonth *month = g_new0 (TlStatisticsMonth, 1);

  g_strlcpy (month->name, name, sizeof month->name);
  month->begin = month_begin (name, 0);
  month->end = month_begin (name, 1);
  month->finished = month->end <= now;
  slice_init (&month->judges, tl_units_count (self->units));
  slice_init (&month->others, tl_units_count (self->roles));
  return month;
}

void
_tl_statistics_month_free (gpointer data)
{
  TlStatisticsMonth *month = data;

  slice_clear (&month->judges);
  slice_clear (&month->others);
  g_free (month);
}

/* Where the numbers of a unit and a role are kept: judges by unit, all others by role. */
static TlStatisticsSlice *
find_slice (
    TlStatistics *self, TlStatisticsMonth *month, const char *unit, const char *role, guint *at)
{
  if (g_strcmp0 (role, "judge") == 0)
    {
      *at = unit != NULL ? tl_units_find (self->units, unit) : TL_UNIT_NONE;
      return *at != TL_UNIT_NONE ? &month->judges : NULL;
    }
  *at = role != NULL ? tl_units_find (self->roles, role) : TL_UNIT_NONE;
  return *at != TL_UNIT_NONE ? &month->others : NULL;
}

static guint32
number_of_person (TlStatistics *self, const char *person)
{
  gpointer number = g_hash_table_lookup (self->person_numbers, person);

  if (number == NULL)
    {
      number = GUINT_TO_POINTER (g_hash_table_size (self->person_numbers) + 1);
      g_hash_table_insert (self->person_numbers, g_strdup (person), number);
    }
  return GPOINTER_TO_UINT (number);
}

static gboolean
read_usage (TlStatistics *self, TlSql *sql, TlStatisticsMonth *month, GError **error)
{
  g_autoptr (TlSqlRows) rows = NULL;

  rows = tl_sql_query (
      sql, error,
      "SELECT m.unit, m.role, COALESCE(d.person, m.device), m.searches, m.no_answer,"
      " m.readings, m.answers_used, m.comparisons, m.feedback, m.contributions,"
      " m.active_days FROM usage_months m LEFT JOIN devices d ON d.id = m.device"
      " WHERE m.month = $1 ORDER BY m.device LIMIT 200000",
      "s", month->name);
  if (rows == NULL)
    return FALSE;
  for (guint i = 0; i < tl_sql_rows_count (rows); i++)
    {
      guint at;
      TlStatisticsSlice *slice = find_slice (self, month, tl_sql_rows_text (rows, i, 0),
                                             tl_sql_rows_text (rows, i, 1), &at);
      guint32 person = number_of_person (self, tl_sql_rows_text (rows, i, 2));

      if (slice == NULL)
        continue;
      g_array_append_val (slice->persons[at], person);
      for (guint value = TL_STATISTIC_SEARCHES; value <= TL_STATISTIC_CONTRIBUTIONS; value++)
        slice->values[at][value] += tl_sql_rows_int (rows, i, 3 + value);
      slice->values[at][TL_STATISTIC_ACTIVE] += tl_sql_rows_int (rows, i, 10) > 0;
    }
  return TRUE;
}

gboolean
_tl_statistics_read_enrolled (TlStatistics *self, TlSql *sql, gint64 now, GError **error)
{
  g_autoptr (TlSqlRows) rows = NULL;

  /* Once for all months: who was enrolled and not revoked at the end of each. */
  rows = tl_sql_query (sql, error,
                       "SELECT p.unit, p.role, d.enrolled, COALESCE(d.revoked, 0),"
                       " COALESCE(p.revoked, 0) FROM devices d JOIN people p ON p.id = d.person"
                       " ORDER BY d.id LIMIT 200000",
                       "");
  if (rows == NULL)
    return FALSE;
  for (guint m = 0; m < self->months->len; m++)
    {
      TlStatisticsMonth *month = self->months->pdata[m];
      gint64 end = MIN (month->end, now);

      for (guint i = 0; i < tl_sql_rows_count (rows); i++)
        {
          gint64 device = tl_sql_rows_int (rows, i, 3), person = tl_sql_rows_int (rows, i, 4);
          TlStatisticsSlice *slice;
          guint at;

          if (tl_sql_rows_int (rows, i, 2) >= end || (device > 0 && device < end)
              || (person > 0 && person < end))
            continue;
          slice = find_slice (self, month, tl_sql_rows_text (rows, i, 0),
                              tl_sql_rows_text (rows, i, 1), &at);
          if (slice != NULL)
            slice->values[at][TL_STATISTIC_ENROLLED]++;
        }
    }
  return TRUE;
}

#define FIRST_ANSWER                                                                               \
  "(SELECT MIN(e.time) FROM item_events e WHERE e.item = i.id"                                     \
  " AND e.state IN ('accepted', 'rejected', 'merged'))"
#define IS_ANSWERED "i.state IN ('accepted', 'applied', 'rejected', 'merged')"

static gboolean
read_items (TlStatistics *self, TlSql *sql, TlStatisticsMonth *month, GError **error)
{
  g_autoptr (TlSqlRows) rows = NULL;

  rows = tl_sql_query (
      sql, error,
      "SELECT i.unit, p.role, count(*), SUM(CASE WHEN " IS_ANSWERED " THEN 1 ELSE 0 END),"
      " CAST(COALESCE(SUM(CASE WHEN " IS_ANSWERED " THEN (" FIRST_ANSWER
      " - i.received) / 3600000 END), 0) AS BIGINT) FROM items i"
      " JOIN people p ON p.id = i.person WHERE i.received >= $1 AND i.received < $2"
      " AND i.state <> 'withdrawn' GROUP BY i.unit, p.role LIMIT 50000",
      "ii", month->begin, month->end);
  if (rows == NULL)
    return FALSE;
  for (guint i = 0; i < tl_sql_rows_count (rows); i++)
    {
      guint at;
      TlStatisticsSlice *slice = find_slice (self, month, tl_sql_rows_text (rows, i, 0),
                                             tl_sql_rows_text (rows, i, 1), &at);

      if (slice == NULL)
        continue;
      slice->values[at][TL_STATISTIC_RECEIVED] += tl_sql_rows_int (rows, i, 2);
      slice->values[at][TL_STATISTIC_ANSWERED] += tl_sql_rows_int (rows, i, 3);
      slice->values[at][TL_STATISTIC_HOURS] += tl_sql_rows_int (rows, i, 4);
    }
  return TRUE;
}

static int
compare_persons (gconstpointer a, gconstpointer b)
{
  guint32 left = *(const guint32 *)a, right = *(const guint32 *)b;

  return left < right ? -1 : left > right;
}

/* A person with two workstations is one. */
static void
sort_persons (TlStatisticsSlice *slice)
{
  for (guint i = 0; slice->persons[i] != NULL; i++)
    {
      GArray *persons = slice->persons[i];
      guint kept = 0;

      g_array_sort (persons, compare_persons);
      for (guint j = 0; j < persons->len; j++)
        if (j == 0
            || g_array_index (persons, guint32, j) != g_array_index (persons, guint32, j - 1))
          g_array_index (persons, guint32, kept++) = g_array_index (persons, guint32, j);
      g_array_set_size (persons, kept);
      slice->counts[i] = kept > 0;
      for (guint value = 0; value < TL_STATISTIC_N; value++)
        slice->counts[i] = slice->counts[i] || slice->values[i][value] != 0;
    }
}

gboolean
_tl_statistics_read_month (TlStatistics *self, TlSql *sql, TlStatisticsMonth *month, GError **error)
{
  return read_usage (self, sql, month, error) && read_items (self, sql, month, error);
}

void
_tl_statistics_divide_month (TlStatistics *self, TlStatisticsMonth *month)
{
  sort_persons (&month->judges);
  sort_persons (&month->others);
  if (month->finished)
    {
      month->judges.cells
          = tl_cells_of_month (self->units, month->judges.persons, month->judges.counts);
      month->others.cells
          = tl_cells_of_month (self->roles, month->others.persons, month->others.counts);
    }
  else
    {
      month->judges.cells = tl_cells_one (self->units, month->judges.persons, month->judges.counts);
      month->others.cells = tl_cells_one (self->roles, month->others.persons, month->others.counts);
    }
}
