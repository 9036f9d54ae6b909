/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * tl_names_watch:
 *
 * Gives names for screen readers to what GTK 4.8 and libadwaita 1.2 make without one, whenever such
 * a widget is shown: buttons with a mnemonic (whose name would have the underscore in it), menu
 * buttons, choosers and their lines, tabs and their close buttons, notes, the windows of
 * libadwaita. And takes from the accessible tree what GTK leaves there though it is not in sight:
 * the pages of a stack behind the one in front, a pane that is folded away. Each window keeps its
 * focus in sight (tl-focus-ring.h). To be called once, before the first window.
 */
void tl_names_watch (void);

G_END_DECLS
