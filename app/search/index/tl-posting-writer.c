/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "search/index/tl-posting-writer.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/tl-posix.h"
#include "search/index/tl-postings.h"

/* Of memory: what a term takes beside its name and its postings. */
#define TERM_BYTES 128

/* The postings of one term in memory or in a run: numbers in groups of seven bits, the lowest
 * first: the step from the unit before, the frequency. */
typedef struct
{
  guint8 *bytes;
  guint32 length;
  guint32 room;
  guint32 last;
} Collected;

/* A run being merged: its term at hand with its postings. */
typedef struct
{
  FILE *file;
  char *path;
  GByteArray *term; /* zero-terminated; empty at the end of the run */
  GByteArray *postings;
} Run;

struct _TlPostingWriter
{
  char *folder;
  gsize limit;
  gsize used;
  GHashTable *terms; /* (element-type utf8 Collected) */
  GPtrArray *runs;   /* (element-type Run) */
};

static void
collected_free (gpointer data)
{
  Collected *self = data;

  g_free (self->bytes);
  g_free (self);
}

static void
run_free (gpointer data)
{
  Run *run = data;

  if (run->file != NULL)
    fclose (run->file);
  g_unlink (run->path);
  g_free (run->path);
  g_byte_array_unref (run->term);
  g_byte_array_unref (run->postings);
  g_free (run);
}

TlPostingWriter *
tl_posting_writer_new (const char *folder, gsize bytes)
{
  TlPostingWriter *self = g_new0 (TlPostingWriter, 1);

  self->folder = g_strdup (folder);
  self->limit = bytes;
  self->terms = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, collected_free);
  self->runs = g_ptr_array_new_with_free_func (run_free);
  return self;
}

void
tl_posting_writer_free (TlPostingWriter *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->terms);
  g_ptr_array_unref (self->runs);
  g_free (self->folder);
  g_free (self);
}

/* ---- Collecting ---- */

static void
collect_number (Collected *self, guint32 number)
{
  for (; number >= 0x80; number >>= 7)
    self->bytes[self->length++] = (guint8)(number | 0x80);
  self->bytes[self->length++] = (guint8)number;
}

void
tl_posting_writer_add (TlPostingWriter *self, guint32 unit, const char *term, guint32 wdf)
{
  Collected *collected = g_hash_table_lookup (self->terms, term);

  if (collected == NULL)
    {
      collected = g_new0 (Collected, 1);
      g_hash_table_insert (self->terms, g_strdup (term), collected);
      self->used += strlen (term) + TERM_BYTES;
    }
  if (collected->room - collected->length < 10)
    {
      guint32 room = MAX (12, collected->room * 2);

      collected->bytes = g_realloc (collected->bytes, room);
      self->used += room - collected->room;
      collected->room = room;
    }
  collect_number (collected, unit - collected->last);
  collect_number (collected, wdf);
  collected->last = unit;
}

static int
compare_terms (const void *a, const void *b)
{
  return strcmp (*(const char *const *)a, *(const char *const *)b);
}

static gboolean
set_errno (GError **error, const char *path)
{
  int code = errno;

  g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (code), "%s: %s", path,
               g_strerror (code));
  return FALSE;
}

/* A term of a run: length of its name, length of its postings, both as they are in memory; the
 * name, the postings. */
static gboolean
write_terms (TlPostingWriter *self, FILE *file)
{
  guint n;
  g_autofree gpointer *names = g_hash_table_get_keys_as_array (self->terms, &n);

  qsort (names, n, sizeof *names, compare_terms);
  for (guint i = 0; i < n; i++)
    {
      const Collected *collected = g_hash_table_lookup (self->terms, names[i]);
      guint32 head[2] = { (guint32)strlen (names[i]), collected->length };

      if (fwrite (head, sizeof head, 1, file) != 1 || fwrite (names[i], 1, head[0], file) != head[0]
          || fwrite (collected->bytes, 1, head[1], file) != head[1])
        return FALSE;
    }
  return fflush (file) == 0;
}

static gboolean
write_run (TlPostingWriter *self, GError **error)
{
  g_autofree char *name = g_strdup_printf ("run-%u", self->runs->len);
  Run *run = g_new0 (Run, 1);

  run->path = g_build_filename (self->folder, name, NULL);
  run->term = g_byte_array_new ();
  run->postings = g_byte_array_new ();
  g_ptr_array_add (self->runs, run);
  run->file = g_fopen (run->path, "w+b" TL_FOPEN_CLOEXEC);
  if (run->file == NULL || !write_terms (self, run->file))
    return set_errno (error, run->path);
  rewind (run->file);
  g_hash_table_remove_all (self->terms);
  self->used = 0;
  return TRUE;
}

gboolean
tl_posting_writer_end_unit (TlPostingWriter *self, GError **error)
{
  return self->used < self->limit || write_run (self, error);
}

/* ---- Merging ---- */

static gboolean
read_term (Run *run, GError **error)
{
  guint32 head[2];

  g_byte_array_set_size (run->term, 0);
  if (fread (head, sizeof head, 1, run->file) != 1)
    return feof (run->file) != 0 || set_errno (error, run->path);
  g_byte_array_set_size (run->term, head[0] + 1);
  g_byte_array_set_size (run->postings, head[1]);
  run->term->data[head[0]] = '\0';
  if (fread (run->term->data, 1, head[0], run->file) != head[0]
      || fread (run->postings->data, 1, head[1], run->file) != head[1])
    return set_errno (error, run->path);
  return TRUE;
}

static const char *
name_of (const Run *run)
{
  return (const char *)run->term->data;
}

static guint32
take_number (const guint8 **at)
{
  guint32 number = 0;

  for (guint shift = 0;; shift += 7)
    {
      guint8 byte = *(*at)++;

      number |= (guint32)(byte & 0x7f) << shift;
      if ((byte & 0x80) == 0)
        return number;
    }
}

/* Its own file, written a moment ago: not checked again. */
static void
take_postings (const Run *run, GArray *postings)
{
  const guint8 *at = run->postings->data, *end = at + run->postings->len;
  TlPosting posting = { 0, 0 };

  while (at < end)
    {
      posting.unit += take_number (&at);
      posting.wdf = take_number (&at);
      g_array_append_val (postings, posting);
    }
}

/* The first term of all runs; %NULL at the end. */
static const char *
find_first (TlPostingWriter *self)
{
  const char *first = NULL;

  for (guint i = 0; i < self->runs->len; i++)
    {
      const Run *run = g_ptr_array_index (self->runs, i);

      if (run->term->len > 0 && (first == NULL || strcmp (name_of (run), first) < 0))
        first = name_of (run);
    }
  return first;
}

/* Later runs hold later units. */
static gboolean
take_term (TlPostingWriter *self, const char *term, GArray *postings, GError **error)
{
  for (guint i = 0; i < self->runs->len; i++)
    {
      Run *run = g_ptr_array_index (self->runs, i);

      if (run->term->len == 0 || strcmp (name_of (run), term) != 0)
        continue;
      take_postings (run, postings);
      if (!read_term (run, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
begin_merge (TlPostingWriter *self, GError **error)
{
  if (!write_run (self, error))
    return FALSE;
  for (guint i = 0; i < self->runs->len; i++)
    if (!read_term (g_ptr_array_index (self->runs, i), error))
      return FALSE;
  return TRUE;
}

gboolean
tl_posting_writer_finish (
    TlPostingWriter *self, guint32 count, TlPackedFunc func, gpointer user_data, GError **error)
{
  g_autoptr (GArray) postings = g_array_new (FALSE, FALSE, sizeof (TlPosting));
  g_autoptr (GByteArray) packed = g_byte_array_new ();
  const char *first;

  if (!begin_merge (self, error))
    return FALSE;
  while ((first = find_first (self)) != NULL)
    {
      g_autofree char *term = g_strdup (first);

      g_array_set_size (postings, 0);
      g_byte_array_set_size (packed, 0);
      if (!take_term (self, term, postings, error))
        return FALSE;
      tl_postings_encode (packed, (const TlPosting *)(gconstpointer)postings->data, postings->len,
                          count);
      if (!func (term, packed->data, packed->len, user_data, error))
        return FALSE;
    }
  return TRUE;
}
