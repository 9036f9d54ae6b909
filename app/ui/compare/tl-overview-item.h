/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "compare/tl-overview.h"
#include "ui/compare/tl-compare-job.h"

G_BEGIN_DECLS

#define TL_TYPE_OVERVIEW_ITEM (tl_overview_item_get_type ())
G_DECLARE_FINAL_TYPE (TlOverviewItem, tl_overview_item, TL, OVERVIEW_ITEM, GObject)

/** TlOverviewItem: a row of the overview of a comparison, in words. Immutable. */
TlOverviewItem *tl_overview_item_new (TlCompared *compared, const TlOverviewRow *row);

guint tl_overview_item_get_pair (TlOverviewItem *self);

/** tl_overview_item_dup_section: (transfer full): "" without a section. */
char *tl_overview_item_dup_section (TlOverviewItem *self);

/** tl_overview_item_dup_passage: (transfer full) (nullable): the passage of @side, shortened to
 * @most characters (0: whole); %NULL where it has none. */
char *tl_overview_item_dup_passage (TlOverviewItem *self, TlSide side, guint most);

/** tl_overview_item_dup_page: (transfer full): "p. 4", or "" where no page is known. */
char *tl_overview_item_dup_page (TlOverviewItem *self, TlSide side);

/** tl_overview_item_dup_relation: (transfer full): sign and words. */
char *tl_overview_item_dup_relation (TlOverviewItem *self);

/** tl_overview_items: (transfer full) (element-type TlOverviewItem): the rows of @compared. */
GPtrArray *tl_overview_items (TlCompared *compared, gboolean differences_only);

G_END_DECLS
