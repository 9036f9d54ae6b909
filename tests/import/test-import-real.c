/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Real material, where it is present: what the importers must find in it. */
#include "config.h"

#include <json-glib/json-glib.h>

#include "base/tl-clock.h"
#include "base/tl-json.h"
#include "corpus/tl-doc-store.h"
#include "import-test.h"
#include "import/tl-ocr.h"
#include "law/number/tl-doc-number.h"
#include "text/tl-text.h"

/* "29/11/2018", "28-09-2017", "26-7-2018 " */
static char *
read_date (const char *text)
{
  char date[TL_DATE_SIZE];
  int fields[3] = { 0 };
  int n = 0;

  for (const char *at = text; *at != '\0' && n < 3; at++)
    {
      if (g_ascii_isdigit (*at))
        fields[n] = fields[n] * 10 + (*at - '0');
      else if (fields[n] > 0)
        n++;
    }
  g_assert_true (tl_date_from_dmy (fields[0], fields[1], fields[2], date));
  return g_strdup (date);
}

static gboolean
has_section (TlDocument *document, const char *anchor)
{
  for (guint i = 0; i < document->blocks->len; i++)
    if (strcmp (tl_document_get_block (document, i)->anchor, anchor) == 0)
      return TRUE;
  return FALSE;
}

static char *
fold (const char *text)
{
  g_autofree char *folded = tl_text_fold (text, -1, TL_FOLD_PLAIN, NULL);
  GString *letters = g_string_new (NULL);

  for (const char *at = folded; *at != '\0'; at++)
    if (g_ascii_isalnum (*at))
      g_string_append_c (letters, *at);
  return g_string_free (letters, FALSE);
}

static void
check_judgment (JsonObject *truth, const char *folder, guint *courts)
{
  g_autofree char *name = g_strconcat (tl_json_get_string (truth, "case_id"), ".pdf", NULL);
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (TlImportResult) result = test_import (path, TL_IMPORT_AUTO);
  g_autofree char *date = read_date (tl_json_get_string (truth, "judgment_date"));
  g_autofree char *clean
      = tl_text_normalize (tl_json_get_string (truth, "judgment_number"), -1, NULL);
  g_autoptr (TlDocNumber) number = tl_doc_number_parse (clean);
  g_autofree char *court = fold (tl_json_get_string (truth, "court"));
  g_autofree char *found = NULL;
  TlDocument *document;

  g_test_message ("%s", name);
  g_assert_cmpuint (result->documents->len, ==, 1);
  document = g_ptr_array_index (result->documents, 0);
  g_assert_cmpint (document->kind, ==, TL_DOC_JUDGMENT);
  g_assert_nonnull (number);
  g_assert_cmpstr (document->number_normal, ==, number->normal);
  g_assert_cmpstr (document->issued, ==, date);
  g_assert_nonnull (document->issuer);
  found = fold (document->issuer);
  *courts += strcmp (found, court) == 0;
  g_assert_true (has_section (document, "noidung"));
  g_assert_true (has_section (document, "nhan"));
  g_assert_true (has_section (document, "quyet"));
  g_assert_cmpuint (document->page_count, >, 1);
  g_assert_cmpstr (document->text_source, ==, "text");
  g_assert_true (g_str_has_suffix (document->file, ".pdf"));
  g_assert_true (result->keep_original);
}

static void
every_judgment_gives_its_number_date_court_and_sections (TestFolder *folder, gconstpointer data)
{
  g_autofree char *list = test_shared ("judgments/judgments.jsonl");
  g_autofree char *pdfs = list != NULL ? test_shared ("judgments/pdf") : NULL;
  g_autofree char *content = NULL;
  g_auto (GStrv) lines = NULL;
  guint n = 0, courts = 0;

  if (pdfs == NULL)
    return;
  g_assert_true (g_file_get_contents (list, &content, NULL, NULL));
  lines = g_strsplit (g_strstrip (content), "\n", -1);
  for (; lines[n] != NULL; n++)
    {
      g_autoptr (JsonObject) truth = tl_json_parse (lines[n], -1, NULL);
      check_judgment (truth, pdfs, &courts);
    }
  g_assert_cmpuint (n, ==, 22);
  /* The list itself misspells some names and shortens others. */
  g_assert_cmpuint (courts, >=, 19);
}

/* The blocks of a judgment point at the characters that they are made of. */
static void
blocks_point_at_their_pages (TestFolder *folder, gconstpointer data)
{
  g_autofree char *path = test_shared ("judgments/pdf/case_6284.pdf");
  g_autoptr (TlImportResult) result = NULL;
  TlDocument *document;
  guint placed = 0;

  if (path == NULL)
    return;
  result = test_import (path, TL_IMPORT_AUTO);
  document = g_ptr_array_index (result->documents, 0);
  for (guint i = 0; i < document->blocks->len; i++)
    {
      const TlBlock *block = tl_document_get_block (document, i);

      g_assert_cmpuint (block->page, >=, 1);
      g_assert_cmpuint (block->page, <=, document->page_count);
      placed += block->page_to != block->page_from;
    }
  g_assert_cmpuint (placed * 10, >=, document->blocks->len * 9);
}

static JsonObject *
load_truth (const char *pdf)
{
  g_autofree char *base = g_strndup (pdf, strlen (pdf) - strlen (".pdf"));
  g_autofree char *path = g_strconcat (base, ".json", NULL);
  g_autofree char *content = NULL;

  g_assert_true (g_file_get_contents (path, &content, NULL, NULL));
  return tl_json_parse (content, -1, NULL);
}

static void
every_gazette_gives_its_articles (TestFolder *folder, gconstpointer data)
{
  static const char *const names[] = { "decision-2944-2026",
                                       "decree-226-2025",
                                       "decree-50-2026",
                                       "law-43-2024",
                                       "notarization-consolidated-50-2026",
                                       "registration-fee-guidance-amendment-67-2025",
                                       "urban-rural-planning-guidance-consolidated-18-2026" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *name = g_strdup_printf ("statutes/%s.pdf", names[i]);
      g_autofree char *path = test_shared (name);
      g_autoptr (TlImportResult) result = NULL;
      g_autoptr (JsonObject) truth = NULL;
      JsonArray *articles;
      TlDocument *document;

      if (path == NULL)
        return;
      g_test_message ("%s", name);
      result = test_import (path, TL_IMPORT_AUTO);
      truth = load_truth (path);
      document = g_ptr_array_index (result->documents, 0);
      g_assert_cmpint (document->kind, ==, TL_DOC_STATUTE);
      g_assert_cmpstr (document->number, ==, tl_json_get_string (truth, "number"));
      g_assert_cmpstr (document->issued, ==, tl_json_get_string (truth, "issued"));
      articles = json_object_get_array_member (truth, "articles");
      for (guint k = 0; k < json_array_get_length (articles); k++)
        {
          const char *number
              = tl_json_get_string (json_array_get_object_element (articles, k), "number");
          g_autofree char *anchor = g_strconcat ("d", number, NULL);

          g_assert_cmpint (test_block (document, anchor)->kind, ==, TL_BLOCK_ARTICLE);
          g_assert_cmpuint (test_block (document, anchor)->page, >, 0);
        }
    }
}

static void
files_without_text_are_skipped_with_the_reason (TestFolder *folder, gconstpointer data)
{
  static const char *const names[] = { "06-bct.signed.pdf",
                                       "163-tb-vpcp.signed.pdf",
                                       "188-vpcp.signed.pdf",
                                       "255-nn.signed.pdf",
                                       "2470-qhdp.signed.pdf",
                                       "scan-2470-qhdp.signed.pdf",
                                       "505.pdf",
                                       "scan-59-nd.signed.pdf",
                                       "../judgments/pdf/case_127-scan.pdf",
                                       "../judgments/pdf/case_6284-scan.pdf" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *name = g_strdup_printf ("pdf/%s", names[i]);
      g_autofree char *path = test_shared (name);
      g_autoptr (TlImportResult) result = NULL;

      if (path == NULL)
        return;
      result = test_import (path, TL_IMPORT_AUTO);
      g_test_message ("%s: %s", names[i], result->skipped);
      g_assert_nonnull (result->skipped);
      g_assert_nonnull (strstr (result->skipped, "--ocr"));
      g_assert_cmpuint (result->documents->len, ==, 0);
    }
}

static void
word_files_give_their_articles (TestFolder *folder, gconstpointer data)
{
  static const struct
  {
    const char *name, *number;
    guint articles;
  } cases[] = {
    { "Luật-15-2023-QH15.docx", "15/2023/QH15", 121 },
    { "Luật-60-2024-QH15.docx", "60/2024/QH15", 46 },
    { "Luật-63-2025-QH15.docx", "63/2025/QH15", 32 },
    { "Luật-72-2025-QH15.docx", "72/2025/QH15", 54 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *name = g_strdup_printf ("word/%s", cases[i].name);
      g_autofree char *path = test_shared (name);
      g_autoptr (TlImportResult) result = NULL;
      TlDocument *document;
      guint articles = 0;

      if (path == NULL)
        return;
      result = test_import (path, TL_IMPORT_AUTO);
      document = g_ptr_array_index (result->documents, 0);
      for (guint k = 0; k < document->blocks->len; k++)
        articles += tl_document_get_block (document, k)->kind == TL_BLOCK_ARTICLE;
      g_test_message ("%s", cases[i].name);
      g_assert_cmpint (document->kind, ==, TL_DOC_STATUTE);
      g_assert_cmpstr (document->number, ==, cases[i].number);
      g_assert_cmpuint (articles, ==, cases[i].articles);
    }
}

static void
ocr_reads_a_scan (TestFolder *folder, gconstpointer data)
{
  g_autofree char *path = test_shared ("judgments/pdf/case_127-scan.pdf");
  TlImportOptions options = { .format = TL_IMPORT_PDF, .kind = -1, .ocr = TRUE };
  g_autoptr (GError) error = NULL;
  g_autoptr (TlImportResult) result = NULL;
  TlDocument *document;

  if (path == NULL)
    return;
  if (!tl_ocr_check (&error))
    {
      g_test_skip (error->message);
      return;
    }
  result = tl_import_file (path, "case_127-scan.pdf", &options, NULL, &error);
  g_assert_no_error (error);
  document = g_ptr_array_index (result->documents, 0);
  g_assert_cmpstr (document->number_normal, ==, "5/2021/DS-ST");
  g_assert_cmpstr (document->issued, ==, "2021-05-11");
  g_assert_cmpstr (document->text_source, ==, "ocr");
  g_assert_cmpuint (tl_document_get_block (document, 1)->page, ==, 1);
}

static void
ocr_without_tesseract_says_what_to_install (TestFolder *folder, gconstpointer data)
{
  g_autofree char *before = g_strdup (g_getenv ("PATH"));
  g_autoptr (GError) error = NULL;
  gboolean found;

  g_setenv ("PATH", folder->path, TRUE);
  found = tl_ocr_check (&error);
  g_setenv ("PATH", before, TRUE);
  g_assert_false (found);
  g_assert_nonnull (strstr (error->message, "tesseract-ocr-vie"));
}

#define ADD(name, func)                                                                            \
  g_test_add ("/import/real/" name, TestFolder, NULL, test_folder_set_up, func,                    \
              test_folder_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("every-judgment-gives-its-number-date-court-and-sections",
       every_judgment_gives_its_number_date_court_and_sections);
  ADD ("blocks-point-at-their-pages", blocks_point_at_their_pages);
  ADD ("every-gazette-gives-its-articles", every_gazette_gives_its_articles);
  ADD ("files-without-text-are-skipped-with-the-reason",
       files_without_text_are_skipped_with_the_reason);
  ADD ("word-files-give-their-articles", word_files_give_their_articles);
  ADD ("ocr-reads-a-scan", ocr_reads_a_scan);
  ADD ("ocr-without-tesseract-says-what-to-install", ocr_without_tesseract_says_what_to_install);
  return g_test_run ();
}
