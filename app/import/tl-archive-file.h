/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

struct archive;

/**
 * tl_archive_file_open:
 * @archive: of libarchive, to be read
 * @path: in the encoding of GLib, which on Windows is not that of libarchive
 * @block_size: how much is read at a time
 *
 * Returns: ARCHIVE_OK, or what libarchive says
 */
int tl_archive_file_open (struct archive *archive, const char *path, gsize block_size);

G_END_DECLS
