/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "search/engine/tl-search-answer.h"

G_BEGIN_DECLS

/* What a judge can type beside words: docs/question.md. Read in one pass, bounded; what is no
 * complete construct is words. */

/** TL_SYNTAX_MAX: constructs of one question; what follows is words. */
#define TL_SYNTAX_MAX 24
/** TL_SYNTAX_NEAR: the distance of NEAR without a number, and the largest. */
#define TL_SYNTAX_NEAR     10
#define TL_SYNTAX_NEAR_MAX 100

/**
 * TlAsked:
 * @kind: %TL_CHIP_PHRASE, %TL_CHIP_NOT, %TL_CHIP_NEAR or %TL_CHIP_FIELD
 * @id: of its chip
 * @label: of its chip
 * @first: the phrase, or the name of the filter
 * @second: (nullable): the second phrase, or the value of the filter
 * @distance: of NEAR
 * @values: (nullable) (element-type utf8): of a field, "name=value", alternatives
 * @from: first byte in the text
 * @to: behind the last
 * @removed: the request took its chip away
 */
typedef struct
{
  TlChipKind kind;
  char *id;
  char *label;
  char *first;
  char *second;
  guint distance;
  GPtrArray *values;
  gsize from;
  gsize to;
  gboolean removed;
} TlAsked;

/**
 * TlKnownRun:
 * @filter: (nullable): a filter whose value is read; %NULL: what is one thing in the words of the
 * law ("trộm cắp tài sản")
 * @runs: (array length=n): the first word, the first two, ... as typed
 *
 * Returns: how many words the longest run has that is known, 0 for none
 */
typedef guint (*TlKnownRun) (gpointer data, const char *filter, const char *const *runs, guint n);

/**
 * TlSyntaxOptions:
 * @without: (nullable) (array zero-terminated=1): ids of constructs that were taken away: a phrase
 * is words then, anything else is as if it had not been typed
 * @known: (nullable): what the library knows, which tells where values without quotes end
 * @data: for @known
 */
typedef struct
{
  const char *const *without;
  TlKnownRun known;
  gpointer data;
} TlSyntaxOptions;

/**
 * tl_question_syntax_read:
 * @text: normalised
 * @rest: (out): @text with what does not rank replaced by spaces, byte for byte
 *
 * Returns: (transfer full) (element-type TlAsked): the constructs in order
 */
GPtrArray *tl_question_syntax_read (const char *text, const TlSyntaxOptions *options, char **rest);

/** tl_question_slug: Returns: (transfer full): @prefix, ":", @text folded, hyphens for spaces: the
 * id of a chip. */
char *tl_question_slug (const char *prefix, const char *text);

G_END_DECLS
