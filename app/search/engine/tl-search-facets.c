/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "search/engine/tl-search-facets-private.h"

/* Values of one facet that are listed; those that were chosen are always listed. */
#define MAX_VALUES 500

static const TlFacetFilter *
find_filter (const TlSearchRun *self, TlFacetId facet)
{
  for (guint i = 0; i < self->facet_filters->len; i++)
    {
      const TlFacetFilter *filter = g_ptr_array_index (self->facet_filters, i);

      if (tl_facet_filter_get_facet (filter) == facet)
        return filter;
    }
  return NULL;
}

static gboolean
are_alike (GArray *left, GArray *right)
{
  for (guint i = 0; left->len == right->len && i < left->len; i++)
    {
      const TlFacetCount *a = &g_array_index (left, TlFacetCount, i);
      const TlFacetCount *b = &g_array_index (right, TlFacetCount, i);

      if (a->count != b->count || strcmp (a->value, b->value) != 0)
        return FALSE;
    }
  return left->len == right->len;
}

/* Courts as they were are listed only where one of them has an heir: else they are those of today,
 * which are listed already. */
static gboolean
says_nothing_new (TlSearchRun *self, TlFacetId id, const guint8 *const *matches, GArray *counts)
{
  g_autoptr (GArray) today = NULL;

  if (id != TL_FACET_COURT_ID || find_filter (self, id) != NULL
      || find_filter (self, TL_FACET_COURT) != NULL)
    return FALSE;
  today = tl_facet_table_count (self->facets, TL_FACET_COURT, matches, self->request->kind,
                                self->date);
  return are_alike (counts, today);
}

static void
add_values (TlSearchRun *self, TlFacetId id, const guint8 *const *matches)
{
  TlFacet *facet = _tl_search_result_add_facet (self->result, tl_facet_id_name (id));
  const TlFacetFilter *filter = find_filter (self, id);
  int kind = id == TL_FACET_KIND ? -1 : self->request->kind;
  g_autoptr (GArray) counts = tl_facet_table_count (self->facets, id, matches, kind, self->date);

  if (says_nothing_new (self, id, matches, counts))
    return;
  for (guint i = 0; i < counts->len; i++)
    {
      const TlFacetCount *count = &g_array_index (counts, TlFacetCount, i);
      gboolean chosen = filter != NULL && tl_facet_filter_has (filter, count->value);

      if (i < MAX_VALUES || chosen)
        _tl_facet_add_value (facet, count->value,
                             tl_facet_table_dup_label (self->facets, id, count->value),
                             count->count, chosen);
    }
}

/* The alternatives to what was chosen keep their counts: what the question finds under all filters
 * but the facet's own. */
static gboolean
add_alternatives (TlSearchRun *self, TlFacetId id, const TlSearchDeciders *deciders, GError **error)
{
  guint8 **allowed = self->allowed;
  guint8 **matches;

  self->allowed = tl_facet_table_allow (self->facets, self->facet_filters, (int)id, self->date);
  matches = _tl_search_find_matches (self, deciders, error);
  tl_facet_mask_free (self->facets, self->allowed);
  self->allowed = allowed;
  if (matches == NULL)
    return FALSE;
  add_values (self, id, (const guint8 *const *)matches);
  tl_facet_mask_free (self->facets, matches);
  return TRUE;
}

gboolean
_tl_search_add_facets (TlSearchRun *self,
                       const guint8 *const *matches,
                       const TlSearchDeciders *deciders,
                       GError **error)
{
  for (guint id = 0; id < TL_N_FACETS; id++)
    if (find_filter (self, (TlFacetId)id) == NULL)
      add_values (self, (TlFacetId)id, matches);
    else if (!add_alternatives (self, (TlFacetId)id, deciders, error))
      return FALSE;
  return TRUE;
}

gboolean
_tl_search_add_facets_of (TlSearchRun *self, const guint8 *const *matches, GError **error)
{
  if (self->facets == NULL)
    self->facets = tl_facet_store_get (self->facet_store, self->handle->db, error);
  for (guint id = 0; self->facets != NULL && id < TL_N_FACETS; id++)
    add_values (self, (TlFacetId)id, matches);
  return self->facets != NULL;
}
