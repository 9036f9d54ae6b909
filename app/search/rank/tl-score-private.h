/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "search/rank/tl-score.h"
#include "search/rank/tl-shares.h"

G_BEGIN_DECLS

/* Places in a table by kind, whatever a byte says. */
#define TL_SCORE_KINDS (TL_INDEX_UNIT_KIND + 1)

/**
 * TlScoring:
 * @scores: of each file, by unit, in steps of TL_SHARE_STEP
 * @passed: of each file, by unit: groups passed; %NULL without filters
 * @partial: scores of units that are not among the best are lower than the truth
 */
typedef struct
{
  const TlScoreRequest *request;
  guint32 **scores;
  guint8 **passed;
  guint n_groups;
  gboolean partial;
} TlScoring;

/** _tl_score_may_match: whether the unit passes all but its score. */
static inline gboolean
_tl_score_may_match (const TlScoring *self, guint file, guint32 unit, guint8 fact)
{
  const TlScoreRequest *request = self->request;

  return (self->passed[file] == NULL || self->passed[file][unit] == self->n_groups)
         && (request->allowed == NULL || request->allowed[file][unit])
         && ((fact & TL_INDEX_UNIT_DAYS) == TL_INDEX_UNIT_ALWAYS
             || tl_index_map_check (request->map, file, unit, request->date));
}

/** _tl_score_list_of: the list of @kind among those wanted, or -1. */
static inline int
_tl_score_list_of (const TlScoreRequest *request, guint kind)
{
  if (request->kind >= 0 && kind != (guint)request->kind)
    return -1;
  return request->each_kind ? (int)kind : 0;
}

/** _tl_score_load: (out) (nullable): the postings of a term in a file, none where it does not
 * stand.
 */
gboolean _tl_score_load (const TlScoring *self,
                         guint file,
                         const TlQuestionTerm *term,
                         TlPostings **postings,
                         GError **error);
/** _tl_score_damaged: sets @error and returns %FALSE. */
gboolean _tl_score_damaged (const TlScoring *self, guint file, GError **error);
/** _tl_score_offer: keeps @unit in @heap (element-type TlScored), worst on top, if it is among the
 * best @limit. */
void _tl_score_offer (GArray *heap, guint limit, const TlScored *unit);

/**
 * _tl_score_late: (in tl-score-late.c)
 * @terms: (element-type TlQuestionTerm): terms that are not yet in the scores
 * @done: set to %FALSE when so many units can still come among the best that it is cheaper to add
 * the terms to all; nothing was added then
 *
 * Adds the terms to those units that can be among the best. The scores of the others stay lower
 * than the truth, and lower than those of the best.
 */
gboolean _tl_score_late (
    TlScoring *self, GPtrArray *terms, gboolean *done, GCancellable *cancellable, GError **error);

G_END_DECLS
