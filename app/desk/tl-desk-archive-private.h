/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "desk/tl-desk-archive.h"
#include "desk/tl-desk-store-private.h"

G_BEGIN_DECLS

#define TL_DESK_ARCHIVE 0x546c4172 /* "TlAr" */

/* The file beside the desk that goes with it. */
#define TL_DESK_ARCHIVE_FILE "memory.jsonl"

/* tl-desk-archive.c: blocking. */
TlDeskArchive *_tl_desk_archive_save (TlDeskStore *store,
                                      const char *path,
                                      const char *settings,
                                      GError **error);
TlDeskArchive *_tl_desk_archive_restore (const char *path, const char *folder, GError **error);

/* tl-desk-archive-bytes.c: a database in memory, as the bytes of a file and back. */
GBytes *_tl_desk_archive_to_bytes (TlDb *db, GError **error);
/* @data: not changed. */
gboolean _tl_desk_archive_from_bytes (
    TlDb *db, const char *name, const void *data, gsize length, GError **error);
/* SHA-256 of every value of every table but "archive", in an order of their own. */
char *_tl_desk_archive_digest (TlDb *db, GError **error);

G_END_DECLS
