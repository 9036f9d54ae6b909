/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "base/tl-paths.h"

#define N_KINDS         (TL_PATH_POLICY + 1)
#define MACHINE_LIBRARY "/var/lib/troly"
#define MACHINE_POLICY  "/etc/troly"

static char *overrides[N_KINDS];

static const char *const variables[N_KINDS] = {
  [TL_PATH_PROGRAMS] = "TROLY_PROGRAMS_DIR", [TL_PATH_MODULES] = "TROLY_MODULES_DIR",
  [TL_PATH_DATA] = "TROLY_DATA_DIR",         [TL_PATH_LOCALE] = "TROLY_LOCALE_DIR",
  [TL_PATH_LIBRARY] = "TROLY_LIBRARY_DIR",   [TL_PATH_DESK] = "TROLY_DESK_DIR",
  [TL_PATH_CACHE] = "TROLY_CACHE_DIR",       [TL_PATH_POLICY] = "TROLY_POLICY_DIR",
};

static char *
default_path (TlPathKind kind)
{
  switch (kind)
    {
    case TL_PATH_PROGRAMS:
      return g_strdup (TL_LIBEXECDIR);
    case TL_PATH_MODULES:
      return g_strdup (TL_MODULEDIR);
    case TL_PATH_DATA:
      return g_strdup (TL_PKGDATADIR);
    case TL_PATH_LOCALE:
      return g_strdup (TL_LOCALEDIR);
    case TL_PATH_LIBRARY:
      if (g_file_test (MACHINE_LIBRARY, G_FILE_TEST_IS_DIR))
        return g_strdup (MACHINE_LIBRARY);
      return g_build_filename (g_get_user_data_dir (), "troly", "library", NULL);
    case TL_PATH_DESK:
      return g_build_filename (g_get_user_data_dir (), "troly", "desk", NULL);
    case TL_PATH_CACHE:
      return g_build_filename (g_get_user_cache_dir (), "troly", NULL);
    case TL_PATH_POLICY:
      return g_strdup (MACHINE_POLICY);
    default:
      g_assert_not_reached ();
    }
}

char *
tl_paths_dup (TlPathKind kind)
{
  const char *value;

  g_return_val_if_fail ((guint)kind < N_KINDS, NULL);

  if (overrides[kind] != NULL)
    return g_strdup (overrides[kind]);
  value = g_getenv (variables[kind]);
  if (value != NULL && *value != '\0')
    return g_canonicalize_filename (value, NULL);
  return default_path (kind);
}

void
tl_paths_override (TlPathKind kind, const char *path)
{
  g_return_if_fail ((guint)kind < N_KINDS);

  g_free (overrides[kind]);
  overrides[kind] = path != NULL ? g_canonicalize_filename (path, NULL) : NULL;
}
