/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "base/tl-paths-private.h"

static void
an_override_comes_before_the_environment_and_the_default (void)
{
  g_autofree char *default_path = NULL;
  g_autofree char *from_environment = NULL;
  g_autofree char *overridden = NULL;
  g_autofree char *two = g_canonicalize_filename ("/tmp/two", NULL);
  g_autofree char *three = g_canonicalize_filename ("/tmp/three", NULL);

  g_unsetenv ("TROLY_CACHE_DIR");
  default_path = tl_paths_dup (TL_PATH_CACHE);
  g_assert_true (g_str_has_suffix (default_path, "troly"));
  g_setenv ("TROLY_CACHE_DIR", "/tmp/one/../two", TRUE);
  from_environment = tl_paths_dup (TL_PATH_CACHE);
  g_assert_cmpstr (from_environment, ==, two);
  tl_paths_override (TL_PATH_CACHE, "/tmp/three");
  overridden = tl_paths_dup (TL_PATH_CACHE);
  g_assert_cmpstr (overridden, ==, three);
  tl_paths_override (TL_PATH_CACHE, NULL);
}

static void
every_kind_has_an_absolute_path (void)
{
  for (TlPathKind kind = TL_PATH_PROGRAMS; kind <= TL_PATH_CACHE; kind++)
    {
      g_autofree char *path = tl_paths_dup (kind);
      g_assert_true (g_path_is_absolute (path));
    }
}

static void
what_a_sandbox_has_elsewhere_is_found_there (void)
{
  static const struct
  {
    const char *path;
    const char *seen;
  } cases[] = {
    { "/etc/troly", "/app/host/policy" },
    { "/etc/troly/root.json", "/app/host/policy/root.json" },
    { "/etc/troly-other/root.json", "/etc/troly-other/root.json" },
    { "/srv/etc/troly/root.json", "/srv/etc/troly/root.json" },
    { "https://etc/troly", "https://etc/troly" },
    { "", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *seen = _tl_paths_move (cases[i].path, "/etc/troly", "/app/host/policy");

      g_assert_cmpstr (seen, ==, cases[i].seen);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/paths/an-override-comes-before-the-environment-and-the-default",
                   an_override_comes_before_the_environment_and_the_default);
  g_test_add_func ("/base/paths/every-kind-has-an-absolute-path", every_kind_has_an_absolute_path);
  g_test_add_func ("/base/paths/what-a-sandbox-has-elsewhere-is-found-there",
                   what_a_sandbox_has_elsewhere_is_found_there);
  return g_test_run ();
}
