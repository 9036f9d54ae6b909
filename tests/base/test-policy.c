/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the administrator decides: every row of the table, and everything that is wrong with a file.
 */
#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "base/tl-paths.h"
#include "base/tl-policy-settings.h"
#include "../test-system.h"

/* A value of each row that is right, and one that is wrong. */
static const struct
{
  const char *group;
  const char *name;
  const char *good;
  const char *bad;
} rows[] = {
  { "update", "library", "/srv/tro ly/library", "library" },
  { "update", "sources", "/srv/troly https://a.example \"/media/my stick\"", "ftp://a.example" },
  { "update", "root", "/etc/troly/root.json", "root.json" },
  { "update", "keys", "/a.pub /b.pub", "a.pub" },
  { "update", "threshold", "2", "33" },
  { "update", "channel", "stable", "" },
  { "update", "packs", "an-le tong-hop", "" },
  { "update", "by-itself", "off", "never" },
  { "update", "interval", "15", "14" },
  { "update", "quiet-hours", "22:00-06:30", "22-6" },
  { "update", "bandwidth", "500", "-1" },
  { "update", "proxy", "none", "proxy" },
  { "update", "proxy-user", "toa an", "" },
  { "update", "proxy-password", "a b\\c=d", "" },
  { "update", "proxy-password-file", "/etc/troly/proxy", "proxy" },
  { "update", "ca", "/etc/troly/ca.pem", "ca.pem" },
  { "update", "mirror", "/srv/troly", "mirror" },
  { "centre", "server", "https://centre.example", "centre.example" },
  { "centre", "feedback", "off", "no" },
  { "centre", "usage", "ask", "maybe" },
  { "centre", "usage-person", "true", "yes" },
  { "centre", "secret-file", "1", "2" },
  { "centre", "quiet-hours", "00:00-00:00", "24:00-01:00" },
  { "desk", "history", "off", "of" },
  { "export", "formats", "odt print", "docx" },
};

static TlPolicy *
parse (const char *text)
{
  return tl_policy_parse (text, -1, "policy.ini");
}

static void
every_setting_of_the_table_is_read_and_is_bounded (void)
{
  guint n;
  const TlPolicySetting *settings = tl_policy_get_settings (&n);

  g_assert_cmpuint (n, ==, G_N_ELEMENTS (rows));
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *right
          = g_strdup_printf ("# x\n[%s]\n%s = %s\n", rows[i].group, rows[i].name, rows[i].good);
      g_autofree char *wrong
          = g_strdup_printf ("\n[%s]\r\n\t%s=%s\r\n", rows[i].group, rows[i].name, rows[i].bad);
      g_autofree char *start = g_strdup_printf ("policy.ini:3: %s: ", rows[i].name);
      g_autoptr (TlPolicy) good = parse (right);
      g_autoptr (TlPolicy) bad = parse (wrong);
      g_autoptr (GError) error = NULL;

      g_assert_cmpstr (settings[i].group, ==, rows[i].group);
      g_assert_cmpstr (settings[i].name, ==, rows[i].name);
      g_test_message ("%s", right);
      g_assert_null (tl_policy_get_faults (good)[0]);
      g_assert_true (tl_policy_has (good, rows[i].group, rows[i].name));
      g_assert_cmpstr (tl_policy_get_place (good, rows[i].group, rows[i].name), ==, "policy.ini:3");
      g_assert_true (tl_policy_check (good, rows[i].group, NULL));
      g_assert_nonnull (tl_policy_get_faults (bad)[0]);
      g_assert_true (g_str_has_prefix (tl_policy_get_faults (bad)[0], start));
      g_assert_false (tl_policy_has (bad, rows[i].group, rows[i].name));
      g_assert_false (tl_policy_check (bad, rows[i].group, &error));
      g_assert_cmpstr (error->message, ==, tl_policy_get_faults (bad)[0]);
    }
}

static void
what_is_wrong_is_named_with_its_line_and_the_rest_is_followed (void)
{
  static const struct
  {
    const char *text;
    const char *fault;   /* how the first begins */
    const char *refused; /* groups that are not followed */
  } cases[] = {
    { "[update]\ninterval=60\n[centre]\nusage=off\n", NULL, "" },
    { "\xef\xbb\xbf[desk]\nhistory=off\n", NULL, "" },
    { "[update]\nsorces=/a\n[centre]\nusage=off\n", "policy.ini:2: ", "update" },
    { "[centre]\nusage=off\nusage=on\n", "policy.ini:3: ", "centre" },
    { "[desk]\nhistory\n", "policy.ini:2: ", "update centre desk export" },
    { "history=off\n", "policy.ini:1: ", "update centre desk export" },
    { "[desk]\nhistory=off\n[Update]\nsources=/a\n",
      "policy.ini:4: ", "update centre desk export" },
    { "[export]\nformats=none pdf\n", "policy.ini:2: ", "export" },
    { "[export]\nuser-may-change=formats\n", "policy.ini:2: ", "export" },
    { "[desk]\nuser-may-change=histori\n", "policy.ini:2: ", "desk" },
    { "[desk]\nhistory=\xff\n", "policy.ini: ", "update centre desk export" },
  };
  static const char *const groups[] = { "update", "centre", "desk", "export" };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (TlPolicy) policy = parse (cases[i].text);
      const char *fault = tl_policy_get_faults (policy)[0];

      g_test_message ("%u: %s", i, fault != NULL ? fault : "–");
      g_assert_cmpint (fault == NULL, ==, cases[i].fault == NULL);
      if (fault != NULL)
        g_assert_true (g_str_has_prefix (fault, cases[i].fault));
      for (guint k = 0; k < G_N_ELEMENTS (groups); k++)
        g_assert_cmpint (tl_policy_check (policy, groups[k], NULL), ==,
                         strstr (cases[i].refused, groups[k]) == NULL);
    }
}

static void
what_cannot_be_followed_lets_least_out (void)
{
  static const struct
  {
    const char *text;
    const char *key;
    const char *value; /* as GVariant prints it; %NULL: the user's */
    gboolean locked;
  } cases[] = {
    { "", "keep-history", NULL, FALSE },
    { "[desk]\nhistory=on\n", "keep-history", "true", TRUE },
    { "[desk]\nhistory=off\n", "keep-history", "false", TRUE },
    { "[desk]\nhistory=off\nuser-may-change=history\n", "keep-history", "false", FALSE },
    { "[desk]\nhistory=maybe\n", "keep-history", "false", TRUE },
    { "[update]\nsources=/a https://b.example\n", "update-sources", "['/a', 'https://b.example']",
      TRUE },
    { "[update]\nsources=/a\n", "update-by-itself", "true", TRUE },
    { "[update]\nsources=/a\nby-itself=off\n", "update-by-itself", "false", TRUE },
    { "[update]\nsources=/a\nuser-may-change=sources\n", "update-by-itself", NULL, FALSE },
    { "[update]\nproxy=none\n", "update-sources", NULL, FALSE },
    { "[update]\nkeys=/k.pub /l.pub\n", "update-key", "'/k.pub'", TRUE },
    { "[update]\nroot=/r.json\n", "update-key", "'/r.json'", TRUE },
    { "[update]\nlibrary=/l\n", "library-folder", "'/l'", TRUE },
    { "[update]\nlibrary=/l\nsorces=/a\n", "library-folder", "'/l'", TRUE },
    { "[update]\nsorces=/a\n", "update-sources", "@as []", TRUE },
    { "[update]\nsorces=/a\n", "update-by-itself", "false", TRUE },
    { "[update]\nsources=/a\n", "text-size", NULL, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (TlPolicy) policy = parse (cases[i].text);
      gboolean locked = TRUE;
      g_autoptr (GVariant) value = tl_policy_dup_key (policy, cases[i].key, &locked);
      g_autofree char *printed = value != NULL ? g_variant_print (value, TRUE) : NULL;

      g_test_message ("%s %s", cases[i].key, cases[i].text);
      g_assert_cmpstr (printed, ==, cases[i].value);
      g_assert_cmpint (locked, ==, cases[i].locked);
    }
}

static void
only_what_is_named_is_taken_out (void)
{
  static const struct
  {
    const char *text;
    gboolean pdf, odt, print;
  } cases[] = {
    { "", TRUE, TRUE, TRUE },
    { "[export]\nformats=pdf\n", TRUE, FALSE, FALSE },
    { "[export]\nformats=odt print\n", FALSE, TRUE, TRUE },
    { "[export]\nformats=none\n", FALSE, FALSE, FALSE },
    { "[export]\nformats=doc\n", FALSE, FALSE, FALSE },
    { "[desk]\nhistory=on\n", TRUE, TRUE, TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (TlPolicy) policy = parse (cases[i].text);

      g_assert_cmpint (tl_policy_allows_export (policy, "pdf"), ==, cases[i].pdf);
      g_assert_cmpint (tl_policy_allows_export (policy, "odt"), ==, cases[i].odt);
      g_assert_cmpint (tl_policy_allows_export (policy, "print"), ==, cases[i].print);
    }
}

static void
a_file_under_the_old_name_is_told_and_not_followed (void)
{
  g_autofree char *folder = g_dir_make_tmp ("troly-policy-XXXXXX", NULL);
  g_autofree char *old = g_build_filename (folder, "policy.conf", NULL);
  g_autofree char *path = g_build_filename (folder, "policy.ini", NULL);

  TEST_NEEDS_POSIX ("no version of the program knew the old name there");
  tl_paths_override (TL_PATH_POLICY, folder);
  {
    g_autoptr (TlPolicy) none = tl_policy_load (NULL);

    g_assert_true (tl_policy_is_empty (none));
  }
  g_assert_true (g_file_set_contents (old, "[centre]\nusage=on\n", -1, NULL));
  {
    g_autoptr (TlPolicy) policy = tl_policy_load (NULL);

    g_assert_true (g_str_has_prefix (tl_policy_get_faults (policy)[0], old));
    g_assert_nonnull (strstr (tl_policy_get_faults (policy)[0], "policy.ini"));
    g_assert_false (tl_policy_check (policy, "centre", NULL));
    g_assert_false (tl_policy_has (policy, "centre", "usage"));
  }
  g_assert_true (g_file_set_contents (path, "[centre]\nusage=off\n", -1, NULL));
  {
    g_autoptr (TlPolicy) policy = tl_policy_load (NULL);

    g_assert_true (g_str_has_prefix (tl_policy_get_faults (policy)[0], old));
    g_assert_true (tl_policy_check (policy, "centre", NULL));
    g_assert_cmpstr (tl_policy_get (policy, "centre", "usage"), ==, "off");
  }
  tl_paths_override (TL_PATH_POLICY, NULL);
  g_assert_cmpint (g_remove (old), ==, 0);
  g_assert_cmpint (g_remove (path), ==, 0);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

static void
what_cannot_be_read_is_not_taken_for_nothing (void)
{
  g_autofree char *folder = g_dir_make_tmp ("troly-policy-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "policy.ini", NULL);
  g_autofree char *large = g_strnfill (300 * 1024, '#');

  /* A folder where the file should be, and a file that is too large. */
  g_assert_cmpint (g_mkdir (path, 0700), ==, 0);
  {
    g_autoptr (TlPolicy) policy = tl_policy_load (path);

    g_assert_false (tl_policy_check (policy, "update", NULL));
  }
  g_assert_cmpint (g_rmdir (path), ==, 0);
  g_assert_true (g_file_set_contents (path, large, -1, NULL));
  {
    g_autoptr (TlPolicy) policy = tl_policy_load (path);

    g_assert_false (tl_policy_check (policy, "desk", NULL));
  }
  g_assert_cmpint (g_remove (path), ==, 0);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name) g_test_add_func ("/base/policy/" #name, name)
  ADD (every_setting_of_the_table_is_read_and_is_bounded);
  ADD (what_is_wrong_is_named_with_its_line_and_the_rest_is_followed);
  ADD (what_cannot_be_followed_lets_least_out);
  ADD (only_what_is_named_is_taken_out);
  ADD (a_file_under_the_old_name_is_told_and_not_followed);
  ADD (what_cannot_be_read_is_not_taken_for_nothing);
  return g_test_run ();
}
