/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "desk/tl-desk-outbox.h"
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

G_END_DECLS
