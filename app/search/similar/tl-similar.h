/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "search/engine/tl-search-engine.h"

G_BEGIN_DECLS

/**
 * TlSimilarPart:
 * @TL_SIMILAR_FACTS: Nội dung vụ án
 * @TL_SIMILAR_REASONING: Nhận định của Tòa án
 * @TL_SIMILAR_DECISION: Quyết định
 * @TL_SIMILAR_PROVISIONS: articles cited by both
 */
typedef enum
{
  TL_SIMILAR_FACTS,
  TL_SIMILAR_REASONING,
  TL_SIMILAR_DECISION,
  TL_SIMILAR_PROVISIONS,
  TL_N_SIMILAR_PARTS
} TlSimilarPart;

/** TL_SIMILAR_WEIGHTS: weight of each part where the judge set none. */
extern const double TL_SIMILAR_WEIGHTS[TL_N_SIMILAR_PARTS];

/**
 * TlSimilarRequest:
 * @document: (nullable): the case: a judgment of the library, or the judge's own file as imported
 * @text: (nullable): instead of @document: a passage, or facts that were typed
 * @weights: (nullable) (array fixed-size=4): of the parts, 0 leaves one out; %NULL: the usual ones
 * @filters: (nullable) (array zero-terminated=1): as in #TlSearchRequest
 * @as_of: (nullable): the day whose law the suggested provisions are of; %NULL is today
 * @limit: cases wanted
 * @facets: whether the answer has facets
 *
 * Nothing of it leaves the PC or is written anywhere.
 */
typedef struct
{
  TlDocument *document;
  const char *text;
  const double *weights;
  const char *const *filters;
  const char *as_of;
  guint limit;
  gboolean facets;
} TlSimilarRequest;

/**
 * TlSimilarPoint:
 * @kind: a code: "words", "provision", "relation", "charge", "outcome"
 * @text: as shown; where both cases have something, what the found one has
 * @own_text: (nullable): what the judge's case has in its place
 * @anchor: (nullable): where it stands in the found case; %NULL: only the judge's has it
 * @own_anchor: (nullable): where in the judge's; %NULL: only the found one has it
 *
 * Something that both cases have, or only one.
 */
typedef struct
{
  const char *kind;
  char *text;
  char *own_text;
  char *anchor;
  char *own_anchor;
} TlSimilarPoint;

/**
 * TlSimilarCase:
 * @hit: the case, with its nearest passage
 * @parts: likeness of each part, 0 to 1; -1 where a case has no such part
 * @shared: (element-type TlSimilarPoint): what they have in common: relation or charge, articles,
 * wordings, outcome, of each sort the weightiest first
 * @differing: (element-type TlSimilarPoint): what only one of them has, in the same order
 * @own_articles: articles that the judge's case cites
 * @shared_articles: how many of them the found one cites as well
 */
typedef struct
{
  TlHit *hit;
  double parts[TL_N_SIMILAR_PARTS];
  GPtrArray *shared;
  GPtrArray *differing;
  guint own_articles;
  guint shared_articles;
} TlSimilarCase;

/** TlSimilarProvision: an article that the nearest cases rest on: @cases of them; @cited: the
 * judge's case cites it already. @hit: (nullable): its text on the day of the request; %NULL: the
 * library does not hold it. */
typedef struct
{
  TlHit *hit;
  char *notation;
  guint cases;
  double weight;
  gboolean cited;
} TlSimilarProvision;

/** TlSimilarResult: @cases: (element-type TlSimilarCase): nearest first, ties by id; @provisions:
 * (element-type TlSimilarProvision): weightiest first; @facets: (nullable) (element-type TlFacet):
 * what all cases have that were compared, whether they are among @cases or not; @compared: how many
 * these are; @why_none: (nullable): where there are no cases, why, and what to do, in words. */
typedef struct
{
  GPtrArray *cases;
  GPtrArray *provisions;
  GPtrArray *facets;
  guint compared;
  char *why_none;
  double ms;
} TlSimilarResult;

void tl_similar_result_free (TlSimilarResult *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlSimilarResult, tl_similar_result_free)

/** tl_similar_find: cases like the one given, the case itself left out. Any thread. */
TlSimilarResult *tl_similar_find (TlSearchEngine *engine,
                                  const TlSimilarRequest *request,
                                  GCancellable *cancellable,
                                  GError **error);
void tl_similar_find_async (TlSearchEngine *engine,
                            const TlSimilarRequest *request,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data);
TlSimilarResult *tl_similar_find_finish (TlSearchEngine *engine,
                                         GAsyncResult *result,
                                         GError **error);

G_END_DECLS
