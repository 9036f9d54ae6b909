/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * tl_court_level:
 * @court: name of a court as printed
 *
 * Tier of the court, by its name: "tối cao", "cấp cao", "khu vực", "tỉnh", "huyện", and for the
 * military courts "quân sự trung ương", "quân sự quân khu", "quân sự khu vực". Districts, towns and
 * cities under a province were one tier (until 30/6/2025); "Tòa án nhân dân thành phố X, tỉnh Y" is
 * of it, "Tòa án nhân dân thành phố X" is of a province.
 *
 * Returns: (transfer none) (nullable): %NULL when the name does not say
 */
const char *tl_court_level (const char *court);

G_END_DECLS
