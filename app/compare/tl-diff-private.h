/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "compare/tl-diff.h"
#include "compare/tl-words-private.h"

G_BEGIN_DECLS

/* One text, and where its sentences begin. */
typedef struct
{
  const char *text;
  gsize length;
  GArray *pieces;    /* (element-type TlPiece) */
  GArray *sentences; /* (element-type guint32): first piece of each, and the number of pieces */
} TlDiffSide;

/* _tl_diff_find_sentences: (element-type guint32): first piece of each sentence, the blanks behind
 * it its own, and the number of pieces at the end. */
GArray *_tl_diff_find_sentences (const TlWordTable *table, const GArray *pieces);

/* Pieces of both sides that stay, and those that stay in another spelling; a byte for each. */
typedef struct
{
  guint8 *left;
  guint8 *right;
} TlDiffKept;

/* _tl_diff_keep: marks what stays, whole sentences first. Returns: %FALSE when cancelled. */
gboolean _tl_diff_keep (const TlWordTable *table,
                        const TlDiffSide *left,
                        const TlDiffSide *right,
                        TlDiffKept *kept,
                        GCancellable *cancellable);

/* _tl_diff_make_runs: (element-type TlDiffRun): from what stays; islands are merged. */
GArray *_tl_diff_make_runs (const TlWordTable *table,
                            const TlDiffSide *left,
                            const TlDiffSide *right,
                            const TlDiffKept *kept);

G_END_DECLS
