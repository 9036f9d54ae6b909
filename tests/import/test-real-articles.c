/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every article of official PDFs against the text that was labelled for it, where they are present:
 * the letters that the importer gives, in their order. The labels were cut by page and hold running
 * heads, footnotes and signatures that are no text of an article; so of every document nearly all
 * letters given must be the label's, and of documents without footnotes nearly all of the label's
 * must be given. */
#include "config.h"

#include <json-glib/json-glib.h>

#include "import-test.h"
#include "text/tl-text.h"

#define ALIKE 0.99

/* What keeps a document below ALIKE, by name: fractions whose terms stand beside each other in
 * several lines, which people and the page's text order read in different orders. */
static const struct
{
  const char *stem;
  double given;
} known[] = {
  { "decree-50-2026", 0.98 },
};

typedef struct
{
  guint64 given, labelled, same;
  double worst;
  char *worst_article;
} Sum;

static GArray *
letters_of (const char *text)
{
  g_autofree char *folded = tl_text_fold (text, -1, TL_FOLD_CASE, NULL);
  GArray *out = g_array_new (FALSE, FALSE, sizeof (gunichar));

  for (const char *p = folded; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isalpha (c))
        g_array_append_val (out, c);
    }
  return out;
}

/* Length of the longest common subsequence, 64 rows of the table at a time (Hyyrö 2004). */
static guint64
common (const GArray *a, const GArray *b)
{
  guint words = a->len / 64 + 1;
  g_autofree guint64 *row = g_new (guint64, words);
  g_autoptr (GHashTable) masks = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  guint64 zeros = 0;

  memset (row, 0xff, words * sizeof *row);
  for (guint i = 0; i < a->len; i++)
    {
      gpointer letter = GUINT_TO_POINTER (g_array_index (a, gunichar, i));
      guint64 *mask = g_hash_table_lookup (masks, letter);

      if (mask == NULL)
        g_hash_table_insert (masks, letter, mask = g_new0 (guint64, words));
      mask[i / 64] |= G_GUINT64_CONSTANT (1) << (i % 64);
    }
  for (guint k = 0; k < b->len; k++)
    {
      const guint64 *mask
          = g_hash_table_lookup (masks, GUINT_TO_POINTER (g_array_index (b, gunichar, k)));
      guint64 carry = 0;

      for (guint w = 0; mask != NULL && w < words; w++)
        {
          guint64 hit = row[w] & mask[w];
          guint64 sum = row[w] + hit;
          guint64 over = sum < row[w];
          guint64 whole = sum + carry;

          carry = over | (whole < sum);
          row[w] = whole | (row[w] & ~mask[w]);
        }
    }
  for (guint i = 0; i < a->len; i++)
    zeros += (row[i / 64] >> (i % 64) & 1) == 0;
  return zeros;
}

/* The label without the marks of pages and the running heads below them. */
static char *
dup_label (const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  GString *out = g_string_new (NULL);

  for (guint i = 0; lines[i] != NULL; i++)
    if (!g_str_has_prefix (lines[i], "[[") && strstr (lines[i], "CÔNG BÁO/Số") == NULL)
      g_string_append_printf (out, "%s\n", lines[i]);
  return g_string_free (out, FALSE);
}

static void
append_block (GString *text, const TlBlock *block)
{
  const char *const fields[] = { block->label, block->heading, block->text };

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if (fields[i] != NULL)
      g_string_append_printf (text, "%s ", fields[i]);
}

static char *
dup_given (const TlDocument *document, const char *number)
{
  g_autofree char *anchor = g_strconcat ("d", number, NULL);
  int at = tl_document_find (document, anchor, NULL);
  GString *text = g_string_new (NULL);

  g_test_message ("%s", anchor);
  g_assert_cmpint (at, >=, 0);
  for (guint i = (guint)at; i < tl_document_subtree_end (document, (guint)at); i++)
    append_block (text, tl_document_get_block (document, i));
  return g_string_free (text, FALSE);
}

static void
add_article (Sum *sum, const char *number, const char *given, const char *label)
{
  g_autoptr (GArray) a = letters_of (given);
  g_autoptr (GArray) b = letters_of (label);
  guint64 same = common (a, b);
  double alike = a->len > 0 ? (double)same / a->len : 0;

  sum->given += a->len;
  sum->labelled += b->len;
  sum->same += same;
  if (sum->worst_article != NULL && alike >= sum->worst)
    return;
  sum->worst = alike;
  g_free (sum->worst_article);
  sum->worst_article = g_strdup (number);
}

static TlDocument *
read_pdf (const char *path)
{
  g_autoptr (GPtrArray) notes = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;
  TlImportOptions options = { .format = TL_IMPORT_PDF, .kind = TL_DOC_STATUTE };
  g_autoptr (TlImportText) text = tl_import_read_text (path, &options, notes, NULL, &error);
  g_autofree char *name = g_path_get_basename (path);
  TlDocument *document;

  g_assert_no_error (error);
  document = tl_import_make_document (text, name, TL_DOC_STATUTE, notes, &error);
  g_assert_no_error (error);
  return document;
}

static double
wanted_of (const char *stem)
{
  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    if (strcmp (known[i].stem, stem) == 0)
      return known[i].given;
  return ALIKE;
}

static void
check_document (const char *folder, const char *stem)
{
  g_autofree char *base = g_build_filename (folder, stem, NULL);
  g_autofree char *json = g_strconcat (base, ".json", NULL);
  g_autofree char *pdf = g_strconcat (base, ".pdf", NULL);
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (TlDocument) document = read_pdf (pdf);
  gboolean has_notes = strstr (stem, "consolidated") != NULL;
  Sum sum = { 0 }, inner = { 0 };
  JsonArray *articles;

  g_assert_true (json_parser_load_from_file (parser, json, NULL));
  articles = json_object_get_array_member (json_node_get_object (json_parser_get_root (parser)),
                                           "articles");
  for (guint i = 0; i < json_array_get_length (articles); i++)
    {
      JsonObject *article = json_array_get_object_element (articles, i);
      const char *number = json_object_get_string_member (article, "number");
      g_autofree char *given = dup_given (document, number);
      g_autofree char *label = dup_label (json_object_get_string_member (article, "text"));

      add_article (&sum, number, given, label);
      /* Signatures and annexes follow the last article. */
      if (i + 1 < json_array_get_length (articles))
        add_article (&inner, number, given, label);
    }
  g_test_message (
      "%s: %.4f of the letters given are the label's (worst Điều %s: %.4f); %.4f of the "
      "label's are given",
      stem, (double)sum.same / sum.given, sum.worst_article, sum.worst,
      (double)inner.same / inner.labelled);
  g_assert_cmpfloat ((double)sum.same / sum.given, >=, wanted_of (stem));
  if (!has_notes)
    g_assert_cmpfloat ((double)inner.same / inner.labelled, >=, wanted_of (stem));
  g_free (sum.worst_article);
  g_free (inner.worst_article);
}

static void
articles_of_official_pdfs_are_the_labels (void)
{
  const char *shared = g_getenv ("TROLY_SHARED");
  g_autofree char *folder = g_build_filename (shared ? shared : "", "data", "statutes", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;
  guint n = 0;

  if (dir == NULL)
    {
      g_test_skip ("data/statutes is not present");
      return;
    }
  while ((name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (name, ".json"))
      {
        g_autofree char *stem = g_strndup (name, strlen (name) - strlen (".json"));

        check_document (folder, stem);
        n++;
      }
  g_assert_cmpuint (n, ==, 7);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/real-articles/articles-of-official-pdfs-are-the-labels",
                   articles_of_official_pdfs_are_the_labels);
  return g_test_run ();
}
