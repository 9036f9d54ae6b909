/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* Canonical JSON (base/tl-canonical.h) as files of a release have it: with a line break at the end,
 * and with errors of releases. */

/** _tl_canonical_write: Returns: (transfer full) (nullable): with one line break at its end;
 * %TL_RELEASE_ERROR_MANIFEST for what has no such form. */
char *_tl_canonical_write (JsonObject *object, GError **error);

/** _tl_canonical_read: @what: for messages; @limit: bytes at most; @format: what its member
 * "format" must be. Returns: (transfer full) (nullable) */
JsonObject *_tl_canonical_read (const void *data,
                                gsize length,
                                gsize limit,
                                const char *what,
                                const char *format,
                                GError **error);

/* Members; each is an error when it is not there or of another kind. */
const char *_tl_member_string (JsonObject *object, const char *name, GError **error);
/** _tl_member_number: a whole number from 0 to @limit. */
gboolean _tl_member_number (
    JsonObject *object, const char *name, guint64 limit, guint64 *value, GError **error);
/** _tl_member_array: (transfer none): of at most @limit elements. */
JsonArray *_tl_member_array (JsonObject *object, const char *name, guint limit, GError **error);
JsonObject *_tl_member_object (JsonObject *object, const char *name, GError **error);
/** _tl_element_object: (transfer none): an element that must be an object. */
JsonObject *_tl_element_object (JsonArray *array, guint index, GError **error);
/** _tl_element_string: (transfer none): an element that must be a string. */
const char *_tl_element_string (JsonArray *array, guint index, GError **error);

/** _tl_release_fail: sets a %TL_RELEASE_ERROR. Returns: %FALSE. */
gboolean _tl_release_fail (GError **error, int code, const char *format, ...) G_GNUC_PRINTF (3, 4);

G_END_DECLS
