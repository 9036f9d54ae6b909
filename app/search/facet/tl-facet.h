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
 */
typedef enum
{
  TL_FACET_KIND,
  TL_FACET_EFFECT,
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

/** tl_facet_label: Returns: (transfer full): how people read @value: "Dân sự" for the case type
 * "DS", "Điều 173 BLHS 2015" for the provision "BLHS2015:173". */
char *tl_facet_label (TlFacetId id, const char *value);

G_END_DECLS
