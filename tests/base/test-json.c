/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "base/tl-error.h"
#include "base/tl-json.h"
#include "base/tl-limits.h"

static void
an_object_round_trips_on_one_line (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) object = tl_json_parse ("{\"q\":\"điều\\n1\",\"n\":null}", -1, &error);
  g_autofree char *line = NULL;

  g_assert_no_error (error);
  g_assert_cmpstr (tl_json_get_string (object, "q"), ==, "điều\n1");
  g_assert_null (tl_json_get_string (object, "n"));
  g_assert_null (tl_json_get_string (object, "absent"));
  line = tl_json_to_line (object);
  g_assert_null (strchr (line, '\n'));
  g_assert_nonnull (strstr (line, "điều\\n1"));
}

static void
what_is_not_one_object_is_an_error (void)
{
  static const char *const cases[] = { "", "[1]", "1", "{", "{\"a\":}", "{}{}", "\"x\"", "\xff{}" };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_assert_null (tl_json_parse (cases[i], -1, &error));
      g_assert_nonnull (error);
    }
}

static void
deep_and_large_input_meets_a_limit (void)
{
  g_autoptr (GString) deep = g_string_new ("{\"a\":");
  g_autofree char *large = g_malloc (TL_LIMIT_JSON_LINE + 2);
  g_autoptr (GError) error = NULL;

  for (int i = 0; i < 100000; i++)
    g_string_append_c (deep, '[');
  g_assert_null (tl_json_parse (deep->str, -1, &error));
  g_assert_error (error, TL_ERROR, TL_ERROR_LIMIT);
  g_clear_error (&error);
  memset (large, ' ', TL_LIMIT_JSON_LINE + 2);
  g_assert_null (tl_json_parse (large, TL_LIMIT_JSON_LINE + 2, &error));
  g_assert_error (error, TL_ERROR, TL_ERROR_LIMIT);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/json/an-object-round-trips-on-one-line",
                   an_object_round_trips_on_one_line);
  g_test_add_func ("/base/json/what-is-not-one-object-is-an-error",
                   what_is_not_one_object_is_an_error);
  g_test_add_func ("/base/json/deep-and-large-input-meets-a-limit",
                   deep_and_large_input_meets_a_limit);
  return g_test_run ();
}
