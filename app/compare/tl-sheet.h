/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "compare/tl-overview.h"

G_BEGIN_DECLS

/**
 * TlSheetWords:
 * @title: above the table
 * @note: (nullable): below the title: where the texts are from
 * @names: of the documents, heads of their columns
 * @section: head of the column of sections
 * @relation: head of the column of relations
 * @relations: what a pair is
 * @page: stands before the number of a page: "tr. "
 *
 * The words of a sheet, in the language of its reader.
 */
typedef struct
{
  const char *title;
  const char *note;
  const char *names[2];
  const char *section;
  const char *relation;
  const char *relations[TL_N_RELATIONS];
  const char *page;
} TlSheetWords;

/**
 * tl_sheet_make_content:
 * @rows: (element-type TlOverviewRow): of @comparison
 *
 * The overview table as the content of an OpenDocument text: a row for each pair with section,
 * both passages, each with a link "troly:…" to its place that names the page, and the relation.
 * Whatever the documents hold, the outcome is well-formed.
 *
 * Returns: (transfer full): content.xml
 */
char *tl_sheet_make_content (const TlComparison *comparison,
                             const GArray *rows,
                             const TlSheetWords *words);

/**
 * tl_sheet_write:
 * @content: what tl_sheet_make_content() gave
 * @path: of the .odt file; written aside and renamed
 *
 * Blocks: belongs on no main loop.
 */
gboolean tl_sheet_write (const char *content, const char *path, GError **error);

G_END_DECLS
