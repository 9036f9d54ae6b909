/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The report for support: what it tells, what it must not, and that it changes nothing. */
#include "config.h"

#include <adwaita.h>
#include <string.h>

#include "base/tl-folder.h"
#include "base/tl-paths.h"
#include "base/tl-policy.h"
#include "desk/tl-desk-place.h"
#include "ui/diagnose/tl-diagnose.h"

#define USER_NAME "tham-phan-canary"
#define TITLE     "canarytitle"

static char *home;
static char *desk_folder;
static char *desk_file;

static void
done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_set_object ((GAsyncResult **)user_data, result);
}

static GAsyncResult *
wait_for (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return *result;
}

/* A desk with something in it, closed. */
static void
make_desk (void)
{
  g_autoptr (GAsyncResult) opened = NULL;
  g_autoptr (GAsyncResult) added = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (TlDesk) desk = NULL;

  tl_desk_open_async (NULL, NULL, done_cb, &opened);
  desk = tl_desk_open_finish (wait_for (&opened), &error);
  g_assert_no_error (error);
  tl_desk_add_recent_async (desk, "doc-canarytitle", TITLE, NULL, done_cb, &added);
  g_assert_true (tl_desk_add_recent_finish (desk, wait_for (&added), &error));
  tl_desk_close (desk);
}

static char *
run (const char *library, gboolean *well)
{
  g_autoptr (GSettings) settings = g_settings_new (TL_APP_ID);
  const char *const recent[] = { "canaryquestion", NULL };

  g_settings_set_strv (settings, "recent-questions", recent);
  return tl_diagnose_run (settings, library, well);
}

static GPtrArray *
list_files (const char *folder)
{
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    g_ptr_array_add (names, g_strdup (name));
  return names;
}

static void
names_and_homes_are_hidden (void)
{
  g_autofree char *inside = g_build_filename (home, ".local", "share", NULL);
  g_autofree char *beside = g_strconcat (home, "2/x", NULL);
  const struct
  {
    const char *text;
    const char *hidden;
  } cases[] = {
    { home, "~" },
    { inside, "~/.local/share" },
    { "/media/" USER_NAME "/STICK", "/media/…/STICK" },
    { "x" USER_NAME, "x" USER_NAME },
    { "/var/lib/troly", "/var/lib/troly" },
    { "", "" },
  };
  g_autofree char *next = tl_diagnose_hide (beside);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *hidden = tl_diagnose_hide (cases[i].text);

      g_assert_cmpstr (hidden, ==, cases[i].hidden);
    }
  /* Another home that only begins alike is no "~". */
  g_assert_null (strchr (next, '~'));
}

static void
nothing_personal_is_told_and_nothing_is_changed (void)
{
  g_autoptr (TlPolicy) policy
      = tl_policy_parse ("[update]\nproxy-password=canarypassword\n", -1, "policy.ini");
  g_autofree char *library = g_build_filename (home, "thu-vien", NULL);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GPtrArray) had = NULL;
  g_autoptr (GPtrArray) has = NULL;
  gsize n_before, n_after;
  gboolean well;

  make_desk ();
  tl_policy_set_machine (policy);
  had = list_files (desk_folder);
  g_assert_true (g_file_get_contents (desk_file, &before, &n_before, NULL));
  text = run (library, &well);
  tl_policy_set_machine (NULL);
  g_test_message ("%s", text);
  g_assert_null (strstr (text, "canary"));
  g_assert_null (strstr (text, home));
  g_assert_nonnull (strstr (text, "~/.local/share/troly/desk"));
  g_assert_nonnull (strstr (text, "~/thu-vien"));
  g_assert_nonnull (strstr (text, "update/proxy-password"));
  g_assert_nonnull (strstr (text, TL_VERSION));
  g_assert_nonnull (strstr (text, "✓ whole, version 3"));
  /* There is no such library. */
  g_assert_false (well);
  has = list_files (desk_folder);
  g_assert_cmpuint (has->len, ==, had->len);
  g_assert_true (g_file_get_contents (desk_file, &after, &n_after, NULL));
  g_assert_cmpmem (before, n_before, after, n_after);
}

static void
what_is_wrong_with_the_notes_is_told (void)
{
  g_autofree char *whole = NULL;
  g_autofree char *text = NULL;
  gsize length;
  gboolean well;

  g_assert_true (g_file_get_contents (desk_file, &whole, &length, NULL));
  /* The number of the schema stands at byte 60 of the file. */
  whole[63] = 99;
  g_assert_true (g_file_set_contents (desk_file, whole, (gssize)length, NULL));
  text = run ("/nowhere", &well);
  g_assert_nonnull (strstr (text, "✗ written by a newer program (version 99, this one knows 3)"));
  g_assert_true (g_file_set_contents (desk_file, whole, 2048, NULL));
  g_free (text);
  text = run ("/nowhere", &well);
  g_assert_nonnull (strstr (text, "✗ damaged"));
  g_assert_false (well);
}

static void
a_fault_of_the_policy_is_told_with_its_line (void)
{
  g_autoptr (TlPolicy) policy = tl_policy_parse ("[desk]\nhistori=on\n", -1, "policy.ini");
  g_autofree char *text = NULL;
  gboolean well;

  tl_policy_set_machine (policy);
  text = run ("/nowhere", &well);
  tl_policy_set_machine (NULL);
  g_assert_nonnull (strstr (text, "policy.ini:2: "));
  g_assert_false (well);
}

int
main (int argc, char **argv)
{
  int status;

  /* Before GLib asks for them. */
  home = g_dir_make_tmp ("troly-canary-home-XXXXXX", NULL);
  g_setenv ("HOME", home, TRUE);
  g_setenv ("USER", USER_NAME, TRUE);
  g_unsetenv ("XDG_DATA_HOME");
  g_unsetenv ("TROLY_DESK_DIR");
  gtk_test_init (&argc, &argv, NULL);
  desk_folder = g_build_filename (home, ".local", "share", "troly", "desk", NULL);
  desk_file = g_build_filename (desk_folder, "desk.db", NULL);
#define ADD(name) g_test_add_func ("/ui/diagnose/" #name, name)
  ADD (names_and_homes_are_hidden);
  ADD (nothing_personal_is_told_and_nothing_is_changed);
  ADD (what_is_wrong_with_the_notes_is_told);
  ADD (a_fault_of_the_policy_is_told_with_its_line);
  status = g_test_run ();
  tl_folder_remove (home);
  g_free (desk_file);
  g_free (desk_folder);
  g_free (home);
  return status;
}
