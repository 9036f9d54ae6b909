/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "base/tl-clock.h"
#include "base/tl-error.h"
#include "protocol/tl-item.h"
#include "protocol/tl-member-private.h"
#include "text/tl-compose.h"

gboolean
_tl_protocol_fail (GError **error, int code, const char *format, ...)
{
  g_autofree char *message = NULL;
  va_list arguments;

  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_set_error_literal (error, TL_ERROR, code, message);
  return FALSE;
}

/* ---- Text ---- */

/* Control characters, and those that turn the direction of what follows: an editor would read
 * something else than what stands there. */
static gboolean
is_hidden (gunichar letter)
{
  return g_unichar_iscntrl (letter) || (letter >= 0x202a && letter <= 0x202e)
         || (letter >= 0x2066 && letter <= 0x2069) || letter == 0x2028 || letter == 0x2029
         || letter == 0xfeff;
}

static gboolean
is_line_end (gunichar letter)
{
  return letter == '\n' || letter == '\r' || letter == 0x0b || letter == 0x0c || letter == 0x85
         || letter == 0x2028 || letter == 0x2029;
}

char *
_tl_text_clean (const char *text, TlTextKind kind)
{
  g_autoptr (GString) plain = NULL;
  guint marks = 0;

  if (!g_utf8_validate (text, -1, NULL))
    return NULL;
  if (kind != TL_TEXT_LINES && kind != TL_TEXT_LINE)
    return g_strdup (text);
  plain = g_string_new (NULL);
  for (const char *place = text; *place != '\0'; place = g_utf8_next_char (place))
    {
      gunichar letter = g_utf8_get_char (place);

      if (letter == '\r' && place[1] == '\n')
        continue;
      marks = g_unichar_combining_class (letter) != 0 ? marks + 1 : 0;
      if (marks > TL_COMPOSE_MARKS)
        continue;
      if (is_line_end (letter))
        g_string_append_c (plain, kind == TL_TEXT_LINES ? '\n' : ' ');
      else if (letter == '\t')
        g_string_append_c (plain, ' ');
      else if (!is_hidden (letter))
        g_string_append_unichar (plain, letter);
    }
  return tl_text_compose (plain->str);
}

static gboolean
is_uuid (const char *text)
{
  static const char shape[] = "xxxxxxxx-xxxx-4xxx-vxxx-xxxxxxxxxxxx";

  for (guint i = 0; i < sizeof shape - 1; i++)
    {
      const char *allowed = shape[i] == 'x' ? "0123456789abcdef" : shape[i] == 'v' ? "89ab" : NULL;

      if (text[i] == '\0'
          || (allowed != NULL ? strchr (allowed, text[i]) == NULL : text[i] != shape[i]))
        return FALSE;
    }
  return text[sizeof shape - 1] == '\0';
}

gboolean
tl_item_id_is_valid (const char *id)
{
  return id != NULL && is_uuid (id);
}

static gboolean
is_code (const char *text)
{
  for (; *text != '\0'; text++)
    if (!g_ascii_isgraph (*text))
      return FALSE;
  return TRUE;
}

static gboolean
is_words (const char *text, TlTextKind kind)
{
  g_autofree char *composed = tl_text_is_stream_safe (text) ? tl_text_compose (text) : NULL;

  if (g_strcmp0 (composed, text) != 0)
    return FALSE;
  for (; *text != '\0'; text = g_utf8_next_char (text))
    if (is_hidden (g_utf8_get_char (text)) && (*text != '\n' || kind != TL_TEXT_LINES))
      return FALSE;
  return TRUE;
}

static gboolean
has_form (const TlTextRule *rule, const char *value)
{
  switch (rule->kind)
    {
    case TL_TEXT_UUID:
      return is_uuid (value);
    case TL_TEXT_DATE:
      return tl_date_is_valid (value);
    case TL_TEXT_CODE:
      return is_code (value);
    case TL_TEXT_LINES:
    case TL_TEXT_LINE:
    default:
      return is_words (value, rule->kind);
    }
}

gboolean
_tl_text_rule_check (const TlTextRule *rule, const char *value, GError **error)
{
  gsize size = rule->bytes ? strlen (value) : (gsize)g_utf8_strlen (value, -1);

  if (*value == '\0' && !rule->empty)
    return _tl_protocol_fail (error, TL_ERROR_INPUT, "\"%s\" is empty", rule->name);
  if (rule->most > 0 && size > rule->most)
    return _tl_protocol_fail (error, TL_ERROR_LIMIT, "\"%s\" has %zu %s, %u are the most",
                              rule->name, size, rule->bytes ? "bytes" : "characters", rule->most);
  if (has_form (rule, value))
    return TRUE;
  return _tl_protocol_fail (error, TL_ERROR_INPUT, "\"%s\" has not the form it must have",
                            rule->name);
}

/* ---- Writing ---- */

gboolean
_tl_put_text (JsonObject *object, const TlTextRule *rule, const char *value, GError **error)
{
  g_autofree char *clean = NULL;

  if (value == NULL)
    return TRUE;
  clean = _tl_text_clean (value, rule->kind);
  if (clean == NULL)
    return _tl_protocol_fail (error, TL_ERROR_INPUT, "\"%s\" is not UTF-8", rule->name);
  if (!_tl_text_rule_check (rule, clean, error))
    return FALSE;
  json_object_set_string_member (object, rule->name, clean);
  return TRUE;
}

static gboolean
check_number (const char *name, gint64 least, gint64 most, gint64 value, GError **error)
{
  return (value >= least && value <= most)
         || _tl_protocol_fail (error, TL_ERROR_LIMIT,
                               "\"%s\" is %" G_GINT64_FORMAT ", it goes from %" G_GINT64_FORMAT
                               " to %" G_GINT64_FORMAT,
                               name, value, least, most);
}

gboolean
_tl_put_number (
    JsonObject *object, const char *name, gint64 least, gint64 most, gint64 value, GError **error)
{
  if (!check_number (name, least, most, value, error))
    return FALSE;
  json_object_set_int_member (object, name, value);
  return TRUE;
}

/* ---- Reading ---- */

static JsonNode *
take (TlMembers *self, const char *name, gboolean optional)
{
  JsonNode *node = self->failed ? NULL : json_object_get_member (self->object, name);

  if (node != NULL)
    self->taken++;
  else if (!self->failed && !optional)
    self->failed = !_tl_protocol_fail (self->error, TL_ERROR_INPUT, "\"%s\" is missing", name);
  return node;
}

static void
wrong_kind (TlMembers *self, const char *name)
{
  self->failed
      = !_tl_protocol_fail (self->error, TL_ERROR_INPUT, "\"%s\" is of the wrong kind", name);
}

char *
_tl_take_text (TlMembers *self, const TlTextRule *rule, gboolean optional)
{
  JsonNode *node = take (self, rule->name, optional);
  const char *value;

  if (node == NULL)
    return NULL;
  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_STRING)
    {
      wrong_kind (self, rule->name);
      return NULL;
    }
  value = json_node_get_string (node);
  self->failed = !_tl_text_rule_check (rule, value, self->error);
  return self->failed ? NULL : g_strdup (value);
}

gint64
_tl_take_number (TlMembers *self, const char *name, gint64 least, gint64 most)
{
  JsonNode *node = take (self, name, FALSE);
  gint64 value;

  if (node == NULL)
    return 0;
  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_INT64)
    {
      wrong_kind (self, name);
      return 0;
    }
  value = json_node_get_int (node);
  self->failed = !check_number (name, least, most, value, self->error);
  return self->failed ? 0 : value;
}

JsonObject *
_tl_take_object (TlMembers *self, const char *name, gboolean optional)
{
  JsonNode *node = take (self, name, optional);

  if (node == NULL)
    return NULL;
  if (JSON_NODE_HOLDS_OBJECT (node))
    return json_node_get_object (node);
  wrong_kind (self, name);
  return NULL;
}

JsonArray *
_tl_take_array (TlMembers *self, const char *name, guint least, guint most)
{
  JsonNode *node = take (self, name, FALSE);
  JsonArray *array;

  if (node == NULL)
    return NULL;
  if (!JSON_NODE_HOLDS_ARRAY (node))
    {
      wrong_kind (self, name);
      return NULL;
    }
  array = json_node_get_array (node);
  self->failed = !check_number (name, least, most, json_array_get_length (array), self->error);
  return self->failed ? NULL : array;
}

gboolean
_tl_take_end (TlMembers *self)
{
  if (self->failed)
    return FALSE;
  if (json_object_get_size (self->object) == self->taken)
    return TRUE;
  self->failed = !_tl_protocol_fail (self->error, TL_ERROR_UNSUPPORTED,
                                     "a member is there that is not known");
  return FALSE;
}
