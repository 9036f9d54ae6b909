/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "ui/reader/tl-find-words.h"

G_BEGIN_DECLS

#define TL_TYPE_FIND_BAR (tl_find_bar_get_type ())
G_DECLARE_FINAL_TYPE (TlFindBar, tl_find_bar, TL, FIND_BAR, GtkWidget)

/**
 * TlFindBar:
 *
 * The bar under the head of the reader: what to find, how much there is, to the next and to the
 * one before. Signals: "changed" (string): what is to be found; "step" (int): to the next (1) or
 * the one before (-1); "list" (boolean): whether the list is wanted; "close".
 */

/** tl_find_bar_ask: takes the focus, with what was typed selected; @words: (nullable): in place of
 * it. */
void tl_find_bar_ask (TlFindBar *self, const char *words);

/** tl_find_bar_get_words: Returns: (transfer none): as typed. */
const char *tl_find_bar_get_words (TlFindBar *self);

/** tl_find_bar_set_state: @state: (nullable): %NULL when nothing is looked for. */
void tl_find_bar_set_state (TlFindBar *self, const TlFindState *state);

/** tl_find_bar_get_count: Returns: (transfer none): what it says. */
const char *tl_find_bar_get_count (TlFindBar *self);
/** tl_find_bar_get_advice: Returns: (transfer none): what it says to know or to try. */
const char *tl_find_bar_get_advice (TlFindBar *self);

void tl_find_bar_set_list_shown (TlFindBar *self, gboolean shown);

G_END_DECLS
