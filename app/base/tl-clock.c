/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "base/tl-clock.h"

#include <stdio.h>
#include <string.h>

static gint64 fake_seconds = -1;

GDateTime *
tl_clock_now (void)
{
  const char *epoch = g_getenv ("SOURCE_DATE_EPOCH");

  if (fake_seconds >= 0)
    return g_date_time_new_from_unix_utc (fake_seconds);
  if (epoch != NULL)
    {
      gint64 seconds;
      if (g_ascii_string_to_signed (epoch, 10, 0, G_MAXINT32, &seconds, NULL))
        return g_date_time_new_from_unix_utc (seconds);
    }
  return g_date_time_new_now_utc ();
}

void
tl_clock_today (char date[TL_DATE_SIZE])
{
  g_autoptr (GDateTime) now = tl_clock_now ();
  g_autoptr (GDateTime) local = g_date_time_to_local (now);

  tl_date_from_dmy (g_date_time_get_day_of_month (local), g_date_time_get_month (local),
                    g_date_time_get_year (local), date);
}

void
tl_clock_set_fake (gint64 unix_seconds)
{
  fake_seconds = unix_seconds;
}

gboolean
tl_date_from_dmy (int day, int month, int year, char date[TL_DATE_SIZE])
{
  char buffer[48];

  if (year < 1900 || year > 2199 || month < 1 || month > 12 || day < 1 || day > 31)
    return FALSE;
  if (!g_date_valid_dmy ((GDateDay)day, (GDateMonth)month, (GDateYear)year))
    return FALSE;
  g_snprintf (buffer, sizeof buffer, "%04d-%02d-%02d", year, month, day);
  memcpy (date, buffer, TL_DATE_SIZE);
  return TRUE;
}

/* Reads "YYYY-MM-DD" without accepting signs, spaces or other lengths, as sscanf would. */
static gboolean
parse_iso (const char *date, int *year, int *month, int *day)
{
  if (date == NULL || strlen (date) != TL_DATE_SIZE - 1)
    return FALSE;
  for (int i = 0; i < TL_DATE_SIZE - 1; i++)
    if (i == 4 || i == 7 ? date[i] != '-' : !g_ascii_isdigit (date[i]))
      return FALSE;
  *year = (date[0] - '0') * 1000 + (date[1] - '0') * 100 + (date[2] - '0') * 10 + (date[3] - '0');
  *month = (date[5] - '0') * 10 + (date[6] - '0');
  *day = (date[8] - '0') * 10 + (date[9] - '0');
  return TRUE;
}

gboolean
tl_date_is_valid (const char *date)
{
  int year, month, day;
  char copy[TL_DATE_SIZE];

  return parse_iso (date, &year, &month, &day) && tl_date_from_dmy (day, month, year, copy);
}

char *
tl_date_format_vi (const char *date)
{
  int year, month, day;

  if (!parse_iso (date, &year, &month, &day))
    return g_strdup ("");
  return g_strdup_printf (month <= 2 ? "%02d/%02d/%04d" : "%02d/%d/%04d", day, month, year);
}
