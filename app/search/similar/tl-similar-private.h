/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "search/similar/tl-similar-words-private.h"

G_BEGIN_DECLS

/* ---- The own case ---- */

/** TlCaseTerm: a syllable (@code is its id) or a pair (id << 32 | id) of the own case. */
typedef struct
{
  guint64 code;
  guint32 tf[TL_SIMILAR_TEXT_PARTS];
  guint32 first; /* token */
  guint32 frequency;
  double idf;
} TlCaseTerm;

typedef struct
{
  guint from; /* tokens */
  guint to;
  double weight;
} TlCaseSentence;

/** TlCaseFields: what the head and the decision of a case say. */
typedef struct
{
  char *relation;
  GPtrArray *charges;
  char *outcome;
  char *case_type;
} TlCaseFields;

typedef struct
{
  TlDocument *document;
  TlSimilarWords *words;
  GArray *tokens;
  GArray *terms;      /* (element-type TlCaseTerm) */
  GHashTable *index;  /* (element-type guint64 guint): place + 1 of a code in @terms */
  GArray *sentences;  /* (element-type TlCaseSentence) of the reasoning, weightiest first */
  guint32 *syllables; /* of each token the place + 1 of its syllable in @terms */
  guint32 *pairs;     /* of each token the place + 1 of the pair it ends, or 0 */
  double totals[TL_SIMILAR_TEXT_PARTS];
  GPtrArray *cites;
  TlCaseFields fields;
  double weights[TL_N_SIMILAR_PARTS];
} TlOwnCase;

TlOwnCase *_tl_own_case_new (TlSimilarWords *words,
                             const TlSimilarRequest *request,
                             GError **error);
void _tl_own_case_free (TlOwnCase *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlOwnCase, _tl_own_case_free)
/** _tl_own_case_ask: the terms that tell most about the case, as a question for the first stage. */
TlQuestion *_tl_own_case_ask (TlOwnCase *self, GError **error);
/** _tl_own_case_term: (nullable): the term of @code. */
const TlCaseTerm *_tl_own_case_term (const TlOwnCase *self, guint64 code);
double _tl_case_term_weight (const TlCaseTerm *term, TlSimilarPart part);

void _tl_case_fields_read (TlCaseFields *self, const TlDocument *document);
void _tl_case_fields_clear (TlCaseFields *self);
/** _tl_case_fields_alike: 1: about the same relation or charge, 0: about another, -1: not known. */
int _tl_case_fields_alike (const TlCaseFields *own, const TlCaseFields *other);

/* ---- Another case beside it ---- */

/**
 * TlOtherCase:
 * @document: with blocks
 * @parts: as in #TlSimilarCase
 * @score: quantised
 * @best_block: the nearest paragraph, or -1
 */
typedef struct
{
  TlDocument *document;
  GPtrArray *cites;
  TlCaseFields fields;
  double parts[TL_N_SIMILAR_PARTS];
  double score;
  int best_block;
} TlOtherCase;

void _tl_other_case_free (TlOtherCase *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlOtherCase, _tl_other_case_free)
/** _tl_other_case_compare: Takes a reference of @document. */
TlOtherCase *_tl_other_case_compare (TlOwnCase *own, TlDocument *document, GError **error);

/* ---- Points ---- */

/** _tl_similar_add_point: takes all strings but @kind. */
void _tl_similar_add_point (GPtrArray *points,
                            const char *kind,
                            char *text,
                            char *own_text,
                            char *anchor,
                            char *own_anchor);
/** _tl_similar_add_phrases: wordings that both have, or (@differing) that one has alone. */
gboolean _tl_similar_add_phrases (
    TlOwnCase *own, TlOtherCase *other, TlSimilarCase *found, gboolean differing, GError **error);
/** _tl_case_cite_label: Returns: (transfer full): "Điều 328 Bộ luật Dân sự năm 2015". */
char *_tl_case_cite_label (const TlCaseCite *cite);
/** _tl_similar_points: fills @found with what both cases have, and what one alone. */
gboolean _tl_similar_points (TlOwnCase *own,
                             TlOtherCase *other,
                             TlSimilarCase *found,
                             GError **error);

/** _tl_similar_provisions: (element-type TlSimilarProvision): what @others (nearest first) and the
 * law found by @question suggest. */
GPtrArray *_tl_similar_provisions (TlOwnCase *own,
                                   GPtrArray *others,
                                   GPtrArray *statutes,
                                   const TlQuestion *question,
                                   GError **error);

G_END_DECLS
