/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Numbers of use, on a desk whose clock is set. */
#include "config.h"

#include <string.h>

#include "desk-test.h"
#include "desk/tl-desk-outbox-private.h"

/* Noon of 2 March 2026 in Việt Nam. */
#define NOON 1772427600
#define DAY  86400

typedef struct
{
  char *folder;
  TlDeskStore *store;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  tl_clock_set_fake (NOON);
  fixture->folder = desk_test_folder ();
  fixture->store = desk_test_open (fixture->folder);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  _tl_desk_store_close (fixture->store);
  desk_test_remove (fixture->folder);
  g_free (fixture->folder);
  tl_clock_set_fake (-1);
}

static gboolean
count_in (TlDeskStore *store, gpointer data, GError **error)
{
  return _tl_desk_store_count_usage (store, (TlUsageCounter)GPOINTER_TO_UINT (data), error);
}

static void
count (TlDeskStore *store, TlUsageCounter counter)
{
  g_assert_true (_tl_desk_store_write (store, count_in, GUINT_TO_POINTER ((guint)counter), NULL));
}

static gboolean
sent_in (TlDeskStore *store, gpointer data, GError **error)
{
  return _tl_desk_store_set_usage_sent (store, data, error);
}

static guint
list (TlDeskStore *store, gboolean unsent, TlDeskUsageDay *first)
{
  g_autoptr (GPtrArray) days = _tl_desk_store_list_usage (store, unsent, 0, NULL);

  g_assert_nonnull (days);
  if (first != NULL && days->len > 0)
    *first = *(const TlDeskUsageDay *)days->pdata[0];
  return days->len;
}

/* The day begins at midnight of Việt Nam, whatever zone the machine is in. */
static void
days_are_those_of_viet_nam (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    gint64 time;
    const char *day;
  } moments[] = {
    { NOON, "2026-03-02" },
    { NOON + 12 * 3600 - 1, "2026-03-02" },
    { NOON + 12 * 3600, "2026-03-03" },
    { NOON - 12 * 3600, "2026-03-02" },
    { NOON - 12 * 3600 - 1, "2026-03-01" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (moments); i++)
    {
      char day[TL_DATE_SIZE];

      tl_clock_set_fake (moments[i].time);
      tl_desk_usage_today (day);
      g_assert_cmpstr (day, ==, moments[i].day);
    }
}

static void
counters_add_up_by_day (Fixture *fixture, gconstpointer data)
{
  TlDeskUsageDay day;

  count (fixture->store, TL_USAGE_SEARCHES);
  count (fixture->store, TL_USAGE_SEARCHES);
  count (fixture->store, TL_USAGE_READINGS);
  tl_clock_set_fake (NOON + DAY);
  count (fixture->store, TL_USAGE_COMPARISONS);
  g_assert_cmpuint (list (fixture->store, FALSE, &day), ==, 2);
  g_assert_cmpstr (day.day, ==, "2026-03-03");
  g_assert_cmpint (day.counters[TL_USAGE_COMPARISONS], ==, 1);
  g_assert_cmpint (day.counters[TL_USAGE_ACTIVE], ==, 1);
  g_assert_cmpuint (list (fixture->store, TRUE, &day), ==, 1);
  g_assert_cmpstr (day.day, ==, "2026-03-02");
  g_assert_cmpint (day.counters[TL_USAGE_SEARCHES], ==, 2);
  g_assert_cmpint (day.counters[TL_USAGE_READINGS], ==, 1);
  g_assert_cmpint (day.counters[TL_USAGE_ACTIVE], ==, 1);
}

static void
a_day_is_sent_when_it_is_over_and_again_when_it_changed (Fixture *fixture, gconstpointer data)
{
  TlDeskUsageDay day, other;

  count (fixture->store, TL_USAGE_SEARCHES);
  g_assert_cmpuint (list (fixture->store, TRUE, NULL), ==, 0);
  tl_clock_set_fake (NOON + DAY);
  g_assert_cmpuint (list (fixture->store, TRUE, &day), ==, 1);
  g_assert_true (_tl_desk_store_write (fixture->store, sent_in, &day, NULL));
  g_assert_cmpuint (list (fixture->store, TRUE, NULL), ==, 0);
  g_assert_cmpuint (list (fixture->store, FALSE, &other), ==, 1);
  g_assert_cmpint (other.sent, ==, (NOON + DAY) * 1000LL);
  /* The clock goes back into that day. */
  tl_clock_set_fake (NOON);
  count (fixture->store, TL_USAGE_SEARCHES);
  tl_clock_set_fake (NOON + DAY);
  g_assert_cmpuint (list (fixture->store, TRUE, &other), ==, 1);
  g_assert_cmpint (other.counters[TL_USAGE_SEARCHES], ==, 2);
  /* What was sent before that is not these numbers. */
  g_assert_true (_tl_desk_store_write (fixture->store, sent_in, &day, NULL));
  g_assert_cmpuint (list (fixture->store, TRUE, NULL), ==, 1);
}

static void
numbers_have_an_end_in_size_and_in_days (Fixture *fixture, gconstpointer data)
{
  TlDeskUsageDay day;
  g_autofree char *sql = g_strdup_printf ("INSERT INTO usage VALUES ('2026-03-02', 'readings', %d)",
                                          TL_USAGE_MAX_VALUE);

  g_assert_true (_tl_db_exec (&fixture->store->db, sql, NULL));
  count (fixture->store, TL_USAGE_READINGS);
  g_assert_cmpuint (list (fixture->store, FALSE, &day), ==, 1);
  g_assert_cmpint (day.counters[TL_USAGE_READINGS], ==, TL_USAGE_MAX_VALUE);
  for (gint64 i = 1; i <= TL_DESK_USAGE_DAYS + 5; i++)
    {
      tl_clock_set_fake (NOON + i * DAY);
      count (fixture->store, TL_USAGE_SEARCHES);
    }
  g_assert_cmpuint (list (fixture->store, FALSE, NULL), <=, TL_DESK_USAGE_DAYS + 1);
  g_assert_cmpuint (list (fixture->store, FALSE, NULL), >=, TL_DESK_USAGE_DAYS - 1);
}

static gboolean
forget_in (TlDeskStore *store, gpointer data, GError **error)
{
  return _tl_desk_store_forget_usage (store, error);
}

static void
numbers_are_forgotten (Fixture *fixture, gconstpointer data)
{
  count (fixture->store, TL_USAGE_SEARCHES);
  g_assert_true (_tl_desk_store_write (fixture->store, forget_in, NULL, NULL));
  g_assert_true (_tl_desk_store_wipe_rest (fixture->store, NULL));
  g_assert_cmpuint (list (fixture->store, FALSE, NULL), ==, 0);
  g_clear_pointer (&fixture->store, _tl_desk_store_close);
  g_assert_false (desk_test_holds (fixture->folder, "2026-03-02searches"));
  fixture->store = desk_test_open (fixture->folder);
}

/* Handing over counts, once for an item however often it is edited. */
static gboolean
hand_over (TlDeskStore *store, gpointer data, GError **error)
{
  g_autofree char *body = _tl_desk_store_prepare_item (store, data, error);
  g_autofree char *id = NULL;

  return body != NULL && _tl_desk_store_put_item (store, body, NULL, &id, error);
}

static void
what_is_handed_over_is_counted_once (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TlItem) comment = tl_item_new (TL_ITEM_FEEDBACK);
  g_autoptr (TlItem) situation = tl_item_new (TL_ITEM_CONTRIBUTION);
  TlDeskUsageDay day;

  comment->program = g_strdup ("1");
  situation->program = g_strdup ("1");
  situation->question = g_strdup ("q");
  situation->text = g_strdup ("a");
  tl_item_add_citation (situation, "d", NULL, "l");
  for (guint i = 0; i < 2; i++)
    g_assert_true (_tl_desk_store_write (fixture->store, hand_over, comment, NULL));
  g_assert_true (_tl_desk_store_write (fixture->store, hand_over, situation, NULL));
  g_assert_cmpuint (list (fixture->store, FALSE, &day), ==, 1);
  g_assert_cmpint (day.counters[TL_USAGE_FEEDBACK], ==, 1);
  g_assert_cmpint (day.counters[TL_USAGE_CONTRIBUTIONS], ==, 1);
  g_assert_cmpint (day.counters[TL_USAGE_ACTIVE], ==, 1);
}

static void
a_day_makes_a_report_without_a_name (Fixture *fixture, gconstpointer data)
{
  TlDeskUsageDay day;
  g_autoptr (TlUsageReport) report = NULL;
  g_autofree char *body = NULL;

  count (fixture->store, TL_USAGE_NO_ANSWER);
  g_assert_cmpuint (list (fixture->store, FALSE, &day), ==, 1);
  report = tl_desk_usage_day_to_report (&day, "TAND-01", "judge", NULL, 3, "0.7");
  body = tl_usage_report_to_body (report, NULL);
  g_assert_cmpstr (body, ==,
                   "{\"counters\":{\"active\":1,\"no_answer\":1},\"day\":\"2026-03-02\",\"format\":"
                   "\"troly-usage-1\",\"program\":\"0.7\",\"release\":3,\"role\":\"judge\","
                   "\"unit\":\"TAND-01\"}");
}

#define ADD(function)                                                                              \
  g_test_add ("/desk/usage/" #function, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD (days_are_those_of_viet_nam);
  ADD (counters_add_up_by_day);
  ADD (a_day_is_sent_when_it_is_over_and_again_when_it_changed);
  ADD (numbers_have_an_end_in_size_and_in_days);
  ADD (numbers_are_forgotten);
  ADD (what_is_handed_over_is_counted_once);
  ADD (a_day_makes_a_report_without_a_name);
  return g_test_run ();
}
