/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The file of the desk: versions, backups, damage, modes, disks. */
#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "base/tl-error.h"
#include "desk-test.h"
#include "desk/tl-desk-outbox-private.h"
#include "../test-system.h"

#define DAY 86400

/* A desk with one place, closed. */
static void
make_desk (const char *folder, const char *doc, guint page)
{
  g_autoptr (TlDeskStore) store = desk_test_open (folder);

  desk_test_put_place (store, doc, page);
}

/* What a desk of version 3 holds of items and numbers. */
static void
check_outbox (TlDeskStore *store, int version)
{
  g_autoptr (GPtrArray) items = _tl_desk_store_list_items (store, 0, 0, NULL);
  g_autoptr (GPtrArray) days = _tl_desk_store_list_usage (store, FALSE, 0, NULL);
  const TlDeskItem *item;

  g_assert_cmpuint (items->len, ==, version >= 3 ? 2 : 0);
  g_assert_cmpuint (days->len, ==, version >= 3 ? 1 : 0);
  if (version < 3)
    return;
  item = g_ptr_array_index (items, 0);
  g_assert_cmpint (item->state, ==, TL_ITEM_EDITING);
  g_assert_cmpuint (item->unread, ==, 1);
  g_assert_cmpstr (item->item->text, ==, "Khoản này đã thay");
  item = g_ptr_array_index (items, 1);
  g_assert_true (item->pending);
  g_assert_cmpuint (item->attempts, ==, 2);
  g_assert_cmpint (((TlDeskUsageDay *)days->pdata[0])->counters[TL_USAGE_SEARCHES], ==, 12);
}

static void
every_older_version_migrates_whole (void)
{
  g_autofree char *fresh = desk_test_folder ();
  g_autofree char *fresh_path = desk_test_path (fresh, TL_DESK_FILE);
  const char *schema = "SELECT group_concat(sql, ';') FROM (SELECT sql FROM sqlite_schema "
                       "WHERE sql IS NOT NULL ORDER BY name)";
  g_autofree char *expected = NULL;

  _tl_desk_store_close (desk_test_open (fresh));
  expected = desk_test_value (fresh_path, schema);
  for (int version = 1; version <= _tl_desk_schema_version (); version++)
    {
      g_autofree char *folder = desk_test_folder ();
      g_autofree char *path = desk_test_path (folder, TL_DESK_FILE);
      g_autofree char *found = NULL;
      g_autofree char *state = NULL;
      g_autoptr (TlDeskStore) store = NULL;
      g_autoptr (TlDeskPlace) place = NULL;
      g_autoptr (GPtrArray) recents = NULL;
      g_autoptr (GPtrArray) marks = NULL;
      TlDeskMarkQuery query = { .words = "CHIẾM đoạt" };

      desk_test_write_version (folder, version);
      store = desk_test_open (folder);
      g_assert_cmpstr (store->notice->str, ==, "");
      place = _tl_desk_store_get_place (store, "blhs-2015", TL_DESK_VIEW_ANY, NULL);
      g_assert_cmpuint (place->page, ==, 17);
      g_assert_cmpfloat (place->fraction, ==, 0.25);
      g_assert_cmpstr (place->anchor, ==, "d173");
      g_assert_cmpfloat (place->zoom, ==, 1.25);
      g_assert_cmpuint (place->rotation, ==, 90);
      recents = _tl_desk_store_list_recents (store, 10, NULL);
      g_assert_cmpuint (recents->len, ==, 1);
      g_assert_cmpstr (((TlDeskRecent *)recents->pdata[0])->title, ==, "Bộ luật Hình sự");
      state = _tl_desk_store_get_state (store, "", "pane", NULL);
      g_assert_cmpstr (state, ==, "left");
      marks = _tl_desk_store_list_marks (store, &query, NULL);
      g_assert_cmpuint (marks->len, ==, version >= 2 ? 1 : 0);
      if (version >= 2)
        g_assert_cmpstr (((TlDeskMark *)marks->pdata[0])->note, ==, "Xem lại");
      check_outbox (store, version);
      g_clear_pointer (&store, _tl_desk_store_close);
      found = desk_test_value (path, schema);
      g_assert_cmpstr (found, ==, expected);
      /* What it was before stands among the backups; one of the day is enough where it did not
       * change. */
      g_assert_cmpuint (desk_test_count (folder, "desk-0"), ==, 1);
      desk_test_remove (folder);
    }
  desk_test_remove (fresh);
}

static void
a_newer_version_is_refused_and_left_alone (void)
{
  g_autofree char *folder = desk_test_folder ();
  g_autofree char *path = desk_test_path (folder, TL_DESK_FILE);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  gsize length_before, length_after;
  g_autoptr (GError) error = NULL;

  desk_test_write_version (folder, 1);
  desk_test_sql (path, "PRAGMA user_version = 1000");
  g_assert_true (g_file_get_contents (path, &before, &length_before, NULL));
  g_assert_null (_tl_desk_store_open (folder, &error));
  g_assert_error (error, TL_ERROR, TL_ERROR_UNSUPPORTED);
  g_assert_nonnull (strstr (error->message, "newer version"));
  g_assert_true (g_file_get_contents (path, &after, &length_after, NULL));
  g_assert_cmpmem (before, length_before, after, length_after);
  g_assert_cmpuint (desk_test_count (folder, "desk-"), ==, 0);
  desk_test_remove (folder);
}

static void
nobody_else_can_read_the_desk (void)
{
  g_autofree char *parent = desk_test_folder ();
  g_autofree char *folder = g_build_filename (parent, "a", "desk", NULL);
  static const char *const names[]
      = { "", "desk.db", "desk.db-wal", "desk.lock", "desk.open", "backups" };
  g_autoptr (TlDeskStore) store = NULL;

  TEST_NEEDS_POSIX ("permissions by mode");
  for (guint round = 0; round < 2; round++)
    {
      store = desk_test_open (folder);
      desk_test_put_place (store, "doc", 3);
      _tl_desk_backup_daily (store);
      for (guint i = 0; i < G_N_ELEMENTS (names); i++)
        {
          g_autofree char *path = desk_test_path (folder, names[i]);
          GStatBuf info;

          g_assert_cmpint (g_stat (path, &info), ==, 0);
          g_assert_cmphex (info.st_mode & 0777, ==, S_ISDIR (info.st_mode) ? 0700 : 0600);
        }
      g_clear_pointer (&store, _tl_desk_store_close);
      /* What was opened to others is closed to them again. */
      g_assert_cmpint (g_chmod (folder, 0755), ==, 0);
      {
        g_autofree char *path = desk_test_path (folder, "desk.db");

        g_assert_cmpint (g_chmod (path, 0644), ==, 0);
      }
    }
  desk_test_remove (parent);
}

static void
a_backup_a_day_is_made_and_three_are_kept (void)
{
  g_autofree char *folder = desk_test_folder ();
  gint64 start = 1700000000;

  for (gint64 day = 0; day < 6; day++)
    {
      tl_clock_set_fake (start + day * DAY);
      for (guint i = 0; i < 2; i++)
        make_desk (folder, "doc", (guint)day + 1);
      g_assert_cmpuint (desk_test_count (folder, "desk-0"), ==, (guint)CLAMP (day + 1, 0, 3));
    }
  /* The clock goes back a year: the new one is still the newest. */
  tl_clock_set_fake (start - 365 * DAY);
  make_desk (folder, "doc", 77);
  g_assert_cmpuint (desk_test_count (folder, "desk-0"), ==, 3);
  g_assert_cmpuint (desk_test_count (folder, "desk-000007-2022-"), ==, 1);
  tl_clock_set_fake (-1);
  desk_test_remove (folder);
}

static void
a_backup_stands_alone_and_is_whole (void)
{
  g_autofree char *folder = desk_test_folder ();
  g_autofree char *backups = desk_test_path (folder, TL_DESK_BACKUPS);
  g_autoptr (TlDeskStore) store = NULL;
  g_autoptr (GDir) dir = NULL;
  g_autofree char *path = NULL;
  g_autofree char *answer = NULL;
  g_autofree char *page = NULL;
  g_autofree char *content = NULL;

  store = desk_test_open (folder);
  desk_test_put_place (store, "doc", 41);
  g_assert_true (_tl_desk_backup_make (store, NULL));
  dir = g_dir_open (backups, 0, NULL);
  path = g_build_filename (backups, g_dir_read_name (dir), NULL);
  g_assert_null (g_dir_read_name (dir)); /* nothing beside it */
  g_assert_true (g_file_get_contents (path, &content, NULL, NULL));
  g_assert_cmpint (content[18], ==, 1); /* no log */
  answer = desk_test_value (path, "PRAGMA integrity_check");
  g_assert_cmpstr (answer, ==, "ok");
  page = desk_test_value (path, "SELECT page FROM places");
  g_assert_cmpstr (page, ==, "41");
  g_clear_pointer (&store, _tl_desk_store_close);
  desk_test_remove (folder);
}

typedef struct
{
  const char *name;
  const char *needle; /* of the notice */
  guint page;         /* that is found afterwards */
  guint set_aside;
} DamageCase;

static void
spoil (const char *folder, const char *name)
{
  g_autofree char *path = desk_test_path (folder, TL_DESK_FILE);
  g_autofree char *mark = desk_test_path (folder, "desk.open");

  if (strcmp (name, "pages") == 0)
    {
      desk_test_damage (path);
      g_assert_true (g_file_set_contents (mark, "", 0, NULL)); /* an unclean end */
    }
  else if (strcmp (name, "header") == 0)
    g_assert_true (g_file_set_contents (path, "this is no database at all", -1, NULL));
  else if (strcmp (name, "foreign") == 0)
    desk_test_sql (path, "PRAGMA application_id = 7");
  else if (strcmp (name, "table") == 0)
    desk_test_sql (path, "DROP TABLE places");
  else if (strcmp (name, "empty") == 0)
    g_assert_true (g_file_set_contents (path, "", 0, NULL));
  else
    g_assert_cmpint (g_unlink (path), ==, 0);
}

static void
a_damaged_desk_is_set_aside_and_its_backup_restored (void)
{
  static const DamageCase cases[] = {
    { "pages", "was damaged", 1, 1 },   { "header", "was damaged", 1, 1 },
    { "foreign", "was damaged", 1, 1 }, { "table", "was damaged", 1, 1 },
    { "empty", "was damaged", 1, 1 },   { "missing", "was missing", 1, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *folder = desk_test_folder ();
      g_autoptr (TlDeskStore) store = NULL;
      g_autoptr (GPtrArray) aside = NULL;

      g_test_message ("%s", cases[i].name);
      make_desk (folder, "doc", 1);
      make_desk (folder, "doc", 2); /* its opening made the backup of the day */
      spoil (folder, cases[i].name);
      store = desk_test_open (folder);
      g_assert_nonnull (strstr (store->notice->str, cases[i].needle));
      g_assert_nonnull (strstr (store->notice->str, "restored"));
      g_assert_cmpuint (desk_test_get_page (store, "doc"), ==, cases[i].page);
      aside = _tl_desk_backup_list_set_aside (folder, NULL);
      g_assert_cmpuint (aside->len, ==, cases[i].set_aside);
      /* It goes on, and says nothing the next time. */
      desk_test_put_place (store, "doc", 9);
      g_clear_pointer (&store, _tl_desk_store_close);
      store = desk_test_open (folder);
      g_assert_cmpstr (store->notice->str, ==, "");
      g_assert_cmpuint (desk_test_get_page (store, "doc"), ==, 9);
      g_clear_pointer (&store, _tl_desk_store_close);
      desk_test_remove (folder);
    }
}

static void
a_damaged_backup_is_passed_over (void)
{
  g_autofree char *folder = desk_test_folder ();
  g_autofree char *path = desk_test_path (folder, TL_DESK_FILE);
  g_autofree char *newest = NULL;
  g_autoptr (TlDeskStore) store = NULL;

  for (gint64 day = 0; day < 3; day++)
    {
      tl_clock_set_fake (1700000000 + day * DAY);
      make_desk (folder, "doc", (guint)day + 1);
      make_desk (folder, "doc", (guint)day + 1);
    }
  newest = g_build_filename (folder, TL_DESK_BACKUPS, "desk-000003-2023-11-16.db", NULL);
  desk_test_damage (newest);
  g_assert_true (g_file_set_contents (path, "junk", -1, NULL));
  store = desk_test_open (folder);
  g_assert_nonnull (strstr (store->notice->str, "15/11/2023"));
  g_assert_cmpuint (desk_test_get_page (store, "doc"), ==, 1);
  tl_clock_set_fake (-1);
  g_clear_pointer (&store, _tl_desk_store_close);
  desk_test_remove (folder);
}

static void
without_a_backup_a_new_desk_begins_and_says_so (void)
{
  g_autofree char *folder = desk_test_folder ();
  g_autofree char *path = desk_test_path (folder, TL_DESK_FILE);
  g_autoptr (TlDeskStore) store = NULL;

  g_assert_true (g_file_set_contents (path, "no database, and no backup of one", -1, NULL));
  store = desk_test_open (folder);
  g_assert_nonnull (strstr (store->notice->str, "begin anew"));
  g_assert_cmpuint (desk_test_count (folder, "desk-damaged-"), ==, 1);
  g_assert_true (desk_test_holds (folder, "no backup of one"));
  g_clear_pointer (&store, _tl_desk_store_close);
  desk_test_remove (folder);
}

static void
a_log_does_not_outlive_the_file_it_belongs_to (void)
{
  g_autofree char *folder = desk_test_folder ();
  g_autofree char *path = desk_test_path (folder, TL_DESK_FILE);
  g_autofree char *log = desk_test_path (folder, TL_DESK_FILE "-wal");
  g_autofree char *kept = NULL;
  gsize length;
  g_autoptr (TlDeskStore) store = NULL;

  make_desk (folder, "doc", 1);
  store = desk_test_open (folder);
  desk_test_put_place (store, "doc", 2);
  g_assert_true (g_file_get_contents (log, &kept, &length, NULL));
  g_assert_cmpuint (length, >, 0);
  g_clear_pointer (&store, _tl_desk_store_close);
  g_assert_true (g_file_set_contents (log, kept, (gssize)length, NULL));
  g_assert_cmpint (g_unlink (path), ==, 0);
  store = desk_test_open (folder);
  g_assert_cmpuint (desk_test_get_page (store, "doc"), ==, 1);
  g_assert_cmpuint (desk_test_count (folder, "desk-damaged-"), ==, 1);
  g_clear_pointer (&store, _tl_desk_store_close);
  desk_test_remove (folder);
}

static void
put_place_alone (TlDeskStore *store, const char *doc)
{
  g_autoptr (TlDeskPlace) place = tl_desk_place_new (doc, TL_DESK_VIEW_TEXT);

  g_assert_true (_tl_desk_store_put_place (store, place, NULL));
}

static void
a_forgotten_history_is_in_no_file (void)
{
  g_autofree char *folder = desk_test_folder ();
  g_autoptr (GError) error = NULL;
  g_autoptr (TlDeskStore) store = NULL;

  for (guint session = 0; session < 3; session++)
    {
      tl_clock_set_fake (1700000000 + session * DAY);
      store = desk_test_open (folder);
      g_assert_true (_tl_desk_store_begin (store, NULL));
      for (guint i = 0; i < 150; i++)
        {
          g_autofree char *doc = g_strdup_printf ("canary-id-%u-%u", session, i);
          g_autofree char *title = g_strdup_printf ("Canary title %u of %u", i, session);

          g_assert_true (_tl_desk_store_add_recent (store, doc, title, &error));
          g_assert_true (_tl_desk_store_set_state (store, doc, "pane", "left", &error));
        }
      g_assert_true (_tl_desk_store_end (store, TRUE, &error));
      put_place_alone (store, "canary-id-x");
      _tl_desk_backup_daily (store);
      if (session < 2)
        g_clear_pointer (&store, _tl_desk_store_close);
    }
  tl_clock_set_fake (-1);
  g_assert_true (desk_test_holds (folder, "anary"));
  g_assert_true (_tl_desk_store_wipe (store, FALSE, &error));
  g_assert_true (_tl_desk_store_wipe_rest (store, &error));
  g_assert_no_error (error);
  g_assert_false (desk_test_holds (folder, "anary"));
  g_assert_cmpuint (desk_test_count (folder, "desk-0"), ==, 1);
  /* Nothing of the kind comes in again. */
  put_place_alone (store, "canary-id-y");
  g_assert_true (_tl_desk_store_add_recent (store, "canary-id-y", "Canary", &error));
  g_assert_true (_tl_desk_store_set_state (store, "canary-id-y", "pane", "left", &error));
  g_assert_cmpuint (desk_test_get_page (store, "canary-id-y"), ==, 0);
  g_clear_pointer (&store, _tl_desk_store_close);
  g_assert_false (desk_test_holds (folder, "anary"));
  desk_test_remove (folder);
}

static void
old_rows_make_room_for_new_ones (void)
{
  g_autofree char *folder = desk_test_folder ();
  g_autoptr (TlDeskStore) store = desk_test_open (folder);
  g_autoptr (GPtrArray) recents = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (_tl_desk_store_begin (store, NULL));
  for (guint i = 0; i < TL_DESK_MAX_RECENTS + 20; i++)
    {
      g_autofree char *doc = g_strdup_printf ("d%u", i);

      g_assert_true (_tl_desk_store_add_recent (store, doc, "Title", &error));
    }
  g_assert_true (_tl_desk_store_end (store, TRUE, &error));
  recents = _tl_desk_store_list_recents (store, 1000, &error);
  g_assert_cmpuint (recents->len, ==, TL_DESK_MAX_RECENTS);
  /* In the order they were opened, however fast. */
  for (guint i = 0; i < recents->len; i++)
    {
      g_autofree char *doc = g_strdup_printf ("d%u", TL_DESK_MAX_RECENTS + 19 - i);

      g_assert_cmpstr (((TlDeskRecent *)recents->pdata[i])->doc, ==, doc);
    }
  g_clear_pointer (&store, _tl_desk_store_close);
  desk_test_remove (folder);
}

int
main (int argc, char **argv)
{
  if (g_access ("/dev/shm", W_OK) == 0)
    g_setenv ("TMPDIR", "/dev/shm", TRUE);
  g_test_init (&argc, &argv, NULL);
#define ADD(name) g_test_add_func ("/desk/store/" #name, name)
  ADD (every_older_version_migrates_whole);
  ADD (a_newer_version_is_refused_and_left_alone);
  ADD (nobody_else_can_read_the_desk);
  ADD (a_backup_a_day_is_made_and_three_are_kept);
  ADD (a_backup_stands_alone_and_is_whole);
  ADD (a_damaged_desk_is_set_aside_and_its_backup_restored);
  ADD (a_damaged_backup_is_passed_over);
  ADD (without_a_backup_a_new_desk_begins_and_says_so);
  ADD (a_log_does_not_outlive_the_file_it_belongs_to);
  ADD (a_forgotten_history_is_in_no_file);
  ADD (old_rows_make_room_for_new_ones);
  return g_test_run ();
}
