/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "search/facet/tl-facet-table.h"

G_BEGIN_DECLS

/** TlFacetStore: the facets of a library, read when they are first asked for. Callable from any
 * thread. */
typedef struct _TlFacetStore TlFacetStore;

/** tl_facet_store_new: @map is borrowed. */
TlFacetStore *tl_facet_store_new (const TlIndexMap *map);
void tl_facet_store_free (TlFacetStore *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlFacetStore, tl_facet_store_free)

/** tl_facet_store_get: (transfer none) (nullable): the table; the first call reads it from @db. */
const TlFacetTable *tl_facet_store_get (TlFacetStore *self, TlXapianDb *db, GError **error);

G_END_DECLS
