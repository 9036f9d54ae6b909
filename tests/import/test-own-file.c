/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files of the judge's own, read as documents. */
#include "config.h"

#include <glib/gstdio.h>
#include <locale.h>

#include "../pdf/pdf-fixture.h"
#include "import-test.h"
#include "import/tl-own-shelf.h"
#include "../test-system.h"

#define JUDGMENT                                                                                                    \
  "TÒA ÁN NHÂN DÂN TỈNH MINH HẢI\nBản án số: 12/2024/DS-PT\nNgày: 14-5-2024\n"                        \
  "V/v tranh chấp hợp đồng đặt cọc\nNHÂN DANH NƯỚC CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n" \
  "NỘI DUNG VỤ ÁN\nÔng A trình bày.\nNHẬN ĐỊNH CỦA TÒA ÁN\n"                                       \
  "[1] Theo khoản 1 Điều 328 Bộ luật Dân sự năm 2015 thì yêu cầu có căn cứ.\n"                 \
  "QUYẾT ĐỊNH\nChấp nhận yêu cầu của ông A.\n"
#define STATUTE "Luật mẫu\nĐiều 1. Phạm vi\n1. Khoản một.\nĐiều 2. Hiệu lực\nNội dung.\n"
#define NOTES   "Ghi chép riêng về hồ sơ.\nCần xem Điều 328 Bộ luật Dân sự năm 2015.\n"
#define DOCX(text)                                                                                 \
  "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>"  \
  "<w:p><w:r><w:t>" text "</w:t></w:r></w:p></w:body></w:document>"
#define ODT(text)                                                                                  \
  "<office:document-content xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" "    \
  "xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\"><office:body><office:text>"       \
  "<text:p>" text "</text:p></office:text></office:body></office:document-content>"
#define LOCKED_MANIFEST                                                                            \
  "<manifest:manifest><manifest:file-entry><manifest:encryption-data/></manifest:file-entry>"      \
  "</manifest:manifest>"

static void
each_kind_of_file_is_read (TestFolder *folder, gconstpointer data)
{
  static const char *const docx[]
      = { "[Content_Types].xml", "<Types/>", "word/document.xml", DOCX ("Ghi chép riêng."), NULL };
  static const char *const odt[] = { "mimetype", "application/vnd.oasis.opendocument.text",
                                     "content.xml", ODT ("Ghi chép riêng."), NULL };
  static const char *const pages[] = { "Trang thứ nhất có chữ để đọc và tìm, đủ dài cho một "
                                       "trang.\nDòng thứ hai của trang này cũng có chữ.",
                                       NULL };
  const struct
  {
    const char *name;
    const char *text; /* NULL: made otherwise */
    TlDocKind kind;
    gboolean is_pdf;
    const char *words;
  } cases[] = {
    { "ban-an.txt", JUDGMENT, TL_DOC_JUDGMENT, FALSE, "Chấp nhận yêu cầu của ông A." },
    { "luat.txt", STATUTE, TL_DOC_STATUTE, FALSE, "Khoản một." },
    { "Ghi chép.txt", NOTES, TL_DOC_GUIDANCE, FALSE, "Ghi chép riêng về hồ sơ." },
    { "a.html", "<p>Ghi chép riêng về hồ sơ.</p>", TL_DOC_GUIDANCE, FALSE, "Ghi chép riêng" },
    { "a.docx", NULL, TL_DOC_GUIDANCE, FALSE, "Ghi chép riêng." },
    { "a.odt", NULL, TL_DOC_GUIDANCE, FALSE, "Ghi chép riêng." },
    { "a.pdf", NULL, TL_DOC_GUIDANCE, TRUE, "Dòng thứ hai" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = NULL;
      g_autofree char *text = NULL;
      g_autoptr (GError) error = NULL;
      g_autoptr (TlOwnFile) file = NULL;
      g_autoptr (GString) all = g_string_new (NULL);

      if (cases[i].text != NULL)
        path = test_folder_write (folder, cases[i].name, cases[i].text, -1);
      else if (cases[i].is_pdf)
        path = fixture_cairo_pdf (cases[i].name, pages);
      else
        path = test_folder_write_archive (folder, cases[i].name,
                                          g_str_has_suffix (cases[i].name, ".docx") ? docx : odt);
      file = tl_own_file_read (path, TL_OWN_PREFIX "1", NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpint (file->document->kind, ==, cases[i].kind);
      g_assert_cmpint (file->is_pdf, ==, cases[i].is_pdf);
      g_assert_cmpstr (file->document->id, ==, TL_OWN_PREFIX "1");
      g_assert_cmpstr (file->document->source_name, ==, cases[i].name);
      g_assert_cmpuint (strlen (file->document->source_digest), ==, 64);
      g_assert_cmpuint (file->document->page_count > 0, ==, cases[i].is_pdf);
      for (guint k = 0; k < file->document->blocks->len; k++)
        g_string_append (all, tl_document_get_block (file->document, k)->text);
      g_assert_nonnull (strstr (all->str, cases[i].words));
    }
}

static char *
make_bad (TestFolder *folder, const char *name, const char *how)
{
  static const char *const locked_odt[] = { "mimetype",
                                            "application/vnd.oasis.opendocument.text",
                                            "META-INF/manifest.xml",
                                            LOCKED_MANIFEST,
                                            "content.xml",
                                            "\x80\x13noise",
                                            NULL };
  static const char *const empty_docx[]
      = { "[Content_Types].xml", "<Types/>", "word/document.xml", DOCX (""), NULL };
  static const char key[] = "/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 "
                            "/O <0102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f20> "
                            "/U <2122232425262728292a2b2c2d2e2f303132333435363738393a3b3c3d3e3f40> "
                            ">> /ID [<00112233> <00112233>]";
  static const FixturePage page
      = { .text = "Locked", .at = { 50, 700 }, .media = { 0, 0, 595, 842 } };

  if (g_str_equal (how, "locked-odt"))
    return test_folder_write_archive (folder, name, locked_odt);
  if (g_str_equal (how, "empty-docx"))
    return test_folder_write_archive (folder, name, empty_docx);
  if (g_str_equal (how, "cut-odt"))
    return test_folder_write (folder, name, "PK\003\004mimetypeapplication/vnd.oasis", -1);
  if (g_str_equal (how, "locked-pdf"))
    {
      GString *pdf = fixture_pdf_build (&page, 1, key);
      char *path = test_folder_write (folder, name, pdf->str, (gssize)pdf->len);

      g_string_free (pdf, TRUE);
      return path;
    }
  if (g_str_equal (how, "locked-doc"))
    {
      guint8 bytes[1024] = { 0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1 };

      bytes[30] = 9;
      bytes[512] = 0xec;
      bytes[513] = 0xa5;
      bytes[512 + 11] = 0x13;
      return test_folder_write (folder, name, bytes, sizeof bytes);
    }
  if (g_str_equal (how, "locked-docx"))
    {
      /* The head, and the list of streams in the first sector behind it. */
      guint8 bytes[1024] = { 0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1 };
      const char *word = "EncryptedPackage";

      bytes[30] = 9;
      for (gsize i = 0; word[i] != '\0'; i++)
        bytes[512 + 128 + 2 * i] = (guint8)word[i];
      return test_folder_write (folder, name, bytes, sizeof bytes);
    }
  if (g_str_equal (how, "folder"))
    {
      char *path = g_build_filename (folder->path, name, NULL);

      g_assert_cmpint (g_mkdir (path, 0700), ==, 0);
      return path;
    }
  if (g_str_equal (how, "pipe"))
    {
      char *path = g_build_filename (folder->path, name, NULL);

      g_assert_cmpint (mkfifo (path, 0600), ==, 0);
      return path;
    }
  if (g_str_equal (how, "large"))
    {
      char *path = test_folder_write (folder, name, "x", 1);

      g_assert_cmpint (test_truncate (path, TL_OWN_MAX_TEXT + 1), ==, 0);
      return path;
    }
  if (g_str_equal (how, "huge"))
    {
      char *path = test_folder_write (folder, name, "%PDF-1.7", -1);

      g_assert_cmpint (test_truncate (path, (goffset)TL_OWN_MAX_FILE + 1), ==, 0);
      return path;
    }
  return g_str_equal (how, "missing") ? g_build_filename (folder->path, name, NULL)
                                      : test_folder_write (folder, name, how, -1);
}

static void
what_cannot_be_opened_is_said_with_its_name_and_cause (TestFolder *folder, gconstpointer data)
{
  static const struct
  {
    const char *name, *how;
    TlOwnError code;
    const char *words;
  } cases[] = {
    { "a.pdf", "missing", TL_OWN_ERROR_MISSING, "not there" },
    { "b.txt", "", TL_OWN_ERROR_EMPTY, "empty" },
    { "c.txt", " \n\n ", TL_OWN_ERROR_EMPTY, "empty" },
    { "d.docx", "empty-docx", TL_OWN_ERROR_EMPTY, "empty" },
    { "e.pdf", "locked-pdf", TL_OWN_ERROR_ENCRYPTED, "password" },
    { "f.docx", "locked-docx", TL_OWN_ERROR_ENCRYPTED, "password" },
    { "f.doc", "locked-doc", TL_OWN_ERROR_ENCRYPTED, "password" },
    { "g.odt", "locked-odt", TL_OWN_ERROR_ENCRYPTED, "password" },
    { "h.pdf", "%PDF-1.4\nnot a PDF\n", TL_OWN_ERROR_DAMAGED, "damaged" },
    { "i.pdf", "text", TL_OWN_ERROR_DAMAGED, "damaged" },
    { "j.odt", "cut-odt", TL_OWN_ERROR_DAMAGED, "damaged" },
    { "k.docx", "PK\003\004", TL_OWN_ERROR_DAMAGED, "damaged" },
    { "l.png", "\x89PNG\r\n\x1a\n", TL_OWN_ERROR_UNKNOWN, "kind" },
    { "m.jsonl", "{\"law\":\"x\",\"text\":\"y\"}", TL_OWN_ERROR_UNKNOWN, "kind" },
    { "folder.txt", "folder", TL_OWN_ERROR_UNKNOWN, "kind" },
#ifndef G_OS_WIN32
    { "pipe.txt", "pipe", TL_OWN_ERROR_UNKNOWN, "kind" },
#endif
    { "n.txt", "large", TL_OWN_ERROR_TOO_LARGE, "large" },
    { "o.pdf", "huge", TL_OWN_ERROR_TOO_LARGE, "large" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = make_bad (folder, cases[i].name, cases[i].how);
      g_autofree char *quoted = g_strdup_printf ("“%s”", cases[i].name);
      g_autoptr (GError) error = NULL;

      g_assert_null (tl_own_file_read (path, TL_OWN_PREFIX "1", NULL, &error));
      g_assert_error (error, TL_OWN_ERROR, (int)cases[i].code);
      g_assert_nonnull (strstr (error->message, quoted));
      g_assert_nonnull (strstr (error->message, cases[i].words));
      g_assert_null (strstr (error->message, folder->path));
    }
}

/* Its pages can be read; that they hold no text is known of it. */
static void
a_scan_opens_without_text (TestFolder *folder, gconstpointer data)
{
  static const char *const pages[] = { "", "", NULL };
  g_autofree char *path = fixture_cairo_pdf ("scan.pdf", pages);
  g_autoptr (GError) error = NULL;
  g_autoptr (TlOwnFile) file = tl_own_file_read (path, TL_OWN_PREFIX "1", NULL, &error);

  g_assert_no_error (error);
  g_assert_true (file->is_pdf);
  g_assert_cmpstr (file->document->text_source, ==, "none");
  g_assert_cmpuint (file->document->page_count, ==, 2);
  g_assert_cmpuint (file->document->blocks->len, ==, 0);
}

/* Of @n pages the first and the last are pages; what stands between is a number: Poppler counts
 * two, and finds nothing at the places after them. */
static char *
write_with_a_bad_page (TestFolder *folder, const char *name, guint n)
{
  static const char text[] = "A page with words enough to be read as the text of a document";
  static const char page[] = "<< /Type /Page ";
  FixturePage pages[TL_IMPORT_MAX_UNREAD + 4] = { 0 };
  GString *pdf;
  char *path, *at;

  for (guint i = 0; i < n; i++)
    pages[i] = (FixturePage){ .text = text, .at = { 50, 700 }, .media = { 0, 0, 595, 842 } };
  pdf = fixture_pdf_build (pages, n, NULL);
  at = strstr (pdf->str, page);
  for (guint i = 1; i + 1 < n; i++)
    {
      at = strstr (at + 1, page);
      g_assert_nonnull (at);
      memcpy (at, "7 endobj       ", strlen (page));
    }
  path = test_folder_write (folder, name, pdf->str, (gssize)pdf->len);
  g_string_free (pdf, TRUE);
  return path;
}

static void
a_page_that_cannot_be_read_costs_only_itself (TestFolder *folder, gconstpointer data)
{
  static const struct
  {
    guint pages;
    const char *unread;
  } cases[] = { { 3, "3" }, { 6, "3-6" }, { TL_IMPORT_MAX_UNREAD + 4, NULL } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = write_with_a_bad_page (folder, "bad.pdf", cases[i].pages);
      g_autoptr (GError) error = NULL;
      g_autoptr (TlOwnFile) file = tl_own_file_read (path, TL_OWN_PREFIX "1", NULL, &error);

      if (cases[i].unread == NULL)
        {
          g_assert_error (error, TL_OWN_ERROR, TL_OWN_ERROR_DAMAGED);
          continue;
        }
      g_assert_no_error (error);
      g_assert_cmpstr (file->unread, ==, cases[i].unread);
      g_assert_cmpuint (file->document->page_count, ==, cases[i].pages);
      g_assert_cmpuint (file->document->blocks->len, >, 0);
    }
}

static void
citations_are_read_in_it (TestFolder *folder, gconstpointer data)
{
  static const struct
  {
    const char *name, *text;
  } cases[] = { { "ban-an.txt", JUDGMENT }, { "ghi.txt", NOTES } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = test_folder_write (folder, cases[i].name, cases[i].text, -1);
      g_autoptr (GError) error = NULL;
      g_autoptr (TlOwnFile) file = tl_own_file_read (path, TL_OWN_PREFIX "1", NULL, &error);
      g_autoptr (GPtrArray) links = NULL;
      const TlLink *link;

      g_assert_no_error (error);
      links = tl_own_file_read_links (file, NULL);
      g_assert_cmpuint (links->len, ==, 1);
      link = g_ptr_array_index (links, 0);
      g_assert_cmpstr (link->target, ==, "91-2015-qh13");
      g_assert_true (g_str_has_prefix (link->anchor, "d328"));
    }
}

static void
reading_can_be_cancelled (TestFolder *folder, gconstpointer data)
{
  g_autofree char *path = test_folder_write (folder, "a.txt", NOTES, -1);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (tl_own_file_read (path, TL_OWN_PREFIX "1", cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
an_id_is_of_path_and_content_and_no_link_can_hold_it (void)
{
  g_autofree char *one = tl_own_make_id ("/a", "1");
  g_autofree char *again = tl_own_make_id ("/a", "1");
  g_autofree char *moved = tl_own_make_id ("/b", "1");
  g_autofree char *written = tl_own_make_id ("/a", "2");

  g_assert_cmpstr (one, ==, again);
  g_assert_cmpstr (one, !=, moved);
  g_assert_cmpstr (one, !=, written);
  g_assert_true (tl_own_is_id (one));
  g_assert_false (tl_own_is_id ("91-2015-qh13"));
  g_assert_false (tl_own_is_id (NULL));
}

static void
the_shelf_reads_once_until_it_is_put_again (TestFolder *folder, gconstpointer data)
{
  g_autofree char *path = test_folder_write (folder, "a.txt", NOTES, -1);
  g_autoptr (TlOwnShelf) shelf = tl_own_shelf_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (TlOwnFile) first = NULL;
  g_autoptr (TlOwnFile) second = NULL;
  g_autoptr (TlOwnFile) third = NULL;
  g_autofree char *id = NULL;

  g_assert_null (tl_own_shelf_load (shelf, TL_OWN_PREFIX "1", NULL, &error));
  g_assert_no_error (error);
  tl_own_shelf_put (shelf, TL_OWN_PREFIX "1", path);
  first = tl_own_shelf_load (shelf, TL_OWN_PREFIX "1", NULL, &error);
  g_assert_no_error (error);
  second = tl_own_shelf_load (shelf, TL_OWN_PREFIX "1", NULL, &error);
  g_assert_true (first == second);
  g_free (test_folder_write (folder, "a.txt", JUDGMENT, -1));
  tl_own_shelf_put (shelf, TL_OWN_PREFIX "1", path);
  third = tl_own_shelf_load (shelf, TL_OWN_PREFIX "1", NULL, &error);
  g_assert_cmpint (first->document->kind, ==, TL_DOC_GUIDANCE);
  g_assert_cmpint (third->document->kind, ==, TL_DOC_JUDGMENT);
  id = tl_own_shelf_dup_id (shelf, path);
  g_assert_cmpstr (id, ==, TL_OWN_PREFIX "1");
  tl_own_shelf_wipe (shelf);
  g_assert_null (tl_own_shelf_dup_path (shelf, TL_OWN_PREFIX "1"));
}

/* What was read is dropped, where it is stays known; both have a bound. */
static void
the_shelf_is_bounded (TestFolder *folder, gconstpointer data)
{
  g_autofree char *path = test_folder_write (folder, "a.txt", NOTES, -1);
  g_autoptr (TlOwnShelf) shelf = tl_own_shelf_new ();
  g_autofree char *last = NULL;

  for (guint i = 0; i < TL_OWN_SHELF_PATHS + 1; i++)
    {
      g_autofree char *id = g_strdup_printf (TL_OWN_PREFIX "%u", i);

      tl_own_shelf_put (shelf, id, path);
      if (i < TL_OWN_SHELF_FILES + 2)
        tl_own_file_unref (tl_own_shelf_load (shelf, id, NULL, NULL));
    }
  g_assert_null (tl_own_shelf_dup_path (shelf, TL_OWN_PREFIX "0"));
  last = tl_own_shelf_dup_path (shelf, TL_OWN_PREFIX "1");
  g_assert_cmpstr (last, ==, path);
}

#define ADD(name, func)                                                                            \
  g_test_add ("/import/own-file/" name, TestFolder, NULL, test_folder_set_up, func,                \
              test_folder_tear_down)

int
main (int argc, char **argv)
{
  int result;

  setlocale (LC_ALL, "C.UTF-8");
  g_test_init (&argc, &argv, NULL);
  ADD ("each-kind-of-file-is-read", each_kind_of_file_is_read);
  ADD ("what-cannot-be-opened-is-said-with-its-name-and-cause",
       what_cannot_be_opened_is_said_with_its_name_and_cause);
  ADD ("a-scan-opens-without-text", a_scan_opens_without_text);
  ADD ("a-page-that-cannot-be-read-costs-only-itself",
       a_page_that_cannot_be_read_costs_only_itself);
  ADD ("citations-are-read-in-it", citations_are_read_in_it);
  ADD ("reading-can-be-cancelled", reading_can_be_cancelled);
  g_test_add_func ("/import/own-file/an-id-is-of-path-and-content-and-no-link-can-hold-it",
                   an_id_is_of_path_and_content_and_no_link_can_hold_it);
  ADD ("the-shelf-reads-once-until-it-is-put-again", the_shelf_reads_once_until_it_is_put_again);
  ADD ("the-shelf-is-bounded", the_shelf_is_bounded);
  result = g_test_run ();
  fixture_clean_up ();
  return result;
}
