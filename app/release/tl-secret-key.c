/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Secret keys as minisign keeps them. */
#include "config.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <sodium.h>
#include <string.h>

#include "base/tl-error.h"
#include "base/tl-posix.h"
#include "release/tl-minisign-private.h"

#define ID_SIZE     8
#define SECRET_MOST 4096
/* What a guess at a password must cost: about a second and 256 MiB. Files that ask for more than
 * minisign itself ever does are no keys. */
#define SAVE_OPERATIONS (crypto_pwhash_scryptsalsa208sha256_OPSLIMIT_SENSITIVE / 4)
#define SAVE_MEMORY     (crypto_pwhash_scryptsalsa208sha256_MEMLIMIT_SENSITIVE / 4)
#define MOST_OPERATIONS crypto_pwhash_scryptsalsa208sha256_OPSLIMIT_SENSITIVE
#define MOST_MEMORY     crypto_pwhash_scryptsalsa208sha256_MEMLIMIT_SENSITIVE

/* What is encrypted in the file. */
typedef struct
{
  guint8 id[ID_SIZE];
  guint8 key[crypto_sign_SECRETKEYBYTES];
  guint8 check[crypto_generichash_BYTES];
} Inner;

/* The second line of the file. */
typedef struct
{
  guint8 algorithm[2];
  guint8 derivation[2];
  guint8 checksum[2];
  guint8 salt[crypto_pwhash_scryptsalsa208sha256_SALTBYTES];
  guint8 operations[8];
  guint8 memory[8];
  Inner inner;
} Packed;

struct _TlSecretKey
{
  guint8 id[ID_SIZE];
  guint8 key[crypto_sign_SECRETKEYBYTES];
};

G_STATIC_ASSERT (sizeof (Packed) == 158);

char *
_tl_load_small (const char *path, gsize limit, GError **error)
{
  g_autoptr (GMappedFile) file = NULL;
  g_autofree char *text = NULL;
  gsize length = 0;
  GStatBuf stat_buffer;

  if (g_stat (path, &stat_buffer) == 0 && (guint64)stat_buffer.st_size > limit)
    {
      g_set_error (error, TL_ERROR, TL_ERROR_LIMIT, "%s is larger than %zu bytes", path, limit);
      return NULL;
    }
  if (!g_file_get_contents (path, &text, &length, error))
    return NULL;
  if (length <= limit && strlen (text) == length)
    return g_steal_pointer (&text);
  sodium_memzero (text, length);
  g_set_error (error, TL_ERROR, TL_ERROR_INPUT, "%s is no text", path);
  return NULL;
}

static TlSecretKey *
secret_key_new (void)
{
  TlSecretKey *self = NULL;

  if (_tl_sodium_init (NULL))
    self = sodium_malloc (sizeof *self);
  if (self == NULL)
    g_error ("no memory for a secret key");
  return self;
}

TlSecretKey *
tl_secret_key_generate (void)
{
  TlSecretKey *self = secret_key_new ();
  guint8 public_key[crypto_sign_PUBLICKEYBYTES];

  randombytes_buf (self->id, sizeof self->id);
  crypto_sign_keypair (public_key, self->key);
  return self;
}

void
tl_secret_key_free (TlSecretKey *self)
{
  sodium_free (self);
}

void
tl_secret_key_get_public (const TlSecretKey *self, TlPublicKey *key)
{
  _tl_key_id_format (self->id, key->id);
  crypto_sign_ed25519_sk_to_pk (key->bytes, self->key);
}

void
_tl_secret_key_sign (
    const TlSecretKey *self, const void *data, gsize length, guint8 *id, guint8 *signature)
{
  if (id != NULL)
    memcpy (id, self->id, ID_SIZE);
  crypto_sign_detached (signature, NULL, data, length, self->key);
}

static void
checksum (const Packed *packed, guint8 check[crypto_generichash_BYTES])
{
  crypto_generichash_state state;

  crypto_generichash_init (&state, NULL, 0, crypto_generichash_BYTES);
  crypto_generichash_update (&state, packed->algorithm, sizeof packed->algorithm);
  crypto_generichash_update (&state, packed->inner.id, sizeof packed->inner.id);
  crypto_generichash_update (&state, packed->inner.key, sizeof packed->inner.key);
  crypto_generichash_final (&state, check, crypto_generichash_BYTES);
}

static guint64
read_number (const guint8 bytes[8])
{
  guint64 number;

  memcpy (&number, bytes, sizeof number);
  return GUINT64_FROM_LE (number);
}

static void
write_number (guint8 bytes[8], guint64 number)
{
  guint64 little = GUINT64_TO_LE (number);

  memcpy (bytes, &little, sizeof little);
}

/* Encrypts and decrypts: a stream made of the password is laid over the key. */
static gboolean
apply_password (Packed *packed, const char *password, GError **error)
{
  guint8 *stream = sodium_malloc (sizeof (Inner));
  guint8 *inner = (guint8 *)&packed->inner;
  gboolean done = stream != NULL
                  && crypto_pwhash_scryptsalsa208sha256 (
                         stream, sizeof (Inner), password, strlen (password), packed->salt,
                         read_number (packed->operations), (gsize)read_number (packed->memory))
                         == 0;

  for (gsize i = 0; done && i < sizeof (Inner); i++)
    inner[i] ^= stream[i];
  sodium_free (stream);
  if (!done)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED,
                 "no %" G_GUINT64_FORMAT " MB of memory for the key's password",
                 read_number (packed->memory) >> 20);
  return done;
}

/* The public half follows from the secret one. minisign leaves the checksum of a key that is not
 * encrypted empty. */
static gboolean
is_sound (const Packed *packed, gboolean encrypted)
{
  guint8 check[crypto_generichash_BYTES];
  guint8 public_key[crypto_sign_PUBLICKEYBYTES];
  guint8 key[crypto_sign_SECRETKEYBYTES];
  gboolean sound;

  checksum (packed, check);
  crypto_sign_seed_keypair (public_key, key, packed->inner.key);
  sound = sodium_memcmp (key, packed->inner.key, sizeof key) == 0
          && (sodium_memcmp (check, packed->inner.check, sizeof check) == 0
              || (!encrypted && sodium_is_zero (packed->inner.check, sizeof check)));
  sodium_memzero (key, sizeof key);
  return sound;
}

static gboolean
unpack (Packed *packed, const char *path, const char *password, GError **error)
{
  static const guint8 none[2] = { 0, 0 };
  gboolean encrypted = memcmp (packed->derivation, "Sc", 2) == 0;

  if (memcmp (packed->algorithm, "Ed", 2) != 0 || memcmp (packed->checksum, "B2", 2) != 0
      || (!encrypted && memcmp (packed->derivation, none, 2) != 0)
      || (encrypted
          && (read_number (packed->operations) > MOST_OPERATIONS
              || read_number (packed->memory) > MOST_MEMORY)))
    {
      g_set_error (error, TL_ERROR, TL_ERROR_INPUT, "%s is no secret key of minisign", path);
      return FALSE;
    }
  if (encrypted && password == NULL)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED,
                   "%s is encrypted: its password is needed", path);
      return FALSE;
    }
  if (encrypted && !apply_password (packed, password, error))
    return FALSE;
  if (is_sound (packed, encrypted))
    return TRUE;
  if (encrypted)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED,
                 "%s: the password is wrong, or the key damaged", path);
  else
    g_set_error (error, TL_ERROR, TL_ERROR_INPUT, "%s: the secret key is damaged", path);
  return FALSE;
}

TlSecretKey *
tl_secret_key_load (const char *path, const char *password, GError **error)
{
  TlSecretKey *self = NULL;
  char *text = NULL;
  char *first = NULL;
  char *second = NULL;
  const char *place;
  Packed packed;

  if (!_tl_sodium_init (error) || (text = _tl_load_small (path, SECRET_MOST, error)) == NULL)
    return NULL;
  place = text;
  first = _tl_next_line (&place);
  second = _tl_next_line (&place);
  if (first == NULL || second == NULL || !g_str_has_prefix (first, "untrusted comment:")
      || !_tl_base64_exact (second, strlen (second), (guint8 *)&packed, sizeof packed))
    g_set_error (error, TL_ERROR, TL_ERROR_INPUT, "%s is no secret key of minisign", path);
  else if (unpack (&packed, path, password, error))
    {
      self = secret_key_new ();
      memcpy (self->id, packed.inner.id, sizeof self->id);
      memcpy (self->key, packed.inner.key, sizeof self->key);
    }
  sodium_memzero (&packed, sizeof packed);
  sodium_memzero (text, strlen (text));
  if (second != NULL)
    sodium_memzero (second, strlen (second));
  g_free (first);
  g_free (second);
  g_free (text);
  return self;
}

/* A file that is new: a key that is there is never lost. */
static gboolean
write_new (const char *path, const char *text, GError **error)
{
  gsize left = strlen (text);
  int fd = g_open (path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  gboolean done = fd >= 0;
  int saved = errno;

  while (done && left > 0)
    {
      ssize_t n = write (fd, text, left);

      if (n < 0 && errno == EINTR)
        continue;
      done = n > 0;
      saved = errno;
      text += done ? n : 0;
      left -= done ? (gsize)n : 0;
    }
  if (done && fsync (fd) < 0)
    {
      saved = errno;
      done = FALSE;
    }
  if (fd >= 0)
    close (fd);
  if (done)
    return TRUE;
  if (fd >= 0)
    g_unlink (path);
  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (saved), "%s: %s", path,
               g_strerror (saved));
  return FALSE;
}

gboolean
tl_secret_key_save (const TlSecretKey *self, const char *path, const char *password, GError **error)
{
  Packed packed;
  char *line = NULL;
  char *text = NULL;
  gboolean done = TRUE;

  memset (&packed, 0, sizeof packed);
  memcpy (packed.algorithm, "Ed", 2);
  memcpy (packed.checksum, "B2", 2);
  memcpy (packed.inner.id, self->id, sizeof self->id);
  memcpy (packed.inner.key, self->key, sizeof self->key);
  checksum (&packed, packed.inner.check);
  if (password != NULL)
    {
      memcpy (packed.derivation, "Sc", 2);
      randombytes_buf (packed.salt, sizeof packed.salt);
      write_number (packed.operations, SAVE_OPERATIONS);
      write_number (packed.memory, SAVE_MEMORY);
      done = apply_password (&packed, password, error);
    }
  if (done)
    {
      line = _tl_base64 ((const guint8 *)&packed, sizeof packed);
      text = g_strdup_printf ("untrusted comment: minisign %ssecret key\n%s\n",
                              password != NULL ? "encrypted " : "", line);
      done = write_new (path, text, error);
      sodium_memzero (line, strlen (line));
      sodium_memzero (text, strlen (text));
    }
  sodium_memzero (&packed, sizeof packed);
  g_free (line);
  g_free (text);
  return done;
}
