/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "search/engine/tl-result-item.h"

G_BEGIN_DECLS

/* Words for a hit, as pure functions: tested without a display. All return (transfer full) unless
 * said otherwise. */

/** tl_hit_group_name: (transfer none): head of a group, "Văn bản". */
const char *tl_hit_group_name (TlResultGroup group);

/** tl_hit_kind_name: (transfer none): what one document of @kind is called. */
const char *tl_hit_kind_name (TlDocKind kind);

/** tl_hit_kicker: first line: law and number, án lệ and number, number of the judgment. */
char *tl_hit_kicker (const TlHit *hit);

/** tl_hit_title: "Điều 173. Tội trộm cắp tài sản", or the relation of a judgment. */
char *tl_hit_title (const TlHit *hit);

/** tl_hit_details: court or issuer and date, parted by dots; "" when nothing is known. */
char *tl_hit_details (const TlHit *hit);

/** tl_hit_passage_markup: the passage in Pango markup with the highlights on a ground that suits a
 * light or dark interface, and underlined where grounds are not enough (@contrast). */
char *tl_hit_passage_markup (const TlHit *hit, gboolean dark, gboolean contrast);

/** tl_hit_why: one line, "Vì sao: ..."; "" without a reason. */
char *tl_hit_why (const TlHit *hit);

/** tl_hit_document: the document in a few words: abbreviation, number or title. */
char *tl_hit_document (const TlHit *hit);

/** tl_hit_others: "3 đoạn khác trong văn bản này"; "" when there is no other. */
char *tl_hit_others (const TlHit *hit);

/** tl_hit_confirmed: who says that it answers the question; "" when nobody has. */
char *tl_hit_confirmed (const TlHit *hit);

/** tl_hit_points: "+1,2", "−0,5"; one decimal, as in Vietnamese. */
char *tl_hit_points (double points);

/** tl_hit_accessible_name: all of it in one sentence for a screen reader. */
char *tl_hit_accessible_name (const TlHit *hit);

/** tl_hit_left_out: the words of a question that is too long which had no part in the answer, at
 * most
 * @max of them named: "Bỏ qua: “a”, “b” và 12 từ nữa"; %NULL when @words (element-type utf8) is
 * empty.
 */
char *tl_hit_left_out (GPtrArray *words, guint max);

/** tl_effect_text: state in words and with a shape, so that it never rests on colour; @valid_from
 * and @valid_to (nullable). */
char *tl_effect_text (TlEffectState state, const char *valid_from, const char *valid_to);

/** tl_hit_effect_text: tl_effect_text() of a hit, with the laws whose changes its wording may lack:
 * what is in force but perhaps not as it is shown must not look like what is. */
char *tl_hit_effect_text (const TlHit *hit);

/** tl_hit_effect_mark: the same as short as a card needs it. */
char *tl_hit_effect_mark (const TlHit *hit);

/** tl_hit_effect_style: (transfer none): CSS class of the same. */
const char *tl_hit_effect_style (const TlHit *hit);

/** tl_effect_outstanding_text: the same for a state and @changes (element-type TlOutstanding);
 * %NULL when there is none. */
char *tl_effect_outstanding_text (TlEffectState state, GPtrArray *changes);

/** tl_effect_outstanding_mark: the same as short as a card needs it. */
char *tl_effect_outstanding_mark (GPtrArray *changes);

/** tl_effect_style: (transfer none): CSS class of the state. */
const char *tl_effect_style (TlEffectState state);

G_END_DECLS
