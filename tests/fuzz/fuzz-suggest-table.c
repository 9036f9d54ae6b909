/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bytes of any kind where the index keeps its table of suggestions. */
#include "config.h"

#include <stdint.h>
#include <string.h>

#include "search/suggest/tl-suggest-table.h"

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

static gboolean
place_cb (const TlSuggestEntry *entry, guint word, gpointer user_data)
{
  g_assert_true (g_utf8_validate (entry->text, -1, NULL));
  tl_suggest_fits (entry->text, word, user_data);
  return TRUE;
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  g_autoptr (TlSuggestTable) table = tl_suggest_table_new (bytes);
  static const char *const prefixes[] = { "", "t", "12/", "dieu 1" };

  for (guint i = 0; table != NULL && i < G_N_ELEMENTS (prefixes); i++)
    tl_suggest_table_find (table, prefixes[i], 1000, place_cb, (gpointer)prefixes[i]);
  for (guint i = 0; table != NULL && i < tl_suggest_table_get_count (table); i++)
    {
      TlSuggestEntry entry;

      tl_suggest_table_get (table, i, &entry);
      g_assert_cmpuint (entry.row, >, 0);
      g_assert_cmpuint (strlen (entry.anchor), <=, size);
    }
  return 0;
}
