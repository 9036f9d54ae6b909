/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "search/index/tl-index-map.h"
#include "search/question/tl-question.h"
#include "search/rank/tl-ranking.h"

G_BEGIN_DECLS

typedef enum
{
#define TL_FEATURE_NAME(name, weight) TL_FEATURE_##name,
  TL_RERANK_FEATURES (TL_FEATURE_NAME)
#undef TL_FEATURE_NAME
      TL_N_FEATURES
} TlFeature;

/** TlRankModel: the weight of each feature: built in, or trained when the library was published
 * (tl-rank-model.h). */
typedef struct
{
  double weights[TL_N_FEATURES];
} TlRankModel;

/**
 * TlCandidate:
 * @file: the index it stands in
 * @unit: its number there
 * @base: score of the first stage
 * @record: the unit
 * @matched: of each term of the question, whether the unit holds it
 * @features: what the second stage weighs
 * @confirmed: points for questions like this one that were confirmed (search/memory/), in @score
 * @score: quantised
 */
typedef struct
{
  guint file;
  guint32 unit;
  double base;
  TlUnitRecord record;
  gboolean *matched;
  double features[TL_N_FEATURES];
  double confirmed;
  double score;
} TlCandidate;

/** tl_rerank_points_off: what a unit loses that is not in force on @date. */
double tl_rerank_points_off (const TlUnitRecord *record, const char *date);

void tl_candidate_free (TlCandidate *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlCandidate, tl_candidate_free)

/**
 * tl_rerank:
 * @candidates: (element-type TlCandidate): best first by the first stage, records loaded; sorted
 * when it returns
 * @date: the day of the question
 * @model: the weights
 *
 * Puts the first TL_RERANK_DEPTH in order by a weighted sum of features; what follows stays behind
 * them in the order it had. Then scores are quantised, and ties broken by document and anchor.
 */
gboolean tl_rerank (GPtrArray *candidates,
                    const TlQuestion *question,
                    const char *date,
                    const TlRankModel *model,
                    TlXapianDb *db,
                    TlTermReader *reader,
                    const TlIndexMap *map,
                    GCancellable *cancellable,
                    GError **error);

/** tl_candidates_sort: quantises the scores and sorts, ties broken by document and anchor. */
void tl_candidates_sort (GPtrArray *candidates);

G_END_DECLS
