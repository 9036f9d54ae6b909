/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sync/tl-http-source.h"

#include <libsoup/soup.h>
#include <string.h>

#include "release/tl-release-error.h"

#define PIECE        (128 * 1024)
#define MAX_RESTARTS 7
#define STALL_MS     30000
#define SLOW_BYTES   200
#define TICK_MS      100

#define TL_TYPE_HTTP_SOURCE (tl_http_source_get_type ())
G_DECLARE_FINAL_TYPE (TlHttpSource, tl_http_source, TL, HTTP_SOURCE, GObject)

struct _TlHttpSource
{
  GObject parent_instance;

  char *base; /* ends with "/", holds no password */
  char *user;
  char *password;
  char *proxy;
  char *proxy_user;
  char *proxy_password;
  GTlsDatabase *authorities;
  guint stall_ms;
  guint slow_bytes;

  /* A session belongs to the thread that reads. */
  GMainContext *context;
  SoupSession *session;
  GThread *thread;
};

/* One reading. Only time that is spent waiting for the source counts against it. */
typedef struct
{
  TlHttpSource *source;
  GCancellable *inner;
  SoupMessage *message;
  GInputStream *stream;
  gssize n;
  gboolean done;
  GError *error;
  gint64 since;  /* of this waiting */
  gint64 waited; /* in this window, without the present waiting */
  guint64 bytes; /* in this window */
  guint restarts;
  const char *why; /* the watch ended it */
} Reading;

static void tl_http_source_iface_init (TlSourceInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (TlHttpSource,
                               tl_http_source,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (TL_TYPE_SOURCE, tl_http_source_iface_init))

static void
drop_session (TlHttpSource *self)
{
  if (self->session != NULL)
    soup_session_abort (self->session);
  g_clear_object (&self->session);
  g_clear_pointer (&self->context, g_main_context_unref);
}

static void
tl_http_source_finalize (GObject *object)
{
  TlHttpSource *self = TL_HTTP_SOURCE (object);

  drop_session (self);
  g_clear_object (&self->authorities);
  g_free (self->base);
  g_free (self->user);
  g_free (self->password);
  g_free (self->proxy);
  g_free (self->proxy_user);
  g_free (self->proxy_password);
  G_OBJECT_CLASS (tl_http_source_parent_class)->finalize (object);
}

static void
tl_http_source_class_init (TlHttpSourceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tl_http_source_finalize;
}

static void
tl_http_source_init (TlHttpSource *self)
{
}

static void
make_session (TlHttpSource *self)
{
  g_autoptr (GProxyResolver) resolver = NULL;

  drop_session (self);
  self->context = g_main_context_new ();
  self->thread = g_thread_self ();
  g_main_context_push_thread_default (self->context);
  self->session = soup_session_new_with_options ("user-agent", "troly/" TL_VERSION,
                                                 "max-conns-per-host", 1, NULL);
  g_main_context_pop_thread_default (self->context);
  /* Bytes are what the digest is of: nothing may be unpacked on the way. */
  soup_session_remove_feature_by_type (self->session, SOUP_TYPE_CONTENT_DECODER);
  if (self->proxy == NULL)
    return;
  if (strcmp (self->proxy, "none") != 0)
    resolver = g_simple_proxy_resolver_new (self->proxy, NULL);
  soup_session_set_proxy_resolver (self->session, resolver);
}

static void
keep_watch (Reading *reading)
{
  TlHttpSource *self = reading->source;
  gint64 now = g_get_monotonic_time ();
  gint64 window = (gint64)self->stall_ms * 1000;
  gint64 waited = reading->waited + now - reading->since;

  if (now - reading->since > window)
    reading->why = "sends nothing any more";
  else if (waited > window)
    {
      if (reading->bytes < (guint64)self->slow_bytes * self->stall_ms / 1000)
        reading->why = "sends too slowly";
      reading->waited = reading->since - now;
      reading->bytes = 0;
    }
  if (reading->why != NULL)
    g_cancellable_cancel (reading->inner);
}

static gboolean
watch_tick (gpointer data)
{
  keep_watch (data);
  return G_SOURCE_CONTINUE;
}

static void
wait_for (Reading *reading)
{
  TlHttpSource *self = reading->source;

  reading->since = g_get_monotonic_time ();
  while (!reading->done)
    g_main_context_iteration (self->context, TRUE);
  reading->done = FALSE;
  reading->waited += g_get_monotonic_time () - reading->since;
}

static void
got_head (GObject *object, GAsyncResult *result, gpointer data)
{
  Reading *reading = data;

  reading->stream = soup_session_send_finish (SOUP_SESSION (object), result, &reading->error);
  reading->done = TRUE;
}

static void
got_bytes (GObject *object, GAsyncResult *result, gpointer data)
{
  Reading *reading = data;

  reading->n = g_input_stream_read_finish (G_INPUT_STREAM (object), result, &reading->error);
  reading->done = TRUE;
}

static gboolean
on_authenticate (SoupMessage *message, SoupAuth *auth, gboolean retrying, gpointer data)
{
  TlHttpSource *self = data;
  const char *user = soup_auth_is_for_proxy (auth) ? self->proxy_user : self->user;
  const char *password = soup_auth_is_for_proxy (auth) ? self->proxy_password : self->password;

  if (retrying || user == NULL)
    return FALSE;
  soup_auth_authenticate (auth, user, password != NULL ? password : "");
  return TRUE;
}

/* What the system does not trust may be of an authority of the court. */
static gboolean
on_certificate (SoupMessage *message,
                GTlsCertificate *certificate,
                GTlsCertificateFlags errors,
                gpointer data)
{
  TlHttpSource *self = data;
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

static void
on_restarted (SoupMessage *message, gpointer data)
{
  Reading *reading = data;
  gboolean was_https = g_str_has_prefix (reading->source->base, "https:");

  /* What is sent again with a password counts too. */
  if (++reading->restarts > MAX_RESTARTS)
    reading->why = "redirects without end";
  else if (was_https && strcmp (g_uri_get_scheme (soup_message_get_uri (message)), "https") != 0)
    reading->why = "redirects to an address that is not secure";
  if (reading->why != NULL)
    g_cancellable_cancel (reading->inner);
}

static TlReleaseError
code_of (const GError *error)
{
  if (error->domain == G_TLS_ERROR && error->code != G_TLS_ERROR_EOF)
    return TL_RELEASE_ERROR_REFUSED;
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_PROXY_AUTH_FAILED)
      || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_PROXY_NEED_AUTH))
    return TL_RELEASE_ERROR_REFUSED;
  return TL_RELEASE_ERROR_SOURCE;
}

static gboolean
holds_secret (TlHttpSource *self, const char *text)
{
  return (self->password != NULL && *self->password != '\0'
          && strstr (text, self->password) != NULL)
         || (self->proxy_password != NULL && *self->proxy_password != '\0'
             && strstr (text, self->proxy_password) != NULL);
}

/* Takes reading->error. */
static gboolean
fail_reading (Reading *reading, const char *name, GCancellable *cancellable, GError **error)
{
  TlHttpSource *self = reading->source;
  g_autoptr (GError) cause = g_steal_pointer (&reading->error);

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  g_set_error (error, TL_RELEASE_ERROR,
               reading->why != NULL || cause == NULL ? TL_RELEASE_ERROR_SOURCE : code_of (cause),
               "%s%s: %s", self->base, name,
               reading->why != NULL                                   ? reading->why
               : cause == NULL || holds_secret (self, cause->message) ? "could not be read"
                                                                      : cause->message);
  return FALSE;
}

static gboolean
fail_status (TlHttpSource *self, const char *name, guint status, GError **error)
{
  TlReleaseError code = TL_RELEASE_ERROR_SOURCE;
  const char *what = "answers";

  if (status == SOUP_STATUS_NOT_FOUND || status == SOUP_STATUS_GONE)
    code = TL_RELEASE_ERROR_MISSING;
  else if (status == SOUP_STATUS_UNAUTHORIZED || status == SOUP_STATUS_FORBIDDEN
           || status == SOUP_STATUS_PROXY_UNAUTHORIZED)
    code = TL_RELEASE_ERROR_REFUSED;
  else if (status == SOUP_STATUS_REQUESTED_RANGE_NOT_SATISFIABLE)
    code = TL_RELEASE_ERROR_SIZE;
  if (status == SOUP_STATUS_PROXY_UNAUTHORIZED)
    what = "the proxy asks for a password: answers";
  g_set_error (error, TL_RELEASE_ERROR, code, "%s%s: %s %u", self->base, name, what, status);
  return FALSE;
}

/* @skip: bytes that come and were not asked for. */
static gboolean
check_head (Reading *reading, const char *name, guint64 offset, guint64 *skip, GError **error)
{
  SoupMessageHeaders *headers = soup_message_get_response_headers (reading->message);
  guint status = soup_message_get_status (reading->message);
  goffset start = 0;
  goffset end;
  goffset total;

  *skip = 0;
  if (status == SOUP_STATUS_NOT_MODIFIED)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_EXISTS, "%s%s: unchanged", reading->source->base,
                   name);
      return FALSE;
    }
  if (status == SOUP_STATUS_OK)
    {
      *skip = offset;
      return TRUE;
    }
  if (status != SOUP_STATUS_PARTIAL_CONTENT)
    return fail_status (reading->source, name, status, error);
  if (offset > 0 && soup_message_headers_get_content_range (headers, &start, &end, &total)
      && start == (goffset)offset)
    return TRUE;
  g_set_error (error, TL_RELEASE_ERROR, TL_RELEASE_ERROR_SOURCE,
               "%s%s: answers with another part than was asked for", reading->source->base, name);
  return FALSE;
}

static gboolean
read_body (Reading *reading,
           const char *name,
           guint64 skip,
           guint64 limit,
           TlSourceSink sink,
           gpointer user_data,
           GCancellable *cancellable,
           GError **error)
{
  g_autofree guint8 *piece = g_malloc (PIECE);
  guint64 taken = 0;

  for (;;)
    {
      const guint8 *bytes = piece;
      guint64 n;

      g_input_stream_read_async (reading->stream, piece, PIECE, G_PRIORITY_DEFAULT, reading->inner,
                                 got_bytes, reading);
      wait_for (reading);
      if (reading->n < 0)
        return fail_reading (reading, name, cancellable, error);
      if (reading->n == 0)
        return TRUE;
      n = (guint64)reading->n;
      reading->bytes += n;
      bytes += MIN (skip, n);
      n -= MIN (skip, n);
      skip -= MIN (skip, (guint64)reading->n);
      if (n > limit - taken)
        {
          g_set_error (error, TL_RELEASE_ERROR, TL_RELEASE_ERROR_SIZE,
                       "%s%s: is longer than it may be", reading->source->base, name);
          return FALSE;
        }
      taken += n;
      if (n > 0 && !sink (bytes, (gsize)n, user_data, error))
        return FALSE;
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
    }
}

static SoupMessage *
make_message (Reading *reading, const char *name, guint64 offset, const char *tag)
{
  TlHttpSource *self = reading->source;
  g_autofree char *url = g_strconcat (self->base, name, NULL);
  SoupMessage *message = soup_message_new (SOUP_METHOD_GET, url);
  SoupMessageHeaders *headers = soup_message_get_request_headers (message);

  soup_message_headers_append (headers, "Accept-Encoding", "identity");
  if (offset > 0)
    soup_message_headers_set_range (headers, (goffset)offset, -1);
  if (tag != NULL)
    soup_message_headers_append (headers, "If-None-Match", tag);
  g_signal_connect (message, "authenticate", G_CALLBACK (on_authenticate), self);
  g_signal_connect (message, "accept-certificate", G_CALLBACK (on_certificate), self);
  g_signal_connect (message, "restarted", G_CALLBACK (on_restarted), reading);
  return message;
}

static void
take_tag (Reading *reading, char **tag)
{
  const char *value
      = soup_message_headers_get_one (soup_message_get_response_headers (reading->message), "ETag");

  if (tag == NULL)
    return;
  g_free (*tag);
  *tag = value != NULL && strlen (value) <= 200 ? g_strdup (value) : NULL;
}

static void
cancel_inner (GCancellable *outer, gpointer inner)
{
  g_cancellable_cancel (inner);
}

static gboolean
http_read (TlSource *source,
           const char *name,
           guint64 offset,
           guint64 limit,
           char **tag,
           TlSourceSink sink,
           gpointer user_data,
           GCancellable *cancellable,
           GError **error)
{
  TlHttpSource *self = TL_HTTP_SOURCE (source);
  g_autoptr (GCancellable) inner = g_cancellable_new ();
  Reading reading = { .source = self, .inner = inner };
  g_autoptr (GSource) watch = g_timeout_source_new (TICK_MS);
  gulong handler = cancellable != NULL
                       ? g_cancellable_connect (cancellable, G_CALLBACK (cancel_inner), inner, NULL)
                       : 0;
  gboolean ok = FALSE;
  guint64 skip;

  if (self->session == NULL || self->thread != g_thread_self ())
    make_session (self);
  g_main_context_push_thread_default (self->context);
  g_source_set_callback (watch, watch_tick, &reading, NULL);
  g_source_attach (watch, self->context);
  reading.message = make_message (&reading, name, offset, tag != NULL ? *tag : NULL);
  soup_session_send_async (self->session, reading.message, G_PRIORITY_DEFAULT, inner, got_head,
                           &reading);
  wait_for (&reading);
  if (reading.stream == NULL || reading.why != NULL)
    fail_reading (&reading, name, cancellable, error);
  else if (check_head (&reading, name, offset, &skip, error))
    {
      take_tag (&reading, tag);
      ok = read_body (&reading, name, skip, limit, sink, user_data, cancellable, error);
    }
  g_source_destroy (watch);
  g_clear_error (&reading.error);
  /* A body that was not read to its end must not hold the connection of the next file. */
  if (!ok)
    soup_session_abort (self->session);
  g_clear_object (&reading.stream);
  g_signal_handlers_disconnect_by_data (reading.message, &reading);
  g_clear_object (&reading.message);
  while (g_main_context_iteration (self->context, FALSE))
    ;
  g_main_context_pop_thread_default (self->context);
  if (handler != 0)
    g_cancellable_disconnect (cancellable, handler);
  return ok;
}

static char *
http_describe (TlSource *source)
{
  return g_strdup (TL_HTTP_SOURCE (source)->base);
}

static void
tl_http_source_iface_init (TlSourceInterface *iface)
{
  iface->read = http_read;
  iface->describe = http_describe;
}

static gboolean
take_url (TlHttpSource *self, const char *url, GError **error)
{
  g_autoptr (GUri) uri
      = g_uri_parse (url, G_URI_FLAGS_HAS_PASSWORD | G_URI_FLAGS_ENCODED_PATH, NULL);
  const char *path;

  if (uri == NULL || g_uri_get_host (uri) == NULL || *g_uri_get_host (uri) == '\0'
      || (strcmp (g_uri_get_scheme (uri), "http") != 0
          && strcmp (g_uri_get_scheme (uri), "https") != 0))
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                           "this is no address of a host (http:// or https://)");
      return FALSE;
    }
  path = g_uri_get_path (uri);
  self->user = g_strdup (g_uri_get_user (uri));
  self->password = g_strdup (g_uri_get_password (uri));
  self->base = g_uri_join (G_URI_FLAGS_ENCODED_PATH, g_uri_get_scheme (uri), NULL,
                           g_uri_get_host (uri), g_uri_get_port (uri), path, NULL, NULL);
  if (!g_str_has_suffix (self->base, "/"))
    {
      char *with = g_strconcat (self->base, "/", NULL);
      g_free (self->base);
      self->base = with;
    }
  return TRUE;
}

TlSource *
tl_http_source_new (const TlHttpOptions *options, GError **error)
{
  g_autoptr (TlHttpSource) self = NULL;

  g_return_val_if_fail (options != NULL && options->url != NULL, NULL);

  self = g_object_new (TL_TYPE_HTTP_SOURCE, NULL);
  if (!take_url (self, options->url, error))
    return NULL;
  if (options->ca_file != NULL)
    {
      g_autofree char *path = g_canonicalize_filename (options->ca_file, NULL);

      self->authorities = g_tls_file_database_new (path, error);
      if (self->authorities == NULL)
        {
          g_prefix_error (error, "%s: ", path);
          return NULL;
        }
    }
  /* One that is not understood would be passed by. */
  if (options->proxy != NULL && strcmp (options->proxy, "none") != 0
      && !g_uri_is_valid (options->proxy, G_URI_FLAGS_NONE, NULL))
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                   "the proxy \"%s\" is no address, as http://name:port", options->proxy);
      return NULL;
    }
  self->proxy = g_strdup (options->proxy);
  self->proxy_user = g_strdup (options->proxy_user);
  self->proxy_password = g_strdup (options->proxy_password);
  self->stall_ms = options->stall_ms > 0 ? options->stall_ms : STALL_MS;
  self->slow_bytes = options->slow_bytes > 0 ? options->slow_bytes : SLOW_BYTES;
  return TL_SOURCE (g_steal_pointer (&self));
}

TlSource *
tl_source_new_for_place (const char *place, const TlHttpOptions *options, GError **error)
{
  TlHttpOptions own = { 0 };

  g_return_val_if_fail (place != NULL, NULL);

  if (!g_str_has_prefix (place, "http://") && !g_str_has_prefix (place, "https://"))
    return tl_folder_source_new (place);
  if (options != NULL)
    own = *options;
  own.url = place;
  return tl_http_source_new (&own, error);
}
