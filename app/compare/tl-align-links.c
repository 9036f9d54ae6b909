/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From candidates to links: the chain first, then what was split off, put together or moved. A link
 * takes what its units share, so that nothing is shared twice: the formula that every section
 * repeats links one paragraph with one, and a part of a paragraph only with what is left of it. */
#include "config.h"

#include "compare/tl-align-private.h"

#include <math.h>
#include <stdlib.h>

/* Two texts are versions of one when so much of the smaller one stands in sure links. */
#define NEAR_SHARE 0.35
#define SURE       0.6
/* How alike two units in the chain must be, in versions of one text and in different texts. */
#define LEAST_NEAR 0.32
#define LEAST_FAR  0.2
/* The same for units that stand elsewhere; in different texts also of another section. */
#define ELSEWHERE_NEAR  0.45
#define ELSEWHERE_FAR   0.26
#define ELSEWHERE_OTHER 0.35
/* How much of the smaller unit must be left and shared to link it besides. */
#define PART_NEAR 0.5
#define PART_FAR  0.6
/* A part, or a unit that stands elsewhere, has at least so many words. */
#define PART_WORDS   4
#define SHORT_PART   0.6
#define INSIDE_WORDS 8
/* Units before and behind the partners of the neighbours that are looked at. */
#define NEIGHBOURS 2

typedef struct
{
  TlAligner *aligner;
  GArray *links;
  gboolean is_near;
  int *partner[2]; /* unit -> last unit of the other side it was linked with, or -1 */
} Linker;

static double
smaller (const TlAligner *aligner, guint32 left, guint32 right)
{
  return MIN (_tl_aligner_unit (aligner, 0, left)->weight,
              _tl_aligner_unit (aligner, 1, right)->weight);
}

static void
add_link (Linker *linker, guint32 left, guint32 right, double score)
{
  TlLinkedUnits link = { left, right, score };

  g_array_append_val (linker->links, link);
  linker->partner[0][left] = (int)right;
  linker->partner[1][right] = (int)left;
  _tl_aligner_take (linker->aligner, left, right);
}

/* ---- Near or far ---- */

static gboolean
is_near (const TlAligner *aligner, const GArray *chain)
{
  double sure = 0, all[2] = { 0, 0 };

  for (guint s = 0; s < 2; s++)
    for (guint32 i = 0; i < aligner->sides[s].units->len; i++)
      all[s] += _tl_aligner_unit (aligner, s, i)->weight;
  for (guint i = 0; i < chain->len; i++)
    {
      const TlLinkedUnits *link = &g_array_index (chain, TlLinkedUnits, i);

      if (link->score >= SURE)
        sure += smaller (aligner, link->left, link->right);
    }
  return sure >= NEAR_SHARE * MIN (all[0], all[1]);
}

/* Keeps the links of the chain that are enough: alike, or one a part of the other. */
static void
prune_chain (const TlAligner *aligner, GArray *chain, double least, double part)
{
  guint n = 0;

  for (guint i = 0; i < chain->len; i++)
    {
      TlLinkedUnits link = g_array_index (chain, TlLinkedUnits, i);
      guint words = MIN (_tl_aligner_unit (aligner, 0, link.left)->words,
                         _tl_aligner_unit (aligner, 1, link.right)->words);
      double shared = _tl_aligner_shared (aligner, link.left, link.right, FALSE);

      if (link.score >= least
          || (words >= PART_WORDS && shared >= part * smaller (aligner, link.left, link.right)))
        g_array_index (chain, TlLinkedUnits, n++) = link;
    }
  g_array_set_size (chain, n);
}

/* ---- What the chain left over ---- */

typedef struct
{
  guint32 left, right;
  double worth;
  double distance; /* from where the neighbours would have it */
} Offer;

static int
compare_offers (gconstpointer a, gconstpointer b)
{
  const Offer *left = a;
  const Offer *right = b;

  if (left->worth != right->worth)
    return left->worth > right->worth ? -1 : 1;
  if (left->distance != right->distance)
    return left->distance < right->distance ? -1 : 1;
  if (left->left != right->left)
    return left->left < right->left ? -1 : 1;
  return left->right < right->right ? -1 : left->right > right->right;
}

/* How far the pair is from the links of the units around it, in units. */
static double
distance_of (const Linker *linker, guint32 left, guint32 right)
{
  double best = 1e9;

  for (guint s = 0; s < 2; s++)
    {
      guint32 own = s == 0 ? left : right;
      guint32 other = s == 0 ? right : left;
      guint32 n = linker->aligner->sides[s].units->len;

      for (int step = -NEIGHBOURS; step <= NEIGHBOURS; step++)
        {
          gint64 at = (gint64)own + step;

          if (at >= 0 && at < n && linker->partner[s][at] >= 0)
            best = MIN (best, fabs ((double)linker->partner[s][at] - step - (double)other));
        }
    }
  return best;
}

static gboolean
is_linked (const Linker *linker, guint side, guint32 unit)
{
  return linker->partner[side][unit] >= 0;
}

/* How alike two free units must be that the chain did not bring together. */
static double
least_elsewhere (const Linker *linker, const TlUnit *a, const TlUnit *b)
{
  if (linker->is_near)
    return ELSEWHERE_NEAR;
  return a->section_key == b->section_key ? ELSEWHERE_FAR : ELSEWHERE_OTHER;
}

/* What linking the pair besides would be worth, or 0 when it is not good enough. */
static double
measure (const Linker *linker, guint32 left, guint32 right)
{
  const TlAligner *aligner = linker->aligner;
  const TlUnit *a = _tl_aligner_unit (aligner, 0, left);
  const TlUnit *b = _tl_aligner_unit (aligner, 1, right);
  gboolean linked = is_linked (linker, 0, left) || is_linked (linker, 1, right);
  double part = linker->is_near ? PART_NEAR : PART_FAR;
  double shared;

  /* One of them must be free: what is linked on both sides has its place. */
  if (is_linked (linker, 0, left) && is_linked (linker, 1, right))
    return 0;
  if (a->hash == b->hash && a->words == b->words && !linked)
    return a->weight + 1;
  shared = _tl_aligner_shared (aligner, left, right, TRUE);
  /* A few words are a part only where the neighbours say so, and nearly all of them are there. */
  if (MIN (a->words, b->words) < PART_WORDS
      && (shared < SHORT_PART * MIN (a->weight, b->weight)
          || distance_of (linker, left, right) > 1))
    return 0;
  if (linked)
    {
      /* The free one must be the part. */
      double own = is_linked (linker, 0, left) ? b->weight : a->weight;

      return shared >= part * own ? shared : 0;
    }
  if (2 * shared >= least_elsewhere (linker, a, b) * (a->weight + b->weight))
    return shared;
  /* A whole paragraph inside another one that has no partner: not a line that any text holds. */
  if (MIN (a->words, b->words) < INSIDE_WORDS
      || (!linker->is_near && a->section_key != b->section_key))
    return 0;
  return shared >= (part + 0.1) * MIN (a->weight, b->weight) ? shared : 0;
}

static void
offer (const Linker *linker, GArray *offers, guint32 left, guint32 right)
{
  Offer one = { left, right, 0, 0 };

  one.worth = floor (measure (linker, left, right) * 16) / 16;
  if (one.worth <= 0)
    return;
  one.distance = distance_of (linker, left, right);
  g_array_append_val (offers, one);
}

/* A free unit and what its neighbours are linked with. */
static void
offer_neighbours (const Linker *linker, GArray *offers, guint side, guint32 unit)
{
  gint64 n = linker->aligner->sides[side].units->len;
  gint64 m = linker->aligner->sides[1 - side].units->len;
  gint64 tried = -1;

  for (gint64 at = (gint64)unit - 1; at <= (gint64)unit + 1; at += 2)
    {
      /* Behind a split of several parts the nearest linked neighbour may be some units off. */
      gint64 near = at;

      for (guint k = 0; k < 4 && near >= 0 && near < n && linker->partner[side][near] < 0; k++)
        near += at < unit ? -1 : 1;
      if (near < 0 || near >= n || linker->partner[side][near] < 0)
        continue;
      for (gint64 other = linker->partner[side][near] - 1;
           other <= (gint64)linker->partner[side][near] + 1; other++)
        if (other >= 0 && other < m && other != tried)
          offer (linker, offers, side == 0 ? unit : (guint32)other,
                 side == 0 ? (guint32)other : unit);
      tried = linker->partner[side][near];
    }
}

/* Links what is worth most first, measured anew because links before it took their share. */
static gboolean
link_leftovers (Linker *linker)
{
  TlAligner *aligner = linker->aligner;
  g_autoptr (GArray) offers = g_array_new (FALSE, FALSE, sizeof (Offer));

  for (guint i = 0; i < aligner->candidates->len; i++)
    {
      const TlLinkedUnits *one = &g_array_index (aligner->candidates, TlLinkedUnits, i);

      if (i % 4096 == 0 && g_cancellable_is_cancelled (aligner->cancellable))
        return FALSE;
      offer (linker, offers, one->left, one->right);
    }
  for (guint s = 0; s < 2; s++)
    for (guint32 i = 0; i < aligner->sides[s].units->len; i++)
      if (!is_linked (linker, s, i))
        offer_neighbours (linker, offers, s, i);
  g_array_sort (offers, compare_offers);
  for (guint i = 0; i < offers->len; i++)
    {
      const Offer *one = &g_array_index (offers, Offer, i);

      if (measure (linker, one->left, one->right) <= 0)
        continue;
      add_link (linker, one->left, one->right, _tl_aligner_score (aligner, one->left, one->right));
    }
  return TRUE;
}

static int
compare_links (gconstpointer a, gconstpointer b)
{
  const TlLinkedUnits *left = a;
  const TlLinkedUnits *right = b;

  if (left->left != right->left)
    return left->left < right->left ? -1 : 1;
  return left->right < right->right ? -1 : left->right > right->right;
}

static int *
make_unlinked (guint n)
{
  int *row = g_new (int, n + 1);

  for (guint i = 0; i <= n; i++)
    row[i] = -1;
  return row;
}

GArray *
_tl_aligner_link (TlAligner *aligner)
{
  Linker linker = { .aligner = aligner };
  g_autoptr (GArray) chain = NULL;
  gboolean done;

  if (!_tl_aligner_find_candidates (aligner))
    return NULL;
  chain = _tl_aligner_find_chain (aligner);
  linker.is_near = is_near (aligner, chain);
  prune_chain (aligner, chain, linker.is_near ? LEAST_NEAR : LEAST_FAR,
               linker.is_near ? PART_NEAR : PART_FAR);
  if (!_tl_aligner_fill_chain (aligner, &chain, linker.is_near ? LEAST_NEAR : LEAST_FAR))
    return NULL;
  linker.links = g_array_new (FALSE, FALSE, sizeof (TlLinkedUnits));
  linker.partner[0] = make_unlinked (aligner->sides[0].units->len);
  linker.partner[1] = make_unlinked (aligner->sides[1].units->len);
  for (guint i = 0; i < chain->len; i++)
    {
      const TlLinkedUnits *link = &g_array_index (chain, TlLinkedUnits, i);

      add_link (&linker, link->left, link->right, link->score);
    }
  done = link_leftovers (&linker);
  g_free (linker.partner[0]);
  g_free (linker.partner[1]);
  if (!done)
    g_clear_pointer (&linker.links, g_array_unref);
  else
    g_array_sort (linker.links, compare_links);
  return linker.links;
}
