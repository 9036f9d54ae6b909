/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define TL_TYPE_CARD_TEXT (tl_card_text_get_type ())
G_DECLARE_FINAL_TYPE (TlCardText, tl_card_text, TL, CARD_TEXT, GtkWidget)

/**
 * TlCardText:
 *
 * A text on a card: at most so many lines, cut with an ellipsis. A screen reader finds a label.
 *
 * A #GtkLabel shapes its text up to five times before it is drawn, to learn how wide it would like
 * to be; on a list that changes with every key that is what a turn of the main loop is spent on.
 * This one shapes it when it is drawn, and before that only if a line has to say how wide it is, or
 * a text may be shorter than its lines.
 *
 * Properties: "lines" (uint); "line-height" (double), a factor, which GTK 4.8 keeps to itself when
 * it stands in a style sheet; "fill" (boolean): it takes the width it is given and asks for none,
 * as several lines always do.
 */

/** tl_card_text_set_text: shows @text as it is. */
void tl_card_text_set_text (TlCardText *self, const char *text);

/** tl_card_text_set_markup: shows @markup, of Pango. */
void tl_card_text_set_markup (TlCardText *self, const char *markup);

/** tl_card_text_get_text: (transfer none): without markup. */
const char *tl_card_text_get_text (TlCardText *self);

G_END_DECLS
