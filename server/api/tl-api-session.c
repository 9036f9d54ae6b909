/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "tl-api-private.h"

#include <string.h>

#include "base/tl-json.h"
#include "server/store/tl-store-devices.h"
#include "server/store/tl-store.h"

gboolean
_tl_api_refuse_sign_in (TlResponse *response, const char *code)
{
  static const struct
  {
    const char *code, *message;
  } words[] = {
    { "challenge", "Lời mời đăng nhập đã hết hạn hoặc đã dùng; máy trạm sẽ tự thử lại." },
    { "signature", "Chữ ký của máy trạm không đúng." },
    { "enrolment", "Tệp ghi danh không phải của hệ thống này hoặc đã bị sửa." },
    { "expired", "Tệp ghi danh đã hết hạn; xin liên hệ người quản trị." },
    { "revoked", "Máy trạm hoặc tài khoản này đã bị thu hồi; xin liên hệ người quản trị." },
    { "token",
      "Hệ thống đăng nhập của tòa án không xác nhận lần đăng nhập này; xin đăng nhập lại." },
    { "device", "Máy trạm này đang đứng tên người khác; xin đăng xuất trước." },
    { "waiting", "Bạn đã đăng nhập nhưng chưa được cấp quyền; người quản trị đã thấy tên bạn trong "
                 "danh sách chờ duyệt." },
  };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_equal (words[i].code, code))
      return tl_response_error (response, g_str_equal (code, "waiting") ? 403 : 401, code,
                                words[i].message);
  g_return_val_if_reached (FALSE);
}

gboolean
_tl_api_challenge (TlRequest *request, TlResponse *response, GError **error)
{
  static const char *const members[] = { "device", NULL };
  g_autoptr (JsonObject) object = _tl_api_parse (request->body, members, response);
  g_autofree char *challenge = NULL;
  const char *device;
  JsonObject *answer;

  if (object == NULL)
    return TRUE;
  device = tl_json_get_string (object, "device");
  if (!tl_item_id_is_valid (device))
    return _tl_api_malformed (response);
  challenge = tl_store_challenge_new (request->sql, request->now, device, error);
  if (challenge == NULL)
    return FALSE;
  answer = json_object_new ();
  json_object_set_string_member (answer, "challenge", challenge);
  return tl_response_json (response, 200, answer);
}

static gboolean
is_signed (const TlRequest *request,
           const guint8 public_key[32],
           const char *challenge,
           const char *signature)
{
  char **urls = tl_server_get_settings (request->server)->public_urls;

  for (guint i = 0; urls[i] != NULL; i++)
    if (tl_enrolment_verify_challenge (public_key, urls[i], challenge, signature))
      return TRUE;
  return FALSE;
}

/* Every enrolment*.pub of the folder is trusted, so that keys can follow one another. */
static TlEnrolment *
read_enrolment (const TlRequest *request, const char *text)
{
  const char *folder = tl_server_get_settings (request->server)->data;
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autoptr (TlEnrolment) enrolment = NULL;
      TlPublicKey key;

      if (!g_str_has_prefix (name, "enrolment") || !g_str_has_suffix (name, ".pub")
          || !tl_public_key_load (&key, path, NULL))
        continue;
      enrolment = tl_enrolment_from_public (text, -1, &key, NULL);
      if (enrolment != NULL)
        return g_steal_pointer (&enrolment);
    }
  return NULL;
}

typedef struct
{
  const char *device, *challenge, *signature;
  char *enrolment; /* (nullable): text */
} Call;

/* A device that is seen for the first time. @code: (out): why not. */
static gboolean
enrol (TlRequest *request, const Call *call, char **person, const char **code, GError **error)
{
  const TlServerSettings *settings = tl_server_get_settings (request->server);
  g_autoptr (TlEnrolment) enrolment
      = call->enrolment != NULL ? read_enrolment (request, call->enrolment) : NULL;
  gboolean revoked = FALSE;

  if (enrolment == NULL || !g_str_equal (enrolment->id, call->device)
      || !g_strv_contains ((const char *const *)settings->public_urls, enrolment->server))
    *code = "enrolment";
  else if (enrolment->expires <= request->now)
    *code = "expired";
  else if (!is_signed (request, enrolment->public, call->challenge, call->signature))
    *code = "signature";
  if (*code != NULL)
    return TRUE;
  if (!tl_store_device_enrol (request->sql, request->now, enrolment, &revoked, error))
    return FALSE;
  if (revoked)
    *code = "revoked";
  else
    *person = g_strdup (enrolment->person);
  return TRUE;
}

/* In a transaction: the challenge is used up whatever comes of it. */
static gboolean
check (TlRequest *request, const Call *call, char **person, const char **code, GError **error)
{
  g_autoptr (TlStoreDevice) device = NULL;
  gboolean good = FALSE;

  if (!tl_store_challenge_take (request->sql, request->now, call->device, call->challenge, &good,
                                error)
      || !tl_store_device_find (request->sql, call->device, &device, error))
    return FALSE;
  if (!good)
    *code = "challenge";
  else if (device == NULL)
    return enrol (request, call, person, code, error);
  else if (!is_signed (request, device->public_key, call->challenge, call->signature))
    *code = "signature";
  else if (device->revoked)
    *code = "revoked";
  else if (device->expires <= request->now)
    *code = "expired";
  else
    *person = g_strdup (device->person);
  return TRUE;
}

static JsonObject *
person_of (TlSqlRows *rows)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "name", tl_sql_rows_text (rows, 0, 0));
  json_object_set_string_member (object, "unit", tl_sql_rows_text (rows, 0, 1));
  json_object_set_string_member (object, "role", tl_sql_rows_text (rows, 0, 2));
  return object;
}

static gboolean
sign_in (TlRequest *request, const Call *call, TlResponse *response, GError **error)
{
  g_autofree char *person = NULL;
  g_autofree char *token = NULL;
  g_autoptr (TlSqlRows) rows = NULL;
  const char *code = NULL;
  JsonObject *answer;

  if (!tl_sql_begin (request->sql, error) || !check (request, call, &person, &code, error))
    return FALSE;
  if (code != NULL)
    return tl_sql_commit (request->sql, error) && _tl_api_refuse_sign_in (response, code);
  token = tl_store_session_open (request->sql, request->now, "api", person, call->device,
                                 TL_STORE_SESSION_SECONDS, error);
  if (token == NULL || !tl_store_device_seen (request->sql, request->now, call->device, error))
    return FALSE;
  rows = tl_sql_query (request->sql, error, "SELECT name, unit, role FROM people WHERE id = $1",
                       "s", person);
  if (rows == NULL || !tl_sql_commit (request->sql, error))
    return FALSE;
  answer = json_object_new ();
  json_object_set_string_member (answer, "token", token);
  json_object_set_int_member (answer, "expires",
                              request->now + TL_STORE_SESSION_SECONDS * G_GINT64_CONSTANT (1000));
  json_object_set_object_member (answer, "person", person_of (rows));
  return tl_response_json (response, 200, answer);
}

gboolean
_tl_api_sign_in (TlRequest *request, TlResponse *response, GError **error)
{
  static const char *const members[] = { "device", "challenge", "signature", "enrolment", NULL };
  g_autoptr (JsonObject) object = _tl_api_parse (request->body, members, response);
  g_autofree char *enrolment = NULL;
  JsonNode *node;
  Call call;

  if (object == NULL)
    return TRUE;
  node = json_object_get_member (object, "enrolment");
  call.device = tl_json_get_string (object, "device");
  call.challenge = tl_json_get_string (object, "challenge");
  call.signature = tl_json_get_string (object, "signature");
  if (!tl_item_id_is_valid (call.device) || call.challenge == NULL || call.signature == NULL
      || strlen (call.challenge) > 100 || strlen (call.signature) > 200
      || (node != NULL && !JSON_NODE_HOLDS_OBJECT (node)))
    return _tl_api_malformed (response);
  enrolment = node != NULL ? tl_json_to_line (json_node_get_object (node)) : NULL;
  call.enrolment = enrolment;
  return sign_in (request, &call, response, error);
}

/* The token itself is not known here any more: all sessions of this device end, of which there is
 * one that anybody uses. */
gboolean
_tl_api_sign_out (TlRequest *request, TlResponse *response, GError **error)
{
  const TlSession *session = request->session;

  if (tl_sql_exec (request->sql, error,
                   "DELETE FROM sessions WHERE person = $1 AND kind = 'api'"
                   " AND (device = $2 OR (device IS NULL AND $3 IS NULL))",
                   "sss", session->person, session->device, session->device)
      < 0)
    return FALSE;
  response->status = 204;
  return TRUE;
}

gboolean
_tl_api_link (TlRequest *request, TlResponse *response, GError **error)
{
  const TlServerSettings *settings = tl_server_get_settings (request->server);
  g_autofree char *token
      = tl_store_session_open (request->sql, request->now, "link", request->session->person,
                               request->session->device, TL_STORE_LINK_SECONDS, error);
  g_autofree char *url = NULL;
  JsonObject *answer;

  if (token == NULL)
    return FALSE;
  url = g_strdup_printf ("%s/signin?link=%s", settings->public_urls[0], token);
  answer = json_object_new ();
  json_object_set_string_member (answer, "url", url);
  return tl_response_json (response, 200, answer);
}
