/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "server/server.h"

#include <errno.h>
#include <glib/gstdio.h>

#define ATTEMPTS 5

GOptionEntry *
tl_place_entries (TlPlace *place, const GOptionEntry *extra)
{
  const GOptionEntry own[] = {
    { "data", 0, 0, G_OPTION_ARG_FILENAME, &place->data,
      "Folder of the keys, of server.conf, and of the database where it is SQLite", "DIR" },
    { "database", 0, 0, G_OPTION_ARG_STRING, &place->database,
      "PostgreSQL instead of SQLite in DIR: postgresql://…", "URL" },
    { "listen", 0, 0, G_OPTION_ARG_STRING, &place->listen, "Address to listen on (127.0.0.1)",
      "ADDRESS" },
    { "port", 0, 0, G_OPTION_ARG_INT, &place->port, "Port to listen on (8080); 0: any free one",
      "N" },
    { "public-url", 0, 0, G_OPTION_ARG_STRING_ARRAY, &place->public_urls,
      "URL by which workstations and browsers know the server; the first is the one it writes",
      "URL" },
    { "library", 0, 0, G_OPTION_ARG_FILENAME, &place->library,
      "Library that the editors' pages look into", "DIR" },
  };
  GArray *all = g_array_new (TRUE, TRUE, sizeof (GOptionEntry));

  place->port = TL_PLACE_PORT_UNSAID;
  g_array_append_vals (all, own, G_N_ELEMENTS (own));
  for (; extra != NULL && extra->long_name != NULL; extra++)
    g_array_append_vals (all, extra, 1);
  return (GOptionEntry *)(void *)g_array_free (all, FALSE);
}

static void
put_text (char **setting, const char *text)
{
  if (text == NULL)
    return;
  g_free (*setting);
  *setting = g_strdup (text);
}

static char **
own_urls (const TlServerSettings *settings)
{
  char **urls = g_new0 (char *, 3);

  urls[0] = g_strdup_printf ("http://localhost:%u", settings->port);
  urls[1] = g_strdup_printf ("http://127.0.0.1:%u", settings->port);
  return urls;
}

TlServerSettings *
tl_place_settings (const TlPlace *place, GError **error)
{
  TlServerSettings *settings;

  if (g_mkdir_with_parents (place->data, 0700) != 0)
    {
      g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (errno), "%s: %s", place->data,
                   g_strerror (errno));
      return NULL;
    }
  settings = tl_server_settings_load (place->data, error);
  if (settings == NULL)
    return NULL;
  put_text (&settings->database, place->database);
  put_text (&settings->listen, place->listen);
  put_text (&settings->library, place->library);
  if (place->port >= 0)
    settings->port = (guint)place->port;
  if (place->public_urls != NULL)
    {
      g_strfreev (settings->public_urls);
      settings->public_urls = g_strdupv (place->public_urls);
    }
  for (guint i = 0; settings->public_urls[i] != NULL; i++)
    while (g_str_has_suffix (settings->public_urls[i], "/"))
      settings->public_urls[i][strlen (settings->public_urls[i]) - 1] = '\0';
  /* Without a public URL the server is for whoever sits at this machine; a port that is not known
   * yet is named when it is. */
  if (settings->public_urls[0] == NULL && settings->port > 0)
    {
      g_strfreev (settings->public_urls);
      settings->public_urls = own_urls (settings);
    }
  return settings;
}

gboolean
tl_place_is_centre (const TlPlace *place, GError **error)
{
  g_autofree char *conf = g_build_filename (place->data, "server.conf", NULL);
  g_autofree char *database = g_build_filename (place->data, "troly.sqlite", NULL);

  if (place->database != NULL || g_file_test (conf, G_FILE_TEST_EXISTS)
      || g_file_test (database, G_FILE_TEST_EXISTS))
    return TRUE;
  g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT,
               "%s: there is no centre here, neither server.conf nor troly.sqlite", place->data);
  return FALSE;
}

TlSqlPool *
tl_place_open (const TlPlace *place, GError **error)
{
  g_autoptr (TlServerSettings) settings = tl_place_settings (place, error);

  return settings != NULL ? tl_sql_pool_new (settings->database, 1, error) : NULL;
}

static gboolean
attempt (TlSqlPool *pool,
         gboolean (*work) (TlSql *sql, gpointer data, GError **error),
         gpointer data,
         GError **error)
{
  TlSql *sql = tl_sql_pool_take (pool, 10000, error);
  gboolean done;

  if (sql == NULL)
    return FALSE;
  done = tl_sql_begin (sql, error) && work (sql, data, error) && tl_sql_commit (sql, error);
  tl_sql_pool_give (pool, sql);
  return done;
}

gboolean
tl_place_in_transaction (TlSqlPool *pool,
                         gboolean (*work) (TlSql *sql, gpointer data, GError **error),
                         gpointer data,
                         GError **error)
{
  for (guint i = 0; i < ATTEMPTS; i++)
    {
      g_autoptr (GError) fault = NULL;

      if (attempt (pool, work, data, &fault))
        return TRUE;
      if (i + 1 == ATTEMPTS || !g_error_matches (fault, TL_SQL_ERROR, TL_SQL_ERROR_RETRY))
        {
          g_propagate_error (error, g_steal_pointer (&fault));
          return FALSE;
        }
      g_usleep (50000);
    }
  return FALSE;
}
