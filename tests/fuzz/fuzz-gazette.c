/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <stdint.h>
#include <string.h>

#include "text/tl-gazette.h"

static void
drop_spaces (char *text)
{
  char *out = text;

  for (; *text != '\0'; text++)
    {
      if (*text != ' ' && *text != '\t')
        *out++ = *text;
    }
  *out = '\0';
}

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

/* A repaired line has the same characters in the same order, and no more spaces. */
int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autofree char *line = g_strndup ((const char *)data, size);
  g_autofree char *valid = g_utf8_make_valid (line, -1);
  g_autofree char *repaired = tl_gazette_repair_line (line);

  tl_gazette_is_running_head (line);
  g_assert_true (g_utf8_validate (repaired, -1, NULL));
  g_assert_cmpuint (strlen (repaired), <=, strlen (valid));
  drop_spaces (repaired);
  drop_spaces (valid);
  g_assert_cmpstr (repaired, ==, valid);
  return 0;
}
