/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "search/rank/tl-rank-model.h"

G_BEGIN_DECLS

/**
 * TlRankList:
 * @rows: the features of each candidate, one after the other, TL_N_FEATURES each
 * @relevant: of each, whether it answers the question
 *
 * One labelled question.
 */
typedef struct
{
  double *rows;
  gboolean *relevant;
  guint n;
} TlRankList;

/** tl_rank_list_new: Returns: (transfer full): a list of @n candidates, all zero. */
TlRankList *tl_rank_list_new (guint n);
void tl_rank_list_free (TlRankList *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlRankList, tl_rank_list_free)

/**
 * tl_rank_train:
 * @lists: (element-type TlRankList): questions without any relevant candidate teach nothing
 * @prior: where the weights start, and what they are drawn to
 * @pull: how strongly, TL_RANK_PULL: of features in units of their deviation within a list
 * @model: (out)
 *
 * Listwise logistic regression: the weights under which a softmax over each list gives its relevant
 * candidates most, by Newton's method. The function is convex: the same lists give the same
 * weights, which are rounded as tl_rank_model_format() writes them. Without a list that teaches,
 * the prior.
 */
void tl_rank_train (GPtrArray *lists, const TlRankModel *prior, double pull, TlRankModel *model);

G_END_DECLS
