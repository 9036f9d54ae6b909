/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "ui/compare/tl-diff-text.h"

G_BEGIN_DECLS

#define TL_TYPE_DIFF_VIEW (tl_diff_view_get_type ())
G_DECLARE_FINAL_TYPE (TlDiffView, tl_diff_view, TL, DIFF_VIEW, GtkWidget)

/**
 * TlDiffView:
 *
 * What changed between two texts, word by word: what was deleted struck through, what was added
 * underlined, both also coloured where the look has colours; in one text, or in two columns. One
 * change is the current one: it is framed by the selection, and said to screen readers as "deleted:
 * …; added: …". Keys: F8 and Shift+F8 go to the next change and the one before. Signal "moved": the
 * current change is another.
 */
GtkWidget *tl_diff_view_new (void);

/** tl_diff_view_set_text: (nullable) (transfer full): shows it, with no current change. */
void tl_diff_view_set_text (TlDiffView *self, TlDiffText *text);
/** tl_diff_view_get_text: (nullable) (transfer none). */
const TlDiffText *tl_diff_view_get_text (TlDiffView *self);

/** tl_diff_view_set_columns: both texts beside each other instead of one. */
void tl_diff_view_set_columns (TlDiffView *self, gboolean columns);

/** tl_diff_view_step: to the next change (1) or the one before (-1). Returns: %FALSE when there is
 * none in that direction. */
gboolean tl_diff_view_step (TlDiffView *self, int direction);

/** tl_diff_view_get_current: index of the current change, or -1. */
int tl_diff_view_get_current (TlDiffView *self);

/** tl_diff_view_dup_position: Returns: (transfer full): "change 2 of 5", how many there are while
 * none is current. */
char *tl_diff_view_dup_position (TlDiffView *self);

/** tl_diff_view_get_view: (transfer none): the text widget that has, or would have, the focus. */
GtkTextView *tl_diff_view_get_view (TlDiffView *self);

G_END_DECLS
