/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "base/tl-atomic-file.h"
#include "base/tl-clock.h"
#include "command.h"
#include "keys.h"
#include "release/tl-root.h"

static char *out;
static char *previous_path;
static char **root_paths;
static char **release_paths;
static int root_threshold = 1;
static int threshold = 1;

static const GOptionEntry entries[] = {
  { "out", 0, 0, G_OPTION_ARG_FILENAME, &out, "Root file to write, unsigned", "FILE" },
  { "previous", 0, 0, G_OPTION_ARG_FILENAME, &previous_path, "The root that this one follows",
    "FILE" },
  { "root-key", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &root_paths,
    "Public key that may change keys; again for more", "PUBLIC" },
  { "root-threshold", 0, 0, G_OPTION_ARG_INT, &root_threshold, "How many of them must sign", "N" },
  { "release-key", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &release_paths,
    "Public key that signs releases; again for more", "PUBLIC" },
  { "threshold", 0, 0, G_OPTION_ARG_INT, &threshold, "How many of them must sign", "N" },
  { NULL, 0, 0, 0, NULL, NULL, NULL },
};

/* Release keys that counted until now and do no more. */
static void
revoke_keys (TlRoot *root, TlRoot *before)
{
  TlRootRole revoked = { .keys = root->revoked };
  GArray *lists[] = { before->revoked, before->release.keys };

  for (guint l = 0; l < G_N_ELEMENTS (lists); l++)
    for (guint i = 0; i < lists[l]->len; i++)
      {
        const TlPublicKey *key = &g_array_index (lists[l], TlPublicKey, i);

        if (tl_root_role_find (&root->release, key->id) == NULL
            && tl_root_role_find (&revoked, key->id) == NULL)
          g_array_append_vals (root->revoked, key, 1);
      }
}

static gboolean
add_keys (TlRootRole *role, char **paths, int needed, GError **error)
{
  g_autoptr (GArray) keys = tl_keys_load_public (paths, error);

  if (keys == NULL)
    return FALSE;
  g_array_append_vals (role->keys, keys->data, keys->len);
  role->threshold = (guint)MAX (needed, 0);
  return TRUE;
}

static TlRoot *
make (GError **error)
{
  g_autoptr (TlRoot) root = tl_root_new ();
  g_autoptr (TlRoot) before = NULL;
  g_autoptr (GDateTime) now = tl_clock_now ();
  g_autofree char *json = NULL;
  gsize length = 0;

  if (previous_path != NULL
      && (!g_file_get_contents (previous_path, &json, &length, error)
          || (before = tl_root_parse (json, length, error)) == NULL))
    return NULL;
  if (!add_keys (&root->root, root_paths, root_threshold, error)
      || !add_keys (&root->release, release_paths, threshold, error))
    return NULL;
  root->version = before != NULL ? before->version + 1 : 1;
  root->created = g_date_time_format (now, "%Y-%m-%dT%H:%M:%SZ");
  if (before != NULL)
    revoke_keys (root, before);
  return g_steal_pointer (&root);
}

static int
run (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TlRoot) root = NULL;
  g_autofree char *json = NULL;

  if (!tl_command_parse (&tl_command_root, entries, &argc, &argv))
    return TL_EXIT_USAGE;
  if (out == NULL || root_paths == NULL || release_paths == NULL || argc > 1)
    return tl_command_usage (&tl_command_root, "--out, --root-key and --release-key are needed");
  root = make (&error);
  json = root != NULL ? tl_root_to_json (root, &error) : NULL;
  if (json == NULL || !tl_atomic_write (out, json, strlen (json), &error))
    return tl_command_fail (error);
  tl_command_message ("root %" G_GUINT64_FORMAT
                      " is written; sign it with \"troly-corpus sign\" and enough root keys%s",
                      root->version,
                      previous_path != NULL ? " of the root before and of its own" : "");
  return TL_EXIT_DONE;
}

const TlCommand tl_command_root = {
  "root",
  "",
  "Name the keys that sign releases, and those that may change them",
  run,
};
