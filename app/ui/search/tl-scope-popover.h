/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define TL_TYPE_SCOPE_POPOVER (tl_scope_popover_get_type ())
G_DECLARE_FINAL_TYPE (TlScopePopover, tl_scope_popover, TL, SCOPE_POPOVER, GtkPopover)

/**
 * tl_scope_popover_new:
 * @name: (nullable): the name a scope has; %NULL for one that gets its first name
 *
 * Asks for the name of a scope. Signals: "accept" (string: the name), "remove": the scope is to go
 * (only of one that has a name).
 */
GtkWidget *tl_scope_popover_new (const char *name);

/** tl_scope_popover_propose: the name that stands in the entry when it opens. */
void tl_scope_popover_propose (TlScopePopover *self, const char *name);

G_END_DECLS
