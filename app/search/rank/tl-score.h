/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "search/index/tl-index-map.h"
#include "search/question/tl-question.h"

G_BEGIN_DECLS

/* The first stage: BM25 over the terms of a question, every unit that holds one of them. */

/** TlTermFilter: a unit must hold one term of every group. */
typedef struct
{
  const char *term;
  guint group;
} TlTermFilter;

/**
 * TlScoreRequest:
 * @question: (nullable): %NULL: what the filters let through, every score 0
 * @filters: in order of their groups, which are numbered from 0
 * @allowed: (nullable): of each file a byte for each unit, from 1: whether it may match
 * @all: whatever scores matches, however little
 * @date: "YYYY-MM-DD"
 * @kind: the kind wanted, or -1
 * @limit: units wanted
 * @each_kind: @limit units of each kind are wanted
 * @counts: TlScoreResult.counts (and .matches) must be exact; without, they may be lower bounds,
 * and scoring is faster in a large library
 * @matches: TlScoreResult.matches is wanted
 * @far: units far from the best are wanted as well: whatever holds a term matches
 */
typedef struct
{
  TlXapianDb *db;
  const TlIndexMap *map;
  const TlQuestion *question;
  const TlTermFilter *filters;
  guint n_filters;
  const guint8 *const *allowed;
  gboolean all;
  const char *date;
  int kind;
  guint limit;
  gboolean each_kind;
  gboolean counts;
  gboolean matches;
  gboolean far;
} TlScoreRequest;

typedef struct
{
  guint file;
  guint32 unit;
  double score;
} TlScored;

/**
 * TlScoreResult:
 * @best: (element-type TlScored): the units wanted, best first, equals in their order; with
 * @each_kind those of one kind after those of another
 * @counts: units of each kind that match, whatever kind is wanted
 * @documents: the same in documents: a law of which several articles match counts once
 * @exact: whether @counts (and @matches) are complete, and not lower bounds
 * @matches: (nullable): of each file a byte for each unit, from 1: whether it matches
 *
 * A unit matches when it stands on the date, is allowed, passes the filters and scores at least
 * TL_MATCH_SHARE of the best such unit of its kind, or at all with @all.
 */
typedef struct
{
  GArray *best;
  guint counts[TL_N_DOC_KINDS];
  guint documents[TL_N_DOC_KINDS];
  gboolean exact;
  guint8 **matches;
  guint n_files;
} TlScoreResult;

/**
 * tl_score:
 *
 * Shares of a score are whole steps, so that the sum does not depend on the order of adding.
 *
 * Returns: (transfer full)
 */
TlScoreResult *tl_score (const TlScoreRequest *request, GCancellable *cancellable, GError **error);
void tl_score_result_free (TlScoreResult *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlScoreResult, tl_score_result_free)

G_END_DECLS
