/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "search/engine/tl-result-item.h"
#include "ui/print/tl-print-content.h"
#include "ui/reader/tl-text-backend.h"

G_BEGIN_DECLS

/* What is printed, as pure functions of what is shown: no display. */

/**
 * TlPrintOrigin:
 * @stats: of the library the text comes from
 * @training: the library is fictional: said on every page
 * @as_of: date the law is read at, "YYYY-MM-DD"
 * @own: the text is a file of the judge's own, and not of the library
 *
 * What the foot of every page says about where the text comes from.
 */
typedef struct
{
  const TlLibraryStats *stats;
  gboolean training;
  const char *as_of;
  gboolean own;
} TlPrintOrigin;

/** tl_print_source_line: (transfer full): library, its serial, the date the law is read at. */
char *tl_print_source_line (const TlPrintOrigin *origin);

/** tl_print_printed_line: (transfer full): when it is printed; the clock of tl_clock_now(). */
char *tl_print_printed_line (void);

/** tl_print_content_frame_document: sets what stands on every page for a text of @document. */
void tl_print_content_frame_document (TlPrintContent *self,
                                      const TlDocument *document,
                                      const TlPrintOrigin *origin);

/** tl_print_content_frame_other: the same for a list or a table called @name; @by (nullable) stands
 * at the right. */
void tl_print_content_frame_other (TlPrintContent *self,
                                   const char *name,
                                   const char *by,
                                   const TlPrintOrigin *origin);

/** tl_print_content_new_document: the whole text as it is shown. */
TlPrintContent *tl_print_content_new_document (const TlTextModel *model,
                                               const TlPrintOrigin *origin);

/** tl_print_content_new_original: no text: title and frame for the pages of the original. */
TlPrintContent *tl_print_content_new_original (const TlDocument *document,
                                               const TlPrintOrigin *origin);

/** tl_print_content_new_selection: (nullable): what @span covers, with its citation under it;
 * %NULL when it covers nothing. */
TlPrintContent *tl_print_content_new_selection (const TlTextModel *model,
                                                const TlTextSpan *span,
                                                const TlPrintOrigin *origin);

/** tl_print_content_new_results: @items: list of #TlResultItem, heads and hits. */
TlPrintContent *tl_print_content_new_results (const char *question,
                                              GListModel *items,
                                              const TlPrintOrigin *origin);

/**
 * TlPrintTable:
 * @title: stands above it and on every page
 * @subtitle: (nullable): what is compared
 * @heads: (array zero-terminated=1): heads of the columns
 * @weights: (nullable): widths against each other
 * @rows: (element-type GStrv): cells; lines are parted by "\n"
 *
 * A table to print: the overview of a comparison.
 */
typedef struct
{
  const char *title;
  const char *subtitle;
  const char *const *heads;
  const double *weights;
  GPtrArray *rows;
} TlPrintTable;

TlPrintContent *tl_print_content_new_table (const TlPrintTable *table, const TlPrintOrigin *origin);

/** tl_print_citation: (transfer full): paragraph @paragraph of @model in official form: "điểm a
 * khoản 1 Điều 5 Luật …". */
char *tl_print_citation (const TlTextModel *model, guint paragraph);

/** tl_print_file_name: (transfer full): a name for a file, ending in ".pdf", that every file system
 * takes. */
char *tl_print_file_name (const char *title);

G_END_DECLS
