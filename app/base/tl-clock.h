/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** TL_DATE_SIZE: bytes that an ISO 8601 calendar date "YYYY-MM-DD" takes with its final NUL. */
#define TL_DATE_SIZE 11

/**
 * tl_clock_now:
 *
 * The wall clock in UTC. Every part of the program asks this function and no other, so that a test
 * (or the environment variable SOURCE_DATE_EPOCH, for builds that must come out the same bytes) can
 * set it. Callable from any thread.
 *
 * Returns: (transfer full): the time
 */
GDateTime *tl_clock_now (void);

/**
 * tl_clock_today:
 * @date: (out caller-allocates): #TL_DATE_SIZE bytes, filled with today's local date as
 * "YYYY-MM-DD"
 */
void tl_clock_today (char date[TL_DATE_SIZE]);

/**
 * tl_clock_set_fake:
 * @unix_seconds: the time to report from now on, or -1 for the real clock again
 *
 * For tests only.
 */
void tl_clock_set_fake (gint64 unix_seconds);

/**
 * tl_date_is_valid:
 * @date: (nullable): a string
 *
 * Returns: whether @date is a calendar date of the form "YYYY-MM-DD" (ISO 8601), years 1900 to 2199
 */
gboolean tl_date_is_valid (const char *date);

/**
 * tl_date_from_dmy:
 * @day: 1 to 31
 * @month: 1 to 12
 * @year: four digits
 * @date: (out caller-allocates): filled with "YYYY-MM-DD" when the date exists
 *
 * Returns: whether there is such a date
 */
gboolean tl_date_from_dmy (int day, int month, int year, char date[TL_DATE_SIZE]);

/**
 * tl_date_format_vi:
 * @date: (nullable): "YYYY-MM-DD"
 *
 * Returns: (transfer full): the date in the usual official form, "05/3/2024": a zero before days
 * and before the months 1 and 2 only; "" when @date is no date
 */
char *tl_date_format_vi (const char *date);

G_END_DECLS
