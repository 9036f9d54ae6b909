/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "base/tl-json.h"
#include "command.h"
#include "keys.h"
#include "publish/tl-publish-release.h"
#include "release/tl-manifest.h"

static char *volumes;
static char *out;
static char *previous_path;
static char *channel;
static char *withdraw;
static char *minimum_program;
static char *packs;
static char **key_paths;
static char **root_paths;
static gint64 serial;
static int days = 90;
static gboolean dry_run;
static gboolean json;

static const GOptionEntry entries[] = {
  { "volumes", 0, 0, G_OPTION_ARG_FILENAME, &volumes, "Library folder that \"build\" wrote",
    "VOLUMES" },
  { "out", 0, 0, G_OPTION_ARG_FILENAME, &out,
    "Folder of the release: a new one, or that of the releases before", "RELEASE" },
  { "key", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &key_paths,
    "Secret key; again for more. Without one the manifest waits for signatures", "SECRET" },
  { "serial", 0, 0, G_OPTION_ARG_INT64, &serial, "Number of the release; it only grows", "N" },
  { "previous", 0, 0, G_OPTION_ARG_FILENAME, &previous_path,
    "The release before, when it is in another folder", "RELEASE" },
  { "expires", 0, 0, G_OPTION_ARG_INT, &days, "Days it may be installed (90)", "DAYS" },
  { "channel", 0, 0, G_OPTION_ARG_STRING, &channel, "Channel (stable)", "NAME" },
  { "withdraw", 0, 0, G_OPTION_ARG_FILENAME, &withdraw,
    "Ids of documents in force no more, one a line", "FILE" },
  { "root", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &root_paths,
    "Root file with its signatures beside it; again for more", "FILE" },
  { "minimum-program", 0, 0, G_OPTION_ARG_STRING, &minimum_program,
    "Oldest program that reads it (0.1)", "VERSION" },
  { "pack", 0, 0, G_OPTION_ARG_STRING, &packs,
    "How originals are grouped: year, kind, subject, none (year)", "RULE" },
  { "dry-run", 0, 0, G_OPTION_ARG_NONE, &dry_run,
    "Write nothing; say what workstations would fetch", NULL },
  { "json", 0, 0, G_OPTION_ARG_NONE, &json, "Say it as one JSON object", NULL },
  { NULL, 0, 0, 0, NULL, NULL, NULL },
};

static void
progress_cb (const char *what, guint done, guint total, gpointer user_data)
{
  tl_command_progress ("packing", done, total);
}

static gboolean
parse_packs (TlPublishPacks *rule)
{
  static const char *const names[] = { "year", "kind", "subject", "none" };

  *rule = TL_PUBLISH_PACKS_YEAR;
  for (guint i = 0; packs != NULL && i < G_N_ELEMENTS (names); i++)
    if (strcmp (packs, names[i]) == 0)
      {
        *rule = (TlPublishPacks)i;
        return TRUE;
      }
  return packs == NULL;
}

static gboolean
read_withdrawn (GPtrArray *ids, GError **error)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  if (withdraw == NULL)
    return TRUE;
  if (!g_file_get_contents (withdraw, &text, NULL, error))
    return FALSE;
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      const char *id = g_strstrip (lines[i]);

      if (*id != '\0' && *id != '#')
        g_ptr_array_add (ids, g_strdup (id));
    }
  return TRUE;
}

static JsonObject *
fresh_to_json (const TlPublishFresh *fresh)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "code", "built-anew");
  json_object_set_int_member (object, "volumes", fresh->volumes);
  json_object_set_int_member (object, "documents", (gint64)fresh->documents);
  json_object_set_int_member (object, "known", (gint64)fresh->known);
  json_object_set_int_member (object, "bytes", (gint64)fresh->bytes);
  return object;
}

static gboolean
print_json (const TlPublishReleaseReport *made)
{
  JsonObject *object = json_object_new ();
  JsonArray *downloads = json_array_new ();
  JsonArray *warnings = json_array_new ();

  for (guint i = 0; i < made->downloads->len; i++)
    {
      const TlPublishDownload *download = &g_array_index (made->downloads, TlPublishDownload, i);
      JsonObject *entry = json_object_new ();

      json_object_set_int_member (entry, "from", (gint64)download->serial);
      json_object_set_int_member (entry, "files", download->files);
      json_object_set_int_member (entry, "patched", download->patches);
      json_object_set_int_member (entry, "bytes", (gint64)download->bytes);
      json_array_add_object_element (downloads, entry);
    }
  if (made->fresh.volumes > 0)
    json_array_add_object_element (warnings, fresh_to_json (&made->fresh));
  json_object_set_int_member (object, "serial", serial);
  json_object_set_boolean_member (object, "in_force", !dry_run && key_paths != NULL);
  json_object_set_int_member (object, "files", made->files);
  json_object_set_int_member (object, "unchanged", made->unchanged);
  json_object_set_int_member (object, "patches", made->patches);
  json_object_set_int_member (object, "packs", made->packs);
  json_object_set_int_member (object, "originals", (gint64)made->originals);
  json_object_set_int_member (object, "original_bytes", (gint64)made->original_bytes);
  json_object_set_int_member (object, "changes", made->changes);
  json_object_set_int_member (object, "manifest_bytes", (gint64)made->manifest_bytes);
  json_object_set_array_member (object, "downloads", downloads);
  json_object_set_array_member (object, "warnings", warnings);
  return tl_command_print_json (object);
}

static gboolean
print_text (const TlPublishReleaseReport *made)
{
  g_autofree char *head = g_strdup_printf (
      "release %" G_GINT64_FORMAT
      ": %u files (%u unchanged), %u patches, %u packs with %" G_GUINT64_FORMAT
      " originals (%.1f MB), %u changes, manifest %" G_GUINT64_FORMAT " bytes",
      serial, made->files, made->unchanged, made->patches, made->packs, made->originals,
      (double)made->original_bytes / 1e6, made->changes, made->manifest_bytes);
  gboolean said = tl_command_print (head);

  for (guint i = 0; said && i < made->downloads->len; i++)
    {
      const TlPublishDownload *download = &g_array_index (made->downloads, TlPublishDownload, i);
      g_autofree char *line
          = g_strdup_printf ("from %" G_GUINT64_FORMAT
                             ": %u files, %u of them as patches, %" G_GUINT64_FORMAT " bytes",
                             download->serial, download->files, download->patches, download->bytes);

      said = tl_command_print (line);
    }
  return said;
}

static void
warn_of_fresh (const TlPublishReleaseReport *made)
{
  const TlPublishFresh *fresh = &made->fresh;
  const TlPublishDownload *last = &g_array_index (made->downloads, TlPublishDownload, 0);

  if (fresh->volumes == 0)
    return;
  tl_command_message (
      "warning: %u volumes were built anew although there is release %" G_GUINT64_FORMAT
      ": %" G_GUINT64_FORMAT " of their %" G_GUINT64_FORMAT
      " documents are in it, and a workstation with it fetches %" G_GUINT64_FORMAT
      " bytes for these volumes; build on the folder of the release before, or with --previous",
      fresh->volumes, last->serial, fresh->known, fresh->documents, fresh->bytes);
}

static int
report (const TlPublishReleaseReport *made)
{
  gboolean said = json ? print_json (made) : print_text (made);

  warn_of_fresh (made);
  g_array_unref (made->downloads);
  if (said && !dry_run && key_paths == NULL)
    tl_command_message ("not in force yet: %s waits for signatures; then \"troly-corpus verify "
                        "--publish\"",
                        TL_PUBLISH_NEXT);
  return said ? TL_EXIT_DONE : TL_EXIT_FAILED;
}

static int
check_call (int argc, char **argv, TlPublishPacks *packs_rule)
{
  if (volumes == NULL || out == NULL || serial < 1 || days < 1 || days > 3660)
    return tl_command_usage (&tl_command_release,
                             "--volumes, --out, and --serial from 1 are needed; --expires is 1 to "
                             "3660 days");
  if (argc > 1)
    return tl_command_usage (&tl_command_release, "\"%s\" is one argument too many", argv[1]);
  if (!parse_packs (packs_rule))
    return tl_command_usage (&tl_command_release, "--pack is year, kind, subject or none");
  if (channel != NULL && !tl_manifest_is_channel (channel))
    return tl_command_usage (&tl_command_release, "--channel: \"%s\" is no name of a channel",
                             channel);
  if (minimum_program != NULL && !tl_manifest_is_version (minimum_program))
    return tl_command_usage (&tl_command_release, "--minimum-program: \"%s\" is no version",
                             minimum_program);
  return TL_EXIT_DONE;
}

static int
run (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) keys = g_ptr_array_new_with_free_func ((GDestroyNotify)tl_secret_key_free);
  g_autoptr (GPtrArray) withdrawn = g_ptr_array_new_with_free_func (g_free);
  TlPublishReleaseOptions options = { .progress = progress_cb };
  TlPublishReleaseReport made;

  if (!tl_command_parse (&tl_command_release, entries, &argc, &argv))
    return TL_EXIT_USAGE;
  if (check_call (argc, argv, &options.packs) != TL_EXIT_DONE)
    return TL_EXIT_USAGE;
  for (guint i = 0; !dry_run && key_paths != NULL && key_paths[i] != NULL; i++)
    {
      TlSecretKey *key = tl_keys_load_secret (key_paths[i], &error);

      if (key == NULL)
        return tl_command_fail (error);
      g_ptr_array_add (keys, key);
    }
  if (!read_withdrawn (withdrawn, &error))
    return tl_command_fail (error);
  options.volumes = volumes;
  options.out = out;
  options.previous = previous_path;
  options.keys = keys;
  options.roots = (const char *const *)root_paths;
  options.withdrawn = withdrawn;
  options.serial = (guint64)serial;
  options.days = (guint)days;
  options.channel = channel != NULL ? channel : "stable";
  options.minimum_program = minimum_program != NULL ? minimum_program : "0.1";
  options.dry_run = dry_run;
  if (!tl_publish_release (&options, &made, tl_command_get_cancellable (), &error))
    return tl_command_fail (error);
  return report (&made);
}

const TlCommand tl_command_release = {
  "release",
  "",
  "Write a signed release of a library, with patches from the releases before",
  run,
};
