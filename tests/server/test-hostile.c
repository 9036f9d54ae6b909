/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whoever means harm: bodies, paths, slowness, words that are no words. */
#include "config.h"

#include "server-http.h"

#include <signal.h>
#include <string.h>

typedef struct
{
  Center *center;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  self->center = center_new ("device-rate=0\naddress-rate=0\nheader-seconds=1\nbody-seconds=1\n"
                             "max-connections=20\n");
  /* libsoup warns of a length below nothing. */
  self->center->forgives = TRUE;
  center_start (self->center);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_autoptr (Answer) answer = call (self->center, "GET", "/healthz", NULL, NULL, NULL);

  g_autofree char *log = NULL;

  /* Whatever was done to it, it lives. */
  g_assert_cmpuint (answer->status, ==, 200);
  g_assert_true (g_file_get_contents (self->center->log, &log, NULL, NULL));
  g_assert_null (strstr (log, "CRITICAL"));
  g_assert_cmpint (center_stop (self->center, SIGTERM), ==, 0);
  center_free (self->center);
}

static void
bodies_that_are_not_taken (Fixture *self, gconstpointer data)
{
  g_autoptr (TlEnrolment) judge = enrol (self->center, "judge");
  g_autofree char *token = sign_in (self->center, judge, TRUE);
  g_autofree char *deep = g_strnfill (100000, '[');
  g_autofree char *deep_object = g_strdup_printf ("{\"items\":%s", deep);
  g_autofree char *large = g_strnfill (300000, ' ');
  g_autofree char *huge = g_strnfill (1100000, ' ');
  const struct
  {
    const char *method, *path, *body;
    guint status;
  } cases[] = {
    { "POST", "/v1/session", "", 400 },
    { "POST", "/v1/session", "{", 400 },
    { "POST", "/v1/session", "[]", 400 },
    { "POST", "/v1/session", "null", 400 },
    { "POST", "/v1/session", "\"text\"", 400 },
    { "POST", "/v1/session", "{\"device\":1,\"challenge\":2,\"signature\":3}", 400 },
    { "POST", "/v1/session", "{\"device\":\"\xff\xfe\"}", 400 },
    { "POST", "/v1/session", "{\"unknown\":1}", 400 },
    { "POST", "/v1/session", deep, 400 },
    { "POST", "/v1/session/challenge", "{\"device\":\"' OR '1'='1\"}", 400 },
    { "POST", "/v1/session", large, 413 },
    { "POST", "/v1/items", large, 400 },
    { "POST", "/v1/items", huge, 413 },
    { "POST", "/v1/items", deep_object, 400 },
    { "POST", "/v1/items", "{\"items\":1}", 400 },
    { "POST", "/v1/items", "{\"items\":[1]}", 400 },
    { "POST", "/v1/items", "{\"items\":[[]]}", 400 },
    { "PUT", "/v1/items/x", "{}", 400 },
    { "PUT", "/v1/items/x", large, 413 },
    { "PUT", "/v1/usage/2026-01-01", "{}", 400 },
    { "PUT", "/v1/usage/2026-13-45", "{\"day\":\"2026-13-45\"}", 400 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (Answer) answer
          = call (self->center, cases[i].method, cases[i].path, token, cases[i].body, NULL);

      if (answer->status != cases[i].status || answer_code (answer) == NULL)
        g_error ("%u, %s %s %.40s: %u", i, cases[i].method, cases[i].path, cases[i].body,
                 answer->status);
    }
}

static void
words_of_sql_are_words (Fixture *self, gconstpointer data)
{
  static const char *const words[] = {
    "'; DROP TABLE items; --",
    "\" OR \"\"=\"",
    "$1",
    "%s%n",
    "\\'; DELETE FROM people",
    "<script>",
    "1); UPDATE people SET role='administrator' --",
  };
  g_autoptr (TlEnrolment) judge = enrol (self->center, "judge");
  g_autofree char *token = NULL;

  g_free (judge->name);
  g_free (judge->unit_name);
  judge->name = g_strdup ("O'Brien'); DROP TABLE people; --");
  judge->unit_name = g_strdup ("'; DROP TABLE units; --");
  token = sign_in (self->center, judge, TRUE);
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      g_autoptr (TlItem) item = make_item (i + 1, words[i]);
      g_autoptr (Answer) answer = NULL;
      g_autoptr (Answer) me = NULL;
      g_autofree char *query = g_uri_escape_string (words[i], NULL, FALSE);
      g_autofree char *path = g_strdup_printf ("/v1/items?after=%s", query);
      g_autofree char *withdraw = g_strdup_printf ("/v1/items/%s", query);
      g_autoptr (Answer) changes = call (self->center, "GET", path, token, NULL, NULL);
      g_autoptr (Answer) gone = call (self->center, "DELETE", withdraw, token, NULL, NULL);

      item->question = g_strdup (words[i]);
      answer = put_item (self->center, token, item);
      g_assert_cmpuint (answer->status, ==, 201);
      g_assert_cmpuint (changes->status, ==, 400);
      g_assert_true (gone->status == 400 || gone->status == 404);
      me = call (self->center, "GET", "/v1/me", token, NULL, NULL);
      g_assert_cmpstr (json_object_get_string_member (me->json, "name"), ==, judge->name);
      g_assert_cmpstr (json_object_get_string_member (me->json, "role"), ==, "judge");
    }
}

static void
paths_lead_nowhere_else (Fixture *self, gconstpointer data)
{
  static const char *const paths[] = {
    "/../../etc/passwd",
    "/%2e%2e/%2e%2e/etc/passwd",
    "/static/..%2f..%2fetc%2fpasswd",
    "/static/%2e%2e%2fserver.conf",
    "/static/..\\..\\server.conf",
    "/v1/items/..%2f..%2fv1%2fme",
    "//v1/me",
    "/v1//me",
    "/v1/me%00",
    "/v1/%ff%fe",
    "/enrolment.key",
    "http://elsewhere.example/v1/me",
  };
  g_autofree char *longer = g_strnfill (20000, 'a');

  for (guint i = 0; i <= G_N_ELEMENTS (paths); i++)
    {
      g_autofree char *text = g_strdup_printf (
          "GET %s%s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
          i < G_N_ELEMENTS (paths) ? "" : "/", i < G_N_ELEMENTS (paths) ? paths[i] : longer);
      g_autofree char *answer = call_raw (self->center, text, -1);

      if (answer[0] != '\0' && !g_str_has_prefix (answer, "HTTP/1.1 4"))
        g_error ("%.60s: %.60s", text, answer);
      g_assert_null (strstr (answer, "root:"));
      g_assert_null (strstr (answer, "untrusted comment"));
    }
}

static void
what_is_no_request_is_ended (Fixture *self, gconstpointer data)
{
  static const char *const texts[] = {
    "\x16\x03\x01\x02",
    "GET\r\n\r\n",
    "GET / HTTP/9.9\r\n\r\n",
    "POST /v1/session HTTP/1.1\r\nHost: x\r\nContent-Length: -5\r\n\r\n",
    "POST /v1/session HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999999999999\r\n\r\n",
    "POST /v1/session HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nZZZ\r\n",
    "POST /v1/session HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nabcdef",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      gint64 begin = g_get_monotonic_time ();
      g_autofree char *answer = call_raw (self->center, texts[i], -1);

      g_test_message ("%u: %.40s", i, answer);
      g_assert_null (strstr (answer, "HTTP/1.1 2"));
      /* Not for ever: the socket's own limit of twenty seconds did not end it. */
      g_assert_cmpint (g_get_monotonic_time () - begin, <, 15 * G_USEC_PER_SEC);
    }
}

static GSocketConnection *
connect_to (Center *center)
{
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GError) error = NULL;
  GSocketConnection *connection;

  g_socket_client_set_timeout (client, 20);
  connection
      = g_socket_client_connect_to_host (client, "127.0.0.1", (guint16)center->port, NULL, &error);
  g_assert_no_error (error);
  return connection;
}

static void
whoever_is_slow_does_not_hold_others_up (Fixture *self, gconstpointer data)
{
  static const char *const begun[] = {
    "",
    "GET /v1/me HTTP/1.1\r\nHost: loc",
    "POST /v1/session HTTP/1.1\r\nHost: x\r\nContent-Length: 5000\r\n\r\n{\"a\":",
  };
  g_autoptr (GPtrArray) slow = g_ptr_array_new_with_free_func (g_object_unref);

  /* Three times as many as may be open at once. */
  for (guint i = 0; i < 60; i++)
    {
      GSocketConnection *connection = connect_to (self->center);
      const char *text = begun[i % G_N_ELEMENTS (begun)];

      g_output_stream_write_all (g_io_stream_get_output_stream (G_IO_STREAM (connection)), text,
                                 strlen (text), NULL, NULL, NULL);
      g_ptr_array_add (slow, connection);
    }
  {
    g_autoptr (Answer) answer = call (self->center, "GET", "/healthz", NULL, NULL, NULL);

    g_assert_cmpuint (answer->status, ==, 200);
  }
  /* All of them are ended by the server. */
  for (guint i = 0; i < slow->len; i++)
    {
      GInputStream *stream = g_io_stream_get_input_stream (slow->pdata[i]);
      g_autoptr (GError) error = NULL;
      char buffer[2000];

      while (g_input_stream_read (stream, buffer, sizeof buffer, NULL, &error) > 0)
        ;
      g_assert_false (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT));
    }
}

static void
the_log_holds_nothing_of_what_was_sent (Fixture *self, gconstpointer data)
{
  g_autoptr (TlEnrolment) judge = enrol (self->center, "judge");
  g_autofree char *token = sign_in (self->center, judge, TRUE);
  g_autoptr (TlItem) item = make_item (1, "CanaryXanhBiếc");
  g_autoptr (Answer) put = NULL;
  g_autoptr (Answer) query
      = call (self->center, "GET", "/v1/items?after=CanaryXanh", token, NULL, NULL);
  g_autoptr (Answer) page = call (self->center, "GET", "/CanaryXanh?q=CanaryXanh", NULL, NULL,
                                  "User-Agent", "CanaryXanh", "Cookie", "troly=CanaryXanh", NULL);
  g_autofree char *log = NULL;
  const char *secrets[] = { "CanaryXanh", token, judge->person, judge->id, item->id, "127.0.0.1" };

  item->question = g_strdup ("CanaryXanh?");
  put = put_item (self->center, token, item);
  g_assert_cmpuint (put->status, ==, 201);
  g_assert_cmpuint (query->status, ==, 400);
  g_assert_cmpuint (page->status, ==, 404);
  g_assert_true (g_file_get_contents (self->center->log, &log, NULL, NULL));
  g_assert_nonnull (strstr (log, "\"route\":\"/v1/items/{id}\""));
  for (guint i = 0; i < G_N_ELEMENTS (secrets); i++)
    if (strstr (log, secrets[i]) != NULL)
      g_error ("the log holds %s", secrets[i]);
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *name;
    void (*run) (Fixture *self, gconstpointer data);
  } tests[] = {
    { "bodies-that-are-not-taken", bodies_that_are_not_taken },
    { "words-of-sql-are-words", words_of_sql_are_words },
    { "paths-lead-nowhere-else", paths_lead_nowhere_else },
    { "what-is-no-request-is-ended", what_is_no_request_is_ended },
    { "whoever-is-slow-does-not-hold-others-up", whoever_is_slow_does_not_hold_others_up },
    { "the-log-holds-nothing-of-what-was-sent", the_log_holds_nothing_of_what_was_sent },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    {
      g_autofree char *path = g_strdup_printf (
          "/server/hostile/%s/%s", test_on_postgres () ? "postgres" : "sqlite", tests[i].name);

      g_test_add (path, Fixture, NULL, set_up, tests[i].run, tear_down);
    }
  return g_test_run ();
}
