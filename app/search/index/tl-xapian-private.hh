/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* What the C++ files of the project share; C sees only tl-xapian.h. */

#include <glib.h>

#include <exception>
#include <new>
#include <vector>

#include <xapian.h>

#include "base/tl-error.h"
#include "search/index/tl-xapian.h"

/* A Xapian 1.4 glass database begins with these bytes, a version of two bytes, and its UUID. */
#define GLASS_MAGIC       "\x0f\x0dXapian Glass"
#define GLASS_MAGIC_BYTES 14
#define UUID_OFFSET       16
#define UUID_BYTES        16
#define UUID_DIGEST_BYTES 8

/* Metadata: postings by term (tl-postings.h); of lists longer than TL_XAPIAN_LONG their first
 * TL_XAPIAN_HEAD bytes, which tell the frequency. */
#define TL_XAPIAN_POSTINGS  "P"
#define TL_XAPIAN_FREQUENCY "N"
#define TL_XAPIAN_LONG      1024
#define TL_XAPIAN_HEAD      5
/* Postings remembered by one handle. While a judge types, each question asks nearly what the one
 * before asked. */
#define TL_XAPIAN_CACHE_BYTES ((gsize)16 * 1024 * 1024)

/* Postings that were read, and terms that do not stand in a file, last used first. */
typedef struct
{
  GHashTable *entries; /* by file and term */
  GQueue order;
  gsize bytes;
} TlPostingCache;

struct _TlXapianDb
{
  std::vector<Xapian::Database> files;
  std::vector<guint32> counts; /* of units */
  char **paths;
  TlPostingCache cache;
};

void tl_posting_cache_init (TlPostingCache *self);
void tl_posting_cache_clear (TlPostingCache *self);
/* Whether it is known which units of @file hold @term; @postings is then borrowed, %NULL where none
 * does. */
gboolean tl_posting_cache_find (TlPostingCache *self,
                                guint file,
                                const char *term,
                                TlPostings **postings);
void tl_posting_cache_put (TlPostingCache *self, guint file, const char *term, TlPostings *postings);

/* From the file, not remembered. Different files may be read by different threads at one time. */
TlPostings *
tl_xapian_read_postings (TlXapianDb *self, guint file, const char *term, GError **error);

/* Sets @error from what was thrown; to be called where it was caught, by (...): a damaged file makes
 * Xapian throw more than its own errors, and what is not caught ends the program. */
static inline void
tl_xapian_set_thrown (GError **error, const char *path)
{
  try
    {
      throw;
    }
  catch (const Xapian::Error &e)
    {
      const char *system = e.get_error_string ();

      /* "No space left on device" */
      g_set_error (error, TL_ERROR, TL_ERROR_STORE, "%s: %s%s%s (%s)", path, e.get_msg ().c_str (),
                   system != NULL ? ": " : "", system != NULL ? system : "", e.get_type ());
    }
  catch (const std::bad_alloc &)
    {
      g_set_error (error, TL_ERROR, TL_ERROR_STORE,
                   "%s: damaged, or there is not enough memory to read it", path);
    }
  catch (const std::exception &e)
    {
      g_set_error (error, TL_ERROR, TL_ERROR_STORE, "%s: damaged: %s", path, e.what ());
    }
  catch (...)
    {
      g_set_error (error, TL_ERROR, TL_ERROR_STORE, "%s: damaged", path);
    }
}

static inline void
tl_xapian_set_errno (GError **error, const char *path, int code)
{
  g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (code), "%s: %s", path,
               g_strerror (code));
}
