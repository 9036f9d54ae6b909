/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "corpus/tl-library.h"

G_BEGIN_DECLS

/**
 * TlDocCache:
 *
 * The documents that hits were taken from last, with their blocks: the pages of one search, and
 * searches after each other, ask for the same laws. Callable from any thread.
 */
typedef struct _TlDocCache TlDocCache;

TlDocCache *tl_doc_cache_new (TlLibrary *library);
void tl_doc_cache_free (TlDocCache *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlDocCache, tl_doc_cache_free)

/** tl_doc_cache_load: (transfer full) (nullable): the document @id, which stands in row @row of
 * volume @volume and is current. */
TlDocument *tl_doc_cache_load (
    TlDocCache *self, guint volume, guint32 row, const char *id, GError **error);
/** TlDocPlace: a document as tl_doc_cache_load() names it. */
typedef struct
{
  guint volume;
  guint32 row;
  const char *id;
} TlDocPlace;

/** tl_doc_cache_fetch: loads what is not there yet from several volumes at a time; what cannot be
 * loaded is left to tl_doc_cache_load(). */
void tl_doc_cache_fetch (TlDocCache *self, const TlDocPlace *places, guint n);
/** tl_doc_cache_find: (transfer full) (nullable): the document @id of the library; %NULL without
 * @error when there is none. */
TlDocument *tl_doc_cache_find (TlDocCache *self, const char *id, GError **error);

G_END_DECLS
