/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "server/pages/tl-html.h"

G_BEGIN_DECLS

/** TlChartBar: @value: in tenths, so that a share can have one place behind the comma; @rest: the
 * bar of what was put together. */
typedef struct
{
  const char *label;
  gint64 value;
  gboolean rest;
} TlChartBar;

/**
 * tl_chart_write:
 * @title: for people and for screen readers
 * @unit: (nullable): behind the values: "%"
 * @goal: a line, in tenths, 0: none
 * @bars: (element-type TlChartBar)
 *
 * Horizontal bars as SVG inside the page, without script or style of its own. The table with the
 * same numbers stands beside it.
 */
void tl_chart_write (TlHtml *html, const char *title, const char *unit, gint64 goal, GArray *bars);

G_END_DECLS
