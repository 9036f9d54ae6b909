/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "import/tl-archive-file.h"

#include <archive.h>

int
tl_archive_file_open (struct archive *archive, const char *path, gsize block_size)
{
#ifdef G_OS_WIN32
  g_autofree wchar_t *wide = g_utf8_to_utf16 (path, -1, NULL, NULL, NULL);

  return wide != NULL ? archive_read_open_filename_w (archive, wide, block_size) : ARCHIVE_FATAL;
#else
  return archive_read_open_filename (archive, path, block_size);
#endif
}
