/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "search/engine/tl-result-item.h"

G_BEGIN_DECLS

/**
 * TlSearchState:
 * @TL_SEARCH_IDLE: nothing was asked
 * @TL_SEARCH_RUNNING: the answer is on its way
 * @TL_SEARCH_DONE: it came, and its first rows are in the list; the others and facets follow
 * @TL_SEARCH_NOTHING: there is no hit
 * @TL_SEARCH_FAILED: no answer because of an error
 */
typedef enum
{
  TL_SEARCH_IDLE,
  TL_SEARCH_RUNNING,
  TL_SEARCH_DONE,
  TL_SEARCH_NOTHING,
  TL_SEARCH_FAILED,
} TlSearchState;

#define TL_TYPE_SEARCH_SESSION (tl_search_session_get_type ())
G_DECLARE_FINAL_TYPE (TlSearchSession, tl_search_session, TL, SEARCH_SESSION, GObject)

/**
 * TlSearchSession:
 *
 * One screen's questions, one after the other: asks the engine, puts the first rows of the answer
 * into the list at once and the others a few at a time, so that the main loop is never held, and
 * drops the answer to a question that was replaced. The results of the last question stay until the
 * answer to the new one comes. Facets are asked for by a second run that begins when nothing new
 * was asked for a moment: hits never wait for them. Of a document the best place is listed, of a
 * statute its best articles; with the filter "document" all. Main thread. Properties: "state" (int,
 * #TlSearchState), notified whenever results, counts or state change; "facets" (boolean:
 * tl_search_session_get_facets() belongs to the question), notified when facets came or became old.
 */
TlSearchSession *tl_search_session_new (void);

/** tl_search_session_set_engine: (nullable): the engine to ask; forgets the results of another. */
void tl_search_session_set_engine (TlSearchSession *self, TlSearchEngine *engine);

/**
 * tl_search_session_ask:
 * @request: text (only space means none), kind, date, filters and chips; how many hits and whether
 * with facets is the session's own affair. It is copied.
 */
void tl_search_session_ask (TlSearchSession *self, const TlSearchRequest *request);

TlSearchState tl_search_session_get_state (TlSearchSession *self);
/** tl_search_session_get_model: (transfer none): list of #TlResultItem. */
GListModel *tl_search_session_get_model (TlSearchSession *self);
const char *tl_search_session_get_text (TlSearchSession *self);
int tl_search_session_get_scope (TlSearchSession *self);
/** tl_search_session_get_count: documents of @kind that match, or of all for -1; @exact is cleared
 * when it is a lower bound, which it no longer is when facets have come. */
guint tl_search_session_get_count (TlSearchSession *self, int kind, gboolean *exact);
/** tl_search_session_get_error: (nullable): why there is no answer. */
const char *tl_search_session_get_error (TlSearchSession *self);
/** tl_search_session_get_answer: (transfer none) (nullable): the newest answer. */
const TlSearchResult *tl_search_session_get_answer (TlSearchSession *self);
/** tl_search_session_get_facets: (transfer none) (nullable) (element-type TlFacet): the newest
 * facets;
 * @exact is cleared when their counts are lower bounds. */
GPtrArray *tl_search_session_get_facets (TlSearchSession *self, gboolean *exact);
/** tl_search_session_get_ms: time the answer took. */
double tl_search_session_get_ms (TlSearchSession *self);

G_END_DECLS
