/* SPDX-License-Identifier: GPL-3.0-or-later */
/* "library.json" and "state.json" of an installed library, with any bytes: read by what reads
 * libraries and by what installs. */
#include "config.h"

#include <glib/gstdio.h>
#include <stdint.h>
#include <stdlib.h>

#include "corpus/tl-library.h"
#include "release/tl-install.h"

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

static char *folder;
static char *pointer;
static char *state_file;

static void
remove_all (void)
{
  g_unlink (pointer);
  g_unlink (state_file);
  g_rmdir (folder);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_auto (TlInstallState) state = { 0 };
  g_autoptr (TlLibrary) library = NULL;

  if (folder == NULL)
    {
      folder = g_dir_make_tmp ("troly-fuzz-XXXXXX", NULL);
      pointer = g_build_filename (folder, "library.json", NULL);
      state_file = g_build_filename (folder, "state.json", NULL);
      atexit (remove_all);
    }
  g_file_set_contents (pointer, (const char *)data, (gssize)size, NULL);
  g_file_set_contents (state_file, (const char *)data, (gssize)size, NULL);
  library = tl_library_open (folder, NULL);
  if (library != NULL)
    {
      TlLibraryStats stats;
      tl_library_stats (library, &stats, NULL);
    }
  tl_install_read_state (folder, &state, NULL);
  return 0;
}
