/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "search/engine/tl-search-private.h"

G_BEGIN_DECLS

/* tl-search-memory.c */
/** _tl_search_recall: what the memory knows of the question. */
gboolean _tl_search_recall (TlSearchRun *self, GError **error);
/** _tl_search_bring: confirmed units that do not stand among the first of @units are put there,
 * before the second stage. */
gboolean _tl_search_bring (
    TlSearchRun *self, GPtrArray *units, const TlQuestion *question, int kind, GError **error);
/** _tl_search_lift: gives confirmed units in force their points and sorts @units again. */
void _tl_search_lift (TlSearchRun *self, GPtrArray *units);
/** _tl_search_say_confirmed: fills what a hit says of the memory. */
void _tl_search_say_confirmed (TlSearchRun *self, TlHit *hit, const TlCandidate *unit);

/* tl-search-trust.c */
/** _tl_search_weigh_list: how likely @units, in their order, hold the answer; the best of all lists
 * counts. */
void _tl_search_weigh_list (TlSearchRun *self, GPtrArray *units, const TlQuestion *question);
/** _tl_search_judge: sets whether the result is good. */
void _tl_search_judge (TlSearchRun *self);

G_END_DECLS
