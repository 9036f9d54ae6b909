/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Vietnamese text. Everything here is pure, keeps no state and is callable from any thread. Offsets
 * are in bytes of UTF-8 unless a name says characters. */

/**
 * TlOffsetMap:
 *
 * Where each byte of a derived text came from in its source. Monotone: a later byte never maps to
 * an earlier one.
 */
typedef struct _TlOffsetMap TlOffsetMap;

/** tl_offset_map_to_source: @offset in the derived text (its length included) to the offset in the
 * source. */
gsize tl_offset_map_to_source (const TlOffsetMap *map, gsize offset);
/** tl_offset_map_from_source: the first derived offset whose source is at or after @offset. */
gsize tl_offset_map_from_source (const TlOffsetMap *map, gsize offset);
void tl_offset_map_free (TlOffsetMap *map);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlOffsetMap, tl_offset_map_free)

/**
 * tl_text_normalize:
 * @text: text in UTF-8; bytes that are not UTF-8 become U+FFFD
 * @length: its length in bytes, or -1
 * @map: (out) (optional) (transfer full): offsets back into @text
 *
 * NFC with repair: a space between a letter and a combining mark is dropped, U+01A2/01A3 (OI)
 * become U+01AF/01B0 (ư with horn), U+00D0/00F0 (eth) become Đ/đ, semi-composed Windows-1258 forms
 * are composed, NBSP and thin spaces become a space, CR LF and every other line end (CR, VT, FF,
 * NEL, U+2028, U+2029) become LF, soft hyphens, zero-width characters and control characters other
 * than tab and newline go; of more than 30 combining marks on one letter the rest goes. Idempotent.
 *
 * Returns: (transfer full): the normal form
 */
char *tl_text_normalize (const char *text, gssize length, TlOffsetMap **map);

/**
 * TlFoldLevel:
 * @TL_FOLD_EXACT: as written, NFC
 * @TL_FOLD_CASE: lower case, tone marks in one canonical place
 * @TL_FOLD_PLAIN: lower case without any marks; đ becomes d
 */
typedef enum
{
  TL_FOLD_EXACT,
  TL_FOLD_CASE,
  TL_FOLD_PLAIN,
} TlFoldLevel;

/**
 * tl_text_fold:
 * @text: text in UTF-8, normalised first if it is not
 * @length: in bytes, or -1
 * @level: how much to fold
 * @map: (out) (optional) (transfer full): offsets back into @text
 *
 * Returns: (transfer full): the folded text. Idempotent.
 */
char *tl_text_fold (const char *text, gssize length, TlFoldLevel level, TlOffsetMap **map);

/**
 * tl_text_has_marks:
 *
 * Returns: whether @text carries any Vietnamese mark (tone, circumflex, breve, horn, stroke): a
 * question typed without any is searched by folded terms
 */
gboolean tl_text_has_marks (const char *text);

/**
 * tl_tone_canonical:
 * @text: text in NFC
 *
 * Tone placement to the old style in open syllables in oa, oe, uy (hoà becomes hòa, thuý becomes
 * thúy), and from the u of qu to the vowel after it (qúy becomes quý); everything else, case
 * included, stays.
 *
 * Returns: (transfer full): the text
 */
char *tl_tone_canonical (const char *text);

/**
 * TlToken:
 * @from: first byte in the text that was split
 * @to: the byte after the last
 * @is_number: a document number (91/2015/QH13), a figure or a date
 *
 * A run of letters and digits. Document numbers, figures with separators inside (1.000.000) and
 * dates in figures (11-5-2021) stay one token. A comma between short figures separates (khoản
 * 1,2,3).
 */
typedef struct
{
  gsize from;
  gsize to;
  gboolean is_number;
} TlToken;

/**
 * tl_text_tokenize:
 * @text: normalised text
 * @length: in bytes, or -1
 *
 * Vietnamese is written in syllables (tiếng) with spaces between them: a token is a syllable, a
 * foreign word, a figure or a document number.
 *
 * Returns: (transfer full) (element-type TlToken): tokens in order
 */
GArray *tl_text_tokenize (const char *text, gssize length);

/**
 * tl_token_next:
 * @text: normalised text of @length bytes
 * @position: (inout): where to look from; moves behind the token
 * @token: (out caller-allocates): the next token
 *
 * tl_text_tokenize() without an array.
 *
 * Returns: whether there was one more token
 */
gboolean tl_token_next (const char *text, gsize length, gsize *position, TlToken *token);

/**
 * tl_syllable_key:
 * @syllable: one token, any case
 * @length: in bytes, or -1
 *
 * The key under which a token is indexed and asked for, the same function for both: lower case,
 * letters with circumflex, breve and horn kept, the tone as a trailing digit (huyền 1, hỏi 2, ngã
 * 3, sắc 4, nặng 5; ngang none), so that hoà and hòa are both "hoa1"; y becomes i in open syllables
 * after b h k l m s t (kỹ and kĩ are "ki3") and qui becomes quy; a token with a digit in it as it
 * stands in lower case, dashes as hyphens.
 *
 * Returns: (transfer full): the key
 */
char *tl_syllable_key (const char *syllable, gssize length);
/** tl_syllable_key_append: the same, appended to @key. */
void tl_syllable_key_append (GString *key, const char *syllable, gssize length);
/** tl_syllable_plain_append: appends the key without marks of one token of normalised text:
 * tl_syllable_key() of the token folded to %TL_FOLD_PLAIN (kỹ is "ki"). */
void tl_syllable_plain_append (GString *plain, const char *syllable, gssize length);

/** tl_syllable_is_legal: whether @syllable (NFC, any case) can be a Vietnamese syllable: onset,
 * nucleus, coda, tone. */
gboolean tl_syllable_is_legal (const char *syllable, gssize length);

G_END_DECLS
