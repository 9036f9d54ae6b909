/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "search/rank/tl-rerank.h"

G_BEGIN_DECLS

/* How likely the first hits hold the answer: a logistic model over what the question and the first
 * of the list have in common (docs/trust.md). It sees no score of the second stage, so that it does
 * not change with the weights there. */

/* Name, weight, meaning; trained by logistic regression on labelled questions (docs/trust.md). */
#define TL_TRUST_FEATURES(X)                                                                       \
  X (COVER, 0.49)         /* best share of the asked syllables, unknown ones as the rarest */      \
  X (PAIRS, 1.07)         /* best share of the asked pairs, counted alike */                       \
  X (PAIRS_FIRST, 3.63)   /* the same of the first unit */                                         \
  X (PAIRS_KNOWN, 0.78)   /* pairs of the question that any unit holds, by number */               \
  X (STRENGTH, 4.19)      /* best score of the first stage, of the highest there could be */       \
  X (HEADING_PAIRS, 1.59) /* best share of a heading's pairs that were asked */                    \
  X (AGREEMENT, 2.56)     /* share of the first units that stand in one document */                \
  X (MARGIN, 1.49)        /* what the best is above the last looked at, of the best */             \
  X (NAMED, 1.13)         /* best share of a law's title that was asked */                         \
  X (LENGTH, 0.10)        /* ln of the number of asked syllables */
#define TL_TRUST_BIAS (-7.81)

/* Below this the first hits are not called good. */
#define TL_TRUST_GOOD 0.55
/* Trust of a place that was cited literally, and is there. */
#define TL_TRUST_LITERAL 0.99
/* At most, of a question that is nothing but a citation of what is not in the library, and of one
 * that cites it among other words. */
#define TL_TRUST_MISSING 0.05
#define TL_TRUST_DOUBTED 0.50

typedef enum
{
#define TL_TRUST_NAME(name, weight) TL_TRUST_##name,
  TL_TRUST_FEATURES (TL_TRUST_NAME)
#undef TL_TRUST_NAME
      TL_N_TRUST_FEATURES
} TlTrustFeature;

/** tl_trust_describe: fills @features; @units (element-type TlCandidate): in their order after
 * tl_rerank(); @total: units of the library. */
void tl_trust_describe (double features[TL_N_TRUST_FEATURES],
                        const TlQuestion *question,
                        GPtrArray *units,
                        TlTermReader *reader,
                        guint32 total);

/** tl_trust_weigh: Returns: from 0 to 1, in steps of a hundredth. */
double tl_trust_weigh (const double features[TL_N_TRUST_FEATURES]);

G_END_DECLS
