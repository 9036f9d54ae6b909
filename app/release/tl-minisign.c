/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "release/tl-minisign.h"

#include <sodium.h>
#include <string.h>

#include "base/tl-error.h"
#include "release/tl-canonical-private.h"
#include "release/tl-minisign-private.h"
#include "release/tl-release-error.h"

#define ID_SIZE        8
#define PUBLIC_PACKED  (2 + ID_SIZE + TL_PUBLIC_KEY_SIZE)
#define SIGNATURE_SIZE crypto_sign_BYTES
#define SIGNED_PACKED  (2 + ID_SIZE + SIGNATURE_SIZE)
#define COMMENT_MOST   1024
#define SIGNATURE_MOST (16 * 1024)
#define PUBLIC_MOST    4096
#define UNTRUSTED      "untrusted comment: "
#define TRUSTED        "trusted comment: "

/* A .minisig file, its base64 undone. */
typedef struct
{
  guint8 algorithm[2];
  guint8 id[ID_SIZE];
  guint8 signature[SIGNATURE_SIZE];
  guint8 global[SIGNATURE_SIZE];
  char *comment;
} Signature;

gboolean
_tl_sodium_init (GError **error)
{
  static gsize once = 0;

  if (g_once_init_enter (&once))
    g_once_init_leave (&once, sodium_init () >= 0 ? 1 : 2);
  if (once == 1)
    return TRUE;
  g_set_error_literal (error, TL_ERROR, TL_ERROR_UNSUPPORTED, "libsodium does not start");
  return FALSE;
}

gboolean
_tl_base64_exact (const char *text, gsize length, guint8 *bytes, gsize size)
{
  gsize written = 0;
  const char *end = NULL;

  return sodium_base642bin (bytes, size, text, length, NULL, &written, &end,
                            sodium_base64_VARIANT_ORIGINAL)
             == 0
         && written == size && end == text + length;
}

char *
_tl_base64 (const guint8 *bytes, gsize size)
{
  gsize length = sodium_base64_ENCODED_LEN (size, sodium_base64_VARIANT_ORIGINAL);
  char *text = g_malloc (length);

  return sodium_bin2base64 (text, length, bytes, size, sodium_base64_VARIANT_ORIGINAL);
}

/* minisign prints the eight bytes as a number, lowest byte first in the file. */
void
_tl_key_id_format (const guint8 *bytes, char id[TL_KEY_ID_SIZE])
{
  guint64 number;

  memcpy (&number, bytes, sizeof number);
  g_snprintf (id, TL_KEY_ID_SIZE, "%016" G_GINT64_MODIFIER "X", GUINT64_FROM_LE (number));
}

static void
id_bytes (const char *id, guint8 bytes[ID_SIZE])
{
  guint64 number = GUINT64_TO_LE (g_ascii_strtoull (id, NULL, 16));

  memcpy (bytes, &number, ID_SIZE);
}

/* The line at *place without its end, and *place behind it; NULL when there is none. */
char *
_tl_next_line (const char **place)
{
  const char *start = *place;
  gsize length = strcspn (start, "\n");

  if (*start == '\0')
    return NULL;
  *place = start + length + (start[length] == '\n' ? 1 : 0);
  if (length > 0 && start[length - 1] == '\r')
    length--;
  return g_strndup (start, length);
}

static gboolean
no_key (GError **error)
{
  g_set_error_literal (error, TL_ERROR, TL_ERROR_INPUT, "this is no public key of minisign");
  return FALSE;
}

gboolean
tl_public_key_parse (TlPublicKey *key, const char *text, GError **error)
{
  guint8 packed[PUBLIC_PACKED];
  g_autofree char *line = NULL;
  const char *place = text;

  if (!_tl_sodium_init (error))
    return FALSE;
  if (strlen (text) > PUBLIC_MOST)
    return no_key (error);
  line = _tl_next_line (&place);
  if (line != NULL && g_str_has_prefix (line, "untrusted comment:"))
    {
      g_free (line);
      line = _tl_next_line (&place);
    }
  if (line == NULL || !_tl_base64_exact (line, strlen (line), packed, sizeof packed)
      || memcmp (packed, "Ed", 2) != 0 || place[strspn (place, "\r\n")] != '\0')
    return no_key (error);
  _tl_key_id_format (packed + 2, key->id);
  memcpy (key->bytes, packed + 2 + ID_SIZE, sizeof key->bytes);
  return TRUE;
}

gboolean
tl_public_key_load (TlPublicKey *key, const char *path, GError **error)
{
  g_autofree char *text = _tl_load_small (path, PUBLIC_MOST, error);

  if (text == NULL)
    return FALSE;
  if (tl_public_key_parse (key, text, error))
    return TRUE;
  g_prefix_error (error, "%s: ", path);
  return FALSE;
}

char *
_tl_public_key_line (const TlPublicKey *key)
{
  guint8 packed[PUBLIC_PACKED];

  memcpy (packed, "Ed", 2);
  id_bytes (key->id, packed + 2);
  memcpy (packed + 2 + ID_SIZE, key->bytes, sizeof key->bytes);
  return _tl_base64 (packed, sizeof packed);
}

char *
tl_public_key_to_text (const TlPublicKey *key)
{
  g_autofree char *line = _tl_public_key_line (key);

  return g_strdup_printf (UNTRUSTED "minisign public key %s\n%s\n", key->id, line);
}

static gboolean
comment_is_good (const char *comment)
{
  return strlen (comment) <= COMMENT_MOST && strpbrk (comment, "\r\n") == NULL;
}

char *
tl_minisign_sign (const TlSecretKey *key,
                  const void *data,
                  gsize length,
                  const char *trusted_comment,
                  GError **error)
{
  guint8 packed[SIGNED_PACKED];
  guint8 digest[crypto_generichash_BYTES_MAX];
  guint8 global[SIGNATURE_SIZE];
  g_autofree guint8 *bound = NULL;
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  gsize comment_length = strlen (trusted_comment);

  if (!comment_is_good (trusted_comment))
    {
      g_set_error_literal (error, TL_ERROR, TL_ERROR_LIMIT,
                           "the comment of a signature is one line of at most 1024 bytes");
      return NULL;
    }
  crypto_generichash (digest, sizeof digest, data, length, NULL, 0);
  memcpy (packed, "ED", 2);
  _tl_secret_key_sign (key, digest, sizeof digest, packed + 2, packed + 2 + ID_SIZE);
  bound = g_malloc (SIGNATURE_SIZE + comment_length);
  memcpy (bound, packed + 2 + ID_SIZE, SIGNATURE_SIZE);
  memcpy (bound + SIGNATURE_SIZE, trusted_comment, comment_length);
  _tl_secret_key_sign (key, bound, SIGNATURE_SIZE + comment_length, NULL, global);
  first = _tl_base64 (packed, sizeof packed);
  second = _tl_base64 (global, sizeof global);
  return g_strdup_printf (UNTRUSTED "signature from minisign secret key\n%s\n" TRUSTED "%s\n%s\n",
                          first, trusted_comment, second);
}

static void
signature_clear (Signature *self)
{
  g_free (self->comment);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Signature, signature_clear)

static gboolean
signature_parse (Signature *self, const char *text, GError **error)
{
  guint8 packed[SIGNED_PACKED];
  g_auto (GStrv) lines = NULL;
  const char *place = text;
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func (g_free);
  char *line;

  if (strlen (text) > SIGNATURE_MOST)
    return _tl_release_fail (error, TL_RELEASE_ERROR_MANIFEST, "a signature is too long");
  while (found->len <= 4 && (line = _tl_next_line (&place)) != NULL)
    g_ptr_array_add (found, line);
  if (found->len != 4 || !g_str_has_prefix (found->pdata[0], "untrusted comment:")
      || !g_str_has_prefix (found->pdata[2], TRUSTED)
      || !_tl_base64_exact (found->pdata[1], strlen (found->pdata[1]), packed, sizeof packed)
      || !_tl_base64_exact (found->pdata[3], strlen (found->pdata[3]), self->global,
                            sizeof self->global))
    return _tl_release_fail (error, TL_RELEASE_ERROR_MANIFEST, "this is no signature of minisign");
  memcpy (self->algorithm, packed, 2);
  memcpy (self->id, packed + 2, ID_SIZE);
  memcpy (self->signature, packed + 2 + ID_SIZE, SIGNATURE_SIZE);
  if (memcmp (self->algorithm, "ED", 2) != 0 && memcmp (self->algorithm, "Ed", 2) != 0)
    return _tl_release_fail (error, TL_RELEASE_ERROR_MANIFEST,
                             "a signature of a kind that is not known");
  self->comment = g_strdup ((const char *)found->pdata[2] + strlen (TRUSTED));
  return TRUE;
}

gboolean
tl_minisign_read_id (const char *signature, char id[TL_KEY_ID_SIZE], GError **error)
{
  g_auto (Signature) parsed = { .comment = NULL };

  if (!_tl_sodium_init (error) || !signature_parse (&parsed, signature, error))
    return FALSE;
  _tl_key_id_format (parsed.id, id);
  return TRUE;
}

static gboolean
signature_fits (const Signature *self, const TlPublicKey *key, const void *data, gsize length)
{
  guint8 digest[crypto_generichash_BYTES_MAX];
  g_autofree guint8 *bound = NULL;
  gsize comment_length = strlen (self->comment);

  if (self->algorithm[1] == 'D')
    {
      crypto_generichash (digest, sizeof digest, data, length, NULL, 0);
      data = digest;
      length = sizeof digest;
    }
  if (crypto_sign_verify_detached (self->signature, data, length, key->bytes) != 0)
    return FALSE;
  bound = g_malloc (SIGNATURE_SIZE + comment_length);
  memcpy (bound, self->signature, SIGNATURE_SIZE);
  memcpy (bound + SIGNATURE_SIZE, self->comment, comment_length);
  return crypto_sign_verify_detached (self->global, bound, SIGNATURE_SIZE + comment_length,
                                      key->bytes)
         == 0;
}

gboolean
tl_minisign_verify (
    const TlPublicKey *key, const char *signature, const void *data, gsize length, GError **error)
{
  g_auto (Signature) parsed = { .comment = NULL };
  char id[TL_KEY_ID_SIZE];

  if (!_tl_sodium_init (error) || !signature_parse (&parsed, signature, error))
    return FALSE;
  _tl_key_id_format (parsed.id, id);
  if (strcmp (id, key->id) != 0)
    return _tl_release_fail (error, TL_RELEASE_ERROR_KEY, "signed with key %s, not with %s", id,
                             key->id);
  if (!signature_fits (&parsed, key, data, length))
    return _tl_release_fail (error, TL_RELEASE_ERROR_SIGNATURE,
                             "the signature of key %s does not fit", id);
  return TRUE;
}
