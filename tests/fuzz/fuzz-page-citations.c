/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <stdint.h>

#include "server/pages/tl-citation-check.h"
#include "server/pages/tl-html.h"

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

/* Citations as an editor types them, or as they are stored: bounded, stored and read again as the
 * same documents; and the same bytes as text of a page leave no "<" but the page's own. */
int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autofree char *raw = g_strndup ((const char *)data, size);
  g_autofree char *text = g_utf8_make_valid (raw, -1);
  g_autoptr (GPtrArray) typed = tl_citations_check_lines (NULL, text, "2026-11-23", NULL);
  g_autoptr (GPtrArray) stored = tl_citations_check_json (NULL, text, "2026-11-23", NULL);
  g_autofree char *json = tl_citations_to_json (typed);
  g_autoptr (GPtrArray) again = tl_citations_check_json (NULL, json, "2026-11-23", NULL);
  g_autoptr (TlHtml) html = tl_html_new ();
  g_autoptr (GBytes) page = NULL;
  const char *bytes;
  gsize length;
  guint opened = 0;

  g_assert_cmpuint (typed->len, <=, TL_CITATION_CHECK_MAX);
  g_assert_cmpuint (stored->len, <=, TL_CITATION_CHECK_MAX);
  g_assert_cmpuint (tl_citations_count_valid (typed), ==, 0);
  for (guint i = 0; i < MIN (typed->len, again->len); i++)
    {
      const TlCheckedPlace *a = typed->pdata[i], *b = again->pdata[i];

      if (a->document == NULL)
        break;
      g_assert_cmpstr (a->document, ==, b->document);
      g_assert_cmpstr (a->anchor, ==, b->anchor);
    }
  tl_html_begin (html, "p", "title", raw, "href", text, NULL);
  tl_html_text (html, raw);
  tl_html_end (html, "p");
  page = tl_html_finish (html);
  bytes = g_bytes_get_data (page, &length);
  for (gsize i = 0; i < length; i++)
    opened += bytes[i] == '<';
  g_assert_cmpuint (opened, ==, 3);
  return 0;
}
