/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "desk/tl-desk-outbox.h"

G_BEGIN_DECLS

/* Words for what goes to the centre and comes back from it (docs/feedback.md), as pure functions:
 * tested without a display. */

/**
 * TlFeedbackAbout:
 * @title: of the document
 * @label: (nullable): of the place in it: "Điều 173"
 * @document: its id; @anchor: (nullable)
 * @version: (nullable): the date of the version that is read, YYYY-MM-DD
 * @quote: (nullable): words of it
 * @question: (nullable): what was asked when it came up
 * @serial: of the release; 0: none
 *
 * What a comment is about.
 */
typedef struct
{
  char *title;
  char *label;
  char *document;
  char *anchor;
  char *version;
  char *quote;
  char *question;
  gint64 serial;
} TlFeedbackAbout;

TlFeedbackAbout *tl_feedback_about_copy (const TlFeedbackAbout *self);
void tl_feedback_about_free (TlFeedbackAbout *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlFeedbackAbout, tl_feedback_about_free)

/** tl_feedback_about_to_item: (transfer full): a comment on it, whose question is left out, with
 * the quote shortened to what may be sent. */
TlItem *tl_feedback_about_to_item (const TlFeedbackAbout *self);

/** tl_feedback_about_name: (transfer full): one line for lists. */
char *tl_feedback_about_name (const TlFeedbackAbout *self);

/** tl_feedback_wish: (transfer none): what asks the editors to answer a question that the library
 * has no answer to. */
const char *tl_feedback_wish (void);

/** tl_feedback_verdict_mnemonic: (transfer none): "Đún_g": with a mnemonic. */
const char *tl_feedback_verdict_mnemonic (TlItemVerdict verdict);
/** tl_feedback_verdict_name: (transfer none): "Đúng". */
const char *tl_feedback_verdict_name (TlItemVerdict verdict);

/** tl_feedback_state_text: (transfer full): "Chờ gửi", "Đã áp dụng ở bản 12". */
char *tl_feedback_state_text (const TlDeskItem *item);
/** tl_feedback_state_icon: (transfer none): so that a state never rests on colour. */
const char *tl_feedback_state_icon (const TlDeskItem *item);
/** tl_feedback_state_style: (transfer none): CSS class. */
const char *tl_feedback_state_style (const TlDeskItem *item);
/** tl_feedback_state_name: (transfer none): of a change the centre told. */
const char *tl_feedback_state_name (TlItemState state);

/** tl_feedback_item_head: (transfer full): what it is in one line: verdict and place, or the
 * question of a contribution. */
char *tl_feedback_item_head (const TlDeskItem *item);

/** tl_feedback_failure: (transfer full) (nullable): what went wrong and what to do; %NULL when
 * nothing did. */
char *tl_feedback_failure (const TlDeskItem *item);

/** tl_feedback_reply: (transfer full) (nullable): last words of the centre for the judge. */
char *tl_feedback_reply (const TlDeskItem *item);

/** tl_feedback_time: (transfer full): "14:05 ngày 21/11/2026", in the time of this computer. */
char *tl_feedback_time (gint64 time);

/** tl_feedback_waiting: (transfer full) (nullable): "2 góp ý chờ gửi"; %NULL for none. */
char *tl_feedback_waiting (guint waiting);

/** tl_feedback_member_error: (transfer full): an error of tl_desk_prepare_item_finish() in words
 * for the person who writes. */
char *tl_feedback_member_error (const GError *error);

G_END_DECLS
