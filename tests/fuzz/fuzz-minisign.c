/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bytes of any kind as a signature and as a public key: nothing is accepted that was not signed. */
#include "config.h"

#include <stdint.h>
#include <string.h>

#include "release/tl-minisign.h"

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  static TlSecretKey *secret;
  g_autofree char *text = g_strndup ((const char *)data, size);
  TlPublicKey public_key;
  TlPublicKey read;
  char id[TL_KEY_ID_SIZE];

  if (secret == NULL)
    secret = tl_secret_key_generate ();
  tl_secret_key_get_public (secret, &public_key);
  if (tl_minisign_read_id (text, id, NULL))
    memcpy (public_key.id, id, sizeof id);
  g_assert_false (tl_minisign_verify (&public_key, text, "bytes", 5, NULL));
  if (tl_public_key_parse (&read, text, NULL))
    {
      g_autofree char *again = tl_public_key_to_text (&read);

      g_assert_true (tl_public_key_parse (&read, again, NULL));
    }
  return 0;
}
