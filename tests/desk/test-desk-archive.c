/* SPDX-License-Identifier: GPL-3.0-or-later */
/* All that belongs to the judge in one file, and back on another computer. */
#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "base/tl-error.h"
#include "desk-test.h"
#include "desk/tl-desk-archive-private.h"
#include "fault-vfs.h"

#define SETTINGS "[settings]\ntext-size=2\n"
#define MEMORY   "{\"action\":\"confirm\"}\n"

typedef struct
{
  char *first;   /* folder of the desk that is saved */
  char *second;  /* of the one that it is brought to */
  char *archive; /* path */
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autofree char *memory = NULL;

  fixture->first = desk_test_folder ();
  fixture->second = desk_test_folder ();
  fixture->archive = g_build_filename (fixture->first, "ghi chú" TL_DESK_ARCHIVE_SUFFIX, NULL);
  memory = desk_test_path (fixture->first, TL_DESK_ARCHIVE_FILE);
  g_assert_true (g_file_set_contents (memory, MEMORY, -1, NULL));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  desk_test_remove (fixture->first);
  desk_test_remove (fixture->second);
  g_free (fixture->first);
  g_free (fixture->second);
  g_free (fixture->archive);
}

/* Returns the digest. */
static char *
save (const char *folder, const char *path)
{
  g_autoptr (TlDeskStore) store = desk_test_open (folder);
  g_autoptr (GError) error = NULL;
  g_autoptr (TlDeskArchive) archive = _tl_desk_archive_save (store, path, SETTINGS, &error);

  g_assert_no_error (error);
  return g_strdup (archive->digest);
}

static void
put_page (const char *folder, const char *doc, guint page)
{
  g_autoptr (TlDeskStore) store = desk_test_open (folder);

  desk_test_put_place (store, doc, page);
}

static guint
get_page (const char *folder, const char *doc)
{
  g_autoptr (TlDeskStore) store = desk_test_open (folder);

  g_assert_cmpstr (store->notice->str, ==, "");
  return desk_test_get_page (store, doc);
}

static void
on_a_clean_computer_all_is_as_it_was (Fixture *fixture, gconstpointer data)
{
  g_autofree char *again = g_build_filename (fixture->second, "again", NULL);
  g_autofree char *memory = desk_test_path (fixture->second, TL_DESK_ARCHIVE_FILE);
  g_autoptr (TlDeskArchive) restored = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *content = NULL;
  g_autofree char *digest = NULL;
  g_autofree char *second = NULL;
  g_autofree char *third = NULL;

  for (guint i = 0; i < 50; i++)
    {
      g_autofree char *doc = g_strdup_printf ("văn-bản-%u", i);

      put_page (fixture->first, doc, i + 1);
    }
  digest = save (fixture->first, fixture->archive);
  /* A folder that is not there yet. */
  desk_test_remove (fixture->second);
  restored = _tl_desk_archive_restore (fixture->archive, fixture->second, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (restored->digest, ==, digest);
  g_assert_cmpstr (restored->settings, ==, SETTINGS);
  g_assert_null (restored->kept);
  g_assert_true (g_file_get_contents (memory, &content, NULL, NULL));
  g_assert_cmpstr (content, ==, MEMORY);
  g_assert_cmpuint (get_page (fixture->second, "văn-bản-49"), ==, 50);
  second = save (fixture->second, again);
  g_assert_cmpstr (second, ==, digest);
  /* One page further is another digest. */
  put_page (fixture->second, "văn-bản-49", 51);
  third = save (fixture->second, again);
  g_assert_cmpstr (third, !=, digest);
}

static void
the_file_is_private_and_replaced_whole (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TlDeskArchive) restored = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *digest = NULL;
  GStatBuf info;

  put_page (fixture->first, "doc", 1);
  g_free (save (fixture->first, fixture->archive));
  put_page (fixture->first, "doc", 2);
  digest = save (fixture->first, fixture->archive);
#ifndef G_OS_WIN32
  g_assert_cmpint (g_stat (fixture->archive, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);
#else
  (void)info;
#endif
  restored = _tl_desk_archive_restore (fixture->archive, fixture->second, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (get_page (fixture->second, "doc"), ==, 2);
}

static void
what_was_there_is_kept_beside_it (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TlDeskArchive) restored = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *kept = NULL;
  g_autofree char *value = NULL;

  put_page (fixture->first, "doc", 1);
  put_page (fixture->second, "old", 3);
  g_free (save (fixture->first, fixture->archive));
  restored = _tl_desk_archive_restore (fixture->archive, fixture->second, &error);
  g_assert_no_error (error);
  g_assert_nonnull (restored->kept);
  g_assert_cmpuint (get_page (fixture->second, "doc"), ==, 1);
  g_assert_cmpuint (get_page (fixture->second, "old"), ==, 0);
  kept = desk_test_path (fixture->second, restored->kept);
  value = desk_test_value (kept, "SELECT page FROM places WHERE doc = 'old'");
  g_assert_cmpstr (value, ==, "3");
}

typedef void (*Spoil) (const char *path);

static void
spoil_foreign (const char *path)
{
  g_assert_true (g_file_set_contents (path,
                                      "%PDF-1.7 something else altogether, and longer than "
                                      "the hundred bytes that the header of a database has.",
                                      -1, NULL));
}

static void
spoil_desk (const char *path)
{
  desk_test_sql (path, "PRAGMA application_id = 0x546c446b");
}

static void
spoil_newer (const char *path)
{
  desk_test_sql (path, "PRAGMA user_version = 99");
}

static void
spoil_value (const char *path)
{
  desk_test_sql (path, "UPDATE places SET page = page + 1");
}

static void
spoil_table (const char *path)
{
  desk_test_sql (path, "DROP TABLE marks");
}

static void
spoil_half (const char *path)
{
  g_autofree char *content = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (path, &content, &length, NULL));
  g_assert_true (g_file_set_contents (path, content, (gssize)length / 2, NULL));
}

static void
spoil_empty (const char *path)
{
  g_assert_true (g_file_set_contents (path, "", 0, NULL));
}

static void
what_is_damaged_foreign_or_newer_changes_nothing (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    Spoil spoil;
    int code;
  } CASES[] = {
    { spoil_foreign, TL_ERROR_INPUT },     { spoil_desk, TL_ERROR_INPUT },
    { spoil_newer, TL_ERROR_UNSUPPORTED }, { spoil_value, TL_ERROR_INPUT },
    { spoil_table, TL_ERROR_INPUT },       { spoil_half, TL_ERROR_INPUT },
    { spoil_empty, TL_ERROR_INPUT },       { desk_test_damage, TL_ERROR_INPUT },
  };

  put_page (fixture->first, "doc", 1);
  put_page (fixture->second, "old", 3);
  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autoptr (TlDeskArchive) restored = NULL;
      g_autoptr (GError) error = NULL;

      g_test_message ("%u", i);
      g_free (save (fixture->first, fixture->archive));
      CASES[i].spoil (fixture->archive);
      restored = _tl_desk_archive_restore (fixture->archive, fixture->second, &error);
      g_assert_null (restored);
      g_assert_error (error, TL_ERROR, CASES[i].code);
      g_assert_nonnull (strstr (error->message, fixture->archive));
      g_assert_cmpuint (get_page (fixture->second, "old"), ==, 3);
      g_assert_cmpuint (desk_test_count (fixture->second, "desk-before"), ==, 0);
    }
}

static void
a_full_disk_changes_nothing (Fixture *fixture, gconstpointer data)
{
  gboolean failed = TRUE;
  guint step;

  put_page (fixture->first, "doc", 1);
  put_page (fixture->second, "old", 3);
  g_free (save (fixture->first, fixture->archive));
  for (step = 0; failed; step++)
    {
      g_autoptr (TlDeskArchive) restored = NULL;
      g_autoptr (GError) error = NULL;

      fault_vfs_set (FAULT_FULL, step);
      restored = _tl_desk_archive_restore (fixture->archive, fixture->second, &error);
      fault_vfs_set (FAULT_NONE, 0);
      failed = restored == NULL;
      if (failed)
        g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE);
      g_assert_cmpuint (get_page (fixture->second, "old"), ==, failed ? 3 : 0);
      g_assert_cmpuint (get_page (fixture->second, "doc"), ==, failed ? 0 : 1);
    }
  g_assert_cmpuint (step, >, 5);
}

static void
a_desk_in_use_is_left_alone (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TlDeskStore) store = NULL;
  g_autoptr (TlDeskArchive) restored = NULL;
  g_autoptr (GError) error = NULL;

  put_page (fixture->first, "doc", 1);
  g_free (save (fixture->first, fixture->archive));
  store = desk_test_open (fixture->second);
  restored = _tl_desk_archive_restore (fixture->archive, fixture->second, &error);
  g_assert_null (restored);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_BUSY);
}

/* ---- As the interface uses it ---- */

static void
done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **)user_data = g_object_ref (result);
}

static void
wait_for (GAsyncResult **slot)
{
  while (*slot == NULL)
    g_main_context_iteration (NULL, TRUE);
}

static void
words_name_the_file_and_what_to_do (Fixture *fixture, gconstpointer data)
{
  g_autofree char *nowhere = g_build_filename (fixture->first, "nowhere", "notes", NULL);
  g_autoptr (GAsyncResult) opened = NULL;
  g_autoptr (GAsyncResult) saved = NULL;
  g_autoptr (GAsyncResult) failed = NULL;
  g_autoptr (GAsyncResult) restored = NULL;
  g_autoptr (TlDesk) desk = NULL;
  g_autoptr (TlDeskArchive) archive = NULL;
  g_autoptr (GError) error = NULL;

  tl_desk_open_async (fixture->first, NULL, done_cb, &opened);
  wait_for (&opened);
  desk = tl_desk_open_finish (opened, NULL);
  tl_desk_save_archive_async (desk, fixture->archive, NULL, NULL, done_cb, &saved);
  wait_for (&saved);
  archive = tl_desk_save_archive_finish (desk, saved, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (strlen (archive->digest), ==, 64);
  tl_desk_save_archive_async (desk, nowhere, NULL, NULL, done_cb, &failed);
  wait_for (&failed);
  g_assert_null (tl_desk_save_archive_finish (desk, failed, &error));
  g_assert_true (g_str_has_prefix (error->message, "The backup “notes” could not be written."));
  g_assert_nonnull (strstr (error->message, nowhere));
  g_clear_error (&error);
  spoil_foreign (fixture->archive);
  tl_desk_restore_archive_async (fixture->archive, fixture->second, NULL, done_cb, &restored);
  wait_for (&restored);
  g_assert_null (tl_desk_restore_archive_finish (restored, &error));
  g_assert_true (g_str_has_prefix (error->message, "“ghi chú" TL_DESK_ARCHIVE_SUFFIX
                                                   "” is no backup of this program"));
  g_assert_nonnull (strstr (error->message, "byte 0"));
  tl_desk_close (desk);
}

#define ADD(name) g_test_add ("/desk/archive/" #name, Fixture, NULL, set_up, name, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  fault_vfs_install ();
  ADD (on_a_clean_computer_all_is_as_it_was);
  ADD (the_file_is_private_and_replaced_whole);
  ADD (what_was_there_is_kept_beside_it);
  ADD (what_is_damaged_foreign_or_newer_changes_nothing);
  ADD (a_full_disk_changes_nothing);
  ADD (a_desk_in_use_is_left_alone);
  ADD (words_name_the_file_and_what_to_do);
  return g_test_run ();
}
