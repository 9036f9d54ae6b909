/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "search/index/tl-postings.h"

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
 * file, with the postings packed into its metadata. The same units in the same order give the same
 * bytes: Xapian's random UUID is replaced by 8 bytes of the SHA-256 of the rest and the file's
 * length.
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
 * Single-file databases opened side by side. A unit is named by its file (a place in the paths) and
 * its number in it, from 1.
 */
typedef struct _TlXapianDb TlXapianDb;

/** tl_xapian_db_open: @paths: (array zero-terminated=1). A file that is missing, cut short or no
 * database is an error that names it. */
TlXapianDb *tl_xapian_db_open (const char *const *paths, GError **error);
void tl_xapian_db_free (TlXapianDb *self);
/** tl_xapian_check: reads through the whole of a file. Returns: whether it is sound. */
gboolean tl_xapian_check (const char *path);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlXapianDb, tl_xapian_db_free)

guint tl_xapian_db_get_n_files (TlXapianDb *self);
const char *tl_xapian_db_get_path (TlXapianDb *self, guint file);
/** tl_xapian_db_get_count: units of @file. */
guint32 tl_xapian_db_get_count (TlXapianDb *self, guint file);
/** tl_xapian_db_get_frequency: @frequency is set to the number of units in all files that hold
 * @term. */
gboolean tl_xapian_db_get_frequency (TlXapianDb *self,
                                     const char *term,
                                     guint32 *frequency,
                                     GError **error);

/** tl_xapian_db_load_postings: (transfer full) (nullable): the units of @file that hold @term;
 * %NULL without @error: none. Those that were read last are remembered, up to a bound. */
TlPostings *tl_xapian_db_load_postings (TlXapianDb *self,
                                        guint file,
                                        const char *term,
                                        GError **error);
/** TlXapianTermFunc: @term is borrowed; @frequency: units of the file that hold it. */
typedef void (*TlXapianTermFunc) (const char *term, guint32 frequency, gpointer user_data);
/** tl_xapian_db_foreach_term: every term of @file from @first on, in strcmp() order. Different
 * files may be walked by different threads at one time. */
gboolean tl_xapian_db_foreach_term (TlXapianDb *self,
                                    guint file,
                                    const char *first,
                                    TlXapianTermFunc func,
                                    gpointer user_data,
                                    GError **error);

/** TlXapianPostings: @n units in ascending order, and how often the term counts in each. */
typedef void (*TlXapianPostings) (const guint32 *units,
                                  const guint32 *wdf,
                                  guint n,
                                  gpointer user_data);

/** tl_xapian_db_walk: the units of @file that hold @term, some hundreds at a call. Between calls
 * @cancellable is looked at: G_IO_ERROR_CANCELLED. */
gboolean tl_xapian_db_walk (TlXapianDb *self,
                            guint file,
                            const char *term,
                            TlXapianPostings func,
                            gpointer user_data,
                            GCancellable *cancellable,
                            GError **error);
/** tl_xapian_db_look_up: how often @term counts in each of @units, which ascend; 0 where it does
 * not stand. */
gboolean tl_xapian_db_look_up (TlXapianDb *self,
                               guint file,
                               const char *term,
                               const guint32 *units,
                               guint n,
                               guint32 *wdf,
                               GError **error);
/** TlXapianValueFunc: a value of a unit. */
typedef void (*TlXapianValueFunc) (guint32 unit,
                                   const void *bytes,
                                   gsize length,
                                   gpointer user_data);
/** tl_xapian_db_foreach_value: every unit of @file that has a value under @slot, in their order. */
gboolean tl_xapian_db_foreach_value (TlXapianDb *self,
                                     guint file,
                                     guint slot,
                                     TlXapianValueFunc func,
                                     gpointer user_data,
                                     GError **error);
/** tl_xapian_db_load_metadata: (nullable): %NULL without @error when @file has no such entry. */
GBytes *tl_xapian_db_load_metadata (TlXapianDb *self, guint file, const char *key, GError **error);
/** tl_xapian_db_load_data: the data of a unit. */
GBytes *tl_xapian_db_load_data (TlXapianDb *self, guint file, guint32 unit, GError **error);

/** TlXapianUnit: a unit of a file. */
typedef struct
{
  guint file;
  guint32 unit;
} TlXapianUnit;

/** tl_xapian_db_load_each_data: @data: (out caller-allocates) (array length=n): the data of each of
 * @units, read from several files at a time. */
gboolean tl_xapian_db_load_each_data (
    TlXapianDb *self, const TlXapianUnit *units, guint n, GBytes **data, GError **error);
/** tl_xapian_db_fetch: reads the postings of @terms from several files at a time, to be remembered;
 * what cannot be read is left to whoever asks for it. */
void tl_xapian_db_fetch (TlXapianDb *self, const char *const *terms, guint n);

G_END_DECLS
