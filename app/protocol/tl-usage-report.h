/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** TlUsageCounter: what each means is in docs/usage.md. */
typedef enum
{
  TL_USAGE_SEARCHES,
  TL_USAGE_NO_ANSWER,
  TL_USAGE_READINGS,
  TL_USAGE_ANSWERS_USED,
  TL_USAGE_COMPARISONS,
  TL_USAGE_FEEDBACK,
  TL_USAGE_CONTRIBUTIONS,
  TL_USAGE_ACTIVE,
  TL_USAGE_N,
} TlUsageCounter;

#define TL_USAGE_MAX_VALUE 100000

/** TlUsageReport: one day of one device; @day: YYYY-MM-DD; @person: (nullable): only where policy
 * says so. */
typedef struct
{
  char *day;
  char *unit;
  char *role;
  char *person;
  gint64 counters[TL_USAGE_N];
  gint64 release;
  char *program;
} TlUsageReport;

const char *tl_usage_counter_name (TlUsageCounter counter);
gboolean tl_usage_counter_from_name (const char *name, TlUsageCounter *counter);
void tl_usage_report_free (TlUsageReport *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlUsageReport, tl_usage_report_free)
/** tl_usage_report_to_body: (transfer full): canonical JSON; a counter that is 0 is left out. */
char *tl_usage_report_to_body (const TlUsageReport *self, GError **error);
/** tl_usage_report_from_body: reads what tl_usage_report_to_body() writes and nothing else; errors
 * as tl_item_from_body(). */
TlUsageReport *tl_usage_report_from_body (const char *body, gssize length, GError **error);

G_END_DECLS
