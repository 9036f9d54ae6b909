/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "search/question/tl-question-lex-private.h"

G_BEGIN_DECLS

/** TL_RUNS_MAX: words of the longest value; a longer one is a sentence that happens to hold a
 * colon. */
#define TL_RUNS_MAX 12

/** TlFieldKind: how the value of a field is read. */
typedef enum
{
  TL_FIELD_WORD,   /* one word */
  TL_FIELD_WORDED, /* the longest run of words that is known */
  TL_FIELD_YEAR,
  TL_FIELD_ARTICLE,
  TL_FIELD_CASE_TYPE, /* of the case, else kind of document */
  TL_FIELD_KIND,      /* the other way round */
  TL_FIELD_STAGE,     /* of the case, else level of the court */
} TlFieldKind;

/**
 * TlFieldValue:
 * @next: lexeme behind the value
 * @from: first byte of the value
 * @to: behind the last
 *
 * A value while it is read.
 */
typedef struct
{
  const char *text;
  const GArray *lexemes;
  guint next;
  gsize from;
  gsize to;
} TlFieldValue;

/**
 * TlRuns:
 * @texts: the first word, the first two, ... as typed
 * @folded: the same without marks
 * @ends: byte behind each
 * @nexts: lexeme behind each
 * @delimited: a comma or the like ends the last
 * @cut: there were more words than fit
 *
 * What the value of a field can be.
 */
typedef struct
{
  guint n;
  char *texts[TL_RUNS_MAX];
  char *folded[TL_RUNS_MAX];
  gsize ends[TL_RUNS_MAX];
  guint nexts[TL_RUNS_MAX];
  gboolean delimited;
  gboolean cut;
} TlRuns;

/** TlEndsRun: whether lexeme @place is no more of the run. */
typedef gboolean (*TlEndsRun) (gpointer data, guint place);

/** _tl_lexeme_nth: (nullable): lexeme @i. */
const TlLexeme *_tl_lexeme_nth (const GArray *lexemes, guint i);

/** _tl_runs_read: the runs that begin with @value, whose first word it holds. */
void _tl_runs_read (TlRuns *self, const TlFieldValue *value, TlEndsRun ends, gpointer data);
/** _tl_runs_take: makes @value the run of @n words. */
void _tl_runs_take (const TlRuns *self, guint n, TlFieldValue *value);
void _tl_runs_clear (TlRuns *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TlRuns, _tl_runs_clear)

/** _tl_field_value_read: reads @value, whose first word it holds, into @asked, whose filter is
 * named; a closed list may name another. Returns: whether it is a value. */
gboolean _tl_field_value_read (TlFieldValue *value,
                               TlFieldKind kind,
                               const TlSyntaxOptions *options,
                               TlEndsRun ends,
                               gpointer data,
                               TlAsked *asked);

G_END_DECLS
