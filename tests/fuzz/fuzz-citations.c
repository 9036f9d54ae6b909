/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib.h>
#include <stdint.h>
#include <string.h>

#include "law/citation/tl-citation.h"

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  static const TlCitationContext context = { "BLTTDS2015", "35", "1", "2020-01-02" };
  g_autoptr (GPtrArray) found = NULL;
  gsize last = 0;

  found = tl_citations_find ((const char *)data, (gssize)size,
                             size > 0 && data[0] % 2 == 0 ? &context : NULL);
  for (guint i = 0; i < found->len; i++)
    {
      const TlCitation *citation = g_ptr_array_index (found, i);
      g_autofree char *notation = tl_citation_format (citation);

      g_assert_nonnull (citation->doc);
      g_assert_nonnull (citation->doc->key);
      g_assert_cmpuint (citation->from, >=, last);
      g_assert_cmpuint (citation->from, <=, citation->to);
      g_assert_cmpuint (citation->to, <=, size);
      g_assert_cmpuint (citation->doc->from, <=, citation->doc->to);
      g_assert_cmpuint (citation->doc->to, <=, size);
      g_assert_true (g_utf8_validate (notation, -1, NULL));
      last = citation->from;
    }
  return 0;
}
