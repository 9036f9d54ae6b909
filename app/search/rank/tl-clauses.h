/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "search/index/tl-terms.h"
#include "search/question/tl-question.h"

G_BEGIN_DECLS

/* The text of an article in miniature, clause by clause: two bytes a syllable, enough to find the
 * clause (khoản) that answers best without opening the volume. It stands in the record of the unit
 * (docs/index.md). */

/** TlClauseWriter: lines are put together until a clause has TL_CLAUSE_LEAST syllables. */
typedef struct
{
  GByteArray *bytes;
  GArray *open; /* (element-type guint16): the clause being written */
  guint syllables;
} TlClauseWriter;

void tl_clause_writer_init (TlClauseWriter *self);
/** tl_clause_writer_add: one block of text; a line is never cut. What is beyond
 * TL_CLAUSE_SYLLABLES of a unit is left out. */
void tl_clause_writer_add (TlClauseWriter *self, TlTermReader *reader, const char *text);
/** tl_clause_writer_end: Returns: (transfer full): the clauses; @self is as after init. */
GBytes *tl_clause_writer_end (TlClauseWriter *self);
void tl_clause_writer_clear (TlClauseWriter *self);

/**
 * TlClauseMatcher:
 *
 * Looks for the terms of a question in clauses. One thread.
 */
typedef struct _TlClauseMatcher TlClauseMatcher;

/** tl_clause_matcher_new: @terms: (element-type TlQuestionTerm): borrowed. @weights: of each. */
TlClauseMatcher *tl_clause_matcher_new (GPtrArray *terms, const double *weights);
void tl_clause_matcher_free (TlClauseMatcher *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlClauseMatcher, tl_clause_matcher_free)

/** TlClauseScore: @alone: BM25 of the best clause; @headed: likewise, each clause read together
 * with the heading. */
typedef struct
{
  double alone;
  double headed;
} TlClauseScore;

/**
 * tl_clause_matcher_score:
 * @present: of each term, whether the unit holds it: only these are looked for
 * @heading: of each term, how often it stands in the heading
 * @bytes: the clauses; any bytes: what is damaged ends the reading
 */
TlClauseScore tl_clause_matcher_score (TlClauseMatcher *self,
                                       const gboolean *present,
                                       const guint32 *heading,
                                       const guint8 *bytes,
                                       gsize length);

G_END_DECLS
