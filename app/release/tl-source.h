/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define TL_TYPE_SOURCE (tl_source_get_type ())
G_DECLARE_INTERFACE (TlSource, tl_source, TL, SOURCE, GObject)

/** TlSourceSink: gets bytes in order; %FALSE with @error ends the reading. */
typedef gboolean (*TlSourceSink) (const void *data,
                                  gsize length,
                                  gpointer user_data,
                                  GError **error);

/**
 * TlSourceInterface:
 * @read: see tl_source_read()
 * @describe: (transfer full): for people and messages: a folder, a host; never a password
 *
 * Where the files of a release are read: a folder, a USB stick, a static host. Calls block: never
 * on the main loop. One thread at a time.
 */
struct _TlSourceInterface
{
  GTypeInterface parent;
  gboolean (*read) (TlSource *self,
                    const char *name,
                    guint64 offset,
                    guint64 limit,
                    char **tag,
                    TlSourceSink sink,
                    gpointer user_data,
                    GCancellable *cancellable,
                    GError **error);
  char *(*describe) (TlSource *self);
};

/**
 * tl_source_read:
 * @name: relative to the release, e.g. "manifest.json", "files/DIGEST.zst"
 * @offset: where to begin; 0 for the whole. The sink gets exactly the bytes from there, however the
 * source sends them
 * @limit: most bytes to take; a source that goes on gives %TL_RELEASE_ERROR_SIZE and is left
 * @tag: (inout) (optional) (nullable): what the source called this state of the file (an ETag).
 * Unchanged since then: the sink gets nothing, and the error is %G_IO_ERROR_EXISTS
 * @error: %TL_RELEASE_ERROR_MISSING, %TL_RELEASE_ERROR_SOURCE, %TL_RELEASE_ERROR_REFUSED,
 * %TL_RELEASE_ERROR_SIZE, what @sink gave, or %G_IO_ERROR_CANCELLED
 */
gboolean tl_source_read (TlSource *self,
                         const char *name,
                         guint64 offset,
                         guint64 limit,
                         char **tag,
                         TlSourceSink sink,
                         gpointer user_data,
                         GCancellable *cancellable,
                         GError **error);
char *tl_source_describe (TlSource *self);

/** tl_folder_source_new: a release in a folder, on a USB stick or a file server. Symbolic links in
 * it are not followed, nothing outside is read. */
TlSource *tl_folder_source_new (const char *folder);

G_END_DECLS
