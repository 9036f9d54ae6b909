/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The links of a document as they stand in a volume, and the entries of the reverse table. What is
 * read can be written again and reads the same. */
#include "config.h"

#include <stdint.h>
#include <string.h>

#include "corpus/tl-link-codec-private.h"

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

static void
check_round_trip (GPtrArray *links)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GByteArray) bytes = _tl_links_encode (links, &error);
  g_autoptr (GByteArray) again = NULL;
  g_autoptr (GPtrArray) read = NULL;

  /* A key that stands in front of a longer one may make a notation that is too long. */
  if (bytes == NULL)
    return;
  read = _tl_links_decode (bytes->data, bytes->len, &error);
  if (read == NULL)
    g_error ("what was written cannot be read: %s", error->message);
  again = _tl_links_encode (read, NULL);
  if (again == NULL || again->len != bytes->len
      || memcmp (again->data, bytes->data, bytes->len) != 0)
    g_error ("a round trip changes the links");
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GError) bare_error = NULL;
  g_autoptr (GError) frame_error = NULL;
  g_autoptr (GPtrArray) bare = _tl_links_decode (data, size, &bare_error);
  g_autoptr (GPtrArray) framed = _tl_links_decompress (data, size, &frame_error);
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (guint32));

  g_assert_true ((bare == NULL) == (bare_error != NULL));
  g_assert_true ((framed == NULL) == (frame_error != NULL));
  if (bare != NULL)
    check_round_trip (bare);
  if (framed != NULL)
    check_round_trip (framed);
  _tl_citing_decode (data, size, "d5", rows, NULL);
  return 0;
}
