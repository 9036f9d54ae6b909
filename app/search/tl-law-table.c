/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "search/tl-law-table.h"

#include <stdlib.h>

#include "base/tl-error.h"

/* Metadata: "L" + term: pairs (row, less the row before; count); "lengths": the same of whole
 * lengths. Numbers in seven-bit groups, the lowest first. */
#define TERM_PREFIX "L"
#define LENGTHS_KEY "lengths"

typedef struct
{
  GByteArray *bytes;
  guint32 last_row; /* written */
  guint32 row;      /* being counted */
  guint32 count;
} Postings;

struct _TlLawTableWriter
{
  GHashTable *terms; /* (element-type utf8 Postings) */
  Postings *lengths;
};

static void
append_number (GByteArray *bytes, guint32 number)
{
  guint8 byte;

  while (number >= 0x80)
    {
      byte = (guint8)(number | 0x80);
      g_byte_array_append (bytes, &byte, 1);
      number >>= 7;
    }
  byte = (guint8)number;
  g_byte_array_append (bytes, &byte, 1);
}

static Postings *
postings_new (void)
{
  Postings *self = g_new0 (Postings, 1);

  self->bytes = g_byte_array_new ();
  return self;
}

static void
postings_free (gpointer data)
{
  Postings *self = data;

  g_byte_array_unref (self->bytes);
  g_free (self);
}

static void
postings_end_row (Postings *self)
{
  if (self->count == 0)
    return;
  append_number (self->bytes, self->row - self->last_row);
  append_number (self->bytes, self->count);
  self->last_row = self->row;
  self->count = 0;
}

static void
postings_add (Postings *self, guint32 row, guint count)
{
  if (self->row != row)
    postings_end_row (self);
  self->row = row;
  self->count += count;
}

TlLawTableWriter *
tl_law_table_writer_new (void)
{
  TlLawTableWriter *self = g_new0 (TlLawTableWriter, 1);

  self->terms = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, postings_free);
  self->lengths = postings_new ();
  return self;
}

void
tl_law_table_writer_free (TlLawTableWriter *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->terms);
  postings_free (self->lengths);
  g_free (self);
}

void
tl_law_table_writer_add (TlLawTableWriter *self, guint32 row, const char *term, guint count)
{
  Postings *postings = g_hash_table_lookup (self->terms, term);

  if (postings == NULL)
    {
      postings = postings_new ();
      g_hash_table_insert (self->terms, g_strdup (term), postings);
    }
  postings_add (postings, row, count);
  postings_add (self->lengths, row, count);
}

static int
compare_terms (const void *a, const void *b)
{
  return g_strcmp0 (*(const char *const *)a, *(const char *const *)b);
}

gboolean
tl_law_table_writer_finish (TlLawTableWriter *self, TlXapianWriter *writer, GError **error)
{
  guint n;
  g_autofree gpointer *keys = g_hash_table_get_keys_as_array (self->terms, &n);

  qsort (keys, n, sizeof *keys, compare_terms);
  for (guint i = 0; i < n; i++)
    {
      const char *term = keys[i];
      g_autofree char *key = g_strconcat (TERM_PREFIX, term, NULL);
      Postings *postings = g_hash_table_lookup (self->terms, term);

      postings_end_row (postings);
      if (!tl_xapian_writer_set_metadata (writer, key, postings->bytes->data, postings->bytes->len,
                                          error))
        return FALSE;
    }
  postings_end_row (self->lengths);
  return self->lengths->bytes->len == 0
         || tl_xapian_writer_set_metadata (writer, LENGTHS_KEY, self->lengths->bytes->data,
                                           self->lengths->bytes->len, error);
}

static gboolean
read_number (const guint8 **at, const guint8 *end, guint32 *number)
{
  *number = 0;
  for (guint shift = 0; shift < 32 && *at < end; shift += 7)
    {
      guint8 byte = *(*at)++;

      *number |= (guint32)(byte & 0x7f) << shift;
      if ((byte & 0x80) == 0)
        return TRUE;
    }
  return FALSE;
}

static gboolean
foreach_entry (TlXapianDb *db,
               guint file,
               const char *key,
               TlLawEntryFunc func,
               gpointer user_data,
               GError **error)
{
  GError *local = NULL;
  g_autoptr (GBytes) bytes = tl_xapian_db_load_metadata (db, file, key, &local);
  const guint8 *at, *end;
  guint32 row = 0;
  gsize length;

  if (bytes == NULL)
    {
      if (local != NULL)
        g_propagate_error (error, local);
      return local == NULL;
    }
  at = g_bytes_get_data (bytes, &length);
  for (end = at + length; at < end;)
    {
      guint32 step, count;

      if (!read_number (&at, end, &step) || !read_number (&at, end, &count))
        {
          g_set_error (error, TL_ERROR, TL_ERROR_STORE, "%s: damaged table of laws at “%s”",
                       tl_xapian_db_get_path (db, file), key);
          return FALSE;
        }
      row += step;
      func (row, count, user_data);
    }
  return TRUE;
}

static void
add_length_cb (guint32 row, guint32 count, gpointer user_data)
{
  TlLawLengths *self = user_data;

  g_hash_table_insert (self->by_row, GUINT_TO_POINTER (row), GUINT_TO_POINTER (count));
  self->total += count;
}

gboolean
tl_law_lengths_load (TlLawLengths *self, TlXapianDb *db, guint file, GError **error)
{
  self->by_row = g_hash_table_new (NULL, NULL);
  self->total = 0;
  return foreach_entry (db, file, LENGTHS_KEY, add_length_cb, self, error);
}

void
tl_law_lengths_clear (TlLawLengths *self)
{
  g_clear_pointer (&self->by_row, g_hash_table_unref);
}

gboolean
tl_law_table_foreach (TlXapianDb *db,
                      guint file,
                      const char *term,
                      TlLawEntryFunc func,
                      gpointer user_data,
                      GError **error)
{
  g_autofree char *key = g_strconcat (TERM_PREFIX, term, NULL);

  return foreach_entry (db, file, key, func, user_data, error);
}
