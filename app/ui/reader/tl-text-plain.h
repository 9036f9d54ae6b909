/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/reader/tl-text-backend.h"

G_BEGIN_DECLS

#define TL_TYPE_TEXT_PLAIN (tl_text_plain_get_type ())
G_DECLARE_FINAL_TYPE (TlTextPlain, tl_text_plain, TL, TEXT_PLAIN, GtkWidget)

/**
 * TlTextPlain:
 *
 * The text of a document in a GtkTextView, a line of the buffer for each paragraph of the model.
 * Long documents are inserted in slices, so that the main loop is never held up.
 */

/** tl_text_plain_dup_text: Returns: (transfer full): the text inserted so far. */
char *tl_text_plain_dup_text (TlTextPlain *self);

/** tl_text_plain_get_top: Returns: pixels from the upper edge of the view down to paragraph
 * @paragraph. */
int tl_text_plain_get_top (TlTextPlain *self, guint paragraph);

/** tl_text_plain_get_view: (transfer none): the view; line n of its buffer is paragraph n. */
GtkTextView *tl_text_plain_get_view (TlTextPlain *self);

/** tl_text_plain_let_go: who scrolls the view from outside says so: the place that was asked for
 * before is not looked after any more. */
void tl_text_plain_let_go (TlTextPlain *self);

/** tl_text_plain_is_shown: whether the text, as far as it was wanted, is in the view. */
gboolean tl_text_plain_is_shown (TlTextPlain *self);

/** tl_text_plain_is_complete: whether every paragraph is there and the place asked for was reached.
 */
gboolean tl_text_plain_is_complete (TlTextPlain *self);

G_END_DECLS
