/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "ui/search/tl-facet-text.h"

G_BEGIN_DECLS

#define TL_TYPE_FACET_SECTION (tl_facet_section_get_type ())
G_DECLARE_FINAL_TYPE (TlFacetSectionView, tl_facet_section, TL, FACET_SECTION, GtkWidget)

/**
 * TlFacetSectionView:
 *
 * One facet: its title, and values that can be chosen, with their counts. Signal "filter" (string
 * value, string label, boolean chosen).
 */
GtkWidget *tl_facet_section_new (const TlFacetSection *section);
const char *tl_facet_section_get_name (TlFacetSectionView *self);

/** tl_facet_section_show: @facet is nullable, and kept until the next call; so is @scope. */
void tl_facet_section_show (TlFacetSectionView *self,
                            const TlFacet *facet,
                            gboolean exact,
                            const TlSearchScope *scope);

G_END_DECLS
