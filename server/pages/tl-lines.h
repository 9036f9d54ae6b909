/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define TL_LINES_MAX       20000
#define TL_LINES_MAX_FIELD 500 /* characters */

/** TlLine: one entry of a list that an administrator brings. @number: of its line, from 1. */
typedef struct
{
  guint number;
  GHashTable *fields; /* char*: char*, NFC */
} TlLine;

/**
 * tl_lines_parse:
 * @text: CSV (RFC 4180; comma or semicolon; the first line names the columns) or a JSON object a
 *   line, whose members are strings
 * @faults: (element-type utf8): gains a Vietnamese sentence for each line that could not be read
 *
 * Bounded; any input. Pure.
 *
 * Returns: (transfer full) (element-type TlLine): what could be read
 */
GPtrArray *tl_lines_parse (const char *text, GPtrArray *faults);
/** tl_line_get: "" when the entry does not have it. */
const char *tl_line_get (const TlLine *line, const char *name);

G_END_DECLS
