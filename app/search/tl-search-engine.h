/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "corpus/tl-library.h"
#include "text/tl-excerpt.h"

G_BEGIN_DECLS

/**
 * TlSearchRequest:
 * @text: the question, as typed
 * @kind: a #TlDocKind, or -1 for all
 * @as_of: (nullable): "YYYY-MM-DD"; %NULL is today
 * @filters: (nullable) (array zero-terminated=1): "name=value": number, issuer, year, case_type,
 * stage, article
 * @limit: hits wanted, 1 to %TL_LIMIT_HITS
 */
typedef struct
{
  const char *text;
  int kind;
  const char *as_of;
  const char *const *filters;
  guint limit;
} TlSearchRequest;

/** TlWhy: one reason for a hit: @kind is a code ("citation", "heading", "words", "pairs", "number",
 * "law"), @text Vietnamese words. */
typedef struct
{
  const char *kind;
  char *text;
} TlWhy;

/**
 * TlHit:
 * @doc: document id
 * @anchor: (nullable): where to land
 * @label: (nullable): "Điều 173", "[3]"
 * @title: heading of the article, or title of the document
 * @doc_title: (nullable): title of the document
 * @date: (nullable): issued
 * @effect: state on the request's date (statutes and án lệ)
 * @valid_to: (nullable): of the unit
 * @literal: the unit that the question cites literally
 * @page: page of the PDF where the passage stands, or 0
 * @score: quantised; ties are broken by @doc and @anchor
 * @passage: excerpt
 * @passage_anchor: (nullable): the block in which the passage begins
 * @highlights: (element-type TlSpan): characters of @passage
 * @why: (element-type TlWhy)
 * @source_id: (nullable): id the source gave the unit
 */
typedef struct
{
  char *doc;
  char *anchor;
  TlDocKind kind;
  char *number;
  char *label;
  char *title;
  char *doc_title;
  char *short_name;
  char *issuer;
  char *date;
  TlEffectState effect;
  char *valid_from;
  char *valid_to;
  gboolean literal;
  gboolean has_file;
  guint page;
  double score;
  char *passage;
  char *passage_anchor;
  GArray *highlights;
  GPtrArray *why;
  char *source_id;
} TlHit;

/**
 * TlSearchResult:
 * @hits: (element-type TlHit): literal citations first, then by score
 * @counts: matches of each kind whatever @kind the request had
 * @counts_exact: whether @counts are exact; else lower bounds ("hơn")
 * @truncated: there are more hits than were returned
 * @citations: (element-type utf8): citations understood ("Điều 173 Bộ luật Hình sự")
 * @as_of: the date used
 * @expansions: (element-type utf8): words added to the question
 * @unknown: (element-type utf8): syllables of the question that the corpus does not hold
 * @widened: few exact hits, so folded terms were searched as well
 * @ms: time taken
 */
typedef struct
{
  GPtrArray *hits;
  guint counts[TL_N_DOC_KINDS];
  gboolean counts_exact;
  gboolean truncated;
  GPtrArray *citations;
  char as_of[11];
  GPtrArray *expansions;
  GPtrArray *unknown;
  gboolean widened;
  double ms;
} TlSearchResult;

void tl_search_result_free (TlSearchResult *result);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlSearchResult, tl_search_result_free)

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

G_END_DECLS
