/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Accepted items a second: bench-server CLIENTS SECONDS RATE BATCH. RATE: items a second in all, 0:
 * as many as go. BATCH: items a request, 1: a PUT each. Run by tests/bench/server. The clients are
 * as plain as those of pgbench, because they take their time from the same processors. */
#include "config.h"

#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "server-http.h"

#define ID_LENGTH 36
#define MAX_BODY  2048

/* A body in pieces: before the id, between it and the number, behind the number. */
static char *pieces[3];

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
  guint connections;
  int fd;         /* -1: none */
  GString *text;  /* of the request */
  GString *bytes; /* of the answer */
} Client;

static void
make_pieces (void)
{
  g_autoptr (TlItem) item
      = make_item (1, "Khoản 2 Điều này đã được sửa đổi, bổ sung; xin xem lại phần trích dẫn và "
                      "ngày có hiệu lực của văn bản thay thế.");
  g_autofree char *body = tl_item_to_body (item, NULL);
  char *id = strstr (body, item->id);
  char *number = strstr (body, "\"sequence\":1") + strlen ("\"sequence\":");

  pieces[0] = g_strndup (body, (gsize)(id - body));
  pieces[1] = g_strndup (id + ID_LENGTH, (gsize)(number - id) - ID_LENGTH);
  pieces[2] = g_strdup (number + 1);
}

static void
append_escaped (GString *text, const char *body)
{
  g_string_append_c (text, '"');
  for (const char *p = body; *p != '\0'; p++)
    {
      if (*p == '"' || *p == '\\')
        g_string_append_c (text, '\\');
      g_string_append_c (text, *p);
    }
  g_string_append_c (text, '"');
}

static void
make_request (Client *self, gint64 sequence)
{
  g_autoptr (GString) content = g_string_sized_new (MAX_BODY);
  g_autofree char *id = NULL;

  if (self->batch > 1)
    g_string_append (content, "{\"items\":[");
  for (guint i = 0; i < self->batch; i++)
    {
      char body[MAX_BODY];

      g_free (id);
      id = g_uuid_string_random ();
      g_snprintf (body, sizeof body, "%s%s%s%" G_GINT64_FORMAT "%s", pieces[0], id, pieces[1],
                  sequence * self->batch + i + 1, pieces[2]);
      if (i > 0)
        g_string_append_c (content, ',');
      if (self->batch > 1)
        append_escaped (content, body);
      else
        g_string_append (content, body);
    }
  if (self->batch > 1)
    g_string_append (content, "]}");
  g_string_printf (self->text,
                   "%s /v1/items%s%s HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer %s\r\n"
                   "Content-Type: application/json\r\nContent-Length: %zu\r\n\r\n%s",
                   self->batch > 1 ? "POST" : "PUT", self->batch > 1 ? "" : "/",
                   self->batch > 1 ? "" : id, self->token, content->len, content->str);
}

static void
open_connection (Client *self)
{
  struct sockaddr_in place = { .sin_family = AF_INET,
                               .sin_port = htons ((guint16)self->center->port),
                               .sin_addr.s_addr = htonl (INADDR_LOOPBACK) };
  int on = 1;

  self->fd = socket (AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (self->fd < 0 || connect (self->fd, (struct sockaddr *)&place, sizeof place) != 0
      || setsockopt (self->fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on) != 0)
    g_error ("no connection");
  self->connections++;
}

static void
close_connection (Client *self)
{
  close (self->fd);
  self->fd = -1;
}

/* Whether @bytes holds a whole answer. */
static gboolean
is_whole (const GString *bytes)
{
  const char *end = strstr (bytes->str, "\r\n\r\n");
  const char *length = strstr (bytes->str, "Content-Length: ");

  return end != NULL && length != NULL
         && bytes->len
                >= (gsize)(end + 4 - bytes->str) + (gsize)g_ascii_strtoull (length + 16, NULL, 10);
}

/* FALSE: a connection that was kept has ended before anything came: to be sent again. */
static gboolean
exchange (Client *self)
{
  char buffer[8192];
  gssize n;

  g_string_truncate (self->bytes, 0);
  if (send (self->fd, self->text->str, self->text->len, MSG_NOSIGNAL) != (gssize)self->text->len)
    return FALSE;
  while (!is_whole (self->bytes))
    {
      n = recv (self->fd, buffer, sizeof buffer, 0);
      if (n <= 0)
        return FALSE;
      g_string_append_len (self->bytes, buffer, n);
    }
  if (strstr (self->bytes->str, "Connection: close") != NULL)
    close_connection (self);
  return TRUE;
}

static void
ask (Client *self)
{
  gboolean kept = self->fd >= 0;

  if (!kept)
    open_connection (self);
  if (exchange (self))
    return;
  close_connection (self);
  if (!kept)
    g_error ("the server ended a new connection");
  ask (self);
}

static gpointer
client_thread (gpointer data)
{
  Client *self = data;
  double next
      = (double)g_get_monotonic_time () / G_USEC_PER_SEC + self->interval * g_random_double ();

  for (gint64 n = 0; g_get_monotonic_time () < self->until; n++)
    {
      double wait = next - (double)g_get_monotonic_time () / G_USEC_PER_SEC;
      gint64 begin, took;

      make_request (self, n);
      if (self->interval > 0 && wait > 0)
        g_usleep ((gulong)(wait * G_USEC_PER_SEC));
      next += self->interval;
      begin = g_get_monotonic_time ();
      ask (self);
      took = g_get_monotonic_time () - begin;
      if (!g_str_has_prefix (self->bytes->str, "HTTP/1.1 20"))
        g_error ("%.200s", self->bytes->str);
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

/* Seconds of processor time that a process has used, and its children. */
static double
used_by (const char *pid, gboolean parent)
{
  g_autofree char *path = g_strdup_printf ("/proc/%s/stat", pid);
  g_autofree char *text = NULL;
  gint64 owner = 0;
  unsigned long times[4] = { 0 };

  if (!g_file_get_contents (path, &text, NULL, NULL)
      || sscanf (strrchr (text, ')'),
                 ") %*c %" G_GINT64_MODIFIER
                 "d %*d %*d %*d %*d %*u %*u %*u %*u %*u %lu %lu %lu %lu",
                 &owner, &times[0], &times[1], &times[2], &times[3])
             != 5)
    return 0;
  if (parent && owner != g_ascii_strtoll (g_getenv ("TROLY_BENCH_POSTMASTER"), NULL, 10))
    return 0;
  return (double)(times[0] + times[1] + times[2] + times[3]) / (double)sysconf (_SC_CLK_TCK);
}

/* PostgreSQL's: of its first process and of all that it has started. */
static double
used_by_database (void)
{
  const char *postmaster = g_getenv ("TROLY_BENCH_POSTMASTER");
  g_autoptr (GDir) folder = postmaster != NULL ? g_dir_open ("/proc", 0, NULL) : NULL;
  double used = folder != NULL ? used_by (postmaster, FALSE) : 0;
  const char *name;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    if (g_ascii_isdigit (name[0]))
      used += used_by (name, TRUE);
  return used;
}

typedef struct
{
  double server, database, clients;
} Used;

static Used
used_now (Center *center)
{
  return (Used){ used_by (g_subprocess_get_identifier (center->process), FALSE),
                 used_by_database (), (double)clock () / CLOCKS_PER_SEC };
}

static void
client_begin (Client *self, Center *center, const char *batch, double interval)
{
  self->center = center;
  self->judge = enrol (center, "judge");
  self->token = sign_in (center, self->judge, TRUE);
  self->batch = (guint)atoi (batch);
  self->interval = interval * self->batch;
  self->times = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->text = g_string_new (NULL);
  self->bytes = g_string_new (NULL);
  self->fd = -1;
}

static void
client_end (Client *self)
{
  if (self->fd >= 0)
    close_connection (self);
  g_array_unref (self->times);
  g_string_free (self->text, TRUE);
  g_string_free (self->bytes, TRUE);
  tl_enrolment_free (self->judge);
  g_free (self->token);
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
  guint accepted = 0, connections = 0;
  Used before, after;

  g_return_val_if_fail (n > 0 && seconds > 0, 2);
  make_pieces ();
  center = center_new (NULL);
  center_start (center);
  for (guint i = 0; i < n; i++)
    client_begin (&clients[i], center, argv[4], rate > 0 ? n / rate : 0);
  before = used_now (center);
  for (guint i = 0; i < n; i++)
    {
      clients[i].until = g_get_monotonic_time () + (gint64)seconds * G_USEC_PER_SEC;
      threads[i] = g_thread_new ("client", client_thread, &clients[i]);
    }
  for (guint i = 0; i < n; i++)
    {
      g_thread_join (threads[i]);
      g_array_append_vals (all, clients[i].times->data, clients[i].times->len);
      accepted += clients[i].accepted;
      connections += clients[i].connections;
      client_end (&clients[i]);
    }
  after = used_now (center);
  g_array_sort (all, compare_cb);
  g_print (
      "%.0f items/s  p50 %.1f ms  p99 %.1f ms  (%u requests, %u connections); us of processor an "
      "item: server %.0f, database %.0f, clients %.0f\n",
      (double)accepted / seconds, (double)g_array_index (all, gint64, all->len / 2) / 1000,
      (double)g_array_index (all, gint64, all->len * 99 / 100) / 1000, all->len, connections,
      (after.server - before.server) * 1e6 / accepted,
      (after.database - before.database) * 1e6 / accepted,
      (after.clients - before.clients) * 1e6 / accepted);
  center_stop (center, SIGTERM);
  return 0;
}
