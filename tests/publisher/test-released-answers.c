/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the centre exports becomes part of a release, which says so, and is found where it was
 * installed. */
#include "config.h"

#include <gio/gio.h>
#include <string.h>

#include "publisher-test.h"

#define ITEM   "22222222-2222-4222-8222-222222222222"
#define ANSWER "11111111-1111-4111-8111-111111111111"
#define LINE                                                                                               \
  "{\"approved\":\"2026-03-02\",\"citations\":[{\"anchor\":\"d2\",\"document\":\"57-2020-qh14\","          \
  "\"label\":\"Điều 2 Luật số 57/2020/QH14\"}],\"format\":\"troly-answer-1\",\"id\":\"" ANSWER             \
  "\",\"item\":\"" ITEM "\",\"pairs\":[{\"anchor\":\"d2\",\"document\":\"57-2020-qh14\","                  \
  "\"question\":\"Hái trộm cam của hàng xóm thì sao?\"}],\"question\":\"Hái cam rụng có "      \
  "phải trộm không?\",\"text\":\"Không, cam rụng thì không.\\nXem Điều 2.\",\"title\":\"Cam " \
  "rụng ngoài đường\"}\n"

static const char *program;

/* "@" before a word makes it a path in the folder. */
static char *
must (TestFolder *folder, const char *args)
{
  g_auto (GStrv) words = g_strsplit (args, " ", -1);
  g_autoptr (GPtrArray) argv = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;
  char *printed = NULL;

  g_ptr_array_add (argv, g_strdup (program));
  for (guint i = 0; words[i] != NULL; i++)
    g_ptr_array_add (argv,
                     words[i][0] == '@' ? test_path (folder, words[i] + 1) : g_strdup (words[i]));
  g_ptr_array_add (argv, NULL);
  process = g_subprocess_newv ((const char *const *)argv->pdata,
                               G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_MERGE,
                               &error);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (process, NULL, NULL, &printed, NULL, NULL);
  g_test_message ("%s: %s", args, printed);
  g_assert_cmpint (g_subprocess_get_exit_status (process), ==, 0);
  return printed;
}

static void
what_the_centre_exports_is_released_and_found (TestFolder *folder, gconstpointer data)
{
  static const char *const steps[] = {
    "import --into @store @in",
    "build --from @store --out @lib",
    "keygen --out @k",
    "release --volumes @lib --out @release --key @k.key --serial 5",
    "install --library @installed --key @k.pub @release",
  };
  g_autofree char *manifest_path = test_path (folder, "release/manifest.json");
  g_autofree char *manifest = NULL;
  g_autofree char *hits = NULL;
  g_autofree char *memory = NULL;

  test_write_sources (folder);
  g_free (test_folder_write (folder, "in/answers.jsonl", LINE, -1));
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    g_free (must (folder, steps[i]));
  g_assert_true (g_file_get_contents (manifest_path, &manifest, NULL, NULL));
  g_assert_nonnull (strstr (manifest, "\"" ITEM "\""));
  hits = must (folder, "search --library @installed cam-rụng-ngoài-đường");
  g_assert_nonnull (strstr (hits, "hd-" ANSWER "#"));
  memory = must (folder, "memory --library @installed --json list");
  g_assert_nonnull (strstr (memory, "Hái trộm cam của hàng xóm thì sao?"));
  g_assert_nonnull (strstr (memory, "\"contribution\":\"" ITEM "\""));
}

static void
what_is_no_more_exported_is_in_no_release_any_more (TestFolder *folder, gconstpointer data)
{
  static const char *const steps[]
      = { "import --into @store @in", "build --from @store --out @lib", "keygen --out @k",
          "release --volumes @lib --out @release --key @k.key --serial 5" };
  static const char *const again[]
      = { "import --into @store @in", "build --from @store --out @lib",
          "release --volumes @lib --out @next --key @k.key --serial 6 --previous @release" };
  g_autofree char *manifest_path = test_path (folder, "next/manifest.json");
  g_autofree char *manifest = NULL;
  g_autofree char *hits = NULL;

  test_write_sources (folder);
  g_free (test_folder_write (folder, "in/answers.jsonl", LINE, -1));
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    g_free (must (folder, steps[i]));
  /* It was taken back, and with it the last one there was. */
  g_free (test_folder_write (folder, "in/answers.jsonl", "", 0));
  for (guint i = 0; i < G_N_ELEMENTS (again); i++)
    g_free (must (folder, again[i]));
  g_assert_true (g_file_get_contents (manifest_path, &manifest, NULL, NULL));
  g_assert_null (strstr (manifest, ITEM));
  hits = must (folder, "search --library @lib cam-rụng-ngoài-đường");
  g_assert_null (strstr (hits, "hd-" ANSWER "#"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  if (argc != 2)
    return 2;
  program = argv[1];
  g_test_add ("/answers/what-the-centre-exports-is-released-and-found", TestFolder, NULL,
              test_folder_set_up, what_the_centre_exports_is_released_and_found,
              test_folder_tear_down);
  g_test_add ("/answers/what-is-no-more-exported-is-in-no-release-any-more", TestFolder, NULL,
              test_folder_set_up, what_is_no_more_exported_is_in_no_release_any_more,
              test_folder_tear_down);
  return g_test_run ();
}
