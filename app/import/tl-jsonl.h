/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

#include "import/tl-import.h"

G_BEGIN_DECLS

/** TlJsonlFunc: one line; returns why the line cannot be used, or %NULL when it was taken. */
typedef char *(*TlJsonlFunc) (JsonObject *object, guint line, gpointer user_data);

/**
 * tl_jsonl_foreach:
 *
 * Calls @func for each line of @data that is an object. A bad line is left out: it is noted in
 * @result with its number and the reason, and counted there. A last line that stops in the middle
 * is a truncated file, and a file without any good line is none of this format: both are errors.
 */
gboolean tl_jsonl_foreach (GBytes *data,
                           const char *name,
                           TlImportResult *result,
                           TlJsonlFunc func,
                           gpointer user_data,
                           GCancellable *cancellable,
                           GError **error);

/** tl_jsonl_dup_text: (nullable): a member that is a string or a whole number, normalised and on
 * one line; %NULL when absent or empty. */
char *tl_jsonl_dup_text (JsonObject *object, const char *name);

/** tl_jsonl_dup_body: a member that is text of several lines, normalised; "" when absent. */
char *tl_jsonl_dup_body (JsonObject *object, const char *name);

/** tl_jsonl_dup_date: (nullable): a member that is a date; when it is there and none, @problem is
 * set to say so. */
char *tl_jsonl_dup_date (JsonObject *object, const char *name, char **problem);

/** tl_jsonl_get_flag: whether a member is true. */
gboolean tl_jsonl_get_flag (JsonObject *object, const char *name);

G_END_DECLS
