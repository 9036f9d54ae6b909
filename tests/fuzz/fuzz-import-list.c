/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <stdint.h>
#include <string.h>

#include "server/pages/tl-lines.h"

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

/* A list that an administrator pastes: every field is one line of valid text within its bound. */
int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autofree char *text = g_strndup ((const char *)data, size);
  g_autoptr (GPtrArray) faults = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) lines = tl_lines_parse (text, faults);

  g_assert_cmpuint (lines->len, <=, TL_LINES_MAX);
  for (guint i = 0; i < lines->len; i++)
    {
      const TlLine *line = lines->pdata[i];
      GHashTableIter iter;
      gpointer name, value;

      g_hash_table_iter_init (&iter, line->fields);
      while (g_hash_table_iter_next (&iter, &name, &value))
        {
          g_assert_true (g_utf8_validate (value, -1, NULL));
          g_assert_cmpint (g_utf8_strlen (value, -1), <=, TL_LINES_MAX_FIELD);
          g_assert_null (strchr (value, '\n'));
        }
    }
  return 0;
}
