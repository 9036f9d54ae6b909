/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "compare/tl-compare.h"

G_BEGIN_DECLS

/**
 * TlOverviewRow:
 * @section: (nullable): heading of the section, of the left passage where there is one
 * @pair: index of the pair
 * @page: first page of the passage of each side, 0 where it has none or the document has no pages
 *
 * A row of the table "section, A, B, page". Strings are the documents'.
 */
typedef struct
{
  const char *section;
  guint pair;
  guint page[2];
} TlOverviewRow;

/**
 * tl_comparison_make_overview:
 * @differences_only: leaves out what is the same on both sides
 *
 * Returns: (transfer full) (element-type TlOverviewRow): a row for each pair in the order of the
 * left document; the rows of one section stand together but for what moved
 */
GArray *tl_comparison_make_overview (const TlComparison *comparison, gboolean differences_only);

G_END_DECLS
