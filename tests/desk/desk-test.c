/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "desk-test.h"

#include <string.h>

#include "base/tl-posix.h"

char *
desk_test_folder (void)
{
  g_autoptr (GError) error = NULL;
  char *folder = g_dir_make_tmp ("troly-desk-XXXXXX", &error);

  g_assert_no_error (error);
  return folder;
}

void
desk_test_remove (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);

  for (const char *name; dir != NULL && (name = g_dir_read_name (dir)) != NULL;)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_DIR) && !g_file_test (path, G_FILE_TEST_IS_SYMLINK))
        desk_test_remove (path);
      else
        g_unlink (path);
    }
  g_rmdir (folder);
}

char *
desk_test_path (const char *folder, const char *name)
{
  return g_build_filename (folder, name, NULL);
}

void
desk_test_sql (const char *path, const char *sql)
{
  sqlite3 *db = NULL;
  char *message = NULL;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  sqlite3_exec (db, sql, NULL, NULL, &message);
  g_assert_cmpstr (message, ==, NULL);
  g_assert_cmpint (sqlite3_close (db), ==, SQLITE_OK);
}

char *
desk_test_value (const char *path, const char *sql)
{
  sqlite3 *db = NULL;
  sqlite3_stmt *statement = NULL;
  char *value;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_prepare_v2 (db, sql, -1, &statement, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_step (statement), ==, SQLITE_ROW);
  value = g_strdup ((const char *)sqlite3_column_text (statement, 0));
  sqlite3_finalize (statement);
  g_assert_cmpint (sqlite3_close (db), ==, SQLITE_OK);
  return value;
}

void
desk_test_write_version (const char *folder, int version)
{
  g_autofree char *name = g_strdup_printf ("desk-%d.sql", version);
  g_autofree char *source = g_test_build_filename (G_TEST_DIST, "desk", "data", name, NULL);
  g_autofree char *path = desk_test_path (folder, TL_DESK_FILE);
  g_autofree char *sql = NULL;

  /* A version without its file here cannot be shown to migrate: make one (tests/desk/data). */
  g_assert_true (g_file_get_contents (source, &sql, NULL, NULL));
  desk_test_sql (path, sql);
}

static guint
count_in (const char *folder, const char *prefix)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  for (const char *name; dir != NULL && (name = g_dir_read_name (dir)) != NULL;)
    n += g_str_has_prefix (name, prefix);
  return n;
}

guint
desk_test_count (const char *folder, const char *prefix)
{
  g_autofree char *backups = desk_test_path (folder, TL_DESK_BACKUPS);

  return count_in (folder, prefix) + count_in (backups, prefix);
}

gboolean
desk_test_holds (const char *folder, const char *needle)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  gboolean found = FALSE;

  for (const char *name; !found && (name = g_dir_read_name (dir)) != NULL;)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *content = NULL;
      gsize length;

      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        found = desk_test_holds (path, needle);
      else if (g_file_get_contents (path, &content, &length, NULL))
        found = memmem (content, length, needle, strlen (needle)) != NULL;
    }
  return found;
}

void
desk_test_damage (const char *path)
{
  int fd = g_open (path, O_RDWR | O_CLOEXEC, 0);
  off_t size = lseek (fd, 0, SEEK_END);
  g_autofree char *junk = g_strnfill (4096, 'x');

  g_assert_cmpint (fd, >=, 0);
  g_assert_cmpint (size, >, 4096);
  for (off_t at = 4096; at < size; at += 4096)
    g_assert_cmpint (pwrite (fd, junk, 4096, at), ==, 4096);
  close (fd);
}

TlDeskStore *
desk_test_open (const char *folder)
{
  g_autoptr (GError) error = NULL;
  TlDeskStore *store = _tl_desk_store_open (folder, &error);

  g_assert_no_error (error);
  g_assert_nonnull (store);
  return store;
}

/* An id that follows from the document. */
static char *
mark_id (const char *doc)
{
  return g_strdup_printf ("00000000-0000-4000-8000-0000%08x", g_str_hash (doc));
}

void
desk_test_put_place (TlDeskStore *store, const char *doc, guint page)
{
  g_autoptr (TlDeskPlace) place = tl_desk_place_new (doc, TL_DESK_VIEW_PDF);
  g_autoptr (TlDeskMark) mark = tl_desk_mark_new (TL_DESK_HIGHLIGHT, doc);
  g_autoptr (GError) error = NULL;

  place->page = page;
  g_free (mark->id);
  mark->id = mark_id (doc);
  mark->note = g_strdup_printf ("%u", page);
  _tl_desk_store_begin (store, &error);
  g_assert_no_error (error);
  g_assert_true (_tl_desk_store_end (store,
                                     _tl_desk_store_put_place (store, place, &error)
                                         && _tl_desk_store_put_mark (store, mark, &error),
                                     &error));
  g_assert_no_error (error);
}

guint
desk_test_get_page (TlDeskStore *store, const char *doc)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *id = mark_id (doc);
  g_autoptr (TlDeskPlace) place = _tl_desk_store_get_place (store, doc, TL_DESK_VIEW_PDF, &error);
  g_autoptr (TlDeskMark) mark = _tl_desk_store_get_mark (store, id, &error);

  g_assert_no_error (error);
  if (place != NULL && mark != NULL)
    g_assert_cmpuint (place->page, ==, g_ascii_strtoull (mark->note, NULL, 10));
  return place != NULL ? place->page : 0;
}
