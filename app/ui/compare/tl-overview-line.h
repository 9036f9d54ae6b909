/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "ui/compare/tl-overview-item.h"

G_BEGIN_DECLS

#define TL_TYPE_OVERVIEW_LINE (tl_overview_line_get_type ())
G_DECLARE_FINAL_TYPE (TlOverviewLine, tl_overview_line, TL, OVERVIEW_LINE, GtkWidget)

/** TlOverviewLine: a row of the overview: section, both passages with their pages, relation. Each
 * passage is a button that activates "compare.cell" (pair, side). */
GtkWidget *tl_overview_line_new (void);

void tl_overview_line_set_item (TlOverviewLine *self, TlOverviewItem *item);

/** tl_overview_head_new: the heads of the columns, as wide as those of a row. */
GtkWidget *tl_overview_head_new (const char *const names[2]);

G_END_DECLS
