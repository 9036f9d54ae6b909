/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "base/tl-clock.h"
#include "base/tl-json.h"
#include "corpus/tl-library-links.h"
#include "library.h"
#include "publish/tl-publish-build.h"

static char *folder;
static gboolean as_json;

static const GOptionEntry entries[] = {
  { "library", 0, 0, G_OPTION_ARG_FILENAME, &folder, "Installed library or folder of volumes",
    "LIB" },
  { "json", 0, 0, G_OPTION_ARG_NONE, &as_json, "One JSON object", NULL },
  { NULL, 0, 0, 0, NULL, NULL, NULL },
};

/* Days since the newest volume was made, or -1. */
static int
get_age (const char *created)
{
  g_autoptr (GDateTime) now = tl_clock_now ();
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autofree char *text = g_strconcat (created, "T00:00:00", NULL);
  g_autoptr (GDateTime) then = g_date_time_new_from_iso8601 (text, utc);

  if (then == NULL)
    return -1;
  return (int)MAX (g_date_time_difference (now, then) / G_TIME_SPAN_DAY, 0);
}

/* Articles that share their source's id with another: versions, and what the source has twice under
 * one id. */
static guint64
count_repeats (TlLibrary *library)
{
  guint64 repeats = 0;

  for (guint i = 0; i < tl_library_get_n_volumes (library); i++)
    {
      g_autofree char *value
          = tl_volume_dup_meta (tl_library_get_volume (library, i), TL_PUBLISH_META_REPEATS);
      repeats += value != NULL ? g_ascii_strtoull (value, NULL, 10) : 0;
    }
  return repeats;
}

/* Outgoing references: all, those whose document the library holds, and the rest. */
typedef struct
{
  guint64 total;
  guint64 resolved;
  guint64 unresolved;
} LinkCounts;

static JsonObject *
links_to_json (const LinkCounts *links)
{
  JsonObject *object = json_object_new ();

  json_object_set_int_member (object, "total", (gint64)links->total);
  json_object_set_int_member (object, "resolved", (gint64)links->resolved);
  json_object_set_int_member (object, "unresolved", (gint64)links->unresolved);
  return object;
}

static gboolean
print_json (TlLibrary *library,
            const TlLibraryStats *stats,
            guint64 repeats,
            const LinkCounts *links)
{
  JsonObject *object = json_object_new ();
  JsonObject *kinds = json_object_new ();
  int age = get_age (stats->created);

  json_object_set_int_member (object, "volumes", (gint64)stats->volumes);
  json_object_set_int_member (object, "documents", (gint64)stats->documents);
  for (int kind = 0; kind < TL_N_DOC_KINDS; kind++)
    json_object_set_int_member (kinds, tl_doc_kind_code ((TlDocKind)kind),
                                (gint64)stats->by_kind[kind]);
  json_object_set_object_member (object, "by_kind", kinds);
  json_object_set_int_member (object, "articles", (gint64)(stats->articles - repeats));
  json_object_set_int_member (object, "article_texts", (gint64)stats->articles);
  json_object_set_int_member (object, "blocks", (gint64)stats->blocks);
  json_object_set_object_member (object, "links", links_to_json (links));
  json_object_set_int_member (object, "text_bytes", (gint64)stats->text_bytes);
  json_object_set_int_member (object, "volume_bytes", (gint64)stats->volume_bytes);
  json_object_set_int_member (object, "index_bytes", (gint64)stats->index_bytes);
  json_object_set_int_member (object, "serial", (gint64)stats->serial);
  tl_json_set_string (object, "created", *stats->created != '\0' ? stats->created : NULL);
  tl_json_set_string (object, "expires", *stats->expires != '\0' ? stats->expires : NULL);
  tl_json_set_string (object, "channel", *stats->channel != '\0' ? stats->channel : NULL);
  json_object_set_boolean_member (object, "installed", stats->installed);
  if (age >= 0)
    json_object_set_int_member (object, "age_days", age);
  else
    json_object_set_null_member (object, "age_days");
  json_object_set_boolean_member (object, "training", tl_library_is_training (library));
  return tl_command_print_json (object);
}

static gboolean
print_text (TlLibrary *library,
            const TlLibraryStats *stats,
            guint64 repeats,
            const LinkCounts *links)
{
  g_autoptr (GString) text = g_string_new (NULL);

  g_string_append_printf (text, "volumes     %" G_GUINT64_FORMAT "\n", stats->volumes);
  g_string_append_printf (text, "documents   %" G_GUINT64_FORMAT "\n", stats->documents);
  for (int kind = 0; kind < TL_N_DOC_KINDS; kind++)
    g_string_append_printf (text, "  %-10s%" G_GUINT64_FORMAT "\n",
                            tl_doc_kind_code ((TlDocKind)kind), stats->by_kind[kind]);
  g_string_append_printf (text, "articles    %" G_GUINT64_FORMAT "\n", stats->articles - repeats);
  g_string_append_printf (
      text, "  texts     %" G_GUINT64_FORMAT " (versions, and entries that share an id)\n",
      stats->articles);
  g_string_append_printf (text, "blocks      %" G_GUINT64_FORMAT "\n", stats->blocks);
  g_string_append_printf (text,
                          "links       %" G_GUINT64_FORMAT "\n"
                          "  resolved  %" G_GUINT64_FORMAT "\n",
                          links->total, links->resolved);
  g_string_append_printf (text, "text        %.1f MB\n", (double)stats->text_bytes / 1e6);
  g_string_append_printf (text, "volume size %.1f MB\n", (double)stats->volume_bytes / 1e6);
  g_string_append_printf (text, "index size  %.1f MB\n", (double)stats->index_bytes / 1e6);
  g_string_append_printf (text, "serial      %" G_GUINT64_FORMAT "\n", stats->serial);
  g_string_append_printf (text, "created     %s", *stats->created != '\0' ? stats->created : "-");
  if (get_age (stats->created) >= 0)
    g_string_append_printf (text, " (%d days ago)", get_age (stats->created));
  if (stats->installed)
    g_string_append_printf (text, "\nexpires     %s\nchannel     %s",
                            *stats->expires != '\0' ? stats->expires : "-", stats->channel);
  if (tl_library_is_training (library))
    g_string_append (text, "\ntraining data: fictional, not law");
  return tl_command_print (text->str);
}

static int
run (int argc, char **argv)
{
  g_autoptr (TlLibrary) library = NULL;
  g_autoptr (GError) error = NULL;
  TlLibraryStats stats;
  LinkCounts links;
  guint64 repeats;
  gboolean ok;

  if (!tl_command_parse (&tl_command_stats, entries, &argc, &argv))
    return TL_EXIT_USAGE;
  if (folder == NULL)
    return tl_command_usage (&tl_command_stats, "--library is needed");
  if (argc > 1)
    return tl_command_usage (&tl_command_stats, "\"%s\" is one argument too many", argv[1]);
  library = tl_command_open_library (folder, &error);
  if (library == NULL || !tl_library_stats (library, &stats, &error)
      || !tl_library_count_links (library, &links.total, &links.resolved, &links.unresolved,
                                  &error))
    return tl_command_fail (error);
  repeats = MIN (count_repeats (library), stats.articles);
  ok = as_json ? print_json (library, &stats, repeats, &links)
               : print_text (library, &stats, repeats, &links);
  return ok ? TL_EXIT_DONE : TL_EXIT_FAILED;
}

const TlCommand tl_command_stats = {
  "stats",
  "",
  "Count what a library holds, its sizes and its age",
  run,
};
