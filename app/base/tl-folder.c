/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "base/tl-folder.h"

#include <glib/gstdio.h>

void
tl_folder_clear (const char *path)
{
  g_autoptr (GDir) dir = NULL;
  const char *name;

  if (!g_file_test (path, G_FILE_TEST_IS_SYMLINK))
    dir = g_dir_open (path, 0, NULL);
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      tl_folder_remove (child);
    }
}

void
tl_folder_remove (const char *path)
{
  tl_folder_clear (path);
  g_remove (path);
}
