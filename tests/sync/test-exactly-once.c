/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Client and centre are killed and the line between them breaks at random points: every item that
 * was handed over is at the centre once, with the bytes that were shown, in its order. */
#include "config.h"

#include <string.h>

#include "centre-fixture.h"

static char **arguments; /* troly-server, fault-centre.py, outbox-driver, kills */

/* Ids that the driver told before it died. */
static void
collect (GSubprocess *driver, GHashTable *told)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  g_assert_true (g_subprocess_communicate_utf8 (driver, NULL, NULL, &text, NULL, NULL));
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    if (tl_item_id_is_valid (lines[i]))
      g_hash_table_add (told, g_strdup (lines[i]));
}

static void
drive (CentreFixture *centre, const char *desk, guint items, guint kill_after_ms, GHashTable *told)
{
  g_autofree char *number = g_strdup_printf ("%u", items);
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) driver
      = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, arguments[3], desk,
                          centre->enrolment_file, number, "5", NULL);

  g_assert_no_error (error);
  if (kill_after_ms > 0)
    {
      g_usleep (kill_after_ms * 1000);
      g_subprocess_force_exit (driver);
    }
  collect (driver, told);
  g_assert_true (
      kill_after_ms > 0
      || (g_subprocess_get_if_exited (driver) && g_subprocess_get_exit_status (driver) == 0));
}

static void
check (CentreFixture *centre, const char *folder, GHashTable *told)
{
  g_autoptr (GHashTable) bodies = centre_fixture_bodies (centre);
  TlDesk *desk = centre_desk_open (folder);
  g_autoptr (GPtrArray) items = centre_desk_list (desk);
  g_autofree char *disorder = centre_fixture_value (
      centre, "SELECT count(*) FROM items AS a, items AS b WHERE a.device = b.device AND "
              "a.sequence < b.sequence AND a.seq > b.seq");
  GHashTableIter iter;
  gpointer id;

  g_assert_cmpuint (g_hash_table_size (bodies), ==, items->len);
  for (guint i = 0; i < items->len; i++)
    {
      const TlDeskItem *item = g_ptr_array_index (items, i);

      g_assert_cmpstr (g_hash_table_lookup (bodies, item->item->id), ==, item->body);
      g_assert_false (item->pending);
      g_assert_cmpint (item->state, ==, TL_ITEM_RECEIVED);
      g_assert_cmpint (item->item->sequence, ==, items->len - i);
    }
  g_hash_table_iter_init (&iter, told);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    g_assert_true (g_hash_table_contains (bodies, id));
  g_assert_cmpstr (disorder, ==, "0");
  tl_desk_close (desk);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_object_unref (desk);
}

static void
killed_at_random_points_every_item_arrives_once (void)
{
  CentreFixture *centre = centre_fixture_new (arguments[1], arguments[2]);
  guint kills = (guint)g_ascii_strtoull (arguments[4], NULL, 10);
  g_autoptr (GHashTable) told = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GRand) random = g_rand_new_with_seed (50);
  g_autofree char *desk = NULL;
  guint items = 0;

  if (centre == NULL)
    return;
  desk = g_build_filename (centre->folder, "desk", NULL);
  centre_fixture_set_faults (centre,
                             "pass pass pass lost lost twice reset cut 503 429 garbage gate");
  for (guint i = 0; i < kills; i++)
    {
      /* The server dies now and then too, and comes back while the client runs or after it. */
      gboolean server = g_rand_int_range (random, 0, 5) == 0;

      items += 4;
      if (server)
        centre_fixture_kill_server (centre);
      if (server && g_rand_boolean (random))
        {
          centre_fixture_start_server (centre);
          server = FALSE;
        }
      drive (centre, desk, items, (guint)g_rand_int_range (random, 20, 250), told);
      if (server)
        centre_fixture_start_server (centre);
    }
  centre_fixture_set_faults (centre, NULL);
  /* What a wait that was asked for put off is due by then. */
  drive (centre, desk, items, 0, told);
  g_test_message ("%u items, %u kills", items, kills);
  check (centre, desk, told);
  centre_fixture_free (centre);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  if (argc != 5)
    return 2;
  arguments = argv;
  g_test_add_func ("/exactly-once/killed at random points every item arrives once",
                   killed_at_random_points_every_item_arrives_once);
  return g_test_run ();
}
