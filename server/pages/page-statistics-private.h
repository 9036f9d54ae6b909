/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "server/pages/tl-pages-private.h"
#include "server/pages/tl-table.h"
#include "server/stats/tl-statistics.h"

G_BEGIN_DECLS

/**
 * TlStatisticsView: what is asked for, within what the person may see.
 * @top: the highest unit that the person may see, %TL_UNIT_NONE: all
 * @scope: the unit that is looked at
 * @from, @to: months; @trend: numbers of the year up to @to
 */
typedef struct
{
  guint top;
  guint scope;
  char from[8];
  char to[8];
  TlStatistics *all; /* whose parts the others are */
  TlStatistics *period;
  TlStatistics *trend;
} TlStatisticsView;

void _tl_statistics_view_clear (TlStatisticsView *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TlStatisticsView, _tl_statistics_view_clear)

/** _tl_statistics_view_load: @unit: code, "" for the top. @allowed: %FALSE: there is no such unit
 * for this person. */
gboolean _tl_statistics_view_load (TlRequest *request,
                                   const char *unit,
                                   TlStatisticsView *self,
                                   gboolean *allowed,
                                   GError **error);
const char *_tl_statistics_view_name (const TlStatisticsView *self);
/** _tl_statistics_is_whole: whether the person sees all courts and looks at all of them. */
gboolean _tl_statistics_is_whole (const TlStatisticsView *self);

/** _tl_statistics_table: of rows by unit, month or role, which are taken. @links: units lead to
 * their own page. */
TlTable *_tl_statistics_table (const TlStatisticsView *self,
                               const char *name,
                               const char *first,
                               GPtrArray *rows,
                               gboolean links);

G_END_DECLS
