/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "ui/search/tl-search-scope.h"

G_BEGIN_DECLS

#define TL_TYPE_SAVED_LIST (tl_saved_list_get_type ())
G_DECLARE_FINAL_TYPE (TlSavedList, tl_saved_list, TL, SAVED_LIST, GtkWidget)

/**
 * TlSavedList:
 *
 * The scopes with a name; hidden while there are none. Signals: "choose" (string: name), "rename"
 * (string: from, string: to), "remove" (string: name).
 */

/** tl_saved_list_show: @current: (nullable): name of the scope in use. */
void tl_saved_list_show (TlSavedList *self, GPtrArray *scopes, const char *current);

G_END_DECLS
