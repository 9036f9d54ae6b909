/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Commands that change or check the database: revoke, link, unit, audit-verify. */
#include "config.h"

#include "protocol/tl-item.h"
#include "server/pages/tl-unit-import.h"
#include "server/server.h"
#include "server/store/tl-store.h"

#define ACTOR   "command"
#define WAIT_MS 10000

static TlPlace place;
static char *person, *device, *name;

static gint64
now_ms (void)
{
  return g_get_real_time () / 1000;
}

/* Runs @work on the database of --data. */
static int
work_on_database (gboolean (*work) (TlSql *sql, gpointer data, GError **error), gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TlSqlPool) pool = tl_place_open (&place, &error);

  if (pool == NULL || !tl_place_in_transaction (pool, work, data, &error))
    return tl_command_fail (error);
  return TL_EXIT_DONE;
}

/* ---- revoke ---- */

static gboolean
revoke_one (TlSql *sql, gpointer data, GError **error)
{
  gint64 changed = person != NULL ? tl_store_revoke_person (sql, now_ms (), person, error)
                                  : tl_store_revoke_device (sql, now_ms (), device, error);

  if (changed < 0)
    return FALSE;
  *(gint64 *)data = changed;
  return changed == 0
         || tl_store_audit_add (sql, now_ms (), ACTOR,
                                person != NULL ? "person.revoke" : "device.revoke",
                                person != NULL ? person : device, "", error);
}

static int
run_revoke (int argc, char **argv)
{
  static const GOptionEntry own[] = {
    { "person", 0, 0, G_OPTION_ARG_STRING, &person, "A person with all workstations", "UUID" },
    { "device", 0, 0, G_OPTION_ARG_STRING, &device,
      "One workstation, or an enrolment that was never used", "UUID" },
    { NULL, 0, 0, 0, NULL, NULL, NULL },
  };
  g_autofree GOptionEntry *entries = tl_place_entries (&place, own);
  g_autoptr (GError) error = NULL;
  gint64 changed = 0;
  int status;

  if (!tl_command_parse (&tl_server_revoke, entries, &argc, &argv))
    return TL_EXIT_USAGE;
  if (place.data == NULL || argc > 1 || (person == NULL) == (device == NULL)
      || !tl_item_id_is_valid (person != NULL ? person : device))
    return tl_command_usage (&tl_server_revoke,
                             "--data DIR and either --person UUID or --device UUID are needed");
  if (!tl_place_is_centre (&place, &error))
    return tl_command_fail (error);
  status = work_on_database (revoke_one, &changed);
  if (status == TL_EXIT_DONE && changed == 0)
    {
      tl_command_message ("%s: not known, or revoked already", person != NULL ? person : device);
      return person != NULL ? TL_EXIT_FAILED : TL_EXIT_DONE;
    }
  return status;
}

/* ---- link ---- */

static char *
find_administrator (TlSql *sql, GError **error)
{
  g_autoptr (TlSqlRows) rows
      = tl_sql_query (sql, error,
                      "SELECT id FROM people WHERE role = 'administrator' AND revoked IS NULL"
                      " ORDER BY created, id LIMIT 1",
                      "");

  if (rows == NULL || tl_sql_rows_count (rows) == 0)
    return NULL;
  return g_strdup (tl_sql_rows_text (rows, 0, 0));
}

static char *
make_administrator (TlSql *sql, GError **error)
{
  g_autofree char *id = g_uuid_string_random ();

  if (tl_sql_exec (sql, error,
                   "INSERT INTO units (code, name, level) VALUES ('trung-tam', 'Trung tâm',"
                   " 'centre') ON CONFLICT (code) DO NOTHING",
                   "")
          < 0
      || tl_sql_exec (sql, error,
                      "INSERT INTO people (id, name, unit, role, created)"
                      " VALUES ($1, $2, 'trung-tam', 'administrator', $3)",
                      "ssi", id, name != NULL ? name : "Quản trị viên", now_ms ())
             < 0
      || !tl_store_audit_add (sql, now_ms (), ACTOR, "person.add", id, "administrator", error))
    return NULL;
  return g_steal_pointer (&id);
}

static gboolean
is_known (TlSql *sql, const char *id, GError **error)
{
  g_autoptr (TlSqlRows) rows = tl_sql_query (
      sql, error, "SELECT 1 FROM people WHERE id = $1 AND revoked IS NULL", "s", id);

  return rows != NULL && tl_sql_rows_count (rows) > 0;
}

static gboolean
make_link (TlSql *sql, gpointer data, GError **error)
{
  g_autoptr (GError) fault = NULL;
  g_autofree char *id = person != NULL ? g_strdup (person) : find_administrator (sql, &fault);
  char **token = data;

  if (person != NULL && !is_known (sql, person, &fault) && fault == NULL)
    g_set_error (&fault, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "%s: nobody has this id", person);
  if (id == NULL && fault == NULL)
    id = make_administrator (sql, &fault);
  if (fault == NULL)
    *token
        = tl_store_session_open (sql, now_ms (), "link", id, NULL, TL_STORE_LINK_SECONDS, &fault);
  if (*token == NULL)
    {
      g_propagate_error (error, g_steal_pointer (&fault));
      return FALSE;
    }
  return tl_store_audit_add (sql, now_ms (), ACTOR, "person.link", id, "", error);
}

static int
run_link (int argc, char **argv)
{
  static const GOptionEntry own[] = {
    { "person", 0, 0, G_OPTION_ARG_STRING, &person, "Whose (the first administrator's)", "UUID" },
    { "name", 0, 0, G_OPTION_ARG_STRING, &name,
      "Name of the administrator, if this makes the first one", "NAME" },
    { NULL, 0, 0, 0, NULL, NULL, NULL },
  };
  g_autofree GOptionEntry *entries = tl_place_entries (&place, own);
  g_autoptr (GError) error = NULL;
  g_autoptr (TlServerSettings) settings = NULL;
  g_autofree char *token = NULL;
  g_autofree char *url = NULL;
  int status;

  if (!tl_command_parse (&tl_server_link, entries, &argc, &argv))
    return TL_EXIT_USAGE;
  if (place.data == NULL || argc > 1)
    return tl_command_usage (&tl_server_link, "--data DIR is needed, and no arguments");
  settings = tl_place_settings (&place, &error);
  if (settings == NULL)
    return tl_command_fail (error);
  if (settings->public_urls[0] == NULL)
    return tl_command_usage (&tl_server_link, "--public-url URL or --port N is needed");
  status = work_on_database (make_link, &token);
  if (status != TL_EXIT_DONE)
    return status;
  url = g_strdup_printf ("%s/signin?link=%s", settings->public_urls[0], token);
  return tl_command_print (url) ? TL_EXIT_DONE : TL_EXIT_FAILED;
}

/* ---- unit ---- */

/* As the page of the units does it: what is wrong in one line stores nothing. */
static int
import_units (const char *path, const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TlSqlPool) pool = tl_place_open (&place, &error);
  g_autoptr (GPtrArray) faults = g_ptr_array_new_with_free_func (g_free);
  TlSql *sql = pool != NULL ? tl_sql_pool_take (pool, WAIT_MS, &error) : NULL;
  g_autofree char *line = NULL;
  gboolean done;
  guint count = 0;

  if (sql == NULL)
    return tl_command_fail (error);
  done = tl_units_import (sql, now_ms (), ACTOR, text, faults, &count, &error);
  tl_sql_pool_give (pool, sql);
  if (!done)
    return tl_command_fail (error);
  for (guint i = 0; i < faults->len; i++)
    tl_command_message ("%s: %s", path, (const char *)faults->pdata[i]);
  if (faults->len > 0)
    return TL_EXIT_FAILED;
  line = g_strdup_printf ("%u", count);
  return tl_command_print (line) ? TL_EXIT_DONE : TL_EXIT_FAILED;
}

static int
run_unit (int argc, char **argv)
{
  g_autofree GOptionEntry *entries = tl_place_entries (&place, NULL);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  if (!tl_command_parse (&tl_server_unit, entries, &argc, &argv))
    return TL_EXIT_USAGE;
  if (place.data == NULL || argc != 3 || !g_str_equal (argv[1], "import"))
    return tl_command_usage (&tl_server_unit, "--data DIR, \"import\" and a file are needed");
  if (!g_file_get_contents (argv[2], &text, NULL, &error))
    return tl_command_fail (error);
  if (!g_utf8_validate (text, -1, NULL))
    {
      tl_command_message ("%s: this is no text in UTF-8", argv[2]);
      return TL_EXIT_FAILED;
    }
  return import_units (argv[2], text);
}

/* ---- audit-verify ---- */

typedef struct
{
  gint64 broken, count;
  char *head;
} Verified;

static gboolean
verify (TlSql *sql, gpointer data, GError **error)
{
  Verified *verified = data;

  g_clear_pointer (&verified->head, g_free);
  return tl_store_audit_verify (sql, &verified->broken, &verified->count, &verified->head, error);
}

static int
run_audit_verify (int argc, char **argv)
{
  g_autofree GOptionEntry *entries = tl_place_entries (&place, NULL);
  Verified verified = { 0, 0, NULL };
  g_autofree char *line = NULL;
  g_autoptr (GError) error = NULL;
  int status;

  if (!tl_command_parse (&tl_server_audit_verify, entries, &argc, &argv))
    return TL_EXIT_USAGE;
  if (place.data == NULL || argc > 1)
    return tl_command_usage (&tl_server_audit_verify, "--data DIR is needed, and no arguments");
  if (!tl_place_is_centre (&place, &error))
    return tl_command_fail (error);
  status = work_on_database (verify, &verified);
  if (status != TL_EXIT_DONE)
    return status;
  line = g_strdup_printf ("%" G_GINT64_FORMAT " %s", verified.count, verified.head);
  g_free (verified.head);
  if (verified.broken > 0)
    {
      tl_command_message ("the audit log does not fit at row %" G_GINT64_FORMAT
                          ": it, or one before it, was changed or taken out",
                          verified.broken);
      return TL_EXIT_FAILED;
    }
  return tl_command_print (line) ? TL_EXIT_DONE : TL_EXIT_FAILED;
}

const TlCommand tl_server_revoke
    = { "revoke", "", "Shut a person or a workstation out at once", run_revoke };
const TlCommand tl_server_link
    = { "link", "", "Print a link that signs in to the pages once, for a minute", run_link };
const TlCommand tl_server_unit = {
  "unit", "import FILE",
  "Take in units, {\"code\",\"name\",\"parent\",\"level\"} a line or CSV; prints their number",
  run_unit
};
const TlCommand tl_server_audit_verify
    = { "audit-verify", "", "Check the chain of the audit log; prints its length and its last hash",
        run_audit_verify };
