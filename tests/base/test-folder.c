/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <unistd.h>

#include "base/tl-folder.h"

typedef struct
{
  char *path;    /* what is removed */
  char *outside; /* a folder beside it, with a file in it */
  char *kept;    /* that file */
} Fixture;

static char *
write_file (const char *folder, const char *name)
{
  char *path = g_build_filename (folder, name, NULL);

  g_assert_true (g_file_set_contents (path, "chữ", -1, NULL));
  return path;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autofree char *deep = NULL;
  g_autofree char *file = NULL;

  fixture->path = g_dir_make_tmp ("troly-folder-XXXXXX", NULL);
  fixture->outside = g_dir_make_tmp ("troly-outside-XXXXXX", NULL);
  deep = g_build_filename (fixture->path, "một", "hai", NULL);
  g_assert_cmpint (g_mkdir_with_parents (deep, 0700), ==, 0);
  file = write_file (deep, "văn bản");
  fixture->kept = write_file (fixture->outside, "giữ lại");
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  tl_folder_remove (fixture->path);
  tl_folder_remove (fixture->outside);
  g_assert_false (g_file_test (fixture->outside, G_FILE_TEST_EXISTS));
  g_free (fixture->path);
  g_free (fixture->outside);
  g_free (fixture->kept);
}

static guint
count (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  guint n = 0;

  g_assert_nonnull (dir);
  while (g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

static void
a_folder_goes_with_all_that_is_in_it (Fixture *fixture, gconstpointer data)
{
  g_assert_cmpuint (count (fixture->path), ==, 1);
  tl_folder_remove (fixture->path);
  g_assert_false (g_file_test (fixture->path, G_FILE_TEST_EXISTS));
  /* What is not there needs no removing. */
  tl_folder_remove (fixture->path);
}

static void
a_cleared_folder_stays_itself (Fixture *fixture, gconstpointer data)
{
  tl_folder_clear (fixture->path);
  g_assert_cmpuint (count (fixture->path), ==, 0);
}

static void
a_file_is_removed_too (Fixture *fixture, gconstpointer data)
{
  tl_folder_remove (fixture->kept);
  g_assert_cmpuint (count (fixture->outside), ==, 0);
}

#ifndef G_OS_WIN32
static void
what_a_link_points_at_stays (Fixture *fixture, gconstpointer data)
{
  g_autofree char *inside = g_build_filename (fixture->path, "liên kết", NULL);

  g_assert_cmpint (symlink (fixture->outside, inside), ==, 0);
  tl_folder_clear (inside);
  g_assert_true (g_file_test (fixture->kept, G_FILE_TEST_EXISTS));
  tl_folder_remove (fixture->path);
  g_assert_false (g_file_test (fixture->path, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (fixture->kept, G_FILE_TEST_EXISTS));
}

static void
one_who_holds_a_folder_keeps_the_others_out (Fixture *fixture, gconstpointer data)
{
  int first = tl_folder_lock (fixture->path);
  int second;

  g_assert_cmpint (first, >=, 0);
  errno = 0;
  g_assert_cmpint (tl_folder_lock (fixture->path), ==, -1);
  g_assert_cmpint (errno, ==, EWOULDBLOCK);
  close (first);
  second = tl_folder_lock (fixture->path);
  g_assert_cmpint (second, >=, 0);
  close (second);
}
#endif

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name) g_test_add ("/folder/" #name, Fixture, NULL, set_up, name, tear_down)
  ADD (a_folder_goes_with_all_that_is_in_it);
  ADD (a_cleared_folder_stays_itself);
  ADD (a_file_is_removed_too);
#ifndef G_OS_WIN32
  ADD (what_a_link_points_at_stays);
  ADD (one_who_holds_a_folder_keeps_the_others_out);
#endif
  return g_test_run ();
}
