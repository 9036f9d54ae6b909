/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* What the C++ files of the project share; C sees only tl-xapian.h. */

#include <glib.h>

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

/* Postings that were read, last used first. */
typedef struct
{
  GHashTable *entries; /* by file and term */
  GQueue order;
  gsize bytes;
} TlPostingCache;

struct _TlXapianDb
{
  std::vector<Xapian::Database> files;
  char **paths;
  TlPostingCache cache;
};

void tl_posting_cache_init (TlPostingCache *self);
void tl_posting_cache_clear (TlPostingCache *self);

static inline void
tl_xapian_set_error (GError **error, const char *path, const Xapian::Error &e)
{
  g_set_error (error, TL_ERROR, TL_ERROR_STORE, "%s: %s (%s)", path, e.get_msg ().c_str (),
               e.get_type ());
}

static inline void
tl_xapian_set_errno (GError **error, const char *path, int code)
{
  g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (code), "%s: %s", path,
               g_strerror (code));
}
