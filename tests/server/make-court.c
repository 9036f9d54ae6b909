/* SPDX-License-Identifier: GPL-3.0-or-later */
/* make-court DIR: fills the database of "troly-server --data DIR" with a made court, for looking at
 * the pages and for measuring them. Prints the folder of the library. */
#include "config.h"

#include "pages-fixture.h"

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
  library = pages_library (&fixture);
  g_print ("%s\n", library);
  tl_sql_pool_give (fixture.pool, fixture.sql);
  tl_sql_pool_free (fixture.pool);
  return 0;
}
