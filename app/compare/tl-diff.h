/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/** TlDiffOp: what becomes of a run of text between left and right. */
typedef enum
{
  TL_DIFF_EQUAL,  /* the same bytes on both sides: "=" */
  TL_DIFF_DELETE, /* only on the left: "-" */
  TL_DIFF_INSERT, /* only on the right: "+" */
} TlDiffOp;

/** tl_diff_op_code: "=", "-", "+". */
const char *tl_diff_op_code (TlDiffOp op);

/**
 * TlDiffRun:
 * @op: what it is
 * @spelling: of a deletion and the insertion behind it: the same words in another spelling (hoà and
 * hòa, composed and decomposed letters)
 * @left_from: first byte in the left text
 * @left_to: the byte after the last; equal to @left_from for an insertion
 * @right_from: first byte in the right text
 * @right_to: the byte after the last; equal to @right_from for a deletion
 */
typedef struct
{
  TlDiffOp op;
  gboolean spelling;
  gsize left_from;
  gsize left_to;
  gsize right_from;
  gsize right_to;
} TlDiffRun;

/** TL_DIFF_CHANGE_WORDS: a change of at least so many words swallows short unchanged runs. */
#define TL_DIFF_CHANGE_WORDS 5
/** TL_DIFF_ISLAND_WORDS: an unchanged run of fewer words between two such changes is an island. */
#define TL_DIFF_ISLAND_WORDS 4

/**
 * tl_diff_texts:
 * @left: UTF-8; bytes that are none are compared as they stand
 * @left_length: in bytes, or -1
 * @right: the other text
 * @right_length: in bytes, or -1
 * @cancellable: (nullable)
 *
 * The difference of two texts, whole sentences first, then words inside the sentences that belong
 * together (docs/compare.md). The runs cover both texts from the first byte to the last in order;
 * never two of one kind stand beside each other unless one is @spelling, a deletion stands before
 * the insertion that takes its place, and no run ends inside a character. Memory is linear in the
 * texts, time is bounded: what is too large is compared by sentences only.
 *
 * Returns: (transfer full) (nullable) (element-type TlDiffRun): %NULL only when cancelled
 */
GArray *tl_diff_texts (const char *left,
                       gssize left_length,
                       const char *right,
                       gssize right_length,
                       GCancellable *cancellable,
                       GError **error);

/**
 * tl_diff_apply:
 * @runs: (element-type TlDiffRun): of @left and @right
 *
 * Returns: (transfer full): the left text with the changes made: the right text, byte for byte
 */
char *tl_diff_apply (const GArray *runs, const char *left, const char *right, gsize *length);

G_END_DECLS
