/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Official documents as PDF and DOCX, where they are present: head and articles of every one. The
 * table beside this file holds what a person read in them. */
#include "config.h"

#include "import-test.h"

enum
{
  FILE_NAME,
  NUMBER,
  ISSUED,
  EFFECT,
  ARTICLES,
  ANNEX_ARTICLES,
  ISSUER,
  TITLE,
  N_COLUMNS
};

/* Running heads, signatures' stamps and page numbers, as they would stand in a line of their own.
 */
static const char *const foreign[]
    = { "CÔNG BÁO/", "Người ký:", "Ký bởi:", "Thời gian ký:", "Nơi nhận:", "Xem tiếp Công báo" };

static gboolean
is_number_alone (const char *line)
{
  gsize length = strlen (line);

  return length > 0 && length < 4 && strspn (line, "0123456789") == length;
}

/* A footnote of a consolidated text: "Khoản này được sửa đổi, bổ sung theo quy định tại …". */
static gboolean
is_footnote (const char *line)
{
  static const char *const units[]
      = { "Khoản này được ", "Điểm này được ", "Điều này được ", "Chương này được " };

  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    if (g_str_has_prefix (line, units[i]) && strstr (line, "theo quy định tại") != NULL)
      return TRUE;
  return FALSE;
}

static void
check_text (const TlBlock *block)
{
  g_auto (GStrv) lines = g_strsplit (block->text, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      for (guint k = 0; k < G_N_ELEMENTS (foreign); k++)
        g_assert_null (strstr (lines[i], foreign[k]));
      g_assert_false (is_number_alone (lines[i]));
      g_assert_false (is_footnote (lines[i]));
    }
  if (block->heading != NULL && *block->heading != '\0')
    {
      const char *last = g_utf8_prev_char (block->heading + strlen (block->heading));

      /* A footnote's mark glued to the last word, or in brackets. */
      g_assert_false (g_ascii_isdigit (*last) && last > block->heading
                      && g_unichar_islower (g_utf8_get_char (g_utf8_prev_char (last))));
      g_assert_cmpint (*last, !=, ']');
    }
}

/* Counts the articles; those of the document itself go up one by one, letters aside. */
static void
check_articles (TlDocument *document, char **row)
{
  guint counts[2] = { 0 };
  int last = 0;

  for (guint i = 0; i < document->blocks->len; i++)
    {
      const TlBlock *block = tl_document_get_block (document, i);
      char *end;
      int number;

      if (block->kind == TL_BLOCK_CLAUSE || block->kind == TL_BLOCK_POINT)
        check_text (block);
      if (block->kind != TL_BLOCK_ARTICLE)
        continue;
      counts[block->anchor[0] != 'd']++;
      check_text (block);
      if (block->anchor[0] != 'd')
        continue;
      number = (int)strtol (block->anchor + 1, &end, 10);
      if (last > 0)
        g_assert_cmpint (number, ==, *end != '\0' ? last : last + 1);
      last = number;
    }
  g_assert_cmpuint (counts[0], ==, (guint)atoi (row[ARTICLES]));
  g_assert_cmpuint (counts[1], ==, (guint)atoi (row[ANNEX_ARTICLES]));
}

static void
check_field (const char *found, const char *expected)
{
  g_assert_cmpstr (found != NULL ? found : "", ==, expected);
}

static void
check_document (const char *path, char **row)
{
  TlImportOptions options = { .format = TL_IMPORT_AUTO, .kind = TL_DOC_STATUTE };
  g_autoptr (GError) error = NULL;
  g_autofree char *name = g_path_get_basename (path);
  g_autoptr (TlImportResult) result = tl_import_file (path, name, &options, NULL, &error);
  TlDocument *document;

  g_test_message ("%s", row[FILE_NAME]);
  g_assert_no_error (error);
  if (strcmp (row[NUMBER], "scan") == 0)
    {
      g_assert_nonnull (result->skipped);
      g_assert_nonnull (strstr (result->skipped, "--ocr"));
      return;
    }
  g_assert_null (result->skipped);
  g_assert_cmpuint (result->documents->len, ==, 1);
  document = g_ptr_array_index (result->documents, 0);
  check_field (document->number_normal, row[NUMBER]);
  check_field (document->issued, row[ISSUED]);
  check_field (document->effective_from, row[EFFECT]);
  check_field (document->issuer, row[ISSUER]);
  check_field (document->title, row[TITLE]);
  check_articles (document, row);
}

static void
heads_and_articles_are_those_of_the_documents (TestFolder *folder, gconstpointer data)
{
  g_autofree char *table
      = g_test_build_filename (G_TEST_DIST, "import", "real-documents.tsv", NULL);
  g_autofree char *content = NULL;
  g_auto (GStrv) lines = NULL;

  g_assert_true (g_file_get_contents (table, &content, NULL, NULL));
  lines = g_strsplit (content, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) row = NULL;
      g_autofree char *path = NULL;

      if (*lines[i] == '\0' || *lines[i] == '#')
        continue;
      row = g_strsplit (lines[i], "\t", -1);
      g_assert_cmpuint (g_strv_length (row), ==, N_COLUMNS);
      path = test_shared (row[FILE_NAME]);
      if (path == NULL)
        return;
      check_document (path, row);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/import/real-documents/heads-and-articles", TestFolder, NULL, test_folder_set_up,
              heads_and_articles_are_those_of_the_documents, test_folder_tear_down);
  return g_test_run ();
}
