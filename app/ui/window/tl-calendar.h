/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * tl_calendar_localise:
 * @calendar: a calendar
 *
 * Makes a calendar speak the language of the program. GTK takes the names of months and days from
 * the locale of the session, which on many machines is not Vietnamese, or not even installed; so
 * its heading is hidden, and the days of the week are named anew.
 *
 * Returns: (transfer floating): a heading of our own to put above it: the month and the year, each
 *   between buttons for the one before and the one after
 */
GtkWidget *tl_calendar_localise (GtkCalendar *calendar);

G_END_DECLS
