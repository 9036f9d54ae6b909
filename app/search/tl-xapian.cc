/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "search/tl-xapian.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <math.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include <xapian.h>

#include "base/tl-atomic-file.h"
#include "base/tl-error.h"
#include "search/tl-bm25.h"

/* A Xapian 1.4 glass database begins with these bytes, a version of two bytes, and its UUID. */
static const char GLASS_MAGIC[] = "\x0f\x0dXapian Glass";
#define GLASS_MAGIC_BYTES 14
#define UUID_OFFSET       16
#define UUID_BYTES        16
#define UUID_DIGEST_BYTES 8

/* Units that are held in memory before they go to the scratch database; a fixed number, for the
 * chunks of posting lists end where a batch ends. */
#define BATCH_UNITS 2000
/* Syllables and pairs of one batch: long judgments end it sooner. */
#define BATCH_TERMS 8000000

#define POLL_MASK 0xfff

namespace
{

/* Thrown through Xapian's matcher when the run was cancelled; not one of Xapian's own errors. */
struct Cancelled
{
};

struct Poll
{
  GCancellable *cancellable;
  unsigned count;

  void
  check ()
  {
    if ((++count & POLL_MASK) == 0 && g_cancellable_is_cancelled (cancellable))
      throw Cancelled ();
  }
};

/* BM25 whose shares are multiples of a power of two, so that sums do not depend on the order in
 * which the matcher adds them, and which looks at the cancellable between postings. */
class Bm25 : public Xapian::Weight
{
  double k1, b, step, scale;
  Poll *poll;

  double
  share (double wdf, double length) const
  {
    double average = get_average_length ();
    double value = scale * tl_bm25_share (wdf, average > 0 ? length / average : 1.0, k1, b);

    return step > 0 ? floor (value / step + 0.5) * step : value;
  }

public:
  Bm25 (double k1_, double b_, double step_, Poll *poll_)
      : k1 (k1_), b (b_), step (step_), scale (0), poll (poll_)
  {
    need_stat (COLLECTION_SIZE);
    need_stat (AVERAGE_LENGTH);
    need_stat (TERMFREQ);
    need_stat (WDF);
    need_stat (WDF_MAX);
    need_stat (DOC_LENGTH);
    need_stat (DOC_LENGTH_MIN);
  }

  void
  init (double factor) override
  {
    scale = factor > 0 ? factor * tl_bm25_idf (get_collection_size (), get_termfreq ()) : 0;
  }

  Weight *
  clone () const override
  {
    return new Bm25 (k1, b, step, poll);
  }

  std::string
  name () const override
  {
    return "TlBm25";
  }

  double
  get_sumpart (Xapian::termcount wdf, Xapian::termcount length, Xapian::termcount) const override
  {
    poll->check ();
    return share (wdf, length);
  }

  /* A unit is at least as long as its most frequent term counts, and the share grows with both. */
  double
  get_maxpart () const override
  {
    Xapian::termcount wdf = get_wdf_upper_bound ();

    return share (wdf, MAX (get_doclength_lower_bound (), wdf)) + step;
  }

  double
  get_sumextra (Xapian::termcount, Xapian::termcount) const override
  {
    return 0;
  }

  double
  get_maxextra () const override
  {
    return 0;
  }
};

/* What the deciders of one match share. */
struct Gates
{
  const TlXapianMatch *match;
  const std::vector<std::string> &uuids; /* of the files, in their order */
  Poll *poll;
  guint opened;
};

/* Lets the units through that the decider accepts. Xapian tells a MatchDecider the id inside a file
 * but not which file; a posting source is told, for it is opened once a file. */
class Gate : public Xapian::PostingSource
{
  Gates *gates;
  guint shard;
  Xapian::docid at, last;

  bool
  is_open (Xapian::docid local)
  {
    gates->poll->check ();
    return gates->match->decide (shard, local, gates->match->user_data);
  }

  void
  find_from (Xapian::docid local)
  {
    for (at = local; at <= last && !is_open (at); at++)
      ;
  }

public:
  explicit Gate (Gates *gates_) : gates (gates_), shard (0), at (0), last (0)
  {
  }

  PostingSource *
  clone () const override
  {
    return new Gate (gates);
  }

  /* Files come in their order; equal ones are told apart by it. */
  void
  init (const Xapian::Database &db) override
  {
    const std::string uuid = db.get_uuid ();

    shard = gates->opened++;
    if (shard >= gates->uuids.size () || gates->uuids[shard] != uuid)
      for (shard = 0; shard + 1 < gates->uuids.size () && gates->uuids[shard] != uuid; shard++)
        ;
    at = 0;
    last = db.get_lastdocid ();
  }

  Xapian::doccount
  get_termfreq_min () const override
  {
    return 0;
  }

  /* More frequent than anything else, so that it is looked at last, and only for units that match.
   */
  Xapian::doccount
  get_termfreq_est () const override
  {
    return last + 1;
  }

  Xapian::doccount
  get_termfreq_max () const override
  {
    return last + 1;
  }

  void
  next (double) override
  {
    find_from (at + 1);
  }

  void
  skip_to (Xapian::docid local, double) override
  {
    if (local > at)
      find_from (local);
  }

  bool
  check (Xapian::docid local, double) override
  {
    if (local <= at)
      return true;
    if (!is_open (local))
      return false;
    at = local;
    return true;
  }

  bool
  at_end () const override
  {
    return at > last;
  }

  Xapian::docid
  get_docid () const override
  {
    return at;
  }
};

void
set_error (GError **error, const char *path, const Xapian::Error &e)
{
  g_set_error (error, TL_ERROR, TL_ERROR_STORE, "%s: %s (%s)", path, e.get_msg ().c_str (),
               e.get_type ());
}

} // namespace

/* ---- Writing ---- */

struct _TlXapianWriter
{
  char *scratch;
  Xapian::WritableDatabase *db;
  guint batch_units;
  guint64 batch_terms;
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
  try
    {
      self->db = new Xapian::WritableDatabase (
          self->scratch, Xapian::DB_CREATE_OR_OVERWRITE | Xapian::DB_BACKEND_GLASS
                             | Xapian::DB_NO_TERMLIST | Xapian::DB_NO_SYNC);
      self->db->begin_transaction (true);
    }
  catch (const Xapian::Error &e)
    {
      set_error (error, self->scratch, e);
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
  self->batch_terms = 0;
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

      for (guint i = 0; i < n_terms; i++)
        unit.add_term (terms[i].name, terms[i].wdf);
      for (guint i = 0; i < n_values; i++)
        unit.add_value (values[i].slot, std::string (static_cast<const char *> (values[i].bytes),
                                                     values[i].length));
      unit.set_data (std::string (static_cast<const char *> (data), length));
      self->db->add_document (unit);
      self->batch_terms += n_terms;
      if (++self->batch_units >= BATCH_UNITS || self->batch_terms >= BATCH_TERMS)
        end_batch (self);
      return TRUE;
    }
  catch (const Xapian::Error &e)
    {
      set_error (error, self->scratch, e);
      return FALSE;
    }
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
  catch (const Xapian::Error &e)
    {
      set_error (error, self->scratch, e);
      return FALSE;
    }
}

static void
set_errno (GError **error, const char *path, int code)
{
  g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (code), "%s: %s", path,
               g_strerror (code));
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
      set_errno (error, path, errno);
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
  int fd = open (path, O_RDWR | O_CLOEXEC);
  gboolean ok = FALSE;

  if (fd < 0)
    {
      set_errno (error, path, errno);
      return FALSE;
    }
  if (make_uuid (path, fd, uuid, error))
    {
      ok = pwrite (fd, uuid, sizeof uuid, UUID_OFFSET) == sizeof uuid;
      if (!ok)
        set_errno (error, path, errno);
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
  catch (const Xapian::Error &e)
    {
      g_warning ("%s: %s", self->scratch, e.get_msg ().c_str ());
    }
  self->db = NULL;
  folder = g_dir_open (self->scratch, 0, NULL);
  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *path = g_build_filename (self->scratch, name, NULL);

      g_unlink (path);
    }
  g_rmdir (self->scratch);
}

gboolean
tl_xapian_writer_finish (TlXapianWriter *self, const char *path, GError **error)
{
  g_autofree char *compact = g_build_filename (self->scratch, "compact.tlx", NULL);

  try
    {
      self->db->commit_transaction ();
      self->db->compact (compact, Xapian::DBCOMPACT_SINGLE_FILE);
    }
  catch (const Xapian::Error &e)
    {
      set_error (error, path, e);
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

/* ---- Reading ---- */

struct _TlXapianDb
{
  Xapian::Database all;
  std::vector<Xapian::Database> shards;
  std::vector<std::string> uuids;
  char **paths;
};

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
      set_errno (error, path, errno);
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
      set_error (error, path, e);
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
      set_error (error, self->paths[shard], e);
      return FALSE;
    }
}

/* Xapian does not say which of several files failed: walk the postings in each until one fails
 * again. */
static void
set_error_of_shard (GError **error,
                    TlXapianDb *self,
                    const TlXapianMatch *match,
                    const Xapian::Error &e)
{
  for (guint i = 0; i < self->shards.size (); i++)
    try
      {
        for (guint k = 0; match != NULL && k < match->n_clauses; k++)
          for (Xapian::PostingIterator p = self->shards[i].postlist_begin (match->clauses[k].term);
               p != self->shards[i].postlist_end (match->clauses[k].term); ++p)
            p.get_wdf ();
      }
    catch (const Xapian::Error &again)
      {
        set_error (error, self->paths[i], again);
        return;
      }
  g_autofree char *all = g_strjoinv (", ", self->paths);
  set_error (error, all, e);
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
        set_error (error, self->paths[i], e);
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
      set_error (error, self->paths[shard], e);
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
      set_error (error, self->paths[shard], e);
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
        set_error (error, self->paths[shard], e);
        return FALSE;
      }
  return TRUE;
}

/* ---- Matching ---- */

static Xapian::Query
any_of (const TlXapianMatch *match, bool candidates)
{
  std::vector<Xapian::Query> parts;

  for (guint i = 0; i < match->n_clauses; i++)
    if (!!match->clauses[i].candidate == candidates)
      parts.push_back (Xapian::Query (Xapian::Query::OP_SCALE_WEIGHT,
                                      Xapian::Query (match->clauses[i].term),
                                      match->clauses[i].factor));
  return Xapian::Query (Xapian::Query::OP_OR, parts.begin (), parts.end ());
}

static Xapian::Query
all_groups (const TlXapianMatch *match)
{
  std::vector<Xapian::Query> groups;
  std::vector<std::string> terms;

  for (guint i = 0; i < match->n_filters; i++)
    {
      terms.push_back (match->filters[i].term);
      if (i + 1 == match->n_filters || match->filters[i + 1].group != match->filters[i].group)
        {
          groups.push_back (Xapian::Query (Xapian::Query::OP_OR, terms.begin (), terms.end ()));
          terms.clear ();
        }
    }
  return Xapian::Query (Xapian::Query::OP_AND, groups.begin (), groups.end ());
}

static Xapian::Query
make_query (const TlXapianMatch *match, Xapian::PostingSource *gate)
{
  Xapian::Query query = any_of (match, true);
  Xapian::Query rest = any_of (match, false);
  Xapian::Query filter = all_groups (match);

  if (!query.empty () && !rest.empty ())
    query = Xapian::Query (Xapian::Query::OP_AND_MAYBE, query, rest);
  else if (query.empty ())
    query = rest;
  if (match->decide != NULL)
    filter = filter.empty () ? Xapian::Query (gate)
                             : Xapian::Query (Xapian::Query::OP_AND, filter, Xapian::Query (gate));
  if (filter.empty ())
    return query;
  if (query.empty ())
    return Xapian::Query (Xapian::Query::OP_SCALE_WEIGHT, filter, 0.0);
  return Xapian::Query (Xapian::Query::OP_FILTER, query, filter);
}

static void
run_match (TlXapianDb *self, const TlXapianMatch *match, GArray *hits, Poll *poll)
{
  Xapian::Enquire enquire (self->all);
  Gates gates = { match, self->uuids, poll, 0 };
  Gate gate (&gates);
  Xapian::MSet found;

  enquire.set_query (make_query (match, &gate));
  enquire.set_weighting_scheme (Bm25 (match->k1, match->b, match->share_step, poll));
  enquire.set_docid_order (Xapian::Enquire::ASCENDING);
  found = enquire.get_mset (0, match->limit);
  for (Xapian::MSetIterator i = found.begin (); i != found.end (); ++i)
    {
      TlXapianHit hit = { *i, i.get_weight () };

      g_array_append_val (hits, hit);
    }
}

gboolean
tl_xapian_db_match (TlXapianDb *self,
                    const TlXapianMatch *match,
                    GArray *hits,
                    GCancellable *cancellable,
                    GError **error)
{
  Poll poll = { cancellable, 0 };

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  if (self->shards.empty () || (match->n_clauses == 0 && match->n_filters == 0))
    return TRUE;
  try
    {
      run_match (self, match, hits, &poll);
      return TRUE;
    }
  catch (const Cancelled &)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, "The search was cancelled");
      return FALSE;
    }
  catch (const Xapian::Error &e)
    {
      set_error_of_shard (error, self, match, e);
      return FALSE;
    }
}
