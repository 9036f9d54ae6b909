/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "search/engine/tl-result-item.h"

G_BEGIN_DECLS

/**
 * TlSearchState:
 * @TL_SEARCH_IDLE: nothing was asked
 * @TL_SEARCH_RUNNING: answers are on their way; those of the last question stay until the first new
 * one comes
 * @TL_SEARCH_DONE: everything came
 * @TL_SEARCH_NOTHING: everything came, and there is no hit
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
 * One screen's questions, one after the other: asks the engine kind by kind, so that first results
 * appear as they come, keeps them in groups in a fixed order, and drops the answers to a question
 * that was replaced. Main thread. Property: "state" (int, #TlSearchState), notified whenever
 * results, counts or state change.
 */
TlSearchSession *tl_search_session_new (void);

/** tl_search_session_set_engine: (nullable): the engine to ask; forgets the results of another. */
void tl_search_session_set_engine (TlSearchSession *self, TlSearchEngine *engine);

/**
 * tl_search_session_ask:
 * @text: the question; only space means none
 * @scope: a #TlDocKind, or -1 for all
 * @as_of: (nullable): "YYYY-MM-DD", "" or %NULL for today
 */
void tl_search_session_ask (TlSearchSession *self, const char *text, int scope, const char *as_of);

TlSearchState tl_search_session_get_state (TlSearchSession *self);
/** tl_search_session_get_model: (transfer none): list of #TlResultItem. */
GListModel *tl_search_session_get_model (TlSearchSession *self);
const char *tl_search_session_get_text (TlSearchSession *self);
int tl_search_session_get_scope (TlSearchSession *self);
/** tl_search_session_get_count: matches of @kind, or of all for -1; @exact is cleared when it is a
 * lower bound. */
guint tl_search_session_get_count (TlSearchSession *self, int kind, gboolean *exact);
/** tl_search_session_get_error: (nullable): the error, also when other kinds did answer (the
 * results are then partial). */
const char *tl_search_session_get_error (TlSearchSession *self);
/** tl_search_session_get_answer: (transfer none) (nullable): the newest answer, for what the
 * question was understood as. */
const TlSearchResult *tl_search_session_get_answer (TlSearchSession *self);
/** tl_search_session_get_ms: time until the last answer so far. */
double tl_search_session_get_ms (TlSearchSession *self);

G_END_DECLS
