/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <gio/gio.h>
#include <string.h>

#include "law/citation/tl-cite-private.h"
#include "law/tl-scan-private.h"
#include "law/tl-table-private.h"

#define TABLE_PATH "/vn/toaan/TroLy/law/shapes.tsv"

enum
{
  COLUMN_EDITION,
  COLUMN_ARTICLE,
  COLUMN_CLAUSES,
  N_COLUMNS
};

/* Shapes: "BLHS2015\t51" → its clauses; an edition alone → what is known of it: its clauses ("*")
 * or how many articles it had. */
typedef struct
{
  GHashTable *articles;
  GHashTable *editions;
  GHashTable *newest; /* "BLHS" → "BLHS2015" */
} Shapes;

static void
add_newest (Shapes *self, const char *edition)
{
  gsize length = strlen (edition);
  g_autofree char *name = NULL;
  const char *other;

  if (length < 5 || !g_ascii_isdigit (edition[length - 4]) || strchr (edition, '/'))
    return;
  name = g_strndup (edition, length - 4);
  other = g_hash_table_lookup (self->newest, name);
  if (!other || strcmp (other, edition) < 0)
    g_hash_table_insert (self->newest, g_steal_pointer (&name),
                         (gpointer)g_intern_string (edition));
}

static void
add_line (Shapes *self, const char *line)
{
  g_auto (GStrv) fields = g_strsplit (line, "\t", N_COLUMNS);

  /* The table is compiled in and tested, so a damaged line is a mistake of ours. */
  g_assert (g_strv_length (fields) == N_COLUMNS);
  if (strcmp (fields[COLUMN_ARTICLE], "*") == 0)
    {
      g_hash_table_insert (self->editions, g_strdup (fields[COLUMN_EDITION]),
                           g_strdup (fields[COLUMN_CLAUSES]));
      return;
    }
  if (!g_hash_table_contains (self->editions, fields[COLUMN_EDITION]))
    {
      g_hash_table_insert (self->editions, g_strdup (fields[COLUMN_EDITION]), g_strdup ("*"));
      add_newest (self, fields[COLUMN_EDITION]);
    }
  g_hash_table_insert (self->articles,
                       g_strconcat (fields[COLUMN_EDITION], "\t", fields[COLUMN_ARTICLE], NULL),
                       g_strdup (fields[COLUMN_CLAUSES]));
}

static gpointer
shapes_load (gpointer data)
{
  Shapes *self = g_new0 (Shapes, 1);
  g_auto (GStrv) lines = _tl_table_lines (TABLE_PATH);

  self->articles = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->editions = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->newest = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; lines[i]; i++)
    add_line (self, lines[i]);
  return self;
}

static const Shapes *
shapes_get (void)
{
  static GOnce once = G_ONCE_INIT;

  return g_once (&once, shapes_load, NULL);
}

gboolean
_tl_cite_is_shape_known (const char *key)
{
  return g_hash_table_contains (shapes_get ()->editions, key);
}

/* "344 164a 170a": up to which number the articles go, and the lettered ones. */
static TlCiteFit
fit_known_count (const char *known, const char *article)
{
  g_auto (GStrv) parts = g_strsplit (known, " ", -1);
  char *rest;
  gint64 number = g_ascii_strtoll (article, &rest, 10);

  for (guint i = 1; parts[i]; i++)
    if (strcmp (parts[i], article) == 0)
      return TL_CITE_FIT_UNKNOWN;
  if (*rest != '\0' || number < 1 || number > g_ascii_strtoll (parts[0], NULL, 10))
    return TL_CITE_FIT_NO;
  /* Nothing is known of its clauses. */
  return TL_CITE_FIT_UNKNOWN;
}

/* The points of @clause in "1abc 2 3ab"; NULL when there is no such clause. */
static char *
points_of (const char *clauses, const char *clause)
{
  g_auto (GStrv) parts = g_strsplit (clauses, " ", -1);

  for (guint i = 0; parts[i]; i++)
    {
      gsize digits = strspn (parts[i], "0123456789");
      gsize wanted = strspn (clause, "0123456789");

      if (digits != wanted || strncmp (parts[i], clause, digits) != 0)
        continue;
      if (clause[wanted] == '\0')
        return g_strdup (parts[i] + digits);
      /* A lettered clause is written with a bar after its letter. */
      if (g_str_has_prefix (parts[i] + digits, clause + wanted)
          && parts[i][digits + strlen (clause + wanted)] == '|')
        return g_strdup (parts[i] + digits + strlen (clause + wanted) + 1);
    }
  return NULL;
}

static gboolean
has_point (const char *points, const char *point)
{
  const char *at = strstr (points, point);

  /* "a" is not "a1". */
  for (; at; at = strstr (at + 1, point))
    if (!g_ascii_isdigit (at[strlen (point)]))
      return TRUE;
  return FALSE;
}

static TlCiteFit
fit_unit (const char *clauses, const char *clause, const char *point)
{
  g_autofree char *points = NULL;

  if (*clause == '\0' && *point == '\0')
    return TL_CITE_FIT_YES;
  points = points_of (clauses, *clause ? clause : "0");
  if (!points)
    return TL_CITE_FIT_NO;
  return *point == '\0' || has_point (points, point) ? TL_CITE_FIT_YES : TL_CITE_FIT_NO;
}

TlCiteFit
_tl_cite_fit (const char *key, const char *article, const char *clause, const char *point)
{
  const Shapes *shapes = shapes_get ();
  g_autofree char *asked = NULL;
  const char *known, *clauses;

  if (g_str_has_suffix (key, "?"))
    {
      g_autofree char *name = g_strndup (key, strlen (key) - 1);

      key = g_hash_table_lookup (shapes->newest, name);
    }
  known = key ? g_hash_table_lookup (shapes->editions, key) : NULL;
  if (!known || !article || !g_ascii_isdigit (*article))
    return TL_CITE_FIT_UNKNOWN;
  if (*known != '*')
    return fit_known_count (known, article);
  asked = g_strconcat (key, "\t", article, NULL);
  clauses = g_hash_table_lookup (shapes->articles, asked);
  if (!clauses)
    return TL_CITE_FIT_NO;
  /* "khoản này" names no clause that could be looked up. */
  if (clause && *clause && !g_ascii_isdigit (*clause))
    return TL_CITE_FIT_YES;
  return fit_unit (clauses, clause ? clause : "", point ? point : "");
}
