/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "tl-sql-private.h"

#include <string.h>

/* All cells of an answer stand one after another in one piece of memory, each ended by a NUL. */
typedef struct
{
  gsize from;
  gsize length;
  gboolean is_null;
} Cell;

struct _TlSqlRows
{
  guint n_columns;
  GArray *cells; /* Cell */
  GByteArray *memory;
};

TlSqlRows *
_tl_sql_rows_new (guint n_columns)
{
  TlSqlRows *self = g_new0 (TlSqlRows, 1);

  self->n_columns = n_columns;
  self->cells = g_array_new (FALSE, FALSE, sizeof (Cell));
  self->memory = g_byte_array_new ();
  return self;
}

void
_tl_sql_rows_add (TlSqlRows *self, const void *data, gsize length)
{
  Cell cell = { self->memory->len, length, data == NULL };

  if (length > 0)
    g_byte_array_append (self->memory, data, (guint)length);
  g_byte_array_append (self->memory, (const guint8 *)"", 1);
  g_array_append_val (self->cells, cell);
}

guint
tl_sql_rows_count (TlSqlRows *self)
{
  return self->n_columns > 0 ? self->cells->len / self->n_columns : 0;
}

static const Cell *
find (TlSqlRows *self, guint row, guint column)
{
  g_return_val_if_fail (column < self->n_columns, NULL);
  g_return_val_if_fail (row < tl_sql_rows_count (self), NULL);
  return &g_array_index (self->cells, Cell, row * self->n_columns + column);
}

gboolean
tl_sql_rows_is_null (TlSqlRows *self, guint row, guint column)
{
  const Cell *cell = find (self, row, column);

  return cell == NULL || cell->is_null;
}

const char *
tl_sql_rows_text (TlSqlRows *self, guint row, guint column)
{
  const Cell *cell = find (self, row, column);

  if (cell == NULL || cell->is_null)
    return NULL;
  return (const char *)self->memory->data + cell->from;
}

gint64
tl_sql_rows_int (TlSqlRows *self, guint row, guint column)
{
  const char *text = tl_sql_rows_text (self, row, column);

  return text != NULL ? g_ascii_strtoll (text, NULL, 10) : 0;
}

GBytes *
tl_sql_rows_bytes (TlSqlRows *self, guint row, guint column)
{
  const Cell *cell = find (self, row, column);

  if (cell == NULL || cell->is_null)
    return NULL;
  return g_bytes_new (self->memory->data + cell->from, cell->length);
}

void
tl_sql_rows_free (TlSqlRows *self)
{
  g_array_unref (self->cells);
  g_byte_array_unref (self->memory);
  g_free (self);
}
