/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A build that goes on from a library: what stays, what is written, and that it answers like one
 * that was written at once. */
#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "corpus/tl-doc-store.h"
#include "corpus/tl-library-links.h"
#include "import/tl-import.h"
#include "publish/tl-publish-build.h"
#include "publish/tl-publish-index.h"
#include "publisher-test.h"
#include "../test-system.h"
#include "search/engine/tl-search-engine.h"

#define LAWS     40
#define ARTICLES 6

static const char *const WORDS[] = { "bến", "thuyền", "chèo", "khách", "vé",   "hàng",
                                     "neo", "kéo",    "buồm", "sông",  "lưới", "cá" };

/* Law @number with another text for another @edition; each refers to the one before it. */
static TlDocument *
make_law (guint number, guint edition)
{
  g_autofree char *printed = g_strdup_printf ("%u/2030/QH17", number);
  g_autofree char *id = g_strdup_printf ("%u-2030-qh17", number);
  TlDocument *document = tl_document_new (TL_DOC_STATUTE, id);

  document->title = g_strdup_printf ("Luật Bến thuyền thứ %u", number);
  document->number = g_strdup (printed);
  document->number_normal = g_strdup (printed);
  document->issued = g_strdup_printf ("2030-01-%02u", 1 + number % 28);
  for (guint i = 1; i <= ARTICLES; i++)
    {
      g_autofree char *anchor = g_strdup_printf ("d%u", i);
      TlBlock *block = tl_document_add (document, tl_block_new (TL_BLOCK_ARTICLE, -1, anchor));

      g_free (block->text);
      block->label = g_strdup_printf ("Điều %u.", i);
      block->heading
          = g_strdup_printf ("%s %s", WORDS[(number + i) % 12], WORDS[(i + edition) % 12]);
      block->text = g_strdup_printf (
          "Người %s %s thì trả %u đồng theo Điều 2 Luật số %u/2030/QH17.", WORDS[(number * i) % 12],
          WORDS[(number + edition) % 12], number * i, number > 1 ? number - 1 : 1);
    }
  return document;
}

static void
put_law (TestFolder *folder, guint number, guint edition)
{
  g_autofree char *path = test_path (folder, "docs");
  g_autofree char *name = g_strdup_printf ("law-%u", number);
  g_autofree char *digest = g_strdup_printf ("%u", edition);
  g_autoptr (GPtrArray) documents
      = g_ptr_array_new_with_free_func ((GDestroyNotify)tl_document_unref);
  TlSourceInfo info = { name, digest, 0, NULL, NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (TlDocStore) store = tl_doc_store_open (path, TRUE, &error);

  g_assert_no_error (error);
  if (edition > 0)
    g_ptr_array_add (documents, make_law (number, edition));
  g_assert_true (tl_doc_store_put (store, &info, documents, NULL, &error));
  g_assert_no_error (error);
}

static void
put_laws (TestFolder *folder, guint from, guint to)
{
  for (guint i = from; i < to; i++)
    put_law (folder, i, 1);
}

typedef struct
{
  const char *previous;
  gboolean full;
} How;

static TlPublishBuildCounts
build (TestFolder *folder, const char *out_name, How how)
{
  g_autofree char *docs = test_path (folder, "docs");
  g_autofree char *out = test_path (folder, out_name);
  g_autofree char *previous = how.previous != NULL ? test_path (folder, how.previous) : NULL;
  const TlPublishBuildOptions options = { .title = "Thử", .previous = previous, .full = how.full };
  TlPublishBuildCounts counts;
  g_autoptr (GError) error = NULL;
  g_autoptr (TlDocStore) store = tl_doc_store_open (docs, FALSE, &error);

  g_assert_no_error (error);
  g_assert_true (tl_publish_build (store, out, &options, &counts, NULL, &error));
  g_assert_no_error (error);
  return counts;
}

static const How GO_ON = { NULL, FALSE };

static TlLibrary *
open_library (TestFolder *folder, const char *name)
{
  g_autofree char *path = test_path (folder, name);
  g_autoptr (GError) error = NULL;
  TlLibrary *library = tl_library_open (path, &error);

  g_assert_no_error (error);
  return library;
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *)a, *(const char *const *)b);
}

/* Names and digests of all volumes and indexes of a folder. */
static char *
print_files (TestFolder *folder, const char *name)
{
  g_autofree char *path = test_path (folder, name);
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  const char *entry;

  while ((entry = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *file = g_build_filename (path, entry, NULL);
      g_autofree char *digest = NULL;

      if (*entry == '.')
        continue;
      digest = tl_import_digest (file, file, NULL, NULL);
      g_ptr_array_add (lines, g_strdup_printf ("%s %s", entry, digest));
    }
  g_ptr_array_sort (lines, compare_names);
  g_ptr_array_add (lines, NULL);
  return g_strjoinv ("\n", (char **)lines->pdata);
}

/* What people see of a library, as text: lists, counts, texts, what cites what. */
static char *
print_library (TlLibrary *library)
{
  const TlLibraryQuery query = { .kind = -1, .limit = 1000 };
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) list = tl_library_list (library, &query, NULL, &error);
  guint64 total, resolved, unresolved;
  TlLibraryStats stats;

  g_assert_no_error (error);
  g_assert_true (tl_library_stats (library, &stats, &error));
  g_assert_true (tl_library_count_links (library, &total, &resolved, &unresolved, &error));
  g_string_append_printf (text, "%u %u %u %u %u %u\n", (guint)stats.documents,
                          (guint)stats.articles, (guint)stats.text_bytes, (guint)total,
                          (guint)resolved, (guint)unresolved);
  for (guint i = 0; i < list->len; i++)
    {
      const TlDocument *header = g_ptr_array_index (list, i);
      g_autoptr (TlDocument) document = tl_library_load (library, header->id, TRUE, &error);
      g_autoptr (GPtrArray) citing = NULL;
      g_autoptr (GPtrArray) links = tl_library_links_from (library, header->id, &error);
      guint n;

      g_assert_no_error (error);
      citing = tl_library_cited_by (library, header->id, "d2", 0, 100, &n, &error);
      g_assert_no_error (error);
      g_string_append_printf (text, "%s %s %u %u:", document->id,
                              tl_document_get_block (document, 0)->text, links->len, n);
      for (guint k = 0; k < citing->len; k++)
        g_string_append_printf (text, " %s",
                                ((const TlCitedBy *)g_ptr_array_index (citing, k))->document->id);
      g_string_append_c (text, '\n');
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* Places that answer @question, in order of place. */
static char *
print_hits (TlSearchEngine *engine, const char *question)
{
  TlSearchRequest request = { .text = question, .kind = -1, .limit = 1000 };
  g_autoptr (GError) error = NULL;
  g_autoptr (TlSearchResult) result = tl_search_engine_run (engine, &request, NULL, &error);
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);

  g_assert_no_error (error);
  for (guint i = 0; i < result->hits->len; i++)
    {
      const TlHit *hit = g_ptr_array_index (result->hits, i);
      g_ptr_array_add (lines, g_strdup_printf ("%s#%s %s", hit->doc, hit->anchor, hit->passage));
    }
  g_ptr_array_sort (lines, compare_names);
  g_ptr_array_add (lines, NULL);
  return g_strjoinv ("\n", (char **)lines->pdata);
}

static void
assert_same_answers (TestFolder *folder, const char *left_name, const char *right_name)
{
  static const char *const QUESTIONS[] = { "Điều 3 Luật số 5/2030/QH17",
                                           "7/2030/QH17",
                                           "Điều 1 Luật số 19/2030/QH17",
                                           "khách trả đồng",
                                           "cá lưới",
                                           "Điều 1 Luật số 17/2030/QH17" };
  g_autoptr (TlLibrary) left = open_library (folder, left_name);
  g_autoptr (TlLibrary) right = open_library (folder, right_name);
  g_autofree char *a = print_library (left);
  g_autofree char *b = print_library (right);
  g_autoptr (GError) error = NULL;
  g_autoptr (TlSearchEngine) one = tl_search_engine_new (left, &error);
  g_autoptr (TlSearchEngine) other = tl_search_engine_new (right, &error);

  g_assert_cmpstr (a, ==, b);
  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (QUESTIONS); i++)
    {
      g_autofree char *x = print_hits (one, QUESTIONS[i]);
      g_autofree char *y = print_hits (other, QUESTIONS[i]);

      g_assert_cmpstr (x, !=, "");
      g_assert_cmpstr (x, ==, y);
    }
}

static void
what_did_not_change_stays_byte_for_byte (TestFolder *folder, gconstpointer data)
{
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  TlPublishBuildCounts counts;

  put_laws (folder, 1, LAWS);
  build (folder, "out", GO_ON);
  before = print_files (folder, "out");
  counts = build (folder, "out", GO_ON);
  after = print_files (folder, "out");
  g_assert_cmpstr (before, ==, after);
  g_assert_cmpuint (counts.kept, ==, 1);
  g_assert_cmpuint (counts.volumes, ==, 1);
  g_assert_cmpuint (counts.changes[TL_PUBLISH_SAME], ==, LAWS - 1);
  g_assert_cmpuint (counts.documents, ==, LAWS - 1);
}

/* Windows lets nothing be replaced or removed that another program has open. */
static void
who_reads_meanwhile_is_in_the_way_of_what_goes_alone (TestFolder *folder, gconstpointer data)
{
  g_autofree char *docs = test_path (folder, "docs");
  g_autofree char *out = test_path (folder, "out");
  const TlPublishBuildOptions options = { .title = "Thử" };
  TlPublishBuildCounts counts;
  g_autoptr (GError) error = NULL;
  g_autoptr (TlLibrary) reader = NULL;
  g_autoptr (TlDocStore) store = NULL;

  put_laws (folder, 1, LAWS);
  build (folder, "out", GO_ON);
  reader = open_library (folder, "out");
  counts = build (folder, "out", GO_ON);
  g_assert_cmpuint (counts.kept, ==, 1);
  put_law (folder, 7, 2);
  counts = build (folder, "out", GO_ON);
  g_assert_cmpuint (counts.volumes, ==, 2);
  for (guint i = 1; i < LAWS / 3; i++)
    put_law (folder, i, 3);
  store = tl_doc_store_open (docs, FALSE, NULL);
  if (TEST_KEEPS_OPEN_FILES)
    {
      g_assert_false (tl_publish_build (store, out, &options, &counts, NULL, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED);
      g_assert_nonnull (strstr (error->message, ".tlv"));
      g_clear_error (&error);
      g_clear_object (&reader);
    }
  g_assert_true (tl_publish_build (store, out, &options, &counts, NULL, &error));
  g_assert_no_error (error);
  build (folder, "fresh", GO_ON);
  assert_same_answers (folder, "out", "fresh");
}

static void
changes_go_into_a_volume_of_their_own (TestFolder *folder, gconstpointer data)
{
  g_autoptr (TlLibrary) library = NULL;
  g_autoptr (TlDocument) gone = NULL;
  TlPublishBuildCounts counts;
  TlLibraryStats stats;

  put_laws (folder, 1, LAWS);
  build (folder, "out", GO_ON);
  put_law (folder, 7, 2);
  put_law (folder, 9, 0);
  put_laws (folder, LAWS, LAWS + 3);
  counts = build (folder, "out", GO_ON);
  g_assert_cmpuint (counts.changes[TL_PUBLISH_ADDED], ==, 3);
  g_assert_cmpuint (counts.changes[TL_PUBLISH_AMENDED], ==, 1);
  g_assert_cmpuint (counts.changes[TL_PUBLISH_WITHDRAWN], ==, 1);
  g_assert_cmpuint (counts.kept, ==, 1);
  g_assert_cmpuint (counts.volumes, ==, 2);
  g_assert_cmpuint (counts.dropped, ==, 0);
  library = open_library (folder, "out");
  g_assert_cmpuint (tl_library_get_n_volumes (library), ==, 2);
  g_assert_true (tl_library_stats (library, &stats, NULL));
  g_assert_cmpuint (stats.serial, ==, 1);
  gone = tl_library_load (library, "9-2030-qh17", FALSE, NULL);
  g_assert_null (gone);
  build (folder, "fresh", GO_ON);
  assert_same_answers (folder, "out", "fresh");
}

static void
a_withdrawal_alone_is_carried_and_can_be_taken_back (TestFolder *folder, gconstpointer data)
{
  TlPublishBuildCounts counts;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  put_laws (folder, 1, LAWS);
  build (folder, "out", GO_ON);
  put_law (folder, 12, 0);
  counts = build (folder, "out", GO_ON);
  g_assert_cmpuint (counts.changes[TL_PUBLISH_WITHDRAWN], ==, 1);
  g_assert_cmpuint (counts.volumes, ==, 2);
  build (folder, "fresh", GO_ON);
  assert_same_answers (folder, "out", "fresh");
  /* Nothing more is said of it. */
  before = print_files (folder, "out");
  counts = build (folder, "out", GO_ON);
  after = print_files (folder, "out");
  g_assert_cmpuint (counts.changes[TL_PUBLISH_WITHDRAWN], ==, 0);
  g_assert_cmpstr (before, ==, after);
  put_law (folder, 12, 1);
  counts = build (folder, "out", GO_ON);
  g_assert_cmpuint (counts.changes[TL_PUBLISH_ADDED], ==, 1);
  build (folder, "fresh", (How){ NULL, TRUE });
  assert_same_answers (folder, "out", "fresh");
}

/* Laws that call another by its name, which nothing in the store has yet. */
static void
put_citing (TestFolder *folder, guint from, guint to)
{
  for (guint i = from; i < to; i++)
    {
      g_autofree char *path = test_path (folder, "docs");
      g_autofree char *name = g_strdup_printf ("citing-%u", i);
      g_autoptr (GPtrArray) documents
          = g_ptr_array_new_with_free_func ((GDestroyNotify)tl_document_unref);
      TlSourceInfo info = { name, "1", 0, NULL, NULL };
      g_autoptr (TlDocStore) store = tl_doc_store_open (path, TRUE, NULL);
      TlDocument *document = make_law (i, 1);
      TlBlock *block = tl_document_get_block (document, 0);

      g_free (block->text);
      block->text = g_strdup_printf (
          "Việc neo đậu lần %u theo Điều 2 Luật Bến thuyền thứ 200 và Điều 2 Luật Neo đậu.", i);
      g_ptr_array_add (documents, document);
      g_assert_true (tl_doc_store_put (store, &info, documents, NULL, NULL));
    }
}

static void
put_named (TestFolder *folder, const char *title)
{
  g_autofree char *path = test_path (folder, "docs");
  g_autoptr (GPtrArray) documents
      = g_ptr_array_new_with_free_func ((GDestroyNotify)tl_document_unref);
  TlSourceInfo info = { "named", title, 0, NULL, NULL };
  g_autoptr (TlDocStore) store = tl_doc_store_open (path, TRUE, NULL);
  TlDocument *document = make_law (300, 1);

  g_free (document->title);
  document->title = g_strdup (title);
  g_ptr_array_add (documents, document);
  g_assert_true (tl_doc_store_put (store, &info, documents, NULL, NULL));
}

static guint64
index_bytes_of_last (TestFolder *folder, const char *name)
{
  g_autoptr (TlLibrary) library = open_library (folder, name);
  guint n = tl_library_get_n_volumes (library);
  g_autofree char *path = tl_volume_dup_index_path (tl_library_get_volume (library, n - 1));
  GStatBuf info;

  g_assert_cmpint (g_stat (path, &info), ==, 0);
  return (guint64)info.st_size;
}

static void
what_only_refers_to_something_else_is_not_indexed_again (TestFolder *folder, gconstpointer data)
{
  g_autofree char *out = test_path (folder, "out");
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  const TlPublishIndexOptions options = { .jobs = 2 };
  g_autoptr (GError) error = NULL;
  TlPublishBuildCounts counts;
  guint64 whole, bytes;

  put_laws (folder, 1, 20);
  put_citing (folder, 40, 60);
  put_named (folder, "Luật Đò ngang");
  build (folder, "out", GO_ON);
  whole = index_bytes_of_last (folder, "out");
  put_named (folder, "Luật Neo đậu");
  counts = build (folder, "out", GO_ON);
  g_assert_cmpuint (counts.changes[TL_PUBLISH_RELINKED], ==, 20);
  g_assert_cmpuint (counts.changes[TL_PUBLISH_AMENDED], ==, 1);
  g_assert_cmpuint (counts.volumes, ==, 2);
  g_assert_cmpuint (index_bytes_of_last (folder, "out"), <, whole);
  build (folder, "fresh", GO_ON);
  assert_same_answers (folder, "out", "fresh");
  /* Written anew from the volumes, the indexes are the same. */
  before = print_files (folder, "out");
  g_assert_true (tl_publish_index (out, &options, &bytes, NULL, &error));
  g_assert_no_error (error);
  after = print_files (folder, "out");
  g_assert_cmpstr (before, ==, after);
  /* Back and forth: the place in the first index goes on counting. */
  put_named (folder, "Luật Đò ngang");
  counts = build (folder, "out", GO_ON);
  g_assert_cmpuint (counts.changes[TL_PUBLISH_RELINKED], ==, 20);
  build (folder, "fresh", (How){ NULL, TRUE });
  assert_same_answers (folder, "out", "fresh");
  /* A change of the text ends that. */
  put_laws (folder, 1, 20);
  put_law (folder, 45, 2);
  put_citing (folder, 46, 47);
  for (guint i = 1; i < 16; i++)
    put_law (folder, i, 2);
  counts = build (folder, "out", GO_ON);
  g_assert_cmpuint (counts.dropped, >=, 1);
  build (folder, "fresh", (How){ NULL, TRUE });
  assert_same_answers (folder, "out", "fresh");
}

static void
many_small_volumes_become_one (TestFolder *folder, gconstpointer data)
{
  guint most = 0, last = 0;

  put_laws (folder, 1, 20);
  for (guint i = 20; i < 40; i++)
    {
      TlPublishBuildCounts counts;

      put_law (folder, i, 1);
      counts = build (folder, "out", GO_ON);
      most = MAX (most, counts.volumes);
      last = counts.volumes;
    }
  g_assert_cmpuint (most, ==, 8);
  g_assert_cmpuint (last, <, 8);
  build (folder, "fresh", GO_ON);
  assert_same_answers (folder, "out", "fresh");
}

static void
a_volume_of_which_little_is_left_is_written_anew (TestFolder *folder, gconstpointer data)
{
  TlPublishBuildCounts counts;

  put_laws (folder, 1, LAWS);
  build (folder, "out", GO_ON);
  for (guint i = 1; i < LAWS / 3; i++)
    put_law (folder, i, 2);
  counts = build (folder, "out", GO_ON);
  g_assert_cmpuint (counts.kept, ==, 0);
  g_assert_cmpuint (counts.dropped, ==, 1);
  g_assert_cmpuint (counts.volumes, ==, 1);
  build (folder, "fresh", GO_ON);
  assert_same_answers (folder, "out", "fresh");
}

static void
the_same_store_and_library_give_the_same_bytes (TestFolder *folder, gconstpointer data)
{
  g_autofree char *here = NULL;
  g_autofree char *there = NULL;
  g_autofree char *fresh = NULL;
  g_autofree char *full = NULL;

  g_setenv ("SOURCE_DATE_EPOCH", "1700000000", TRUE);
  put_laws (folder, 1, LAWS);
  build (folder, "first", GO_ON);
  put_law (folder, 3, 2);
  put_law (folder, 4, 0);
  build (folder, "there", (How){ "first", FALSE });
  build (folder, "first", GO_ON);
  here = print_files (folder, "first");
  there = print_files (folder, "there");
  g_assert_cmpstr (here, ==, there);
  build (folder, "first", (How){ NULL, TRUE });
  build (folder, "new", GO_ON);
  g_unsetenv ("SOURCE_DATE_EPOCH");
  full = print_files (folder, "first");
  fresh = print_files (folder, "new");
  g_assert_cmpstr (full, ==, fresh);
  g_assert_cmpstr (full, !=, here);
}

#define ADD(name)                                                                                  \
  g_test_add ("/publish/incremental/" #name, TestFolder, NULL, test_folder_set_up, name,           \
              test_folder_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD (what_did_not_change_stays_byte_for_byte);
  ADD (who_reads_meanwhile_is_in_the_way_of_what_goes_alone);
  ADD (changes_go_into_a_volume_of_their_own);
  ADD (a_withdrawal_alone_is_carried_and_can_be_taken_back);
  ADD (what_only_refers_to_something_else_is_not_indexed_again);
  ADD (many_small_volumes_become_one);
  ADD (a_volume_of_which_little_is_left_is_written_anew);
  ADD (the_same_store_and_library_give_the_same_bytes);
  return g_test_run ();
}
