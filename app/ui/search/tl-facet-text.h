/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "search/engine/tl-search-answer.h"
#include "ui/search/tl-search-scope.h"

G_BEGIN_DECLS

/* What the pane of facets shows, as pure functions: tested without a display. */

/** Values of a facet before "more…", and at the most. */
#define TL_FACET_FEW  5
#define TL_FACET_MANY 60

/** TlFacetSection: a facet that the pane knows: @name as in filters; @open: its values are shown
 * before anybody opens it. */
typedef struct
{
  const char *name;
  gboolean open;
} TlFacetSection;

/** tl_facet_sections: (transfer none): the sections in their order. */
const TlFacetSection *tl_facet_sections (guint *n_sections);
/** tl_facet_title: (transfer none) (nullable): head of the section; %NULL when there is none. */
const char *tl_facet_title (const char *name);

/** TlFacetRow: a line of a section. Strings are borrowed. */
typedef struct
{
  const char *value;
  const char *label;
  guint count;
  gboolean chosen;
} TlFacetRow;

/**
 * tl_facet_rows:
 * @facet: (nullable): as it came with the answer
 * @all: after "more…"
 *
 * Returns: (transfer full) (element-type TlFacetRow): the first values, then the chosen ones that
 * are not among them, also those the answer no longer holds; @n_hidden: how many "more…" would add
 */
GArray *tl_facet_rows (const char *name,
                       const TlFacet *facet,
                       const TlSearchScope *scope,
                       gboolean all,
                       guint *n_hidden);

/** tl_facet_explain: (transfer none) (nullable): what choosing a value does, where its name does
 * not say it all. */
const char *tl_facet_explain (const char *name, const char *value);

/** tl_facet_find: (transfer none) (nullable): the facet with this name. */
const TlFacet *tl_facet_find (GPtrArray *facets, const char *name);

/** tl_facet_count: (transfer full): "1.204", or "over 1.204" for a lower bound. */
char *tl_facet_count (guint count, gboolean exact);

G_END_DECLS
