/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The program going on from a library: the same bytes wherever it runs, and the old library whole
 * when it is killed or the disk is full. */
#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "corpus/tl-library.h"
#include "import/tl-import.h"
#include "publisher-test.h"
#include "../test-system.h"
#include "search/engine/tl-search-engine.h"

#define LAWS   50
#define POINTS 12

static const char *program;

static void
write_law (TestFolder *folder, guint number, guint edition)
{
  g_autofree char *name = g_strdup_printf ("in/%03u.jsonl", number);
  g_autoptr (GString) lines = g_string_new (NULL);

  for (guint k = 1; k <= 20; k++)
    g_string_append_printf (lines,
                            "{\"id\":\"%u.%u\",\"law\":\"Luật số %u\",\"article\":\"%u\","
                            "\"title\":\"Điều thử %u\",\"text\":\"1. Người nào làm việc %u thì "
                            "bị phạt %u.\\n2. Trừ trường hợp %u.\"}\n",
                            number, k, number, k, k, number * k, edition, k);
  g_free (test_folder_write (folder, name, lines->str, -1));
}

/* Returns: (transfer full): what the program said on stderr; @status: -1 when it was killed after
 * @milliseconds. */
static char *
run (const char *const *argv, int milliseconds, int *status)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) process = g_subprocess_newv (
      argv, G_SUBPROCESS_FLAGS_STDOUT_SILENCE | G_SUBPROCESS_FLAGS_STDERR_PIPE, &error);
  char *said = NULL;

  g_assert_no_error (error);
  if (milliseconds >= 0)
    {
      g_usleep ((gulong)milliseconds * 1000);
      test_end (process);
    }
  g_assert_true (g_subprocess_communicate_utf8 (process, NULL, NULL, NULL, &said, &error));
  g_assert_no_error (error);
  *status = test_was_ended (process) ? -1 : g_subprocess_get_exit_status (process);
  return said;
}

static void
run_well (const char *const *argv)
{
  int status;
  g_autofree char *said = run (argv, -1, &status);

  g_test_message ("%s", said);
  g_assert_cmpint (status, ==, 0);
}

/* A library "first", and a store that has changed since. */
static void
make_first (TestFolder *folder)
{
  g_autofree char *docs = test_path (folder, "docs");
  g_autofree char *in = test_path (folder, "in");
  g_autofree char *first = test_path (folder, "first");
  const char *const import[] = { program, "import", "--into", docs, in, NULL };
  const char *const build[] = { program, "build", "--from", docs, "--out", first, NULL };

  for (guint i = 1; i <= LAWS; i++)
    write_law (folder, i, 1);
  run_well (import);
  run_well (build);
  for (guint i = LAWS - 3; i <= LAWS + 5; i++)
    write_law (folder, i, 2);
  run_well (import);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *)a, *(const char *const *)b);
}

/* Names and digests of all volumes and indexes of a folder. */
static char *
print_files (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  const char *entry;

  while ((entry = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *file = g_build_filename (path, entry, NULL);
      g_autofree char *digest = NULL;

      if (*entry == '.')
        continue;
      digest = tl_import_digest (file, file, NULL, NULL);
      g_ptr_array_add (lines, g_strdup_printf ("%s %s", entry, digest));
    }
  g_ptr_array_sort (lines, compare_names);
  g_ptr_array_add (lines, NULL);
  return g_strjoinv ("\n", (char **)lines->pdata);
}

static void
copy_folder (const char *from, const char *to)
{
  g_autoptr (GDir) dir = g_dir_open (from, 0, NULL);
  const char *name;

  g_assert_cmpint (g_mkdir_with_parents (to, 0755), ==, 0);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *source = g_build_filename (from, name, NULL);
      g_autofree char *target = g_build_filename (to, name, NULL);
      g_autofree char *bytes = NULL;
      gsize length;

      g_assert_true (g_file_get_contents (source, &bytes, &length, NULL));
      g_assert_true (g_file_set_contents (target, bytes, (gssize)length, NULL));
    }
}

#define BUILD "exec \"$0\" build --from \"$1\" --out \"$2\""

static void
other_surroundings_give_the_same_bytes (TestFolder *folder, gconstpointer data)
{
  static const char *const SCRIPTS[] = {
    "SOURCE_DATE_EPOCH=1700000000 " BUILD,
    "cd / && umask 077 && SOURCE_DATE_EPOCH=1700000000 TZ=Asia/Tokyo LC_ALL=C.UTF-8 " BUILD,
    "export SOURCE_DATE_EPOCH=1700000000 TZ=America/Lima LC_ALL=tr_TR.UTF-8 LANG=vi_VN.UTF-8; "
    "exec taskset -c 0 \"$0\" build --from \"$1\" --out \"$2\"",
  };
  g_autofree char *docs = test_path (folder, "docs");
  g_autofree char *first = test_path (folder, "first");
  g_autofree char *expected = NULL;

  TEST_NEEDS_POSIX ("a shell, masks of modes, one processor");
  make_first (folder);
  for (guint i = 0; i < G_N_ELEMENTS (SCRIPTS); i++)
    {
      g_autofree char *name = g_strdup_printf ("out%u", i);
      g_autofree char *out = test_path (folder, name);
      const char *const argv[] = { "/bin/sh", "-c", SCRIPTS[i], program, docs, out, NULL };
      g_autofree char *files = NULL;

      copy_folder (first, out);
      run_well (argv);
      files = print_files (out);
      if (expected == NULL)
        expected = g_steal_pointer (&files);
      else
        g_assert_cmpstr (files, ==, expected);
    }
}

static void
check_library (const char *out)
{
  TlSearchRequest request = { .text = "người nào thì bị phạt", .kind = -1, .limit = 1 };
  g_autoptr (GError) error = NULL;
  g_autoptr (TlLibrary) library = tl_library_open (out, &error);
  g_autoptr (TlSearchEngine) engine = NULL;
  g_autoptr (TlSearchResult) result = NULL;
  TlLibraryStats stats;

  g_assert_no_error (error);
  engine = tl_search_engine_new (library, &error);
  g_assert_no_error (error);
  result = tl_search_engine_run (engine, &request, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (result->hits->len, ==, 1);
  g_assert_true (tl_library_stats (library, &stats, &error));
  g_assert_true (stats.documents == LAWS || stats.documents == LAWS + 5);
}

static void
killed_anywhere_the_library_is_the_old_or_the_new_one (TestFolder *folder, gconstpointer data)
{
  g_autofree char *docs = test_path (folder, "docs");
  g_autofree char *first = test_path (folder, "first");
  g_autofree char *timed = test_path (folder, "timed");
  const char *const alone[] = { program, "build", "--from", docs, "--out", timed, NULL };
  gint64 begun, taken;
  guint killed = 0;

  make_first (folder);
  copy_folder (first, timed);
  begun = g_get_monotonic_time ();
  run_well (alone);
  taken = (g_get_monotonic_time () - begun) / 1000;
  for (int i = 0; i <= POINTS; i++)
    {
      g_autofree char *name = g_strdup_printf ("out%d", i);
      g_autofree char *out = test_path (folder, name);
      const char *const argv[] = { program, "build", "--from", docs, "--out", out, NULL };
      g_autofree char *said = NULL;
      int status;

      copy_folder (first, out);
      said = run (argv, (int)(taken * i / POINTS), &status);
      killed += status == -1;
      check_library (out);
      run_well (argv);
      check_library (out);
    }
  g_assert_cmpuint (killed, >, 0);
}

static guint64
folder_kib (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;
  guint64 sum = 0;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *file = g_build_filename (path, name, NULL);
      GStatBuf info;

      g_assert_cmpint (g_stat (file, &info), ==, 0);
      sum += ((guint64)info.st_size + 4095) / 4096 * 4;
    }
  return sum;
}

static void
a_full_disk_leaves_the_old_library (TestFolder *folder, gconstpointer data)
{
  static const guint ROOM_KIB[] = { 16, 48, 96, 160, 240 };
  g_autofree char *docs = test_path (folder, "docs");
  g_autofree char *first = test_path (folder, "first");
  g_autofree char *disk = test_path (folder, "disk");
  g_autofree char *out = g_build_filename (disk, "out", NULL);
  const char *const argv[] = { program, "build", "--from", docs, "--out", out, NULL };
  g_autofree char *before = NULL;
  guint failed = 0;

  make_first (folder);
  before = print_files (first);
  g_assert_cmpint (g_mkdir (disk, 0755), ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (ROOM_KIB); i++)
    {
      g_autofree char *size
          = g_strdup_printf ("size=%" G_GUINT64_FORMAT "k", folder_kib (first) + ROOM_KIB[i]);
      g_autofree char *said = NULL;
      g_autofree char *after = NULL;
      int status;

      if (mount ("tmpfs", disk, "tmpfs", 0, size) != 0)
        {
          g_test_skip ("a small file system cannot be mounted here");
          return;
        }
      copy_folder (first, out);
      said = run (argv, -1, &status);
      g_test_message ("%u KiB left: %d %s", ROOM_KIB[i], status, said);
      check_library (out);
      after = print_files (out);
      umount (disk);
      if (status == 0)
        continue;
      failed++;
      g_assert_cmpstr (after, ==, before);
      g_assert_true (strstr (said, "disk is full") != NULL
                     || strstr (said, "No space left") != NULL);
    }
  g_assert_cmpuint (failed, >, 0);
}

#define ADD(name)                                                                                  \
  g_test_add ("/publisher/build/" #name, TestFolder, NULL, test_folder_set_up, name,               \
              test_folder_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_assert_cmpint (argc, ==, 2);
  program = g_canonicalize_filename (argv[1], NULL);
  ADD (other_surroundings_give_the_same_bytes);
  ADD (killed_anywhere_the_library_is_the_old_or_the_new_one);
  ADD (a_full_disk_leaves_the_old_library);
  return g_test_run ();
}
