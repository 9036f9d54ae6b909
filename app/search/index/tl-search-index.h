/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "corpus/tl-document.h"

G_BEGIN_DECLS

/**
 * TlIndexWriter:
 *
 * Writes the search index of one volume: a Xapian single-file database (format and prefixes:
 * docs/index.md). A statute is indexed by Điều; other documents whole, with fields. Deterministic.
 * One thread.
 */
typedef struct _TlIndexWriter TlIndexWriter;

TlIndexWriter *tl_index_writer_new (const char *folder, GError **error);
/** tl_index_writer_add: @row is what tl_volume_writer_add() returned for the same document. */
gboolean tl_index_writer_add (TlIndexWriter *self,
                              TlDocument *document,
                              guint32 row,
                              GError **error);
/** tl_index_writer_pass: instead of tl_index_writer_add() for a document that is in the index of an
 * older volume: only its place in the columns of facets is taken. */
void tl_index_writer_pass (TlIndexWriter *self, TlDocument *document, guint32 row);
/** tl_index_writer_set: what the index carries for all its units: a lexicon, weights, ... under
 * @key (docs/index.md, metadata). */
gboolean tl_index_writer_set (
    TlIndexWriter *self, const char *key, const void *data, gsize length, GError **error);
/** tl_index_writer_finish: the index in place under @path, flushed. */
gboolean tl_index_writer_finish (TlIndexWriter *self, const char *path, GError **error);
void tl_index_writer_free (TlIndexWriter *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlIndexWriter, tl_index_writer_free)

G_END_DECLS
