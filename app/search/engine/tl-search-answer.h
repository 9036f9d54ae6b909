/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "corpus/tl-library.h"
#include "corpus/tl-outstanding.h"
#include "text/tl-excerpt.h"

G_BEGIN_DECLS

/** TlWhy: one reason for a hit: @kind is a code ("citation", "heading", "words", "pairs", "number",
 * "law", "confirmed"), @text Vietnamese words. */
typedef struct
{
  const char *kind;
  char *text;
} TlWhy;

/** TlScorePart: what one source gave to the score of a hit: @name is a code, @text Vietnamese
 * words, @points may be negative. The parts of a ranked hit add up to its score. */
typedef struct
{
  const char *name;
  char *text;
  double points;
} TlScorePart;

/**
 * TlHit:
 * @doc: document id
 * @anchor: (nullable): where to land
 * @label: (nullable): "Điều 173", "[3]"
 * @title: heading of the article, or title of the document
 * @doc_title: (nullable): title of the document
 * @date: (nullable): issued
 * @effect: state on the request's date (statutes and án lệ)
 * @effect_text: (nullable): the same in Vietnamese words, with what was repealed: "Hết hiệu lực một
 * phần (khoản 2)"
 * @outstanding: (nullable) (element-type TlOutstanding): changes that the wording may lack
 * @valid_to: (nullable): of the unit
 * @literal: the unit that the question cites literally
 * @page: page of the PDF where the passage stands, or 0
 * @score: quantised; ties are broken by @doc and @anchor
 * @passage: excerpt
 * @passage_anchor: (nullable): the block in which the passage begins
 * @highlights: (element-type TlSpan): characters of @passage
 * @why: (element-type TlWhy)
 * @parts: (element-type TlScorePart): largest first; empty for a literal hit
 * @others: more units of the same document that match ("n đoạn khác trong văn bản này")
 * @confirmed: confirmed questions like this one that name the unit; 0 for none
 * @source_id: (nullable): id the source gave the unit
 */
typedef struct
{
  char *doc;
  char *anchor;
  TlDocKind kind;
  char *number;
  char *label;
  char *title;
  char *doc_title;
  char *short_name;
  char *issuer;
  char *date;
  TlEffectState effect;
  char *effect_text;
  GPtrArray *outstanding;
  char *valid_from;
  char *valid_to;
  gboolean literal;
  gboolean has_file;
  guint page;
  double score;
  char *passage;
  char *passage_anchor;
  GArray *highlights;
  GPtrArray *why;
  GPtrArray *parts;
  guint others;
  guint confirmed;
  char *source_id;
} TlHit;

/**
 * TlChipKind:
 * @TL_CHIP_SYNONYM: words that mean the same were asked for too
 * @TL_CHIP_ABBREVIATION: "BLHS" was asked for as "Bộ luật Hình sự" too
 * @TL_CHIP_MARKS: a question typed without marks was read with these
 * @TL_CHIP_TELEX: left-overs of an input method were read as a word
 * @TL_CHIP_COURT: a court, with its other names through time
 * @TL_CHIP_DATE: a day, a month or a year
 * @TL_CHIP_CASE_TYPE: civil, criminal, ...
 * @TL_CHIP_PHRASE: these words side by side
 * @TL_CHIP_NOT: none of these words
 * @TL_CHIP_NEAR: both phrases within some words of each other
 * @TL_CHIP_FIELD: only this number, court, year, ...
 */
typedef enum
{
  TL_CHIP_SYNONYM,
  TL_CHIP_ABBREVIATION,
  TL_CHIP_MARKS,
  TL_CHIP_TELEX,
  TL_CHIP_COURT,
  TL_CHIP_DATE,
  TL_CHIP_CASE_TYPE,
  TL_CHIP_PHRASE,
  TL_CHIP_NOT,
  TL_CHIP_NEAR,
  TL_CHIP_FIELD,
} TlChipKind;

/**
 * TlChip:
 * @id: names it in TlSearchRequest.without and .with; the same for the same question
 * @text: as shown, "sổ đỏ = giấy chứng nhận quyền sử dụng đất"
 * @applied: it had its part in the answer; %FALSE: taken away by the request, or only offered
 * @offered: it acts only when TlSearchRequest.with names it ("only this court")
 *
 * One thing that the question was understood as.
 */
typedef struct
{
  TlChipKind kind;
  char *id;
  char *text;
  gboolean applied;
  gboolean offered;
} TlChip;

/** tl_chip_is_expansion: whether it adds words. */
gboolean tl_chip_is_expansion (const TlChip *chip);
/** tl_chip_kind_code: "synonym", "abbreviation"..., as the values are called. */
const char *tl_chip_kind_code (TlChipKind kind);
/** tl_chips_new: Returns: (transfer full) (element-type TlChip): empty. */
GPtrArray *tl_chips_new (void);
/** tl_chips_add: Returns: (transfer none): a chip that is applied, at the end of @chips. */
TlChip *tl_chips_add (GPtrArray *chips, TlChipKind kind, const char *id, const char *text);

/** TlFacetValue: @value goes into a filter "name=value", @label is shown; @count documents. */
typedef struct
{
  char *value;
  char *label;
  guint count;
  gboolean chosen;
} TlFacetValue;

/** TlFacet: @name as in filters; @values: (element-type TlFacetValue): most documents first. */
typedef struct
{
  const char *name;
  GPtrArray *values;
} TlFacet;

/**
 * TlSearchResult:
 * @hits: (element-type TlHit): literal citations first, then by score
 * @counts: documents of each kind that match, whatever @kind the request had
 * @counts_exact: whether @counts (and @facets) are exact; else lower bounds ("hơn")
 * @truncated: there are more hits than were returned
 * @citations: (element-type utf8): citations understood ("Điều 173 Bộ luật Hình sự")
 * @as_of: the date used
 * @chips: (element-type TlChip): what else the question was understood as
 * @expansions: (element-type utf8): texts of the chips that added words to the question
 * @unknown: (element-type utf8): syllables of the question that the corpus does not hold
 * @left_out: (element-type utf8): words of a very long question that had no part in the answer
 * @suggestion: (nullable): the question as it was perhaps meant ("Có phải bạn muốn tìm"); never
 * applied
 * @suggestions: (element-type utf8): the same and at most two more, the likeliest first
 * @widened: few exact hits, so folded terms were searched as well
 * @good: the first hits are likely to answer the question; %FALSE: say so, with next steps
 * @trust: 0 to 1: how likely the first ten hold the answer, calibrated on labelled questions
 * @facets: (nullable) (element-type TlFacet): when they were asked for
 * @ms: time taken
 */
typedef struct
{
  GPtrArray *hits;
  guint counts[TL_N_DOC_KINDS];
  gboolean counts_exact;
  gboolean truncated;
  GPtrArray *citations;
  char as_of[11];
  GPtrArray *chips;
  GPtrArray *expansions;
  GPtrArray *unknown;
  GPtrArray *left_out;
  char *suggestion;
  GPtrArray *suggestions;
  gboolean widened;
  gboolean good;
  double trust;
  GPtrArray *facets;
  double ms;
} TlSearchResult;

void tl_search_result_free (TlSearchResult *result);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlSearchResult, tl_search_result_free)

G_END_DECLS
