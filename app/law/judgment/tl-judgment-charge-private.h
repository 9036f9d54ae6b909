/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "law/judgment/tl-judgment-decision-private.h"

G_BEGIN_DECLS

/**
 * _tl_charge_names:
 * @names: (element-type utf8): takes the crimes
 *
 * Reads crimes at @i, behind "phạm tội" or "về tội": quoted ones joined by commas and "và", else
 * the words up to the end of the phrase.
 *
 * Returns: the place after, or @i when there is none
 */
gsize _tl_charge_names (const TlView *view, gsize i, gsize end, GPtrArray *names);

/** _tl_charge_cue: "phạm tội", "về các tội"... at @i. Returns: the place after, or 0. */
gsize _tl_charge_cue (const TlView *view, gsize i, gsize end);

/** _tl_charge_add: each of @names against each of @persons, once. */
void _tl_charge_add (TlDecisionReading *reading,
                     const GPtrArray *names,
                     const GPtrArray *persons,
                     gsize from,
                     gsize to);

/**
 * _tl_accused_at:
 * @current: (element-type utf8): persons spoken of; replaced when others are named at @i
 *
 * Reads "bị cáo Nguyễn Văn A", "các bị cáo A, B và C", or "bị cáo" alone, which is the person
 * spoken of, or the only accused.
 *
 * Returns: the place after, or 0 when no accused stands at @i
 */
gsize _tl_accused_at (TlDecisionReading *reading, gsize i, gsize end, GPtrArray *current);

G_END_DECLS
