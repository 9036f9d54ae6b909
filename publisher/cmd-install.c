/* SPDX-License-Identifier: GPL-3.0-or-later */
/* "install" and "rollback": what the program's updater does, by hand. */
#include "config.h"

#include <string.h>

#include "command.h"
#include "keys.h"
#include "release/tl-install.h"
#include "release/tl-manifest.h"
#include "release/tl-release-error.h"
#include "search/engine/tl-search-engine.h"
#include "sync/tl-http-source.h"

static char *folder;
static char **key_files;
static char *root_file;
static int threshold;
static char *channel;
static int bandwidth;
static char **packs;
static char *drop_pack;
static char *mirror;
static char *ca_file;
static char *proxy;
static gboolean again;
static gboolean only_plan;
static gboolean as_json;

static const GOptionEntry install_entries[] = {
  { "library", 0, 0, G_OPTION_ARG_FILENAME, &folder, "Library folder to install into", "LIB" },
  { "key", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &key_files,
    "Public key that may sign; may be given more than once", "FILE" },
  { "threshold", 0, 0, G_OPTION_ARG_INT, &threshold, "Keys that must sign (all)", "N" },
  { "root", 0, 0, G_OPTION_ARG_FILENAME, &root_file, "Root that names the keys, instead of --key",
    "FILE" },
  { "channel", 0, 0, G_OPTION_ARG_STRING, &channel, "Channel (stable)", "NAME" },
  { "bandwidth", 0, 0, G_OPTION_ARG_INT, &bandwidth, "Most kilobytes a second", "N" },
  { "pack", 0, 0, G_OPTION_ARG_STRING_ARRAY, &packs,
    "Pack whose originals are installed, or \"all\"; may be given more than once", "NAME" },
  { "drop-pack", 0, 0, G_OPTION_ARG_STRING, &drop_pack,
    "Only remove the originals of a pack, or of \"all\", and choose it no more", "NAME" },
  { "mirror", 0, 0, G_OPTION_ARG_FILENAME, &mirror, "Keep what is fetched, for others to fetch",
    "FOLDER" },
  { "ca", 0, 0, G_OPTION_ARG_FILENAME, &ca_file, "Authorities to trust besides the system's",
    "FILE" },
  { "proxy", 0, 0, G_OPTION_ARG_STRING, &proxy, "Proxy instead of the system's, or \"none\"",
    "URL" },
  { "again", 0, 0, G_OPTION_ARG_NONE, &again,
    "Take the release that was rolled back from; read and repair every file", NULL },
  { "plan", 0, 0, G_OPTION_ARG_NONE, &only_plan, "Only tell what would be fetched", NULL },
  { "json", 0, 0, G_OPTION_ARG_NONE, &as_json, "Print one JSON object", NULL },
  { NULL, 0, 0, 0, NULL, NULL, NULL },
};

static const GOptionEntry rollback_entries[] = {
  { "library", 0, 0, G_OPTION_ARG_FILENAME, &folder, "Library folder", "LIB" },
  { "json", 0, 0, G_OPTION_ARG_NONE, &as_json, "Print one JSON object", NULL },
  { NULL, 0, 0, 0, NULL, NULL, NULL },
};

/* Opens all that a reader opens. */
static gboolean
open_library (const char *path, gpointer user_data, GError **error)
{
  g_autoptr (TlLibrary) library = tl_library_open (path, error);
  g_autoptr (TlSearchEngine) engine
      = library != NULL ? tl_search_engine_new (library, error) : NULL;

  return engine != NULL;
}

static void
show_progress (const TlInstallProgress *progress, gpointer user_data)
{
  static const char *const words[]
      = { "checking", "fetching", "unpacking", "switching", "cleaning", "fetching originals" };

  if (progress->total > 0)
    tl_command_progress (words[progress->step], MIN (progress->done, progress->total),
                         progress->total);
}

static gboolean
print_report (const TlInstallReport *report)
{
  JsonObject *object;
  g_autofree char *line = NULL;

  if (!as_json)
    {
      line = g_strdup_printf ("%s %" G_GUINT64_FORMAT " (was %" G_GUINT64_FORMAT
                              "): %u files, %u by patch, %u kept, %" G_GUINT64_FORMAT
                              " of %" G_GUINT64_FORMAT " bytes fetched, %" G_GUINT64_FORMAT
                              " originals",
                              !report->changed ? "release"
                              : only_plan      ? "would install release"
                                               : "installed release",
                              report->serial, report->before, report->files, report->patched,
                              report->kept, report->fetched, report->wanted, report->originals);
      return tl_command_print (line);
    }
  object = json_object_new ();
  json_object_set_boolean_member (object, "changed", report->changed);
  json_object_set_int_member (object, "serial", (gint64)report->serial);
  json_object_set_int_member (object, "before", (gint64)report->before);
  json_object_set_int_member (object, "files", report->files);
  json_object_set_int_member (object, "patched", report->patched);
  json_object_set_int_member (object, "kept", report->kept);
  json_object_set_int_member (object, "fetched", (gint64)report->fetched);
  json_object_set_int_member (object, "wanted", (gint64)report->wanted);
  json_object_set_int_member (object, "disk", (gint64)report->disk);
  json_object_set_int_member (object, "originals", (gint64)report->originals);
  return tl_command_print_json (object);
}

static gboolean
add_sources (GPtrArray *sources, int argc, char **argv, GError **error)
{
  TlHttpOptions options = { .proxy = proxy, .ca_file = ca_file };

  for (int i = 1; i < argc; i++)
    {
      TlSource *source = tl_source_new_for_place (argv[i], &options, error);

      if (source == NULL)
        return FALSE;
      g_ptr_array_add (sources, source);
    }
  return TRUE;
}

static TlTrust *
load_trust (GError **error)
{
  g_autoptr (GArray) keys = NULL;

  if (root_file != NULL)
    return tl_keys_load_root (root_file, error);
  keys = tl_keys_load_public (key_files, error);
  return keys != NULL ? tl_trust_new ((const TlPublicKey *)(gpointer)keys->data, keys->len,
                                      threshold > 0 ? (guint)threshold : keys->len, error)
                      : NULL;
}

static gboolean
has_pack (const TlManifest *manifest, const char *name)
{
  for (guint i = 0; i < manifest->files->len; i++)
    {
      const TlReleaseFile *file = g_ptr_array_index (manifest->files, i);

      if (file->kind == TL_RELEASE_PACK && strcmp (file->name, name) == 0)
        return TRUE;
    }
  return FALSE;
}

/* The choice stays, for a later release may have the pack; but it may have been mistyped. */
static void
tell_of_unknown_packs (guint64 serial)
{
  g_autofree char *number = g_strdup_printf ("%" G_GUINT64_FORMAT, serial);
  g_autofree char *path = g_build_filename (folder, "release", number, "manifest.json", NULL);
  g_autofree char *json = NULL;
  gsize length;
  g_autoptr (TlManifest) manifest = g_file_get_contents (path, &json, &length, NULL)
                                        ? tl_manifest_parse (json, length, NULL)
                                        : NULL;

  for (guint i = 0; manifest != NULL && packs[i] != NULL; i++)
    if (strcmp (packs[i], "all") != 0 && !has_pack (manifest, packs[i]))
      tl_command_message ("note: release %s has no pack \"%s\"; its originals come with the first "
                          "release that has it",
                          number, packs[i]);
}

static int
run_drop_pack (int argc)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *line = NULL;
  JsonObject *object;
  guint64 files;
  guint64 bytes;

  if (argc > 1 || packs != NULL || key_files != NULL || root_file != NULL || only_plan || again)
    return tl_command_usage (&tl_command_install,
                             "--drop-pack goes with --library and --json only");
  if (!tl_install_drop_pack (folder, drop_pack, &files, &bytes, &error))
    return tl_command_fail (error);
  if (!as_json)
    {
      line = g_strdup_printf (
          "removed %" G_GUINT64_FORMAT " originals, %" G_GUINT64_FORMAT " bytes", files, bytes);
      return tl_command_print (line) ? TL_EXIT_DONE : TL_EXIT_FAILED;
    }
  object = json_object_new ();
  json_object_set_int_member (object, "dropped", (gint64)files);
  json_object_set_int_member (object, "bytes", (gint64)bytes);
  return tl_command_print_json (object) ? TL_EXIT_DONE : TL_EXIT_FAILED;
}

static int
run_install (int argc, char **argv)
{
  g_autoptr (GPtrArray) sources = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (TlTrust) trust = NULL;
  g_autoptr (GError) error = NULL;
  TlInstallOptions options = { .open = open_library, .watch = show_progress };
  TlInstallReport report;
  gboolean ok;

  if (!tl_command_parse (&tl_command_install, install_entries, &argc, &argv))
    return TL_EXIT_USAGE;
  if (folder == NULL)
    return tl_command_usage (&tl_command_install, "--library is needed");
  if (drop_pack != NULL)
    return run_drop_pack (argc);
  if ((key_files == NULL) == (root_file == NULL))
    return tl_command_usage (&tl_command_install, "either --key or --root is needed");
  if (argc < 2)
    return tl_command_usage (&tl_command_install, "a folder or an address is missing");
  if (threshold < 0 || (key_files != NULL && (guint)threshold > g_strv_length (key_files)))
    return tl_command_usage (&tl_command_install,
                             "--threshold: a number from 1 to that of the keys");
  if (bandwidth < 0 || bandwidth > 10000000)
    return tl_command_usage (&tl_command_install, "--bandwidth: a number from 1 to 10000000");
  trust = load_trust (&error);
  if (trust == NULL || !add_sources (sources, argc, argv, &error))
    return tl_command_fail (error);
  options.trust = trust;
  options.sources = sources;
  options.channel = channel;
  options.bandwidth = (guint64)bandwidth * 1000;
  options.packs = (const char *const *)packs;
  options.mirror = mirror;
  options.again = again;
  ok = only_plan
           ? tl_install_plan (folder, &options, &report, tl_command_get_cancellable (), &error)
           : tl_install_run (folder, &options, &report, tl_command_get_cancellable (), &error);
  if (!ok)
    return tl_command_fail (error);
  if (packs != NULL && !only_plan)
    tell_of_unknown_packs (report.serial);
  return print_report (&report) ? TL_EXIT_DONE : TL_EXIT_FAILED;
}

static int
run_rollback (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  TlInstallReport report;

  if (!tl_command_parse (&tl_command_rollback, rollback_entries, &argc, &argv))
    return TL_EXIT_USAGE;
  if (folder == NULL)
    return tl_command_usage (&tl_command_rollback, "--library is needed");
  if (argc > 1)
    return tl_command_usage (&tl_command_rollback, "\"%s\" is one argument too many", argv[1]);
  if (!tl_install_rollback (folder, open_library, NULL, &report, &error))
    return tl_command_fail (error);
  return print_report (&report) ? TL_EXIT_DONE : TL_EXIT_FAILED;
}

const TlCommand tl_command_install = {
  "install",
  "RELEASE|URL…",
  "Install the newest release that the sources offer",
  run_install,
};

const TlCommand tl_command_rollback = {
  "rollback",
  "",
  "Go back to the release before",
  run_rollback,
};
