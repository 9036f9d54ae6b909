/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Runs a fuzz target over every file of a corpus folder, and over a fixed number of deterministic
 * mutations of each, so that the corpus is replayed by an ordinary test without libFuzzer. */
#include "config.h"

#include <glib.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#define MUTATIONS_PER_FILE 200

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

static void
run_mutations (GRand *random, const char *data, gsize size)
{
  for (int i = 0; i < MUTATIONS_PER_FILE && size > 0; i++)
    {
      g_autofree uint8_t *copy = g_memdup2 (data, size);
      gsize length = size;
      int changes = g_rand_int_range (random, 1, 6);

      for (int k = 0; k < changes; k++)
        copy[(guint32)g_rand_int (random) % size] = (uint8_t)g_rand_int_range (random, 0, 256);
      if (g_rand_int_range (random, 0, 4) == 0)
        length = (guint32)g_rand_int (random) % size;
      LLVMFuzzerTestOneInput (copy, length);
    }
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) folder = NULL;
  g_autoptr (GRand) random = g_rand_new_with_seed (1);
  const char *name;
  guint files = 0;

  if (argc != 2 || (folder = g_dir_open (argv[1], 0, &error)) == NULL)
    {
      g_printerr ("usage: %s CORPUS-FOLDER%s%s\n", argv[0], error ? ": " : "",
                  error ? error->message : "");
      return 2;
    }
  while ((name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *path = g_build_filename (argv[1], name, NULL);
      g_autofree char *data = NULL;
      gsize size;

      if (!g_file_get_contents (path, &data, &size, &error))
        {
          g_printerr ("%s\n", error->message);
          return 1;
        }
      LLVMFuzzerTestOneInput ((const uint8_t *)data, size);
      run_mutations (random, data, size);
      files++;
    }
  g_print ("%u files replayed\n", files);
  return files > 0 ? 0 : 1;
}
