/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What follows a release is built on it: from the folder of before, from a library that was
 * installed, or anew, which is told with its cost. usage: test-release-previous PROGRAM */
#include "config.h"

#include <string.h>

#include "base/tl-json.h"
#include "publisher-test.h"

#define LAWS 40

static const char *program;

typedef struct
{
  TestFolder folder;
} Fixture;

/* "@" before a word makes it a path in the folder. Both streams are the caller's. */
static void
run (Fixture *fixture, const char *args, char **out, char **said)
{
  g_auto (GStrv) words = g_strsplit (args, " ", -1);
  g_autoptr (GPtrArray) argv = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;

  g_ptr_array_add (argv, g_strdup (program));
  for (guint i = 0; words[i] != NULL; i++)
    g_ptr_array_add (argv, words[i][0] == '@' ? test_path (&fixture->folder, words[i] + 1)
                                              : g_strdup (words[i]));
  g_ptr_array_add (argv, NULL);
  process
      = g_subprocess_newv ((const char *const *)argv->pdata,
                           G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE, &error);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (process, NULL, NULL, out, said, NULL);
  g_test_message ("%s: %s%s", args, *out, *said);
  g_assert_cmpint (g_subprocess_get_exit_status (process), ==, 0);
}

static void
must (Fixture *fixture, const char *args)
{
  g_autofree char *out = NULL;
  g_autofree char *said = NULL;

  run (fixture, args, &out, &said);
}

/* The one JSON object on standard output; @said: (out) (optional): standard error. */
static JsonObject *
run_json (Fixture *fixture, const char *args, char **said)
{
  g_autofree char *out = NULL;
  g_autofree char *other = NULL;
  g_autoptr (GError) error = NULL;
  JsonObject *object;

  run (fixture, args, &out, &other);
  object = tl_json_parse (g_strstrip (out), -1, &error);
  g_assert_no_error (error);
  if (said != NULL)
    *said = g_steal_pointer (&other);
  return object;
}

static gint64
number (JsonObject *object, const char *name)
{
  g_assert_true (json_object_has_member (object, name));
  return json_object_get_int_member (object, name);
}

static guint
n_changes (JsonObject *built, const char *what)
{
  JsonObject *changes = json_object_get_object_member (built, "changes");

  return json_array_get_length (json_object_get_array_member (changes, what));
}

/* Laws of two articles; the text of law 7 is that of @edition. */
static void
write_laws (Fixture *fixture, const char *name, guint n, guint edition)
{
  g_autoptr (GString) lines = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    for (guint k = 1; k <= 2; k++)
      g_string_append_printf (
          lines,
          "{\"id\":\"%u.%u\",\"law\":\"Luật số %u\",\"article\":\"%u\",\"title\":\"Điều thử\","
          "\"text\":\"Người nào làm việc %u ở nơi %u thì bị phạt lần %u.\"}\n",
          i, k, i, k, i, k, i == 7 ? edition : 1);
  g_free (test_folder_write (&fixture->folder, name, lines->str, -1));
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_setenv ("SOURCE_DATE_EPOCH", "1772330400", TRUE); /* 2026-03-01T02:00:00Z */
  test_folder_set_up (&fixture->folder, NULL);
  write_laws (fixture, "1.jsonl", LAWS, 1);
  write_laws (fixture, "2.jsonl", LAWS + 1, 2);
  must (fixture, "import --into @d1 --format articles @1.jsonl");
  must (fixture, "import --into @d2 --format articles @2.jsonl");
  must (fixture, "build --from @d1 --out @v1");
  must (fixture, "keygen --out @k");
  must (fixture, "release --volumes @v1 --out @r --key @k.key --serial 1");
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  test_folder_tear_down (&fixture->folder, NULL);
  g_unsetenv ("SOURCE_DATE_EPOCH");
}

static JsonArray *
warnings_of (JsonObject *released)
{
  return json_object_get_array_member (released, "warnings");
}

static void
volumes_built_anew_are_told_with_their_cost (Fixture *fixture, gconstpointer data)
{
  g_autoptr (JsonObject) released = NULL;
  g_autofree char *said = NULL;
  JsonObject *warning;
  JsonObject *download;

  must (fixture, "build --from @d2 --out @v2");
  released = run_json (
      fixture, "release --volumes @v2 --out @r --key @k.key --serial 2 --dry-run --json", &said);
  g_assert_nonnull (strstr (said, "warning: 1 volumes were built anew although there is release 1: "
                                  "40 of their 41 documents"));
  g_assert_nonnull (strstr (said, "--previous"));
  g_assert_cmpuint (json_array_get_length (warnings_of (released)), ==, 1);
  warning = json_array_get_object_element (warnings_of (released), 0);
  g_assert_cmpstr (json_object_get_string_member (warning, "code"), ==, "built-anew");
  g_assert_cmpint (number (warning, "volumes"), ==, 1);
  g_assert_cmpint (number (warning, "documents"), ==, LAWS + 1);
  g_assert_cmpint (number (warning, "known"), ==, LAWS);
  /* What is fetched besides is the list of changes. */
  download
      = json_array_get_object_element (json_object_get_array_member (released, "downloads"), 0);
  g_assert_cmpint (number (download, "from"), ==, 1);
  g_assert_cmpint (number (warning, "bytes"), >, 0);
  g_assert_cmpint (number (warning, "bytes"), <, number (download, "bytes"));
}

static void
a_first_release_and_one_that_goes_on_warn_of_nothing (Fixture *fixture, gconstpointer data)
{
  static const char *const calls[] = {
    "release --volumes @v1 --out @alone --key @k.key --serial 1 --json",
    "release --volumes @v1 --out @r --key @k.key --serial 2 --json",
    "release --volumes @v2 --out @r --key @k.key --serial 3 --json",
  };

  must (fixture, "build --from @d2 --out @v2 --previous @v1");
  for (guint i = 0; i < G_N_ELEMENTS (calls); i++)
    {
      g_autofree char *said = NULL;
      g_autoptr (JsonObject) released = run_json (fixture, calls[i], &said);

      g_assert_null (strstr (said, "warning"));
      g_assert_cmpuint (json_array_get_length (warnings_of (released)), ==, 0);
      g_assert_cmpint (number (released, "serial"), ==, i == 0 ? 1 : i + 1);
      g_assert_true (json_object_get_boolean_member (released, "in_force"));
    }
}

static void
a_library_that_was_installed_is_built_on (Fixture *fixture, gconstpointer data)
{
  g_autoptr (JsonObject) built = NULL;
  g_autoptr (JsonObject) released = NULL;
  g_autoptr (JsonObject) stats = NULL;
  g_autofree char *said = NULL;

  must (fixture, "install --library @lib --key @k.pub @r");
  built = run_json (fixture, "build --from @d2 --out @v2 --previous @lib --json", NULL);
  g_assert_cmpint (number (built, "documents"), ==, LAWS + 1);
  g_assert_cmpint (number (built, "volumes"), ==, 2);
  g_assert_cmpint (number (built, "kept"), ==, 1);
  g_assert_cmpint (number (built, "written"), ==, 1);
  g_assert_cmpint (number (built, "dropped"), ==, 0);
  g_assert_cmpint (number (built, "unchanged"), ==, LAWS - 1);
  g_assert_cmpuint (n_changes (built, "added"), ==, 1);
  g_assert_cmpuint (n_changes (built, "amended"), ==, 1);
  g_assert_cmpuint (n_changes (built, "relinked"), ==, 0);
  g_assert_cmpuint (n_changes (built, "withdrawn"), ==, 0);
  released
      = run_json (fixture, "release --volumes @v2 --out @r --key @k.key --serial 2 --json", &said);
  g_assert_null (strstr (said, "warning"));
  g_assert_cmpint (number (released, "unchanged"), ==, 2);
  must (fixture, "verify --key @k.pub @r");
  must (fixture, "install --library @lib --key @k.pub @r");
  stats = run_json (fixture, "stats --library @lib --json", NULL);
  g_assert_cmpint (number (stats, "documents"), ==, LAWS + 1);
}

/* Each list has exactly what became of the documents. */
static void
the_json_of_a_build_names_every_change (Fixture *fixture, gconstpointer data)
{
  g_autoptr (JsonObject) first = NULL;
  g_autoptr (JsonObject) second = NULL;
  JsonObject *changes;
  JsonObject *entry;

  first = run_json (fixture, "build --from @d1 --out @v3 --json", NULL);
  g_assert_cmpint (number (first, "documents"), ==, LAWS);
  g_assert_cmpint (number (first, "kept"), ==, 0);
  g_assert_cmpint (number (first, "written"), ==, 1);
  g_assert_cmpint (number (first, "text_bytes"), >, 0);
  g_assert_cmpint (number (first, "volume_bytes"), >, 0);
  g_assert_cmpint (number (first, "index_bytes"), >, 0);
  g_assert_cmpuint (n_changes (first, "added"), ==, 0);
  write_laws (fixture, "3.jsonl", LAWS - 1, 1);
  must (fixture, "import --into @d3 --format articles @3.jsonl");
  second = run_json (fixture, "build --from @d3 --out @v3 --json", NULL);
  g_assert_cmpuint (n_changes (second, "withdrawn"), ==, 1);
  g_assert_cmpuint (n_changes (second, "added"), ==, 0);
  g_assert_cmpuint (n_changes (second, "amended"), ==, 0);
  g_assert_cmpint (number (second, "unchanged"), ==, LAWS - 1);
  changes = json_object_get_object_member (second, "changes");
  entry = json_array_get_object_element (json_object_get_array_member (changes, "withdrawn"), 0);
  g_assert_cmpstr (json_object_get_string_member (entry, "kind"), ==, "statute");
  g_assert_nonnull (strstr (json_object_get_string_member (entry, "title"), "39"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_assert_cmpint (argc, ==, 2);
  program = argv[1];
#define ADD(name)                                                                                  \
  g_test_add ("/publisher/release-previous/" #name, Fixture, NULL, set_up, name, tear_down)
  ADD (volumes_built_anew_are_told_with_their_cost);
  ADD (a_first_release_and_one_that_goes_on_warn_of_nothing);
  ADD (a_library_that_was_installed_is_built_on);
  ADD (the_json_of_a_build_names_every_change);
  return g_test_run ();
}
