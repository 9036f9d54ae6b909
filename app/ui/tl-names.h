/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * tl_names_watch:
 *
 * Gives names for screen readers to what GTK 4.8 and libadwaita 1.2 make without one, whenever such
 * a widget is shown: buttons with a mnemonic (whose name would have the underscore in it), menu
 * buttons and the buttons inside of choosers, tabs and their close buttons, the close button of a
 * note. To be called once, before the first window.
 */
void tl_names_watch (void);

G_END_DECLS
