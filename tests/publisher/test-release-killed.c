/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A publisher is killed at each of its calls that change the disk: a workstation that comes by then
 * gets the release before or the new one, whole, and never an error; the same command again ends
 * well, and "minisign -V" takes what is there.
 *
 * usage: test-release-killed PROGRAM PRELOAD [all] */
#include "config.h"

#include <signal.h>
#include <string.h>
#include <unistd.h>

#include "publish/tl-publish-verify.h"
#include "publisher-test.h"
#include "release/tl-install.h"

#define SWITCH_CALLS 60 /* more than the switch makes: each of the last so many is broken off */
#define SAMPLES      8  /* of those before, in the usual lane */

#define SECOND_ARTICLES                                                                                \
  "{\"id\":\"C#1\",\"law\":\"Luật Mới\",\"article\":\"1\",\"title\":\"Mới\",\"text\":\"Điều " \
  "mới.\"}\n"

static const char *program;
static const char *preload;
static gboolean all;

typedef struct
{
  TestFolder folder;
  TlPublicKey keys[2];
  TlTrust *trust;
} Fixture;

/* "@" before a word makes it a path in the folder. @at: the call to be killed at, or 0. Returns:
 * the exit status, -1 when it was killed. */
static int
run (Fixture *fixture, const char *args, long at, char **output)
{
  g_auto (GStrv) words = g_strsplit (args, " ", -1);
  g_autoptr (GPtrArray) argv = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (
      G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_MERGE);
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *count = test_path (&fixture->folder, "count");
  g_autofree char *number = g_strdup_printf ("%ld", at);
  g_autofree char *printed = NULL;

  g_ptr_array_add (argv, g_strdup (program));
  for (guint i = 0; words[i] != NULL; i++)
    g_ptr_array_add (argv, words[i][0] == '@' ? test_path (&fixture->folder, words[i] + 1)
                                              : g_strdup (words[i]));
  g_ptr_array_add (argv, NULL);
  g_subprocess_launcher_setenv (launcher, "LD_PRELOAD", preload, TRUE);
  g_subprocess_launcher_setenv (launcher, "ASAN_OPTIONS", "verify_asan_link_order=0", TRUE);
  g_subprocess_launcher_setenv (launcher, "TL_FAULT_AT", number, TRUE);
  g_subprocess_launcher_setenv (launcher, "TL_FAULT_COUNT", count, TRUE);
  process = g_subprocess_launcher_spawnv (launcher, (const char *const *)argv->pdata, &error);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (process, NULL, NULL, &printed, NULL, NULL);
  g_test_message ("%s, call %ld: %s", args, at, printed);
  if (output != NULL)
    *output = g_steal_pointer (&printed);
  if (g_subprocess_get_if_exited (process))
    return g_subprocess_get_exit_status (process);
  g_assert_cmpint (g_subprocess_get_term_sig (process), ==, SIGKILL);
  return -1;
}

static long
read_count (Fixture *fixture)
{
  g_autofree char *path = test_path (&fixture->folder, "count");
  g_autofree char *text = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  return atol (text);
}

static void
must (Fixture *fixture, const char *args)
{
  g_assert_cmpint (run (fixture, args, 0, NULL), ==, 0);
}

/* @to becomes what @from is. */
static void
start_over (Fixture *fixture, const char *from, const char *to)
{
  g_autofree char *source = test_path (&fixture->folder, from);
  g_autofree char *target = test_path (&fixture->folder, to);
  g_autoptr (GSubprocess) process = NULL;

  test_folder_remove (target);
  process = g_subprocess_new (G_SUBPROCESS_FLAGS_NONE, NULL, "cp", "-a", source, target, NULL);
  g_assert_true (process != NULL && g_subprocess_wait_check (process, NULL, NULL));
}

/* A workstation comes by. Returns: the release that it has then. */
static guint64
visit (Fixture *fixture, const char *name)
{
  g_autofree char *library = test_path (&fixture->folder, name);
  g_autofree char *release = test_path (&fixture->folder, "r");
  g_autoptr (GPtrArray) sources = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GError) error = NULL;
  g_auto (TlInstallState) state = { 0 };
  TlInstallOptions options = { .sources = sources, .trust = fixture->trust, .retry_ms = 1 };

  g_ptr_array_add (sources, tl_folder_source_new (release));
  tl_install_run (library, &options, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (tl_install_read_state (library, &state, &error));
  g_assert_no_error (error);
  return state.serial;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  static const char *const names[] = { "a.pub", "b.pub" };

  g_setenv ("SOURCE_DATE_EPOCH", "1772330400", TRUE); /* 2026-03-01T02:00:00Z */
  test_folder_set_up (&fixture->folder, NULL);
  g_free (test_folder_write (&fixture->folder, "a1.jsonl", TEST_ARTICLES, -1));
  g_free (test_folder_write (&fixture->folder, "a2.jsonl", SECOND_ARTICLES, -1));
  must (fixture, "import --into @d --format articles @a1.jsonl");
  must (fixture, "build --from @d --out @v1 --title Thu");
  must (fixture, "import --into @d --format articles @a2.jsonl");
  must (fixture, "build --from @d --out @v2 --title Thu");
  must (fixture, "keygen --out @a");
  must (fixture, "keygen --out @b");
  must (fixture, "release --volumes @v1 --out @r --key @a.key --key @b.key --serial 1");
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = test_path (&fixture->folder, names[i]);

      g_assert_true (tl_public_key_load (&fixture->keys[i], path, NULL));
    }
  /* Both must have signed: one of two signatures is no release. */
  fixture->trust = tl_trust_new (fixture->keys, 2, 2, NULL);
  g_assert_cmpuint (visit (fixture, "old"), ==, 1);
  start_over (fixture, "r", "r1");
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  tl_trust_unref (fixture->trust);
  test_folder_tear_down (&fixture->folder, NULL);
  g_unsetenv ("SOURCE_DATE_EPOCH");
}

/* What "minisign -V -m manifest.json" looks at, with each key. */
static void
check_beside (Fixture *fixture)
{
  g_autofree char *manifest = test_path (&fixture->folder, "r/manifest.json");
  g_autofree char *json = NULL;
  gsize length = 0;

  g_assert_true (g_file_get_contents (manifest, &json, &length, NULL));
  for (guint i = 0; i <= G_N_ELEMENTS (fixture->keys); i++)
    {
      const TlPublicKey *key = &fixture->keys[i % G_N_ELEMENTS (fixture->keys)];
      g_autofree char *path = i < G_N_ELEMENTS (fixture->keys)
                                  ? g_strdup_printf ("%s.%s.minisig", manifest, key->id)
                                  : g_strdup_printf ("%s.minisig", manifest);
      g_autofree char *signature = NULL;
      g_autoptr (GError) error = NULL;
      char id[TL_KEY_ID_SIZE];

      g_assert_true (g_file_get_contents (path, &signature, NULL, NULL));
      g_assert_true (tl_minisign_read_id (signature, id, NULL));
      if (i == G_N_ELEMENTS (fixture->keys) && strcmp (id, key->id) != 0)
        key = &fixture->keys[1];
      tl_minisign_verify (key, signature, json, length, &error);
      g_assert_no_error (error);
    }
}

/* Kills @args at call after call, the release and a library being as before each time. @said: what
 * the same command may say afterwards when all was done already. */
static void
kill_everywhere (Fixture *fixture, const char *args, const char *before, const char *said)
{
  guint olds = 0;
  guint news = 0;
  long calls;

  start_over (fixture, before, "r");
  must (fixture, args);
  check_beside (fixture);
  calls = read_count (fixture);
  g_assert_cmpint (calls, >, 20);
  for (long at = 1; at <= calls;
       at += all || at + SWITCH_CALLS > calls ? 1 : MAX ((calls - SWITCH_CALLS) / SAMPLES, 1))
    {
      g_autofree char *output = NULL;
      guint64 serial;

      start_over (fixture, before, "r");
      start_over (fixture, "old", "library");
      run (fixture, args, at, NULL);
      serial = visit (fixture, "library");
      g_assert_true (serial == 1 || serial == 2);
      olds += serial == 1;
      news += serial == 2;
      if (run (fixture, args, 0, &output) != 0)
        {
          g_assert_cmpuint (serial, ==, 2);
          g_assert_nonnull (strstr (output, said));
        }
      g_assert_cmpuint (visit (fixture, "library"), ==, 2);
      check_beside (fixture);
    }
  g_test_message ("%ld calls: %u times the release before, %u times the new one", calls, olds,
                  news);
  g_assert_cmpuint (olds, >, 0);
  g_assert_cmpuint (news, >, 0);
}

static void
a_release_with_the_keys_at_hand (Fixture *fixture, gconstpointer data)
{
  kill_everywhere (fixture, "release --volumes @v2 --out @r --key @a.key --key @b.key --serial 2",
                   "r1", "a serial only grows");
}

static void
a_manifest_that_was_signed_elsewhere (Fixture *fixture, gconstpointer data)
{
  must (fixture, "release --volumes @v2 --out @r --serial 2");
  must (fixture, "sign --key @a.key @r/manifest.next.json");
  must (fixture, "sign --key @b.key @r/manifest.next.json");
  start_over (fixture, "r", "waiting");
  kill_everywhere (fixture, "verify --key @a.pub --key @b.pub --threshold 2 --publish @r",
                   "waiting", "manifest.next.json");
}

int
main (int argc, char **argv)
{
  /* Hundreds of releases, each flushed to the disk many times: in memory it takes seconds. */
  if (g_access ("/dev/shm", W_OK) == 0)
    g_setenv ("TMPDIR", "/dev/shm", TRUE);
  g_test_init (&argc, &argv, NULL);
  g_assert_cmpint (argc, >=, 3);
  program = argv[1];
  preload = argv[2];
  all = argc > 3 && strcmp (argv[3], "all") == 0;
#define ADD(name)                                                                                  \
  g_test_add ("/publisher/release-killed/" #name, Fixture, NULL, set_up, name, tear_down)
  ADD (a_release_with_the_keys_at_hand);
  ADD (a_manifest_that_was_signed_elsewhere);
  return g_test_run ();
}
