/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A release gets into a library: what is fetched, kept, patched, opened, dropped, and gone back to.
 */
#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "base/tl-posix.h"
#include "install-fixture.h"
#include "../test-system.h"
#include "release/tl-release-error.h"

typedef struct
{
  Publisher publisher;
  TlTrust *trust;
  GPtrArray *sources;
  char *library;
  TlInstallOptions options;
  TlInstallReport report;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  publisher_init (&fixture->publisher);
  fixture->trust = publisher_trust (&fixture->publisher, 1);
  fixture->sources = g_ptr_array_new_with_free_func (g_object_unref);
  g_ptr_array_add (fixture->sources, tl_folder_source_new (fixture->publisher.folder));
  fixture->library = release_folder ();
  fixture->options = (TlInstallOptions){
    .trust = fixture->trust, .sources = fixture->sources, .open = library_open, .retry_ms = 1
  };
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  publisher_clear (&fixture->publisher);
  tl_trust_unref (fixture->trust);
  g_ptr_array_unref (fixture->sources);
  release_folder_remove (fixture->library);
  g_free (fixture->library);
}

static void
install (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  tl_install_run (fixture->library, &fixture->options, &fixture->report, NULL, &error);
  g_assert_no_error (error);
}

static gboolean
has_file (Fixture *fixture, const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (fixture->library, folder, name, NULL);

  return g_file_test (path, G_FILE_TEST_EXISTS);
}

static guint
count_files (Fixture *fixture, const char *folder)
{
  g_autofree char *path = g_build_filename (fixture->library, folder, NULL);
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  guint n = 0;

  while (dir != NULL && g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

static void
a_release_is_installed_and_the_next_by_patch (Fixture *fixture, gconstpointer data)
{
  publisher_release (&fixture->publisher, 1);
  install (fixture);
  g_assert_true (fixture->report.changed);
  g_assert_cmpuint (fixture->report.serial, ==, 1);
  g_assert_cmpuint (fixture->report.before, ==, 0);
  g_assert_cmpuint (fixture->report.files, ==, 6);
  g_assert_cmpuint (library_check (fixture->library), ==, 1);

  install (fixture);
  g_assert_false (fixture->report.changed);
  g_assert_cmpuint (fixture->report.files, ==, 0);

  publisher_release (&fixture->publisher, 2);
  install (fixture);
  g_assert_true (fixture->report.changed);
  g_assert_cmpuint (fixture->report.kept, ==, 2);
  g_assert_cmpuint (fixture->report.patched, ==, 1);
  g_assert_cmpuint (library_check (fixture->library), ==, 2);

  /* Two at once, by the patch of two releases before. */
  publisher_release (&fixture->publisher, 3);
  publisher_release (&fixture->publisher, 4);
  install (fixture);
  g_assert_cmpuint (fixture->report.before, ==, 2);
  g_assert_cmpuint (fixture->report.patched, ==, 1);
  g_assert_cmpuint (library_check (fixture->library), ==, 4);
}

static void
a_plan_tells_the_bytes_and_changes_nothing (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  guint64 wanted;

  publisher_release (&fixture->publisher, 1);
  g_assert_true (
      tl_install_plan (fixture->library, &fixture->options, &fixture->report, NULL, &error));
  g_assert_no_error (error);
  g_assert_true (fixture->report.changed);
  wanted = fixture->report.wanted;
  g_assert_cmpuint (wanted, >, 100000);
  g_assert_cmpuint (fixture->report.disk, >, 200000);
  g_assert_cmpuint (library_check (fixture->library), ==, 0);
  g_assert_cmpuint (count_files (fixture, "store"), ==, 0);
  install (fixture);
  g_assert_cmpuint (fixture->report.wanted, ==, wanted);
  g_assert_cmpuint (fixture->report.fetched, >=, wanted);
  g_assert_cmpuint (fixture->report.fetched, <, wanted + 10000);
}

static void
a_wrong_or_missing_patch_costs_bytes_and_not_the_release (Fixture *fixture, gconstpointer data)
{
  g_autofree char *patches = publisher_path (&fixture->publisher, "patches/x");

  publisher_release (&fixture->publisher, 1);
  install (fixture);
  fixture->publisher.wrong_patches = TRUE;
  publisher_release (&fixture->publisher, 2);
  install (fixture);
  g_assert_cmpuint (fixture->report.patched, ==, 0);
  g_assert_cmpuint (library_check (fixture->library), ==, 2);
  fixture->publisher.wrong_patches = FALSE;
  publisher_release (&fixture->publisher, 3);
  *strrchr (patches, '/') = '\0';
  release_folder_remove (patches);
  install (fixture);
  g_assert_cmpuint (fixture->report.patched, ==, 0);
  g_assert_cmpuint (library_check (fixture->library), ==, 3);
}

static void
a_rollback_goes_to_the_last_good_and_is_not_undone_by_itself (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_auto (TlInstallState) state = { 0 };

  publisher_release (&fixture->publisher, 1);
  install (fixture);
  g_assert_false (tl_install_rollback (fixture->library, library_open, NULL, NULL, &error));
  g_assert_error (error, TL_RELEASE_ERROR, TL_RELEASE_ERROR_MISSING);
  g_clear_error (&error);
  publisher_release (&fixture->publisher, 2);
  install (fixture);
  g_assert_true (
      tl_install_rollback (fixture->library, library_open, NULL, &fixture->report, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (library_check (fixture->library), ==, 1);
  install (fixture);
  g_assert_false (fixture->report.changed);
  g_assert_cmpuint (library_check (fixture->library), ==, 1);
  g_assert_true (tl_install_read_state (fixture->library, &state, &error));
  g_assert_cmpuint (state.highest, ==, 2);
  g_assert_cmpuint (state.held, ==, 2);
  /* By hand it is taken again, and a newer one comes by itself. */
  fixture->options.again = TRUE;
  install (fixture);
  g_assert_cmpuint (library_check (fixture->library), ==, 2);
  fixture->options.again = FALSE;
  g_assert_true (tl_install_rollback (fixture->library, library_open, NULL, NULL, &error));
  publisher_release (&fixture->publisher, 3);
  install (fixture);
  g_assert_cmpuint (library_check (fixture->library), ==, 3);
}

static gboolean
open_fails (const char *library, gpointer user_data, GError **error)
{
  g_auto (TlInstallState) state = { 0 };

  g_assert_true (tl_install_read_state (library, &state, NULL));
  if (state.serial != 2)
    return library_open (library, user_data, error);
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, "cannot be opened");
  return FALSE;
}

static void
what_does_not_open_is_left_at_once (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  guint64 fetched;

  fixture->options.open = open_fails;
  publisher_release (&fixture->publisher, 1);
  install (fixture);
  publisher_release (&fixture->publisher, 2);
  g_assert_false (
      tl_install_run (fixture->library, &fixture->options, &fixture->report, NULL, &error));
  g_assert_error (error, TL_RELEASE_ERROR, TL_RELEASE_ERROR_OPEN);
  g_assert_cmpuint (library_check (fixture->library), ==, 1);
  /* No loop: it is not fetched again. */
  install (fixture);
  fetched = fixture->report.fetched;
  g_assert_cmpuint (fetched, <, 10000);
  g_assert_cmpuint (library_check (fixture->library), ==, 1);
  publisher_release (&fixture->publisher, 3);
  install (fixture);
  g_assert_cmpuint (library_check (fixture->library), ==, 3);
}

static void
a_first_release_that_does_not_open_leaves_no_library (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->options.open = open_fails;
  publisher_release (&fixture->publisher, 2);
  g_assert_false (tl_install_run (fixture->library, &fixture->options, NULL, NULL, &error));
  g_assert_error (error, TL_RELEASE_ERROR, TL_RELEASE_ERROR_OPEN);
  g_assert_cmpuint (library_check (fixture->library), ==, 0);
}

static void
unused_files_go_when_the_next_has_opened (Fixture *fixture, gconstpointer data)
{
  publisher_release (&fixture->publisher, 1);
  install (fixture);
  g_assert_cmpuint (count_files (fixture, "store"), ==, 6);
  publisher_release (&fixture->publisher, 2);
  install (fixture);
  /* Those of release 1 stay for going back: four that changed. */
  g_assert_cmpuint (count_files (fixture, "store"), ==, 10);
  publisher_release (&fixture->publisher, 3);
  install (fixture);
  g_assert_cmpuint (count_files (fixture, "store"), ==, 10);
  g_assert_cmpuint (count_files (fixture, "release"), ==, 2);
  g_assert_cmpuint (count_files (fixture, "incoming"), ==, 0);
}

static void
an_open_file_of_a_reader_is_read_to_its_end (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) volume = publisher_volume (&fixture->publisher, 1);
  g_autofree char *digest = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, volume);
  g_autofree char *path = g_strdup_printf ("%s/store/%s.tlv", fixture->library, digest);
  g_autofree char *bytes = g_malloc (g_bytes_get_size (volume));
  int fd;

  publisher_release (&fixture->publisher, 1);
  install (fixture);
  fd = g_open (path, O_RDONLY | O_CLOEXEC, 0);
  g_assert_cmpint (fd, >=, 0);
  for (guint64 serial = 2; serial <= 4; serial++)
    {
      publisher_release (&fixture->publisher, serial);
      install (fixture);
    }
  /* Windows keeps a file that is open; it goes with the release after. */
  g_assert_cmpint (g_file_test (path, G_FILE_TEST_EXISTS), ==, TEST_KEEPS_OPEN_FILES);
  g_assert_cmpint (read (fd, bytes, g_bytes_get_size (volume)), ==,
                   (gssize)g_bytes_get_size (volume));
  g_assert_cmpmem (bytes, g_bytes_get_size (volume), g_bytes_get_data (volume, NULL),
                   g_bytes_get_size (volume));
  close (fd);
  publisher_release (&fixture->publisher, 5);
  install (fixture);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
}

static void
two_installers_do_not_meet (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->library, "lock", NULL);
  g_autoptr (GError) error = NULL;
  int fd = g_open (path, O_RDWR | O_CREAT, 0644);

  publisher_release (&fixture->publisher, 1);
  g_assert_cmpint (flock (fd, LOCK_EX), ==, 0);
  g_assert_false (tl_install_run (fixture->library, &fixture->options, NULL, NULL, &error));
  g_assert_error (error, TL_RELEASE_ERROR, TL_RELEASE_ERROR_BUSY);
  close (fd);
  install (fixture);
}

static char *
original_name (const char *text)
{
  char digest[TL_DIGEST_SIZE];

  release_digest (text, digest);
  return g_strconcat (digest, ".pdf", NULL);
}

static void
originals_come_by_pack_and_one_by_one (Fixture *fixture, gconstpointer data)
{
  static const char *const packs[] = { "pack-a.json", NULL };
  g_autofree char *first = original_name ("original 1 of release 1");
  g_autofree char *second = original_name ("original 1 of release 2");
  g_autoptr (GError) error = NULL;

  publisher_release (&fixture->publisher, 1);
  install (fixture);
  g_assert_cmpuint (count_files (fixture, "files"), ==, 0);
  g_assert_true (
      tl_install_fetch_original (fixture->library, &fixture->options, first, NULL, &error));
  g_assert_no_error (error);
  g_assert_true (has_file (fixture, "files", first));
  g_assert_false (
      tl_install_fetch_original (fixture->library, &fixture->options, "other.pdf", NULL, &error));
  g_assert_error (error, TL_RELEASE_ERROR, TL_RELEASE_ERROR_MISSING);
  fixture->options.packs = packs;
  install (fixture);
  g_assert_cmpuint (fixture->report.originals, ==, 1);
  /* The choice is remembered; what changed is fetched, what did not is not. */
  fixture->options.packs = NULL;
  publisher_release (&fixture->publisher, 2);
  install (fixture);
  g_assert_cmpuint (fixture->report.originals, ==, 1);
  g_assert_true (has_file (fixture, "files", second));
  install (fixture);
  g_assert_cmpuint (fixture->report.originals, ==, 0);
  /* What no release that stays lists any more goes. */
  g_assert_true (has_file (fixture, "files", first));
  publisher_release (&fixture->publisher, 3);
  install (fixture);
  g_assert_false (has_file (fixture, "files", first));
}

static void
a_dropped_pack_goes_and_stays_away (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *chosen;
    const char *dropped;
  } cases[] = { { "pack-a.json", "pack-a.json" }, { "all", "pack-a.json" }, { "all", "all" } };

  publisher_release (&fixture->publisher, 1);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const char *const packs[] = { cases[i].chosen, NULL };
      g_autoptr (GError) error = NULL;
      guint64 files = 0;
      guint64 bytes = 0;
      guint there;

      fixture->options.packs = packs;
      install (fixture);
      there = count_files (fixture, "files");
      g_assert_cmpuint (there, >, 0);
      g_assert_false (
          tl_install_drop_pack (fixture->library, "pack-b.json", &files, &bytes, &error));
      g_assert_error (error, TL_RELEASE_ERROR, TL_RELEASE_ERROR_MISSING);
      g_clear_error (&error);
      g_assert_cmpuint (count_files (fixture, "files"), ==, there);
      g_assert_true (
          tl_install_drop_pack (fixture->library, cases[i].dropped, &files, &bytes, &error));
      g_assert_no_error (error);
      g_assert_cmpuint (files, ==, there);
      g_assert_cmpuint (bytes, >, 0);
      g_assert_cmpuint (count_files (fixture, "files"), ==, 0);
      /* The updater keeps the choice; only who names the pack again has it again. */
      fixture->options.packs = NULL;
      install (fixture);
      g_assert_cmpuint (fixture->report.originals, ==, 0);
      g_assert_cmpuint (count_files (fixture, "files"), ==, 0);
      /* Killed before the files went, the same call finishes; here there is nothing left. */
      g_assert_true (
          tl_install_drop_pack (fixture->library, cases[i].dropped, &files, &bytes, &error));
      g_assert_cmpuint (files, ==, 0);
    }
}

static void
what_changed_is_told (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) changes = NULL;
  g_autoptr (GPtrArray) none = NULL;
  g_autoptr (GError) error = NULL;

  publisher_release (&fixture->publisher, 1);
  install (fixture);
  changes = tl_install_read_changes (fixture->library, 1, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (changes->len, ==, 1);
  g_assert_cmpstr (((TlChange *)g_ptr_array_index (changes, 0))->id, ==, "doc-1");
  none = tl_install_read_changes (fixture->library, 7, &error);
  g_assert_cmpuint (none->len, ==, 0);
}

static void
a_mirror_serves_the_next_workstation_alone (Fixture *fixture, gconstpointer data)
{
  g_autofree char *mirror = release_folder ();
  g_autofree char *other = release_folder ();
  g_autofree char *bound = NULL;
  g_autoptr (GPtrArray) sources = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GError) error = NULL;

  fixture->options.mirror = mirror;
  publisher_release (&fixture->publisher, 1);
  install (fixture);
  /* A mirror that is broken off serves a whole release too. */
  bound = g_build_filename (mirror, "signatures", NULL);
  g_assert_true (g_file_test (bound, G_FILE_TEST_IS_DIR));
  g_clear_pointer (&bound, g_free);
  bound = g_build_filename (mirror, "manifest.json.minisig", NULL);
  g_assert_true (g_file_test (bound, G_FILE_TEST_EXISTS));
  g_ptr_array_add (sources, tl_folder_source_new (mirror));
  fixture->options.mirror = NULL;
  fixture->options.sources = sources;
  g_assert_true (tl_install_run (other, &fixture->options, &fixture->report, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (library_check (other), ==, 1);
  release_folder_remove (mirror);
  release_folder_remove (other);
}

/* Moves the signature of the key @n from beside the manifest to the place under its digest. */
static void
bind_signature (Publisher *publisher, guint n)
{
  g_autofree char *manifest = publisher_path (publisher, "manifest.json");
  g_autofree char *beside
      = g_strdup_printf ("%s.%s.minisig", manifest, publisher->public_keys[n].id);
  g_autofree char *json = NULL;
  g_autofree char *name = NULL;
  g_autofree char *bound = NULL;
  gsize length = 0;

  g_assert_true (g_file_get_contents (manifest, &json, &length, NULL));
  name = tl_trust_signature_name (json, length, publisher->public_keys[n].id);
  bound = publisher_path (publisher, name);
  g_assert_cmpint (g_rename (beside, bound), ==, 0);
}

/* What lies beside the manifest is that of another release; one signature of two is only there. */
static void
signatures_under_the_digest_fit_at_every_moment (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TlTrust) two = publisher_trust (&fixture->publisher, 2);
  g_autofree char *first = publisher_path (&fixture->publisher, "manifest.json.minisig");
  g_autofree char *strange = NULL;
  g_autofree char *beside = publisher_path (&fixture->publisher, "manifest.json");

  fixture->options.trust = two;
  fixture->publisher.signers = 2;
  publisher_release (&fixture->publisher, 1);
  g_assert_true (g_file_get_contents (first, &strange, NULL, NULL));
  publisher_release (&fixture->publisher, 2);
  bind_signature (&fixture->publisher, 0);
  for (guint i = 0; i < 2; i++)
    {
      g_autofree char *path
          = i == 0 ? g_strdup_printf ("%s.%s.minisig", beside, fixture->publisher.public_keys[0].id)
                   : g_strdup (first);

      g_assert_true (g_file_set_contents (path, strange, -1, NULL));
    }
  install (fixture);
  g_assert_cmpuint (library_check (fixture->library), ==, 2);
}

/* A damaged signature under the digest costs nothing where that beside the manifest is right. */
static void
a_damaged_signature_is_taken_from_the_other_place (Fixture *fixture, gconstpointer data)
{
  g_autofree char *manifest = publisher_path (&fixture->publisher, "manifest.json");
  g_autofree char *json = NULL;
  g_autofree char *name = NULL;
  g_autofree char *bound = NULL;
  gsize length = 0;

  publisher_release (&fixture->publisher, 1);
  g_assert_true (g_file_get_contents (manifest, &json, &length, NULL));
  name = tl_trust_signature_name (json, length, fixture->publisher.public_keys[0].id);
  bound = publisher_path (&fixture->publisher, name);
  g_assert_true (g_file_set_contents (bound, "no signature", -1, NULL));
  install (fixture);
  g_assert_cmpuint (library_check (fixture->library), ==, 1);
}

static void
a_mirror_that_stands_still_keeps_nobody_back (Fixture *fixture, gconstpointer data)
{
  Publisher old;
  TlSecretKey *key;

  /* The same key, another folder. */
  publisher_init (&old);
  key = old.keys[0];
  old.keys[0] = fixture->publisher.keys[0];
  old.public_keys[0] = fixture->publisher.public_keys[0];
  publisher_release (&old, 1);
  g_ptr_array_insert (fixture->sources, 0, tl_folder_source_new (old.folder));
  publisher_release (&fixture->publisher, 3);
  install (fixture);
  install (fixture);
  g_assert_cmpuint (library_check (fixture->library), ==, 3);
  old.keys[0] = key;
  publisher_clear (&old);
}

static void
damage_is_repaired_by_hand (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) volume = publisher_volume (&fixture->publisher, 1);
  g_autofree char *digest = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, volume);
  g_autofree char *path = g_strdup_printf ("%s/store/%s.tlv", fixture->library, digest);
  g_autofree char *noise = g_malloc0 (g_bytes_get_size (volume));
  g_autofree char *state = g_build_filename (fixture->library, "state.json", NULL);

  publisher_release (&fixture->publisher, 1);
  install (fixture);
  g_assert_true (g_file_set_contents (path, noise, (gssize)g_bytes_get_size (volume), NULL));
  g_assert_true (g_file_set_contents (state, "{ damaged", -1, NULL));
  fixture->options.again = TRUE;
  install (fixture);
  g_assert_cmpuint (fixture->report.files, ==, 1);
  g_assert_cmpuint (library_check (fixture->library), ==, 1);
}

static gboolean
gate_closed (gpointer user_data)
{
  return FALSE;
}

static void
quiet_hours_and_cancelling_keep_what_came (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  publisher_release (&fixture->publisher, 1);
  fixture->options.gate = gate_closed;
  g_assert_false (tl_install_run (fixture->library, &fixture->options, NULL, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_WOULD_BLOCK);
  g_clear_error (&error);
  fixture->options.gate = NULL;
  g_cancellable_cancel (cancellable);
  g_assert_false (tl_install_run (fixture->library, &fixture->options, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (library_check (fixture->library), ==, 0);
  install (fixture);
}

static void
bandwidth_is_kept (Fixture *fixture, gconstpointer data)
{
  gint64 start = g_get_monotonic_time ();

  publisher_release (&fixture->publisher, 1);
  fixture->options.bandwidth = 300000;
  install (fixture);
  /* Never faster than allowed; a busy machine may be slower. */
  g_assert_cmpint (g_get_monotonic_time () - start, >=,
                   (gint64)((double)fixture->report.wanted / 300000 * 0.9 * G_USEC_PER_SEC));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name) g_test_add ("/release/install/" #name, Fixture, NULL, set_up, name, tear_down)
  ADD (a_release_is_installed_and_the_next_by_patch);
  ADD (a_plan_tells_the_bytes_and_changes_nothing);
  ADD (a_wrong_or_missing_patch_costs_bytes_and_not_the_release);
  ADD (a_rollback_goes_to_the_last_good_and_is_not_undone_by_itself);
  ADD (what_does_not_open_is_left_at_once);
  ADD (a_first_release_that_does_not_open_leaves_no_library);
  ADD (unused_files_go_when_the_next_has_opened);
  ADD (an_open_file_of_a_reader_is_read_to_its_end);
  ADD (two_installers_do_not_meet);
  ADD (originals_come_by_pack_and_one_by_one);
  ADD (a_dropped_pack_goes_and_stays_away);
  ADD (what_changed_is_told);
  ADD (a_mirror_serves_the_next_workstation_alone);
  ADD (signatures_under_the_digest_fit_at_every_moment);
  ADD (a_damaged_signature_is_taken_from_the_other_place);
  ADD (a_mirror_that_stands_still_keeps_nobody_back);
  ADD (damage_is_repaired_by_hand);
  ADD (quiet_hours_and_cancelling_keep_what_came);
  ADD (bandwidth_is_kept);
  return g_test_run ();
}
