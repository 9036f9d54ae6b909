/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "server/sql/tl-sql.h"

G_BEGIN_DECLS

/**
 * tl_usage_month_update:
 * @day: "YYYY-MM-DD"
 *
 * Sums the month of @day of one device anew into usage_months. Called in the transaction that
 * stores a day's report; reads at most a month of one device.
 */
gboolean tl_usage_month_update (TlSql *sql, const char *device, const char *day, GError **error);

G_END_DECLS
