/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "base/tl-error.h"
#include "release-fixture.h"
#include "release/tl-delta.h"
#include "release/tl-release-error.h"

typedef struct
{
  char *folder;
  char *old;
  char *new;
  char *frame;
  char *out;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = release_folder ();
  fixture->old = g_build_filename (fixture->folder, "old", NULL);
  fixture->new = g_build_filename (fixture->folder, "new", NULL);
  fixture->frame = g_build_filename (fixture->folder, "frame", NULL);
  fixture->out = g_build_filename (fixture->folder, "out", NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  release_folder_remove (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->old);
  g_free (fixture->new);
  g_free (fixture->frame);
  g_free (fixture->out);
}

/* Bytes that do not compress, so that only the older file helps. */
static GByteArray *
noise (GRand *random, guint length)
{
  GByteArray *bytes = g_byte_array_new ();

  g_byte_array_set_size (bytes, length);
  for (guint i = 0; i < length; i++)
    bytes->data[i] = (guint8)g_rand_int (random);
  return bytes;
}

/* Pieces of @old moved, left out, doubled and mixed with new ones. */
static GByteArray *
edit (GRand *random, const GByteArray *old)
{
  GByteArray *bytes = g_byte_array_new ();
  guint pieces = (guint)g_rand_int_range (random, 0, 8);

  for (guint i = 0; i < pieces; i++)
    {
      guint from = old->len > 0 ? (guint)g_rand_int_range (random, 0, (gint32)old->len) : 0;
      guint length = old->len - from;
      g_autoptr (GByteArray) fresh = noise (random, (guint)g_rand_int_range (random, 0, 300));

      if (length > 0)
        g_byte_array_append (bytes, old->data + from,
                             (guint)g_rand_int_range (random, 0, (gint32)length + 1));
      g_byte_array_append (bytes, fresh->data, fresh->len);
    }
  return bytes;
}

static void
write_bytes (const char *path, const GByteArray *bytes)
{
  g_assert_true (g_file_set_contents (path, (const char *)bytes->data, (gssize)bytes->len, NULL));
}

static void
assert_same (const char *a, const char *b)
{
  g_autofree char *left = NULL;
  g_autofree char *right = NULL;
  gsize left_length;
  gsize right_length;

  g_assert_true (g_file_get_contents (a, &left, &left_length, NULL));
  g_assert_true (g_file_get_contents (b, &right, &right_length, NULL));
  g_assert_cmpmem (left, left_length, right, right_length);
}

static void
test_patches_give_the_new_file_whatever_was_edited (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (7);

  for (guint round = 0; round < 60; round++)
    {
      g_autoptr (GByteArray) old = noise (random, (guint)g_rand_int_range (random, 0, 20000));
      g_autoptr (GByteArray) new = edit (random, old);
      const char *from = round % 3 == 0 ? NULL : fixture->old;
      g_autoptr (GError) error = NULL;
      char digest[TL_DIGEST_SIZE];
      char sent[TL_DIGEST_SIZE];
      char seen[TL_DIGEST_SIZE];
      guint64 size = 0;
      guint64 sent_size = 0;
      guint64 seen_size = 0;

      write_bytes (fixture->old, old);
      write_bytes (fixture->new, new);
      g_assert_true (tl_delta_digest (fixture->new, digest, &size, NULL, &error));
      g_assert_true (
          tl_delta_pack (fixture->new, from, fixture->frame, sent, &sent_size, NULL, &error));
      g_assert_no_error (error);
      g_assert_true (tl_delta_digest (fixture->frame, seen, &seen_size, NULL, &error));
      g_assert_cmpstr (seen, ==, sent);
      g_assert_cmpuint (seen_size, ==, sent_size);
      g_assert_true (
          tl_delta_unpack (fixture->frame, from, fixture->out, digest, size, NULL, &error));
      g_assert_no_error (error);
      assert_same (fixture->new, fixture->out);
    }
}

static void
prepare (Fixture *fixture, gboolean patch, char *digest, guint64 *size)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (3);
  g_autoptr (GByteArray) old = noise (random, 30000);
  g_autoptr (GByteArray) new = noise (random, 500);

  g_byte_array_append (new, old->data, old->len);
  write_bytes (fixture->old, old);
  write_bytes (fixture->new, new);
  g_assert_true (tl_delta_digest (fixture->new, digest, size, NULL, NULL));
  g_assert_true (tl_delta_pack (fixture->new, patch ? fixture->old : NULL, fixture->frame, NULL,
                                NULL, NULL, NULL));
}

static void
test_damaged_frames_are_errors_and_leave_nothing (Fixture *fixture, gconstpointer data)
{
  gboolean patch = GPOINTER_TO_INT (data);
  char digest[TL_DIGEST_SIZE];
  guint64 size;
  g_autofree char *bytes = NULL;
  gsize length;

  prepare (fixture, patch, digest, &size);
  g_assert_true (g_file_get_contents (fixture->frame, &bytes, &length, NULL));
  for (gsize i = 0; i < length; i += MAX (length / 97, 1))
    for (guint cut = 0; cut < 2; cut++)
      {
        g_autoptr (GError) error = NULL;
        char kept = bytes[i];

        bytes[i] = (char)(kept ^ 0x41);
        g_assert_true (
            g_file_set_contents (fixture->frame, bytes, (gssize)(cut ? i : length), NULL));
        bytes[i] = kept;
        g_assert_false (tl_delta_unpack (fixture->frame, patch ? fixture->old : NULL, fixture->out,
                                         digest, size, NULL, &error));
        g_assert_true (g_error_matches (error, TL_RELEASE_ERROR, TL_RELEASE_ERROR_SIZE)
                       || g_error_matches (error, TL_RELEASE_ERROR, TL_RELEASE_ERROR_DIGEST));
        g_assert_false (g_file_test (fixture->out, G_FILE_TEST_EXISTS));
      }
}

static void
test_what_is_not_as_the_manifest_says_is_refused (Fixture *fixture, gconstpointer data)
{
  gboolean patch = GPOINTER_TO_INT (data);
  const char *from = patch ? fixture->old : NULL;
  char digest[TL_DIGEST_SIZE];
  char other[TL_DIGEST_SIZE];
  g_autoptr (GError) error = NULL;
  guint64 size;

  prepare (fixture, patch, digest, &size);
  release_digest ("other", other);
  g_assert_false (tl_delta_unpack (fixture->frame, from, fixture->out, other, size, NULL, &error));
  g_assert_error (error, TL_RELEASE_ERROR, TL_RELEASE_ERROR_DIGEST);
  g_clear_error (&error);
  for (int more = -1; more <= 1; more += 2)
    {
      g_assert_false (tl_delta_unpack (fixture->frame, from, fixture->out, digest,
                                       size + (guint64)more, NULL, &error));
      g_assert_error (error, TL_RELEASE_ERROR, TL_RELEASE_ERROR_SIZE);
      g_clear_error (&error);
    }
  g_assert_false (g_file_test (fixture->out, G_FILE_TEST_EXISTS));
}

static void
test_a_bomb_is_stopped_at_the_size_of_the_manifest (Fixture *fixture, gconstpointer data)
{
  const char *const bomb[]
      = { "sh", "-c", "head -c 300000000 /dev/zero | zstd -q -19 --no-check -f -o \"$0\"",
          fixture->frame, NULL };
  char digest[TL_DIGEST_SIZE];
  g_autoptr (GError) error = NULL;

  if (!release_has_program ("zstd"))
    return;
  g_assert_cmpint (release_run (bomb, NULL, NULL), ==, 0);
  release_digest ("x", digest);
  g_assert_false (tl_delta_unpack (fixture->frame, NULL, fixture->out, digest, 1000, NULL, &error));
  g_assert_error (error, TL_RELEASE_ERROR, TL_RELEASE_ERROR_SIZE);
  g_assert_false (g_file_test (fixture->out, G_FILE_TEST_EXISTS));
}

static void
test_zstd_applies_our_patches_and_we_those_of_zstd (Fixture *fixture, gconstpointer data)
{
  g_autofree char *option = g_strconcat ("--patch-from=", fixture->old, NULL);
  const char *const apply[]
      = { "zstd", "-q", "-d", "-f", option, fixture->frame, "-o", fixture->out, NULL };
  const char *const make[]
      = { "zstd", "-q", "-f", "-19", option, fixture->new, "-o", fixture->frame, NULL };
  char digest[TL_DIGEST_SIZE];
  g_autoptr (GError) error = NULL;
  guint64 size;

  if (!release_has_program ("zstd"))
    return;
  prepare (fixture, TRUE, digest, &size);
  g_assert_cmpint (release_run (apply, NULL, NULL), ==, 0);
  assert_same (fixture->new, fixture->out);
  g_assert_cmpint (release_run (make, NULL, NULL), ==, 0);
  g_assert_true (
      tl_delta_unpack (fixture->frame, fixture->old, fixture->out, digest, size, NULL, &error));
  g_assert_no_error (error);
  assert_same (fixture->new, fixture->out);
}

static void
test_a_patch_of_a_known_file_is_small (Fixture *fixture, gconstpointer data)
{
  char digest[TL_DIGEST_SIZE];
  guint64 size;
  guint64 sent = 0;

  prepare (fixture, TRUE, digest, &size);
  g_assert_true (tl_delta_digest (fixture->frame, NULL, &sent, NULL, NULL));
  g_assert_cmpuint (sent, <, 700);
}

static void
test_files_that_are_too_large_get_no_patch (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  FILE *file = g_fopen (fixture->old, "w");

  g_assert_cmpint (fseeko (file, TL_DELTA_FILE_MOST, SEEK_SET), ==, 0);
  g_assert_cmpint (fputc ('x', file), ==, 'x');
  fclose (file);
  g_assert_true (g_file_set_contents (fixture->new, "x", 1, NULL));
  g_assert_false (
      tl_delta_pack (fixture->new, fixture->old, fixture->frame, NULL, NULL, NULL, &error));
  g_assert_error (error, TL_ERROR, TL_ERROR_LIMIT);
}

#define ADD(name, data, func)                                                                      \
  g_test_add ("/release/delta/" name, Fixture, data, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("patches-give-the-new-file", NULL, test_patches_give_the_new_file_whatever_was_edited);
  ADD ("damaged-frames-are-errors", GINT_TO_POINTER (0),
       test_damaged_frames_are_errors_and_leave_nothing);
  ADD ("damaged-patches-are-errors", GINT_TO_POINTER (1),
       test_damaged_frames_are_errors_and_leave_nothing);
  ADD ("frames-not-as-the-manifest-says", GINT_TO_POINTER (0),
       test_what_is_not_as_the_manifest_says_is_refused);
  ADD ("patches-not-as-the-manifest-says", GINT_TO_POINTER (1),
       test_what_is_not_as_the_manifest_says_is_refused);
  ADD ("a-bomb-is-stopped", NULL, test_a_bomb_is_stopped_at_the_size_of_the_manifest);
  ADD ("zstd-and-we-read-each-other", NULL, test_zstd_applies_our_patches_and_we_those_of_zstd);
  ADD ("a-patch-of-a-known-file-is-small", NULL, test_a_patch_of_a_known_file_is_small);
  ADD ("too-large-for-a-patch", NULL, test_files_that_are_too_large_get_no_patch);
  return g_test_run ();
}
