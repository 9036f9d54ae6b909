/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "base/tl-atomic-file.h"
#include "command.h"
#include "keys.h"

static char *out;
static gboolean encrypt;

static const GOptionEntry entries[] = {
  { "out", 0, 0, G_OPTION_ARG_FILENAME, &out, "Writes PREFIX.key (secret) and PREFIX.pub",
    "PREFIX" },
  { "encrypt", 0, 0, G_OPTION_ARG_NONE, &encrypt,
    "Encrypt the secret key with a password (typed, or in TROLY_KEY_PASSWORD)", NULL },
  { NULL, 0, 0, 0, NULL, NULL, NULL },
};

static int
run (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TlSecretKey) key = NULL;
  g_autofree char *password = NULL;
  g_autofree char *secret = NULL;
  g_autofree char *public_path = NULL;
  g_autofree char *text = NULL;
  TlPublicKey public_key;

  if (!tl_command_parse (&tl_command_keygen, entries, &argc, &argv))
    return TL_EXIT_USAGE;
  if (out == NULL || argc > 1)
    return tl_command_usage (&tl_command_keygen, "--out PREFIX is needed, and nothing else");
  if (encrypt && (password = tl_keys_ask_new_password (&error)) == NULL)
    return tl_command_fail (error);
  secret = g_strconcat (out, ".key", NULL);
  public_path = g_strconcat (out, ".pub", NULL);
  if (g_file_test (public_path, G_FILE_TEST_EXISTS))
    {
      tl_command_message ("%s is there already; keys are never written over", public_path);
      return TL_EXIT_FAILED;
    }
  key = tl_secret_key_generate ();
  tl_secret_key_get_public (key, &public_key);
  text = tl_public_key_to_text (&public_key);
  if (!tl_secret_key_save (key, secret, password, &error)
      || !tl_atomic_write (public_path, text, strlen (text), &error))
    return tl_command_fail (error);
  return tl_command_print (public_key.id) ? TL_EXIT_DONE : TL_EXIT_FAILED;
}

const TlCommand tl_command_keygen = {
  "keygen",
  "",
  "Make a key pair for signing releases, in minisign's format",
  run,
};
