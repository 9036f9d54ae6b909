/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "base/tl-error.h"
#include "protocol/tl-usage-report.h"

static const char body[] = "{\"counters\":{\"active\":1,\"readings\":4,\"searches\":12},\"day\":"
                           "\"2026-03-02\",\"format\":"
                           "\"troly-usage-1\",\"program\":\"0.7\",\"release\":12,\"role\":"
                           "\"judge\",\"unit\":\"TAND-01\"}";
static const char with_person[]
    = "{\"counters\":{},\"day\":\"2026-03-02\",\"format\":\"troly-usage-1\",\"person\":"
      "\"5f0c3c0e-8a52-4a41-9d0e-2f1f4f1f7f10\",\"program\":\"0.7\",\"release\":0,\"role\":"
      "\"judge\","
      "\"unit\":\"TAND-01\"}";

static void
test_a_report_read_and_written_is_the_same_bytes (void)
{
  static const char *const bodies[] = { body, with_person };

  for (guint i = 0; i < G_N_ELEMENTS (bodies); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (TlUsageReport) report = tl_usage_report_from_body (bodies[i], -1, &error);
      g_autofree char *again = NULL;

      g_assert_no_error (error);
      again = tl_usage_report_to_body (report, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (again, ==, bodies[i]);
      g_assert_cmpint (report->counters[TL_USAGE_SEARCHES], ==, i == 0 ? 12 : 0);
      g_assert_cmpint (report->counters[TL_USAGE_COMPARISONS], ==, 0);
      g_assert_true ((report->person != NULL) == (i == 1));
    }
}

static void
test_what_is_no_report_is_refused (void)
{
  static const struct
  {
    const char *from;
    const char *to;
    int code;
  } refused[] = {
    { "\"searches\":12", "\"searches\":100001", TL_ERROR_LIMIT },
    { "\"searches\":12", "\"searches\":0", TL_ERROR_LIMIT },
    { "\"active\":1", "\"active\":2", TL_ERROR_LIMIT },
    { "\"searches\":12", "\"searches\":\"12\"", TL_ERROR_INPUT },
    { "\"searches\":12", "\"searches\":12,\"secrets\":1", TL_ERROR_UNSUPPORTED },
    { "\"unit\":", "\"title\":\"x\",\"unit\":", TL_ERROR_UNSUPPORTED },
    { "2026-03-02", "2026-03-32", TL_ERROR_INPUT },
    { "2026-03-02", "2026-03-02T01:00", TL_ERROR_INPUT },
    { "TAND-01", "TAND 01", TL_ERROR_INPUT },
    { "\"release\":12,", "", TL_ERROR_INPUT },
    { "{\"active\":1,\"readings\":4,\"searches\":12}", "[]", TL_ERROR_INPUT },
  };

  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      const char *place = strstr (body, refused[i].from);
      g_autoptr (GError) error = NULL;
      g_autofree char *changed = NULL;

      g_assert_nonnull (place);
      changed = g_strdup_printf ("%.*s%s%s", (int)(place - body), body, refused[i].to,
                                 place + strlen (refused[i].from));
      g_test_message ("%s", refused[i].to);
      g_assert_null (tl_usage_report_from_body (changed, -1, &error));
      g_assert_error (error, TL_ERROR, refused[i].code);
    }
}

static void
test_a_report_that_is_not_complete_has_no_body (void)
{
  g_autoptr (TlUsageReport) report = tl_usage_report_from_body (body, -1, NULL);
  g_autoptr (GError) error = NULL;

  report->counters[TL_USAGE_SEARCHES] = -1;
  g_assert_null (tl_usage_report_to_body (report, &error));
  g_assert_error (error, TL_ERROR, TL_ERROR_LIMIT);
  g_clear_error (&error);
  report->counters[TL_USAGE_SEARCHES] = TL_USAGE_MAX_VALUE;
  g_clear_pointer (&report->unit, g_free);
  g_assert_null (tl_usage_report_to_body (report, &error));
  g_assert_error (error, TL_ERROR, TL_ERROR_INPUT);
}

static void
test_counters_have_names (void)
{
  TlUsageCounter counter;

  for (guint i = 0; i < TL_USAGE_N; i++)
    {
      g_assert_true (
          tl_usage_counter_from_name (tl_usage_counter_name ((TlUsageCounter)i), &counter));
      g_assert_cmpuint (counter, ==, i);
    }
  g_assert_null (tl_usage_counter_name (TL_USAGE_N));
  g_assert_false (tl_usage_counter_from_name (NULL, &counter));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/usage-report/a report read and written is the same bytes",
                   test_a_report_read_and_written_is_the_same_bytes);
  g_test_add_func ("/usage-report/what is no report is refused", test_what_is_no_report_is_refused);
  g_test_add_func ("/usage-report/a report that is not complete has no body",
                   test_a_report_that_is_not_complete_has_no_body);
  g_test_add_func ("/usage-report/counters have names", test_counters_have_names);
  return g_test_run ();
}
