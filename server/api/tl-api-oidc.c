/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Signing in through the provider of the court: the workstation brings an ID token, and from then
 * on signs in with its own key, as one with an enrolment does. */
#include "config.h"

#include "tl-api-private.h"

#include <sodium.h>
#include <string.h>

#include "base/tl-json.h"
#include "protocol/tl-oidc.h"
#include "server/store/tl-store-devices.h"
#include "server/store/tl-store-subjects.h"
#include "server/store/tl-store.h"

#define HOUR_MS       G_GINT64_CONSTANT (3600000)
#define AWAY_SECONDS  5
#define MAX_CHALLENGE 100
#define MAX_SIGNATURE 200

gboolean
_tl_api_sign_in_offer (TlRequest *request, TlResponse *response, GError **error)
{
  const TlOidcSettings *settings = tl_server_get_settings (request->server)->oidc;
  JsonObject *answer;

  if (settings == NULL)
    return tl_response_error (response, 404, "not_found", "Trung tâm này chỉ nhận tệp đăng ký.");
  answer = json_object_new ();
  json_object_set_string_member (answer, "issuer", settings->issuer);
  json_object_set_string_member (answer, "client", settings->client);
  json_object_set_string_member (answer, "scope", settings->scope);
  return tl_response_json (response, 200, answer);
}

typedef struct
{
  const char *device, *public_key, *challenge, *signature, *id_token;
  const char *salt;
  guint8 key[32];
  TlIdClaims *claims;
  char *person;
  gint64 expires;
} Call;

static gboolean
take_call (Call *call, JsonObject *object)
{
  g_autofree guint8 *key = NULL;
  g_autofree char *again = NULL;
  gsize size = 0;

  call->device = tl_json_get_string (object, "device");
  call->public_key = tl_json_get_string (object, "public");
  call->challenge = tl_json_get_string (object, "challenge");
  call->signature = tl_json_get_string (object, "signature");
  call->id_token = tl_json_get_string (object, "id_token");
  call->salt = tl_json_get_string (object, "salt");
  if (!tl_item_id_is_valid (call->device) || call->public_key == NULL || call->challenge == NULL
      || call->signature == NULL || call->id_token == NULL || strlen (call->public_key) > 64
      || strlen (call->challenge) > MAX_CHALLENGE || strlen (call->signature) > MAX_SIGNATURE
      || strlen (call->id_token) > TL_OIDC_MAX_TOKEN || !tl_oidc_is_random (call->salt))
    return FALSE;
  key = g_base64_decode (call->public_key, &size);
  again = size == sizeof call->key ? g_base64_encode (key, size) : NULL;
  if (g_strcmp0 (again, call->public_key) != 0)
    return FALSE;
  memcpy (call->key, key, size);
  return TRUE;
}

static gboolean
is_signed (const TlRequest *request, const Call *call)
{
  char **urls = tl_server_get_settings (request->server)->public_urls;

  for (guint i = 0; urls[i] != NULL; i++)
    if (tl_enrolment_verify_challenge (call->key, urls[i], call->challenge, call->signature))
      return TRUE;
  return FALSE;
}

/* A token that was got by renewing need not carry a nonce (OpenID Connect Core, section 12.2): it
 * holds for a workstation that is known with this very key, and for its person alone. */
static gboolean
check_nonce (TlRequest *request, const Call *call, gboolean *good, GError **error)
{
  g_autofree char *nonce = tl_oidc_device_nonce (call->device, call->public_key, call->salt);
  g_autoptr (TlStoreDevice) device = NULL;

  if (call->claims->nonce != NULL)
    {
      *good = strlen (call->claims->nonce) == strlen (nonce)
              && sodium_memcmp (call->claims->nonce, nonce, strlen (nonce)) == 0;
      return TRUE;
    }
  if (!tl_store_device_find (request->sql, call->device, &device, error))
    return FALSE;
  *good = device != NULL && memcmp (device->public_key, call->key, sizeof call->key) == 0;
  return TRUE;
}

/* In a transaction. @code: (out): why not. */
static gboolean
take_person (TlRequest *request, Call *call, const char **code, GError **error)
{
  const TlOidcSettings *settings = tl_server_get_settings (request->server)->oidc;
  const TlStoreSubject subject = { .issuer = settings->issuer,
                                   .subject = call->claims->subject,
                                   .name = call->claims->name,
                                   .unit = call->claims->unit,
                                   .role = tl_oidc_settings_role (settings, call->claims->roles),
                                   .admit = settings->admit };
  TlStoreArrival arrival;
  TlStoreBind bind;

  if (!tl_store_subject_take (request->sql, request->now, &subject, &arrival, &call->person, error))
    return FALSE;
  if (arrival != TL_STORE_KNOWN)
    {
      *code = arrival == TL_STORE_REVOKED ? "revoked" : "waiting";
      return TRUE;
    }
  call->expires = request->now + settings->hours * HOUR_MS;
  if (!tl_store_device_bind (request->sql, request->now, call->person, call->device,
                             call->public_key, call->expires, &bind, error))
    return FALSE;
  if (bind != TL_STORE_BOUND)
    *code = bind == TL_STORE_BIND_REVOKED ? "revoked" : "device";
  return TRUE;
}

/* In a transaction: the challenge is used up whatever comes of it. */
static gboolean
check (TlRequest *request, Call *call, const char **code, GError **error)
{
  gboolean good = FALSE;

  if (!tl_store_challenge_take (request->sql, request->now, call->device, call->challenge, &good,
                                error))
    return FALSE;
  if (!good)
    *code = "challenge";
  else if (!is_signed (request, call))
    *code = "signature";
  else if (!check_nonce (request, call, &good, error))
    return FALSE;
  else if (!good)
    *code = "token";
  return *code != NULL || take_person (request, call, code, error);
}

static JsonObject *
describe (TlSqlRows *rows, const Call *call, const char *token, gint64 now)
{
  JsonObject *answer = json_object_new ();
  JsonObject *person = json_object_new ();

  json_object_set_string_member (answer, "token", token);
  json_object_set_int_member (answer, "expires",
                              now + TL_STORE_SESSION_SECONDS * G_GINT64_CONSTANT (1000));
  json_object_set_int_member (answer, "device_expires", call->expires);
  json_object_set_string_member (person, "id", call->person);
  json_object_set_string_member (person, "name", tl_sql_rows_text (rows, 0, 0));
  json_object_set_string_member (person, "unit", tl_sql_rows_text (rows, 0, 1));
  json_object_set_string_member (person, "unit_name", tl_sql_rows_text (rows, 0, 2));
  json_object_set_string_member (person, "role", tl_sql_rows_text (rows, 0, 3));
  json_object_set_object_member (answer, "person", person);
  return answer;
}

static gboolean
sign_in (TlRequest *request, Call *call, TlResponse *response, GError **error)
{
  g_autofree char *token = NULL;
  g_autoptr (TlSqlRows) rows = NULL;
  const char *code = NULL;

  if (!tl_sql_begin (request->sql, error) || !check (request, call, &code, error))
    return FALSE;
  if (code != NULL)
    {
      tl_server_count_sign_in (request->server, TL_SERVER_REFUSED, code);
      return tl_sql_commit (request->sql, error) && _tl_api_refuse_sign_in (response, code);
    }
  token = tl_store_session_open (request->sql, request->now, "api", call->person, call->device,
                                 TL_STORE_SESSION_SECONDS, error);
  if (token == NULL || !tl_store_device_seen (request->sql, request->now, call->device, error))
    return FALSE;
  rows = tl_sql_query (request->sql, error,
                       "SELECT p.name, p.unit, u.name, p.role FROM people p JOIN units u"
                       " ON u.code = p.unit WHERE p.id = $1",
                       "s", call->person);
  if (rows == NULL || !tl_sql_commit (request->sql, error))
    return FALSE;
  tl_server_count_sign_in (request->server, TL_SERVER_SIGNED_IN, NULL);
  return tl_response_json (response, 200, describe (rows, call, token, request->now));
}

/* Before any transaction: the provider may have to be asked for its keys. */
static gboolean
check_token (TlRequest *request, Call *call, TlResponse *response)
{
  const TlOidcSettings *settings = tl_server_get_settings (request->server)->oidc;
  TlIdTokenFault fault;

  switch (tl_provider_check_token (tl_server_get_provider (request->server), settings->client,
                                   call->id_token, request->now, &call->claims, &fault))
    {
    case TL_PROVIDER_GOOD:
      return TRUE;
    case TL_PROVIDER_AWAY:
      tl_server_count_sign_in (request->server, TL_SERVER_PROVIDER_AWAY, NULL);
      response->retry_after = AWAY_SECONDS;
      tl_response_error (response, 503, "busy",
                         "Trung tâm chưa hỏi được hệ thống đăng nhập; sẽ tự thử lại.");
      return FALSE;
    case TL_PROVIDER_REFUSED:
    default:
      tl_server_count_sign_in (request->server, TL_SERVER_REFUSED, tl_id_token_fault_name (fault));
      _tl_api_refuse_sign_in (response, "token");
      return FALSE;
    }
}

gboolean
_tl_api_sign_in_oidc (TlRequest *request, TlResponse *response, GError **error)
{
  static const char *const members[]
      = { "device", "public", "challenge", "signature", "id_token", "salt", NULL };
  g_autoptr (JsonObject) object = NULL;
  Call call = { 0 };
  gboolean done = TRUE;

  if (tl_server_get_provider (request->server) == NULL)
    return tl_response_error (response, 404, "not_found", "Trung tâm này chỉ nhận tệp đăng ký.");
  object = _tl_api_parse (request->body, members, response);
  if (object == NULL)
    return TRUE;
  if (!take_call (&call, object))
    return _tl_api_malformed (response);
  if (check_token (request, &call, response))
    done = sign_in (request, &call, response, error);
  tl_id_claims_free (call.claims);
  g_free (call.person);
  return done;
}
