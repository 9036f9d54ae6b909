/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "text/tl-legacy.h"

G_BEGIN_DECLS

/* The code tables of the legacy encodings, and words converted one at a time. */

/** _tl_legacy_is_word: whether @c goes on with a word in a legacy encoding: letters, and everything
 * of Latin-1 that one of them uses. */
gboolean _tl_legacy_is_word (gunichar c);
/**
 * _tl_legacy_append_word:
 * @out: where the word goes
 * @text: all of the text, for the case of the words beside
 * @from: where the word begins
 * @to: where it ends
 * @encoding: its encoding, not none
 *
 * TCVN3 has capitals for seven letters only, the others are written as small letters in a font of
 * capitals; words of capitals are completed. TCVN3 that lost its soft hyphens (ư) gets them back
 * where a syllable needs them ("®îc").
 */
void _tl_legacy_append_word (
    GString *out, const char *text, gsize length, gsize from, gsize to, TlLegacyEncoding encoding);

G_END_DECLS
