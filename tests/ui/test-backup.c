/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Notes and settings brought from one profile to another, without a display. */
#include "config.h"

#include <locale.h>

#define G_SETTINGS_ENABLE_BACKEND
#include <gio/gsettingsbackend.h>

#include "desk/tl-desk-place.h"
#include "fixture-library.h"
#include "ui/desk/tl-desk-keeper.h"
#include "ui/desk/tl-kept-settings.h"
#include "waiting.h"

typedef struct
{
  char *folder;
  GSettings *settings;
  TlDeskKeeper *keeper;
} Profile;

static void
start (Profile *profile)
{
  g_autoptr (GSettingsBackend) backend = g_memory_settings_backend_new ();

  profile->folder = g_dir_make_tmp ("troly-profile-XXXXXX", NULL);
  profile->settings = g_settings_new_with_backend ("vn.toaan.TroLy", backend);
  profile->keeper = tl_desk_keeper_new ();
  tl_desk_keeper_open (profile->keeper, profile->folder, profile->settings);
  wait_until (tl_desk_keeper_get_desk (profile->keeper) != NULL);
}

static void
end (Profile *profile)
{
  g_autofree char *backups = NULL;

  tl_desk_keeper_close (profile->keeper);
  g_object_unref (profile->keeper);
  g_object_unref (profile->settings);
  backups = g_build_filename (profile->folder, "backups", NULL);
  fixture_library_remove (backups);
  fixture_library_remove (profile->folder);
  g_free (profile->folder);
}

static void
done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **)user_data = g_object_ref (result);
}

static void
read_page (Profile *profile, const char *doc, guint page)
{
  g_autoptr (TlDeskPlace) place = tl_desk_place_new (doc, TL_DESK_VIEW_PDF);
  g_autoptr (GAsyncResult) result = NULL;
  TlDesk *desk = tl_desk_keeper_get_desk (profile->keeper);

  place->page = page;
  tl_desk_put_place_async (desk, place, NULL, done_cb, &result);
  wait_until (result != NULL);
  g_assert_true (tl_desk_put_place_finish (desk, result, NULL));
}

static guint
get_page (Profile *profile, const char *doc)
{
  g_autoptr (TlDeskPlace) place = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  TlDesk *desk = tl_desk_keeper_get_desk (profile->keeper);

  tl_desk_get_place_async (desk, doc, TL_DESK_VIEW_PDF, NULL, done_cb, &result);
  wait_until (result != NULL);
  place = tl_desk_get_place_finish (desk, result, NULL);
  return place != NULL ? place->page : 0;
}

static char *
save (Profile *profile, const char *path)
{
  g_autofree char *settings = tl_kept_settings_save (profile->settings);
  g_autoptr (TlDeskArchive) archive = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  TlDesk *desk = tl_desk_keeper_get_desk (profile->keeper);

  tl_desk_save_archive_async (desk, path, settings, NULL, done_cb, &result);
  wait_until (result != NULL);
  archive = tl_desk_save_archive_finish (desk, result, NULL);
  g_assert_nonnull (archive);
  return g_strdup (archive->digest);
}

static gboolean
restore (Profile *profile, const char *path, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (TlDeskArchive) archive = NULL;

  tl_desk_keeper_restore_async (profile->keeper, path, done_cb, &result);
  g_assert_null (tl_desk_keeper_get_desk (profile->keeper));
  wait_until (result != NULL);
  archive = tl_desk_keeper_restore_finish (profile->keeper, result, error);
  wait_until (tl_desk_keeper_get_desk (profile->keeper) != NULL);
  return archive != NULL;
}

static void
another_profile_becomes_the_same (void)
{
  Profile first = { NULL }, second = { NULL };
  const char *questions[] = { "đặt cọc", "thừa kế", NULL };
  g_autofree char *path = NULL;
  g_autofree char *again = NULL;
  g_autofree char *digest = NULL;
  g_autofree char *other = NULL;
  g_auto (GStrv) restored = NULL;
  g_autoptr (GError) error = NULL;

  start (&first);
  start (&second);
  path = g_build_filename (first.folder, "one", NULL);
  again = g_build_filename (second.folder, "again", NULL);
  g_settings_set_strv (first.settings, "recent-questions", questions);
  g_settings_set_int (first.settings, "text-size", 2);
  g_settings_set_string (first.settings, "library-folder", "/of/this/computer");
  read_page (&first, "blds-2015", 7);
  digest = save (&first, path);
  /* There nothing is kept, and letters are small. */
  g_settings_set_boolean (second.settings, "keep-history", FALSE);
  g_settings_set_int (second.settings, "text-size", 0);
  g_assert_true (restore (&second, path, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (get_page (&second, "blds-2015"), ==, 7);
  g_assert_cmpint (g_settings_get_int (second.settings, "text-size"), ==, 2);
  g_assert_true (g_settings_get_boolean (second.settings, "keep-history"));
  restored = g_settings_get_strv (second.settings, "recent-questions");
  g_assert_cmpstrv (restored, questions);
  g_assert_null (g_settings_get_user_value (second.settings, "library-folder"));
  other = save (&second, again);
  g_assert_cmpstr (other, ==, digest);
  end (&first);
  end (&second);
}

static void
what_cannot_be_restored_leaves_all_as_it_was (void)
{
  Profile profile = { NULL };
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;

  start (&profile);
  path = g_build_filename (profile.folder, "letter.odt", NULL);
  g_assert_true (g_file_set_contents (path, "PK", -1, NULL));
  g_settings_set_int (profile.settings, "text-size", 0);
  read_page (&profile, "blds-2015", 7);
  g_assert_false (restore (&profile, path, &error));
  g_assert_true (g_str_has_prefix (error->message, "“letter.odt” is no backup"));
  g_assert_cmpuint (get_page (&profile, "blds-2015"), ==, 7);
  g_assert_cmpint (g_settings_get_int (profile.settings, "text-size"), ==, 0);
  end (&profile);
}

static void
hostile_settings_are_left_out (void)
{
  g_autoptr (GSettingsBackend) backend = g_memory_settings_backend_new ();
  g_autoptr (GSettings) settings = g_settings_new_with_backend ("vn.toaan.TroLy", backend);

  tl_kept_settings_restore (settings, "[settings]\ntext-size=99\nlanguage='xx'\nkeep-history=7\n"
                                      "library-folder='/etc'\nunknown=1\ncolor-scheme='dark'\n");
  g_assert_cmpint (g_settings_get_int (settings, "text-size"), ==, 1);
  g_assert_true (g_settings_get_boolean (settings, "keep-history"));
  g_assert_null (g_settings_get_user_value (settings, "language"));
  g_assert_null (g_settings_get_user_value (settings, "library-folder"));
  g_assert_cmpint (g_settings_get_enum (settings, "color-scheme"), ==, 2);
  tl_kept_settings_restore (settings, "no key file");
  g_assert_cmpint (g_settings_get_enum (settings, "color-scheme"), ==, 2);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/backup/another-profile-becomes-the-same", another_profile_becomes_the_same);
  g_test_add_func ("/backup/what-cannot-be-restored-leaves-all-as-it-was",
                   what_cannot_be_restored_leaves_all_as_it_was);
  g_test_add_func ("/backup/hostile-settings-are-left-out", hostile_settings_are_left_out);
  return g_test_run ();
}
