/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "desk/tl-desk-usage.h"
#include "protocol/tl-grant.h"
#include "sync/tl-centre-policy.h"

G_BEGIN_DECLS

#define TL_TYPE_OUTBOX_SENDER (tl_outbox_sender_get_type ())
G_DECLARE_FINAL_TYPE (TlOutboxSender, tl_outbox_sender, TL, OUTBOX_SENDER, GObject)

/**
 * TlOutboxState:
 * @TL_OUTBOX_IDLE: nothing to do, or no round yet
 * @TL_OUTBOX_SENDING: a round is under way
 * @TL_OUTBOX_OFFLINE: the centre was not reached; tried again
 * @TL_OUTBOX_BUSY: the centre asked to come later
 * @TL_OUTBOX_QUIET: until the quiet hours end
 * @TL_OUTBOX_REFUSED: the centre does not let this workstation in: it was revoked or has expired
 * @TL_OUTBOX_UNTRUSTED: who answers is not the centre (certificate, or no answer of one)
 * @TL_OUTBOX_ELSEWHERE: another program sends from this desk
 * @TL_OUTBOX_FAILED: anything else, as with a full disk
 * @TL_OUTBOX_SIGNED_OUT: the sign-in has ended, and the judge has to sign in again
 *
 * Whatever it is: what was handed over is kept and goes on waiting.
 */
typedef enum
{
  TL_OUTBOX_IDLE,
  TL_OUTBOX_SENDING,
  TL_OUTBOX_OFFLINE,
  TL_OUTBOX_BUSY,
  TL_OUTBOX_QUIET,
  TL_OUTBOX_REFUSED,
  TL_OUTBOX_UNTRUSTED,
  TL_OUTBOX_ELSEWHERE,
  TL_OUTBOX_FAILED,
  TL_OUTBOX_SIGNED_OUT,
} TlOutboxState;

/**
 * TlOutboxSender:
 *
 * Brings what waits in the desk to the centre, in order and exactly once, and fetches what the
 * centre did with it. Rounds are made on a thread of their own: soon after something was handed
 * over, when the network comes back, and every quarter of an hour. After a failure it waits longer
 * each time, up to an hour, by a clock that nobody sets.
 *
 * All calls and signals on the thread that made it, which runs the main loop of the desk.
 * "changed": the state is another, or a round ended.
 */

/** tl_outbox_sender_new: @policy, @enrolment: (transfer full); @public_half:
 * (nullable): as tl_enrolment_from_file() gave it. */
TlOutboxSender *tl_outbox_sender_new (TlDesk *desk,
                                      TlCentrePolicy *policy,
                                      TlEnrolment *enrolment,
                                      const char *public_half);

/** tl_outbox_sender_set_grant: before the start: of a sign-in through a provider. What is renewed
 * is kept where tl_identity_keep() keeps it. */
void tl_outbox_sender_set_grant (TlOutboxSender *self, const TlGrant *grant);
/** tl_outbox_sender_get_expires: milliseconds since 1970: until when the sign-in holds. */
gint64 tl_outbox_sender_get_expires (TlOutboxSender *self);

void tl_outbox_sender_start (TlOutboxSender *self);
/** tl_outbox_sender_send_now: a round at once, whatever was waited for; quiet hours hold. */
void tl_outbox_sender_send_now (TlOutboxSender *self);
/** tl_outbox_sender_stop: no rounds any more; one under way is broken off and waited for (what it
 * had begun is sent again next time). Before the desk is closed. */
void tl_outbox_sender_stop (TlOutboxSender *self);

/** tl_outbox_sender_set_usage: whether numbers of use may go: the judge has seen them and, where
 * the policy asks (%TL_CENTRE_USAGE_ASK), agreed. Without it none are sent. */
void tl_outbox_sender_set_usage (TlOutboxSender *self, gboolean agreed);
/** tl_outbox_sender_set_release: serial of the release in force, for reports. */
void tl_outbox_sender_set_release (TlOutboxSender *self, gint64 serial);

/** tl_outbox_sender_dup_report: (transfer full): the report of @day as it is sent, byte for byte.
 */
char *tl_outbox_sender_dup_report (TlOutboxSender *self, const TlDeskUsageDay *day, GError **error);

TlOutboxState tl_outbox_sender_get_state (TlOutboxSender *self);
/** tl_outbox_sender_get_message: (nullable): what the last round failed with; never a text of the
 * judge, a token or a password. */
const char *tl_outbox_sender_get_message (TlOutboxSender *self);
/** tl_outbox_sender_get_last: milliseconds since 1970 of the last round that went well; 0: none. */
gint64 tl_outbox_sender_get_last (TlOutboxSender *self);
/** tl_outbox_sender_get_enrolment: (transfer none): who sends. */
const TlEnrolment *tl_outbox_sender_get_enrolment (TlOutboxSender *self);

/** tl_outbox_backoff: milliseconds to wait after @failures in a row: 15 s, doubled each time, an
 * hour at most, each taken down by up to a half by @random, so that workstations do not come back
 * together. */
gint64 tl_outbox_backoff (guint failures, guint32 random);

G_END_DECLS
