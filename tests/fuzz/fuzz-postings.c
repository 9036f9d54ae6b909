/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bytes of any kind as the packed postings of a term, and lists of any kind packed and read back.
 */
#include "config.h"

#include <stdint.h>
#include <string.h>

#include "search/index/tl-postings.h"

#define MAX_COUNT 5000

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

static gboolean
check_cb (const guint32 *units, const guint32 *wdf, guint n, gpointer user_data)
{
  const guint32 *count = user_data;

  for (guint i = 0; i < n; i++)
    g_assert_true (units[i] >= 1 && units[i] <= *count);
  return TRUE;
}

static void
read_bytes (const uint8_t *data, size_t size, guint32 count)
{
  g_autoptr (TlPostings) postings = tl_postings_new (data, size, count);
  const guint32 asked[] = { 0, 1, 2, 130, 4999, G_MAXUINT32 };
  guint32 found[G_N_ELEMENTS (asked)];

  tl_postings_read_frequency (data, size);
  if (postings == NULL)
    return;
  tl_postings_walk (postings, check_cb, &count);
  tl_postings_look_up (postings, asked, G_N_ELEMENTS (asked), found);
}

typedef struct
{
  const GArray *postings;
  guint at;
} Comparing;

static gboolean
compare_cb (const guint32 *units, const guint32 *wdf, guint n, gpointer user_data)
{
  Comparing *self = user_data;

  for (guint i = 0; i < n; i++, self->at++)
    {
      const TlPosting *posting = &g_array_index (self->postings, TlPosting, self->at);

      g_assert_true (self->at < self->postings->len && posting->unit == units[i]
                     && posting->wdf == wdf[i]);
    }
  return TRUE;
}

/* A byte a posting: the step to it and its frequency. */
static void
write_bytes (const uint8_t *data, size_t size, guint32 count)
{
  g_autoptr (GArray) postings = g_array_new (FALSE, FALSE, sizeof (TlPosting));
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autoptr (TlPostings) packed = NULL;
  Comparing comparing = { postings, 0 };
  TlPosting posting = { 0, 0 };

  for (size_t i = 0; i < size; i++)
    {
      posting.unit += 1 + data[i] % 8;
      posting.wdf = (guint32)(data[i] / 8) << data[i] % 24;
      if (posting.unit > count)
        break;
      g_array_append_val (postings, posting);
    }
  tl_postings_encode (bytes, (const TlPosting *)(gconstpointer)postings->data, postings->len,
                      count);
  packed = tl_postings_new (bytes->data, bytes->len, count);
  g_assert_nonnull (packed);
  g_assert_true (tl_postings_walk (packed, compare_cb, &comparing));
  g_assert_cmpuint (comparing.at, ==, postings->len);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  guint32 count;

  if (size < 2)
    return 0;
  count = ((guint32)data[0] << 8 | data[1]) % MAX_COUNT;
  read_bytes (data + 2, size - 2, count);
  write_bytes (data + 2, size - 2, count);
  return 0;
}
