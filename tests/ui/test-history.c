/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/window/tl-history.h"

static void
back_and_forward_walk_the_places (void)
{
  g_autoptr (TlHistory) history = tl_history_new ();

  g_assert_null (tl_history_back (history));
  tl_history_visit (history, "search:đặt cọc");
  tl_history_visit (history, "doc:a#d1");
  tl_history_visit (history, "library:");
  g_assert_cmpstr (tl_history_back (history), ==, "doc:a#d1");
  g_assert_cmpstr (tl_history_back (history), ==, "search:đặt cọc");
  g_assert_null (tl_history_back (history));
  g_assert_cmpstr (tl_history_forward (history), ==, "doc:a#d1");
  g_assert_true (tl_history_can_go_forward (history));
}

static void
a_question_that_grows_is_one_place (void)
{
  g_autoptr (TlHistory) history = tl_history_new ();

  tl_history_visit (history, "library:");
  tl_history_visit (history, "search:đ");
  tl_history_visit (history, "search:đặt cọc");
  g_assert_cmpstr (tl_history_back (history), ==, "library:");
  g_assert_cmpstr (tl_history_forward (history), ==, "search:đặt cọc");
  g_assert_false (tl_history_can_go_forward (history));
}

static void
a_new_visit_forgets_what_was_ahead (void)
{
  g_autoptr (TlHistory) history = tl_history_new ();

  tl_history_visit (history, "doc:a");
  tl_history_visit (history, "doc:b");
  tl_history_back (history);
  tl_history_visit (history, "doc:c");
  g_assert_false (tl_history_can_go_forward (history));
  g_assert_cmpstr (tl_history_back (history), ==, "doc:a");
}

static void
the_same_place_twice_is_one_visit_and_the_number_is_bounded (void)
{
  g_autoptr (TlHistory) history = tl_history_new ();
  int steps = 0;

  tl_history_visit (history, "doc:a");
  tl_history_visit (history, "doc:a");
  g_assert_false (tl_history_can_go_back (history));
  for (int i = 0; i < 1000; i++)
    {
      g_autofree char *place = g_strdup_printf ("doc:%d", i);
      tl_history_visit (history, place);
    }
  while (tl_history_back (history) != NULL)
    steps++;
  g_assert_cmpint (steps, <=, 200);
  g_assert_cmpint (steps, >=, 100);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ui/history/back-and-forward-walk-the-places",
                   back_and_forward_walk_the_places);
  g_test_add_func ("/ui/history/a-question-that-grows-is-one-place",
                   a_question_that_grows_is_one_place);
  g_test_add_func ("/ui/history/a-new-visit-forgets-what-was-ahead",
                   a_new_visit_forgets_what_was_ahead);
  g_test_add_func ("/ui/history/the-same-place-twice-is-one-visit-and-the-number-is-bounded",
                   the_same_place_twice_is_one_visit_and_the_number_is_bounded);
  return g_test_run ();
}
