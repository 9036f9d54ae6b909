/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "base/tl-atomic-file.h"
#include "../test-system.h"

static char *
make_folder (void)
{
  char *folder = g_dir_make_tmp ("troly-atomic-XXXXXX", NULL);

  g_assert_nonnull (folder);
  return folder;
}

static void
assert_content (const char *path, const char *expected)
{
  g_autofree char *content = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_get_contents (path, &content, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (content, ==, expected);
}

static guint
count_files (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

static void
committed_content_replaces_the_old (void)
{
  g_autofree char *folder = make_folder ();
  g_autofree char *path = g_build_filename (folder, "bản án.txt", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (tl_atomic_write (path, "cũ", strlen ("cũ"), &error));
  g_assert_true (tl_atomic_write (path, "mới", strlen ("mới"), &error));
  g_assert_no_error (error);
  assert_content (path, "mới");
  g_assert_cmpuint (count_files (folder), ==, 1);
  g_unlink (path);
  g_rmdir (folder);
}

static void
uncommitted_content_leaves_nothing (void)
{
  g_autofree char *folder = make_folder ();
  g_autofree char *path = g_build_filename (folder, "a", NULL);
  g_autoptr (GError) error = NULL;
  TlAtomicFile *file = tl_atomic_file_new (path, &error);

  g_assert_no_error (error);
  g_assert_true (tl_atomic_file_write (file, "x", 1, &error));
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  tl_atomic_file_free (file);
  g_assert_cmpuint (count_files (folder), ==, 0);
  g_rmdir (folder);
}

static void
missing_folder_is_an_error_that_names_the_file (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (tl_atomic_write ("/no-such-folder/f", "x", 1, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_assert_nonnull (strstr (error->message, "/no-such-folder/f"));
}

static void
full_disk_is_an_error_and_the_old_content_stays (void)
{
  g_autofree char *folder = make_folder ();
  g_autofree char *path = g_build_filename (folder, "a", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (TlAtomicFile) file = NULL;
  int full;

  TEST_NEEDS_POSIX ("/dev/full");
  g_assert_true (tl_atomic_write (path, "old", 3, NULL));
  file = tl_atomic_file_new (path, &error);
  g_assert_no_error (error);
  full = g_open ("/dev/full", O_WRONLY, 0);
  g_assert_cmpint (dup2 (full, tl_atomic_file_get_fd (file)), >=, 0);
  g_assert_false (tl_atomic_file_write (file, "new", 3, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE);
  close (full);
  assert_content (path, "old");
  g_clear_pointer (&file, tl_atomic_file_free);
  g_unlink (path);
  g_rmdir (folder);
}

static void
rename_moves_a_finished_file (void)
{
  g_autofree char *folder = make_folder ();
  g_autofree char *from = g_build_filename (folder, "from", NULL);
  g_autofree char *to = g_build_filename (folder, "to", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (from, "x", 1, NULL));
  g_assert_true (tl_atomic_rename (from, to, &error));
  g_assert_no_error (error);
  assert_content (to, "x");
  g_assert_false (tl_atomic_rename (from, to, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_unlink (to);
  g_rmdir (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/atomic-file/committed-content-replaces-the-old",
                   committed_content_replaces_the_old);
  g_test_add_func ("/base/atomic-file/uncommitted-content-leaves-nothing",
                   uncommitted_content_leaves_nothing);
  g_test_add_func ("/base/atomic-file/missing-folder-is-an-error-that-names-the-file",
                   missing_folder_is_an_error_that_names_the_file);
  g_test_add_func ("/base/atomic-file/full-disk-is-an-error-and-the-old-content-stays",
                   full_disk_is_an_error_and_the_old_content_stays);
  g_test_add_func ("/base/atomic-file/rename-moves-a-finished-file", rename_moves_a_finished_file);
  return g_test_run ();
}
