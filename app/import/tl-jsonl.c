/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "import/tl-jsonl.h"

#include <string.h>

#include "base/tl-clock.h"
#include "base/tl-error.h"
#include "base/tl-json.h"
#include "import/tl-import-private.h"

typedef struct
{
  const char *name;
  TlImportResult *result;
  TlJsonlFunc func;
  gpointer user_data;
  guint good;
} Reader;

static gboolean
is_blank (const char *line, gsize length)
{
  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isspace (line[i]))
      return FALSE;
  return TRUE;
}

static gboolean
take_line (
    Reader *self, const char *line, gsize length, guint number, gboolean complete, GError **error)
{
  g_autoptr (GError) bad = NULL;
  g_autoptr (JsonObject) object = NULL;
  g_autofree char *reason = NULL;

  if (is_blank (line, length))
    return TRUE;
  object = tl_json_parse (line, (gssize)length, &bad);
  if (object == NULL && !complete)
    {
      g_set_error (error, TL_ERROR, TL_ERROR_INPUT,
                   "%s:%u: truncated: the last line stops in the "
                   "middle (%s); fetch the file again",
                   self->name, number, bad->message);
      return FALSE;
    }
  reason = object != NULL ? self->func (object, number, self->user_data) : g_strdup (bad->message);
  if (reason != NULL)
    {
      self->result->dropped++;
      _tl_import_note (self->result->notes, "line %u left out: %s", number, reason);
    }
  else
    self->good++;
  return TRUE;
}

gboolean
tl_jsonl_foreach (GBytes *data,
                  const char *name,
                  TlImportResult *result,
                  TlJsonlFunc func,
                  gpointer user_data,
                  GCancellable *cancellable,
                  GError **error)
{
  Reader self = { name, result, func, user_data, 0 };
  gsize size;
  const char *at = g_bytes_get_data (data, &size);
  const char *end = at != NULL ? at + size : at;

  if (size >= 3 && memcmp (at, "\xef\xbb\xbf", 3) == 0)
    at += 3;
  for (guint number = 1; at < end; number++)
    {
      const char *stop = memchr (at, '\n', (gsize)(end - at));

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      if (!take_line (&self, at, (gsize)((stop != NULL ? stop : end) - at), number, stop != NULL,
                      error))
        return FALSE;
      at = stop != NULL ? stop + 1 : end;
    }
  if (self.good > 0)
    return TRUE;
  g_set_error (error, TL_ERROR, TL_ERROR_INPUT, "%s: no line of it could be used%s%s", name,
               result->notes->len > 0 ? "; " : "",
               result->notes->len > 0 ? (char *)g_ptr_array_index (result->notes, 0) : "");
  return FALSE;
}

char *
tl_jsonl_dup_text (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);
  g_autofree char *text = NULL;

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node))
    return NULL;
  if (json_node_get_value_type (node) == G_TYPE_STRING)
    text = _tl_import_clean (json_node_get_string (node));
  else if (json_node_get_value_type (node) == G_TYPE_INT64)
    text = g_strdup_printf ("%" G_GINT64_FORMAT, json_node_get_int (node));
  return text != NULL && *text != '\0' ? g_steal_pointer (&text) : NULL;
}

char *
tl_jsonl_dup_body (JsonObject *object, const char *name)
{
  const char *text = tl_json_get_string (object, name);
  char *body = _tl_import_normalize (text != NULL ? text : "");

  return g_strstrip (body);
}

char *
tl_jsonl_dup_date (JsonObject *object, const char *name, char **problem)
{
  g_autofree char *text = tl_jsonl_dup_text (object, name);

  if (text == NULL || tl_date_is_valid (text))
    return g_steal_pointer (&text);
  if (*problem == NULL)
    *problem = g_strdup_printf ("\"%s\" is no date of the form YYYY-MM-DD: %s", name, text);
  return NULL;
}

gboolean
tl_jsonl_get_flag (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node)
         && json_node_get_value_type (node) == G_TYPE_BOOLEAN && json_node_get_boolean (node);
}
