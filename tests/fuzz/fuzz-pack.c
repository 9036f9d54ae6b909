/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A list of originals as it comes from a source. */
#include "config.h"

#include <stdint.h>
#include <string.h>

#include "release/tl-manifest.h"

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GPtrArray) pack = tl_pack_parse (data, size, NULL);
  g_autoptr (GPtrArray) again = NULL;
  g_autofree char *json = NULL;

  if (pack == NULL)
    return 0;
  json = tl_pack_to_json (pack, NULL);
  g_assert_nonnull (json);
  again = tl_pack_parse (json, strlen (json), NULL);
  g_assert_nonnull (again);
  g_assert_cmpuint (again->len, ==, pack->len);
  return 0;
}
