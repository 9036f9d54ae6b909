/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "compare-joined.h"

#include "import/tl-import.h"

#define PAGES 60

TlDocument *
compare_joined_new (char **files, guint n, guint first)
{
  TlDocument *joined = tl_document_new (TL_DOC_JUDGMENT, "joined");

  for (guint k = 0; k < n && joined->page_count < PAGES; k++)
    {
      TlImportOptions options = { .format = TL_IMPORT_AUTO, .kind = TL_DOC_JUDGMENT };
      g_autoptr (GError) error = NULL;
      const char *file = files[(first + k) % n];
      g_autoptr (TlImportResult) result = tl_import_file (file, file, &options, NULL, &error);
      const TlDocument *document;
      int offset = (int)joined->blocks->len;

      if (result == NULL || result->documents->len == 0)
        continue;
      document = g_ptr_array_index (result->documents, 0);
      joined->page_count += document->page_count;
      for (guint i = 0; i < document->blocks->len; i++)
        {
          const TlBlock *block = tl_document_get_block (document, i);
          TlBlock *copy = tl_block_new (
              block->kind, block->parent >= 0 ? block->parent + offset : -1, block->anchor);

          copy->heading = g_strdup (block->heading);
          g_free (copy->text);
          copy->text = g_strdup (block->text);
          tl_document_add (joined, copy);
        }
    }
  return joined;
}
