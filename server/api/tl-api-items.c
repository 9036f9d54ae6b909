/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "tl-api-private.h"

#include <string.h>

#include "server/store/tl-store-intake.h"
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

/* Items on their way into the database. */
typedef struct
{
  TlStoreIntake intake;
  GPtrArray *items;  /* TlItem */
  GPtrArray *bodies; /* char* */
  GPtrArray *faults; /* GError*, of a batch: NULL for an item */
  gboolean is_batch;
} Begun;

static void
free_fault (gpointer fault)
{
  if (fault != NULL)
    g_error_free (fault);
}

static Begun *
begun_new (TlRequest *request, gboolean is_batch, guint most)
{
  Begun *self = g_new0 (Begun, 1);

  self->is_batch = is_batch;
  self->items = g_ptr_array_new_with_free_func ((GDestroyNotify)tl_item_free);
  self->bodies = g_ptr_array_new_with_free_func (g_free);
  self->faults = g_ptr_array_new_with_free_func (free_fault);
  self->intake.author = author_of (request);
  self->intake.now = request->now;
  self->intake.results = g_new0 (TlStorePut, most);
  self->intake.states = g_new0 (char *, most);
  return self;
}

static void
begun_free (Begun *self)
{
  tl_store_intake_clear (&self->intake);
  g_ptr_array_unref (self->items);
  g_ptr_array_unref (self->bodies);
  g_ptr_array_unref (self->faults);
  g_free (self);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Begun, begun_free)

/* Takes @body. */
static void
begun_add (Begun *self, char *body, gsize length)
{
  GError *fault = NULL;
  TlItem *item = tl_item_from_body (body, (gssize)length, &fault);

  g_ptr_array_add (self->faults, fault);
  if (item == NULL)
    {
      g_free (body);
      return;
    }
  g_ptr_array_add (self->items, item);
  g_ptr_array_add (self->bodies, body);
  self->intake.items = (const TlItem *const *)self->items->pdata;
  self->intake.bodies = (const char *const *)self->bodies->pdata;
  self->intake.n_items = self->items->len;
}

static Begun *
begin_item (TlRequest *request, TlResponse *response)
{
  g_autoptr (Begun) self = begun_new (request, FALSE, 1);
  gsize size;
  const char *data = g_bytes_get_data (request->body, &size);

  /* libsoup 3.2 loses the body of a PUT that it sends again on a new connection: to be tried again,
   * not to be taken for what the workstation wanted to say. */
  if (size == 0)
    {
      tl_response_error (response, 408, "malformed", _tl_api_body_message ("malformed"));
      return NULL;
    }
  begun_add (self, g_strndup (data, size), size);
  if (self->faults->pdata[0] != NULL)
    {
      const char *code = _tl_api_body_code (self->faults->pdata[0]);

      tl_response_error (response, 400, code, _tl_api_body_message (code));
      return NULL;
    }
  if (g_str_equal (self->intake.items[0]->id, request->parameters[0]))
    return g_steal_pointer (&self);
  _tl_api_malformed (response);
  return NULL;
}

/* Returns: (transfer none) (nullable): the bodies of a batch. */
static JsonArray *
find_bodies (JsonObject *object, TlResponse *response)
{
  JsonNode *node = json_object_get_member (object, "items");
  JsonArray *bodies
      = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  for (guint i = 0; bodies != NULL && i < json_array_get_length (bodies); i++)
    if (json_node_get_value_type (json_array_get_element (bodies, i)) != G_TYPE_STRING)
      bodies = NULL;
  if (bodies == NULL)
    _tl_api_malformed (response);
  else if (json_array_get_length (bodies) > MAX_BATCH)
    {
      tl_response_error (response, 400, "limit", _tl_api_body_message ("limit"));
      return NULL;
    }
  return bodies;
}

static Begun *
begin_batch (TlRequest *request, TlResponse *response)
{
  static const char *const members[] = { "items", NULL };
  g_autoptr (JsonObject) object = _tl_api_parse (request->body, members, response);
  JsonArray *bodies = object != NULL ? find_bodies (object, response) : NULL;
  Begun *self;

  if (bodies == NULL)
    return NULL;
  self = begun_new (request, TRUE, json_array_get_length (bodies) + 1);
  for (guint i = 0; i < json_array_get_length (bodies); i++)
    {
      const char *body = json_array_get_string_element (bodies, i);

      begun_add (self, g_strdup (body), strlen (body));
    }
  return self;
}

static gpointer
begin (TlRequest *request, TlResponse *response)
{
  return request->parameters[0] != NULL ? begin_item (request, response)
                                        : begin_batch (request, response);
}

static gboolean
store (TlSql *sql, gpointer *begun, guint n, GError **error)
{
  g_autofree TlStoreIntake **intakes = g_new (TlStoreIntake *, n + 1);

  for (guint i = 0; i < n; i++)
    intakes[i] = &((Begun *)begun[i])->intake;
  return tl_store_intake_put (sql, intakes, n, error);
}

static void
tell_item (const Begun *self, TlResponse *response)
{
  TlStorePut result = self->intake.results[0];

  if (outcomes[result].code != NULL)
    tl_response_error (response, outcomes[result].status, outcomes[result].code,
                       outcomes[result].message);
  else
    tl_response_json (response, outcomes[result].status,
                      state_object (self->intake.items[0]->id, self->intake.states[0]));
}

/* What became of one item of a batch. */
static JsonObject *
tell_one (const Begun *self, guint i)
{
  TlStorePut result = self->intake.results[i];
  JsonObject *object = state_object (self->intake.items[i]->id, self->intake.states[i]);

  json_object_set_int_member (object, "status", outcomes[result].status);
  if (outcomes[result].code != NULL)
    json_object_set_string_member (object, "code", outcomes[result].code);
  return object;
}

static JsonObject *
tell_fault (const GError *fault)
{
  JsonObject *object = json_object_new ();

  json_object_set_int_member (object, "status", 400);
  json_object_set_string_member (object, "code", _tl_api_body_code (fault));
  return object;
}

static void
tell_batch (const Begun *self, TlResponse *response)
{
  JsonArray *results = json_array_new ();
  JsonObject *answer = json_object_new ();
  guint next = 0;

  for (guint i = 0; i < self->faults->len; i++)
    json_array_add_object_element (results, self->faults->pdata[i] != NULL
                                                ? tell_fault (self->faults->pdata[i])
                                                : tell_one (self, next++));
  json_object_set_array_member (answer, "results", results);
  tl_response_json (response, 200, answer);
}

static void
end (gpointer begun, TlResponse *response)
{
  g_autoptr (Begun) self = begun;

  if (response == NULL)
    return;
  if (self->is_batch)
    tell_batch (self, response);
  else
    tell_item (self, response);
}

const TlTogether tl_api_together = { begin, store, end };

gboolean
_tl_api_put_item (TlRequest *request, TlResponse *response, GError **error)
{
  gpointer begun = begin (request, response);
  gboolean done = begun == NULL || store (request->sql, &begun, 1, error);

  if (begun != NULL)
    end (begun, done ? response : NULL);
  return done;
}

gboolean
_tl_api_post_items (TlRequest *request, TlResponse *response, GError **error)
{
  return _tl_api_put_item (request, response, error);
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
