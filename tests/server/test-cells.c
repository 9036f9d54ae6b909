/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pages-fixture.h"
#include "server/stats/tl-cells.h"
#include "server/stats/tl-statistics.h"
#include "server/stats/tl-usage-month.h"

#include <string.h>

/* Whatever is published of any range, unit and role, no set of fewer than five persons can be found
 * by adding and taking away. Every unit, month and role is given a number of its own in the counter
 * of searches, a power of two, so that a published sum says by its bits what it is made of. */

#define MAX_UNITS  9
#define MONTHS     3
#define MAX_ATOMS  60
#define N_ROLES    3
#define PRIME      2147483647 /* for elimination: the numbers are 0 and 1 */
#define FIRST_YEAR 2026

static const char *const months[MONTHS] = { "2026-07", "2026-08", "2026-09" };
static const char *const roles[N_ROLES] = { "editor", "statistics", "administrator" };

typedef struct
{
  guint month;
  guint persons;
  gboolean used;
} Atom;

typedef struct
{
  PagesFixture *sql;
  guint n_units;
  Atom atoms[MAX_ATOMS];
  guint n_atoms;
  guint n_people;
  GArray *published; /* guint64: sets of atoms */
} Court;

static void
exec (Court *court, const char *statement)
{
  pages_exec (court->sql, statement);
}

/* @persons devices of @unit with role @role report in @month; the first of them has searched. */
static void
add_atom (Court *court, guint month, const char *unit, const char *role, guint persons)
{
  guint64 value = G_GUINT64_CONSTANT (1) << court->n_atoms;

  court->atoms[court->n_atoms++] = (Atom){ month, persons, persons > 0 };
  for (guint i = 0; i < persons; i++)
    {
      g_autofree char *statement = NULL;

      court->n_people++;
      statement
          = g_strdup_printf ("INSERT INTO usage_months (device, month, unit, role, searches, "
                             "no_answer, readings, answers_used,"
                             " comparisons, feedback, contributions, active_days) VALUES ('d%u', "
                             "'%s', '%s', '%s', %" G_GUINT64_FORMAT ", 0, 0, 0, 0, 0, 0, 1)",
                             court->n_people, months[month], unit, role, i == 0 ? value : 0);
      exec (court, statement);
    }
}

static void
make_court (Court *court)
{
  exec (court, "DELETE FROM usage_months");
  exec (court, "DELETE FROM units");
  court->n_units = (guint)g_test_rand_int_range (2, MAX_UNITS + 1);
  for (guint i = 0; i < court->n_units; i++)
    {
      g_autofree char *code = g_strdup_printf ("u%u", i);
      g_autofree char *parent
          = i == 0 ? NULL : g_strdup_printf ("u%d", g_test_rand_int_range (0, MIN ((int)i, 4)));

      pages_unit (court->sql, code, code, parent);
    }
  for (guint month = 0; month < MONTHS; month++)
    {
      for (guint i = 0; i < court->n_units; i++)
        {
          g_autofree char *code = g_strdup_printf ("u%u", i);

          add_atom (court, month, code, "judge", (guint)g_test_rand_int_range (0, 9));
        }
      for (guint i = 0; i < N_ROLES; i++)
        add_atom (court, month, "u0", roles[i], (guint)g_test_rand_int_range (0, 8));
    }
}

static void
take_rows (Court *court, GPtrArray *rows)
{
  for (guint i = 0; i < rows->len; i++)
    {
      TlStatisticsRow *row = rows->pdata[i];
      guint64 set = (guint64)row->values[TL_STATISTIC_SEARCHES];

      if (row->shown)
        g_array_append_val (court->published, set);
    }
  g_ptr_array_unref (rows);
}

static void
publish_everything (Court *court, gint64 now)
{
  for (guint from = 0; from < MONTHS; from++)
    for (guint to = from; to < MONTHS; to++)
      {
        g_autoptr (GError) error = NULL;
        g_autoptr (TlStatistics) statistics
            = tl_statistics_load (court->sql->sql, months[from], months[to], now, &error);

        g_assert_no_error (error);
        take_rows (court, tl_statistics_by_role (statistics));
        for (guint scope = 0; scope <= court->n_units; scope++)
          {
            guint unit = scope == court->n_units ? TL_UNIT_NONE : scope;

            take_rows (court, tl_statistics_by_unit (statistics, unit));
            take_rows (court, tl_statistics_by_month (statistics, unit));
          }
      }
}

static gint64
inverse (gint64 a)
{
  gint64 result = 1;

  for (gint64 power = PRIME - 2; power > 0; power >>= 1, a = a * a % PRIME)
    if ((power & 1) != 0)
      result = result * a % PRIME;
  return result;
}

/* Brings the published sets into echelon form; returns its rank. */
static guint
eliminate (Court *court, gint64 (*matrix)[MAX_ATOMS])
{
  guint rank = 0;

  for (guint i = 0; i < court->published->len; i++)
    {
      gint64 row[MAX_ATOMS];
      guint lead = 0;

      for (guint a = 0; a < MAX_ATOMS; a++)
        row[a] = (gint64)(g_array_index (court->published, guint64, i) >> a & 1);
      for (guint r = 0; r < rank; r++)
        {
          guint pivot = 0;
          gint64 factor;

          while (matrix[r][pivot] == 0)
            pivot++;
          factor = row[pivot];
          for (guint a = 0; factor != 0 && a < MAX_ATOMS; a++)
            row[a] = ((row[a] - factor * matrix[r][a]) % PRIME + PRIME) % PRIME;
        }
      while (lead < MAX_ATOMS && row[lead] == 0)
        lead++;
      if (lead == MAX_ATOMS)
        continue;
      for (gint64 scale = inverse (row[lead]), a = 0; a < MAX_ATOMS; a++)
        matrix[rank][a] = row[a] * scale % PRIME;
      for (guint r = 0; r < rank; r++)
        for (gint64 factor = matrix[r][lead], a = 0; factor != 0 && a < MAX_ATOMS; a++)
          matrix[r][a] = ((matrix[r][a] - factor * matrix[rank][a]) % PRIME + PRIME) % PRIME;
      rank++;
    }
  return rank;
}

/* Whether the sum over @set follows from what was published. */
static gboolean
follows (gint64 (*matrix)[MAX_ATOMS], guint rank, guint64 set)
{
  gint64 row[MAX_ATOMS];

  for (guint a = 0; a < MAX_ATOMS; a++)
    row[a] = (gint64)(set >> a & 1);
  for (guint r = 0; r < rank; r++)
    {
      guint pivot = 0;
      gint64 factor;

      while (matrix[r][pivot] == 0)
        pivot++;
      factor = row[pivot];
      for (guint a = 0; factor != 0 && a < MAX_ATOMS; a++)
        row[a] = ((row[a] - factor * matrix[r][a]) % PRIME + PRIME) % PRIME;
    }
  for (guint a = 0; a < MAX_ATOMS; a++)
    if (row[a] != 0)
      return FALSE;
  return TRUE;
}

/* One atom, and two and three together. */
static void
check_small_sets (Court *court, gint64 (*matrix)[MAX_ATOMS], guint rank)
{
  for (guint a = 0; a < court->n_atoms; a++)
    for (guint b = a; b < court->n_atoms; b++)
      for (guint c = b; c < court->n_atoms; c++)
        {
          guint64 set = G_GUINT64_CONSTANT (1) << a | G_GUINT64_CONSTANT (1) << b
                        | G_GUINT64_CONSTANT (1) << c;
          guint persons = 0;

          if (!court->atoms[a].used || !court->atoms[b].used || !court->atoms[c].used)
            continue;
          for (guint i = 0; i < court->n_atoms; i++)
            persons += (set >> i & 1) != 0 ? court->atoms[i].persons : 0;
          if (persons < TL_CELLS_SMALLEST)
            g_assert_false (follows (matrix, rank, set));
        }
}

static void
no_difference_of_tables_shows_fewer_than_five (PagesFixture *fixture, gconstpointer data)
{
  guint rounds = g_test_slow () ? 400 : 40;
  guint told = 0;

  for (guint round = 0; round < rounds; round++)
    {
      Court court = { .sql = fixture };
      g_autofree gint64 (*matrix)[MAX_ATOMS] = g_malloc0 (sizeof *matrix * MAX_ATOMS);
      guint rank;

      court.published = g_array_new (FALSE, FALSE, sizeof (guint64));
      make_court (&court);
      /* In half of the rounds the last month is not over. */
      publish_everything (&court, round % 2 == 0 ? PAGES_NOW : PAGES_NOW - 60 * PAGES_DAY);
      rank = eliminate (&court, matrix);
      told += rank;
      check_small_sets (&court, matrix, rank);
      g_array_unref (court.published);
    }
  /* Saying nothing would be safe as well, and of no use. */
  g_assert_cmpuint (told, >, 4 * rounds);
}

typedef struct
{
  const char *name;
  const char *tree;     /* "code:parent:persons …" */
  const char *expected; /* cell of each unit, letters in order of their first unit; "-" none */
} Division;

static const Division divisions[] = {
  { "all are large", "a::6 b:a:5 c:a:9", "abc" },
  { "two small ones are one", "a::6 b:a:3 c:a:4", "abb" },
  { "one small one goes with the parent's own when both are small", "a::2 b:a:3 c:a:9", "aab" },
  { "one small one alone takes the smallest with it", "a::9 b:a:3 c:a:7 d:a:6", "abcb" },
  { "what is too small for the child goes to the parent", "a::9 b:a:2 c:b:1 d:a:4", "abbb" },
  { "too small everywhere", "a::1 b:a:1 c:a:2", "---" },
  { "five together", "a::1 b:a:2 c:a:2", "aaa" },
  { "a unit without people belongs nowhere", "a::0 b:a:5 c:a:6", "-ab" },
};

static void
units_are_divided (gconstpointer data)
{
  const Division *division = data;
  g_autoptr (TlUnits) units = tl_units_new ();
  g_auto (GStrv) parts = g_strsplit (division->tree, " ", -1);
  guint n = g_strv_length (parts);
  g_autofree GArray **persons = g_new0 (GArray *, n + 1);
  g_autofree gboolean *counts = g_new0 (gboolean, n + 1);
  g_autofree guint *cells = NULL;
  GString *letters = g_string_new (NULL);
  g_autofree char *text = NULL;
  guint32 person = 0;
  char names[32] = { 0 };

  for (guint i = 0; i < n; i++)
    {
      g_auto (GStrv) fields = g_strsplit (parts[i], ":", 3);
      guint count = (guint)atoi (fields[2]);

      tl_units_add (units, fields[0], fields[0], fields[1][0] != '\0' ? fields[1] : NULL, "");
      persons[i] = g_array_new (FALSE, FALSE, sizeof (guint32));
      for (guint j = 0; j < count; j++, person++)
        g_array_append_val (persons[i], person);
      counts[i] = count > 0;
    }
  tl_units_tie (units);
  cells = tl_cells_of_month (units, persons, counts);
  for (guint i = 0, next = 0; i < n; i++)
    {
      if (cells[i] != TL_UNIT_NONE && names[cells[i]] == 0)
        names[cells[i]] = (char)('a' + next++);
      g_string_append_c (letters, cells[i] == TL_UNIT_NONE ? '-' : names[cells[i]]);
      g_array_unref (persons[i]);
    }
  text = g_string_free (letters, FALSE);
  g_assert_cmpstr (text, ==, division->expected);
}

static void
a_circle_of_units_ends_somewhere (void)
{
  g_autoptr (TlUnits) units = tl_units_new ();

  tl_units_add (units, "a", "a", "b", "");
  tl_units_add (units, "b", "b", "a", "");
  tl_units_add (units, "c", "c", "khong-co", "");
  tl_units_tie (units);
  g_assert_true (tl_units_get (units, 0)->parent == TL_UNIT_NONE
                 || tl_units_get (units, 1)->parent == TL_UNIT_NONE);
  g_assert_cmpuint (tl_units_get (units, 2)->parent, ==, TL_UNIT_NONE);
  g_assert_true (tl_units_is_inside (units, 2, TL_UNIT_NONE));
}

static void
a_month_is_summed_from_its_days (PagesFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  pages_exec (fixture, "INSERT INTO usage_days (device, day, unit, role, counter, value) VALUES"
                       " ('d', '2026-09-01', 'x', 'judge', 'searches', 3), ('d', '2026-09-01', "
                       "'x', 'judge', 'active', 1),"
                       " ('d', '2026-09-30', 'y', 'judge', 'searches', 4), ('d', '2026-09-30', "
                       "'y', 'judge', 'active', 1),"
                       " ('d', '2026-10-01', 'y', 'judge', 'searches', 100), ('e', '2026-09-02', "
                       "'x', 'judge', 'searches', 50)");
  for (guint i = 0; i < 2; i++)
    g_assert_true (tl_usage_month_update (fixture->sql, "d", "2026-09-30", &error));
  g_assert_no_error (error);
  g_assert_cmpint (pages_int (fixture, "SELECT count(*) FROM usage_months"), ==, 1);
  g_assert_cmpint (pages_int (fixture, "SELECT searches FROM usage_months"), ==, 7);
  g_assert_cmpint (pages_int (fixture, "SELECT active_days FROM usage_months"), ==, 2);
  g_assert_cmpint (pages_int (fixture, "SELECT count(*) FROM usage_months WHERE unit = 'y'"), ==,
                   1);
  g_assert_false (tl_usage_month_update (fixture->sql, "d", "2026-09-31x", &error));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (divisions); i++)
    {
      g_autofree char *path = g_strdup_printf ("/cells/units are divided: %s", divisions[i].name);

      g_test_add_data_func (path, &divisions[i], units_are_divided);
    }
  g_test_add_func ("/cells/a_circle_of_units_ends_somewhere", a_circle_of_units_ends_somewhere);
  g_test_add ("/cells/a_month_is_summed_from_its_days", PagesFixture, NULL, pages_set_up,
              a_month_is_summed_from_its_days, pages_tear_down);
  g_test_add ("/cells/no_difference_of_tables_shows_fewer_than_five", PagesFixture, NULL,
              pages_set_up, no_difference_of_tables_shows_fewer_than_five, pages_tear_down);
  return g_test_run ();
}
