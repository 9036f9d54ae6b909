/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <stdint.h>
#include <string.h>

#include "text/tl-text.h"

/* Valid, in NFC, stable, and every offset leads back in order. */
int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (TlOffsetMap) map = NULL;
  g_autofree char *normal = tl_text_normalize ((const char *)data, (gssize)size, &map);
  g_autofree char *again = tl_text_normalize (normal, -1, NULL);
  g_autofree char *nfc = NULL;
  gsize length = strlen (normal);
  gsize last = 0;

  g_assert_true (g_utf8_validate (normal, -1, NULL));
  nfc = g_utf8_normalize (normal, -1, G_NORMALIZE_DEFAULT_COMPOSE);
  g_assert_cmpstr (nfc, ==, normal);
  g_assert_cmpstr (again, ==, normal);
  for (gsize i = 0; i <= length; i++)
    {
      gsize at = tl_offset_map_to_source (map, i);

      g_assert_cmpuint (at, >=, last);
      g_assert_cmpuint (at, <=, size);
      g_assert_cmpuint (tl_offset_map_from_source (map, at), <=, i);
      last = at;
    }
  return 0;
}
