/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "search/engine/tl-search-engine.h"

G_BEGIN_DECLS

#define TL_TYPE_RESULT_ITEM (tl_result_item_get_type ())
G_DECLARE_FINAL_TYPE (TlResultItem, tl_result_item, TL, RESULT_ITEM, GObject)

/**
 * TlResultGroup: groups of results, in the order in which they are shown.
 */
typedef enum
{
  TL_RESULT_LITERAL, /* what the question cites literally */
  TL_RESULT_STATUTES,
  TL_RESULT_GUIDANCE,
  TL_RESULT_PRECEDENTS,
  TL_RESULT_JUDGMENTS,
} TlResultGroup;

#define TL_N_RESULT_GROUPS 5

/**
 * TlResultItem:
 *
 * A row of the list of results: the head of a group, or a hit. Immutable; main thread.
 */
TlResultItem *tl_result_item_new_head (TlResultGroup group);

/** tl_result_item_new_hit: @hit belongs to @hits, which is kept. */
TlResultItem *tl_result_item_new_hit (TlResultGroup group, GPtrArray *hits, const TlHit *hit);

TlResultGroup tl_result_item_get_group (TlResultItem *self);

/** tl_result_item_get_hit: (transfer none) (nullable): %NULL for a head. */
const TlHit *tl_result_item_get_hit (TlResultItem *self);

G_END_DECLS
