/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "release/tl-canonical-private.h"

#include <string.h>

#include "base/tl-canonical.h"
#include "base/tl-json.h"
#include "release/tl-release-error.h"

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

char *
_tl_canonical_write (JsonObject *object, GError **error)
{
  g_autoptr (GError) cause = NULL;
  g_autofree char *line = tl_canonical_write (object, &cause);

  if (line != NULL)
    return g_strconcat (line, "\n", NULL);
  _tl_release_fail (error, TL_RELEASE_ERROR_MANIFEST, "%s", cause->message);
  return NULL;
}

/* A file ends with a line break, which is no part of the object. */
JsonObject *
_tl_canonical_read (const void *data,
                    gsize length,
                    gsize limit,
                    const char *what,
                    const char *format,
                    GError **error)
{
  g_autoptr (GError) cause = NULL;
  gboolean ended = length > 0 && ((const char *)data)[length - 1] == '\n';
  JsonObject *object;

  if (length > limit)
    {
      _tl_release_fail (error, TL_RELEASE_ERROR_MANIFEST, "%s has %zu bytes, %zu are the most",
                        what, length, limit);
      return NULL;
    }
  object = tl_canonical_read (data, ended ? length - 1 : length, limit, format, &cause);
  if (object != NULL && ended)
    return object;
  g_clear_pointer (&object, json_object_unref);
  _tl_release_fail (error, TL_RELEASE_ERROR_MANIFEST, "%s: %s", what,
                    cause != NULL ? cause->message : "not canonical JSON");
  return NULL;
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
