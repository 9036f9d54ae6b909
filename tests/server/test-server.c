/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The program as workstations see it: signing in, items exactly once, use. */
#include "config.h"

#include "server-http.h"

#include <signal.h>
#include <string.h>

#include "protocol/tl-usage-report.h"

typedef struct
{
  Center *center;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  self->center = center_new (data);
  center_start (self->center);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  if (self->center->process != NULL)
    g_assert_cmpint (center_stop (self->center, SIGTERM), ==, 0);
  center_free (self->center);
}

static gint64
query_number (Center *center, const char *statement)
{
  TlSqlPool *pool = center_open (center);
  g_autoptr (GError) error = NULL;
  TlSql *sql = tl_sql_pool_take (pool, 5000, &error);
  g_autoptr (TlSqlRows) rows = tl_sql_query (sql, &error, statement, "");
  gint64 number;

  g_assert_no_error (error);
  number = tl_sql_rows_int (rows, 0, 0);
  tl_sql_pool_give (pool, sql);
  tl_sql_pool_free (pool);
  return number;
}

static void
change (Center *center, const char *statement)
{
  TlSqlPool *pool = center_open (center);
  g_autoptr (GError) error = NULL;
  TlSql *sql = tl_sql_pool_take (pool, 5000, &error);

  g_assert_cmpint (tl_sql_exec (sql, &error, statement, ""), >=, 0);
  g_assert_no_error (error);
  tl_sql_pool_give (pool, sql);
  tl_sql_pool_free (pool);
}

#define assert_answer(answer, expected, expected_code)                                             \
  G_STMT_START                                                                                     \
  {                                                                                                \
    if ((answer)->status != (expected))                                                            \
      g_error ("%u: %s", (answer)->status, (answer)->text);                                        \
    g_assert_cmpstr (answer_code (answer), ==, (expected_code));                                   \
  }                                                                                                \
  G_STMT_END

static void
a_workstation_signs_in_and_out (Fixture *self, gconstpointer data)
{
  g_autoptr (TlEnrolment) judge = enrol (self->center, "judge");
  g_autofree char *token = sign_in (self->center, judge, TRUE);
  g_autofree char *second = sign_in (self->center, judge, FALSE);
  g_autoptr (Answer) me = call (self->center, "GET", "/v1/me", second, NULL, NULL);
  g_autoptr (Answer) out = NULL;
  g_autoptr (Answer) after = NULL;

  assert_answer (me, 200, NULL);
  g_assert_cmpstr (json_object_get_string_member (me->json, "id"), ==, judge->person);
  g_assert_cmpstr (json_object_get_string_member (me->json, "name"), ==, judge->name);
  g_assert_cmpstr (json_object_get_string_member (me->json, "role"), ==, "judge");
  g_assert_cmpstr (json_object_get_string_member (me->json, "unit_name"), ==, judge->unit_name);
  out = call (self->center, "DELETE", "/v1/session", second, NULL, NULL);
  assert_answer (out, 204, NULL);
  after = call (self->center, "GET", "/v1/me", second, NULL, NULL);
  assert_answer (after, 401, "signed_out");
}

/* Ways in that must be shut; each makes the body of POST /v1/session. */
static char *
with_a_challenge_of_another (Center *center, TlEnrolment *judge)
{
  g_autoptr (TlEnrolment) other = enrol (center, "judge");
  g_autofree char *first = sign_in_body (center, judge, TRUE);
  g_autofree char *second = sign_in_body (center, other, TRUE);
  const char *mine = strstr (first, "\"challenge\":\"") + 13;
  char *theirs = strstr (second, "\"challenge\":\"") + 13;

  memcpy (theirs, mine, 44);
  return g_steal_pointer (&second);
}

static char *
with_a_wrong_signature (Center *center, TlEnrolment *judge)
{
  char *body = sign_in_body (center, judge, TRUE);
  char *signature = strstr (body, "\"signature\":\"") + 13;

  signature[0] = signature[0] == 'A' ? 'B' : 'A';
  return body;
}

static char *
without_an_enrolment (Center *center, TlEnrolment *judge)
{
  return sign_in_body (center, judge, FALSE);
}

static char *
with_a_higher_role (Center *center, TlEnrolment *judge)
{
  g_autofree char *body = sign_in_body (center, judge, TRUE);
  g_auto (GStrv) parts = g_strsplit (body, "\\\"role\\\":\\\"judge\\\"", -1);

  g_assert_cmpuint (g_strv_length (parts), ==, 2);
  return g_strjoinv ("\\\"role\\\":\\\"editor\\\"", parts);
}

static char *
signed_by_a_stranger (Center *center, TlEnrolment *judge)
{
  g_autoptr (TlSecretKey) key = tl_secret_key_generate ();
  g_autofree char *body = sign_in_body (center, judge, FALSE);
  g_autofree char *public = enrol_public (center, judge, key);

  body[strlen (body) - 1] = '\0';
  return g_strdup_printf ("%s,\"enrolment\":%s}", body, public);
}

static char *
that_has_expired (Center *center, TlEnrolment *judge)
{
  judge->issued -= 1000000;
  judge->expires = g_get_real_time () / 1000 - 1;
  return sign_in_body (center, judge, TRUE);
}

static char *
for_another_server (Center *center, TlEnrolment *judge)
{
  g_free (judge->server);
  judge->server = g_strdup ("https://noi-khac.example");
  return sign_in_body (center, judge, TRUE);
}

static char *
of_another_device (Center *center, TlEnrolment *judge)
{
  g_autoptr (TlEnrolment) other = enrol (center, "judge");
  g_autofree char *body = sign_in_body (center, judge, FALSE);
  g_autofree char *public = enrol_public (center, other, NULL);

  body[strlen (body) - 1] = '\0';
  return g_strdup_printf ("%s,\"enrolment\":%s}", body, public);
}

static char *
revoked_before_it_came (Center *center, TlEnrolment *judge)
{
  g_assert_cmpint (center_run (center, NULL, "revoke", "--device", judge->id, NULL), ==, 0);
  return sign_in_body (center, judge, TRUE);
}

static char *
whose_challenge_is_old (Center *center, TlEnrolment *judge)
{
  char *body = sign_in_body (center, judge, TRUE);

  change (center, "UPDATE challenges SET expires = 1");
  return body;
}

static void
ways_in_that_are_shut (Fixture *self, gconstpointer data)
{
  static const struct
  {
    const char *name;
    char *(*make) (Center *center, TlEnrolment *judge);
    const char *code;
  } cases[] = {
    { "challenge of another", with_a_challenge_of_another, "challenge" },
    { "wrong signature", with_a_wrong_signature, "signature" },
    { "no enrolment", without_an_enrolment, "enrolment" },
    { "higher role", with_a_higher_role, "enrolment" },
    { "stranger's key", signed_by_a_stranger, "enrolment" },
    { "expired", that_has_expired, "expired" },
    { "another server", for_another_server, "enrolment" },
    { "another device", of_another_device, "enrolment" },
    { "revoked", revoked_before_it_came, "revoked" },
    { "old challenge", whose_challenge_is_old, "challenge" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (TlEnrolment) judge = enrol (self->center, "judge");
      g_autofree char *body = cases[i].make (self->center, judge);
      g_autoptr (Answer) answer = call (self->center, "POST", "/v1/session", NULL, body, NULL);

      g_test_message ("%s: %u %s", cases[i].name, answer->status, answer->text);
      assert_answer (answer, 401, cases[i].code);
    }
  g_assert_cmpint (query_number (self->center, "SELECT COUNT(*) FROM sessions"), ==, 0);
  g_assert_cmpint (query_number (self->center, "SELECT COUNT(*) FROM devices"), ==, 0);
}

static void
a_challenge_is_good_once (Fixture *self, gconstpointer data)
{
  g_autoptr (TlEnrolment) judge = enrol (self->center, "judge");
  g_autofree char *body = sign_in_body (self->center, judge, TRUE);
  g_autoptr (Answer) first = call (self->center, "POST", "/v1/session", NULL, body, NULL);
  g_autoptr (Answer) again = call (self->center, "POST", "/v1/session", NULL, body, NULL);

  assert_answer (first, 200, NULL);
  assert_answer (again, 401, "challenge");
}

static void
revoking_ends_sessions_at_once (Fixture *self, gconstpointer data)
{
  static const char *const ways[] = { "--person", "--device" };

  for (guint i = 0; i < G_N_ELEMENTS (ways); i++)
    {
      g_autoptr (TlEnrolment) judge = enrol (self->center, "judge");
      g_autofree char *token = sign_in (self->center, judge, TRUE);
      g_autofree char *body = NULL;
      g_autoptr (Answer) after = NULL;
      g_autoptr (Answer) back = NULL;

      g_assert_cmpint (center_run (self->center, NULL, "revoke", ways[i],
                                   i == 0 ? judge->person : judge->id, NULL),
                       ==, 0);
      after = call (self->center, "GET", "/v1/me", token, NULL, NULL);
      assert_answer (after, 401, "signed_out");
      body = sign_in_body (self->center, judge, FALSE);
      back = call (self->center, "POST", "/v1/session", NULL, body, NULL);
      assert_answer (back, 401, "revoked");
    }
  g_assert_cmpint (center_run (self->center, NULL, "audit-verify", NULL), ==, 0);
}

static void
tokens_that_are_not_good (Fixture *self, gconstpointer data)
{
  g_autoptr (TlEnrolment) judge = enrol (self->center, "judge");
  g_autofree char *token = sign_in (self->center, judge, TRUE);
  g_autofree char *longer = g_strconcat (token, "A", NULL);
  g_autofree char *huge = g_strnfill (3000, 'a');
  const char *tokens[] = { "", "x", "' OR 1=1 --", longer, huge, NULL };

  for (guint i = 0; i < G_N_ELEMENTS (tokens); i++)
    {
      g_autoptr (Answer) answer = call (self->center, "GET", "/v1/me", tokens[i], NULL, NULL);

      assert_answer (answer, 401, "signed_out");
    }
  {
    /* A workstation's token is none of a page's, and the other way round. */
    g_autofree char *cookie = g_strconcat ("troly=", token, NULL);
    g_autoptr (Answer) page = call (self->center, "GET", "/", NULL, NULL, "Cookie", cookie, NULL);

    g_assert_cmpuint (page->status, ==, 303);
    g_assert_cmpstr (page->location, ==, "/signin");
  }
  change (self->center, "UPDATE sessions SET expires = 1");
  {
    g_autoptr (Answer) answer = call (self->center, "GET", "/v1/me", token, NULL, NULL);

    assert_answer (answer, 401, "signed_out");
  }
  /* What stands in the database lets nobody in. */
  g_assert_cmpint (query_number (self->center, "SELECT COUNT(*) FROM sessions WHERE digest LIKE"
                                               " '%_-%' ESCAPE '!' AND length(digest) <> 64"),
                   ==, 0);
}

static void
an_item_is_stored_once (Fixture *self, gconstpointer data)
{
  g_autoptr (TlEnrolment) judge = enrol (self->center, "judge");
  g_autoptr (TlEnrolment) other = enrol (self->center, "judge");
  g_autofree char *token = sign_in (self->center, judge, TRUE);
  g_autofree char *stranger = sign_in (self->center, other, TRUE);
  g_autoptr (TlItem) item = make_item (1, "Khoản 2 đã được sửa đổi.");
  static const struct
  {
    const char *text;
    gint64 revision;
    gboolean strange;
    guint status;
    const char *code;
  } steps[] = {
    { "Khoản 2 đã được sửa đổi.", 1, FALSE, 201, NULL },
    { "Khoản 2 đã được sửa đổi.", 1, FALSE, 200, NULL },
    { "Khoản 2 đã được sửa đổi.", 1, TRUE, 409, "conflict" },
    { "Khác.", 1, FALSE, 409, "conflict" },
    { "Khoản 2 đã được sửa đổi từ 2025.", 2, FALSE, 200, NULL },
    { "Khoản 2 đã được sửa đổi từ 2025.", 2, FALSE, 200, NULL },
    { "Khoản 2 đã được sửa đổi.", 1, FALSE, 409, "conflict" },
    { "Khác nữa.", 2, FALSE, 409, "conflict" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      g_autoptr (Answer) answer = NULL;

      g_free (item->text);
      item->text = g_strdup (steps[i].text);
      item->revision = steps[i].revision;
      answer = put_item (self->center, steps[i].strange ? stranger : token, item);
      g_test_message ("step %u: %u %s", i, answer->status, answer->text);
      assert_answer (answer, steps[i].status, steps[i].code);
    }
  g_assert_cmpint (query_number (self->center, "SELECT COUNT(*) FROM items"), ==, 1);
  g_assert_cmpint (query_number (self->center, "SELECT COUNT(*) FROM items WHERE revision = 2"
                                               " AND body LIKE '%từ 2025%'"),
                   ==, 1);
  /* What an editor has in hand is neither changed nor withdrawn; the same bytes are still the same.
   */
  change (self->center, "UPDATE items SET state = 'editing'");
  {
    g_autofree char *path = g_strconcat ("/v1/items/", item->id, NULL);
    g_autoptr (Answer) gone = call (self->center, "DELETE", path, token, NULL, NULL);
    g_autoptr (Answer) later = NULL;

    assert_answer (gone, 409, "claimed");
    item->revision = 3;
    later = put_item (self->center, token, item);
    assert_answer (later, 409, "claimed");
  }
}

static void
what_is_withdrawn_stays_withdrawn (Fixture *self, gconstpointer data)
{
  g_autoptr (TlEnrolment) judge = enrol (self->center, "judge");
  g_autoptr (TlEnrolment) other = enrol (self->center, "judge");
  g_autofree char *token = sign_in (self->center, judge, TRUE);
  g_autofree char *stranger = sign_in (self->center, other, TRUE);

  /* One that came, and one that is withdrawn before it comes. */
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (TlItem) item = make_item (i + 1, "Bí mật của người viết.");
      g_autofree char *path = g_strconcat ("/v1/items/", item->id, NULL);

      if (i == 0)
        {
          g_autoptr (Answer) put = put_item (self->center, token, item);
          g_autoptr (Answer) theirs = call (self->center, "DELETE", path, stranger, NULL, NULL);

          assert_answer (put, 201, NULL);
          assert_answer (theirs, 404, "not_found");
        }
      for (guint n = 0; n < 3; n++)
        {
          g_autoptr (Answer) answer = call (self->center, "DELETE", path, token, NULL, NULL);
          g_autoptr (Answer) late = NULL;

          assert_answer (answer, 200, NULL);
          item->revision = n + 1;
          late = put_item (self->center, token, item);
          assert_answer (late, 410, "withdrawn");
        }
    }
  g_assert_cmpint (query_number (self->center,
                                 "SELECT COUNT(*) FROM items WHERE state = 'withdrawn'"
                                 " AND body = '' AND fold = ''"),
                   ==, 2);
}

static void
a_batch_answers_for_each (Fixture *self, gconstpointer data)
{
  g_autoptr (TlEnrolment) judge = enrol (self->center, "judge");
  g_autofree char *token = sign_in (self->center, judge, TRUE);
  static const guint expected[] = { 201, 201, 400, 200, 201 };

  for (guint round = 0; round < 2; round++)
    {
      static TlItem *items[3];
      g_autoptr (JsonArray) bodies = json_array_new ();
      g_autoptr (JsonObject) object = json_object_new ();
      g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
      g_autofree char *text = NULL;
      g_autoptr (Answer) answer = NULL;
      JsonArray *results;

      for (guint i = 0; i < 3 && round == 0; i++)
        items[i] = make_item (i + 1, "Một góp ý.");
      for (guint i = 0; i < 5; i++)
        {
          static const guint which[] = { 0, 1, 9, 0, 2 };
          g_autofree char *body
              = which[i] < 3 ? tl_item_to_body (items[which[i]], NULL) : g_strdup ("{\"a\":1}");

          json_array_add_string_element (bodies, body);
        }
      json_object_set_array_member (object, "items", json_array_ref (bodies));
      json_node_set_object (node, object);
      text = json_to_string (node, FALSE);
      answer = call (self->center, "POST", "/v1/items", token, text, NULL);
      assert_answer (answer, 200, NULL);
      results = json_object_get_array_member (answer->json, "results");
      g_assert_cmpuint (json_array_get_length (results), ==, 5);
      for (guint i = 0; i < 5; i++)
        g_assert_cmpint (
            json_object_get_int_member (json_array_get_object_element (results, i), "status"), ==,
            round == 1 && expected[i] == 201 ? 200 : expected[i]);
      if (round == 1)
        for (guint i = 0; i < 3; i++)
          tl_item_free (items[i]);
    }
  g_assert_cmpint (query_number (self->center, "SELECT COUNT(*) FROM items"), ==, 3);
}

static void
authors_hear_of_changes_in_order (Fixture *self, gconstpointer data)
{
  g_autoptr (TlEnrolment) judge = enrol (self->center, "judge");
  g_autofree char *token = sign_in (self->center, judge, TRUE);
  g_autoptr (TlItem) item = make_item (1, "Một góp ý.");
  g_autoptr (Answer) put = put_item (self->center, token, item);
  g_autoptr (Answer) first = call (self->center, "GET", "/v1/items?after=0", token, NULL, NULL);
  g_autoptr (Answer) same = NULL;
  gint64 cursor = 0;
  guint heard = 0;

  assert_answer (first, 200, NULL);
  g_assert_nonnull (first->etag);
  same = call (self->center, "GET", "/v1/items?after=0", token, NULL, "If-None-Match", first->etag,
               NULL);
  g_assert_cmpuint (same->status, ==, 304);
  g_assert_cmpstr (same->text, ==, "");
  for (guint i = 0; i < 7; i++)
    change (self->center, "INSERT INTO item_events (item, person, time, state, text, told)"
                          " SELECT id, person, 5, 'editing', 'Đang xem', 1 FROM items");
  for (guint i = 0; i < 4; i++)
    {
      g_autofree char *path
          = g_strdup_printf ("/v1/items?after=%" G_GINT64_FORMAT "&limit=3", cursor);
      g_autoptr (Answer) answer = call (self->center, "GET", path, token, NULL, NULL);

      assert_answer (answer, 200, NULL);
      g_assert_true (json_object_get_boolean_member (answer->json, "more") == (i < 2));
      heard += json_array_get_length (json_object_get_array_member (answer->json, "changes"));
      cursor = json_object_get_int_member (answer->json, "cursor");
    }
  g_assert_cmpuint (heard, ==, 7);
}

static void
a_day_of_use_is_counted_once (Fixture *self, gconstpointer data)
{
  g_autoptr (TlEnrolment) judge = enrol (self->center, "judge");
  g_autofree char *token = sign_in (self->center, judge, TRUE);
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *day = g_date_time_format (now, "%Y-%m-%d");
  g_autofree char *path = g_strconcat ("/v1/usage/", day, NULL);
  TlUsageReport report = {
    .day = day, .unit = judge->unit, .role = judge->role, .program = (char *)"0.1.0", .release = 3
  };

  for (guint i = 1; i <= 3; i++)
    {
      g_autofree char *body = NULL;
      g_autoptr (Answer) answer = NULL;

      report.counters[TL_USAGE_SEARCHES] = i;
      report.counters[TL_USAGE_ACTIVE] = 1;
      body = tl_usage_report_to_body (&report, NULL);
      answer = call (self->center, "PUT", path, token, body, NULL);
      assert_answer (answer, 200, NULL);
    }
  g_assert_cmpint (query_number (self->center, "SELECT COUNT(*) FROM usage_days"), ==, 2);
  g_assert_cmpint (query_number (self->center, "SELECT value FROM usage_days WHERE counter ="
                                               " 'searches'"),
                   ==, 3);
  {
    g_autofree char *body = tl_usage_report_to_body (&report, NULL);
    g_autoptr (Answer) answer
        = call (self->center, "PUT", "/v1/usage/2019-01-01", token, body, NULL);

    assert_answer (answer, 400, "malformed");
  }
}

static void
whoever_asks_too_much_is_told_when_to_come_back (Fixture *self, gconstpointer data)
{
  g_autoptr (TlEnrolment) judge = enrol (self->center, "judge");
  g_autofree char *token = sign_in (self->center, judge, TRUE);
  guint refused = 0;

  for (guint i = 0; i < 12; i++)
    {
      g_autoptr (Answer) answer = call (self->center, "GET", "/v1/me", token, NULL, NULL);

      if (answer->status == 429)
        {
          refused++;
          g_assert_cmpint (g_ascii_strtoll (answer->retry_after, NULL, 10), >, 0);
          g_assert_cmpstr (answer_code (answer), ==, "too_many");
        }
      else
        g_assert_cmpuint (answer->status, ==, 200);
    }
  g_assert_cmpuint (refused, >=, 1);
  g_assert_cmpuint (refused, <, 12);
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *name;
    void (*run) (Fixture *self, gconstpointer data);
    const char *settings;
  } tests[] = {
    { "a-workstation-signs-in-and-out", a_workstation_signs_in_and_out, NULL },
    { "ways-in-that-are-shut", ways_in_that_are_shut, NULL },
    { "a-challenge-is-good-once", a_challenge_is_good_once, NULL },
    { "revoking-ends-sessions-at-once", revoking_ends_sessions_at_once, NULL },
    { "tokens-that-are-not-good", tokens_that_are_not_good, NULL },
    { "an-item-is-stored-once", an_item_is_stored_once, NULL },
    { "what-is-withdrawn-stays-withdrawn", what_is_withdrawn_stays_withdrawn, NULL },
    { "a-batch-answers-for-each", a_batch_answers_for_each, NULL },
    { "authors-hear-of-changes-in-order", authors_hear_of_changes_in_order, NULL },
    { "a-day-of-use-is-counted-once", a_day_of_use_is_counted_once, NULL },
    { "whoever-asks-too-much-is-told-when-to-come-back",
      whoever_asks_too_much_is_told_when_to_come_back, "device-rate=1\ndevice-burst=5\n" },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    {
      g_autofree char *path = g_strdup_printf (
          "/server/%s/%s", test_on_postgres () ? "postgres" : "sqlite", tests[i].name);

      g_test_add (path, Fixture, tests[i].settings, set_up, tests[i].run, tear_down);
    }
  return g_test_run ();
}
