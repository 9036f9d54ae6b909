/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/** TlPublishIndexProgressFunc: volumes done so far, and how many there are; on the caller's thread.
 */
typedef void (*TlPublishIndexProgressFunc) (guint done, guint total, gpointer user_data);

/**
 * tl_publish_index:
 * @folder: a library folder
 * @jobs: volumes indexed at once, each with up to 200 MB of memory; 0 is one a processor, at most 4
 * @lexicon: (nullable): text of the lexicon that each index carries, as tl_publish_build() has it
 * @progress: (nullable)
 * @index_bytes: (out): size of the indexes
 *
 * Writes the index of every volume of @folder anew, as tl_publish_build() would: what a new format
 * of the index asks for, without reading or compressing the documents again. Volumes stay as they
 * are; each index is replaced whole, so that a stopped run leaves old and new ones.
 */
gboolean tl_publish_index (const char *folder,
                           guint jobs,
                           const char *lexicon,
                           TlPublishIndexProgressFunc progress,
                           gpointer user_data,
                           guint64 *index_bytes,
                           GCancellable *cancellable,
                           GError **error);

G_END_DECLS
