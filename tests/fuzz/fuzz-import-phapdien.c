/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <stdint.h>

#include "import/tl-import-private.h"

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  g_autoptr (TlImportResult) result = _tl_import_result_new ();
  g_autoptr (GError) error = NULL;
  gboolean ok = _tl_import_phapdien (bytes, "fuzz.html", result, NULL, &error);

  g_assert_true (ok == (error == NULL));
  for (guint i = 0; i < result->documents->len; i++)
    {
      TlDocument *document = g_ptr_array_index (result->documents, i);

      g_assert_nonnull (document->id);
      for (guint k = 0; k < document->blocks->len; k++)
        {
          const TlBlock *block = tl_document_get_block (document, k);

          g_assert_cmpint (block->parent, <, (int)k);
          g_assert_nonnull (block->text);
          g_assert_true (g_utf8_validate (block->text, -1, NULL));
        }
    }
  return 0;
}
