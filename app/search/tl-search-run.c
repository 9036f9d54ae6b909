/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "search/tl-ranking.h"
#include "search/tl-search-private.h"

static TlCandidate *
load_candidate (TlSearchRun *self, const TlScored *scored, GError **error)
{
  g_autoptr (GBytes) data
      = tl_xapian_db_load_data (self->handle->db, scored->file, scored->unit, error);
  g_autoptr (TlCandidate) unit = g_new0 (TlCandidate, 1);

  unit->file = scored->file;
  unit->unit = scored->unit;
  unit->base = scored->score;
  if (data == NULL)
    return NULL;
  if (!tl_unit_record_decode (&unit->record, data, error))
    {
      g_prefix_error (error, "%s: unit %u: ", tl_xapian_db_get_path (self->handle->db, unit->file),
                      unit->unit);
      return NULL;
    }
  return g_steal_pointer (&unit);
}

GPtrArray *
_tl_search_match (
    TlSearchRun *self, const TlQuestion *question, guint limit, guint *counts, GError **error)
{
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (TlScored));
  g_autoptr (GPtrArray) units = g_ptr_array_new_with_free_func ((GDestroyNotify)tl_candidate_free);
  guint own[TL_N_DOC_KINDS];
  TlScoreRequest request = {
    .db = self->handle->db,
    .map = self->map,
    .question = question,
    .filters = (const TlTermFilter *)(gpointer)self->filters->data,
    .n_filters = self->filters->len,
    .date = self->date,
    .kind = self->request->kind,
    .limit = limit,
  };

  if (!tl_score (&request, found, counts != NULL ? counts : own, self->cancellable, error))
    return NULL;
  for (guint i = 0; i < found->len; i++)
    {
      TlCandidate *unit = load_candidate (self, &g_array_index (found, TlScored, i), error);

      if (unit == NULL)
        return NULL;
      g_ptr_array_add (units, unit);
      if (g_cancellable_set_error_if_cancelled (self->cancellable, error))
        return NULL;
    }
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
rank (TlSearchRun *self, const TlQuestion *question, guint *counts, GError **error)
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
rank_folded (TlSearchRun *self, guint *counts, GError **error)
{
  GPtrArray *units;

  self->folded = tl_question_fold (self->question, self->handle->reader, self->handle->db,
                                   tl_index_map_get_total (self->map), error);
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
holds_unit (GPtrArray *units, const TlCandidate *other)
{
  for (guint i = 0; i < units->len; i++)
    {
      const TlCandidate *unit = g_ptr_array_index (units, i);

      if (unit->file == other->file && unit->unit == other->unit)
        return TRUE;
    }
  return FALSE;
}

/* Lowers the scores of @behind below those of @units; those that @units holds go, the others are
 * counted. */
static void
put_behind (GPtrArray *units, GPtrArray *behind, guint *counts)
{
  double lowest, best;

  for (guint i = behind->len; i-- > 0;)
    {
      const TlCandidate *unit = g_ptr_array_index (behind, i);

      if (holds_unit (units, unit))
        g_ptr_array_remove_index (behind, i);
      else
        counts[unit->record.kind]++;
    }
  if (units->len == 0 || behind->len == 0)
    return;
  lowest = ((TlCandidate *)g_ptr_array_index (units, units->len - 1))->score;
  best = ((TlCandidate *)g_ptr_array_index (behind, 0))->score;
  for (guint i = 0; i < behind->len; i++)
    ((TlCandidate *)g_ptr_array_index (behind, i))->score += lowest - 1 - best;
}

static void
take_counts (TlSearchRun *self, const guint *counts)
{
  memcpy (self->result->counts, counts, sizeof self->result->counts);
}

/* The exact units first. Where they are few, those without marks follow. Where none holds a fair
 * share of what was asked, and one does without marks, the marks were typed wrong and the exact
 * ones are chance finds. */
static gboolean
add_ranked (TlSearchRun *self, GError **error)
{
  guint counts[TL_N_DOC_KINDS], folded_counts[TL_N_DOC_KINDS];
  g_autoptr (GPtrArray) units = rank (self, self->question, counts, error);
  g_autoptr (GPtrArray) folded = NULL;
  gboolean few, poor;

  if (units == NULL)
    return FALSE;
  take_counts (self, counts);
  few = units->len < TL_WIDEN_BELOW;
  poor = best_cover (units) < TL_WIDEN_COVER;
  if (self->question->plain || (!few && !poor))
    return add_units (self, units, self->question, error);
  folded = rank_folded (self, folded_counts, error);
  if (folded == NULL)
    return FALSE;
  if (poor && folded->len > 0)
    {
      g_ptr_array_set_size (units, 0);
      memcpy (counts, folded_counts, sizeof counts);
    }
  else if (few)
    put_behind (units, folded, counts);
  else
    g_ptr_array_set_size (folded, 0);
  take_counts (self, counts);
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

/* Of a question that is nothing but a citation ("k2 đ51") the words are no words. */
static void
take_unknown (TlSearchRun *self)
{
  if (self->question->citation != NULL && self->question->citation->exact)
    return;
  for (guint i = 0; i < self->question->unknown->len; i++)
    g_ptr_array_add (self->result->unknown,
                     g_strdup (g_ptr_array_index (self->question->unknown, i)));
}

TlSearchResult *
_tl_search_run (TlSearchRun *self, GError **error)
{
  guint literal;

  self->question = tl_question_read (self->request->text, self->handle->reader, self->handle->db,
                                     tl_index_map_get_total (self->map), error);
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
