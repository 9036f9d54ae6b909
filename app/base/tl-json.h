/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * tl_json_parse:
 * @data: text, not necessarily NUL-terminated
 * @length: its length, or -1
 * @error: return location; %TL_ERROR_LIMIT for input beyond #TL_LIMIT_JSON_LINE or nested deeper
 * than #TL_LIMIT_JSON_DEPTH, %TL_ERROR_INPUT for anything that is not one JSON object in UTF-8
 *
 * Returns: (transfer full) (nullable): the object
 */
JsonObject *tl_json_parse (const char *data, gssize length, GError **error);

/**
 * tl_json_get_string:
 * @object: an object
 * @name: a member
 *
 * Returns: (transfer none) (nullable): the member's value when it is a string, else %NULL
 */
const char *tl_json_get_string (JsonObject *object, const char *name);

/**
 * tl_json_set_string:
 * @value: (nullable): %NULL is written as null: absent knowledge is null, never a guess
 */
void tl_json_set_string (JsonObject *object, const char *name, const char *value);

/** tl_json_to_line: Returns: (transfer full): @object on one line of UTF-8, without a line break.
 */
char *tl_json_to_line (JsonObject *object);

G_END_DECLS
