/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "compare/tl-compare.h"

G_BEGIN_DECLS

/* Aligning the units (paragraphs, articles, clauses, points) of two documents: docs/compare.md. */

/* A feature of a unit: a word, two words in a row, or a name or figure as it stands. */
typedef struct
{
  guint32 id;
  guint16 count;
  guint16 rest; /* of @count, what no link has taken yet */
} TlFeature;

typedef struct
{
  guint block;
  int section;         /* block of the section it stands in, or -1 */
  guint32 section_key; /* what is compared of it; 0 where sections say nothing */
  guint32 from, to;    /* features */
  guint words;
  guint64 hash; /* of words and marks */
  double weight;
} TlUnit;

typedef struct
{
  const TlDocument *document;
  GArray *units;    /* (element-type TlUnit): in reading order */
  GArray *features; /* (element-type TlFeature): of each unit by id */
  guint32 *counts;  /* feature -> units that have it */
} TlAlignSide;

/* Two units that may belong together. */
typedef struct
{
  guint32 left, right;
  double score; /* 0 to 1, quantised */
} TlLinkedUnits;

typedef struct
{
  TlAlignSide sides[2];
  guint n_features;
  float *weights;     /* feature -> weight */
  GArray *candidates; /* (element-type TlLinkedUnits): by left, then right */
  GCancellable *cancellable;
} TlAligner;

/* _tl_aligner_read: reads the units of both documents. @as_of: a day for each side, or %NULL. */
void _tl_aligner_read (TlAligner *aligner,
                       const TlDocument *left,
                       const TlDocument *right,
                       const char *const as_of[2]);
void _tl_aligner_clear (TlAligner *aligner);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TlAligner, _tl_aligner_clear)

const TlUnit *_tl_aligner_unit (const TlAligner *aligner, guint side, guint32 index);

/* What two units share, in weight; @rest: only of what no link has taken yet. */
double _tl_aligner_shared (const TlAligner *aligner, guint32 left, guint32 right, gboolean rest);
/* _tl_aligner_take: takes what two units share from what is left of both. */
void _tl_aligner_take (TlAligner *aligner, guint32 left, guint32 right);
/* _tl_aligner_score: how alike two units are, 0 to 1. */
double _tl_aligner_score (const TlAligner *aligner, guint32 left, guint32 right);

/* _tl_aligner_find_candidates: pairs that share rare features, and units of the same words.
 * Returns: %FALSE when cancelled. */
gboolean _tl_aligner_find_candidates (TlAligner *aligner);

/* _tl_aligner_find_chain: (transfer full) (element-type TlLinkedUnits): the heaviest candidates
 * that follow one another on both sides. */
GArray *_tl_aligner_find_chain (const TlAligner *aligner);
/* _tl_aligner_fill_chain: adds what fits between the links of @chain and is at least @least alike.
 * Returns: %FALSE when cancelled. */
gboolean _tl_aligner_fill_chain (const TlAligner *aligner, GArray **chain, double least);

/* _tl_aligner_link: (transfer full) (nullable) (element-type TlLinkedUnits): all links; %NULL when
 * cancelled. */
GArray *_tl_aligner_link (TlAligner *aligner);

G_END_DECLS
