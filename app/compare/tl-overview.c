/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "compare/tl-overview.h"

GArray *
tl_comparison_make_overview (const TlComparison *comparison, gboolean differences_only)
{
  const TlDocument *documents[2] = { comparison->left, comparison->right };
  GArray *rows = g_array_new (FALSE, FALSE, sizeof (TlOverviewRow));

  for (guint i = 0; i < comparison->pairs->len; i++)
    {
      const TlPair *pair = tl_comparison_get_pair (comparison, i);
      TlOverviewRow row = { NULL, i, { 0, 0 } };

      if (differences_only && pair->relation == TL_RELATION_SAME)
        continue;
      for (guint s = 0; s < 2; s++)
        {
          if (pair->blocks[s]->len > 0)
            row.page[s]
                = tl_document_get_block (documents[s], g_array_index (pair->blocks[s], guint, 0))
                      ->page;
          if (row.section == NULL && pair->section[s] >= 0)
            row.section = tl_document_get_block (documents[s], (guint)pair->section[s])->heading;
        }
      g_array_append_val (rows, row);
    }
  return rows;
}
