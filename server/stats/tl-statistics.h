/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "server/stats/tl-units.h"

G_BEGIN_DECLS

/* The numbers of docs/usage.md by court, month and role, so that nothing can be said of fewer than
 * %TL_CELLS_SMALLEST persons (docs/statistics.md). */

#define TL_STATISTICS_MAX_MONTHS 36

/** TlStatistic: what is counted. */
typedef enum
{
  TL_STATISTIC_SEARCHES,
  TL_STATISTIC_NO_ANSWER,
  TL_STATISTIC_READINGS,
  TL_STATISTIC_ANSWERS_USED,
  TL_STATISTIC_COMPARISONS,
  TL_STATISTIC_FEEDBACK,
  TL_STATISTIC_CONTRIBUTIONS,
  TL_STATISTIC_ACTIVE,   /* devices active on a day of the month, summed over months */
  TL_STATISTIC_ENROLLED, /* devices enrolled and not revoked, summed over months */
  TL_STATISTIC_RECEIVED, /* items that arrived */
  TL_STATISTIC_ANSWERED, /* of those: accepted, applied, rejected or merged */
  TL_STATISTIC_HOURS,    /* of the answered: from arrival to the last change, summed */
  TL_STATISTIC_N,
} TlStatistic;

/** TlStatisticInfo: words for people; @code: of columns in CSV. */
typedef struct
{
  const char *code;
  const char *name;
  const char *meaning;
} TlStatisticInfo;
extern const TlStatisticInfo tl_statistic_infos[TL_STATISTIC_N];

/**
 * TlStatisticsRow:
 * @label: unit, month or role
 * @code: (nullable): of the unit, when the row is one and what stands below it
 * @units: how many units with people are in it; 0 in rows that are no units
 * @shown: %FALSE: there are too few persons; the values are 0 and mean nothing
 * @total: the last row, the sum of the others
 */
typedef struct
{
  char *label;
  char *code;
  guint units;
  gboolean shown;
  gboolean total;
  gint64 values[TL_STATISTIC_N];
} TlStatisticsRow;

void tl_statistics_row_free (TlStatisticsRow *row);

/** TlStatistics: what is known of some months in a row. */
typedef struct _TlStatistics TlStatistics;

/**
 * tl_statistics_load:
 * @from, @to: "YYYY-MM", the first and the last month; at most %TL_STATISTICS_MAX_MONTHS
 * @now: a month that is not over at this time is shown for all courts together only
 */
TlStatistics *tl_statistics_load (
    TlSql *sql, const char *from, const char *to, gint64 now, GError **error);
/** tl_statistics_part: the months of @whole from @from to @to, which must outlive it. */
TlStatistics *tl_statistics_part (TlStatistics *whole, const char *from, const char *to);
void tl_statistics_free (TlStatistics *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlStatistics, tl_statistics_free)
const TlUnits *tl_statistics_get_units (TlStatistics *self);

/* Rows of judges. @scope: index of a unit: only what lies wholly in it; %TL_UNIT_NONE: all. The
 * last row is the total. (element-type TlStatisticsRow) */
/** tl_statistics_by_unit: the units right below @scope, each with what is below it, and what is
 * left of @scope itself. */
GPtrArray *tl_statistics_by_unit (TlStatistics *self, guint scope);
GPtrArray *tl_statistics_by_month (TlStatistics *self, guint scope);
/** tl_statistics_by_role: all courts; roles with too few persons are one row together or, when they
 * still are too few, none. */
GPtrArray *tl_statistics_by_role (TlStatistics *self);

/** tl_statistics_is_month: whether @month is "YYYY-MM". */
gboolean tl_statistics_is_month (const char *month);
/** tl_statistics_month: @back months before the one of @now in Việt Nam. */
void tl_statistics_month (gint64 now, guint back, char month[8]);

G_END_DECLS
