/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "base/tl-json.h"

#include <string.h>

#include "base/tl-error.h"
#include "base/tl-limits.h"

/* json-glib recurses on nesting and reads several values in a row, so the shape is checked before
 * it sees the text: one bracketed value, nested at most TL_LIMIT_JSON_DEPTH deep, with nothing but
 * space after it. */
static gboolean
check_shape (const char *data, gsize length, GError **error)
{
  int depth = 0;
  gboolean in_string = FALSE;
  gboolean closed = FALSE;

  for (gsize i = 0; i < length; i++)
    {
      char c = data[i];

      if (in_string)
        {
          if (c == '\\')
            i++;
          else if (c == '"')
            in_string = FALSE;
          continue;
        }
      if (closed && !g_ascii_isspace (c))
        {
          g_set_error_literal (error, TL_ERROR, TL_ERROR_INPUT, "text after the JSON object");
          return FALSE;
        }
      in_string = c == '"';
      if ((c == '{' || c == '[') && ++depth > TL_LIMIT_JSON_DEPTH)
        {
          g_set_error_literal (error, TL_ERROR, TL_ERROR_LIMIT, "JSON is nested too deeply");
          return FALSE;
        }
      if (c == '}' || c == ']')
        closed = --depth == 0;
    }
  return TRUE;
}

JsonObject *
tl_json_parse (const char *data, gssize length, GError **error)
{
  g_autoptr (JsonParser) parser = NULL;
  gsize size = length < 0 ? strlen (data) : (gsize)length;
  JsonNode *root;

  if (size > TL_LIMIT_JSON_LINE)
    {
      g_set_error_literal (error, TL_ERROR, TL_ERROR_LIMIT, "JSON is too large");
      return NULL;
    }
  if (!g_utf8_validate (data, (gssize)size, NULL))
    {
      g_set_error_literal (error, TL_ERROR, TL_ERROR_INPUT, "JSON is not valid UTF-8");
      return NULL;
    }
  if (!check_shape (data, size, error))
    return NULL;
  parser = json_parser_new_immutable ();
  if (!json_parser_load_from_data (parser, data, (gssize)size, error))
    return NULL;
  root = json_parser_get_root (parser);
  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    {
      g_set_error_literal (error, TL_ERROR, TL_ERROR_INPUT, "JSON is not an object");
      return NULL;
    }
  return json_node_dup_object (root);
}

const char *
tl_json_get_string (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node)
      || json_node_get_value_type (node) != G_TYPE_STRING)
    return NULL;
  return json_node_get_string (node);
}

void
tl_json_set_string (JsonObject *object, const char *name, const char *value)
{
  if (value != NULL)
    json_object_set_string_member (object, name, value);
  else
    json_object_set_null_member (object, name);
}

char *
tl_json_to_line (JsonObject *object)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);

  json_node_set_object (node, object);
  return json_to_string (node, FALSE);
}
