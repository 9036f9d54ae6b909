/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "search/engine/tl-search-answer.h"
#include "search/memory/tl-memory.h"

G_BEGIN_DECLS

/**
 * TlSearchRequest:
 * @text: the question, as typed
 * @kind: a #TlDocKind, or -1 for all
 * @as_of: (nullable): "YYYY-MM-DD"; %NULL is today
 * @filters: (nullable) (array zero-terminated=1): "name=value", see docs/index.md; values of one
 * name are alternatives
 * @without: (nullable) (array zero-terminated=1): ids of chips that were taken away
 * @with: (nullable) (array zero-terminated=1): ids of offered chips that were accepted
 * @limit: hits wanted, 1 to %TL_LIMIT_HITS
 * @each_kind: @limit is for each kind of document, not for all together
 * @facets: facets are wanted
 * @group: of each document only its best unit; TlHit.others says how many more match, and the
 * filter "document" lists them
 * @group_articles: with @group, this many of the best articles of a statute (0: one), because an
 * article answers by itself
 */
typedef struct
{
  const char *text;
  int kind;
  const char *as_of;
  const char *const *filters;
  const char *const *without;
  const char *const *with;
  guint limit;
  gboolean each_kind;
  gboolean facets;
  gboolean group;
  guint group_articles;
} TlSearchRequest;

#define TL_TYPE_SEARCH_ENGINE (tl_search_engine_get_type ())
G_DECLARE_FINAL_TYPE (TlSearchEngine, tl_search_engine, TL, SEARCH_ENGINE, GObject)

/**
 * TlSearchEngine:
 *
 * Questions over a library. Callable from any thread (each worker thread has its own open index).
 * The question never reaches an engine's query syntax.
 */

/** tl_search_engine_new: opens the index of every volume; a volume whose index is missing or
 * damaged is an error that names it. */
TlSearchEngine *tl_search_engine_new (TlLibrary *library, GError **error);
TlLibrary *tl_search_engine_get_library (TlSearchEngine *self);

/** tl_search_engine_set_memory: @memory (nullable), of the same library, acts from the next run on,
 * instead of the confirmed questions of the library alone; %NULL: none acts. */
void tl_search_engine_set_memory (TlSearchEngine *self, TlMemory *memory);

/** tl_search_engine_run: synchronous. An empty question gives an empty result. @cancellable really
 * cancels, between postings. */
TlSearchResult *tl_search_engine_run (TlSearchEngine *self,
                                      const TlSearchRequest *request,
                                      GCancellable *cancellable,
                                      GError **error);

/** tl_search_engine_run_async: runs on a small pool of threads; a cancelled run ends in
 * G_IO_ERROR_CANCELLED soon after. */
void tl_search_engine_run_async (TlSearchEngine *self,
                                 const TlSearchRequest *request,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
TlSearchResult *tl_search_engine_run_finish (TlSearchEngine *self,
                                             GAsyncResult *result,
                                             GError **error);

/** tl_search_filter_check: whether @filter is "name=value" with a name that #TlSearchRequest takes.
 */
gboolean tl_search_filter_check (const char *filter, GError **error);

G_END_DECLS
