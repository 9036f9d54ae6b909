/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "tl-web-private.h"

#include <sodium.h>
#include <string.h>

#define ATTEMPTS        3
#define POOL_TIMEOUT_MS 5000

static gboolean
same_text (const char *a, const char *b)
{
  return a != NULL && b != NULL && strlen (a) == strlen (b)
         && sodium_memcmp (a, b, strlen (a)) == 0;
}

/* Whether @url is one of ours, or lies in one of ours. */
static gboolean
is_own (const TlServerSettings *settings, const char *url, gboolean whole)
{
  for (guint i = 0; settings->public_urls[i] != NULL; i++)
    {
      g_autoptr (GUri) own = g_uri_parse (settings->public_urls[i], SOUP_HTTP_URI_FLAGS, NULL);
      g_autoptr (GUri) other = g_uri_parse (url, SOUP_HTTP_URI_FLAGS, NULL);

      if (own == NULL || other == NULL
          || (whole && g_uri_get_path (other)[0] != '\0'
              && !g_str_equal (g_uri_get_path (other), "/")))
        continue;
      if (g_str_equal (g_uri_get_scheme (own), g_uri_get_scheme (other))
          && g_uri_get_port (own) == g_uri_get_port (other)
          && g_strcmp0 (g_uri_get_host (own), g_uri_get_host (other)) == 0)
        return TRUE;
    }
  return FALSE;
}

/* A form comes from one of our pages: browsers say so in Origin, older ones in Referer; and it
 * carries what only our page could know. Who is not signed in has no such secret yet. */
static gboolean
form_is_ours (const TlJob *job, const TlRequest *request)
{
  const TlServerSettings *settings = job->server->settings;

  if (job->origin != NULL ? !is_own (settings, job->origin, TRUE)
                          : job->referrer == NULL || !is_own (settings, job->referrer, FALSE))
    return FALSE;
  if (request->session == NULL)
    return TRUE;
  return request->form != NULL
         && same_text (g_hash_table_lookup (request->form, "csrf"), request->session->csrf);
}

static GHashTable *
read_form (const TlJob *job)
{
  g_autofree char *text = NULL;

  if (job->content_type == NULL
      || !g_str_has_prefix (job->content_type, "application/x-www-form-urlencoded"))
    return NULL;
  if (memchr (job->received->data, '\0', job->received->len) != NULL)
    return NULL;
  text = g_strndup ((const char *)job->received->data, job->received->len);
  return _tl_web_parse_fields (text);
}

gboolean
_tl_web_may_go_on (TlJob *job, TlRequest *request)
{
  TlRole role = request->session != NULL ? request->session->role : TL_ROLE_NOBODY;
  guint wait;

  if (!(job->route->roles & role))
    {
      if (role == TL_ROLE_NOBODY && (job->route->flags & TL_ROUTE_PAGE)
          && g_str_equal (job->route->method, "GET"))
        tl_response_see_other (&job->response, "/signin");
      else
        _tl_web_refuse (job, role == TL_ROLE_NOBODY ? 401 : 403);
      return FALSE;
    }
  if ((job->route->flags & TL_ROUTE_FORM) && !form_is_ours (job, request))
    {
      _tl_web_refuse (job, 403);
      return FALSE;
    }
  if (request->session == NULL || request->session->device == NULL)
    return TRUE;
  wait = _tl_rates_take (job->server->by_device, request->session->device, g_get_monotonic_time ());
  if (wait == 0)
    return TRUE;
  _tl_metrics_add (job->server->metrics, TL_METRIC_RATE_LIMITED, 1);
  job->response.retry_after = wait;
  _tl_web_refuse (job, 429);
  return FALSE;
}

static gboolean
call_handler (TlJob *job, TlRequest *request, GError **error)
{
  gboolean is_page = (job->route->flags & (TL_ROUTE_PAGE | TL_ROUTE_FORM)) != 0;
  g_autoptr (TlSession) session = NULL;
  gboolean done = TRUE;

  request->session = NULL;
  if (request->sql != NULL
      && !_tl_web_find_session (request->sql, is_page ? job->cookie : job->bearer,
                                is_page ? "page" : "api", request->now, &session, error))
    return FALSE;
  request->session = session;
  if (_tl_web_may_go_on (job, request))
    done = job->route->handler (request, &job->response, error);
  request->session = NULL;
  return done;
}

/* One attempt with a connection of its own. */
static gboolean
attempt (TlJob *job, TlRequest *request, GError **error)
{
  TlServer *server = job->server;
  gboolean done;

  _tl_web_response_clear (&job->response);
  request->sql = NULL;
  if (!(job->route->flags & TL_ROUTE_NO_SQL))
    {
      request->sql = tl_sql_pool_take (server->pool, POOL_TIMEOUT_MS, error);
      if (request->sql == NULL)
        return FALSE;
    }
  done = call_handler (job, request, error);
  if (request->sql != NULL)
    tl_sql_pool_give (server->pool, request->sql);
  return done;
}

void
_tl_web_run_handler (TlJob *job, TlRequest *request)
{
  TlServer *server = job->server;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < ATTEMPTS; i++)
    {
      g_clear_error (&error);
      if (attempt (job, request, &error))
        return;
      if (!g_error_matches (error, TL_SQL_ERROR, TL_SQL_ERROR_RETRY))
        break;
      _tl_metrics_add (server->metrics, TL_METRIC_SQL_RETRIES, 1);
      if (i + 1 < ATTEMPTS)
        g_usleep ((gulong)g_random_int_range (5000, 20000) << (2 * i));
    }
  if (g_error_matches (error, TL_SQL_ERROR, TL_SQL_ERROR_UNKNOWN))
    _tl_metrics_add (server->metrics, TL_METRIC_SQL_UNKNOWN, 1);
  _tl_web_log ("error", "handler", error != NULL ? error->message : "no reason was given");
  _tl_web_refuse (job, error != NULL && error->domain == TL_SQL_ERROR
                               && error->code != TL_SQL_ERROR_FAILED
                               && error->code != TL_SQL_ERROR_CONSTRAINT
                           ? 503
                           : 500);
}

gboolean
_tl_web_read_request (TlJob *job, TlRequest *request, GHashTable **query, GHashTable **form)
{
  gboolean is_form = (job->route->flags & TL_ROUTE_FORM) != 0;

  *query = _tl_web_parse_fields (job->query_text);
  *form = is_form ? read_form (job) : NULL;
  *request = (TlRequest){ .method = job->route->method,
                          .path = job->path,
                          .query = *query,
                          .form = *form,
                          .etag = job->etag,
                          .trip = job->trip,
                          .query_text = job->query_text,
                          .language = job->language,
                          .now = g_get_real_time () / 1000,
                          .server = job->server };
  memcpy (request->parameters, job->parameters, sizeof job->parameters);
  if (*query != NULL && (*form != NULL || !is_form))
    return TRUE;
  _tl_web_refuse (job, 400);
  return FALSE;
}

void
_tl_web_run (TlJob *job)
{
  g_autoptr (GHashTable) query = NULL;
  g_autoptr (GHashTable) form = NULL;
  g_autoptr (GBytes) body = g_bytes_new_static (job->received->data, job->received->len);
  TlRequest request;

  if (_tl_web_read_request (job, &request, &query, &form))
    {
      request.body = body;
      _tl_web_run_handler (job, &request);
    }
  _tl_web_finish_response (job);
}
