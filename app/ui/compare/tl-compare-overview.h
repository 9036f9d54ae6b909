/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "ui/compare/tl-compare-job.h"

G_BEGIN_DECLS

#define TL_TYPE_COMPARE_OVERVIEW (tl_compare_overview_get_type ())
G_DECLARE_FINAL_TYPE (TlCompareOverview, tl_compare_overview, TL, COMPARE_OVERVIEW, GtkWidget)

/**
 * TlCompareOverview:
 *
 * The table of all passages of a comparison: section, left, right, relation. Enter on a row, or a
 * cell of it, activates "compare.cell" (pair, side). Signal "filtered": all rows are shown, or only
 * those that differ.
 */
GtkWidget *tl_compare_overview_new (void);

/** tl_compare_overview_set: shows the rows of @compared (nullable), @pair of them chosen. */
void tl_compare_overview_set (TlCompareOverview *self, TlCompared *compared, int pair);

/** tl_compare_overview_choose: brings the row of @pair into view and chooses it. */
void tl_compare_overview_choose (TlCompareOverview *self, int pair);

/** tl_compare_overview_differs_only: whether what is the same is left out. */
gboolean tl_compare_overview_differs_only (TlCompareOverview *self);

G_END_DECLS
