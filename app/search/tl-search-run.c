/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "search/tl-ranking.h"
#include "search/tl-search-private.h"

typedef struct
{
  const TlSearchRun *run;
  guint counts[TL_N_DOC_KINDS];
} Decision;

static gboolean
decide_cb (guint shard, guint32 local, gpointer user_data)
{
  Decision *decision = user_data;
  int wanted = decision->run->request->kind;
  guint kind;

  if (!tl_index_map_check (decision->run->map, shard, local, decision->run->date, &kind))
    return FALSE;
  decision->counts[kind]++;
  return wanted < 0 || kind == (guint)wanted;
}

static gboolean
load_record (TlSearchRun *self, TlCandidate *unit, GError **error)
{
  g_autoptr (GBytes) data = tl_xapian_db_load_data (self->handle->db, unit->id, error);

  tl_xapian_db_locate (self->handle->db, unit->id, &unit->shard);
  if (data == NULL)
    return FALSE;
  if (!tl_unit_record_decode (&unit->record, data, error))
    {
      g_prefix_error (error, "%s: unit %u: ", tl_xapian_db_get_path (self->handle->db, unit->shard),
                      unit->id);
      return FALSE;
    }
  return TRUE;
}

static GPtrArray *
load_candidates (TlSearchRun *self, GArray *found, GError **error)
{
  g_autoptr (GPtrArray) units = g_ptr_array_new_with_free_func ((GDestroyNotify)tl_candidate_free);

  for (guint i = 0; i < found->len; i++)
    {
      const TlXapianHit *hit = &g_array_index (found, TlXapianHit, i);
      TlCandidate *unit = g_new0 (TlCandidate, 1);

      unit->id = hit->id;
      unit->base = hit->score;
      g_ptr_array_add (units, unit);
      if (g_cancellable_set_error_if_cancelled (self->cancellable, error)
          || !load_record (self, unit, error))
        return NULL;
    }
  return g_steal_pointer (&units);
}

static gboolean
match_once (TlSearchRun *self,
            const TlQuestion *question,
            gboolean rare,
            guint limit,
            Decision *decision,
            GArray *found,
            GError **error)
{
  guint32 units = tl_xapian_db_get_count (self->handle->db);
  g_autoptr (GArray) clauses = question != NULL
                                   ? tl_question_clauses (question, units, rare)
                                   : g_array_new (FALSE, FALSE, sizeof (TlXapianClause));
  TlXapianMatch match = {
    .clauses = (const TlXapianClause *)clauses->data,
    .n_clauses = clauses->len,
    .filters = (const TlXapianFilter *)self->filters->data,
    .n_filters = self->filters->len,
    .limit = limit,
    .look_at = TL_COUNT_UNITS,
    .decide = decide_cb,
    .user_data = decision,
    .k1 = TL_BM25_K1,
    .b = TL_BM25_B,
    .share_step = TL_SHARE_STEP,
  };

  *decision = (Decision){ .run = self };
  g_array_set_size (found, 0);
  if (question != NULL && clauses->len == 0)
    return TRUE;
  return tl_xapian_db_match (self->handle->db, &match, found, self->cancellable, error);
}

static gboolean
has_rare_pairs (const TlQuestion *question, guint32 units)
{
  for (guint i = 0; i < question->terms->len; i++)
    {
      const TlQuestionTerm *term = g_ptr_array_index (question->terms, i);

      if (term->is_pair && term->frequency <= units / TL_CANDIDATE_SHARE)
        return TRUE;
    }
  return FALSE;
}

GPtrArray *
_tl_search_match (
    TlSearchRun *self, const TlQuestion *question, guint limit, guint *counts, GError **error)
{
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (TlXapianHit));
  guint32 units = tl_xapian_db_get_count (self->handle->db);
  gboolean rare
      = question != NULL && units >= TL_CANDIDATE_MIN_UNITS && has_rare_pairs (question, units);
  Decision decision;

  if (!match_once (self, question, rare, limit, &decision, found, error))
    return NULL;
  if (rare && found->len < MIN (limit, TL_CANDIDATES_ENOUGH)
      && !match_once (self, question, FALSE, limit, &decision, found, error))
    return NULL;
  if (counts != NULL)
    memcpy (counts, decision.counts, sizeof decision.counts);
  return load_candidates (self, found, error);
}

static guint
count_wanted (const TlSearchRun *self)
{
  guint sum = 0;

  for (guint i = 0; i < TL_N_DOC_KINDS; i++)
    if (self->request->kind < 0 || self->request->kind == (int)i)
      sum += self->result->counts[i];
  return sum;
}

static void
take_counts (TlSearchRun *self, const guint counts[TL_N_DOC_KINDS])
{
  guint sum = 0;

  for (guint i = 0; i < TL_N_DOC_KINDS; i++)
    {
      self->result->counts[i] = MAX (self->result->counts[i], counts[i]);
      sum += counts[i];
    }
  if (sum >= TL_COUNT_UNITS)
    self->result->counts_exact = FALSE;
}

static gboolean
add_units (TlSearchRun *self, GPtrArray *units, const TlQuestion *question, GError **error)
{
  for (guint i = 0; i < units->len; i++)
    {
      const TlCandidate *unit = g_ptr_array_index (units, i);

      if (g_cancellable_set_error_if_cancelled (self->cancellable, error))
        return FALSE;
      if (!_tl_search_take (self, unit->record.doc, unit->record.block))
        continue;
      if (self->result->hits->len >= self->limit)
        {
          self->result->truncated = TRUE;
          return TRUE;
        }
      if (!_tl_search_add_unit (self, unit, question, error))
        return FALSE;
    }
  return TRUE;
}

static GPtrArray *
rank (TlSearchRun *self, const TlQuestion *question, GError **error)
{
  g_autoptr (GPtrArray) units = NULL;
  guint counts[TL_N_DOC_KINDS] = { 0 };

  units = _tl_search_match (self, question, MAX (self->limit + 1, TL_RERANK_DEPTH), counts, error);
  if (units == NULL
      || !tl_rerank (units, question, self->date, self->handle->db, self->handle->reader, self->map,
                     self->cancellable, error))
    return NULL;
  take_counts (self, counts);
  return g_steal_pointer (&units);
}

/* The best share of the asked syllables that one unit holds. */
static double
best_cover (GPtrArray *units)
{
  double best = 0;

  for (guint i = 0; i < units->len; i++)
    {
      const TlCandidate *unit = g_ptr_array_index (units, i);

      best = MAX (best, unit->features[TL_FEATURE_COVER_SYLLABLES]);
    }
  return best;
}

/* Spellings without marks, behind the @exact units. */
static GPtrArray *
rank_folded (TlSearchRun *self, GPtrArray *exact, GError **error)
{
  GPtrArray *units;
  double lowest, best;

  self->folded = tl_question_fold (self->question, self->handle->reader, self->handle->db, error);
  if (self->folded == NULL)
    return NULL;
  units = rank (self, self->folded, error);
  if (units == NULL || units->len == 0 || exact->len == 0)
    return units;
  lowest = ((TlCandidate *)g_ptr_array_index (exact, exact->len - 1))->score;
  best = ((TlCandidate *)g_ptr_array_index (units, 0))->score;
  for (guint i = 0; i < units->len; i++)
    ((TlCandidate *)g_ptr_array_index (units, i))->score += lowest - 1 - best;
  return units;
}

/* The exact units first. Where they are few, folded ones follow; where none of them holds a fair
 * share of what was asked, they are chance finds and the folded ones stand alone. */
static gboolean
add_ranked (TlSearchRun *self, GError **error)
{
  g_autoptr (GPtrArray) units = rank (self, self->question, error);
  g_autoptr (GPtrArray) folded = NULL;

  if (units == NULL)
    return FALSE;
  if (self->question->plain
      || (units->len >= TL_WIDEN_BELOW && best_cover (units) >= TL_WIDEN_COVER))
    return add_units (self, units, self->question, error);
  if (best_cover (units) < TL_WIDEN_COVER)
    g_ptr_array_set_size (units, 0);
  folded = rank_folded (self, units, error);
  if (folded == NULL)
    return FALSE;
  self->result->widened = folded->len > units->len;
  return add_units (self, units, self->question, error)
         && add_units (self, folded, self->folded, error);
}

static void
take_unknown (TlSearchRun *self)
{
  for (guint i = 0; i < self->question->unknown->len; i++)
    g_ptr_array_add (self->result->unknown,
                     g_strdup (g_ptr_array_index (self->question->unknown, i)));
}

TlSearchResult *
_tl_search_run (TlSearchRun *self, GError **error)
{
  self->question
      = tl_question_read (self->request->text, self->handle->reader, self->handle->db, error);
  if (self->question == NULL || !_tl_search_read_filters (self, error))
    return NULL;
  if (self->question->words->len == 0)
    return g_steal_pointer (&self->result);
  take_unknown (self);
  if (!_tl_search_literal (self, error))
    return NULL;
  if (!add_ranked (self, error))
    return NULL;
  if (count_wanted (self) > self->result->hits->len)
    self->result->truncated = TRUE;
  return g_steal_pointer (&self->result);
}
