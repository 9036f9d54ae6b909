/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/compare/tl-compare-words.h"

#include <glib/gi18n.h>

const char *
tl_compare_sign (TlRelation relation)
{
  static const char *const signs[TL_N_RELATIONS] = {
    [TL_RELATION_SAME] = "=",      [TL_RELATION_EDITED] = "~",     [TL_RELATION_MOVED] = "↕",
    [TL_RELATION_LEFT_ONLY] = "−", [TL_RELATION_RIGHT_ONLY] = "+",
  };

  return signs[relation];
}

const char *
tl_compare_relation_words (const TlPair *pair)
{
  switch (pair->relation)
    {
    case TL_RELATION_SAME:
      return _ ("the same");
    case TL_RELATION_EDITED:
      return _ ("edited");
    case TL_RELATION_MOVED:
      return pair->edited ? _ ("moved and edited") : _ ("moved");
    case TL_RELATION_LEFT_ONLY:
      return _ ("only on the left");
    case TL_RELATION_RIGHT_ONLY:
    default:
      return _ ("only on the right");
    }
}

static guint
n_matches (const TlComparison *comparison)
{
  return comparison->pairs->len - comparison->counts[TL_RELATION_LEFT_ONLY]
         - comparison->counts[TL_RELATION_RIGHT_ONLY];
}

char *
tl_compare_counts (const TlComparison *comparison)
{
  /* Translators: numbers of passages. */
  return g_strdup_printf (_ ("matches: %u · only left: %u · only right: %u"),
                          n_matches (comparison), comparison->counts[TL_RELATION_LEFT_ONLY],
                          comparison->counts[TL_RELATION_RIGHT_ONLY]);
}

const char *
tl_compare_state (const TlComparison *comparison)
{
  guint n = comparison->pairs->len;

  if (n == 0)
    return _ ("Neither document has a text to compare.");
  if (comparison->counts[TL_RELATION_SAME] == n)
    return _ ("Both texts are the same, word for word.");
  if (n_matches (comparison) == 0)
    return _ ("No passage of one document matches one of the other. Both can still be read side by "
              "side.");
  return "";
}

static gboolean
is_match (const TlPair *pair)
{
  return pair->blocks[0]->len > 0 && pair->blocks[1]->len > 0;
}

char *
tl_compare_pair_words (const TlComparison *comparison, TlSide side, guint pair)
{
  const TlPair *one = tl_comparison_get_pair (comparison, pair);
  gboolean match = is_match (one);
  guint place = 0, all = 0;

  for (guint i = 0; i < comparison->pairs->len; i++)
    {
      guint index = side == TL_SIDE_LEFT ? i : g_array_index (comparison->right_order, guint, i);

      if (match && !is_match (tl_comparison_get_pair (comparison, index)))
        continue;
      all++;
      if (index == pair)
        place = all;
    }
  if (match)
    /* Translators: number of the match, number of matches, what it is ("edited"). */
    return g_strdup_printf (_ ("Match %u of %u, %s"), place, all, tl_compare_relation_words (one));
  /* Translators: number of the passage, number of passages, "only on the left". */
  return g_strdup_printf (_ ("Passage %u of %u, %s"), place, all, tl_compare_relation_words (one));
}

TlCitationShare
tl_compare_citation_share (const TlComparedCitation *citation)
{
  if (citation->places[TL_SIDE_LEFT]->len > 0 && citation->places[TL_SIDE_RIGHT]->len > 0)
    return TL_CITED_SHARED;
  return citation->places[TL_SIDE_LEFT]->len > 0 ? TL_CITED_LEFT : TL_CITED_RIGHT;
}

void
tl_compare_citation_counts (const TlComparison *comparison, guint counts[TL_N_CITATION_SHARES])
{
  for (guint i = 0; i < TL_N_CITATION_SHARES; i++)
    counts[i] = 0;
  for (guint i = 0; i < comparison->articles->len; i++)
    counts[tl_compare_citation_share (g_ptr_array_index (comparison->articles, i))]++;
}

char *
tl_compare_citation_label (TlCitationShare share, guint count)
{
  switch (share)
    {
    case TL_CITED_SHARED:
      return g_strdup_printf (_ ("Shared %u"), count);
    case TL_CITED_LEFT:
      return g_strdup_printf (_ ("Only left %u"), count);
    case TL_CITED_RIGHT:
    default:
      return g_strdup_printf (_ ("Only right %u"), count);
    }
}
