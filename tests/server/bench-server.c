/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Accepted items a second: bench-server CLIENTS SECONDS RATE BATCH. RATE: items a second in all, 0:
 * as many as go. BATCH: items a request, 1: a PUT each. Run by tests/bench/server. */
#include "config.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>

#include "server-http.h"

typedef struct
{
  Center *center;
  TlEnrolment *judge;
  char *token;
  double interval; /* seconds between two requests; 0: none */
  gint64 until;
  guint batch;
  GArray *times; /* gint64: microseconds */
  guint accepted;
} Client;

static char *
make_request (Client *self, gint64 sequence)
{
  g_autoptr (JsonArray) bodies = json_array_new ();
  g_autoptr (JsonNode) node = NULL;
  g_autofree char *body = NULL;
  g_autofree char *path = NULL;

  for (guint i = 0; i < self->batch; i++)
    {
      g_autoptr (TlItem) item
          = make_item (sequence * self->batch + i + 1,
                       "Khoản 2 Điều này đã được sửa đổi, bổ sung; xin xem lại phần trích dẫn và "
                       "ngày có hiệu lực của văn bản thay thế.");

      g_free (body);
      body = tl_item_to_body (item, NULL);
      path = (g_free (path), g_strconcat ("/v1/items/", item->id, NULL));
      json_array_add_string_element (bodies, body);
    }
  if (self->batch > 1)
    {
      g_autofree char *list = NULL;

      node = json_node_new (JSON_NODE_ARRAY);
      json_node_set_array (node, bodies);
      list = json_to_string (node, FALSE);
      g_free (body);
      body = g_strdup_printf ("{\"items\":%s}", list);
    }
  return g_strdup_printf ("%s %s HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer %s\r\n"
                          "Content-Type: application/json\r\nContent-Length: %zu\r\n\r\n%s",
                          self->batch > 1 ? "POST" : "PUT", self->batch > 1 ? "/v1/items" : path,
                          self->token, strlen (body), body);
}

static gpointer
client_thread (gpointer data)
{
  Client *self = data;
  double next
      = (double)g_get_monotonic_time () / G_USEC_PER_SEC + self->interval * g_random_double ();

  for (gint64 n = 0; g_get_monotonic_time () < self->until; n++)
    {
      g_autofree char *request = make_request (self, n);
      g_autofree char *answer = NULL;
      double wait = next - (double)g_get_monotonic_time () / G_USEC_PER_SEC;
      gint64 begin, took;

      if (self->interval > 0 && wait > 0)
        g_usleep ((gulong)(wait * G_USEC_PER_SEC));
      next += self->interval;
      begin = g_get_monotonic_time ();
      answer = call_raw (self->center, request, -1);
      took = g_get_monotonic_time () - begin;
      if (!g_str_has_prefix (answer, "HTTP/1.1 20"))
        g_error ("%.200s", answer);
      self->accepted += self->batch;
      g_array_append_val (self->times, took);
    }
  return NULL;
}

static int
compare_cb (gconstpointer a, gconstpointer b)
{
  gint64 left = *(const gint64 *)a, right = *(const gint64 *)b;

  return left < right ? -1 : left > right;
}

int
main (int argc, char **argv)
{
  guint n = argc > 4 ? (guint)atoi (argv[1]) : 0;
  int seconds = argc > 4 ? atoi (argv[2]) : 0;
  double rate = argc > 4 ? g_ascii_strtod (argv[3], NULL) : 0;
  g_autofree Client *clients = g_new0 (Client, n + 1);
  g_autofree GThread **threads = g_new0 (GThread *, n + 1);
  g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (Center) center = NULL;
  guint accepted = 0;

  g_return_val_if_fail (n > 0 && seconds > 0, 2);
  center = center_new (NULL);
  center_start (center);
  for (guint i = 0; i < n; i++)
    {
      clients[i].center = center;
      clients[i].judge = enrol (center, "judge");
      clients[i].token = sign_in (center, clients[i].judge, TRUE);
      clients[i].batch = (guint)atoi (argv[4]);
      clients[i].interval = rate > 0 ? n * clients[i].batch / rate : 0;
      clients[i].times = g_array_new (FALSE, FALSE, sizeof (gint64));
      clients[i].until = g_get_monotonic_time () + (gint64)seconds * G_USEC_PER_SEC;
    }
  for (guint i = 0; i < n; i++)
    threads[i] = g_thread_new ("client", client_thread, &clients[i]);
  for (guint i = 0; i < n; i++)
    {
      g_thread_join (threads[i]);
      g_array_append_vals (all, clients[i].times->data, clients[i].times->len);
      accepted += clients[i].accepted;
      g_array_unref (clients[i].times);
      tl_enrolment_free (clients[i].judge);
      g_free (clients[i].token);
    }
  g_array_sort (all, compare_cb);
  g_print ("%.0f items/s  p50 %.1f ms  p99 %.1f ms  (%u requests)\n", (double)accepted / seconds,
           (double)g_array_index (all, gint64, all->len / 2) / 1000,
           (double)g_array_index (all, gint64, all->len * 99 / 100) / 1000, all->len);
  center_stop (center, SIGTERM);
  return 0;
}
