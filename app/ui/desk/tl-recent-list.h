/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "ui/tl-services.h"

G_BEGIN_DECLS

#define TL_TYPE_RECENT_LIST (tl_recent_list_get_type ())
G_DECLARE_FINAL_TYPE (TlRecentList, tl_recent_list, TL, RECENT_LIST, GtkWidget)

/**
 * TlRecentList:
 *
 * The documents that were read last, newest first; hidden while there are none. A row opens its
 * document where it was left ("win.open-document"). Follows the desk.
 */

/** tl_recent_list_set_services: @limit: rows at most. */
void tl_recent_list_set_services (TlRecentList *self, TlServices *services, guint limit);

/** tl_recent_list_get_n_rows: rows that are shown. */
guint tl_recent_list_get_n_rows (TlRecentList *self);

/** tl_recent_list_get_row: (transfer none) (nullable). */
GtkWidget *tl_recent_list_get_row (TlRecentList *self, guint index);

G_END_DECLS
