/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * tl_widget_dispose:
 * @widget: a widget in its dispose
 * @type: its type, which has a template
 *
 * Gives up the template and every child: gtk_widget_dispose_template() of GTK 4.8 forgets the names but leaves the children.
 */
void tl_widget_dispose (GtkWidget *widget, GType type);

G_END_DECLS
