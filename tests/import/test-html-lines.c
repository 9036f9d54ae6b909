/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "base/tl-error.h"
#include "import/tl-html-lines.h"

static gboolean
collect_cb (const TlHtmlLine *line, gpointer user_data, GError **error)
{
  g_string_append_printf (user_data, "%s%s%s%s%s\n", line->mark != NULL ? line->mark : "",
                          line->mark != NULL ? (line->first ? "*" : "+") : "",
                          line->anchor != NULL ? line->anchor : "",
                          line->mark != NULL || line->anchor != NULL ? ": " : "", line->text);
  return TRUE;
}

static char *
read_html (const char *html, const char *const *marks, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new (html, strlen (html));
  g_autoptr (GString) lines = g_string_new (NULL);

  if (!tl_html_lines_read (bytes, "a.html", marks, collect_cb, lines, NULL, error))
    return NULL;
  return g_string_free (g_steal_pointer (&lines), FALSE);
}

static void
html_becomes_a_line_a_block (void)
{
  static const struct
  {
    const char *html, *lines;
  } cases[] = {
    { "<p>Điều  1.\n Phạm vi</p><p>a &amp; b</p>", "Điều 1. Phạm vi\na & b\n" },
    { "<h1>A</h1>b<br>c<div>d<b>e</b></div>", "A\nb\nc\nde\n" },
    { "<p>một<p>hai</p></p>ba", "một\nhai\nba\n" },
    { "<table><tr><td>a<td><p>b</p><p>c</p></tr><tr><td>d</td></tr></table>", "a | b c\nd\n" },
    { "<script>x()</script><style>p{}</style><p>y<!-- z --></p>", "y\n" },
    { "<p></p><p> &nbsp; </p>", "\302\240\n" },
    { "", "" },
    { "just text", "just text\n" },
    { "<p>a</div></span></p><p>b", "a\nb\n" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *lines = read_html (cases[i].html, NULL, &error);

      g_assert_no_error (error);
      g_assert_cmpstr (lines, ==, cases[i].lines);
    }
}

static void
a_wanted_class_marks_the_lines_until_the_next (void)
{
  static const char *const marks[] = { "pA", "pB", NULL };
  g_autoptr (GError) error = NULL;
  g_autofree char *lines
      = read_html ("x<p class='pA'><a name='n1'></a>head</p><p>more</p>"
                   "<p class='pB'><table><tr><td>cell<p class='pA'>never closed</p><p>on</p>",
                   marks, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (lines, ==, "x\npA*n1: head\npA+: more\npB*: cell\npA*: never closed\npA+: on\n");
}

static void
a_declared_encoding_is_read (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *lines = read_html (
      "<meta http-equiv='Content-Type' content='text/html; charset=iso-8859-1'><p>caf\xe9</p>",
      NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (lines, ==, "café\n");
}

static void
deep_html_meets_a_limit (void)
{
  g_autoptr (GString) deep = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  for (int i = 0; i < 200000; i++)
    g_string_append (deep, "<div>");
  g_assert_null (read_html (deep->str, NULL, &error));
  g_assert_error (error, TL_ERROR, TL_ERROR_LIMIT);
  g_assert_nonnull (strstr (error->message, "a.html"));
}

static void
reading_can_be_cancelled (void)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static ("<p>a", 4);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GString) lines = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_false (
      tl_html_lines_read (bytes, "a.html", NULL, collect_cb, lines, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/import/html-lines/html-becomes-a-line-a-block", html_becomes_a_line_a_block);
  g_test_add_func ("/import/html-lines/a-wanted-class-marks-the-lines-until-the-next",
                   a_wanted_class_marks_the_lines_until_the_next);
  g_test_add_func ("/import/html-lines/a-declared-encoding-is-read", a_declared_encoding_is_read);
  g_test_add_func ("/import/html-lines/deep-html-meets-a-limit", deep_html_meets_a_limit);
  g_test_add_func ("/import/html-lines/reading-can-be-cancelled", reading_can_be_cancelled);
  return g_test_run ();
}
