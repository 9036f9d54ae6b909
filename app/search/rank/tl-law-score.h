/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "search/rank/tl-rerank.h"

G_BEGIN_DECLS

/**
 * tl_law_score:
 * @units: (element-type TlCandidate): the first @depth are looked at
 * @terms: (element-type TlQuestionTerm): of the question
 *
 * BM25 of the whole laws that the units are part of, in the feature LAW of each; 0 for a document
 * that is one unit.
 */
gboolean tl_law_score (GPtrArray *units,
                       guint depth,
                       GPtrArray *terms,
                       TlXapianDb *db,
                       const TlIndexMap *map,
                       GError **error);

G_END_DECLS
