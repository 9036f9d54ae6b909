/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "base/tl-error.h"
#include "import-test.h"

static TlImportText *
read_text (
    TestFolder *folder, const char *name, const char *content, gssize length, GPtrArray *notes)
{
  g_autofree char *path = test_folder_write (folder, name, content, length);
  TlImportOptions options = { .format = TL_IMPORT_AUTO, .kind = -1 };
  g_autoptr (GError) error = NULL;
  TlImportText *text = tl_import_read_text (path, &options, notes, NULL, &error);

  g_assert_no_error (error);
  return text;
}

static void
text_in_any_encoding_becomes_nfc (TestFolder *folder, gconstpointer data)
{
  static const struct
  {
    const char *content;
    gssize length;
    const char *text;
    guint notes;
  } cases[] = {
    { "Điều 1.\r\n  Hai\n\n", -1, "Điều 1.\nHai\n", 0 },
    { "\xef\xbb\xbfmột", -1, "một\n", 0 },
    { "\xff\xfe\x10\x01i\0", 6, "Đi\n", 0 },
    { "\xfe\xff\x01\x10\0i", 6, "Đi\n", 0 },
    { "Bo\xcc\xa3\xcc\x82 lua\xcc\xa3\xcc\x82t", -1, "Bộ luật\n", 0 },
    /* TCVN3, as 8-bit text. */
    { "QuyÕt ®Þnh cña Tßa ¸n", -1, "Quyết định của Tòa án\n", 0 },
    { "Quy\xd5t \xae\xdenh c\xf1"
      "a T\xdf"
      "a \xb8n",
      -1, "Quyết định của Tòa án\n", 1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) notes = g_ptr_array_new_with_free_func (g_free);
      g_autoptr (TlImportText) text
          = read_text (folder, "a.txt", cases[i].content, cases[i].length, notes);

      g_assert_cmpstr (text->text, ==, cases[i].text);
      g_assert_cmpstr (text->text_source, ==, "text");
      g_assert_null (text->unreadable);
      g_assert_cmpuint (notes->len, ==, cases[i].notes);
    }
}

static void
html_gives_its_title_and_its_text (TestFolder *folder, gconstpointer data)
{
  g_autoptr (TlImportText) text = read_text (
      folder, "a.html", "<title>Tên</title><p>Một</p><table><tr><td>a<td>b</table>", -1, NULL);

  g_assert_cmpstr (text->title, ==, "Tên");
  g_assert_cmpstr (text->text, ==, "Một\na | b\n");
  g_assert_cmpuint (text->pages, ==, 0);
}

static void
an_empty_file_is_unreadable_and_skipped (TestFolder *folder, gconstpointer data)
{
  g_autoptr (TlImportText) text = read_text (folder, "a.txt", "", 0, NULL);
  g_autofree char *path = g_build_filename (folder->path, "a.txt", NULL);
  g_autoptr (TlImportResult) result = test_import (path, TL_IMPORT_AUTO);

  g_assert_nonnull (text->unreadable);
  g_assert_cmpstr (text->text_source, ==, "none");
  g_assert_nonnull (result->skipped);
  g_assert_cmpuint (result->documents->len, ==, 0);
}

static void
what_cannot_be_read_is_an_error (TestFolder *folder, gconstpointer data)
{
  static const struct
  {
    const char *name, *content;
    gssize length;
    int code;
  } cases[] = {
    { "a.txt", "a\0b", 3, TL_ERROR_INPUT },
    { "a.bin",
      "\x7f"
      "ELF",
      -1, TL_ERROR_UNSUPPORTED },
    { "README", "text", -1, TL_ERROR_UNSUPPORTED },
    { "one.json", "{\n\"a\":1}", -1, TL_ERROR_UNSUPPORTED },
    { "a.jsonl", "{\"law\":\"x\",\"text\":\"y\"}", -1, TL_ERROR_UNSUPPORTED },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path
          = test_folder_write (folder, cases[i].name, cases[i].content, cases[i].length);
      TlImportOptions options = { .format = TL_IMPORT_AUTO, .kind = -1 };
      g_autoptr (GError) error = NULL;

      g_assert_null (tl_import_read_text (path, &options, NULL, NULL, &error));
      g_assert_error (error, TL_ERROR, cases[i].code);
      g_assert_true (g_str_has_prefix (error->message, cases[i].name));
    }
}

static void
a_missing_file_is_named (TestFolder *folder, gconstpointer data)
{
  TlImportOptions options = { .format = TL_IMPORT_AUTO, .kind = -1 };
  g_autofree char *path = g_build_filename (folder->path, "none.pdf", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_null (tl_import_file (path, "x/none.pdf", &options, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_assert_true (g_str_has_prefix (error->message, "x/none.pdf: "));
}

static void
old_word_files_say_what_to_install (TestFolder *folder, gconstpointer data)
{
  g_autofree char *path
      = test_folder_write (folder, "a.doc", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 8);
  TlImportOptions options = { .format = TL_IMPORT_AUTO, .kind = -1 };
  g_autofree char *program = g_find_program_in_path ("soffice");
  g_autoptr (GError) error = NULL;

  if (program != NULL)
    {
      g_test_skip ("LibreOffice is installed");
      return;
    }
  g_assert_null (tl_import_file (path, "a.doc", &options, NULL, &error));
  g_assert_error (error, TL_ERROR, TL_ERROR_UNSUPPORTED);
  g_assert_nonnull (strstr (error->message, "libreoffice"));
}

/* Thirty days after the day of the decision that publishes it. */
static void
a_precedent_is_applied_thirty_days_after_its_publication (TestFolder *folder, gconstpointer data)
{
  static const char text[]
      = "ÁN LỆ SỐ 83/2026/AL\nVề việc tính công sức\n"
        "Được Hội đồng Thẩm phán Tòa án nhân dân tối cao thông qua ngày 02 tháng 02 năm 2026 và "
        "được "
        "công bố theo Quyết định số 75/QĐ-CA ngày 15 tháng 02 năm 2026 của Chánh án.\n"
        "Nguồn án lệ\nA.\nVị trí nội dung án lệ\nĐoạn [1].\nKhái quát nội dung án lệ\nB.\n"
        "Quy định của pháp luật liên quan đến án lệ\nC.\nTừ khóa của án lệ\n“D”.\n"
        "NỘI DUNG VỤ ÁN\nE.\nNHẬN ĐỊNH CỦA TÒA ÁN\n[1] G.\nQUYẾT ĐỊNH\nH.\n"
        "NỘI DUNG ÁN LỆ\n“[1] G.”";
  g_autofree char *path = test_folder_write (folder, "al.txt", text, -1);
  g_autoptr (TlImportResult) result = test_import (path, TL_IMPORT_AUTO);
  TlDocument *document = g_ptr_array_index (result->documents, 0);

  g_assert_cmpint (document->kind, ==, TL_DOC_PRECEDENT);
  g_assert_cmpstr (document->number, ==, "83/2026/AL");
  g_assert_cmpstr (document->published, ==, "2026-02-15");
  g_assert_cmpstr (document->effective_from, ==, "2026-03-17");
  g_assert_cmpstr (test_block (document, "nhan.1")->text, ==, "G.");
  g_assert_cmpstr (test_block (document, "anle.1")->text, ==, "“[1] G.”");
}

#define ADD(name, func)                                                                            \
  g_test_add ("/import/text/" name, TestFolder, NULL, test_folder_set_up, func,                    \
              test_folder_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("text-in-any-encoding-becomes-nfc", text_in_any_encoding_becomes_nfc);
  ADD ("html-gives-its-title-and-its-text", html_gives_its_title_and_its_text);
  ADD ("an-empty-file-is-unreadable-and-skipped", an_empty_file_is_unreadable_and_skipped);
  ADD ("what-cannot-be-read-is-an-error", what_cannot_be_read_is_an_error);
  ADD ("a-missing-file-is-named", a_missing_file_is_named);
  ADD ("old-word-files-say-what-to-install", old_word_files_say_what_to_install);
  ADD ("a-precedent-is-applied-thirty-days-after-its-publication",
       a_precedent_is_applied_thirty_days_after_its_publication);
  return g_test_run ();
}
