/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "server-test.h"

#include <libpq-fe.h>
#include <unistd.h>

gboolean
test_on_postgres (void)
{
  return g_getenv ("TROLY_TEST_POSTGRES") != NULL;
}

char *
test_folder (void)
{
  g_autoptr (GError) error = NULL;
  char *folder = g_dir_make_tmp ("troly-server-XXXXXX", &error);

  g_assert_no_error (error);
  return folder;
}

void
test_folder_remove (const char *folder)
{
  const char *argv[] = { "rm", "-rf", folder, NULL };

  g_assert_true (g_spawn_sync (NULL, (char **)argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL,
                               NULL, NULL, NULL));
}

char *
test_database (const char *folder)
{
  static guint number;
  g_autofree char *where = NULL;
  g_autofree char *statement = NULL;
  PGconn *link;
  PGresult *result;

  number++;
  if (!test_on_postgres ())
    return g_strdup_printf ("sqlite:%s/database-%u.sqlite", folder, number);
  where = g_strdup_printf ("host=%s user=troly dbname=postgres", g_getenv ("TROLY_TEST_POSTGRES"));
  statement = g_strdup_printf ("CREATE DATABASE troly%u_%d", number, (int)getpid ());
  link = PQconnectdb (where);
  result = PQexec (link, statement);
  g_assert_cmpint (PQresultStatus (result), ==, PGRES_COMMAND_OK);
  PQclear (result);
  PQfinish (link);
  return g_strdup_printf ("host=%s user=troly dbname=troly%u_%d", g_getenv ("TROLY_TEST_POSTGRES"),
                          number, (int)getpid ());
}

void
test_postgres (const char *what)
{
  const char *argv[]
      = { g_getenv ("TROLY_TEST_POSTGRES_TOOL"), what, g_getenv ("TROLY_TEST_POSTGRES"), NULL };
  int status = 0;

  g_assert_true (g_spawn_sync (NULL, (char **)argv, NULL, G_SPAWN_DEFAULT, NULL, NULL, NULL, NULL,
                               &status, NULL));
  g_assert_cmpint (status, ==, 0);
}
