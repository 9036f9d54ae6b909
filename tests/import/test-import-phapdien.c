/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "base/tl-error.h"
#include "base/tl-json.h"
#include "import-test.h"

#define HEAD                                                                                         \
  "\xef\xbb\xbf<link href='../lib/css/style.css' rel='stylesheet'/><h3 style='x'>\n    Đề mục " \
  "99.1\n<br />\n    Thử nghiệm\n</h3><p style='display: none'>(Xem <a class='viewDSVB' "        \
  "href='#'>danh mục</a>)</p><div class='_content'>"
#define TAIL "</div>"
#define LAW  "Luật số 999/2020/QH14"
#define FROM ", có hiệu lực thi hành kể từ ngày 01/01/2021"
#define CHANGED                                                                                           \
  "(Điều 2 " LAW FROM                                                                                     \
  ", có nội dung được sửa đổi bởi Điều 1 Luật số 12/2024/QH15 có hiệu lực thi " \
  "hành kể từ ngày 01/07/2024)"

/* An entry of a page; @heading (nullable) stands before it. */
static const struct
{
  const char *heading, *anchor, *head, *source, *body;
} entries[] = {
  { "<p class='pChuong'><a name='c1'></a>Chương I</p><p class='pChuong'>QUY ĐỊNH CHUNG</p>", "a1",
    "Điều 99.1.LQ.1. Phạm vi",
    "(Điều 1 " LAW " Luật Thử nghiệm ngày 16/06/2020 của Quốc hội" FROM ")",
    "<p>1. Một.</p>\n<p>2. Hai:</p>\n<p>a) Điểm a;</p>\n<p>b) Điểm b.</p></p><p class='pChiDan'>"
    "(Điều này có nội dung liên quan đến <a href='#'>Điều 9</a>)" },
  { NULL, "a2", "Điều 99.1.TT.1.2. Hướng dẫn",
    "(Điều 2 Thông tư số 05/2021/TT- BTP, có hiệu lực thi hành kể từ ngày 01/03/2021)",
    "Chữ trần.<table><tr><td>x</td><td>y</td></tr>" },
  { NULL, "a3", "Điều 99.1.TT.1.1. Phạm vi của Thông tư",
    "(Điều 1 Thông tư số 05/2021/TT-BTP Hướng dẫn Luật Thử nghiệm ngày 05/01/2021 của Bộ Tư pháp, "
    "có hiệu lực thi hành kể từ ngày 01/03/2021)",
    "<p>Thông tư này.</p>" },
  { "<p class='pChuong'><a name='c2'></a>Chương II</p><p class='pChuong'>ĐIỀU KHOẢN</p>", "a4",
    "Điều 99.1.LQ.2. Bị sửa", CHANGED, "<p>Đã sửa.</p>" },
  { NULL, "a4", "Điều 99.1.LQ.2. Bị sửa", CHANGED, "<p>Đã sửa.</p><p>Mục 2</p>" },
  { NULL, "a4", "Điều 99.1.NĐ.1.9. Khác hẳn", "(Điều 9 Nghị định số 01/2022/NĐ-CP" FROM ")",
    "<p>Chung anchor.</p>" },
  { NULL, "a5", "Điều 99.1.LQ.3. Số trùng", "(Điều 2 " LAW FROM ")", "<p>Điều 3 thật.</p>" },
  { NULL, "a6", "Điều 99.1.PL.4. Không số",
    "(Điều 4 Pháp lệnh Về việc thử, có hiệu lực thi hành kể từ ngày 07/09/1993)", "<p>Bốn.</p>" },
  { NULL, "a7", "Điều 99.1.TT.3.5. Không nguồn", NULL, "<p>Năm.</p>" },
};

static char *
write_page (TestFolder *folder)
{
  g_autoptr (GString) page = g_string_new (HEAD);

  for (guint i = 0; i < G_N_ELEMENTS (entries); i++)
    {
      if (entries[i].heading != NULL)
        g_string_append (page, entries[i].heading);
      g_string_append_printf (page, "<p class='pDieu'><a name='%s'></a>%s</p>", entries[i].anchor,
                              entries[i].head);
      if (entries[i].source != NULL)
        g_string_append_printf (page, "<p class='pGhiChu'><a href='http://x#y'>%s</a></p>",
                                entries[i].source);
      g_string_append_printf (page, "<p class='pNoiDung'>%s</p>", entries[i].body);
    }
  g_string_append (page, TAIL);
  return test_folder_write (folder, "p.html", page->str, -1);
}

/* What leads elsewhere: by an anchor; by a document's number, given once for a list; by a code of
 * the codification whose document the page knows; by a chapter's place. */
static void
official_references_are_kept (TestFolder *folder, gconstpointer data)
{
  static const char page[]
      = HEAD "<p class='pChuong'><a name='c1'></a>Chương I</p><p class='pChuong'>CHUNG</p>"
             "<p class='pChiDan'>(Chương này có nội dung liên quan đến <a href='#' "
             "onclick=\"ViewNoiDungPhapDien('0102'); return false;\">Điều 99.2.LQ.4. X</a>)</p>"
             "<p class='pDieu'><a name='a1'></a>Điều 99.1.LQ.1. Phạm vi</p>"
             "<p class='pGhiChu'>(Điều 1 " LAW FROM ")</p><p class='pNoiDung'><p>Một.</p></p>"
             "<p class='pChiDan'>(Điều này có nội dung liên quan đến "
             "<a href='http://v/?ItemID=7#Chuong_I_Dieu_5' target='_blank'>Điều 5. Ở</a>; "
             "<a href='http://v/?ItemID=7#Chuong_I_Dieu_6a'>Điều 6a. Của ai của Luật 58/2010/QH12 "
             "Viên chức ban hành ngày 15/11/2010</a>; "
             "<a href='http://v/?ItemID='>Điều 99.1.LQ.7. Bảy</a>; "
             "<a href='http://v/?ItemID=8#Chuong_IV_Muc_2'>Mục 2 HAI của Nghị quyết 01/2009/QH12 A"
             "</a>; <a href='http://v/?ItemID='>Điều 98.7.TT.2.3. Không rõ</a>; "
             "<a href='#' onclick=\"ViewNoiDungPhapDien('0103')\">Điều 99.2.LQ.5. Y</a>)</p>" TAIL;
  g_autofree char *path = test_folder_write (folder, "p.html", page, -1);
  g_autoptr (TlImportResult) result = test_import (path, TL_IMPORT_PHAPDIEN);
  TlDocument *law = test_find (result, "999-2020-qh14");

  g_assert_cmpstr (test_block (law, "c1")->source_id, ==, "c1");
  g_assert_cmpstr (test_block (law, "c1")->references, ==, "id:0102\tĐiều 99.2.LQ.4");
  g_assert_cmpstr (test_block (law, "d1")->references, ==,
                   "doc:58-2010-qh12#d5\t58/2010/QH12:5\n"
                   "doc:58-2010-qh12#d6a\t58/2010/QH12:6a\n"
                   "doc:999-2020-qh14#d7\t999/2020/QH14:7\n"
                   "doc:nq-01-2009-qh12#c4.m2\tMục 2 Nghị quyết 01/2009/QH12\n"
                   "\tĐiều 98.7.TT.2.3\n"
                   "id:0103\tĐiều 99.2.LQ.5");
}

static void
entries_are_sorted_into_their_documents (TestFolder *folder, gconstpointer data)
{
  g_autofree char *path = write_page (folder);
  g_autoptr (TlImportResult) result = test_import (path, TL_IMPORT_AUTO);
  TlDocument *law = test_find (result, "999-2020-qh14");
  TlDocument *circular = test_find (result, "05-2021-tt-btp");
  const TlBlock *article = test_block (law, "d1");

  g_assert_cmpuint (result->documents->len, ==, 5);
  g_assert_cmpstr (law->title, ==, "Luật Thử nghiệm");
  g_assert_cmpstr (law->number, ==, "999/2020/QH14");
  g_assert_cmpstr (law->issuer, ==, "Quốc hội");
  g_assert_cmpstr (law->issued, ==, "2020-06-16");
  g_assert_cmpstr (law->effective_from, ==, "2021-01-01");
  g_assert_cmpstr (law->subject, ==, "Thử nghiệm");
  g_assert_cmpstr (article->label, ==, "Điều 1");
  g_assert_cmpstr (article->heading, ==, "Phạm vi");
  g_assert_cmpstr (article->source_id, ==, "a1");
  g_assert_true (g_str_has_prefix (article->source_line, "(Điều 1 Luật số 999/2020/QH14"));
  g_assert_cmpstr (article->valid_from, ==, "2021-01-01");
  g_assert_cmpstr (test_block (law, "d1.k2.pb")->text, ==, "Điểm b.");
  g_assert_cmpstr (test_block (law, "d1.k2.pb")->valid_from, ==, "2021-01-01");
  g_assert_cmpstr (circular->number, ==, "05/2021/TT-BTP");
  g_assert_cmpstr (circular->title, ==, "Thông tư hướng dẫn Luật Thử nghiệm");
  /* The table of the article before was never closed. */
  g_assert_cmpstr (test_block (circular, "d1")->text, ==, "Thông tư này.");
  g_assert_cmpstr (tl_document_get_block (circular, 0)->anchor, ==, "d1");
}

static void
the_chapters_are_those_of_the_main_law (TestFolder *folder, gconstpointer data)
{
  g_autofree char *path = write_page (folder);
  g_autoptr (TlImportResult) result = test_import (path, TL_IMPORT_PHAPDIEN);
  TlDocument *law = test_find (result, "999-2020-qh14");
  TlDocument *circular = test_find (result, "05-2021-tt-btp");
  const TlBlock *chapter = test_block (law, "c2");

  g_assert_cmpint (chapter->kind, ==, TL_BLOCK_CHAPTER);
  g_assert_cmpstr (chapter->label, ==, "Chương II");
  g_assert_true (tl_document_get_block (law, (guint)test_block (law, "d2")->parent) == chapter);
  g_assert_cmpstr (tl_document_get_block (law, (guint)test_block (law, "d1")->parent)->anchor, ==,
                   "c1");
  g_assert_cmpint (test_block (circular, "d2")->parent, ==, -1);
}

static void
changed_text_is_in_force_from_its_change_on (TestFolder *folder, gconstpointer data)
{
  g_autofree char *path = write_page (folder);
  g_autoptr (TlImportResult) result = test_import (path, TL_IMPORT_AUTO);
  TlDocument *law = test_find (result, "999-2020-qh14");
  g_autoptr (JsonObject) meta = tl_json_parse (law->meta, -1, NULL);
  JsonObject *change
      = json_array_get_object_element (json_object_get_array_member (meta, "amended_by"), 0);

  g_assert_cmpstr (test_block (law, "d2")->valid_from, ==, "2024-07-01");
  g_assert_cmpint (tl_document_find (law, "d2", "2022-01-01"), ==, -1);
  g_assert_cmpstr (tl_json_get_string (change, "number"), ==, "12/2024/QH15");
  g_assert_cmpstr (tl_json_get_string (change, "effective_from"), ==, "2024-07-01");
}

static void
repeated_anchors_are_kept_once_and_no_text_is_lost (TestFolder *folder, gconstpointer data)
{
  g_autofree char *path = write_page (folder);
  g_autoptr (TlImportResult) result = test_import (path, TL_IMPORT_AUTO);
  TlDocument *law = test_find (result, "999-2020-qh14");
  guint articles = 0;

  for (guint i = 0; i < law->blocks->len; i++)
    articles += tl_document_get_block (law, i)->kind == TL_BLOCK_ARTICLE;
  g_assert_cmpuint (articles, ==, 3);
  g_assert_true (test_has_note (result, "Điều 99.1.LQ.2: repeats the anchor a4 of the same"));
  g_assert_true (test_has_note (result, "Điều 99.1.NĐ.1.9: repeats the anchor a4 of another"));
  g_assert_cmpstr (test_block (test_find (result, "01-2022-nd-cp"), "d9")->text, ==,
                   "Chung anchor.");
  /* The source line gave it a number that is taken; the code knows better. */
  g_assert_cmpstr (test_block (law, "d3")->text, ==, "Điều 3 thật.");
  g_assert_true (test_has_note (result, "Điều 99.1.LQ.3: the source line says Điều 2"));
}

/* An article that a later law put in, whose source line names that law alone, and what only looks
 * like one: an article of a law that changed nothing here; the last articles of the later law
 * itself, which the codification numbers on. */
static void
added_articles_belong_to_the_law_around_them (TestFolder *folder, gconstpointer data)
{
#define LATER ", có hiệu lực thi hành kể từ ngày 01/07/2024"
#define ENTRY(anchor, code, source)                                                                \
  "<p class='pDieu'><a name='" anchor "'></a>Điều 99.1.LQ." code ". Tên</p>"                      \
  "<p class='pGhiChu'>(Điều " source ")</p><p class='pNoiDung'><p>Lời " code ".</p></p>"
  static const char page[]
      = HEAD ENTRY ("a1", "1", "1 " LAW " Luật Thử nghiệm ngày 16/06/2020 của Quốc hội" FROM)
          ENTRY ("a2", "2",
                 "2 " LAW FROM
                 ", có nội dung được sửa đổi bởi Điều 1 Luật số 12/2024/QH15 có hiệu lực thi "
                 "hành kể từ ngày 01/07/2024") ENTRY ("a3", "2a", "2a Luật số 12/2024/QH15" LATER)
              ENTRY ("a4", "2b", "2b Luật số 77/2024/QH15" LATER)
                  ENTRY ("a5", "3", "2 Luật số 12/2024/QH15" LATER) TAIL;
  g_autofree char *path = test_folder_write (folder, "p.html", page, -1);
  g_autoptr (TlImportResult) result = test_import (path, TL_IMPORT_PHAPDIEN);
  TlDocument *law = test_find (result, "999-2020-qh14");
  const TlBlock *added = test_block (law, "d2a");

  g_assert_cmpstr (added->text, ==, "Lời 2a.");
  g_assert_cmpstr (added->valid_from, ==, "2024-07-01");
  g_assert_cmpint (tl_document_find (law, "d2a", "2024-06-30"), ==, -1);
  g_assert_cmpstr (law->effective_from, ==, "2021-01-01");
  g_assert_true (test_has_note (result, "Điều 99.1.LQ.2a: the source line names 12/2024/QH15"));
  g_assert_cmpint (tl_document_find (law, "d2b", NULL), ==, -1);
  g_assert_cmpstr (test_block (test_find (result, "77-2024-qh15"), "d2b")->text, ==, "Lời 2b.");
  g_assert_cmpstr (test_block (test_find (result, "12-2024-qh15"), "d2")->text, ==, "Lời 3.");
}

static void
entries_without_number_or_source_are_kept (TestFolder *folder, gconstpointer data)
{
  g_autofree char *path = write_page (folder);
  g_autoptr (TlImportResult) result = test_import (path, TL_IMPORT_AUTO);
  TlDocument *unknown = test_find (result, "phapdien-99.1");
  TlDocument *untitled = NULL;

  for (guint i = 0; i < result->documents->len; i++)
    {
      TlDocument *document = g_ptr_array_index (result->documents, i);
      if (g_strcmp0 (document->title, "Pháp lệnh về việc thử") == 0)
        untitled = document;
    }
  g_assert_nonnull (untitled);
  g_assert_null (untitled->number);
  g_assert_cmpstr (untitled->effective_from, ==, "1993-09-07");
  g_assert_cmpstr (test_block (unknown, "d5")->text, ==, "Năm.");
  g_assert_null (test_block (unknown, "d5")->valid_from);
  g_assert_null (unknown->number);
  g_assert_true (test_has_note (result, "Điều 99.1.PL.4: the source line names no document"));
  g_assert_true (test_has_note (result, "Điều 99.1.TT.3.5: no source line"));
}

static void
stubs_are_skipped_and_the_index_is_no_source (TestFolder *folder, gconstpointer data)
{
  g_autofree char *stub = test_folder_write (folder, "stub.html", HEAD TAIL, -1);
  g_autofree char *index = test_folder_write (
      folder, "BoPhapDien.html",
      "<title>BỘ PHÁP ĐIỂN ĐIỆN TỬ</title><script>BuildHtmlTree(jdAllTree);</script>", -1);
  g_autoptr (TlImportResult) first = test_import (stub, TL_IMPORT_AUTO);
  g_autoptr (TlImportResult) second = test_import (index, TL_IMPORT_AUTO);

  g_assert_nonnull (first->skipped);
  g_assert_nonnull (strstr (first->skipped, "99.1"));
  g_assert_null (second->skipped);
  g_assert_cmpuint (second->documents->len, ==, 0);
}

static void
a_truncated_page_is_an_error (TestFolder *folder, gconstpointer data)
{
  g_autofree char *whole = write_page (folder);
  g_autofree char *content = NULL;
  g_autofree char *cut = NULL;
  g_autofree char *other = test_folder_write (folder, "o.html", "<p>Một trang khác</p>", -1);
  TlImportOptions options = { .format = TL_IMPORT_PHAPDIEN, .kind = -1 };
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_get_contents (whole, &content, NULL, NULL));
  cut = test_folder_write (folder, "cut.html", content, (gssize)(strlen (content) * 2 / 3));
  g_assert_null (tl_import_file (cut, "cut.html", &options, NULL, &error));
  g_assert_error (error, TL_ERROR, TL_ERROR_INPUT);
  g_assert_nonnull (strstr (error->message, "cut.html: truncated"));
  g_clear_error (&error);
  g_assert_null (tl_import_file (other, "o.html", &options, NULL, &error));
  g_assert_error (error, TL_ERROR, TL_ERROR_INPUT);
}

static void
the_criminal_code_is_whole (TestFolder *folder, gconstpointer data)
{
  g_autofree char *path
      = test_shared ("phapdien-2026-01/demuc/bcc2a59a-ccbe-4739-afd4-f45811a15122.html");
  g_autoptr (TlImportResult) result = NULL;
  TlDocument *code;
  guint articles = 0;

  if (path == NULL)
    return;
  result = test_import (path, TL_IMPORT_AUTO);
  code = test_find (result, "100-2015-qh13");
  for (guint i = 0; i < code->blocks->len; i++)
    articles += tl_document_get_block (code, i)->kind == TL_BLOCK_ARTICLE;
  g_assert_cmpstr (code->title, ==, "Bộ luật Hình sự");
  g_assert_cmpstr (code->short_name, ==, "BLHS");
  g_assert_cmpstr (code->issued, ==, "2015-11-27");
  g_assert_cmpuint (articles, ==, 427);
  g_assert_cmpstr (test_block (code, "d173")->heading, ==, "Tội trộm cắp tài sản");
  g_assert_cmpstr (test_block (code, "d173")->valid_from, ==, "2018-01-01");
  g_assert_true (g_str_has_prefix (test_block (code, "d173.k1.pa")->text, "Đã bị xử phạt"));
  g_assert_cmpstr (test_block (code, "d217a")->label, ==, "Điều 217a");
  g_assert_cmpint (test_block (code, "c16")->kind, ==, TL_BLOCK_CHAPTER);
  /* Repealed on the day the code came into force. */
  g_assert_cmpstr (test_block (code, "d292")->valid_to, ==, "2017-12-31");
}

#define ADD(name, func)                                                                            \
  g_test_add ("/import/phapdien/" name, TestFolder, NULL, test_folder_set_up, func,                \
              test_folder_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("entries-are-sorted-into-their-documents", entries_are_sorted_into_their_documents);
  ADD ("official-references-are-kept", official_references_are_kept);
  ADD ("the-chapters-are-those-of-the-main-law", the_chapters_are_those_of_the_main_law);
  ADD ("changed-text-is-in-force-from-its-change-on", changed_text_is_in_force_from_its_change_on);
  ADD ("repeated-anchors-are-kept-once-and-no-text-is-lost",
       repeated_anchors_are_kept_once_and_no_text_is_lost);
  ADD ("added-articles-belong-to-the-law-around-them",
       added_articles_belong_to_the_law_around_them);
  ADD ("entries-without-number-or-source-are-kept", entries_without_number_or_source_are_kept);
  ADD ("stubs-are-skipped-and-the-index-is-no-source",
       stubs_are_skipped_and_the_index_is_no_source);
  ADD ("a-truncated-page-is-an-error", a_truncated_page_is_an_error);
  ADD ("the-criminal-code-is-whole", the_criminal_code_is_whole);
  return g_test_run ();
}
