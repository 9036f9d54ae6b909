/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "search/tl-ranking.h"
#include "search/tl-search-private.h"

/* What the gate of a match asks. */
typedef struct
{
  const TlSearchRun *run;
  int kind; /* wanted, or -1 */
} Decision;

static gboolean
decide_cb (guint shard, guint32 local, gpointer user_data)
{
  const Decision *decision = user_data;
  guint kind;

  return tl_index_map_check (decision->run->map, shard, local, decision->run->date, &kind)
         && (decision->kind < 0 || kind == (guint)decision->kind);
}

static gboolean
match_once (TlSearchRun *self,
            const TlQuestion *question,
            gboolean rare,
            int kind,
            GArray *found,
            GError **error)
{
  guint32 units = tl_xapian_db_get_count (self->handle->db);
  g_autoptr (GArray) clauses = question != NULL
                                   ? tl_question_clauses (question, units, rare)
                                   : g_array_new (FALSE, FALSE, sizeof (TlXapianClause));
  Decision decision = { self, kind };
  TlXapianMatch match = {
    .clauses = (const TlXapianClause *)(gpointer)clauses->data,
    .n_clauses = clauses->len,
    .filters = (const TlXapianFilter *)(gpointer)self->filters->data,
    .n_filters = self->filters->len,
    .limit = TL_MATCH_UNITS,
    .decide = decide_cb,
    .user_data = &decision,
    .k1 = TL_BM25_K1,
    .b = TL_BM25_B,
    .share_step = TL_SHARE_STEP,
  };

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

/* Units by score, of one kind or of all: first those that hold a pair that is not common. */
static gboolean
match (TlSearchRun *self, const TlQuestion *question, int kind, GArray *found, GError **error)
{
  guint32 units = tl_xapian_db_get_count (self->handle->db);
  gboolean rare
      = question != NULL && units >= TL_CANDIDATE_MIN_UNITS && has_rare_pairs (question, units);

  if (!match_once (self, question, rare, kind, found, error))
    return FALSE;
  return !rare || found->len >= TL_CANDIDATES_ENOUGH
         || match_once (self, question, FALSE, kind, found, error);
}

static guint
kind_of (const TlSearchRun *self, guint32 id)
{
  guint kind = 0, shard;
  guint32 local = tl_xapian_db_locate (self->handle->db, id, &shard);

  tl_index_map_check (self->map, shard, local, self->date, &kind);
  return kind;
}

/* Drops what scores too little beside the best of its kind, and counts the rest by kind. */
static void
keep_matches (const TlSearchRun *self, GArray *found, TlSearchCounts *counts)
{
  double best[TL_N_DOC_KINDS] = { 0 };
  double last = found->len > 0 ? g_array_index (found, TlXapianHit, found->len - 1).score : 0;
  gboolean full = found->len >= TL_MATCH_UNITS;
  guint kept = 0;

  *counts = (TlSearchCounts){ .exact = TRUE };
  for (guint i = 0; i < found->len; i++)
    {
      TlXapianHit hit = g_array_index (found, TlXapianHit, i);
      guint kind = kind_of (self, hit.id);

      best[kind] = MAX (best[kind], hit.score);
      if (hit.score < TL_MATCH_SHARE * best[kind])
        continue;
      counts->by_kind[kind]++;
      g_array_index (found, TlXapianHit, kept++) = hit;
    }
  g_array_set_size (found, kept);
  for (guint kind = 0; full && kind < TL_N_DOC_KINDS; kind++)
    counts->exact = counts->exact && best[kind] > 0 && last < TL_MATCH_SHARE * best[kind];
}

static TlCandidate *
load_candidate (TlSearchRun *self, const TlXapianHit *hit, GError **error)
{
  g_autoptr (GBytes) data = tl_xapian_db_load_data (self->handle->db, hit->id, error);
  g_autoptr (TlCandidate) unit = g_new0 (TlCandidate, 1);

  unit->id = hit->id;
  unit->base = hit->score;
  tl_xapian_db_locate (self->handle->db, unit->id, &unit->shard);
  if (data == NULL)
    return NULL;
  if (!tl_unit_record_decode (&unit->record, data, error))
    {
      g_prefix_error (error, "%s: unit %u: ", tl_xapian_db_get_path (self->handle->db, unit->shard),
                      unit->id);
      return NULL;
    }
  return g_steal_pointer (&unit);
}

GPtrArray *
_tl_search_match (TlSearchRun *self,
                  const TlQuestion *question,
                  guint limit,
                  TlSearchCounts *counts,
                  GError **error)
{
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (TlXapianHit));
  g_autoptr (GPtrArray) units = g_ptr_array_new_with_free_func ((GDestroyNotify)tl_candidate_free);
  TlSearchCounts own;

  if (!match (self, question, self->request->kind, found, error))
    return NULL;
  keep_matches (self, found, &own);
  for (guint i = 0; i < MIN (found->len, limit); i++)
    {
      TlCandidate *unit = load_candidate (self, &g_array_index (found, TlXapianHit, i), error);

      if (unit == NULL || g_cancellable_set_error_if_cancelled (self->cancellable, error))
        {
          tl_candidate_free (unit);
          return NULL;
        }
      g_ptr_array_add (units, unit);
    }
  /* The kinds that were not asked for are counted all the same. */
  if (counts != NULL && self->request->kind >= 0)
    {
      if (!match (self, question, -1, found, error))
        return NULL;
      keep_matches (self, found, counts);
      counts->by_kind[self->request->kind] = own.by_kind[self->request->kind];
      counts->exact = counts->exact && own.exact;
    }
  else if (counts != NULL)
    *counts = own;
  return g_steal_pointer (&units);
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
rank (TlSearchRun *self, const TlQuestion *question, TlSearchCounts *counts, GError **error)
{
  g_autoptr (GPtrArray) units
      = _tl_search_match (self, question, MAX (self->limit + 1, TL_RERANK_DEPTH), counts, error);

  if (units == NULL
      || !tl_rerank (units, question, self->date, self->handle->db, self->handle->reader, self->map,
                     self->cancellable, error))
    return NULL;
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

/* Without marks, and only what then holds nearly all that was asked. */
static GPtrArray *
rank_folded (TlSearchRun *self, TlSearchCounts *counts, GError **error)
{
  GPtrArray *units;

  self->folded = tl_question_fold (self->question, self->handle->reader, self->handle->db, error);
  units = self->folded != NULL ? rank (self, self->folded, counts, error) : NULL;
  for (guint i = units != NULL ? units->len : 0; i-- > 0;)
    {
      const TlCandidate *unit = g_ptr_array_index (units, i);

      if (unit->features[TL_FEATURE_COVER_SYLLABLES] < TL_WIDEN_COVER_FOLDED)
        g_ptr_array_remove_index (units, i);
    }
  return units;
}

static gboolean
holds_unit (GPtrArray *units, guint32 id)
{
  for (guint i = 0; i < units->len; i++)
    if (((TlCandidate *)g_ptr_array_index (units, i))->id == id)
      return TRUE;
  return FALSE;
}

/* Lowers the scores of @behind below those of @units; those that @units holds go, the others are
 * counted. */
static void
put_behind (GPtrArray *units, GPtrArray *behind, TlSearchCounts *counts)
{
  double lowest, best;

  for (guint i = behind->len; i-- > 0;)
    {
      const TlCandidate *unit = g_ptr_array_index (behind, i);

      if (holds_unit (units, unit->id))
        g_ptr_array_remove_index (behind, i);
      else
        counts->by_kind[unit->record.kind]++;
    }
  if (units->len == 0 || behind->len == 0)
    return;
  lowest = ((TlCandidate *)g_ptr_array_index (units, units->len - 1))->score;
  best = ((TlCandidate *)g_ptr_array_index (behind, 0))->score;
  for (guint i = 0; i < behind->len; i++)
    ((TlCandidate *)g_ptr_array_index (behind, i))->score += lowest - 1 - best;
}

static void
take_counts (TlSearchRun *self, const TlSearchCounts *counts)
{
  memcpy (self->result->counts, counts->by_kind, sizeof counts->by_kind);
  self->result->counts_exact = counts->exact;
}

/* The exact units first. Where they are few, those without marks follow. Where none holds a fair
 * share of what was asked, and one does without marks, the marks were typed wrong and the exact
 * ones are chance finds. */
static gboolean
add_ranked (TlSearchRun *self, GError **error)
{
  TlSearchCounts counts, folded_counts;
  g_autoptr (GPtrArray) units = rank (self, self->question, &counts, error);
  g_autoptr (GPtrArray) folded = NULL;
  gboolean few, poor;

  if (units == NULL)
    return FALSE;
  take_counts (self, &counts);
  few = units->len < TL_WIDEN_BELOW;
  poor = best_cover (units) < TL_WIDEN_COVER;
  if (self->question->plain || (!few && !poor))
    return add_units (self, units, self->question, error);
  folded = rank_folded (self, &folded_counts, error);
  if (folded == NULL)
    return FALSE;
  if (poor && folded->len > 0)
    {
      g_ptr_array_set_size (units, 0);
      counts = folded_counts;
    }
  else if (few)
    put_behind (units, folded, &counts);
  else
    g_ptr_array_set_size (folded, 0);
  take_counts (self, &counts);
  self->result->widened = folded->len > 0;
  return add_units (self, units, self->question, error)
         && add_units (self, folded, self->folded, error);
}

/* A literal place stands above whatever words found. */
static void
score_literal (TlSearchRun *self, guint literal)
{
  GPtrArray *hits = self->result->hits;
  double best = hits->len > literal ? ((TlHit *)g_ptr_array_index (hits, literal))->score : 0;

  for (guint i = 0; i < literal; i++)
    ((TlHit *)g_ptr_array_index (hits, i))->score = best + 1 + (literal - i);
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
  guint literal;

  self->question
      = tl_question_read (self->request->text, self->handle->reader, self->handle->db, error);
  if (self->question == NULL || !_tl_search_read_filters (self, error))
    return NULL;
  if (self->question->words->len == 0)
    return g_steal_pointer (&self->result);
  take_unknown (self);
  if (!_tl_search_literal (self, error))
    return NULL;
  literal = self->result->hits->len;
  if (!add_ranked (self, error))
    return NULL;
  score_literal (self, literal);
  return g_steal_pointer (&self->result);
}
