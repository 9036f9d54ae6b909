/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "search/engine/tl-search-session.h"
#include "ui/tl-services.h"

G_BEGIN_DECLS

#define TL_TYPE_SEARCH_PAGE (tl_search_page_get_type ())
G_DECLARE_FINAL_TYPE (TlSearchPage, tl_search_page, TL, SEARCH_PAGE, GtkWidget)

/**
 * TlSearchPage:
 *
 * The answers to a question: scopes with their counts, the results in groups, a preview, and the
 * states before, without and instead of results. The entry belongs to the window. Properties:
 * "show-left-pane", "show-right-pane" (boolean: wanted by the judge), "narrow" (boolean: no room
 * for panes), "text" (string, read only). Signals: "open" (pointer: const TlHit *), "asked"
 * (string: a question that was answered and may be remembered), "propose" (string: a question
 * chosen on the page, to be put into the entry), "confirm" (pointer: const TlHit *, which answers
 * the question), "compare" (pointer: const TlHit *, whose document is to be compared).
 */
void tl_search_page_set_services (TlSearchPage *self, TlServices *services);

/** tl_search_page_set_settings: where saved scopes are kept; without, they live as long as the
 * page. */
void tl_search_page_set_settings (TlSearchPage *self, GSettings *settings);

/** tl_search_page_type: the text in the entry changed; asks in the next turn of the main loop. */
void tl_search_page_type (TlSearchPage *self, const char *text);

/** tl_search_page_ask: asks at once. */
void tl_search_page_ask (TlSearchPage *self, const char *text);

/**
 * tl_search_page_enter:
 *
 * Enter was pressed in the question: asks at once, if it has not been asked, and moves the focus to
 * the first result as soon as all have come.
 */
void tl_search_page_enter (TlSearchPage *self, const char *text);

/** tl_search_page_hold: typing goes on in an input method: nothing is asked until the next call of
 * tl_search_page_type(), _ask() or _enter(). */
void tl_search_page_hold (TlSearchPage *self);

/** tl_search_page_focus_results: moves the focus to the first result; FALSE when there is none. */
gboolean tl_search_page_focus_results (TlSearchPage *self);

/** tl_search_page_set_recent: (nullable): the last questions for the start view. */
void tl_search_page_set_recent (TlSearchPage *self, const char *const *recent);

const char *tl_search_page_get_text (TlSearchPage *self);

/** tl_search_page_get_chosen: (transfer none) (nullable): the result that is chosen, until the next
 * answer. */
const TlHit *tl_search_page_get_chosen (TlSearchPage *self);

G_END_DECLS
