/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Signing in to the pages through the provider of the court: there with a link, back with a code.
 */
#include "config.h"

#include "server/pages/tl-pages-private.h"

#include <sodium.h>
#include <string.h>

#include "server/store/tl-store-subjects.h"
#include "server/store/tl-store.h"
#include "server/web/tl-server.h"

#define SCOPE_OFFLINE "offline_access"

/* Kept out of the session's cookie: it goes with /signin/… alone, and only for the way there and
 * back. "Lax" lets it come along when the provider sends the browser back. */
static char *
trip_cookie (const TlServerSettings *settings, const char *browser)
{
  return g_strdup_printf (TL_SERVER_TRIP_COOKIE
                          "=%s; Path=/signin; HttpOnly; SameSite=Lax; Max-Age=%d%s",
                          browser, TL_STORE_TRIP_SECONDS,
                          g_str_has_prefix (settings->public_urls[0], "https:") ? "; Secure" : "");
}

/* Pages need no refresh token: what they do not ask for cannot be lost. */
static char *
pages_scope (const TlOidcSettings *settings)
{
  g_auto (GStrv) words = g_strsplit (settings->scope, " ", -1);
  GString *scope = g_string_new (NULL);

  for (guint i = 0; words[i] != NULL; i++)
    if (words[i][0] != '\0' && !g_str_equal (words[i], SCOPE_OFFLINE))
      g_string_append_printf (scope, "%s%s", scope->len > 0 ? " " : "", words[i]);
  return g_string_free (scope, FALSE);
}

static gboolean
say (TlRequest *request, TlResponse *response, guint status, const char *text)
{
  TlHtml *html = tl_page_begin (request, "Chưa đăng nhập được", NULL);

  tl_html_leaf (html, "p", text, "class", "warn", "role", "alert", NULL);
  tl_html_begin (html, "p", NULL);
  tl_page_link (html, "Đăng nhập lại", "button", "/signin");
  tl_html_end (html, "p");
  response->status = status;
  return tl_page_finish (html, response);
}

static gboolean
say_away (TlRequest *request, TlResponse *response)
{
  tl_server_count_sign_in (request->server, TL_SERVER_PROVIDER_AWAY, NULL);
  response->retry_after = 5;
  return say (request, response, 503,
              "Chưa liên lạc được với hệ thống đăng nhập của tòa án. Xin thử lại sau ít giây.");
}

gboolean
_tl_page_oidc (TlRequest *request, TlResponse *response, GError **error)
{
  const TlServerSettings *settings = tl_server_get_settings (request->server);
  TlProvider *provider = tl_server_get_provider (request->server);
  g_autoptr (TlStoreTrip) trip = NULL;
  g_autofree char *redirect = NULL;
  g_autofree char *scope = NULL;
  g_autofree char *url = NULL;

  if (provider == NULL)
    return tl_page_not_found (request, response);
  trip = tl_store_trip_new ();
  redirect = g_strconcat (settings->public_urls[0], "/signin/callback", NULL);
  scope = pages_scope (settings->oidc);
  url = tl_provider_dup_authorization_url (provider, &(TlOidcTrip){ settings->oidc->pages_client,
                                                                    redirect, scope, trip->state,
                                                                    trip->nonce, trip->verifier });
  if (url == NULL)
    return say_away (request, response);
  if (!tl_store_trip_keep (request->sql, request->now, trip, error))
    return FALSE;
  response->cookie = trip_cookie (settings, trip->browser);
  return tl_response_see_other (response, url);
}

/* In a transaction. @token: (out) (nullable): of the page's session. */
static gboolean
let_in (TlRequest *request,
        const TlIdClaims *claims,
        TlStoreArrival *arrival,
        char **token,
        GError **error)
{
  const TlOidcSettings *settings = tl_server_get_settings (request->server)->oidc;
  const TlStoreSubject subject = { .issuer = settings->issuer,
                                   .subject = claims->subject,
                                   .name = claims->name,
                                   .unit = claims->unit,
                                   .role = tl_oidc_settings_role (settings, claims->roles),
                                   .admit = settings->admit };
  g_autofree char *person = NULL;

  *token = NULL;
  if (!tl_store_subject_take (request->sql, request->now, &subject, arrival, &person, error))
    return FALSE;
  if (person == NULL)
    return TRUE;
  *token = tl_store_session_open (request->sql, request->now, "page", person, NULL,
                                  TL_STORE_PAGE_SECONDS, error);
  return *token != NULL
         && tl_store_audit_add (request->sql, request->now, person, "person.signin", person, "oidc",
                                error);
}

static gboolean
finish (TlRequest *request, TlResponse *response, const TlIdClaims *claims, GError **error)
{
  g_autofree char *token = NULL;
  TlStoreArrival arrival;

  if (!tl_sql_begin (request->sql, error))
    return FALSE;
  if (!let_in (request, claims, &arrival, &token, error))
    {
      tl_sql_rollback (request->sql);
      return FALSE;
    }
  if (!tl_sql_commit (request->sql, error))
    return FALSE;
  tl_server_count_sign_in (request->server,
                           arrival == TL_STORE_KNOWN ? TL_SERVER_SIGNED_IN : TL_SERVER_REFUSED,
                           arrival == TL_STORE_WAITING   ? "waiting"
                           : arrival == TL_STORE_REVOKED ? "revoked"
                                                         : NULL);
  if (arrival == TL_STORE_WAITING)
    return say (
        request, response, 403,
        "Bạn chưa được cấp quyền. Người quản trị đã thấy tên bạn trong danh sách chờ duyệt.");
  if (arrival == TL_STORE_REVOKED)
    return say (request, response, 403,
                "Tài khoản này đã bị thu hồi ở trung tâm. Xin liên hệ người quản trị.");
  response->cookie = tl_server_dup_cookie (request->server, token);
  return tl_response_see_other (response, "/");
}

static gboolean
refuse (TlRequest *request, TlResponse *response, const char *why)
{
  tl_server_count_sign_in (request->server, TL_SERVER_REFUSED, why);
  return say (request, response, 400, "Hệ thống đăng nhập của tòa án không xác nhận lần này.");
}

static TlProviderAnswer
ask_provider (TlRequest *request, const TlStoreTrip *trip, TlIdClaims **claims, const char **why)
{
  const TlServerSettings *settings = tl_server_get_settings (request->server);
  TlProvider *provider = tl_server_get_provider (request->server);
  const char *client = settings->oidc->pages_client;
  g_autofree char *redirect = g_strconcat (settings->public_urls[0], "/signin/callback", NULL);
  g_autofree char *token = NULL;
  TlIdTokenFault fault;
  TlProviderAnswer answer = tl_provider_take_code (
      provider, request->query_text,
      &(TlOidcTrip){ client, redirect, NULL, trip->state, trip->nonce, trip->verifier }, &token);

  *why = "code";
  if (answer != TL_PROVIDER_GOOD)
    return answer;
  answer = tl_provider_check_token (provider, client, token, request->now, claims, &fault);
  *why = tl_id_token_fault_name (fault);
  if (answer != TL_PROVIDER_GOOD)
    return answer;
  *why = "nonce";
  return (*claims)->nonce != NULL && strlen ((*claims)->nonce) == strlen (trip->nonce)
                 && sodium_memcmp ((*claims)->nonce, trip->nonce, strlen (trip->nonce)) == 0
             ? TL_PROVIDER_GOOD
             : TL_PROVIDER_REFUSED;
}

gboolean
_tl_page_oidc_callback (TlRequest *request, TlResponse *response, GError **error)
{
  g_autoptr (TlStoreTrip) trip = NULL;
  g_autoptr (TlIdClaims) claims = NULL;
  const char *why = NULL;

  if (tl_server_get_provider (request->server) == NULL)
    return tl_page_not_found (request, response);
  if (!tl_store_trip_take (request->sql, request->now, tl_page_query (request, "state"),
                           request->trip != NULL ? request->trip : "", &trip, error))
    return FALSE;
  if (trip == NULL)
    {
      tl_server_count_sign_in (request->server, TL_SERVER_REFUSED, "state");
      return say (
          request, response, 400,
          "Lần đăng nhập này không bắt đầu từ trình duyệt này, đã dùng rồi, hoặc đã quá mười "
          "phút.");
    }
  switch (ask_provider (request, trip, &claims, &why))
    {
    case TL_PROVIDER_GOOD:
      return finish (request, response, claims, error);
    case TL_PROVIDER_AWAY:
      return say_away (request, response);
    case TL_PROVIDER_REFUSED:
    default:
      return refuse (request, response, why);
    }
}
