/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "search/index/tl-law-table.h"

#include <stdlib.h>

#include "base/tl-error.h"

/* Metadata: "L" + term: how many laws, then pairs (row, less the row before; count); "lengths": the
 * same of whole lengths. Numbers in seven-bit groups, the lowest first. */
#define TERM_PREFIX "L"
#define LENGTHS_KEY "lengths"

/* Rows beyond are damage: no volume holds as many documents. */
#define MAX_ROW (16 * 1024 * 1024)

typedef struct
{
  GByteArray *bytes;
  guint32 last_row; /* written */
  guint32 laws;     /* written */
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
  self->laws++;
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

static gboolean
write_postings (Postings *self, TlXapianWriter *writer, const char *key, GError **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();

  postings_end_row (self);
  append_number (bytes, self->laws);
  g_byte_array_append (bytes, self->bytes->data, self->bytes->len);
  return self->laws == 0
         || tl_xapian_writer_set_metadata (writer, key, bytes->data, bytes->len, error);
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

      if (!write_postings (g_hash_table_lookup (self->terms, term), writer, key, error))
        return FALSE;
    }
  return write_postings (self->lengths, writer, LENGTHS_KEY, error);
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
set_damaged (GError **error, TlXapianDb *db, guint file, const char *key)
{
  g_set_error (error, TL_ERROR, TL_ERROR_STORE, "%s: damaged table of laws at “%s”",
               tl_xapian_db_get_path (db, file), key);
  return FALSE;
}

/* Reads an entry's number of laws, 0 when there is no entry, and with @func its pairs. */
static gboolean
read_entry (TlXapianDb *db,
            guint file,
            const char *key,
            guint32 *laws,
            TlLawEntryFunc func,
            gpointer user_data,
            GError **error)
{
  GError *local = NULL;
  g_autoptr (GBytes) bytes = tl_xapian_db_load_metadata (db, file, key, &local);
  const guint8 *at, *end;
  guint32 row = 0;
  gsize length;

  *laws = 0;
  if (local != NULL)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  if (bytes == NULL)
    return TRUE;
  at = g_bytes_get_data (bytes, &length);
  end = at + length;
  if (!read_number (&at, end, laws))
    return set_damaged (error, db, file, key);
  while (func != NULL && at < end)
    {
      guint32 step, count;

      if (!read_number (&at, end, &step) || !read_number (&at, end, &count))
        return set_damaged (error, db, file, key);
      row += step;
      func (row, count, user_data);
    }
  return TRUE;
}

typedef struct
{
  GArray *lengths; /* (element-type guint32) by row */
  guint64 total;
} Loading;

static void
add_length_cb (guint32 row, guint32 count, gpointer user_data)
{
  Loading *loading = user_data;

  if (row > MAX_ROW)
    return;
  if (row >= loading->lengths->len)
    g_array_set_size (loading->lengths, row + 1);
  g_array_index (loading->lengths, guint32, row) = count;
  loading->total += count;
}

gboolean
tl_law_lengths_load (TlLawLengths *self, TlXapianDb *db, guint file, GError **error)
{
  Loading loading = { g_array_new (FALSE, TRUE, sizeof (guint32)), 0 };
  gboolean ok = read_entry (db, file, LENGTHS_KEY, &self->n_laws, add_length_cb, &loading, error);

  self->n_rows = loading.lengths->len;
  self->by_row = (guint32 *)(gpointer)g_array_free (loading.lengths, FALSE);
  self->total = loading.total;
  return ok;
}

void
tl_law_lengths_clear (TlLawLengths *self)
{
  g_clear_pointer (&self->by_row, g_free);
  self->n_rows = 0;
}

gboolean
tl_law_table_count (TlXapianDb *db, guint file, const char *term, guint32 *laws, GError **error)
{
  g_autofree char *key = g_strconcat (TERM_PREFIX, term, NULL);

  return read_entry (db, file, key, laws, NULL, NULL, error);
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
  guint32 laws;

  return read_entry (db, file, key, &laws, func, user_data, error);
}
