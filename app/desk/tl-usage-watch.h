/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "protocol/tl-usage-report.h"

G_BEGIN_DECLS

/**
 * TlUsageWatch:
 *
 * When something that happens on the screens counts (docs/usage.md): the rules, without screens and
 * without a clock of its own. Times are milliseconds of a clock that only goes forward, and never
 * go back from one call to the next. Questions and documents are kept in memory alone, as digests,
 * and only as long as the rules need them. One thread.
 */
typedef struct _TlUsageWatch TlUsageWatch;

/** TlUsageCounted: one is added to @counter. */
typedef void (*TlUsageCounted) (TlUsageCounter counter, gpointer data);

/* How long results stand, and documents are in front, before they count; and how long the same
 * question adds nothing. */
#define TL_USAGE_STAND_MS  1000
#define TL_USAGE_READ_MS   10000
#define TL_USAGE_REPEAT_MS (5 * 60 * 1000)
/* Results of an answer that are known as such, at most. */
#define TL_USAGE_RESULTS 1000

TlUsageWatch *tl_usage_watch_new (TlUsageCounted counted, gpointer data);
void tl_usage_watch_free (TlUsageWatch *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlUsageWatch, tl_usage_watch_free)

/**
 * tl_usage_watch_answered:
 * @question: what was asked; space around it does not count
 * @good: whether there is a good answer
 * @docs: (nullable): ids of the documents of the results, ended by %NULL
 *
 * The answer to a question is there, or another one to the same question.
 */
void tl_usage_watch_answered (
    TlUsageWatch *self, gint64 now, const char *question, gboolean good, const char *const *docs);
/** tl_usage_watch_unanswered: the question was taken away or replaced, or failed. */
void tl_usage_watch_unanswered (TlUsageWatch *self, gint64 now);
/** tl_usage_watch_set_answer_shown: whether answers are on the screen; they are not at first. */
void tl_usage_watch_set_answer_shown (TlUsageWatch *self, gint64 now, gboolean shown);
/** tl_usage_watch_opened: a result of the answer on the screen was opened. */
void tl_usage_watch_opened (TlUsageWatch *self, gint64 now);

/** tl_usage_watch_set_front: @doc: (nullable): the document in front; with @beside, (nullable), the
 * two that stand side by side. %NULL as long as it is not there to be read. */
void tl_usage_watch_set_front (TlUsageWatch *self, gint64 now, const char *doc, const char *beside);

/** tl_usage_watch_used: a passage of @doc was copied, exported, highlighted, noted or compared. */
void tl_usage_watch_used (TlUsageWatch *self, gint64 now, const char *doc);

/**
 * tl_usage_watch_tick: counts what is due.
 *
 * Returns: milliseconds until something may be due again; -1: nothing is
 */
gint64 tl_usage_watch_tick (TlUsageWatch *self, gint64 now);

G_END_DECLS
