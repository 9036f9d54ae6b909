/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "search/rank/tl-score.h"

#include "search/rank/tl-bm25.h"
#include "search/rank/tl-ranking.h"

/* Groups of filters: one a name, and one of the program's own. */
#define MAX_GROUPS 100

typedef struct
{
  const TlScoreRequest *request;
  guint32 **scores; /* of each file, by unit, in steps of TL_SHARE_STEP */
  guint8 **passed;  /* of each file, by unit: groups passed; NULL without filters */
  guint n_groups;
} Scoring;

/* ---- Terms ---- */

typedef struct
{
  guint32 *scores;
  const float *norms;
  guint32 count;
  double weight; /* of the term, times k1 + 1, in steps */
} Adding;

static void
add_shares_cb (const guint32 *units, const guint32 *wdf, guint n, gpointer user_data)
{
  const Adding *self = user_data;

  for (guint i = 0; i < n; i++)
    if (units[i] <= self->count)
      self->scores[units[i]]
          += (guint32)(self->weight * wdf[i] / (wdf[i] + (double)self->norms[units[i]]) + 0.5);
}

static gboolean
add_terms (Scoring *self, guint file, GCancellable *cancellable, GError **error)
{
  const TlScoreRequest *request = self->request;

  for (guint i = 0; i < request->question->terms->len; i++)
    {
      const TlQuestionTerm *term = g_ptr_array_index (request->question->terms, i);
      Adding adding = { self->scores[file], tl_index_map_get_norms (request->map, file),
                        tl_index_map_get_count (request->map, file),
                        term->factor * term->idf * (TL_BM25_K1 + 1) / TL_SHARE_STEP };

      if (!tl_xapian_db_walk (request->db, file, term->term, add_shares_cb, &adding, cancellable,
                              error))
        return FALSE;
    }
  return TRUE;
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
pass_filters (Scoring *self, guint file, GCancellable *cancellable, GError **error)
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
score_alike (Scoring *self, guint file)
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

static void
offer (GArray *heap, guint limit, const TlScored *unit)
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

/* Zeroes what may not be a hit, and finds the best of each kind. */
static void
find_best (Scoring *self, guint file, guint32 best[TL_N_DOC_KINDS])
{
  const TlScoreRequest *request = self->request;
  guint32 count = tl_index_map_get_count (request->map, file);
  guint32 *scores = self->scores[file];

  for (guint32 unit = 1; unit <= count; unit++)
    {
      TlDocKind kind;

      if (scores[unit] == 0)
        continue;
      if ((self->passed[file] != NULL && self->passed[file][unit] != self->n_groups)
          || (request->allowed != NULL && !request->allowed[file][unit])
          || !tl_index_map_check (request->map, file, unit, request->date))
        {
          scores[unit] = 0;
          continue;
        }
      kind = tl_index_map_get_kind (request->map, file, unit);
      best[kind] = MAX (best[kind], scores[unit]);
    }
}

static void
collect (Scoring *self,
         guint file,
         const guint32 least[TL_N_DOC_KINDS],
         GArray **heaps,
         TlScoreResult *result)
{
  const TlScoreRequest *request = self->request;
  guint32 count = tl_index_map_get_count (request->map, file);
  gboolean counted = FALSE; /* the document being walked */

  if (request->matches)
    result->matches[file] = g_malloc0 ((gsize)count + 1);
  for (guint32 unit = 1; unit <= count; unit++)
    {
      guint32 score = self->scores[file][unit];
      TlScored scored = { file, unit, score * TL_SHARE_STEP };
      TlDocKind kind;

      counted = counted && !tl_index_map_begins_document (request->map, file, unit);
      if (score == 0)
        continue;
      kind = tl_index_map_get_kind (request->map, file, unit);
      if (score < least[kind])
        continue;
      result->counts[kind]++;
      result->documents[kind] += !counted;
      counted = TRUE;
      if (request->matches)
        result->matches[file][unit] = TRUE;
      if (request->question == NULL)
        scored.score = 0;
      if (request->kind < 0 || kind == (TlDocKind)request->kind)
        offer (heaps[request->each_kind ? kind : 0], request->limit, &scored);
    }
}

static gboolean
score_files (Scoring *self, GCancellable *cancellable, GError **error)
{
  guint n_files = tl_index_map_get_n_files (self->request->map);

  for (guint file = 0; file < n_files; file++)
    {
      self->scores[file]
          = g_new0 (guint32, (gsize)tl_index_map_get_count (self->request->map, file) + 1);
      if (self->request->question == NULL)
        score_alike (self, file);
      else if (!add_terms (self, file, cancellable, error))
        return FALSE;
      if (!pass_filters (self, file, cancellable, error))
        return FALSE;
    }
  return TRUE;
}

/* The best of all files, in the order in which they are wanted. */
static TlScoreResult *
collect_all (Scoring *self)
{
  guint n_files = tl_index_map_get_n_files (self->request->map);
  guint32 highest[TL_N_DOC_KINDS] = { 0 }, least[TL_N_DOC_KINDS];
  GArray *heaps[TL_N_DOC_KINDS];
  TlScoreResult *result = g_new0 (TlScoreResult, 1);

  result->n_files = n_files;
  result->exact = TRUE;
  result->best = g_array_new (FALSE, FALSE, sizeof (TlScored));
  if (self->request->matches)
    result->matches = g_new0 (guint8 *, n_files + 1);
  for (guint file = 0; file < n_files; file++)
    find_best (self, file, highest);
  for (guint kind = 0; kind < TL_N_DOC_KINDS; kind++)
    {
      least[kind] = (guint32)(highest[kind] * TL_MATCH_SHARE);
      heaps[kind] = g_array_new (FALSE, FALSE, sizeof (TlScored));
    }
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
  Scoring self = { .request = request };
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
