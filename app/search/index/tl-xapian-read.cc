/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <errno.h>
#include <string.h>

#include <string>

#include "base/tl-posix.h"
#include "search/index/tl-xapian-private.hh"

/* Looks at the first bytes before Xapian does: a file that is no database would otherwise be read
 * as a list of other databases. */
static int
open_checked (const char *path, GError **error)
{
  guint8 head[UUID_OFFSET + UUID_BYTES];
  guint64 length = 0;
  struct stat info;
  int fd = g_open (path, O_RDONLY | O_CLOEXEC, 0);

  if (fd < 0 || fstat (fd, &info) < 0)
    {
      tl_xapian_set_errno (error, path, errno);
      if (fd >= 0)
        close (fd);
      return -1;
    }
  if (pread (fd, head, sizeof head, 0) != (ssize_t)sizeof head
      || memcmp (head, GLASS_MAGIC, GLASS_MAGIC_BYTES) != 0)
    {
      g_set_error (error, TL_ERROR, TL_ERROR_STORE, "%s: not a search index", path);
      close (fd);
      return -1;
    }
  for (int i = 0; i < 8; i++)
    length = length << 8 | head[UUID_OFFSET + UUID_DIGEST_BYTES + i];
  if (length != (guint64)info.st_size)
    {
      g_set_error (error, TL_ERROR, TL_ERROR_STORE,
                   "%s: damaged: the search index should have %" G_GUINT64_FORMAT
                   " bytes and has %" G_GUINT64_FORMAT,
                   path, length, (guint64)info.st_size);
      close (fd);
      return -1;
    }
  return fd;
}

static gboolean
add_file (TlXapianDb *self, const char *path, GError **error)
{
  int fd = open_checked (path, error);

  if (fd < 0)
    return FALSE;
  try
    {
      /* The database owns the descriptor from here, whether it opens or not. */
      self->files.push_back (Xapian::Database (fd));
      self->counts.push_back (self->files.back ().get_lastdocid ());
      return TRUE;
    }
  catch (...)
    {
      tl_xapian_set_thrown (error, path);
      return FALSE;
    }
}

TlXapianDb *
tl_xapian_db_open (const char *const *paths, GError **error)
{
  TlXapianDb *self = new TlXapianDb ();

  self->paths = g_strdupv ((char **)paths);
  tl_posting_cache_init (&self->cache);
  for (guint i = 0; paths[i] != NULL; i++)
    if (!add_file (self, paths[i], error))
      {
        tl_xapian_db_free (self);
        return NULL;
      }
  return self;
}

gboolean
tl_xapian_check (const char *path)
{
  int fd = open_checked (path, NULL);

  if (fd < 0)
    return FALSE;
  try
    {
      /* The check closes the descriptor. */
      return Xapian::Database::check (fd) == 0;
    }
  catch (...)
    {
      return FALSE;
    }
}

void
tl_xapian_db_free (TlXapianDb *self)
{
  if (self == NULL)
    return;
  tl_posting_cache_clear (&self->cache);
  g_strfreev (self->paths);
  delete self;
}

guint
tl_xapian_db_get_n_files (TlXapianDb *self)
{
  return self->files.size ();
}

const char *
tl_xapian_db_get_path (TlXapianDb *self, guint file)
{
  return self->paths[file];
}

guint32
tl_xapian_db_get_count (TlXapianDb *self, guint file)
{
  return self->counts[file];
}

gboolean
tl_xapian_db_foreach_value (TlXapianDb *self,
                            guint file,
                            guint slot,
                            TlXapianValueFunc func,
                            gpointer user_data,
                            GError **error)
{
  try
    {
      const Xapian::Database &db = self->files[file];

      for (Xapian::ValueIterator i = db.valuestream_begin (slot); i != db.valuestream_end (slot);
           ++i)
        {
          const std::string value = *i;

          func (i.get_docid (), value.data (), value.size (), user_data);
        }
      return TRUE;
    }
  catch (...)
    {
      tl_xapian_set_thrown (error, self->paths[file]);
      return FALSE;
    }
}

GBytes *
tl_xapian_db_load_metadata (TlXapianDb *self, guint file, const char *key, GError **error)
{
  try
    {
      const std::string data = self->files[file].get_metadata (key);

      return data.empty () ? NULL : g_bytes_new (data.data (), data.size ());
    }
  catch (...)
    {
      tl_xapian_set_thrown (error, self->paths[file]);
      return NULL;
    }
}

GBytes *
tl_xapian_db_load_data (TlXapianDb *self, guint file, guint32 unit, GError **error)
{
  try
    {
      const std::string data
          = self->files[file].get_document (unit, Xapian::DOC_ASSUME_VALID).get_data ();

      return g_bytes_new (data.data (), data.size ());
    }
  catch (...)
    {
      tl_xapian_set_thrown (error, self->paths[file]);
      return NULL;
    }
}
