/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From links between units to pairs of passages. */
#include "config.h"

#include "compare/tl-compare-private.h"

#include <math.h>
#include <string.h>

/* Scores are told in thousandths. */
#define STEPS 1000

typedef struct
{
  const TlAligner *aligner;
  guint32 n;        /* units of the left side; those of the right stand behind them */
  guint32 all;      /* units of both */
  guint32 *parents; /* union-find */
} Grouping;

void
_tl_pair_free (TlPair *pair)
{
  g_array_unref (pair->blocks[0]);
  g_array_unref (pair->blocks[1]);
  g_free (pair);
}

static guint32
find_root (Grouping *grouping, guint32 at)
{
  while (grouping->parents[at] != at)
    at = grouping->parents[at] = grouping->parents[grouping->parents[at]];
  return at;
}

/* ---- How alike ---- */

static const char *
skip_blanks (const char *p)
{
  while (g_ascii_isspace (*p))
    p++;
  return p;
}

/* Whether two texts are the same but for the kinds and lengths of their blanks. */
static gboolean
is_same_text (const char *left, const char *right)
{
  left = skip_blanks (left);
  right = skip_blanks (right);
  while (*left != '\0' && *right != '\0')
    {
      const char *a = skip_blanks (left);
      const char *b = skip_blanks (right);

      if ((a == left) != (b == right) && *a != '\0' && *b != '\0')
        return FALSE;
      if (*a != *b)
        return FALSE;
      left = *a != '\0' ? a + 1 : a;
      right = *b != '\0' ? b + 1 : b;
    }
  return *skip_blanks (left) == '\0' && *skip_blanks (right) == '\0';
}

void
_tl_compare_append_text (GString *text, const TlDocument *document, guint index)
{
  const TlBlock *block = tl_document_get_block (document, index);

  if (block->heading != NULL && *block->heading != '\0')
    {
      g_string_append (text, block->heading);
      if (*block->text != '\0')
        g_string_append_c (text, '\n');
    }
  g_string_append (text, block->text);
}

static char *
dup_side (const TlAligner *aligner, const TlPair *pair, guint side)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < pair->blocks[side]->len; i++)
    {
      if (i > 0)
        g_string_append_c (text, '\n');
      _tl_compare_append_text (text, aligner->sides[side].document,
                               g_array_index (pair->blocks[side], guint, i));
    }
  return g_string_free (text, FALSE);
}

static int
compare_features (gconstpointer a, gconstpointer b)
{
  guint32 left = ((const TlFeature *)a)->id;
  guint32 right = ((const TlFeature *)b)->id;

  return left < right ? -1 : left > right;
}

/* The features of several units, one behind the other, those of one id together. */
static GArray *
gather_features (const TlAligner *aligner, guint side, const GArray *units, double *weight)
{
  GArray *features = g_array_new (FALSE, FALSE, sizeof (TlFeature));

  for (guint i = 0; i < units->len; i++)
    {
      const TlUnit *unit = _tl_aligner_unit (aligner, side, g_array_index (units, guint32, i));

      if (unit->to > unit->from)
        g_array_append_vals (features,
                             &g_array_index (aligner->sides[side].features, TlFeature, unit->from),
                             unit->to - unit->from);
      *weight += unit->weight;
    }
  g_array_sort (features, compare_features);
  return features;
}

static guint
take_run (const GArray *features, guint *at)
{
  guint32 id = g_array_index (features, TlFeature, *at).id;
  guint count = 0;

  for (; *at < features->len && g_array_index (features, TlFeature, *at).id == id; (*at)++)
    count += g_array_index (features, TlFeature, *at).count;
  return count;
}

static double
score_of (const TlAligner *aligner, GArray *const units[2])
{
  double all = 0, shared = 0;
  g_autoptr (GArray) left = gather_features (aligner, 0, units[0], &all);
  g_autoptr (GArray) right = gather_features (aligner, 1, units[1], &all);

  for (guint i = 0, j = 0; i < left->len && j < right->len;)
    {
      guint32 a = g_array_index (left, TlFeature, i).id;
      guint32 b = g_array_index (right, TlFeature, j).id;
      guint n = a <= b ? take_run (left, &i) : 0;
      guint m = b <= a ? take_run (right, &j) : 0;

      if (a == b)
        shared += MIN (n, m) * (double)aligner->weights[a];
    }
  return all > 0 ? 2 * shared / all : 0;
}

/* ---- Groups ---- */

static TlPair *
make_pair (const TlAligner *aligner, GArray *const units[2])
{
  TlPair *pair = g_new0 (TlPair, 1);

  for (guint s = 0; s < 2; s++)
    {
      pair->blocks[s] = g_array_new (FALSE, FALSE, sizeof (guint));
      pair->section[s] = -1;
      for (guint i = 0; i < units[s]->len; i++)
        {
          const TlUnit *unit = _tl_aligner_unit (aligner, s, g_array_index (units[s], guint32, i));

          g_array_append_val (pair->blocks[s], unit->block);
          if (i == 0)
            pair->section[s] = unit->section;
        }
    }
  if (units[1]->len == 0)
    pair->relation = TL_RELATION_LEFT_ONLY;
  else if (units[0]->len == 0)
    pair->relation = TL_RELATION_RIGHT_ONLY;
  else
    {
      g_autofree char *left = dup_side (aligner, pair, 0);
      g_autofree char *right = dup_side (aligner, pair, 1);

      pair->edited = !is_same_text (left, right);
      pair->relation = pair->edited ? TL_RELATION_EDITED : TL_RELATION_SAME;
      pair->score = 1;
      if (pair->edited)
        pair->score = MIN (floor (score_of (aligner, units) * STEPS + 0.5), STEPS - 1) / STEPS;
    }
  return pair;
}

/* A pair for every group of linked units, and for every unit without a link. */
static GPtrArray *
make_groups (Grouping *grouping)
{
  GPtrArray *pairs = g_ptr_array_new_with_free_func ((GDestroyNotify)_tl_pair_free);
  g_autofree guint32 *next = g_new (guint32, grouping->all + 1);
  g_autofree guint32 *last = g_new (guint32, grouping->all + 1);

  /* The units of a group as a list in order, by its root. */
  for (guint32 i = 0; i < grouping->all; i++)
    next[i] = last[i] = G_MAXUINT32;
  for (guint32 i = 0; i < grouping->all; i++)
    {
      guint32 root = find_root (grouping, i);

      if (last[root] != G_MAXUINT32)
        next[last[root]] = i;
      last[root] = i;
    }
  for (guint32 i = 0; i < grouping->all; i++)
    {
      guint32 root = find_root (grouping, i);
      GArray *units[2];

      /* The first unit of the group is met first. */
      if (last[root] == G_MAXUINT32)
        continue;
      last[root] = G_MAXUINT32;
      units[0] = g_array_new (FALSE, FALSE, sizeof (guint32));
      units[1] = g_array_new (FALSE, FALSE, sizeof (guint32));
      for (guint32 at = i; at != G_MAXUINT32; at = next[at])
        {
          guint32 unit = at < grouping->n ? at : at - grouping->n;

          g_array_append_val (units[at < grouping->n ? 0 : 1], unit);
        }
      g_ptr_array_add (pairs, make_pair (grouping->aligner, units));
      g_array_unref (units[0]);
      g_array_unref (units[1]);
    }
  return pairs;
}

/* ---- Moved ---- */

static guint
first_block (const TlPair *pair, guint side)
{
  return g_array_index (pair->blocks[side], guint, 0);
}

static double
pair_weight (const TlAligner *aligner, const TlPair *pair)
{
  double weight = 1;

  for (guint i = 0; i < pair->blocks[0]->len; i++)
    weight += (double)strlen (tl_document_get_block (aligner->sides[0].document,
                                                     g_array_index (pair->blocks[0], guint, i))
                                  ->text);
  return weight;
}

/* All pairs but those of the heaviest row that goes up on both sides are moved. The pairs come in
 * the order of the left side. */
static void
mark_moved (const TlAligner *aligner, GPtrArray *pairs)
{
  guint32 m = aligner->sides[1].document->blocks->len;
  g_autofree double *best = g_new0 (double, m + 1);
  g_autofree int *ends = g_new0 (int, m + 1);
  g_autofree int *before = g_new (int, pairs->len + 1);
  double heaviest = 0;
  int last = -1;

  for (guint i = 0; i < pairs->len; i++)
    {
      TlPair *pair = g_ptr_array_index (pairs, i);
      double value = 0;

      before[i] = -1;
      if (pair->blocks[0]->len == 0 || pair->blocks[1]->len == 0)
        continue;
      for (guint32 at = first_block (pair, 1); at > 0; at &= at - 1)
        if (best[at] > value)
          {
            value = best[at];
            before[i] = ends[at];
          }
      value += pair_weight (aligner, pair);
      for (guint32 at = first_block (pair, 1) + 1; at <= m; at += at & -at)
        if (value > best[at])
          {
            best[at] = value;
            ends[at] = (int)i;
          }
      if (value > heaviest)
        {
          heaviest = value;
          last = (int)i;
        }
      pair->relation = TL_RELATION_MOVED;
    }
  for (; last >= 0; last = before[last])
    {
      TlPair *pair = g_ptr_array_index (pairs, last);

      pair->relation = pair->edited ? TL_RELATION_EDITED : TL_RELATION_SAME;
    }
}

GPtrArray *
_tl_compare_make_pairs (const TlAligner *aligner, const GArray *links)
{
  Grouping grouping = { .aligner = aligner,
                        .n = aligner->sides[0].units->len,
                        .all = aligner->sides[0].units->len + aligner->sides[1].units->len };
  GPtrArray *pairs;

  grouping.parents = g_new (guint32, grouping.all + 1);
  for (guint32 i = 0; i < grouping.all; i++)
    grouping.parents[i] = i;
  for (guint i = 0; i < links->len; i++)
    {
      const TlLinkedUnits *link = &g_array_index (links, TlLinkedUnits, i);
      guint32 a = find_root (&grouping, link->left);
      guint32 b = find_root (&grouping, grouping.n + link->right);

      grouping.parents[MAX (a, b)] = MIN (a, b);
    }
  pairs = make_groups (&grouping);
  g_free (grouping.parents);
  mark_moved (aligner, pairs);
  return pairs;
}

/* ---- Order ---- */

typedef struct
{
  guint index;
  guint first;
} Placed;

static int
compare_placed (gconstpointer a, gconstpointer b)
{
  const Placed *left = a;
  const Placed *right = b;

  return left->first < right->first ? -1 : left->first > right->first;
}

static GArray *
sort_pairs (const GPtrArray *pairs, guint side, gboolean alone)
{
  GArray *placed = g_array_new (FALSE, FALSE, sizeof (Placed));

  for (guint i = 0; i < pairs->len; i++)
    {
      const TlPair *pair = g_ptr_array_index (pairs, i);
      Placed one = { i, 0 };

      if (pair->blocks[side]->len == 0 || (alone && pair->blocks[1 - side]->len > 0))
        continue;
      one.first = first_block (pair, side);
      g_array_append_val (placed, one);
    }
  g_array_sort (placed, compare_placed);
  return placed;
}

GArray *
_tl_compare_order (const GPtrArray *pairs, TlSide side)
{
  guint other = 1 - (guint)side;
  g_autoptr (GArray) own = sort_pairs (pairs, side, FALSE);
  g_autoptr (GArray) alone = sort_pairs (pairs, other, TRUE);
  GArray *order = g_array_new (FALSE, FALSE, sizeof (guint));
  guint next = 0;

  for (guint i = 0; i <= own->len; i++)
    {
      const Placed *one = i < own->len ? &g_array_index (own, Placed, i) : NULL;
      const TlPair *pair = one != NULL ? g_ptr_array_index (pairs, one->index) : NULL;
      gboolean in_order
          = pair != NULL && pair->blocks[other]->len > 0 && pair->relation != TL_RELATION_MOVED;

      for (; next < alone->len
             && (one == NULL
                 || (in_order
                     && g_array_index (alone, Placed, next).first < first_block (pair, other)));
           next++)
        g_array_append_val (order, g_array_index (alone, Placed, next).index);
      if (one != NULL)
        g_array_append_val (order, one->index);
    }
  return order;
}
