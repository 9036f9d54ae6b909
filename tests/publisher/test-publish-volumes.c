/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "publish/tl-publish-build.h"

#include <glib/gstdio.h>
#include <string.h>

#include "corpus/tl-doc-store.h"
#include "corpus/tl-library.h"
#include "publish/tl-publish-index.h"
#include "publisher-test.h"
#include "search/engine/tl-search-engine.h"

#define WORDS_EACH 120

/* Made-up cases: words of few kinds, so that every question finds many. */
static const char *const WORDS[]
    = { "nguyên", "đơn", "bị",  "vay",  "tiền", "đất",   "thửa", "ranh", "giới", "mượn",
        "trả",    "lãi", "hợp", "đồng", "nhà",  "thuê",  "cọc",  "bán",  "mua",  "con",
        "chung",  "ly",  "hôn", "nuôi", "cấp",  "dưỡng", "xe",   "máy",  "trộm", "cắp" };

static TlDocument *
make_judgment (guint number, guint year)
{
  const guint32 seeds[] = { number, year };
  g_autoptr (GRand) random = g_rand_new_with_seed_array (seeds, G_N_ELEMENTS (seeds));
  g_autofree char *printed = g_strdup_printf ("%u/%u/DS-ST", number, year);
  g_autofree char *id = tl_document_make_id (printed, "toa", NULL);
  g_autoptr (GString) text = g_string_new (NULL);
  TlDocument *document = tl_document_new (TL_DOC_JUDGMENT, id);
  TlBlock *block = tl_document_add (document, tl_block_new (TL_BLOCK_PARAGRAPH, -1, "nhan.1"));

  for (guint i = 0; i < WORDS_EACH; i++)
    g_string_append_printf (text, "%s ", WORDS[g_rand_int_range (random, 0, G_N_ELEMENTS (WORDS))]);
  document->title = g_strdup ("Tranh chấp");
  document->number = g_strdup (printed);
  document->number_normal = g_strdup (printed);
  document->issued = g_strdup_printf ("%u-03-0%u", year, 1 + number % 9);
  g_free (block->text);
  block->text = g_strdup (g_strchomp (text->str));
  return document;
}

static void
put_year (TestFolder *folder, const char *store_name, guint year, guint from, guint to)
{
  g_autofree char *path = test_path (folder, store_name);
  g_autofree char *name = g_strdup_printf ("%u-%u", year, from);
  g_autoptr (GPtrArray) documents
      = g_ptr_array_new_with_free_func ((GDestroyNotify)tl_document_unref);
  TlSourceInfo info = { name, "0", 0, NULL, NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (TlDocStore) store = tl_doc_store_open (path, TRUE, &error);

  g_assert_no_error (error);
  for (guint i = from; i < to; i++)
    g_ptr_array_add (documents, make_judgment (i, year));
  g_assert_true (tl_doc_store_put (store, &info, documents, NULL, &error));
}

static TlLibrary *
build (TestFolder *folder, const char *store_name, const char *out_name, guint64 volume_bytes)
{
  g_autofree char *docs = test_path (folder, store_name);
  g_autofree char *out = test_path (folder, out_name);
  const TlPublishBuildOptions options = { .title = "Thử", .volume_bytes = volume_bytes };
  TlPublishBuildCounts counts;
  g_autoptr (GError) error = NULL;
  g_autoptr (TlDocStore) store = tl_doc_store_open (docs, FALSE, &error);
  TlLibrary *library;

  g_assert_no_error (error);
  g_assert_true (tl_publish_build (store, out, &options, &counts, NULL, &error));
  g_assert_no_error (error);
  library = tl_library_open (out, &error);
  g_assert_no_error (error);
  return library;
}

/* Bytes of text in a volume, and the years that it holds. */
static guint64
weigh (TlVolume *volume, guint *first, guint *last)
{
  guint64 bytes = 0;

  *first = G_MAXUINT;
  *last = 0;
  for (guint32 row = 1; row <= tl_volume_get_n_documents (volume); row++)
    {
      g_autoptr (TlDocument) document = tl_volume_load (volume, row, TRUE, NULL);
      guint year = (guint)g_ascii_strtoull (document->issued, NULL, 10);

      *first = MIN (*first, year);
      *last = MAX (*last, year);
      bytes += strlen (tl_document_get_block (document, 0)->text);
    }
  return bytes;
}

static void
a_small_store_stays_one_volume (TestFolder *folder, gconstpointer data)
{
  g_autoptr (TlLibrary) library = NULL;

  for (guint year = 2019; year < 2024; year++)
    put_year (folder, "docs", year, 0, 20);
  library = build (folder, "docs", "out", 0);
  g_assert_cmpuint (tl_library_get_n_volumes (library), ==, 1);
}

static void
a_large_year_has_volumes_of_its_own_and_none_is_too_large (TestFolder *folder, gconstpointer data)
{
  const guint64 most = 60000;
  g_autoptr (TlLibrary) library = NULL;
  guint of_2020 = 0;

  put_year (folder, "docs", 2019, 0, 40);
  put_year (folder, "docs", 2020, 0, 400);
  put_year (folder, "docs", 2021, 0, 40);
  library = build (folder, "docs", "out", most);
  for (guint i = 0; i < tl_library_get_n_volumes (library); i++)
    {
      guint first, last;

      g_assert_cmpuint (weigh (tl_library_get_volume (library, i), &first, &last), <=, most);
      g_assert_true (first == last || last != 2020 || first != 2019);
      of_2020 += first == 2020;
    }
  g_assert_cmpuint (of_2020, >=, 4);
  g_assert_cmpuint (of_2020, <=, 8);
}

static void
assert_same_answers (TlSearchEngine *one, TlSearchEngine *many, const char *text)
{
  TlSearchRequest request = { .text = text, .kind = -1, .limit = 20 };
  g_autoptr (GError) error = NULL;
  g_autoptr (TlSearchResult) left = tl_search_engine_run (one, &request, NULL, &error);
  g_autoptr (TlSearchResult) right = tl_search_engine_run (many, &request, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (left->hits->len, >, 0);
  g_assert_cmpuint (left->hits->len, ==, right->hits->len);
  for (guint kind = 0; kind < TL_N_DOC_KINDS; kind++)
    g_assert_cmpuint (left->counts[kind], ==, right->counts[kind]);
  for (guint i = 0; i < left->hits->len; i++)
    {
      const TlHit *l = g_ptr_array_index (left->hits, i), *r = g_ptr_array_index (right->hits, i);

      g_assert_cmpstr (l->doc, ==, r->doc);
      g_assert_cmpstr (l->anchor, ==, r->anchor);
      g_assert_cmpstr (l->passage, ==, r->passage);
      g_assert_cmpfloat (l->score, ==, r->score);
    }
}

static void
many_volumes_answer_as_one (TestFolder *folder, gconstpointer data)
{
  static const char *const QUESTIONS[]
      = { "vay tiền không trả lãi", "ranh giới thửa đất", "ly hôn nuôi con chung",
          "trộm cắp xe máy",        "ranh gioi thua dat", "hợp đồng thuê nhà trả cọc",
          "17/2020/DS-ST",          "cấp dưỡng" };
  g_autoptr (GError) error = NULL;
  g_autoptr (TlLibrary) one = NULL;
  g_autoptr (TlLibrary) many = NULL;
  g_autoptr (TlSearchEngine) left = NULL;
  g_autoptr (TlSearchEngine) right = NULL;

  for (guint year = 2018; year < 2023; year++)
    put_year (folder, "docs", year, 0, 80);
  one = build (folder, "docs", "one", 0);
  many = build (folder, "docs", "many", 20000);
  g_assert_cmpuint (tl_library_get_n_volumes (one), ==, 1);
  g_assert_cmpuint (tl_library_get_n_volumes (many), >=, 8);
  left = tl_search_engine_new (one, &error);
  g_assert_no_error (error);
  right = tl_search_engine_new (many, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (QUESTIONS); i++)
    assert_same_answers (left, right, QUESTIONS[i]);
}

static void
one_judgment_more_leaves_most_volumes_as_they_were (TestFolder *folder, gconstpointer data)
{
  g_autoptr (TlLibrary) before = NULL;
  g_autoptr (TlLibrary) after = NULL;
  g_autoptr (GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);
  guint kept = 0;

  g_setenv ("SOURCE_DATE_EPOCH", "1700000000", TRUE);
  put_year (folder, "docs", 2020, 0, 1000);
  before = build (folder, "docs", "before", 60000);
  put_year (folder, "docs", 2020, 1000, 1001);
  after = build (folder, "docs", "after", 60000);
  g_unsetenv ("SOURCE_DATE_EPOCH");
  for (guint i = 0; i < tl_library_get_n_volumes (before); i++)
    g_hash_table_add (names, (gpointer)tl_volume_get_name (tl_library_get_volume (before, i)));
  for (guint i = 0; i < tl_library_get_n_volumes (after); i++)
    kept += g_hash_table_contains (names, tl_volume_get_name (tl_library_get_volume (after, i)));
  g_assert_cmpuint (g_hash_table_size (names), >=, 8);
  g_assert_cmpuint (kept + 3, >=, g_hash_table_size (names));
}

static void
indexes_written_anew_are_the_same (TestFolder *folder, gconstpointer data)
{
  g_autoptr (TlLibrary) library = NULL;
  g_autoptr (GPtrArray) before = g_ptr_array_new_with_free_func ((GDestroyNotify)g_bytes_unref);
  g_autofree char *out = test_path (folder, "out");
  const TlPublishIndexOptions options = { .jobs = 2 };
  g_autoptr (GError) error = NULL;
  guint64 bytes;

  put_year (folder, "docs", 2020, 0, 200);
  put_year (folder, "docs", 2021, 0, 50);
  library = build (folder, "docs", "out", 30000);
  g_assert_cmpuint (tl_library_get_n_volumes (library), >=, 3);
  for (guint i = 0; i < tl_library_get_n_volumes (library); i++)
    {
      g_autofree char *path = tl_volume_dup_index_path (tl_library_get_volume (library, i));
      char *content;
      gsize length;

      g_assert_true (g_file_get_contents (path, &content, &length, NULL));
      g_ptr_array_add (before, g_bytes_new_take (content, length));
      g_assert_cmpint (g_unlink (path), ==, 0);
    }
  g_assert_true (tl_publish_index (out, &options, &bytes, NULL, &error));
  g_assert_no_error (error);
  for (guint i = 0; i < tl_library_get_n_volumes (library); i++)
    {
      g_autofree char *path = tl_volume_dup_index_path (tl_library_get_volume (library, i));
      g_autofree char *content = NULL;
      GBytes *old = g_ptr_array_index (before, i);
      gsize length;

      g_assert_true (g_file_get_contents (path, &content, &length, NULL));
      g_assert_cmpmem (content, length, g_bytes_get_data (old, NULL), g_bytes_get_size (old));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func)                                                                            \
  g_test_add ("/publish/volumes/" name, TestFolder, NULL, test_folder_set_up, func,                \
              test_folder_tear_down)
  ADD ("a-small-store-stays-one-volume", a_small_store_stays_one_volume);
  ADD ("a-large-year-has-volumes-of-its-own",
       a_large_year_has_volumes_of_its_own_and_none_is_too_large);
  ADD ("many-volumes-answer-as-one", many_volumes_answer_as_one);
  ADD ("one-judgment-more-leaves-most-volumes", one_judgment_more_leaves_most_volumes_as_they_were);
  ADD ("indexes-written-anew-are-the-same", indexes_written_anew_are_the_same);
  return g_test_run ();
}
