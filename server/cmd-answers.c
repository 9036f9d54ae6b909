/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "server/pages/tl-export.h"
#include "server/server.h"

#define ACTOR   "command"
#define WAIT_MS 10000

/* The way of approved answers to the publisher and back, without a browser. */

static gint64
now_ms (void)
{
  return g_get_real_time () / 1000;
}

static gboolean
export_to (TlSql *sql, const char *path, GError **error)
{
  g_autoptr (GString) lines = g_string_new (NULL);
  g_autofree char *count_text = NULL;
  guint count;

  if (!tl_export_answers (sql, now_ms (), ACTOR, lines, &count, error)
      || !g_file_set_contents (path, lines->str, (gssize)lines->len, error))
    return FALSE;
  count_text = g_strdup_printf ("%u", count);
  return tl_command_print (count_text);
}

static gboolean
take_manifest (TlSql *sql, const char *path, GError **error)
{
  g_autoptr (GBytes) manifest = NULL;
  g_autofree char *count_text = NULL;
  char *data;
  gsize length;
  guint count;

  if (!g_file_get_contents (path, &data, &length, error))
    return FALSE;
  manifest = g_bytes_new_take (data, length);
  if (!tl_export_published (sql, now_ms (), ACTOR, manifest, &count, error))
    {
      g_prefix_error (error, "%s: ", path);
      return FALSE;
    }
  count_text = g_strdup_printf ("%u", count);
  return tl_command_print (count_text);
}

static int
run_with_file (const TlCommand *command,
               int argc,
               char **argv,
               gboolean (*work) (TlSql *sql, const char *path, GError **error))
{
  static TlPlace place;
  g_autofree GOptionEntry *entries = tl_place_entries (&place, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (TlSqlPool) pool = NULL;
  TlSql *sql;
  gboolean good;

  if (!tl_command_parse (command, entries, &argc, &argv))
    return TL_EXIT_USAGE;
  if (place.data == NULL || argc != 2)
    return tl_command_usage (command, "--data DIR and a file are needed");
  pool = tl_place_is_centre (&place, &error) ? tl_place_open (&place, &error) : NULL;
  sql = pool != NULL ? tl_sql_pool_take (pool, WAIT_MS, &error) : NULL;
  if (sql == NULL)
    return tl_command_fail (error);
  good = work (sql, argv[1], &error);
  tl_sql_pool_give (pool, sql);
  if (error != NULL)
    return tl_command_fail (error);
  return good ? TL_EXIT_DONE : TL_EXIT_FAILED;
}

static int
run_export (int argc, char **argv)
{
  return run_with_file (&tl_server_export, argc, argv, export_to);
}

static int
run_published (int argc, char **argv)
{
  return run_with_file (&tl_server_published, argc, argv, take_manifest);
}

const TlCommand tl_server_export
    = { "export", "FILE",
        "Write all approved answers, for \"troly-corpus import\"; prints their number",
        run_export };
const TlCommand tl_server_published
    = { "published", "MANIFEST",
        "Tell the authors what a release carries; prints how many it newly does", run_published };
