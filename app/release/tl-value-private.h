/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The values a manifest and its lists are made of. Each check names @what in its error. */

/** _tl_time_check: "YYYY-MM-DDThh:mm:ssZ", a moment that exists. */
gboolean _tl_time_check (const char *text, const char *what, GError **error);
/** _tl_digest_check: 64 lower-case hexadecimal digits, copied to @digest (nullable). */
gboolean _tl_digest_check (const char *text, char *digest, GError **error);
/** _tl_id_check: of a document or a contribution: printable ASCII without blanks. */
gboolean _tl_id_check (const char *text, GError **error);
/** _tl_text_check: (nullable): words for people: without control characters, at most @limit bytes.
 */
gboolean _tl_text_check (const char *text, gsize limit, const char *what, GError **error);

G_END_DECLS
