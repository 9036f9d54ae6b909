/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The updater of the application, and the policy that tells it what to do. */
#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "base/tl-clock.h"
#include "install-fixture.h"
#include "sync/tl-updater.h"

typedef struct
{
  Publisher publisher;
  char *library;
  char *key;
  char *policy;
  TlUpdater *updater;
  GMainLoop *loop;
  guint64 installed;
} Fixture;

static void
write_policy (Fixture *fixture, const char *more)
{
  g_autofree char *text
      = g_strdup_printf ("[update]\nlibrary=%s\nsources=%s\nkeys=%s\n%s\n", fixture->library,
                         fixture->publisher.folder, fixture->key, more);
  /* Lists are parted by spaces: those in a path are escaped. */
  g_autofree char *escaped = strstr (text, "troly release #") != NULL
                                 ? release_replace (text, "troly release #", "troly\\ release\\ #")
                                 : g_strdup (text);

  g_assert_true (g_file_set_contents (fixture->policy, escaped, -1, NULL));
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autofree char *text = NULL;

  publisher_init (&fixture->publisher);
  release_folder_remove (fixture->publisher.folder);
  g_free (fixture->publisher.folder);
  fixture->publisher.folder = g_dir_make_tmp ("troly-release-XXXXXX", NULL);
  fixture->library = g_dir_make_tmp ("troly-library-XXXXXX", NULL);
  fixture->key = g_strconcat (fixture->library, ".pub", NULL);
  fixture->policy = g_strconcat (fixture->library, ".conf", NULL);
  text = tl_public_key_to_text (&fixture->publisher.public_keys[0]);
  g_assert_true (g_file_set_contents (fixture->key, text, -1, NULL));
  fixture->loop = g_main_loop_new (NULL, FALSE);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_object (&fixture->updater);
  g_main_loop_unref (fixture->loop);
  publisher_clear (&fixture->publisher);
  release_folder_remove (fixture->library);
  g_unlink (fixture->key);
  g_unlink (fixture->policy);
  g_free (fixture->library);
  g_free (fixture->key);
  g_free (fixture->policy);
}

static void
on_installed (TlUpdater *updater, guint64 serial, guint64 before, gpointer data)
{
  ((Fixture *)data)->installed = serial;
}

static void
on_changed (TlUpdater *updater, gpointer data)
{
  TlUpdaterState state = tl_updater_get_state (updater);

  if (state != TL_UPDATER_CHECKING && state != TL_UPDATER_FETCHING && state != TL_UPDATER_SWITCHING)
    g_main_loop_quit (((Fixture *)data)->loop);
}

static TlUpdatePolicy *
load_policy (const char *path, GError **error)
{
  g_autoptr (TlPolicy) decided = tl_policy_load (path);

  return tl_update_policy_read (decided, error);
}

static void
make_updater (Fixture *fixture, const char *more)
{
  g_autoptr (GError) error = NULL;
  TlUpdatePolicy *policy;

  write_policy (fixture, more);
  policy = load_policy (fixture->policy, &error);
  g_assert_no_error (error);
  fixture->updater = tl_updater_new (policy, library_open, NULL);
  g_signal_connect (fixture->updater, "installed", G_CALLBACK (on_installed), fixture);
  g_signal_connect (fixture->updater, "changed", G_CALLBACK (on_changed), fixture);
}

static void
run_round (Fixture *fixture)
{
  tl_updater_check_now (fixture->updater);
  g_main_loop_run (fixture->loop);
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static void
a_round_installs_what_is_new (Fixture *fixture, gconstpointer data)
{
  publisher_release (&fixture->publisher, 1);
  make_updater (fixture, "");
  run_round (fixture);
  g_assert_cmpint (tl_updater_get_state (fixture->updater), ==, TL_UPDATER_IDLE);
  g_assert_cmpuint (fixture->installed, ==, 1);
  g_assert_cmpuint (library_check (fixture->library), ==, 1);
  fixture->installed = 0;
  run_round (fixture);
  g_assert_cmpuint (fixture->installed, ==, 0);
}

static void
what_is_wrong_is_a_state_with_a_message (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *expires;
    const char *program;
    guint signers;
    TlUpdaterState state;
  } cases[] = {
    { "2026-03-02T00:00:00Z", NULL, 1, TL_UPDATER_EXPIRED },
    { NULL, "99.0", 1, TL_UPDATER_PROGRAM },
    { NULL, NULL, 0, TL_UPDATER_UNTRUSTED },
  };

  tl_clock_set_fake (1780000000); /* 2026-05-28 */
  make_updater (fixture, "");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *first = publisher_path (&fixture->publisher, "manifest.json.minisig");

      g_unlink (first);
      fixture->publisher.expires = cases[i].expires;
      fixture->publisher.minimum_program = cases[i].program;
      fixture->publisher.signers = cases[i].signers;
      publisher_release (&fixture->publisher, i + 1);
      run_round (fixture);
      g_assert_cmpint (tl_updater_get_state (fixture->updater), ==, (int)cases[i].state);
      g_assert_nonnull (tl_updater_get_message (fixture->updater));
    }
  release_folder_remove (fixture->publisher.folder);
  run_round (fixture);
  g_assert_cmpint (tl_updater_get_state (fixture->updater), ==, TL_UPDATER_OFFLINE);
  tl_clock_set_fake (-1);
}

static void
quiet_hours_stop_fetching (Fixture *fixture, gconstpointer data)
{
  publisher_release (&fixture->publisher, 1);
  make_updater (fixture, "quiet-hours=00:00-23:59");
  run_round (fixture);
  /* The last minute of a day is not quiet. */
  if (fixture->installed == 0)
    g_assert_cmpint (tl_updater_get_state (fixture->updater), ==, TL_UPDATER_QUIET);
}

static void
a_pause_lasts_until_it_is_ended (Fixture *fixture, gconstpointer data)
{
  publisher_release (&fixture->publisher, 1);
  make_updater (fixture, "bandwidth=20");
  tl_updater_check_now (fixture->updater);
  tl_updater_pause (fixture->updater);
  g_assert_cmpint (tl_updater_get_state (fixture->updater), ==, TL_UPDATER_PAUSED);
  tl_updater_check_now (fixture->updater);
  g_assert_cmpint (tl_updater_get_state (fixture->updater), ==, TL_UPDATER_PAUSED);
  /* The round that was broken off ends by itself. */
  for (guint i = 0; i < 20; i++)
    {
      g_main_context_iteration (NULL, FALSE);
      g_usleep (20000);
    }
  g_assert_cmpint (tl_updater_get_state (fixture->updater), ==, TL_UPDATER_PAUSED);
  g_assert_cmpuint (fixture->installed, ==, 0);
  tl_updater_resume (fixture->updater);
  tl_updater_cancel (fixture->updater);
  g_main_loop_run (fixture->loop);
  g_assert_cmpint (tl_updater_get_state (fixture->updater), ==, TL_UPDATER_IDLE);
}

static void
a_stick_is_asked_first (Fixture *fixture, gconstpointer data)
{
  g_autofree char *host = g_strdup (fixture->publisher.folder);

  publisher_release (&fixture->publisher, 1);
  make_updater (fixture, "");
  /* The source of the policy goes; the same folder is a stick now. */
  {
    g_autofree char *stick = g_strconcat (host, "-stick", NULL);

    g_assert_cmpint (g_rename (host, stick), ==, 0);
    tl_updater_add_folder (fixture->updater, stick);
    g_main_loop_run (fixture->loop);
    g_assert_cmpuint (fixture->installed, ==, 1);
    g_assert_cmpint (g_rename (stick, host), ==, 0);
  }
}

static void
a_policy_that_is_wrong_is_told (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *line;
    gboolean good;
  } cases[] = {
    { "interval=15", TRUE },          { "interval=14", FALSE },
    { "interval=x", FALSE },          { "bandwidth=100", TRUE },
    { "bandwidth=-1", FALSE },        { "quiet-hours=07:30-17:30", TRUE },
    { "quiet-hours=22:00-6", FALSE }, { "quiet-hours=25:00-26:00", FALSE },
    { "nonsense=1", FALSE },          { "threshold=1", TRUE },
    { "threshold=2", FALSE },         { "keys=/nowhere.pub", FALSE },
    { "root=/nowhere.json", FALSE },  { "packs=all", TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (TlUpdatePolicy) policy = NULL;

      write_policy (fixture, cases[i].line);
      policy = load_policy (fixture->policy, &error);
      g_test_message ("%s: %s", cases[i].line, error != NULL ? error->message : "good");
      g_assert_true ((policy != NULL) == cases[i].good);
      g_assert_true ((error != NULL) == !cases[i].good);
      if (error != NULL)
        g_assert_nonnull (strstr (error->message, fixture->policy));
    }
}

static void
quiet_hours_may_go_over_midnight (void)
{
  static const struct
  {
    guint from;
    guint to;
    int hour;
    gboolean quiet;
  } cases[] = {
    { 0, 0, 12, FALSE },           { 7 * 60, 17 * 60, 6, FALSE },
    { 7 * 60, 17 * 60, 7, TRUE },  { 7 * 60, 17 * 60, 17, FALSE },
    { 22 * 60, 6 * 60, 23, TRUE }, { 22 * 60, 6 * 60, 5, TRUE },
    { 22 * 60, 6 * 60, 6, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      TlUpdatePolicy policy = { .quiet_from = cases[i].from, .quiet_to = cases[i].to };
      g_autoptr (GDateTime) now = g_date_time_new_local (2026, 3, 2, cases[i].hour, 0, 0);

      g_assert_cmpint (tl_update_policy_is_quiet (&policy, now), ==, cases[i].quiet);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name) g_test_add ("/sync/updater/" #name, Fixture, NULL, set_up, name, tear_down)
  ADD (a_round_installs_what_is_new);
  ADD (what_is_wrong_is_a_state_with_a_message);
  ADD (quiet_hours_stop_fetching);
  ADD (a_pause_lasts_until_it_is_ended);
  ADD (a_stick_is_asked_first);
  ADD (a_policy_that_is_wrong_is_told);
  g_test_add_func ("/sync/updater/quiet_hours_may_go_over_midnight",
                   quiet_hours_may_go_over_midnight);
  return g_test_run ();
}
