/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two databases behind one interface: what holds on one holds on the other. */
#include "config.h"

#include "server-test.h"

#include <string.h>

typedef struct
{
  char *folder;
  char *where;
  TlSqlPool *pool;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  TlSql *sql;

  self->folder = test_folder ();
  self->where = test_database (self->folder);
  self->pool = tl_sql_pool_new (self->where, 4, &error);
  g_assert_no_error (error);
  sql = tl_sql_pool_take (self->pool, 1000, &error);
  g_assert_no_error (error);
  if (tl_sql_is_postgres (sql))
    tl_sql_exec (sql, &error,
                 "CREATE TABLE probe (n BIGSERIAL PRIMARY KEY, t TEXT, i BIGINT, b BYTEA,"
                 " k TEXT UNIQUE, p TEXT REFERENCES units (code))",
                 "");
  else
    tl_sql_exec (sql, &error,
                 "CREATE TABLE probe (n INTEGER PRIMARY KEY AUTOINCREMENT, t TEXT, i BIGINT,"
                 " b BLOB, k TEXT UNIQUE, p TEXT REFERENCES units (code))",
                 "");
  g_assert_no_error (error);
  tl_sql_pool_give (self->pool, sql);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  tl_sql_pool_free (self->pool);
  test_folder_remove (self->folder);
  g_free (self->folder);
  g_free (self->where);
}

static TlSql *
take (Fixture *self)
{
  g_autoptr (GError) error = NULL;
  TlSql *sql = tl_sql_pool_take (self->pool, 60000, &error);

  g_assert_no_error (error);
  return sql;
}

static gint64
count (TlSql *sql)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TlSqlRows) rows = tl_sql_query (sql, &error, "SELECT COUNT(*) FROM probe", "");

  g_assert_no_error (error);
  return tl_sql_rows_int (rows, 0, 0);
}

static void
values_come_back_as_they_went (Fixture *self, gconstpointer data)
{
  static const char bytes[] = "a\0b\xff'\\x";
  static const struct
  {
    const char *text;
    gint64 number;
    gssize size; /* -1: no bytes */
  } cases[] = {
    { "", 0, 0 },
    { NULL, G_MAXINT64, -1 },
    { "Điều 173 – “trộm cắp”\n\ttài sản", G_MININT64, sizeof bytes },
    { "'; DROP TABLE probe; --", -1, 3 },
    { "$1 ? %s \\ \" \x01", 1, 1 },
  };
  TlSql *sql = take (self);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) sent
          = cases[i].size < 0 ? NULL : g_bytes_new_static (bytes, (gsize)cases[i].size);
      g_autoptr (GBytes) got = NULL;
      g_autoptr (TlSqlRows) rows = tl_sql_query (
          sql, &error, "INSERT INTO probe (t, i, b) VALUES ($1, $2, $3) RETURNING t, i, b, k",
          "sib", cases[i].text, cases[i].number, sent);

      g_assert_no_error (error);
      g_assert_cmpuint (tl_sql_rows_count (rows), ==, 1);
      g_assert_cmpstr (tl_sql_rows_text (rows, 0, 0), ==, cases[i].text);
      g_assert_cmpint (tl_sql_rows_int (rows, 0, 1), ==, cases[i].number);
      got = tl_sql_rows_bytes (rows, 0, 2);
      g_assert_true (sent == NULL ? got == NULL : g_bytes_equal (sent, got));
      g_assert_true (tl_sql_rows_is_null (rows, 0, 3));
    }
  g_assert_cmpint (count (sql), ==, G_N_ELEMENTS (cases));
  tl_sql_pool_give (self->pool, sql);
}

static void
a_transaction_is_stored_whole_or_not_at_all (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  TlSql *sql = take (self);

  g_assert_true (tl_sql_begin (sql, &error));
  g_assert_cmpint (tl_sql_exec (sql, &error, "INSERT INTO probe (t) VALUES ($1)", "s", "a"), ==, 1);
  tl_sql_rollback (sql);
  g_assert_cmpint (count (sql), ==, 0);
  g_assert_true (tl_sql_begin (sql, &error));
  g_assert_cmpint (tl_sql_exec (sql, &error, "INSERT INTO probe (t) VALUES ($1)", "s", "a"), ==, 1);
  g_assert_true (tl_sql_commit (sql, &error));
  g_assert_no_error (error);
  g_assert_cmpint (count (sql), ==, 1);
  /* What was left open is rolled back when the connection is given back. */
  g_assert_true (tl_sql_begin (sql, &error));
  g_assert_cmpint (tl_sql_exec (sql, &error, "DELETE FROM probe", ""), ==, 1);
  tl_sql_pool_give (self->pool, sql);
  sql = take (self);
  g_assert_cmpint (count (sql), ==, 1);
  tl_sql_pool_give (self->pool, sql);
}

static void
each_fault_has_its_code (Fixture *self, gconstpointer data)
{
  static const struct
  {
    const char *statement;
    int code;
  } cases[] = {
    { "INSERT INTO probe (k) VALUES ('there')", TL_SQL_ERROR_CONSTRAINT },
    { "INSERT INTO probe (p) VALUES ('no such unit')", TL_SQL_ERROR_CONSTRAINT },
    { "INSERT INTO people (id, name, unit, role, created) VALUES ('a', 'b', 'c', 'king', 1)",
      TL_SQL_ERROR_CONSTRAINT },
    { "INSERT INTO nothing (k) VALUES ('x')", TL_SQL_ERROR_FAILED },
    { "SELEKT 1", TL_SQL_ERROR_FAILED },
  };
  TlSql *sql = take (self);

  g_assert_cmpint (tl_sql_exec (sql, NULL, "INSERT INTO probe (k) VALUES ('there')", ""), ==, 1);
  for (guint i = 0; i < G_N_ELEMENTS (cases) * 2; i++)
    {
      g_autoptr (GError) error = NULL;
      guint n = i % G_N_ELEMENTS (cases);

      /* Alone, and in a transaction that then ends without anything stored. */
      if (i >= G_N_ELEMENTS (cases))
        g_assert_true (tl_sql_begin (sql, NULL));
      g_assert_cmpint (tl_sql_exec (sql, &error, cases[n].statement, ""), ==, -1);
      g_assert_error (error, TL_SQL_ERROR, cases[n].code);
      g_assert_null (strstr (error->message, "no such unit\""));
      tl_sql_rollback (sql);
      g_assert_cmpint (count (sql), ==, 1);
    }
  tl_sql_pool_give (self->pool, sql);
}

static void
an_insert_that_meets_its_like_changes_nothing (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  TlSql *sql = take (self);

  for (guint i = 0; i < 3; i++)
    {
      gint64 changed = tl_sql_exec (
          sql, &error, "INSERT INTO probe (k, t) VALUES ($1, $2) ON CONFLICT (k) DO NOTHING", "ss",
          "one", i == 0 ? "first" : "later");

      g_assert_no_error (error);
      g_assert_cmpint (changed, ==, i == 0 ? 1 : 0);
    }
  tl_sql_pool_give (self->pool, sql);
}

static void
numbers_of_rows_rise_and_are_never_given_twice (Fixture *self, gconstpointer data)
{
  TlSql *sql = take (self);
  gint64 last = 0;

  for (guint i = 0; i < 20; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (TlSqlRows) rows
          = tl_sql_query (sql, &error, "INSERT INTO probe (t) VALUES ('x') RETURNING n", "");

      g_assert_no_error (error);
      g_assert_cmpint (tl_sql_rows_int (rows, 0, 0), >, last);
      last = tl_sql_rows_int (rows, 0, 0);
      if (i % 3 == 0)
        g_assert_cmpint (tl_sql_exec (sql, &error, "DELETE FROM probe", ""), >, 0);
    }
  tl_sql_pool_give (self->pool, sql);
}

#define THREADS 8
#define ROUNDS  20

/* Reads and writes two rows, half of the threads the other way round. */
static gboolean
add_one (TlSql *sql, gboolean turned, GError **error)
{
  const char *keys[] = { turned ? "b" : "a", turned ? "a" : "b" };

  if (!tl_sql_begin (sql, error))
    return FALSE;
  for (guint i = 0; i < 2; i++)
    if (tl_sql_exec (sql, error, "UPDATE probe SET i = i + 1 WHERE k = $1", "s", keys[i]) != 1)
      {
        tl_sql_rollback (sql);
        return FALSE;
      }
  return tl_sql_commit (sql, error);
}

static gpointer
add_thread (gpointer data)
{
  static int number;
  Fixture *self = data;
  gboolean turned = g_atomic_int_add (&number, 1) % 2;

  for (guint i = 0; i < ROUNDS;)
    {
      g_autoptr (GError) error = NULL;
      TlSql *sql = take (self);

      if (add_one (sql, turned, &error))
        i++;
      else
        g_assert_error (error, TL_SQL_ERROR, TL_SQL_ERROR_RETRY);
      tl_sql_pool_give (self->pool, sql);
    }
  return NULL;
}

static void
transactions_that_meet_are_told_to_try_again (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  GThread *threads[THREADS];
  TlSql *sql = take (self);
  g_autoptr (TlSqlRows) rows = NULL;

  tl_sql_exec (sql, &error, "INSERT INTO probe (k, i) VALUES ('a', 0), ('b', 0)", "");
  g_assert_no_error (error);
  tl_sql_pool_give (self->pool, sql);
  for (guint i = 0; i < THREADS; i++)
    threads[i] = g_thread_new ("add", add_thread, self);
  for (guint i = 0; i < THREADS; i++)
    g_thread_join (threads[i]);
  sql = take (self);
  rows = tl_sql_query (sql, &error, "SELECT i FROM probe ORDER BY k", "");
  g_assert_no_error (error);
  g_assert_cmpint (tl_sql_rows_int (rows, 0, 0), ==, THREADS * ROUNDS);
  g_assert_cmpint (tl_sql_rows_int (rows, 1, 0), ==, THREADS * ROUNDS);
  tl_sql_pool_give (self->pool, sql);
}

static void
the_pool_hands_out_no_more_than_it_has (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  TlSql *taken[4];

  for (guint i = 0; i < 4; i++)
    taken[i] = take (self);
  g_assert_null (tl_sql_pool_take (self->pool, 30, &error));
  g_assert_error (error, TL_SQL_ERROR, TL_SQL_ERROR_RETRY);
  for (guint i = 0; i < 4; i++)
    tl_sql_pool_give (self->pool, taken[i]);
  taken[0] = take (self);
  tl_sql_pool_give (self->pool, taken[0]);
}

static gpointer
open_thread (gpointer data)
{
  g_autoptr (GError) error = NULL;
  TlSqlPool *pool = tl_sql_pool_new (data, 2, &error);

  g_assert_no_error (error);
  tl_sql_pool_free (pool);
  return NULL;
}

static void
servers_that_start_together_migrate_once (Fixture *self, gconstpointer data)
{
  g_autofree char *where = test_database (self->folder);
  g_autoptr (GError) error = NULL;
  g_autoptr (TlSqlPool) pool = NULL;
  g_autoptr (TlSqlRows) rows = NULL;
  GThread *threads[4];
  TlSql *sql;

  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("open", open_thread, where);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
  pool = tl_sql_pool_new (where, 1, &error);
  g_assert_no_error (error);
  sql = tl_sql_pool_take (pool, 1000, &error);
  rows = tl_sql_query (sql, &error, "SELECT COUNT(*), MAX(step) FROM migrations", "");
  g_assert_no_error (error);
  g_assert_cmpint (tl_sql_rows_int (rows, 0, 0), ==, tl_sql_rows_int (rows, 0, 1));
  g_assert_cmpint (tl_sql_rows_int (rows, 0, 0), >, 0);
  tl_sql_pool_give (pool, sql);
}

static void
a_database_of_a_newer_program_is_left_alone (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  TlSql *sql = take (self);

  tl_sql_exec (sql, &error, "INSERT INTO migrations (step, time) VALUES (9999, 1)", "");
  g_assert_no_error (error);
  tl_sql_pool_give (self->pool, sql);
  g_assert_null (tl_sql_pool_new (self->where, 1, &error));
  g_assert_error (error, TL_SQL_ERROR, TL_SQL_ERROR_FAILED);
  g_assert_nonnull (strstr (error->message, "newer program"));
}

static void
a_full_disk_is_told_and_nothing_is_half (Fixture *self, gconstpointer data)
{
  g_autofree char *big = g_strnfill (200000, 'x');
  g_autoptr (GError) error = NULL;
  TlSql *sql = take (self);
  TlSqlRows *rows;

  if (test_on_postgres ())
    {
      g_test_skip ("a full disk is made with a limit that only SQLite has");
      tl_sql_pool_give (self->pool, sql);
      return;
    }
  rows = tl_sql_query (sql, &error, "PRAGMA max_page_count = 1", "");
  g_assert_no_error (error);
  tl_sql_rows_free (rows);
  g_assert_true (tl_sql_begin (sql, &error));
  g_assert_cmpint (tl_sql_exec (sql, NULL, "INSERT INTO probe (t) VALUES ('a')", ""), ==, 1);
  g_assert_cmpint (tl_sql_exec (sql, &error, "INSERT INTO probe (t) VALUES ($1)", "s", big), ==,
                   -1);
  g_assert_error (error, TL_SQL_ERROR, TL_SQL_ERROR_FULL);
  tl_sql_rollback (sql);
  g_assert_cmpint (count (sql), ==, 0);
  tl_sql_pool_give (self->pool, sql);
}

static void
lost_connections_are_opened_anew (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  TlSql *taken[4];

  if (!test_on_postgres ())
    {
      g_test_skip ("SQLite has no connections to lose");
      return;
    }
  for (guint i = 0; i < 4; i++)
    taken[i] = take (self);
  g_assert_true (tl_sql_begin (taken[0], &error));
  g_assert_cmpint (tl_sql_exec (taken[0], &error, "INSERT INTO probe (t) VALUES ('a')", ""), ==, 1);
  for (guint i = 0; i < 4; i++)
    g_assert_cmpint (count (taken[i]), ==, i == 0 ? 1 : 0);
  for (guint i = 1; i < 4; i++)
    tl_sql_pool_give (self->pool, taken[i]);
  test_postgres ("restart");
  /* In a transaction: nothing is stored. */
  g_assert_cmpint (tl_sql_exec (taken[0], &error, "INSERT INTO probe (t) VALUES ('b')", ""), ==,
                   -1);
  g_assert_error (error, TL_SQL_ERROR, TL_SQL_ERROR_RETRY);
  tl_sql_pool_give (self->pool, taken[0]);
  /* The idle ones were closed with it: none of them costs another attempt. */
  for (guint i = 0; i < 4; i++)
    {
      taken[i] = take (self);
      g_assert_cmpint (count (taken[i]), ==, 0);
    }
  g_clear_error (&error);
  g_assert_cmpint (tl_sql_exec (taken[1], &error, "UPDATE probe SET i = 1", ""), ==, 0);
  test_postgres ("restart");
  /* What commits itself may be stored or not. */
  g_assert_cmpint (tl_sql_exec (taken[1], &error, "UPDATE probe SET i = 1", ""), ==, -1);
  g_assert_error (error, TL_SQL_ERROR, TL_SQL_ERROR_UNKNOWN);
  for (guint i = 0; i < 4; i++)
    tl_sql_pool_give (self->pool, taken[i]);
  taken[0] = take (self);
  g_assert_cmpint (count (taken[0]), ==, 0);
  tl_sql_pool_give (self->pool, taken[0]);
}

static void
a_commit_whose_connection_is_lost_is_unknown (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  TlSql *sql = take (self);

  if (!test_on_postgres ())
    {
      g_test_skip ("SQLite has no connections to lose");
      tl_sql_pool_give (self->pool, sql);
      return;
    }
  g_assert_true (tl_sql_begin (sql, &error));
  g_assert_cmpint (tl_sql_exec (sql, &error, "INSERT INTO probe (t) VALUES ('a')", ""), ==, 1);
  test_postgres ("restart");
  g_assert_false (tl_sql_commit (sql, &error));
  g_assert_error (error, TL_SQL_ERROR, TL_SQL_ERROR_UNKNOWN);
  tl_sql_pool_give (self->pool, sql);
  sql = take (self);
  g_assert_cmpint (count (sql), ==, 0);
  tl_sql_pool_give (self->pool, sql);
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *name;
    void (*run) (Fixture *self, gconstpointer data);
  } tests[] = {
    { "values-come-back-as-they-went", values_come_back_as_they_went },
    { "a-transaction-is-stored-whole-or-not-at-all", a_transaction_is_stored_whole_or_not_at_all },
    { "each-fault-has-its-code", each_fault_has_its_code },
    { "an-insert-that-meets-its-like-changes-nothing",
      an_insert_that_meets_its_like_changes_nothing },
    { "numbers-of-rows-rise-and-are-never-given-twice",
      numbers_of_rows_rise_and_are_never_given_twice },
    { "transactions-that-meet-are-told-to-try-again",
      transactions_that_meet_are_told_to_try_again },
    { "the-pool-hands-out-no-more-than-it-has", the_pool_hands_out_no_more_than_it_has },
    { "servers-that-start-together-migrate-once", servers_that_start_together_migrate_once },
    { "a-database-of-a-newer-program-is-left-alone", a_database_of_a_newer_program_is_left_alone },
    { "a-full-disk-is-told-and-nothing-is-half", a_full_disk_is_told_and_nothing_is_half },
    { "lost-connections-are-opened-anew", lost_connections_are_opened_anew },
    { "a-commit-whose-connection-is-lost-is-unknown",
      a_commit_whose_connection_is_lost_is_unknown },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    {
      g_autofree char *path = g_strdup_printf (
          "/server/sql/%s/%s", test_on_postgres () ? "postgres" : "sqlite", tests[i].name);

      g_test_add (path, Fixture, NULL, set_up, tests[i].run, tear_down);
    }
  return g_test_run ();
}
