/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An installation is killed at each of its calls that change the disk, or finds the disk full
 * there: the library is the old release or the new one, whole, and the next attempt finishes.
 *
 * usage: test-install-killed DRIVER PRELOAD [all] */
#include "config.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>

#include "install-fixture.h"

static const char *driver;
static const char *preload;
static gboolean all;

typedef struct
{
  Publisher publisher;
  char *place; /* holds the two below */
  char *key;
  char *old; /* a library with release 1, copied for each try */
  char *library;
  char *count;
} Fixture;

static void
copy_tree (const char *from, const char *to)
{
  const char *argv[] = { "cp", "-a", from, to, NULL };

  g_assert_cmpint (release_run (argv, NULL, NULL), ==, 0);
}

/* Returns: the exit status, or -1 when it was killed. */
static int
run_driver (Fixture *fixture, long at, const char *mode)
{
  g_autoptr (GSubprocessLauncher) launcher
      = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDERR_SILENCE);
  g_autofree char *number = g_strdup_printf ("%ld", at);
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) process = NULL;

  g_subprocess_launcher_setenv (launcher, "LD_PRELOAD", preload, TRUE);
  g_subprocess_launcher_setenv (launcher, "ASAN_OPTIONS", "verify_asan_link_order=0", TRUE);
  g_subprocess_launcher_setenv (launcher, "TL_FAULT_AT", number, TRUE);
  g_subprocess_launcher_setenv (launcher, "TL_FAULT_MODE", mode, TRUE);
  g_subprocess_launcher_setenv (launcher, "TL_FAULT_COUNT", fixture->count, TRUE);
  process = g_subprocess_launcher_spawn (launcher, &error, driver, fixture->library, fixture->key,
                                         fixture->publisher.folder, NULL);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_wait (process, NULL, &error));
  if (g_subprocess_get_if_signaled (process))
    {
      g_assert_cmpint (g_subprocess_get_term_sig (process), ==, SIGKILL);
      return -1;
    }
  return g_subprocess_get_exit_status (process);
}

static long
read_count (Fixture *fixture)
{
  g_autofree char *text = NULL;

  g_assert_true (g_file_get_contents (fixture->count, &text, NULL, NULL));
  return atol (text);
}

static void
start_over (Fixture *fixture)
{
  release_folder_remove (fixture->library);
  copy_tree (fixture->old, fixture->library);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autofree char *text = NULL;

  publisher_init (&fixture->publisher);
  fixture->publisher.size = 700000;
  fixture->place = release_folder ();
  fixture->key = g_build_filename (fixture->place, "key.pub", NULL);
  fixture->old = g_build_filename (fixture->place, "old", NULL);
  fixture->library = g_build_filename (fixture->place, "library", NULL);
  fixture->count = g_build_filename (fixture->place, "count", NULL);
  text = tl_public_key_to_text (&fixture->publisher.public_keys[0]);
  g_assert_true (g_file_set_contents (fixture->key, text, -1, NULL));
  publisher_release (&fixture->publisher, 1);
  g_assert_cmpint (run_driver (fixture, 0, ""), ==, 0);
  g_assert_cmpint (g_rename (fixture->library, fixture->old), ==, 0);
  publisher_release (&fixture->publisher, 2);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  publisher_clear (&fixture->publisher);
  release_folder_remove (fixture->place);
  g_free (fixture->place);
  g_free (fixture->key);
  g_free (fixture->old);
  g_free (fixture->library);
  g_free (fixture->count);
}

/* @mode at each call, or at a sample of them. */
static void
break_everywhere (Fixture *fixture, const char *mode)
{
  guint olds = 0;
  guint news = 0;
  long calls;

  start_over (fixture);
  g_assert_cmpint (run_driver (fixture, 0, ""), ==, 0);
  calls = read_count (fixture);
  g_assert_cmpint (calls, >, 40);
  for (long at = 1; at <= calls; at += all ? 1 : MAX (calls / 25, 1))
    {
      guint64 serial;
      int status;

      start_over (fixture);
      status = run_driver (fixture, at, mode);
      if (strcmp (mode, "full") == 0)
        g_assert_true (status == 3 || status == 0);
      else if (strcmp (mode, "half") != 0)
        g_assert_cmpint (status, ==, -1);
      serial = library_check (fixture->library);
      g_assert_true (serial == 1 || serial == 2);
      olds += serial == 1;
      news += serial == 2;
      g_assert_cmpint (run_driver (fixture, 0, ""), ==, 0);
      g_assert_cmpuint (library_check (fixture->library), ==, 2);
    }
  g_test_message ("%ld calls, mode %s: %u times the old release, %u times the new", calls, mode,
                  olds, news);
  g_assert_cmpuint (olds, >, 0);
  g_assert_cmpuint (news, >, 0);
}

static void
killed_before_any_call_that_changes_the_disk (Fixture *fixture, gconstpointer data)
{
  break_everywhere (fixture, "kill");
}

static void
killed_in_the_middle_of_any_write (Fixture *fixture, gconstpointer data)
{
  break_everywhere (fixture, "half");
}

static void
a_disk_that_is_full_from_any_call_on (Fixture *fixture, gconstpointer data)
{
  break_everywhere (fixture, "full");
}

/* Killed again and again, each time a few calls later. */
static void
killed_over_and_over_it_finishes (Fixture *fixture, gconstpointer data)
{
  int status = -1;

  start_over (fixture);
  for (long at = 3; status != 0 && at < 3000; at += 3)
    {
      status = run_driver (fixture, at, "kill");
      g_assert_true (status == 0 || status == -1);
      g_assert_cmpuint (library_check (fixture->library), >=, 1);
    }
  g_assert_cmpint (status, ==, 0);
  g_assert_cmpuint (library_check (fixture->library), ==, 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_assert_cmpint (argc, >=, 3);
  driver = argv[1];
  preload = argv[2];
  all = argc > 3 && strcmp (argv[3], "all") == 0;
#define ADD(name)                                                                                  \
  g_test_add ("/release/install-killed/" #name, Fixture, NULL, set_up, name, tear_down)
  ADD (killed_before_any_call_that_changes_the_disk);
  ADD (killed_in_the_middle_of_any_write);
  ADD (a_disk_that_is_full_from_any_call_on);
  ADD (killed_over_and_over_it_finishes);
  return g_test_run ();
}
