/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pairs of units that may belong together, found without looking at all pairs. */
#include "config.h"

#include "compare/tl-align-private.h"

#include <math.h>
#include <stdlib.h>

/* A feature that more units of a side have says nothing about which of them belongs to which. */
#define MAX_UNITS_OF_FEATURE 24
/* Candidates of one unit. */
#define MAX_CANDIDATES 8

/* Units of the right side by feature: those of feature f stand from starts[f] to starts[f + 1]. */
typedef struct
{
  guint32 *starts;
  guint32 *units;
} Postings;

static gboolean
is_rare (const TlAligner *aligner, guint32 feature)
{
  guint32 left = aligner->sides[0].counts[feature];
  guint32 right = aligner->sides[1].counts[feature];

  return left > 0 && right > 0 && left <= MAX_UNITS_OF_FEATURE && right <= MAX_UNITS_OF_FEATURE;
}

static void
postings_init (Postings *postings, const TlAligner *aligner)
{
  const TlAlignSide *side = &aligner->sides[1];
  guint n = aligner->n_features;
  g_autofree guint32 *next = g_new0 (guint32, n + 1);

  postings->starts = g_new0 (guint32, n + 2);
  for (guint f = 0; f < n; f++)
    {
      next[f] = postings->starts[f];
      postings->starts[f + 1] = postings->starts[f] + (is_rare (aligner, f) ? side->counts[f] : 0);
    }
  postings->units = g_new (guint32, postings->starts[n] + 1);
  for (guint32 u = 0; u < side->units->len; u++)
    for (guint32 i = _tl_aligner_unit (aligner, 1, u)->from;
         i < _tl_aligner_unit (aligner, 1, u)->to; i++)
      {
        guint32 f = g_array_index (side->features, TlFeature, i).id;

        if (is_rare (aligner, f))
          postings->units[next[f]++] = u;
      }
}

/* The better candidate of one left unit first: more in common, the same section, the nearer
 * place. */
typedef struct
{
  guint32 unit;
  float votes;
  float distance;
} Vote;

static int
compare_votes (gconstpointer a, gconstpointer b)
{
  const Vote *left = a;
  const Vote *right = b;

  if (left->votes != right->votes)
    return left->votes > right->votes ? -1 : 1;
  if (left->distance != right->distance)
    return left->distance < right->distance ? -1 : 1;
  return left->unit < right->unit ? -1 : left->unit > right->unit;
}

static void
add_candidate (TlAligner *aligner, guint32 left, guint32 right)
{
  TlLinkedUnits candidate = { left, right, 0 };

  g_array_append_val (aligner->candidates, candidate);
}

static void
vote (TlAligner *aligner, const Postings *postings, guint32 left, float *votes, GArray *touched)
{
  const TlUnit *unit = _tl_aligner_unit (aligner, 0, left);
  double n = aligner->sides[0].units->len, m = aligner->sides[1].units->len;

  g_array_set_size (touched, 0);
  for (guint32 i = unit->from; i < unit->to; i++)
    {
      guint32 f = g_array_index (aligner->sides[0].features, TlFeature, i).id;

      for (guint32 p = postings->starts[f]; p < postings->starts[f + 1]; p++)
        {
          guint32 u = postings->units[p];

          if (votes[u] == 0)
            {
              Vote one = { u, 0, (float)fabs (left / n - u / m) };

              if (_tl_aligner_unit (aligner, 1, u)->section_key != unit->section_key)
                one.distance += 1;
              g_array_append_val (touched, one);
            }
          votes[u] += aligner->weights[f];
        }
    }
  for (guint i = 0; i < touched->len; i++)
    {
      Vote *one = &g_array_index (touched, Vote, i);

      one->votes = votes[one->unit];
      votes[one->unit] = 0;
    }
  g_array_sort (touched, compare_votes);
  for (guint i = 0; i < MIN (touched->len, MAX_CANDIDATES); i++)
    add_candidate (aligner, left, g_array_index (touched, Vote, i).unit);
}

/* ---- Units of the same words ---- */

typedef struct
{
  guint64 hash;
  guint32 unit;
} Hashed;

static int
compare_hashed (gconstpointer a, gconstpointer b)
{
  const Hashed *left = a;
  const Hashed *right = b;

  if (left->hash != right->hash)
    return left->hash < right->hash ? -1 : 1;
  return left->unit < right->unit ? -1 : left->unit > right->unit;
}

static GArray *
sort_by_hash (const TlAligner *aligner, guint side)
{
  GArray *sorted = g_array_new (FALSE, FALSE, sizeof (Hashed));

  for (guint32 i = 0; i < aligner->sides[side].units->len; i++)
    {
      Hashed one = { _tl_aligner_unit (aligner, side, i)->hash, i };

      g_array_append_val (sorted, one);
    }
  g_array_sort (sorted, compare_hashed);
  return sorted;
}

static guint
run_end (const GArray *sorted, guint from)
{
  guint end = from;

  while (end < sorted->len
         && g_array_index (sorted, Hashed, end).hash == g_array_index (sorted, Hashed, from).hash)
    end++;
  return end;
}

/* The first with the first, the last with the last: a formula that stands in a text many times. */
static void
pair_equal_units (TlAligner *aligner)
{
  g_autoptr (GArray) left = sort_by_hash (aligner, 0);
  g_autoptr (GArray) right = sort_by_hash (aligner, 1);

  for (guint a = 0, b = 0; a < left->len && b < right->len;)
    {
      const Hashed *x = &g_array_index (left, Hashed, a);
      const Hashed *y = &g_array_index (right, Hashed, b);
      guint n = run_end (left, a) - a, m = run_end (right, b) - b;

      if (x->hash == y->hash)
        for (guint i = 0; i < MIN (n, m); i++)
          {
            add_candidate (aligner, x[i].unit, y[i].unit);
            if (n != m)
              add_candidate (aligner, x[n - 1 - i].unit, y[m - 1 - i].unit);
          }
      a += x->hash <= y->hash ? n : 0;
      b += y->hash <= x->hash ? m : 0;
    }
}

/* ---- All ---- */

static int
compare_candidates (gconstpointer a, gconstpointer b)
{
  const TlLinkedUnits *left = a;
  const TlLinkedUnits *right = b;

  if (left->left != right->left)
    return left->left < right->left ? -1 : 1;
  return left->right < right->right ? -1 : left->right > right->right;
}

/* Sorts, drops what stands twice, and measures what is left. */
static void
finish (TlAligner *aligner)
{
  GArray *all = aligner->candidates;
  guint n = 0;

  g_array_sort (all, compare_candidates);
  for (guint i = 0; i < all->len; i++)
    {
      TlLinkedUnits one = g_array_index (all, TlLinkedUnits, i);

      if (n > 0 && compare_candidates (&one, &g_array_index (all, TlLinkedUnits, n - 1)) == 0)
        continue;
      one.score = _tl_aligner_score (aligner, one.left, one.right);
      g_array_index (all, TlLinkedUnits, n++) = one;
    }
  g_array_set_size (all, n);
}

gboolean
_tl_aligner_find_candidates (TlAligner *aligner)
{
  g_autofree float *votes = g_new0 (float, aligner->sides[1].units->len + 1);
  g_autoptr (GArray) touched = g_array_new (FALSE, FALSE, sizeof (Vote));
  Postings postings;
  guint32 n = aligner->sides[0].units->len;
  guint32 i = 0;

  postings_init (&postings, aligner);
  for (; i < n && !g_cancellable_is_cancelled (aligner->cancellable); i++)
    vote (aligner, &postings, i, votes, touched);
  g_free (postings.starts);
  g_free (postings.units);
  if (i < n)
    return FALSE;
  pair_equal_units (aligner);
  finish (aligner);
  return TRUE;
}
