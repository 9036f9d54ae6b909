/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Disks of every kind, and two programs on one desk. */
#include "config.h"

#include <string.h>

#include "base/tl-error.h"
#include "base/tl-folder.h"
#include "base/tl-posix.h"
#include "desk-test.h"
#include "../test-system.h"

#define SKIPPED    77 /* exit status of a child that cannot do its test here */
#define N_PROGRAMS 3
#define N_WRITES   40

#ifndef G_OS_WIN32
static void
file_systems_of_the_network_are_known (void)
{
  static const struct
  {
    guint32 type;
    gboolean network;
  } cases[] = {
    { 0x6969, TRUE },      { 0xff534d42, TRUE },  { 0xfe534d42, TRUE },  { 0x517b, TRUE },
    { 0x65735546, TRUE },  { 0x01021997, TRUE },  { 0xef53, FALSE },     { 0x9123683e, FALSE },
    { 0x58465342, FALSE }, { 0x01021994, FALSE }, { 0x794c7630, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_true (tl_folder_type_is_network (cases[i].type) == cases[i].network);
  g_assert_true (_tl_desk_folder_is_network ("/no/such/folder/at/all"));
}
#endif

/* A desk that moves from a PC to a network home and back keeps all, also when the program was
 * killed before: its log is then full. */
static void
the_journal_is_that_of_the_disk (void)
{
  g_autofree char *folder = desk_test_folder ();
  guint page = 0;

  TEST_NEEDS_POSIX ("processes that are forked");
  for (guint round = 0; round < 6; round++)
    {
      gboolean network = round % 2 == 1;
      int status;
      pid_t child;

      _tl_desk_folder_pretend (network);
      child = fork ();
      if (child == 0)
        {
          TlDeskStore *store = desk_test_open (folder);

          g_assert_cmpuint (desk_test_get_page (store, "doc"), ==, page);
          desk_test_put_place (store, "doc", page + 1);
          kill (getpid (), SIGKILL);
        }
      page++;
      g_assert_cmpint (waitpid (child, &status, 0), ==, child);
      g_assert_true (WIFSIGNALED (status) && WTERMSIG (status) == SIGKILL);
      g_assert_true (network != (desk_test_count (folder, "desk.db-wal") > 0));
      g_assert_true (network != (desk_test_count (folder, "desk.db-shm") > 0));
    }
  _tl_desk_folder_pretend (-1);
  desk_test_remove (folder);
}

static void
many_programs_write_into_one_desk (gconstpointer data)
{
  g_autofree char *folder = desk_test_folder ();
  g_autoptr (TlDeskStore) store = NULL;
  pid_t children[N_PROGRAMS];

  TEST_NEEDS_POSIX ("processes that are forked");
  _tl_desk_folder_pretend (GPOINTER_TO_INT (data));
  /* The first of them makes the desk. */
  for (guint n = 0; n < N_PROGRAMS; n++)
    {
      children[n] = fork ();
      g_assert_cmpint (children[n], >=, 0);
      if (children[n] == 0)
        {
          g_autoptr (TlDeskStore) own = desk_test_open (folder);

          for (guint i = 0; i < N_WRITES; i++)
            {
              g_autofree char *doc = g_strdup_printf ("p%u-%u", n, i);

              desk_test_put_place (own, doc, i + 1);
              if (i % 10 == 0)
                _tl_desk_backup_daily (own);
            }
          g_clear_pointer (&own, _tl_desk_store_close);
          _exit (0);
        }
    }
  for (guint n = 0; n < N_PROGRAMS; n++)
    {
      int status;

      g_assert_cmpint (waitpid (children[n], &status, 0), ==, children[n]);
      g_assert_true (WIFEXITED (status) && WEXITSTATUS (status) == 0);
    }
  /* The last of them said that it ended. */
  g_assert_cmpuint (desk_test_count (folder, "desk.open"), ==, 0);
  store = desk_test_open (folder);
  g_assert_cmpstr (store->notice->str, ==, "");
  for (guint n = 0; n < N_PROGRAMS; n++)
    for (guint i = 0; i < N_WRITES; i++)
      {
        g_autofree char *doc = g_strdup_printf ("p%u-%u", n, i);

        g_assert_cmpuint (desk_test_get_page (store, doc), ==, i + 1);
      }
  _tl_desk_folder_pretend (-1);
  g_clear_pointer (&store, _tl_desk_store_close);
  desk_test_remove (folder);
}

/* Somebody else is there: what must be done alone is refused in words, and nothing is touched. */
static void
a_damaged_desk_that_others_use_is_not_touched (void)
{
  g_autofree char *folder = desk_test_folder ();
  g_autoptr (GError) error = NULL;
  g_autoptr (TlDeskLock) other = NULL;
  g_autofree char *after = NULL;
  g_autofree char *path = desk_test_path (folder, TL_DESK_FILE);

  g_assert_true (g_file_set_contents (path, "damaged while another has it open", -1, NULL));
  other = _tl_desk_lock_take (folder, &error);
  g_assert_no_error (error);
  g_assert_true (_tl_desk_lock_is_alone (other));
  g_assert_true (_tl_desk_lock_share (other, &error));
  g_assert_null (_tl_desk_store_open (folder, &error));
  g_assert_error (error, TL_ERROR, TL_ERROR_INPUT);
  g_assert_nonnull (strstr (error->message, "Close the program everywhere"));
  g_assert_true (g_file_get_contents (path, &after, NULL, NULL));
  g_assert_cmpstr (after, ==, "damaged while another has it open");
  g_assert_cmpuint (desk_test_count (folder, "desk-damaged-"), ==, 0);
  g_clear_pointer (&other, _tl_desk_lock_free);
  desk_test_remove (folder);
}

/* In the child: a place among the mounts of its own. */
static gboolean
own_mounts (void)
{
  g_autofree char *map = g_strdup_printf ("%d %d 1", (int)geteuid (), (int)geteuid ());

  if (unshare (CLONE_NEWNS) < 0
      && (unshare (CLONE_NEWUSER | CLONE_NEWNS) < 0
          || !g_file_set_contents_full ("/proc/self/uid_map", map, -1, G_FILE_SET_CONTENTS_NONE, 0,
                                        NULL)))
    return FALSE;
  return mount ("none", "/", NULL, MS_REC | MS_PRIVATE, NULL) == 0;
}

static void
wait_for (pid_t child)
{
  int status;

  g_assert_cmpint (child, >=, 0);
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_true (WIFEXITED (status));
  if (WEXITSTATUS (status) == SKIPPED)
    g_test_skip ("a file system of one's own cannot be mounted here");
  else
    g_assert_cmpint (WEXITSTATUS (status), ==, 0);
}

/* A desk with the place "doc" on @page, by a program that was killed when @killed. */
static void
leave_desk (const char *folder, guint page, gboolean killed)
{
  pid_t child = fork ();
  int status;

  if (child == 0)
    {
      TlDeskStore *store = desk_test_open (folder);

      desk_test_put_place (store, "doc", page);
      if (killed)
        kill (getpid (), SIGKILL);
      _tl_desk_store_close (store);
      _exit (0);
    }
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
}

static void
assert_reads_only (const char *folder, guint page)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TlDeskStore) store = desk_test_open (folder);
  g_autoptr (TlDeskStore) reader = NULL;

  g_assert_true (store->read_only);
  g_assert_nonnull (strstr (store->notice->str, "nothing new is kept"));
  g_assert_cmpuint (desk_test_get_page (store, "doc"), ==, page);
  g_assert_false (_tl_desk_store_begin (store, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_READ_ONLY);
  reader = _tl_desk_store_open_reader (store, NULL);
  g_assert_nonnull (reader);
  g_assert_cmpuint (desk_test_get_page (reader, "doc"), ==, page);
}

static void
a_folder_that_cannot_be_written_is_read (void)
{
  g_autofree char *folder = desk_test_folder ();
  g_autofree char *clean = g_build_filename (folder, "clean", NULL);
  g_autofree char *killed = g_build_filename (folder, "killed", NULL);
  g_autofree char *older = g_build_filename (folder, "older", NULL);
  g_autofree char *nothing = g_build_filename (folder, "nothing", NULL);
  g_autofree char *empty = g_build_filename (folder, "empty", NULL);
  pid_t child;

  TEST_NEEDS_POSIX ("processes that are forked");
  leave_desk (clean, 3, FALSE);
  leave_desk (killed, 4, TRUE);
  g_assert_cmpint (g_mkdir (older, 0700), ==, 0);
  g_assert_cmpint (g_mkdir (empty, 0700), ==, 0);
  desk_test_write_version (older, 1);
  child = fork ();
  if (child == 0)
    {
      const char *const without[] = { nothing, empty };

      if (!own_mounts () || mount (folder, folder, NULL, MS_BIND, NULL) < 0
          || mount ("none", folder, NULL, MS_REMOUNT | MS_BIND | MS_RDONLY, NULL) < 0)
        _exit (SKIPPED);
      assert_reads_only (clean, 3);
      assert_reads_only (killed, 4);
      {
        g_autoptr (TlDeskStore) store = desk_test_open (older);

        g_assert_true (store->read_only);
        g_assert_cmpuint (desk_test_get_page (store, "blhs-2015"), ==, 17);
      }
      for (guint i = 0; i < G_N_ELEMENTS (without); i++)
        {
          g_autoptr (GError) error = NULL;

          g_assert_null (_tl_desk_store_open (without[i], &error));
          g_assert_error (error, G_IO_ERROR, G_IO_ERROR_READ_ONLY);
          g_assert_nonnull (strstr (error->message, "Searching and reading work"));
        }
      _exit (0);
    }
  wait_for (child);
  desk_test_remove (folder);
}

/* Until the disk is full; returns how many were acknowledged. */
static guint
fill (TlDeskStore *store, GError **error)
{
  g_autofree char *value = g_strnfill (20000, 'v');
  guint n = 0;

  for (gboolean ok = TRUE; ok && n < 1000; n += ok)
    {
      g_autofree char *name = g_strdup_printf ("n%u", n);

      ok = _tl_desk_store_begin (store, error)
           && _tl_desk_store_end (store, _tl_desk_store_set_state (store, "", name, value, error),
                                  error);
    }
  return n;
}

static void
assert_filled (TlDeskStore *store, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *name = g_strdup_printf ("n%u", i);
      g_autofree char *value = _tl_desk_store_get_state (store, "", name, NULL);

      g_assert_nonnull (value);
      g_assert_cmpuint (strlen (value), ==, 20000);
    }
}

/* Not a byte is left of the disk. */
static void
take_all (const char *disk)
{
  static const char nothing[4096];
  g_autofree char *path = g_build_filename (disk, "filler", NULL);
  int fd = g_open (path, O_WRONLY | O_CREAT, 0600);

  g_assert_cmpint (fd, >=, 0);
  while (write (fd, nothing, sizeof nothing) > 0)
    continue;
  g_assert_cmpint (errno, ==, ENOSPC);
  close (fd);
}

static void
a_desk_that_has_no_room_from_the_start_says_so (const char *disk)
{
  g_autofree char *folder = g_build_filename (disk, "new", NULL);
  TlDeskStore *store;

  take_all (disk);
  store = desk_test_open (folder);
  g_assert_true (store->read_only);
  g_assert_nonnull (strstr (store->notice->str, "The disk is full"));
  g_assert_nonnull (strstr (store->notice->str, folder));
  _tl_desk_store_close (store);
}

static void
a_full_disk_loses_nothing_and_is_read (void)
{
  g_autofree char *folder = desk_test_folder ();
  g_autofree char *disk = g_build_filename (folder, "disk", NULL);
  g_autofree char *desk = g_build_filename (disk, "desk", NULL);
  pid_t child;

  TEST_NEEDS_POSIX ("processes that are forked");
  g_assert_cmpint (g_mkdir (disk, 0700), ==, 0);
  child = fork ();
  if (child == 0)
    {
      g_autoptr (GError) error = NULL;
      TlDeskStore *store;
      guint n;

      if (!own_mounts () || mount ("tmpfs", disk, "tmpfs", 0, "size=1m,mode=0700") < 0)
        _exit (SKIPPED);
      store = desk_test_open (desk);
      desk_test_put_place (store, "doc", 3);
      n = fill (store, &error);
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE);
      _tl_desk_explain (&error);
      g_assert_nonnull (strstr (error->message, "what was kept before is still there"));
      g_assert_cmpuint (n, >, 3);
      assert_filled (store, n);
      _tl_desk_store_close (store);
      /* Opened again on the full disk, written or not. */
      store = desk_test_open (desk);
      assert_filled (store, n);
      g_assert_cmpuint (desk_test_get_page (store, "doc"), ==, 3);
      _tl_desk_store_close (store);
      a_desk_that_has_no_room_from_the_start_says_so (disk);
      _exit (0);
    }
  wait_for (child);
  desk_test_remove (folder);
}

int
main (int argc, char **argv)
{
  if (g_access ("/dev/shm", W_OK) == 0)
    g_setenv ("TMPDIR", "/dev/shm", TRUE);
  g_test_init (&argc, &argv, NULL);
#define ADD(name) g_test_add_func ("/desk/disk/" #name, name)
#ifndef G_OS_WIN32
  ADD (file_systems_of_the_network_are_known);
#endif
  ADD (the_journal_is_that_of_the_disk);
  g_test_add_data_func ("/desk/disk/many_programs_write_into_one_desk/local", GINT_TO_POINTER (0),
                        many_programs_write_into_one_desk);
  g_test_add_data_func ("/desk/disk/many_programs_write_into_one_desk/network", GINT_TO_POINTER (1),
                        many_programs_write_into_one_desk);
  ADD (a_damaged_desk_that_others_use_is_not_touched);
  ADD (a_folder_that_cannot_be_written_is_read);
  ADD (a_full_disk_loses_nothing_and_is_read);
  return g_test_run ();
}
