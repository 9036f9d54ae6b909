/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* Members of a body, each with its rule. Both directions keep the same rules: what is written can
 * be read. Errors are %TL_ERROR_LIMIT for a bound, %TL_ERROR_UNSUPPORTED for a member that is not
 * known, %TL_ERROR_INPUT for all else, and name the member. */

/* TlTextKind: @TL_TEXT_LINES: words with line breaks; @TL_TEXT_LINE: without; both are NFC and may
 * be empty where the rule says so. @TL_TEXT_CODE: printable ASCII without blanks. */
typedef enum
{
  TL_TEXT_LINES,
  TL_TEXT_LINE,
  TL_TEXT_CODE,
  TL_TEXT_UUID,
  TL_TEXT_DATE,
} TlTextKind;

/* TlTextRule: @most: characters of lines, bytes of all else; 0: the kind decides. */
typedef struct
{
  const char *name;
  TlTextKind kind;
  guint most;
  gboolean bytes; /* most counts bytes */
  gboolean empty; /* may be */
} TlTextRule;

gboolean _tl_protocol_fail (GError **error, int code, const char *format, ...) G_GNUC_PRINTF (3, 4);

gboolean _tl_text_rule_check (const TlTextRule *rule, const char *value, GError **error);

/* Lines and words as people type them, brought to the form that is sent. (transfer full)
 * (nullable): NULL for what is not UTF-8. */
char *_tl_text_clean (const char *text, TlTextKind kind);

/* Sets the member after cleaning and checking; a NULL is left out. */
gboolean _tl_put_text (JsonObject *object,
                       const TlTextRule *rule,
                       const char *value,
                       GError **error);
gboolean _tl_put_number (
    JsonObject *object, const char *name, gint64 least, gint64 most, gint64 value, GError **error);

/* Reading: every member that was asked for is counted, and the end finds those that were not. */
typedef struct
{
  JsonObject *object;
  guint taken;
  gboolean failed;
  GError **error;
} TlMembers;

/* (transfer full) (nullable): NULL where it is not there, which fails unless it is @optional. After
 * a failure all others give nothing. */
char *_tl_take_text (TlMembers *self, const TlTextRule *rule, gboolean optional);
gint64 _tl_take_number (TlMembers *self, const char *name, gint64 least, gint64 most);
JsonObject *_tl_take_object (TlMembers *self, const char *name, gboolean optional);
JsonArray *_tl_take_array (TlMembers *self, const char *name, guint least, guint most);
/* Whether all went well and there is nothing else. */
gboolean _tl_take_end (TlMembers *self);

G_END_DECLS
