/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sync/tl-sign-in-private.h"

#define GETTEXT_PACKAGE TL_GETTEXT_DOMAIN
#include <glib/gi18n-lib.h>
#include <string.h>

#define PATH         "/callback"
#define MAX_HEAD     (16 * 1024)
#define MAX_REQUESTS 100
#define HEAD_SECONDS 3

struct _TlSignInListener
{
  GSocket *socket;
  char *redirect;
};

TlSignInListener *
_tl_sign_in_listener_new (GError **error)
{
  g_autoptr (TlSignInListener) self = g_new0 (TlSignInListener, 1);
  g_autoptr (GSocketAddress) any = g_inet_socket_address_new_from_string ("127.0.0.1", 0);
  g_autoptr (GSocketAddress) bound = NULL;

  self->socket
      = g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, error);
  if (self->socket == NULL || !g_socket_bind (self->socket, any, FALSE, error)
      || !g_socket_listen (self->socket, error)
      || (bound = g_socket_get_local_address (self->socket, error)) == NULL)
    return NULL;
  self->redirect = g_strdup_printf ("http://127.0.0.1:%u" PATH,
                                    g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (bound)));
  return g_steal_pointer (&self);
}

void
_tl_sign_in_listener_free (TlSignInListener *self)
{
  if (self == NULL)
    return;
  if (self->socket != NULL)
    g_socket_close (self->socket, NULL);
  g_clear_object (&self->socket);
  g_free (self->redirect);
  g_free (self);
}

const char *
_tl_sign_in_listener_get_redirect (const TlSignInListener *self)
{
  return self->redirect;
}

char *
_tl_sign_in_read_request (const char *text)
{
  static const char head[] = "GET " PATH "?";
  const char *query;
  gsize length;

  if (!g_str_has_prefix (text, head))
    return NULL;
  query = text + strlen (head);
  length = strcspn (query, " \r\n");
  return query[length] == ' ' && g_str_has_prefix (query + length, " HTTP/1.")
             ? g_strndup (query, length)
             : NULL;
}

/* (nullable): up to the empty line; nobody may take his time over it. */
static char *
read_head (GSocket *socket, GCancellable *cancellable)
{
  g_autofree char *text = g_malloc0 (MAX_HEAD + 1);
  gint64 until = g_get_monotonic_time () + HEAD_SECONDS * G_USEC_PER_SEC;
  gsize length = 0;

  while (length < MAX_HEAD)
    {
      gint64 left = until - g_get_monotonic_time ();
      gssize n;

      if (left <= 0 || !g_socket_condition_timed_wait (socket, G_IO_IN, left, cancellable, NULL))
        return NULL;
      n = g_socket_receive (socket, text + length, MAX_HEAD - length, cancellable, NULL);
      if (n <= 0)
        return NULL;
      length += (gsize)n;
      if (strlen (text) != length)
        return NULL;
      if (strstr (text, "\r\n\r\n") != NULL)
        return g_steal_pointer (&text);
    }
  return NULL;
}

static void
answer (GSocket *socket, const char *status, const char *words, GCancellable *cancellable)
{
  g_autofree char *safe = g_markup_escape_text (words, -1);
  g_autofree char *page = g_strdup_printf (
      "<!DOCTYPE html><html><head><meta charset=\"utf-8\"><title>%s</title></head>"
      "<body><p>%s</p></body></html>\n",
      safe, safe);
  g_autofree char *text
      = g_strdup_printf ("HTTP/1.1 %s\r\nContent-Type: text/html; charset=utf-8\r\n"
                         "Content-Length: %" G_GSIZE_FORMAT "\r\nConnection: close\r\n"
                         "Cache-Control: no-store\r\nReferrer-Policy: no-referrer\r\n"
                         "X-Content-Type-Options: nosniff\r\n"
                         "Content-Security-Policy: default-src 'none'\r\n\r\n%s",
                         status, strlen (page), page);
  gsize sent = 0;

  g_socket_set_timeout (socket, HEAD_SECONDS);
  while (sent < strlen (text))
    {
      gssize n = g_socket_send (socket, text + sent, strlen (text) - sent, cancellable, NULL);

      if (n <= 0)
        return;
      sent += (gsize)n;
    }
  g_socket_shutdown (socket, FALSE, TRUE, NULL);
}

/* @done: (out): the sign-in is decided, one way or the other. */
static char *
take_request (GSocket *socket,
              const TlOidcProvider *provider,
              const char *state,
              gboolean *done,
              GCancellable *cancellable,
              GError **error)
{
  g_autofree char *head = read_head (socket, cancellable);
  g_autofree char *query = head != NULL ? _tl_sign_in_read_request (head) : NULL;
  g_autoptr (GError) fault = NULL;
  char *code;

  *done = FALSE;
  if (query == NULL)
    {
      answer (socket, "404 Not Found", _ ("There is nothing here."), cancellable);
      return NULL;
    }
  code = tl_oidc_read_callback (provider, query, state, &fault);
  *done = !g_error_matches (fault, TL_OIDC_ERROR, TL_OIDC_ERROR_STATE);
  if (code != NULL)
    answer (socket, "200 OK", _ ("You can close this page and go back to the program."),
            cancellable);
  else if (*done)
    answer (socket, "200 OK", _ ("You were not signed in. You can close this page."), cancellable);
  else
    answer (socket, "400 Bad Request", _ ("This answer belongs to no sign-in of this computer."),
            cancellable);
  if (*done && fault != NULL)
    g_propagate_error (error, g_steal_pointer (&fault));
  return code;
}

char *
_tl_sign_in_listener_wait (TlSignInListener *self,
                           const TlOidcProvider *provider,
                           const char *state,
                           gint64 monotonic,
                           GCancellable *cancellable,
                           GError **error)
{
  for (guint i = 0; i < MAX_REQUESTS; i++)
    {
      gint64 left = monotonic - g_get_monotonic_time ();
      g_autoptr (GSocket) socket = NULL;
      gboolean done;
      char *code;

      if (left <= 0)
        break;
      if (!g_socket_condition_timed_wait (self->socket, G_IO_IN, left, cancellable, error))
        return NULL;
      socket = g_socket_accept (self->socket, cancellable, error);
      if (socket == NULL)
        return NULL;
      code = take_request (socket, provider, state, &done, cancellable, error);
      g_socket_close (socket, NULL);
      if (done)
        return code;
    }
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT, "nobody came back in time");
  return NULL;
}
