/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "corpus/tl-document.h"

G_BEGIN_DECLS

/* From text to terms: the one function that the index and the question share (docs/index.md).
 *
 *   key        the syllable's key as it stands       "trom5"
 *   B a_b      two keys side by side in a field      "Btrom5_cap4"
 *   F folded   the syllable without marks            "Ftrom"
 *   G a_b      two folded syllables side by side     "Gtrom_cap"
 *
 * Keys are lower case, so a capital at the beginning of a term is always a prefix. */
#define TL_TERM_PAIR        "B"
#define TL_TERM_FOLDED      "F"
#define TL_TERM_FOLDED_PAIR "G"

/* Terms that only filter. */
#define TL_TERM_ANCHOR    "XA" /* article: "XAd173" */
#define TL_TERM_ISSUER    "XC" /* issuer or court, folded, hyphens for spaces */
#define TL_TERM_DOCUMENT  "XD" /* document id */
#define TL_TERM_CHARGE    "XG" /* crime, or relation of the dispute */
#define TL_TERM_COURT     "XI" /* id of the court */
#define TL_TERM_KIND      "XK" /* code of the kind */
#define TL_TERM_LEVEL     "XL" /* level of the court */
#define TL_TERM_NUMBER    "XN" /* document number, normalised, folded */
#define TL_TERM_OUTCOME   "XO" /* code of the outcome */
#define TL_TERM_PROVISION "XP" /* article that the decision rests on: "XPblhs2015:173" */
#define TL_TERM_STAGE     "XS" /* stage of the case */
#define TL_TERM_CASE_TYPE "XT" /* type of the case */
#define TL_TERM_YEAR      "XY" /* year of issue */

/**
 * TlTermToken:
 * @key: belongs to the reader, until it reads again
 * @folded: likewise
 * @marked: the token as written carries a Vietnamese mark
 *
 * One token of a text; offsets in bytes.
 */
typedef struct
{
  const char *key;
  const char *folded;
  gsize from;
  gsize to;
  gboolean marked;
} TlTermToken;

/**
 * TlTermReader:
 *
 * Splits text into tokens with their keys, and remembers the keys of the syllables it has met
 * (there are some thousands in the language). One thread.
 */
typedef struct _TlTermReader TlTermReader;

TlTermReader *tl_term_reader_new (void);
void tl_term_reader_free (TlTermReader *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlTermReader, tl_term_reader_free)

/** tl_term_reader_read: Returns: (transfer full) (element-type TlTermToken): the tokens of @text,
 * NFC; tokens too long to be words are left out. */
GArray *tl_term_reader_read (TlTermReader *self, const char *text);

/** tl_term_reader_read_token: the keys of the token that is @length bytes of @text; its offsets are
 * left alone. Returns: %FALSE for what is no word. */
gboolean tl_term_reader_read_token (TlTermReader *self,
                                    const char *text,
                                    gsize length,
                                    TlTermToken *token);

/** tl_term_join: Returns: (transfer full): @prefix, @first, "_", @second. */
char *tl_term_join (const char *prefix, const char *first, const char *second);

/** tl_term_filter: Returns: (transfer full): the filter term for @value under @prefix: folded, runs
 * of anything but letters and digits a hyphen ('/' stays), cut where a term must end. */
char *tl_term_filter (const char *prefix, const char *value);

/**
 * TlTermBag:
 *
 * @counts: term to within-document frequency
 *
 * The terms of one unit, field by field. One thread.
 */
typedef struct
{
  GHashTable *counts; /* (element-type utf8 guint) */
  TlTermReader *reader;
} TlTermBag;

void tl_term_bag_init (TlTermBag *self, TlTermReader *reader);
void tl_term_bag_clear (TlTermBag *self);
/** tl_term_bag_add_text: all four kinds of terms of a field, each counting @weight times. Pairs do
 * not reach over the end of @text. Returns: the number of tokens. */
guint tl_term_bag_add_text (TlTermBag *self, const char *text, guint weight);
/** tl_term_bag_add_filter: a term that only filters; nothing for a %NULL or empty @value. */
void tl_term_bag_add_filter (TlTermBag *self, const char *prefix, const char *value);

G_END_DECLS
