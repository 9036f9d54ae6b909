/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "base/tl-json.h"

#include <string.h>

#include "base/tl-error.h"
#include "base/tl-limits.h"

/* json-glib recurses on nesting, so depth is bounded before it sees the text. */
static gboolean
depth_is_bounded (const char *data, gsize length)
{
  int depth = 0;
  gboolean in_string = FALSE;

  for (gsize i = 0; i < length; i++)
    {
      char c = data[i];
      if (in_string)
        {
          if (c == '\\')
            i++;
          else if (c == '"')
            in_string = FALSE;
        }
      else if (c == '"')
        in_string = TRUE;
      else if (c == '{' || c == '[')
        {
          if (++depth > TL_LIMIT_JSON_DEPTH)
            return FALSE;
        }
      else if (c == '}' || c == ']')
        depth--;
    }
  return TRUE;
}

JsonObject *
tl_json_parse (const char *data, gssize length, GError **error)
{
  g_autoptr (JsonParser) parser = NULL;
  gsize size = length < 0 ? strlen (data) : (gsize)length;
  JsonNode *root;

  if (size > TL_LIMIT_JSON_LINE || !depth_is_bounded (data, size))
    {
      g_set_error_literal (error, TL_ERROR, TL_ERROR_LIMIT, "JSON too large or nested too deeply");
      return NULL;
    }
  if (!g_utf8_validate (data, (gssize)size, NULL))
    {
      g_set_error_literal (error, TL_ERROR, TL_ERROR_INPUT, "JSON is not valid UTF-8");
      return NULL;
    }
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
