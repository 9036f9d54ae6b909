/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What counts and what does not (docs/usage.md): logs of what happened on the screens, each with
 * the numbers that the definitions give by hand. */
#include "config.h"

#include <string.h>

#include "desk/tl-usage-watch.h"

#define S 1000
#define M (60 * S)

typedef enum
{
  END,
  ANSWER,  /* a question, with results "a" and "b" */
  WEAK,    /* the same, without a good answer */
  NOTHING, /* no result at all */
  GONE,    /* the question was taken away */
  SHOW,
  HIDE,
  OPEN,
  FRONT,  /* a document, or none */
  BESIDE, /* two, "a|b" */
  USE,    /* a passage of a document */
  WAIT,
} What;

typedef struct
{
  gint64 at;
  What what;
  const char *words;
} Event;

typedef struct
{
  const char *name;
  Event log[16];
  guint expected[TL_USAGE_N];
} Case;

#define SEARCHES(n)    [TL_USAGE_SEARCHES] = n
#define NO_ANSWER(n)   [TL_USAGE_NO_ANSWER] = n
#define READINGS(n)    [TL_USAGE_READINGS] = n
#define USED(n)        [TL_USAGE_ANSWERS_USED] = n
#define COMPARISONS(n) [TL_USAGE_COMPARISONS] = n

/* clang-format off */
static const Case cases[] = {
  { "results that stood for a second are a search",
    { { 0, SHOW, NULL }, { 0, ANSWER, "tiền lương" }, { S, WAIT, NULL } }, { SEARCHES (1) } },
  { "a moment less is none",
    { { 0, SHOW, NULL }, { 0, ANSWER, "tiền lương" }, { S - 1, WAIT, NULL } }, { 0 } },
  { "what is typed on the way is none",
    { { 0, SHOW, NULL }, { 0, ANSWER, "tiền" }, { 400, ANSWER, "tiền lương" },
      { 900, ANSWER, "tiền lương tối" }, { 1900, WAIT, NULL } }, { SEARCHES (1) } },
  { "an opened result counts at once",
    { { 0, SHOW, NULL }, { 0, ANSWER, "tiền lương" }, { 200, OPEN, NULL }, { 5 * S, WAIT, NULL } },
    { SEARCHES (1) } },
  { "other results of the same question do not begin the second anew",
    { { 0, SHOW, NULL }, { 0, ANSWER, "tiền lương" }, { 700, ANSWER, " tiền lương " },
      { S, WAIT, NULL } }, { SEARCHES (1) } },
  { "the same question within five minutes adds nothing",
    { { 0, SHOW, NULL }, { 0, ANSWER, "a b" }, { 2 * S, GONE, NULL }, { 3 * S, ANSWER, "c d" },
      { 5 * S, ANSWER, "a b" }, { 5 * M, WAIT, NULL } }, { SEARCHES (2) } },
  { "after five minutes it does",
    { { 0, SHOW, NULL }, { 0, ANSWER, "a b" }, { 2 * S, GONE, NULL },
      { 5 * M + S, ANSWER, "a b" }, { 5 * M + 2 * S, WAIT, NULL } }, { SEARCHES (2) } },
  { "a question that stands for an hour is one",
    { { 0, SHOW, NULL }, { 0, ANSWER, "a b" }, { 60 * M, WAIT, NULL } }, { SEARCHES (1) } },
  { "results behind another tab do not stand on the screen",
    { { 0, SHOW, NULL }, { 0, ANSWER, "a b" }, { 500, HIDE, NULL }, { 20 * S, SHOW, NULL },
      { 20 * S + 999, WAIT, NULL } }, { 0 } },
  { "and do when they are back for a second",
    { { 0, SHOW, NULL }, { 0, ANSWER, "a b" }, { 500, HIDE, NULL }, { 20 * S, SHOW, NULL },
      { 21 * S, WAIT, NULL } }, { SEARCHES (1) } },
  { "only space is no question",
    { { 0, SHOW, NULL }, { 0, ANSWER, " \t " }, { 9 * S, WAIT, NULL } }, { 0 } },
  { "a weak answer is no answer",
    { { 0, SHOW, NULL }, { 0, WEAK, "a b" }, { S, WAIT, NULL } }, { SEARCHES (1), NO_ANSWER (1) } },
  { "nothing found is no answer",
    { { 0, SHOW, NULL }, { 0, NOTHING, "a b" }, { S, WAIT, NULL } },
    { SEARCHES (1), NO_ANSWER (1) } },
  { "no answer is counted with its search, once",
    { { 0, SHOW, NULL }, { 0, NOTHING, "a b" }, { 2 * S, GONE, NULL }, { 3 * S, NOTHING, "a b" },
      { 9 * S, WAIT, NULL } }, { SEARCHES (1), NO_ANSWER (1) } },
  { "what it ended in counts, not what it began with",
    { { 0, SHOW, NULL }, { 0, WEAK, "a b" }, { 500, ANSWER, "a b" }, { S, WAIT, NULL } },
    { SEARCHES (1) } },

  { "ten seconds in front are a reading",
    { { 0, FRONT, "a" }, { 10 * S, WAIT, NULL } }, { READINGS (1) } },
  { "ten seconds less a moment are no reading",
    { { 0, FRONT, "a" }, { 10 * S - 1, FRONT, NULL }, { 30 * S, WAIT, NULL } }, { 0 } },
  { "ten seconds in two pieces are none",
    { { 0, FRONT, "a" }, { 6 * S, FRONT, NULL }, { 8 * S, FRONT, "a" }, { 14 * S, FRONT, NULL } },
    { 0 } },
  { "a document that stays open is read once",
    { { 0, FRONT, "a" }, { 60 * M, WAIT, NULL } }, { READINGS (1) } },
  { "coming back to it from the results adds nothing",
    { { 0, FRONT, "a" }, { 11 * S, FRONT, NULL }, { 20 * S, FRONT, "a" }, { 40 * S, WAIT, NULL } },
    { READINGS (1) } },
  { "after another document it adds one",
    { { 0, FRONT, "a" }, { 11 * S, FRONT, "b" }, { 22 * S, FRONT, "a" }, { 33 * S, WAIT, NULL } },
    { READINGS (3) } },
  { "a glance at another is no reading of it, and none anew of the first",
    { { 0, FRONT, "a" }, { 11 * S, FRONT, "b" }, { 12 * S, FRONT, "a" }, { 33 * S, WAIT, NULL } },
    { READINGS (1) } },

  { "two documents side by side for ten seconds are a comparison and no reading",
    { { 0, BESIDE, "a|b" }, { 10 * S, WAIT, NULL } }, { COMPARISONS (1) } },
  { "the same two again, also exchanged, add nothing",
    { { 0, BESIDE, "a|b" }, { 11 * S, FRONT, NULL }, { 12 * S, BESIDE, "b|a" },
      { 40 * S, WAIT, NULL } }, { COMPARISONS (1) } },
  { "another right side is another comparison",
    { { 0, BESIDE, "a|b" }, { 11 * S, BESIDE, "a|c" }, { 22 * S, WAIT, NULL } },
    { COMPARISONS (2) } },

  { "a passage of a result is an answer used, one a question",
    { { 0, SHOW, NULL }, { 0, ANSWER, "x y" }, { S, OPEN, NULL }, { 2 * S, USE, "a" },
      { 3 * S, USE, "b" } }, { SEARCHES (1), USED (1) } },
  { "of a document that was no result it is none",
    { { 0, SHOW, NULL }, { 0, ANSWER, "x y" }, { S, OPEN, NULL }, { 2 * S, USE, "other" } },
    { SEARCHES (1) } },
  { "without a question it is none", { { 0, USE, "a" } }, { 0 } },
  { "of a question that did not count it is none",
    { { 0, SHOW, NULL }, { 0, ANSWER, "x y" }, { 300, GONE, NULL }, { 400, HIDE, NULL },
      { 2 * S, USE, "a" } }, { 0 } },
  { "the next question has one of its own",
    { { 0, SHOW, NULL }, { 0, ANSWER, "x y" }, { S, USE, "a" }, { 5 * S, ANSWER, "z" },
      { 7 * S, USE, "a" } }, { SEARCHES (2), USED (2) } },
  { "the same question within five minutes has not",
    { { 0, SHOW, NULL }, { 0, ANSWER, "x y" }, { S, USE, "a" }, { 5 * S, GONE, NULL },
      { 6 * S, ANSWER, "x y" }, { 8 * S, USE, "b" } }, { SEARCHES (1), USED (1) } },
  { "what is done with a result before a second is over counts both",
    { { 0, SHOW, NULL }, { 0, ANSWER, "x y" }, { 300, USE, "a" } }, { SEARCHES (1), USED (1) } },
  { "results that are typed over behind a document do not take the last question away",
    { { 0, SHOW, NULL }, { 0, ANSWER, "x y" }, { S, OPEN, NULL }, { S, HIDE, NULL },
      { S, FRONT, "a" }, { 2 * S, GONE, NULL }, { 20 * S, USE, "a" } },
    { SEARCHES (1), READINGS (1), USED (1) } },
};
/* clang-format on */

static void
counted_cb (TlUsageCounter counter, gpointer data)
{
  ((guint *)data)[counter]++;
}

static void
answer (TlUsageWatch *watch, const Event *event)
{
  static const char *const docs[] = { "a", "b", NULL };

  tl_usage_watch_answered (watch, event->at, event->words, event->what == ANSWER,
                           event->what == NOTHING ? NULL : docs);
}

static void
happen (TlUsageWatch *watch, const Event *event)
{
  g_auto (GStrv) both = NULL;

  switch (event->what)
    {
    case ANSWER:
    case WEAK:
    case NOTHING:
      answer (watch, event);
      break;
    case GONE:
      tl_usage_watch_unanswered (watch, event->at);
      break;
    case SHOW:
    case HIDE:
      tl_usage_watch_set_answer_shown (watch, event->at, event->what == SHOW);
      break;
    case OPEN:
      tl_usage_watch_opened (watch, event->at);
      break;
    case FRONT:
      tl_usage_watch_set_front (watch, event->at, event->words, NULL);
      break;
    case BESIDE:
      both = g_strsplit (event->words, "|", 2);
      tl_usage_watch_set_front (watch, event->at, both[0], both[1]);
      break;
    case USE:
      tl_usage_watch_used (watch, event->at, event->words);
      break;
    default:
      tl_usage_watch_tick (watch, event->at);
      break;
    }
}

/* Once with a tick only where something happens, once by the waits that it asks for: what is due is
 * counted in its place either way. */
static void
a_log_gives_its_numbers (gconstpointer data)
{
  const Case *c = data;

  for (guint ticking = 0; ticking < 2; ticking++)
    {
      guint counters[TL_USAGE_N] = { 0 };
      g_autoptr (TlUsageWatch) watch = tl_usage_watch_new (counted_cb, counters);
      gint64 now = 0;

      for (const Event *event = c->log; event->what != END; event++)
        {
          gint64 wait;

          while (ticking != 0 && (wait = tl_usage_watch_tick (watch, now)) >= 0
                 && now + wait < event->at)
            {
              g_assert_cmpint (wait, >, 0);
              now += wait;
            }
          now = event->at;
          happen (watch, event);
        }
      for (guint i = 0; i < TL_USAGE_N; i++)
        if (counters[i] != c->expected[i])
          g_error ("%s: %s is %u, not %u", c->name, tl_usage_counter_name ((TlUsageCounter)i),
                   counters[i], c->expected[i]);
    }
}

/* Whatever happens in whatever order: no more than the definitions allow. */
static void
numbers_stay_within_their_bounds (void)
{
  static const char *const questions[] = { "m", "n", "o", "p" };
  static const char *const docs[] = { "a", "b", "c", NULL };
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);
  guint counters[TL_USAGE_N] = { 0 };
  g_autoptr (TlUsageWatch) watch = tl_usage_watch_new (counted_cb, counters);
  gint64 now = 0;

  for (guint i = 0; i < 20000; i++)
    {
      Event event = { now += g_rand_int_range (rand, 0, 4 * S),
                      (What)g_rand_int_range (rand, ANSWER, WAIT + 1), NULL };

      if (event.what <= NOTHING)
        event.words = questions[g_rand_int_range (rand, 0, 4)];
      else if (event.what == FRONT || event.what == USE)
        event.words = docs[g_rand_int_range (rand, 0, event.what == FRONT ? 4 : 3)];
      else if (event.what == BESIDE)
        event.words = g_rand_boolean (rand) ? "a|b" : "c|a";
      happen (watch, &event);
    }
  g_assert_cmpuint (counters[TL_USAGE_SEARCHES], >, 0);
  /* Four questions, each at most once in five minutes. */
  g_assert_cmpint ((gint64)counters[TL_USAGE_SEARCHES], <=, 4 * (now / TL_USAGE_REPEAT_MS + 1));
  g_assert_cmpuint (counters[TL_USAGE_NO_ANSWER], <=, counters[TL_USAGE_SEARCHES]);
  g_assert_cmpuint (counters[TL_USAGE_ANSWERS_USED], <=, counters[TL_USAGE_SEARCHES]);
  g_assert_cmpint ((gint64)counters[TL_USAGE_READINGS] + (gint64)counters[TL_USAGE_COMPARISONS], <=,
                   now / TL_USAGE_READ_MS);
  g_assert_cmpuint (counters[TL_USAGE_FEEDBACK] + counters[TL_USAGE_CONTRIBUTIONS], ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/usage-watch/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], a_log_gives_its_numbers);
    }
  g_test_add_func ("/usage-watch/numbers-stay-within-their-bounds",
                   numbers_stay_within_their_bounds);
  return g_test_run ();
}
