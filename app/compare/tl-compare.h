/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "compare/tl-diff.h"
#include "corpus/tl-document.h"

G_BEGIN_DECLS

/** TlSide: one of the two documents. */
typedef enum
{
  TL_SIDE_LEFT,
  TL_SIDE_RIGHT,
} TlSide;

/** TlRelation: what the passages of a pair are to one another. */
typedef enum
{
  TL_RELATION_SAME,       /* the same words and marks; blanks and breaks do not count */
  TL_RELATION_EDITED,     /* about the same, in other words */
  TL_RELATION_MOVED,      /* stands elsewhere in the order of the other side */
  TL_RELATION_LEFT_ONLY,  /* nothing on the right belongs to it */
  TL_RELATION_RIGHT_ONLY, /* nothing on the left belongs to it */
} TlRelation;

#define TL_N_RELATIONS (TL_RELATION_RIGHT_ONLY + 1)

/** tl_relation_code: "same", "edited", "moved", "left-only", "right-only". */
const char *tl_relation_code (TlRelation relation);

/**
 * TlPair:
 * @relation: what they are to one another
 * @edited: the words differ; tells it of moved passages too
 * @score: how alike they are, 0 to 1 in steps of a thousandth; 1 only for the same words
 * @blocks: (element-type guint): blocks of each side in reading order; empty on the side that has
 * nothing
 * @section: block of the section that the first block of each side stands in, or -1
 *
 * Passages that belong together: one block or several on either side.
 */
typedef struct
{
  TlRelation relation;
  gboolean edited;
  double score;
  GArray *blocks[2];
  int section[2];
} TlPair;

/** TlCitedPlace: where a citation stands: bytes of the text of a block. */
typedef struct
{
  guint block;
  guint from;
  guint to;
} TlCitedPlace;

/**
 * TlComparedCitation:
 * @notation: as a citation is written (docs/citations.md), of the first place
 * @target: (nullable): id of the document cited
 * @anchor: (nullable): unit of it
 * @places: (element-type TlCitedPlace): on each side; empty where the side does not cite it
 */
typedef struct
{
  char *notation;
  char *target;
  char *anchor;
  GArray *places[2];
} TlComparedCitation;

/**
 * TlComparison:
 * @left: the documents
 * @pairs: (element-type TlPair): in the order of the left document; what only the right one has
 * stands behind what it follows there
 * @right_order: (element-type guint): indexes of @pairs in the order of the right document
 * @counts: pairs of each relation
 * @citations: (element-type TlComparedCitation): every unit cited, as deep as it is cited: those of
 * the left in reading order, then those of the right alone
 * @articles: (element-type TlComparedCitation): the same by article or whole document
 *
 * What two documents have in common. Immutable and reference counted (atomic).
 */
typedef struct
{
  /*< private >*/
  gatomicrefcount ref_count;
  int *pair_of[2];
  /*< public >*/
  TlDocument *left;
  TlDocument *right;
  GPtrArray *pairs;
  GArray *right_order;
  guint counts[TL_N_RELATIONS];
  GPtrArray *citations;
  GPtrArray *articles;
} TlComparison;

/**
 * TlCompareOptions:
 * @as_of: (nullable): for each side the day whose versions are compared; %NULL takes the newest
 * version of every unit
 * @links: (nullable) (element-type TlLink): for each side its outgoing references where the caller
 * has them (from a library); else they are read from the text
 * @without_citations: leaves the citations out
 */
typedef struct
{
  const char *as_of[2];
  const GPtrArray *links[2];
  gboolean without_citations;
} TlCompareOptions;

/**
 * tl_compare_documents:
 * @left: a document with its blocks, not changed meanwhile
 * @right: the other one
 * @options: (nullable)
 *
 * Aligns two documents (docs/compare.md). Callable from any thread; belongs on no main loop. Time
 * and memory are bounded by the sizes of both, not by their product.
 *
 * Returns: (transfer full) (nullable): %NULL only when cancelled
 */
TlComparison *tl_compare_documents (TlDocument *left,
                                    TlDocument *right,
                                    const TlCompareOptions *options,
                                    GCancellable *cancellable,
                                    GError **error);

#define TL_TYPE_COMPARISON (tl_comparison_get_type ())
GType tl_comparison_get_type (void);
TlComparison *tl_comparison_ref (TlComparison *comparison);
void tl_comparison_unref (TlComparison *comparison);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlComparison, tl_comparison_unref)

/** tl_comparison_get_pair: (transfer none): pair @index. */
const TlPair *tl_comparison_get_pair (const TlComparison *comparison, guint index);

/** tl_comparison_find: Returns: index of the pair that @block of @side is in, or -1 for a block
 * without text of its own or of another version. */
int tl_comparison_find (const TlComparison *comparison, TlSide side, guint block);

/**
 * tl_comparison_map:
 * @side: side that @block is of
 * @fraction: place in the block, 0 at its top and 1 at its end
 * @other_block: (out): block of the other side that stands beside it
 * @other_fraction: (out): place in that block
 *
 * For scrolling both sides together: a place inside a pair goes to the same share of the other
 * side's passage (by characters); what one side alone has goes to where the passage before it
 * ends. A moved passage goes to its partner.
 *
 * Returns: %FALSE when the other side has no text
 */
gboolean tl_comparison_map (const TlComparison *comparison,
                            TlSide side,
                            guint block,
                            double fraction,
                            guint *other_block,
                            double *other_fraction);

/** TlStep: what tl_comparison_step() looks for. */
typedef enum
{
  TL_STEP_MATCH,      /* a pair with both sides */
  TL_STEP_DIFFERENCE, /* a pair that is not the same words in the same place */
} TlStep;

/** tl_comparison_step: Returns: index of the next pair (previous, when @forward is %FALSE) of that
 * kind in the order of @side after the pair @from (-1: from the beginning or end), or -1. */
int tl_comparison_step (
    const TlComparison *comparison, TlSide side, int from, TlStep kind, gboolean forward);

/** tl_comparison_dup_text: Returns: (transfer full): the text of one side of a pair: heading, line
 * break and text of each block, blocks joined by line breaks; "" where it has none. */
char *tl_comparison_dup_text (const TlComparison *comparison, TlSide side, guint pair);

/** tl_comparison_diff: Returns: (transfer full) (nullable) (element-type TlDiffRun): difference of
 * what tl_comparison_dup_text() gives for the two sides; %NULL only when cancelled. */
GArray *tl_comparison_diff (const TlComparison *comparison,
                            guint pair,
                            GCancellable *cancellable,
                            GError **error);

G_END_DECLS
