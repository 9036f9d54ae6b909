/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>

#include "base/tl-error.h"
#include "corpus-fixture.h"
#include "corpus/tl-library.h"

typedef struct
{
  char *folder;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = fixture_folder ();
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  fixture_remove (fixture->folder);
  g_free (fixture->folder);
}

/* Writes a volume of @documents, which are taken; @meta is name, value, name, value, %NULL. */
static void
write_volume (const char *folder, GPtrArray *documents, const char *const *meta)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TlVolumeWriter) writer = tl_volume_writer_new (folder, &error);
  g_autofree char *name = NULL;

  g_assert_no_error (error);
  for (guint i = 0; meta != NULL && meta[i] != NULL; i += 2)
    g_assert_true (tl_volume_writer_set_meta (writer, meta[i], meta[i + 1], &error));
  for (guint i = 0; i < documents->len; i++)
    g_assert_cmpuint (tl_volume_writer_add (writer, documents->pdata[i], &error), ==, i + 1);
  name = tl_volume_writer_finish (writer, &error);
  g_assert_no_error (error);
  g_ptr_array_unref (documents);
}

static TlLibrary *
open_library (const char *folder)
{
  g_autoptr (GError) error = NULL;
  TlLibrary *library = tl_library_open (folder, &error);

  g_assert_no_error (error);
  g_assert_nonnull (library);
  return library;
}

static GPtrArray *
new_array (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify)tl_document_unref);
}

static TlDocument *
statute (const char *id, const char *title, const char *issued)
{
  TlDocument *document = fixture_statute (id, 2, 1);

  g_free (document->title);
  g_free (document->issued);
  document->title = g_strdup (title);
  document->issued = g_strdup (issued);
  return document;
}

/* Two volumes: the newer has another text of "blhs" and a judgment more. */
static void
write_two_volumes (const char *folder)
{
  static const char *const old_meta[] = { "serial", "9", "created", "2026-01-01T00:00:00Z", NULL };
  static const char *const new_meta[]
      = { "serial", "10", "created", "2025-06-01", "withdrawn", "ban-an-2 nothing\n", NULL };
  GPtrArray *older = new_array ();
  GPtrArray *newer = new_array ();
  TlDocument *other_name = statute ("blds", "Bộ luật Dân sự", "2015-11-24");

  g_free (other_name->short_name);
  g_free (other_name->number_normal);
  other_name->short_name = g_strdup ("BLDS-TH");
  other_name->number_normal = g_strdup ("91/2015/QH13");
  g_ptr_array_add (older, statute ("blhs", "Bộ luật Hình sự (cũ)", "2015-11-27"));
  g_ptr_array_add (older, other_name);
  g_ptr_array_add (older, fixture_judgment ("ban-an-1", "2020-03-01", 1));
  g_ptr_array_add (older, fixture_judgment ("ban-an-2", "2021-03-01", 2));
  g_ptr_array_add (older, fixture_judgment ("ban-an-3", NULL, 3));
  g_ptr_array_add (newer, fixture_judgment ("ban-an-4", "2020-12-01", 4));
  g_ptr_array_add (newer, statute ("blhs", "Bộ luật Hình sự", "2015-11-27"));
  write_volume (folder, older, old_meta);
  write_volume (folder, newer, new_meta);
}

static void
an_empty_folder_is_an_empty_library (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TlLibrary) library = open_library (fixture->folder);
  g_autoptr (GError) error = NULL;
  TlLibraryQuery query = { .kind = -1, .limit = 10 };
  g_autoptr (GPtrArray) list = NULL;
  g_autoptr (GPtrArray) found = NULL;
  TlLibraryStats stats;
  guint total = 99;

  g_assert_cmpuint (tl_library_get_n_volumes (library), ==, 0);
  g_assert_null (tl_library_load (library, "x", TRUE, &error));
  g_assert_no_error (error);
  list = tl_library_list (library, &query, &total, &error);
  g_assert_cmpuint (list->len, ==, 0);
  g_assert_cmpuint (total, ==, 0);
  found = tl_library_find_number (library, "1", &error);
  g_assert_cmpuint (found->len, ==, 0);
  g_assert_true (tl_library_stats (library, &stats, &error));
  g_assert_cmpuint (stats.documents, ==, 0);
  g_assert_cmpstr (stats.created, ==, "");
  g_assert_false (tl_library_is_training (library));
}

static void
a_folder_that_is_not_there_is_an_error (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (tl_library_open ("/no-such-library", &error));
  g_assert_nonnull (error);
  g_assert_nonnull (strstr (error->message, "no-such-library"));
}

static void
a_damaged_volume_is_an_error_that_names_it (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "abc.tlv", NULL);
  g_autofree char *hidden = g_build_filename (fixture->folder, ".abc.tlv", NULL);
  g_autofree char *part = g_build_filename (fixture->folder, ".volume-abc", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (TlLibrary) library = NULL;

  g_assert_true (g_file_set_contents (hidden, "x", 1, NULL));
  g_assert_true (g_file_set_contents (part, "x", 1, NULL));
  library = open_library (fixture->folder);
  g_assert_true (g_file_set_contents (path, "x", 1, NULL));
  g_assert_null (tl_library_open (fixture->folder, &error));
  g_assert_error (error, TL_ERROR, TL_ERROR_INPUT);
  g_assert_nonnull (strstr (error->message, "abc.tlv"));
}

/* Writes a byte that is no UTF-8 over this value of the metadata. */
static void
damage_metadata (const char *folder, const char *entry)
{
  g_autofree char *sql
      = g_strdup_printf ("UPDATE meta SET value = CAST(x'ff' AS TEXT) WHERE name = '%s'", entry);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      sqlite3 *db = NULL;

      g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
      g_assert_cmpint (sqlite3_exec (db, sql, NULL, NULL, NULL), ==, SQLITE_OK);
      sqlite3_close (db);
    }
}

/* A library that cannot tell whether it is training data is not shown as if it were none. */
static void
damaged_metadata_is_an_error (Fixture *fixture, gconstpointer data)
{
  static const char *const names[] = { "serial", "created", "training", "withdrawn" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      const char *meta[] = { "serial", "7", names[i], "1", NULL };
      g_autofree char *folder = g_build_filename (fixture->folder, "volumes", NULL);
      g_autoptr (GError) error = NULL;
      g_autoptr (TlLibrary) library = NULL;

      g_assert_cmpint (g_mkdir (folder, 0755), ==, 0);
      write_volume (folder, fixture_array (statute ("a", "A", NULL)), NULL);
      write_volume (folder, fixture_array (statute ("b", "B", NULL)), meta);
      library = tl_library_open (folder, &error);
      g_assert_no_error (error);
      g_clear_object (&library);
      damage_metadata (folder, names[i]);
      library = tl_library_open (folder, &error);
      g_assert_null (library);
      g_assert_error (error, TL_ERROR, TL_ERROR_INPUT);
      fixture_remove (folder);
    }
}

static void
the_newest_volume_wins (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TlLibrary) library = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (TlDocument) law = NULL;
  g_autoptr (TlDocument) header = NULL;
  g_autoptr (TlDocument) kept = NULL;

  write_two_volumes (fixture->folder);
  library = open_library (fixture->folder);
  g_assert_cmpuint (tl_library_get_n_volumes (library), ==, 2);
  law = tl_library_load (library, "blhs", TRUE, &error);
  g_assert_cmpstr (law->title, ==, "Bộ luật Hình sự");
  g_assert_cmpuint (law->blocks->len, >, 0);
  header = tl_library_load (library, "blhs", FALSE, &error);
  g_assert_cmpuint (header->blocks->len, ==, 0);
  kept = tl_library_load (library, "ban-an-1", TRUE, &error);
  g_assert_cmpstr (kept->id, ==, "ban-an-1");
  g_assert_null (tl_library_load (library, "ban-an-2", TRUE, &error));
  g_assert_null (tl_library_load (library, "BLHS", TRUE, &error));
  g_assert_no_error (error);
  /* Volume 0 is the older one. */
  g_assert_false (tl_library_is_current (library, 0, 1));
  g_assert_true (tl_library_is_current (library, 0, 2));
  g_assert_true (tl_library_is_current (library, 0, 3));
  g_assert_false (tl_library_is_current (library, 0, 4));
  g_assert_true (tl_library_is_current (library, 1, 2));
  g_assert_false (tl_library_is_current (library, 1, 3));
  g_assert_false (tl_library_is_current (library, 0, 0));
  g_assert_false (tl_library_is_current (library, 2, 1));
}

static void
lists_filter_and_page (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    int kind;
    const char *filter;
    guint offset;
    guint limit;
    guint total;
    const char *ids;
  } cases[] = {
    { -1, NULL, 0, 100, 5, "blhs blds ban-an-4 ban-an-1 ban-an-3" },
    { -1, NULL, 0, 2, 5, "blhs blds" },
    { -1, NULL, 1, 2, 5, "blds ban-an-4" },
    { -1, NULL, 2, 2, 5, "ban-an-4 ban-an-1" },
    { -1, NULL, 4, 2, 5, "ban-an-3" },
    { -1, NULL, 5, 2, 5, "" },
    { -1, NULL, G_MAXUINT, 2, 5, "" },
    { -1, NULL, 0, 0, 5, "" },
    { TL_DOC_STATUTE, NULL, 0, 10, 2, "blhs blds" },
    { TL_DOC_JUDGMENT, NULL, 0, 10, 3, "ban-an-4 ban-an-1 ban-an-3" },
    { TL_DOC_PRECEDENT, NULL, 0, 10, 0, "" },
    { -1, "", 0, 10, 5, "blhs blds ban-an-4 ban-an-1 ban-an-3" },
    { -1, "  !? ", 0, 10, 5, "blhs blds ban-an-4 ban-an-1 ban-an-3" },
    { -1, "hình SỰ", 0, 10, 1, "blhs" },
    { -1, "hinh su", 0, 10, 1, "blhs" },
    { -1, "su hinh", 0, 10, 1, "blhs" },
    { -1, "cu", 0, 10, 0, "" },
    { -1, "100/2015/QH13", 0, 10, 2, "blhs blds" },
    { -1, "blds-th", 0, 10, 1, "blds" },
    { -1, "bo luat", 1, 1, 2, "blds" },
    { -1, "toa an", 0, 2, 3, "ban-an-4 ban-an-1" },
    { -1, "toa an", 2, 2, 3, "ban-an-3" },
    { TL_DOC_STATUTE, "toa an", 0, 2, 0, "" },
    { -1, "to", 0, 10, 3, "ban-an-4 ban-an-1 ban-an-3" },
    { -1, "oa", 0, 10, 0, "" },
  };
  g_autoptr (TlLibrary) library = NULL;

  write_two_volumes (fixture->folder);
  library = open_library (fixture->folder);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      TlLibraryQuery query = { cases[i].kind, cases[i].filter, cases[i].offset, cases[i].limit };
      g_autoptr (GString) ids = g_string_new (NULL);
      g_autoptr (GPtrArray) list = NULL;
      g_autoptr (GError) error = NULL;
      guint total = 0;

      g_test_message ("kind %d, filter %s, offset %u, limit %u", cases[i].kind, cases[i].filter,
                      cases[i].offset, cases[i].limit);
      list = tl_library_list (library, &query, &total, &error);
      g_assert_no_error (error);
      for (guint k = 0; k < list->len; k++)
        g_string_append_printf (ids, "%s%s", k > 0 ? " " : "", ((TlDocument *)list->pdata[k])->id);
      g_assert_cmpstr (ids->str, ==, cases[i].ids);
      g_assert_cmpuint (total, ==, cases[i].total);
    }
}

static void
names_and_numbers_are_found (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    gboolean number;
    const char *text;
    const char *ids;
  } cases[] = {
    { TRUE, "100/2015/QH13", "blhs" },
    { TRUE, "91/2015/QH13", "blds" },
    { TRUE, "12/2020/DS-ST", "ban-an-4 ban-an-1 ban-an-3" },
    { TRUE, "12/2020/ds-st", "" },
    { TRUE, "", "" },
    { FALSE, "BLHS", "blhs" },
    { FALSE, "blhs", "blhs" },
    { FALSE, "BLDS-TH", "blds" },
    { FALSE, "blds th", "blds" },
    { FALSE, "Bộ luật  Hình sự", "blhs" },
    { FALSE, "bo luat hinh su", "blhs" },
    { FALSE, "Bộ luật Hình sự (cũ)", "" },
    { FALSE, "Bộ luật Hình", "" },
    { FALSE, "", "" },
    { FALSE, "?", "" },
  };
  g_autoptr (TlLibrary) library = NULL;

  write_two_volumes (fixture->folder);
  library = open_library (fixture->folder);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) found
          = cases[i].number ? tl_library_find_number (library, cases[i].text, &error)
                            : tl_library_find_short_name (library, cases[i].text, &error);
      g_autofree char *ids = NULL;

      g_test_message ("%s", cases[i].text);
      g_assert_no_error (error);
      g_ptr_array_add (found, NULL);
      ids = g_strjoinv (" ", (char **)found->pdata);
      g_assert_cmpstr (ids, ==, cases[i].ids);
    }
}

static void
stats_count_only_what_wins (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TlLibrary) library = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *index = NULL;
  TlLibraryStats stats;

  write_two_volumes (fixture->folder);
  library = open_library (fixture->folder);
  index = tl_volume_dup_index_path (tl_library_get_volume (library, 1));
  g_assert_true (g_file_set_contents (index, "12345", 5, NULL));
  g_assert_true (tl_library_stats (library, &stats, &error));
  g_assert_cmpuint (stats.volumes, ==, 2);
  g_assert_cmpuint (stats.documents, ==, 5);
  g_assert_cmpuint (stats.by_kind[TL_DOC_STATUTE], ==, 2);
  g_assert_cmpuint (stats.by_kind[TL_DOC_JUDGMENT], ==, 3);
  g_assert_cmpuint (stats.articles, ==, 4);
  g_assert_cmpuint (stats.blocks, ==, 2 * 7 + 3 * 18);
  g_assert_cmpuint (stats.text_bytes, >, 1000);
  g_assert_cmpuint (stats.volume_bytes, >, 20000);
  g_assert_cmpuint (stats.index_bytes, ==, 5);
  g_assert_cmpuint (stats.serial, ==, 10);
  g_assert_cmpstr (stats.created, ==, "2026-01-01");
}

static void
training_data_is_told (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *value;
    gboolean expected;
  } cases[]
      = { { "1", TRUE }, { "true", TRUE }, { "0", FALSE }, { "false", FALSE }, { "", FALSE } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const char *meta[] = { "training", cases[i].value, NULL };
      g_autofree char *folder = g_build_filename (fixture->folder, "volumes", NULL);
      g_autoptr (TlLibrary) library = NULL;

      g_assert_cmpint (g_mkdir (folder, 0755), ==, 0);
      write_volume (folder, fixture_array (statute ("a", "A", NULL)), meta);
      library = open_library (folder);
      g_assert_cmpint (tl_library_is_training (library), ==, cases[i].expected);
      g_clear_object (&library);
      fixture_remove (folder);
    }
}

static void
only_files_inside_the_library_are_named (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *file;
    gboolean expected;
  } cases[] = {
    { "abc.pdf", TRUE },      { "missing.pdf", FALSE }, { "../secret.pdf", FALSE },
    { "/etc/passwd", FALSE }, { "..", FALSE },          { "", FALSE },
    { NULL, FALSE },          { "sub", FALSE },
  };
  g_autofree char *files = g_build_filename (fixture->folder, "files", NULL);
  g_autofree char *sub = g_build_filename (files, "sub", NULL);
  g_autofree char *inside = g_build_filename (files, "abc.pdf", NULL);
  g_autofree char *secret = g_build_filename (fixture->folder, "secret.pdf", NULL);
  g_autoptr (TlLibrary) library = open_library (fixture->folder);

  g_assert_cmpint (g_mkdir_with_parents (sub, 0755), ==, 0);
  g_assert_true (g_file_set_contents (inside, "x", 1, NULL));
  g_assert_true (g_file_set_contents (secret, "x", 1, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (TlDocument) document = tl_document_new (TL_DOC_JUDGMENT, "x");
      g_autofree char *path = NULL;

      document->file = g_strdup (cases[i].file);
      path = tl_library_dup_file (library, document);
      g_assert_cmpstr (path, ==, cases[i].expected ? inside : NULL);
    }
}

/* The async forms. */

static void
finished_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  *(GAsyncResult **)data = g_object_ref (result);
  g_main_context_wakeup (NULL);
}

static GAsyncResult *
wait_for (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return *result;
}

static void
async_forms_give_the_same (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GAsyncResult) opened = NULL;
  g_autoptr (GAsyncResult) loaded = NULL;
  g_autoptr (GAsyncResult) missing = NULL;
  g_autoptr (GAsyncResult) listed = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (TlLibrary) library = NULL;
  g_autoptr (TlDocument) document = NULL;
  g_autoptr (GPtrArray) list = NULL;
  TlLibraryQuery query = { .kind = -1, .filter = "hinh su", .limit = 10 };
  guint total = 0;

  write_two_volumes (fixture->folder);
  tl_library_open_async (fixture->folder, NULL, finished_cb, &opened);
  library = tl_library_open_finish (wait_for (&opened), &error);
  g_assert_no_error (error);
  tl_library_load_async (library, "blhs", NULL, finished_cb, &loaded);
  document = tl_library_load_finish (library, wait_for (&loaded), &error);
  g_assert_no_error (error);
  g_assert_cmpstr (document->title, ==, "Bộ luật Hình sự");
  tl_library_load_async (library, "nothing", NULL, finished_cb, &missing);
  g_assert_null (tl_library_load_finish (library, wait_for (&missing), &error));
  g_assert_no_error (error);
  tl_library_list_async (library, &query, NULL, finished_cb, &listed);
  list = tl_library_list_finish (library, wait_for (&listed), &total, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (list->len, ==, 1);
  g_assert_cmpuint (total, ==, 1);
}

static void
async_forms_can_be_cancelled (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) opened = NULL;
  g_autoptr (GAsyncResult) loaded = NULL;
  g_autoptr (GAsyncResult) listed = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (TlLibrary) library = NULL;
  TlLibraryQuery query = { .kind = -1, .limit = 10 };

  write_two_volumes (fixture->folder);
  library = open_library (fixture->folder);
  g_cancellable_cancel (cancellable);
  tl_library_open_async (fixture->folder, cancellable, finished_cb, &opened);
  g_assert_null (tl_library_open_finish (wait_for (&opened), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  tl_library_load_async (library, "blhs", cancellable, finished_cb, &loaded);
  g_assert_null (tl_library_load_finish (library, wait_for (&loaded), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  tl_library_list_async (library, &query, cancellable, finished_cb, &listed);
  g_assert_null (tl_library_list_finish (library, wait_for (&listed), NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static gpointer
use_thread (gpointer data)
{
  TlLibrary *library = data;
  TlLibraryQuery query = { .kind = -1, .filter = "luat", .limit = 10 };

  for (guint i = 0; i < 50; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (TlDocument) document = tl_library_load (library, "blhs", TRUE, &error);
      g_autoptr (GPtrArray) list = tl_library_list (library, &query, NULL, &error);
      g_autoptr (GPtrArray) found = tl_library_find_short_name (library, "BLHS", &error);

      g_assert_no_error (error);
      g_assert_nonnull (document);
      g_assert_cmpuint (list->len, ==, 2);
      g_assert_cmpuint (found->len, ==, 1);
    }
  return NULL;
}

static void
many_threads_ask_at_once (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TlLibrary) library = NULL;
  GThread *threads[10];

  write_two_volumes (fixture->folder);
  library = open_library (fixture->folder);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("ask", use_thread, library);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name) g_test_add ("/corpus/library/" #name, Fixture, NULL, set_up, name, tear_down)
  ADD (an_empty_folder_is_an_empty_library);
  g_test_add_func ("/corpus/library/a_folder_that_is_not_there_is_an_error",
                   a_folder_that_is_not_there_is_an_error);
  ADD (a_damaged_volume_is_an_error_that_names_it);
  ADD (damaged_metadata_is_an_error);
  ADD (the_newest_volume_wins);
  ADD (lists_filter_and_page);
  ADD (names_and_numbers_are_found);
  ADD (stats_count_only_what_wins);
  ADD (training_data_is_told);
  ADD (only_files_inside_the_library_are_named);
  ADD (async_forms_give_the_same);
  ADD (async_forms_can_be_cancelled);
  ADD (many_threads_ask_at_once);
  return g_test_run ();
}
