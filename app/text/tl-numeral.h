/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * tl_numeral_parse:
 * @words: a number in Vietnamese words, any case, NFC ("một trăm hai mươi triệu", "mười lăm", "hai
 * trăm linh năm", "ba mươi mốt")
 * @length: in bytes, or -1
 * @value: (out): the number, 0 to 10^18 - 1
 * @consumed: (out) (optional): bytes of @words that belong to the numeral; the rest ("đồng", "năm
 * tù") is not looked at
 *
 * Accepts northern and southern forms (nghìn/ngàn, linh/lẻ, bốn/tư, tỷ/tỉ, chục, rưỡi).
 *
 * Returns: whether @words begins with a numeral
 */
gboolean tl_numeral_parse (const char *words, gssize length, gint64 *value, gsize *consumed);

/** tl_numeral_format: Returns: (transfer full): @value (0 to 10^18 - 1) in words, lower case, the
 * northern form. */
char *tl_numeral_format (gint64 value);

/** tl_numeral_group: Returns: (transfer full): @value with dots between thousands, "1.234.567". */
char *tl_numeral_group (gint64 value);

G_END_DECLS
