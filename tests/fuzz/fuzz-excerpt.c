/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <stdint.h>
#include <string.h>

#include "text/tl-excerpt.h"

/* The first line is the question, the rest the text; the first byte the length. */
int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autofree char *copy = g_strndup ((const char *)data, size);
  g_auto (GStrv) parts = g_strsplit (copy, "\n", 2);
  guint max = size > 0 ? data[0] : 0;
  g_auto (GStrv) keys = NULL;
  g_autoptr (TlExcerpt) excerpt = NULL;
  guint last = 0;

  if (g_strv_length (parts) < 2)
    return 0;
  keys = g_strsplit (parts[0], " ", -1);
  excerpt = tl_excerpt_new (parts[1], (const char *const *)keys, size % 2 == 0, max);
  g_assert_true (g_utf8_validate (excerpt->text, -1, NULL));
  g_assert_cmpint (g_utf8_strlen (excerpt->text, -1), <=, max);
  for (guint i = 0; i < excerpt->highlights->len; i++)
    {
      const TlSpan *span = &g_array_index (excerpt->highlights, TlSpan, i);

      g_assert_cmpuint (span->from, >=, last);
      g_assert_cmpuint (span->to, >, span->from);
      g_assert_cmpuint (span->to, <=, max);
      last = span->to;
    }
  return 0;
}
