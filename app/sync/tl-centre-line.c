/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One request to the centre at a time: bounded in time and in bytes. */
#include "config.h"

#include <libsoup/soup.h>
#include <string.h>

#include "sync/tl-centre-private.h"

#define MAX_ANSWER (1024 * 1024)
#define PIECE      (32 * 1024)
#define TIMEOUT_MS 60000
#define MAX_RETRY  (24 * 60 * 60)

struct _TlCentreLine
{
  char *server;
  char *proxy;
  char *proxy_user;
  char *proxy_password;
  GTlsDatabase *authorities;
  guint timeout_ms;

  /* A session belongs to the thread that asks. */
  GMainContext *context;
  SoupSession *session;
  GThread *thread;
};

/* What is under way. */
typedef struct
{
  GCancellable *inner;
  GInputStream *stream;
  gssize n;
  gboolean done;
  gboolean late;
  GError *error;
} Asking;

void
_tl_centre_answer_clear (TlCentreAnswer *self)
{
  g_clear_pointer (&self->body, g_free);
  g_clear_pointer (&self->etag, g_free);
}

static void
drop_session (TlCentreLine *self)
{
  if (self->session != NULL)
    soup_session_abort (self->session);
  g_clear_object (&self->session);
  g_clear_pointer (&self->context, g_main_context_unref);
}

void
_tl_centre_line_free (TlCentreLine *self)
{
  if (self == NULL)
    return;
  drop_session (self);
  g_clear_object (&self->authorities);
  g_free (self->server);
  g_free (self->proxy);
  g_free (self->proxy_user);
  g_free (self->proxy_password);
  g_free (self);
}

TlCentreLine *
_tl_centre_line_new (const TlCentrePolicy *policy,
                     const char *server,
                     guint timeout_ms,
                     GError **error)
{
  TlCentreLine *self = g_new0 (TlCentreLine, 1);

  self->server = g_strdup (server);
  self->proxy = g_strdup (policy->proxy);
  self->proxy_user = g_strdup (policy->proxy_user);
  self->proxy_password = g_strdup (policy->proxy_password);
  self->timeout_ms = timeout_ms > 0 ? timeout_ms : TIMEOUT_MS;
  if (policy->ca_file == NULL)
    return self;
  {
    g_autofree char *path = g_canonicalize_filename (policy->ca_file, NULL);

    self->authorities = g_tls_file_database_new (path, error);
    if (self->authorities != NULL)
      return self;
    g_prefix_error (error, "%s: ", path);
  }
  _tl_centre_line_free (self);
  return NULL;
}

static void
make_session (TlCentreLine *self)
{
  drop_session (self);
  self->context = g_main_context_new ();
  self->thread = g_thread_self ();
  g_main_context_push_thread_default (self->context);
  self->session = soup_session_new_with_options ("user-agent", "troly/" TL_VERSION,
                                                 "max-conns-per-host", 1, NULL);
  g_main_context_pop_thread_default (self->context);
  if (self->proxy == NULL)
    return;
  {
    g_autoptr (GProxyResolver) resolver = strcmp (self->proxy, "none") != 0
                                              ? g_simple_proxy_resolver_new (self->proxy, NULL)
                                              : NULL;

    soup_session_set_proxy_resolver (self->session, resolver);
  }
}

/* Only a proxy is given a password. */
static gboolean
on_authenticate (SoupMessage *message, SoupAuth *auth, gboolean retrying, gpointer data)
{
  TlCentreLine *self = data;

  if (retrying || !soup_auth_is_for_proxy (auth) || self->proxy_user == NULL)
    return FALSE;
  soup_auth_authenticate (auth, self->proxy_user,
                          self->proxy_password != NULL ? self->proxy_password : "");
  return TRUE;
}

/* What the system does not trust may be of an authority of the court. */
static gboolean
on_certificate (SoupMessage *message,
                GTlsCertificate *certificate,
                GTlsCertificateFlags errors,
                gpointer data)
{
  TlCentreLine *self = data;
  GUri *uri = soup_message_get_uri (message);
  g_autoptr (GSocketConnectable) identity = NULL;

  if (self->authorities == NULL)
    return FALSE;
  identity = g_network_address_new (g_uri_get_host (uri), (guint16)g_uri_get_port (uri));
  return g_tls_database_verify_chain (self->authorities, certificate,
                                      G_TLS_DATABASE_PURPOSE_AUTHENTICATE_SERVER, identity, NULL,
                                      G_TLS_DATABASE_VERIFY_NONE, NULL, NULL)
         == 0;
}

static gboolean
on_late (gpointer data)
{
  Asking *asking = data;

  asking->late = TRUE;
  g_cancellable_cancel (asking->inner);
  return G_SOURCE_CONTINUE;
}

static void
on_cancelled (GCancellable *cancellable, gpointer data)
{
  g_cancellable_cancel (data);
}

static void
got_head (GObject *object, GAsyncResult *result, gpointer data)
{
  Asking *asking = data;

  asking->stream = soup_session_send_finish (SOUP_SESSION (object), result, &asking->error);
  asking->done = TRUE;
}

static void
got_bytes (GObject *object, GAsyncResult *result, gpointer data)
{
  Asking *asking = data;

  asking->n = g_input_stream_read_finish (G_INPUT_STREAM (object), result, &asking->error);
  asking->done = TRUE;
}

static void
wait_for (TlCentreLine *self, Asking *asking)
{
  while (!asking->done)
    g_main_context_iteration (self->context, TRUE);
  asking->done = FALSE;
}

static SoupMessage *
make_message (TlCentreLine *self, const TlCentreRequest *request)
{
  g_autofree char *url = g_strconcat (self->server, request->path, NULL);
  SoupMessage *message = soup_message_new (request->method, url);
  SoupMessageHeaders *headers;

  if (message == NULL)
    return NULL;
  headers = soup_message_get_request_headers (message);
  /* A kept connection that was closed meanwhile makes libsoup 3.2 send a PUT again without its
   * body. */
  soup_message_add_flags (message, SOUP_MESSAGE_NO_REDIRECT | SOUP_MESSAGE_NEW_CONNECTION);
  g_signal_connect (message, "authenticate", G_CALLBACK (on_authenticate), self);
  g_signal_connect (message, "accept-certificate", G_CALLBACK (on_certificate), self);
  if (request->body != NULL)
    {
      g_autoptr (GBytes) bytes = g_bytes_new (request->body, strlen (request->body));

      soup_message_set_request_body_from_bytes (
          message, request->type != NULL ? request->type : "application/json", bytes);
    }
  if (request->token != NULL)
    {
      g_autofree char *value = g_strconcat ("Bearer ", request->token, NULL);

      soup_message_headers_replace (headers, "Authorization", value);
    }
  if (request->etag != NULL)
    soup_message_headers_replace (headers, "If-None-Match", request->etag);
  return message;
}

/* Seconds, or a date; what is out of reason is bounded by who uses it. */
static gint64
read_retry (SoupMessageHeaders *headers)
{
  const char *text = soup_message_headers_get_one (headers, "Retry-After");
  g_autoptr (GDateTime) date = NULL;
  g_autoptr (GDateTime) now = NULL;
  guint64 seconds;

  if (text == NULL)
    return 0;
  if (g_ascii_string_to_unsigned (text, 10, 0, MAX_RETRY, &seconds, NULL))
    return (gint64)seconds * 1000;
  date = soup_date_time_new_from_http_string (text);
  if (date == NULL)
    return 0;
  now = g_date_time_new_now_utc ();
  return CLAMP (g_date_time_difference (date, now) / 1000, 0, MAX_RETRY * 1000LL);
}

static gboolean
read_answer (TlCentreLine *self, Asking *asking, TlCentreAnswer *answer)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autofree guint8 *piece = g_malloc (PIECE);

  for (;;)
    {
      g_input_stream_read_async (asking->stream, piece, PIECE, G_PRIORITY_DEFAULT, asking->inner,
                                 got_bytes, asking);
      wait_for (self, asking);
      if (asking->n < 0)
        return FALSE;
      if (asking->n == 0)
        break;
      if (bytes->len + (gsize)asking->n > MAX_ANSWER)
        {
          g_set_error_literal (&asking->error, TL_CENTRE_ERROR, TL_CENTRE_ERROR_ANSWER,
                               "the answer is too long");
          return FALSE;
        }
      g_byte_array_append (bytes, piece, (guint)asking->n);
    }
  answer->length = bytes->len;
  g_byte_array_append (bytes, (const guint8 *)"", 1);
  answer->body = (char *)g_byte_array_free (g_steal_pointer (&bytes), FALSE);
  return TRUE;
}

/* Takes asking->error. What a library says may name addresses, but never a body or a password. */
static gboolean
fail (Asking *asking, GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) cause = g_steal_pointer (&asking->error);

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  if (asking->late)
    g_set_error_literal (error, TL_CENTRE_ERROR, TL_CENTRE_ERROR_OFFLINE, "no answer in time");
  else if (cause != NULL && cause->domain == TL_CENTRE_ERROR)
    g_propagate_error (error, g_steal_pointer (&cause));
  else if (cause != NULL && cause->domain == G_TLS_ERROR && cause->code != G_TLS_ERROR_EOF)
    g_set_error_literal (error, TL_CENTRE_ERROR, TL_CENTRE_ERROR_CERTIFICATE, cause->message);
  else
    g_set_error_literal (error, TL_CENTRE_ERROR, TL_CENTRE_ERROR_OFFLINE,
                         cause != NULL ? cause->message : "broken off");
  return FALSE;
}

static gboolean
ask (TlCentreLine *self, SoupMessage *message, Asking *asking, TlCentreAnswer *answer)
{
  SoupMessageHeaders *headers = soup_message_get_response_headers (message);

  soup_session_send_async (self->session, message, G_PRIORITY_DEFAULT, asking->inner, got_head,
                           asking);
  wait_for (self, asking);
  if (asking->stream == NULL)
    return FALSE;
  answer->status = soup_message_get_status (message);
  answer->etag = g_strdup (soup_message_headers_get_one (headers, "ETag"));
  answer->retry = read_retry (headers);
  return read_answer (self, asking, answer);
}

gboolean
_tl_centre_line_ask (TlCentreLine *self,
                     const TlCentreRequest *request,
                     TlCentreAnswer *answer,
                     GCancellable *cancellable,
                     GError **error)
{
  g_autoptr (SoupMessage) message = NULL;
  g_autoptr (GCancellable) inner = g_cancellable_new ();
  g_autoptr (GSource) timer = g_timeout_source_new (self->timeout_ms);
  Asking asking = { .inner = inner };
  gulong handler = 0;
  gboolean ok;

  memset (answer, 0, sizeof *answer);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  if (self->session == NULL || self->thread != g_thread_self ())
    make_session (self);
  g_main_context_push_thread_default (self->context);
  message = make_message (self, request);
  if (message == NULL)
    {
      g_main_context_pop_thread_default (self->context);
      g_set_error_literal (error, TL_CENTRE_ERROR, TL_CENTRE_ERROR_REJECTED, "no address");
      return FALSE;
    }
  g_source_set_callback (timer, on_late, &asking, NULL);
  g_source_attach (timer, self->context);
  if (cancellable != NULL)
    handler = g_cancellable_connect (cancellable, G_CALLBACK (on_cancelled), inner, NULL);
  ok = ask (self, message, &asking, answer);
  g_source_destroy (timer);
  /* What was not read to its end must not be taken for the next answer. */
  if (!ok)
    {
      soup_session_abort (self->session);
      _tl_centre_answer_clear (answer);
    }
  g_clear_object (&asking.stream);
  g_clear_object (&message);
  while (g_main_context_iteration (self->context, FALSE))
    ;
  g_main_context_pop_thread_default (self->context);
  if (handler != 0)
    g_cancellable_disconnect (cancellable, handler);
  if (!ok)
    return fail (&asking, cancellable, error);
  return TRUE;
}
