/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define TL_TYPE_COMPARE_TRAY (tl_compare_tray_get_type ())
G_DECLARE_FINAL_TYPE (TlCompareTray, tl_compare_tray, TL, COMPARE_TRAY, GtkWidget)

/** TlCompareTray: says which document is put up for comparison, with what can be done with it:
 * "win.compare-put" (the document in front against it, else back to its comparison) and
 * "win.compare-clear". Hidden while there is none. */
GtkWidget *tl_compare_tray_new (void);

/**
 * tl_compare_tray_set:
 * @title: (nullable): of the document that is put up; %NULL hides the tray
 * @compared: it is the left side of a comparison
 * @with_open: the document in front can be its counterpart
 */
void tl_compare_tray_set (TlCompareTray *self,
                          const char *title,
                          gboolean compared,
                          gboolean with_open);

G_END_DECLS
