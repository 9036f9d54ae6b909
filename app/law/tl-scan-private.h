/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Hand-written scanning of Vietnamese legal text. Everything works on a range [p, end) of valid
 * UTF-8 in NFC, allocates nothing and never looks back, so that a pass over a text is linear.
 * "Folded" is lower case without marks, đ as d. */

/** _tl_scan_fold: Returns: the folded form of @c; what is no letter comes back as it is. */
gunichar _tl_scan_fold (gunichar c);

/**
 * _tl_scan_match:
 * @pattern: folded ASCII; a space stands for one or more blanks (space, tab, line break)
 *
 * Returns: (nullable): the place after the match, or %NULL when the text at @p does not begin with
 * @pattern
 */
const char *_tl_scan_match (const char *p, const char *end, const char *pattern);

/** _tl_scan_word: as _tl_scan_match(), and the match ends where a word ends. */
const char *_tl_scan_word (const char *p, const char *end, const char *pattern);

/** _tl_scan_find: Returns: (nullable): the first place in the range where @pattern stands as words
 * of their own; @after is set to the place after it. */
const char *_tl_scan_find (const char *p, const char *end, const char *pattern, const char **after);

/** _tl_scan_blanks: Returns: the first place at or after @p that is no space, tab or line break. */
const char *_tl_scan_blanks (const char *p, const char *end);
/** _tl_scan_spaces: the same within the line. */
const char *_tl_scan_spaces (const char *p, const char *end);
/** _tl_scan_trim: Returns: @end moved back over blanks, never before @p. */
const char *_tl_scan_trim (const char *p, const char *end);

/**
 * _tl_scan_number:
 * @digits_max: how many digits a number may have, at most 9
 * @value: (out): its value
 *
 * Returns: (nullable): the place after the run of digits at @p, or %NULL when there is none or it
 * is longer
 */
const char *_tl_scan_number (const char *p, const char *end, int digits_max, int *value);

/** _tl_scan_dash: Returns: (nullable): the place after the hyphen or dash at @p. */
const char *_tl_scan_dash (const char *p, const char *end);

/** _tl_scan_roman: Returns: (nullable): the place after the Roman numeral (1 to 399, either case)
 * at @p, which must end at a word end. */
const char *_tl_scan_roman (const char *p, const char *end, int *value);

/** _tl_scan_letter_index: Returns: the place of @c in the 23-letter alphabet of points (a b c d đ e
 * g ...), 0 for a, or -1. Case does not matter, marks do. */
int _tl_scan_letter_index (gunichar c);
/** _tl_scan_letter_code: Returns: (transfer none): how an anchor writes the letter of that place:
 * "a", "dd" for đ. */
const char *_tl_scan_letter_code (int index);

/** _tl_scan_is_upper: whether the range has letters and all of them are capitals. */
gboolean _tl_scan_is_upper (const char *p, const char *end);

/** _tl_scan_collapse: appends the range to @out with every run of blanks as one space, none at the
 * ends. */
void _tl_scan_collapse (GString *out, const char *p, const char *end);

G_END_DECLS
