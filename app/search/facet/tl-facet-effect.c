/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The states of a document through time, read once when it is indexed: they change only on days
 * that the document names. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/tl-clock.h"
#include "base/tl-json.h"
#include "search/facet/tl-facet-column.h"

/* Before every date that a document can carry. */
#define BEGINNING "1900-01-01"
/* Nghị quyết 04/2019/NQ-HĐTP, Điều 8. */
#define PRECEDENT_DAYS 30

guint32
tl_effect_day (const char *date)
{
  GDate day;

  if (!tl_date_is_valid (date))
    return 0;
  g_date_clear (&day, 1);
  g_date_set_dmy (&day, (GDateDay)atoi (date + 8), (GDateMonth)atoi (date + 5),
                  (GDateYear)atoi (date));
  return g_date_get_julian (&day);
}

/* @later days after @date. */
static void
take_day (GArray *days, const char *date, guint later)
{
  guint32 day = tl_effect_day (date);

  if (day == 0)
    return;
  day += later;
  g_array_append_val (days, day);
}

static void
take_listed (GArray *days, JsonObject *meta, const char *member)
{
  JsonNode *node = json_object_get_member (meta, member);
  JsonArray *list
      = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  for (guint i = 0; list != NULL && i < json_array_get_length (list); i++)
    {
      JsonNode *entry = json_array_get_element (list, i);

      if (!JSON_NODE_HOLDS_OBJECT (entry))
        continue;
      take_day (days, tl_json_get_string (json_node_get_object (entry), "from"), 0);
      take_day (days, tl_json_get_string (json_node_get_object (entry), "to"), 1);
    }
}

static int
compare_days (gconstpointer a, gconstpointer b)
{
  guint32 left = *(const guint32 *)a, right = *(const guint32 *)b;

  return (left > right) - (left < right);
}

/* Days on which the state may change, in order. */
static GArray *
find_days (const TlDocument *document)
{
  GArray *days = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autoptr (JsonObject) meta = NULL;

  take_day (days, document->effective_from, 0);
  take_day (days, document->effective_to, 1);
  take_day (days, document->published, PRECEDENT_DAYS);
  for (guint i = 0; i < document->blocks->len; i++)
    {
      take_day (days, tl_document_get_block (document, i)->valid_from, 0);
      take_day (days, tl_document_get_block (document, i)->valid_to, 1);
    }
  if (document->meta != NULL
      && (strstr (document->meta, "\"suspended\"") != NULL
          || strstr (document->meta, "\"unsuitable\"") != NULL))
    meta = tl_json_parse (document->meta, -1, NULL);
  if (meta != NULL)
    {
      take_listed (days, meta, "suspended");
      take_listed (days, meta, "unsuitable");
    }
  g_array_sort (days, compare_days);
  return days;
}

static void
add_change (GArray *changes, const TlDocument *document, guint32 day, const char *date)
{
  TlEffectChange change = { day, tl_document_effect (document, -1, date) };

  if (changes->len == 0
      || g_array_index (changes, TlEffectChange, changes->len - 1).state != change.state)
    g_array_append_val (changes, change);
}

GArray *
tl_effect_read_changes (const TlDocument *document)
{
  GArray *changes = g_array_new (FALSE, FALSE, sizeof (TlEffectChange));
  g_autoptr (GArray) days = find_days (document);
  guint32 before = 0;

  add_change (changes, document, 0, BEGINNING);
  for (guint i = 0; i < days->len; i++)
    {
      guint32 day = g_array_index (days, guint32, i);
      char date[TL_DATE_SIZE];
      GDate as_date;

      if (day == before)
        continue;
      before = day;
      g_date_clear (&as_date, 1);
      g_date_set_julian (&as_date, day);
      if (tl_date_from_dmy (g_date_get_day (&as_date), g_date_get_month (&as_date),
                            g_date_get_year (&as_date), date))
        add_change (changes, document, day, date);
    }
  return changes;
}
