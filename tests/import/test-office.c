/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "base/tl-error.h"
#include "import-test.h"
#include "import/tl-office.h"

#define DOCX_HEAD                                                                                  \
  "<?xml version=\"1.0\" encoding=\"UTF-8\"?><w:document xmlns:w=\"http://"                        \
  "schemas.openxmlformats.org/wordprocessingml/2006/main\" xmlns:a=\"urn:other\"><w:body>"
#define DOCX_TAIL "</w:body></w:document>"
#define P(text)   "<w:p><w:r><w:t>" text "</w:t></w:r></w:p>"
#define ODT_HEAD                                                                                   \
  "<?xml version=\"1.0\"?><office:document-content "                                               \
  "xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" "                             \
  "xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\" "                                 \
  "xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\"><office:body><office:text>"
#define ODT_TAIL "</office:text></office:body></office:document-content>"

static char *
read_docx (TestFolder *folder, const char *body, GPtrArray *notes, GError **error)
{
  g_autofree char *xml = g_strconcat (DOCX_HEAD, body, DOCX_TAIL, NULL);
  const char *const members[]
      = { "[Content_Types].xml", "<Types/>", "word/document.xml", xml, NULL };
  g_autofree char *path = test_folder_write_archive (folder, "a.docx", members);

  return tl_office_read_docx (path, "a.docx", notes, NULL, error);
}

static void
word_paragraphs_become_lines (TestFolder *folder, gconstpointer data)
{
  static const struct
  {
    const char *body, *text;
  } cases[] = {
    { P ("Điều 1.") P ("") P ("Hai"), "Điều 1.\nHai\n" },
    { "<w:p><w:r><w:t>a</w:t></w:r><w:r><w:t xml:space=\"preserve\"> b</w:t><w:br/><w:t>c</w:t>"
      "<w:tab/><w:t>d</w:t></w:r></w:p>",
      "a b\nc d\n" },
    { "<w:p><w:del><w:r><w:delText>gone</w:delText></w:r></w:del><w:ins><w:r><w:t>stays</w:t></w:r>"
      "</w:ins><w:r><w:instrText>PAGE</w:instrText></w:r></w:p>",
      "stays\n" },
    { "<w:p><w:r><w:t>số</w:t><w:noBreakHyphen/><w:t>hai</w:t></w:r><a:t>other</a:t></w:p>",
      "số-hai\n" },
    /* A row of single paragraphs is a line, a row of columns is read cell by cell. */
    { "<w:tbl><w:tr><w:tc>" P ("STT") "</w:tc><w:tc>" P ("Tên") "</w:tc></w:tr><w:tr><w:tc>" P (
          "1") "</w:tc><w:tc>" P ("") "</w:tc></w:tr></w:tbl>" P ("sau"),
      "STT | Tên\n1\nsau\n" },
    { "<w:tbl><w:tr><w:tc>" P ("TÒA ÁN") P ("Số: 1") "</w:tc><w:tc>" P ("CỘNG HÒA")
          P ("Độc lập") "</w:tc></w:tr></w:tbl>",
      "TÒA ÁN\nSố: 1\nCỘNG HÒA\nĐộc lập\n" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *text = read_docx (folder, cases[i].body, NULL, &error);

      g_assert_no_error (error);
      g_assert_cmpstr (text, ==, cases[i].text);
    }
}

static void
a_run_in_a_legacy_font_is_converted (TestFolder *folder, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = read_docx (
      folder,
      "<w:p><w:r><w:rPr><w:rFonts w:ascii=\".VnTime\"/></w:rPr><w:t>QuyÕt ®Þnh</w:t></w:r></w:p>"
      "<w:p><w:r><w:rPr><w:rFonts w:ascii=\".VnTime\"/></w:rPr><w:t>Điều khoản</w:t></w:r></w:p>",
      NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (text, ==, "Quyết định\nĐiều khoản\n");
}

static void
what_the_text_cannot_hold_is_noted (TestFolder *folder, gconstpointer data)
{
  g_autoptr (GPtrArray) notes = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;
  g_autofree char *text
      = read_docx (folder,
                   "<w:p><w:pPr><w:numPr/></w:pPr><w:r><w:t>a</w:t><w:footnoteReference/></w:r>"
                   "</w:p>",
                   notes, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (text, ==, "a\n");
  g_assert_cmpuint (notes->len, ==, 2);
}

static void
opendocument_paragraphs_become_lines (TestFolder *folder, gconstpointer data)
{
  const char *const members[]
      = { "mimetype", "application/vnd.oasis.opendocument.text", "content.xml",
          ODT_HEAD "<text:tracked-changes>x</text:tracked-changes><text:h>Đầu</text:h><text:p>a"
                   "<text:s text:c=\"2\"/>b<text:tab/>c<text:line-break/>d<text:note>n</text:note>"
                   "</text:p><table:table><table:table-row><table:table-cell><text:p>e</text:p>"
                   "</table:table-cell><table:table-cell><text:p>f</text:p></table:table-cell>"
                   "</table:table-row></table:table>" ODT_TAIL,
          NULL };
  g_autofree char *path = test_folder_write_archive (folder, "a.odt", members);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = tl_office_read_odt (path, "a.odt", NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (text, ==, "Đầu\na  b c\nd\ne | f\n");
}

static void
refuse (const char *path)
{
  g_autofree char *name = g_path_get_basename (path);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = tl_office_read_docx (path, name, NULL, NULL, &error);

  g_assert_null (text);
  g_assert_error (error, TL_ERROR, TL_ERROR_INPUT);
  g_assert_true (g_str_has_prefix (error->message, name));
}

static void
damaged_files_are_errors_that_name_the_file (TestFolder *folder, gconstpointer data)
{
  const char *const without[] = { "other.xml", "<a/>", NULL };
  const char *const broken[] = { "word/document.xml", "<w:document><w:p>", NULL };
  const char *const nothing[] = { "word/document.xml", "", NULL };
  g_autofree char *whole = test_folder_write_archive (folder, "without.docx", without);
  g_autofree char *damaged = test_folder_write_archive (folder, "broken.docx", broken);
  g_autofree char *empty = test_folder_write_archive (folder, "empty.docx", nothing);
  g_autofree char *text = test_folder_write (folder, "text.docx", "not a zip", -1);
  g_autofree char *content = NULL;
  g_autofree char *cut = NULL;
  gsize size;

  g_assert_true (g_file_get_contents (damaged, &content, &size, NULL));
  cut = test_folder_write (folder, "cut.docx", content, (gssize)(size / 2));
  refuse (whole);
  refuse (damaged);
  refuse (empty);
  refuse (text);
  refuse (cut);
}

static void
a_bomb_meets_a_limit (TestFolder *folder, gconstpointer data)
{
  /* 160 MB of spaces pack to some 160 KB. */
  g_autofree char *spaces = g_malloc (160 * 1024 * 1024 + 1);
  const char *members[] = { "word/document.xml", spaces, NULL };
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;

  memset (spaces, ' ', 160 * 1024 * 1024);
  spaces[160 * 1024 * 1024] = '\0';
  path = test_folder_write_archive (folder, "bomb.docx", members);
  g_assert_null (tl_office_read_docx (path, "bomb.docx", NULL, NULL, &error));
  g_assert_error (error, TL_ERROR, TL_ERROR_LIMIT);
}

static void
deep_and_expanding_xml_is_refused (TestFolder *folder, gconstpointer data)
{
  g_autoptr (GString) deep = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  const char *const members[] = {
    "word/document.xml",
    "<!DOCTYPE x [<!ENTITY a \"lol\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\">"
    "<!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;\"><!ENTITY e SYSTEM \"file:///etc/passwd\">]>"
    "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">"
    "<w:body><w:p><w:r><w:t>x&c;&e;</w:t></w:r></w:p></w:body></w:document>",
    NULL
  };
  g_autofree char *path = NULL;
  g_autofree char *text = NULL;

  for (int i = 0; i < 5000; i++)
    g_string_append (deep, "<w:p>");
  g_assert_null (read_docx (folder, deep->str, NULL, &error));
  g_assert_error (error, TL_ERROR, TL_ERROR_INPUT);
  g_clear_error (&error);
  path = test_folder_write_archive (folder, "lol.docx", members);
  text = tl_office_read_docx (path, "lol.docx", NULL, NULL, &error);
  g_assert_true (text == NULL || (strlen (text) < 1000 && strstr (text, "root:") == NULL));
}

#define ADD(name, func)                                                                            \
  g_test_add ("/import/office/" name, TestFolder, NULL, test_folder_set_up, func,                  \
              test_folder_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("word-paragraphs-become-lines", word_paragraphs_become_lines);
  ADD ("a-run-in-a-legacy-font-is-converted", a_run_in_a_legacy_font_is_converted);
  ADD ("what-the-text-cannot-hold-is-noted", what_the_text_cannot_hold_is_noted);
  ADD ("opendocument-paragraphs-become-lines", opendocument_paragraphs_become_lines);
  ADD ("damaged-files-are-errors-that-name-the-file", damaged_files_are_errors_that_name_the_file);
  ADD ("a-bomb-meets-a-limit", a_bomb_meets_a_limit);
  ADD ("deep-and-expanding-xml-is-refused", deep_and_expanding_xml_is_refused);
  return g_test_run ();
}
