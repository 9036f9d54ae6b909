/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sender and a real centre. */
#include "config.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>

#include "centre-fixture.h"
#include "desk/tl-desk-usage.h"
#include "sync/tl-outbox-sender.h"

#define CANARY "chimhoangyen"
#define DAY    86400

static char **arguments; /* troly-server, fault-centre.py */

typedef struct
{
  CentreFixture *centre; /* NULL: skipped */
  TlDesk *desk;
  TlOutboxSender *sender;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  TlCentrePolicy *policy = tl_centre_policy_new ();
  g_autofree char *folder = NULL;
  g_autofree char *text = NULL;

  fixture->centre = centre_fixture_new (arguments[1], arguments[2]);
  if (fixture->centre == NULL)
    {
      tl_centre_policy_free (policy);
      return;
    }
  if (data != NULL)
    policy->feedback = FALSE;
  folder = g_build_filename (fixture->centre->folder, "desk", NULL);
  fixture->desk = centre_desk_open (folder);
  g_assert_true (g_file_get_contents (fixture->centre->enrolment_file, &text, NULL, NULL));
  fixture->sender = tl_outbox_sender_new (fixture->desk, policy,
                                          tl_enrolment_from_file (text, -1, NULL, NULL, NULL),
                                          fixture->centre->public_half);
  tl_outbox_sender_start (fixture->sender);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  if (fixture->centre == NULL)
    return;
  tl_outbox_sender_stop (fixture->sender);
  tl_desk_close (fixture->desk);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_finalize_object (fixture->sender);
  g_assert_finalize_object (fixture->desk);
  centre_fixture_free (fixture->centre);
  tl_clock_set_fake (-1);
}

/* A round, to its end. */
static TlOutboxState
send (Fixture *fixture)
{
  tl_outbox_sender_send_now (fixture->sender);
  while (tl_outbox_sender_get_state (fixture->sender) == TL_OUTBOX_SENDING)
    g_main_context_iteration (NULL, TRUE);
  return tl_outbox_sender_get_state (fixture->sender);
}

static void
done_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  *(GAsyncResult **)data = g_object_ref (result);
}

static void
wait_for (GAsyncResult **slot)
{
  while (*slot == NULL)
    g_main_context_iteration (NULL, TRUE);
}

static TlItemState
state_of (Fixture *fixture, const char *id)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (TlDeskItem) item = NULL;

  tl_desk_get_item_async (fixture->desk, id, NULL, done_cb, &result);
  wait_for (&result);
  item = tl_desk_get_item_finish (fixture->desk, result, NULL);
  g_assert_nonnull (item);
  return item->state;
}

static char *
hand_over (Fixture *fixture, const char *text)
{
  return centre_desk_hand_over (fixture->desk, TL_ITEM_FEEDBACK, text);
}

/* ---- */

static void
what_waits_arrives_byte_for_byte (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GHashTable) bodies = NULL;
  g_autoptr (GPtrArray) items = NULL;

  if (fixture->centre == NULL)
    return;
  for (guint i = 0; i < 130; i++)
    g_free (centre_desk_hand_over (
        fixture->desk, i % 2 == 0 ? TL_ITEM_FEEDBACK : TL_ITEM_CONTRIBUTION, "một \"hai\"\nba"));
  g_assert_cmpint (send (fixture), ==, TL_OUTBOX_IDLE);
  g_assert_cmpuint (centre_desk_count (fixture->desk).waiting, ==, 0);
  bodies = centre_fixture_bodies (fixture->centre);
  items = centre_desk_list (fixture->desk);
  g_assert_cmpuint (g_hash_table_size (bodies), ==, 130);
  for (guint i = 0; i < items->len; i++)
    {
      const TlDeskItem *item = g_ptr_array_index (items, i);

      g_assert_cmpstr (g_hash_table_lookup (bodies, item->item->id), ==, item->body);
      g_assert_cmpint (item->state, ==, TL_ITEM_RECEIVED);
    }
  g_assert_cmpint (tl_outbox_sender_get_last (fixture->sender), >, 0);
}

/* The second round asks what is new, and is told that nothing is without being told again. */
static void
nothing_new_is_nothing (Fixture *fixture, gconstpointer data)
{
  if (fixture->centre == NULL)
    return;
  for (guint i = 0; i < 4; i++)
    g_assert_cmpint (send (fixture), ==, TL_OUTBOX_IDLE);
}

static void
what_is_withdrawn_is_withdrawn_there (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autofree char *id = NULL;
  g_autofree char *state = NULL;

  if (fixture->centre == NULL)
    return;
  id = hand_over (fixture, "một");
  g_assert_cmpint (send (fixture), ==, TL_OUTBOX_IDLE);
  tl_desk_withdraw_item_async (fixture->desk, id, NULL, done_cb, &result);
  wait_for (&result);
  g_assert_true (tl_desk_withdraw_item_finish (fixture->desk, result, NULL));
  g_assert_cmpint (send (fixture), ==, TL_OUTBOX_IDLE);
  state = centre_fixture_value (fixture->centre, "SELECT state FROM items");
  g_assert_cmpstr (state, ==, "withdrawn");
  g_assert_cmpint (state_of (fixture, id), ==, TL_ITEM_WITHDRAWN);
  g_assert_cmpuint (centre_desk_count (fixture->desk).waiting, ==, 0);
}

static void
each_way_a_line_breaks_has_its_state (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *faults;
    TlOutboxState state;
  } ways[] = {
    { "reset", TL_OUTBOX_OFFLINE },     { "lost", TL_OUTBOX_OFFLINE },
    { "503", TL_OUTBOX_BUSY },          { "429", TL_OUTBOX_BUSY },
    { "garbage", TL_OUTBOX_UNTRUSTED }, { "gate", TL_OUTBOX_UNTRUSTED },
    { "endless", TL_OUTBOX_UNTRUSTED },
  };
  g_autofree char *id = NULL;
  g_autofree char *count = NULL;

  if (fixture->centre == NULL)
    return;
  g_assert_cmpint (send (fixture), ==, TL_OUTBOX_IDLE);
  id = hand_over (fixture, "một");
  for (guint i = 0; i < G_N_ELEMENTS (ways); i++)
    {
      g_test_message ("%s", ways[i].faults);
      centre_fixture_set_faults (fixture->centre, ways[i].faults);
      /* What it asked to wait for is over. */
      tl_clock_set_fake (g_get_real_time () / G_USEC_PER_SEC + (i + 1) * 7200);
      g_assert_cmpint (send (fixture), ==, ways[i].state);
      g_assert_nonnull (tl_outbox_sender_get_message (fixture->sender));
      g_assert_cmpint (state_of (fixture, id), ==, TL_ITEM_WAITING);
    }
  centre_fixture_set_faults (fixture->centre, "twice");
  g_assert_cmpint (send (fixture), ==, TL_OUTBOX_IDLE);
  g_assert_cmpint (state_of (fixture, id), ==, TL_ITEM_RECEIVED);
  count = centre_fixture_value (fixture->centre, "SELECT count(*) FROM items");
  g_assert_cmpstr (count, ==, "1");
}

static void
a_centre_that_was_away_gets_what_waited (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = NULL;

  if (fixture->centre == NULL)
    return;
  id = hand_over (fixture, "một");
  centre_fixture_kill_server (fixture->centre);
  g_assert_cmpint (send (fixture), ==, TL_OUTBOX_OFFLINE);
  centre_fixture_start_server (fixture->centre);
  g_assert_cmpint (send (fixture), ==, TL_OUTBOX_IDLE);
  g_assert_cmpint (state_of (fixture, id), ==, TL_ITEM_RECEIVED);
}

static void
a_workstation_that_was_revoked_is_told (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = NULL;
  g_autofree char *folder = NULL;
  g_autofree char *device = NULL;

  if (fixture->centre == NULL)
    return;
  g_assert_cmpint (send (fixture), ==, TL_OUTBOX_IDLE);
  folder = g_strconcat ("--data=", fixture->centre->data, NULL);
  device = g_strconcat ("--device=", fixture->centre->enrolment->id, NULL);
  centre_fixture_run (fixture->centre, "revoke", folder, device, NULL);
  id = hand_over (fixture, "một");
  g_assert_cmpint (send (fixture), ==, TL_OUTBOX_REFUSED);
  g_assert_cmpint (state_of (fixture, id), ==, TL_ITEM_WAITING);
}

static void
count_once (Fixture *fixture)
{
  g_autoptr (GAsyncResult) result = NULL;

  tl_desk_count_usage_async (fixture->desk, TL_USAGE_SEARCHES, NULL, done_cb, &result);
  wait_for (&result);
  g_assert_true (tl_desk_count_usage_finish (fixture->desk, result, NULL));
}

static void
numbers_are_sent_after_consent_and_when_the_day_is_over (Fixture *fixture, gconstpointer data)
{
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  g_autofree char *none = NULL;
  g_autofree char *one = NULL;
  g_autofree char *still = NULL;

  if (fixture->centre == NULL)
    return;
  tl_clock_set_fake (now - DAY);
  count_once (fixture);
  tl_clock_set_fake (now);
  count_once (fixture);
  g_assert_cmpint (send (fixture), ==, TL_OUTBOX_IDLE);
  none = centre_fixture_value (fixture->centre, "SELECT count(DISTINCT day) FROM usage_days");
  g_assert_cmpstr (none, ==, "0");
  tl_outbox_sender_set_usage (fixture->sender, TRUE);
  for (guint i = 0; i < 2; i++)
    g_assert_cmpint (send (fixture), ==, TL_OUTBOX_IDLE);
  one = centre_fixture_value (fixture->centre, "SELECT count(DISTINCT day) FROM usage_days");
  g_assert_cmpstr (one, ==, "1");
}

static void
where_policy_says_so_nothing_is_sent (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = NULL;
  g_autofree char *count = NULL;

  if (fixture->centre == NULL)
    return;
  id = hand_over (fixture, "một");
  g_assert_cmpint (send (fixture), ==, TL_OUTBOX_IDLE);
  g_assert_cmpint (state_of (fixture, id), ==, TL_ITEM_WAITING);
  count = centre_fixture_value (fixture->centre, "SELECT count(*) FROM items");
  g_assert_cmpstr (count, ==, "0");
}

/* Stopping in the middle of a call that is never answered does not wait for it. */
static void
stopping_ends_what_is_under_way (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = NULL;
  gint64 began;

  if (fixture->centre == NULL)
    return;
  id = hand_over (fixture, "một");
  g_subprocess_send_signal (fixture->centre->line, SIGSTOP);
  tl_outbox_sender_send_now (fixture->sender);
  g_usleep (100000);
  began = g_get_monotonic_time ();
  tl_outbox_sender_stop (fixture->sender);
  g_assert_cmpint (g_get_monotonic_time () - began, <, 20 * G_USEC_PER_SEC);
  g_subprocess_send_signal (fixture->centre->line, SIGCONT);
  g_assert_cmpint (state_of (fixture, id), ==, TL_ITEM_WAITING);
}

/* ---- Privacy ---- */

/* Whether @needle is in the file, and how the body of an item would be written in a batch. */
static gboolean
holds (const char *folder, const char *name, const char *needle)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *text = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (path, &text, &length, NULL));
  return memmem (text, length, needle, strlen (needle)) != NULL;
}

static char *
first_line (const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *text = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  *strchrnul (text, '\n') = '\0';
  return g_steal_pointer (&text);
}

/* The item whose path this is; each was sent by itself. */
static const TlDeskItem *
item_of (GPtrArray *items, const char *line)
{
  for (guint i = 0; i < items->len; i++)
    {
      const TlDeskItem *item = g_ptr_array_index (items, i);
      g_autofree char *path = g_strconcat ("PUT /v1/items/", item->item->id, NULL);

      if (strcmp (line, path) == 0)
        return item;
    }
  return NULL;
}

static void
check_record (Fixture *fixture, GPtrArray *items, const char *name)
{
  const char *folder = fixture->centre->records;
  g_autofree char *file = g_build_filename (folder, name, NULL);
  g_autofree char *head = g_strdup_printf ("%.*s.head", (int)(strlen (name) - 5), name);
  g_autofree char *line = NULL;
  g_autofree char *body = NULL;
  const TlDeskItem *item;
  gsize length;

  g_assert_true (g_str_has_suffix (name, ".body"));
  line = first_line (folder, head);
  item = item_of (items, line);
  g_assert_nonnull (item);
  g_assert_true (g_file_get_contents (file, &body, &length, NULL));
  g_assert_cmpmem (body, length, item->body, strlen (item->body));
}

static void
what_a_judge_writes_is_in_the_body_of_the_item_and_nowhere_else (Fixture *fixture,
                                                                 gconstpointer data)
{
  g_autoptr (GDir) records = NULL;
  g_autoptr (GPtrArray) items = NULL;
  const char *name;
  guint with = 0;

  if (fixture->centre == NULL)
    return;
  tl_outbox_sender_set_usage (fixture->sender, TRUE);
  count_once (fixture);
  for (guint i = 0; i < 2; i++)
    {
      g_free (centre_desk_hand_over (
          fixture->desk, i == 0 ? TL_ITEM_FEEDBACK : TL_ITEM_CONTRIBUTION, "lời " CANARY));
      /* Also when it is broken off and sent again. */
      centre_fixture_set_faults (fixture->centre, "lost");
      send (fixture);
      centre_fixture_set_faults (fixture->centre, NULL);
      g_assert_cmpint (send (fixture), ==, TL_OUTBOX_IDLE);
    }
  items = centre_desk_list (fixture->desk);
  g_assert_cmpuint (items->len, ==, 2);
  records = g_dir_open (fixture->centre->records, 0, NULL);
  while ((name = g_dir_read_name (records)) != NULL)
    if (holds (fixture->centre->records, name, CANARY))
      {
        check_record (fixture, items, name);
        with++;
      }
  g_assert_cmpuint (with, >=, 2);
  /* Killed, so that what it logged is all on the disk or never will be. */
  centre_fixture_kill_server (fixture->centre);
  centre_fixture_start_server (fixture->centre);
  g_assert_false (holds (fixture->centre->folder, "log", CANARY));
}

#define ADD(function) g_test_add ("/outbox/" #function, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  if (argc != 3)
    return 2;
  arguments = argv;
  ADD (what_waits_arrives_byte_for_byte);
  ADD (nothing_new_is_nothing);
  ADD (what_is_withdrawn_is_withdrawn_there);
  ADD (each_way_a_line_breaks_has_its_state);
  ADD (a_centre_that_was_away_gets_what_waited);
  ADD (a_workstation_that_was_revoked_is_told);
  ADD (numbers_are_sent_after_consent_and_when_the_day_is_over);
  g_test_add ("/outbox/where_policy_says_so_nothing_is_sent", Fixture, "off", set_up,
              where_policy_says_so_nothing_is_sent, tear_down);
  ADD (stopping_ends_what_is_under_way);
  ADD (what_a_judge_writes_is_in_the_body_of_the_item_and_nowhere_else);
  return g_test_run ();
}
