/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an answer says. Whoever answers may be anybody: every member is looked at. */
#include "config.h"

#include <string.h>

#include "base/tl-json.h"
#include "sync/tl-centre-private.h"

#define MAX_WORDS   TL_DESK_MAX_QUOTE
#define MAX_CODE    64
#define MAX_CHANGES 1000

static gboolean
fail (GError **error, const char *what)
{
  g_set_error (error, TL_CENTRE_ERROR, TL_CENTRE_ERROR_ANSWER, "this is no answer of a centre (%s)",
               what);
  return FALSE;
}

/* (transfer full) (nullable): a text of at most @most bytes; words are cut, all else is not taken.
 */
static char *
take_text (JsonObject *object, const char *name, gsize most, gboolean cut)
{
  const char *text = tl_json_get_string (object, name);

  if (text == NULL || strlen (text) <= most)
    return g_strdup (text);
  return cut ? g_utf8_make_valid (text, (gssize)most) : NULL;
}

static gint64
take_number (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node)
      || json_node_get_value_type (node) != G_TYPE_INT64)
    return -1;
  return json_node_get_int (node);
}

static JsonArray *
take_list (JsonObject *object, const char *name, guint most)
{
  JsonNode *node = json_object_get_member (object, name);
  JsonArray *list
      = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  return list != NULL && json_array_get_length (list) <= most ? list : NULL;
}

static JsonObject *
object_of (JsonNode *node)
{
  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

/* A code is a word for programs: what is none is not kept. */
static gboolean
is_code (const char *code)
{
  return code != NULL && *code != '\0' && strlen (code) <= MAX_CODE
         && strspn (code, "abcdefghijklmnopqrstuvwxyz_") == strlen (code);
}

void
_tl_centre_read_error (const TlCentreAnswer *answer, char **code, char **message)
{
  g_autoptr (JsonObject) object = tl_json_parse (answer->body, (gssize)answer->length, NULL);
  JsonObject *fault = object != NULL ? object_of (json_object_get_member (object, "error")) : NULL;
  const char *found = fault != NULL ? tl_json_get_string (fault, "code") : NULL;

  *code = is_code (found) ? g_strdup (found) : NULL;
  *message = fault != NULL ? take_text (fault, "message", 1000, TRUE) : NULL;
}

TlDeskResult *
_tl_centre_result_of_status (const TlDeskItem *item,
                             guint status,
                             const char *code,
                             const char *message)
{
  gboolean withdrawn = item->state == TL_ITEM_WITHDRAWN;
  TlDeskOutcome outcome = TL_DESK_FAILED;
  TlDeskResult *result;

  if (status == 200 || status == 201 || (withdrawn && (status == 404 || status == 410)))
    outcome = TL_DESK_SENT;
  else if (withdrawn && status == 409)
    outcome = TL_DESK_TOO_LATE;
  result = tl_desk_result_new (item, outcome);
  if (outcome == TL_DESK_SENT)
    return result;
  result->reason = is_code (code) ? g_strdup (code) : g_strdup_printf ("status_%u", status);
  result->message = g_strdup (message);
  return result;
}

GPtrArray *
_tl_centre_read_results (const TlCentreAnswer *answer, GPtrArray *items, GError **error)
{
  g_autoptr (JsonObject) object = tl_json_parse (answer->body, (gssize)answer->length, NULL);
  JsonArray *list = object != NULL ? take_list (object, "results", items->len) : NULL;
  g_autoptr (GPtrArray) results
      = g_ptr_array_new_with_free_func ((GDestroyNotify)tl_desk_result_free);

  if (list == NULL || json_array_get_length (list) != items->len)
    {
      fail (error, "results");
      return NULL;
    }
  for (guint i = 0; i < items->len; i++)
    {
      const TlDeskItem *item = g_ptr_array_index (items, i);
      JsonObject *one = object_of (json_array_get_element (list, i));
      const char *id = one != NULL ? tl_json_get_string (one, "id") : NULL;
      gint64 status = one != NULL ? take_number (one, "status") : -1;
      g_autofree char *message = one != NULL ? take_text (one, "message", 1000, TRUE) : NULL;

      /* One that was refused for its form has no id. */
      if (status < 200 || status > 599 || (id == NULL && status < 400)
          || (id != NULL && strcmp (id, item->item->id) != 0))
        {
          fail (error, "results");
          return NULL;
        }
      /* What is the centre's own trouble is no answer for the item, nor for those behind it. */
      if (status >= 500 || status == 429)
        break;
      g_ptr_array_add (results,
                       _tl_centre_result_of_status (item, (guint)status,
                                                    tl_json_get_string (one, "code"), message));
    }
  return g_steal_pointer (&results);
}

void
tl_centre_changes_free (TlCentreChanges *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->changes);
  g_free (self->cursor);
  g_free (self->etag);
  g_free (self);
}

/* NULL for what this program does not know. */
static TlDeskItemEvent *
read_change (JsonObject *object)
{
  const char *id = tl_json_get_string (object, "id");
  gint64 time = take_number (object, "time");
  TlDeskItemEvent *event;
  TlItemState state;

  if (!tl_item_id_is_valid (id) || time < 0
      || !tl_item_state_from_name (tl_json_get_string (object, "state"), &state)
      || state < TL_ITEM_RECEIVED)
    return NULL;
  event = tl_desk_item_event_new (id, state, time);
  event->text = take_text (object, "text", MAX_WORDS, TRUE);
  event->serial = MAX (take_number (object, "serial"), 0);
  event->document = take_text (object, "document", TL_DESK_MAX_ID, FALSE);
  event->anchor = take_text (object, "anchor", TL_DESK_MAX_ID, FALSE);
  event->into = take_text (object, "into", TL_DESK_MAX_ID, FALSE);
  return event;
}

TlCentreChanges *
_tl_centre_read_changes (const TlCentreAnswer *answer, GError **error)
{
  g_autoptr (JsonObject) object = tl_json_parse (answer->body, (gssize)answer->length, NULL);
  g_autoptr (TlCentreChanges) changes = g_new0 (TlCentreChanges, 1);
  JsonArray *list = object != NULL ? take_list (object, "changes", MAX_CHANGES) : NULL;
  gint64 cursor = object != NULL ? take_number (object, "cursor") : -1;
  JsonNode *more = object != NULL ? json_object_get_member (object, "more") : NULL;

  changes->changes = g_ptr_array_new_with_free_func ((GDestroyNotify)tl_desk_item_event_free);
  if (list == NULL || cursor < 0)
    {
      fail (error, "changes");
      return NULL;
    }
  for (guint i = 0; i < json_array_get_length (list); i++)
    {
      JsonObject *one = object_of (json_array_get_element (list, i));
      TlDeskItemEvent *event = one != NULL ? read_change (one) : NULL;

      if (event != NULL)
        g_ptr_array_add (changes->changes, event);
    }
  changes->cursor = g_strdup_printf ("%" G_GINT64_FORMAT, cursor);
  if (answer->etag != NULL && strlen (answer->etag) <= 200 && g_str_is_ascii (answer->etag))
    changes->etag = g_strdup (answer->etag);
  changes->more = more != NULL && JSON_NODE_HOLDS_VALUE (more)
                  && json_node_get_value_type (more) == G_TYPE_BOOLEAN
                  && json_node_get_boolean (more) && json_array_get_length (list) > 0;
  return g_steal_pointer (&changes);
}
