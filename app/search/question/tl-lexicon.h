/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "search/index/tl-terms.h"
#include "search/index/tl-xapian.h"

G_BEGIN_DECLS

/* The lexicon: what words of a question mean in the words of the law. Data: lexicon.tsv travels
 * inside the program and with every index (docs/question.md). */

/** TL_LEXICON_KEY: of the index's metadata. */
#define TL_LEXICON_KEY "lexicon"

/** TL_LEXICON_MEANINGS: of one entry. */
#define TL_LEXICON_MEANINGS 4

/**
 * TlLexiconEntry:
 * @is_abbreviation: letters that stand for words
 * @words: as they are written
 * @meanings: (array zero-terminated=1): any of them may be meant
 * @domain: code of the field of law
 * @keys: (array zero-terminated=1): of @words
 * @folded: (array zero-terminated=1): likewise, without marks
 * @needs_capitals: small letters would be a syllable
 */
typedef struct
{
  gboolean is_abbreviation;
  char *words;
  char **meanings;
  char *domain;
  char **keys;
  char **folded;
  gboolean needs_capitals;
} TlLexiconEntry;

/** TlLexicon: immutable, for all threads. */
typedef struct _TlLexicon TlLexicon;

/**
 * tl_lexicon_parse:
 * @text: in the format of docs/question.md
 * @length: in bytes
 * @name: of the file, for errors
 *
 * Returns: (transfer full) (nullable): the entries on their own; TL_ERROR_INPUT names file and line
 */
TlLexicon *tl_lexicon_parse (const char *text, gsize length, const char *name, GError **error);
/** tl_lexicon_builtin: (transfer full): the one in the program. */
TlLexicon *tl_lexicon_builtin (void);
/** tl_lexicon_extend: Returns: (transfer full): the text of the built-in lexicon changed by the one
 * in @text: entries for the same words replace ours, "drop" takes ours away, "only" takes all of
 * ours away. */
char *tl_lexicon_extend (const char *text, gsize length, const char *name, GError **error);
/** tl_lexicon_load: (transfer full): that of the newest file (the last) of @db that has one, else
 * the built-in one. One that cannot be read is passed over with a warning. */
TlLexicon *tl_lexicon_load (TlXapianDb *db, GError **error);
void tl_lexicon_free (TlLexicon *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlLexicon, tl_lexicon_free)

guint tl_lexicon_get_n_entries (const TlLexicon *self);
const TlLexiconEntry *tl_lexicon_get_entry (const TlLexicon *self, guint i);

/**
 * tl_lexicon_find:
 * @keys: of the words of a question from some place on, at most @n
 * @plain: @keys are folded
 * @typed: the first word as typed, for abbreviations
 * @length: (out): how many words the entry takes
 *
 * Returns: (transfer none) (nullable): the longest entry that begins there
 */
const TlLexiconEntry *tl_lexicon_find (const TlLexicon *self,
                                       const char *const *keys,
                                       guint n,
                                       gboolean plain,
                                       const char *typed,
                                       guint *length);

G_END_DECLS
