/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib.h>
#include <stdint.h>
#include <string.h>

#include "corpus/tl-doc-uri.h"

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

/* What is read from a link is plain, and a link made of it is read as the same. */
int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autofree char *text = g_strndup ((const char *)data, size);
  g_autofree char *id = NULL;
  g_autofree char *anchor = NULL;
  g_autofree char *id_again = NULL;
  g_autofree char *anchor_again = NULL;
  g_autofree char *uri = NULL;

  if (!tl_doc_uri_parse (text, &id, &anchor))
    {
      g_assert_null (id);
      g_assert_null (anchor);
      return 0;
    }
  g_assert_cmpuint (strcspn (id, "/#%\\ \"'<>&:"), ==, strlen (id));
  g_assert_true (anchor == NULL || strcspn (anchor, "/#%\\ \"'<>&:") == strlen (anchor));
  uri = tl_doc_uri_build (id, anchor);
  g_assert_true (tl_doc_uri_parse (uri, &id_again, &anchor_again));
  g_assert_cmpstr (id_again, ==, id);
  g_assert_cmpstr (anchor_again, ==, anchor);
  return 0;
}
