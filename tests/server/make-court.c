/* SPDX-License-Identifier: GPL-3.0-or-later */
/* make-court DIR: fills the database of "troly-server --data DIR" with a made court, for looking at
 * the pages and for measuring them. Prints the folder of the library. */
#include "config.h"

#include "pages-fixture.h"

static const char *const attacks[] = {
  "<script>document.title='XSS'</script>",
  "\"><img src=x onerror=\"document.title='XSS'\">",
  "</pre></details><svg onload=\"document.title='XSS'\">",
  "</textarea></title><script>document.title='XSS'</script>",
  "<a href=\"javascript:document.title='XSS'\">x</a>",
};

/* Who signs in at the provider waits with all that the provider says of him. */
static void
add_arrival (PagesFixture *fixture, guint i)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *id = g_strdup_printf ("00000000-0000-4000-8000-0000000000a%u", i);

  tl_sql_exec (
      fixture->sql, &error,
      "INSERT INTO arrivals (id, subject, name, unit, role, first, last) VALUES ($1, $2, $3, $4,"
      " $5, $6, $6)",
      "sssssi", id, attacks[i], attacks[(i + 1) % G_N_ELEMENTS (attacks)],
      attacks[(i + 2) % G_N_ELEMENTS (attacks)], attacks[(i + 3) % G_N_ELEMENTS (attacks)],
      PAGES_NOW - i);
  g_assert_no_error (error);
}

/* Every field that somebody outside can fill, filled with what would run if it were markup: items
 * "00000000-0000-4000-8000-00000000000N" of a person and a unit named so. */
static void
add_attacks (PagesFixture *fixture)
{
  pages_unit (fixture, "xss", attacks[1], "tc");
  pages_person (fixture, "xss", attacks[0], "xss", "judge");
  for (guint i = 0; i < G_N_ELEMENTS (attacks); i++)
    {
      g_autoptr (TlItem) item = tl_item_new (i % 2 == 0 ? TL_ITEM_FEEDBACK : TL_ITEM_CONTRIBUTION);

      g_free (item->id);
      item->id = g_strdup_printf ("00000000-0000-4000-8000-00000000000%u", i);
      item->text = g_strdup (attacks[i]);
      item->question = g_strdup (attacks[i]);
      item->program = g_strdup ("0.1.0");
      if (item->kind == TL_ITEM_FEEDBACK)
        {
          item->document = g_strdup ("luat-mau");
          item->quote = g_strdup (attacks[i]);
        }
      else
        tl_item_add_citation (item, "luat-mau", "d1", attacks[i]);
      pages_item (fixture, item, "xss", "xss", PAGES_NOW);
      add_arrival (fixture, i);
    }
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *where = NULL;
  g_autofree char *library = NULL;
  PagesFixture fixture = { 0 };

  if (argc != 2)
    return 2;
  where = g_strdup_printf ("sqlite:%s/troly.sqlite", argv[1]);
  fixture.folder = argv[1];
  fixture.pool = tl_sql_pool_new (where, 1, &error);
  g_assert_no_error (error);
  fixture.sql = tl_sql_pool_take (fixture.pool, 5000, &error);
  g_assert_no_error (error);
  pages_court (&fixture);
  add_attacks (&fixture);
  library = pages_library (&fixture);
  g_print ("%s\n", library);
  tl_sql_pool_give (fixture.pool, fixture.sql);
  tl_sql_pool_free (fixture.pool);
  return 0;
}
