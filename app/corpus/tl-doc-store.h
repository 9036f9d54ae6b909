/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "corpus/tl-document.h"

G_BEGIN_DECLS

/**
 * TlDocStore:
 *
 * The publisher's store of imported documents: a folder with one SQLite file ("store.db": sources,
 * documents) and the originals under their digests ("files/<sha256>.pdf"). A source is written
 * whole in one transaction; killed anywhere, the store opens with the sources that were complete.
 * One writer at a time (a lock says who); use from one thread.
 */
typedef struct _TlDocStore TlDocStore;

TlDocStore *tl_doc_store_open (const char *folder, gboolean create, GError **error);
void tl_doc_store_close (TlDocStore *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlDocStore, tl_doc_store_close)

/**
 * TlSourceInfo:
 * @name: what names the source: the path as given to import, made relative to the folder that was
 * named
 * @digest: SHA-256 of its content, with the import options that change the result folded in
 * @notes: (nullable): warnings and skips, a line each
 * @skipped: (nullable): why the whole source was skipped; its documents are then empty
 */
typedef struct
{
  const char *name;
  const char *digest;
  gint64 size;
  const char *notes;
  const char *skipped;
} TlSourceInfo;

/** tl_doc_store_has_source: whether @name was imported with this @digest (and was not skipped);
 * %FALSE with @error set on failure. */
gboolean tl_doc_store_has_source (TlDocStore *self,
                                  const char *name,
                                  const char *digest,
                                  GError **error);

/**
 * tl_doc_store_put:
 * @info: the source
 * @documents: (element-type TlDocument): all its documents
 * @original: (nullable): path of the original to keep (a PDF), copied under its digest; documents
 * name it in their file field
 *
 * Replaces what was stored from the same source name. Durable when it returns.
 */
gboolean tl_doc_store_put (TlDocStore *self,
                           const TlSourceInfo *info,
                           GPtrArray *documents,
                           const char *original,
                           GError **error);

/** TlDocStoreFunc: called with each document; return %FALSE to stop. */
typedef gboolean (*TlDocStoreFunc) (TlDocument *document, gpointer user_data, GError **error);

/**
 * tl_doc_store_foreach:
 *
 * Documents by kind, judgments by the year of their date, then in order of id; before them the
 * records that are no documents (meta begins with a member "record"). The parts that several
 * sources hold of one statute (the codification spreads a law over many files) are merged: blocks
 * by article number, the same anchor with the same text and dates kept once and counted as
 * repeated; units with different source ids are never one. Other kinds are not merged: a second,
 * different document under one id follows as "ID.2" (docs/store.md). @func must not write to the
 * store.
 */
gboolean tl_doc_store_foreach (TlDocStore *self,
                               TlDocStoreFunc func,
                               gpointer user_data,
                               GError **error);

/** tl_doc_store_get_repeated: units and documents that the last tl_doc_store_foreach() left out
 * because the same was there already. */
guint64 tl_doc_store_get_repeated (TlDocStore *self);

/** tl_doc_store_get_notes: Returns: (transfer none) (nullable) (element-type utf8): what the last
 * tl_doc_store_foreach() found doubtful where it merged snapshots. */
GPtrArray *tl_doc_store_get_notes (TlDocStore *self);

/** tl_doc_store_dup_file: Returns: (transfer full): path of a kept original. */
char *tl_doc_store_dup_file (TlDocStore *self, const char *file);

/** Counts for reports: documents by id, articles as stored, before parts are merged. */
typedef struct
{
  guint64 sources;
  guint64 skipped;
  guint64 documents;
  guint64 by_kind[TL_N_DOC_KINDS];
  guint64 articles;
} TlDocStoreStats;

gboolean tl_doc_store_stats (TlDocStore *self, TlDocStoreStats *stats, GError **error);

G_END_DECLS
