/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "search/engine/tl-search-private.h"

G_BEGIN_DECLS

/** _tl_search_add_facets: the facets of @matches, of each file a byte a unit. */
gboolean _tl_search_add_facets (TlSearchRun *self,
                                const guint8 *const *matches,
                                const TlSearchDeciders *deciders,
                                GError **error);

/** _tl_search_add_facets_of: the facets of the documents that have a mark in @matches, as they are,
 * without alternatives to what was chosen. */
gboolean _tl_search_add_facets_of (TlSearchRun *self, const guint8 *const *matches, GError **error);

G_END_DECLS
