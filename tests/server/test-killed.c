/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The server is killed again and again, answers are lost, requests come twice: every item stands
 * there once, and in the order of its workstation. The usual lane runs a few seconds; with "long"
 * (the slow lane) it is 200 workstations and 10,000 items. */
#include "config.h"

#include "server-http.h"

#include <signal.h>
#include <string.h>

typedef struct
{
  guint clients, items, kills;
} Size;

static const Size sizes[] = { { 8, 30, 6 }, { 200, 50, 25 } };
static Size size;

typedef struct
{
  Center *center;
  TlEnrolment *judge;
  GPtrArray *bodies; /* char*: in order */
  GPtrArray *ids;
  guint sent_twice;
  gint *done;
} Client;

static void
pause_between (guint attempt)
{
  g_usleep ((gulong)g_random_int_range (1000, 20000) * MIN (attempt + 1, 5));
}

/* As long as no answer comes: the server is down, or was killed between storing and answering. */
static Answer *
insist (Client *self, const char *method, const char *path, const char *token, const char *body)
{
  for (guint i = 0; i < 2000; i++)
    {
      Answer *answer = call (self->center, method, path, token, body, NULL);

      if (answer->status != 0 && answer->status != 503 && answer->status != 408)
        return answer;
      answer_free (answer);
      pause_between (i);
    }
  g_error ("no answer to %s %s", method, path);
}

/* Every try takes a challenge of its own, because a lost answer may have used one up. */
static char *
sign_in_again (Client *self)
{
  for (;;)
    {
      g_autofree char *asked = g_strdup_printf ("{\"device\":\"%s\"}", self->judge->id);
      g_autoptr (Answer) challenge = insist (self, "POST", "/v1/session/challenge", NULL, asked);
      g_autofree char *public = enrol_public (self->center, self->judge, NULL);
      g_autofree char *signature = NULL;
      g_autofree char *body = NULL;
      g_autoptr (Answer) answer = NULL;
      const char *text = json_object_get_string_member (challenge->json, "challenge");

      signature = tl_enrolment_sign_challenge (self->judge, text);
      body = g_strdup_printf ("{\"device\":\"%s\",\"challenge\":\"%s\",\"signature\":\"%s\","
                              "\"enrolment\":%s}",
                              self->judge->id, text, signature, public);
      answer = insist (self, "POST", "/v1/session", NULL, body);
      if (answer->status == 200)
        return g_strdup (json_object_get_string_member (answer->json, "token"));
      g_assert_cmpstr (answer_code (answer), ==, "challenge");
    }
}

static gpointer
client_thread (gpointer data)
{
  Client *self = data;
  g_autofree char *token = sign_in_again (self);

  for (guint i = 0; i < self->bodies->len; i++)
    {
      g_autofree char *path = g_strconcat ("/v1/items/", self->ids->pdata[i], NULL);
      guint times = g_random_int_range (0, 4) == 0 ? 2 : 1;

      for (guint n = 0; n < times; n++)
        {
          g_autoptr (Answer) answer = insist (self, "PUT", path, token, self->bodies->pdata[i]);

          if (answer->status != 200 && answer->status != 201)
            g_error ("%u: %s", answer->status, answer->text);
        }
    }
  g_atomic_int_inc (self->done);
  return NULL;
}

static Client *
client_new (Center *center, gint *done)
{
  Client *self = g_new0 (Client, 1);

  self->center = center;
  self->done = done;
  self->judge = enrol (center, "judge");
  self->bodies = g_ptr_array_new_with_free_func (g_free);
  self->ids = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < size.items; i++)
    {
      g_autofree char *text = g_strdup_printf ("Góp ý thứ %u.", i + 1);
      g_autoptr (TlItem) item = make_item (i + 1, text);

      g_ptr_array_add (self->bodies, tl_item_to_body (item, NULL));
      g_ptr_array_add (self->ids, g_strdup (item->id));
    }
  return self;
}

static void
client_free (Client *self)
{
  tl_enrolment_free (self->judge);
  g_ptr_array_unref (self->bodies);
  g_ptr_array_unref (self->ids);
  g_free (self);
}

/* All there, once, unchanged, and arrived in the order in which they were sent. */
static void
check_client (TlSql *sql, Client *client)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TlSqlRows) rows = tl_sql_query (
      sql, &error, "SELECT id, body, sequence FROM items WHERE device = $1 ORDER BY seq", "s",
      client->judge->id);

  g_assert_no_error (error);
  g_assert_cmpuint (tl_sql_rows_count (rows), ==, client->ids->len);
  for (guint i = 0; i < client->ids->len; i++)
    {
      g_assert_cmpstr (tl_sql_rows_text (rows, i, 0), ==, client->ids->pdata[i]);
      g_assert_cmpstr (tl_sql_rows_text (rows, i, 1), ==, client->bodies->pdata[i]);
      g_assert_cmpint (tl_sql_rows_int (rows, i, 2), ==, i + 1);
    }
}

static void
check_all (Center *center, Client **clients)
{
  TlSqlPool *pool = center_open (center);
  TlSql *sql = tl_sql_pool_take (pool, 10000, NULL);
  g_autoptr (TlSqlRows) rows = NULL;

  for (guint i = 0; i < size.clients; i++)
    check_client (sql, clients[i]);
  rows = tl_sql_query (sql, NULL, "SELECT COUNT(*) FROM items", "");
  g_assert_cmpint (tl_sql_rows_int (rows, 0, 0), ==, (gint64)size.clients * size.items);
  tl_sql_pool_give (pool, sql);
  tl_sql_pool_free (pool);
}

static void
every_item_is_there_once_whatever_is_killed (void)
{
  g_autoptr (Center) center = center_new (NULL);
  g_autofree Client **clients = g_new0 (Client *, size.clients);
  g_autofree GThread **threads = g_new0 (GThread *, size.clients);
  gint done = 0;
  guint kills = 0;

  center_start (center);
  for (guint i = 0; i < size.clients; i++)
    clients[i] = client_new (center, &done);
  for (guint i = 0; i < size.clients; i++)
    threads[i] = g_thread_new ("client", client_thread, clients[i]);
  while (g_atomic_int_get (&done) < (gint)size.clients)
    {
      g_usleep ((gulong)g_random_int_range (50000, 400000));
      if (kills >= size.kills)
        continue;
      if (test_on_postgres () && kills % 3 == 2)
        test_postgres ("kill");
      else
        center_stop (center, kills % 2 == 0 ? SIGKILL : SIGTERM);
      if (center->process == NULL)
        center_start (center);
      else
        test_postgres ("start");
      kills++;
    }
  for (guint i = 0; i < size.clients; i++)
    g_thread_join (threads[i]);
  g_test_message ("killed %u times", kills);
  g_assert_cmpint (center_stop (center, SIGTERM), ==, 0);
  check_all (center, clients);
  g_assert_cmpint (center_run (center, NULL, "audit-verify", NULL), ==, 0);
  for (guint i = 0; i < size.clients; i++)
    client_free (clients[i]);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  size = sizes[argc > 1 && g_str_equal (argv[1], "long")];
  g_test_add_func (test_on_postgres ()
                       ? "/server/killed/postgres/every-item-is-there-once-whatever-is-killed"
                       : "/server/killed/sqlite/every-item-is-there-once-whatever-is-killed",
                   every_item_is_there_once_whatever_is_killed);
  return g_test_run ();
}
