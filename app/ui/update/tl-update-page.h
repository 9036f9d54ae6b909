/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "ui/update/tl-update-keeper.h"

G_BEGIN_DECLS

/** tl_update_page_new: the page of the preferences that names the sources of the library and the
 * publisher's key; to be read only where the policy of the computer decides. */
GtkWidget *tl_update_page_new (TlUpdateKeeper *keeper, GSettings *settings);

G_END_DECLS
