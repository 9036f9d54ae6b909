/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "search/engine/tl-search-answer.h"

G_BEGIN_DECLS

/**
 * tl_why_popover_show:
 * @parent: a widget that gives up all its children when it is disposed
 * @anchor: a widget in @parent at which it points
 * @confirm: the action of @parent that confirms the chosen result as the answer
 *
 * Opens a popover that says why @hit stands where it does: the reasons, and what each part gave to
 * its score. Closed, it goes, and the focus returns to where it was.
 */
void tl_why_popover_show (GtkWidget *parent,
                          GtkWidget *anchor,
                          const TlHit *hit,
                          const char *confirm);

G_END_DECLS
