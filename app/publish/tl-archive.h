/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/** tl_archive_is_name: whether a file of this name is an archive of documents (.zip, .tar, .tar.gz
 * ...). */
gboolean tl_archive_is_name (const char *name);

/**
 * TlArchiveFunc:
 * @path: the unpacked copy, or %NULL when the member was not unpacked
 * @member: name inside the archive
 * @reason: (nullable): why it was not unpacked
 */
typedef void (*TlArchiveFunc) (const char *path,
                               const char *member,
                               const GError *reason,
                               gpointer user_data);

/**
 * tl_archive_unpack:
 * @name: for messages
 * @folder: an empty folder of the caller's
 *
 * Unpacks the regular files of an archive into @folder as "1.pdf", "2.html"...: no name of the
 * archive is ever used as a path. Members, their size and their sum are bounded; links and devices
 * are not followed. Members before a damaged place have been handed over when it fails.
 */
gboolean tl_archive_unpack (const char *path,
                            const char *name,
                            const char *folder,
                            TlArchiveFunc func,
                            gpointer user_data,
                            GCancellable *cancellable,
                            GError **error);

G_END_DECLS
