/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "search/suggest/tl-suggest.h"

G_BEGIN_DECLS

#define TL_TYPE_SUGGEST_POPOVER (tl_suggest_popover_get_type ())
G_DECLARE_FINAL_TYPE (TlSuggestPopover, tl_suggest_popover, TL, SUGGEST_POPOVER, GtkPopover)

/**
 * TlSuggestPopover:
 *
 * Under the question while it is typed: recent questions that begin like it, and places of the
 * library. It never takes the focus: the keys stay with the question, and Enter means the question
 * unless a line was chosen with the arrows. Signals: "ask" (string), "open" (pointer: const
 * TlSuggestion * with a document).
 */

/** tl_suggest_popover_new: @entry: what it stands under; the popover is its child until
 * gtk_widget_unparent(). */
GtkWidget *tl_suggest_popover_new (GtkWidget *entry);

/** tl_suggest_popover_set_recent: (nullable): the last questions, newest first. */
void tl_suggest_popover_set_recent (TlSuggestPopover *self, const char *const *recent);

/** Places of the library at the most. */
#define TL_SUGGEST_PLACES 5

/** tl_suggest_popover_can_help: whether @text is long enough, and short enough, to be a beginning.
 */
gboolean tl_suggest_popover_can_help (const char *text);

/**
 * tl_suggest_popover_show:
 * @places: (nullable) (element-type TlSuggestion): what the library has for @text; kept
 *
 * Suggests how to go on from @text; hides when nothing fits.
 */
void tl_suggest_popover_show (TlSuggestPopover *self, const char *text, GPtrArray *places);

/** tl_suggest_popover_hide: nothing is suggested until the next key. Returns: whether it was
 * shown. */
gboolean tl_suggest_popover_hide (TlSuggestPopover *self);

/** tl_suggest_popover_move: chooses the next (1) or the last (-1) line. Returns: %FALSE when
 * nothing is shown, or there is no line further down. */
gboolean tl_suggest_popover_move (TlSuggestPopover *self, int step);

/** tl_suggest_popover_accept: does what the chosen line says. Returns: %FALSE when none is chosen.
 */
gboolean tl_suggest_popover_accept (TlSuggestPopover *self);

/** tl_suggest_recent: (transfer full) (element-type utf8): of @recent (nullable), at most @limit
 * that begin like @text, whatever the case or the marks, and are not @text itself. */
GPtrArray *tl_suggest_recent (const char *const *recent, const char *text, guint limit);

G_END_DECLS
