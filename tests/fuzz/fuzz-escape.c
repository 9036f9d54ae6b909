/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <stdint.h>
#include <string.h>

#include "text/tl-escape.h"

/* GMarkup reads the escaped text back; JSON strings are closed and of one line. */
int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  static const GMarkupParser parser = { 0 };
  g_autofree char *text = g_strndup ((const char *)data, size);
  g_autofree char *markup = tl_escape_markup (text);
  g_autofree char *document = g_strdup_printf ("<p a=\"%s\">%s</p>", markup, markup);
  g_autoptr (GMarkupParseContext) context = g_markup_parse_context_new (&parser, 0, NULL, NULL);
  g_autoptr (GString) html = g_string_new (NULL);
  g_autoptr (GString) json = g_string_new (NULL);

  g_assert_true (g_markup_parse_context_parse (context, document, -1, NULL));
  g_assert_true (g_markup_parse_context_end_parse (context, NULL));
  tl_escape_html (html, text);
  g_assert_null (strpbrk (html->str, "<>\"'"));
  tl_escape_json (json, text);
  g_assert_true (g_utf8_validate (json->str, -1, NULL));
  g_assert_cmpuint (json->len, >=, 2);
  for (gsize i = 1; i + 1 < json->len; i++)
    {
      g_assert_true ((guchar)json->str[i] >= 0x20 && json->str[i] != '"');
      if (json->str[i] == '\\')
        i++;
    }
  return 0;
}
