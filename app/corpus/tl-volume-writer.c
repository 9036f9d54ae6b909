/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "corpus/tl-volume.h"

#include <errno.h>
#include <string.h>
#include <zdict.h>

#include "base/tl-atomic-file.h"
#include "base/tl-error.h"
#include "base/tl-posix.h"
#include "corpus/tl-volume-links-private.h"
#include "corpus/tl-volume-work-private.h"

#define PAGE_SIZE        4096
#define LEVEL            15
#define DICTIONARY_BYTES (112 * 1024)
#define SAMPLE_BYTES     (16 * 1024 * 1024)
#define SAMPLE_PIECE     (8 * 1024)
#define MIN_SAMPLES      64
#define DIGEST_CHUNK     (1024 * 1024)

/* Where the header of a SQLite file says which library wrote it and how often it changed; fixed, so
 * that the bytes depend on the content alone (https://www.sqlite.org/fileformat.html, 1.3). */
#define HEADER_CHANGES       24
#define HEADER_VALID_FOR     92
#define HEADER_VERSION       96
#define HEADER_VERSION_VALUE 3040000

struct _TlVolumeWriter
{
  char *folder;
  TlVolumeWork work;
  char *build;  /* in it: the database being filled */
  char *packed; /* in it: its final form, until it is renamed */
  TlDb db;
  sqlite3_stmt *put_document;
  sqlite3_stmt *put_body;
  sqlite3_stmt *put_list;
  sqlite3_stmt *put_name;
  sqlite3_stmt *put_meta;
  TlVolumeLinks *links;
  GHashTable *ids;
  ZSTD_CCtx *context;
  ZSTD_CDict *dictionary;
  gboolean started; /* the dictionary is settled */
  GByteArray *samples;
  GArray *sample_sizes;
  guint32 rows;
  TlVolumeCounts counts[TL_N_DOC_KINDS];
  gboolean broken; /* a write failed: the database is of no use any more */
};

static const char *const statements[] = {
  "INSERT INTO documents VALUES (?, ?, ?, ?, " TL_DOCUMENT_PLACES ")",
  "INSERT INTO bodies VALUES (?, ?)",
  "INSERT INTO list VALUES (?, ?, ?, ?, ?)",
  "INSERT OR IGNORE INTO names VALUES (?, ?)",
  "INSERT OR REPLACE INTO meta VALUES (?, ?)",
};

static gboolean
prepare_database (TlVolumeWriter *self, GError **error)
{
  sqlite3_stmt **const places[]
      = { &self->put_document, &self->put_body, &self->put_list, &self->put_name, &self->put_meta };

  if (!_tl_db_open (&self->db, self->build, NULL,
                    SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, error)
      || !_tl_db_exec (&self->db, "PRAGMA journal_mode = MEMORY", error)
      || !_tl_db_exec (&self->db, "PRAGMA synchronous = OFF", error)
      || !_tl_db_set_pragma (&self->db, "page_size", PAGE_SIZE, error)
      || !_tl_db_set_pragma (&self->db, "application_id", TL_VOLUME_APPLICATION_ID, error)
      || !_tl_db_set_pragma (&self->db, "user_version", TL_VOLUME_VERSION, error)
      || !_tl_db_exec (&self->db, "PRAGMA cache_size = -65536", error)
      || !_tl_db_exec (&self->db, "BEGIN EXCLUSIVE", error))
    return FALSE;
  for (guint i = 0; i < TL_N_VOLUME_TABLES; i++)
    if (!_tl_db_exec (&self->db, _tl_volume_schema[i], error))
      return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      *places[i] = _tl_db_prepare (&self->db, statements[i], error);
      if (*places[i] == NULL)
        return FALSE;
    }
  return TRUE;
}

TlVolumeWriter *
tl_volume_writer_new (const char *folder, GError **error)
{
  g_autoptr (TlVolumeWriter) self = NULL;

  g_return_val_if_fail (folder != NULL, NULL);

  self = g_new0 (TlVolumeWriter, 1);
  self->folder = g_canonicalize_filename (folder, NULL);
  self->ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->links = _tl_volume_links_new ();
  self->context = ZSTD_createCCtx ();
  self->samples = g_byte_array_new ();
  self->sample_sizes = g_array_new (FALSE, FALSE, sizeof (gsize));
  if (!_tl_volume_work_init (&self->work, self->folder, error))
    return NULL;
  self->build = g_build_filename (self->work.path, "build.db", NULL);
  self->packed = g_build_filename (self->work.path, "packed.db", NULL);
  if (!prepare_database (self, error))
    return NULL;
  return g_steal_pointer (&self);
}

void
tl_volume_writer_sample (TlVolumeWriter *self, const char *text)
{
  gsize left;

  g_return_if_fail (self != NULL && text != NULL);
  g_return_if_fail (!self->started);

  /* Pieces, because the trainer weighs samples and not bytes. */
  for (left = strlen (text); left > 0 && self->samples->len < SAMPLE_BYTES;)
    {
      gsize piece = MIN (left, SAMPLE_PIECE);

      g_byte_array_append (self->samples, (const guint8 *)text, (guint)piece);
      g_array_append_val (self->sample_sizes, piece);
      text += piece;
      left -= piece;
    }
}

static gboolean
put_dictionary (TlVolumeWriter *self, GBytes *dictionary, GError **error)
{
  gsize size;
  const void *data = g_bytes_get_data (dictionary, &size);
  sqlite3_stmt *statement
      = _tl_db_prepare (&self->db, "INSERT INTO dictionary VALUES (1, ?)", error);
  gboolean ok = statement != NULL && _tl_db_bind (&self->db, statement, error, "b", dictionary)
                && _tl_db_run (&self->db, statement, error);

  sqlite3_finalize (statement);
  if (!ok)
    return FALSE;
  self->dictionary = ZSTD_createCDict (data, size, LEVEL);
  if (self->dictionary != NULL)
    return TRUE;
  g_set_error (error, TL_ERROR, TL_ERROR_STORE, "%s: the dictionary cannot be used", self->folder);
  return FALSE;
}

gboolean
tl_volume_writer_inherit (TlVolumeWriter *self, TlVolume *previous, GError **error)
{
  GBytes *dictionary;

  g_return_val_if_fail (self != NULL && previous != NULL && !self->started, FALSE);

  self->started = TRUE;
  dictionary = _tl_volume_get_dictionary (previous);
  if (dictionary == NULL || put_dictionary (self, dictionary, error))
    return TRUE;
  self->broken = TRUE;
  return FALSE;
}

/* Without enough material there is no dictionary, and none is needed. */
static gboolean
train_dictionary (TlVolumeWriter *self, GError **error)
{
  g_autofree guint8 *buffer = g_malloc (DICTIONARY_BYTES);
  g_autoptr (GBytes) dictionary = NULL;
  gsize size;

  self->started = TRUE;
  if (self->sample_sizes->len < MIN_SAMPLES)
    return TRUE;
  size = ZDICT_trainFromBuffer (buffer, DICTIONARY_BYTES, self->samples->data,
                                (const gsize *)(gpointer)self->sample_sizes->data,
                                self->sample_sizes->len);
  g_byte_array_set_size (self->samples, 0);
  g_array_set_size (self->sample_sizes, 0);
  if (ZDICT_isError (size))
    return TRUE;
  dictionary = g_bytes_new (buffer, size);
  return put_dictionary (self, dictionary, error);
}

static gboolean
check_usable (TlVolumeWriter *self, GError **error)
{
  if (!self->broken)
    return TRUE;
  g_set_error (error, TL_ERROR, TL_ERROR_STORE, "%s: the volume could not be written before",
               self->folder);
  return FALSE;
}

gboolean
tl_volume_writer_set_meta (TlVolumeWriter *self,
                           const char *name,
                           const char *value,
                           GError **error)
{
  g_return_val_if_fail (self != NULL && name != NULL && value != NULL, FALSE);

  if (!check_usable (self, error))
    return FALSE;
  if (_tl_db_bind (&self->db, self->put_meta, error, "ss", name, value)
      && _tl_db_run (&self->db, self->put_meta, error))
    return TRUE;
  self->broken = TRUE;
  return FALSE;
}

static gboolean
put_name (TlVolumeWriter *self, const char *name, guint32 row, GError **error)
{
  g_autofree char *folded = name != NULL ? _tl_volume_fold (name) : NULL;

  if (folded == NULL || *folded == '\0')
    return TRUE;
  return _tl_db_bind (&self->db, self->put_name, error, "ii", _tl_volume_name_key (folded),
                      (gint64)row)
         && _tl_db_run (&self->db, self->put_name, error);
}

static gboolean
put_list (TlVolumeWriter *self, TlDocument *document, guint32 row, GError **error)
{
  g_autoptr (GString) fold = g_string_new (NULL);

  _tl_volume_append_fold (fold, document->number);
  _tl_volume_append_fold (fold, document->short_name);
  _tl_volume_append_fold (fold, document->title);
  _tl_volume_append_fold (fold, document->issuer);
  return _tl_db_bind (&self->db, self->put_list, error, "issis", (gint64)document->kind,
                      document->issued != NULL ? document->issued : "", document->id, (gint64)row,
                      fold->str)
         && _tl_db_run (&self->db, self->put_list, error);
}

static gboolean
put_document (TlVolumeWriter *self,
              TlDocument *document,
              guint32 row,
              const TlBlockCounts *counts,
              GError **error)
{
  sqlite3_stmt *statement = self->put_document;

  return _tl_db_bind (&self->db, statement, error, "iiii", (gint64)row, (gint64)counts->blocks,
                      (gint64)counts->articles, (gint64)counts->text_bytes)
         && _tl_db_bind_document (&self->db, statement, 5, document, error)
         && _tl_db_run (&self->db, statement, error);
}

static gboolean
put_all (TlVolumeWriter *self,
         TlDocument *document,
         guint32 row,
         const TlBlockCounts *counts,
         GBytes *frame,
         GError **error)
{
  return put_document (self, document, row, counts, error)
         && _tl_db_bind (&self->db, self->put_body, error, "ib", (gint64)row, frame)
         && _tl_db_run (&self->db, self->put_body, error) && put_list (self, document, row, error)
         && put_name (self, document->short_name, row, error)
         && put_name (self, document->title, row, error);
}

guint32
tl_volume_writer_add (TlVolumeWriter *self, TlDocument *document, GError **error)
{
  return tl_volume_writer_add_with_links (self, document, NULL, error);
}

guint32
tl_volume_writer_add_with_links (TlVolumeWriter *self,
                                 TlDocument *document,
                                 GPtrArray *links,
                                 GError **error)
{
  g_autoptr (GBytes) frame = NULL;
  g_autoptr (GBytes) link_frame = NULL;
  TlBlockCounts counts;
  TlVolumeCounts *sum;
  guint32 row;

  g_return_val_if_fail (self != NULL && document != NULL, 0);

  if (!check_usable (self, error) || !_tl_db_check_document (document, error))
    return 0;
  if (g_hash_table_contains (self->ids, document->id))
    {
      g_set_error (error, TL_ERROR, TL_ERROR_INPUT, "document %s stands twice in the volume",
                   document->id);
      return 0;
    }
  if (!self->started && !train_dictionary (self, error))
    {
      self->broken = TRUE;
      return 0;
    }
  frame = _tl_blocks_compress (document->blocks, self->context, self->dictionary, LEVEL, error);
  if (frame != NULL && links != NULL && links->len > 0)
    link_frame = _tl_links_compress (links, error);
  if (frame == NULL || (links != NULL && links->len > 0 && link_frame == NULL))
    {
      g_prefix_error (error, "document %s: ", document->id);
      return 0;
    }
  row = self->rows + 1;
  _tl_blocks_count (document->blocks, &counts);
  if (!put_all (self, document, row, &counts, frame, error)
      || (link_frame != NULL
          && !_tl_volume_links_put (self->links, &self->db, row, document, links, link_frame,
                                    error)))
    {
      self->broken = TRUE;
      return 0;
    }
  g_hash_table_add (self->ids, g_strdup (document->id));
  sum = &self->counts[document->kind];
  sum->documents++;
  sum->blocks.blocks += counts.blocks;
  sum->blocks.articles += counts.articles;
  sum->blocks.text_bytes += counts.text_bytes;
  self->rows = row;
  return row;
}

static gboolean
put_counts (TlVolumeWriter *self, GError **error)
{
  sqlite3_stmt *statement
      = _tl_db_prepare (&self->db, "INSERT INTO counts VALUES (?, ?, ?, ?, ?)", error);
  gboolean ok = statement != NULL;

  for (int kind = 0; ok && kind < TL_N_DOC_KINDS; kind++)
    {
      const TlVolumeCounts *counts = &self->counts[kind];

      ok = _tl_db_bind (&self->db, statement, error, "iiiii", (gint64)kind,
                        (gint64)counts->documents, (gint64)counts->blocks.blocks,
                        (gint64)counts->blocks.articles, (gint64)counts->blocks.text_bytes)
           && _tl_db_run (&self->db, statement, error);
    }
  sqlite3_finalize (statement);
  return ok;
}

static void
finalize_statements (TlVolumeWriter *self)
{
  g_clear_pointer (&self->put_document, sqlite3_finalize);
  g_clear_pointer (&self->put_body, sqlite3_finalize);
  g_clear_pointer (&self->put_list, sqlite3_finalize);
  g_clear_pointer (&self->put_name, sqlite3_finalize);
  g_clear_pointer (&self->put_meta, sqlite3_finalize);
}

/* Writes the tables again one after the other, without gaps. */
static gboolean
pack (TlVolumeWriter *self, GError **error)
{
  sqlite3_stmt *statement = _tl_db_prepare (&self->db, "VACUUM INTO ?", error);
  gboolean ok = statement != NULL && _tl_db_bind (&self->db, statement, error, "s", self->packed)
                && _tl_db_run (&self->db, statement, error);

  sqlite3_finalize (statement);
  return ok;
}

static gboolean
patch_number (int fd, off_t offset, guint32 value)
{
  guint32 number = GUINT32_TO_BE (value);

  return pwrite (fd, &number, sizeof number, offset) == (ssize_t)sizeof number;
}

static gboolean
fix_header (const char *path, GError **error)
{
  int fd = g_open (path, O_RDWR | O_CLOEXEC, 0);
  gboolean ok = fd >= 0 && patch_number (fd, HEADER_CHANGES, 1)
                && patch_number (fd, HEADER_VALID_FOR, 1)
                && patch_number (fd, HEADER_VERSION, HEADER_VERSION_VALUE);
  int saved = errno;

  if (fd >= 0 && close (fd) < 0 && ok)
    {
      saved = errno;
      ok = FALSE;
    }
  if (!ok)
    g_set_error (error, G_IO_ERROR, g_io_error_from_errno (saved), "%s: write: %s", path,
                 g_strerror (saved));
  return ok;
}

static char *
digest_of (const char *path, GError **error)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree guint8 *chunk = g_malloc (DIGEST_CHUNK);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInputStream) stream = g_file_read (file, NULL, error);
  gssize n = 0;

  while (stream != NULL
         && (n = g_input_stream_read (G_INPUT_STREAM (stream), chunk, DIGEST_CHUNK, NULL, error))
                > 0)
    g_checksum_update (checksum, chunk, n);
  if (stream == NULL || n < 0)
    return NULL;
  return g_strdup (g_checksum_get_string (checksum));
}

char *
tl_volume_writer_finish (TlVolumeWriter *self, GError **error)
{
  g_autofree char *digest = NULL;
  g_autofree char *name = NULL;
  g_autofree char *path = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  if (!check_usable (self, error))
    return NULL;
  self->broken = TRUE; /* there is no second finish */
  if (!put_counts (self, error) || !_tl_volume_links_finish (self->links, &self->db, error))
    return NULL;
  finalize_statements (self);
  if (!_tl_db_exec (&self->db, "COMMIT", error) || !pack (self, error)
      || !_tl_db_close (&self->db, error) || !fix_header (self->packed, error))
    return NULL;
  digest = digest_of (self->packed, error);
  if (digest == NULL)
    return NULL;
  name = g_strconcat (digest, TL_VOLUME_SUFFIX, NULL);
  path = g_build_filename (self->folder, name, NULL);
  if (!tl_atomic_rename (self->packed, path, error))
    return NULL;
  return g_steal_pointer (&digest);
}

void
tl_volume_writer_free (TlVolumeWriter *self)
{
  if (self == NULL)
    return;
  finalize_statements (self);
  _tl_db_close (&self->db, NULL);
  _tl_volume_work_clear (&self->work);
  ZSTD_freeCDict (self->dictionary);
  ZSTD_freeCCtx (self->context);
  g_byte_array_unref (self->samples);
  g_array_unref (self->sample_sizes);
  _tl_volume_links_free (self->links);
  g_hash_table_unref (self->ids);
  g_free (self->packed);
  g_free (self->build);
  g_free (self->folder);
  g_free (self);
}
