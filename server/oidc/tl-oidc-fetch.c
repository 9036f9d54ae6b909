/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One request to the provider, bounded in time and in bytes, in the thread that asks. */
#include "config.h"

#include "server/oidc/tl-provider.h"

#include <libsoup/soup.h>
#include <string.h>

#define SECONDS 10
#define PIECE   (16 * 1024)

typedef struct
{
  GCancellable *cancellable;
  GInputStream *stream;
  gssize n;
  gboolean done;
} Asking;

static void
head_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  Asking *asking = data;

  asking->stream = soup_session_send_finish (SOUP_SESSION (object), result, NULL);
  asking->done = TRUE;
}

static void
bytes_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  Asking *asking = data;

  asking->n = g_input_stream_read_finish (G_INPUT_STREAM (object), result, NULL);
  asking->done = TRUE;
}

static gboolean
late_cb (gpointer data)
{
  g_cancellable_cancel (data);
  return G_SOURCE_CONTINUE;
}

static void
wait_for (GMainContext *context, Asking *asking)
{
  while (!asking->done)
    g_main_context_iteration (context, TRUE);
  asking->done = FALSE;
}

/* Who the system does not trust may be of an authority of the court. */
static gboolean
certificate_cb (SoupMessage *message,
                GTlsCertificate *certificate,
                GTlsCertificateFlags errors,
                gpointer data)
{
  const TlOidcSettings *settings = data;
  GUri *uri = soup_message_get_uri (message);
  g_autoptr (GSocketConnectable) identity
      = g_network_address_new (g_uri_get_host (uri), (guint16)g_uri_get_port (uri));

  return settings->authorities != NULL
         && g_tls_database_verify_chain (settings->authorities, certificate,
                                         G_TLS_DATABASE_PURPOSE_AUTHENTICATE_SERVER, identity, NULL,
                                         G_TLS_DATABASE_VERIFY_NONE, NULL, NULL)
                == 0;
}

static SoupMessage *
make_message (const TlOidcSettings *settings,
              const char *url,
              const char *form,
              const char *authorization)
{
  SoupMessage *message = soup_message_new (form != NULL ? "POST" : "GET", url);
  SoupMessageHeaders *headers;

  if (message == NULL)
    return NULL;
  headers = soup_message_get_request_headers (message);
  soup_message_add_flags (message, SOUP_MESSAGE_NO_REDIRECT | SOUP_MESSAGE_NEW_CONNECTION);
  soup_message_headers_replace (headers, "Accept", "application/json");
  g_signal_connect (message, "accept-certificate", G_CALLBACK (certificate_cb), (gpointer)settings);
  if (authorization != NULL)
    soup_message_headers_replace (headers, "Authorization", authorization);
  if (form != NULL)
    {
      g_autoptr (GBytes) bytes = g_bytes_new (form, strlen (form));

      soup_message_set_request_body_from_bytes (message, "application/x-www-form-urlencoded",
                                                bytes);
    }
  return message;
}

/* (nullable): all of it, or nothing. */
static char *
read_all (GMainContext *context, Asking *asking, gsize *length)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autofree guint8 *piece = g_malloc (PIECE);

  for (;;)
    {
      g_input_stream_read_async (asking->stream, piece, PIECE, G_PRIORITY_DEFAULT,
                                 asking->cancellable, bytes_cb, asking);
      wait_for (context, asking);
      if (asking->n < 0 || bytes->len + (gsize)asking->n > TL_OIDC_MAX_ANSWER)
        return NULL;
      if (asking->n == 0)
        break;
      g_byte_array_append (bytes, piece, (guint)asking->n);
    }
  *length = bytes->len;
  g_byte_array_append (bytes, (const guint8 *)"", 1);
  return (char *)g_byte_array_free (g_steal_pointer (&bytes), FALSE);
}

static char *
ask (GMainContext *context,
     SoupMessage *message,
     GCancellable *cancellable,
     guint *status,
     gsize *length)
{
  g_autoptr (SoupSession) session = soup_session_new_with_options (
      "user-agent", "troly-server/" TL_VERSION, "max-conns-per-host", 1, NULL);
  g_autoptr (GSource) timer = g_timeout_source_new_seconds (SECONDS);
  Asking asking = { .cancellable = cancellable };
  char *text = NULL;

  g_source_set_callback (timer, late_cb, cancellable, NULL);
  g_source_attach (timer, context);
  soup_session_send_async (session, message, G_PRIORITY_DEFAULT, cancellable, head_cb, &asking);
  wait_for (context, &asking);
  if (asking.stream != NULL)
    {
      *status = soup_message_get_status (message);
      text = read_all (context, &asking, length);
    }
  g_source_destroy (timer);
  g_clear_object (&asking.stream);
  soup_session_abort (session);
  return text;
}

char *
tl_oidc_fetch (const TlOidcSettings *settings,
               const char *url,
               const char *form,
               const char *authorization,
               guint *status,
               gsize *length)
{
  g_autoptr (GMainContext) context = g_main_context_new ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  char *text = NULL;

  *status = 0;
  *length = 0;
  g_main_context_push_thread_default (context);
  {
    g_autoptr (SoupMessage) message = make_message (settings, url, form, authorization);

    if (message != NULL)
      text = ask (context, message, cancellable, status, length);
  }
  while (g_main_context_iteration (context, FALSE))
    ;
  g_main_context_pop_thread_default (context);
  return text;
}
