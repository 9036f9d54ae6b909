/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * tl_large_text_scale:
 * @widget: any
 *
 * Returns: how large the desktop wants text, 1 for the usual size: what needs a width for text
 *   needs it times this
 */
double tl_large_text_scale (GtkWidget *widget);

/** tl_large_text_is_on: whether text is so large that what is beside it has to grow as well. */
gboolean tl_large_text_is_on (GtkWidget *widget);

/**
 * tl_large_text_watch:
 *
 * Gives every window, those of libadwaita and of GTK included, the style class "large-text" as long
 * as text is large: pictures and targets do not grow with the text by themselves. Call it once,
 * when GTK is initialised.
 */
void tl_large_text_watch (void);

G_END_DECLS
