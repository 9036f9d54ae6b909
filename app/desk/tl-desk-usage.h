/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/tl-clock.h"
#include "desk/tl-desk.h"
#include "protocol/tl-usage-report.h"

G_BEGIN_DECLS

/* What is counted on this workstation (docs/usage.md): whole numbers a day of Việt Nam's time.
 * Changes are told by "changed" with %TL_DESK_CHANGED_USAGE. */

#define TL_DESK_USAGE_DAYS 400

/** TlDeskUsageDay: @sent: when the centre took these numbers, milliseconds since 1970; 0: it has
 * not, or they changed since. */
typedef struct
{
  char day[TL_DATE_SIZE];
  gint64 counters[TL_USAGE_N];
  gint64 sent;
} TlDeskUsageDay;

/** tl_desk_usage_today: @day: (out caller-allocates): the day that is counted now. */
void tl_desk_usage_today (char day[TL_DATE_SIZE]);

/** tl_desk_count_usage_async: adds one to today's @counter, and notes that the day was active. */
void tl_desk_count_usage_async (TlDesk *self,
                                TlUsageCounter counter,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
gboolean tl_desk_count_usage_finish (TlDesk *self, GAsyncResult *result, GError **error);

/** tl_desk_list_usage_async: newest day first. @limit: 0: all. @unsent: only days that are over and
 * that the centre has not, oldest first. */
void tl_desk_list_usage_async (TlDesk *self,
                               gboolean unsent,
                               guint limit,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
/** tl_desk_list_usage_finish: Returns: (transfer full) (element-type TlDeskUsageDay): each freed
 * with g_free(). */
GPtrArray *tl_desk_list_usage_finish (TlDesk *self, GAsyncResult *result, GError **error);

/** tl_desk_usage_day_to_report: (transfer full): @person: (nullable). */
TlUsageReport *tl_desk_usage_day_to_report (const TlDeskUsageDay *self,
                                            const char *unit,
                                            const char *role,
                                            const char *person,
                                            gint64 release,
                                            const char *program);

/** tl_desk_set_usage_sent_async: the centre has the numbers of @day; where they changed meanwhile
 * they count as not sent. */
void tl_desk_set_usage_sent_async (TlDesk *self,
                                   const TlDeskUsageDay *day,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
gboolean tl_desk_set_usage_sent_finish (TlDesk *self, GAsyncResult *result, GError **error);

/** tl_desk_forget_usage_async: all numbers of this workstation go, also from backups as history
 * does. */
void tl_desk_forget_usage_async (TlDesk *self,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
gboolean tl_desk_forget_usage_finish (TlDesk *self, GAsyncResult *result, GError **error);

G_END_DECLS
