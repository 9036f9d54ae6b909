/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "corpus/tl-document.h"
#include "publisher/training/tl-seed.h"

/* Cases to compare, made from the seeds of the training corpus: the same case told by another court
 * about other persons, and other cases dressed up as it. */

/** similar_cases_load: (element-type TlSeed): all judgments of data/training, in order of file. */
GPtrArray *similar_cases_load (void);

/** SimilarDress: how a seed becomes a document. */
typedef enum
{
  SIMILAR_AS_WRITTEN,
  SIMILAR_RETOLD,  /* other persons, places, sums and dates, other words for many, half of the
                      sentences left out, the rest in another order */
  SIMILAR_DRESSED, /* persons, places and opening sentences of another case */
} SimilarDress;

/** similar_cases_make: @like: (nullable): whose clothes %SIMILAR_DRESSED takes. */
TlDocument *similar_cases_make (const TlSeed *seed,
                                SimilarDress dress,
                                const TlSeed *like,
                                const char *id);
