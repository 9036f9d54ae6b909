/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "law/number/tl-doc-number.h"

G_BEGIN_DECLS

/**
 * TlNumberScan:
 * @digits: the running number as printed, with its letter
 * @year: or 0
 * @dashed: the old form without a slash after the number (01-TANDTC-VKSNDTC/TTLT, 15-CP)
 * @groups: (element-type utf8): the suffix in capitals, cut at hyphens, slashes and dots
 * @lost_slash: no slash stands between year and suffix, but at most spaces
 * @all_upper: the suffix was printed in capitals (TTg apart)
 * @to: the byte after the number
 *
 * A number taken apart but not yet judged.
 */
typedef struct
{
  char *digits;
  int year;
  gboolean dashed;
  gboolean lost_slash;
  GPtrArray *groups;
  gboolean all_upper;
  const char *to;
} TlNumberScan;

void _tl_number_scan_clear (TlNumberScan *scan);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TlNumberScan, _tl_number_scan_clear)

/** _tl_number_scan: reads the number that begins at @p (a digit). Returns: whether there is one in
 * form. */
gboolean _tl_number_scan (const char *p, const char *end, TlNumberScan *scan);

/**
 * TlCourtSuffix: what the tokens of a court number say. @canonical is owned by the caller.
 */
typedef struct
{
  TlCaseType case_type;
  TlStage stage;
  TlCourtDocType type;
  char *canonical;
} TlCourtSuffix;

/** _tl_court_suffix_parse: Returns: whether all of @groups are court tokens and make a court
 * number. */
gboolean _tl_court_suffix_parse (GPtrArray *groups, gboolean has_year, TlCourtSuffix *suffix);

/** _tl_court_suffix_wants: whether the court tokens read so far still want a case or a stage, and
 * @group brings one. */
gboolean _tl_court_suffix_wants (GPtrArray *groups, const char *group);

/** _tl_normative_classify: what a suffix that is no court's is, by its groups; %TL_DOC_NUMBER_NONE
 * for contracts and the like. @known tells whether its first group is in the tables. */
TlDocNumberKind _tl_normative_classify (GPtrArray *groups, int year, gboolean *known);

/** _tl_normative_canonical: Returns: (transfer full): the groups joined, Đ restored; @term is set
 * for QHk and UBTVQHk. */
char *_tl_normative_canonical (GPtrArray *groups, int *term);

/** _tl_normative_wants: whether @groups is a kind of document alone, which a group after a spaced
 * dash completes (NQ - HĐTP). */
gboolean _tl_normative_wants (GPtrArray *groups);

/** _tl_group_takes_term: whether a term of the National Assembly can follow this group (QH 13,
 * UBTVQH-14). */
gboolean _tl_group_takes_term (const char *group);

/** _tl_group_fold: Returns: (transfer full): @group with Đ as D, for the tables. */
char *_tl_group_fold (const char *group);

G_END_DECLS
