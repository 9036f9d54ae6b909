/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "corpus/tl-document.h"

G_BEGIN_DECLS

/**
 * TlVolumeWriter:
 *
 * Writes one immutable volume: "<digest>.tlv", a SQLite file of documents and blocks, texts
 * compressed by zstd with a dictionary trained on the volume (format: docs/volume.md). The same
 * documents in the same order give the same bytes. One thread.
 */
typedef struct _TlVolumeWriter TlVolumeWriter;

/**
 * TlVolume:
 *
 * An open volume. Callable from any thread: each call borrows a read connection.
 */
typedef struct _TlVolume TlVolume;

/** TL_VOLUME_INDEXED_BEFORE: metadata: ids, a line each, of documents of the volume that are not in
 * its index, because they stand unchanged in that of an older volume (docs/volume.md). */
#define TL_VOLUME_INDEXED_BEFORE "indexed_before"

/** tl_volume_writer_new: @folder must exist; nothing shows in it under a final name before
 * tl_volume_writer_finish(). */
TlVolumeWriter *tl_volume_writer_new (const char *folder, GError **error);
/** tl_volume_writer_sample: a text to train the dictionary on; call it before the first
 * tl_volume_writer_add(), or not at all. */
void tl_volume_writer_sample (TlVolumeWriter *self, const char *text);
/** tl_volume_writer_inherit: instead of samples: compresses with the dictionary of @previous, an
 * earlier volume of the same line, so that unchanged documents give the same bytes and patches stay
 * small. */
gboolean tl_volume_writer_inherit (TlVolumeWriter *self, TlVolume *previous, GError **error);
/** tl_volume_writer_set_meta: a metadata entry ("title", "created", "training", "lexicon" ...). */
gboolean tl_volume_writer_set_meta (TlVolumeWriter *self,
                                    const char *name,
                                    const char *value,
                                    GError **error);
/**
 * tl_volume_writer_add:
 *
 * Returns: the document's row in the volume (from 1), or 0 with @error set. A document that cannot
 * stand in a volume (%TL_ERROR_LIMIT: too large; %TL_ERROR_INPUT: its id is there already, its
 * blocks are no tree) leaves the writer usable; any other error does not.
 */
guint32 tl_volume_writer_add (TlVolumeWriter *self, TlDocument *document, GError **error);
/**
 * tl_volume_writer_add_with_links:
 * @links: (element-type TlLink) (nullable): the document's outgoing references, in order of block
 * and place; they are kept beside it and in the table by which a library answers what cites a unit
 *
 * Like tl_volume_writer_add().
 */
guint32 tl_volume_writer_add_with_links (TlVolumeWriter *self,
                                         TlDocument *document,
                                         GPtrArray *links,
                                         GError **error);
/** tl_volume_writer_finish: Returns: (transfer full) (nullable): base name without suffix ("<sha256
 * of the .tlv>"), the file in place and flushed. */
char *tl_volume_writer_finish (TlVolumeWriter *self, GError **error);
/** tl_volume_writer_free: what was not finished is removed. */
void tl_volume_writer_free (TlVolumeWriter *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlVolumeWriter, tl_volume_writer_free)

TlVolume *tl_volume_open (const char *path, GError **error);
TlVolume *tl_volume_ref (TlVolume *self);
void tl_volume_unref (TlVolume *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlVolume, tl_volume_unref)

/** tl_volume_get_name: base name without suffix, the digest. */
const char *tl_volume_get_name (TlVolume *self);
/** tl_volume_dup_index_path: path of its index: the "<digest>.tlx" beside it, or in an installed
 * library the one that the release pairs it with. */
char *tl_volume_dup_index_path (TlVolume *self);
/** tl_volume_dup_meta: (nullable): a metadata entry; %NULL when there is none or it is damaged. */
char *tl_volume_dup_meta (TlVolume *self, const char *name);
/** tl_volume_get_n_documents: they stand in the rows from 1 to this one. */
guint32 tl_volume_get_n_documents (TlVolume *self);
/** tl_volume_get_text_bytes: text and headings of all its documents. */
guint64 tl_volume_get_text_bytes (TlVolume *self);
/** tl_volume_has_dictionary: whether its texts are compressed with one. */
gboolean tl_volume_has_dictionary (TlVolume *self);
/** tl_volume_load: the document of row @row with its blocks; (nullable) with @error set. */
TlDocument *tl_volume_load (TlVolume *self, guint32 row, gboolean with_blocks, GError **error);

G_END_DECLS
