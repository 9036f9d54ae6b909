/* SPDX-License-Identifier: GPL-3.0-or-later */
/* troly-training: turns the training corpus as it was written by hand (data/training) into files
 * that troly-corpus imports: judgments and precedents as PDF on the court form, statutes and
 * answered situations as lines of JSON. */
#include "config.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <locale.h>
#include <string.h>

#include "base/tl-atomic-file.h"
#include "publisher/training/tl-court-form.h"
#include "publisher/training/tl-seed.h"
#include "publisher/training/tl-training-statutes.h"

typedef gboolean (*FileFunc) (const char *text, const char *name, const char *out, GError **error);

static gint
compare_strings (gconstpointer a, gconstpointer b)
{
  return g_strcmp0 (*(const char *const *)a, *(const char *const *)b);
}

/* Calls @func for every .txt file of @folder, in order of name. */
static gboolean
foreach_text (const char *folder, const char *out, FileFunc func, GError **error)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, error);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  if (dir == NULL)
    return FALSE;
  while ((name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (name, ".txt"))
      g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort (names, compare_strings);
  for (guint i = 0; i < names->len; i++)
    {
      const char *file = g_ptr_array_index (names, i);
      g_autofree char *path = g_build_filename (folder, file, NULL);
      g_autofree char *text = NULL;

      if (!g_file_get_contents (path, &text, NULL, error))
        return FALSE;
      if (!func (text, file, out, error))
        {
          g_prefix_error (error, "%s: ", path);
          return FALSE;
        }
    }
  return TRUE;
}

static gboolean
write_judgments (const char *text, const char *name, const char *out, GError **error)
{
  g_autoptr (GPtrArray) seeds = tl_seeds_parse (text, name, error);

  if (seeds == NULL)
    return FALSE;
  for (guint i = 0; i < seeds->len; i++)
    {
      const TlSeed *seed = g_ptr_array_index (seeds, i);
      g_autofree char *base = NULL;
      g_autofree char *path = NULL;

      if (tl_seed_get (seed, "Số") == NULL || tl_seed_get (seed, "Tòa") == NULL
          || tl_seed_get (seed, "Ngày") == NULL)
        {
          g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                       "line %u: number, court and date are needed", seed->line);
          return FALSE;
        }
      base = tl_court_form_file_name (seed);
      path = g_build_filename (out, base, NULL);
      if (g_file_test (path, G_FILE_TEST_EXISTS))
        {
          g_set_error (error, G_IO_ERROR, G_IO_ERROR_EXISTS,
                       "line %u: two judgments have number, court and date of %s", seed->line,
                       base);
          return FALSE;
        }
      if (!tl_court_form_write (seed, path, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
write_precedent (const char *text, const char *name, const char *out, GError **error)
{
  g_autofree char *base = g_strndup (name, strlen (name) - strlen (".txt"));
  g_autofree char *file = g_strconcat (base, ".pdf", NULL);
  g_autofree char *path = g_build_filename (out, file, NULL);

  return tl_precedent_write (text, name, path, error);
}

static gboolean
copy_guidance (const char *seeds, const char *out, GError **error)
{
  g_autofree char *from = g_build_filename (seeds, "guidance.jsonl", NULL);
  g_autofree char *to = g_build_filename (out, "guidance.jsonl", NULL);
  g_autofree char *text = NULL;
  gsize length;

  return g_file_get_contents (from, &text, &length, error)
         && tl_atomic_write (to, text, length, error);
}

static gboolean
generate (const char *seeds, const char *out, GError **error)
{
  g_autofree char *statutes_in = g_build_filename (seeds, "statutes", NULL);
  g_autofree char *statutes_out = g_build_filename (out, "statutes.jsonl", NULL);
  g_autofree char *judgments_in = g_build_filename (seeds, "judgments", NULL);
  g_autofree char *judgments_out = g_build_filename (out, "judgments", NULL);
  g_autofree char *precedents_in = g_build_filename (seeds, "precedents", NULL);
  g_autofree char *precedents_out = g_build_filename (out, "precedents", NULL);

  if (g_mkdir_with_parents (judgments_out, 0755) < 0
      || g_mkdir_with_parents (precedents_out, 0755) < 0)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "%s: cannot be created", out);
      return FALSE;
    }
  return tl_training_statutes_write (statutes_in, statutes_out, error)
         && copy_guidance (seeds, out, error)
         && foreach_text (precedents_in, precedents_out, write_precedent, error)
         && foreach_text (judgments_in, judgments_out, write_judgments, error);
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;

  setlocale (LC_ALL, "C.UTF-8");
  if (argc != 3)
    {
      g_printerr ("usage: %s SEEDS OUT\n", argv[0]);
      return 2;
    }
  if (!generate (argv[1], argv[2], &error))
    {
      g_printerr ("troly-training: %s\n", error->message);
      return 1;
    }
  return 0;
}
