/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The program killed, or out of room, while it writes indexes: the library stays whole. */
#include "config.h"

#include <string.h>

#include "corpus/tl-library.h"
#include "publisher-test.h"
#include "../test-system.h"
#include "search/engine/tl-search-engine.h"

#define SUBJECTS 70
#define LAWS     60
#define POINTS   12

static const char *program;

/* Returns: (transfer full): what it said on stderr; @status: its end, -1 when it was killed.
 * @milliseconds: after which it is killed, or -1. */
static char *
run (const char *const *args, int milliseconds, int *status)
{
  g_autoptr (GPtrArray) argv = g_ptr_array_new ();
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;
  char *said = NULL;

  g_ptr_array_add (argv, (gpointer)program);
  for (guint i = 0; args[i] != NULL; i++)
    g_ptr_array_add (argv, (gpointer)args[i]);
  g_ptr_array_add (argv, NULL);
  process = g_subprocess_newv ((const char *const *)argv->pdata,
                               G_SUBPROCESS_FLAGS_STDOUT_SILENCE | G_SUBPROCESS_FLAGS_STDERR_PIPE,
                               &error);
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
run_well (const char *const *args)
{
  int status;
  g_autofree char *said = run (args, -1, &status);

  g_test_message ("%s", said);
  g_assert_cmpint (status, ==, 0);
}

/* How many milliseconds it takes when it is left alone. */
static int
time_of (const char *const *args)
{
  gint64 begun = g_get_monotonic_time ();

  run_well (args);
  return (int)((g_get_monotonic_time () - begun) / 1000);
}

static void
check_library (const char *out, const char *question)
{
  TlSearchRequest request = { .text = question, .kind = -1, .limit = 1 };
  g_autoptr (GError) error = NULL;
  g_autoptr (TlLibrary) library = tl_library_open (out, &error);
  g_autoptr (TlSearchEngine) engine = NULL;
  g_autoptr (TlSearchResult) result = NULL;

  g_assert_no_error (error);
  engine = tl_search_engine_new (library, &error);
  g_assert_no_error (error);
  result = tl_search_engine_run (engine, &request, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (result->hits->len, ==, 1);
}

/* Kills the program at points all over its time, and looks at the library each time. */
static void
kill_all_over (const char *const *args, const char *out, const char *question)
{
  int taken = time_of (args);
  guint killed = 0;

  for (int i = 0; i <= POINTS; i++)
    {
      int status;
      g_autofree char *said = run (args, taken * i / POINTS, &status);

      killed += status == -1;
      check_library (out, question);
    }
  g_assert_cmpuint (killed, >, 0);
  run_well (args);
  check_library (out, question);
}

static void
write_laws (TestFolder *folder)
{
  for (guint i = 0; i < LAWS; i++)
    {
      g_autofree char *name = g_strdup_printf ("in/%03u.jsonl", i);
      g_autoptr (GString) lines = g_string_new (NULL);

      for (guint k = 1; k <= 20; k++)
        g_string_append_printf (lines,
                                "{\"id\":\"%u.%u\",\"law\":\"Luật số %u\",\"article\":\"%u\","
                                "\"title\":\"Điều thử %u\",\"text\":\"1. Người nào làm việc %u thì "
                                "bị phạt.\\n2. Trừ trường hợp %u.\"}\n",
                                i, k, i, k, k, i * k, k);
      g_free (test_folder_write (folder, name, lines->str, -1));
    }
}

static void
make_library (TestFolder *folder, const char *out)
{
  g_autofree char *docs = test_path (folder, "docs");
  g_autofree char *in = test_path (folder, "in");
  const char *const import[] = { "import", "--into", docs, in, NULL };
  const char *const build[] = { "build", "--from", docs, "--out", out, NULL };

  run_well (import);
  run_well (build);
}

static void
a_killed_index_leaves_a_library_that_answers (TestFolder *folder, gconstpointer data)
{
  g_autofree char *out = test_path (folder, "out");
  const char *const args[] = { "index", "--library", out, NULL };

  write_laws (folder);
  make_library (folder, out);
  kill_all_over (args, out, "người nào thì bị phạt");
}

/* Articles and questions about them, enough to train on. */
static void
write_subjects (TestFolder *folder)
{
  static const char *const FIRST[]
      = { "ba", "co", "đu", "ga", "hi", "ke", "lo", "mu", "na", "phi" };
  static const char *const LAST[] = { "rang", "sông", "tâm", "vinh", "xuôi", "khay", "thuốn" };
  g_autoptr (GString) lines = g_string_new (NULL);
  g_autoptr (GString) questions = g_string_new (NULL);

  for (guint i = 0; i < SUBJECTS; i++)
    {
      g_autofree char *subject
          = g_strdup_printf ("%s %s %s", FIRST[i % 10], LAST[i / 10], FIRST[(i + 3) % 10]);

      g_string_append_printf (lines,
                              "{\"id\":\"T#%u\",\"law\":\"Luật Chủ đề\",\"article\":\"%u\","
                              "\"title\":\"Mức phạt chung\",\"text\":\"Người nào làm %s thì bị "
                              "phạt tiền.\",\"number\":\"11/2020/QH14\"}\n",
                              i + 1, i + 1, subject);
      g_string_append_printf (questions,
                              "{\"qid\":\"q%u\",\"text\":\"%s\",\"relevant\":[\"T#%u\"]}\n", i,
                              subject, i + 1);
    }
  g_free (test_folder_write (folder, "in/articles.jsonl", lines->str, -1));
  g_free (test_folder_write (folder, "questions.jsonl", questions->str, -1));
}

static void
a_killed_training_leaves_a_library_that_answers (TestFolder *folder, gconstpointer data)
{
  g_autofree char *docs = test_path (folder, "docs");
  g_autofree char *out = test_path (folder, "out");
  g_autofree char *questions = test_path (folder, "questions.jsonl");
  const char *const args[]
      = { "build", "--from", docs, "--out", out, "--questions", questions, NULL };

  write_subjects (folder);
  make_library (folder, out);
  kill_all_over (args, out, "người nào thì bị phạt tiền");
}

static void
copy_folder (const char *from, const char *to)
{
  g_autoptr (GDir) dir = g_dir_open (from, 0, NULL);
  const char *name;

  g_assert_cmpint (g_mkdir (to, 0755), ==, 0);
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

static guint64
folder_size (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;
  guint64 sum = 0;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *file = g_build_filename (path, name, NULL);
      GStatBuf info;

      g_assert_cmpint (g_stat (file, &info), ==, 0);
      sum += ((guint64)info.st_size + 4095) / 4096 * 4096;
    }
  return sum;
}

static void
a_full_disk_leaves_the_old_index_and_is_named (TestFolder *folder, gconstpointer data)
{
  g_autofree char *good = test_path (folder, "good");
  g_autofree char *disk = test_path (folder, "disk");
  g_autofree char *out = g_build_filename (disk, "out", NULL);
  const char *const args[] = { "index", "--library", out, NULL };
  static const guint ROOM_KIB[] = { 16, 64, 160, 300 };
  guint failed = 0;

  write_laws (folder);
  make_library (folder, good);
  g_assert_cmpint (g_mkdir (disk, 0755), ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (ROOM_KIB); i++)
    {
      g_autofree char *size = g_strdup_printf ("size=%" G_GUINT64_FORMAT "k",
                                               folder_size (good) / 1024 + ROOM_KIB[i]);
      g_autofree char *said = NULL;
      int status;

      if (mount ("tmpfs", disk, "tmpfs", 0, size) != 0)
        {
          g_test_skip ("a small file system cannot be mounted here");
          return;
        }
      copy_folder (good, out);
      said = run (args, -1, &status);
      g_test_message ("%u KiB left: %d %s", ROOM_KIB[i], status, said);
      check_library (out, "người nào thì bị phạt");
      umount (disk);
      if (status == 0)
        continue;
      failed++;
      g_assert_cmpint (status, ==, 1);
      g_assert_nonnull (strstr (said, out));
      g_assert_true (strstr (said, "disk is full") != NULL
                     || strstr (said, "No space left") != NULL);
    }
  g_assert_cmpuint (failed, >, 0);
}

#define ADD(name)                                                                                  \
  g_test_add ("/publisher/" #name, TestFolder, NULL, test_folder_set_up, name,                     \
              test_folder_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_assert_cmpint (argc, ==, 2);
  program = argv[1];
  ADD (a_killed_index_leaves_a_library_that_answers);
  ADD (a_killed_training_leaves_a_library_that_answers);
  ADD (a_full_disk_leaves_the_old_index_and_is_named);
  return g_test_run ();
}
