/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "centre-fixture.h"

#include <errno.h>
#include <ftw.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <sqlite3.h>
#include <string.h>

/* A port that was free a moment ago. */
static guint
free_port (void)
{
  g_autoptr (GSocketListener) listener = g_socket_listener_new ();

  return g_socket_listener_add_any_inet_port (listener, NULL, NULL);
}

static void
wait_for_port (guint port)
{
  for (guint i = 0; i < 2000; i++)
    {
      g_autoptr (GSocketClient) client = g_socket_client_new ();
      g_autoptr (GSocketConnection) connection
          = g_socket_client_connect_to_host (client, "127.0.0.1", (guint16)port, NULL, NULL);

      if (connection != NULL)
        return;
      g_usleep (20000);
    }
  g_error ("nothing listens on port %u", port);
}

void
centre_fixture_start_server (CentreFixture *self)
{
  g_autofree char *port = g_strdup_printf ("--port=%u", self->backend);
  g_autofree char *url = g_strdup_printf ("--public-url=http://127.0.0.1:%u", self->port);
  g_autofree char *data = g_strconcat ("--data=", self->data, NULL);
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_NONE);
  g_autofree char *log = g_strconcat (self->log, ".part", NULL);
  g_autofree char *text = NULL;
  GError *error = NULL;

  /* Logs of all runs follow one another. */
  if (g_file_get_contents (log, &text, NULL, NULL))
    {
      g_autofree char *before = NULL;
      g_autofree char *all = NULL;

      g_file_get_contents (self->log, &before, NULL, NULL);
      all = g_strconcat (before != NULL ? before : "", text, NULL);
      g_file_set_contents (self->log, all, -1, NULL);
    }
  g_subprocess_launcher_set_stdout_file_path (launcher, log);
  g_subprocess_launcher_set_flags (launcher, G_SUBPROCESS_FLAGS_STDERR_MERGE);
  self->server = g_subprocess_launcher_spawn (launcher, &error, self->program, "serve", data, port,
                                              url, NULL);
  g_assert_no_error (error);
  wait_for_port (self->backend);
}

void
centre_fixture_kill_server (CentreFixture *self)
{
  g_subprocess_force_exit (self->server);
  g_subprocess_wait (self->server, NULL, NULL);
  g_clear_object (&self->server);
}

void
centre_fixture_run (CentreFixture *self, ...)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new ();
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;
  const char *word;
  va_list list;

  g_ptr_array_add (words, self->program);
  va_start (list, self);
  while ((word = va_arg (list, const char *)) != NULL)
    g_ptr_array_add (words, (gpointer)word);
  va_end (list);
  g_ptr_array_add (words, NULL);
  process = g_subprocess_newv (
      (const char *const *)words->pdata,
      G_SUBPROCESS_FLAGS_STDOUT_SILENCE | G_SUBPROCESS_FLAGS_STDERR_SILENCE, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_wait_check (process, NULL, &error));
}

static void
enrol (CentreFixture *self)
{
  g_autofree char *data = g_strconcat ("--data=", self->data, NULL);
  g_autofree char *url = g_strdup_printf ("--public-url=http://127.0.0.1:%u", self->port);
  g_autofree char *out = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  self->enrolment_file = g_build_filename (self->folder, "enrolment.json", NULL);
  out = g_strconcat ("--out=", self->enrolment_file, NULL);
  centre_fixture_run (self, "enrol", data, url, "--name=Nguyễn Thị Mẫu", "--unit=TAND-01",
                      "--unit-name=Tòa án mẫu", "--role=judge", out, NULL);
  g_assert_true (g_file_get_contents (self->enrolment_file, &text, NULL, &error));
  self->enrolment = tl_enrolment_from_file (text, -1, NULL, &self->public_half, &error);
  g_assert_no_error (error);
}

CentreFixture *
centre_fixture_new (const char *program, const char *line_script)
{
  g_autofree char *python = g_find_program_in_path ("python3");
  CentreFixture *self;
  g_autofree char *port = NULL;
  g_autofree char *backend = NULL;
  GError *error = NULL;

  if (program == NULL || python == NULL)
    {
      g_test_skip (program == NULL ? "troly-server is not built" : "there is no python3");
      return NULL;
    }
  self = g_new0 (CentreFixture, 1);
  self->program = g_strdup (program);
  self->folder = g_dir_make_tmp ("troly-centre-XXXXXX", &error);
  g_assert_no_error (error);
  self->data = g_build_filename (self->folder, "data", NULL);
  self->records = g_build_filename (self->folder, "records", NULL);
  self->log = g_build_filename (self->folder, "log", NULL);
  g_assert_cmpint (g_mkdir (self->records, 0700), ==, 0);
  self->port = free_port ();
  self->backend = free_port ();
  enrol (self);
  centre_fixture_start_server (self);
  port = g_strdup_printf ("%u", self->port);
  backend = g_strdup_printf ("%u", self->backend);
  self->line = g_subprocess_new (G_SUBPROCESS_FLAGS_STDERR_SILENCE, &error, python, line_script,
                                 port, backend, self->records, NULL);
  g_assert_no_error (error);
  wait_for_port (self->port);
  return self;
}

static int
remove_one (const char *path, const struct stat *info, int kind, struct FTW *place)
{
  return g_remove (path);
}

void
centre_fixture_free (CentreFixture *self)
{
  if (self == NULL)
    return;
  g_subprocess_force_exit (self->line);
  g_subprocess_wait (self->line, NULL, NULL);
  g_object_unref (self->line);
  if (self->server != NULL)
    centre_fixture_kill_server (self);
  nftw (self->folder, remove_one, 8, FTW_DEPTH | FTW_PHYS);
  tl_enrolment_free (self->enrolment);
  g_free (self->public_half);
  g_free (self->enrolment_file);
  g_free (self->folder);
  g_free (self->data);
  g_free (self->records);
  g_free (self->program);
  g_free (self->log);
  g_free (self);
}

void
centre_fixture_set_faults (CentreFixture *self, const char *faults)
{
  g_autofree char *path = g_build_filename (self->records, "faults", NULL);

  g_assert_true (g_file_set_contents (path, faults != NULL ? faults : "pass", -1, NULL));
}

/* ---- What the centre holds ---- */

static sqlite3 *
open_database (CentreFixture *self)
{
  g_autofree char *path = g_build_filename (self->data, "troly.sqlite", NULL);
  sqlite3 *handle = NULL;

  g_assert_cmpint (sqlite3_open_v2 (path, &handle, SQLITE_OPEN_READWRITE, NULL), ==, SQLITE_OK);
  sqlite3_busy_timeout (handle, 10000);
  return handle;
}

char *
centre_fixture_value (CentreFixture *self, const char *sql)
{
  sqlite3 *handle = open_database (self);
  sqlite3_stmt *statement = NULL;
  char *value = NULL;

  g_assert_cmpint (sqlite3_prepare_v2 (handle, sql, -1, &statement, NULL), ==, SQLITE_OK);
  if (sqlite3_step (statement) == SQLITE_ROW)
    value = g_strdup ((const char *)sqlite3_column_text (statement, 0));
  sqlite3_finalize (statement);
  sqlite3_close (handle);
  return value;
}

GHashTable *
centre_fixture_bodies (CentreFixture *self)
{
  GHashTable *bodies = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  sqlite3 *handle = open_database (self);
  sqlite3_stmt *statement = NULL;

  g_assert_cmpint (sqlite3_prepare_v2 (handle, "SELECT id, body FROM items", -1, &statement, NULL),
                   ==, SQLITE_OK);
  while (sqlite3_step (statement) == SQLITE_ROW)
    g_assert_true (
        g_hash_table_insert (bodies, g_strdup ((const char *)sqlite3_column_text (statement, 0)),
                             g_strdup ((const char *)sqlite3_column_text (statement, 1))));
  sqlite3_finalize (statement);
  sqlite3_close (handle);
  return bodies;
}

/* ---- The desk ---- */

static void
done_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  *(GAsyncResult **)data = g_object_ref (result);
}

static GAsyncResult *
wait_for (GAsyncResult **slot)
{
  while (*slot == NULL)
    g_main_context_iteration (NULL, TRUE);
  return *slot;
}

TlDesk *
centre_desk_open (const char *folder)
{
  g_autoptr (GAsyncResult) result = NULL;
  GError *error = NULL;
  TlDesk *desk;

  tl_desk_open_async (folder, NULL, done_cb, &result);
  desk = tl_desk_open_finish (wait_for (&result), &error);
  g_assert_no_error (error);
  return desk;
}

char *
centre_desk_hand_over (TlDesk *desk, TlItemKind kind, const char *text)
{
  g_autoptr (TlItem) item = tl_item_new (kind);
  g_autoptr (GAsyncResult) prepared = NULL;
  g_autoptr (GAsyncResult) put = NULL;
  g_autofree char *body = NULL;
  GError *error = NULL;

  item->program = g_strdup ("0.7");
  item->text = g_strdup (text);
  if (kind == TL_ITEM_CONTRIBUTION)
    {
      item->question = g_strdup (text);
      tl_item_add_citation (item, "luat-mau-2020", "d7", "Điều 7");
    }
  else
    {
      item->document = g_strdup ("luat-mau-2020");
      item->quote = g_strdup (text);
      item->question = g_strdup (text);
    }
  tl_desk_prepare_item_async (desk, item, NULL, done_cb, &prepared);
  body = tl_desk_prepare_item_finish (desk, wait_for (&prepared), &error);
  g_assert_no_error (error);
  tl_desk_put_item_async (desk, body, text, NULL, done_cb, &put);
  tl_desk_put_item_finish (desk, wait_for (&put), &error);
  g_assert_no_error (error);
  return g_strdup (item->id);
}

GPtrArray *
centre_desk_list (TlDesk *desk)
{
  g_autoptr (GAsyncResult) result = NULL;
  GError *error = NULL;
  GPtrArray *items;

  tl_desk_list_items_async (desk, 0, 0, NULL, done_cb, &result);
  items = tl_desk_list_items_finish (desk, wait_for (&result), &error);
  g_assert_no_error (error);
  return items;
}

TlDeskItemCounts
centre_desk_count (TlDesk *desk)
{
  g_autoptr (GAsyncResult) result = NULL;
  TlDeskItemCounts counts;

  tl_desk_count_items_async (desk, NULL, done_cb, &result);
  g_assert_true (tl_desk_count_items_finish (desk, wait_for (&result), &counts, NULL));
  return counts;
}
