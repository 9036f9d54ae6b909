/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "compare/tl-compare.h"

G_BEGIN_DECLS

/* Words of the comparison, as pure functions. */

/** tl_compare_sign: the sign of a relation, which is told without its colour: "=", "~", "↕", "−",
 * "+". */
const char *tl_compare_sign (TlRelation relation);

/** tl_compare_relation_words: "the same", "edited", … (transfer none). */
const char *tl_compare_relation_words (const TlPair *pair);

/** tl_compare_counts: "match: n · only left: n · only right: n". (transfer full) */
char *tl_compare_counts (const TlComparison *comparison);

/** tl_compare_state: what is to be said of the whole: identical, nothing in common, or "".
 * (transfer none) */
const char *tl_compare_state (const TlComparison *comparison);

/** tl_compare_pair_words: where a pair stands in the order of @side: "Match 3 of 34, edited"; one
 * without a partner "Passage 7 of 49, only on the left". (transfer full) */
char *tl_compare_pair_words (const TlComparison *comparison, TlSide side, guint pair);

/** TlCitationShare: who cites it. */
typedef enum
{
  TL_CITED_SHARED,
  TL_CITED_LEFT,
  TL_CITED_RIGHT,
} TlCitationShare;

#define TL_N_CITATION_SHARES (TL_CITED_RIGHT + 1)

TlCitationShare tl_compare_citation_share (const TlComparedCitation *citation);

/** tl_compare_citation_counts: how many of the citations by article each share has. */
void tl_compare_citation_counts (const TlComparison *comparison,
                                 guint counts[TL_N_CITATION_SHARES]);

/** tl_compare_citation_label: "Shared 5", "Only left 2", "Only right 1". (transfer full) */
char *tl_compare_citation_label (TlCitationShare share, guint count);

G_END_DECLS
