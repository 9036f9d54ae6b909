/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "server-resources.h"
#include "tl-api-private.h"

#include <string.h>

#include "base/tl-error.h"
#include "base/tl-json.h"

static gboolean
send_description (TlRequest *request, TlResponse *response, GError **error)
{
  g_autofree char *digest = NULL;

  response->body
      = g_resource_lookup_data (tl_server_get_resource (), "/vn/toaan/TroLy/server/openapi.json",
                                G_RESOURCE_LOOKUP_FLAGS_NONE, error);
  if (response->body == NULL)
    return FALSE;
  digest = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, response->body);
  response->type = "application/json; charset=utf-8";
  response->etag = g_strdup_printf ("\"%.32s\"", digest);
  return TRUE;
}

static gboolean
send_health (TlRequest *request, TlResponse *response, GError **error)
{
  gboolean healthy = tl_server_is_healthy (request->server);

  response->status = healthy ? 200 : 503;
  response->type = "text/plain; charset=utf-8";
  response->body = g_bytes_new_static (healthy ? "ok\n" : "no\n", 3);
  return TRUE;
}

static gboolean
send_metrics (TlRequest *request, TlResponse *response, GError **error)
{
  char *text = tl_server_dup_metrics (request->server);

  response->type = "text/plain; version=0.0.4; charset=utf-8";
  response->body = g_bytes_new_take (text, strlen (text));
  return TRUE;
}

static const char *
role_name (TlRole role)
{
  return role == TL_ROLE_JUDGE        ? "judge"
         : role == TL_ROLE_EDITOR     ? "editor"
         : role == TL_ROLE_STATISTICS ? "statistics"
                                      : "administrator";
}

static gboolean
send_me (TlRequest *request, TlResponse *response, GError **error)
{
  const TlSession *session = request->session;
  g_autoptr (TlSqlRows) rows = tl_sql_query (
      request->sql, error, "SELECT name FROM units WHERE code = $1", "s", session->unit);
  JsonObject *object;

  if (rows == NULL)
    return FALSE;
  object = json_object_new ();
  json_object_set_string_member (object, "id", session->person);
  json_object_set_string_member (object, "name", session->name);
  json_object_set_string_member (object, "unit", session->unit);
  json_object_set_string_member (object, "unit_name", tl_sql_rows_text (rows, 0, 0));
  json_object_set_string_member (object, "role", role_name (session->role));
  return tl_response_json (response, 200, object);
}

gboolean
_tl_api_is_shallow (const char *text, gsize length, guint depth)
{
  gboolean in_string = FALSE;
  guint open = 0;

  for (gsize i = 0; i < length; i++)
    if (in_string)
      {
        if (text[i] == '\\')
          i++;
        else if (text[i] == '"')
          in_string = FALSE;
      }
    else if (text[i] == '"')
      in_string = TRUE;
    else if (text[i] == '{' || text[i] == '[')
      {
        if (++open > depth)
          return FALSE;
      }
    else if ((text[i] == '}' || text[i] == ']') && open > 0)
      open--;
  return TRUE;
}

const char *
_tl_api_body_code (const GError *error)
{
  if (g_error_matches (error, TL_ERROR, TL_ERROR_LIMIT))
    return "limit";
  return g_error_matches (error, TL_ERROR, TL_ERROR_UNSUPPORTED) ? "unknown_member" : "malformed";
}

const char *
_tl_api_body_message (const char *code)
{
  if (g_str_equal (code, "limit"))
    return "Nội dung gửi lên vượt quá giới hạn cho phép.";
  if (g_str_equal (code, "unknown_member"))
    return "Nội dung gửi lên có phần mà máy chủ không nhận.";
  return "Máy chủ không đọc được dữ liệu gửi lên.";
}

gboolean
_tl_api_malformed (TlResponse *response)
{
  return tl_response_error (response, 400, "malformed", _tl_api_body_message ("malformed"));
}

JsonObject *
_tl_api_parse (GBytes *body, const char *const *members, TlResponse *response)
{
  gsize size;
  const char *text = g_bytes_get_data (body, &size);
  g_autoptr (JsonObject) object = NULL;
  JsonObjectIter iter;
  const char *name;

  if (!_tl_api_is_shallow (text, size, TL_API_JSON_DEPTH))
    {
      tl_response_error (response, 400, "limit", _tl_api_body_message ("limit"));
      return NULL;
    }
  object = size > 0 ? tl_json_parse (text, (gssize)size, NULL) : NULL;
  if (object == NULL)
    {
      _tl_api_malformed (response);
      return NULL;
    }
  json_object_iter_init (&iter, object);
  while (json_object_iter_next (&iter, &name, NULL))
    if (!g_strv_contains (members, name))
      {
        tl_response_error (response, 400, "unknown_member",
                           _tl_api_body_message ("unknown_member"));
        return NULL;
      }
  return g_steal_pointer (&object);
}

const TlRoute tl_api_routes[] = {
  { "GET", "/healthz", TL_ROLE_ANYBODY, TL_ROUTE_NO_SQL, send_health },
  { "GET", "/metrics", TL_ROLE_ANYBODY, TL_ROUTE_NO_SQL | TL_ROUTE_LOCAL, send_metrics },
  { "GET", "/v1/openapi.json", TL_ROLE_ANYBODY, TL_ROUTE_NO_SQL, send_description },
  { "POST", "/v1/session/challenge", TL_ROLE_ANYBODY, 0, _tl_api_challenge },
  { "POST", "/v1/session", TL_ROLE_ANYBODY, 0, _tl_api_sign_in },
  { "GET", "/v1/session/oidc", TL_ROLE_ANYBODY, TL_ROUTE_NO_SQL, _tl_api_sign_in_offer },
  { "POST", "/v1/session/oidc", TL_ROLE_ANYBODY, 0, _tl_api_sign_in_oidc },
  { "DELETE", "/v1/session", TL_ROLE_SIGNED_IN, 0, _tl_api_sign_out },
  { "POST", "/v1/session/link", TL_ROLE_SIGNED_IN, 0, _tl_api_link },
  { "GET", "/v1/me", TL_ROLE_SIGNED_IN, 0, send_me },
  { "GET", "/v1/items", TL_ROLE_SIGNED_IN, 0, _tl_api_changes },
  { "POST", "/v1/items", TL_ROLE_SIGNED_IN, TL_ROUTE_BATCH | TL_ROUTE_TOGETHER,
    _tl_api_post_items },
  { "PUT", "/v1/items/{id}", TL_ROLE_SIGNED_IN, TL_ROUTE_TOGETHER, _tl_api_put_item },
  { "DELETE", "/v1/items/{id}", TL_ROLE_SIGNED_IN, 0, _tl_api_withdraw },
  { "PUT", "/v1/usage/{day}", TL_ROLE_SIGNED_IN, 0, _tl_api_put_usage },
  { NULL, NULL, 0, 0, NULL },
};
