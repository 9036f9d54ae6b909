/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Keys and signatures in the format of minisign (https://jedisct1.github.io/minisign/): Ed25519
 * (RFC 8032) over the BLAKE2b-512 digest of the bytes ("ED"), with a trusted comment that is signed
 * too. What this code writes "minisign -V" accepts, and the other way round; signatures over the
 * bytes themselves ("Ed", minisign -l) are read, not written. All calls are free of state and
 * callable from any thread. */

#define TL_KEY_ID_SIZE     17 /* 16 hexadecimal digits as minisign prints them, and a NUL */
#define TL_PUBLIC_KEY_SIZE 32

/** TlPublicKey: @id: 16 upper-case hexadecimal digits; plain data. */
typedef struct
{
  char id[TL_KEY_ID_SIZE];
  guint8 bytes[TL_PUBLIC_KEY_SIZE];
} TlPublicKey;

/** tl_public_key_parse: @text: a .pub file's content, or its second line alone. */
gboolean tl_public_key_parse (TlPublicKey *key, const char *text, GError **error);
gboolean tl_public_key_load (TlPublicKey *key, const char *path, GError **error);
/** tl_public_key_to_text: Returns: (transfer full): both lines of a .pub file. */
char *tl_public_key_to_text (const TlPublicKey *key);

/** TlSecretKey: held in memory that is locked and wiped where the system allows it. */
typedef struct _TlSecretKey TlSecretKey;

TlSecretKey *tl_secret_key_generate (void);
/** tl_secret_key_load: @password: (nullable): for a key that is encrypted (scrypt); an error says
 * when one is needed or wrong. */
TlSecretKey *tl_secret_key_load (const char *path, const char *password, GError **error);
/** tl_secret_key_save: @password: (nullable): encrypts. Mode 0600; an existing file is never
 * written over. */
gboolean tl_secret_key_save (const TlSecretKey *self,
                             const char *path,
                             const char *password,
                             GError **error);
void tl_secret_key_get_public (const TlSecretKey *self, TlPublicKey *key);
void tl_secret_key_free (TlSecretKey *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlSecretKey, tl_secret_key_free)

/** tl_minisign_sign: @trusted_comment: one line, signed too. Returns: (transfer full): the four
 * lines of a .minisig file. */
char *tl_minisign_sign (const TlSecretKey *key,
                        const void *data,
                        gsize length,
                        const char *trusted_comment,
                        GError **error);

/** tl_minisign_read_id: the key id a signature names, before anything is verified. */
gboolean tl_minisign_read_id (const char *signature, char id[TL_KEY_ID_SIZE], GError **error);

/**
 * tl_minisign_verify:
 * @key: whose signature it must be
 * @signature: content of a .minisig file
 * @error: %TL_RELEASE_ERROR_KEY when it is another key's, %TL_RELEASE_ERROR_SIGNATURE when it does
 * not fit @data or its trusted comment was changed, %TL_RELEASE_ERROR_MANIFEST when it is none
 */
gboolean tl_minisign_verify (
    const TlPublicKey *key, const char *signature, const void *data, gsize length, GError **error);

G_END_DECLS
