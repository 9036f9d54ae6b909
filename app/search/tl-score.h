/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "search/tl-index-map.h"
#include "search/tl-question.h"

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
 * @date: "YYYY-MM-DD"
 * @kind: the kind wanted, or -1
 * @limit: units wanted
 */
typedef struct
{
  TlXapianDb *db;
  const TlIndexMap *map;
  const TlQuestion *question;
  const TlTermFilter *filters;
  guint n_filters;
  const char *date;
  int kind;
  guint limit;
} TlScoreRequest;

typedef struct
{
  guint file;
  guint32 unit;
  double score;
} TlScored;

/**
 * tl_score:
 * @best: (element-type TlScored): the units wanted are appended, best first, equals in their order
 * @counts: filled with the units of each kind that match, whatever kind is wanted
 *
 * A unit matches when it stands on the date, passes the filters and scores at least TL_MATCH_SHARE
 * of the best such unit of its kind.
 *
 * Shares of a score are whole steps, so that the sum does not depend on the order of adding.
 */
gboolean tl_score (const TlScoreRequest *request,
                   GArray *best,
                   guint counts[TL_N_DOC_KINDS],
                   GCancellable *cancellable,
                   GError **error);

G_END_DECLS
