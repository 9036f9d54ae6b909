/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib.h>
#include <stdint.h>

#include "law/citation/tl-citation.h"

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autofree char *notation = g_strndup ((const char *)data, size);
  g_autoptr (TlCitation) citation = tl_citation_parse (notation);
  g_autoptr (TlCitation) again = NULL;
  g_autoptr (GPtrArray) all = NULL;
  g_autofree char *written = NULL;
  g_autofree char *second = NULL;
  g_autofree char *official = NULL;
  g_autofree char *anchor = NULL;

  if (!citation)
    return 0;
  /* What was read and written is read and written the same way. */
  written = tl_citation_format (citation);
  again = tl_citation_parse (written);
  g_assert_nonnull (again);
  second = tl_citation_format (again);
  g_assert_cmpstr (second, ==, written);
  official = tl_citation_format_official (citation);
  g_assert_nonnull (official);
  anchor = tl_citation_dup_anchor (citation);
  all = tl_citation_expand (citation);
  g_assert_cmpuint (all->len, >, 0);
  g_assert_cmpuint (all->len, <=, 1000);
  return 0;
}
