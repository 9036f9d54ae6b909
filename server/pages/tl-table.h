/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "server/pages/tl-html.h"

G_BEGIN_DECLS

/** TlTable: a table that is made once and shown on a page, as CSV and as a sheet of an ODS file.
 * Numbers stay numbers; text is never a formula. */
typedef struct _TlTable TlTable;

typedef enum
{
  TL_TABLE_TEXT,
  TL_TABLE_NUMBER,  /* gint64 */
  TL_TABLE_DECIMAL, /* one place behind the comma; given in tenths */
} TlTableKind;

TlTable *tl_table_new (const char *name);
void tl_table_free (TlTable *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlTable, tl_table_free)

/** tl_table_add_column: @meaning: (nullable): printed below the table and in the file. */
void tl_table_add_column (TlTable *self, TlTableKind kind, const char *name, const char *meaning);
/** tl_table_begin_row: @total: set apart. */
void tl_table_begin_row (TlTable *self, gboolean total);
/** tl_table_add_text: @href: (nullable): a link on the page. */
void tl_table_add_text (TlTable *self, const char *text, const char *href);
void tl_table_add_number (TlTable *self, gint64 number);
/** tl_table_add_nothing: there is no number: an empty cell in files, a dash on the page. */
void tl_table_add_nothing (TlTable *self);
/** tl_table_add_note: a line below the table. */
void tl_table_add_note (TlTable *self, const char *note);
guint tl_table_count_rows (TlTable *self);

void tl_table_write_html (TlTable *self, TlHtml *html);
/** tl_table_write_meanings: what the columns and notes mean, as a list. */
void tl_table_write_meanings (TlTable *self, TlHtml *html);
/** tl_table_to_csv: RFC 4180 in UTF-8 with a byte order mark; text that a spreadsheet would take
 * for a formula gets an apostrophe in front. */
GBytes *tl_table_to_csv (TlTable *self);
/** tl_tables_to_ods: (element-type TlTable): an OpenDocument spreadsheet (ISO/IEC 26300), a sheet a
 * table. */
GBytes *tl_tables_to_ods (GPtrArray *tables, GError **error);

G_END_DECLS
