/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Bounds of a release (docs/release.md has them as a table). Bytes unless the name says otherwise.
 */

#define TL_RELEASE_MANIFEST_MOST      (4 * 1024 * 1024)
#define TL_RELEASE_LIST_MOST          (4 * 1024 * 1024)
#define TL_RELEASE_ROOT_MOST          (64 * 1024)
#define TL_RELEASE_SERIAL_MOST        ((G_GUINT64_CONSTANT (1) << 53) - 1)
#define TL_RELEASE_FILES_MOST         4096
#define TL_RELEASE_PATCHES_MOST       16
#define TL_RELEASE_IDS_MOST           50000
#define TL_RELEASE_ID_LENGTH          200
#define TL_RELEASE_TITLE_LENGTH       500
#define TL_RELEASE_FILE_MOST          (G_GUINT64_CONSTANT (1) << 36)
#define TL_RELEASE_TOTAL_MOST         (G_GUINT64_CONSTANT (1) << 40)
#define TL_RELEASE_ORIGINAL_MOST      (G_GUINT64_CONSTANT (1) << 30)
#define TL_RELEASE_PACK_MOST          (G_GUINT64_CONSTANT (1) << 42)
#define TL_RELEASE_PACK_ENTRIES_MOST  20000
#define TL_RELEASE_CHANGES_MOST       10000
#define TL_RELEASE_SIGNATURES_CHECKED 64
