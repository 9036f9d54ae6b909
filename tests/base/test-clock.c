/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "base/tl-clock.h"

static void
dates_are_checked_against_the_calendar (void)
{
  static const struct
  {
    const char *date;
    gboolean valid;
  } cases[] = {
    { "2026-11-22", TRUE },
    { "2024-02-29", TRUE },
    { "2023-02-29", FALSE },
    { "2025-13-01", FALSE },
    { "2025-00-10", FALSE },
    { "2025-1-1", FALSE },
    { "+025-01-01", FALSE },
    { "2025-01-01 ", FALSE },
    { "2025/01/01", FALSE },
    { "", FALSE },
    { NULL, FALSE },
    { "1899-12-31", FALSE },
    { "２０２５-01-01", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (tl_date_is_valid (cases[i].date), ==, cases[i].valid);
}

static void
dates_print_with_zeros_where_officials_put_them (void)
{
  static const char *const cases[][2] = {
    { "2025-07-01", "01/7/2025" },
    { "2025-02-05", "05/02/2025" },
    { "2026-11-22", "22/11/2026" },
    { "2017-01-01", "01/01/2017" },
    { "rubbish", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *printed = tl_date_format_vi (cases[i][0]);
      g_assert_cmpstr (printed, ==, cases[i][1]);
    }
}

static void
the_clock_can_be_set (void)
{
  g_autoptr (GDateTime) now = NULL;

  tl_clock_set_fake (86400);
  now = tl_clock_now ();
  g_assert_cmpint (g_date_time_to_unix (now), ==, 86400);
  tl_clock_set_fake (-1);
  g_clear_pointer (&now, g_date_time_unref);
  now = tl_clock_now ();
  g_assert_cmpint (g_date_time_to_unix (now), >, 1700000000);
}

int
main (int argc, char **argv)
{
  g_unsetenv ("SOURCE_DATE_EPOCH");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/clock/dates-are-checked-against-the-calendar",
                   dates_are_checked_against_the_calendar);
  g_test_add_func ("/base/clock/dates-print-with-zeros-where-officials-put-them",
                   dates_print_with_zeros_where_officials_put_them);
  g_test_add_func ("/base/clock/the-clock-can-be-set", the_clock_can_be_set);
  return g_test_run ();
}
