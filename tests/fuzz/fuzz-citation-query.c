/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib.h>
#include <stdint.h>

#include "law/citation/tl-citation-query.h"
#include "law/number/tl-doc-number.h"

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autofree char *question = g_strndup ((const char *)data, size);
  g_autoptr (TlCitationQuery) query = tl_citation_query_parse (question);
  g_autofree char *anchor = query ? tl_citation_query_anchor (query) : NULL;

  if (!query)
    return 0;
  g_assert_true (query->article || query->number || query->law);
  g_assert_cmpint (anchor != NULL, ==, query->article != NULL);
  if (query->number)
    {
      g_autoptr (TlDocNumber) number = tl_doc_number_parse (query->number);

      g_assert_nonnull (number);
      g_assert_cmpstr (number->normal, ==, query->number);
    }
  /* An anchor typed as a question is the same citation. */
  if (anchor)
    {
      g_autoptr (TlCitationQuery) again = tl_citation_query_parse (anchor);
      g_autofree char *same = again ? tl_citation_query_anchor (again) : NULL;

      g_assert_cmpstr (same, ==, anchor);
    }
  return 0;
}
