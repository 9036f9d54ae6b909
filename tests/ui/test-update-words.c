/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is said of the library and its updates, and what is told first of what is new. */
#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "release/tl-release-error.h"
#include "ui/update/tl-update-ground.h"
#include "ui/update/tl-update-news.h"
#include "ui/update/tl-update-words.h"

static TlInstallState seven = { .serial = 7,
                                .created = (char *)"2026-03-01T02:00:00Z",
                                .expires = (char *)"2026-09-01T02:00:00Z" };

static void
the_release_in_force_is_named_with_its_day (void)
{
  TlInstallState nothing = { 0 };
  TlInstallState old = seven;
  g_autofree char *version = tl_update_words_version (&seven);
  g_autofree char *fresh = tl_update_words_freshness (&seven);
  g_autofree char *none = tl_update_words_version (&nothing);
  g_autofree char *unknown = tl_update_words_freshness (&nothing);
  g_autofree char *stale = NULL;
  g_autofree char *overdue = NULL;

  old.expired = TRUE;
  stale = tl_update_words_freshness (&old);
  overdue = tl_update_words_overdue (&old);
  g_assert_cmpstr (version, ==, "Library no. 7 of 01/3/2026");
  g_assert_cmpstr (fresh, ==, "good until 01/9/2026, signature verified");
  g_assert_cmpstr (stale, ==, "out of date since 01/9/2026");
  g_assert_nonnull (strstr (overdue, "01/3/2026"));
  g_assert_nonnull (strstr (overdue, "01/9/2026"));
  g_assert_null (tl_update_words_overdue (&seven));
  g_assert_cmpstr (none, ==, "");
  g_assert_cmpstr (unknown, ==, "");
}

static void
every_error_has_words_of_its_own_and_one_thing_to_do (void)
{
  g_autoptr (GHashTable) titles = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (int code = TL_RELEASE_ERROR_UNSIGNED; code <= TL_RELEASE_ERROR_OPEN; code++)
    {
      g_autoptr (GError) error = g_error_new_literal (TL_RELEASE_ERROR, code, "as it was");
      TlUpdateFacts facts = { .doing = TL_UPDATER_FAILED, .error = error, .installed = &seven };
      g_auto (TlUpdateWords) words;

      tl_update_words_init (&words, &facts);
      g_test_message ("%s / %s", words.title, words.detail);
      g_assert_true (words.bad);
      g_assert_false (words.busy);
      g_assert_cmpstr (words.detail, !=, "");
      g_assert_cmpstr (words.detail, !=, "as it was");
      g_assert_true (g_hash_table_add (titles, g_strdup (words.title)));
      /* What goes on being read is always said. */
      g_assert_nonnull (strstr (
          words.title, code == TL_RELEASE_ERROR_OPEN ? "the one before is in use" : "01/3/2026"));
    }
}

static void
the_state_is_said_with_what_can_be_done (void)
{
  g_autoptr (GError) full = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_NO_SPACE, "x");
  g_autoptr (GError) offline = g_error_new_literal (TL_RELEASE_ERROR, TL_RELEASE_ERROR_SOURCE, "x");
  g_autoptr (GError) other = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_FAILED, "strange");
  const struct
  {
    TlUpdateFacts facts;
    const char *title;
    const char *detail;
    TlUpdateDeed deed;
    gboolean busy;
  } cases[] = {
    { { .doing = TL_UPDATER_CHECKING }, "Asking for a newer library…", "", 0, TRUE },
    { { .doing = TL_UPDATER_FETCHING, .done = 1230000, .total = 40000000, .source = "/usb" },
      "Fetching the new library: 1,2 MB of 40,0 MB",
      "/usb",
      0,
      TRUE },
    { { .doing = TL_UPDATER_SWITCHING }, "Putting the new library in use…", "", 0, TRUE },
    { { .doing = TL_UPDATER_PAUSED },
      "The update is paused",
      "What was fetched so far is kept.",
      TL_UPDATE_DO_RESUME,
      FALSE },
    { { .doing = TL_UPDATER_DISK_FULL, .error = full },
      "The disk is full – the one of 01/3/2026 is still used",
      "Make room; what was fetched so far is kept.",
      TL_UPDATE_DO_CHECK,
      FALSE },
    { { .doing = TL_UPDATER_OFFLINE, .error = offline },
      "No source can be reached – the one of 01/3/2026 is still used",
      NULL,
      TL_UPDATE_DO_CHECK,
      FALSE },
    { { .doing = TL_UPDATER_FAILED, .error = other },
      "The library could not be updated – the one of 01/3/2026 is still used",
      "strange",
      TL_UPDATE_DO_CHECK,
      FALSE },
    { { .kept_by = TL_UPDATE_BY_NOBODY },
      "No source of the library is named",
      NULL,
      TL_UPDATE_DO_SOURCES,
      FALSE },
    { { .kept_by = TL_UPDATE_BY_MACHINE },
      "This computer keeps the library up to date",
      NULL,
      TL_UPDATE_DO_NOTHING,
      FALSE },
    { { .kept_by = TL_UPDATE_BY_PROGRAM, .asked = 1780000000 },
      "The library is up to date",
      NULL,
      TL_UPDATE_DO_NOTHING,
      FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      TlUpdateFacts facts = cases[i].facts;
      g_auto (TlUpdateWords) words;

      facts.installed = &seven;
      tl_update_words_init (&words, &facts);
      g_assert_cmpstr (words.title, ==, cases[i].title);
      if (cases[i].detail != NULL)
        g_assert_cmpstr (words.detail, ==, cases[i].detail);
      g_assert_cmpint (words.deed, ==, cases[i].deed);
      g_assert_cmpint (words.busy, ==, cases[i].busy);
      g_assert_cmpint (words.deed == TL_UPDATE_DO_NOTHING, ==,
                       tl_update_words_deed (words.deed) == NULL);
    }
}

static void
add (TlUpdateNews *news, guint64 serial, const char *what, const char *kind, const char *id)
{
  g_autoptr (GPtrArray) changes = g_ptr_array_new ();
  TlChange change = {
    .what = (char *)what, .id = (char *)id, .kind = (char *)kind, .anchors = (char *)"d5.k1 d9"
  };

  g_ptr_array_add (changes, &change);
  tl_update_news_add (news, serial, changes);
}

static void
several_releases_are_told_as_one (void)
{
  static const struct
  {
    const char *first;
    const char *second;
    int what; /* below 0: nothing is told */
  } cases[] = {
    { "added", "amended", TL_NEWS_ADDED },     { "added", "withdrawn", -1 },
    { "amended", "amended", TL_NEWS_AMENDED }, { "amended", "withdrawn", TL_NEWS_WITHDRAWN },
    { "withdrawn", "added", TL_NEWS_AMENDED }, { "strange", "strange", TL_NEWS_AMENDED },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (TlUpdateNews) news = tl_update_news_new ();
      g_autoptr (GPtrArray) items = NULL;

      add (news, 2, cases[i].first, "statute", "a");
      add (news, 3, cases[i].second, "statute", "a");
      items = tl_update_news_list (news, NULL, NULL);
      g_assert_cmpuint (items->len, ==, cases[i].what < 0 ? 0 : 1);
      if (items->len > 0)
        {
          const TlNewsItem *item = g_ptr_array_index (items, 0);

          g_assert_cmpint (item->what, ==, cases[i].what);
          g_assert_cmpuint (item->serial, ==, 3);
          g_assert_cmpstr (item->anchor, ==, "d5.k1");
        }
    }
}

static void
what_touches_the_judge_comes_first (void)
{
  static const char *const expected[]
      = { "z-marked", "judgment-read", "b-amended", "a-added", "judgment-added", "c-withdrawn" };
  g_autoptr (TlUpdateNews) news = tl_update_news_new ();
  g_autoptr (GHashTable) marked = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) read = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) items = NULL;
  g_autofree char *summary = NULL;

  add (news, 2, "added", "judgment", "judgment-added");
  add (news, 2, "withdrawn", "statute", "c-withdrawn");
  add (news, 2, "amended", "statute", "z-marked");
  add (news, 2, "added", "statute", "a-added");
  add (news, 2, "amended", "judgment", "judgment-read");
  add (news, 2, "amended", "statute", "b-amended");
  g_hash_table_add (marked, (gpointer) "z-marked");
  g_hash_table_add (read, (gpointer) "z-marked");
  g_hash_table_add (read, (gpointer) "judgment-read");
  items = tl_update_news_list (news, marked, read);
  g_assert_cmpuint (items->len, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < items->len; i++)
    g_assert_cmpstr (((TlNewsItem *)g_ptr_array_index (items, i))->id, ==, expected[i]);
  summary = tl_update_news_summary (items);
  g_assert_cmpstr (summary, ==, "3 amended, 2 added, 1 withdrawn");
}

static void
an_empty_folder_can_be_filled_and_a_built_one_is_left_alone (void)
{
  g_autofree char *folder = g_dir_make_tmp ("troly-ground-XXXXXX", NULL);
  g_autofree char *file = g_build_filename (folder, "x.tlv", NULL);
  g_autoptr (TlPolicy) policy = tl_policy_parse ("", -1, "none");
  g_autoptr (TlPolicy) decided
      = tl_policy_parse ("[update]\nlibrary=/else\nsources=/a /b\n", -1, "policy");
  g_autoptr (TlPolicy) wrong = tl_policy_parse ("[update]\nsorces=/a\n", -1, "policy");
  g_autoptr (TlPolicy) open
      = tl_policy_parse ("[update]\nsources=/a\nuser-may-change=sources\n", -1, "policy");
  char *sources[] = { (char *)"/media/stick", NULL };
  const TlUpdateWish wish = { .sources = sources, .key = (char *)"" };
  const TlUpdateWish bad = { .sources = sources, .key = file };
  g_autoptr (TlUpdateGround) empty = tl_update_ground_read (folder, policy, &wish);
  g_autoptr (TlUpdateGround) built = NULL;
  g_autoptr (TlUpdateGround) locked = NULL;
  g_autoptr (TlUpdateGround) keyless = NULL;
  g_autoptr (TlUpdateGround) refused = NULL;
  g_autoptr (TlUpdateGround) begun = NULL;

  g_assert_true (empty->mine);
  g_assert_false (empty->locked);
  g_assert_null (empty->policy->trust);
  g_assert_cmpstr (empty->policy->sources[0], ==, "/media/stick");
  g_assert_true (g_file_set_contents (file, "x", -1, NULL));
  built = tl_update_ground_read (folder, policy, &wish);
  g_assert_false (built->mine);
  keyless = tl_update_ground_read (folder, policy, &bad);
  g_assert_null (keyless->policy);
  g_assert_nonnull (keyless->error);
  locked = tl_update_ground_read (folder, decided, &wish);
  g_assert_true (locked->locked);
  g_assert_false (locked->mine);
  g_assert_cmpstr (locked->policy->sources[1], ==, "/b");
  refused = tl_update_ground_read (folder, wrong, &wish);
  g_assert_null (refused->policy);
  g_assert_true (g_str_has_prefix (refused->error, "policy:2: "));
  begun = tl_update_ground_read (folder, open, &wish);
  g_assert_false (begun->locked);
  g_assert_cmpstr (begun->policy->sources[0], ==, "/media/stick");
  g_assert_cmpint (g_remove (file), ==, 0);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name) g_test_add_func ("/ui/update-words/" #name, name)
  ADD (the_release_in_force_is_named_with_its_day);
  ADD (every_error_has_words_of_its_own_and_one_thing_to_do);
  ADD (the_state_is_said_with_what_can_be_done);
  ADD (several_releases_are_told_as_one);
  ADD (what_touches_the_judge_comes_first);
  ADD (an_empty_folder_can_be_filled_and_a_built_one_is_left_alone);
#undef ADD
  return g_test_run ();
}
