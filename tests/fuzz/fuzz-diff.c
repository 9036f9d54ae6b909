/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <stdint.h>
#include <string.h>

#include "compare/tl-diff.h"

/* Everything before the first 0xff is the left text, the rest the right one. */
int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  const char *left = (const char *)data;
  const char *end = size > 0 ? memchr (data, 0xff, size) : NULL;
  gsize n = end != NULL ? (gsize)(end - left) : size / 2;
  const char *right = left + n;
  gsize m = size - n;
  g_autoptr (GArray) runs = tl_diff_texts (left, (gssize)n, right, (gssize)m, NULL, NULL);
  gsize length;
  g_autofree char *applied = tl_diff_apply (runs, left, right, &length);

  g_assert_cmpmem (applied, length, right, m);
  return 0;
}
