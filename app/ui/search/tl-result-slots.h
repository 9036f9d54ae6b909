/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "ui/search/tl-result-slot.h"

G_BEGIN_DECLS

#define TL_TYPE_RESULT_SLOTS (tl_result_slots_get_type ())
G_DECLARE_FINAL_TYPE (TlResultSlots, tl_result_slots, TL, RESULT_SLOTS, GObject)

/**
 * TlResultSlots:
 *
 * A list of #TlResultSlot, as many as @source has results, each with the result of its place. A
 * result that is replaced changes its slot and not the list; slots come and go at the end only.
 * Signal "filled", after the slots from a place on (guint), so many (guint), hold other results.
 */
TlResultSlots *tl_result_slots_new (GListModel *source);

G_END_DECLS
