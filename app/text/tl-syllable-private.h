/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** _tl_syllable_has_shape: whether @text is consonants, vowels and a coda that Vietnamese has,
 * marks and case aside: "người" and "nguoi", but not "qđ" or "ubnd". */
gboolean _tl_syllable_has_shape (const char *text, gsize length);

G_END_DECLS
