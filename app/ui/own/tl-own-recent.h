/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * tl_own_keep_out_of_recents:
 * @file: what was chosen in a dialog
 *
 * GTK's dialog puts what was chosen into the list that all programs of the desktop show. What the
 * judge reads here is nobody else's business: it is taken out of it again. What another program put
 * there stays.
 */
void tl_own_keep_out_of_recents (GFile *file);

G_END_DECLS
