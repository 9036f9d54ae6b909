/* SPDX-License-Identifier: GPL-3.0-or-later */
/* outbox-driver DESK ENROLMENT N PAUSE: hands over items until the desk has N and sends until none
 * waits, pausing so many milliseconds after a round that failed. Prints the id of each item that
 * was handed over, when the desk has it. Made to be killed. */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/tl-clock.h"
#include "centre-fixture.h"
#include "sync/tl-outbox-round-private.h"

#define PIECE 5 /* items between two rounds */
#define DAY   86400

/* Somebody sets the clock: to yesterday, to tomorrow, or right. */
static void
jump (void)
{
  tl_clock_set_fake (g_get_real_time () / G_USEC_PER_SEC + g_random_int_range (-1, 2) * DAY);
}

static gpointer
round_thread (gpointer data)
{
  GError *error = NULL;

  _tl_outbox_round_run (data, NULL, &error);
  return error;
}

int
main (int argc, char **argv)
{
  g_autofree char *text = NULL;
  g_autofree char *half = NULL;
  g_autoptr (TlEnrolment) enrolment = NULL;
  g_autoptr (TlCentrePolicy) policy = tl_centre_policy_new ();
  g_autoptr (TlCentre) centre = NULL;
  g_autoptr (TlDesk) desk = NULL;
  TlOutboxRound round = { 0 };
  guint wanted, had;

  if (argc != 5 || !g_file_get_contents (argv[2], &text, NULL, NULL))
    return 2;
  wanted = (guint)atoi (argv[3]);
  enrolment = tl_enrolment_from_file (text, -1, NULL, &half, NULL);
  centre = tl_centre_new (policy, enrolment, half, 5000, NULL);
  desk = centre_desk_open (argv[1]);
  round
      = (TlOutboxRound){ .desk = desk, .centre = centre, .policy = policy, .enrolment = enrolment };
  {
    g_autoptr (GPtrArray) items = centre_desk_list (desk);

    had = items->len;
  }
  while (had < wanted || centre_desk_count (desk).waiting > 0)
    {
      GError *error;

      for (guint i = 0; i < PIECE && had < wanted; i++, had++)
        {
          g_autofree char *words = g_strdup_printf ("góp ý số %u \"trích\"", had);
          g_autofree char *id = centre_desk_hand_over (
              desk, had % 3 == 0 ? TL_ITEM_CONTRIBUTION : TL_ITEM_FEEDBACK, words);

          printf ("%s\n", id);
          fflush (stdout);
        }
      error = g_thread_join (g_thread_new ("round", round_thread, &round));
      jump ();
      if (error != NULL)
        g_usleep ((gulong)atoi (argv[4]) * 1000);
      g_clear_error (&error);
    }
  tl_desk_close (desk);
  return 0;
}
