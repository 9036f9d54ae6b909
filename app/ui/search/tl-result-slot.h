/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "search/engine/tl-result-item.h"

G_BEGIN_DECLS

#define TL_TYPE_RESULT_SLOT (tl_result_slot_get_type ())
G_DECLARE_FINAL_TYPE (TlResultSlot, tl_result_slot, TL, RESULT_SLOT, GObject)

/**
 * TlResultSlot:
 *
 * A place in the list of results, which holds one result after another: the list view keeps the
 * widget of an item for as long as it keeps the item, and a row is dear to make. Main thread.
 * Property: "item".
 */
TlResultSlot *tl_result_slot_new (TlResultItem *item);

/** tl_result_slot_get_item: (transfer none). */
TlResultItem *tl_result_slot_get_item (TlResultSlot *self);

/** tl_result_slot_set_item: what stands here from now on. */
void tl_result_slot_set_item (TlResultSlot *self, TlResultItem *item);

G_END_DECLS
