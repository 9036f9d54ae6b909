/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "law/court/tl-court.h"
#include "search/facet/tl-facet-table-private.h"
#include "text/tl-text.h"

#define RANGE ".."

struct _TlFacetFilter
{
  const TlFacetTable *table;
  TlFacetId facet;
  guint8 *wanted;         /* by number of the value, state + 1 or kind + 1 */
  guint8 *wanted_issuers; /* (nullable): of a court that was named */
  GHashTable *courts;     /* (nullable): ids of the courts of today that were asked for */
};

TlFacetId
tl_facet_filter_get_facet (const TlFacetFilter *self)
{
  return self->facet;
}

void
tl_facet_filter_free (TlFacetFilter *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->courts, g_hash_table_unref);
  g_free (self->wanted);
  g_free (self->wanted_issuers);
  g_free (self);
}

/* ---- Which values ---- */

/* Equal but for case; where nothing is, equal but for marks. */
static gboolean
want_equal (const TlFacetValues *column, const char *value, guint8 *wanted)
{
  g_autofree char *key = _tl_facet_key (value);
  g_autofree char *plain = NULL;
  guint number = GPOINTER_TO_UINT (g_hash_table_lookup (column->keys, key));
  gboolean found = number > 0;

  if (found)
    {
      wanted[number] = TRUE;
      return TRUE;
    }
  plain = tl_text_fold (value, -1, TL_FOLD_PLAIN, NULL);
  for (guint i = 0; i < column->values->len; i++)
    {
      g_autofree char *other
          = tl_text_fold (g_ptr_array_index (column->values, i), -1, TL_FOLD_PLAIN, NULL);

      if (strcmp (other, plain) == 0)
        found = wanted[i + 1] = TRUE;
    }
  return found;
}

/* Values that hold the words of @value side by side, without marks. */
static void
want_holding (const TlFacetValues *column, const char *value, gboolean whole, guint8 *wanted)
{
  g_autofree char *plain = _tl_facet_words (value);

  for (guint i = 0; i < column->values->len; i++)
    {
      g_autofree char *other = _tl_facet_words (g_ptr_array_index (column->values, i));

      if (_tl_facet_holds (other, plain, whole))
        wanted[i + 1] = TRUE;
    }
}

/* Codes are also asked for by the words that people read for them ("phúc thẩm"), or by some of them
 * ("sửa bản án"). */
static void
want_coded (const TlFacetValues *column, TlFacetId facet, const char *value, guint8 *wanted)
{
  g_autofree char *plain = NULL;

  if (want_equal (column, value, wanted))
    return;
  plain = _tl_facet_words (value);
  for (guint some = 0, found = FALSE; !found && some < (facet == TL_FACET_OUTCOME ? 2 : 1); some++)
    for (guint i = 0; i < column->values->len; i++)
      {
        g_autofree char *label = tl_facet_label (facet, g_ptr_array_index (column->values, i));
        g_autofree char *other = _tl_facet_words (label);

        if (some ? _tl_facet_holds (other, plain, FALSE) : strcmp (other, plain) == 0)
          found = wanted[i + 1] = TRUE;
      }
}

static void
want_years (const TlFacetValues *column, const char *value, guint8 *wanted)
{
  const char *dots = strstr (value, RANGE);
  int from = atoi (value);
  int to = dots != NULL && dots[strlen (RANGE)] != '\0' ? atoi (dots + strlen (RANGE)) : G_MAXINT;

  if (dots == NULL)
    {
      want_equal (column, value, wanted);
      return;
    }
  for (guint i = 0; i < column->values->len; i++)
    {
      int year = atoi (g_ptr_array_index (column->values, i));

      if (year >= from && year <= to)
        wanted[i + 1] = TRUE;
    }
}

/* By the code of the level ("province") as well as by its name ("tỉnh"). */
static void
want_level (const TlFacetValues *column, const char *value, guint8 *wanted)
{
  want_equal (column, value, wanted);
  for (guint i = TL_COURT_SUPREME; i <= TL_COURT_MILITARY_REGIONAL; i++)
    if (strcmp (tl_court_level_code ((TlCourtLevel)i), value) == 0)
      want_equal (column, tl_court_level_name ((TlCourtLevel)i), wanted);
}

/* A court by its id or by a name: its own documents, and those of the courts whose work is its work
 * today. Of a name that no table reads, what was issued under it; of a part of a name ("huyện An
 * Phú", "Hà Nội") by all courts whose names hold it. */
static void
want_court (TlFacetFilter *self, const char *value)
{
  const TlFacetValues *column = &self->table->columns[TL_COLUMN_COURT];
  const TlFacetValues *issuers = &self->table->columns[TL_COLUMN_ISSUER];
  g_autofree char *lower = g_ascii_strdown (value, -1);
  g_autoptr (TlCourt) named
      = strchr (value, ' ') != NULL ? tl_court_read (value, NULL, NULL) : NULL;
  const char *id = named != NULL ? named->id : lower;
  gboolean found = FALSE;

  g_hash_table_add (self->courts, g_strdup (id));
  for (guint i = 0; i < column->values->len; i++)
    if (strcmp (g_ptr_array_index (column->values, i), id) == 0
        || g_ptr_array_find_with_equal_func (self->table->heirs[i], id, g_str_equal, NULL))
      found = self->wanted[i + 1] = TRUE;
  if (found && strchr (value, ' ') == NULL)
    return;
  if (self->wanted_issuers == NULL)
    self->wanted_issuers = g_new0 (guint8, issuers->values->len + 1);
  if (!want_equal (issuers, value, self->wanted_issuers) && !found)
    want_holding (issuers, value, TRUE, self->wanted_issuers);
}

static void
want_review (TlFacetFilter *self, const char *value)
{
  if (strcmp (value, TL_REVIEW_STANDING) == 0)
    self->wanted[TL_REVIEWED_NONE + 1] = self->wanted[TL_REVIEWED_UPHELD + 1] = TRUE;
  for (guint i = TL_REVIEWED_UPHELD; i < TL_N_REVIEW_STATES; i++)
    if (strcmp (tl_review_state_code ((TlReviewState)i), value) == 0)
      self->wanted[i + 1] = TRUE;
}

static void
want_code (TlFacetFilter *self, const char *value)
{
  TlDocKind kind;

  if (self->facet == TL_FACET_REVIEW)
    {
      want_review (self, value);
      return;
    }
  if (self->facet == TL_FACET_KIND)
    {
      if (tl_doc_kind_from_code (value, &kind))
        self->wanted[kind + 1] = TRUE;
      return;
    }
  for (guint i = 0; i < TL_N_EFFECT_STATES; i++)
    if (strcmp (tl_effect_state_code ((TlEffectState)i), value) == 0)
      self->wanted[i + 1] = TRUE;
}

TlFacetFilter *
tl_facet_filter_new (const TlFacetTable *table, TlFacetId facet, GPtrArray *values)
{
  TlFacetFilter *self = g_new0 (TlFacetFilter, 1);
  int id = _tl_facet_column_of (facet);
  const TlFacetValues *column = id >= 0 ? &table->columns[id] : NULL;

  self->table = table;
  self->facet = facet;
  self->wanted = g_new0 (guint8, (column != NULL ? column->values->len : _TL_FACET_STATES) + 1);
  self->courts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < values->len; i++)
    {
      const char *value = g_ptr_array_index (values, i);

      if (column == NULL)
        want_code (self, value);
      else if (facet == TL_FACET_COURT)
        want_court (self, value);
      else if (facet == TL_FACET_YEAR)
        want_years (column, value, self->wanted);
      else if (facet == TL_FACET_LEVEL)
        want_level (column, value, self->wanted);
      else if (facet == TL_FACET_OUTCOME || facet == TL_FACET_STAGE || facet == TL_FACET_CASE_TYPE)
        want_coded (column, facet, value, self->wanted);
      else if (!want_equal (column, value, self->wanted)
               && (facet == TL_FACET_RELATION || facet == TL_FACET_ISSUER))
        want_holding (column, value, facet == TL_FACET_ISSUER, self->wanted);
    }
  return self;
}

static gboolean
has_review (const TlFacetFilter *self, const char *value)
{
  if (strcmp (value, TL_REVIEW_STANDING) == 0)
    return self->wanted[TL_REVIEWED_NONE + 1];
  for (guint i = TL_REVIEWED_UPHELD; i < TL_N_REVIEW_STATES; i++)
    if (strcmp (tl_review_state_code ((TlReviewState)i), value) == 0)
      return self->wanted[i + 1];
  return FALSE;
}

gboolean
tl_facet_filter_has (const TlFacetFilter *self, const char *value)
{
  int id = _tl_facet_column_of (self->facet);
  g_autofree char *key = NULL;
  TlDocKind kind;

  if (self->facet == TL_FACET_COURT)
    return g_hash_table_contains (self->courts, value);
  if (self->facet == TL_FACET_KIND)
    return tl_doc_kind_from_code (value, &kind) && self->wanted[kind + 1];
  if (self->facet == TL_FACET_REVIEW)
    return has_review (self, value);
  for (guint i = 0; id < 0 && i < TL_N_EFFECT_STATES; i++)
    if (strcmp (tl_effect_state_code ((TlEffectState)i), value) == 0)
      return self->wanted[i + 1];
  if (id < 0)
    return FALSE;
  key = _tl_facet_key (value);
  return self->wanted[GPOINTER_TO_UINT (g_hash_table_lookup (self->table->columns[id].keys, key))];
}

/* ---- Which units ---- */

static gboolean
holds (const TlFacetPart *part, guint32 document, const guint8 *wanted)
{
  guint32 from, to;

  _tl_facet_part_range (part, document, &from, &to);
  for (guint32 i = from; i < to; i++)
    if (wanted[_tl_facet_part_get (part, i)])
      return TRUE;
  return FALSE;
}

static gboolean
passes (const TlFacetFilter *self, guint file, guint32 document, guint32 day)
{
  const TlFacetTable *table = self->table;
  int id = _tl_facet_column_of (self->facet);

  if (self->facet == TL_FACET_KIND)
    return self
        ->wanted[tl_index_map_get_kind (table->map, file, table->first_units[file][document]) + 1];
  if (self->facet == TL_FACET_REVIEW)
    return self->wanted[_tl_facet_review_state (table, file, document, day) + 1];
  if (id < 0)
    return self->wanted[_tl_facet_state (table, file, document, day) + 1];
  if (holds (&table->columns[id].parts[file], document, self->wanted))
    return TRUE;
  return self->wanted_issuers != NULL
         && holds (&table->columns[TL_COLUMN_ISSUER].parts[file], document, self->wanted_issuers);
}

guint8 **
tl_facet_table_allow (const TlFacetTable *self, GPtrArray *filters, int except, const char *date)
{
  guint8 **mask = g_new0 (guint8 *, self->n_files + 1);
  guint32 day = tl_effect_day (date);

  for (guint file = 0; file < self->n_files; file++)
    {
      const guint32 *first = self->first_units[file];

      mask[file] = g_malloc0 ((gsize)tl_index_map_get_count (self->map, file) + 1);
      for (guint32 i = 0; i < self->n_documents[file]; i++)
        {
          gboolean allowed = TRUE;

          for (guint k = 0; allowed && k < filters->len; k++)
            {
              const TlFacetFilter *filter = g_ptr_array_index (filters, k);

              allowed = (int)filter->facet == except || passes (filter, file, i, day);
            }
          if (allowed)
            memset (mask[file] + first[i], TRUE, first[i + 1] - first[i]);
        }
    }
  return mask;
}

void
tl_facet_mask_free (const TlFacetTable *self, guint8 **mask)
{
  if (mask == NULL)
    return;
  for (guint file = 0; file < self->n_files; file++)
    g_free (mask[file]);
  g_free (mask);
}
