/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <gio/gio.h>
#include <glib.h>
#include <json-glib/json-glib.h>
#include <string.h>

#include "law/statute/tl-statute-structure.h"
#include "text/tl-text.h"

/* Official gazette PDFs with their articles, where they are present: numbers, headings and text of
 * every article must be found in the text that pdftotext gives, plain and by layout. */

static char *
pdf_text (const char *path, const char *mode)
{
  const char *argv[] = { "pdftotext", "-q", path, "-", NULL };
  const char *layout_argv[] = { "pdftotext", "-q", mode, path, "-", NULL };
  g_autoptr (GSubprocess) process = NULL;
  g_autofree char *out = NULL;
  g_auto (GStrv) pages = NULL;

  process = g_subprocess_newv (mode ? layout_argv : argv,
                               G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_SILENCE,
                               NULL);
  g_assert_nonnull (process);
  g_assert_true (g_subprocess_communicate_utf8 (process, NULL, NULL, &out, NULL, NULL));
  g_assert_nonnull (out);
  pages = g_strsplit (out, "\f", -1);
  for (guint i = 0; pages[i]; i++)
    {
      g_autofree char *page = pages[i];

      pages[i] = tl_text_normalize (page, -1, NULL);
    }
  return g_strjoinv ("\f", pages);
}

/* Letters only: gazette PDFs put spaces inside words, and footnote marks are digits. */
static char *
letters_of (const char *text)
{
  g_autofree char *folded = tl_text_fold (text, -1, TL_FOLD_CASE, NULL);
  GString *out = g_string_new (NULL);

  for (const char *p = folded; *p; p = g_utf8_next_char (p))
    if (g_unichar_isalpha (g_utf8_get_char (p)))
      g_string_append_unichar (out, g_utf8_get_char (p));
  return g_string_free (out, FALSE);
}

static const TlUnit *
find_article (const TlStatuteStructure *structure, const char *number)
{
  g_autofree char *anchor = tl_article_anchor (number);

  for (guint i = 0; i < structure->units->len; i++)
    {
      const TlUnit *unit = g_ptr_array_index (structure->units, i);

      if (strcmp (unit->anchor, anchor) == 0)
        return unit;
    }
  return NULL;
}

/* Heading and text of the article and of all that stands in it. */
static char *
whole_article (const TlStatuteStructure *structure, const TlUnit *article)
{
  g_autofree char *inner = g_strconcat (article->anchor, ".", NULL);
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < structure->units->len; i++)
    {
      const TlUnit *unit = g_ptr_array_index (structure->units, i);

      if (unit != article && !g_str_has_prefix (unit->anchor, inner))
        continue;
      if (unit != article)
        g_string_append_printf (out, "%s ", unit->label);
      if (unit->heading)
        g_string_append_printf (out, "%s ", unit->heading);
      g_string_append_printf (out, "%s ", unit->text);
    }
  return g_string_free (out, FALSE);
}

static void
check_article (const TlStatuteStructure *structure, JsonObject *expected, guint *same)
{
  const char *number = json_object_get_string_member (expected, "number");
  const TlUnit *unit = find_article (structure, number);
  g_autofree char *found = NULL;
  g_autofree char *found_letters = NULL;
  g_autofree char *heading = NULL;
  g_autofree char *text = NULL;

  g_test_message ("Điều %s", number);
  g_assert_nonnull (unit);
  found = whole_article (structure, unit);
  found_letters = letters_of (found);
  heading = letters_of (json_object_get_string_member (expected, "heading"));
  g_assert_true (g_str_has_prefix (found_letters, heading));
  /* The expected text was cut by page and still holds footnotes and heads: its beginning counts. */
  text = letters_of (json_object_get_string_member (expected, "text") + strlen ("Điều "));
  *same += strncmp (found_letters, text, 60) == 0 ? 1 : 0;
}

static void
check_header (const char *text, JsonObject *expected)
{
  g_autoptr (TlStatuteHeader) header = tl_statute_header_parse (text);
  g_autofree char *issuer
      = tl_text_fold (header->issuer ? header->issuer : "", -1, TL_FOLD_CASE, NULL);
  g_autofree char *wanted
      = tl_text_fold (json_object_get_string_member (expected, "issuer"), -1, TL_FOLD_CASE, NULL);

  g_assert_cmpstr (header->number, ==, json_object_get_string_member (expected, "number"));
  g_assert_cmpstr (header->issued, ==, json_object_get_string_member (expected, "issued"));
  g_assert_cmpstr (header->effective_from, ==,
                   json_object_get_string_member (expected, "effective_from"));
  g_assert_cmpstr (issuer, ==, wanted);
  g_assert_nonnull (header->title);
}

static guint
count_articles (const TlStatuteStructure *structure)
{
  guint n = 0;

  for (guint i = 0; i < structure->units->len; i++)
    {
      const TlUnit *unit = g_ptr_array_index (structure->units, i);

      n += unit->kind == TL_UNIT_ARTICLE && unit->anchor[0] == 'd' ? 1 : 0;
    }
  return n;
}

static void
check_statute (const char *folder, const char *name, const char *mode)
{
  g_autofree char *json_path = g_build_filename (folder, name, NULL);
  g_autofree char *stem = g_strndup (name, strlen (name) - strlen (".json"));
  g_autofree char *pdf_name = g_strconcat (stem, ".pdf", NULL);
  g_autofree char *pdf_path = g_build_filename (folder, pdf_name, NULL);
  g_autofree char *text = pdf_text (pdf_path, mode);
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (TlStatuteStructure) structure = tl_statute_structure_parse (text);
  JsonObject *expected;
  JsonArray *articles;
  guint same = 0;

  g_assert_true (json_parser_load_from_file (parser, json_path, NULL));
  expected = json_node_get_object (json_parser_get_root (parser));
  articles = json_object_get_array_member (expected, "articles");
  g_test_message ("%s: %u articles", stem, json_array_get_length (articles));
  g_assert_cmpuint (count_articles (structure), ==, json_array_get_length (articles));
  for (guint i = 0; i < json_array_get_length (articles); i++)
    check_article (structure, json_array_get_object_element (articles, i), &same);
  /* The text of one source or the other misses letters in places. */
  g_assert_cmpuint (same * 100, >=, json_array_get_length (articles) * 95);
  check_header (text, expected);
}

static void
articles_of_official_pdfs_are_found (gconstpointer mode)
{
  const char *shared = g_getenv ("TROLY_SHARED");
  g_autofree char *folder = g_build_filename (shared ? shared : "", "data", "statutes", NULL);
  g_autofree char *program = g_find_program_in_path ("pdftotext");
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;
  guint n = 0;

  if (!dir || !program)
    {
      g_test_skip (dir ? "pdftotext is not present" : "data/statutes is not present");
      return;
    }
  while ((name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (name, ".json"))
      {
        check_statute (folder, name, mode);
        n++;
      }
  g_assert_cmpuint (n, ==, 7);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/law/real-statutes/plain", NULL, articles_of_official_pdfs_are_found);
  g_test_add_data_func ("/law/real-statutes/layout", "-layout",
                        articles_of_official_pdfs_are_found);
  return g_test_run ();
}
