/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Every number that decides the order of hits, in one place. What the terms are: docs/index.md. The
 * values were found on labelled questions over real statutes (tests/bench/retrieval measures them
 * again); change one only with that measurement before and after. */

/* Units: how often a syllable of a field counts in the within-document frequency. */
#define TL_FIELD_BODY    1
#define TL_FIELD_HEADING 5
#define TL_FIELD_LAW     1
#define TL_FIELD_CHAPTER 1

/* BM25 of the first stage, over the sum of the fields. */
#define TL_BM25_K1 1.8
#define TL_BM25_B  0.75

/* Weight of an adjacent pair of syllables beside a syllable's 1; without marks pairs tell more. */
#define TL_WEIGHT_PAIR        0.5
#define TL_WEIGHT_FOLDED_PAIR 0.6
/* A syllable of a marked question that the corpus does not hold is asked for without its marks, at
 * this fraction. */
#define TL_WEIGHT_STAND_IN 0.6
/* What only asks ("như thế nào") counts this much; 0.1 to 0.3 measure the same. */
#define TL_WEIGHT_FRAME 0.2

/* Words that a question is understood to mean (lexicon, other names of a court) count this part
 * beside those typed. */
#define TL_WEIGHT_EXPANDED 0.5

/* Hits that the second stage puts in order. */
#define TL_RERANK_DEPTH 100

/* A question keeps at most this many different syllables, the rarest. */
#define TL_QUESTION_SYLLABLES 64

/* Widening: a question with marks that finds fewer units than this is searched by folded terms too;
 * those hits come behind. A question of which no unit holds TL_WIDEN_COVER, while without marks one
 * holds TL_WIDEN_COVER_FOLDED (shares of idf), was typed with wrong marks: the folded ones stand
 * alone. */
#define TL_WIDEN_BELOW        5
#define TL_WIDEN_COVER        0.5
#define TL_WIDEN_COVER_FOLDED 0.8

/* A match scores at least this part of the best of its kind in the first stage; what scores less is
 * no hit and is not counted. */
#define TL_MATCH_SHARE 0.25

/* In a library of at most so many units every answer counts all that matches; in a larger one only
 * an answer with facets does. */
#define TL_COUNTED_UNITS 30000

/* Scores are rounded to this step before ties are broken by id, so that the order is the same on
 * every platform. The first stage rounds each term's share to TL_SHARE_STEP, a power of two, so
 * that sums are exact in any order. */
#define TL_SCORE_STEP 1e-4
#define TL_SHARE_STEP (1.0 / 262144.0)

/* Points that a statute's unit loses when it is not in force on the date: an earlier or a later
 * edition of the same words never stands above the one in force. */
#define TL_POINTS_NOT_IN_FORCE 5.0

/* The second stage: a weighted sum. Scores are divided by the best in the list; a share of an asked
 * thing counts its idf, less where it only asks. The weights are those that tl_rank_train() gives
 * on the labelled questions, written and without marks. Name, weight, meaning. */
#define TL_RERANK_FEATURES(X)                                                                      \
  X (BASE, 3.12)            /* first stage */                                                      \
  X (SYLLABLES, 0.82)       /* BM25 of the syllables alone */                                      \
  X (PAIRS, 1.82)           /* BM25 of the pairs alone */                                          \
  X (BODY_SYLLABLES, -0.90) /* the same by field */                                                \
  X (HEADING_SYLLABLES, -0.29)                                                                     \
  X (BODY_PAIRS, -2.02)                                                                            \
  X (HEADING_PAIRS, -1.18)                                                                         \
  X (LAW_SYLLABLES, 0.43)                                                                          \
  X (COVER_SYLLABLES, 1.65) /* asked syllables that the unit holds */                              \
  X (COVER_PAIRS, 3.68)     /* asked pairs that the unit holds */                                  \
  X (HEADING_ASKED, 1.74)   /* share of the heading's syllables that were asked */                 \
  X (HEADING_PAIRS_ASKED, 1.42)                                                                    \
  X (LENGTH, -0.14)         /* ln (1 + tokens of the body) */                                      \
  X (LAW, 2.55)             /* BM25 of the whole law */                                            \
  X (BEST_OF_LAW, 2.64)     /* first stage of the best unit of the same law */                     \
  X (CLAUSE, 1.39)          /* BM25 of the best clause */                                          \
  X (HEADED_CLAUSE, 2.40)   /* of the best clause read with the heading */                         \
  X (NEIGHBOUR, 1.50)       /* first stage of the better article beside it */                      \
  X (LAW_PAIRS_ASKED, 2.47) /* share of the pairs of the law's name that were asked */             \
  X (GENERAL, 0.67)         /* 1: terms, scope, entry into force: long, but asked for */           \
  X (COVER_SQUARE, 2.43)    /* the square of COVER_PAIRS */

/* A document that is one unit has no neighbours: its own share of the first stage stands for them,
 * times what an article's neighbours have on average. */
#define TL_SINGLE_NEIGHBOUR 0.5

/* BM25 of whole laws. */
#define TL_LAW_K1 2.5
#define TL_LAW_B  0.5
/* In a library of so many laws a syllable that more than half of them hold says nothing about
 * which. */
#define TL_LAW_MANY 1000

/* Clauses of articles: lines are put together up to so many syllables, so many syllables of a unit
 * are kept; the length that is neither long nor short; how much length matters where the heading is
 * read with the clause. */
#define TL_CLAUSE_LEAST     20
#define TL_CLAUSE_SYLLABLES 4096
#define TL_CLAUSE_LENGTH    45.0
#define TL_CLAUSE_HEADED_B  0.5

/* Training: weights stay within the limit, and are drawn to the built-in ones this strongly. */
#define TL_RANK_WEIGHT_LIMIT 100.0
#define TL_RANK_PULL         0.03

/* Citations: units looked at when an article is cited without a law, and how many are listed; of a
 * question that asks for more than the article, how many go before the rest. */
#define TL_CITED_LOOK   2000
#define TL_CITED_LIST   20
#define TL_CITED_BEFORE 3
#define TL_CITED_COVER  0.3 /* share of the asked pairs that such an article must hold */

/* Passages. */
#define TL_PASSAGE_CHARACTERS 320
