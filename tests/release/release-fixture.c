/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <signal.h>

#include "release-fixture.h"

#include <glib/gstdio.h>
#include <string.h>

char *
release_folder (void)
{
  char *folder = g_dir_make_tmp ("troly release #%-XXXXXX", NULL);

  g_assert_nonnull (folder);
  return folder;
}

void
release_folder_remove (const char *folder)
{
  GDir *dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_DIR) && !g_file_test (path, G_FILE_TEST_IS_SYMLINK))
        release_folder_remove (path);
      else
        g_unlink (path);
    }
  g_clear_pointer (&dir, g_dir_close);
  g_rmdir (folder);
}

int
release_run (const char *const *argv, const char *input, char **output)
{
  GSubprocessFlags flags = G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_MERGE;
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) process = NULL;
  g_autofree char *printed = NULL;

#ifdef SIGPIPE
  /* A program that ends before it has read its input must not end the test. */
  signal (SIGPIPE, SIG_IGN);
#endif
  if (input != NULL)
    flags |= G_SUBPROCESS_FLAGS_STDIN_PIPE;
  process = g_subprocess_newv (argv, flags, &error);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (process, input, NULL, &printed, NULL, NULL);
  /* One that left its input unread is not waited for by that. */
  g_assert_true (g_subprocess_wait (process, NULL, NULL));
  if (output != NULL)
    *output = g_steal_pointer (&printed);
  return g_subprocess_get_if_exited (process) ? g_subprocess_get_exit_status (process) : -1;
}

gboolean
release_has_program (const char *name)
{
  g_autofree char *path = g_find_program_in_path (name);
  g_autofree char *reason = g_strdup_printf ("the program \"%s\" is not installed", name);

  if (path == NULL)
    g_test_skip (reason);
  return path != NULL;
}

void
release_digest (const char *text, char digest[TL_DIGEST_SIZE])
{
  g_autofree char *computed = g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);

  g_strlcpy (digest, computed, TL_DIGEST_SIZE);
}

static TlReleaseFile *
add_file (TlManifest *manifest, TlReleaseKind kind, const char *name, const char *content)
{
  TlReleaseFile *file = tl_release_file_new (kind, name);
  g_autofree char *sent = g_strconcat ("sent ", content, NULL);

  release_digest (content, file->digest);
  release_digest (sent, file->sent_digest);
  file->size = 1000;
  file->sent_size = 500;
  g_ptr_array_add (manifest->files, file);
  return file;
}

TlManifest *
release_manifest (guint64 serial)
{
  TlManifest *self = tl_manifest_new ();
  char digest[TL_DIGEST_SIZE];
  TlReleasePatch patch = { .size = 100 };
  TlReleaseFile *file;

  self->serial = serial;
  self->created = g_strdup ("2026-03-01T02:00:00Z");
  self->expires = g_strdup ("2026-06-01T00:00:00Z");
  self->channel = g_strdup ("stable");
  self->minimum_program = g_strdup ("0.1");
  release_digest ("volume", digest);
  {
    g_autofree char *volume = g_strconcat (digest, ".tlv", NULL);
    g_autofree char *index = g_strconcat (digest, ".tlx", NULL);

    file = add_file (self, TL_RELEASE_VOLUME, volume, "volume");
    file->title = g_strdup ("Bộ luật thử");
    release_digest ("before", patch.from);
    release_digest ("patch", patch.digest);
    g_array_append_val (file->patches, patch);
    add_file (self, TL_RELEASE_INDEX, index, "index");
  }
  file = add_file (self, TL_RELEASE_PACK, "pack-judgment-2024.json", "pack");
  file->pack_bytes = 5000;
  file->pack_files = 2;
  file = add_file (self, TL_RELEASE_CHANGES, "changes-2.json", "changes");
  file->serial = 2;
  g_ptr_array_add (self->withdrawn, g_strdup ("doc-1"));
  g_ptr_array_add (self->contributions, g_strdup ("c-7"));
  return self;
}

char *
release_replace (const char *text, const char *from, const char *to)
{
  g_auto (GStrv) parts = g_strsplit (text, from, -1);

  g_assert_nonnull (parts[1]);
  return g_strjoinv (to, parts);
}

static void
add_keys (TlRootRole *role, TlSecretKey *const *keys, guint threshold)
{
  for (guint i = 0; keys[i] != NULL; i++)
    {
      TlPublicKey key;

      tl_secret_key_get_public (keys[i], &key);
      g_array_append_val (role->keys, key);
    }
  role->threshold = threshold;
}

TlRoot *
release_root (guint64 version,
              TlSecretKey *const *root,
              guint root_threshold,
              TlSecretKey *const *release,
              guint threshold)
{
  TlRoot *self = tl_root_new ();

  self->version = version;
  self->created = g_strdup ("2026-01-01T00:00:00Z");
  add_keys (&self->root, root, root_threshold);
  add_keys (&self->release, release, threshold);
  return self;
}
