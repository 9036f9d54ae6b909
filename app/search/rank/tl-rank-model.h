/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "search/rank/tl-rerank.h"

G_BEGIN_DECLS

/** TL_RANK_MODEL_KEY: under which the metadata of an index holds the weights it was trained with.
 */
#define TL_RANK_MODEL_KEY "weights"

/** tl_rank_model_get_builtin: the weights of tl-ranking.h. */
const TlRankModel *tl_rank_model_get_builtin (void);

/** tl_rank_model_format: Returns: (transfer full): the weights as text: "troly-weights 1", then a
 * line "NAME WEIGHT" for each feature. */
char *tl_rank_model_format (const TlRankModel *self);

/**
 * tl_rank_model_parse:
 * @text: %NULL or not terminated; any bytes
 *
 * %FALSE, and @self untouched, when @text is not what tl_rank_model_format() writes for exactly the
 * features of this program, or a weight is not within ±TL_RANK_WEIGHT_LIMIT: weights of other
 * features do not fit these.
 */
gboolean tl_rank_model_parse (TlRankModel *self, const char *text, gsize length);

/** tl_rank_model_load: the weights of the last file of @db that has some that can be read, else
 * those built in. */
gboolean tl_rank_model_load (TlRankModel *self, TlXapianDb *db, GError **error);

/** tl_rank_model_get_name: of a feature, as in tl-ranking.h. */
const char *tl_rank_model_get_name (TlFeature feature);

G_END_DECLS
