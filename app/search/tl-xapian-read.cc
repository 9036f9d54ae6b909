/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <utility>

#include "search/tl-xapian-private.hh"

/* Looks at the first bytes before Xapian does: a file that is no database would otherwise be read
 * as a list of other databases. */
static int
open_checked (const char *path, GError **error)
{
  guint8 head[UUID_OFFSET + UUID_BYTES];
  guint64 length = 0;
  struct stat info;
  int fd = open (path, O_RDONLY | O_CLOEXEC);

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
add_shard (TlXapianDb *self, const char *path, GError **error)
{
  int fd = open_checked (path, error);

  if (fd < 0)
    return FALSE;
  try
    {
      /* The database owns the descriptor from here, whether it opens or not. */
      Xapian::Database shard (fd);

      self->shards.push_back (shard);
      self->uuids.push_back (shard.get_uuid ());
      self->all.add_database (shard);
      return TRUE;
    }
  catch (const Xapian::Error &e)
    {
      tl_xapian_set_error (error, path, e);
      return FALSE;
    }
}

TlXapianDb *
tl_xapian_db_open (const char *const *paths, GError **error)
{
  TlXapianDb *self = new TlXapianDb ();

  self->paths = g_strdupv ((char **)paths);
  for (guint i = 0; paths[i] != NULL; i++)
    if (!add_shard (self, paths[i], error))
      {
        tl_xapian_db_free (self);
        return NULL;
      }
  return self;
}

void
tl_xapian_db_free (TlXapianDb *self)
{
  if (self == NULL)
    return;
  g_strfreev (self->paths);
  delete self;
}

const char *
tl_xapian_db_get_path (TlXapianDb *self, guint shard)
{
  return self->paths[shard];
}

guint
tl_xapian_db_get_n_shards (TlXapianDb *self)
{
  return self->shards.size ();
}

guint32
tl_xapian_db_get_count (TlXapianDb *self)
{
  return self->shards.empty () ? 0 : self->all.get_doccount ();
}

double
tl_xapian_db_get_average_length (TlXapianDb *self)
{
  return self->shards.empty () ? 0 : self->all.get_avlength ();
}

guint32
tl_xapian_db_get_shard_count (TlXapianDb *self, guint shard)
{
  return self->shards[shard].get_lastdocid ();
}

guint32
tl_xapian_db_locate (TlXapianDb *self, guint32 id, guint *shard)
{
  guint n = self->shards.size ();

  *shard = (id - 1) % n;
  return (id - 1) / n + 1;
}

gboolean
tl_xapian_db_foreach_value (TlXapianDb *self,
                            guint shard,
                            guint slot,
                            TlXapianValueFunc func,
                            gpointer user_data,
                            GError **error)
{
  try
    {
      const Xapian::Database &db = self->shards[shard];

      for (Xapian::ValueIterator i = db.valuestream_begin (slot); i != db.valuestream_end (slot);
           ++i)
        {
          const std::string value = *i;

          func (i.get_docid (), value.data (), value.size (), user_data);
        }
      return TRUE;
    }
  catch (const Xapian::Error &e)
    {
      tl_xapian_set_error (error, self->paths[shard], e);
      return FALSE;
    }
}

gboolean
tl_xapian_db_get_frequency (TlXapianDb *self, const char *term, guint32 *frequency, GError **error)
{
  *frequency = 0;
  for (guint i = 0; i < self->shards.size (); i++)
    try
      {
        *frequency += self->shards[i].get_termfreq (term);
      }
    catch (const Xapian::Error &e)
      {
        tl_xapian_set_error (error, self->paths[i], e);
        return FALSE;
      }
  return TRUE;
}

GBytes *
tl_xapian_db_load_metadata (TlXapianDb *self, guint shard, const char *key, GError **error)
{
  try
    {
      const std::string data = self->shards[shard].get_metadata (key);

      return data.empty () ? NULL : g_bytes_new (data.data (), data.size ());
    }
  catch (const Xapian::Error &e)
    {
      tl_xapian_set_error (error, self->paths[shard], e);
      return NULL;
    }
}

GBytes *
tl_xapian_db_load_data (TlXapianDb *self, guint32 id, GError **error)
{
  guint shard;
  guint32 local = tl_xapian_db_locate (self, id, &shard);

  try
    {
      const std::string data
          = self->shards[shard].get_document (local, Xapian::DOC_ASSUME_VALID).get_data ();

      return g_bytes_new (data.data (), data.size ());
    }
  catch (const Xapian::Error &e)
    {
      tl_xapian_set_error (error, self->paths[shard], e);
      return NULL;
    }
}

/* The units of one file, by their id in it. */
typedef std::vector<std::pair<Xapian::docid, guint> > Places;

/* Along the posting lists, which are long but touched in few places, and not along the lists of
 * terms of each unit, which the index does not have. */
static void
read_shard (const Xapian::Database &db,
            const Places &places,
            const char *const *terms,
            guint n_terms,
            guint32 *wdf,
            guint32 *lengths)
{
  for (const auto &place : places)
    lengths[place.second] = db.get_doclength (place.first);
  for (guint k = 0; k < n_terms; k++)
    {
      Xapian::PostingIterator i = db.postlist_begin (terms[k]);
      const Xapian::PostingIterator end = db.postlist_end (terms[k]);

      for (const auto &place : places)
        {
          if (i != end)
            i.skip_to (place.first);
          wdf[(gsize)place.second * n_terms + k] = i != end && *i == place.first ? i.get_wdf () : 0;
        }
    }
}

gboolean
tl_xapian_db_read_wdf (TlXapianDb *self,
                       const guint32 *ids,
                       guint n_ids,
                       const char *const *terms,
                       guint n_terms,
                       guint32 *wdf,
                       guint32 *lengths,
                       GError **error)
{
  std::vector<Places> places (self->shards.size ());

  for (guint i = 0; i < n_ids; i++)
    {
      guint shard;
      guint32 local = tl_xapian_db_locate (self, ids[i], &shard);

      places[shard].push_back (std::make_pair (local, i));
    }
  for (guint shard = 0; shard < places.size (); shard++)
    try
      {
        std::sort (places[shard].begin (), places[shard].end ());
        if (!places[shard].empty ())
          read_shard (self->shards[shard], places[shard], terms, n_terms, wdf, lengths);
      }
    catch (const Xapian::Error &e)
      {
        tl_xapian_set_error (error, self->paths[shard], e);
        return FALSE;
      }
  return TRUE;
}
