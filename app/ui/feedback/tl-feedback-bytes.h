/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "ui/feedback/tl-feedback-draft.h"

G_BEGIN_DECLS

#define TL_TYPE_FEEDBACK_BYTES (tl_feedback_bytes_get_type ())
G_DECLARE_FINAL_TYPE (TlFeedbackBytes, tl_feedback_bytes, TL, FEEDBACK_BYTES, GtkWidget)

/**
 * TlFeedbackBytes:
 *
 * "Xem đúng những gì sẽ gửi": a button that unfolds the bytes of a draft, as they will be kept and
 * sent, to be read and copied. The draft is told whether they are looked at.
 */
GtkWidget *tl_feedback_bytes_new (TlFeedbackDraft *draft);

void tl_feedback_bytes_set_shown (TlFeedbackBytes *self, gboolean shown);
gboolean tl_feedback_bytes_get_shown (TlFeedbackBytes *self);
/** tl_feedback_bytes_dup_text: (transfer full): what is shown. */
char *tl_feedback_bytes_dup_text (TlFeedbackBytes *self);

G_END_DECLS
