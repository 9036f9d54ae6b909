/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "ui/search/tl-facet-text.h"

G_BEGIN_DECLS

#define TL_TYPE_FACET_PANE (tl_facet_pane_get_type ())
G_DECLARE_FINAL_TYPE (TlFacetPane, tl_facet_pane, TL, FACET_PANE, GtkWidget)

/**
 * TlFacetPane:
 *
 * Everything that narrows the answers: saved scopes, a place for the kinds, the facets, and the
 * buttons for all of them. Signals: "filter" (string name, string value, string label, boolean
 * chosen), "clear" (no filters), "save" (string: name for the scope in use), "choose", "rename",
 * "remove" as in #TlSavedList.
 */
GtkWidget *tl_facet_pane_new (void);

/** tl_facet_pane_get_kinds: (transfer none): the box in which the scope bar stands. */
GtkBox *tl_facet_pane_get_kinds (TlFacetPane *self);

/** tl_facet_pane_show_facets: @facets: (nullable): they and @scope are kept until the next call. */
void tl_facet_pane_show_facets (TlFacetPane *self,
                                GPtrArray *facets,
                                gboolean exact,
                                const TlSearchScope *scope);

/** tl_facet_pane_show_saved: as in tl_saved_list_show(); @proposal: name proposed for the scope in
 * use, "" when there is nothing to save. */
void tl_facet_pane_show_saved (TlFacetPane *self,
                               GPtrArray *scopes,
                               const char *current,
                               const char *proposal);

G_END_DECLS
