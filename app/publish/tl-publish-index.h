/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/** TlPublishIndexProgressFunc: volumes done so far, and how many there are; on the caller's thread.
 */
typedef void (*TlPublishIndexProgressFunc) (guint done, guint total, gpointer user_data);

/**
 * TlPublishIndexOptions:
 * @jobs: volumes indexed at once, each with up to 200 MB of memory; 0 is one a processor, at most 4
 * @lexicon: (nullable): text of the lexicon that each index carries, as tl_publish_build() has it
 * @questions: (nullable) (element-type TlPublishQuestion): train the weights of the ranking anew,
 * together with the confirmed questions of the library (tl-publish-train.h); %NULL: an index keeps
 * the weights it has
 * @notes: (nullable) (element-type utf8): gains what became of the questions
 * @progress: (nullable)
 */
typedef struct
{
  guint jobs;
  const char *lexicon;
  GPtrArray *questions;
  GPtrArray *notes;
  TlPublishIndexProgressFunc progress;
  gpointer user_data;
} TlPublishIndexOptions;

/**
 * tl_publish_index:
 * @folder: a library folder
 * @index_bytes: (out): size of the indexes
 *
 * Writes the index of every volume of @folder anew, as tl_publish_build() would: what a new format
 * of the index asks for, without reading or compressing the documents again. Volumes stay as they
 * are; each index is replaced whole, so that a stopped run leaves old and new ones.
 */
gboolean tl_publish_index (const char *folder,
                           const TlPublishIndexOptions *options,
                           guint64 *index_bytes,
                           GCancellable *cancellable,
                           GError **error);

/**
 * tl_publish_index_set_weights:
 * @scratch: a folder for what is written aside
 * @names: (nullable) (element-type utf8): of the volumes whose indexes may be taken; all
 * @lexicon: (nullable): as it was written
 * @weights: text of tl-rank-model.h
 *
 * Has one index of @folder carry @weights: the smallest is written anew, because a finished index
 * takes nothing more.
 */
gboolean tl_publish_index_set_weights (const char *folder,
                                       const char *scratch,
                                       GPtrArray *names,
                                       const char *lexicon,
                                       const char *weights,
                                       GCancellable *cancellable,
                                       GError **error);

G_END_DECLS
