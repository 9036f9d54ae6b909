/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/compare/tl-compare-scroll.h"

G_BEGIN_DECLS

/**
 * TlCompared:
 * @models: the texts of both sides
 * @extents: their lengths
 * @comparison: what they have in common
 *
 * Two documents that were compared. Reference counted (atomic), immutable.
 */
typedef struct
{
  /*< private >*/
  gatomicrefcount ref_count;
  /*< public >*/
  TlTextModel *models[2];
  TlCompareExtent *extents[2];
  TlComparison *comparison;
} TlCompared;

TlCompared *tl_compared_ref (TlCompared *compared);
void tl_compared_unref (TlCompared *compared);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlCompared, tl_compared_unref)

/** tl_compared_run_async: compares the two texts, each for its own date, in a thread. */
void tl_compared_run_async (TlTextModel *left,
                            TlTextModel *right,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data);
/** tl_compared_run_finish: Returns: (transfer full) (nullable). */
TlCompared *tl_compared_run_finish (GAsyncResult *result, GError **error);

/**
 * TlComparedWords:
 * @pair: whose words
 * @marks: (element-type TlCompareMark): on each side
 */
typedef struct
{
  guint pair;
  GArray *marks[2];
} TlComparedWords;

/** tl_compared_words_async: the word differences of @pairs (element-type guint), in a thread. */
void tl_compared_words_async (TlCompared *compared,
                              const GArray *pairs,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
/** tl_compared_words_finish: Returns: (transfer full) (nullable) (element-type TlComparedWords):
 * %NULL when cancelled. */
GPtrArray *tl_compared_words_finish (GAsyncResult *result, GError **error);

G_END_DECLS
