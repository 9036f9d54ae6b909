/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bytes of any kind as a frame and as a patch: what comes out is never larger than said, and only
 * what has the digest is left. */
#include "config.h"

#include <glib/gstdio.h>
#include <stdint.h>

#include "release/tl-delta.h"

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  static char *folder;
  static const char digest[]
      = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"; /* of nothing */
  g_autofree char *frame = NULL;
  g_autofree char *old = NULL;
  g_autofree char *out = NULL;
  guint64 said = 0;

  if (folder == NULL)
    folder = g_dir_make_tmp ("fuzz-delta-XXXXXX", NULL);
  frame = g_build_filename (folder, "frame", NULL);
  old = g_build_filename (folder, "old", NULL);
  out = g_build_filename (folder, "out", NULL);
  if (!g_file_set_contents_full (frame, (const char *)data, (gssize)size, G_FILE_SET_CONTENTS_NONE,
                                 0600, NULL)
      || !g_file_set_contents_full (old, "older bytes of the file", -1, G_FILE_SET_CONTENTS_NONE,
                                    0600, NULL))
    return 0;
  if (!tl_delta_frame_size (frame, &said, NULL) || said > 1000000)
    said = 1000;
  for (guint patch = 0; patch < 2; patch++)
    if (!tl_delta_unpack (frame, patch ? old : NULL, out, digest, said, NULL, NULL))
      g_assert_false (g_file_test (out, G_FILE_TEST_EXISTS));
  g_unlink (out);
  g_unlink (frame);
  g_unlink (old);
  return 0;
}
