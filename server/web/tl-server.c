/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "tl-server.h"

#include <glib-unix.h>
#include <errno.h>
#include <stdio.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include "server/store/tl-store.h"
#include "tl-web-job.h"

#define FIRST_PASSED_FD 3 /* sd_listen_fds(3) */
#define IDLE_GRACE      1
#define STOP_SECONDS    30
#define STOP_POLL_MS    20

const TlServerSettings *
tl_server_get_settings (gpointer server)
{
  return ((TlServer *)server)->settings;
}

TlLibrary *
tl_server_get_library (gpointer server)
{
  return ((TlServer *)server)->library;
}

TlProvider *
tl_server_get_provider (gpointer server)
{
  return ((TlServer *)server)->provider;
}

void
tl_server_count_sign_in (gpointer server, TlServerSignIn result, const char *why)
{
  static const TlMetric metrics[]
      = { TL_METRIC_OIDC_SIGNED_IN, TL_METRIC_OIDC_REFUSED, TL_METRIC_OIDC_AWAY };

  _tl_metrics_add (((TlServer *)server)->metrics, metrics[result], 1);
  if (why != NULL)
    _tl_web_log ("info", "sign-in", why);
}

static void
log_provider (const char *message)
{
  _tl_web_log ("warning", "provider", message);
}

/* "Lax": who follows a link from a message to a page of ours stays signed in, and so does who comes
 * back from the provider; forms carry a secret besides. */
char *
tl_server_dup_cookie (gpointer server, const char *token)
{
  TlServer *self = server;
  gboolean secure = g_str_has_prefix (self->settings->public_urls[0], "https:");

  return g_strdup_printf (TL_WEB_COOKIE "=%s; Path=/; Max-Age=%d; HttpOnly; SameSite=Lax%s",
                          token != NULL ? token : "", token != NULL ? TL_STORE_PAGE_SECONDS : 0,
                          secure ? "; Secure" : "");
}

gboolean
tl_server_is_healthy (gpointer server)
{
  TlServer *self = server;
  g_autoptr (GError) error = NULL;
  g_autoptr (TlSqlRows) rows = NULL;
  TlSql *sql = self->stopping ? NULL : tl_sql_pool_take (self->pool, 2000, &error);

  if (sql == NULL)
    return FALSE;
  rows = tl_sql_query (sql, &error, "SELECT COUNT(*) FROM migrations", "");
  tl_sql_pool_give (self->pool, sql);
  return rows != NULL;
}

char *
tl_server_dup_metrics (gpointer server)
{
  return _tl_metrics_to_text (((TlServer *)server)->metrics);
}

static void
early_cb (SoupServer *soup,
          SoupServerMessage *message,
          const char *path,
          GHashTable *query,
          gpointer data)
{
  TlServer *self = data;

  TlJob *job = _tl_web_job_begin (self, message);

  _tl_connections_expect (self->connections, job->remote, self->settings->body_seconds);
}

static void
request_cb (SoupServer *soup,
            SoupServerMessage *message,
            const char *path,
            GHashTable *query,
            gpointer data)
{
  TlJob *job = _tl_web_job_find (message);

  if (job == NULL)
    job = _tl_web_job_begin (data, message);
  _tl_web_job_ready (job);
}

static void
raise_file_limit (void)
{
  struct rlimit limit;

  if (getrlimit (RLIMIT_NOFILE, &limit) != 0)
    return;
  limit.rlim_cur = limit.rlim_max;
  if (setrlimit (RLIMIT_NOFILE, &limit) != 0)
    _tl_web_log ("warning", "start", "the limit of open files could not be raised");
}

/* libsoup keeps connections only while it listens itself; we accept them, because it bounds
 * nothing. So it listens on a socket on which nobody ever comes. */
static gboolean
let_connections_stay (TlServer *self, GError **error)
{
  int pair[2];
  g_autoptr (GSocket) silent = NULL;

  if (socketpair (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair) != 0)
    {
      g_set_error_literal (error, G_IO_ERROR, g_io_error_from_errno (errno), g_strerror (errno));
      return FALSE;
    }
  self->silent = pair[1];
  silent = g_socket_new_from_fd (pair[0], error);
  if (silent == NULL)
    {
      close (pair[0]);
      return FALSE;
    }
  return soup_server_listen_socket (self->soup, silent, 0, error);
}

TlServer *
tl_server_new (TlServerSettings *settings, GError **error)
{
  g_autoptr (TlServer) self = g_new0 (TlServer, 1);
  gboolean stays;

  self->settings = settings;
  self->context = g_main_context_new ();
  self->silent = -1;
  self->pool = tl_sql_pool_new (settings->database, settings->workers, error);
  if (self->pool == NULL)
    return NULL;
  if (settings->library != NULL
      && (self->library = tl_library_open (settings->library, error)) == NULL)
    return NULL;
  if (settings->oidc != NULL)
    self->provider = tl_provider_new (settings->oidc, log_provider);
  self->metrics = _tl_metrics_new ();
  g_mutex_init (&self->together_lock);
  g_queue_init (&self->together);
  self->by_address = _tl_rates_new (settings->address_rate, settings->address_burst);
  self->by_device = _tl_rates_new (settings->device_rate, settings->device_burst);
  self->workers = g_thread_pool_new (_tl_web_job_work, self, (int)settings->workers, TRUE, error);
  if (self->workers == NULL)
    return NULL;
  self->soup = soup_server_new ("server-header", NULL, "raw-paths", TRUE, NULL);
  soup_server_add_early_handler (self->soup, NULL, early_cb, self, NULL);
  soup_server_add_handler (self->soup, NULL, request_cb, self, NULL);
  g_main_context_push_thread_default (self->context);
  stays = let_connections_stay (self, error);
  g_main_context_pop_thread_default (self->context);
  if (!stays)
    return NULL;
  self->connections = _tl_connections_new (self, self->soup);
  self->loop = g_main_loop_new (self->context, FALSE);
  return g_steal_pointer (&self);
}

/* From systemd, or from whoever started us with a socket that listens: nothing is lost between one
 * server and the next, because the socket stays. */
static GSocket *
take_passed (GError **error)
{
  const char *pid = g_getenv ("LISTEN_PID");
  const char *count = g_getenv ("LISTEN_FDS");

  if (pid == NULL || count == NULL || g_ascii_strtoll (pid, NULL, 10) != getpid ()
      || g_ascii_strtoll (count, NULL, 10) < 1)
    return NULL;
  return g_socket_new_from_fd (FIRST_PASSED_FD, error);
}

static GSocket *
listen_on (const TlServerSettings *settings, GError **error)
{
  g_autoptr (GSocketAddress) address
      = g_inet_socket_address_new_from_string (settings->listen, settings->port);
  g_autoptr (GSocket) socket = NULL;

  if (address == NULL)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                   "\"%s\" is no address to listen on", settings->listen);
      return NULL;
    }
  socket = g_socket_new (g_socket_address_get_family (address), G_SOCKET_TYPE_STREAM,
                         G_SOCKET_PROTOCOL_TCP, error);
  if (socket == NULL)
    return NULL;
  g_socket_set_listen_backlog (socket, 1024);
  if (!g_socket_bind (socket, address, TRUE, error) || !g_socket_listen (socket, error))
    {
      g_prefix_error (error, "%s, port %u: ", settings->listen, settings->port);
      return NULL;
    }
  return g_steal_pointer (&socket);
}

/* Without a public URL the server is for whoever sits at this machine. */
static char *
name_itself (TlServerSettings *settings, GSocket *socket, GError **error)
{
  g_autoptr (GSocketAddress) address = g_socket_get_local_address (socket, error);
  guint port;

  if (address == NULL)
    return NULL;
  if (!G_IS_INET_SOCKET_ADDRESS (address))
    return g_strdup (settings->public_urls[0] != NULL ? settings->public_urls[0]
                                                      : "http://localhost");
  port = g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (address));
  if (settings->public_urls[0] == NULL || settings->public_urls[0][0] == '\0')
    {
      g_strfreev (settings->public_urls);
      settings->public_urls = g_new0 (char *, 3);
      settings->public_urls[0] = g_strdup_printf ("http://localhost:%u", port);
      settings->public_urls[1] = g_strdup_printf ("http://127.0.0.1:%u", port);
    }
  if (strchr (settings->listen, ':') != NULL)
    return g_strdup_printf ("http://[%s]:%u", settings->listen, port);
  return g_strdup_printf ("http://%s:%u", settings->listen, port);
}

typedef struct
{
  TlServer *server;
  gint64 until;
} Stopping;

static gboolean
stopped_cb (gpointer data)
{
  Stopping *stopping = data;
  TlServer *self = stopping->server;

  if ((self->n_jobs > 0 || _tl_connections_count (self->connections) > 0)
      && g_get_monotonic_time () < stopping->until)
    return G_SOURCE_CONTINUE;
  g_main_loop_quit (self->loop);
  return G_SOURCE_REMOVE;
}

/* Takes @source. Returns: (transfer none): as long as the context has it. */
static GSource *
attach (TlServer *self, GSource *source, GSourceFunc func, gpointer data, GDestroyNotify notify)
{
  g_source_set_callback (source, func, data, notify);
  g_source_attach (source, self->context);
  g_source_unref (source);
  return source;
}

static gboolean
stop_cb (gpointer data)
{
  TlServer *self = data;
  Stopping *stopping;

  if (self->stopping)
    return G_SOURCE_CONTINUE;
  self->stopping = TRUE;
  _tl_web_log ("info", "stop", NULL);
  _tl_connections_stop (self->connections, IDLE_GRACE);
  stopping = g_new0 (Stopping, 1);
  stopping->server = self;
  stopping->until = g_get_monotonic_time () + STOP_SECONDS * G_USEC_PER_SEC;
  attach (self, g_timeout_source_new (STOP_POLL_MS), stopped_cb, stopping, g_free);
  return G_SOURCE_CONTINUE;
}

gboolean
tl_server_run (TlServer *self, GError **error)
{
  g_autoptr (GError) fault = NULL;
  g_autoptr (GSocket) socket = take_passed (&fault);
  g_autofree char *url = NULL;
  GSource *signals[2];

  raise_file_limit ();
  if (socket == NULL && fault == NULL)
    socket = listen_on (self->settings, &fault);
  if (socket == NULL)
    {
      g_propagate_error (error, g_steal_pointer (&fault));
      return FALSE;
    }
  url = name_itself (self->settings, socket, error);
  if (url == NULL)
    return FALSE;
  g_main_context_push_thread_default (self->context);
  signals[0] = attach (self, g_unix_signal_source_new (SIGTERM), stop_cb, self, NULL);
  signals[1] = attach (self, g_unix_signal_source_new (SIGINT), stop_cb, self, NULL);
  _tl_connections_listen (self->connections, socket);
  g_clear_object (&socket);
  _tl_web_log ("info", "start", TL_VERSION);
  if (printf ("troly-server: listening on %s\n", url) < 0 || fflush (stdout) != 0)
    _tl_web_log ("warning", "start", "standard output cannot be written");
  g_main_loop_run (self->loop);
  g_source_destroy (signals[0]);
  g_source_destroy (signals[1]);
  g_main_context_pop_thread_default (self->context);
  return TRUE;
}

void
tl_server_free (TlServer *self)
{
  if (self->workers != NULL)
    g_thread_pool_free (self->workers, FALSE, TRUE);
  /* Answers that the last workers have handed over. */
  while (self->loop != NULL && self->n_jobs > 0)
    g_main_context_iteration (self->context, TRUE);
  if (self->soup != NULL)
    soup_server_disconnect (self->soup);
  g_clear_object (&self->soup);
  if (self->silent >= 0)
    close (self->silent);
  g_clear_pointer (&self->connections, _tl_connections_free);
  g_clear_pointer (&self->loop, g_main_loop_unref);
  g_clear_pointer (&self->context, g_main_context_unref);
  g_clear_pointer (&self->by_address, _tl_rates_free);
  g_clear_pointer (&self->by_device, _tl_rates_free);
  g_clear_pointer (&self->metrics, _tl_metrics_free);
  g_mutex_clear (&self->together_lock);
  g_clear_object (&self->library);
  g_clear_pointer (&self->provider, tl_provider_free);
  g_clear_pointer (&self->pool, tl_sql_pool_free);
  g_clear_pointer (&self->settings, tl_server_settings_free);
  g_free (self);
}
