/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From the first byte of a request to the last of its answer: the main thread's part. */
#include "config.h"

#include "tl-web-job.h"

#include <string.h>

#define KEY "tl-job"

static void
free_job (gpointer data)
{
  TlJob *job = data;

  for (guint i = 0; i < TL_WEB_N_PARAMETERS; i++)
    g_free (job->parameters[i]);
  g_clear_object (&job->remote);
  g_free (job->method);
  g_free (job->path);
  g_free (job->query_text);
  g_free (job->content_type);
  g_free (job->etag);
  g_free (job->language);
  g_free (job->bearer);
  g_free (job->cookie);
  g_free (job->trip);
  g_free (job->origin);
  g_free (job->referrer);
  g_free (job->address);
  g_byte_array_unref (job->received);
  _tl_web_response_clear (&job->response);
  g_free (job);
}

static char *
find_peer (SoupServerMessage *message)
{
  GSocketAddress *remote = soup_server_message_get_remote_address (message);

  if (!G_IS_INET_SOCKET_ADDRESS (remote))
    return g_strdup ("::");
  return g_inet_address_to_string (
      g_inet_socket_address_get_address (G_INET_SOCKET_ADDRESS (remote)));
}

/* Whether there is no doubt where the body ends and the next request begins. */
static gboolean
is_plain (SoupMessageHeaders *headers)
{
  const char *length = soup_message_headers_get_list (headers, "Content-Length");
  const char *encoding = soup_message_headers_get_list (headers, "Transfer-Encoding");

  return encoding == NULL
         && (length == NULL
             || (length[0] != '\0' && length[strspn (length, "0123456789")] == '\0'));
}

static void
read_headers (TlJob *job, SoupServerMessage *message)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  const char *authorization = soup_message_headers_get_one (headers, "Authorization");
  const char *packing = soup_message_headers_get_list (headers, "Accept-Encoding");
  const char *forwarded = soup_message_headers_get_list (headers, "X-Forwarded-For");
  const char *cookies = soup_message_headers_get_list (headers, "Cookie");
  g_autofree char *peer = find_peer (message);

  job->content_type = g_strdup (soup_message_headers_get_content_type (headers, NULL));
  job->etag = g_strdup (soup_message_headers_get_list (headers, "If-None-Match"));
  job->language = g_strdup (soup_message_headers_get_list (headers, "Accept-Language"));
  job->origin = g_strdup (soup_message_headers_get_one (headers, "Origin"));
  job->referrer = g_strdup (soup_message_headers_get_one (headers, "Referer"));
  job->cookie = _tl_web_find_cookie (cookies, TL_WEB_COOKIE);
  job->trip = _tl_web_find_cookie (cookies, TL_SERVER_TRIP_COOKIE);
  job->accepts_gzip = packing != NULL && strstr (packing, "gzip") != NULL;
  if (authorization != NULL && g_ascii_strncasecmp (authorization, "Bearer ", 7) == 0)
    job->bearer = g_strdup (authorization + 7);
  job->address = _tl_web_find_address (peer, forwarded, job->server->settings->trusted_proxies);
  job->is_plain = is_plain (headers);
  job->is_local = _tl_web_is_loopback (job->address);
}

static void
find_route (TlJob *job, SoupServerMessage *message)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  gboolean other_method;

  job->route = _tl_web_find_route (job->method, job->path, job->parameters, &other_method);
  if (job->route == NULL)
    {
      job->refused = other_method ? 405 : 404;
      return;
    }
  job->limit = job->route->flags & TL_ROUTE_BATCH ? TL_WEB_MAX_BATCH : TL_WEB_MAX_BODY;
  if ((job->route->flags & TL_ROUTE_LOCAL) && !job->is_local)
    job->refused = 403;
  else if (soup_message_headers_get_encoding (headers) == SOUP_ENCODING_CONTENT_LENGTH
           && (guint64)soup_message_headers_get_content_length (headers) > job->limit)
    job->refused = 413;
}

/* What comes is kept up to the limit of the route; a little beyond it is thrown away, so that the
 * answer can be read; whoever goes on is cut off. */
static void
got_chunk_cb (SoupServerMessage *message, GBytes *chunk, gpointer data)
{
  TlJob *job = data;
  gsize size = g_bytes_get_size (chunk);

  job->sent += size;
  if (job->refused == 0 && job->received->len + size > job->limit)
    job->refused = 413;
  if (job->refused == 0)
    g_byte_array_append (job->received, g_bytes_get_data (chunk, NULL), (guint)size);
  else if (job->sent > TL_WEB_MAX_DISCARD)
    _tl_connections_cut (job->server->connections, job->remote);
}

static void
finished_cb (SoupServerMessage *message, gpointer data)
{
  TlJob *job = data;

  job->finished = TRUE;
  _tl_connections_end_answer (job->server->connections, job->remote);
}

TlJob *
_tl_web_job_begin (TlServer *server, SoupServerMessage *message)
{
  TlJob *job = g_new0 (TlJob, 1);
  GUri *uri = soup_server_message_get_uri (message);

  job->server = server;
  job->message = message;
  job->remote = soup_server_message_get_remote_address (message);
  if (job->remote != NULL)
    g_object_ref (job->remote);
  job->response.status = 200;
  job->received = g_byte_array_new ();
  job->method = g_strdup (soup_server_message_get_method (message));
  job->path = g_strdup (g_uri_get_path (uri));
  job->query_text = g_strdup (g_uri_get_query (uri));
  read_headers (job, message);
  find_route (job, message);
  g_object_set_data_full (G_OBJECT (message), KEY, job, free_job);
  soup_message_body_set_accumulate (soup_server_message_get_request_body (message), FALSE);
  g_signal_connect (message, "got-chunk", G_CALLBACK (got_chunk_cb), job);
  g_signal_connect (message, "finished", G_CALLBACK (finished_cb), job);
  return job;
}

TlJob *
_tl_web_job_find (SoupServerMessage *message)
{
  return g_object_get_data (G_OBJECT (message), KEY);
}

/* In whatever thread: what is known about the request is written down. */
static void
account (TlJob *job)
{
  gint64 took = g_get_monotonic_time () - job->started;

  _tl_metrics_request (job->server->metrics, job->route, job->response.status, took);
  _tl_web_log_request (job, job->response.status, took);
}

static void
answer (TlJob *job)
{
  TlServer *server = job->server;

  if (job->finished)
    return;
  _tl_web_write_headers (job);
  _tl_connections_expect (server->connections, job->remote, 2 * server->settings->body_seconds);
}

static gboolean
done_cb (gpointer data)
{
  TlJob *job = data;
  TlServer *server = job->server;
  SoupServerMessage *message = job->message;

  answer (job);
  if (!job->finished)
    soup_server_message_unpause (message);
  server->n_jobs--;
  _tl_metrics_add (server->metrics, TL_METRIC_RUNNING, -1);
  g_object_unref (message);
  return G_SOURCE_REMOVE;
}

void
_tl_web_job_done (TlJob *job)
{
  account (job);
  g_main_context_invoke_full (job->server->context, G_PRIORITY_DEFAULT, done_cb, job, NULL);
}

void
_tl_web_job_work (gpointer data, gpointer server)
{
  if (data == server)
    {
      _tl_web_together_work (server);
      return;
    }
  _tl_web_run (data);
  _tl_web_job_done (data);
}

static guint
refusal (TlJob *job)
{
  TlServer *server = job->server;
  guint wait;

  if (job->refused != 0)
    return job->refused;
  wait = _tl_rates_take (server->by_address, job->address, job->started);
  if (wait > 0)
    {
      _tl_metrics_add (server->metrics, TL_METRIC_RATE_LIMITED, 1);
      job->response.retry_after = wait;
      return 429;
    }
  return server->n_jobs >= TL_WEB_MAX_QUEUE ? 503 : 0;
}

void
_tl_web_job_ready (TlJob *job)
{
  TlServer *server = job->server;
  guint status;

  job->started = g_get_monotonic_time ();
  job->sent = 0;
  status = refusal (job);
  if (status != 0)
    {
      _tl_web_refuse (job, status);
      _tl_web_finish_response (job);
      account (job);
      answer (job);
      return;
    }
  _tl_connections_expect (server->connections, job->remote, 0);
  server->n_jobs++;
  _tl_metrics_add (server->metrics, TL_METRIC_RUNNING, 1);
  g_object_ref (job->message);
  soup_server_message_pause (job->message);
  if (job->route->flags & TL_ROUTE_TOGETHER)
    _tl_web_together_push (server, job);
  else
    g_thread_pool_push (server->workers, job, NULL);
}
