/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "search/rank/tl-score-private.h"

#include "search/rank/tl-ranking.h"

/* With more candidates than one of so many units it is cheaper to add a term to all. */
#define CANDIDATE_PART 6
typedef struct
{
  TlScoring *scoring;
  GPtrArray *terms;
  GArray *heaps[TL_N_DOC_KINDS]; /* of each list: (element-type TlScored), scores in steps */
  guint32 need[TL_SCORE_KINDS];  /* what a unit of the kind must have already */
  GArray **candidates;           /* of each file: (element-type guint32) */
} Late;

static void
init_shares (const Late *self, guint i, TlShares *shares)
{
  const TlQuestionTerm *term = g_ptr_array_index (self->terms, i);

  /* Few units at a time: no table. */
  tl_shares_init (shares, term->factor * term->idf,
                  tl_index_map_get_class_norms (self->scoring->request->map), 0);
}

/* The most that all terms together can add to a unit. */
static guint32
most (const Late *self)
{
  double sum = 0;

  for (guint i = 0; i < self->terms->len; i++)
    {
      TlShares shares;

      init_shares (self, i, &shares);
      sum += shares.weight + 1;
    }
  return (guint32)MIN (sum, G_MAXUINT32 - 1.0);
}

/* ---- What must be beaten ---- */

/* The units that are best by what the scores hold so far. */
static void
find_leaders (Late *self)
{
  const TlScoreRequest *request = self->scoring->request;
  guint32 floors[TL_SCORE_KINDS] = { 0 };

  for (guint file = 0; file < tl_index_map_get_n_files (request->map); file++)
    {
      guint32 count = tl_index_map_get_count (request->map, file);
      const guint8 *facts = tl_index_map_get_facts (request->map, file);
      const guint32 *scores = self->scoring->scores[file];

      for (guint32 unit = 1; unit <= count; unit++)
        {
          guint kind = facts[unit] & TL_INDEX_UNIT_KIND;
          TlScored leader = { file, unit, scores[unit] };
          int list;

          if (scores[unit] <= floors[kind])
            continue;
          list = _tl_score_list_of (request, kind);
          if (list < 0 || !_tl_score_may_match (self->scoring, file, unit, facts[unit]))
            continue;
          _tl_score_offer (self->heaps[list], request->limit, &leader);
          if (self->heaps[list]->len == request->limit)
            floors[kind] = (guint32)g_array_index (self->heaps[list], TlScored, 0).score;
        }
    }
}

static int
compare_places (gconstpointer a, gconstpointer b)
{
  const TlScored *left = a, *right = b;

  if (left->file != right->file)
    return left->file < right->file ? -1 : 1;
  return (left->unit > right->unit) - (left->unit < right->unit);
}

/* Adds the terms to @n leaders, which stand in one file in the order of their units. */
static gboolean
finish_leaders (const Late *self, TlScored *leaders, guint n, GError **error)
{
  guint file = leaders[0].file;
  const guint8 *classes = tl_index_map_get_norm_classes (self->scoring->request->map, file);
  g_autofree guint32 *units = g_new (guint32, n);
  g_autofree guint32 *wdf = g_new (guint32, n);

  for (guint i = 0; i < n; i++)
    units[i] = leaders[i].unit;
  for (guint i = 0; i < self->terms->len; i++)
    {
      const TlQuestionTerm *term = g_ptr_array_index (self->terms, i);
      g_autoptr (TlPostings) postings = NULL;
      TlShares shares;

      init_shares (self, i, &shares);
      if (!_tl_score_load (self->scoring, file, term, &postings, error))
        return FALSE;
      if (postings == NULL)
        continue;
      if (!tl_postings_look_up (postings, units, n, wdf))
        return _tl_score_damaged (self->scoring, file, error);
      for (guint k = 0; k < n; k++)
        leaders[k].score += tl_shares_get (&shares, wdf[k], classes[units[k]]);
    }
  return TRUE;
}

/* What the last of the wanted units of a list has at least; 0 when there are too few. */
static gboolean
find_least (const Late *self, GArray *heap, guint32 *least, GError **error)
{
  TlScored *leaders = (TlScored *)(gpointer)heap->data;

  *least = 0;
  if (heap->len < self->scoring->request->limit)
    return TRUE;
  g_array_sort (heap, compare_places);
  for (guint from = 0, to; from < heap->len; from = to)
    {
      for (to = from; to < heap->len && leaders[to].file == leaders[from].file;)
        to++;
      if (!finish_leaders (self, leaders + from, to - from, error))
        return FALSE;
    }
  *least = (guint32)leaders[0].score;
  for (guint i = 1; i < heap->len; i++)
    *least = MIN (*least, (guint32)leaders[i].score);
  return TRUE;
}

static gboolean
find_needs (Late *self, GError **error)
{
  guint32 more = most (self);

  for (guint kind = 0; kind < TL_SCORE_KINDS; kind++)
    self->need[kind] = G_MAXUINT32;
  for (guint kind = 0; kind < TL_N_DOC_KINDS; kind++)
    {
      int list = _tl_score_list_of (self->scoring->request, kind);
      guint32 least;

      if (list < 0)
        continue;
      if (!self->scoring->request->each_kind && kind > 0 && self->scoring->request->kind < 0)
        {
          self->need[kind] = self->need[0];
          continue;
        }
      if (!find_least (self, self->heaps[list], &least, error))
        return FALSE;
      self->need[kind] = least > more ? least - more : 0;
    }
  return TRUE;
}

/* ---- Who can still beat it ---- */

/* Whether they are few. */
static gboolean
find_candidates (Late *self)
{
  const TlScoreRequest *request = self->scoring->request;
  guint32 most_wanted = tl_index_map_get_total (request->map) / CANDIDATE_PART;
  guint32 found = 0;

  for (guint file = 0; file < tl_index_map_get_n_files (request->map); file++)
    {
      guint32 count = tl_index_map_get_count (request->map, file);
      const guint8 *facts = tl_index_map_get_facts (request->map, file);
      const guint32 *scores = self->scoring->scores[file];

      self->candidates[file] = g_array_new (FALSE, FALSE, sizeof (guint32));
      for (guint32 unit = 1; unit <= count; unit++)
        {
          if (scores[unit] < self->need[facts[unit] & TL_INDEX_UNIT_KIND]
              || !_tl_score_may_match (self->scoring, file, unit, facts[unit]))
            continue;
          if (found++ == most_wanted)
            return FALSE;
          g_array_append_val (self->candidates[file], unit);
        }
    }
  return TRUE;
}

static gboolean
add_to_candidates (Late *self, guint file, GError **error)
{
  const guint8 *classes = tl_index_map_get_norm_classes (self->scoring->request->map, file);
  const guint32 *units = (const guint32 *)(gpointer)self->candidates[file]->data;
  guint n = self->candidates[file]->len;
  g_autofree guint32 *wdf = g_new (guint32, n + 1);

  for (guint i = 0; n > 0 && i < self->terms->len; i++)
    {
      const TlQuestionTerm *term = g_ptr_array_index (self->terms, i);
      g_autoptr (TlPostings) postings = NULL;
      TlShares shares;

      init_shares (self, i, &shares);
      if (!_tl_score_load (self->scoring, file, term, &postings, error))
        return FALSE;
      if (postings == NULL)
        continue;
      if (!tl_postings_look_up (postings, units, n, wdf))
        return _tl_score_damaged (self->scoring, file, error);
      tl_shares_add (&shares, units, wdf, n, classes, self->scoring->scores[file]);
    }
  return TRUE;
}

static gboolean
add_late (Late *self, gboolean *done, GCancellable *cancellable, GError **error)
{
  find_leaders (self);
  *done = FALSE;
  if (!find_needs (self, error))
    return FALSE;
  if (!find_candidates (self))
    return TRUE;
  *done = TRUE;
  for (guint file = 0; file < tl_index_map_get_n_files (self->scoring->request->map); file++)
    if (g_cancellable_set_error_if_cancelled (cancellable, error)
        || !add_to_candidates (self, file, error))
      return FALSE;
  return TRUE;
}

gboolean
_tl_score_late (
    TlScoring *self, GPtrArray *terms, gboolean *done, GCancellable *cancellable, GError **error)
{
  guint n_files = tl_index_map_get_n_files (self->request->map);
  Late late = { .scoring = self, .terms = terms, .candidates = g_new0 (GArray *, n_files + 1) };
  gboolean ok;

  for (guint i = 0; i < TL_N_DOC_KINDS; i++)
    late.heaps[i] = g_array_new (FALSE, FALSE, sizeof (TlScored));
  ok = add_late (&late, done, cancellable, error);
  for (guint i = 0; i < TL_N_DOC_KINDS; i++)
    g_array_unref (late.heaps[i]);
  for (guint file = 0; file < n_files; file++)
    g_clear_pointer (&late.candidates[file], g_array_unref);
  g_free (late.candidates);
  return ok;
}
