/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A manifest as it comes from a source: what is taken can be written again and is then the same. */
#include "config.h"

#include <stdint.h>
#include <string.h>

#include "release/tl-manifest.h"

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (TlManifest) manifest = tl_manifest_parse (data, size, NULL);
  g_autoptr (TlManifest) again = NULL;
  g_autofree char *json = NULL;

  if (manifest == NULL)
    return 0;
  json = tl_manifest_to_json (manifest, NULL);
  g_assert_nonnull (json);
  again = tl_manifest_parse (json, strlen (json), NULL);
  g_assert_nonnull (again);
  g_assert_cmpuint (again->files->len, ==, manifest->files->len);
  for (guint i = 0; i < manifest->files->len; i++)
    {
      const TlReleaseFile *file = g_ptr_array_index (manifest->files, i);

      g_assert_null (strchr (file->name, '/'));
      g_assert_null (strstr (file->name, ".."));
    }
  return 0;
}
