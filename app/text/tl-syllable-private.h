/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** _tl_syllable_has_shape: whether @text is consonants, vowels and a coda that Vietnamese has,
 * marks and case aside: "người" and "nguoi", but not "qđ" or "ubnd". */
gboolean _tl_syllable_has_shape (const char *text, gsize length);

/** _tl_key_is_figure: whether a token has a digit and therefore is its own key. */
gboolean _tl_key_is_figure (const char *token, gsize length);
/** _tl_key_is_dash: whether @c stands for a hyphen in a document number. */
gboolean _tl_key_is_dash (gunichar c);
/** _tl_key_unify: y and i sound the same in an open syllable and are both written (kỹ and kĩ, quy
 * and qui): brings the toneless key at @from to one of them. */
void _tl_key_unify (GString *key, gsize from);

G_END_DECLS
