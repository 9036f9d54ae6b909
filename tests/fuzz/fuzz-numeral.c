/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <stdint.h>
#include <string.h>

#include "text/tl-numeral.h"

/* What is read lies inside of the text and below 10^18, and comes back from its words. */
int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  gint64 value = -1;
  gint64 again = -1;
  gsize consumed = 0;
  g_autofree char *words = NULL;

  if (!tl_numeral_parse ((const char *)data, (gssize)size, &value, &consumed))
    return 0;
  g_assert_cmpuint (consumed, >, 0);
  g_assert_cmpuint (consumed, <=, size);
  g_assert_cmpint (value, >=, 0);
  words = tl_numeral_format (value);
  g_assert_true (tl_numeral_parse (words, -1, &again, &consumed));
  g_assert_cmpint (again, ==, value);
  g_assert_cmpuint (consumed, ==, strlen (words));
  return 0;
}
