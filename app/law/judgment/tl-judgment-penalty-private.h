/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "law/judgment/tl-judgment-decision-private.h"
#include "law/judgment/tl-judgment-figure-private.h"

G_BEGIN_DECLS

/** TlWalkMode: what an amount or a bare term is, by the order before it. */
typedef enum
{
  TL_WALK_NONE,
  TL_WALK_PUNISH,
  TL_WALK_BAN,
  TL_WALK_RESIDENCE,
  TL_WALK_OTHER,
} TlWalkMode;

/**
 * TlPenaltyWalk:
 * @current: (element-type utf8): persons spoken of
 * @from: where the sentence begins
 * @first: number of penalties before the sentence
 * @group: first of the penalties that the last figure gave, @group_len of them
 * @total: where "tổng hợp" stands in the sentence, or 0
 * @extra: hình phạt bổ sung is spoken of
 * @refused: án treo was refused
 * @named: somebody was named in the sentence
 *
 * A walk through the orders of a criminal decision.
 */
typedef struct
{
  TlDecisionReading *reading;
  GPtrArray *current;
  gsize from;
  guint first;
  guint group;
  guint group_len;
  TlWalkMode mode;
  gsize total;
  gboolean extra;
  gboolean refused;
  gboolean named;
} TlPenaltyWalk;

G_END_DECLS
