/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "search/facet/tl-facet-table-private.h"

/* Calls @func for the documents of @file that match. */
typedef void (*DocumentFunc) (const TlFacetTable *table,
                              guint file,
                              guint32 document,
                              gpointer data);

static void
foreach_document (const TlFacetTable *self,
                  const guint8 *const *matches,
                  int kind,
                  DocumentFunc func,
                  gpointer data)
{
  for (guint file = 0; file < self->n_files; file++)
    {
      const guint32 *first = self->first_units[file];

      for (guint32 i = 0; i < self->n_documents[file]; i++)
        {
          if (first[i + 1] == first[i] + 1
                  ? !matches[file][first[i]]
                  : memchr (matches[file] + first[i], TRUE, first[i + 1] - first[i]) == NULL)
            continue;
          if (kind < 0 || kind == (int)tl_index_map_get_kind (self->map, file, first[i]))
            func (self, file, i, data);
        }
    }
}

typedef struct
{
  const TlFacetValues *column;
  guint32 day;
  guint *counts; /* by number of the value, state + 1 or kind + 1 */
} Counting;

static void
count_kind_cb (const TlFacetTable *table, guint file, guint32 document, gpointer data)
{
  guint *counts = data;

  counts[tl_index_map_get_kind (table->map, file, table->first_units[file][document])]++;
}

static void
count_state_cb (const TlFacetTable *table, guint file, guint32 document, gpointer data)
{
  const Counting *counting = data;

  counting->counts[_tl_facet_state (table, file, document, counting->day) + 1]++;
}

static void
count_review_cb (const TlFacetTable *table, guint file, guint32 document, gpointer data)
{
  const Counting *counting = data;

  counting->counts[_tl_facet_review_state (table, file, document, counting->day) + 1]++;
}

static void
count_values_cb (const TlFacetTable *table, guint file, guint32 document, gpointer data)
{
  const Counting *counting = data;
  const TlFacetPart *part = &counting->column->parts[file];
  guint32 from, to;

  _tl_facet_part_range (part, document, &from, &to);
  for (guint32 i = from; i < to; i++)
    counting->counts[_tl_facet_part_get (part, i)]++;
}

void
tl_facet_table_count_kinds (const TlFacetTable *self,
                            const guint8 *const *matches,
                            guint counts[TL_N_DOC_KINDS])
{
  memset (counts, 0, TL_N_DOC_KINDS * sizeof *counts);
  foreach_document (self, matches, -1, count_kind_cb, counts);
}

static int
compare_counts (gconstpointer a, gconstpointer b)
{
  const TlFacetCount *left = a, *right = b;

  if (left->count != right->count)
    return left->count > right->count ? -1 : 1;
  return strcmp (left->value, right->value);
}

static void
append_count (GArray *list, const char *value, guint count)
{
  TlFacetCount entry = { value, count };

  if (count > 0)
    g_array_append_val (list, entry);
}

/* What was upheld is also among what stands. */
static void
append_reviews (GArray *list, const guint *counts)
{
  append_count (list, TL_REVIEW_STANDING,
                counts[TL_REVIEWED_NONE + 1] + counts[TL_REVIEWED_UPHELD + 1]);
  for (guint i = TL_REVIEWED_UPHELD; i < TL_N_REVIEW_STATES; i++)
    append_count (list, tl_review_state_code ((TlReviewState)i), counts[i + 1]);
}

/* Each court's documents are those of its heirs today. */
static void
append_courts (const TlFacetTable *self, GArray *list, const guint *counts)
{
  g_autoptr (GHashTable) heirs = g_hash_table_new (g_str_hash, g_str_equal);
  GHashTableIter iter;
  gpointer id, count;

  for (guint i = 0; i < self->n_courts; i++)
    for (guint k = 0; counts[i + 1] > 0 && k < self->heirs[i]->len; k++)
      {
        gpointer heir = g_ptr_array_index (self->heirs[i], k);
        guint sum = GPOINTER_TO_UINT (g_hash_table_lookup (heirs, heir));

        g_hash_table_insert (heirs, heir, GUINT_TO_POINTER (sum + counts[i + 1]));
      }
  g_hash_table_iter_init (&iter, heirs);
  while (g_hash_table_iter_next (&iter, &id, &count))
    append_count (list, id, GPOINTER_TO_UINT (count));
}

GArray *
tl_facet_table_count (const TlFacetTable *self,
                      TlFacetId facet,
                      const guint8 *const *matches,
                      int kind,
                      const char *date)
{
  GArray *list = g_array_new (FALSE, FALSE, sizeof (TlFacetCount));
  int id = _tl_facet_column_of (facet);
  const TlFacetValues *column = id >= 0 ? &self->columns[id] : NULL;
  g_autofree guint *counts
      = g_new0 (guint, (column != NULL ? column->values->len : _TL_FACET_STATES) + 1);
  Counting counting = { column, tl_effect_day (date), counts };

  if (facet == TL_FACET_KIND)
    {
      tl_facet_table_count_kinds (self, matches, counts);
      for (guint i = 0; i < TL_N_DOC_KINDS; i++)
        append_count (list, tl_doc_kind_code ((TlDocKind)i), counts[i]);
    }
  else if (facet == TL_FACET_REVIEW)
    {
      foreach_document (self, matches, kind, count_review_cb, &counting);
      append_reviews (list, counts);
    }
  else if (column == NULL)
    {
      foreach_document (self, matches, kind, count_state_cb, &counting);
      for (guint i = 0; i < TL_N_EFFECT_STATES; i++)
        append_count (list, tl_effect_state_code ((TlEffectState)i), counts[i + 1]);
    }
  else
    {
      foreach_document (self, matches, kind, count_values_cb, &counting);
      if (facet == TL_FACET_COURT)
        append_courts (self, list, counts);
      for (guint i = 0; facet != TL_FACET_COURT && i < column->values->len; i++)
        append_count (list, g_ptr_array_index (column->values, i), counts[i + 1]);
    }
  g_array_sort (list, compare_counts);
  return list;
}
