/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "compare/tl-diff.h"

G_BEGIN_DECLS

/** TL_DIFF_SAID_MAX: characters of a change that are said; more is cut with "…". */
#define TL_DIFF_SAID_MAX 400

/**
 * TlDiffText:
 * @left: the older text
 * @right: the newer text
 * @runs: (element-type TlDiffRun): as tl_diff_texts() gives them
 * @changes: (element-type guint): the run that each change begins with: a deletion and the
 * insertion behind it are one change
 *
 * Two texts and what differs between them, in words. Immutable once made.
 */
typedef struct
{
  char *left;
  char *right;
  GArray *runs;
  GArray *changes;
} TlDiffText;

/**
 * tl_diff_text_new:
 *
 * Compares the texts; not on the main loop when they are long.
 *
 * Returns: (transfer full) (nullable): %NULL only when cancelled
 */
TlDiffText *tl_diff_text_new (const char *left,
                              const char *right,
                              GCancellable *cancellable,
                              GError **error);
void tl_diff_text_free (TlDiffText *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlDiffText, tl_diff_text_free)

/** tl_diff_text_get_run: Returns: (transfer none): run @index. */
const TlDiffRun *tl_diff_text_get_run (const TlDiffText *self, guint index);

/** tl_diff_text_dup_run: Returns: (transfer full): the words of run @index. */
char *tl_diff_text_dup_run (const TlDiffText *self, guint index);

/** tl_diff_text_dup_change: Returns: (transfer full): change @index in words, for a screen reader:
 * "deleted: …; added: …". */
char *tl_diff_text_dup_change (const TlDiffText *self, guint index);

/** tl_diff_text_dup_count: Returns: (transfer full): how many changes there are, in words. */
char *tl_diff_text_dup_count (const TlDiffText *self);

/** tl_diff_text_dup_plain: Returns: (transfer full): the newer text with what was deleted and added
 * in brackets, as it can be put into any document. */
char *tl_diff_text_dup_plain (const TlDiffText *self);

G_END_DECLS
