/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "corpus/tl-document-private.h"

#include <zstd.h>

G_BEGIN_DECLS

/* The blocks of a document as bytes, and as one zstd frame: docs/volume.md, "Body". */

/* _tl_blocks_encode: (transfer full) (nullable): TL_ERROR_LIMIT for more than
 * TL_LIMIT_DOCUMENT_BLOCKS blocks or TL_LIMIT_BLOCK_TEXT bytes, TL_ERROR_INPUT for blocks that are
 * no tree in reading order or hold text that is not UTF-8. */
GByteArray *_tl_blocks_encode (GPtrArray *blocks, GError **error);

/* _tl_blocks_decode: (transfer full) (nullable) (element-type TlBlock): nothing of @data is
 * trusted. */
GPtrArray *_tl_blocks_decode (const guint8 *data, gsize size, GError **error);

/* _tl_blocks_compress: encodes and compresses; @dictionary may be %NULL, then @level counts. */
GBytes *_tl_blocks_compress (
    GPtrArray *blocks, ZSTD_CCtx *context, const ZSTD_CDict *dictionary, int level, GError **error);

/* _tl_blocks_decompress: the reverse; the size a frame announces is checked before memory is
 * taken. */
GPtrArray *_tl_blocks_decompress (const void *frame,
                                  gsize size,
                                  ZSTD_DCtx *context,
                                  const ZSTD_DDict *dictionary,
                                  GError **error);

/* What the counts in files count. */
typedef struct
{
  guint64 blocks;
  guint64 articles;
  guint64 text_bytes;
} TlBlockCounts;

void _tl_blocks_count (GPtrArray *blocks, TlBlockCounts *counts);

G_END_DECLS
