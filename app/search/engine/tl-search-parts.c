/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which part of a score came from where, in words: the features of the second stage in groups. */
#include "config.h"

#define GETTEXT_PACKAGE TL_GETTEXT_DOMAIN
#include <glib/gi18n-lib.h>
#include <math.h>

#include "search/engine/tl-search-private.h"
#include "search/rank/tl-rank-model.h"

/* What is left of a sum after rounding is less. */
#define ROUNDING 0.01
/* Points are told in ten-thousandths. */
#define PARTS_OF_POINT 10000

typedef enum
{
  PART_WORDS,
  PART_PHRASES,
  PART_HEADING,
  PART_LAW,
  PART_LENGTH,
  PART_EFFECT,
  PART_MEMORY,
  PART_PLACE,
  N_PARTS
} Part;

static const struct
{
  const char *name;
  const char *text;
} PARTS[N_PARTS] = {
  [PART_WORDS] = { "words", N_ ("Words of the text") },
  [PART_PHRASES] = { "phrases", N_ ("Words side by side") },
  [PART_HEADING] = { "heading", N_ ("Heading or title") },
  [PART_LAW] = { "law", N_ ("The law as a whole") },
  [PART_LENGTH] = { "length", N_ ("Length of the text") },
  [PART_EFFECT] = { "effect", N_ ("Not in force on this date") },
  [PART_MEMORY] = { "memory", N_ ("Confirmed questions like this one") },
  [PART_PLACE] = { "place", N_ ("Its place behind other hits") },
};

static Part
part_of (TlFeature feature)
{
  switch (feature)
    {
    case TL_FEATURE_PAIRS:
    case TL_FEATURE_BODY_PAIRS:
    case TL_FEATURE_COVER_PAIRS:
    case TL_FEATURE_COVER_SQUARE:
      return PART_PHRASES;
    case TL_FEATURE_HEADING_SYLLABLES:
    case TL_FEATURE_HEADING_PAIRS:
    case TL_FEATURE_HEADING_ASKED:
    case TL_FEATURE_HEADING_PAIRS_ASKED:
    case TL_FEATURE_HEADED_CLAUSE:
    case TL_FEATURE_GENERAL:
      return PART_HEADING;
    case TL_FEATURE_LAW_SYLLABLES:
    case TL_FEATURE_LAW:
    case TL_FEATURE_BEST_OF_LAW:
    case TL_FEATURE_LAW_PAIRS_ASKED:
    case TL_FEATURE_NEIGHBOUR:
      return PART_LAW;
    case TL_FEATURE_LENGTH:
      return PART_LENGTH;
    case TL_FEATURE_BASE:
    case TL_FEATURE_SYLLABLES:
    case TL_FEATURE_BODY_SYLLABLES:
    case TL_FEATURE_COVER_SYLLABLES:
    case TL_FEATURE_CLAUSE:
    case TL_N_FEATURES:
    default:
      return PART_WORDS;
    }
}

/* What the sum of the parts lacks: rounding goes to the largest, the rest is the place in the list.
 */
static void
balance (double points[N_PARTS], double score)
{
  double rest = score;
  guint largest = 0;

  for (guint i = 0; i < N_PARTS; i++)
    {
      rest -= points[i];
      if (fabs (points[i]) > fabs (points[largest]))
        largest = i;
    }
  points[fabs (rest) < ROUNDING ? largest : PART_PLACE] += rest;
}

/* As scores are, so that the order of parts is the same on every platform. */
static double
quantise (double points)
{
  return round (points * PARTS_OF_POINT) / PARTS_OF_POINT;
}

static int
compare_parts (gconstpointer a, gconstpointer b)
{
  const TlScorePart *left = *(const TlScorePart *const *)a;
  const TlScorePart *right = *(const TlScorePart *const *)b;
  double difference = fabs (right->points) - fabs (left->points);

  return (difference > 0) - (difference < 0);
}

void
_tl_search_add_parts (TlSearchRun *self, TlHit *hit, const TlCandidate *unit)
{
  double points[N_PARTS] = { 0 };

  /* What the second stage did not look at has its place alone. */
  for (guint i = 0; unit->matched != NULL && i < TL_N_FEATURES; i++)
    points[part_of ((TlFeature)i)] += self->model->weights[i] * unit->features[i];
  if (unit->matched != NULL)
    points[PART_EFFECT] = -tl_rerank_points_off (&unit->record, self->date);
  points[PART_MEMORY] = unit->confirmed;
  for (guint i = 0; i < N_PARTS; i++)
    points[i] = quantise (points[i]);
  balance (points, unit->score);
  for (guint i = 0; i < N_PARTS; i++)
    if (quantise (points[i]) != 0)
      _tl_hit_add_part (hit, PARTS[i].name, g_strdup (_ (PARTS[i].text)), quantise (points[i]));
  g_ptr_array_sort (hit->parts, compare_parts);
}

/* ---- Others ---- */

guint
_tl_search_count_others (const TlSearchRun *self,
                         const TlScoreResult *score,
                         const TlCandidate *unit)
{
  guint32 count = tl_index_map_get_count (self->map, unit->file);
  const guint8 *matches = score->matches[unit->file];
  guint others = 0;

  for (guint32 i = unit->unit + 1;
       i <= count && !tl_index_map_begins_document (self->map, unit->file, i); i++)
    others += matches[i] != 0;
  for (guint32 i = unit->unit; i > 1 && !tl_index_map_begins_document (self->map, unit->file, i);
       i--)
    others += matches[i - 1] != 0;
  return others;
}
