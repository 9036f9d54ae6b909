/* SPDX-License-Identifier: GPL-3.0-or-later */
/* usage: make-noise-release FOLDER KEYFILE BYTES SERIAL...: the releases in this order, the last
 * one stays; for measurements. */
#include "config.h"

#include <glib/gstdio.h>

#include "install-fixture.h"

int
main (int argc, char **argv)
{
  Publisher publisher;
  g_autofree char *text = NULL;
  g_autofree char *made = NULL;

  g_assert_cmpint (argc, >=, 5);
  publisher_init (&publisher);
  publisher.size = (gsize)g_ascii_strtoull (argv[3], NULL, 10);
  text = tl_public_key_to_text (&publisher.public_keys[0]);
  g_assert_true (g_file_set_contents (argv[2], text, -1, NULL));
  made = g_strdup (publisher.folder);
  for (int i = 4; i < argc; i++)
    {
      g_autofree char *copy = g_strdup_printf ("%s/%s", argv[1], argv[i]);
      const char *cp[] = { "cp", "-a", made, copy, NULL };

      publisher_release (&publisher, g_ascii_strtoull (argv[i], NULL, 10));
      g_assert_cmpint (release_run (cp, NULL, NULL), ==, 0);
    }
  publisher_clear (&publisher);
  return 0;
}
