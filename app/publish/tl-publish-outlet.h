/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "release/tl-manifest.h"

G_BEGIN_DECLS

/**
 * TlPublishOutlet:
 *
 * The folder of a release while it is written. Every file in it appears whole; what a manifest
 * names comes before the manifest. A lock keeps a second publisher out, and what killed ones left
 * is removed.
 */
typedef struct _TlPublishOutlet TlPublishOutlet;

/** tl_publish_outlet_new: @previous: (nullable): a folder with an earlier release, to carry files
 * over from. */
TlPublishOutlet *tl_publish_outlet_new (const char *path, const char *previous, GError **error);
/** tl_publish_outlet_dup_work: path of a file that is gone when the outlet is freed; the same for
 * the same @name. */
char *tl_publish_outlet_dup_work (TlPublishOutlet *self, const char *name);
/** tl_publish_outlet_dup_path: (nullable): where the file @name of a release is: in this folder, or
 * in the previous one. */
char *tl_publish_outlet_dup_path (TlPublishOutlet *self, const char *name);
/** tl_publish_outlet_take: moves a finished file of dup_work() to @name. */
gboolean tl_publish_outlet_take (TlPublishOutlet *self,
                                 const char *work,
                                 const char *name,
                                 GError **error);
/** tl_publish_outlet_add: brings a file here as @name, by hard link where the file system allows
 * it, when its content has @digest. Nothing to do when that is there. */
gboolean tl_publish_outlet_add (TlPublishOutlet *self,
                                const char *from,
                                const char *name,
                                const char *digest,
                                GCancellable *cancellable,
                                GError **error);
/** tl_publish_outlet_write: replaces @name at once. */
gboolean tl_publish_outlet_write (TlPublishOutlet *self,
                                  const char *name,
                                  const char *text,
                                  GError **error);
void tl_publish_outlet_free (TlPublishOutlet *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlPublishOutlet, tl_publish_outlet_free)

/** tl_publish_remove_tree: a folder and all in it; symbolic links are not followed. */
void tl_publish_remove_tree (const char *path);

G_END_DECLS
