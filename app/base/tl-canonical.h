/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* Canonical JSON (RFC 8785 for objects, lists, strings, whole numbers from 0 below 2^53): one way
 * to write a thing down, members sorted by name, no white space. What is read must stand in that
 * form, so that nothing is there twice or hidden from another reader. Callable from any thread. */

#define TL_CANONICAL_NUMBER ((G_GINT64_CONSTANT (1) << 53) - 1)

/** tl_canonical_write: Returns: (transfer full) (nullable): one line, without a line break at its
 * end; %TL_ERROR_INPUT for what has no such form. */
char *tl_canonical_write (JsonObject *object, GError **error);

/**
 * tl_canonical_read:
 * @data: need not end in NUL
 * @limit: bytes at most, else %TL_ERROR_LIMIT
 * @format: (nullable): what its member "format" must be
 *
 * Returns: (transfer full) (nullable): the object, or %NULL with %TL_ERROR_INPUT when the bytes are
 * not those tl_canonical_write() gives
 */
JsonObject *tl_canonical_read (
    const char *data, gsize length, gsize limit, const char *format, GError **error);

G_END_DECLS
