/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows of the counters. */
#include "config.h"

#include <string.h>

#include "desk/tl-desk-outbox-private.h"

/* Việt Nam has one time, seven hours before UTC, and no summer time. */
#define OFFSET_SECONDS (7 * 60 * 60)

static void
day_of (gint64 seconds, char day[TL_DATE_SIZE])
{
  g_autoptr (GDateTime) moment = g_date_time_new_from_unix_utc (seconds + OFFSET_SECONDS);
  g_autofree char *text = g_date_time_format (moment, "%Y-%m-%d");

  g_strlcpy (day, text, TL_DATE_SIZE);
}

void
tl_desk_usage_today (char day[TL_DATE_SIZE])
{
  day_of (_tl_desk_now () / 1000, day);
}

/* Days that are too old go, and those that a clock far ahead made. */
static gboolean
prune (TlDeskStore *self, GError **error)
{
  static const char *const queries[] = {
    "DELETE FROM usage WHERE day < ?1 OR day > ?2",
    "DELETE FROM usage_sent WHERE day < ?1 OR day > ?2",
  };
  gint64 now = _tl_desk_now () / 1000;
  char oldest[TL_DATE_SIZE], newest[TL_DATE_SIZE];

  day_of (now - TL_DESK_USAGE_DAYS * 86400LL, oldest);
  day_of (now + TL_DESK_USAGE_DAYS * 86400LL, newest);
  for (guint i = 0; i < G_N_ELEMENTS (queries); i++)
    {
      g_autoptr (sqlite3_stmt) statement = _tl_db_prepare (&self->db, queries[i], error);

      if (statement == NULL || !_tl_db_bind (&self->db, statement, error, "ss", oldest, newest)
          || !_tl_db_run (&self->db, statement, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
add (TlDeskStore *self, const char *day, TlUsageCounter counter, GError **error)
{
  gint64 most = counter == TL_USAGE_ACTIVE ? 1 : TL_USAGE_MAX_VALUE;
  g_autoptr (sqlite3_stmt) statement
      = _tl_db_prepare (&self->db,
                        "INSERT INTO usage VALUES (?1, ?2, 1) ON CONFLICT (day, counter) "
                        "DO UPDATE SET value = min(value + 1, ?3)",
                        error);

  return statement != NULL
         && _tl_db_bind (&self->db, statement, error, "ssi", day, tl_usage_counter_name (counter),
                         most)
         && _tl_db_run (&self->db, statement, error);
}

static gboolean
forget_sent (TlDeskStore *self, const char *day, GError **error)
{
  g_autoptr (sqlite3_stmt) statement
      = _tl_db_prepare (&self->db, "DELETE FROM usage_sent WHERE day = ?1", error);

  return statement != NULL && _tl_db_bind (&self->db, statement, error, "s", day)
         && _tl_db_run (&self->db, statement, error);
}

gboolean
_tl_desk_store_count_usage (TlDeskStore *self, TlUsageCounter counter, GError **error)
{
  char day[TL_DATE_SIZE];

  tl_desk_usage_today (day);
  return add (self, day, counter, error)
         && (counter == TL_USAGE_ACTIVE || add (self, day, TL_USAGE_ACTIVE, error))
         && forget_sent (self, day, error) && prune (self, error);
}

static gboolean
read_row (sqlite3_stmt *statement, GPtrArray *days)
{
  g_autofree char *day = _tl_desk_column_text (statement, 0);
  g_autofree char *name = _tl_desk_column_text (statement, 1);
  TlDeskUsageDay *last = days->len > 0 ? g_ptr_array_index (days, days->len - 1) : NULL;
  TlUsageCounter counter;

  if (!tl_date_is_valid (day) || !tl_usage_counter_from_name (name, &counter))
    return FALSE;
  if (last == NULL || strcmp (last->day, day) != 0)
    {
      last = g_new0 (TlDeskUsageDay, 1);
      g_strlcpy (last->day, day, sizeof last->day);
      last->sent = sqlite3_column_int64 (statement, 3);
      g_ptr_array_add (days, last);
    }
  last->counters[counter] = CLAMP (sqlite3_column_int64 (statement, 2), 0,
                                   counter == TL_USAGE_ACTIVE ? 1 : TL_USAGE_MAX_VALUE);
  return TRUE;
}

GPtrArray *
_tl_desk_store_list_usage (TlDeskStore *self, gboolean unsent, guint limit, GError **error)
{
  static const char *const queries[] = {
    "SELECT usage.day, counter, value, ifnull(sent, 0) FROM usage LEFT JOIN usage_sent "
    "ON usage.day = usage_sent.day WHERE ?1 <> '' ORDER BY usage.day DESC",
    "SELECT usage.day, counter, value, 0 FROM usage WHERE day < ?1 AND NOT EXISTS "
    "(SELECT 1 FROM usage_sent WHERE usage_sent.day = usage.day) ORDER BY usage.day",
  };
  g_autoptr (GPtrArray) days = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (sqlite3_stmt) statement = _tl_db_prepare (&self->db, queries[unsent != FALSE], error);
  char today[TL_DATE_SIZE];
  int row;

  tl_desk_usage_today (today);
  if (statement == NULL || !_tl_db_bind (&self->db, statement, error, "s", today))
    return NULL;
  while ((row = _tl_db_step (&self->db, statement, error)) > 0)
    {
      read_row (statement, days);
      if (limit > 0 && days->len > limit)
        {
          g_ptr_array_set_size (days, (gint)limit);
          break;
        }
    }
  return row >= 0 ? g_steal_pointer (&days) : NULL;
}

/* Whether the numbers are still those of @day. */
static gboolean
is_same (TlDeskStore *self, const TlDeskUsageDay *day, gboolean *same, GError **error)
{
  g_autoptr (sqlite3_stmt) statement
      = _tl_db_prepare (&self->db, "SELECT counter, value FROM usage WHERE day = ?1", error);
  TlDeskUsageDay now = { 0 };
  int row;

  if (statement == NULL || !_tl_db_bind (&self->db, statement, error, "s", day->day))
    return FALSE;
  while ((row = _tl_db_step (&self->db, statement, error)) > 0)
    {
      g_autofree char *name = _tl_desk_column_text (statement, 0);
      TlUsageCounter counter;

      if (tl_usage_counter_from_name (name, &counter))
        now.counters[counter] = sqlite3_column_int64 (statement, 1);
    }
  *same = memcmp (now.counters, day->counters, sizeof now.counters) == 0;
  return row == 0;
}

gboolean
_tl_desk_store_set_usage_sent (TlDeskStore *self, const TlDeskUsageDay *day, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = NULL;
  gboolean same;

  if (!is_same (self, day, &same, error))
    return FALSE;
  if (!same)
    return TRUE;
  statement
      = _tl_db_prepare (&self->db, "INSERT OR REPLACE INTO usage_sent VALUES (?1, ?2)", error);
  return statement != NULL
         && _tl_db_bind (&self->db, statement, error, "si", day->day, _tl_desk_now ())
         && _tl_db_run (&self->db, statement, error);
}

gboolean
_tl_desk_store_forget_usage (TlDeskStore *self, GError **error)
{
  return _tl_db_exec (&self->db,
                      "DELETE FROM usage; DELETE FROM usage_sent;"
                      "INSERT OR REPLACE INTO settings VALUES ('wipe', 1);",
                      error);
}
