/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "server/stats/tl-statistics.h"

G_BEGIN_DECLS

#define TL_STATISTICS_N_ROLES 3 /* beside judges */

/**
 * TlStatisticsSlice: one month of units, or of roles.
 * @persons: for each unit who reported (guint32, ascending)
 * @counts: for each unit, whether there are people
 * @cells: as tl_cells_of_month() gives them
 */
typedef struct
{
  GArray **persons;
  gint64 (*values)[TL_STATISTIC_N];
  gboolean *counts;
  guint *cells;
} TlStatisticsSlice;

typedef struct
{
  char name[8];
  gint64 begin;
  gint64 end;
  gboolean finished;
  TlStatisticsSlice judges; /* by unit */
  TlStatisticsSlice others; /* by role */
} TlStatisticsMonth;

struct _TlStatistics
{
  gboolean is_part; /* what follows, groups apart, belongs to another */
  TlUnits *units;
  TlUnits *roles;    /* a tree of one parent and a leaf for each role */
  GPtrArray *months; /* TlStatisticsMonth */
  guint *groups;     /* of units, over the months that are over */
  guint *role_groups;
  GHashTable *person_numbers; /* char*: number from 1 */
};

/** _tl_statistics_read_month, _tl_statistics_read_enrolled: what is stored of one month, of all. */
gboolean _tl_statistics_read_month (TlStatistics *self,
                                    TlSql *sql,
                                    TlStatisticsMonth *month,
                                    GError **error);
gboolean _tl_statistics_read_enrolled (TlStatistics *self, TlSql *sql, gint64 now, GError **error);
/** _tl_statistics_divide_month: into cells, when everything of it is read. */
void _tl_statistics_divide_month (TlStatistics *self, TlStatisticsMonth *month);
void _tl_statistics_month_free (gpointer month);
TlStatisticsMonth *_tl_statistics_month_new (TlStatistics *self, const char *name, gint64 now);

G_END_DECLS
