/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The one place where text that is not ours enters markup, HTML or JSON. Pure; any thread. Control
 * characters that the target cannot hold are dropped, invalid UTF-8 becomes U+FFFD. */

/** tl_escape_markup: Returns: (transfer full): @text for Pango markup and GTK's markup properties.
 */
char *tl_escape_markup (const char *text);
/** tl_escape_html: appends @text to @html for element content and for attribute values in double
 * quotes. */
void tl_escape_html (GString *html, const char *text);
/** tl_escape_json: appends @text to @json as a JSON string with its quotes (RFC 8259). */
void tl_escape_json (GString *json, const char *text);

G_END_DECLS
