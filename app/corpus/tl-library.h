/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "corpus/tl-volume.h"

G_BEGIN_DECLS

#define TL_TYPE_LIBRARY (tl_library_get_type ())
G_DECLARE_FINAL_TYPE (TlLibrary, tl_library, TL, LIBRARY, GObject)

/**
 * TlLibrary:
 *
 * The set of volumes in force, read as one: a folder of "*.tlv" with their "*.tlx" and "files/",
 * or, where it holds a "library.json", the volumes that this names (docs/volume.md, "How a library
 * is found"). Where two volumes hold a document of the same id, the volume that sorts later by its
 * "serial" and "created" metadata wins; a volume may also withdraw documents of those before it
 * (metadata "withdrawn", docs/volume.md). Immutable after opening; callable from any thread. None
 * of its synchronous calls belongs on the main loop; use the _async forms there.
 */

/** tl_library_open: a folder without any volume is an empty library, not an error; a folder that is
 * not there is one. */
TlLibrary *tl_library_open (const char *folder, GError **error);
void tl_library_open_async (const char *folder,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data);
TlLibrary *tl_library_open_finish (GAsyncResult *result, GError **error);

guint tl_library_get_n_volumes (TlLibrary *self);
/** tl_library_get_volume: (transfer none). */
TlVolume *tl_library_get_volume (TlLibrary *self, guint index);
/** tl_library_is_training: whether any volume is training data: the screens then say so. */
gboolean tl_library_is_training (TlLibrary *self);

/** tl_library_load: (nullable): with @error %NULL when there is no such document. @with_blocks
 * FALSE loads the header only. */
TlDocument *tl_library_load (TlLibrary *self, const char *id, gboolean with_blocks, GError **error);
void tl_library_load_async (TlLibrary *self,
                            const char *id,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data);
TlDocument *tl_library_load_finish (TlLibrary *self, GAsyncResult *result, GError **error);

/** tl_library_is_current: whether row @row of volume @volume is the version of its document that
 * wins. */
gboolean tl_library_is_current (TlLibrary *self, guint volume, guint32 row);

/** tl_library_is_indexed: whether what the index of volume @volume says of row @row counts: the row
 * is current, or a newer volume replaces the document without having it in its own index (metadata
 * "indexed_before": text and header are the same). */
gboolean tl_library_is_indexed (TlLibrary *self, guint volume, guint32 row);

/** tl_library_find_number: (element-type utf8): ids of the documents with this normalised number,
 * best kind first, then the newest, at most #TL_LIMIT_HITS; never %NULL without @error. */
GPtrArray *tl_library_find_number (TlLibrary *self, const char *number_normal, GError **error);

/** tl_library_find_short_name: (element-type utf8): ids of the documents whose abbreviation or
 * title equals @name when folded plainly (punctuation counts as a space), in the order of
 * tl_library_find_number(). */
GPtrArray *tl_library_find_short_name (TlLibrary *self, const char *name, GError **error);

/**
 * TlLibraryQuery:
 * @kind: a #TlDocKind, or -1 for all
 * @filter: (nullable): words, each of which must begin a word of number, abbreviation, title or
 * issuer, folded plainly; what is joined by punctuation ("100/2015") must stand together
 * @offset: rows to skip
 * @limit: rows to return, at most 10,000
 */
typedef struct
{
  int kind;
  const char *filter;
  guint offset;
  guint limit;
} TlLibraryQuery;

/** tl_library_list: (element-type TlDocument): headers, newest first within a kind; @total is set
 * to the count without limit. */
GPtrArray *tl_library_list (TlLibrary *self,
                            const TlLibraryQuery *query,
                            guint *total,
                            GError **error);
void tl_library_list_async (TlLibrary *self,
                            const TlLibraryQuery *query,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data);
GPtrArray *tl_library_list_finish (TlLibrary *self,
                                   GAsyncResult *result,
                                   guint *total,
                                   GError **error);

/** tl_library_dup_file: (nullable): path of the document's original, %NULL when it has none or the
 * file is not installed. */
char *tl_library_dup_file (TlLibrary *self, TlDocument *document);

/**
 * TlLibraryStats:
 * @serial: of the installed release, else the largest among the volumes
 * @created: "YYYY-MM-DD" or "": of the installed release, else the newest among the volumes
 * @expires, @channel: of the installed release, or ""
 * @installed: whether a release was installed here, with a serial that updates replace
 */
typedef struct
{
  guint64 volumes;
  guint64 documents;
  guint64 by_kind[TL_N_DOC_KINDS];
  guint64 articles;
  guint64 blocks;
  guint64 text_bytes;
  guint64 volume_bytes;
  guint64 index_bytes;
  guint64 serial;
  char created[11];
  char expires[11];
  char channel[65];
  gboolean installed;
} TlLibraryStats;

gboolean tl_library_stats (TlLibrary *self, TlLibraryStats *stats, GError **error);

G_END_DECLS
