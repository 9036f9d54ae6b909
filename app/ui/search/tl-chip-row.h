/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "ui/search/tl-shown-chip.h"

G_BEGIN_DECLS

#define TL_TYPE_CHIP_ROW (tl_chip_row_get_type ())
G_DECLARE_FINAL_TYPE (TlChipRow, tl_chip_row, TL, CHIP_ROW, GtkWidget)

/**
 * TlChipRow:
 *
 * Filters, date and what the question was understood as, each a small toggle, in at most two lines.
 * Signal "toggled" (pointer: const TlShownChip *).
 */

/** tl_chip_row_set_chips: takes @chips; the row hides when there are none. */
void tl_chip_row_set_chips (TlChipRow *self, GPtrArray *chips);

G_END_DECLS
