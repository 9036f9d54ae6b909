/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define TL_TYPE_SELECT_BAR (tl_select_bar_get_type ())
G_DECLARE_FINAL_TYPE (TlSelectBar, tl_select_bar, TL, SELECT_BAR, GtkPopover)

/**
 * TlSelectBar:
 *
 * What can be done with a selection, in a small bar beside it. It does not take the focus from the
 * text. A button whose action nobody has is left out: "reader.highlight", "reader.note".
 */
GtkWidget *tl_select_bar_new (void);

/** tl_select_bar_show: beside @area of its parent. */
void tl_select_bar_show (TlSelectBar *self, const GdkRectangle *area);

G_END_DECLS
