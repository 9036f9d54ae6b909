/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "import/tl-import.h"

G_BEGIN_DECLS

/**
 * TlPublishSource:
 * @path: where its bytes are (a member of an archive: a temporary copy)
 * @name: how it is named in the store and in messages: the base name of what was given, and the
 * path below it
 * @format: how to read it; %TL_IMPORT_AUTO when it is none that is read
 * @skipped: (nullable): why it is not a source
 * @error: (nullable): why it cannot be one
 */
typedef struct
{
  char *path;
  char *name;
  TlImportFormat format;
  char *skipped;
  GError *error;
} TlPublishSource;

/**
 * TlPublishSources: files to import, found in files, folders and archives.
 */
typedef struct _TlPublishSources TlPublishSources;

/**
 * tl_publish_sources_new:
 * @paths: (array zero-terminated=1): files, folders (walked, hidden names left out) and archives
 * (ZIP, tar; unpacked into a temporary folder under names of our own, bounded)
 * @format: how to read them, or %TL_IMPORT_AUTO
 *
 * What cannot be read becomes a source with an error, so that it does not stop the others.
 *
 * Returns: (transfer full) (nullable): the list in order; %NULL only when cancelled
 */
TlPublishSources *tl_publish_sources_new (const char *const *paths,
                                          TlImportFormat format,
                                          GCancellable *cancellable,
                                          GError **error);
guint tl_publish_sources_get_n (TlPublishSources *self);
const TlPublishSource *tl_publish_sources_get (TlPublishSources *self, guint index);
/** tl_publish_sources_free: removes the temporary copies too. */
void tl_publish_sources_free (TlPublishSources *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlPublishSources, tl_publish_sources_free)

G_END_DECLS
