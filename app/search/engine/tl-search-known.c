/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the library knows of the values of fields: where a value without quotes ends. */
#include "config.h"

#include <string.h>

#include "search/engine/tl-search-private.h"

guint
_tl_search_find_known (gpointer data, const char *filter, const char *const *runs, guint n)
{
  TlSearchRun *self = data;
  g_autoptr (GError) error = NULL;
  TlFacetId facet;

  if (!tl_facet_id_from_name (filter, strlen (filter), &facet))
    return 0;
  if (self->facets == NULL)
    self->facets = tl_facet_store_get (self->facet_store, self->handle->db, &error);
  /* Facets that cannot be read are an error as soon as the filter is. */
  return self->facets != NULL ? tl_facet_table_find_run (self->facets, facet, runs, n) : 0;
}
