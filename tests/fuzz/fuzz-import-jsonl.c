/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <stdint.h>

#include "import/tl-import-private.h"

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

typedef gboolean (*Importer) (
    GBytes *data, const char *name, TlImportResult *result, GCancellable *cancellable, GError **);

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  static const Importer importers[]
      = { _tl_import_articles, _tl_import_guidance, _tl_import_pairs, _tl_import_answers };
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);

  for (guint i = 0; i < G_N_ELEMENTS (importers); i++)
    {
      g_autoptr (TlImportResult) result = _tl_import_result_new ();
      g_autoptr (GError) error = NULL;
      gboolean ok = importers[i](bytes, "fuzz.jsonl", result, NULL, &error);

      g_assert_true (ok == (error == NULL));
      /* The centre may have no answer, or none any more. */
      g_assert_true (!ok || result->documents->len > 0 || importers[i] == _tl_import_answers);
    }
  return 0;
}
