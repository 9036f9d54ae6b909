/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>

#include "base/tl-error.h"
#include "base/tl-limits.h"
#include "corpus-fixture.h"
#include "corpus/tl-volume.h"
#include "../test-system.h"

#define N_DOCUMENTS 30

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

static TlDocument *
nth_document (guint i)
{
  g_autofree char *id = g_strdup_printf ("doc-%u", i);
  g_autofree char *day = g_strdup_printf ("2020-01-%02u", i % 28 + 1);

  return i % 3 == 0 ? fixture_statute (id, 5 + i, i) : fixture_judgment (id, day, i);
}

static char *
build (const char *folder, gboolean samples, TlVolume *previous)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TlVolumeWriter) writer = tl_volume_writer_new (folder, &error);
  char *name;

  g_assert_no_error (error);
  for (guint i = 0; samples && i < N_DOCUMENTS; i++)
    {
      g_autoptr (TlDocument) document = nth_document (i);
      for (guint k = 0; k < document->blocks->len; k++)
        tl_volume_writer_sample (writer, tl_document_get_block (document, k)->text);
    }
  if (previous != NULL)
    g_assert_true (tl_volume_writer_inherit (writer, previous, &error));
  g_assert_true (tl_volume_writer_set_meta (writer, "title", "Thử", &error));
  g_assert_true (tl_volume_writer_set_meta (writer, "created", "2026-01-02T03:04:05Z", &error));
  for (guint i = 0; i < N_DOCUMENTS; i++)
    {
      g_autoptr (TlDocument) document = nth_document (i);
      guint32 row = tl_volume_writer_add (writer, document, &error);

      g_assert_no_error (error);
      g_assert_cmpuint (row, ==, i + 1);
    }
  name = tl_volume_writer_finish (writer, &error);
  g_assert_no_error (error);
  return name;
}

static char *
path_of (const char *folder, const char *name)
{
  g_autofree char *file = g_strconcat (name, ".tlv", NULL);

  return g_build_filename (folder, file, NULL);
}

static TlVolume *
build_and_open (const char *folder, gboolean samples)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *name = build (folder, samples, NULL);
  g_autofree char *path = path_of (folder, name);
  TlVolume *volume = tl_volume_open (path, &error);

  g_assert_no_error (error);
  return volume;
}

static void
documents_come_back_as_they_were (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TlVolume) volume = build_and_open (fixture->folder, GPOINTER_TO_INT (data));
  g_autoptr (GError) error = NULL;
  g_autofree char *title = tl_volume_dup_meta (volume, "title");
  g_autofree char *missing = tl_volume_dup_meta (volume, "nothing");
  g_autofree char *index = tl_volume_dup_index_path (volume);
  g_autofree char *expected = g_strdup_printf ("%s" G_DIR_SEPARATOR_S "%s.tlx", fixture->folder,
                                               tl_volume_get_name (volume));

  g_assert_cmpstr (title, ==, "Thử");
  g_assert_null (missing);
  g_assert_cmpstr (index, ==, expected);
  for (guint i = 0; i < N_DOCUMENTS; i++)
    {
      g_autoptr (TlDocument) written = nth_document (i);
      g_autoptr (TlDocument) whole = tl_volume_load (volume, i + 1, TRUE, &error);
      g_autoptr (TlDocument) header = tl_volume_load (volume, i + 1, FALSE, &error);

      g_assert_no_error (error);
      fixture_assert_equal (written, whole);
      g_assert_cmpstr (header->title, ==, written->title);
      g_assert_cmpuint (header->blocks->len, ==, 0);
    }
}

static void
a_row_that_is_not_there_is_an_error (Fixture *fixture, gconstpointer data)
{
  static const guint32 rows[] = { 0, N_DOCUMENTS + 1, G_MAXUINT32 };
  g_autoptr (TlVolume) volume = build_and_open (fixture->folder, FALSE);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (tl_volume_load (volume, rows[i], TRUE, &error));
      g_assert_error (error, TL_ERROR, TL_ERROR_INPUT);
      g_assert_nonnull (strstr (error->message, tl_volume_get_name (volume)));
    }
}

static void
the_name_is_the_digest_and_the_bytes_are_always_the_same (Fixture *fixture, gconstpointer data)
{
  g_autofree char *other = fixture_folder ();
  g_autofree char *first = build (fixture->folder, TRUE, NULL);
  g_autofree char *second = NULL;
  g_autofree char *path = path_of (fixture->folder, first);
  g_autofree char *content = NULL;
  g_autofree char *digest = NULL;
  gpointer scattered[64];
  gsize size;

  /* Another state of the heap must not show in the file. */
  for (guint i = 0; i < G_N_ELEMENTS (scattered); i++)
    scattered[i] = memset (g_malloc (8192), 0x5a, 8192);
  for (guint i = 0; i < G_N_ELEMENTS (scattered); i++)
    g_free (scattered[i]);
  second = build (other, TRUE, NULL);
  g_assert_cmpstr (first, ==, second);
  g_assert_true (g_file_get_contents (path, &content, &size, NULL));
  digest = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *)content, size);
  g_assert_cmpstr (first, ==, digest);
  fixture_remove (other);
}

static void
nothing_shows_before_it_is_finished (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  TlVolumeWriter *writer = tl_volume_writer_new (fixture->folder, &error);
  g_autoptr (TlDocument) document = nth_document (0);

  g_assert_no_error (error);
  g_assert_cmpuint (tl_volume_writer_add (writer, document, &error), ==, 1);
  g_assert_cmpuint (fixture_count_files (fixture->folder, ".tlv"), ==, 0);
  tl_volume_writer_free (writer);
  g_assert_cmpuint (fixture_count_files (fixture->folder, ""), ==, 0);
}

static void
finished_leaves_one_file_and_is_over (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  TlVolumeWriter *writer = tl_volume_writer_new (fixture->folder, &error);
  g_autofree char *name = tl_volume_writer_finish (writer, &error);
  g_autofree char *path = NULL;
  g_autoptr (TlVolume) volume = NULL;
  g_autoptr (TlDocument) document = nth_document (0);

  g_assert_no_error (error);
  path = path_of (fixture->folder, name);
  volume = tl_volume_open (path, &error);
  g_assert_no_error (error);
  g_assert_null (tl_volume_writer_finish (writer, &error));
  g_assert_error (error, TL_ERROR, TL_ERROR_STORE);
  g_clear_error (&error);
  g_assert_cmpuint (tl_volume_writer_add (writer, document, &error), ==, 0);
  g_assert_error (error, TL_ERROR, TL_ERROR_STORE);
  tl_volume_writer_free (writer);
  g_assert_cmpuint (fixture_count_files (fixture->folder, ""), ==, 1);
}

static void
a_document_that_is_refused_leaves_the_writer_usable (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TlVolumeWriter) writer = tl_volume_writer_new (fixture->folder, &error);
  g_autoptr (TlDocument) good = nth_document (0);
  g_autoptr (TlDocument) bad_id = tl_document_new (TL_DOC_STATUTE, "Luật 1");
  g_autoptr (TlDocument) large = tl_document_new (TL_DOC_STATUTE, "large");
  g_autoptr (TlDocument) next = nth_document (1);
  g_autofree char *text = g_strnfill (TL_LIMIT_BLOCK_TEXT, 'a');
  g_autofree char *name = NULL;

  g_assert_cmpuint (tl_volume_writer_add (writer, good, &error), ==, 1);
  g_assert_cmpuint (tl_volume_writer_add (writer, good, &error), ==, 0);
  g_assert_error (error, TL_ERROR, TL_ERROR_INPUT);
  g_assert_nonnull (strstr (error->message, "doc-0"));
  g_clear_error (&error);
  g_assert_cmpuint (tl_volume_writer_add (writer, bad_id, &error), ==, 0);
  g_assert_error (error, TL_ERROR, TL_ERROR_INPUT);
  g_clear_error (&error);
  fixture_block (large, TL_BLOCK_PARAGRAPH, -1, "a", NULL, text);
  g_assert_cmpuint (tl_volume_writer_add (writer, large, &error), ==, 0);
  g_assert_error (error, TL_ERROR, TL_ERROR_LIMIT);
  g_assert_nonnull (strstr (error->message, "large"));
  g_clear_error (&error);
  g_assert_cmpuint (tl_volume_writer_add (writer, next, &error), ==, 2);
  name = tl_volume_writer_finish (writer, &error);
  g_assert_no_error (error);
}

static gboolean
read_frame (const char *path, int row, guint8 **frame, gsize *size)
{
  sqlite3 *db = NULL;
  sqlite3_stmt *statement = NULL;
  gboolean found;

  g_assert_cmpint (sqlite3_open_v2 (path, &db, SQLITE_OPEN_READONLY, NULL), ==, SQLITE_OK);
  g_assert_cmpint (
      sqlite3_prepare_v2 (db, "SELECT frame FROM bodies WHERE row = ?", -1, &statement, NULL), ==,
      SQLITE_OK);
  sqlite3_bind_int (statement, 1, row);
  found = sqlite3_step (statement) == SQLITE_ROW;
  *size = (gsize)sqlite3_column_bytes (statement, 0);
  *frame = g_memdup2 (sqlite3_column_blob (statement, 0), *size);
  sqlite3_finalize (statement);
  sqlite3_close (db);
  return found;
}

/* Patches between releases are small only when what did not change has the same bytes. */
static void
an_inherited_dictionary_keeps_unchanged_documents_the_same (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TlVolume) previous = build_and_open (fixture->folder, TRUE);
  g_autofree char *old_path = path_of (fixture->folder, tl_volume_get_name (previous));
  g_autofree char *other = fixture_folder ();
  g_autoptr (GError) error = NULL;
  TlVolumeWriter *writer = tl_volume_writer_new (other, &error);
  g_autoptr (TlDocument) added = fixture_judgment ("new", "2026-01-01", 1234);
  g_autoptr (TlDocument) kept = nth_document (4);
  g_autofree char *name = NULL;
  g_autofree char *new_path = NULL;
  g_autofree guint8 *old_frame = NULL;
  g_autofree guint8 *new_frame = NULL;
  gsize old_size, new_size;

  g_assert_true (tl_volume_writer_inherit (writer, previous, &error));
  tl_volume_writer_add (writer, added, &error);
  tl_volume_writer_add (writer, kept, &error);
  g_assert_no_error (error);
  name = tl_volume_writer_finish (writer, &error);
  tl_volume_writer_free (writer);
  new_path = path_of (other, name);
  g_assert_true (read_frame (old_path, 5, &old_frame, &old_size));
  g_assert_true (read_frame (new_path, 2, &new_frame, &new_size));
  g_assert_cmpmem (old_frame, old_size, new_frame, new_size);
  fixture_remove (other);
}

static void
assert_refused (const char *path, GQuark domain, int code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TlVolume) volume = tl_volume_open (path, &error);

  g_assert_null (volume);
  g_assert_error (error, domain, code);
  g_assert_nonnull (strstr (error->message, path));
}

static void
foreign_files_are_refused (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *content;
    gsize size;
  } cases[] = { { "", 0 }, { "Xin chào", 9 }, { "SQLite format 3", 16 } };
  g_autofree char *path = g_build_filename (fixture->folder, "a.tlv", NULL);
  g_autofree char *missing = g_build_filename (fixture->folder, "b.tlv", NULL);
  sqlite3 *db = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_assert_true (g_file_set_contents (path, cases[i].content, (gssize)cases[i].size, NULL));
      assert_refused (path, TL_ERROR, TL_ERROR_INPUT);
    }
  g_unlink (path);
  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, "CREATE TABLE documents (row)", NULL, NULL, NULL), ==, 0);
  sqlite3_close (db);
  assert_refused (path, TL_ERROR, TL_ERROR_INPUT);
  assert_refused (missing, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  assert_refused (fixture->folder, G_IO_ERROR,
                  TEST_IS_WINDOWS ? G_IO_ERROR_PERMISSION_DENIED : G_IO_ERROR_INVALID_ARGUMENT);
}

static void
change (const char *path, const char *sql)
{
  sqlite3 *db = NULL;

  g_assert_cmpint (sqlite3_open_v2 (path, &db, SQLITE_OPEN_READWRITE, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_close (db), ==, SQLITE_OK);
}

static void
volumes_that_say_something_else_are_refused (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *sql;
    int code;
  } cases[] = {
    { "PRAGMA user_version = 1", TL_ERROR_UNSUPPORTED },
    { "PRAGMA user_version = 3", TL_ERROR_UNSUPPORTED },
    { "PRAGMA application_id = 7", TL_ERROR_INPUT },
    { "CREATE TABLE more (a)", TL_ERROR_INPUT },
    { "DROP TABLE names", TL_ERROR_INPUT },
    { "DROP TABLE bodies; CREATE VIEW bodies AS SELECT 1 AS row, 2 AS frame", TL_ERROR_INPUT },
    { "CREATE TRIGGER t AFTER INSERT ON meta BEGIN DELETE FROM meta; END", TL_ERROR_INPUT },
    { "DELETE FROM documents WHERE row = (SELECT max(row) FROM documents)", TL_ERROR_INPUT },
    { "UPDATE counts SET documents = -1 WHERE kind = 0", TL_ERROR_INPUT },
    { "UPDATE counts SET documents = 1 << 40", TL_ERROR_INPUT },
    { "INSERT INTO counts VALUES (9, 0, 0, 0, 0)", TL_ERROR_INPUT },
    { "UPDATE dictionary SET data = zeroblob(2000000)", TL_ERROR_INPUT },
    { "UPDATE dictionary SET data = ''", TL_ERROR_INPUT },
  };
  g_autofree char *name = build (fixture->folder, TRUE, NULL);
  g_autofree char *path = path_of (fixture->folder, name);
  g_autofree char *content = NULL;
  gsize size;

  g_assert_true (g_file_get_contents (path, &content, &size, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s", cases[i].sql);
      g_assert_true (g_file_set_contents (path, content, (gssize)size, NULL));
      change (path, cases[i].sql);
      assert_refused (path, TL_ERROR, cases[i].code);
    }
}

static void
rows_that_say_something_else_are_refused (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *sql;
    int code;
  } cases[] = {
    { "DELETE FROM bodies WHERE row = 1", TL_ERROR_INPUT },
    { "UPDATE bodies SET frame = '' WHERE row = 1", TL_ERROR_INPUT },
    { "UPDATE bodies SET frame = 'abc' WHERE row = 1", TL_ERROR_INPUT },
    { "UPDATE bodies SET frame = zeroblob(30000000) WHERE row = 1", TL_ERROR_LIMIT },
    { "UPDATE documents SET kind = 4 WHERE row = 1", TL_ERROR_INPUT },
    { "UPDATE documents SET kind = -1 WHERE row = 1", TL_ERROR_INPUT },
    { "UPDATE documents SET page_count = 1 << 40 WHERE row = 1", TL_ERROR_INPUT },
    { "UPDATE documents SET id = '../x' WHERE row = 1", TL_ERROR_INPUT },
    { "UPDATE documents SET id = '' WHERE row = 1", TL_ERROR_INPUT },
    { "UPDATE documents SET title = CAST(x'fffe' AS TEXT) WHERE row = 1", TL_ERROR_INPUT },
    { "UPDATE documents SET title = CAST(x'61006162' AS TEXT) WHERE row = 1", TL_ERROR_INPUT },
  };
  g_autofree char *name = build (fixture->folder, TRUE, NULL);
  g_autofree char *path = path_of (fixture->folder, name);
  g_autofree char *content = NULL;
  gsize size;

  g_assert_true (g_file_get_contents (path, &content, &size, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (TlVolume) volume = NULL;
      g_autoptr (TlDocument) other = NULL;

      g_test_message ("%s", cases[i].sql);
      g_assert_true (g_file_set_contents (path, content, (gssize)size, NULL));
      change (path, cases[i].sql);
      volume = tl_volume_open (path, &error);
      g_assert_no_error (error);
      g_assert_null (tl_volume_load (volume, 1, TRUE, &error));
      g_assert_error (error, TL_ERROR, cases[i].code);
      g_assert_nonnull (strstr (error->message, path));
      g_clear_error (&error);
      other = tl_volume_load (volume, 2, TRUE, &error);
      g_assert_no_error (error);
    }
}

static void
cut_anywhere_it_is_refused (Fixture *fixture, gconstpointer data)
{
  g_autofree char *name = build (fixture->folder, TRUE, NULL);
  g_autofree char *path = path_of (fixture->folder, name);
  g_autofree char *content = NULL;
  gsize size;

  g_assert_true (g_file_get_contents (path, &content, &size, NULL));
  for (gsize length = 0; length < size; length += size / 50 + 1)
    {
      g_assert_true (g_file_set_contents (path, content, (gssize)length, NULL));
      assert_refused (path, TL_ERROR, TL_ERROR_INPUT);
    }
}

/* Any byte may be wrong: there is an error or there are documents, never anything worse. */
static void
damaged_bytes_do_no_harm (Fixture *fixture, gconstpointer data)
{
  g_autofree char *name = build (fixture->folder, TRUE, NULL);
  g_autofree char *path = path_of (fixture->folder, name);
  g_autofree char *content = NULL;
  g_autoptr (GRand) random = g_rand_new_with_seed (7);
  guint opened = 0;
  gsize size;

  g_assert_true (g_file_get_contents (path, &content, &size, NULL));
  for (guint i = 0; i < 150; i++)
    {
      g_autoptr (TlVolume) volume = NULL;
      gsize at = i < 60 ? (gsize)g_rand_int_range (random, 0, 24576)
                        : (gsize)g_rand_int_range (random, 0, (gint32)size);
      char kept = content[at];

      content[at] = (char)g_rand_int_range (random, 0, 256);
      g_assert_true (g_file_set_contents (path, content, (gssize)size, NULL));
      content[at] = kept;
      volume = tl_volume_open (path, NULL);
      if (volume == NULL)
        continue;
      opened++;
      for (guint row = 1; row <= N_DOCUMENTS; row++)
        {
          g_autoptr (GError) error = NULL;
          g_autoptr (TlDocument) document = tl_volume_load (volume, row, TRUE, &error);
          g_assert_true ((document != NULL) == (error == NULL));
        }
    }
  g_assert_cmpuint (opened, >, 10);
}

static gpointer
read_thread (gpointer data)
{
  TlVolume *volume = data;

  for (guint i = 0; i < 120; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (TlDocument) expected = nth_document (i % N_DOCUMENTS);
      g_autoptr (TlDocument) document = tl_volume_load (volume, i % N_DOCUMENTS + 1, TRUE, &error);

      g_assert_no_error (error);
      fixture_assert_equal (expected, document);
    }
  return NULL;
}

static void
many_threads_read_at_once (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TlVolume) volume = build_and_open (fixture->folder, TRUE);
  GThread *threads[8];

  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("read", read_thread, volume);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD_WITH(path, data, name)                                                                 \
  g_test_add ("/corpus/volume/" path, Fixture, data, set_up, name, tear_down)
#define ADD(name) ADD_WITH (#name, NULL, name)
  ADD_WITH ("documents_come_back_as_they_were/plain", GINT_TO_POINTER (FALSE),
            documents_come_back_as_they_were);
  ADD_WITH ("documents_come_back_as_they_were/dictionary", GINT_TO_POINTER (TRUE),
            documents_come_back_as_they_were);
  ADD (a_row_that_is_not_there_is_an_error);
  ADD (the_name_is_the_digest_and_the_bytes_are_always_the_same);
  ADD (nothing_shows_before_it_is_finished);
  ADD (finished_leaves_one_file_and_is_over);
  ADD (a_document_that_is_refused_leaves_the_writer_usable);
  ADD (an_inherited_dictionary_keeps_unchanged_documents_the_same);
  ADD (foreign_files_are_refused);
  ADD (volumes_that_say_something_else_are_refused);
  ADD (rows_that_say_something_else_are_refused);
  ADD (cut_anywhere_it_is_refused);
  ADD (damaged_bytes_do_no_harm);
  ADD (many_threads_read_at_once);
  return g_test_run ();
}
