/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The only door to Xapian, in C. Nothing here knows what a term means, and nothing typed by a
 * person is ever parsed as a query: a match is made of whole terms. Not one object here may be used
 * by two threads at once. Exceptions end here: every failure is a GError that names the file. */

/** TlXapianTerm: @wdf 0 makes a term that only filters. */
typedef struct
{
  const char *name;
  guint32 wdf;
} TlXapianTerm;

/** TlXapianValue: bytes under a slot of a unit. */
typedef struct
{
  guint slot;
  const void *bytes;
  gsize length;
} TlXapianValue;

/** TL_XAPIAN_TERM_BYTES: the longest term that is stored; callers leave longer ones out. */
#define TL_XAPIAN_TERM_BYTES 240

/**
 * TlXapianWriter:
 *
 * Builds a single-file database: a scratch database in a folder of its own, compacted into one
 * file. The same units in the same order give the same bytes: Xapian's random UUID is replaced by 8
 * bytes of the SHA-256 of the rest and the file's length.
 */
typedef struct _TlXapianWriter TlXapianWriter;

/** tl_xapian_writer_new: @folder must exist; the scratch database is made inside it and removed. */
TlXapianWriter *tl_xapian_writer_new (const char *folder, GError **error);
gboolean tl_xapian_writer_add (TlXapianWriter *self,
                               const TlXapianTerm *terms,
                               guint n_terms,
                               const TlXapianValue *values,
                               guint n_values,
                               const void *data,
                               gsize length,
                               GError **error);
/** tl_xapian_writer_set_metadata: @key is at most #TL_XAPIAN_TERM_BYTES long. */
gboolean tl_xapian_writer_set_metadata (
    TlXapianWriter *self, const char *key, const void *data, gsize length, GError **error);
/** tl_xapian_writer_finish: writes @path, flushed; @path must not be in use. */
gboolean tl_xapian_writer_finish (TlXapianWriter *self, const char *path, GError **error);
void tl_xapian_writer_free (TlXapianWriter *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlXapianWriter, tl_xapian_writer_free)

/**
 * TlXapianDb:
 *
 * Several single-file databases read as one. Unit ids run from 1 over all of them;
 * tl_xapian_db_locate() says which file, and where in it.
 */
typedef struct _TlXapianDb TlXapianDb;

/** tl_xapian_db_open: @paths: (array zero-terminated=1). A file that is missing, cut short or no
 * database is an error that names it. */
TlXapianDb *tl_xapian_db_open (const char *const *paths, GError **error);
void tl_xapian_db_free (TlXapianDb *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlXapianDb, tl_xapian_db_free)

/** tl_xapian_db_get_path: path of file @shard. */
const char *tl_xapian_db_get_path (TlXapianDb *self, guint shard);
guint tl_xapian_db_get_n_shards (TlXapianDb *self);
guint32 tl_xapian_db_get_count (TlXapianDb *self);
double tl_xapian_db_get_average_length (TlXapianDb *self);
/** tl_xapian_db_get_shard_count: units of file @shard; ids inside it run from 1 to this. */
guint32 tl_xapian_db_get_shard_count (TlXapianDb *self, guint shard);
/** tl_xapian_db_locate: Returns: the id inside the file; @shard is its place in @paths. */
guint32 tl_xapian_db_locate (TlXapianDb *self, guint32 id, guint *shard);

/** TlXapianValueFunc: @local is the id inside the file. */
typedef void (*TlXapianValueFunc) (guint32 local,
                                   const void *bytes,
                                   gsize length,
                                   gpointer user_data);
/** tl_xapian_db_foreach_value: every unit of file @shard that has a value under @slot, in order of
 * id. */
gboolean tl_xapian_db_foreach_value (TlXapianDb *self,
                                     guint shard,
                                     guint slot,
                                     TlXapianValueFunc func,
                                     gpointer user_data,
                                     GError **error);

/** tl_xapian_db_get_frequency: @frequency is set to the number of units that hold @term. */
gboolean tl_xapian_db_get_frequency (TlXapianDb *self,
                                     const char *term,
                                     guint32 *frequency,
                                     GError **error);
/** tl_xapian_db_load_metadata: (nullable): %NULL without @error when file @shard has no such entry.
 */
GBytes *tl_xapian_db_load_metadata (TlXapianDb *self, guint shard, const char *key, GError **error);
/** tl_xapian_db_load_data: the data of a unit. */
GBytes *tl_xapian_db_load_data (TlXapianDb *self, guint32 id, GError **error);
/**
 * tl_xapian_db_read_wdf:
 * @ids: different units
 * @terms: whole terms
 * @wdf: (out caller-allocates): how often each term counts in each unit, 0 where it does not: unit
 * by unit, @n_terms each
 * @lengths: (out caller-allocates): of each unit the sum over all its terms
 */
gboolean tl_xapian_db_read_wdf (TlXapianDb *self,
                                const guint32 *ids,
                                guint n_ids,
                                const char *const *terms,
                                guint n_terms,
                                guint32 *wdf,
                                guint32 *lengths,
                                GError **error);

/** TlXapianClause: a weighted term; @candidate: a unit must hold at least one such term. */
typedef struct
{
  const char *term;
  double factor;
  gboolean candidate;
} TlXapianClause;

/** TlXapianFilter: a unit must hold one term of every group. */
typedef struct
{
  const char *term;
  guint group;
} TlXapianFilter;

/** TlXapianDecide: whether the unit may be a hit; called for every unit that might become one. */
typedef gboolean (*TlXapianDecide) (guint shard, guint32 local, gpointer user_data);

/**
 * TlXapianMatch:
 * @filters: (nullable): in order of group
 * @limit: hits wanted
 * @decide: (nullable)
 * @k1: BM25
 * @b: BM25
 * @share_step: each term's share of a score is rounded to a multiple of it
 */
typedef struct
{
  const TlXapianClause *clauses;
  guint n_clauses;
  const TlXapianFilter *filters;
  guint n_filters;
  guint limit;
  TlXapianDecide decide;
  gpointer user_data;
  double k1;
  double b;
  double share_step;
} TlXapianMatch;

typedef struct
{
  guint32 id;
  double score;
} TlXapianHit;

/**
 * tl_xapian_db_match:
 * @hits: (element-type TlXapianHit): hits are appended, best first, equals by id
 *
 * Without any clause the filters alone match, every score 0. A cancelled match stops between
 * postings with G_IO_ERROR_CANCELLED.
 */
gboolean tl_xapian_db_match (TlXapianDb *self,
                             const TlXapianMatch *match,
                             GArray *hits,
                             GCancellable *cancellable,
                             GError **error);

G_END_DECLS
