/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "base/tl-canonical.h"

#include <string.h>

#include "base/tl-error.h"
#include "base/tl-json.h"
#include "base/tl-limits.h"

static gboolean write_node (GString *out, JsonNode *node, guint depth, GError **error);

static gboolean
fail (GError **error, const char *message)
{
  g_set_error_literal (error, TL_ERROR, TL_ERROR_INPUT, message);
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
        return fail (error, "a member's name is not ASCII");
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
    return fail (error, "a number is not whole, or not between 0 and 2^53");
  g_string_append_printf (out, "%" G_GINT64_FORMAT, number);
  return TRUE;
}

static gboolean
write_node (GString *out, JsonNode *node, guint depth, GError **error)
{
  if (depth > TL_LIMIT_JSON_DEPTH)
    return fail (error, "nested too deeply");
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
tl_canonical_write (JsonObject *object, GError **error)
{
  GString *out = g_string_new (NULL);

  if (write_object (out, object, 1, error))
    return g_string_free (out, FALSE);
  g_string_free (out, TRUE);
  return NULL;
}

JsonObject *
tl_canonical_read (const char *data, gsize length, gsize limit, const char *format, GError **error)
{
  g_autoptr (JsonObject) object = NULL;
  g_autofree char *again = NULL;
  const char *found;

  if (length > limit)
    {
      g_set_error (error, TL_ERROR, TL_ERROR_LIMIT, "%zu bytes, %zu are the most", length, limit);
      return NULL;
    }
  object = tl_json_parse (data != NULL ? data : "", (gssize)length, error);
  if (object == NULL)
    return NULL;
  found = tl_json_get_string (object, "format");
  if (format != NULL && g_strcmp0 (found, format) != 0)
    {
      g_set_error (error, TL_ERROR, TL_ERROR_INPUT, "not of the format \"%s\"", format);
      return NULL;
    }
  again = tl_canonical_write (object, error);
  if (again == NULL)
    return NULL;
  if (strlen (again) != length || memcmp (again, data, length) != 0)
    {
      fail (error, "not canonical JSON");
      return NULL;
    }
  return g_steal_pointer (&object);
}
