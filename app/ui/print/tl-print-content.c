/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/print/tl-print-content.h"

#include <string.h>

/* Bytes of the longest word that is set in one piece; none of a language comes near. */
#define MAX_WORD 200

typedef struct
{
  guint n_columns;
  double shares[TL_PRINT_MAX_COLUMNS];
} Table;

struct _TlPrintContent
{
  gatomicrefcount ref_count;
  char *title;
  TlPrintFrame frame;
  GArray *items;
  GArray *tables;
};

static void
clear_item (gpointer data)
{
  g_strfreev (((TlPrintItem *)data)->cells);
}

static void
clear_frame (TlPrintFrame *frame)
{
  g_clear_pointer (&frame->number, g_free);
  g_clear_pointer (&frame->issuer, g_free);
  g_clear_pointer (&frame->source, g_free);
  g_clear_pointer (&frame->printed, g_free);
}

/* Composed letters on paper, and in what is copied out of the file; a control character would be
 * drawn as a box. Lines are kept where @lines. */
static char *
clean (const char *text, gboolean lines)
{
  g_autofree char *valid = g_utf8_make_valid (text != NULL ? text : "", -1);
  char *composed = g_utf8_normalize (valid, -1, G_NORMALIZE_NFC);

  for (char *at = composed; *at != '\0'; at++)
    if (((guchar)*at < ' ' || *at == 0x7f) && !(lines && *at == '\n'))
      *at = ' ';
  return g_strstrip (composed);
}

TlPrintContent *
tl_print_content_new (const char *title)
{
  TlPrintContent *self = g_new0 (TlPrintContent, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->title = clean (title, FALSE);
  self->items = g_array_new (FALSE, FALSE, sizeof (TlPrintItem));
  self->tables = g_array_new (FALSE, TRUE, sizeof (Table));
  g_array_set_clear_func (self->items, clear_item);
  return self;
}

TlPrintContent *
tl_print_content_ref (TlPrintContent *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
tl_print_content_unref (TlPrintContent *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  clear_frame (&self->frame);
  g_array_unref (self->items);
  g_array_unref (self->tables);
  g_free (self->title);
  g_free (self);
}

void
tl_print_content_set_frame (TlPrintContent *self, const TlPrintFrame *frame)
{
  clear_frame (&self->frame);
  self->frame.number = clean (frame->number, FALSE);
  self->frame.issuer = clean (frame->issuer, FALSE);
  self->frame.source = clean (frame->source, FALSE);
  self->frame.printed = clean (frame->printed, FALSE);
}

static void
add_paragraph (TlPrintContent *self, TlPrintRole role, char *text, guint lead)
{
  TlPrintItem item = { .role = role, .n_cells = 1, .lead = lead };

  item.cells = g_new0 (char *, 2);
  item.cells[0] = text;
  g_array_append_val (self->items, item);
}

/* Bytes of @text that make a piece: to the last space that keeps it short, or to where a word gets
 * too long: Pango takes the square of its length to break it. */
static gsize
piece_length (const char *text, gsize length)
{
  gsize space = 0;
  gsize at;

  for (at = 0; at < length && at < TL_PRINT_MAX_PIECE && at - space < MAX_WORD; at++)
    if (text[at] == ' ')
      space = at;
  if (at == length || (at == TL_PRINT_MAX_PIECE && space > 0))
    return at == length ? at : space;
  while (((guchar)text[at] & 0xc0) == 0x80)
    at--;
  return at;
}

void
tl_print_content_add (TlPrintContent *self, TlPrintRole role, const char *text, guint lead)
{
  g_autofree char *whole = clean (text, FALSE);
  const char *rest = whole;
  gsize left = strlen (whole);

  g_return_if_fail (role < TL_PRINT_HEAD_ROW);

  while (left > 0)
    {
      gsize length = piece_length (rest, left);

      add_paragraph (self, rest == whole ? role : TL_PRINT_CONTINUED, g_strndup (rest, length),
                     rest == whole ? lead : 0);
      rest += length;
      left -= length;
      for (; *rest == ' '; rest++)
        left--;
    }
}

static void
add_row (TlPrintContent *self, TlPrintRole role, const char *const *cells)
{
  const Table *table = &g_array_index (self->tables, Table, self->tables->len - 1);
  TlPrintItem item = { .role = role, .n_cells = table->n_columns, .table = self->tables->len - 1 };
  guint given = g_strv_length ((char **)cells);

  item.cells = g_new0 (char *, item.n_cells + 1);
  for (guint i = 0; i < item.n_cells; i++)
    item.cells[i] = clean (i < given ? cells[i] : "", TRUE);
  g_array_append_val (self->items, item);
}

void
tl_print_content_begin_table (TlPrintContent *self, const char *const *heads, const double *weights)
{
  Table table = { .n_columns = MIN (g_strv_length ((char **)heads), TL_PRINT_MAX_COLUMNS) };
  double sum = 0;

  g_return_if_fail (table.n_columns > 0);

  for (guint i = 0; i < table.n_columns; i++)
    {
      table.shares[i] = weights != NULL ? MAX (weights[i], 0.01) : 1;
      sum += table.shares[i];
    }
  for (guint i = 0; i < table.n_columns; i++)
    table.shares[i] /= sum;
  g_array_append_val (self->tables, table);
  add_row (self, TL_PRINT_HEAD_ROW, heads);
}

void
tl_print_content_add_row (TlPrintContent *self, const char *const *cells)
{
  g_return_if_fail (self->tables->len > 0);
  add_row (self, TL_PRINT_ROW, cells);
}

const char *
tl_print_content_get_title (const TlPrintContent *self)
{
  return self->title;
}

const TlPrintFrame *
tl_print_content_get_frame (const TlPrintContent *self)
{
  return &self->frame;
}

guint
tl_print_content_get_n_items (const TlPrintContent *self)
{
  return self->items->len;
}

const TlPrintItem *
tl_print_content_get (const TlPrintContent *self, guint index)
{
  return &g_array_index (self->items, TlPrintItem, index);
}

double
tl_print_content_get_share (const TlPrintContent *self, guint table, guint column)
{
  return g_array_index (self->tables, Table, table).shares[column];
}
