/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "corpus/tl-library.h"

G_BEGIN_DECLS

/**
 * TlPublishPrevious:
 *
 * The library that an incremental build goes on from. First every document of the store is compared
 * with it, then it is settled which of its volumes stay (docs/volume.md, "Building on what is
 * there"); the others are written anew. One thread.
 */
typedef struct _TlPublishPrevious TlPublishPrevious;

/**
 * tl_publish_previous_open:
 * @notes: (nullable) (element-type utf8): gains why what is there cannot be built on
 *
 * Returns: (transfer full) (nullable): %NULL when @folder holds no volume that this program can go
 * on from; never an error
 */
TlPublishPrevious *tl_publish_previous_open (const char *folder, GPtrArray *notes);
void tl_publish_previous_free (TlPublishPrevious *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlPublishPrevious, tl_publish_previous_free)

/** TlPublishChange: what became of a document. */
typedef enum
{
  TL_PUBLISH_SAME,
  TL_PUBLISH_ADDED,
  TL_PUBLISH_AMENDED,
  TL_PUBLISH_RELINKED, /* the same, but what it refers to resolves to something else */
  TL_PUBLISH_WITHDRAWN,
} TlPublishChange;

#define TL_PUBLISH_N_CHANGES (TL_PUBLISH_WITHDRAWN + 1)

/** tl_publish_previous_compare: each document of the store once, as it would be written;
 * @links: (element-type TlLink). %FALSE with @error set for a document no volume can hold. */
gboolean tl_publish_previous_compare (TlPublishPrevious *self,
                                      TlDocument *document,
                                      GPtrArray *links,
                                      TlPublishChange *change,
                                      GError **error);

/** tl_publish_previous_settle: when all were compared: decides which volumes stay; @most: text at
 * which a volume of each kind is cut. */
void tl_publish_previous_settle (TlPublishPrevious *self, const guint64 most[TL_N_DOC_KINDS]);

/** tl_publish_previous_keeps: whether a volume that stays has the document of the store @id. */
gboolean tl_publish_previous_keeps (TlPublishPrevious *self, const char *id);

/** tl_publish_previous_indexes: whether a document that is to be written has its text in the index
 * of a volume that stays. */
gboolean tl_publish_previous_indexes (TlPublishPrevious *self, const char *id);

/** tl_publish_previous_get_volumes: (transfer container) (element-type TlVolume): that stay, oldest
 * first. */
GPtrArray *tl_publish_previous_get_volumes (TlPublishPrevious *self);
guint tl_publish_previous_get_n_dropped (TlPublishPrevious *self);
/** tl_publish_previous_get_serial: of the volumes to be written. */
guint64 tl_publish_previous_get_serial (TlPublishPrevious *self);
/** tl_publish_previous_has_new: whether any document is to be written. */
gboolean tl_publish_previous_has_new (TlPublishPrevious *self);
/** tl_publish_previous_get_repeats: repeated articles that the volumes that stay count. */
guint64 tl_publish_previous_get_repeats (TlPublishPrevious *self);
/** tl_publish_previous_get_new_text: bytes of text to be written of this kind. */
guint64 tl_publish_previous_get_new_text (TlPublishPrevious *self, TlDocKind kind);
/** tl_publish_previous_get_repeated_text: bytes of it that stay in an index. */
guint64 tl_publish_previous_get_repeated_text (TlPublishPrevious *self, TlDocKind kind);
/** tl_publish_previous_get_dictionary: (transfer none) (nullable): the oldest volume of this kind
 * that has one. */
TlVolume *tl_publish_previous_get_dictionary (TlPublishPrevious *self, TlDocKind kind);

/** tl_publish_previous_dup_hidden: (transfer full) (nullable): ids, a line each, that the volumes
 * that stay hold though the store does not: the new ones must withdraw them. */
char *tl_publish_previous_dup_hidden (TlPublishPrevious *self);
/** tl_publish_previous_list_withdrawn: (transfer full) (element-type TlDocument): headers of what
 * was in the library and is not in the store, in order of id. */
GPtrArray *tl_publish_previous_list_withdrawn (TlPublishPrevious *self);

/** tl_publish_previous_dup_index_text: (transfer full) (nullable): what is in force under @key of
 * the indexes' metadata: of the last volume that has it, only of those that stay if @kept. */
char *tl_publish_previous_dup_index_text (TlPublishPrevious *self, const char *key, gboolean kept);

G_END_DECLS
