/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "desk/tl-desk-outbox.h"

G_BEGIN_DECLS

#define TL_TYPE_FEEDBACK_ROW (tl_feedback_row_get_type ())
G_DECLARE_FINAL_TYPE (TlFeedbackRow, tl_feedback_row, TL, FEEDBACK_ROW, GtkListBoxRow)

/**
 * TlFeedbackRow:
 *
 * One item of "Góp ý của tôi": its state in words, with a shape and a colour, what it is about,
 * and, unfolded, all of it with what the centre said. Signal "act" (string): "edit", "retry",
 * "withdraw", "dismiss", "open" (what changed), "about" (what it is about), "read" (unfolded for
 * the first time since there is news).
 */
/** tl_feedback_row_new: takes @item. */
GtkWidget *tl_feedback_row_new (TlDeskItem *item, gboolean unfolded);
const TlDeskItem *tl_feedback_row_get_item (TlFeedbackRow *self);
gboolean tl_feedback_row_is_unfolded (TlFeedbackRow *self);
void tl_feedback_row_set_unfolded (TlFeedbackRow *self, gboolean unfolded);

G_END_DECLS
