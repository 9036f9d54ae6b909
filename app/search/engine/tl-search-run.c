/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "search/rank/tl-ranking.h"
#include "search/engine/tl-search-memory.h"
#include "search/engine/tl-search-facets-private.h"
#include "search/engine/tl-search-private.h"

/* Takes nothing. */
static TlCandidate *
make_candidate (TlSearchRun *self, const TlScored *scored, GBytes *data, GError **error)
{
  g_autoptr (TlCandidate) unit = g_new0 (TlCandidate, 1);

  unit->file = scored->file;
  unit->unit = scored->unit;
  unit->base = scored->score;
  if (!tl_unit_record_decode (&unit->record, data, error))
    {
      g_prefix_error (error, "%s: unit %u: ", tl_xapian_db_get_path (self->handle->db, unit->file),
                      unit->unit);
      return NULL;
    }
  return g_steal_pointer (&unit);
}

TlCandidate *
_tl_search_load_candidate (TlSearchRun *self, const TlScored *scored, GError **error)
{
  g_autoptr (GBytes) data
      = tl_xapian_db_load_data (self->handle->db, scored->file, scored->unit, error);

  return data != NULL ? make_candidate (self, scored, data, error) : NULL;
}

/* Returns: (transfer full) (element-type TlCandidate): in the order of @best. */
static GPtrArray *
load_candidates (TlSearchRun *self, GArray *best, GError **error)
{
  g_autoptr (GPtrArray) units = g_ptr_array_new_with_free_func ((GDestroyNotify)tl_candidate_free);
  g_autoptr (GPtrArray) data = g_ptr_array_new_with_free_func ((GDestroyNotify)g_bytes_unref);
  g_autofree TlXapianUnit *places = g_new (TlXapianUnit, best->len + 1);

  for (guint i = 0; i < best->len; i++)
    places[i] = (TlXapianUnit){ g_array_index (best, TlScored, i).file,
                                g_array_index (best, TlScored, i).unit };
  g_ptr_array_set_size (data, (int)best->len);
  if (!tl_xapian_db_load_each_data (self->handle->db, places, best->len, (GBytes **)data->pdata,
                                    error))
    {
      g_ptr_array_set_free_func (data, NULL);
      return NULL;
    }
  for (guint i = 0; i < best->len; i++)
    {
      TlCandidate *unit = make_candidate (self, &g_array_index (best, TlScored, i),
                                          g_ptr_array_index (data, i), error);

      if (unit == NULL)
        return NULL;
      g_ptr_array_add (units, unit);
    }
  return !g_cancellable_set_error_if_cancelled (self->cancellable, error) ? g_steal_pointer (&units)
                                                                          : NULL;
}

/* Units looked at for each document wanted, when hits are grouped. */
#define GROUP_DEPTH 4

static gboolean
is_list (const TlQuestion *question)
{
  return question != NULL && question->words->len == 0;
}

GPtrArray *
_tl_search_match (TlSearchRun *self,
                  const TlQuestion *question,
                  guint limit,
                  TlScoreResult **score,
                  GError **error)
{
  g_autoptr (GPtrArray) units = NULL;
  g_autoptr (TlScoreResult) found = NULL;
  gboolean verify = score != NULL && question != NULL && _tl_search_has_conditions (question);
  gboolean exact = TRUE;
  guint8 **verified = verify ? _tl_search_verify (self, question, &exact, error) : NULL;
  TlScoreRequest request = {
    .db = self->handle->db,
    .map = self->map,
    /* Fields alone: what they let through. */
    .question = score != NULL && is_list (question) ? NULL : question,
    .filters = (const TlTermFilter *)(gpointer)self->filters->data,
    .n_filters = self->filters->len,
    .allowed = (const guint8 *const *)(verify ? verified : self->allowed),
    .all = verify,
    .date = self->date,
    .kind = self->request->kind,
    .limit = limit,
    .each_kind = self->request->each_kind && score != NULL,
    .counts = self->request->facets || tl_index_map_get_total (self->map) <= TL_COUNTED_UNITS,
    .matches = score != NULL,
  };

  if (!verify || verified != NULL)
    found = tl_score (&request, self->cancellable, error);
  _tl_search_free_mask (self, verified);
  if (found == NULL)
    return NULL;
  found->exact = found->exact && exact;
  units = load_candidates (self, found->best, error);
  if (units == NULL)
    return NULL;
  if (score != NULL)
    *score = g_steal_pointer (&found);
  return g_steal_pointer (&units);
}

/* Whether the unit may be a hit: it is none yet and, when hits are grouped, its document has room.
 */
static gboolean
take (TlSearchRun *self, const TlCandidate *unit)
{
  guint most = unit->record.kind == TL_DOC_STATUTE ? MAX (1, self->request->group_articles) : 1;

  if (self->request->group
      && GPOINTER_TO_UINT (g_hash_table_lookup (self->grouped, unit->record.doc)) >= most)
    return FALSE;
  return _tl_search_take (self, unit->record.doc, unit->record.block);
}

static void
finish_hit (TlSearchRun *self, const TlScoreResult *score, const TlCandidate *unit)
{
  GPtrArray *hits = self->result->hits;
  TlHit *hit = g_ptr_array_index (hits, hits->len - 1);
  guint grouped = GPOINTER_TO_UINT (g_hash_table_lookup (self->grouped, unit->record.doc));

  hit->others = _tl_search_count_others (self, score, unit);
  g_hash_table_insert (self->grouped, g_strdup (unit->record.doc), GUINT_TO_POINTER (grouped + 1));
}

/* Documents of hits that are read ahead, several at a time. */
#define AHEAD 16

static void
read_ahead (TlSearchRun *self, GPtrArray *units, guint from, guint wanted)
{
  TlDocPlace places[AHEAD];
  guint n = MIN (MIN (wanted, AHEAD), units->len - from);

  for (guint i = 0; i < n; i++)
    {
      const TlCandidate *unit = g_ptr_array_index (units, from + i);

      places[i] = (TlDocPlace){ unit->file, unit->record.row, unit->record.doc };
    }
  tl_doc_cache_fetch (self->cache, places, n);
}

static gboolean
add_units (TlSearchRun *self,
           GPtrArray *units,
           const TlQuestion *question,
           const TlScoreResult *score,
           GError **error)
{
  guint added = 0, ahead = 0;

  for (guint i = 0; i < units->len; i++)
    {
      const TlCandidate *unit = g_ptr_array_index (units, i);
      guint taken = self->request->each_kind ? added : self->result->hits->len;

      if (g_cancellable_set_error_if_cancelled (self->cancellable, error))
        return FALSE;
      if (!take (self, unit))
        continue;
      if (taken >= self->limit)
        {
          self->result->truncated = TRUE;
          return TRUE;
        }
      if (i >= ahead)
        {
          read_ahead (self, units, i, self->limit - taken);
          ahead = i + AHEAD;
        }
      if (!_tl_search_add_unit (self, unit, question, error))
        return FALSE;
      finish_hit (self, score, unit);
      added++;
    }
  return TRUE;
}

/* What one way of asking found: the units in their order, in one list, or one for each kind. */
typedef struct
{
  GPtrArray *lists[TL_N_DOC_KINDS];  /* (element-type TlCandidate) */
  gboolean replaced[TL_N_DOC_KINDS]; /* by what was found without marks */
  TlScoreResult *score;
} Ranked;

static void
ranked_free (Ranked *self)
{
  for (guint i = 0; i < TL_N_DOC_KINDS; i++)
    g_ptr_array_unref (self->lists[i]);
  tl_score_result_free (self->score);
  g_free (self);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Ranked, ranked_free)

static guint
n_lists (const TlSearchRun *self)
{
  return self->request->each_kind ? TL_N_DOC_KINDS : 1;
}

static Ranked *
rank (TlSearchRun *self, const TlQuestion *question, GError **error)
{
  g_autoptr (Ranked) ranked = g_new0 (Ranked, 1);
  g_autoptr (GPtrArray) units = NULL;

  for (guint i = 0; i < TL_N_DOC_KINDS; i++)
    ranked->lists[i] = g_ptr_array_new_with_free_func ((GDestroyNotify)tl_candidate_free);
  /* Documents that have several units give several to each place of the list. */
  units = _tl_search_match (
      self, question,
      MAX (self->limit * (self->request->group ? GROUP_DEPTH : 1) + 1, TL_RERANK_DEPTH),
      &ranked->score, error);
  if (units == NULL)
    return NULL;
  for (guint i = 0; i < units->len; i++)
    {
      const TlCandidate *unit = g_ptr_array_index (units, i);

      g_ptr_array_add (ranked->lists[self->request->each_kind ? unit->record.kind : 0],
                       g_ptr_array_index (units, i));
    }
  g_ptr_array_set_free_func (units, NULL);
  for (guint i = 0; i < n_lists (self) && !is_list (question); i++)
    {
      int kind = self->request->each_kind ? (int)i : self->request->kind;

      if ((!_tl_search_has_conditions (question)
           && !_tl_search_bring (self, ranked->lists[i], question, kind, error))
          || !tl_rerank (ranked->lists[i], question, self->date, self->model, self->handle->db,
                         self->handle->reader, self->map, self->cancellable, error))
        return NULL;
      _tl_search_lift (self, ranked->lists[i]);
    }
  return g_steal_pointer (&ranked);
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
static Ranked *
rank_folded (TlSearchRun *self, GError **error)
{
  Ranked *ranked;

  self->folded = tl_question_fold (self->question, self->handle->reader, self->handle->db,
                                   tl_index_map_get_total (self->map), error);
  ranked = self->folded != NULL ? rank (self, self->folded, error) : NULL;
  for (guint k = 0; ranked != NULL && k < n_lists (self); k++)
    for (guint i = ranked->lists[k]->len; i-- > 0;)
      {
        const TlCandidate *unit = g_ptr_array_index (ranked->lists[k], i);

        if (unit->features[TL_FEATURE_COVER_SYLLABLES] < TL_WIDEN_COVER_FOLDED)
          g_ptr_array_remove_index (ranked->lists[k], i);
      }
  return ranked;
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

static gboolean
holds_document (GPtrArray *units, guint n, const TlCandidate *other)
{
  for (guint i = 0; i < n; i++)
    {
      const TlCandidate *unit = g_ptr_array_index (units, i);

      if (unit->file == other->file && unit->record.row == other->record.row)
        return TRUE;
    }
  return FALSE;
}

/* Lowers the scores of @behind below those of @units; those that @units holds go, of the others the
 * documents are counted. */
static void
put_behind (GPtrArray *units, GPtrArray *behind, guint *counts)
{
  double lowest, best;

  for (guint i = behind->len; i-- > 0;)
    if (holds_unit (units, g_ptr_array_index (behind, i)))
      g_ptr_array_remove_index (behind, i);
  for (guint i = 0; i < behind->len; i++)
    {
      const TlCandidate *unit = g_ptr_array_index (behind, i);

      if (!holds_document (units, units->len, unit) && !holds_document (behind, i, unit))
        counts[unit->record.kind]++;
    }
  if (units->len == 0 || behind->len == 0)
    return;
  lowest = ((TlCandidate *)g_ptr_array_index (units, units->len - 1))->score;
  best = ((TlCandidate *)g_ptr_array_index (behind, 0))->score;
  for (guint i = 0; i < behind->len; i++)
    ((TlCandidate *)g_ptr_array_index (behind, i))->score += lowest - 1 - best;
}

/* Counts of the kinds that list @list holds. */
static void
take_counts (TlSearchRun *self, guint list, const guint *counts)
{
  for (guint kind = 0; kind < TL_N_DOC_KINDS; kind++)
    if (!self->request->each_kind || kind == list)
      self->result->counts[kind] = counts[kind];
}

static gboolean
is_few (GPtrArray *units)
{
  return units->len < TL_WIDEN_BELOW;
}

static gboolean
is_poor (GPtrArray *units)
{
  return best_cover (units) < TL_WIDEN_COVER;
}

/* The exact units first. Where they are few, those without marks follow. Where none holds a fair
 * share of what was asked, and one does without marks, the marks were typed wrong and the exact
 * ones are chance finds. */
static gboolean
add_list (TlSearchRun *self, guint list, Ranked *exact, Ranked *folded, GError **error)
{
  GPtrArray *units = exact->lists[list];
  GPtrArray *behind = folded != NULL ? folded->lists[list] : NULL;

  take_counts (self, list, exact->score->documents);
  if (behind == NULL || (!is_few (units) && !is_poor (units)))
    {
      if (behind != NULL)
        g_ptr_array_set_size (behind, 0);
      _tl_search_weigh_list (self, units, self->question);
      return add_units (self, units, self->question, exact->score, error);
    }
  if (is_poor (units) && behind->len > 0)
    {
      g_ptr_array_set_size (units, 0);
      exact->replaced[list] = TRUE;
      take_counts (self, list, folded->score->documents);
    }
  else if (is_few (units))
    put_behind (units, behind, self->result->counts);
  else
    g_ptr_array_set_size (behind, 0);
  self->result->widened |= behind->len > 0;
  _tl_search_weigh_list (self, units, self->question);
  _tl_search_weigh_list (self, behind, self->folded);
  return add_units (self, units, self->question, exact->score, error)
         && add_units (self, behind, self->folded, folded->score, error);
}

/* ---- What matches ---- */

/* Kind by kind from the question that found its hits. */
static guint8 **
choose_matches (TlSearchRun *self,
                const TlSearchDeciders *deciders,
                TlScoreResult *exact,
                TlScoreResult *folded)
{
  guint8 **matches = g_new0 (guint8 *, exact->n_files + 1);

  for (guint file = 0; file < exact->n_files; file++)
    {
      guint32 count = tl_index_map_get_count (self->map, file);

      matches[file] = g_steal_pointer (&exact->matches[file]);
      for (guint32 unit = 1; folded != NULL && unit <= count; unit++)
        if (deciders->questions[tl_index_map_get_kind (self->map, file, unit)] == self->folded)
          matches[file][unit] = folded->matches[file][unit];
    }
  return matches;
}

static TlScoreResult *
score_again (TlSearchRun *self, const TlQuestion *question, GError **error)
{
  TlScoreResult *score = NULL;
  g_autoptr (GPtrArray) units = _tl_search_match (self, question, 1, &score, error);

  return units != NULL ? score : NULL;
}

guint8 **
_tl_search_find_matches (TlSearchRun *self, const TlSearchDeciders *deciders, GError **error)
{
  g_autoptr (TlScoreResult) exact = score_again (self, self->question, error);
  g_autoptr (TlScoreResult) folded = NULL;
  gboolean widened = FALSE;

  for (guint kind = 0; kind < TL_N_DOC_KINDS; kind++)
    widened = widened || deciders->questions[kind] != self->question;
  if (exact == NULL || (widened && (folded = score_again (self, self->folded, error)) == NULL))
    return NULL;
  return choose_matches (self, deciders, exact, folded);
}

/* What memory brought, or stands behind, is a hit and counts as well. */
static void
mark_units (guint8 **matches, GPtrArray *units)
{
  for (guint i = 0; i < units->len; i++)
    {
      const TlCandidate *unit = g_ptr_array_index (units, i);

      matches[unit->file][unit->unit] = TRUE;
    }
}

/* The facets, and the counts from what was counted for them. */
static gboolean
add_facets (TlSearchRun *self, Ranked *exact, Ranked *folded, GError **error)
{
  TlSearchDeciders deciders;
  guint8 **matches;
  gboolean ok;

  if (self->facets == NULL)
    self->facets = tl_facet_store_get (self->facet_store, self->handle->db, error);
  if (self->facets == NULL)
    return FALSE;
  for (guint kind = 0; kind < TL_N_DOC_KINDS; kind++)
    deciders.questions[kind]
        = exact->replaced[self->request->each_kind ? kind : 0] ? self->folded : self->question;
  matches = choose_matches (self, &deciders, exact->score, folded != NULL ? folded->score : NULL);
  for (guint i = 0; i < n_lists (self); i++)
    {
      mark_units (matches, exact->lists[i]);
      if (folded != NULL)
        mark_units (matches, folded->lists[i]);
    }
  tl_facet_table_count_kinds (self->facets, (const guint8 *const *)matches, self->result->counts);
  ok = _tl_search_add_facets (self, (const guint8 *const *)matches, &deciders, error);
  tl_facet_mask_free (self->facets, matches);
  return ok;
}

static gboolean
add_ranked (TlSearchRun *self, GError **error)
{
  g_autoptr (Ranked) exact = rank (self, self->question, error);
  g_autoptr (Ranked) folded = NULL;
  /* Who gives conditions means them as typed. */
  gboolean widen = !self->question->plain && !is_list (self->question)
                   && !_tl_search_has_conditions (self->question);

  if (exact == NULL)
    return FALSE;
  for (guint i = 0; i < n_lists (self); i++)
    widen = widen && (is_few (exact->lists[i]) || is_poor (exact->lists[i]));
  if (widen && (folded = rank_folded (self, error)) == NULL)
    return FALSE;
  for (guint i = 0; i < n_lists (self); i++)
    if (!add_list (self, i, exact, folded, error))
      return FALSE;
  self->result->counts_exact = exact->score->exact;
  return !self->request->facets || add_facets (self, exact, folded, error);
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

static gboolean
read_question (TlSearchRun *self, GError **error)
{
  TlQuestionOptions options = { .lexicon = self->lexicon,
                                .vocabulary = self->vocabulary,
                                .without = self->request->without,
                                .with = self->request->with,
                                .known = _tl_search_find_known,
                                .data = self };

  self->question
      = tl_question_read_with (self->request->text, &options, self->handle->reader,
                               self->handle->db, tl_index_map_get_total (self->map), error);
  if (self->question == NULL)
    return FALSE;
  if (self->question->as_of != NULL)
    {
      g_strlcpy (self->date, self->question->as_of, sizeof self->date);
      g_strlcpy (self->result->as_of, self->question->as_of, sizeof self->result->as_of);
    }
  _tl_search_result_set_understood (self->result, self->question);
  return TRUE;
}

TlSearchResult *
_tl_search_run (TlSearchRun *self, GError **error)
{
  guint literal;

  if (!read_question (self, error) || !_tl_search_read_filters (self, error))
    return NULL;
  if (is_list (self->question) && !_tl_search_has_filters (self))
    return g_steal_pointer (&self->result);
  take_unknown (self);
  if (!_tl_search_recall (self, error) || !_tl_search_literal (self, error))
    return NULL;
  literal = self->result->hits->len;
  if (!add_ranked (self, error))
    return NULL;
  score_literal (self, literal);
  /* Fields alone are fulfilled by whatever they list. */
  if (!is_list (self->question) || self->result->hits->len == 0)
    _tl_search_judge (self);
  return g_steal_pointer (&self->result);
}

GPtrArray *
_tl_search_candidates (TlSearchRun *self, GError **error)
{
  g_autoptr (Ranked) ranked = NULL;

  self->question = tl_question_read (self->request->text, self->handle->reader, self->handle->db,
                                     tl_index_map_get_total (self->map), error);
  ranked = self->question != NULL ? rank (self, self->question, error) : NULL;
  return ranked != NULL ? g_ptr_array_ref (ranked->lists[0]) : NULL;
}
