/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Requests that come at the same time are answered together, and connections are kept between
 * requests: neither is to be seen in what is answered. */
#include "config.h"

#include <string.h>

#include "base/tl-json.h"
#include "server-http.h"

#define CLIENTS 24
#define ROUNDS  10

typedef struct
{
  Center *center;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  self->center = center_new (NULL);
  center_start (self->center);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_assert_cmpint (center_stop (self->center, 15), ==, 0);
  center_free (self->center);
}

static gint64
count (Center *center, const char *statement)
{
  TlSqlPool *pool = center_open (center);
  TlSql *sql = tl_sql_pool_take (pool, 10000, NULL);
  g_autoptr (TlSqlRows) rows = tl_sql_query (sql, NULL, statement, "");
  gint64 n = tl_sql_rows_int (rows, 0, 0);

  tl_sql_pool_give (pool, sql);
  tl_sql_pool_free (pool);
  return n;
}

/* ---- Many at once ---- */

typedef struct
{
  Center *center;
  char *token;
  GPtrArray *items; /* TlItem */
} Client;

static void
expect (const Answer *answer, guint status)
{
  if (answer->status != status)
    g_error ("%u instead of %u: %s", answer->status, status, answer->text);
}

static gpointer
client_thread (gpointer data)
{
  Client *self = data;

  for (guint i = 0; i < ROUNDS; i++)
    {
      TlItem *item = self->items->pdata[i];
      g_autoptr (Answer) first = put_item (self->center, self->token, item);
      g_autoptr (Answer) again = put_item (self->center, self->token, item);
      g_autoptr (Answer) stranger = put_item (self->center, "nobody", item);
      g_autoptr (Answer) broken = call (self->center, "PUT", "/v1/items/x", self->token, "{", NULL);
      g_autoptr (Answer) changed = NULL;

      expect (first, 201);
      g_assert_cmpstr (json_object_get_string_member (first->json, "id"), ==, item->id);
      expect (again, 200);
      expect (stranger, 401);
      expect (broken, 400);
      g_free (item->text);
      item->text = g_strdup ("Lời khác.");
      changed = put_item (self->center, self->token, item);
      expect (changed, 409);
    }
  return NULL;
}

static void
each_of_many_gets_the_answer_to_his_own (Fixture *self, gconstpointer data)
{
  Client clients[CLIENTS];
  GThread *threads[CLIENTS];

  for (guint i = 0; i < CLIENTS; i++)
    {
      g_autoptr (TlEnrolment) judge = enrol (self->center, "judge");

      clients[i] = (Client){ self->center, sign_in (self->center, judge, TRUE),
                             g_ptr_array_new_with_free_func ((GDestroyNotify)tl_item_free) };
      for (guint n = 0; n < ROUNDS; n++)
        g_ptr_array_add (clients[i].items, make_item (n + 1, "Góp ý \"trích\" {a,b} \\ NULL."));
    }
  for (guint i = 0; i < CLIENTS; i++)
    threads[i] = g_thread_new ("client", client_thread, &clients[i]);
  for (guint i = 0; i < CLIENTS; i++)
    {
      g_thread_join (threads[i]);
      g_free (clients[i].token);
      g_ptr_array_unref (clients[i].items);
    }
  g_assert_cmpint (count (self->center, "SELECT COUNT(*) FROM items"), ==, CLIENTS * ROUNDS);
  g_assert_cmpint (count (self->center, "SELECT COUNT(*) FROM items a JOIN items b ON"
                                        " a.device = b.device AND a.sequence < b.sequence"
                                        " AND a.seq > b.seq"),
                   ==, 0);
}

static gpointer
same_thread (gpointer data)
{
  Client *self = data;
  g_autoptr (Answer) answer = put_item (self->center, self->token, self->items->pdata[0]);

  return GUINT_TO_POINTER (answer->status);
}

static void
one_that_comes_often_at_once_is_new_once (Fixture *self, gconstpointer data)
{
  g_autoptr (TlEnrolment) judge = enrol (self->center, "judge");
  g_autofree char *token = sign_in (self->center, judge, TRUE);
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func ((GDestroyNotify)tl_item_free);
  Client client = { self->center, token, items };
  GThread *threads[CLIENTS];
  guint created = 0;

  g_ptr_array_add (items, make_item (1, "Góp ý."));
  for (guint i = 0; i < CLIENTS; i++)
    threads[i] = g_thread_new ("client", same_thread, &client);
  for (guint i = 0; i < CLIENTS; i++)
    {
      guint status = GPOINTER_TO_UINT (g_thread_join (threads[i]));

      g_assert_true (status == 200 || status == 201);
      created += status == 201;
    }
  g_assert_cmpuint (created, ==, 1);
  g_assert_cmpint (count (self->center, "SELECT COUNT(*) FROM items"), ==, 1);
}

/* ---- Connections ---- */

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
say (GSocketConnection *connection, const char *text)
{
  g_assert_true (
      g_output_stream_write_all (g_io_stream_get_output_stream (G_IO_STREAM (connection)), text,
                                 strlen (text), NULL, NULL, NULL));
}

/* One answer with a length. */
static char *
hear (GSocketConnection *connection)
{
  GInputStream *stream = g_io_stream_get_input_stream (G_IO_STREAM (connection));
  GString *heard = g_string_new (NULL);
  char buffer[1];
  gsize length = 0;

  while (strstr (heard->str, "\r\n\r\n") == NULL
         && g_input_stream_read (stream, buffer, 1, NULL, NULL) == 1)
    g_string_append_c (heard, buffer[0]);
  if (strstr (heard->str, "Content-Length: ") != NULL)
    length = g_ascii_strtoull (strstr (heard->str, "Content-Length: ") + 16, NULL, 10);
  for (gsize i = 0; i < length && g_input_stream_read (stream, buffer, 1, NULL, NULL) == 1; i++)
    g_string_append_c (heard, buffer[0]);
  return g_string_free (heard, FALSE);
}

static gboolean
has_ended (GSocketConnection *connection)
{
  char buffer[1];

  return g_input_stream_read (g_io_stream_get_input_stream (G_IO_STREAM (connection)), buffer, 1,
                              NULL, NULL)
         <= 0;
}

static guint
count_files (Center *center)
{
  g_autofree char *path
      = g_strdup_printf ("/proc/%s/fd", g_subprocess_get_identifier (center->process));
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  guint n = 0;

  while (folder != NULL && g_dir_read_name (folder) != NULL)
    n++;
  return n;
}

/* How a connection ends after it was kept once. */
static void
end_somehow (GSocketConnection *connection, guint how)
{
  static const char *const last[] = { "", "GET", "GET /v1/me HTTP/1.1\r\nHost: x\r\n", "\r\n\r\n" };

  say (connection, last[how % G_N_ELEMENTS (last)]);
  g_assert_true (g_io_stream_close (G_IO_STREAM (connection), NULL, NULL));
}

static void
connections_are_kept_and_let_go (Fixture *self, gconstpointer data)
{
  guint before = 0, after = 0;

  for (guint i = 0; i < 202; i++)
    {
      g_autoptr (GSocketConnection) connection = connect_to (self->center);

      for (guint n = 0; n < 2; n++)
        {
          g_autofree char *answer = NULL;

          say (connection, "GET /v1/openapi.json HTTP/1.1\r\nHost: x\r\n\r\n");
          answer = hear (connection);
          g_assert_true (g_str_has_prefix (answer, "HTTP/1.1 200 "));
          g_assert_null (strstr (answer, "Connection: close"));
        }
      if (i == 1)
        before = count_files (self->center);
      end_somehow (connection, i);
    }
  /* libsoup by itself would keep every one of them for ever. */
  for (guint i = 0; i < 100; i++)
    {
      after = count_files (self->center);
      if (after <= before + 4)
        break;
      g_usleep (100000);
    }
  g_assert_cmpuint (after, <=, before + 4);
}

static void
what_leaves_its_end_open_gets_no_second_answer (Fixture *self, gconstpointer data)
{
  static const char *const texts[] = {
    "GET /nothing HTTP/1.1\r\nHost: x\r\n\r\n",
    "GET /healthz HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    "POST /v1/session/challenge HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: "
    "chunked\r\n\r\n0\r\n\r\n",
    "GET /healthz HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\nContent-Length: 0\r\n\r\n",
    "GET /healthz HTTP/1.1\r\nHost: x\r\nContent-Length: +0\r\n\r\n",
    "GET /healthz HTTP/1.0\r\nHost: x\r\n\r\n",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GSocketConnection) connection = connect_to (self->center);
      g_autofree char *answer = NULL;

      say (connection, texts[i]);
      answer = hear (connection);
      g_test_message ("%u: %.15s", i, answer);
      g_assert_true (has_ended (connection));
    }
}

static void
whoever_says_nothing_more_is_let_go (Fixture *self, gconstpointer data)
{
  g_autoptr (GSocketConnection) connection = connect_to (self->center);
  g_autofree char *answer = NULL;

  say (connection, "GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n");
  answer = hear (connection);
  g_assert_true (g_str_has_prefix (answer, "HTTP/1.1 200 "));
  /* The setting of this test is one second; has_ended() waits twenty at most. */
  g_assert_true (has_ended (connection));
}

static void
set_up_short (Fixture *self, gconstpointer data)
{
  self->center = center_new ("idle-seconds=1\naddress-rate=0\n");
  center_start (self->center);
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *name;
    void (*run) (Fixture *self, gconstpointer data);
    void (*set_up) (Fixture *self, gconstpointer data);
  } tests[] = {
    { "each-of-many-gets-the-answer-to-his-own", each_of_many_gets_the_answer_to_his_own, set_up },
    { "one-that-comes-often-at-once-is-new-once", one_that_comes_often_at_once_is_new_once,
      set_up },
    { "connections-are-kept-and-let-go", connections_are_kept_and_let_go, set_up },
    { "what-leaves-its-end-open-gets-no-second-answer",
      what_leaves_its_end_open_gets_no_second_answer, set_up },
    { "whoever-says-nothing-more-is-let-go", whoever_says_nothing_more_is_let_go, set_up_short },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    {
      g_autofree char *path = g_strdup_printf (
          "/server/together/%s/%s", test_on_postgres () ? "postgres" : "sqlite", tests[i].name);

      g_test_add (path, Fixture, NULL, tests[i].set_up, tests[i].run, tear_down);
    }
  return g_test_run ();
}
