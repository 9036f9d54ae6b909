/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "command.h"
#include "keys.h"
#include "publish/tl-publish-verify.h"

static char **key_paths;
static char *root_path;
static int threshold = 1;
static gboolean next;
static gboolean publish;

static const GOptionEntry entries[] = {
  { "key", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &key_paths, "Public key; again for more", "PUBLIC" },
  { "threshold", 0, 0, G_OPTION_ARG_INT, &threshold, "How many of them must have signed (1)", "N" },
  { "root", 0, 0, G_OPTION_ARG_FILENAME, &root_path,
    "Root file that is trusted, instead of keys; newer ones in the release are followed", "FILE" },
  { "next", 0, 0, G_OPTION_ARG_NONE, &next, "The manifest that waits for signatures", NULL },
  { "publish", 0, 0, G_OPTION_ARG_NONE, &publish,
    "Like --next, and puts it in force when all is right", NULL },
  { NULL, 0, 0, 0, NULL, NULL, NULL },
};

static TlTrust *
load_trust (GError **error)
{
  g_autoptr (GArray) keys = NULL;

  if (root_path != NULL)
    return tl_keys_load_root (root_path, error);
  keys = tl_keys_load_public (key_paths, error);
  return keys != NULL
             ? tl_trust_new ((TlPublicKey *)(void *)keys->data, keys->len, (guint)threshold, error)
             : NULL;
}

static int
run (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TlTrust) trust = NULL;
  g_autofree char *line = NULL;
  TlPublishVerifyReport report;

  if (!tl_command_parse (&tl_command_verify, entries, &argc, &argv))
    return TL_EXIT_USAGE;
  if ((key_paths == NULL) == (root_path == NULL) || argc != 2)
    return tl_command_usage (&tl_command_verify,
                             "--key or --root, and one folder of a release, are needed");
  if (key_paths != NULL && (threshold < 1 || (guint)threshold > g_strv_length (key_paths)))
    return tl_command_usage (&tl_command_verify,
                             "--threshold: a number from 1 to that of the keys");
  trust = load_trust (&error);
  if (trust == NULL
      || !tl_publish_verify (argv[1], trust, next || publish, &report,
                             tl_command_get_cancellable (), &error)
      || (publish && !tl_publish_next (argv[1], &error)))
    return tl_command_fail (error);
  line = g_strdup_printf ("release %" G_GUINT64_FORMAT
                          " is right: %u files, %u patches applied, %u patches whose older file is "
                          "gone, %" G_GUINT64_FORMAT " originals, %.1f MB; expires on %s%s",
                          report.serial, report.files, report.applied, report.unapplied,
                          report.originals, (double)report.bytes / 1e6, report.expires,
                          publish ? "; it is in force" : "");
  return tl_command_print (line) ? TL_EXIT_DONE : TL_EXIT_FAILED;
}

const TlCommand tl_command_verify = {
  "verify",
  "RELEASE",
  "Check a release as a workstation would, and every file of it",
  run,
};
