/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "corpus/tl-volume.h"

#include <errno.h>
#include <string.h>

#include "base/tl-error.h"
#include "base/tl-posix.h"
#include "corpus/tl-volume-private.h"

#define SQLITE_MAGIC "SQLite format 3"
#define HEADER_BYTES 100

static guint32
get_be32 (const guint8 *bytes)
{
  return (guint32)bytes[0] << 24 | (guint32)bytes[1] << 16 | (guint32)bytes[2] << 8 | bytes[3];
}

/* The header says what the file is and how long: a foreign, newer or cut file is told from a
 * damaged one before SQLite sees it (https://www.sqlite.org/fileformat.html, 1.3). */
static gboolean
check_header (TlVolume *self, const guint8 *header, gsize read, GError **error)
{
  guint64 page_size, expected;

  if (read < HEADER_BYTES || memcmp (header, SQLITE_MAGIC, sizeof SQLITE_MAGIC) != 0
      || get_be32 (header + 68) != TL_VOLUME_APPLICATION_ID)
    {
      g_set_error (error, TL_ERROR, TL_ERROR_INPUT, "%s: not a volume", self->path);
      return FALSE;
    }
  if (get_be32 (header + 60) != TL_VOLUME_VERSION)
    {
      g_set_error (error, TL_ERROR, TL_ERROR_UNSUPPORTED,
                   "%s: a volume of format %u, this program reads %d; %s", self->path,
                   get_be32 (header + 60), TL_VOLUME_VERSION,
                   get_be32 (header + 60) < TL_VOLUME_VERSION
                       ? "build it again (troly-corpus build)"
                       : "a newer program wrote it");
      return FALSE;
    }
  page_size = (guint64)header[16] << 8 | header[17];
  if (page_size == 1)
    page_size = 65536;
  expected = page_size * get_be32 (header + 28);
  if (expected != self->size)
    {
      g_set_error (error, TL_ERROR, TL_ERROR_INPUT,
                   "%s: damaged: %" G_GUINT64_FORMAT " bytes long instead of %" G_GUINT64_FORMAT,
                   self->path, self->size, expected);
      return FALSE;
    }
  return TRUE;
}

static gboolean
read_header (TlVolume *self, GError **error)
{
  guint8 header[HEADER_BYTES];
  struct stat info;
  ssize_t n = -1;
  int fd = g_open (self->path, O_RDONLY | O_CLOEXEC | O_NONBLOCK, 0);

  if (fd >= 0 && fstat (fd, &info) == 0)
    {
      if (!S_ISREG (info.st_mode))
        errno = EINVAL;
      else
        n = pread (fd, header, sizeof header, 0);
    }
  if (n < 0)
    {
      int saved = errno;
      g_set_error (error, G_IO_ERROR, g_io_error_from_errno (saved), "%s: open: %s", self->path,
                   g_strerror (saved));
      if (fd >= 0)
        close (fd);
      return FALSE;
    }
  close (fd);
  self->size = (guint64)info.st_size;
  return check_header (self, header, (gsize)n, error);
}

static gboolean
check_schema (TlVolume *self, TlVolumeConnection *connection, GError **error)
{
  sqlite3_stmt *statement = _tl_db_prepare (
      &connection->db, "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY rowid", error);
  gboolean same = TRUE;
  guint n = 0;
  int row = -1;

  while (statement != NULL && (row = _tl_db_step (&connection->db, statement, error)) > 0 && same)
    {
      const char *sql = (const char *)sqlite3_column_text (statement, 0);

      same = n < TL_N_VOLUME_TABLES && g_strcmp0 (sql, _tl_volume_schema[n]) == 0;
      n++;
    }
  sqlite3_finalize (statement);
  if (row < 0)
    return FALSE;
  if (same && n == TL_N_VOLUME_TABLES)
    return TRUE;
  g_set_error (error, TL_ERROR, TL_ERROR_INPUT, "%s: damaged: not the tables of a volume",
               self->path);
  return FALSE;
}

static gboolean
read_dictionary (TlVolume *self, TlVolumeConnection *connection, GError **error)
{
  sqlite3_stmt *statement
      = _tl_db_prepare (&connection->db, "SELECT data FROM dictionary WHERE id = 1", error);
  int row = statement != NULL ? _tl_db_step (&connection->db, statement, error) : -1;

  if (row > 0)
    {
      const void *data = sqlite3_column_blob (statement, 0);
      gsize size = (gsize)sqlite3_column_bytes (statement, 0);

      if (data != NULL && size <= TL_VOLUME_MAX_DICTIONARY)
        {
          self->dictionary_bytes = g_bytes_new (data, size);
          self->dictionary = ZSTD_createDDict (data, size);
        }
      if (self->dictionary == NULL)
        {
          g_set_error (error, TL_ERROR, TL_ERROR_INPUT, "%s: damaged: the dictionary", self->path);
          row = -1;
        }
    }
  sqlite3_finalize (statement);
  return row >= 0;
}

static gboolean
take_counts (TlVolume *self, sqlite3_stmt *statement)
{
  gint64 values[5];
  TlVolumeCounts *counts;

  for (int i = 0; i < 5; i++)
    {
      values[i] = sqlite3_column_int64 (statement, i);
      if (values[i] < 0 || values[i] > G_MAXINT32 * (i == 4 ? (gint64)G_MAXINT32 : 1))
        return FALSE;
    }
  if (values[0] >= TL_N_DOC_KINDS || values[1] > G_MAXINT32 - (gint64)self->n_rows)
    return FALSE;
  counts = &self->counts[values[0]];
  counts->documents = (guint64)values[1];
  counts->blocks.blocks = (guint64)values[2];
  counts->blocks.articles = (guint64)values[3];
  counts->blocks.text_bytes = (guint64)values[4];
  self->n_rows += (guint32)values[1];
  return TRUE;
}

/* Rows are numbered from 1 without gaps, so that the counts and the last row must agree. */
static gboolean
read_counts (TlVolume *self, TlVolumeConnection *connection, GError **error)
{
  sqlite3_stmt *statement = _tl_db_prepare (
      &connection->db, "SELECT kind, documents, blocks, articles, text_bytes FROM counts", error);
  gboolean sane = TRUE;
  gint64 last = 0;
  int row = -1;

  while (statement != NULL && (row = _tl_db_step (&connection->db, statement, error)) > 0 && sane)
    sane = take_counts (self, statement);
  sqlite3_finalize (statement);
  if (row < 0
      || !_tl_db_get_int (&connection->db, "SELECT ifnull(max(row), 0) FROM documents", &last,
                          error))
    return FALSE;
  if (sane && last == (gint64)self->n_rows)
    return TRUE;
  g_set_error (error, TL_ERROR, TL_ERROR_INPUT, "%s: damaged: the counts are not those of its rows",
               self->path);
  return FALSE;
}

TlVolume *
tl_volume_open (const char *path, GError **error)
{
  g_autoptr (TlVolume) self = NULL;
  g_autofree char *escaped = NULL;
  TlVolumeConnection *connection;
  gboolean ok;

  g_return_val_if_fail (path != NULL, NULL);

  self = g_new0 (TlVolume, 1);
  g_atomic_ref_count_init (&self->ref_count);
  g_mutex_init (&self->lock);
  g_cond_init (&self->returned);
  self->idle = g_ptr_array_new_with_free_func ((GDestroyNotify)_tl_volume_connection_free);
  self->path = g_canonicalize_filename (path, NULL);
  self->name = g_path_get_basename (self->path);
  if (g_str_has_suffix (self->name, TL_VOLUME_SUFFIX))
    self->name[strlen (self->name) - strlen (TL_VOLUME_SUFFIX)] = '\0';
  escaped = g_uri_escape_string (self->path, "/", FALSE);
  self->uri = g_strdup_printf ("file:%s?immutable=1", escaped);

  if (!read_header (self, error))
    return NULL;
  connection = _tl_volume_borrow (self, error);
  if (connection == NULL)
    return NULL;
  ok = check_schema (self, connection, error) && read_dictionary (self, connection, error)
       && read_counts (self, connection, error);
  _tl_volume_give_back (self, connection);
  return ok ? g_steal_pointer (&self) : NULL;
}

TlVolume *
tl_volume_ref (TlVolume *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
tl_volume_unref (TlVolume *self)
{
  if (self == NULL || !g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_ptr_array_unref (self->idle);
  ZSTD_freeDDict (self->dictionary);
  g_clear_pointer (&self->dictionary_bytes, g_bytes_unref);
  g_mutex_clear (&self->lock);
  g_cond_clear (&self->returned);
  g_free (self->uri);
  g_free (self->index_path);
  g_free (self->name);
  g_free (self->path);
  g_free (self);
}

const char *
tl_volume_get_name (TlVolume *self)
{
  return self->name;
}

const char *
_tl_volume_get_path (TlVolume *self)
{
  return self->path;
}

guint64
_tl_volume_get_size (TlVolume *self)
{
  return self->size;
}

guint64
tl_volume_get_text_bytes (TlVolume *self)
{
  guint64 bytes = 0;

  g_return_val_if_fail (self != NULL, 0);

  for (int kind = 0; kind < TL_N_DOC_KINDS; kind++)
    bytes += self->counts[kind].blocks.text_bytes;
  return bytes;
}

gboolean
tl_volume_has_dictionary (TlVolume *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->dictionary_bytes != NULL;
}

guint32
tl_volume_get_n_documents (TlVolume *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->n_rows;
}

guint32
_tl_volume_get_n_rows (TlVolume *self)
{
  return self->n_rows;
}

const TlVolumeCounts *
_tl_volume_get_counts (TlVolume *self, TlDocKind kind)
{
  return &self->counts[kind];
}

GBytes *
_tl_volume_get_dictionary (TlVolume *self)
{
  return self->dictionary_bytes;
}

void
_tl_volume_set_index_path (TlVolume *self, const char *path)
{
  g_free (self->index_path);
  self->index_path = g_strdup (path);
}

char *
tl_volume_dup_index_path (TlVolume *self)
{
  g_autofree char *folder = g_path_get_dirname (self->path);
  g_autofree char *name = g_strconcat (self->name, TL_VOLUME_INDEX_SUFFIX, NULL);

  if (self->index_path != NULL)
    return g_strdup (self->index_path);
  return g_build_filename (folder, name, NULL);
}

gboolean
_tl_volume_read_meta (TlVolume *self, const char *name, char **value, GError **error)
{
  TlVolumeConnection *connection = _tl_volume_borrow (self, error);
  sqlite3_stmt *statement;
  int found = -1;

  *value = NULL;
  if (connection == NULL)
    return FALSE;
  statement = _tl_volume_statement (connection, TL_VOLUME_META, error);
  if (statement != NULL && _tl_db_bind (&connection->db, statement, error, "s", name))
    found = _tl_db_step (&connection->db, statement, error);
  if (found > 0)
    {
      const char *text = (const char *)sqlite3_column_text (statement, 0);
      gsize size = (gsize)sqlite3_column_bytes (statement, 0);

      if (text != NULL && g_utf8_validate_len (text, size, NULL))
        *value = g_strndup (text, size);
      else
        {
          g_set_error (error, TL_ERROR, TL_ERROR_INPUT, "%s: damaged: metadata %s is no text",
                       self->path, name);
          found = -1;
        }
    }
  _tl_volume_give_back (self, connection);
  return found >= 0;
}

char *
tl_volume_dup_meta (TlVolume *self, const char *name)
{
  g_autoptr (GError) error = NULL;
  char *value;

  g_return_val_if_fail (self != NULL && name != NULL, NULL);

  if (!_tl_volume_read_meta (self, name, &value, &error))
    g_message ("%s", error->message);
  return value;
}

gint64
_tl_volume_row_of (TlVolume *self, const char *id, GError **error)
{
  TlVolumeConnection *connection = _tl_volume_borrow (self, error);
  sqlite3_stmt *statement;
  gint64 row = -1;

  if (connection == NULL)
    return -1;
  statement = _tl_volume_statement (connection, TL_VOLUME_ROW_OF_ID, error);
  if (statement != NULL && _tl_db_bind (&connection->db, statement, error, "s", id))
    {
      int found = _tl_db_step (&connection->db, statement, error);

      row = found > 0 ? sqlite3_column_int64 (statement, 0) : found;
      if (row < -1 || row > self->n_rows || (found > 0 && row < 1))
        {
          g_set_error (error, TL_ERROR, TL_ERROR_INPUT, "%s: damaged: document %s has no row",
                       self->path, id);
          row = -1;
        }
    }
  _tl_volume_give_back (self, connection);
  return row;
}

static gboolean
load_body (TlVolume *self,
           TlVolumeConnection *connection,
           guint32 row,
           TlDocument *document,
           GError **error)
{
  sqlite3_stmt *statement = _tl_volume_statement (connection, TL_VOLUME_BODY, error);
  GPtrArray *blocks;
  int found;

  if (statement == NULL || !_tl_db_bind (&connection->db, statement, error, "i", (gint64)row))
    return FALSE;
  found = _tl_db_step (&connection->db, statement, error);
  if (found < 0)
    return FALSE;
  if (found == 0)
    {
      g_set_error (error, TL_ERROR, TL_ERROR_INPUT, "%s: damaged: document %s has no body",
                   self->path, document->id);
      return FALSE;
    }
  blocks = _tl_blocks_decompress (sqlite3_column_blob (statement, 0),
                                  (gsize)sqlite3_column_bytes (statement, 0), connection->context,
                                  self->dictionary, error);
  if (blocks == NULL)
    {
      g_prefix_error (error, "%s: document %s: ", self->path, document->id);
      return FALSE;
    }
  g_ptr_array_unref (document->blocks);
  document->blocks = blocks;
  return TRUE;
}

static TlDocument *
load (TlVolume *self,
      TlVolumeConnection *connection,
      guint32 row,
      gboolean with_blocks,
      GError **error)
{
  sqlite3_stmt *statement = _tl_volume_statement (connection, TL_VOLUME_HEADER, error);
  g_autoptr (TlDocument) document = NULL;
  int found;

  if (statement == NULL || !_tl_db_bind (&connection->db, statement, error, "i", (gint64)row))
    return NULL;
  found = _tl_db_step (&connection->db, statement, error);
  if (found == 0)
    g_set_error (error, TL_ERROR, TL_ERROR_INPUT, "%s: no document in row %u", self->path, row);
  if (found <= 0)
    return NULL;
  document = _tl_db_read_document (&connection->db, statement, 0, error);
  if (document == NULL || (with_blocks && !load_body (self, connection, row, document, error)))
    return NULL;
  return g_steal_pointer (&document);
}

TlDocument *
tl_volume_load (TlVolume *self, guint32 row, gboolean with_blocks, GError **error)
{
  TlVolumeConnection *connection;
  TlDocument *document;

  g_return_val_if_fail (self != NULL, NULL);

  connection = _tl_volume_borrow (self, error);
  if (connection == NULL)
    return NULL;
  document = load (self, connection, row, with_blocks, error);
  _tl_volume_give_back (self, connection);
  return document;
}
