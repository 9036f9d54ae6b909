/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "desk/tl-desk-usage.h"

G_BEGIN_DECLS

/* The numbers of use as a table. */

/** TlUsageRow: @period: "2026-11" or "2026-11-23"; @sent: of how many of its days the centre has
 * the numbers; @days: of how many there are. */
typedef struct
{
  char period[TL_DATE_SIZE];
  gint64 counters[TL_USAGE_N];
  guint sent;
  guint days;
} TlUsageRow;

/** tl_usage_rows_new: (transfer full) (element-type TlUsageRow): @days (of #TlDeskUsageDay, newest
 * first) by months, or with @month ("2026-11"), (nullable), its days. Newest first. */
GArray *tl_usage_rows_new (GPtrArray *days, const char *month);

/** tl_usage_counter_title: (transfer none): in the language of the program. */
const char *tl_usage_counter_title (TlUsageCounter counter);
/** tl_usage_counter_meaning: (transfer none): when one is added. */
const char *tl_usage_counter_meaning (TlUsageCounter counter);

/** tl_usage_table_new: (transfer floating): a table of @rows. */
GtkWidget *tl_usage_table_new (GArray *rows);

G_END_DECLS
