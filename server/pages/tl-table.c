/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "server/pages/tl-table-private.h"

#include <string.h>

#include "server/pages/tl-page.h"

static void
column_free (gpointer data)
{
  TlTableColumn *column = data;

  g_free (column->name);
  g_free (column->meaning);
  g_free (column);
}

static void
cell_free (gpointer data)
{
  TlTableCell *cell = data;

  g_free (cell->text);
  g_free (cell->href);
  g_free (cell);
}

static void
row_free (gpointer data)
{
  TlTableRow *row = data;

  g_ptr_array_unref (row->cells);
  g_free (row);
}

TlTable *
tl_table_new (const char *name)
{
  TlTable *self = g_new0 (TlTable, 1);

  self->name = g_strdup (name);
  self->columns = g_ptr_array_new_with_free_func (column_free);
  self->rows = g_ptr_array_new_with_free_func (row_free);
  self->notes = g_ptr_array_new_with_free_func (g_free);
  return self;
}

void
tl_table_free (TlTable *self)
{
  if (self == NULL)
    return;
  g_free (self->name);
  g_ptr_array_unref (self->columns);
  g_ptr_array_unref (self->rows);
  g_ptr_array_unref (self->notes);
  g_free (self);
}

void
tl_table_add_column (TlTable *self, TlTableKind kind, const char *name, const char *meaning)
{
  TlTableColumn *column = g_new0 (TlTableColumn, 1);

  column->kind = kind;
  column->name = g_strdup (name);
  column->meaning = g_strdup (meaning);
  g_ptr_array_add (self->columns, column);
}

void
tl_table_begin_row (TlTable *self, gboolean total)
{
  TlTableRow *row = g_new0 (TlTableRow, 1);

  row->cells = g_ptr_array_new_with_free_func (cell_free);
  row->total = total;
  g_ptr_array_add (self->rows, row);
}

static TlTableCell *
add_cell (TlTable *self)
{
  TlTableCell *cell = g_new0 (TlTableCell, 1);
  TlTableRow *row;

  g_assert (self->rows->len > 0);
  row = self->rows->pdata[self->rows->len - 1];
  g_assert (row->cells->len < self->columns->len);
  g_ptr_array_add (row->cells, cell);
  return cell;
}

void
tl_table_add_text (TlTable *self, const char *text, const char *href)
{
  TlTableCell *cell = add_cell (self);

  cell->text = g_strdup (text);
  cell->href = g_strdup (href);
  cell->there = TRUE;
}

void
tl_table_add_number (TlTable *self, gint64 number)
{
  TlTableCell *cell = add_cell (self);

  cell->number = number;
  cell->there = TRUE;
}

void
tl_table_add_nothing (TlTable *self)
{
  add_cell (self);
}

void
tl_table_add_note (TlTable *self, const char *note)
{
  g_ptr_array_add (self->notes, g_strdup (note));
}

guint
tl_table_count_rows (TlTable *self)
{
  return self->rows->len;
}

char *
_tl_table_decimal (gint64 tenths, char point)
{
  return g_strdup_printf ("%s%" G_GINT64_FORMAT "%c%d", tenths < 0 ? "-" : "", ABS (tenths) / 10,
                          point, (int)(ABS (tenths) % 10));
}

static void
write_cell (TlHtml *html, const TlTableColumn *column, const TlTableCell *cell, gboolean first)
{
  const char *element = first ? "th" : "td";
  g_autofree char *text = NULL;

  tl_html_begin (html, element, "scope", first ? "row" : NULL, "class",
                 column->kind == TL_TABLE_TEXT ? NULL : "number", NULL);
  if (!cell->there)
    tl_html_text (html, "–");
  else if (column->kind == TL_TABLE_TEXT && cell->href != NULL)
    tl_html_leaf (html, "a", cell->text, "href", cell->href, NULL);
  else if (column->kind == TL_TABLE_TEXT)
    tl_html_text (html, cell->text);
  else
    {
      text = column->kind == TL_TABLE_NUMBER ? tl_page_number (cell->number)
                                             : _tl_table_decimal (cell->number, ',');
      tl_html_text (html, text);
    }
  tl_html_end (html, element);
}

void
tl_table_write_html (TlTable *self, TlHtml *html)
{
  tl_html_begin (html, "div", "class", "scroll", "tabindex", "0", "role", "region", "aria-label",
                 self->name, NULL);
  tl_html_begin (html, "table", NULL);
  tl_html_leaf (html, "caption", self->name, NULL);
  tl_html_begin (html, "thead", NULL);
  tl_html_begin (html, "tr", NULL);
  for (guint i = 0; i < self->columns->len; i++)
    {
      TlTableColumn *column = self->columns->pdata[i];

      tl_html_leaf (html, "th", column->name, "scope", "col", "class",
                    column->kind == TL_TABLE_TEXT ? NULL : "head", NULL);
    }
  tl_html_end (html, "tr");
  tl_html_end (html, "thead");
  tl_html_begin (html, "tbody", NULL);
  for (guint i = 0; i < self->rows->len; i++)
    {
      TlTableRow *row = self->rows->pdata[i];

      tl_html_begin (html, "tr", "class", row->total ? "total" : NULL, NULL);
      for (guint j = 0; j < row->cells->len; j++)
        write_cell (html, self->columns->pdata[j], row->cells->pdata[j], j == 0);
      tl_html_end (html, "tr");
    }
  tl_html_end (html, "tbody");
  tl_html_end (html, "table");
  tl_html_end (html, "div");
  for (guint i = 0; i < self->notes->len; i++)
    tl_html_leaf (html, "p", self->notes->pdata[i], "class", "soft", NULL);
}

void
tl_table_write_meanings (TlTable *self, TlHtml *html)
{
  tl_html_begin (html, "dl", "class", "meanings", NULL);
  for (guint i = 0; i < self->columns->len; i++)
    {
      TlTableColumn *column = self->columns->pdata[i];

      if (column->meaning != NULL)
        tl_page_fact (html, column->name, column->meaning);
    }
  tl_html_end (html, "dl");
}

static void
append_csv_text (GString *csv, const char *text)
{
  g_string_append_c (csv, '"');
  if (text[0] != '\0' && strchr ("=+-@\t\r", text[0]) != NULL)
    g_string_append_c (csv, '\'');
  for (const char *p = text; *p != '\0'; p++)
    {
      if (*p == '"')
        g_string_append_c (csv, '"');
      g_string_append_c (csv, *p);
    }
  g_string_append_c (csv, '"');
}

static void
append_csv_cell (GString *csv, const TlTableColumn *column, const TlTableCell *cell)
{
  g_autofree char *decimal = NULL;

  if (!cell->there)
    return;
  if (column->kind == TL_TABLE_TEXT)
    append_csv_text (csv, cell->text);
  else if (column->kind == TL_TABLE_NUMBER)
    g_string_append_printf (csv, "%" G_GINT64_FORMAT, cell->number);
  else
    {
      decimal = _tl_table_decimal (cell->number, '.');
      g_string_append (csv, decimal);
    }
}

GBytes *
tl_table_to_csv (TlTable *self)
{
  GString *csv = g_string_new ("\xEF\xBB\xBF");

  for (guint i = 0; i < self->columns->len; i++)
    {
      if (i > 0)
        g_string_append_c (csv, ',');
      append_csv_text (csv, ((TlTableColumn *)self->columns->pdata[i])->name);
    }
  g_string_append (csv, "\r\n");
  for (guint i = 0; i < self->rows->len; i++)
    {
      TlTableRow *row = self->rows->pdata[i];

      for (guint j = 0; j < row->cells->len; j++)
        {
          if (j > 0)
            g_string_append_c (csv, ',');
          append_csv_cell (csv, self->columns->pdata[j], row->cells->pdata[j]);
        }
      g_string_append (csv, "\r\n");
    }
  for (guint i = 0; i < self->notes->len; i++)
    {
      append_csv_text (csv, self->notes->pdata[i]);
      g_string_append (csv, "\r\n");
    }
  return g_string_free_to_bytes (csv);
}
