/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "base/tl-paths-private.h"

#include <shlobj.h>
#include <windows.h>

/* Where all users of the PC read and administrators write. */
static char *
machine_folder (const char *name)
{
  PWSTR wide = NULL;
  g_autofree char *folder = NULL;
  char *path = NULL;

  if (SHGetKnownFolderPath (&FOLDERID_ProgramData, 0, NULL, &wide) == S_OK)
    folder = g_utf16_to_utf8 (wide, -1, NULL, NULL, NULL);
  CoTaskMemFree (wide);
  if (folder != NULL)
    path = g_build_filename (folder, "TroLy", name, NULL);
  return path;
}

/* Beside the program, wherever it was put. */
static char *
installed (const char *folder, const char *name)
{
  g_autofree char *root = g_win32_get_package_installation_directory_of_module (NULL);

  return g_build_filename (root, folder, name, NULL);
}

char *
_tl_paths_default (TlPathKind kind)
{
  g_autofree char *machine = NULL;

  switch (kind)
    {
    case TL_PATH_PROGRAMS:
      return installed ("bin", NULL);
    case TL_PATH_MODULES:
      return installed ("lib", "troly");
    case TL_PATH_DATA:
      return installed ("share", "troly");
    case TL_PATH_LOCALE:
      return installed ("share", "locale");
    case TL_PATH_LIBRARY:
      machine = machine_folder ("library");
      if (machine != NULL && g_file_test (machine, G_FILE_TEST_IS_DIR))
        return g_steal_pointer (&machine);
      return g_build_filename (g_get_user_data_dir (), "troly", "library", NULL);
    case TL_PATH_DESK:
      return g_build_filename (g_get_user_data_dir (), "troly", "desk", NULL);
    case TL_PATH_CACHE:
      return g_build_filename (g_get_user_cache_dir (), "troly", NULL);
    case TL_PATH_POLICY:
      return installed ("etc", "troly");
    default:
      g_assert_not_reached ();
    }
}

char *
_tl_paths_seen (const char *path)
{
  return g_strdup (path);
}
