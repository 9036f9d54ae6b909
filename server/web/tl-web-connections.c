/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "tl-web-private.h"

#include <netinet/in.h>
#include <netinet/tcp.h>

#include "tl-web-stream.h"

#define ACCEPT_AT_ONCE 64
#define SWEEP_MS       500
#define MOST_REQUESTS  1000 /* of one connection */
#define STOP_SECONDS   1    /* that a kept connection gets for one more, while we stop */
#define KEY            "tl-connection"

/* libsoup sets no bound on how slowly somebody may send: every step of a request has its end here.
 * A connection lives as long as libsoup keeps its stream. */
typedef struct
{
  TlConnections *owner;
  GSocket *socket;
  GSocketAddress *remote; /* by which a message finds it */
  TlWebInput *input;
  gint64 until;    /* monotonic; 0: it is our turn */
  gboolean waits;  /* for the headers of a request */
  gboolean begun;  /* something of them has come */
  guint n_answers; /* that were begun */
  GList link;
} Connection;

struct _TlConnections
{
  TlServer *server;
  SoupServer *soup;
  GPtrArray *sockets; /* GSocket: those that listen */
  GPtrArray *sources; /* GSource */
  GQueue open;        /* Connection, the oldest first */
  GSource *sweep;
};

static void
close_slow (Connection *connection)
{
  /* libsoup sees the end of the stream and takes it apart. */
  g_socket_shutdown (connection->socket, TRUE, TRUE, NULL);
  connection->until = 0;
}

static void
stream_gone_cb (gpointer data, GObject *stream)
{
  Connection *connection = data;

  g_queue_unlink (&connection->owner->open, &connection->link);
  _tl_metrics_add (connection->owner->server->metrics, TL_METRIC_CONNECTIONS, -1);
  g_object_set_data (G_OBJECT (connection->remote), KEY, NULL);
  _tl_web_input_forget (connection->input);
  g_object_unref (connection->input);
  g_object_unref (connection->remote);
  g_object_unref (connection->socket);
  g_free (connection);
}

/* A connection that was kept may be silent for long; a request that began may not. */
static gboolean
came_cb (gpointer data, gssize n)
{
  Connection *connection = data;

  if (n > 0 && connection->waits && !connection->begun)
    {
      connection->begun = TRUE;
      connection->until
          = g_get_monotonic_time ()
            + (gint64)connection->owner->server->settings->header_seconds * G_USEC_PER_SEC;
    }
  return connection->waits;
}

/* Whoever waits longest with nothing to say makes room. */
static void
make_room (TlConnections *self)
{
  guint most = self->server->settings->max_connections;

  for (GList *l = self->open.head; l != NULL && self->open.length >= most; l = l->next)
    {
      Connection *connection = l->data;

      if (!connection->waits || connection->until == 0)
        continue;
      _tl_metrics_add (self->server->metrics, TL_METRIC_TIMED_OUT, 1);
      close_slow (connection);
      return;
    }
}

static void
take_in (TlConnections *self, GSocket *socket)
{
  g_autoptr (GSocketConnection) base = g_socket_connection_factory_create_connection (socket);
  g_autoptr (GIOStream) stream = NULL;
  g_autoptr (GSocketAddress) local = g_socket_get_local_address (socket, NULL);
  g_autoptr (GSocketAddress) remote = g_socket_get_remote_address (socket, NULL);
  g_autoptr (GError) error = NULL;
  Connection *connection;

  if (remote == NULL)
    return; /* gone already */
  make_room (self);
  connection = g_new0 (Connection, 1);
  connection->owner = self;
  connection->socket = g_object_ref (socket);
  connection->remote = g_object_ref (remote);
  stream = _tl_web_stream_new (base, came_cb, connection, &connection->input);
  connection->waits = TRUE;
  connection->until
      = g_get_monotonic_time () + (gint64)self->server->settings->header_seconds * G_USEC_PER_SEC;
  connection->link.data = connection;
  g_queue_push_tail_link (&self->open, &connection->link);
  g_object_weak_ref (G_OBJECT (stream), stream_gone_cb, connection);
  g_object_set_data (G_OBJECT (remote), KEY, connection);
  _tl_metrics_add (self->server->metrics, TL_METRIC_CONNECTIONS, 1);
  g_socket_set_option (socket, IPPROTO_TCP, TCP_NODELAY, 1, NULL);
  if (!soup_server_accept_iostream (self->soup, stream, local, remote, &error))
    _tl_web_log ("error", "accept", error->message);
}

static gboolean
accept_cb (GSocket *listener, GIOCondition condition, gpointer data)
{
  for (guint i = 0; i < ACCEPT_AT_ONCE; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GSocket) socket = g_socket_accept (listener, NULL, &error);

      if (socket != NULL)
        {
          g_socket_set_blocking (socket, FALSE);
          take_in (data, socket);
          continue;
        }
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_WOULD_BLOCK))
        _tl_web_log ("error", "accept", error->message);
      break;
    }
  return G_SOURCE_CONTINUE;
}

static gboolean
sweep_cb (gpointer data)
{
  TlConnections *self = data;
  gint64 now = g_get_monotonic_time ();

  for (GList *l = self->open.head; l != NULL; l = l->next)
    {
      Connection *connection = l->data;

      if (connection->until == 0 || connection->until > now)
        continue;
      _tl_metrics_add (self->server->metrics, TL_METRIC_TIMED_OUT, 1);
      close_slow (connection);
    }
  return G_SOURCE_CONTINUE;
}

TlConnections *
_tl_connections_new (TlServer *server, SoupServer *soup)
{
  TlConnections *self = g_new0 (TlConnections, 1);

  self->server = server;
  self->soup = soup;
  self->sockets = g_ptr_array_new_with_free_func (g_object_unref);
  self->sources = g_ptr_array_new_with_free_func ((GDestroyNotify)g_source_unref);
  g_queue_init (&self->open);
  self->sweep = g_timeout_source_new (SWEEP_MS);
  g_source_set_callback (self->sweep, sweep_cb, self, NULL);
  g_source_attach (self->sweep, server->context);
  return self;
}

void
_tl_connections_listen (TlConnections *self, GSocket *socket)
{
  GSource *source;

  g_socket_set_blocking (socket, FALSE);
  source = g_socket_create_source (socket, G_IO_IN, NULL);
  g_source_set_callback (source, G_SOURCE_FUNC (accept_cb), self, NULL);
  g_source_attach (source, self->server->context);
  g_ptr_array_add (self->sockets, g_object_ref (socket));
  g_ptr_array_add (self->sources, source);
}

void
_tl_connections_expect (TlConnections *self, GSocketAddress *remote, guint seconds)
{
  Connection *connection = remote != NULL ? g_object_get_data (G_OBJECT (remote), KEY) : NULL;

  if (connection == NULL)
    return;
  connection->waits = FALSE;
  connection->until = seconds > 0 ? g_get_monotonic_time () + (gint64)seconds * G_USEC_PER_SEC : 0;
}

gboolean
_tl_connections_begin_answer (TlConnections *self, GSocketAddress *remote)
{
  Connection *connection = remote != NULL ? g_object_get_data (G_OBJECT (remote), KEY) : NULL;

  return connection != NULL && !self->server->stopping && ++connection->n_answers < MOST_REQUESTS;
}

void
_tl_connections_end_answer (TlConnections *self, GSocketAddress *remote)
{
  Connection *connection = remote != NULL ? g_object_get_data (G_OBJECT (remote), KEY) : NULL;
  guint seconds = self->server->stopping ? STOP_SECONDS : self->server->settings->idle_seconds;

  if (connection == NULL)
    return;
  g_socket_set_option (connection->socket, IPPROTO_TCP, TCP_CORK, 0, NULL);
  connection->waits = TRUE;
  connection->begun = FALSE;
  connection->until = g_get_monotonic_time () + (gint64)seconds * G_USEC_PER_SEC;
  /* make_room() looks for who waits longest from the head. */
  g_queue_unlink (&self->open, &connection->link);
  g_queue_push_tail_link (&self->open, &connection->link);
}

void
_tl_connections_cut (TlConnections *self, GSocketAddress *remote)
{
  Connection *connection = remote != NULL ? g_object_get_data (G_OBJECT (remote), KEY) : NULL;

  if (connection != NULL)
    close_slow (connection);
}

void
_tl_connections_stop (TlConnections *self, guint seconds)
{
  gint64 until = g_get_monotonic_time () + (gint64)seconds * G_USEC_PER_SEC;

  for (guint i = 0; i < self->sources->len; i++)
    g_source_destroy (g_ptr_array_index (self->sources, i));
  g_ptr_array_set_size (self->sources, 0);
  /* Closing what we listen on would lose connections that the system has taken for us, unless
   * another process holds the same socket, which then takes them. */
  for (guint i = 0; i < self->sockets->len; i++)
    accept_cb (g_ptr_array_index (self->sockets, i), G_IO_IN, self);
  g_ptr_array_set_size (self->sockets, 0);
  for (GList *l = self->open.head; l != NULL; l = l->next)
    {
      Connection *connection = l->data;

      if (connection->waits && connection->until > 0)
        connection->until = MIN (connection->until, until);
    }
}

guint
_tl_connections_count (TlConnections *self)
{
  return self->open.length;
}

void
_tl_connections_free (TlConnections *self)
{
  _tl_connections_stop (self, 0);
  g_source_destroy (self->sweep);
  g_source_unref (self->sweep);
  g_ptr_array_unref (self->sockets);
  g_ptr_array_unref (self->sources);
  g_free (self);
}
