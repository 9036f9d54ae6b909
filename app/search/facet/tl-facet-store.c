/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "search/facet/tl-facet-store.h"

struct _TlFacetStore
{
  const TlIndexMap *map;
  GMutex mutex;
  TlFacetTable *table; /* (nullable): under the mutex until it is there */
};

TlFacetStore *
tl_facet_store_new (const TlIndexMap *map)
{
  TlFacetStore *self = g_new0 (TlFacetStore, 1);

  self->map = map;
  g_mutex_init (&self->mutex);
  return self;
}

void
tl_facet_store_free (TlFacetStore *self)
{
  if (self == NULL)
    return;
  tl_facet_table_free (self->table);
  g_mutex_clear (&self->mutex);
  g_free (self);
}

const TlFacetTable *
tl_facet_store_get (TlFacetStore *self, TlXapianDb *db, GError **error)
{
  const TlFacetTable *table;

  g_mutex_lock (&self->mutex);
  if (self->table == NULL)
    self->table = tl_facet_table_load (db, self->map, error);
  table = self->table;
  g_mutex_unlock (&self->mutex);
  return table;
}
