/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "command.h"
#include "keys.h"
#include "publish/tl-publish-verify.h"

static char **key_paths;
static char *comment;

static const GOptionEntry entries[] = {
  { "key", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &key_paths, "Secret key; again for more", "SECRET" },
  { "comment", 0, 0, G_OPTION_ARG_STRING, &comment, "A line that is signed too", "TEXT" },
  { NULL, 0, 0, 0, NULL, NULL, NULL },
};

static int
run (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;

  if (!tl_command_parse (&tl_command_sign, entries, &argc, &argv))
    return TL_EXIT_USAGE;
  if (key_paths == NULL || argc != 2)
    return tl_command_usage (&tl_command_sign, "--key and one file are needed");
  for (guint i = 0; key_paths[i] != NULL; i++)
    {
      g_autoptr (TlSecretKey) key = tl_keys_load_secret (key_paths[i], &error);
      g_autofree char *written = NULL;

      if (key == NULL
          || !tl_publish_sign_file (argv[1], key, comment != NULL ? comment : "troly release",
                                    &written, &error))
        return tl_command_fail (error);
      if (!tl_command_print (written))
        return TL_EXIT_FAILED;
    }
  return TL_EXIT_DONE;
}

const TlCommand tl_command_sign = {
  "sign",
  "FILE",
  "Sign a manifest or a root; FILE.KEYID.minisig appears beside it",
  run,
};
