/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "ui/update/tl-update-keeper.h"

G_BEGIN_DECLS

#define TL_TYPE_UPDATE_BAR (tl_update_bar_get_type ())
G_DECLARE_FINAL_TYPE (TlUpdateBar, tl_update_bar, TL, UPDATE_BAR, GtkWidget)

/** TlUpdateBar: version, freshness and source of the library, and what its update does: bytes,
 * pause, go on, cancel, and the one thing to do when something is wrong. Its buttons are actions of
 * the window. */
GtkWidget *tl_update_bar_new (void);
void tl_update_bar_set_keeper (TlUpdateBar *self, TlUpdateKeeper *keeper);

G_END_DECLS
