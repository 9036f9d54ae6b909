/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/feedback/tl-feedback-keeper.h"

G_BEGIN_DECLS

#define TL_TYPE_FEEDBACK_DRAFT (tl_feedback_draft_get_type ())
G_DECLARE_FINAL_TYPE (TlFeedbackDraft, tl_feedback_draft, TL, FEEDBACK_DRAFT, GObject)

/**
 * TlFeedbackDraft:
 *
 * What is written and not handed over yet, and the bytes it will be. The bytes that are shown are
 * those that are kept: what cannot be kept as it was shown is shown again. Main thread.
 *
 * Signals: "changed": tl_feedback_draft_get_body() or tl_feedback_draft_get_error() says something
 * else. "kept": it waits to be sent.
 */
TlFeedbackDraft *tl_feedback_draft_new (TlFeedbackKeeper *keeper);

/** tl_feedback_draft_set: @item: (nullable): is copied; @label: (nullable): for lists. */
void tl_feedback_draft_set (TlFeedbackDraft *self, const TlItem *item, const char *label);

/** tl_feedback_draft_set_shown: whether the judge looks at the bytes: then only these are kept. */
void tl_feedback_draft_set_shown (TlFeedbackDraft *self, gboolean shown);

/** tl_feedback_draft_get_body: (transfer none) (nullable): %NULL while it is not known, and for
 * what cannot be sent. */
const char *tl_feedback_draft_get_body (TlFeedbackDraft *self);
/** tl_feedback_draft_get_error: (transfer none) (nullable): in words for the judge. */
const char *tl_feedback_draft_get_error (TlFeedbackDraft *self);

/** tl_feedback_draft_send: hands it over as soon as its bytes are known; "kept" or "changed" with
 * an error follows. */
void tl_feedback_draft_send (TlFeedbackDraft *self);
gboolean tl_feedback_draft_is_sending (TlFeedbackDraft *self);

G_END_DECLS
