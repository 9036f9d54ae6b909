/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "desk/tl-desk-outbox.h"
#include "sync/tl-identity.h"
#include "sync/tl-outbox-sender.h"
#include "sync/tl-sign-in.h"
#include "ui/desk/tl-desk-keeper.h"

G_BEGIN_DECLS

#define TL_TYPE_FEEDBACK_KEEPER (tl_feedback_keeper_get_type ())
G_DECLARE_FINAL_TYPE (TlFeedbackKeeper, tl_feedback_keeper, TL, FEEDBACK_KEEPER, GObject)

/**
 * TlFeedbackKeeper:
 *
 * What the screens know of the way to the centre: how many items wait, failed, or have news. Main
 * thread; the desk is asked off it.
 *
 * Signal "changed": something that the functions tell. Signal "items": the list of items is another
 * one.
 */
TlFeedbackKeeper *tl_feedback_keeper_new (TlDeskKeeper *desk);

/** tl_feedback_keeper_get_desk: (transfer none) (nullable): %NULL until it is open, and where it
 * cannot be opened: then nothing can be handed over. */
TlDesk *tl_feedback_keeper_get_desk (TlFeedbackKeeper *self);

/** tl_feedback_keeper_get_counts: (transfer none): zeros until they are known. */
const TlDeskItemCounts *tl_feedback_keeper_get_counts (TlFeedbackKeeper *self);

/** tl_feedback_keeper_dup_note: (transfer full): what happens to what is sent now, in a sentence:
 * "Sẽ gửi khi có mạng". */
char *tl_feedback_keeper_dup_note (TlFeedbackKeeper *self);

/** tl_feedback_keeper_start: looks for who this workstation sends as, and sends; once. Without it
 * nothing is sent, as in tests. */
void tl_feedback_keeper_start (TlFeedbackKeeper *self);
/** tl_feedback_keeper_stop: before the desk is closed. */
void tl_feedback_keeper_stop (TlFeedbackKeeper *self);

/** tl_feedback_keeper_get_policy: (transfer none) (nullable): %NULL until it was read. */
const TlCentrePolicy *tl_feedback_keeper_get_policy (TlFeedbackKeeper *self);
/** tl_feedback_keeper_get_enrolment: (transfer none) (nullable): who sends. */
const TlEnrolment *tl_feedback_keeper_get_enrolment (TlFeedbackKeeper *self);
/** tl_feedback_keeper_is_in_file: whether the enrolment is kept in a file. */
gboolean tl_feedback_keeper_is_in_file (TlFeedbackKeeper *self);
/** tl_feedback_keeper_get_sender: (transfer none) (nullable). */
TlOutboxSender *tl_feedback_keeper_get_sender (TlFeedbackKeeper *self);
/** tl_feedback_keeper_get_error: (transfer none) (nullable): why the enrolment could not be read,
 * taken in or given up. */
const char *tl_feedback_keeper_get_error (TlFeedbackKeeper *self);

/** tl_feedback_keeper_set_usage: @seen: the judge has seen the numbers of use; @agreed: and agreed
 * that they are sent. The policy decides which of the two is enough. */
void tl_feedback_keeper_set_usage (TlFeedbackKeeper *self, gboolean seen, gboolean agreed);
/** tl_feedback_keeper_set_release: serial of the release in force, for reports. */
void tl_feedback_keeper_set_release (TlFeedbackKeeper *self, gint64 serial);

/** tl_feedback_keeper_take: takes in the enrolment file at @path; "changed" follows. */
void tl_feedback_keeper_take (TlFeedbackKeeper *self, const char *path);
/** tl_feedback_keeper_look_for_account: asks the centre that policy or the enrolment names whether
 * it signs in with accounts of the court; "changed" follows where it does. */
void tl_feedback_keeper_look_for_account (TlFeedbackKeeper *self);
/** tl_feedback_keeper_offers_account: whether it does, as far as is known. */
gboolean tl_feedback_keeper_offers_account (TlFeedbackKeeper *self);
/** tl_feedback_keeper_sign_in: through the browser that @launch opens; "changed" follows when it
 * begins and when it ends. */
void tl_feedback_keeper_sign_in (TlFeedbackKeeper *self, TlSignInLaunch launch, gpointer data);
/** tl_feedback_keeper_cancel_sign_in: @why: (nullable): what the judge is told of it. */
void tl_feedback_keeper_cancel_sign_in (TlFeedbackKeeper *self, const char *why);
gboolean tl_feedback_keeper_is_signing_in (TlFeedbackKeeper *self);

/** tl_feedback_keeper_sign_out: the enrolment is forgotten here, and a sign-in with an account of
 * the court is given back to the provider; what waits goes on waiting. */
void tl_feedback_keeper_sign_out (TlFeedbackKeeper *self);

G_END_DECLS
