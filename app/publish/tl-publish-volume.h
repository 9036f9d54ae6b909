/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "corpus/tl-link-index.h"
#include "corpus/tl-volume.h"

G_BEGIN_DECLS

/**
 * TlPublishVolume: one volume and its index being written. The links of the documents are read on
 * all cores ahead of the writing, which keeps their order; the index is written by a thread of its
 * own, because it takes as long as the volume.
 */
typedef struct _TlPublishVolume TlPublishVolume;

/** TlPublishDictionary: what a volume is compressed with when none is trained on it: that of @of,
 * (nullable): none. */
typedef struct
{
  TlVolume *of;
} TlPublishDictionary;

/** tl_publish_volume_new: @folder: where both go, under their final names when finished; @links:
 * (nullable): what the documents of the corpus are called, borrowed; @dictionary: (nullable):
 * instead of one of its own. */
TlPublishVolume *tl_publish_volume_new (const char *folder,
                                        const TlLinkIndex *links,
                                        const TlPublishDictionary *dictionary,
                                        GError **error);
/** tl_publish_volume_add: @document is changed no more after this. */
gboolean tl_publish_volume_add (TlPublishVolume *self, TlDocument *document, GError **error);
/** tl_publish_volume_add_unindexed: a document whose header and text are in an older volume and its
 * index; this volume replaces its links. */
gboolean tl_publish_volume_add_unindexed (TlPublishVolume *self,
                                          TlDocument *document,
                                          GError **error);

/** TlPublishVolumeInfo: @title: (nullable); @lexicon: (nullable): goes into the index
 * (docs/question.md); @withdrawn: (nullable): ids of documents of older volumes; @serial: 0 is
 * none. */
typedef struct
{
  const char *title;
  const char *lexicon;
  const char *created;
  const char *withdrawn;
  guint64 serial;
  TlDocKind kind;
  gboolean training;
  guint64 article_repeats;
} TlPublishVolumeInfo;

/** tl_publish_volume_finish: Returns: (transfer full) (nullable): base name of both files. */
char *tl_publish_volume_finish (TlPublishVolume *self,
                                const TlPublishVolumeInfo *info,
                                GError **error);
/** tl_publish_volume_free: what was not finished is removed. */
void tl_publish_volume_free (TlPublishVolume *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlPublishVolume, tl_publish_volume_free)

G_END_DECLS
