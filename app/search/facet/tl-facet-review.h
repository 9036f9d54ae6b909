/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "search/facet/tl-facet.h"

G_BEGIN_DECLS

/* What became of judgments, as far as the judgments that reviewed them are in the library
 * (docs/facets.md). */

/** TL_REVIEW_KEY: metadata of the index: which judgments review which. */
#define TL_REVIEW_KEY "facet-review"

/**
 * TlReviewOutcome: what a judgment does with the one that it reviews:
 * @TL_REVIEW_OF_NONE: it reviews none
 * @TL_REVIEW_KEPT_LOWER: quashed, and the judgment below that one stands again
 */
typedef enum
{
  TL_REVIEW_OF_NONE,
  TL_REVIEW_UNKNOWN,
  TL_REVIEW_UPHELD,
  TL_REVIEW_AMENDED,
  TL_REVIEW_QUASHED,
  TL_REVIEW_KEPT_LOWER,
  TL_N_REVIEW_OUTCOMES
} TlReviewOutcome;

/**
 * TlReviewFact:
 * @id: eight bytes of the SHA-256 of the id of the judgment; 0 for what is no judgment
 * @reviewed: the same of the judgment that it reviews
 * @day: Julian day it was given; 0 when it is not known
 */
typedef struct
{
  guint64 id;
  guint64 reviewed;
  guint32 day;
  TlReviewOutcome outcome;
} TlReviewFact;

/** tl_review_fact_read: what @document says. A judgment is told by its number and by the citation
 * of it with court and day: the number alone is that of many courts. */
void tl_review_fact_read (const TlDocument *document, TlReviewFact *fact);

/** tl_review_facts_encode: Returns: (transfer full): @facts (element-type TlReviewFact), one for
 * each document of an index, as bytes. */
GBytes *tl_review_facts_encode (GArray *facts);
/** tl_review_facts_decode: (element-type TlReviewFact): %TL_ERROR_STORE when @bytes are none. */
GArray *tl_review_facts_decode (GBytes *bytes, GError **error);

G_END_DECLS
