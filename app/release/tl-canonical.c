/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "release/tl-canonical-private.h"

#include <string.h>

#include "base/tl-json.h"
#include "base/tl-limits.h"
#include "release/tl-release-error.h"

static gboolean write_node (GString *out, JsonNode *node, guint depth, GError **error);

gboolean
_tl_release_fail (GError **error, int code, const char *format, ...)
{
  g_autofree char *message = NULL;
  va_list arguments;

  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_set_error_literal (error, TL_RELEASE_ERROR, code, message);
  return FALSE;
}

static void
write_string (GString *out, const char *text)
{
  static const char plain[] = "\"\\\b\f\n\r\t";
  static const char letters[] = "\"\\bfnrt";

  g_string_append_c (out, '"');
  for (; *text != '\0'; text++)
    {
      const char *place = strchr (plain, *text);

      if (place != NULL)
        g_string_append_printf (out, "\\%c", letters[place - plain]);
      else if ((guchar)*text < 0x20)
        g_string_append_printf (out, "\\u%04x", (guint)*text);
      else
        g_string_append_c (out, *text);
    }
  g_string_append_c (out, '"');
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (a, b);
}

static gboolean
write_object (GString *out, JsonObject *object, guint depth, GError **error)
{
  g_autoptr (GList) names = g_list_sort (json_object_get_members (object), compare_names);

  g_string_append_c (out, '{');
  for (GList *link = names; link != NULL; link = link->next)
    {
      const char *name = link->data;

      /* Among names in ASCII the order of bytes is that of UTF-16. */
      if (!g_str_is_ascii (name))
        return _tl_release_fail (error, TL_RELEASE_ERROR_MANIFEST, "a member's name is not ASCII");
      if (link != names)
        g_string_append_c (out, ',');
      write_string (out, name);
      g_string_append_c (out, ':');
      if (!write_node (out, json_object_get_member (object, name), depth, error))
        return FALSE;
    }
  g_string_append_c (out, '}');
  return TRUE;
}

static gboolean
write_array (GString *out, JsonArray *array, guint depth, GError **error)
{
  g_string_append_c (out, '[');
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      if (i > 0)
        g_string_append_c (out, ',');
      if (!write_node (out, json_array_get_element (array, i), depth, error))
        return FALSE;
    }
  g_string_append_c (out, ']');
  return TRUE;
}

static gboolean
write_value (GString *out, JsonNode *node, GError **error)
{
  GType type = json_node_get_value_type (node);
  gint64 number;

  if (type == G_TYPE_STRING)
    {
      const char *text = json_node_get_string (node);

      write_string (out, text != NULL ? text : "");
      return TRUE;
    }
  if (type == G_TYPE_BOOLEAN)
    {
      g_string_append (out, json_node_get_boolean (node) ? "true" : "false");
      return TRUE;
    }
  number = type == G_TYPE_INT64 ? json_node_get_int (node) : -1;
  if (number < 0 || number > TL_CANONICAL_NUMBER)
    return _tl_release_fail (error, TL_RELEASE_ERROR_MANIFEST,
                             "a number is not whole, or not between 0 and 2^53");
  g_string_append_printf (out, "%" G_GINT64_FORMAT, number);
  return TRUE;
}

static gboolean
write_node (GString *out, JsonNode *node, guint depth, GError **error)
{
  if (depth > TL_LIMIT_JSON_DEPTH)
    return _tl_release_fail (error, TL_RELEASE_ERROR_MANIFEST, "nested too deeply");
  switch (json_node_get_node_type (node))
    {
    case JSON_NODE_OBJECT:
      return write_object (out, json_node_get_object (node), depth + 1, error);
    case JSON_NODE_ARRAY:
      return write_array (out, json_node_get_array (node), depth + 1, error);
    case JSON_NODE_VALUE:
      return write_value (out, node, error);
    case JSON_NODE_NULL:
    default:
      g_string_append (out, "null");
      return TRUE;
    }
}

char *
_tl_canonical_write (JsonObject *object, GError **error)
{
  GString *out = g_string_new (NULL);

  if (!write_object (out, object, 1, error))
    {
      g_string_free (out, TRUE);
      return NULL;
    }
  g_string_append_c (out, '\n');
  return g_string_free (out, FALSE);
}

JsonObject *
_tl_canonical_read (const void *data,
                    gsize length,
                    gsize limit,
                    const char *what,
                    const char *format,
                    GError **error)
{
  g_autoptr (JsonObject) object = NULL;
  g_autoptr (GError) parse_error = NULL;
  g_autofree char *again = NULL;
  const char *found;

  if (length > limit)
    {
      _tl_release_fail (error, TL_RELEASE_ERROR_MANIFEST, "%s has %zu bytes, %zu are the most",
                        what, length, limit);
      return NULL;
    }
  object = tl_json_parse (data != NULL ? data : "", (gssize)length, &parse_error);
  if (object == NULL)
    {
      _tl_release_fail (error, TL_RELEASE_ERROR_MANIFEST, "%s: %s", what, parse_error->message);
      return NULL;
    }
  found = tl_json_get_string (object, "format");
  if (found == NULL || strcmp (found, format) != 0)
    {
      _tl_release_fail (error, TL_RELEASE_ERROR_MANIFEST, "%s is not of the format \"%s\"", what,
                        format);
      return NULL;
    }
  again = _tl_canonical_write (object, error);
  if (again == NULL)
    {
      g_prefix_error (error, "%s: ", what);
      return NULL;
    }
  if (strlen (again) != length || memcmp (again, data, length) != 0)
    {
      _tl_release_fail (error, TL_RELEASE_ERROR_MANIFEST, "%s is not canonical JSON", what);
      return NULL;
    }
  return g_steal_pointer (&object);
}

const char *
_tl_member_string (JsonObject *object, const char *name, GError **error)
{
  const char *value = tl_json_get_string (object, name);

  if (value == NULL)
    _tl_release_fail (error, TL_RELEASE_ERROR_MANIFEST, "\"%s\" is no text", name);
  return value;
}

gboolean
_tl_member_number (
    JsonObject *object, const char *name, guint64 limit, guint64 *value, GError **error)
{
  JsonNode *node = json_object_get_member (object, name);
  gint64 number;

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node)
      || json_node_get_value_type (node) != G_TYPE_INT64)
    return _tl_release_fail (error, TL_RELEASE_ERROR_MANIFEST, "\"%s\" is no number", name);
  number = json_node_get_int (node);
  if (number < 0 || (guint64)number > limit)
    return _tl_release_fail (error, TL_RELEASE_ERROR_MANIFEST,
                             "\"%s\" is %" G_GINT64_FORMAT ", %" G_GUINT64_FORMAT " is the most",
                             name, number, limit);
  *value = (guint64)number;
  return TRUE;
}

JsonArray *
_tl_member_array (JsonObject *object, const char *name, guint limit, GError **error)
{
  JsonNode *node = json_object_get_member (object, name);
  JsonArray *array
      = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  if (array == NULL)
    _tl_release_fail (error, TL_RELEASE_ERROR_MANIFEST, "\"%s\" is no list", name);
  else if (json_array_get_length (array) > limit)
    {
      _tl_release_fail (error, TL_RELEASE_ERROR_MANIFEST, "\"%s\" has %u entries, %u are the most",
                        name, json_array_get_length (array), limit);
      return NULL;
    }
  return array;
}

static JsonObject *
object_of (JsonNode *node, const char *name, GError **error)
{
  if (node != NULL && JSON_NODE_HOLDS_OBJECT (node))
    return json_node_get_object (node);
  _tl_release_fail (error, TL_RELEASE_ERROR_MANIFEST, "\"%s\" is no object", name);
  return NULL;
}

JsonObject *
_tl_member_object (JsonObject *object, const char *name, GError **error)
{
  return object_of (json_object_get_member (object, name), name, error);
}

JsonObject *
_tl_element_object (JsonArray *array, guint index, GError **error)
{
  return object_of (json_array_get_element (array, index), "entry", error);
}

const char *
_tl_element_string (JsonArray *array, guint index, GError **error)
{
  JsonNode *node = json_array_get_element (array, index);

  if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
    return json_node_get_string (node);
  _tl_release_fail (error, TL_RELEASE_ERROR_MANIFEST, "an entry is no text");
  return NULL;
}
