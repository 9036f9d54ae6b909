/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "base/tl-paths-private.h"

/* As every administrator knows them, and as the policy names them. */
#define MACHINE_POLICY  "/etc/troly"
#define MACHINE_LIBRARY "/var/lib/troly"

char *
_tl_paths_default (TlPathKind kind)
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
      if (g_file_test (TL_LIBRARYDIR, G_FILE_TEST_IS_DIR))
        return g_strdup (TL_LIBRARYDIR);
      return g_build_filename (g_get_user_data_dir (), "troly", "library", NULL);
    case TL_PATH_DESK:
      return g_build_filename (g_get_user_data_dir (), "troly", "desk", NULL);
    case TL_PATH_CACHE:
      return g_build_filename (g_get_user_cache_dir (), "troly", NULL);
    case TL_PATH_POLICY:
      return g_strdup (TL_POLICYDIR);
    default:
      g_assert_not_reached ();
    }
}

char *
_tl_paths_seen (const char *path)
{
  g_autofree char *policy = NULL;

  /* An updater was given the folder itself, to write. */
  if (g_file_test (path, G_FILE_TEST_EXISTS))
    return g_strdup (path);
  policy = _tl_paths_move (path, MACHINE_POLICY, TL_POLICYDIR);
  return _tl_paths_move (policy, MACHINE_LIBRARY, TL_LIBRARYDIR);
}
