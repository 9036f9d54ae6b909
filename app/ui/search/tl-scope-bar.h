/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define TL_TYPE_SCOPE_BAR (tl_scope_bar_get_type ())
G_DECLARE_FINAL_TYPE (TlScopeBar, tl_scope_bar, TL, SCOPE_BAR, GtkWidget)

/**
 * TlScopeBar:
 *
 * All, and the four kinds of document, each with its count; one is chosen. Implements
 * #GtkOrientable through its "orientation" property. Property "scope": a #TlDocKind, or -1 for all.
 */
GtkWidget *tl_scope_bar_new (void);

/** tl_scope_bar_set_count: @kind -1 for all; @known FALSE shows no figure, @exact FALSE says "more
 * than". */
void tl_scope_bar_set_count (
    TlScopeBar *self, int kind, guint count, gboolean known, gboolean exact);
int tl_scope_bar_get_scope (TlScopeBar *self);
void tl_scope_bar_set_scope (TlScopeBar *self, int scope);
void tl_scope_bar_set_vertical (TlScopeBar *self, gboolean vertical);

G_END_DECLS
