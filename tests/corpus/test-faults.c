/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The store and the volumes when the process dies or the disk fails at any step. */
#include "config.h"

#include <signal.h>
#include <sqlite3.h>
#include <string.h>

#include "base/tl-error.h"
#include "base/tl-posix.h"
#include "corpus-fixture.h"
#include "corpus/tl-doc-store.h"
#include "corpus/tl-library.h"
#include "fault-vfs.h"
#include "../test-system.h"

#define N_SOURCES        3
#define DOCUMENTS_EACH   3
#define SKIPPED          77 /* exit status of a child that cannot do its test here */
#define VOLUME_DOCUMENTS 12

/* Source @n: three judgments and an original that one of them names. */
static gboolean
put_source (TlDocStore *store, const char *folder, guint n, GError **error)
{
  g_autofree char *name = g_strdup_printf ("source-%u", n);
  g_autofree char *content = g_strnfill (20000 + n, (char)('a' + n));
  g_autofree char *digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, content, -1);
  g_autofree char *original = g_build_filename (folder, "original.pdf", NULL);
  g_autoptr (GPtrArray) documents
      = g_ptr_array_new_with_free_func ((GDestroyNotify)tl_document_unref);
  TlSourceInfo info = { .name = name, .digest = digest, .size = (gint64)strlen (content) };

  g_assert_true (g_file_set_contents (original, content, -1, NULL));
  for (guint i = 0; i < DOCUMENTS_EACH; i++)
    {
      g_autofree char *id = g_strdup_printf ("s%u-d%u", n, i);
      TlDocument *document = fixture_judgment (id, "2020-01-01", n * 10 + i);

      if (i == 1)
        document->file = g_strconcat (digest, ".pdf", NULL);
      g_ptr_array_add (documents, document);
    }
  return tl_doc_store_put (store, &info, documents, original, error);
}

/* In the child: imports into a new store, telling through @fd what is done. */
static void
import_all (const char *store_folder, const char *folder, int fd)
{
  g_autoptr (TlDocStore) store = tl_doc_store_open (store_folder, TRUE, NULL);

  g_assert_nonnull (store);
  for (guint n = 0; n < N_SOURCES; n++)
    {
      g_assert_true (put_source (store, folder, n, NULL));
      g_assert_cmpint (write (fd, "x", 1), ==, 1);
    }
}

/* Runs @step in a child that is killed at @kill_step; its acknowledgements are counted. */
typedef void (*ChildFunc) (const char *target, const char *folder, int fd);

static guint
run_killed (ChildFunc func, const char *target, const char *folder, guint kill_step, gboolean *died)
{
  char buffer[64];
  int pipe_fds[2];
  int status;
  guint acknowledged = 0;
  ssize_t n;
  pid_t child;

  g_assert_cmpint (pipe (pipe_fds), ==, 0);
  child = fork ();
  g_assert_cmpint (child, >=, 0);
  if (child == 0)
    {
      close (pipe_fds[0]);
      fault_vfs_set (FAULT_KILL, kill_step);
      func (target, folder, pipe_fds[1]);
      _exit (0);
    }
  close (pipe_fds[1]);
  while ((n = read (pipe_fds[0], buffer, sizeof buffer)) > 0)
    acknowledged += (guint)n;
  close (pipe_fds[0]);
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  *died = WIFSIGNALED (status) && WTERMSIG (status) == SIGKILL;
  g_assert_true (*died || (WIFEXITED (status) && WEXITSTATUS (status) == 0));
  return acknowledged;
}

static gboolean
count_document (TlDocument *document, gpointer user_data, GError **error)
{
  guint *counts = user_data;
  guint n = (guint)g_ascii_strtoull (document->id + 1, NULL, 10);

  g_assert_cmpuint (n, <, N_SOURCES);
  g_assert_cmpuint (document->blocks->len, ==, 18);
  counts[n]++;
  return TRUE;
}

static gboolean
check_original (TlDocument *document, gpointer user_data, GError **error)
{
  g_autofree char *path = NULL;
  g_autofree char *content = NULL;
  g_autofree char *digest = NULL;

  if (document->file == NULL)
    return TRUE;
  path = tl_doc_store_dup_file (user_data, document->file);
  g_assert_true (g_file_get_contents (path, &content, NULL, NULL));
  digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, content, -1);
  g_assert_true (g_str_has_prefix (document->file, digest));
  return TRUE;
}

/* What was acknowledged is there, and every source is there whole or not at all. */
static void
assert_store_is_whole (const char *folder, guint acknowledged)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TlDocStore) store = tl_doc_store_open (folder, TRUE, &error);
  guint counts[N_SOURCES] = { 0 };
  TlDocStoreStats stats;
  guint present = 0;

  g_assert_no_error (error);
  g_assert_true (tl_doc_store_foreach (store, count_document, counts, &error));
  g_assert_no_error (error);
  g_assert_true (tl_doc_store_foreach (store, check_original, store, &error));
  for (guint n = 0; n < N_SOURCES; n++)
    {
      g_assert_true (counts[n] == 0 || counts[n] == DOCUMENTS_EACH);
      g_assert_true (counts[n] > 0 || n >= present); /* in the order of import */
      present += counts[n] > 0;
    }
  g_assert_cmpuint (present, >=, acknowledged);
  g_assert_cmpuint (present, <=, acknowledged + 1);
  g_assert_true (tl_doc_store_stats (store, &stats, &error));
  g_assert_cmpuint (stats.sources, ==, present);
}

static void
assert_database_is_sound (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "store.db", NULL);
  sqlite3 *db = NULL;
  sqlite3_stmt *statement = NULL;

  g_assert_cmpint (sqlite3_open_v2 (path, &db, SQLITE_OPEN_READWRITE, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_prepare_v2 (db, "PRAGMA integrity_check", -1, &statement, NULL), ==,
                   SQLITE_OK);
  g_assert_cmpint (sqlite3_step (statement), ==, SQLITE_ROW);
  g_assert_cmpstr ((const char *)sqlite3_column_text (statement, 0), ==, "ok");
  sqlite3_finalize (statement);
  sqlite3_close (db);
}

static void
an_import_killed_at_any_step_leaves_whole_sources (void)
{
  gboolean died = TRUE;
  guint runs = 0;

  TEST_NEEDS_POSIX ("processes that are forked");
  for (guint step = 0; died; step++)
    {
      g_autofree char *folder = fixture_folder ();
      g_autofree char *store = g_build_filename (folder, "store", NULL);
      guint acknowledged = run_killed (import_all, store, folder, step, &died);

      g_assert_true (died || acknowledged == N_SOURCES);
      assert_store_is_whole (store, acknowledged);
      assert_database_is_sound (store);
      /* It goes on from there. */
      {
        g_autoptr (TlDocStore) again = tl_doc_store_open (store, TRUE, NULL);
        g_autoptr (GError) error = NULL;

        for (guint n = 0; n < N_SOURCES; n++)
          g_assert_true (put_source (again, folder, n, &error));
        g_assert_no_error (error);
      }
      assert_store_is_whole (store, N_SOURCES);
      fixture_remove (folder);
      runs++;
    }
  g_test_message ("%u steps", runs);
  g_assert_cmpuint (runs, >, 30);
}

static char *
build_volume (const char *folder, GError **error)
{
  g_autoptr (TlVolumeWriter) writer = tl_volume_writer_new (folder, error);

  if (writer == NULL || !tl_volume_writer_set_meta (writer, "serial", "1", error))
    return NULL;
  for (guint i = 0; i < VOLUME_DOCUMENTS; i++)
    {
      g_autofree char *id = g_strdup_printf ("d%u", i);
      g_autoptr (TlDocument) document = fixture_judgment (id, "2020-01-01", i);

      if (tl_volume_writer_add (writer, document, error) == 0)
        return NULL;
    }
  return tl_volume_writer_finish (writer, error);
}

static void
build_one (const char *target, const char *folder, int fd)
{
  g_autofree char *name = build_volume (target, NULL);

  g_assert_nonnull (name);
  g_assert_cmpint (write (fd, "x", 1), ==, 1);
}

/* No volume, or one that is whole. */
static void
assert_library_is_whole (const char *folder, guint at_least)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TlLibrary) library = tl_library_open (folder, &error);
  guint volumes;

  g_assert_no_error (error);
  volumes = tl_library_get_n_volumes (library);
  g_assert_cmpuint (volumes, ==, fixture_count_files (folder, ".tlv"));
  g_assert_cmpuint (volumes, >=, at_least);
  for (guint i = 0; volumes > 0 && i < VOLUME_DOCUMENTS; i++)
    {
      g_autofree char *id = g_strdup_printf ("d%u", i);
      g_autoptr (TlDocument) document = tl_library_load (library, id, TRUE, &error);

      g_assert_no_error (error);
      g_assert_cmpuint (document->blocks->len, ==, 18);
    }
}

static void
a_build_killed_at_any_step_shows_no_half_volume (void)
{
  g_autofree char *folder = fixture_folder ();
  gboolean died = TRUE;
  guint runs = 0;

  TEST_NEEDS_POSIX ("processes that are forked");
  for (guint step = 0; died; step++)
    {
      guint acknowledged = run_killed (build_one, folder, NULL, step, &died);

      assert_library_is_whole (folder, acknowledged);
      runs++;
    }
  g_test_message ("%u steps", runs);
  g_assert_cmpuint (runs, >, 10);
  /* What the killed ones left was swept by those after them. */
  g_assert_cmpuint (fixture_count_files (folder, ""), ==, 1);
  g_assert_cmpuint (fixture_count_files (folder, ".tlv"), ==, 1);
  fixture_remove (folder);
}

/* Between SQLite's steps: copying originals, reading the digest, renaming. */
static void
killed_at_any_time_nothing_is_half_there (void)
{
  TEST_NEEDS_POSIX ("processes that are forked");
  for (guint i = 0; i < 24; i++)
    {
      g_autofree char *folder = fixture_folder ();
      g_autofree char *store = g_build_filename (folder, "store", NULL);
      g_autofree char *volumes = g_build_filename (folder, "volumes", NULL);
      int status;
      pid_t child;

      g_assert_cmpint (g_mkdir (volumes, 0755), ==, 0);
      child = fork ();
      if (child == 0)
        {
          for (;;)
            {
              g_autoptr (TlDocStore) open = tl_doc_store_open (store, TRUE, NULL);

              for (guint n = 0; n < N_SOURCES; n++)
                put_source (open, folder, n, NULL);
              g_free (build_volume (volumes, NULL));
            }
        }
      g_usleep (1000 + i * 1700);
      g_assert_cmpint (kill (child, SIGKILL), ==, 0);
      g_assert_cmpint (waitpid (child, &status, 0), ==, child);
      {
        g_autoptr (GError) error = NULL;
        g_autoptr (TlDocStore) again = tl_doc_store_open (store, TRUE, &error);
        guint counts[N_SOURCES] = { 0 };

        g_assert_no_error (error);
        g_assert_true (tl_doc_store_foreach (again, count_document, counts, &error));
        g_assert_true (tl_doc_store_foreach (again, check_original, again, &error));
        g_assert_no_error (error);
        for (guint n = 0; n < N_SOURCES; n++)
          g_assert_true (counts[n] == 0 || counts[n] == DOCUMENTS_EACH);
      }
      assert_database_is_sound (store);
      assert_library_is_whole (volumes, 0);
      fixture_remove (folder);
    }
}

/* A step that fails: the import says so, the source is not there, the ones before are, and the
 * store goes on when the disk does. */
static void
fail_import_at (FaultKind kind, guint step, gboolean *reached)
{
  g_autofree char *folder = fixture_folder ();
  g_autofree char *store_folder = g_build_filename (folder, "store", NULL);
  g_autoptr (GError) error = NULL;
  TlDocStore *store = tl_doc_store_open (store_folder, TRUE, &error);
  gboolean ok;

  g_assert_true (put_source (store, folder, 0, &error));
  g_assert_no_error (error);
  fault_vfs_set (kind, step);
  ok = put_source (store, folder, 1, &error);
  *reached = fault_vfs_steps () > step;
  fault_vfs_set (FAULT_NONE, 0);
  g_assert_true (ok == (error == NULL));
  if (!ok)
    {
      if (kind == FAULT_FULL)
        g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE);
      else
        g_assert_error (error, TL_ERROR, TL_ERROR_STORE);
      g_assert_nonnull (strstr (error->message, "store.db"));
      g_assert_nonnull (strstr (error->message, "source-1"));
    }
  {
    guint counts[N_SOURCES] = { 0 };
    g_autoptr (GError) local = NULL;

    g_assert_true (tl_doc_store_foreach (store, count_document, counts, &local));
    g_assert_no_error (local);
    g_assert_cmpuint (counts[0], ==, DOCUMENTS_EACH);
    g_assert_cmpuint (counts[1], ==, ok ? DOCUMENTS_EACH : 0);
    g_assert_true (put_source (store, folder, 1, &local));
    g_assert_no_error (local);
  }
  tl_doc_store_close (store);
  assert_store_is_whole (store_folder, 2);
  assert_database_is_sound (store_folder);
  fixture_remove (folder);
}

static void
an_import_that_fails_at_any_step_stores_nothing_of_its_source (gconstpointer data)
{
  FaultKind kind = (FaultKind)GPOINTER_TO_INT (data);
  gboolean reached = TRUE;
  guint step = 0;

  for (; reached; step++)
    fail_import_at (kind, step, &reached);
  g_assert_cmpuint (step, >, 5);
}

static void
a_build_that_fails_at_any_step_leaves_nothing (gconstpointer data)
{
  FaultKind kind = (FaultKind)GPOINTER_TO_INT (data);
  gboolean reached = TRUE;
  guint step = 0;

  for (; reached; step++)
    {
      g_autofree char *folder = fixture_folder ();
      g_autoptr (GError) error = NULL;
      g_autofree char *name = NULL;

      fault_vfs_set (kind, step);
      name = build_volume (folder, &error);
      reached = fault_vfs_steps () > step;
      fault_vfs_set (FAULT_NONE, 0);
      g_assert_true ((name == NULL) == (error != NULL));
      if (name == NULL && kind == FAULT_FULL)
        g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE);
      g_assert_cmpuint (fixture_count_files (folder, ""), ==, name != NULL ? 1 : 0);
      fixture_remove (folder);
    }
  g_assert_cmpuint (step, >, 10);
}

static void
limit_files (rlim_t size)
{
  struct rlimit limit = { size, size };

  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
}

/* A full disk is told from any other failure; a file that may not grow is not always. */
static void
assert_cannot_write (const GError *error, gboolean full)
{
  if (full)
    g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE);
  else
    g_assert_nonnull (error);
  g_assert_nonnull (strstr (error->message, "/troly corpus"));
}

/* What a child does on a disk that fills up: only errors, nothing half-written. */
static void
fill (const char *store_folder, const char *volumes, gboolean full)
{
  g_autoptr (GError) error = NULL;
  TlDocStore *store = tl_doc_store_open (store_folder, TRUE, &error);
  guint stored = 0;
  g_autofree char *name = NULL;

  g_assert_no_error (error);
  while (stored < 2000 && error == NULL)
    {
      g_autofree char *id = g_strdup_printf ("s0-%u", stored);
      g_autoptr (GPtrArray) documents = fixture_array (fixture_judgment (id, "2020-01-01", stored));
      TlSourceInfo info = { .name = id, .digest = "d" };

      stored += tl_doc_store_put (store, &info, documents, NULL, &error);
    }
  assert_cannot_write (error, full);
  g_assert_cmpuint (stored, >, 0);
  tl_doc_store_close (store);
  g_clear_error (&error);
  store = tl_doc_store_open (store_folder, TRUE, &error);
  g_assert_no_error (error);
  {
    TlDocStoreStats stats;

    g_assert_true (tl_doc_store_stats (store, &stats, &error));
    g_assert_cmpuint (stats.documents, ==, stored);
    g_assert_cmpuint (stats.sources, ==, stored);
  }
  tl_doc_store_close (store);
  if (!full)
    limit_files (20 * 1024);
  name = build_volume (volumes, &error);
  g_assert_null (name);
  assert_cannot_write (error, full);
  g_assert_cmpuint (fixture_count_files (volumes, ""), ==, 0);
}

static void
wait_for_child (pid_t child, const char *why)
{
  int status;

  g_assert_cmpint (child, >=, 0);
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_true (WIFEXITED (status));
  if (WEXITSTATUS (status) == SKIPPED)
    g_test_skip (why);
  else
    g_assert_cmpint (WEXITSTATUS (status), ==, 0);
}

/* In the child: a file system of one megabyte that goes when the child does. */
static gboolean
mount_small_disk (const char *disk)
{
  g_autofree char *map = g_strdup_printf ("%d %d 1", (int)geteuid (), (int)geteuid ());

  if (unshare (CLONE_NEWNS) < 0
      && (unshare (CLONE_NEWUSER | CLONE_NEWNS) < 0
          || !g_file_set_contents_full ("/proc/self/uid_map", map, -1, G_FILE_SET_CONTENTS_NONE, 0,
                                        NULL)))
    return FALSE;
  return mount ("none", "/", NULL, MS_REC | MS_PRIVATE, NULL) == 0
         && mount ("tmpfs", disk, "tmpfs", 0, "size=1m,mode=0777") == 0;
}

static void
a_full_file_system_is_a_clear_error (void)
{
  g_autofree char *folder = fixture_folder ();
  g_autofree char *disk = g_build_filename (folder, "disk", NULL);
  g_autofree char *store = g_build_filename (disk, "store", NULL);
  g_autofree char *volumes = g_build_filename (disk, "volumes", NULL);
  pid_t child;

  TEST_NEEDS_POSIX ("processes that are forked");
  g_assert_cmpint (g_mkdir (disk, 0755), ==, 0);
  child = fork ();
  if (child == 0)
    {
      if (!mount_small_disk (disk))
        _exit (SKIPPED);
      g_assert_cmpint (g_mkdir (volumes, 0755), ==, 0);
      fill (store, volumes, TRUE);
      _exit (0);
    }
  wait_for_child (child, "a small file system of one's own cannot be mounted here");
  fixture_remove (folder);
}

static void
a_limit_on_the_size_of_files_is_a_clear_error (void)
{
  g_autofree char *folder = fixture_folder ();
  g_autofree char *store = g_build_filename (folder, "store", NULL);
  g_autofree char *volumes = g_build_filename (folder, "volumes", NULL);
  pid_t child;

  TEST_NEEDS_POSIX ("processes that are forked");
  g_assert_cmpint (g_mkdir (volumes, 0755), ==, 0);
  child = fork ();
  if (child == 0)
    {
      limit_files (100 * 1024);
      fill (store, volumes, FALSE);
      _exit (0);
    }
  wait_for_child (child, "");
  fixture_remove (folder);
}

int
main (int argc, char **argv)
{
  /* Flushing to a real disk hundreds of times takes long and shows nothing more. */
  if (g_access ("/dev/shm", W_OK) == 0)
    g_setenv ("TMPDIR", "/dev/shm", TRUE);
  g_test_init (&argc, &argv, NULL);
  fault_vfs_install ();
#define ADD(name) g_test_add_func ("/corpus/faults/" #name, name)
#define ADD_WITH(path, kind, name)                                                                 \
  g_test_add_data_func ("/corpus/faults/" #name "/" path, GINT_TO_POINTER (kind), name)
  ADD (an_import_killed_at_any_step_leaves_whole_sources);
  ADD (a_build_killed_at_any_step_shows_no_half_volume);
  ADD (killed_at_any_time_nothing_is_half_there);
  ADD_WITH ("full", FAULT_FULL, an_import_that_fails_at_any_step_stores_nothing_of_its_source);
  ADD_WITH ("io", FAULT_IO, an_import_that_fails_at_any_step_stores_nothing_of_its_source);
  ADD_WITH ("full", FAULT_FULL, a_build_that_fails_at_any_step_leaves_nothing);
  ADD_WITH ("io", FAULT_IO, a_build_that_fails_at_any_step_leaves_nothing);
  ADD (a_full_file_system_is_a_clear_error);
  ADD (a_limit_on_the_size_of_files_is_a_clear_error);
  return g_test_run ();
}
