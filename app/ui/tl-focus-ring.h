/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * tl_focus_ring_keep:
 * @window: a window
 *
 * Keeps the ring around what has the focus in sight as long as the window is used by keys: GTK 4.8
 * takes it away three seconds after the last key, and who reads for a while does not know any more
 * where the focus is. A press of the pointer takes it away. Once a window is enough; further calls
 * do nothing.
 */
void tl_focus_ring_keep (GtkWindow *window);

G_END_DECLS
