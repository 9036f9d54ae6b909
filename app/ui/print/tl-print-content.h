/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/** TlPrintRole: how a paragraph is set on paper. */
typedef enum
{
  TL_PRINT_TITLE,
  TL_PRINT_SUBTITLE,
  TL_PRINT_DIVISION, /* part, chapter, section of a statute; stays with what follows */
  TL_PRINT_HEADING,  /* article, part of a judgment, a result; stays with what follows */
  TL_PRINT_BODY,
  TL_PRINT_CLAUSE, /* hangs behind its number */
  TL_PRINT_POINT,  /* the same, further in */
  TL_PRINT_NOTE,
  TL_PRINT_QUOTE,
  TL_PRINT_CITATION,  /* at the right, under a quote */
  TL_PRINT_CONTINUED, /* the rest of a paragraph too long to be set in one piece */
  TL_PRINT_HEAD_ROW,  /* heads of the columns of a table; again on every page */
  TL_PRINT_ROW,
} TlPrintRole;

#define TL_N_PRINT_ROLES (TL_PRINT_ROW + 1)

/** TL_PRINT_MAX_COLUMNS: columns of a table; more are dropped. */
#define TL_PRINT_MAX_COLUMNS 12
/** TL_PRINT_MAX_PIECE: bytes that are set in one piece; a longer paragraph is cut into several. */
#define TL_PRINT_MAX_PIECE 16384

/**
 * TlPrintItem:
 * @role: how it is set
 * @n_cells: 1 for a paragraph
 * @cells: (array length=n_cells): NFC without control characters
 * @lead: characters at the start of a paragraph that stand out, and behind which it hangs
 * @table: index of the table a row belongs to
 */
typedef struct
{
  TlPrintRole role;
  guint n_cells;
  char **cells;
  guint lead;
  guint table;
} TlPrintItem;

/** TlPrintFrame: what stands on every page. @number, @issuer: above, left and right; @source,
 * @printed: below, a line each. */
typedef struct
{
  char *number;
  char *issuer;
  char *source;
  char *printed;
} TlPrintFrame;

/**
 * TlPrintContent:
 *
 * What is to be printed: paragraphs and tables in their order, and what stands on every page.
 * Counted by reference (atomic); not changed once it is given to tl_print_pages_new().
 */
typedef struct _TlPrintContent TlPrintContent;

/** tl_print_content_new: @title names it in the file and in the list of what is printed. */
TlPrintContent *tl_print_content_new (const char *title);
TlPrintContent *tl_print_content_ref (TlPrintContent *self);
void tl_print_content_unref (TlPrintContent *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlPrintContent, tl_print_content_unref)

/** tl_print_content_set_frame: copies @frame; its members may be %NULL. */
void tl_print_content_set_frame (TlPrintContent *self, const TlPrintFrame *frame);

/** tl_print_content_add: a paragraph; nothing when @text (nullable) is blank. @lead: characters
 * that stand out. */
void tl_print_content_add (TlPrintContent *self, TlPrintRole role, const char *text, guint lead);

/**
 * tl_print_content_begin_table:
 * @heads: (array zero-terminated=1): heads of the columns
 * @weights: (nullable): how wide each column is against the others; %NULL: all the same
 */
void tl_print_content_begin_table (TlPrintContent *self,
                                   const char *const *heads,
                                   const double *weights);

/** tl_print_content_add_row: a row of the table begun last; missing cells are empty. */
void tl_print_content_add_row (TlPrintContent *self, const char *const *cells);

const char *tl_print_content_get_title (const TlPrintContent *self);
const TlPrintFrame *tl_print_content_get_frame (const TlPrintContent *self);
guint tl_print_content_get_n_items (const TlPrintContent *self);
/** tl_print_content_get: Returns: (transfer none): item @index. */
const TlPrintItem *tl_print_content_get (const TlPrintContent *self, guint index);
/** tl_print_content_get_share: Returns: share of the width that column @column of table @table has,
 * all together 1. */
double tl_print_content_get_share (const TlPrintContent *self, guint table, guint column);

G_END_DECLS
