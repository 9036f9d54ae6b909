/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A unit whose parts have versions of their own is cut into slices of time: each holds the wording
 * of its days and no other, so that an old wording cannot find, or count for, the new one. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/tl-clock.h"
#include "search/index/tl-index-unit.h"

/* Days on which one unit changes; of more the newest are kept. */
#define MAX_DAYS 64

gboolean
tl_index_unit_shows (const TlDocument *document, int unit, int block, const char *date)
{
  const TlBlock *whole = tl_document_get_block (document, (guint)unit);

  for (int i = block; i > unit; i = tl_document_get_block (document, (guint)i)->parent)
    {
      const TlBlock *part = tl_document_get_block (document, (guint)i);

      if (part->valid_from != NULL && strcmp (date, part->valid_from) < 0
          && g_strcmp0 (part->valid_from, whole->valid_from) != 0)
        return FALSE;
      if (part->valid_to != NULL && strcmp (date, part->valid_to) > 0
          && g_strcmp0 (part->valid_to, whole->valid_to) != 0)
        return FALSE;
    }
  return TRUE;
}

/* @days after @date. */
static gboolean
move_day (const char *date, int days, char moved[TL_DATE_SIZE])
{
  GDate day;

  if (!tl_date_is_valid (date))
    return FALSE;
  g_date_clear (&day, 1);
  g_date_set_dmy (&day, (GDateDay)atoi (date + 8), (GDateMonth)atoi (date + 5),
                  (GDateYear)atoi (date));
  if (days > 0)
    g_date_add_days (&day, (guint)days);
  else
    g_date_subtract_days (&day, (guint)-days);
  return tl_date_from_dmy (g_date_get_day (&day), g_date_get_month (&day), g_date_get_year (&day),
                           moved);
}

typedef struct
{
  char date[TL_DATE_SIZE];
} Day;

/* A day inside the time of the unit. */
static void
take_day (GArray *days, const TlIndexUnit *unit, const char *date, int later)
{
  Day day;

  if (date == NULL || !move_day (date, later, day.date) || strcmp (day.date, unit->shown_from) <= 0
      || (*unit->shown_to != '\0' && strcmp (day.date, unit->shown_to) >= 0))
    return;
  g_array_append_val (days, day);
}

static int
compare_days (gconstpointer a, gconstpointer b)
{
  return strcmp (((const Day *)a)->date, ((const Day *)b)->date);
}

/* The days on which a part of the unit begins or ends, in order, each once. */
static GArray *
find_days (const TlDocument *document, const TlIndexUnit *unit)
{
  GArray *days = g_array_new (FALSE, FALSE, sizeof (Day));
  const TlBlock *whole = tl_document_get_block (document, (guint)unit->block);

  for (guint i = (guint)unit->block + 1; i < unit->end; i++)
    {
      const TlBlock *part = tl_document_get_block (document, i);

      if (g_strcmp0 (part->valid_from, whole->valid_from) != 0)
        take_day (days, unit, part->valid_from, 0);
      if (g_strcmp0 (part->valid_to, whole->valid_to) != 0)
        take_day (days, unit, part->valid_to, 1);
    }
  g_array_sort (days, compare_days);
  for (guint i = days->len; i-- > 1;)
    if (compare_days (&g_array_index (days, Day, i), &g_array_index (days, Day, i - 1)) == 0)
      g_array_remove_index (days, i);
  if (days->len > MAX_DAYS)
    g_array_remove_range (days, 0, days->len - MAX_DAYS);
  return days;
}

/* Each slice is of its first day; the first one, which has none, of its last. */
static void
append_slices (GArray *sliced, const TlIndexUnit *unit, GArray *days)
{
  for (guint i = 0; i <= days->len; i++)
    {
      TlIndexUnit slice = *unit;

      slice.is_last = i == days->len;
      if (i > 0)
        {
          g_strlcpy (slice.shown_from, g_array_index (days, Day, i - 1).date,
                     sizeof slice.shown_from);
          g_strlcpy (slice.on, slice.shown_from, sizeof slice.on);
        }
      if (i < days->len)
        g_strlcpy (slice.shown_to, g_array_index (days, Day, i).date, sizeof slice.shown_to);
      if (i == 0 && days->len > 0)
        move_day (slice.shown_to, -1, slice.on);
      g_array_append_val (sliced, slice);
    }
}

GArray *
tl_index_unit_slice (const TlDocument *document, GArray *units)
{
  GArray *sliced = g_array_new (FALSE, FALSE, sizeof (TlIndexUnit));

  for (guint i = 0; i < units->len; i++)
    {
      const TlIndexUnit *unit = &g_array_index (units, TlIndexUnit, i);
      g_autoptr (GArray) days
          = unit->block < 0 ? g_array_new (FALSE, FALSE, sizeof (Day)) : find_days (document, unit);

      append_slices (sliced, unit, days);
    }
  return sliced;
}
