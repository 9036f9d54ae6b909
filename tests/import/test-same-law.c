/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One law as text, HTML and DOCX, its articles labelled in every form that is printed: anchors,
 * headings and texts must be the same. */
#include "config.h"

#include "import-test.h"

static const char *const law[] = {
  "QUỐC HỘI",
  "Luật số: 57/2020/QH14",
  "LUẬT",
  "VƯỜN CHUNG",
  "Chương I",
  "QUY ĐỊNH CHUNG",
  "@1 Phạm vi điều chỉnh",
  "Luật này quy định về vườn chung & cây trong vườn.",
  "@2 Giải thích từ ngữ",
  "1. Vườn chung là vườn của nhiều người:",
  "a) Có hàng rào;",
  "b) Có lối đi;",
  "đ) Có giếng < 5 m.",
  "2. Cây là cây trồng.",
  "Cây dại không phải là cây.",
  "Chương II",
  "ĐIỀU KHOẢN THI HÀNH",
  "@3 Hiệu lực thi hành",
  "Luật này có hiệu lực thi hành từ ngày 01 tháng 01 năm 2021.",
  NULL,
};

/* How articles are labelled: "Ð" is eth, which old fonts show like Đ. */
static const char *const labels[] = { "Điều %c. ", "Điều %c: ", "Điều %c.- ", "Điều %c - ",
                                      "Ðiều %c. ", "ĐIỀU %c. ", "Điều %c.  " };

static char *
dup_line (const char *line, const char *label, gboolean escape)
{
  GString *out = g_string_new (NULL);

  if (*line == '@')
    {
      g_auto (GStrv) pieces = g_strsplit (label, "%c", 2);

      g_string_append_printf (out, "%s%c%s%s", pieces[0], line[1], pieces[1], line + 3);
    }
  else
    g_string_append (out, line);
  if (escape)
    {
      char *escaped = g_markup_escape_text (out->str, -1);

      g_string_free (out, TRUE);
      return escaped;
    }
  return g_string_free (out, FALSE);
}

static char *
dup_law (const char *label, const char *before, const char *after)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; law[i] != NULL; i++)
    {
      g_autofree char *line = dup_line (law[i], label, *before != '\0');

      g_string_append_printf (out, "%s%s%s", before, line, after);
    }
  return g_string_free (out, FALSE);
}

static char *
write_docx (TestFolder *folder, const char *label)
{
  g_autofree char *body = dup_law (label, "<w:p><w:r><w:t>", "</w:t></w:r></w:p>");
  g_autofree char *xml = g_strconcat (
      "<?xml version=\"1.0\"?><w:document xmlns:w=\"http://schemas.openxmlformats.org"
      "/wordprocessingml/2006/main\"><w:body>",
      body, "</w:body></w:document>", NULL);
  const char *const members[]
      = { "[Content_Types].xml",
          "<?xml version=\"1.0\"?><Types "
          "xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>",
          "word/document.xml", xml, NULL };

  return test_folder_write_archive (folder, "law.docx", members);
}

static char *
dup_outline (const char *path)
{
  g_autoptr (TlImportResult) result = test_import (path, TL_IMPORT_AUTO);
  GString *out = g_string_new (NULL);
  TlDocument *document;

  g_assert_cmpuint (result->documents->len, ==, 1);
  document = g_ptr_array_index (result->documents, 0);
  g_string_append_printf (out, "%s %s\n", document->id, document->effective_from);
  for (guint i = 0; i < document->blocks->len; i++)
    {
      const TlBlock *block = tl_document_get_block (document, i);

      g_string_append_printf (out, "%s|%s|%s\n", block->anchor,
                              block->heading != NULL ? block->heading : "", block->text);
    }
  return g_string_free (out, FALSE);
}

static void
formats_and_labels_give_the_same_law (TestFolder *folder, gconstpointer data)
{
  g_autofree char *first = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    {
      g_autofree char *plain = dup_law (labels[i], "", "\n");
      g_autofree char *html = dup_law (labels[i], "<p>", "</p>\n");
      char *paths[3];

      paths[0] = test_folder_write (folder, "law.txt", plain, -1);
      paths[1] = test_folder_write (folder, "law.html", html, -1);
      paths[2] = write_docx (folder, labels[i]);
      for (guint k = 0; k < G_N_ELEMENTS (paths); k++)
        {
          g_autofree char *outline = dup_outline (paths[k]);

          g_test_message ("%s %s", labels[i], paths[k]);
          if (first == NULL)
            first = g_strdup (outline);
          g_assert_cmpstr (outline, ==, first);
          g_free (paths[k]);
        }
    }
  g_assert_nonnull (strstr (first, "57-2020-qh14 2021-01-01\n"));
  g_assert_nonnull (strstr (first, "d1|Phạm vi điều chỉnh|Luật này quy định về vườn chung & cây"));
  g_assert_nonnull (strstr (first, "d2.k1.pdd||Có giếng < 5 m.\n"));
  g_assert_nonnull (strstr (first, "d3|Hiệu lực thi hành|"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/same-law/formats-and-labels-give-the-same-law", TestFolder, NULL,
              test_folder_set_up, formats_and_labels_give_the_same_law, test_folder_tear_down);
  return g_test_run ();
}
