/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "release/tl-minisign.h"

G_BEGIN_DECLS

/** _tl_sodium_init: before any other call of libsodium; cheap after the first. */
gboolean _tl_sodium_init (GError **error);

/** _tl_base64_exact: whether @text is base64, padded, of exactly @size bytes. */
gboolean _tl_base64_exact (const char *text, gsize length, guint8 *bytes, gsize size);
char *_tl_base64 (const guint8 *bytes, gsize size);
void _tl_key_id_format (const guint8 *bytes, char id[TL_KEY_ID_SIZE]);
/** _tl_next_line: (transfer full) (nullable): the line at *@place, which moves behind it. */
char *_tl_next_line (const char **place);
/** _tl_public_key_line: (transfer full): the second line of a .pub file. */
char *_tl_public_key_line (const TlPublicKey *key);
/** _tl_load_small: (transfer full) (nullable): a text of at most @limit bytes, without NUL bytes.
 */
char *_tl_load_small (const char *path, gsize limit, GError **error);

/** _tl_secret_key_sign: @id: (nullable): gets the eight bytes of the key id. */
void _tl_secret_key_sign (
    const TlSecretKey *self, const void *data, gsize length, guint8 *id, guint8 *signature);

G_END_DECLS
