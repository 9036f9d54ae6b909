/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>
#include <unistd.h>

#include "base/tl-error.h"
#include "base/tl-limits.h"
#include "corpus-fixture.h"
#include "corpus/tl-doc-store.h"

typedef struct
{
  char *folder;
  TlDocStore *store;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->folder = fixture_folder ();
  fixture->store = tl_doc_store_open (fixture->folder, TRUE, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  tl_doc_store_close (fixture->store);
  fixture_remove (fixture->folder);
  g_free (fixture->folder);
}

static void
reopen (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  tl_doc_store_close (fixture->store);
  fixture->store = tl_doc_store_open (fixture->folder, FALSE, &error);
  g_assert_no_error (error);
}

static void
put (TlDocStore *store, const char *name, const char *digest, TlDocument *document)
{
  TlSourceInfo info = { .name = name, .digest = digest, .size = 10 };
  g_autoptr (GPtrArray) documents = fixture_array (document);
  g_autoptr (GError) error = NULL;

  g_assert_true (tl_doc_store_put (store, &info, documents, NULL, &error));
  g_assert_no_error (error);
}

static gboolean
collect (TlDocument *document, gpointer user_data, GError **error)
{
  g_ptr_array_add (user_data, tl_document_ref (document));
  return TRUE;
}

static GPtrArray *
read_all (TlDocStore *store)
{
  GPtrArray *documents = g_ptr_array_new_with_free_func ((GDestroyNotify)tl_document_unref);
  g_autoptr (GError) error = NULL;

  g_assert_true (tl_doc_store_foreach (store, collect, documents, &error));
  g_assert_no_error (error);
  return documents;
}

static void
documents_come_back_by_kind_year_and_id (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TlDocument) statute = fixture_statute ("b", 5, 1);
  g_autoptr (TlDocument) later = fixture_judgment ("a", "2020-01-01", 2);
  g_autoptr (TlDocument) earlier = fixture_judgment ("z", "2019-12-31", 2);
  g_autoptr (TlDocument) record = fixture_statute ("y", 1, 1);
  g_autoptr (GPtrArray) all = NULL;

  g_free (record->meta);
  record->meta = g_strdup ("{\"record\":\"pairs\"}");
  put (fixture->store, "x/1.html", "d1", tl_document_ref (later));
  put (fixture->store, "x/2.html", "d2", tl_document_ref (earlier));
  put (fixture->store, "x/3.html", "d3", tl_document_ref (statute));
  put (fixture->store, "x/4.html", "d4", tl_document_ref (record));
  reopen (fixture);
  all = read_all (fixture->store);
  g_assert_cmpuint (all->len, ==, 4);
  fixture_assert_equal (all->pdata[0], record);
  fixture_assert_equal (all->pdata[1], statute);
  fixture_assert_equal (all->pdata[2], earlier);
  fixture_assert_equal (all->pdata[3], later);
  g_assert_cmpuint (tl_doc_store_get_repeated (fixture->store), ==, 0);
}

static void
a_source_is_known_by_name_and_digest (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  TlSourceInfo skipped = { .name = "b", .digest = "d2", .size = 1, .skipped = "a stub" };

  put (fixture->store, "a", "d1", fixture_statute ("x", 1, 1));
  g_assert_true (tl_doc_store_put (fixture->store, &skipped, NULL, NULL, &error));
  g_assert_no_error (error);
  reopen (fixture);
  g_assert_true (tl_doc_store_has_source (fixture->store, "a", "d1", &error));
  g_assert_false (tl_doc_store_has_source (fixture->store, "a", "d2", &error));
  g_assert_false (tl_doc_store_has_source (fixture->store, "A", "d1", &error));
  g_assert_false (tl_doc_store_has_source (fixture->store, "b", "d2", &error));
  g_assert_no_error (error);
}

static void
a_source_put_again_replaces_what_it_gave (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) all = NULL;
  TlDocStoreStats stats;
  g_autoptr (GError) error = NULL;

  put (fixture->store, "a", "d1", fixture_statute ("old", 3, 1));
  put (fixture->store, "b", "d1", fixture_statute ("other", 4, 1));
  put (fixture->store, "a", "d2", fixture_statute ("new", 5, 1));
  all = read_all (fixture->store);
  g_assert_cmpuint (all->len, ==, 2);
  g_assert_cmpstr (((TlDocument *)all->pdata[0])->id, ==, "new");
  g_assert_cmpstr (((TlDocument *)all->pdata[1])->id, ==, "other");
  g_assert_true (tl_doc_store_stats (fixture->store, &stats, &error));
  g_assert_cmpuint (stats.sources, ==, 2);
  g_assert_cmpuint (stats.articles, ==, 9);
}

static void
stats_count_what_is_there (Fixture *fixture, gconstpointer data)
{
  TlSourceInfo skipped = { .name = "s", .digest = "d", .size = 1, .skipped = "a stub" };
  TlDocStoreStats stats;
  g_autoptr (GError) error = NULL;

  g_assert_true (tl_doc_store_stats (fixture->store, &stats, &error));
  g_assert_cmpuint (stats.sources, ==, 0);
  g_assert_cmpuint (stats.documents, ==, 0);
  put (fixture->store, "1", "d", fixture_statute ("a", 3, 1));
  put (fixture->store, "2", "d", fixture_statute ("a", 2, 2));
  put (fixture->store, "3", "d", fixture_judgment ("b", "2020-01-01", 2));
  g_assert_true (tl_doc_store_put (fixture->store, &skipped, NULL, NULL, &error));
  g_assert_true (tl_doc_store_stats (fixture->store, &stats, &error));
  g_assert_cmpuint (stats.sources, ==, 4);
  g_assert_cmpuint (stats.skipped, ==, 1);
  g_assert_cmpuint (stats.documents, ==, 2);
  g_assert_cmpuint (stats.by_kind[TL_DOC_STATUTE], ==, 1);
  g_assert_cmpuint (stats.by_kind[TL_DOC_JUDGMENT], ==, 1);
  g_assert_cmpuint (stats.articles, ==, 5);
}

static void
two_imports_at_once_are_refused_with_the_holder_named (Fixture *fixture, gconstpointer data)
{
  g_autofree char *holder = g_strdup_printf ("process %ld", (long)getpid ());
  g_autoptr (GError) error = NULL;
  g_autoptr (TlDocStore) reader = NULL;
  g_autoptr (GPtrArray) documents = fixture_array (fixture_statute ("x", 1, 1));
  TlSourceInfo info = { .name = "a", .digest = "d" };

  put (fixture->store, "1", "d", fixture_statute ("a", 3, 1));
  g_assert_null (tl_doc_store_open (fixture->folder, TRUE, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_BUSY);
  g_assert_nonnull (strstr (error->message, holder));
  g_clear_error (&error);

  /* Reading goes on beside it, writing does not. */
  reader = tl_doc_store_open (fixture->folder, FALSE, &error);
  g_assert_no_error (error);
  g_assert_true (tl_doc_store_has_source (reader, "1", "d", &error));
  g_assert_false (tl_doc_store_put (reader, &info, documents, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_BUSY);
  g_clear_error (&error);

  tl_doc_store_close (fixture->store);
  fixture->store = tl_doc_store_open (fixture->folder, TRUE, &error);
  g_assert_no_error (error);
}

typedef struct
{
  TlDocStore *writer;
  guint seen;
} WriteWhileReading;

static gboolean
write_another (TlDocument *document, gpointer user_data, GError **error)
{
  WriteWhileReading *both = user_data;
  g_autofree char *name = g_strdup_printf ("later-%u", both->seen++);

  put (both->writer, name, "d", fixture_statute (name, 1, 1));
  return TRUE;
}

static void
a_reader_sees_one_state_while_another_imports (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TlDocStore) reader = tl_doc_store_open (fixture->folder, FALSE, &error);
  WriteWhileReading both = { .writer = fixture->store };

  g_assert_no_error (error);
  put (fixture->store, "1", "d", fixture_statute ("a", 1, 1));
  put (fixture->store, "2", "d", fixture_statute ("b", 1, 1));
  g_assert_true (tl_doc_store_foreach (reader, write_another, &both, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (both.seen, ==, 2);
}

static gboolean
stop_after_one (TlDocument *document, gpointer user_data, GError **error)
{
  (*(guint *)user_data)++;
  return FALSE;
}

static gboolean
fail_at_once (TlDocument *document, gpointer user_data, GError **error)
{
  g_set_error (error, TL_ERROR, TL_ERROR_LIMIT, "enough");
  return FALSE;
}

static void
foreach_stops_and_passes_errors_on (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  guint seen = 0;

  put (fixture->store, "1", "d", fixture_statute ("a", 1, 1));
  put (fixture->store, "2", "d", fixture_statute ("b", 1, 1));
  g_assert_true (tl_doc_store_foreach (fixture->store, stop_after_one, &seen, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (seen, ==, 1);
  g_assert_false (tl_doc_store_foreach (fixture->store, fail_at_once, NULL, &error));
  g_assert_error (error, TL_ERROR, TL_ERROR_LIMIT);
  /* and the store goes on */
  put (fixture->store, "3", "d", fixture_statute ("c", 1, 1));
}

static void
nothing_of_a_refused_source_is_stored (Fixture *fixture, gconstpointer data)
{
  g_autofree char *text = g_strnfill (TL_LIMIT_BLOCK_TEXT, 'a');
  g_autoptr (GPtrArray) documents = fixture_array (fixture_statute ("good", 2, 1));
  TlDocument *large = tl_document_new (TL_DOC_STATUTE, "large");
  TlSourceInfo info = { .name = "a.html", .digest = "d2" };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) all = NULL;

  put (fixture->store, "a.html", "d1", fixture_statute ("before", 2, 1));
  fixture_block (large, TL_BLOCK_PARAGRAPH, -1, "a", NULL, text);
  g_ptr_array_add (documents, large);
  g_assert_false (tl_doc_store_put (fixture->store, &info, documents, NULL, &error));
  g_assert_error (error, TL_ERROR, TL_ERROR_LIMIT);
  g_assert_nonnull (strstr (error->message, "a.html"));
  g_assert_nonnull (strstr (error->message, "large"));
  all = read_all (fixture->store);
  g_assert_cmpuint (all->len, ==, 1);
  g_assert_cmpstr (((TlDocument *)all->pdata[0])->id, ==, "before");
  put (fixture->store, "b.html", "d1", fixture_statute ("after", 2, 1));
}

static char *
write_original (Fixture *fixture, const char *name, const char *content, char **kept)
{
  char *path = g_build_filename (fixture->folder, name, NULL);
  g_autofree char *digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, content, -1);

  g_assert_true (g_file_set_contents (path, content, -1, NULL));
  *kept = g_strconcat (digest, ".pdf", NULL);
  return path;
}

static gboolean
put_with_file (TlDocStore *store,
               const char *name,
               const char *id,
               const char *file,
               const char *original,
               GError **error)
{
  TlSourceInfo info = { .name = name, .digest = file };
  g_autoptr (GPtrArray) documents = fixture_array (fixture_judgment (id, "2020-01-01", 1));

  ((TlDocument *)documents->pdata[0])->file = g_strdup (file);
  return tl_doc_store_put (store, &info, documents, original, error);
}

static void
originals_are_kept_once_as_long_as_they_are_named (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autofree char *one = write_original (fixture, "Bản án 1.PDF", "một", &first);
  g_autofree char *two = write_original (fixture, "2.pdf", "hai", &second);
  g_autofree char *path = tl_doc_store_dup_file (fixture->store, first);
  g_autofree char *other = tl_doc_store_dup_file (fixture->store, second);
  g_autofree char *files = g_path_get_dirname (path);
  g_autofree char *content = NULL;

  g_assert_true (put_with_file (fixture->store, "a", "x", first, one, &error));
  g_assert_true (put_with_file (fixture->store, "b", "y", first, one, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (path, &content, NULL, NULL));
  g_assert_cmpstr (content, ==, "một");
  g_assert_cmpuint (fixture_count_files (files, ""), ==, 1);

  g_assert_true (put_with_file (fixture->store, "a", "x", second, two, &error));
  g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
  g_assert_true (put_with_file (fixture->store, "b", "y", second, two, &error));
  g_assert_no_error (error);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (other, G_FILE_TEST_EXISTS));
}

static void
a_document_with_another_original_is_refused (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *kept = NULL;
  g_autofree char *one = write_original (fixture, "1.pdf", "một", &kept);

  g_assert_false (put_with_file (fixture->store, "a", "x", "abc.pdf", one, &error));
  g_assert_error (error, TL_ERROR, TL_ERROR_INPUT);
  g_clear_error (&error);
  g_assert_false (put_with_file (fixture->store, "a", "x", kept, NULL, &error));
  g_assert_error (error, TL_ERROR, TL_ERROR_INPUT);
  g_clear_error (&error);
  g_assert_false (put_with_file (fixture->store, "a", "x", kept, "/no-such.pdf", &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_false (tl_doc_store_has_source (fixture->store, "a", kept, &error));
  g_assert_no_error (error);
}

static void
execute (const char *folder, const char *sql)
{
  g_autofree char *path = g_build_filename (folder, "store.db", NULL);
  sqlite3 *db = NULL;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_close (db), ==, SQLITE_OK);
}

static void
what_is_no_store_is_refused (void)
{
  static const struct
  {
    const char *sql;
    const char *content;
    GQuark (*domain) (void);
    int code;
  } cases[] = {
    { NULL, NULL, g_io_error_quark, G_IO_ERROR_NOT_FOUND },
    { NULL, "", tl_error_quark, TL_ERROR_INPUT },
    { NULL, "Đây không phải là kho văn bản, mà là một tệp văn bản thường dài hơn một trăm byte.",
      tl_error_quark, TL_ERROR_INPUT },
    { "CREATE TABLE documents (a)", NULL, tl_error_quark, TL_ERROR_INPUT },
    { "PRAGMA application_id = 1416385329; PRAGMA user_version = 3", NULL, tl_error_quark,
      TL_ERROR_UNSUPPORTED },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *folder = fixture_folder ();
      g_autofree char *path = g_build_filename (folder, "store.db", NULL);
      g_autoptr (GError) error = NULL;

      if (cases[i].content != NULL)
        g_assert_true (g_file_set_contents (path, cases[i].content, -1, NULL));
      if (cases[i].sql != NULL)
        execute (folder, cases[i].sql);
      g_assert_null (tl_doc_store_open (folder, FALSE, &error));
      g_assert_error (error, cases[i].domain (), cases[i].code);
      g_assert_nonnull (strstr (error->message, folder));
      fixture_remove (folder);
    }
}

/* What an older program stored stays, but for the pages of the codification, which count as
 * changed: their cross references were not read. */
static void
an_older_store_is_brought_up_to_date (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TlDocument) page = fixture_statute ("a", 2, 1);
  g_autoptr (GError) error = NULL;
  TlDocStoreStats stats;

  page->meta = g_strdup ("{\"codification\":\"16.1\"}");
  put (fixture->store, "page", "d1", tl_document_ref (page));
  put (fixture->store, "other", "d2", fixture_statute ("b", 2, 2));
  g_clear_pointer (&fixture->store, tl_doc_store_close);
  execute (fixture->folder, "PRAGMA user_version = 1");
  fixture->store = tl_doc_store_open (fixture->folder, TRUE, &error);
  g_assert_no_error (error);
  g_assert_false (tl_doc_store_has_source (fixture->store, "page", "d1", &error));
  g_assert_true (tl_doc_store_has_source (fixture->store, "other", "d2", &error));
  g_assert_true (tl_doc_store_stats (fixture->store, &stats, &error));
  g_assert_cmpuint (stats.documents, ==, 2);
  g_assert_no_error (error);
}

static void
a_damaged_row_is_an_error_that_names_the_document (Fixture *fixture, gconstpointer data)
{
  static const char *const damages[] = {
    "UPDATE documents SET frame = x'00' WHERE id = 'b'",
    "UPDATE documents SET frame = substr(frame, 1, length(frame) - 4) WHERE id = 'b'",
    "UPDATE documents SET kind = 17 WHERE id = 'b'",
    "UPDATE documents SET title = CAST(x'ff' AS TEXT) WHERE id = 'b'",
  };

  for (guint i = 0; i < G_N_ELEMENTS (damages); i++)
    {
      g_autoptr (GPtrArray) documents
          = g_ptr_array_new_with_free_func ((GDestroyNotify)tl_document_unref);
      g_autoptr (GError) error = NULL;

      put (fixture->store, "1", "d", fixture_statute ("a", 1, 1));
      put (fixture->store, "2", "d", fixture_statute ("b", 1, 1));
      execute (fixture->folder, damages[i]);
      g_assert_false (tl_doc_store_foreach (fixture->store, collect, documents, &error));
      g_assert_true (error->domain == TL_ERROR);
      g_assert_nonnull (strstr (error->message, "store.db"));
      g_assert_cmpuint (documents->len, ==, 1);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name) g_test_add ("/corpus/doc-store/" #name, Fixture, NULL, set_up, name, tear_down)
  ADD (documents_come_back_by_kind_year_and_id);
  ADD (a_source_is_known_by_name_and_digest);
  ADD (a_source_put_again_replaces_what_it_gave);
  ADD (stats_count_what_is_there);
  ADD (two_imports_at_once_are_refused_with_the_holder_named);
  ADD (a_reader_sees_one_state_while_another_imports);
  ADD (foreach_stops_and_passes_errors_on);
  ADD (nothing_of_a_refused_source_is_stored);
  ADD (originals_are_kept_once_as_long_as_they_are_named);
  ADD (a_document_with_another_original_is_refused);
  ADD (an_older_store_is_brought_up_to_date);
  ADD (a_damaged_row_is_an_error_that_names_the_document);
  g_test_add_func ("/corpus/doc-store/what_is_no_store_is_refused", what_is_no_store_is_refused);
  return g_test_run ();
}
