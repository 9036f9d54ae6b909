/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "search/similar/tl-similar.h"

G_BEGIN_DECLS

/* Words of the page of similar cases, and what its choices mean: without a display. All strings
 * (transfer full) unless said otherwise. */

/**
 * TlSimilarChoice:
 * @TL_SIMILAR_BALANCED: all parts, as docs/similar.md weighs them
 * @TL_SIMILAR_ONLY_FACTS: Nội dung vụ án alone
 * @TL_SIMILAR_ONLY_REASONING: Nhận định của Tòa án alone
 * @TL_SIMILAR_ONLY_PROVISIONS: the articles cited alone
 *
 * By what cases are compared. The numbers are those of the setting "similar-by".
 */
typedef enum
{
  TL_SIMILAR_BALANCED,
  TL_SIMILAR_ONLY_FACTS,
  TL_SIMILAR_ONLY_REASONING,
  TL_SIMILAR_ONLY_PROVISIONS,
  TL_N_SIMILAR_CHOICES
} TlSimilarChoice;

/** tl_similar_choice_name: (transfer none). */
const char *tl_similar_choice_name (TlSimilarChoice choice);

/** tl_similar_choice_weights: (transfer none) (array fixed-size=4): of the parts. */
const double *tl_similar_choice_weights (TlSimilarChoice choice);

/** tl_similar_is_like: whether @found is like the case in what @choice compares; a case that is
 * not has no place in the list. */
gboolean tl_similar_is_like (const TlSimilarCase *found, TlSimilarChoice choice);

/** tl_similar_why_empty: why no case is in the list, and what to do. */
char *tl_similar_why_empty (const TlSimilarResult *result, TlSimilarChoice choice);

/** tl_similar_total: the line that counts the cases shown, with how long it took. */
char *tl_similar_total (guint shown, double ms);

/** tl_similar_case_details: court, date and outcome; @outcome (nullable). */
char *tl_similar_case_details (const TlSimilarCase *found, const char *outcome);

/** tl_similar_case_articles: "chung 3/5 điều luật"; "" where the own case cites none. */
char *tl_similar_case_articles (const TlSimilarCase *found);

/** tl_similar_case_parts: how like each part is, in per cent. */
char *tl_similar_case_parts (const TlSimilarCase *found);

/** tl_similar_case_name: all of a case in a sentence, for a screen reader. */
char *tl_similar_case_name (const TlSimilarCase *found, const char *outcome);

/** tl_similar_point_text: a point in a line: what it is and what it says. */
char *tl_similar_point_text (const TlSimilarPoint *point);

/** tl_similar_point_side: whose point it is, where only one of the cases has it, or what the own
 * case has instead; "" where there is nothing to add. */
char *tl_similar_point_side (const TlSimilarPoint *point);

/** tl_similar_provision_title: the article, with its heading where the library holds it. */
char *tl_similar_provision_title (const TlSimilarProvision *provision);

/** tl_similar_provision_details: how many of the nearest rest on it, and whether the own case
 * cites it, in words and with a shape. */
char *tl_similar_provision_details (const TlSimilarProvision *provision);

G_END_DECLS
