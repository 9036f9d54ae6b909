/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <stdint.h>
#include <string.h>

#include "text/tl-legacy.h"

/* Detecting, converting and repairing any text gives text. */
int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  static const TlLegacyEncoding encodings[] = { TL_LEGACY_NONE, TL_LEGACY_TCVN3, TL_LEGACY_VNI };
  g_autofree char *valid = g_utf8_make_valid ((const char *)data, (gssize)size);
  g_autofree char *repaired = tl_legacy_repair (valid, -1);
  g_autofree char *from_bytes = tl_legacy_repair ((const char *)data, (gssize)size);

  g_assert_true (g_utf8_validate (repaired, -1, NULL));
  g_assert_nonnull (from_bytes);
  tl_legacy_detect ((const char *)data, (gssize)size);
  for (guint i = 0; i < G_N_ELEMENTS (encodings); i++)
    {
      g_autofree char *converted
          = tl_legacy_convert ((const char *)data, (gssize)size, encodings[i]);

      g_assert_true (g_utf8_validate (converted, -1, NULL));
    }
  return 0;
}
