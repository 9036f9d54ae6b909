/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>

#include "base/tl-atomic-file.h"
#include "base/tl-posix.h"
#include "search/index/tl-posting-writer.h"
#include "search/index/tl-xapian-private.hh"

/* Units that are held in memory before they go to the scratch database; a fixed number, so that the
 * same units make the same file. */
#define BATCH_UNITS 2000
/* Memory for postings before they go to the scratch folder. */
#define POSTING_BYTES ((gsize)128 * 1024 * 1024)

struct _TlXapianWriter
{
  char *scratch;
  Xapian::WritableDatabase *db;
  TlPostingWriter *postings;
  guint32 units;
  guint batch_units;
};

TlXapianWriter *
tl_xapian_writer_new (const char *folder, GError **error)
{
  g_autofree char *scratch = g_build_filename (folder, ".index-XXXXXX", NULL);
  TlXapianWriter *self;

  if (g_mkdtemp_full (scratch, 0700) == NULL)
    {
      int code = errno;

      g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (code), "%s: %s", scratch,
                   g_strerror (code));
      return NULL;
    }
  self = g_new0 (TlXapianWriter, 1);
  self->scratch = static_cast<char *> (g_steal_pointer (&scratch));
  self->postings = tl_posting_writer_new (self->scratch, POSTING_BYTES);
  try
    {
      self->db = new Xapian::WritableDatabase (
          self->scratch, Xapian::DB_CREATE_OR_OVERWRITE | Xapian::DB_BACKEND_GLASS
                             | Xapian::DB_NO_TERMLIST | Xapian::DB_NO_SYNC);
      self->db->begin_transaction (true);
    }
  catch (...)
    {
      tl_xapian_set_thrown (error, self->scratch);
      tl_xapian_writer_free (self);
      return NULL;
    }
  return self;
}

static void
end_batch (TlXapianWriter *self)
{
  self->db->commit_transaction ();
  self->db->begin_transaction (true);
  self->batch_units = 0;
}

gboolean
tl_xapian_writer_add (TlXapianWriter *self,
                      const TlXapianTerm *terms,
                      guint n_terms,
                      const TlXapianValue *values,
                      guint n_values,
                      const void *data,
                      gsize length,
                      GError **error)
{
  try
    {
      Xapian::Document unit;

      for (guint i = 0; i < n_values; i++)
        unit.add_value (values[i].slot, std::string (static_cast<const char *> (values[i].bytes),
                                                     values[i].length));
      unit.set_data (std::string (static_cast<const char *> (data), length));
      self->db->add_document (unit);
      if (++self->batch_units >= BATCH_UNITS)
        end_batch (self);
    }
  catch (...)
    {
      tl_xapian_set_thrown (error, self->scratch);
      return FALSE;
    }
  self->units++;
  for (guint i = 0; i < n_terms; i++)
    tl_posting_writer_add (self->postings, self->units, terms[i].name, terms[i].wdf);
  return tl_posting_writer_end_unit (self->postings, error);
}

gboolean
tl_xapian_writer_set_metadata (
    TlXapianWriter *self, const char *key, const void *data, gsize length, GError **error)
{
  try
    {
      self->db->set_metadata (key, std::string (static_cast<const char *> (data), length));
      return TRUE;
    }
  catch (...)
    {
      tl_xapian_set_thrown (error, self->scratch);
      return FALSE;
    }
}

/* The frequency of a long list stands beside it as well, for those who only want to know that. */
static gboolean
take_packed_cb (
    const char *term, const void *bytes, gsize length, gpointer user_data, GError **error)
{
  TlXapianWriter *self = static_cast<TlXapianWriter *> (user_data);
  g_autofree char *key = g_strconcat (TL_XAPIAN_POSTINGS, term, NULL);
  g_autofree char *short_key = g_strconcat (TL_XAPIAN_FREQUENCY, term, NULL);

  return tl_xapian_writer_set_metadata (self, key, bytes, length, error)
         && (length <= TL_XAPIAN_LONG
             || tl_xapian_writer_set_metadata (self, short_key, bytes, TL_XAPIAN_HEAD, error));
}

/* The UUID as this program makes it: part of the digest of the file with its UUID zeroed, and the
 * length, big-endian. */
static gboolean
make_uuid (const char *path, int fd, guint8 uuid[UUID_BYTES], GError **error)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree guint8 *buffer = static_cast<guint8 *> (g_malloc (1 << 20));
  guint8 digest[32];
  gsize digest_length = sizeof digest;
  guint64 length = 0;
  ssize_t got;

  while ((got = pread (fd, buffer, 1 << 20, length)) > 0)
    {
      if (length == 0 && got >= UUID_OFFSET + UUID_BYTES)
        memset (buffer + UUID_OFFSET, 0, UUID_BYTES);
      g_checksum_update (checksum, buffer, got);
      length += got;
    }
  if (got < 0)
    {
      tl_xapian_set_errno (error, path, errno);
      return FALSE;
    }
  g_checksum_get_digest (checksum, digest, &digest_length);
  memcpy (uuid, digest, UUID_DIGEST_BYTES);
  for (int i = 0; i < 8; i++)
    uuid[UUID_DIGEST_BYTES + i] = (guint8)(length >> (8 * (7 - i)));
  return TRUE;
}

static gboolean
pin_uuid (const char *path, GError **error)
{
  guint8 uuid[UUID_BYTES];
  int fd = g_open (path, O_RDWR | O_CLOEXEC, 0);
  gboolean ok = FALSE;

  if (fd < 0)
    {
      tl_xapian_set_errno (error, path, errno);
      return FALSE;
    }
  if (make_uuid (path, fd, uuid, error))
    {
      ok = pwrite (fd, uuid, sizeof uuid, UUID_OFFSET) == sizeof uuid;
      if (!ok)
        tl_xapian_set_errno (error, path, errno);
    }
  close (fd);
  return ok;
}

/* Closes the scratch database and removes its folder. */
static void
remove_scratch (TlXapianWriter *self)
{
  g_autoptr (GDir) folder = NULL;
  const char *name;

  try
    {
      delete self->db;
    }
  catch (...)
    {
      g_autoptr (GError) error = NULL;

      tl_xapian_set_thrown (&error, self->scratch);
      g_warning ("%s", error->message);
    }
  self->db = NULL;
  g_clear_pointer (&self->postings, tl_posting_writer_free);
  folder = g_dir_open (self->scratch, 0, NULL);
  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *path = g_build_filename (self->scratch, name, NULL);

      g_unlink (path);
    }
  g_clear_pointer (&folder, g_dir_close); /* Windows removes no folder that is being read */
  g_rmdir (self->scratch);
}

gboolean
tl_xapian_writer_finish (TlXapianWriter *self, const char *path, GError **error)
{
  g_autofree char *compact = g_build_filename (self->scratch, "compact.tlx", NULL);

  if (!tl_posting_writer_finish (self->postings, self->units, take_packed_cb, self, error))
    return FALSE;
  try
    {
      self->db->commit_transaction ();
      self->db->compact (compact, Xapian::DBCOMPACT_SINGLE_FILE);
    }
  catch (...)
    {
      tl_xapian_set_thrown (error, path);
      return FALSE;
    }
  if (!pin_uuid (compact, error) || !tl_atomic_rename (compact, path, error))
    return FALSE;
  remove_scratch (self);
  return TRUE;
}

void
tl_xapian_writer_free (TlXapianWriter *self)
{
  if (self == NULL)
    return;
  if (g_file_test (self->scratch, G_FILE_TEST_IS_DIR))
    remove_scratch (self);
  g_free (self->scratch);
  g_free (self);
}
