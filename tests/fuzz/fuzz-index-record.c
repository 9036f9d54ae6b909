/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bytes of any kind where the index keeps a unit's record, its values and its totals. */
#include "config.h"

#include <stdint.h>

#include "search/index/tl-index-format.h"

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  g_auto (TlUnitRecord) record = { 0 };
  TlIndexTotals totals = { 0 };
  TlIndexFact fact;

  if (tl_unit_record_decode (&record, bytes, NULL))
    {
      /* What was read writes itself back. */
      g_autoptr (GBytes) again = tl_unit_record_encode (&record);
      g_auto (TlUnitRecord) second = { 0 };

      g_assert_true (tl_unit_record_decode (&second, again, NULL));
      g_assert_cmpstr (second.doc, ==, record.doc);
    }
  if (tl_index_fact_read (data, size, &fact))
    g_assert_cmpuint (fact.kind, <, TL_N_DOC_KINDS);
  tl_index_totals_parse ((const char *)data, size, &totals);
  if (size >= TL_INDEX_SHOWN_BYTES)
    tl_index_shown_on ((const char *)data, "2026-11-15");
  return 0;
}
