/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What follows one another on both sides. */
#include "config.h"

#include "compare/tl-align-private.h"

/* Steps that filling the gaps of a chain may take. */
#define GAP_BUDGET 60000000.0
/* A link between sections of different kinds counts so much less in the chain. */
#define OTHER_SECTION 0.6
/* The least likeness, times this, where both units stand alone between links. */
#define ALONE 0.6

/* What a link is worth in a chain: what it holds together, more when it is sure. */
static double
worth (const TlAligner *aligner, guint32 left, guint32 right, double score)
{
  const TlUnit *a = _tl_aligner_unit (aligner, 0, left);
  const TlUnit *b = _tl_aligner_unit (aligner, 1, right);
  double factor = a->section_key != 0 && b->section_key != 0 && a->section_key != b->section_key
                      ? OTHER_SECTION
                      : 1;

  return factor * score * score * (a->weight + b->weight + 1);
}

/* ---- The chain ---- */

/* Best chain that ends before a right unit: a Fenwick tree of maxima. */
typedef struct
{
  double *values;
  int *ends; /* candidate that it ends with, or -1 */
  guint32 n;
} Best;

static double
best_before (const Best *best, guint32 right, int *end)
{
  double value = 0;

  *end = -1;
  for (guint32 i = right; i > 0; i &= i - 1)
    if (best->values[i] > value)
      {
        value = best->values[i];
        *end = best->ends[i];
      }
  return value;
}

static void
best_set (Best *best, guint32 right, double value, int end)
{
  for (guint32 i = right + 1; i <= best->n; i += i & -i)
    if (value > best->values[i])
      {
        best->values[i] = value;
        best->ends[i] = end;
      }
}

GArray *
_tl_aligner_find_chain (const TlAligner *aligner)
{
  const GArray *all = aligner->candidates;
  guint n = all->len;
  Best best = { .n = aligner->sides[1].units->len };
  g_autofree int *before = g_new (int, n + 1);
  g_autofree double *values = g_new (double, n + 1);
  GArray *chain = g_array_new (FALSE, FALSE, sizeof (TlLinkedUnits));
  int last;

  best.values = g_new0 (double, best.n + 1);
  best.ends = g_new0 (int, best.n + 1);
  for (guint i = 0; i < n;)
    {
      guint end = i;

      /* All of one left unit are looked up before any of them counts. */
      for (; end < n
             && g_array_index (all, TlLinkedUnits, end).left
                    == g_array_index (all, TlLinkedUnits, i).left;
           end++)
        {
          const TlLinkedUnits *one = &g_array_index (all, TlLinkedUnits, end);

          values[end] = best_before (&best, one->right, &before[end])
                        + worth (aligner, one->left, one->right, one->score);
        }
      for (; i < end; i++)
        best_set (&best, g_array_index (all, TlLinkedUnits, i).right, values[i], (int)i);
    }
  best_before (&best, best.n, &last);
  for (; last >= 0; last = before[last])
    g_array_append_val (chain, g_array_index (all, TlLinkedUnits, last));
  for (guint i = 0; i < chain->len / 2; i++)
    {
      TlLinkedUnits one = g_array_index (chain, TlLinkedUnits, i);

      g_array_index (chain, TlLinkedUnits, i)
          = g_array_index (chain, TlLinkedUnits, chain->len - 1 - i);
      g_array_index (chain, TlLinkedUnits, chain->len - 1 - i) = one;
    }
  g_free (best.values);
  g_free (best.ends);
  return chain;
}

/* ---- Its gaps ---- */

enum
{
  STEP_BOTH,
  STEP_LEFT,
  STEP_RIGHT,
};

typedef struct
{
  const TlAligner *aligner;
  guint32 left, right; /* first units */
  guint32 n, m;
  guint32 half; /* of the band around the diagonal */
  double least;
} Gap;

static guint32
band_from (const Gap *gap, guint32 i)
{
  guint32 middle = (guint32)((guint64)i * gap->m / MAX (gap->n, 1));

  return middle > gap->half ? middle - gap->half : 0;
}

static guint32
band_to (const Gap *gap, guint32 i)
{
  guint32 middle = (guint32)((guint64)i * gap->m / MAX (gap->n, 1));

  return MIN (gap->m, middle + gap->half);
}

/* Half the width of the band that @budget allows; the whole gap where it can be paid. */
static guint32
choose_band (const TlAligner *aligner, Gap *gap, double *budget)
{
  double left = 0, right = 0, row;
  guint32 half;

  for (guint32 i = 0; i < gap->n; i++)
    {
      const TlUnit *unit = _tl_aligner_unit (aligner, 0, gap->left + i);
      left += unit->to - unit->from + 1;
    }
  for (guint32 i = 0; i < gap->m; i++)
    {
      const TlUnit *unit = _tl_aligner_unit (aligner, 1, gap->right + i);
      right += unit->to - unit->from + 1;
    }
  if (left * gap->m + right * gap->n <= *budget / 2)
    {
      *budget -= left * gap->m + right * gap->n;
      return gap->m;
    }
  /* One column of the band costs about the units of both sides once. */
  row = left + right * gap->n / MAX (gap->m, 1);
  half = (guint32)(*budget / 4 / MAX (row, 1));
  *budget -= 2 * half * row;
  return half;
}

static gboolean
fill_gap (const Gap *gap, GArray *links)
{
  guint32 width = MIN (gap->m, 2 * gap->half) + 2;
  g_autofree guint8 *steps = g_try_malloc0 ((gsize)(gap->n + 1) * width);
  g_autofree double *next = g_new0 (double, gap->m + 2);
  g_autofree double *row = g_new0 (double, gap->m + 2);

  if (steps == NULL)
    return TRUE;
  for (guint32 i = gap->n; i-- > 0;)
    {
      guint32 from = band_from (gap, i), to = band_to (gap, i);
      double *swap;

      if (i % 64 == 0 && g_cancellable_is_cancelled (gap->aligner->cancellable))
        return FALSE;
      row[to] = next[to];
      steps[(gsize)i * width + (to - from)] = STEP_LEFT;
      for (guint32 j = to; j-- > from;)
        {
          double score = _tl_aligner_score (gap->aligner, gap->left + i, gap->right + j);
          double both
              = score < gap->least
                    ? -1
                    : next[j + 1] + worth (gap->aligner, gap->left + i, gap->right + j, score);
          guint8 *step = &steps[(gsize)i * width + (j - from)];

          row[j] = next[j];
          *step = STEP_LEFT;
          if (row[j + 1] > row[j])
            {
              row[j] = row[j + 1];
              *step = STEP_RIGHT;
            }
          if (both > row[j])
            {
              row[j] = both;
              *step = STEP_BOTH;
            }
        }
      /* Places left of the band are reached from the row above; the way goes on in the band. */
      for (guint32 j = i > 0 ? band_from (gap, i - 1) : from; j < from; j++)
        row[j] = row[from];
      swap = next;
      next = row;
      row = swap;
    }
  for (guint32 i = 0, j = 0; i < gap->n && j < gap->m;)
    {
      guint32 from = band_from (gap, i), to = band_to (gap, i);
      guint8 step = j < from ? STEP_RIGHT
                    : j > to ? STEP_LEFT
                             : steps[(gsize)i * width + (j - from)];

      if (step == STEP_BOTH)
        {
          TlLinkedUnits link = { gap->left + i, gap->right + j,
                                 _tl_aligner_score (gap->aligner, gap->left + i, gap->right + j) };
          g_array_append_val (links, link);
        }
      i += step != STEP_RIGHT;
      j += step != STEP_LEFT;
    }
  return TRUE;
}

gboolean
_tl_aligner_fill_chain (const TlAligner *aligner, GArray **chain, double least)
{
  g_autoptr (GArray) links = g_array_new (FALSE, FALSE, sizeof (TlLinkedUnits));
  Gap gap = { .aligner = aligner };
  double budget = GAP_BUDGET;

  for (guint k = 0; k <= (*chain)->len; k++)
    {
      const TlLinkedUnits *link
          = k < (*chain)->len ? &g_array_index (*chain, TlLinkedUnits, k) : NULL;

      gap.n = (link != NULL ? link->left : aligner->sides[0].units->len) - gap.left;
      gap.m = (link != NULL ? link->right : aligner->sides[1].units->len) - gap.right;
      /* One beside one between links: little is enough. */
      gap.least = gap.n == 1 && gap.m == 1 && k > 0 && link != NULL ? least * ALONE : least;
      if (gap.n > 0 && gap.m > 0)
        {
          gap.half = choose_band (aligner, &gap, &budget);
          if (gap.half > 0 && !fill_gap (&gap, links))
            return FALSE;
        }
      if (link != NULL)
        {
          g_array_append_val (links, *link);
          gap.left = link->left + 1;
          gap.right = link->right + 1;
        }
    }
  g_array_unref (*chain);
  *chain = g_steal_pointer (&links);
  return TRUE;
}
