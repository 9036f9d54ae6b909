/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The blocks of a document as they stand in stores and volumes: bare, and as a zstd frame. What is
 * read can be written again and reads the same. */
#include "config.h"

#include <stdint.h>
#include <string.h>

#include "corpus/tl-block-codec-private.h"

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

static void
check_round_trip (GPtrArray *blocks)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GByteArray) bytes = _tl_blocks_encode (blocks, &error);
  g_autoptr (GByteArray) again = NULL;
  g_autoptr (GPtrArray) read = NULL;

  if (bytes == NULL)
    g_error ("what was read cannot be written: %s", error->message);
  read = _tl_blocks_decode (bytes->data, bytes->len, &error);
  if (read == NULL)
    g_error ("what was written cannot be read: %s", error->message);
  again = _tl_blocks_encode (read, NULL);
  if (again->len != bytes->len || memcmp (again->data, bytes->data, bytes->len) != 0)
    g_error ("a round trip changes the blocks");
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  static ZSTD_DCtx *context;
  g_autoptr (GError) bare_error = NULL;
  g_autoptr (GError) frame_error = NULL;
  g_autoptr (GPtrArray) bare = _tl_blocks_decode (data, size, &bare_error);
  g_autoptr (GPtrArray) framed = NULL;

  if (context == NULL)
    context = ZSTD_createDCtx ();
  framed = _tl_blocks_decompress (data, size, context, NULL, &frame_error);
  g_assert_true ((bare == NULL) == (bare_error != NULL));
  g_assert_true ((framed == NULL) == (frame_error != NULL));
  if (bare != NULL)
    check_round_trip (bare);
  if (framed != NULL)
    check_round_trip (framed);
  return 0;
}
