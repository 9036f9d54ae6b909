/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Releases by the program itself: written, signed, verified, attacked. */
#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "corpus/tl-library.h"
#include "publisher-test.h"
#include "../test-system.h"
#include "search/engine/tl-search-engine.h"

#define ARTICLES_2                                                                                     \
  "{\"id\":\"A#1\",\"law\":\"Luật Thử nghiệm\",\"article\":\"1\",\"title\":\"Phạm vi\","       \
  "\"text\":\"Luật này quy định về thử nghiệm lần hai.\",\"number\":\"57/2020/QH14\"}\n" \
  "{\"id\":\"C#1\",\"law\":\"Luật Mới\",\"article\":\"1\",\"title\":\"Mới\",\"text\":\"Điều " \
  "mới.\"}\n"

#define KILLS 12

static const char *program;

typedef struct
{
  TestFolder folder;
} Fixture;

/* Runs the program; @args separated by blanks, "@" before a name makes it a path in the folder. */
static int
run (Fixture *fixture, const char *args, char **output)
{
  g_auto (GStrv) words = g_strsplit (args, " ", -1);
  g_autoptr (GPtrArray) argv = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *printed = NULL;
  g_autofree char *said = NULL;

  g_ptr_array_add (argv, g_strdup (program));
  for (guint i = 0; words[i] != NULL; i++)
    g_ptr_array_add (argv, words[i][0] == '@' ? test_path (&fixture->folder, words[i] + 1)
                                              : g_strdup (words[i]));
  g_ptr_array_add (argv, NULL);
  /* Two pipes: on Windows GLib merges nothing. */
  process
      = g_subprocess_newv ((const char *const *)argv->pdata,
                           G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE, &error);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (process, NULL, NULL, &printed, &said, NULL);
  g_test_message ("%s: %s%s", args, printed, said);
  if (output != NULL)
    *output = g_strconcat (printed, said, NULL);
  return g_subprocess_get_exit_status (process);
}

static void
must (Fixture *fixture, const char *args)
{
  g_assert_cmpint (run (fixture, args, NULL), ==, 0);
}

/* Fails with a message that holds @words. */
static void
must_fail (Fixture *fixture, const char *args, int status, const char *words)
{
  g_autofree char *output = NULL;

  g_assert_cmpint (run (fixture, args, &output), ==, status);
  g_assert_nonnull (strstr (output, words));
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_setenv ("SOURCE_DATE_EPOCH", "1772330400", TRUE); /* 2026-03-01T02:00:00Z */
  test_folder_set_up (&fixture->folder, NULL);
  g_free (test_folder_write (&fixture->folder, "a1.jsonl", TEST_ARTICLES, -1));
  g_free (test_folder_write (&fixture->folder, "a2.jsonl", ARTICLES_2, -1));
  must (fixture, "import --into @d1 --format articles @a1.jsonl");
  must (fixture, "import --into @d2 --format articles @a2.jsonl");
  must (fixture, "build --from @d1 --out @v1 --title Thu");
  must (fixture, "build --from @d2 --out @v2 --title Thu");
  must (fixture, "keygen --out @k");
  must (fixture, "keygen --out @other");
  must (fixture, "release --volumes @v1 --out @r --key @k.key --serial 1");
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  test_folder_tear_down (&fixture->folder, NULL);
  g_unsetenv ("SOURCE_DATE_EPOCH");
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *)a, *(const char *const *)b);
}

/* All files below @path, their names and content, as one digest. */
static void
add_tree (GChecksum *sum, const char *path, const char *name)
{
  g_autofree char *here = g_build_filename (path, name, NULL);
  g_autoptr (GDir) dir = g_dir_open (here, 0, NULL);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *content = NULL;
  const char *child;
  gsize length = 0;

  if (dir == NULL)
    {
      g_assert_true (g_file_get_contents (here, &content, &length, NULL));
      g_checksum_update (sum, (const guchar *)name, -1);
      g_checksum_update (sum, (const guchar *)content, (gssize)length);
      return;
    }
  while ((child = g_dir_read_name (dir)) != NULL)
    g_ptr_array_add (names, g_build_filename (name, child, NULL));
  g_ptr_array_sort (names, compare_names);
  for (guint i = 0; i < names->len; i++)
    add_tree (sum, path, names->pdata[i]);
}

/* The first file of "files" or "patches" that the release in force names. */
static char *
first_in (Fixture *fixture, const char *folder)
{
  g_autofree char *path = test_path (&fixture->folder, folder);
  g_autofree char *manifest_path = test_path (&fixture->folder, "r/manifest.json");
  g_autofree char *manifest = NULL;
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;
  const char *least = NULL;

  g_assert_nonnull (dir);
  g_assert_true (g_file_get_contents (manifest_path, &manifest, NULL, NULL));
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      const char *digest = strchr (name, '-') != NULL ? strchr (name, '-') + 1 : name;
      g_autofree char *named = g_strdup_printf ("\"digest\":\"%.64s\",\"kind\"", digest);

      if (strstr (manifest, named) != NULL && (least == NULL || strcmp (name, least) < 0))
        least = g_intern_string (name);
    }
  g_assert_nonnull (least);
  return g_build_filename (path, least, NULL);
}

static void
test_a_release_is_written_verified_and_followed (Fixture *fixture, gconstpointer data)
{
  g_autofree char *output = NULL;

  must (fixture, "verify --key @k.pub @r");
  g_assert_cmpint (run (fixture, "release --volumes @v2 --out @r --key @k.key --serial 2", &output),
                   ==, 0);
  g_assert_nonnull (strstr (output, "from 1: 3 files, 2 of them as patches"));
  g_clear_pointer (&output, g_free);
  g_assert_cmpint (run (fixture, "verify --key @k.pub @r", &output), ==, 0);
  g_assert_nonnull (strstr (output, "release 2 is right: 3 files, 2 patches applied"));
  g_clear_pointer (&output, g_free);
  g_assert_cmpint (run (fixture, "release --volumes @v2 --out @r --key @k.key --serial 9", &output),
                   ==, 0);
  g_assert_nonnull (strstr (output, "(3 unchanged)"));
  g_assert_nonnull (strstr (output, "from 2: 1 files"));
}

static void
test_the_same_input_gives_the_same_bytes (Fixture *fixture, gconstpointer data)
{
  g_autofree char *seen = NULL;

  for (guint i = 0; i < 2; i++)
    {
      const char *const out = i == 0 ? "x0" : "x1";
      g_autofree char *args = g_strdup_printf (
          "release --volumes @v2 --previous @r --out @%s --key @k.key --serial 2", out);
      g_autofree char *path = test_path (&fixture->folder, out);
      g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);

      must (fixture, args);
      add_tree (sum, path, ".");
      if (i > 0)
        g_assert_cmpstr (g_checksum_get_string (sum), ==, seen);
      else
        seen = g_strdup (g_checksum_get_string (sum));
    }
  must (fixture, "verify --key @k.pub @x1");
}

static void
test_a_dry_run_writes_nothing (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = test_path (&fixture->folder, "r");
  g_autoptr (GChecksum) before = g_checksum_new (G_CHECKSUM_SHA256);
  g_autoptr (GChecksum) after = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree char *output = NULL;

  add_tree (before, path, ".");
  g_assert_cmpint (run (fixture, "release --volumes @v2 --out @r --serial 2 --dry-run", &output),
                   ==, 0);
  g_assert_nonnull (strstr (output, "from 0: "));
  add_tree (after, path, ".");
  g_assert_cmpstr (g_checksum_get_string (before), ==, g_checksum_get_string (after));
}

static void
test_wrong_calls_and_damaged_input_publish_nothing (Fixture *fixture, gconstpointer data)
{
  g_autofree char *volume = NULL;
  g_autofree char *folder = test_path (&fixture->folder, "v2");
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;
  int fd;

  must_fail (fixture, "release --volumes @v2 --out @r --key @k.key --serial 1", 1, "only grows");
  must_fail (fixture, "release --volumes @v2 --out @r --key @none.key --serial 2", 1, "none.key");
  must_fail (fixture, "release --volumes @v2 --out @r --key @k.pub --serial 2", 1,
             "no secret key of minisign");
  must_fail (fixture, "release --volumes @none --out @r --key @k.key --serial 2", 1, "none");
  must_fail (fixture, "release --volumes @v2 --out @r --key @k.key --serial 2 --channel beta", 1,
             "channel");
  must_fail (fixture, "release --volumes @v2 --out @r --key @k.key", 2, "--serial");
  must_fail (fixture, "keygen --out @k", 1, "never written over");
  while ((name = g_dir_read_name (dir)) != NULL && volume == NULL)
    if (g_str_has_suffix (name, ".tlv"))
      volume = g_build_filename (folder, name, NULL);
  fd = g_open (volume, O_WRONLY, 0);
  g_assert_cmpint (pwrite (fd, "X", 1, 5000), ==, 1);
  close (fd);
  must_fail (fixture, "release --volumes @v2 --out @r --key @k.key --serial 2", 1, "is damaged");
  must (fixture, "verify --key @k.pub @r");
}

static void
replace (Fixture *fixture, const char *name, const char *from, const char *to)
{
  g_autofree char *path = test_path (&fixture->folder, name);
  g_autofree char *text = NULL;
  g_auto (GStrv) parts = NULL;
  g_autofree char *joined = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  parts = g_strsplit (text, from, 2);
  g_assert_nonnull (parts[1]);
  joined = g_strjoinv (to, parts);
  g_assert_true (g_file_set_contents (path, joined, -1, NULL));
}

static void
flip (const char *path, gboolean cut)
{
  g_autofree char *bytes = NULL;
  gsize length = 0;

  g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
  bytes[length / 2] ^= 1;
  g_assert_true (g_file_set_contents (path, bytes, (gssize)(cut ? length - 1 : length), NULL));
}

static guint
count_signatures (Fixture *fixture)
{
  g_autofree char *path = test_path (&fixture->folder, "r/signatures");
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  guint n = 0;

  while (dir != NULL && g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

static void
test_signatures_of_older_releases_go (Fixture *fixture, gconstpointer data)
{
  g_autofree char *strange = test_folder_write (&fixture->folder, "r/signatures/note.txt", "x", 1);

  for (guint serial = 2; serial <= 8; serial++)
    {
      g_autofree char *args
          = g_strdup_printf ("release --volumes @v1 --out @r --key @k.key --serial %u", serial);

      must (fixture, args);
      must (fixture, "verify --key @k.pub @r");
      /* That of the new release, those of five before, and what is no signature. */
      g_assert_cmpuint (count_signatures (fixture), ==, MIN (serial, 6) + 1);
    }
  /* A dry run removes nothing, and what waits takes nothing from what is in force. */
  must (fixture, "release --volumes @v1 --out @r --key @k.key --serial 9 --dry-run");
  g_assert_cmpuint (count_signatures (fixture), ==, 7);
  must (fixture, "release --volumes @v1 --out @r --serial 9");
  must (fixture, "release --volumes @v1 --out @r --serial 9");
  must (fixture, "verify --key @k.pub @r");
  g_assert_true (g_file_test (strange, G_FILE_TEST_EXISTS));
}

static void
remove_signatures (Fixture *fixture, const char *folder)
{
  g_autofree char *path = test_path (&fixture->folder, folder);
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (name, ".minisig"))
      {
        g_autofree char *file = g_build_filename (path, name, NULL);
        g_unlink (file);
      }
}

typedef struct
{
  const char *name;
  const char *verify; /* arguments besides the folder */
  const char *words;  /* in the message */
} Attack;

static void
attack_files (Fixture *fixture, const char *name)
{
  g_autofree char *path
      = first_in (fixture, g_str_has_prefix (name, "patch") ? "r/patches" : "r/files");
  g_autofree char *target = test_path (&fixture->folder, "target");

  if (g_str_has_suffix (name, "-changed"))
    flip (path, FALSE);
  else if (g_str_has_suffix (name, "-cut"))
    flip (path, TRUE);
  else if (g_str_has_suffix (name, "-gone"))
    g_unlink (path);
  else
    {
      g_assert_cmpint (g_rename (path, target), ==, 0);
      g_assert_cmpint (symlink (target, path), ==, 0);
    }
}

static void
attack (Fixture *fixture, const char *name)
{
  g_autofree char *manifest = test_path (&fixture->folder, "r/manifest.json");

  if (strcmp (name, "unsigned") == 0)
    {
      remove_signatures (fixture, "r");
      remove_signatures (fixture, "r/signatures");
    }
  else if (strcmp (name, "changed") == 0)
    replace (fixture, "r/manifest.json", "\"serial\":2", "\"serial\":3");
  else if (strcmp (name, "expired") == 0)
    g_setenv ("SOURCE_DATE_EPOCH", "1900000000", TRUE);
  else if (strcmp (name, "mixed") == 0)
    {
      g_autofree char *older = test_path (&fixture->folder, "r/manifests/1.json");

      remove_signatures (fixture, "r/signatures");
      g_assert_cmpint (g_rename (older, manifest), ==, 0);
    }
  else if (strcmp (name, "huge") == 0)
    g_assert_cmpint (test_truncate (manifest, G_GINT64_CONSTANT (10000000000)), ==, 0);
  else if (g_str_has_prefix (name, "file-") || g_str_has_prefix (name, "patch-"))
    attack_files (fixture, name);
}

static void
test_attacks_are_refused_each_with_its_message (Fixture *fixture, gconstpointer data)
{
  const Attack *self = data;
  g_autofree char *args = g_strdup_printf ("verify %s @r", self->verify);

  if (g_str_has_suffix (self->name, "-linked"))
    TEST_NEEDS_POSIX ("symbolic links");
  must (fixture, "release --volumes @v2 --out @r --key @k.key --serial 2");
  must (fixture, "verify --key @k.pub @r");
  attack (fixture, self->name);
  must_fail (fixture, args, 1, self->words);
}

static void
test_keys_are_rotated_by_roots (Fixture *fixture, gconstpointer data)
{
  must (fixture, "keygen --out @boss");
  must (fixture, "root --out @root1.json --root-key @boss.pub --release-key @k.pub");
  must (fixture, "sign --key @boss.key @root1.json");
  must (fixture, "release --volumes @v2 --out @r --key @k.key --serial 2 --root @root1.json");
  must (fixture, "verify --root @root1.json @r");
  must (fixture, "root --out @root2.json --previous @root1.json --root-key @boss.pub "
                 "--release-key @other.pub");
  /* Not signed by those who may: not followed. */
  must (fixture, "sign --key @other.key @root2.json");
  must (fixture, "release --volumes @v1 --out @r --key @other.key --serial 3 --root @root2.json");
  must_fail (fixture, "verify --root @root1.json @r", 1, "is not trusted");
  must (fixture, "sign --key @boss.key @root2.json");
  must (fixture, "release --volumes @v2 --out @r --key @other.key --serial 4 --root @root2.json");
  must (fixture, "verify --root @root1.json @r");
  /* The old key again. */
  must (fixture, "release --volumes @v2 --out @old --key @k.key --serial 5 --root @root1.json "
                 "--root @root2.json");
  must_fail (fixture, "verify --root @root1.json @old", 1, "which was withdrawn");
}

static void
test_an_offline_machine_signs_what_waits (Fixture *fixture, gconstpointer data)
{
  must (fixture, "release --volumes @v2 --out @r --serial 2");
  must_fail (fixture, "verify --key @k.pub --publish @r", 1, "no signature");
  must (fixture, "verify --key @k.pub @r"); /* the one before is in force */
  must (fixture, "sign --key @k.key @r/manifest.next.json");
  must (fixture, "verify --key @k.pub --publish @r");
  must_fail (fixture, "release --volumes @v2 --out @r --serial 2", 1, "has 2");
}

static void
test_minisign_verifies_a_release (Fixture *fixture, gconstpointer data)
{
  g_autofree char *tool = g_find_program_in_path ("minisign");
  g_autofree char *manifest = test_path (&fixture->folder, "r/manifest.json");
  g_autofree char *public_path = test_path (&fixture->folder, "k.pub");
  g_autoptr (GSubprocess) process = NULL;

  if (tool == NULL)
    {
      g_test_skip ("the program \"minisign\" is not installed");
      return;
    }
  process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE, NULL, tool, "-V", "-p",
                              public_path, "-m", manifest, NULL);
  g_assert_true (g_subprocess_wait_check (process, NULL, NULL));
}

/* A program that makes the second release in the folder @name. */
static GSubprocess *
start_second (Fixture *fixture, const char *name)
{
  g_autofree char *volumes = test_path (&fixture->folder, "v2");
  g_autofree char *out = test_path (&fixture->folder, name);
  g_autofree char *before = test_path (&fixture->folder, "r");
  g_autofree char *key = test_path (&fixture->folder, "k.key");
  GSubprocess *process
      = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE, NULL, program, "release", "--volumes",
                          volumes, "--out", out, "--key", key, "--serial", "2",
                          strcmp (name, "r") != 0 ? "--previous" : NULL, before, NULL);

  g_assert_nonnull (process);
  return process;
}

/* How many microseconds it takes when it is left alone. */
static gint64
time_of_second (Fixture *fixture)
{
  gint64 begun = g_get_monotonic_time ();
  g_autoptr (GSubprocess) process = start_second (fixture, "alone");

  g_assert_true (g_subprocess_wait_check (process, NULL, NULL));
  return g_get_monotonic_time () - begun;
}

static void
test_killed_anywhere_the_release_before_is_whole (Fixture *fixture, gconstpointer data)
{
  gint64 taken = time_of_second (fixture);
  g_autofree char *output = NULL;
  gboolean ended = FALSE;
  guint killed = 0;

  for (guint i = 0; i < KILLS && !ended; i++)
    {
      g_autoptr (GSubprocess) process = start_second (fixture, "r");

      g_usleep ((gulong)(taken * i / KILLS));
      test_end (process);
      g_subprocess_wait (process, NULL, NULL);
      ended = !test_was_ended (process);
      killed += ended ? 0 : 1;
      must (fixture, "verify --key @k.pub @r");
    }
  g_assert_cmpuint (killed, >, 0);
  /* It may have been killed with the work done. */
  if (run (fixture, "release --volumes @v2 --out @r --key @k.key --serial 2", &output) != 0)
    g_assert_nonnull (strstr (output, "a serial only grows"));
  must (fixture, "verify --key @k.pub @r");
}

static void
mount_disk (const char *path, guint kib, gulong flags)
{
  g_autofree char *size = g_strdup_printf ("size=%uk", kib);

  g_assert_cmpint (mount ("tmpfs", path, "tmpfs", flags, size), ==, 0);
}

static gboolean
can_mount (const char *path)
{
  if (mount ("tmpfs", path, "tmpfs", 0, "size=64k") != 0)
    return FALSE;
  g_assert_cmpint (umount (path), ==, 0);
  return TRUE;
}

/* From a disk that takes not even the first release to one that takes both. */
static void
test_a_full_disk_leaves_the_release_before (Fixture *fixture, gconstpointer data)
{
  static const char FIRST[] = "release --volumes @v1 --out @disk/r --key @k.key --serial 1";
  static const char SECOND[] = "release --volumes @v2 --out @disk/r --key @k.key --serial 2";
  g_autofree char *disk = test_path (&fixture->folder, "disk");
  guint full = 0;

  g_assert_cmpint (g_mkdir (disk, 0755), ==, 0);
  if (!can_mount (disk))
    {
      g_test_skip ("a small file system cannot be mounted here");
      return;
    }
  for (guint kib = 16; kib <= 1024; kib += kib / 4)
    {
      g_autofree char *first = NULL;
      g_autofree char *second = NULL;

      mount_disk (disk, kib, 0);
      if (run (fixture, FIRST, &first) == 0)
        {
          must (fixture, "verify --key @k.pub @disk/r");
          if (run (fixture, SECOND, &second) != 0)
            {
              full++;
              g_assert_nonnull (strstr (second, "No space left"));
              must (fixture, "verify --key @k.pub @disk/r");
              mount_disk (disk, 64 * 1024, MS_REMOUNT);
              must (fixture, SECOND);
            }
          must (fixture, "verify --key @k.pub @disk/r");
        }
      else
        g_assert_nonnull (strstr (first, "No space left"));
      g_assert_cmpint (umount (disk), ==, 0);
    }
  g_assert_cmpuint (full, >, 0);
}

static void
test_a_wrong_password_publishes_nothing (Fixture *fixture, gconstpointer data)
{
  g_autofree char *manifest = test_path (&fixture->folder, "r/manifest.json");
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  g_assert_true (g_file_get_contents (manifest, &before, NULL, NULL));
  g_setenv ("TROLY_KEY_PASSWORD", "đúng", TRUE);
  must (fixture, "keygen --encrypt --out @locked");
  g_setenv ("TROLY_KEY_PASSWORD", "sai", TRUE);
  must_fail (fixture, "release --volumes @v2 --out @r --key @locked.key --serial 2", 1, "password");
  must_fail (fixture, "sign --key @locked.key @r/manifest.json", 1, "password");
  g_unsetenv ("TROLY_KEY_PASSWORD");
  g_assert_true (g_file_get_contents (manifest, &after, NULL, NULL));
  g_assert_cmpstr (before, ==, after);
  must (fixture, "verify --key @k.pub @r");
}

static TlSearchEngine *
open_engine (Fixture *fixture)
{
  g_autofree char *path = test_path (&fixture->folder, "lib");
  g_autoptr (GError) error = NULL;
  g_autoptr (TlLibrary) library = tl_library_open (path, &error);
  TlSearchEngine *engine;

  g_assert_no_error (error);
  engine = tl_search_engine_new (library, &error);
  g_assert_no_error (error);
  return engine;
}

/* Whether a hit for @text is the article @source_id. */
static gboolean
finds (TlSearchEngine *engine, const char *text, const char *source_id)
{
  TlSearchRequest request = { .text = text, .kind = -1, .limit = 10 };
  g_autoptr (GError) error = NULL;
  g_autoptr (TlSearchResult) result = tl_search_engine_run (engine, &request, NULL, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < result->hits->len; i++)
    if (g_strcmp0 (((TlHit *)g_ptr_array_index (result->hits, i))->source_id, source_id) == 0)
      return TRUE;
  return FALSE;
}

/* 1 or 2; an answer of both or of neither would be a mixture. */
static guint
release_of (TlSearchEngine *engine)
{
  gboolean first = finds (engine, "trộm cắp quả cam", "A#2");
  gboolean second = finds (engine, "điều mới", "C#1");

  g_assert_cmpint (first, !=, second);
  return first ? 1 : 2;
}

static gpointer
release_of_thread (gpointer engine)
{
  return GUINT_TO_POINTER (release_of (engine));
}

static void
test_an_open_engine_answers_from_its_release (Fixture *fixture, gconstpointer data)
{
  g_autofree char *library = test_path (&fixture->folder, "lib");
  g_autofree char *public_path = test_path (&fixture->folder, "k.pub");
  g_autofree char *source = test_path (&fixture->folder, "r");
  g_autoptr (TlSearchEngine) before = NULL;
  g_autoptr (TlSearchEngine) after = NULL;
  g_autoptr (GSubprocess) process = NULL;
  guint newest = 1;

  must (fixture, "install --library @lib --key @k.pub @r");
  before = open_engine (fixture);
  must (fixture, "release --volumes @v2 --out @r --key @k.key --serial 2");
  process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE, NULL, program, "install",
                              "--library", library, "--key", public_path, source, NULL);
  g_assert_nonnull (process);
  /* Those who open the library meanwhile see one release or the other, and never an older one. */
  for (guint i = 0; i < 1000 && newest == 1; i++)
    {
      g_autoptr (TlSearchEngine) engine = open_engine (fixture);

      g_assert_cmpuint (release_of (before), ==, 1);
      newest = release_of (engine);
    }
  g_assert_true (g_subprocess_wait_check (process, NULL, NULL));
  after = open_engine (fixture);
  g_assert_cmpuint (release_of (after), ==, 2);
  g_assert_cmpuint (release_of (before), ==, 1);
  /* A thread that has not asked before opens its own index. */
  g_assert_cmpuint (
      GPOINTER_TO_UINT (g_thread_join (g_thread_new ("reader", release_of_thread, before))), ==, 1);
}

static const Attack attacks[] = {
  { "unsigned", "--key @k.pub", "there is no signature" },
  { "wrong-key", "--key @other.pub", "which is not trusted" },
  { "below-threshold", "--key @k.pub --key @other.pub --threshold 2",
    "1 trusted keys signed, 2 must" },
  { "changed", "--key @k.pub", "does not fit" },
  { "mixed", "--key @k.pub", "does not fit" },
  { "expired", "--key @k.pub", "expired on" },
  { "huge", "--key @k.pub", "larger than it may be" },
  { "file-changed", "--key @k.pub", "has other bytes" },
  { "file-cut", "--key @k.pub", "has another size" },
  { "file-gone", "--key @k.pub", "is not there" },
  { "file-linked", "--key @k.pub", "is no regular file" },
  { "patch-changed", "--key @k.pub", "has other bytes" },
  { "patch-gone", "--key @k.pub", "is not there" },
};

#define ADD(name, func)                                                                            \
  g_test_add ("/publisher/release/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  if (argc < 2)
    g_error ("usage: test-release PROGRAM [attacks]");
  program = argv[1];
  /* In a process of their own: on Windows GLib starts only some hundred programs from one. */
  for (guint i = 0; argc > 2 && i < G_N_ELEMENTS (attacks); i++)
    {
      g_autofree char *path = g_strdup_printf ("/publisher/release/attack/%s", attacks[i].name);

      g_test_add (path, Fixture, &attacks[i], set_up,
                  test_attacks_are_refused_each_with_its_message, tear_down);
    }
  if (argc > 2)
    return g_test_run ();
  ADD ("written-verified-and-followed", test_a_release_is_written_verified_and_followed);
  ADD ("the-same-input-gives-the-same-bytes", test_the_same_input_gives_the_same_bytes);
  ADD ("a-dry-run-writes-nothing", test_a_dry_run_writes_nothing);
  ADD ("wrong-calls-publish-nothing", test_wrong_calls_and_damaged_input_publish_nothing);
  ADD ("keys-are-rotated-by-roots", test_keys_are_rotated_by_roots);
  ADD ("an-offline-machine-signs", test_an_offline_machine_signs_what_waits);
  ADD ("minisign-verifies", test_minisign_verifies_a_release);
  ADD ("killed-anywhere", test_killed_anywhere_the_release_before_is_whole);
  ADD ("full-disk", test_a_full_disk_leaves_the_release_before);
  ADD ("open-engine", test_an_open_engine_answers_from_its_release);
  ADD ("old-signatures", test_signatures_of_older_releases_go);
  ADD ("wrong-password", test_a_wrong_password_publishes_nothing);
  return g_test_run ();
}
