/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "publisher/training/tl-seed.h"

#include <string.h>

#include "base/tl-error.h"

static TlSeed *
seed_new (guint line)
{
  TlSeed *seed = g_new0 (TlSeed, 1);

  seed->fields = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  seed->sections = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  seed->line = line;
  return seed;
}

void
tl_seed_free (TlSeed *seed)
{
  g_hash_table_unref (seed->fields);
  g_hash_table_unref (seed->sections);
  g_free (seed);
}

static void
append (GHashTable *table, const char *key, const char *value)
{
  const char *old = g_hash_table_lookup (table, key);

  g_hash_table_insert (table, g_strdup (key),
                       old != NULL && *old != '\0' ? g_strconcat (old, "\n", value, NULL)
                                                   : g_strdup (value));
}

/* Takes a "Key: value" line. */
static gboolean
take_field (TlSeed *seed, const char *line)
{
  const char *colon = strstr (line, ": ");
  g_autofree char *key = NULL;

  if (colon == NULL || colon == line)
    return FALSE;
  key = g_strndup (line, (gsize)(colon - line));
  append (seed->fields, key, colon + 2);
  return TRUE;
}

GPtrArray *
tl_seeds_parse (const char *text, const char *name, GError **error)
{
  g_autoptr (GPtrArray) seeds = g_ptr_array_new_with_free_func ((GDestroyNotify)tl_seed_free);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  g_autofree char *section = NULL;
  TlSeed *seed = NULL;

  for (guint i = 0; lines[i] != NULL; i++)
    {
      char *line = g_strstrip (lines[i]);

      if (g_str_has_prefix (line, "==="))
        {
          seed = NULL;
          g_clear_pointer (&section, g_free);
          continue;
        }
      if (*line == '\0' || *line == '#')
        continue;
      if (seed == NULL)
        {
          seed = seed_new (i + 1);
          g_ptr_array_add (seeds, seed);
        }
      if (g_str_has_prefix (line, "--- "))
        {
          g_free (section);
          section = g_strdup (line + strlen ("--- "));
        }
      else if (section != NULL)
        append (seed->sections, section, line);
      else if (!take_field (seed, line))
        {
          g_set_error (error, TL_ERROR, TL_ERROR_INPUT, "%s:%u: expected “Key: value”, found “%s”",
                       name, i + 1, line);
          return NULL;
        }
    }
  return g_steal_pointer (&seeds);
}

const char *
tl_seed_get (const TlSeed *seed, const char *key)
{
  return g_hash_table_lookup (seed->fields, key);
}

const char *
tl_seed_get_section (const TlSeed *seed, const char *name)
{
  return g_hash_table_lookup (seed->sections, name);
}
