/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * _tl_row_diff:
 * @left: a row of numbers below @n_numbers
 * @right: the other row
 * @left_kept: (out caller-allocates): a byte for each number on the left: whether it stays
 * @right_kept: (out caller-allocates): the same for the right
 *
 * What two rows have in common, in order: the numbers kept are the same ones on both sides. The
 * shortest difference (Myers 1986, linear space) as long as it costs no more than a bound, else a
 * longer one. Memory is linear.
 *
 * Returns: %FALSE only when cancelled
 */
gboolean _tl_row_diff (const guint32 *left,
                       gsize n_left,
                       const guint32 *right,
                       gsize n_right,
                       guint32 n_numbers,
                       guint8 *left_kept,
                       guint8 *right_kept,
                       GCancellable *cancellable);

G_END_DECLS
