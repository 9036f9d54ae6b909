/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sync/tl-centre-policy.h"
#include "sync/tl-outbox-sender.h"

static TlCentrePolicy *
load (const char *text, GError **error)
{
  g_autoptr (TlPolicy) policy = tl_policy_parse (text, -1, "policy.ini");

  return tl_centre_policy_read (policy, error);
}

static void
without_a_policy_the_judge_is_asked (void)
{
  static const char *const texts[] = { "", "# nothing\n[centre]\n", "[update]\ninterval=60\n" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (TlCentrePolicy) policy = load (texts[i], NULL);

      g_assert_true (policy->feedback);
      g_assert_cmpint (policy->usage, ==, TL_CENTRE_USAGE_ASK);
      g_assert_false (policy->usage_person);
      g_assert_false (policy->secret_file);
    }
}

static void
a_policy_is_read (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TlCentrePolicy) policy
      = load ("[update]\nproxy=http://p:1\nca=/etc/ca.pem\n[centre]\nserver=https://c.example\n"
              "feedback=off\nusage=on\nusage-person=true\nsecret-file=true\n"
              "quiet-hours=22:00-05:30\n",
              &error);

  g_assert_no_error (error);
  g_assert_cmpstr (policy->server, ==, "https://c.example");
  g_assert_cmpstr (policy->proxy, ==, "http://p:1");
  g_assert_cmpstr (policy->ca_file, ==, "/etc/ca.pem");
  g_assert_false (policy->feedback);
  g_assert_cmpint (policy->usage, ==, TL_CENTRE_USAGE_ON);
  g_assert_true (policy->usage_person);
  g_assert_true (policy->secret_file);
  g_assert_cmpuint (policy->quiet_from, ==, 22 * 60);
  g_assert_cmpuint (policy->quiet_to, ==, 5 * 60 + 30);
}

static void
quiet_hours_go_over_midnight (void)
{
  static const struct
  {
    int hour;
    gboolean quiet;
  } hours[]
      = { { 21, FALSE }, { 22, TRUE }, { 0, TRUE }, { 5, TRUE }, { 6, FALSE }, { 12, FALSE } };
  g_autoptr (TlCentrePolicy) policy = load ("[centre]\nquiet-hours=22:00-05:30\n", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (hours); i++)
    {
      g_autoptr (GDateTime) now = g_date_time_new_local (2026, 3, 2, hours[i].hour, 0, 0);

      g_assert_cmpint (tl_centre_policy_is_quiet (policy, now), ==, hours[i].quiet);
    }
}

static void
nothing_is_done_on_a_guess (void)
{
  static const char *const wrong[] = {
    "[centre]\nfeedbak=off\n",
    "[centre]\nfeedback=no\n",
    "[centre]\nusage=maybe\n",
    "[centre]\nusage-person=yes\n",
    "[update]\nproxi=http://p:1\n",
    "[centre]\nquiet-hours=25:00-01:00\n",
    "centre",
  };

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (load (wrong[i], &error));
      g_assert_nonnull (error);
    }
}

static void
waits_grow_to_an_hour_and_are_spread (void)
{
  gint64 last = 0;

  for (guint failures = 1; failures < 40; failures++)
    {
      gint64 longest = tl_outbox_backoff (failures, 0);
      gint64 shortest = tl_outbox_backoff (failures, G_MAXUINT32);

      g_assert_cmpint (longest, >=, last);
      g_assert_cmpint (longest, <=, 60 * 60 * 1000);
      g_assert_cmpint (shortest, ==, longest - longest / 2);
      last = longest;
    }
  g_assert_cmpint (tl_outbox_backoff (1, 0), ==, 15000);
  g_assert_cmpint (last, ==, 60 * 60 * 1000);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/centre-policy/without a policy the judge is asked",
                   without_a_policy_the_judge_is_asked);
  g_test_add_func ("/centre-policy/a policy is read", a_policy_is_read);
  g_test_add_func ("/centre-policy/quiet hours go over midnight", quiet_hours_go_over_midnight);
  g_test_add_func ("/centre-policy/nothing is done on a guess", nothing_is_done_on_a_guess);
  g_test_add_func ("/centre-policy/waits grow to an hour and are spread",
                   waits_grow_to_an_hour_and_are_spread);
  return g_test_run ();
}
