/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "law/citation/tl-citation-query.h"

G_BEGIN_DECLS

/**
 * TlWord:
 * @from: first byte in the question
 * @to: the byte after the last
 * @folded: the word without marks, in small letters
 * @used: something has been read out of it
 * @joined: nothing stands between it and the word before
 *
 * A word (letters and digits, with - & / inside) or one mark.
 */
typedef struct
{
  gsize from;
  gsize to;
  char *folded;
  gboolean used;
  gboolean joined;
} TlWord;

/** _tl_words_new: Returns: (transfer full) (element-type TlWord): the words of @text; unit words
 * with their number glued on (k2, đ51) are taken apart. */
GArray *_tl_words_new (const char *text);

/** _tl_word_is: whether word @i exists, is not used yet and is @folded. */
gboolean _tl_word_is (GArray *words, guint i, const char *folded);

/** _tl_words_are: as _tl_word_is() for a phrase of folded words with one space between; Returns:
 * how many words it took, 0 for none. */
guint _tl_words_are (GArray *words, guint i, const char *phrase);

/** _tl_word_number: Returns: (transfer full) (nullable): the unit number that word @i is ("51",
 * "217a"), zeros before it dropped. */
char *_tl_word_number (const char *text, GArray *words, guint i);

/** _tl_word_letter: Returns: (transfer full) (nullable): the point letter that word @i is ("s",
 * "đ", "a1"). */
char *_tl_word_letter (const char *text, GArray *words, guint i);

/** _tl_word_year: Returns: the year that word @i is, or 0. */
int _tl_word_year (GArray *words, guint i);

/** _tl_word_is_mark: whether word @i is punctuation. */
gboolean _tl_word_is_mark (GArray *words, guint i);

/** _tl_words_use: marks words [@from, @to) as used. */
void _tl_words_use (GArray *words, guint from, guint to);

/**
 * TlCitationReading:
 * @unit_from: the first word that a unit or a number was read out of, @unit_to the one after the
 * last, for what stands beside them
 *
 * A question while it is read.
 */
typedef struct
{
  const char *text;
  GArray *words;
  TlCitationQuery *query;
  guint unit_from;
  guint unit_to;
} TlCitationReading;

/** _tl_citation_read_law: a law's name from the catalogue anywhere, else a title by its first word.
 */
void _tl_citation_read_law (TlCitationReading *self);
/** _tl_citation_read_abbreviation: where no law was named, an abbreviation beside the units that
 * can be no Vietnamese word (the short name of some volume's law). */
void _tl_citation_read_abbreviation (TlCitationReading *self);
/** _tl_citation_nothing_left: whether the words not used ask for nothing more. */
gboolean _tl_citation_nothing_left (TlCitationReading *self);

G_END_DECLS
