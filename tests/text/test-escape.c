/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib.h>

#include "text/tl-escape.h"

typedef struct
{
  const char *text;
  const char *expected;
} Case;

static void
markup_keeps_text_and_loses_meaning (void)
{
  static const Case cases[] = {
    { "", "" },
    { "Điều 51 khoản 1", "Điều 51 khoản 1" },
    { "<b>&amp;\"'", "&lt;b&gt;&amp;amp;&quot;&#39;" },
    { "a\x01\x1b\x7f\xc2\x85z", "az" },
    { "a\tb\nc", "a\tb\nc" },
    { "a\xff\xc3", "a\xEF\xBF\xBD\xEF\xBF\xBD" },
    { "\xEF\xBF\xBE|\xEF\xBF\xBF", "|" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *markup = tl_escape_markup (cases[i].text);

      g_assert_cmpstr (markup, ==, cases[i].expected);
    }
}

static void
html_keeps_attributes_closed (void)
{
  static const Case cases[] = {
    { "\"><script>alert('x')</script>",
      "&quot;&gt;&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;" },
    { "HN&GĐ", "HN&amp;GĐ" },
    { "a\x02\f\xEF\xB7\x90\xF0\x9F\xBF\xBEz", "a\fz" },
    { "\xe2\x82", "\xEF\xBF\xBD\xEF\xBF\xBD" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GString) html = g_string_new ("<p>");

      tl_escape_html (html, cases[i].text);
      g_assert_true (g_str_has_prefix (html->str, "<p>"));
      g_assert_cmpstr (html->str + 3, ==, cases[i].expected);
    }
}

static void
json_strings_follow_the_grammar (void)
{
  static const Case cases[] = {
    { "", "\"\"" },
    { "Tòa án", "\"Tòa án\"" },
    { "a\"b\\c/d", "\"a\\\"b\\\\c/d\"" },
    { "\b\f\n\r\t\x01\x7f", "\"\\b\\f\\n\\r\\t\\u0001\\u007f\"" },
    { "</script>", "\"\\u003c/script>\"" },
    { "a\xe2\x80\xa8"
      "b",
      "\"a\\u2028b\"" },
    { "\xed\xa0\x80", "\"\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\"" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GString) json = g_string_new (NULL);

      tl_escape_json (json, cases[i].text);
      g_assert_cmpstr (json->str, ==, cases[i].expected);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/text/escape/markup-keeps-text-and-loses-meaning",
                   markup_keeps_text_and_loses_meaning);
  g_test_add_func ("/text/escape/html-keeps-attributes-closed", html_keeps_attributes_closed);
  g_test_add_func ("/text/escape/json-strings-follow-the-grammar", json_strings_follow_the_grammar);
  return g_test_run ();
}
