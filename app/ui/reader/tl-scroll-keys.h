/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** tl_scroll_keys_bind: arrows, Page Up and Down, space, Home and End scroll the widgets of this
 * class, which are #GtkScrollable (class initialisation). */
void tl_scroll_keys_bind (GtkWidgetClass *widget_class);

/** tl_scroll_keys_move: one step of @scrollable. */
void tl_scroll_keys_move (GtkScrollable *scrollable, GtkScrollType step);

G_END_DECLS
