/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * tl_gazette_repair_line:
 * @line: one line of normalised text from an official gazette PDF; more than 64 KiB is no line and
 * comes back unchanged
 *
 * Joins letter-spaced words ("Đ i ề u  2 8 6 .  T ộ i") and words split by a stray space ("trá i
 * phép", "n guy hại") where the joined fragments are legal syllables and the separate ones are not.
 * A line in good order comes back unchanged.
 *
 * Returns: (transfer full): the line
 */
char *tl_gazette_repair_line (const char *line);

/** tl_gazette_is_running_head: whether @line is a page number or a running head such as "32 CÔNG
 * BÁO/Số 955 + 956/Ngày 22-7-2025" or "(Xem tiếp Công báo số 957 + 958)". */
gboolean tl_gazette_is_running_head (const char *line);

G_END_DECLS
