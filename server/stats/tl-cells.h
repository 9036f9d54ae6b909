/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "server/stats/tl-units.h"

G_BEGIN_DECLS

/* Which units may be shown alone. Every number that is published is a sum of whole cells of one
 * month, and every cell has at least %TL_CELLS_SMALLEST persons who reported in that month; so
 * whatever is added to or taken from what is published is again a sum of whole cells, and nothing
 * about fewer persons can be found (docs/statistics.md). */

#define TL_CELLS_SMALLEST 5

/**
 * tl_cells_of_month:
 * @persons: for each unit, who reported: numbers of persons (guint32), ascending, each once
 * @counts: for each unit, whether there is anything to count in it; a unit without people (a node
 *   that only holds others) belongs to no cell
 *
 * From the leaves up: a unit with enough persons is a cell; the small ones of a parent, and the
 * parent's own people when they are few, are one cell together, with the smallest cell below the
 * parent when they are still too few, and else go to the parent's parent.
 *
 * Returns: (transfer full): for each unit the number of its cell, %TL_UNIT_NONE for none: nothing
 * is shown of it
 */
guint *tl_cells_of_month (const TlUnits *units, GArray *const *persons, const gboolean *counts);

/** tl_cells_one: one cell of all units, when it is large enough: of a month that is not over. */
guint *tl_cells_one (const TlUnits *units, GArray *const *persons, const gboolean *counts);

/**
 * tl_cells_join:
 * @months: cells of each month
 *
 * The finest division that every month's cells fit into.
 *
 * Returns: (transfer full): for each unit the number of its group; units without a cell in any
 * month have %TL_UNIT_NONE
 */
guint *tl_cells_join (const TlUnits *units, guint *const *months, guint n_months);

G_END_DECLS
