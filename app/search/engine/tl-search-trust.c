/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether an answer is called good (docs/trust.md). */
#include "config.h"

#include <string.h>

#include "search/engine/tl-search-memory.h"
#include "search/memory/tl-memory-weights.h"
#include "search/rank/tl-trust.h"

/* Hits in which a literal place or a confirmed unit counts. */
#define FIRST 10
/* Words of a question that is about what it cites; a longer one is a text that cites on its way. */
#define CITING_WORDS 40

void
_tl_search_weigh_list (TlSearchRun *self, GPtrArray *units, const TlQuestion *question)
{
  double features[TL_N_TRUST_FEATURES];
  double trust;

  if (units->len == 0)
    return;
  tl_trust_describe (features, question, units, self->handle->reader,
                     tl_index_map_get_total (self->map));
  trust = tl_trust_weigh (features);
  if (trust <= self->trust)
    return;
  self->trust = trust;
  memcpy (self->trust_features, features, sizeof features);
}

/* The likeness of the confirmed question that is likest. */
static double
likest (TlSearchRun *self)
{
  double best = 0;
  GHashTableIter iter;
  gpointer match;

  if (self->confirmed == NULL)
    return 0;
  g_hash_table_iter_init (&iter, self->confirmed);
  while (g_hash_table_iter_next (&iter, NULL, &match))
    best = MAX (best, ((TlMemoryMatch *)match)->best);
  return best;
}

/* A place that is cited and not there makes nothing else the answer: words and number of the
 * article are found in other laws as well. */
static void
distrust_missing (TlSearchRun *self)
{
  const TlCitationQuery *citation = self->question->citation;

  if (!self->missing)
    return;
  if (citation->exact)
    self->trust = MIN (self->trust, TL_TRUST_MISSING);
  else if (citation->article != NULL && self->question->words->len <= CITING_WORDS)
    self->trust = MIN (self->trust, TL_TRUST_DOUBTED);
}

void
_tl_search_judge (TlSearchRun *self)
{
  GPtrArray *hits = self->result->hits;
  gboolean literal = FALSE, confirmed = FALSE;

  for (guint i = 0; i < MIN (hits->len, FIRST); i++)
    {
      const TlHit *hit = g_ptr_array_index (hits, i);

      literal = literal || hit->literal;
      confirmed = confirmed || hit->confirmed > 0;
    }
  distrust_missing (self);
  /* What was confirmed for the same question answers it. */
  if (confirmed && likest (self) >= TL_MEMORY_SAME)
    self->trust = MAX (self->trust, likest (self));
  if (literal)
    self->trust = TL_TRUST_LITERAL;
  self->result->trust = hits->len > 0 ? self->trust : 0;
  self->result->good = self->result->trust >= TL_TRUST_GOOD;
}
