/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A build says which changes of a law its text does not show, and a search says it of its hits. */
#include "config.h"

#include "corpus/tl-library.h"
#include "corpus/tl-outstanding.h"
#include "publish/tl-publish-build.h"
#include "publish/tl-publish-import.h"
#include "publisher-test.h"
#include "search/engine/tl-search-engine.h"

#define LAW                                                                                                                    \
  "QUỐC HỘI\nLuật số: 11/2028/QH16\n\nLUẬT\nBẾN THUYỀN\n\nĐiều 1. Giờ mở cửa\n1. Bến mở cửa ban " \
  "ngày.\n2. Bến có đèn.\nĐiều 2. Phí neo đậu\nPhí neo đậu do chủ bến định.\nĐiều 3. Hiệu lực " \
  "thi "                                                                                                                       \
  "hành\nLuật này có hiệu lực thi hành từ ngày 01 tháng 01 năm 2029.\n"
#define CONSOLIDATED                                                                                                            \
  "VĂN BẢN HỢP NHẤT\nSố: 7/VBHN-VPQH\n\nLUẬT\nBẾN THUYỀN\n\nLuật Bến thuyền số 11/2028/QH16 ngày "      \
  "05 tháng 6 năm 2028 của Quốc hội, có hiệu lực kể từ ngày 01 tháng 01 năm 2029, được sửa đổi, "  \
  "bổ sung bởi:\n1. Luật số 21/2031/QH17 ngày 02 tháng 3 năm 2031 của Quốc hội sửa đổi, bổ sung "       \
  "một số điều của Luật Bến thuyền, có hiệu lực kể từ ngày 01 tháng 7 năm 2031;\nCăn cứ Hiến "  \
  "pháp;\nQuốc hội ban hành Luật Bến thuyền.\n\nĐiều 1. Giờ mở cửa\n1. Bến mở cửa cả đêm.\n2. "  \
  "Bến "                                                                                                                      \
  "có đèn.\nĐiều 2. Phí neo đậu\nPhí neo đậu do chủ bến định.\nĐiều 3. Hiệu lực thi hành\nLuật " \
  "này có hiệu lực thi hành từ ngày 01 tháng 01 năm 2029.\n"
#define AMENDING                                                                                                                    \
  "QUỐC HỘI\nLuật số: 21/2031/QH17\n\nLUẬT\nSỬA ĐỔI, BỔ SUNG MỘT SỐ ĐIỀU CỦA LUẬT BẾN THUYỀN SỐ " \
  "11/2028/QH16\n\nĐiều 1. Sửa đổi, bổ sung một số điều của Luật Bến thuyền số 11/2028/QH16\n1. "        \
  "Sửa đổi, bổ sung khoản 1 Điều 1 như sau:\n“1. Bến mở cửa cả đêm.”.\nĐiều 2. Hiệu lực thi "     \
  "hành\nLuật này có hiệu lực thi hành từ ngày 01 tháng 7 năm 2031.\n"
/* The number is that of a real code whose changes the catalogue knows; the words are not. */
#define CATALOGUED                                                                                                        \
  "QUỐC HỘI\nBộ luật số: 100/2015/QH13\n\nBỘ LUẬT\nHÌNH SỰ\n\nĐiều 1. Tên\nTên bến.\nĐiều 2. " \
  "Hiệu "                                                                                                               \
  "lực thi hành\nBộ luật này có hiệu lực thi hành từ ngày 01 tháng 01 năm 2018.\n"

/* The name is that of a real law of which a later edition is known. */
#define REPLACED                                                                                                          \
  "QUỐC HỘI\nLuật số: 41/2019/QH14\n\nLUẬT\nTHI HÀNH ÁN HÌNH SỰ\n\nĐiều 1. Tên\nTên bến.\nĐiều " \
  "2. Hiệu lực thi hành\nLuật này có hiệu lực thi hành từ ngày 01 tháng 01 năm 2020.\n"

typedef struct
{
  TlLibrary *library;
  TlSearchEngine *engine;
} Built;

static void
write_law (TestFolder *folder, const char *name, const char *text)
{
  g_free (test_folder_write (folder, name, text, -1));
}

static void
build (Built *built, TestFolder *folder)
{
  const TlPublishImportOptions import = { TL_IMPORT_AUTO, -1, FALSE, 2, NULL };
  const TlPublishBuildOptions options = { .title = "Thử" };
  g_autofree char *docs = test_path (folder, "docs");
  g_autofree char *in = test_path (folder, "in");
  g_autofree char *out = test_path (folder, "out");
  const char *const paths[] = { in, NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (TlDocStore) store = tl_doc_store_open (docs, TRUE, &error);
  TlPublishImportCounts imported;
  TlPublishBuildCounts counts;

  g_assert_true (tl_publish_import (store, paths, &import, NULL, NULL, &imported, NULL, &error));
  g_assert_cmpuint (imported.outcomes[TL_PUBLISH_FAILED], ==, 0);
  g_assert_true (tl_publish_build (store, out, &options, &counts, NULL, &error));
  g_assert_no_error (error);
  built->library = tl_library_open (out, &error);
  g_assert_no_error (error);
  built->engine = tl_search_engine_new (built->library, &error);
  g_assert_no_error (error);
}

static void
built_clear (Built *built)
{
  g_clear_object (&built->engine);
  g_clear_object (&built->library);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Built, built_clear)

static char *
list_of (const Built *built, const char *doc, const char *anchor, const char *as_of)
{
  g_autoptr (TlDocument) document = tl_library_load (built->library, doc, FALSE, NULL);
  g_autoptr (GPtrArray) found = NULL;
  g_autoptr (GString) line = g_string_new (NULL);

  g_assert_nonnull (document);
  found = tl_document_list_outstanding (document, anchor, as_of);
  for (guint i = 0; i < found->len; i++)
    {
      const TlOutstanding *change = g_ptr_array_index (found, i);

      g_string_append_printf (line, "%s%s %s %s", i > 0 ? "; " : "", change->number,
                              change->from != NULL ? change->from : "-",
                              change->shown_in != NULL ? change->shown_in : "-");
    }
  return g_string_free (g_steal_pointer (&line), FALSE);
}

#define assert_outstanding(built, doc, anchor, as_of, expected)                                    \
  G_STMT_START                                                                                     \
  {                                                                                                \
    g_autofree char *found_ = list_of (built, doc, anchor, as_of);                                 \
    g_assert_cmpstr (found_, ==, expected);                                                        \
  }                                                                                                \
  G_STMT_END

static void
a_consolidated_text_tells_what_the_law_lacks (TestFolder *folder, gconstpointer data)
{
  g_auto (Built) built = { 0 };

  write_law (folder, "in/law.txt", LAW);
  write_law (folder, "in/consolidated.txt", CONSOLIDATED);
  build (&built, folder);
  assert_outstanding (&built, "11-2028-qh16", "d1.k1", "2031-06-30", "");
  assert_outstanding (&built, "11-2028-qh16", "d1.k1", "2031-07-01",
                      "21/2031/QH17 2031-07-01 07-vbhn-vpqh");
  /* Word for word the same there. */
  assert_outstanding (&built, "11-2028-qh16", "d2", "2031-07-01", "");
  assert_outstanding (&built, "07-vbhn-vpqh", NULL, "2031-07-01", "");
}

/* The law stands in a volume that is there already. */
static void
a_consolidated_text_that_comes_later_marks_the_law_too (TestFolder *folder, gconstpointer data)
{
  g_auto (Built) first = { 0 };
  g_auto (Built) second = { 0 };

  write_law (folder, "in/law.txt", LAW);
  build (&first, folder);
  assert_outstanding (&first, "11-2028-qh16", "d1", "2031-07-01", "");
  built_clear (&first);
  write_law (folder, "in/consolidated.txt", CONSOLIDATED);
  build (&second, folder);
  assert_outstanding (&second, "11-2028-qh16", "d1", "2031-07-01",
                      "21/2031/QH17 2031-07-01 07-vbhn-vpqh");
}

static void
a_law_whose_amending_law_is_there_lacks_nothing (TestFolder *folder, gconstpointer data)
{
  g_auto (Built) built = { 0 };

  write_law (folder, "in/law.txt", LAW);
  write_law (folder, "in/consolidated.txt", CONSOLIDATED);
  write_law (folder, "in/amending.txt", AMENDING);
  build (&built, folder);
  assert_outstanding (&built, "11-2028-qh16", "d1.k1", "2031-07-01", "");
}

static void
what_the_catalogue_knows_counts_without_a_consolidated_text (TestFolder *folder, gconstpointer data)
{
  g_auto (Built) built = { 0 };

  write_law (folder, "in/code.txt", CATALOGUED);
  build (&built, folder);
  assert_outstanding (&built, "100-2015-qh13", NULL, "2025-06-30", "12/2017/QH14 2018-01-01 -");
  assert_outstanding (&built, "100-2015-qh13", NULL, "2026-01-01",
                      "59/2024/QH15 2026-01-01 -; 86/2025/QH15 2025-07-01 -; 12/2017/QH14 "
                      "2018-01-01 -");
}

static void
a_later_edition_of_the_name_replaces_the_law (TestFolder *folder, gconstpointer data)
{
  g_auto (Built) built = { 0 };
  g_autoptr (TlDocument) document = NULL;
  g_autoptr (GPtrArray) found = NULL;

  write_law (folder, "in/law.txt", REPLACED);
  build (&built, folder);
  assert_outstanding (&built, "41-2019-qh14", "d1", "2026-06-30", "");
  assert_outstanding (&built, "41-2019-qh14", "d1", "2026-07-01", "127/2025/QH15 2026-07-01 -");
  document = tl_library_load (built.library, "41-2019-qh14", FALSE, NULL);
  found = tl_document_list_outstanding (document, NULL, "2026-07-01");
  g_assert_true (((const TlOutstanding *)g_ptr_array_index (found, 0))->replaces);
}

static TlSearchResult *
ask (const Built *built, const char *question, const char *as_of)
{
  const TlSearchRequest request = { .text = question, .kind = -1, .as_of = as_of, .limit = 4 };
  g_autoptr (GError) error = NULL;
  TlSearchResult *result = tl_search_engine_run (built->engine, &request, NULL, &error);

  g_assert_no_error (error);
  return result;
}

static void
an_article_that_may_lack_changes_is_followed_by_its_consolidated_text (TestFolder *folder,
                                                                       gconstpointer data)
{
  g_auto (Built) built = { 0 };
  g_autoptr (TlSearchResult) later = NULL;
  g_autoptr (TlSearchResult) before = NULL;
  const TlHit *hit;

  write_law (folder, "in/law.txt", LAW);
  write_law (folder, "in/consolidated.txt", CONSOLIDATED);
  build (&built, folder);
  later = ask (&built, "khoản 1 Điều 1 11/2028/QH16", "2031-07-01");
  g_assert_cmpuint (later->hits->len, >=, 2);
  hit = g_ptr_array_index (later->hits, 0);
  g_assert_cmpstr (hit->doc, ==, "11-2028-qh16");
  g_assert_true (hit->literal);
  g_assert_cmpuint (hit->outstanding->len, ==, 1);
  hit = g_ptr_array_index (later->hits, 1);
  g_assert_cmpstr (hit->doc, ==, "07-vbhn-vpqh");
  g_assert_cmpstr (hit->anchor, ==, "d1.k1");
  g_assert_false (hit->literal);
  g_assert_null (hit->outstanding);
  before = ask (&built, "khoản 1 Điều 1 11/2028/QH16", "2030-01-01");
  hit = g_ptr_array_index (before->hits, 0);
  g_assert_null (hit->outstanding);
}

/* The year of a consolidated text is that of the law it consolidates, not its own. */
static void
another_year_behind_the_name_is_another_law (TestFolder *folder, gconstpointer data)
{
  static const struct
  {
    const char *question;
    gboolean literal;
  } CASES[] = { { "Điều 1 Luật Bến thuyền", TRUE },
                { "Điều 1 Luật Bến thuyền 2028", TRUE },
                { "Điều 1 Luật Bến thuyền năm 2013", FALSE } };
  g_auto (Built) built = { 0 };

  write_law (folder, "in/consolidated.txt", CONSOLIDATED);
  build (&built, folder);
  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autoptr (TlSearchResult) result = ask (&built, CASES[i].question, "2031-07-01");
      const TlHit *hit = result->hits->len > 0 ? g_ptr_array_index (result->hits, 0) : NULL;

      g_test_message ("%s", CASES[i].question);
      g_assert_nonnull (hit);
      g_assert_cmpstr (hit->doc, ==, "07-vbhn-vpqh");
      g_assert_cmpstr (hit->anchor, ==, "d1");
      g_assert_cmpint (hit->literal, ==, CASES[i].literal);
    }
}

#define ADD(name, func)                                                                            \
  g_test_add ("/publish/outstanding/" name, TestFolder, NULL, test_folder_set_up, func,            \
              test_folder_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("a-consolidated-text-tells", a_consolidated_text_tells_what_the_law_lacks);
  ADD ("a-consolidated-text-that-comes-later",
       a_consolidated_text_that_comes_later_marks_the_law_too);
  ADD ("the-amending-law-is-there", a_law_whose_amending_law_is_there_lacks_nothing);
  ADD ("the-catalogue-knows", what_the_catalogue_knows_counts_without_a_consolidated_text);
  ADD ("a-later-edition-replaces", a_later_edition_of_the_name_replaces_the_law);
  ADD ("the-consolidated-text-follows",
       an_article_that_may_lack_changes_is_followed_by_its_consolidated_text);
  ADD ("another-year-is-another-law", another_year_behind_the_name_is_another_law);
  return g_test_run ();
}
