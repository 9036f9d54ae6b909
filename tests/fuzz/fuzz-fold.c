/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <stdint.h>
#include <string.h>

#include "text/tl-text.h"

/* Every level is valid, stable and mapped. */
int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  static const TlFoldLevel levels[] = { TL_FOLD_EXACT, TL_FOLD_CASE, TL_FOLD_PLAIN };

  for (guint k = 0; k < G_N_ELEMENTS (levels); k++)
    {
      g_autoptr (TlOffsetMap) map = NULL;
      g_autofree char *folded = tl_text_fold ((const char *)data, (gssize)size, levels[k], &map);
      g_autofree char *again = tl_text_fold (folded, -1, levels[k], NULL);
      gsize length = strlen (folded);
      gsize last = 0;

      g_assert_true (g_utf8_validate (folded, -1, NULL));
      g_assert_cmpstr (again, ==, folded);
      g_assert_false (levels[k] == TL_FOLD_PLAIN && tl_text_has_marks (folded));
      for (gsize i = 0; i <= length; i++)
        {
          gsize at = tl_offset_map_to_source (map, i);

          g_assert_cmpuint (at, >=, last);
          g_assert_cmpuint (at, <=, size);
          last = at;
        }
    }
  return 0;
}
