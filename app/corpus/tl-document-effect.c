/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Effect by date (hiệu lực). */
#include "config.h"

#include <string.h>

#include "base/tl-clock.h"
#include "base/tl-json.h"
#include "corpus/tl-document-private.h"

/* Nghị quyết 04/2019/NQ-HĐTP, Điều 8: an án lệ is applied 30 days after its publication. */
#define PRECEDENT_DAYS 30

typedef struct
{
  char from[TL_DATE_SIZE];
  char to[TL_DATE_SIZE];
} Period; /* "" is unbounded */

static void
set_date (char date[TL_DATE_SIZE], const char *value)
{
  if (tl_date_is_valid (value))
    memcpy (date, value, TL_DATE_SIZE);
}

static void
add_days (char date[TL_DATE_SIZE], const char *value, guint days)
{
  GDate day;
  int year, month, number;

  if (!tl_date_is_valid (value))
    return;
  year = (int)g_ascii_strtoll (value, NULL, 10);
  month = (int)g_ascii_strtoll (value + 5, NULL, 10);
  number = (int)g_ascii_strtoll (value + 8, NULL, 10);
  g_date_clear (&day, 1);
  g_date_set_dmy (&day, (GDateDay)number, (GDateMonth)month, (GDateYear)year);
  g_date_add_days (&day, days);
  tl_date_from_dmy (g_date_get_day (&day), g_date_get_month (&day), g_date_get_year (&day), date);
}

static TlEffectState
state_of (const Period *period, const char *as_of)
{
  if (*period->from == '\0' && *period->to == '\0')
    return TL_EFFECT_UNKNOWN;
  if (*period->from != '\0' && strcmp (as_of, period->from) < 0)
    return TL_EFFECT_NOT_YET;
  if (*period->to != '\0' && strcmp (as_of, period->to) > 0)
    return TL_EFFECT_EXPIRED;
  return TL_EFFECT_IN_FORCE;
}

/* Where the document itself has no dates, those of its units from the earliest to the latest. */
static void
period_of_units (const TlDocument *document, Period *period)
{
  gboolean open_start = FALSE, open_end = FALSE, dated = FALSE;

  for (guint i = 0; i < document->blocks->len; i++)
    {
      const TlBlock *block = g_ptr_array_index (document->blocks, i);
      const char *from = tl_date_is_valid (block->valid_from) ? block->valid_from : NULL;
      const char *to = tl_date_is_valid (block->valid_to) ? block->valid_to : NULL;

      if (from == NULL && to == NULL)
        continue;
      dated = TRUE;
      open_start |= from == NULL;
      open_end |= to == NULL;
      if (from != NULL && (*period->from == '\0' || strcmp (from, period->from) < 0))
        memcpy (period->from, from, TL_DATE_SIZE);
      if (to != NULL && strcmp (to, period->to) > 0)
        memcpy (period->to, to, TL_DATE_SIZE);
    }
  if (!dated)
    return;
  if (open_start)
    *period->from = '\0';
  if (open_end)
    *period->to = '\0';
}

char *
tl_document_dup_first_day (const TlDocument *document)
{
  char day[TL_DATE_SIZE] = "";

  set_date (day, document->effective_from);
  if (*day == '\0' && document->kind == TL_DOC_PRECEDENT)
    add_days (day, document->published, PRECEDENT_DAYS);
  return *day != '\0' ? g_strdup (day) : NULL;
}

static void
period_of_document (const TlDocument *document, Period *period)
{
  set_date (period->from, document->effective_from);
  set_date (period->to, document->effective_to);
  if (*period->from == '\0' && document->kind == TL_DOC_PRECEDENT)
    add_days (period->from, document->published, PRECEDENT_DAYS);
  if (*period->from == '\0' && *period->to == '\0')
    period_of_units (document, period);
}

static void
period_of_block (const TlDocument *document, guint index, Period *period)
{
  const char *from, *to;
  Period whole = { "", "" };

  _tl_document_validity (document, index, &from, &to);
  set_date (period->from, from);
  set_date (period->to, to);
  if (*period->from != '\0' && *period->to != '\0')
    return;
  set_date (whole.from, document->effective_from);
  set_date (whole.to, document->effective_to);
  if (*whole.from == '\0' && document->kind == TL_DOC_PRECEDENT)
    add_days (whole.from, document->published, PRECEDENT_DAYS);
  if (*period->from == '\0')
    set_date (period->from, whole.from);
  if (*period->to == '\0')
    set_date (period->to, whole.to);
}

static gboolean
has_expired (const TlBlock *block, const char *as_of)
{
  return tl_date_is_valid (block->valid_to) && strcmp (block->valid_to, as_of) < 0;
}

static gboolean
covers (const TlDocument *document, guint index, const char *as_of)
{
  const char *from, *to;

  _tl_document_validity (document, index, &from, &to);
  return (from == NULL || strcmp (from, as_of) <= 0) && (to == NULL || strcmp (as_of, to) <= 0);
}

/* Whether a unit between @start and @end has expired and no version of it is in force: a unit that
 * was amended has a newer version and does not count. */
static gboolean
some_unit_expired (const TlDocument *document, guint start, guint end, const char *as_of)
{
  g_autoptr (GHashTable) in_force = NULL;

  for (guint i = start; i < end; i++)
    {
      const TlBlock *block = g_ptr_array_index (document->blocks, i);

      if (!has_expired (block, as_of))
        continue;
      if (in_force == NULL)
        {
          in_force = g_hash_table_new (g_str_hash, g_str_equal);
          for (guint k = 0; k < document->blocks->len; k++)
            if (covers (document, k, as_of))
              g_hash_table_add (in_force, tl_document_get_block (document, k)->anchor);
        }
      if (!g_hash_table_contains (in_force, block->anchor))
        return TRUE;
    }
  return FALSE;
}

/* Whether the anchor of block @index has versions before and after @as_of but none on it, or only
 * later ones although the document was in force already. */
static gboolean
has_no_text (const TlDocument *document, guint index, const char *as_of)
{
  const char *anchor = tl_document_get_block (document, index)->anchor;
  gboolean before = FALSE, after = FALSE;
  Period whole = { "", "" };

  for (guint i = 0; i < document->blocks->len; i++)
    {
      const TlBlock *block = g_ptr_array_index (document->blocks, i);
      Period period = { "", "" };
      TlEffectState state;

      if (strcmp (block->anchor, anchor) != 0)
        continue;
      period_of_block (document, i, &period);
      state = state_of (&period, as_of);
      if (state == TL_EFFECT_IN_FORCE || state == TL_EFFECT_UNKNOWN)
        return FALSE;
      before |= state == TL_EFFECT_EXPIRED;
      after |= state == TL_EFFECT_NOT_YET;
    }
  if (before || !after)
    return after;
  set_date (whole.from, document->effective_from);
  return *whole.from != '\0' && strcmp (whole.from, as_of) <= 0;
}

static gboolean
entry_covers (JsonObject *entry, const char *anchor, const char *as_of)
{
  const char *unit = tl_json_get_string (entry, "unit");
  const char *from = tl_json_get_string (entry, "from");
  const char *to = tl_json_get_string (entry, "to");
  gsize length = unit != NULL ? strlen (unit) : 0;

  if (unit != NULL
      && (anchor == NULL || strncmp (anchor, unit, length) != 0
          || (anchor[length] != '\0' && anchor[length] != '.')))
    return FALSE;
  return (!tl_date_is_valid (from) || strcmp (from, as_of) <= 0)
         && (!tl_date_is_valid (to) || strcmp (as_of, to) <= 0);
}

/* Whether a list of the meta covers the unit, or the document where @anchor is %NULL. */
static gboolean
list_covers (JsonObject *meta, const char *name, const char *anchor, const char *as_of)
{
  JsonNode *node = json_object_get_member (meta, name);
  JsonArray *list;

  if (node == NULL || !JSON_NODE_HOLDS_ARRAY (node))
    return FALSE;
  list = json_node_get_array (node);
  for (guint i = 0; i < json_array_get_length (list); i++)
    {
      JsonNode *element = json_array_get_element (list, i);

      if (JSON_NODE_HOLDS_OBJECT (element)
          && entry_covers (json_node_get_object (element), anchor, as_of))
        return TRUE;
    }
  return FALSE;
}

/* States that dates do not give, for what would be in force by them. */
static TlEffectState
stated (const TlDocument *document, int index, const char *as_of, TlEffectState state)
{
  const char *anchor = index >= 0 ? tl_document_get_block (document, (guint)index)->anchor : NULL;
  g_autoptr (JsonObject) meta = NULL;

  /* Most documents have neither list; parsing is for those that do. */
  if (document->meta == NULL
      || (strstr (document->meta, "\"suspended\"") == NULL
          && strstr (document->meta, "\"unsuitable\"") == NULL))
    return state;
  meta = tl_json_parse (document->meta, -1, NULL);
  if (meta != NULL && list_covers (meta, "suspended", anchor, as_of))
    return TL_EFFECT_SUSPENDED;
  if (meta != NULL && list_covers (meta, "unsuitable", anchor, as_of))
    return TL_EFFECT_UNSUITABLE;
  return state;
}

TlEffectState
tl_document_effect (const TlDocument *document, int index, const char *as_of)
{
  Period period = { "", "" };
  TlEffectState state;
  guint start = index < 0 ? 0 : (guint)index;
  guint end;

  g_return_val_if_fail (document != NULL && as_of != NULL, TL_EFFECT_UNKNOWN);
  g_return_val_if_fail (index < (int)document->blocks->len, TL_EFFECT_UNKNOWN);

  if (index < 0)
    period_of_document (document, &period);
  else
    period_of_block (document, start, &period);
  state = state_of (&period, as_of);
  if (index >= 0 && (state == TL_EFFECT_NOT_YET || state == TL_EFFECT_EXPIRED)
      && has_no_text (document, start, as_of))
    return TL_EFFECT_NO_TEXT;
  if (state == TL_EFFECT_IN_FORCE || state == TL_EFFECT_UNKNOWN)
    {
      TlEffectState other = stated (document, index, as_of, state);
      if (other != state)
        return other;
    }
  if (state != TL_EFFECT_IN_FORCE)
    return state;
  end = index < 0 ? document->blocks->len : tl_document_subtree_end (document, start);
  if (some_unit_expired (document, index < 0 ? 0 : start + 1, end, as_of))
    return TL_EFFECT_PARTLY;
  return state;
}
