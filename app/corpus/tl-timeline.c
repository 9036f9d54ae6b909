/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "corpus/tl-timeline.h"

#include <string.h>

#include "base/tl-clock.h"
#include "base/tl-json.h"
#include "law/statute/tl-phapdien-source.h"

typedef struct
{
  const TlDocument *document;
  const char *anchor;
  GHashTable *days; /* on which something begins: set of "YYYY-MM-DD" */
  GHashTable *told; /* those on which the source says that the unit was changed, text or not */
  char
      *first; /* (nullable): of this unit, where its source line says another than the document's */
  int any;    /* any version */
} Builder;

static void
span_free (gpointer data)
{
  TlTimelineSpan *span = data;

  g_free (span->from);
  g_free (span->to);
  g_free (span->text);
  g_ptr_array_unref (span->changed);
  g_ptr_array_unref (span->ended);
  g_free (span);
}

/* The day @days after @day; %NULL outside of the calendar. */
static char *
shift_day (const char *day, int days)
{
  char moved[TL_DATE_SIZE];
  GDate date;
  int year = (int)g_ascii_strtoll (day, NULL, 10);
  int month = (int)g_ascii_strtoll (day + 5, NULL, 10);
  int number = (int)g_ascii_strtoll (day + 8, NULL, 10);

  g_date_clear (&date, 1);
  g_date_set_dmy (&date, (GDateDay)number, (GDateMonth)month, (GDateYear)year);
  if (days < 0 && g_date_get_julian (&date) <= (guint)-days)
    return NULL;
  if (days < 0)
    g_date_subtract_days (&date, (guint)-days);
  else
    g_date_add_days (&date, (guint)days);
  if (!g_date_valid (&date)
      || !tl_date_from_dmy (g_date_get_day (&date), g_date_get_month (&date),
                            g_date_get_year (&date), moved))
    return NULL;
  return g_strdup (moved);
}

static void
add_period (Builder *builder, const char *from, const char *to)
{
  char *next = tl_date_is_valid (to) ? shift_day (to, 1) : NULL;

  if (tl_date_is_valid (from))
    g_hash_table_add (builder->days, g_strdup (from));
  if (next != NULL)
    g_hash_table_add (builder->days, next);
}

/* Suspensions and the label of the source: lists of the meta. */
static void
add_stated (Builder *builder)
{
  static const char *const names[] = { "suspended", "unsuitable" };
  g_autoptr (JsonObject) meta
      = builder->document->meta != NULL ? tl_json_parse (builder->document->meta, -1, NULL) : NULL;

  for (guint i = 0; meta != NULL && i < G_N_ELEMENTS (names); i++)
    {
      JsonNode *node = json_object_get_member (meta, names[i]);
      JsonArray *list
          = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

      for (guint k = 0; list != NULL && k < json_array_get_length (list); k++)
        {
          JsonNode *entry = json_array_get_element (list, k);

          if (JSON_NODE_HOLDS_OBJECT (entry))
            add_period (builder, tl_json_get_string (json_node_get_object (entry), "from"),
                        tl_json_get_string (json_node_get_object (entry), "to"));
        }
    }
}

/* The days that the source line of a version gives: a codification keeps the last wording alone,
 * and names what changed the ones before it. */
static void
add_told (Builder *builder, const TlBlock *block)
{
  g_autoptr (TlPhapdienSource) line = NULL;

  if (block->source_line == NULL)
    return;
  line = tl_phapdien_source_parse (block->source_line);
  for (guint i = 0; i < line->changes->len; i++)
    {
      const TlPhapdienChange *change = line->changes->pdata[i];

      if (!tl_date_is_valid (change->date))
        continue;
      g_hash_table_add (builder->days, g_strdup (change->date));
      g_hash_table_add (builder->told, g_strdup (change->date));
    }
  if (builder->first == NULL && tl_phapdien_source_is_of (line, builder->document->number_normal))
    builder->first = g_steal_pointer (&line->effective);
}

/* The days of every version of the unit, of what encloses it and of all below it. */
static void
collect_days (Builder *builder)
{
  const TlDocument *document = builder->document;
  g_autofree char *first = tl_document_dup_first_day (document);

  builder->any = -1;
  for (guint i = 0; i < document->blocks->len; i++)
    {
      const TlBlock *block = tl_document_get_block (document, i);
      guint end;

      if (strcmp (block->anchor, builder->anchor) != 0)
        continue;
      builder->any = (int)i;
      add_told (builder, block);
      for (int up = block->parent; up >= 0;
           up = tl_document_get_block (document, (guint)up)->parent)
        add_period (builder, tl_document_get_block (document, (guint)up)->valid_from,
                    tl_document_get_block (document, (guint)up)->valid_to);
      end = tl_document_subtree_end (document, i);
      for (guint k = i; k < end; k++)
        add_period (builder, tl_document_get_block (document, k)->valid_from,
                    tl_document_get_block (document, k)->valid_to);
    }
  add_period (builder, builder->first != NULL ? builder->first : first, document->effective_to);
  add_stated (builder);
}

static gboolean
begins_or_ends (const TlBlock *block, const char *day, const char *before)
{
  return g_strcmp0 (block->valid_from, day) == 0 || g_strcmp0 (block->valid_to, before) == 0;
}

static void
add_once (GPtrArray *anchors, const char *anchor)
{
  for (guint i = 0; i < anchors->len; i++)
    {
      const char *known = anchors->pdata[i];
      gsize length = strlen (known);

      /* What stands below a unit of the list changes with it. */
      if (strncmp (anchor, known, length) == 0 && (anchor[length] == '\0' || anchor[length] == '.'))
        return;
    }
  g_ptr_array_add (anchors, g_strdup (anchor));
}

/* What begins or ends with the span, and which parts have ended before without a newer version. */
static void
name_parts (Builder *builder, TlTimelineSpan *span)
{
  const TlDocument *document = builder->document;
  g_autofree char *before = span->from != NULL ? shift_day (span->from, -1) : NULL;

  if (span->text == NULL && g_hash_table_contains (builder->told, span->from))
    add_once (span->changed, builder->anchor);
  for (guint i = 0; i < document->blocks->len; i++)
    {
      guint end;

      if (strcmp (tl_document_get_block (document, i)->anchor, builder->anchor) != 0)
        continue;
      end = tl_document_subtree_end (document, i);
      for (guint k = i; k < end; k++)
        {
          const TlBlock *block = tl_document_get_block (document, k);

          if (before != NULL && begins_or_ends (block, span->from, before))
            add_once (span->changed, block->anchor);
          if (span->state == TL_EFFECT_PARTLY && k > i && tl_date_is_valid (block->valid_to)
              && strcmp (block->valid_to, span->from != NULL ? span->from : "") < 0
              && tl_document_find (document, block->anchor, span->from) < 0)
            add_once (span->ended, block->anchor);
        }
    }
}

/* The span that @day begins; of the days before the first one @day is the last of them. */
static TlTimelineSpan *
make_span (Builder *builder, const char *day, gboolean open)
{
  TlTimelineSpan *span = g_new0 (TlTimelineSpan, 1);
  int index = tl_document_find (builder->document, builder->anchor, day);

  span->from = open ? NULL : g_strdup (day);
  span->changed = g_ptr_array_new_with_free_func (g_free);
  span->ended = g_ptr_array_new_with_free_func (g_free);
  span->state = tl_document_effect (builder->document, index >= 0 ? index : builder->any, day);
  span->index = index;
  if (index >= 0 && !(open && span->state == TL_EFFECT_NOT_YET))
    span->text = tl_document_unit_text_on (builder->document, (guint)index, day);
  if (span->text == NULL)
    span->index = -1;
  /* A unit may begin to count later than its document. */
  if (span->state == TL_EFFECT_NO_TEXT && builder->first != NULL
      && strcmp (day, builder->first) < 0)
    span->state = TL_EFFECT_NOT_YET;
  return span;
}

/* A span that is like the one before it continues it: the day was of another unit, or the same
 * words got a new date. Where both have no text and the source says that it was changed, they are
 * two. */
static void
take (Builder *builder, TlTimeline *self, TlTimelineSpan *span)
{
  TlTimelineSpan *last
      = self->spans->len > 0 ? g_ptr_array_index (self->spans, self->spans->len - 1) : NULL;

  if (last != NULL && last->state == span->state && g_strcmp0 (last->text, span->text) == 0
      && (span->text != NULL || !g_hash_table_contains (builder->told, span->from)))
    {
      span_free (span);
      return;
    }
  if (last != NULL)
    last->to = shift_day (span->from, -1);
  g_ptr_array_add (self->spans, span);
}

static int
compare_days (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *)a, *(const char *const *)b);
}

TlTimeline *
tl_timeline_new (const TlDocument *document, const char *anchor)
{
  g_autoptr (GHashTable) days = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) told = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Builder builder = { document, anchor, days, told, NULL, -1 };
  g_autoptr (TlTimeline) self = NULL;
  g_autofree gpointer *sorted = NULL;
  g_autofree char *before = NULL;
  g_autofree char *unit_first = NULL;
  guint n = 0;

  g_return_val_if_fail (document != NULL && anchor != NULL, NULL);

  collect_days (&builder);
  unit_first = builder.first;
  if (builder.any < 0)
    return NULL;
  self = g_new0 (TlTimeline, 1);
  self->anchor = g_strdup (anchor);
  self->spans = g_ptr_array_new_with_free_func (span_free);
  sorted = g_hash_table_get_keys_as_array (days, &n);
  qsort (sorted, n, sizeof *sorted, compare_days);
  before = n > 0 ? shift_day (sorted[0], -1) : g_strdup ("9999-12-31");
  self->cut = n > TL_TIMELINE_SPANS;
  if (!self->cut && before != NULL)
    take (&builder, self, make_span (&builder, before, TRUE));
  for (guint i = self->cut ? n - TL_TIMELINE_SPANS : 0; i < n; i++)
    {
      TlTimelineSpan *span = make_span (&builder, sorted[i], FALSE);

      name_parts (&builder, span);
      take (&builder, self, span);
    }
  return g_steal_pointer (&self);
}

void
tl_timeline_free (TlTimeline *self)
{
  g_free (self->anchor);
  g_ptr_array_unref (self->spans);
  g_free (self);
}

const TlTimelineSpan *
tl_timeline_get (const TlTimeline *self, guint index)
{
  g_return_val_if_fail (index < self->spans->len, NULL);
  return g_ptr_array_index (self->spans, index);
}

guint
tl_timeline_find (const TlTimeline *self, const char *day)
{
  for (guint i = self->spans->len; i > 1; i--)
    {
      const TlTimelineSpan *span = tl_timeline_get (self, i - 1);

      if (span->from == NULL || strcmp (span->from, day) <= 0)
        return i - 1;
    }
  return 0;
}

static gboolean
has_text (const TlTimeline *self, guint index)
{
  return tl_timeline_get (self, index)->text != NULL;
}

/* Returns: the nearest span with another text than @than, in one direction; -1 when there is none.
 */
static int
find_text (const TlTimeline *self, int from, int step, const char *than)
{
  for (int i = from; i >= 0 && i < (int)self->spans->len; i += step)
    {
      const char *text = tl_timeline_get (self, (guint)i)->text;

      if (text != NULL && g_strcmp0 (text, than) != 0)
        return i;
    }
  return -1;
}

gboolean
tl_timeline_choose (const TlTimeline *self, const char *day, guint *left, guint *right)
{
  int at = (int)tl_timeline_find (self, day);
  int chosen = at;
  int other;
  const char *text;

  *left = *right = (guint)at;
  if (!has_text (self, (guint)at))
    chosen = find_text (self, at, -1, NULL);
  if (chosen < 0)
    chosen = find_text (self, at, 1, NULL);
  if (chosen < 0)
    return FALSE;
  *left = *right = (guint)chosen;
  text = tl_timeline_get (self, (guint)chosen)->text;
  other = find_text (self, chosen - 1, -1, text);
  if (other >= 0)
    {
      *left = (guint)other;
      return TRUE;
    }
  other = find_text (self, chosen + 1, 1, text);
  if (other < 0)
    return FALSE;
  *right = (guint)other;
  return TRUE;
}

guint
tl_timeline_count (const TlTimeline *self)
{
  guint n = 0;

  for (guint i = 0; i < self->spans->len; i++)
    n += has_text (self, i) ? 1 : 0;
  return n;
}

char *
tl_timeline_dup_article (const TlDocument *document, const char *anchor)
{
  int index = tl_document_find (document, anchor, NULL);

  for (int i = index; i >= 0; i = tl_document_get_block (document, (guint)i)->parent)
    if (tl_document_get_block (document, (guint)i)->kind == TL_BLOCK_ARTICLE)
      return g_strdup (tl_document_get_block (document, (guint)i)->anchor);
  return g_strdup (anchor);
}
