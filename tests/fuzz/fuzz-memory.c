/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bytes of any kind as the memory's file of changes and as the table in an index. */
#include "config.h"

#include <stdint.h>

#include "search/memory/tl-memory-log.h"
#include "search/memory/tl-memory-table.h"

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

static void
take_entry_cb (TlMemoryEntry *entry, guint32 row, gpointer user_data)
{
  /* What was read once reads the same again. */
  g_autoptr (TlMemoryEntry) again
      = _tl_memory_entry_new (entry->question, entry->doc, entry->anchor, entry->contribution);

  g_assert_nonnull (again);
  g_assert_cmpstr (again->id, ==, entry->id);
  tl_memory_entry_free (entry);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  g_autoptr (TlMemoryLog) log = _tl_memory_log_parse ((const char *)data, size, "m", NULL);

  if (log != NULL)
    {
      g_assert_cmpuint (log->bytes->len, ==, size);
      for (guint i = 0; i < log->changes->len; i++)
        g_assert_nonnull (((TlMemoryChange *)g_ptr_array_index (log->changes, i))->id);
    }
  tl_memory_table_read (bytes, take_entry_cb, NULL, NULL);
  return 0;
}
