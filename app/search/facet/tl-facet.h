/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "corpus/tl-document.h"

G_BEGIN_DECLS

/**
 * TlFacet names (docs/facets.md):
 * @TL_FACET_COURT: the courts that stand today in the place of the court that decided
 * @TL_FACET_COURT_ID: the court that decided, as it was
 * @TL_FACET_RELATION: charges, or the relation of the dispute
 * @TL_FACET_EFFECT: state of the document on the day asked for; statutes and án lệ have one
 * @TL_FACET_REVIEW: what became of a judgment, as far as the library has what reviewed it
 */
typedef enum
{
  TL_FACET_KIND,
  TL_FACET_EFFECT,
  TL_FACET_REVIEW,
  TL_FACET_YEAR,
  TL_FACET_CASE_TYPE,
  TL_FACET_RELATION,
  TL_FACET_OUTCOME,
  TL_FACET_PROVISION,
  TL_FACET_LEVEL,
  TL_FACET_STAGE,
  TL_FACET_COURT,
  TL_FACET_COURT_ID,
  TL_FACET_ISSUER,
  TL_N_FACETS
} TlFacetId;

/** tl_facet_id_name: the name in filters and answers, "case_type". */
const char *tl_facet_id_name (TlFacetId id);
/** tl_facet_id_from_name: also "charge", which is "relation". */
gboolean tl_facet_id_from_name (const char *name, gsize length, TlFacetId *id);

/** tl_effect_state_code: "in-force", "partly", "expired", "not-yet", "no-text", "suspended",
 * "unsuitable", "unknown". */
const char *tl_effect_state_code (TlEffectState state);

/**
 * TlReviewState:
 * @TL_REVIEWED_NONE: the library has nothing that reviewed it; whether there was an appeal, and
 * whether it has taken legal effect, is not known
 * @TL_REVIEWED_UPHELD: an appeal, or what reviewed that one, left it as it was
 * @TL_REVIEWED_UNCLEAR: it was reviewed; with which outcome is not known
 */
typedef enum
{
  TL_REVIEWED_NONE,
  TL_REVIEWED_UPHELD,
  TL_REVIEWED_AMENDED,
  TL_REVIEWED_QUASHED,
  TL_REVIEWED_UNCLEAR,
  TL_N_REVIEW_STATES
} TlReviewState;

/** TL_REVIEW_STANDING: the value of "review" that stands for the first two states: all judgments
 * but those that are known to have been amended or quashed. */
#define TL_REVIEW_STANDING "standing"

/** tl_review_state_code: (nullable): "upheld", "amended", "quashed", "unclear"; %NULL for
 * %TL_REVIEWED_NONE, which is no value of its own. */
const char *tl_review_state_code (TlReviewState state);

/** tl_facet_label: Returns: (transfer full): how people read @value: "Dân sự" for the case type
 * "DS", "Điều 173 BLHS 2015" for the provision "BLHS2015:173". */
char *tl_facet_label (TlFacetId id, const char *value);

G_END_DECLS
