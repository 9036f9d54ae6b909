/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "corpus/tl-volume.h"

G_BEGIN_DECLS

/**
 * TlPublishFolder:
 *
 * The folder that a build writes to. Nothing in it is touched before tl_publish_folder_commit(),
 * except that originals are added under "files/"; a lock keeps a second build out.
 */
typedef struct _TlPublishFolder TlPublishFolder;

/** tl_publish_folder_new: makes @path and what is missing above it; removes what killed builds
 * left. */
TlPublishFolder *tl_publish_folder_new (const char *path, GError **error);
/** tl_publish_folder_get_staging: where volumes are to be written. */
const char *tl_publish_folder_get_staging (TlPublishFolder *self);
/** tl_publish_folder_add: a volume "<name>.tlv" with "<name>.tlx" is complete in the staging
 * folder. */
void tl_publish_folder_add (TlPublishFolder *self, const char *name);
/** tl_publish_folder_keep_volume: @volume, of this folder or another one, belongs to what is
 * committed; it stands in the staging folder as well, as hard links where the file system allows
 * it.
 */
gboolean tl_publish_folder_keep_volume (TlPublishFolder *self, TlVolume *volume, GError **error);
/** tl_publish_folder_keep_file: the original @path as "files/<file>", a hard link where the file
 * system allows it. */
gboolean tl_publish_folder_keep_file (TlPublishFolder *self,
                                      const char *path,
                                      const char *file,
                                      GError **error);
/**
 * tl_publish_folder_commit:
 * @volume_bytes: (out): size of the volumes
 * @index_bytes: (out): size of their indexes
 *
 * Moves the new volumes in, each after its index, and then removes those that were there before
 * and do not stay, each before its index: killed anywhere between, the folder holds whole volumes
 * with their indexes.
 */
gboolean tl_publish_folder_commit (TlPublishFolder *self,
                                   guint64 *volume_bytes,
                                   guint64 *index_bytes,
                                   GError **error);
/** tl_publish_folder_free: what was not committed is removed. */
void tl_publish_folder_free (TlPublishFolder *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlPublishFolder, tl_publish_folder_free)

G_END_DECLS
