/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "search-fixture.h"
#include "search/index/tl-law-table.h"
#include "search/index/tl-side-by-side.h"
#include "search/index/tl-xapian.h"

typedef struct
{
  guint32 rows[4];
  guint32 counts[4];
  guint n;
} Entries;

static void
take_entry_cb (guint32 row, guint32 count, gpointer user_data)
{
  Entries *entries = user_data;

  g_assert_cmpuint (entries->n, <, 4);
  entries->rows[entries->n] = row;
  entries->counts[entries->n++] = count;
}

static void
the_table_of_laws_comes_back (void)
{
  g_autofree char *folder = search_fixture_folder ();
  g_autofree char *path = g_build_filename (folder, "a.tlx", NULL);
  const char *paths[] = { path, NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (TlXapianWriter) writer = tl_xapian_writer_new (folder, &error);
  g_autoptr (TlLawTableWriter) table = tl_law_table_writer_new ();
  g_autoptr (TlXapianDb) db = NULL;
  TlLawLengths lengths;
  guint32 laws;
  Entries entries = { .n = 0 };
  Entries none = { .n = 0 };

  tl_law_table_writer_add (table, 3, "cọc", 2);
  tl_law_table_writer_add (table, 3, "đặt", 1);
  tl_law_table_writer_add (table, 3, "cọc", 5);
  tl_law_table_writer_add (table, 1000000, "cọc", 300000);
  g_assert_true (tl_law_table_writer_finish (table, writer, &error));
  g_assert_true (tl_xapian_writer_finish (writer, path, &error));
  db = tl_xapian_db_open (paths, &error);
  g_assert_no_error (error);
  g_assert_true (tl_law_table_foreach (db, 0, "cọc", take_entry_cb, &entries, &error));
  g_assert_cmpuint (entries.n, ==, 2);
  g_assert_cmpuint (entries.rows[0], ==, 3);
  g_assert_cmpuint (entries.counts[0], ==, 7);
  g_assert_cmpuint (entries.rows[1], ==, 1000000);
  g_assert_cmpuint (entries.counts[1], ==, 300000);
  g_assert_true (tl_law_table_count (db, 0, "cọc", &laws, &error));
  g_assert_cmpuint (laws, ==, 2);
  g_assert_true (tl_law_table_count (db, 0, "nhà", &laws, &error));
  g_assert_cmpuint (laws, ==, 0);
  g_assert_true (tl_law_table_foreach (db, 0, "nhà", take_entry_cb, &none, &error));
  g_assert_cmpuint (none.n, ==, 0);
  g_assert_true (tl_law_lengths_load (&lengths, db, 0, &error));
  g_assert_cmpuint (lengths.n_laws, ==, 2);
  g_assert_cmpuint (lengths.n_rows, ==, 1000001);
  g_assert_cmpuint (lengths.by_row[3], ==, 8);
  g_assert_cmpuint (lengths.by_row[4], ==, 0);
  g_assert_cmpuint (lengths.total, ==, 300008);
  tl_law_lengths_clear (&lengths);
  search_fixture_remove (folder);
}

typedef struct
{
  GCancellable *cancellable;
  guint seen;
  guint32 last;
  guint64 wdf;
} Watch;

static void
watch_cb (const guint32 *units, const guint32 *wdf, guint n, gpointer user_data)
{
  Watch *watch = user_data;

  for (guint i = 0; i < n; i++)
    {
      g_assert_cmpuint (units[i], >, watch->last);
      watch->last = units[i];
      watch->wdf += wdf[i];
    }
  watch->seen += n;
  if (watch->seen > 100 && watch->cancellable != NULL)
    g_cancellable_cancel (watch->cancellable);
}

/* Cancelled while it runs, a walk over many units stops long before the last of them, and the
 * handle goes on working. */
static void
a_walk_stops_between_postings (void)
{
  const guint UNITS = 60000;
  g_autofree char *folder = search_fixture_folder ();
  g_autofree char *path = g_build_filename (folder, "a.tlx", NULL);
  const char *paths[] = { path, NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (TlXapianWriter) writer = tl_xapian_writer_new (folder, &error);
  g_autoptr (TlXapianDb) db = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  TlXapianTerm term = { "a", 1 };
  const guint32 asked[] = { 1, 7, 59999, 60000 };
  guint32 found[4], frequency;
  Watch watch = { .cancellable = cancellable };
  Watch whole = { .cancellable = NULL };

  for (guint i = 0; i < UNITS; i++)
    {
      term.wdf = 1 + i % 7;
      g_assert_true (tl_xapian_writer_add (writer, &term, 1, NULL, 0, "", 0, &error));
    }
  g_assert_true (tl_xapian_writer_finish (writer, path, &error));
  db = tl_xapian_db_open (paths, &error);
  g_assert_no_error (error);
  g_assert_false (tl_xapian_db_walk (db, 0, "a", watch_cb, &watch, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (watch.seen, <, 10000);
  g_clear_error (&error);

  g_assert_true (tl_xapian_db_walk (db, 0, "a", watch_cb, &whole, NULL, &error));
  g_assert_cmpuint (whole.seen, ==, UNITS);
  g_assert_cmpuint (whole.last, ==, UNITS);
  g_assert_cmpuint (whole.wdf, ==, 239994);
  g_assert_true (tl_xapian_db_get_frequency (db, "a", &frequency, &error));
  g_assert_cmpuint (frequency, ==, UNITS);
  g_assert_true (tl_xapian_db_look_up (db, 0, "a", asked, 4, found, &error));
  g_assert_cmpuint (found[0], ==, 1);
  g_assert_cmpuint (found[1], ==, 7);
  g_assert_cmpuint (found[2], ==, 1 + 59998 % 7);
  g_assert_cmpuint (found[3], ==, 1 + 59999 % 7);
  g_assert_true (tl_xapian_db_look_up (db, 0, "nothing", asked, 4, found, &error));
  g_assert_cmpuint (found[0] + found[1] + found[2] + found[3], ==, 0);
  search_fixture_remove (folder);
}

/* ---- Several files at a time ---- */

#define PARTS 500

static void
count_cb (guint part, gpointer user_data)
{
  g_atomic_int_inc ((int *)user_data + part);
}

static void
nested_cb (guint part, gpointer user_data)
{
  tl_side_by_side (3, count_cb, (int *)user_data + (gsize)part * 3);
}

static void
every_part_is_done_once (void)
{
  int *counts = g_new0 (int, PARTS * 3);

  tl_side_by_side (0, count_cb, NULL);
  for (guint n = 1; n <= PARTS; n += 83)
    {
      memset (counts, 0, sizeof *counts * PARTS);
      tl_side_by_side (n, count_cb, counts);
      for (guint part = 0; part < PARTS; part++)
        g_assert_cmpint (counts[part], ==, part < n);
    }
  memset (counts, 0, sizeof *counts * PARTS * 3);
  tl_side_by_side (PARTS, nested_cb, counts);
  for (guint i = 0; i < PARTS * 3; i++)
    g_assert_cmpint (counts[i], ==, 1);
  g_free (counts);
}

#define FILES 5

/* Each file has units and terms of its own, and "all" in every unit. */
static char *
write_file (const char *folder, guint file)
{
  char *name = g_strdup_printf ("%u.tlx", file);
  char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (TlXapianWriter) writer = tl_xapian_writer_new (folder, &error);

  for (guint unit = 1; unit <= 40 + file; unit++)
    {
      g_autofree char *data = g_strdup_printf ("%u/%u", file, unit);
      g_autofree char *own = g_strdup_printf ("t%u", (file + unit) % 7);
      TlXapianTerm terms[] = { { "all", 1 }, { own, unit } };

      g_assert_true (tl_xapian_writer_add (writer, terms, 2, NULL, 0, data, strlen (data), &error));
    }
  g_assert_true (tl_xapian_writer_finish (writer, path, &error));
  g_free (name);
  return path;
}

static void
assert_same_frequencies (TlXapianDb *fetched, TlXapianDb *plain, const char *const *terms)
{
  g_autoptr (GError) error = NULL;

  for (guint i = 0; terms[i] != NULL; i++)
    {
      guint32 left, right;

      g_assert_true (tl_xapian_db_get_frequency (fetched, terms[i], &left, &error));
      g_assert_true (tl_xapian_db_get_frequency (plain, terms[i], &right, &error));
      g_assert_cmpuint (left, ==, right);
    }
}

static void
what_is_read_together_is_what_is_read_alone (void)
{
  static const char *const TERMS[] = { "all", "t0", "t3", "t3", "t6", "nothing", NULL };
  g_autofree char *folder = search_fixture_folder ();
  g_autoptr (GError) error = NULL;
  g_autoptr (TlXapianDb) fetched = NULL;
  g_autoptr (TlXapianDb) plain = NULL;
  char *paths[FILES + 1] = { NULL };
  TlXapianUnit units[FILES * 8];
  GBytes *data[FILES * 8];

  for (guint i = 0; i < FILES; i++)
    paths[i] = write_file (folder, i);
  fetched = tl_xapian_db_open ((const char *const *)paths, &error);
  plain = tl_xapian_db_open ((const char *const *)paths, &error);
  g_assert_no_error (error);
  tl_xapian_db_fetch (fetched, TERMS, 6);
  assert_same_frequencies (fetched, plain, TERMS);
  tl_xapian_db_fetch (fetched, TERMS, 6);
  assert_same_frequencies (fetched, plain, TERMS);

  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    units[i] = (TlXapianUnit){ i * 3 % FILES, 1 + i * 7 % 40 };
  g_assert_true (tl_xapian_db_load_each_data (fetched, units, G_N_ELEMENTS (units), data, &error));
  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    {
      g_autofree char *said = g_strdup_printf ("%u/%u", units[i].file, units[i].unit);

      g_assert_cmpmem (g_bytes_get_data (data[i], NULL), g_bytes_get_size (data[i]), said,
                       strlen (said));
      g_bytes_unref (data[i]);
    }
  for (guint i = 0; i < FILES; i++)
    g_free (paths[i]);
  search_fixture_remove (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/search/xapian/the_table_of_laws_comes_back", the_table_of_laws_comes_back);
  g_test_add_func ("/search/xapian/a_walk_stops_between_postings", a_walk_stops_between_postings);
  g_test_add_func ("/search/xapian/every_part_is_done_once", every_part_is_done_once);
  g_test_add_func ("/search/xapian/what_is_read_together_is_what_is_read_alone",
                   what_is_read_together_is_what_is_read_alone);
  return g_test_run ();
}
