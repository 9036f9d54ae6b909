/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/desk/tl-desk-keeper.h"
#include "ui/feedback/tl-feedback-keeper.h"

G_BEGIN_DECLS

#define TL_TYPE_USAGE_KEEPER (tl_usage_keeper_get_type ())
G_DECLARE_FINAL_TYPE (TlUsageKeeper, tl_usage_keeper, TL, USAGE_KEEPER, GObject)

/**
 * TlUsageKeeper:
 *
 * What the screens tell of their use, counted by the rules of TlUsageWatch into the desk, and what
 * the judge said to sending the numbers. Main thread; nothing here waits.
 *
 * Signal "changed": what the judge said.
 */
TlUsageKeeper *tl_usage_keeper_new (TlDeskKeeper *desk, TlFeedbackKeeper *feedback);

/** tl_usage_keeper_set_settings: where the answer of the judge is kept (key "usage-consent");
 * without it nothing may be sent. */
void tl_usage_keeper_set_settings (TlUsageKeeper *self, GSettings *settings);

/* What happens on the screens: as the functions of TlUsageWatch. */
void tl_usage_keeper_answered (TlUsageKeeper *self,
                               const char *question,
                               gboolean good,
                               const char *const *docs);
void tl_usage_keeper_unanswered (TlUsageKeeper *self);
void tl_usage_keeper_set_answer_shown (TlUsageKeeper *self, gboolean shown);
void tl_usage_keeper_opened (TlUsageKeeper *self);
void tl_usage_keeper_set_front (TlUsageKeeper *self, const char *doc, const char *beside);
/** tl_usage_keeper_used: @doc: (nullable). */
void tl_usage_keeper_used (TlUsageKeeper *self, const char *doc);

/**
 * TlUsageConsent:
 * @TL_USAGE_UNSEEN: the judge has not seen the numbers
 * @TL_USAGE_SEEN: has seen them, and said nothing
 *
 * Values of the setting "usage-consent".
 */
typedef enum
{
  TL_USAGE_UNSEEN,
  TL_USAGE_SEEN,
  TL_USAGE_AGREED,
  TL_USAGE_DECLINED,
} TlUsageConsent;

TlUsageConsent tl_usage_keeper_get_consent (TlUsageKeeper *self);
/** tl_usage_keeper_set_consent: %TL_USAGE_SEEN takes no answer back. */
void tl_usage_keeper_set_consent (TlUsageKeeper *self, TlUsageConsent consent);

G_END_DECLS
