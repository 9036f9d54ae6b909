/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "ui/feedback/tl-feedback-bytes.h"
#include "ui/feedback/tl-feedback-words.h"

G_BEGIN_DECLS

#define TL_TYPE_FEEDBACK_SHEET (tl_feedback_sheet_get_type ())
G_DECLARE_FINAL_TYPE (TlFeedbackSheet, tl_feedback_sheet, TL, FEEDBACK_SHEET, GtkWidget)

/**
 * TlFeedbackSheet:
 *
 * The sheet at the right on which a comment is written: what it is about, one of five choices, a
 * text, and the bytes that will be sent. What was written stays while the sheet is closed, until
 * another thing is commented on.
 *
 * Signals: "close"; "kept" (boolean edited): it waits to be sent.
 */
GtkWidget *tl_feedback_sheet_new (TlFeedbackKeeper *keeper);

/** tl_feedback_sheet_comment: a new comment. */
void tl_feedback_sheet_comment (TlFeedbackSheet *self, const TlFeedbackAbout *about);
/** tl_feedback_sheet_ask: the same, filled in so that it asks the editors to answer the question:
 * the judge has only to send it. What was written there stays. */
void tl_feedback_sheet_ask (TlFeedbackSheet *self, const TlFeedbackAbout *about);
/** tl_feedback_sheet_edit: a comment that waits or failed. */
void tl_feedback_sheet_edit (TlFeedbackSheet *self, const TlDeskItem *item);

/** tl_feedback_sheet_choose: as if the judge had chosen @verdict. */
void tl_feedback_sheet_choose (TlFeedbackSheet *self, TlItemVerdict verdict);
GtkTextBuffer *tl_feedback_sheet_get_buffer (TlFeedbackSheet *self);
TlFeedbackBytes *tl_feedback_sheet_get_bytes (TlFeedbackSheet *self);
TlFeedbackDraft *tl_feedback_sheet_get_draft (TlFeedbackSheet *self);
GtkCheckButton *tl_feedback_sheet_get_with_question (TlFeedbackSheet *self);
/** tl_feedback_sheet_get_error: (transfer none): what is said beside the text; "" for nothing. */
const char *tl_feedback_sheet_get_error (TlFeedbackSheet *self);
void tl_feedback_sheet_send (TlFeedbackSheet *self);

G_END_DECLS
