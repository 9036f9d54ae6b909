/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "ui/reader/tl-found-item.h"

G_BEGIN_DECLS

#define TL_TYPE_FOUND_PANE (tl_found_pane_get_type ())
G_DECLARE_FINAL_TYPE (TlFoundPane, tl_found_pane, TL, FOUND_PANE, GtkWidget)

/**
 * TlFoundPane:
 *
 * All that was found in a document, each with what stands around it and its place. Signals:
 * "chosen" (uint): the hit to go to; "close".
 */

/** tl_found_pane_set_items: (element-type TlFoundItem). */
void tl_found_pane_set_items (TlFoundPane *self, GListModel *items);

/** tl_found_pane_set_current: selects and shows hit @index; G_MAXUINT for none. */
void tl_found_pane_set_current (TlFoundPane *self, guint index);

G_END_DECLS
