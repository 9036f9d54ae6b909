/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "release/tl-manifest.h"

G_BEGIN_DECLS

/* Files of a release as they are sent: one zstd frame each, alone or with an older file as prefix
 * ("zstd --patch-from"). The same input gives the same frame whatever the machine does besides. All
 * calls block and may be called from any thread. */

#define TL_DELTA_WINDOW_LOG 23                  /* of a frame alone: 8 MiB to unpack it */
#define TL_DELTA_FILE_MOST  (256 * 1024 * 1024) /* of both files of a patch */

/** tl_delta_digest: SHA-256 and size of a file; both (nullable). */
gboolean tl_delta_digest (const char *path,
                          char digest[TL_DIGEST_SIZE],
                          guint64 *size,
                          GCancellable *cancellable,
                          GError **error);

/** tl_delta_frame_size: size that the frame says its content has; not to be trusted. */
gboolean tl_delta_frame_size (const char *path, guint64 *size, GError **error);

/**
 * tl_delta_pack:
 * @path: the file
 * @from: (nullable): the older file that will be there when it is unpacked; both at most
 * #TL_DELTA_FILE_MOST bytes, else %TL_ERROR_LIMIT
 * @to: written anew, flushed; nothing is left there after an error
 * @digest, @size: (out): of the frame
 */
gboolean tl_delta_pack (const char *path,
                        const char *from,
                        const char *to,
                        char digest[TL_DIGEST_SIZE],
                        guint64 *size,
                        GCancellable *cancellable,
                        GError **error);

/**
 * tl_delta_estimate:
 * @size: (out): of what tl_delta_pack() would write, were it in a hurry
 *
 * To be compared with another estimate, not with a frame; writes nothing.
 */
gboolean tl_delta_estimate (
    const char *path, const char *from, guint64 *size, GCancellable *cancellable, GError **error);

/**
 * tl_delta_unpack:
 * @path: the frame, whose own digest need not have been checked
 * @from: (nullable): the older file
 * @to: written anew, flushed; nothing is left there after an error
 * @digest, @size: of the file inside: not a byte more is written
 * @error: %TL_RELEASE_ERROR_SIZE when the frame is damaged or of another size,
 * %TL_RELEASE_ERROR_DIGEST when other bytes come out, %G_IO_ERROR_NO_SPACE
 *
 * Takes at most 20 MB of memory of its own: files of a patch are mapped.
 */
gboolean tl_delta_unpack (const char *path,
                          const char *from,
                          const char *to,
                          const char *digest,
                          guint64 size,
                          GCancellable *cancellable,
                          GError **error);

G_END_DECLS
