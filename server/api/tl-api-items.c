/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "tl-api-private.h"

#include <string.h>

#include "server/store/tl-store.h"

#define MAX_BATCH     100
#define MAX_CHANGES   500
#define FIRST_CHANGES 100

static const struct
{
  guint status;
  const char *code, *message;
} outcomes[] = {
  [TL_STORE_NEW] = { 201, NULL, NULL },
  [TL_STORE_SAME] = { 200, NULL, NULL },
  [TL_STORE_REPLACED] = { 200, NULL, NULL },
  [TL_STORE_CONFLICT] = { 409, "conflict", "Máy chủ đã có một góp ý khác mang mã này." },
  [TL_STORE_CLAIMED]
  = { 409, "claimed", "Tổ biên tập đã nhận góp ý này nên không sửa hoặc rút được nữa." },
  [TL_STORE_WITHDRAWN] = { 410, "withdrawn", "Góp ý này đã được rút." },
  [TL_STORE_NOT_FOUND] = { 404, "not_found", "Không tìm thấy góp ý này." },
};

static TlStoreAuthor
author_of (const TlRequest *request)
{
  return (TlStoreAuthor){ request->session->person, request->session->unit,
                          request->session->device };
}

static JsonObject *
state_object (const char *id, const char *state)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "id", id);
  json_object_set_string_member (object, "state", state);
  return object;
}

gboolean
_tl_api_put_item (TlRequest *request, TlResponse *response, GError **error)
{
  const TlStoreAuthor author = author_of (request);
  gsize size;
  const char *data = g_bytes_get_data (request->body, &size);
  g_autofree char *body = g_strndup (data != NULL ? data : "", size);
  g_autoptr (GError) fault = NULL;
  g_autoptr (TlItem) item = tl_item_from_body (body, (gssize)size, &fault);
  g_autofree char *state = NULL;
  TlStorePut result;

  /* libsoup 3.2 loses the body of a PUT that it sends again on a new connection: to be tried again,
   * not to be taken for what the workstation wanted to say. */
  if (size == 0)
    return tl_response_error (response, 408, "malformed", _tl_api_body_message ("malformed"));
  if (item == NULL)
    {
      const char *code = _tl_api_body_code (fault);

      return tl_response_error (response, 400, code, _tl_api_body_message (code));
    }
  if (!g_str_equal (item->id, request->parameters[0]))
    return _tl_api_malformed (response);
  if (!tl_store_item_put (request->sql, request->now, &author, item, body, &result, &state, error))
    return FALSE;
  if (outcomes[result].code != NULL)
    return tl_response_error (response, outcomes[result].status, outcomes[result].code,
                              outcomes[result].message);
  return tl_response_json (response, outcomes[result].status, state_object (item->id, state));
}

/* What became of one body of a batch. */
static JsonObject *
put_one (TlRequest *request, const char *body, GError **error)
{
  const TlStoreAuthor author = author_of (request);
  g_autoptr (GError) fault = NULL;
  g_autoptr (TlItem) item = tl_item_from_body (body, -1, &fault);
  g_autofree char *state = NULL;
  TlStorePut result;
  JsonObject *object;

  if (item == NULL)
    {
      object = json_object_new ();
      json_object_set_int_member (object, "status", 400);
      json_object_set_string_member (object, "code", _tl_api_body_code (fault));
      return object;
    }
  if (!tl_store_item_put (request->sql, request->now, &author, item, body, &result, &state, error))
    return NULL;
  object = state_object (item->id, state);
  json_object_set_int_member (object, "status", outcomes[result].status);
  if (outcomes[result].code != NULL)
    json_object_set_string_member (object, "code", outcomes[result].code);
  return object;
}

static gboolean
put_all (TlRequest *request, JsonArray *bodies, JsonArray *results, GError **error)
{
  if (!tl_sql_begin (request->sql, error))
    return FALSE;
  for (guint i = 0; i < json_array_get_length (bodies); i++)
    {
      JsonObject *object = put_one (request, json_array_get_string_element (bodies, i), error);

      if (object == NULL)
        return FALSE;
      json_array_add_object_element (results, object);
    }
  return tl_sql_commit (request->sql, error);
}

gboolean
_tl_api_post_items (TlRequest *request, TlResponse *response, GError **error)
{
  static const char *const members[] = { "items", NULL };
  g_autoptr (JsonObject) object = _tl_api_parse (request->body, members, response);
  g_autoptr (JsonArray) results = json_array_new ();
  JsonNode *node;
  JsonArray *bodies;
  JsonObject *answer;

  if (object == NULL)
    return TRUE;
  node = json_object_get_member (object, "items");
  if (node == NULL || !JSON_NODE_HOLDS_ARRAY (node))
    return _tl_api_malformed (response);
  bodies = json_node_get_array (node);
  if (json_array_get_length (bodies) > MAX_BATCH)
    return tl_response_error (response, 400, "limit", _tl_api_body_message ("limit"));
  for (guint i = 0; i < json_array_get_length (bodies); i++)
    if (json_node_get_value_type (json_array_get_element (bodies, i)) != G_TYPE_STRING)
      return _tl_api_malformed (response);
  if (!put_all (request, bodies, results, error))
    return FALSE;
  answer = json_object_new ();
  json_object_set_array_member (answer, "results", g_steal_pointer (&results));
  return tl_response_json (response, 200, answer);
}

gboolean
_tl_api_withdraw (TlRequest *request, TlResponse *response, GError **error)
{
  const TlStoreAuthor author = author_of (request);
  const char *id = request->parameters[0];
  TlStorePut result;

  if (!tl_item_id_is_valid (id))
    return _tl_api_malformed (response);
  if (!tl_sql_begin (request->sql, error)
      || !tl_store_item_withdraw (request->sql, request->now, &author, id, &result, error)
      || !tl_sql_commit (request->sql, error))
    return FALSE;
  if (result != TL_STORE_WITHDRAWN)
    return tl_response_error (response, outcomes[result].status, outcomes[result].code,
                              outcomes[result].message);
  return tl_response_json (response, 200, state_object (id, "withdrawn"));
}

/* A whole number from the query; @otherwise where it is not there; -1: it is none. */
static gint64
number_of (TlRequest *request, const char *name, gint64 otherwise)
{
  const char *text = g_hash_table_lookup (request->query, name);
  guint64 value;

  if (text == NULL)
    return otherwise;
  return g_ascii_string_to_unsigned (text, 10, 0, G_MAXINT64, &value, NULL) ? (gint64)value : -1;
}

static void
set_text (JsonObject *object, const char *name, TlSqlRows *rows, guint row, guint column)
{
  if (!tl_sql_rows_is_null (rows, row, column))
    json_object_set_string_member (object, name, tl_sql_rows_text (rows, row, column));
}

static JsonObject *
change_of (TlSqlRows *rows, guint row)
{
  JsonObject *object
      = state_object (tl_sql_rows_text (rows, row, 1), tl_sql_rows_text (rows, row, 2));

  json_object_set_int_member (object, "time", tl_sql_rows_int (rows, row, 3));
  set_text (object, "text", rows, row, 4);
  if (!tl_sql_rows_is_null (rows, row, 5))
    json_object_set_int_member (object, "serial", tl_sql_rows_int (rows, row, 5));
  set_text (object, "document", rows, row, 6);
  set_text (object, "anchor", rows, row, 7);
  set_text (object, "into", rows, row, 8);
  return object;
}

gboolean
_tl_api_changes (TlRequest *request, TlResponse *response, GError **error)
{
  gint64 after = number_of (request, "after", 0);
  gint64 limit = number_of (request, "limit", FIRST_CHANGES);
  g_autoptr (TlSqlRows) rows = NULL;
  gint64 cursor = after;
  guint n;
  JsonArray *changes;
  JsonObject *answer;

  if (after < 0 || limit < 1 || limit > MAX_CHANGES)
    return _tl_api_malformed (response);
  rows = tl_store_item_changes (request->sql, request->session->person, after, (guint)limit + 1,
                                error);
  if (rows == NULL)
    return FALSE;
  n = MIN (tl_sql_rows_count (rows), (guint)limit);
  changes = json_array_new ();
  for (guint i = 0; i < n; i++)
    json_array_add_object_element (changes, change_of (rows, i));
  if (n > 0)
    cursor = tl_sql_rows_int (rows, n - 1, 0);
  answer = json_object_new ();
  json_object_set_int_member (answer, "cursor", cursor);
  json_object_set_boolean_member (answer, "more", tl_sql_rows_count (rows) > n);
  json_object_set_array_member (answer, "changes", changes);
  /* Events are only added: after the same cursor, the last one says it all. */
  response->etag
      = g_strdup_printf ("\"%" G_GINT64_FORMAT "-%u\"", cursor, tl_sql_rows_count (rows));
  return tl_response_json (response, 200, answer);
}
