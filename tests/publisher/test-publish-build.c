/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "base/tl-clock.h"
#include "base/tl-json.h"
#include "corpus/tl-library.h"
#include "publish/tl-publish-build.h"
#include "publish/tl-publish-import.h"
#include "publisher-test.h"
#include "search/engine/tl-search-engine.h"

static void
import_sources (TestFolder *folder, const char *docs_name)
{
  g_autofree char *docs = test_path (folder, docs_name);
  g_autofree char *in = test_path (folder, "in");
  const char *const paths[] = { in, NULL };
  const TlPublishImportOptions options = { TL_IMPORT_AUTO, -1, FALSE, 2, NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (TlDocStore) store = tl_doc_store_open (docs, TRUE, &error);
  TlPublishImportCounts counts;

  g_assert_true (tl_publish_import (store, paths, &options, NULL, NULL, &counts, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (counts.outcomes[TL_PUBLISH_FAILED], ==, 0);
}

static void
build (TestFolder *folder,
       const char *docs_name,
       const char *out_name,
       guint64 volume_bytes,
       TlPublishBuildCounts *counts)
{
  g_autofree char *docs = test_path (folder, docs_name);
  g_autofree char *out = test_path (folder, out_name);
  const TlPublishBuildOptions options = { .title = "Thử", .volume_bytes = volume_bytes };
  g_autoptr (GError) error = NULL;
  g_autoptr (TlDocStore) store = tl_doc_store_open (docs, FALSE, &error);

  g_assert_no_error (error);
  g_assert_true (tl_publish_build (store, out, &options, counts, NULL, &error));
  g_assert_no_error (error);
}

static TlLibrary *
open_library (TestFolder *folder, const char *name)
{
  g_autofree char *path = test_path (folder, name);
  g_autoptr (GError) error = NULL;
  TlLibrary *library = tl_library_open (path, &error);

  g_assert_no_error (error);
  return library;
}

static gint
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *)a, *(const char *const *)b);
}

/* Names of what is in a folder, in order. */
static char *
list_names (TestFolder *folder, const char *name)
{
  g_autofree char *path = test_path (folder, name);
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  const char *entry;

  while ((entry = g_dir_read_name (dir)) != NULL)
    if (*entry != '.')
      g_ptr_array_add (names, g_strdup (entry));
  g_ptr_array_sort (names, compare_names);
  g_ptr_array_add (names, NULL);
  return g_strjoinv (" ", (char **)names->pdata);
}

static void
what_was_imported_can_be_searched (TestFolder *folder, gconstpointer data)
{
  TlPublishBuildCounts counts;
  TlLibraryStats stats;
  TlSearchRequest request = { .text = "trộm cắp quả cam", .kind = TL_DOC_STATUTE, .limit = 3 };
  g_autoptr (GError) error = NULL;
  g_autoptr (TlLibrary) library = NULL;
  g_autoptr (TlSearchEngine) engine = NULL;
  g_autoptr (TlSearchResult) result = NULL;
  const TlHit *hit;

  test_write_sources (folder);
  import_sources (folder, "docs");
  build (folder, "docs", "out", 0, &counts);
  g_assert_cmpuint (counts.documents, ==, 3);
  g_assert_cmpuint (counts.volumes, ==, 2);
  library = open_library (folder, "out");
  g_assert_true (tl_library_stats (library, &stats, &error));
  g_assert_cmpuint (stats.by_kind[TL_DOC_STATUTE], ==, 2);
  g_assert_cmpuint (stats.by_kind[TL_DOC_GUIDANCE], ==, 1);
  g_assert_cmpuint (stats.articles, ==, 3);
  engine = tl_search_engine_new (library, &error);
  g_assert_no_error (error);
  result = tl_search_engine_run (engine, &request, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (result->hits->len, >=, 1);
  hit = g_ptr_array_index (result->hits, 0);
  g_assert_cmpstr (hit->doc, ==, "57-2020-qh14");
  g_assert_cmpstr (hit->anchor, ==, "d2");
  g_assert_cmpstr (hit->source_id, ==, "A#2");
}

static void
confirmed_questions_go_to_their_documents (TestFolder *folder, gconstpointer data)
{
  TlPublishBuildCounts counts;
  g_autoptr (TlLibrary) library = NULL;
  g_autoptr (TlDocument) document = NULL;
  g_autoptr (JsonObject) meta = NULL;
  JsonObject *asked;

  test_write_sources (folder);
  import_sources (folder, "docs");
  build (folder, "docs", "out", 0, &counts);
  g_assert_cmpuint (counts.pairs, ==, 1);
  g_assert_cmpuint (counts.lost_pairs, ==, 1);
  library = open_library (folder, "out");
  document = tl_library_load (library, "57-2020-qh14", FALSE, NULL);
  meta = tl_json_parse (document->meta, -1, NULL);
  asked = json_array_get_object_element (json_object_get_array_member (meta, "asked"), 0);
  g_assert_cmpstr (tl_json_get_string (asked, "anchor"), ==, "d2");
  g_assert_cmpstr (tl_json_get_string (asked, "contribution"), ==, "c1");
  g_assert_null (tl_library_load (library, "pairs-pairs", FALSE, NULL));
}

static void
the_same_documents_give_the_same_bytes (TestFolder *folder, gconstpointer data)
{
  TlPublishBuildCounts counts;
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  tl_clock_set_fake (1700000000);
  test_write_sources (folder);
  import_sources (folder, "docs");
  import_sources (folder, "docs2");
  build (folder, "docs", "out", 0, &counts);
  build (folder, "docs2", "out2", 0, &counts);
  tl_clock_set_fake (-1);
  first = list_names (folder, "out");
  second = list_names (folder, "out2");
  g_assert_cmpstr (first, ==, second);
  for (guint i = 0; i < 2; i++)
    {
      g_auto (GStrv) names = g_strsplit (first, " ", -1);
      for (guint k = 0; names[k] != NULL; k++)
        {
          g_autofree char *a = g_build_filename (folder->path, "out", names[k], NULL);
          g_autofree char *b = g_build_filename (folder->path, "out2", names[k], NULL);
          g_autofree char *x = tl_import_digest (a, a, NULL, NULL);
          g_autofree char *y = tl_import_digest (b, b, NULL, NULL);
          g_assert_cmpstr (x, ==, y);
        }
    }
}

static void
a_second_build_replaces_the_first (TestFolder *folder, gconstpointer data)
{
  TlPublishBuildCounts counts;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *stale = NULL;
  g_autoptr (TlLibrary) library = NULL;
  g_autoptr (TlDocument) gone = NULL;
  g_autoptr (TlDocument) there = NULL;

  test_write_sources (folder);
  import_sources (folder, "docs");
  build (folder, "docs", "out", 0, &counts);
  before = list_names (folder, "out");
  stale = test_folder_write (folder, "out/.build-stale/x.tlv", "left by a killed build", -1);
  g_free (test_folder_write (folder, "in/articles.jsonl",
                             "{\"id\":\"C#1\",\"law\":\"Luật Mới\",\"article\":\"1\",\"text\":"
                             "\"Mới.\"}\n",
                             -1));
  import_sources (folder, "docs");
  build (folder, "docs", "out", 0, &counts);
  after = list_names (folder, "out");
  g_assert_cmpstr (before, !=, after);
  g_assert_false (g_file_test (stale, G_FILE_TEST_EXISTS));
  library = open_library (folder, "out");
  gone = tl_library_load (library, "57-2020-qh14", FALSE, NULL);
  there = tl_library_load (library, "luat-moi", FALSE, NULL);
  g_assert_null (gone);
  g_assert_nonnull (there);
}

static void
volumes_are_cut_at_their_bound (TestFolder *folder, gconstpointer data)
{
  TlPublishBuildCounts counts;
  g_autoptr (TlLibrary) library = NULL;
  TlLibraryStats stats;

  test_write_sources (folder);
  import_sources (folder, "docs");
  build (folder, "docs", "out", 40, &counts);
  g_assert_cmpuint (counts.volumes, ==, 3);
  library = open_library (folder, "out");
  g_assert_true (tl_library_stats (library, &stats, NULL));
  g_assert_cmpuint (stats.documents, ==, 3);
}

static void
a_store_without_documents_gives_an_empty_library (TestFolder *folder, gconstpointer data)
{
  TlPublishBuildCounts counts;
  g_autofree char *docs = test_path (folder, "docs");
  g_autoptr (TlLibrary) library = NULL;

  tl_doc_store_close (tl_doc_store_open (docs, TRUE, NULL));
  build (folder, "docs", "new/folder", 0, &counts);
  g_assert_cmpuint (counts.volumes, ==, 0);
  library = open_library (folder, "new/folder");
  g_assert_cmpuint (tl_library_get_n_volumes (library), ==, 0);
}

static void
write_text (TestFolder *folder, const char *name, const char *text)
{
  g_autofree char *path = test_path (folder, name);
  g_autofree char *parent = g_path_get_dirname (path);

  g_assert_cmpint (g_mkdir_with_parents (parent, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
}

static void
an_amending_law_gives_the_law_it_changes_a_version (TestFolder *folder, gconstpointer data)
{
  TlPublishBuildCounts counts;
  g_autoptr (TlLibrary) library = NULL;
  g_autoptr (TlDocument) law = NULL;
  static const char *const expected[][2]
      = { { "2031-06-30", "1. Bến mở cửa ban ngày." }, { "2031-07-01", "1. Bến mở cửa cả đêm." } };

  write_text (
      folder, "in/law.txt",
      "QUỐC HỘI\nLuật số: 11/2028/QH16\n\nLUẬT\nBẾN THUYỀN\n\nĐiều 1. Giờ mở cửa\n1. Bến mở "
      "cửa ban ngày.\n2. Bến có đèn.\nĐiều 2. Hiệu lực thi hành\nLuật này có hiệu lực thi "
      "hành từ ngày 01 tháng 01 năm 2029.\n");
  write_text (
      folder, "in/change.txt",
      "QUỐC HỘI\nLuật số: 21/2031/QH17\n\nLUẬT\nSỬA ĐỔI, BỔ SUNG MỘT SỐ ĐIỀU CỦA LUẬT BẾN "
      "THUYỀN SỐ 11/2028/QH16\n\nĐiều 1. Sửa đổi, bổ sung một số điều của Luật Bến thuyền số "
      "11/2028/QH16\n1. Sửa đổi, bổ sung khoản 1 Điều 1 như sau:\n“1. Bến mở cửa cả "
      "đêm.”.\nĐiều 2. Hiệu lực thi hành\nLuật này có hiệu lực thi hành từ ngày 01 tháng 7 năm "
      "2031.\n");
  import_sources (folder, "docs");
  build (folder, "docs", "out", 0, &counts);
  g_assert_cmpuint (counts.amendments, ==, 1);
  library = open_library (folder, "out");
  law = tl_library_load (library, "11-2028-qh16", TRUE, NULL);
  g_assert_nonnull (law);
  for (gsize i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      int index = tl_document_find (law, "d1.k1", expected[i][0]);
      g_autofree char *text = NULL;

      g_assert_cmpint (index, >=, 0);
      text = tl_document_unit_text_on (law, (guint)index, expected[i][0]);
      g_assert_cmpstr (text, ==, expected[i][1]);
    }
}

#define ADD(name, func)                                                                            \
  g_test_add ("/publish/build/" name, TestFolder, NULL, test_folder_set_up, func,                  \
              test_folder_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("what-was-imported-can-be-searched", what_was_imported_can_be_searched);
  ADD ("confirmed-questions-go-to-their-documents", confirmed_questions_go_to_their_documents);
  ADD ("the-same-documents-give-the-same-bytes", the_same_documents_give_the_same_bytes);
  ADD ("a-second-build-replaces-the-first", a_second_build_replaces_the_first);
  ADD ("volumes-are-cut-at-their-bound", volumes_are_cut_at_their_bound);
  ADD ("an-amending-law-gives-a-version", an_amending_law_gives_the_law_it_changes_a_version);
  ADD ("a-store-without-documents-gives-an-empty-library",
       a_store_without_documents_gives_an_empty_library);
  return g_test_run ();
}
