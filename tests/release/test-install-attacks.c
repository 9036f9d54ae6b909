/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a workstation refuses, each with its own error, and what stays in force. */
#include "config.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <zstd.h>

#include "base/tl-clock.h"
#include "install-fixture.h"
#include "release/tl-release-error.h"
#include "../test-system.h"

typedef struct
{
  Publisher publisher;
  TlTrust *trust;
  GPtrArray *sources;
  char *library;
  TlInstallOptions options;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  TlInstallReport report;
  g_autoptr (GError) error = NULL;

  publisher_init (&fixture->publisher);
  fixture->trust = publisher_trust (&fixture->publisher, 1);
  fixture->sources = g_ptr_array_new_with_free_func (g_object_unref);
  g_ptr_array_add (fixture->sources, tl_folder_source_new (fixture->publisher.folder));
  fixture->library = release_folder ();
  fixture->options = (TlInstallOptions){
    .trust = fixture->trust, .sources = fixture->sources, .open = library_open, .retry_ms = 1
  };
  publisher_release (&fixture->publisher, 5);
  g_assert_true (tl_install_run (fixture->library, &fixture->options, &report, NULL, &error));
  g_assert_no_error (error);
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

/* Twice, because the second try must not do what the first refused. */
static void
refuses (Fixture *fixture, TlReleaseError code)
{
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GError) error = NULL;

      tl_install_run (fixture->library, &fixture->options, NULL, NULL, &error);
      g_assert_error (error, TL_RELEASE_ERROR, (int)code);
      g_test_message ("%s", error->message);
      g_assert_cmpuint (library_check (fixture->library), ==, 5);
    }
}

static void
replace_in_manifest (Fixture *fixture, const char *from, const char *to)
{
  g_autofree char *path = publisher_path (&fixture->publisher, "manifest.json");
  g_autofree char *json = NULL;
  g_autofree char *changed = NULL;

  g_assert_true (g_file_get_contents (path, &json, NULL, NULL));
  changed = release_replace (json, from, to);
  g_assert_true (g_file_set_contents (path, changed, -1, NULL));
}

static void
remove_signatures (Fixture *fixture)
{
  guint signers = fixture->publisher.signers;
  g_autofree char *first = publisher_path (&fixture->publisher, "manifest.json.minisig");

  fixture->publisher.signers = 0;
  publisher_sign (&fixture->publisher);
  fixture->publisher.signers = signers;
  g_unlink (first);
}

static void
unsigned_is_refused (Fixture *fixture, gconstpointer data)
{
  publisher_release (&fixture->publisher, 6);
  remove_signatures (fixture);
  refuses (fixture, TL_RELEASE_ERROR_UNSIGNED);
}

static void
a_strangers_key_is_refused (Fixture *fixture, gconstpointer data)
{
  Publisher stranger;

  publisher_init (&stranger);
  publisher_release (&stranger, 6);
  g_ptr_array_remove_index (fixture->sources, 0);
  g_ptr_array_add (fixture->sources, tl_folder_source_new (stranger.folder));
  refuses (fixture, TL_RELEASE_ERROR_KEY);
  publisher_clear (&stranger);
}

static void
one_signature_too_few_is_refused (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TlTrust) two = publisher_trust (&fixture->publisher, 2);

  fixture->options.trust = two;
  publisher_release (&fixture->publisher, 6);
  refuses (fixture, TL_RELEASE_ERROR_THRESHOLD);
  fixture->publisher.signers = 2;
  publisher_sign (&fixture->publisher);
  g_assert_true (tl_install_run (fixture->library, &fixture->options, NULL, NULL, NULL));
  g_assert_cmpuint (library_check (fixture->library), ==, 6);
}

static void
a_changed_manifest_is_refused (Fixture *fixture, gconstpointer data)
{
  publisher_release (&fixture->publisher, 6);
  replace_in_manifest (fixture, "\"serial\":6,\"withdrawn\"", "\"serial\":7,\"withdrawn\"");
  refuses (fixture, TL_RELEASE_ERROR_SIGNATURE);
}

static void
signatures_of_another_release_are_refused (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TlManifest) manifest = publisher_manifest (&fixture->publisher, 7, TRUE);

  publisher_release (&fixture->publisher, 6);
  publisher_write_manifest (&fixture->publisher, manifest);
  refuses (fixture, TL_RELEASE_ERROR_SIGNATURE);
}

static void
an_older_release_is_refused_even_after_going_back (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  publisher_release (&fixture->publisher, 4);
  refuses (fixture, TL_RELEASE_ERROR_OLDER);
  publisher_release (&fixture->publisher, 7);
  g_assert_true (tl_install_run (fixture->library, &fixture->options, NULL, NULL, &error));
  g_assert_true (tl_install_rollback (fixture->library, library_open, NULL, NULL, &error));
  g_assert_no_error (error);
  publisher_release (&fixture->publisher, 6);
  refuses (fixture, TL_RELEASE_ERROR_OLDER);
}

static void
an_expired_release_is_refused (Fixture *fixture, gconstpointer data)
{
  fixture->publisher.expires = "2026-03-02T00:00:00Z";
  publisher_release (&fixture->publisher, 6);
  tl_clock_set_fake (1780000000); /* 2026-05-28 */
  refuses (fixture, TL_RELEASE_ERROR_EXPIRED);
  tl_clock_set_fake (-1);
}

static void
another_channel_is_refused (Fixture *fixture, gconstpointer data)
{
  fixture->publisher.channel = "testing";
  publisher_release (&fixture->publisher, 6);
  refuses (fixture, TL_RELEASE_ERROR_CHANNEL);
}

static void
a_release_for_a_newer_program_is_refused (Fixture *fixture, gconstpointer data)
{
  fixture->publisher.minimum_program = "99.0.1";
  publisher_release (&fixture->publisher, 6);
  refuses (fixture, TL_RELEASE_ERROR_PROGRAM);
}

/* Path of what is sent for the volume that changes. */
static char *
sent_path (Fixture *fixture, guint64 serial)
{
  g_autoptr (GBytes) volume = publisher_volume (&fixture->publisher, serial);
  g_autofree char *digest = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, volume);
  g_autofree char *name = g_strdup_printf ("files/%s.zst", digest);

  return publisher_path (&fixture->publisher, name);
}

static void
a_swapped_volume_is_refused (Fixture *fixture, gconstpointer data)
{
  g_autofree char *sent = sent_path (fixture, 6);
  g_autofree char *other = sent_path (fixture, 5);
  g_autofree char *bytes = NULL;
  struct stat info;
  gsize length;

  fixture->publisher.without_patches = TRUE;
  publisher_release (&fixture->publisher, 6);
  g_assert_cmpint (g_stat (sent, &info), ==, 0);
  g_assert_true (g_file_get_contents (other, &bytes, &length, NULL));
  bytes = g_realloc (bytes, (gsize)info.st_size + 1);
  g_assert_true (g_file_set_contents (sent, bytes, info.st_size, NULL));
  refuses (fixture, TL_RELEASE_ERROR_DIGEST);
}

static void
a_short_and_an_endless_file_are_refused (Fixture *fixture, gconstpointer data)
{
  g_autofree char *sent = sent_path (fixture, 6);

  fixture->publisher.without_patches = TRUE;
  publisher_release (&fixture->publisher, 6);
  g_assert_cmpint (truncate (sent, 1000), ==, 0);
  refuses (fixture, TL_RELEASE_ERROR_SIZE);
  g_assert_cmpint (truncate (sent, (off_t)10 * 1000 * 1000 * 1000), ==, 0);
  refuses (fixture, TL_RELEASE_ERROR_SIZE);
}

static void
a_missing_file_is_told (Fixture *fixture, gconstpointer data)
{
  g_autofree char *sent = sent_path (fixture, 6);

  fixture->publisher.without_patches = TRUE;
  publisher_release (&fixture->publisher, 6);
  g_unlink (sent);
  refuses (fixture, TL_RELEASE_ERROR_MISSING);
}

/* The signed manifest itself lies: the frame inside unpacks to far more than its size. */
static void
a_bomb_is_refused (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TlManifest) manifest = NULL;
  g_autofree char *zeros = g_malloc0 (64 * 1024 * 1024);
  g_autofree guint8 *frame = g_malloc (1024 * 1024);
  g_autofree char *sent = sent_path (fixture, 6);
  g_autofree char *digest = NULL;
  gsize size = ZSTD_compress (frame, 1024 * 1024, zeros, 64 * 1024 * 1024, 3);

  fixture->publisher.without_patches = TRUE;
  manifest = publisher_manifest (&fixture->publisher, 6, TRUE);
  g_assert_false (ZSTD_isError (size));
  g_assert_true (g_file_set_contents (sent, (char *)frame, (gssize)size, NULL));
  digest = g_compute_checksum_for_data (G_CHECKSUM_SHA256, frame, size);
  for (guint i = 0; i < manifest->files->len; i++)
    {
      TlReleaseFile *file = g_ptr_array_index (manifest->files, i);

      if (strstr (sent, file->digest) == NULL)
        continue;
      g_strlcpy (file->sent_digest, digest, TL_DIGEST_SIZE);
      file->sent_size = size;
    }
  publisher_write_manifest (&fixture->publisher, manifest);
  publisher_sign (&fixture->publisher);
  refuses (fixture, TL_RELEASE_ERROR_SIZE);
}

static void
a_path_in_a_name_is_refused (Fixture *fixture, gconstpointer data)
{
  publisher_release (&fixture->publisher, 6);
  replace_in_manifest (fixture, "\"name\":\"pack-a.json\"", "\"name\":\"../pack-a.json\"");
  publisher_sign (&fixture->publisher);
  refuses (fixture, TL_RELEASE_ERROR_MANIFEST);
}

static void
a_manifest_of_ten_gigabytes_is_refused_at_once (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = publisher_path (&fixture->publisher, "manifest.json");

  publisher_release (&fixture->publisher, 6);
  g_assert_cmpint (truncate (path, (off_t)10 * 1000 * 1000 * 1000), ==, 0);
  refuses (fixture, TL_RELEASE_ERROR_SIZE);
}

static void
a_manifest_that_is_none_is_refused (Fixture *fixture, gconstpointer data)
{
  static const char *const cases[] = { "", "{}", "[]", "\xff\xfe", "{\"format\":\"x\"}" };
  g_autofree char *path = publisher_path (&fixture->publisher, "manifest.json");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_assert_true (g_file_set_contents (path, cases[i], -1, NULL));
      publisher_sign (&fixture->publisher);
      refuses (fixture, TL_RELEASE_ERROR_MANIFEST);
    }
}

static void
links_and_pipes_in_a_folder_are_refused (Fixture *fixture, gconstpointer data)
{
  g_autofree char *outside = release_folder ();
  g_autofree char *secret = g_build_filename (outside, "secret", NULL);
  g_autofree char *sent = sent_path (fixture, 6);
  g_autofree char *files = g_path_get_dirname (sent);
  g_autofree char *moved = g_build_filename (outside, "files", NULL);

  TEST_NEEDS_POSIX ("symbolic links and named pipes among files");
  fixture->publisher.without_patches = TRUE;
  publisher_release (&fixture->publisher, 6);
  g_assert_cmpint (g_rename (sent, secret), ==, 0);
  g_assert_cmpint (symlink (secret, sent), ==, 0);
  refuses (fixture, TL_RELEASE_ERROR_SOURCE);
  g_unlink (sent);
  g_assert_cmpint (mkfifo (sent, 0644), ==, 0);
  refuses (fixture, TL_RELEASE_ERROR_SOURCE);
  g_unlink (sent);
  g_assert_cmpint (g_rename (secret, sent), ==, 0);
  g_assert_cmpint (g_rename (files, moved), ==, 0);
  g_assert_cmpint (symlink (moved, files), ==, 0);
  refuses (fixture, TL_RELEASE_ERROR_SOURCE);
  g_unlink (files);
  release_folder_remove (outside);
}

static void
a_folder_that_is_gone_is_told (Fixture *fixture, gconstpointer data)
{
  g_ptr_array_remove_index (fixture->sources, 0);
  g_ptr_array_add (fixture->sources, tl_folder_source_new ("/nowhere/at/all"));
  refuses (fixture, TL_RELEASE_ERROR_SOURCE);
}

static void
write_root (Fixture *fixture, TlRoot *root, TlSecretKey *const *signers, const TlPublicKey *ids)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *json = tl_root_to_json (root, &error);
  g_autofree char *name = g_strdup_printf ("root/%" G_GUINT64_FORMAT ".json", root->version);
  g_autofree char *path = publisher_path (&fixture->publisher, name);

  g_assert_no_error (error);
  g_assert_true (g_file_set_contents (path, json, -1, NULL));
  for (guint i = 0; signers[i] != NULL; i++)
    {
      g_autofree char *file = g_strdup_printf ("%s.%s.minisig", path, ids[i].id);
      g_autofree char *signature
          = tl_minisign_sign (signers[i], json, strlen (json), "root", &error);

      g_assert_no_error (error);
      g_assert_true (g_file_set_contents (file, signature, -1, NULL));
    }
}

static TlTrust *
trust_of_root (TlRoot *root)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *json = tl_root_to_json (root, &error);
  TlTrust *trust = tl_trust_new_root (json, -1, &error);

  g_assert_no_error (error);
  return trust;
}

/* Key 0 signs releases, then key 1 does; key 2 is the root's. The walk is kept in the library. */
static void
a_rotated_key_is_refused_from_then_on (Fixture *fixture, gconstpointer data)
{
  Publisher *publisher = &fixture->publisher;
  TlSecretKey *root_keys[] = { publisher->keys[2], NULL };
  TlSecretKey *old_keys[] = { publisher->keys[0], NULL };
  TlSecretKey *new_keys[] = { publisher->keys[1], NULL };
  g_autoptr (TlRoot) first = release_root (1, root_keys, 1, old_keys, 1);
  g_autoptr (TlRoot) second = release_root (2, root_keys, 1, new_keys, 1);
  g_autoptr (TlTrust) trust = trust_of_root (first);
  g_autofree char *folder = publisher_path (publisher, "root/2.json");

  fixture->options.trust = trust;
  publisher_release (publisher, 6);
  g_assert_true (tl_install_run (fixture->library, &fixture->options, NULL, NULL, NULL));
  g_assert_cmpuint (library_check (fixture->library), ==, 6);
  write_root (fixture, second, root_keys, &publisher->public_keys[2]);
  publisher_release (publisher, 7);
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GError) error = NULL;

      tl_install_run (fixture->library, &fixture->options, NULL, NULL, &error);
      g_assert_error (error, TL_RELEASE_ERROR, TL_RELEASE_ERROR_REVOKED);
      /* Also where the source hides the new root. */
      g_unlink (folder);
    }
  publisher->signers = 2;
  publisher_sign (publisher);
  g_assert_true (tl_install_run (fixture->library, &fixture->options, NULL, NULL, NULL));
  g_assert_cmpuint (library_check (fixture->library), ==, 7);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name)                                                                                  \
  g_test_add ("/release/install-attacks/" #name, Fixture, NULL, set_up, name, tear_down)
  ADD (unsigned_is_refused);
  ADD (a_strangers_key_is_refused);
  ADD (one_signature_too_few_is_refused);
  ADD (a_changed_manifest_is_refused);
  ADD (signatures_of_another_release_are_refused);
  ADD (an_older_release_is_refused_even_after_going_back);
  ADD (an_expired_release_is_refused);
  ADD (another_channel_is_refused);
  ADD (a_release_for_a_newer_program_is_refused);
  ADD (a_swapped_volume_is_refused);
  ADD (a_short_and_an_endless_file_are_refused);
  ADD (a_missing_file_is_told);
  ADD (a_bomb_is_refused);
  ADD (a_path_in_a_name_is_refused);
  ADD (a_manifest_of_ten_gigabytes_is_refused_at_once);
  ADD (a_manifest_that_is_none_is_refused);
  ADD (links_and_pipes_in_a_folder_are_refused);
  ADD (a_folder_that_is_gone_is_told);
  ADD (a_rotated_key_is_refused_from_then_on);
  return g_test_run ();
}
