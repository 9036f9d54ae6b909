/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "search/question/tl-question-private.h"

G_BEGIN_DECLS

/**
 * _tl_spelling_cost:
 *
 * How far the syllable of key @meant is from what was typed, in slips of the hand: a letter too
 * many, too few, another one, two in the wrong order are about 1; a mark, a tone, and what some
 * region does not tell apart (s and x, ch and tr, d, gi and r, l and n, hỏi and ngã) less.
 */
double _tl_spelling_cost (const char *typed, const char *meant);

/** TlSpelling: @first and @last are the keys with which its neighbours make pairs; they differ when
 * it is two syllables that were typed as one. @cost in nats. */
typedef struct
{
  char *first;
  char *last;
  char *text;
  double cost;
  double rarity; /* minus the logarithm of how often it is asked for at all */
  double weight; /* units that hold it */
} TlSpelling;

/** _tl_spelling_candidates_new: Returns: (transfer full) (element-type TlSpelling): an empty list.
 */
GPtrArray *_tl_spelling_candidates_new (void);
/** _tl_spelling_add_candidates: what the word @key (folded when @plain), written as @typed, may
 * have been meant as, the likeliest first, at most @limit; not itself. */
void _tl_spelling_add_candidates (const TlVocabulary *vocabulary,
                                  const char *key,
                                  const char *typed,
                                  gboolean plain,
                                  guint limit,
                                  GPtrArray *candidates);

G_END_DECLS
