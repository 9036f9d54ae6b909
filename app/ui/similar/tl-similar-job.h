/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "import/tl-own-shelf.h"
#include "search/similar/tl-similar.h"
#include "ui/similar/tl-similar-source.h"
#include "ui/similar/tl-similar-text.h"

G_BEGIN_DECLS

/** The most cases of one list. */
#define TL_SIMILAR_MOST 30

/**
 * TlSimilarFound:
 * @own: (nullable): the case itself, or the document that the passage stands in; %NULL for facts
 * @cases: (element-type TlSimilarCase) (transfer none): those of @result that are like it in what
 * was compared, nearest first
 * @outcomes: (element-type utf8): of each of @cases, in words; "" where none is known
 * @result: what the engine found
 *
 * The answer to one look for similar cases.
 */
typedef struct
{
  TlDocument *own;
  GPtrArray *cases;
  GPtrArray *outcomes;
  TlSimilarResult *result;
} TlSimilarFound;

void tl_similar_found_free (TlSimilarFound *found);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlSimilarFound, tl_similar_found_free)

/**
 * tl_similar_job_read_async:
 * @shelf: (nullable): the files of the judge's own
 *
 * Reads the case in a thread: from @shelf where it is a file of that, else from the library of
 * @engine.
 */
void tl_similar_job_read_async (TlSearchEngine *engine,
                                TlSimilarSource *source,
                                TlOwnShelf *shelf,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);

/** tl_similar_job_read_finish: Returns: (transfer full) (nullable): an answer without cases as yet.
 */
TlSimilarFound *tl_similar_job_read_finish (GAsyncResult *result, GError **error);

/**
 * tl_similar_job_find_async:
 * @own: (nullable): what was read before
 * @filters: (nullable) (array zero-terminated=1): what a case must have, as in #TlSearchRequest
 * @as_of: (nullable): the day whose law is suggested
 *
 * Looks for cases in a thread.
 */
void tl_similar_job_find_async (TlSearchEngine *engine,
                                TlSimilarSource *source,
                                TlDocument *own,
                                TlSimilarChoice choice,
                                const char *const *filters,
                                const char *as_of,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);

TlSimilarFound *tl_similar_job_find_finish (GAsyncResult *result, GError **error);

G_END_DECLS
