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

#define TL_TEXT_N_COLOURS 5

/** TlTextColour: a highlight; @id answers to the pointer and is not 0. */
typedef struct
{
  TlTextSpan span;
  guint colour;
  guint id;
} TlTextColour;

/** tl_text_plain_set_marks: highlights, in place of those that were there. */
void tl_text_plain_set_marks (TlTextPlain *self, const TlTextColour *marks, guint n_marks);
/** tl_text_plain_get_mark_at: Returns: id of the highlight there, the last one of several; 0 for
 * none. */
guint tl_text_plain_get_mark_at (TlTextPlain *self, guint paragraph, guint character);
guint tl_text_plain_get_mark_at_cursor (TlTextPlain *self);
/** tl_text_plain_get_mark_at_point: a point of the widget; 0 while text is selected. */
guint tl_text_plain_get_mark_at_point (TlTextPlain *self, double x, double y);
/** tl_text_plain_select: selects @span, which is told at once. */
void tl_text_plain_select (TlTextPlain *self, const TlTextSpan *span);
/** tl_text_plain_unselect: the cursor stands where the selection began. */
void tl_text_plain_unselect (TlTextPlain *self);
/** tl_text_plain_get_area: where a character stands in the widget. */
GdkRectangle tl_text_plain_get_area (TlTextPlain *self, guint paragraph, guint character);

G_END_DECLS
