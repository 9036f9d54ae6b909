/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define TL_TYPE_COMPARE_TABS (tl_compare_tabs_get_type ())
G_DECLARE_FINAL_TYPE (TlCompareTabs, tl_compare_tabs, TL, COMPARE_TABS, GtkWidget)

/** TlCompareTabs: the documents of the right side, of which one is shown; each is shown by
 * "compare.right" and taken away by "compare.drop", with its index. Hidden while there is but one.
 */
GtkWidget *tl_compare_tabs_new (void);

/** tl_compare_tabs_set: @titles (element-type utf8), of which @current is shown. */
void tl_compare_tabs_set (TlCompareTabs *self, const GPtrArray *titles, guint current);

G_END_DECLS
