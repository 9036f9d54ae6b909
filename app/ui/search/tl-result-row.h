/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "search/engine/tl-result-item.h"

G_BEGIN_DECLS

#define TL_TYPE_RESULT_ROW (tl_result_row_get_type ())
G_DECLARE_FINAL_TYPE (TlResultRow, tl_result_row, TL, RESULT_ROW, GtkWidget)

/** TlResultRow: one row of the list of results: the head of a group, or the card of a hit, at most
 * five lines. Signals: "others" (the other passages of the document are wanted), "comment" and
 * "parts" (why it stands where it does). */
GtkWidget *tl_result_row_new (void);

/** tl_result_row_set_item: (nullable): shows @item. */
void tl_result_row_set_item (TlResultRow *self, TlResultItem *item);

/** tl_result_row_get_item: (transfer none) (nullable). */
TlResultItem *tl_result_row_get_item (TlResultRow *self);

/** tl_result_row_is_hit: whether the row shows a hit, and not the head of a group. */
gboolean tl_result_row_is_hit (TlResultRow *self);

G_END_DECLS
