/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "server/pages/tl-near.h"

#include <math.h>
#include <string.h>

#include "text/tl-text.h"

#define MAX_FEATURES 4096 /* of one text */

void
tl_near_free (TlNear *self)
{
  if (self == NULL)
    return;
  g_free (self->id);
  g_free (self);
}

static guint32
hash_bytes (const char *from, gsize length)
{
  guint32 hash = 2166136261u; /* FNV-1a */

  for (gsize i = 0; i < length; i++)
    hash = (hash ^ (guint8)from[i]) * 16777619u;
  return hash;
}

static int
compare_features (gconstpointer a, gconstpointer b)
{
  guint32 left = *(const guint32 *)a, right = *(const guint32 *)b;

  return left < right ? -1 : left > right;
}

/* The different syllables and pairs of neighbours of a text, as sorted hashes. */
static GArray *
features_of (const char *text)
{
  GArray *features = g_array_new (FALSE, FALSE, sizeof (guint32));
  gsize length = strlen (text), position = 0;
  guint32 before = 0;
  guint kept = 0;
  TlToken token;

  while (features->len < MAX_FEATURES && tl_token_next (text, length, &position, &token))
    {
      guint32 one = hash_bytes (text + token.from, token.to - token.from);
      guint32 two = (before * 31u + 17u) ^ (one * 2654435761u);

      g_array_append_val (features, one);
      if (before != 0)
        g_array_append_val (features, two);
      before = one;
    }
  g_array_sort (features, compare_features);
  for (guint i = 0; i < features->len; i++)
    if (i == 0 || g_array_index (features, guint32, i) != g_array_index (features, guint32, i - 1))
      g_array_index (features, guint32, kept++) = g_array_index (features, guint32, i);
  g_array_set_size (features, kept);
  return features;
}

/* In how many texts each feature of @text stands. */
static guint *
document_frequencies (GArray *text, GArray **others, guint n)
{
  guint *counts = g_new0 (guint, text->len + 1);

  for (guint i = 0; i < n; i++)
    for (guint a = 0, b = 0; a < text->len && b < others[i]->len;)
      {
        guint32 left = g_array_index (text, guint32, a),
                right = g_array_index (others[i], guint32, b);

        counts[a] += left == right;
        a += left <= right;
        b += right <= left;
      }
  return counts;
}

static double
weight (guint n, guint count)
{
  return log (1.0 + (n + 1.0) / (count + 0.5));
}

static guint
score (GArray *text, const guint *counts, GArray *other, guint n)
{
  double both = 0, all = 0;
  guint a = 0, b = 0;

  while (a < text->len || b < other->len)
    {
      guint32 left = a < text->len ? g_array_index (text, guint32, a) : G_MAXUINT32;
      guint32 right = b < other->len ? g_array_index (other, guint32, b) : G_MAXUINT32;
      gboolean has_left = a < text->len && (b >= other->len || left <= right);
      gboolean has_right = b < other->len && (a >= text->len || right <= left);
      /* What only the other one has is taken for middling rare: its count would cost a table of
       * all. */
      double w = has_left ? weight (n, counts[a]) : weight (n, n / 50);

      both += has_left && has_right ? w : 0;
      all += w;
      a += has_left;
      b += has_right;
    }
  return all > 0 ? (guint)(1000.0 * both / all + 0.5) : 0;
}

guint *
tl_near_rank (const char *text, const char *const *texts, guint n)
{
  guint *scores = g_new0 (guint, n + 1);
  g_autofree GArray **others = g_new0 (GArray *, n + 1);
  g_autoptr (GArray) mine = features_of (text);
  g_autofree guint *counts = NULL;

  for (guint i = 0; i < n; i++)
    others[i] = features_of (texts[i]);
  counts = document_frequencies (mine, others, n);
  for (guint i = 0; i < n; i++)
    {
      scores[i] = score (mine, counts, others[i], n);
      g_array_unref (others[i]);
    }
  return scores;
}

static int
compare_found (gconstpointer a, gconstpointer b)
{
  const TlNear *left = *(TlNear *const *)a, *right = *(TlNear *const *)b;

  if (left->score != right->score)
    return left->score > right->score ? -1 : 1;
  return strcmp (left->id, right->id);
}

GPtrArray *
tl_near_find (TlSql *sql, const char *item, GError **error)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func ((GDestroyNotify)tl_near_free);
  g_autoptr (TlSqlRows) mine = NULL;
  g_autoptr (TlSqlRows) rows = NULL;
  g_autofree const char **texts = NULL;
  g_autofree guint *scores = NULL;
  guint n;

  mine = tl_sql_query (sql, error, "SELECT fold FROM items WHERE id = $1", "s", item);
  rows = mine == NULL
             ? NULL
             : tl_sql_query (sql, error,
                             "SELECT id, fold FROM items WHERE state NOT IN ('merged', 'withdrawn')"
                             " AND id <> $1 AND fold <> '' ORDER BY seq DESC LIMIT 5000",
                             "s", item);
  if (rows == NULL)
    return NULL;
  if (tl_sql_rows_count (mine) == 0 || tl_sql_rows_text (mine, 0, 0)[0] == '\0')
    return g_steal_pointer (&found);
  n = tl_sql_rows_count (rows);
  texts = g_new0 (const char *, n + 1);
  for (guint i = 0; i < n; i++)
    texts[i] = tl_sql_rows_text (rows, i, 1);
  scores = tl_near_rank (tl_sql_rows_text (mine, 0, 0), texts, n);
  for (guint i = 0; i < n; i++)
    if (scores[i] >= TL_NEAR_THRESHOLD)
      {
        TlNear *near = g_new0 (TlNear, 1);

        near->id = g_strdup (tl_sql_rows_text (rows, i, 0));
        near->score = scores[i];
        g_ptr_array_add (found, near);
      }
  g_ptr_array_sort (found, compare_found);
  if (found->len > TL_NEAR_MAX_FOUND)
    g_ptr_array_set_size (found, TL_NEAR_MAX_FOUND);
  return g_steal_pointer (&found);
}
