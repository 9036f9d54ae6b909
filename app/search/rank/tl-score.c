/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "search/rank/tl-score-private.h"

#include "base/tl-error.h"
#include "search/rank/tl-ranking.h"

/* Groups of filters: one a name, and one of the program's own. */
#define MAX_GROUPS 100

/* A term that one of so many units holds is added late, and then only where it can matter. */
#define LATE_PART 2

/* ---- Terms ---- */

static gboolean
add_postings (TlScoring *self, guint file, const TlPostings *postings, TlShares *shares)
{
  const guint8 *classes = tl_index_map_get_norm_classes (self->request->map, file);
  guint32 units[TL_POSTINGS_BLOCK], wdf[TL_POSTINGS_BLOCK], count;
  const guint8 *dense = tl_postings_get_dense (postings, &count);
  TlPostingReader reader;
  guint n;

  g_return_val_if_fail (count == tl_index_map_get_count (self->request->map, file), FALSE);

  if (dense != NULL)
    tl_shares_add_dense (shares, dense, count, classes, self->scores[file]);
  tl_posting_reader_init (&reader, postings);
  do
    {
      if (!tl_posting_reader_next (&reader, units, wdf, &n))
        return FALSE;
      tl_shares_add (shares, units, wdf, n, classes, self->scores[file]);
    }
  while (n > 0);
  return TRUE;
}

gboolean
_tl_score_load (const TlScoring *self,
                guint file,
                const TlQuestionTerm *term,
                TlPostings **postings,
                GError **error)
{
  GError *local = NULL;

  *postings = tl_xapian_db_load_postings (self->request->db, file, term->term, &local);
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL;
}

gboolean
_tl_score_damaged (const TlScoring *self, guint file, GError **error)
{
  /* Not which list: that would tell a word that was typed. */
  g_set_error (error, TL_ERROR, TL_ERROR_STORE, "%s: damaged list of a term",
               tl_xapian_db_get_path (self->request->db, file));
  return FALSE;
}

static gboolean
add_term (TlScoring *self, const TlQuestionTerm *term, GCancellable *cancellable, GError **error)
{
  const TlScoreRequest *request = self->request;
  TlShares shares;

  tl_shares_init (&shares, term->factor * term->idf, tl_index_map_get_class_norms (request->map),
                  term->frequency);
  for (guint file = 0; file < tl_index_map_get_n_files (request->map); file++)
    {
      g_autoptr (TlPostings) postings = NULL;

      if (!_tl_score_load (self, file, term, &postings, error))
        return FALSE;
      if (postings != NULL && !add_postings (self, file, postings, &shares))
        return _tl_score_damaged (self, file, error);
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
add_terms (TlScoring *self, GPtrArray *terms, GCancellable *cancellable, GError **error)
{
  for (guint i = 0; i < terms->len; i++)
    if (!add_term (self, g_ptr_array_index (terms, i), cancellable, error))
      return FALSE;
  return TRUE;
}

/* Frequent terms cost the most and tell the least: they are left until it is clear which units they
 * can still lift among the best. Where everything must be counted, all terms are added to all. */
static gboolean
add_question (TlScoring *self, GCancellable *cancellable, GError **error)
{
  const TlScoreRequest *request = self->request;
  g_autoptr (GPtrArray) early = g_ptr_array_new ();
  g_autoptr (GPtrArray) late = g_ptr_array_new ();
  guint32 frequent = tl_index_map_get_total (request->map) / LATE_PART;

  for (guint i = 0; i < request->question->terms->len; i++)
    {
      TlQuestionTerm *term = g_ptr_array_index (request->question->terms, i);
      gboolean wait = !request->counts && term->frequency >= frequent;

      g_ptr_array_add (wait ? late : early, term);
    }
  if (!add_terms (self, early, cancellable, error))
    return FALSE;
  self->partial = late->len > 0;
  return !self->partial
         || (_tl_score_late (self, late, &self->partial, cancellable, error)
             && (self->partial || add_terms (self, late, cancellable, error)));
}

/* ---- Filters ---- */

typedef struct
{
  guint8 *passed;
  guint32 count;
  guint8 group;
} Passing;

static void
pass_cb (const guint32 *units, const guint32 *wdf, guint n, gpointer user_data)
{
  const Passing *self = user_data;

  for (guint i = 0; i < n; i++)
    if (units[i] <= self->count && self->passed[units[i]] == self->group)
      self->passed[units[i]]++;
}

static gboolean
pass_filters (TlScoring *self, guint file, GCancellable *cancellable, GError **error)
{
  const TlScoreRequest *request = self->request;
  guint32 count = tl_index_map_get_count (request->map, file);

  if (request->n_filters == 0)
    return TRUE;
  self->passed[file] = g_malloc0 ((gsize)count + 1);
  for (guint i = 0; i < request->n_filters; i++)
    {
      Passing passing = { self->passed[file], count, (guint8)request->filters[i].group };

      if (!tl_xapian_db_walk (request->db, file, request->filters[i].term, pass_cb, &passing,
                              cancellable, error))
        return FALSE;
    }
  return TRUE;
}

/* Nothing asked: what may match has one step, which is taken off again. */
static void
score_alike (TlScoring *self, guint file)
{
  guint32 count = tl_index_map_get_count (self->request->map, file);

  for (guint32 unit = 1; unit <= count; unit++)
    self->scores[file][unit] = 1;
}

/* ---- The best ---- */

static gboolean
is_worse (const TlScored *a, const TlScored *b)
{
  if (a->score != b->score)
    return a->score < b->score;
  return a->file != b->file ? a->file > b->file : a->unit > b->unit;
}

static int
compare_scored (gconstpointer a, gconstpointer b)
{
  return is_worse (a, b) ? 1 : is_worse (b, a) ? -1 : 0;
}

/* @heap has its worst unit on top. */
static void
sift_down (TlScored *heap, guint n, guint i)
{
  for (guint child; (child = 2 * i + 1) < n; i = child)
    {
      TlScored kept = heap[i];

      if (child + 1 < n && is_worse (&heap[child + 1], &heap[child]))
        child++;
      if (!is_worse (&heap[child], &kept))
        return;
      heap[i] = heap[child];
      heap[child] = kept;
    }
}

void
_tl_score_offer (GArray *heap, guint limit, const TlScored *unit)
{
  TlScored *units;

  if (heap->len < limit)
    {
      g_array_append_val (heap, *unit);
      units = (TlScored *)(gpointer)heap->data;
      for (guint i = heap->len == limit ? limit / 2 : 0; i > 0; i--)
        sift_down (units, limit, i - 1);
      return;
    }
  units = (TlScored *)(gpointer)heap->data;
  if (is_worse (&units[0], unit))
    {
      units[0] = *unit;
      sift_down (units, limit, 0);
    }
}

static void
find_best (const TlScoring *self, guint file, guint32 best[TL_SCORE_KINDS])
{
  guint32 count = tl_index_map_get_count (self->request->map, file);
  const guint8 *facts = tl_index_map_get_facts (self->request->map, file);
  const guint32 *scores = self->scores[file];

  for (guint32 unit = 1; unit <= count; unit++)
    if (scores[unit] > best[facts[unit] & TL_INDEX_UNIT_KIND]
        && _tl_score_may_match (self, file, unit, facts[unit]))
      best[facts[unit] & TL_INDEX_UNIT_KIND] = scores[unit];
}

static void
collect (TlScoring *self,
         guint file,
         const guint32 least[TL_SCORE_KINDS],
         GArray **heaps,
         TlScoreResult *result)
{
  const TlScoreRequest *request = self->request;
  guint32 count = tl_index_map_get_count (request->map, file);
  const guint8 *facts = tl_index_map_get_facts (request->map, file);
  gboolean counted = FALSE; /* the document being walked */

  if (request->matches)
    result->matches[file] = g_malloc0 ((gsize)count + 1);
  for (guint32 unit = 1; unit <= count; unit++)
    {
      guint32 score = self->scores[file][unit];
      guint kind = facts[unit] & TL_INDEX_UNIT_KIND;

      counted = counted && (facts[unit] & TL_INDEX_UNIT_FIRST) == 0;
      if (score < least[kind] || !_tl_score_may_match (self, file, unit, facts[unit]))
        continue;
      result->counts[kind]++;
      result->documents[kind] += !counted;
      counted = TRUE;
      if (request->matches)
        result->matches[file][unit] = TRUE;
      if (_tl_score_list_of (request, kind) >= 0)
        {
          TlScored scored = { file, unit, request->question == NULL ? 0 : score * TL_SHARE_STEP };

          _tl_score_offer (heaps[_tl_score_list_of (request, kind)], request->limit, &scored);
        }
    }
}

static gboolean
score_files (TlScoring *self, GCancellable *cancellable, GError **error)
{
  guint n_files = tl_index_map_get_n_files (self->request->map);

  for (guint file = 0; file < n_files; file++)
    {
      self->scores[file]
          = g_new0 (guint32, (gsize)tl_index_map_get_count (self->request->map, file) + 1);
      if (self->request->question == NULL)
        score_alike (self, file);
      if (!pass_filters (self, file, cancellable, error))
        return FALSE;
    }
  return self->request->question == NULL || add_question (self, cancellable, error);
}

/* The best of all files, in the order in which they are wanted. */
static TlScoreResult *
collect_all (TlScoring *self)
{
  guint n_files = tl_index_map_get_n_files (self->request->map);
  guint32 highest[TL_SCORE_KINDS] = { 0 }, least[TL_SCORE_KINDS];
  GArray *heaps[TL_N_DOC_KINDS];
  TlScoreResult *result = g_new0 (TlScoreResult, 1);

  result->n_files = n_files;
  result->exact = !self->partial;
  result->best = g_array_new (FALSE, FALSE, sizeof (TlScored));
  if (self->request->matches)
    result->matches = g_new0 (guint8 *, n_files + 1);
  for (guint file = 0; file < n_files; file++)
    find_best (self, file, highest);
  for (guint kind = 0; kind < TL_SCORE_KINDS; kind++)
    {
      guint32 share = (guint32)(highest[kind] * TL_MATCH_SHARE);

      /* A score of nothing is no match. */
      least[kind] = self->request->far || self->request->all ? 1 : MAX (share, 1);
    }
  for (guint kind = 0; kind < TL_N_DOC_KINDS; kind++)
    heaps[kind] = g_array_new (FALSE, FALSE, sizeof (TlScored));
  for (guint file = 0; file < n_files; file++)
    collect (self, file, least, heaps, result);
  for (guint kind = 0; kind < TL_N_DOC_KINDS; kind++)
    {
      g_array_sort (heaps[kind], compare_scored);
      g_array_append_vals (result->best, heaps[kind]->data, heaps[kind]->len);
      g_array_unref (heaps[kind]);
    }
  return result;
}

TlScoreResult *
tl_score (const TlScoreRequest *request, GCancellable *cancellable, GError **error)
{
  guint n_files = tl_index_map_get_n_files (request->map);
  TlScoring self = { .request = request };
  TlScoreResult *result = NULL;

  g_return_val_if_fail (request->limit > 0, NULL);
  if (request->n_filters > 0)
    self.n_groups = request->filters[request->n_filters - 1].group + 1;
  g_return_val_if_fail (self.n_groups <= MAX_GROUPS, NULL);

  self.scores = g_new0 (guint32 *, n_files + 1);
  self.passed = g_new0 (guint8 *, n_files + 1);
  if (score_files (&self, cancellable, error))
    result = collect_all (&self);
  for (guint file = 0; file < n_files; file++)
    {
      g_free (self.scores[file]);
      g_free (self.passed[file]);
    }
  g_free (self.scores);
  g_free (self.passed);
  return result;
}

void
tl_score_result_free (TlScoreResult *self)
{
  if (self == NULL)
    return;
  for (guint file = 0; self->matches != NULL && file < self->n_files; file++)
    g_free (self->matches[file]);
  g_free (self->matches);
  g_array_unref (self->best);
  g_free (self);
}
