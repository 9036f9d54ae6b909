/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Parts done on several threads at once, as an ordinary user whose searching thread gives way. */
#include "config.h"

#include <glib.h>
#ifdef __linux__
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>
#endif

#include "search/index/tl-side-by-side.h"

#define PARTS  16
#define NOBODY 65534

static void
part_cb (guint i, gpointer user_data)
{
  g_usleep (10000);
  g_atomic_int_inc ((int *)user_data + i);
}

static void
every_part_is_done_once (void)
{
  const guint sizes[] = { 0, 1, 2, PARTS };

  for (guint size = 0; size < G_N_ELEMENTS (sizes); size++)
    {
      int done[PARTS + 1] = { 0 };

      tl_side_by_side (sizes[size], part_cb, done);
      for (guint i = 0; i <= PARTS; i++)
        g_assert_cmpint (done[i], ==, i < sizes[size]);
    }
}

#ifdef __linux__
static void
nothing_cb (gpointer data, gpointer user_data)
{
}

static gpointer
search (gpointer data)
{
  /* As far as it goes, whatever the test itself was given. */
  g_assert_cmpint (setpriority (PRIO_PROCESS, (id_t)syscall (SYS_gettid), 19), ==, 0);
  every_part_is_done_once ();
  return NULL;
}
#endif

/* Only root may take back what a thread gave up: one that a pool starts from it must not try. */
static void
a_thread_that_gave_way_starts_others_without_a_complaint (void)
{
#ifdef __linux__
  if (g_test_subprocess ())
    {
      /* The settings that all pools share are those of the first. */
      GThreadPool *first = g_thread_pool_new (nothing_cb, NULL, 1, FALSE, NULL);

      g_assert_true (geteuid () != 0 || setresuid (NOBODY, NOBODY, NOBODY) == 0);
      g_thread_join (g_thread_new ("search", search, NULL));
      g_thread_pool_free (first, TRUE, TRUE);
      return;
    }
  g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_INHERIT_STDERR);
  g_test_trap_assert_passed ();
#else
  g_test_skip ("threads have no priorities of their own to give up here");
#endif
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/side-by-side/every-part-is-done-once", every_part_is_done_once);
  g_test_add_func ("/side-by-side/a-thread-that-gave-way-starts-others-without-a-complaint",
                   a_thread_that_gave_way_starts_others_without_a_complaint);
  return g_test_run ();
}
