/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "law/citation/tl-citation-query.h"
#include "search/index/tl-terms.h"
#include "search/index/tl-xapian.h"
#include "search/question/tl-lexicon.h"
#include "search/question/tl-question-syntax.h"
#include "search/question/tl-vocabulary.h"

G_BEGIN_DECLS

/** TL_QUESTION_EXPANDED: place of a term that stands for other words of the question. */
#define TL_QUESTION_EXPANDED G_MAXUINT
/** TL_QUESTION_WORDS: words of a question that are read: some four pages. */
#define TL_QUESTION_WORDS 2000

/**
 * TlQuestionTerm:
 * @term: as it stands in the index
 * @first: place of the (first) syllable among the question's words, or #TL_QUESTION_EXPANDED
 * @is_pair: two adjacent syllables
 * @frequency: units of the library that hold it
 * @factor: its weight beside others
 * @share: 1, or the part at which an expansion counts beside the words themselves
 * @idf: tl_bm25_idf() of @frequency, times @share
 */
typedef struct
{
  char *term;
  guint first;
  gboolean is_pair;
  guint32 frequency;
  double factor;
  double share;
  double idf;
} TlQuestionTerm;

/** tl_question_term_weight: what a term tells in the second stage: its idf, less where its @factor
 * is below that of its kind. */
double tl_question_term_weight (const TlQuestionTerm *self, gboolean plain);

/** TlQuestionPhrase: syllables that must stand side by side: @keys (array zero-terminated=1) as
 * TlQuestion.keys, @text as typed. */
typedef struct
{
  char **keys;
  char *text;
} TlQuestionPhrase;

/** TlQuestionNear: both must stand in one block, at most @distance syllables between them. */
typedef struct
{
  TlQuestionPhrase *first;
  TlQuestionPhrase *second;
  guint distance;
} TlQuestionNear;

/* What a word of a question is beside a word. */
/** TL_WORD_READ: it was understood as something that a chip shows: it is not missing where the
 * library does not hold it. */
#define TL_WORD_READ (1 << 0)
/** TL_WORD_WHEN: it says when, not what: an answer need not hold it. */
#define TL_WORD_WHEN (1 << 1)

/**
 * TlQuestion:
 * @text: normalised; what does not rank (operators, fields, what was taken away) is spaces
 * @plain: no mark was typed: asked by folded terms
 * @words: (element-type utf8): all syllables in order, as typed
 * @roles: (array): of each of @words, #TL_WORD_READ and #TL_WORD_WHEN
 * @keys: (array zero-terminated=1): syllables of the question for excerpts: keys, or folded tokens
 * when @plain
 * @terms: (element-type TlQuestionTerm): different terms in strcmp() order, those that no unit
 * holds left out
 * @unknown: (element-type utf8): syllables as typed that no unit holds, and that are nothing else
 * @left_out: (element-type utf8): syllables as typed that do not rank, since the question has too
 * many, the rarest first, then those behind the last word that is read
 * @as_of: (nullable): "YYYY-MM-DD": a day that the question names and that was accepted
 * @citation: (nullable): what the question cites
 * @phrases: (element-type TlQuestionPhrase): all must stand in the unit
 * @nots: (element-type TlQuestionPhrase): none may
 * @nears: (element-type TlQuestionNear): all must be fulfilled
 * @filters: (element-type utf8): "name=value", from fields in the question
 * @chips: (element-type TlChip): what it was understood as
 * @suggestion: (nullable): the question as it was perhaps meant
 * @suggestions: (element-type utf8): the same and at most two more, the likeliest first
 *
 * Conditions (phrases, nots, nears) are verified on the text of a unit; its terms only make it
 * likely.
 */
typedef struct
{
  char *text;
  gboolean plain;
  GPtrArray *words;
  guint8 *roles;
  char **keys;
  GPtrArray *terms;
  GPtrArray *unknown;
  GPtrArray *left_out;
  char *as_of;
  TlCitationQuery *citation;
  GPtrArray *phrases;
  GPtrArray *nots;
  GPtrArray *nears;
  GPtrArray *filters;
  GPtrArray *chips;
  char *suggestion;
  GPtrArray *suggestions;
} TlQuestion;

/**
 * TlQuestionOptions:
 * @lexicon: (nullable): what words mean
 * @vocabulary: (nullable): for repairing what was typed
 * @without: (nullable) (array zero-terminated=1): ids of chips that were taken away
 * @with: (nullable) (array zero-terminated=1): ids of offered chips that were accepted
 * @known: (nullable): the values of filters that the library has; its filter is never %NULL
 * @data: for @known
 */
typedef struct
{
  const TlLexicon *lexicon;
  TlVocabulary *vocabulary;
  const char *const *without;
  const char *const *with;
  TlKnownRun known;
  gpointer data;
} TlQuestionOptions;

/**
 * tl_question_read_with:
 * @text: as typed, at most %TL_LIMIT_QUESTION bytes
 * @units: in all files of @db
 *
 * Reads a question against the terms of @db (what can be typed: docs/question.md). Of more than
 * TL_QUESTION_SYLLABLES different syllables the rarest are kept.
 *
 * Returns: (transfer full): the question; without any letter or digit it has no terms
 */
TlQuestion *tl_question_read_with (const char *text,
                                   const TlQuestionOptions *options,
                                   TlTermReader *reader,
                                   TlXapianDb *db,
                                   guint32 units,
                                   GError **error);

/** tl_question_read: the same without options. */
TlQuestion *tl_question_read (
    const char *text, TlTermReader *reader, TlXapianDb *db, guint32 units, GError **error);

/** tl_question_fold: Returns: (transfer full): the same question asked by folded terms. */
TlQuestion *tl_question_fold (
    const TlQuestion *self, TlTermReader *reader, TlXapianDb *db, guint32 units, GError **error);
void tl_question_free (TlQuestion *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlQuestion, tl_question_free)

G_END_DECLS
