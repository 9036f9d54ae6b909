/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * TlCitationQuery:
 * @article: (nullable): "173", "217a"
 * @clause: (nullable): "1", "1a"
 * @point: (nullable): "s", "đ"
 * @law: (nullable): what names the law, as typed, without its year: "blhs", "bo luat hinh su", and
 * also a short name that only some volume knows ("blds-th")
 * @law_year: edition year typed, or 0
 * @number: (nullable): a document number, normalised; an án lệ typed without its year is "47/AL"
 * @exact: the whole question is this citation; nothing else was asked ("quy định gì" is not else)
 *
 * A citation typed as a question.
 */
typedef struct
{
  char *article;
  char *clause;
  char *point;
  char *law;
  int law_year;
  char *number;
  gboolean exact;
} TlCitationQuery;

/**
 * tl_citation_query_parse:
 * @question: what the judge typed: "điều 173 blhs", "dieu 173 bo luat hinh su", "k2 đ 51 BLHS
 * 2015", "điểm s khoản 1 điều 51", "12/2023/DS-PT", "án lệ số 47", "91/2015/QH13 điều 328"
 *
 * Returns: (transfer full) (nullable): what it cites, or %NULL when it is no citation
 */
TlCitationQuery *tl_citation_query_parse (const char *question);

/** tl_citation_query_anchor: Returns: (transfer full) (nullable): "d51.k1.ps". */
char *tl_citation_query_anchor (const TlCitationQuery *query);
void tl_citation_query_free (TlCitationQuery *query);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlCitationQuery, tl_citation_query_free)

G_END_DECLS
