/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "corpus/tl-doc-store.h"
#include "publish/tl-publish-previous.h"

G_BEGIN_DECLS

/** TL_PUBLISH_META_REPEATS: metadata of a volume: how many of its articles share the source's id
 * with an article that was counted before (versions of one article, and what the source has under
 * one id by mistake). */
#define TL_PUBLISH_META_REPEATS "article_repeats"

/** TlPublishProgressFunc: documents written so far, and how many there are. */
typedef void (*TlPublishProgressFunc) (guint64 done, guint64 total, gpointer user_data);

/** TlPublishChanged: one document that is not as it was in the library that was built on; @number
 * and @title: (nullable). */
typedef struct
{
  TlPublishChange change;
  TlDocKind kind;
  char *id;
  char *number;
  char *title;
} TlPublishChanged;

void tl_publish_changed_free (gpointer changed);

/**
 * TlPublishBuildOptions:
 * @title: (nullable): name of the corpus, kept in each volume
 * @lexicon: (nullable): text of the lexicon that each index carries (docs/question.md)
 * @volume_bytes: text at which a volume is cut; 0 is what keeps volume and index below 256 MiB
 * @questions: (nullable) (element-type TlPublishQuestion): train the weights of the ranking,
 * together with the confirmed questions of the store (tl-publish-train.h)
 * @notes: (nullable) (element-type utf8): gains what is doubtful in the versions of statutes, and
 * what became of the questions
 * @previous: (nullable): a library folder to go on from, instead of what @folder holds
 * @full: everything is written anew, whatever is there
 * @changes: (nullable) (element-type TlPublishChanged): gains what changed since then, what was
 * withdrawn last; nothing in a full build
 * @progress: (nullable)
 */
typedef struct
{
  const char *title;
  const char *lexicon;
  guint64 volume_bytes;
  GPtrArray *questions;
  GPtrArray *notes;
  const char *previous;
  gboolean full;
  GPtrArray *changes;
  TlPublishProgressFunc progress;
  gpointer user_data;
} TlPublishBuildOptions;

/** TlPublishBuildCounts: @repeated: units that several sources held, kept once; @pairs: confirmed
 * questions handed to their documents; @lost_pairs: those whose document is not in the store;
 * @amendments: orders of amending documents handed to what they change; @volumes: of the library,
 * @kept: those of them that were there, @dropped: those that are there no more; @changes: documents
 * by #TlPublishChange, all 0 where there was nothing to go on from. */
typedef struct
{
  guint volumes;
  guint kept;
  guint dropped;
  guint64 changes[TL_PUBLISH_N_CHANGES];
  guint64 documents;
  guint64 repeated;
  guint64 pairs;
  guint64 lost_pairs;
  guint64 amendments;
  guint64 text_bytes;
  guint64 volume_bytes;
  guint64 index_bytes;
} TlPublishBuildCounts;

/**
 * tl_publish_build:
 * @store: the documents
 * @folder: where the library goes; made when it is not there
 * @counts: (out)
 *
 * Builds a library folder: immutable volumes with their index, and the originals under "files/".
 * Volumes hold one kind of document each, judgments in order of their year (docs/volume.md). A
 * library that is there already is gone on from: volumes stay, and what changed goes into new ones.
 * Everything is written aside and renamed at the end, new volumes first; volumes that were there
 * before go last. Killed anywhere, the folder opens. The same store and the same library to
 * go on from give the same bytes on the same day (or with SOURCE_DATE_EPOCH).
 */
gboolean tl_publish_build (TlDocStore *store,
                           const char *folder,
                           const TlPublishBuildOptions *options,
                           TlPublishBuildCounts *counts,
                           GCancellable *cancellable,
                           GError **error);

G_END_DECLS
