/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "search/rank/tl-rerank.h"

#include <math.h>
#include <string.h>

#include "search/rank/tl-bm25.h"
#include "search/rank/tl-clauses.h"
#include "search/rank/tl-law-score.h"
#include "text/tl-text.h"

/* A field of the question's terms in one unit. */
typedef struct
{
  guint32 *counts; /* by term */
  guint tokens;
  guint syllables_asked; /* tokens that the question holds */
  guint pairs_asked;
} Field;

typedef struct
{
  Field heading;
  Field law;
  Field chapter;
  double norm; /* of the whole unit */
} Fields;

typedef struct
{
  GPtrArray *terms; /* (element-type TlQuestionTerm) */
  const char **names;
  GHashTable *index; /* term name to its place + 1 */
  double *weights;   /* of each term: its idf, less where it only asks or stands in */
  TlClauseMatcher *clauses;
  gboolean plain;
  GString *buffer;
  TlXapianDb *db;
  TlTermReader *reader;
  const TlIndexMap *map;
  double body_average;
  double heading_average;
  double law_average;
} Rerank;

void
tl_candidate_free (TlCandidate *self)
{
  if (self == NULL)
    return;
  tl_unit_record_clear (&self->record);
  g_free (self->matched);
  g_free (self);
}

static const TlQuestionTerm *
nth_term (const Rerank *self, guint i)
{
  return g_ptr_array_index (self->terms, i);
}

static double
average (guint64 sum, guint64 units)
{
  return units > 0 && sum > 0 ? (double)sum / (double)units : 1;
}

static void
rerank_init (Rerank *self,
             const TlQuestion *question,
             TlXapianDb *db,
             TlTermReader *reader,
             const TlIndexMap *map)
{
  const TlIndexTotals *totals = tl_index_map_get_totals (map);

  self->terms = question->terms;
  self->plain = question->plain;
  self->names = g_new0 (const char *, question->terms->len + 1);
  self->index = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = 0; i < question->terms->len; i++)
    {
      self->names[i] = nth_term (self, i)->term;
      g_hash_table_insert (self->index, (gpointer)self->names[i], GUINT_TO_POINTER (i + 1));
    }
  self->weights = g_new (double, question->terms->len + 1);
  for (guint i = 0; i < question->terms->len; i++)
    self->weights[i] = tl_question_term_weight (nth_term (self, i), self->plain);
  self->clauses = tl_clause_matcher_new (question->terms, self->weights);
  self->buffer = g_string_new (NULL);
  self->db = db;
  self->reader = reader;
  self->map = map;
  self->body_average = average (totals->body, totals->units);
  self->heading_average = average (totals->heading, totals->units);
  self->law_average = average (totals->law, totals->units);
}

static void
rerank_clear (Rerank *self)
{
  g_free (self->names);
  g_free (self->weights);
  tl_clause_matcher_free (self->clauses);
  g_hash_table_unref (self->index);
  g_string_free (self->buffer, TRUE);
}

/* Counts the term @prefix + @first [+ "_" + @second] of a field; whether the question holds it. */
static gboolean
count_term (Rerank *self, Field *field, const char *prefix, const char *first, const char *second)
{
  guint place;

  g_string_assign (self->buffer, prefix);
  g_string_append (self->buffer, first);
  if (second != NULL)
    {
      g_string_append_c (self->buffer, '_');
      g_string_append (self->buffer, second);
    }
  place = GPOINTER_TO_UINT (g_hash_table_lookup (self->index, self->buffer->str));
  if (place == 0)
    return FALSE;
  field->counts[place - 1]++;
  return TRUE;
}

static void
read_field (Rerank *self, Field *field, const char *text)
{
  g_autoptr (GArray) tokens = NULL;
  const TlTermToken *before = NULL;

  field->counts = g_new0 (guint32, self->terms->len + 1);
  if (text == NULL)
    return;
  tokens = tl_term_reader_read (self->reader, text);
  field->tokens = tokens->len;
  for (guint i = 0; i < tokens->len; i++)
    {
      const TlTermToken *token = &g_array_index (tokens, TlTermToken, i);
      gboolean exact = !self->plain && count_term (self, field, "", token->key, NULL);
      gboolean folded = count_term (self, field, TL_TERM_FOLDED, token->folded, NULL);

      if (exact || folded)
        field->syllables_asked++;
      if (before != NULL
          && (self->plain
                  ? count_term (self, field, TL_TERM_FOLDED_PAIR, before->folded, token->folded)
                  : count_term (self, field, TL_TERM_PAIR, before->key, token->key)))
        field->pairs_asked++;
      before = token;
    }
}

/* Of a field, whose length is not in the map. */
static double
share_of (double weight, double count, double length, double average_length)
{
  return weight
         * tl_bm25_share (count, tl_bm25_norm (length / average_length, TL_BM25_K1, TL_BM25_B),
                          TL_BM25_K1);
}

/* What the terms of the question are worth in one unit, field by field; not yet divided by the
 * best of the list. */
static void
weigh_terms (Rerank *self, TlCandidate *unit, const Fields *fields, const guint32 *wdf)
{
  double asked[2] = { 0, 0 }, matched[2] = { 0, 0 };
  double *x = unit->features;

  for (guint i = 0; i < self->terms->len; i++)
    {
      const TlQuestionTerm *term = nth_term (self, i);
      guint32 outside = TL_FIELD_HEADING * fields->heading.counts[i]
                        + TL_FIELD_LAW * fields->law.counts[i]
                        + TL_FIELD_CHAPTER * fields->chapter.counts[i];
      double body = wdf[i] > outside ? wdf[i] - outside : 0;
      double weight = self->weights[i];

      unit->matched[i] = wdf[i] > 0;
      asked[term->is_pair] += weight;
      matched[term->is_pair] += wdf[i] > 0 ? weight : 0;
      x[term->is_pair ? TL_FEATURE_PAIRS : TL_FEATURE_SYLLABLES]
          += weight * tl_bm25_share (wdf[i], fields->norm, TL_BM25_K1);
      x[term->is_pair ? TL_FEATURE_BODY_PAIRS : TL_FEATURE_BODY_SYLLABLES]
          += share_of (weight, body, unit->record.body_length, self->body_average);
      x[term->is_pair ? TL_FEATURE_HEADING_PAIRS : TL_FEATURE_HEADING_SYLLABLES] += share_of (
          weight, fields->heading.counts[i], fields->heading.tokens, self->heading_average);
      if (!term->is_pair)
        x[TL_FEATURE_LAW_SYLLABLES]
            += share_of (weight, fields->law.counts[i], fields->law.tokens, self->law_average);
    }
  x[TL_FEATURE_COVER_SYLLABLES] = asked[0] > 0 ? matched[0] / asked[0] : 0;
  x[TL_FEATURE_COVER_PAIRS] = asked[1] > 0 ? matched[1] / asked[1] : 0;
  x[TL_FEATURE_COVER_SQUARE] = x[TL_FEATURE_COVER_PAIRS] * x[TL_FEATURE_COVER_PAIRS];
}

static double
part (guint some, guint all)
{
  return all > 0 ? (double)some / all : 0;
}

static void
weigh_clauses (Rerank *self, TlCandidate *unit, const Fields *fields)
{
  gsize length = 0;
  const guint8 *bytes
      = unit->record.clauses != NULL ? g_bytes_get_data (unit->record.clauses, &length) : NULL;
  TlClauseScore score = tl_clause_matcher_score (self->clauses, unit->matched,
                                                 fields->heading.counts, bytes, length);

  unit->features[TL_FEATURE_CLAUSE] = score.alone;
  unit->features[TL_FEATURE_HEADED_CLAUSE] = score.headed;
}

/* Such articles hold the words of a whole law, but are asked for: BM25 counts their length against
 * them. */
static gboolean
is_general (const char *heading)
{
  static const char *const HEADINGS[]
      = { "giai thich tu ngu",    "pham vi dieu chinh",     "doi tuong ap dung",
          "hieu luc thi hanh",    "dieu khoan chuyen tiep", "dieu khoan thi hanh",
          "quy dinh chuyen tiep", "to chuc thuc hien",      "huong dan thi hanh" };
  g_autofree char *folded
      = heading != NULL ? tl_text_fold (heading, -1, TL_FOLD_PLAIN, NULL) : NULL;

  for (guint i = 0; folded != NULL && i < G_N_ELEMENTS (HEADINGS); i++)
    if (strstr (folded, HEADINGS[i]) != NULL)
      return TRUE;
  return FALSE;
}

/* The features of one unit that need no other unit. */
static void
describe (Rerank *self, TlCandidate *unit, const guint32 *wdf)
{
  Fields fields = { .norm = tl_index_map_get_norms (self->map, unit->file)[unit->unit] };
  double *x = unit->features;

  read_field (self, &fields.heading, unit->record.heading);
  read_field (self, &fields.law, unit->record.law);
  read_field (self, &fields.chapter, unit->record.chapter);
  unit->matched = g_new0 (gboolean, self->terms->len + 1);
  weigh_terms (self, unit, &fields, wdf);
  weigh_clauses (self, unit, &fields);
  x[TL_FEATURE_BASE] = unit->base;
  x[TL_FEATURE_LAW_PAIRS_ASKED] = part (fields.law.pairs_asked, MAX (fields.law.tokens, 1) - 1);
  x[TL_FEATURE_GENERAL] = is_general (unit->record.heading);
  x[TL_FEATURE_HEADING_ASKED] = part (fields.heading.syllables_asked, fields.heading.tokens);
  x[TL_FEATURE_HEADING_PAIRS_ASKED]
      = part (fields.heading.pairs_asked, MAX (fields.heading.tokens, 1) - 1);
  x[TL_FEATURE_LENGTH] = log (1.0 + unit->record.body_length);
  g_free (fields.heading.counts);
  g_free (fields.law.counts);
  g_free (fields.chapter.counts);
}

/* ---- The list as a whole ---- */

static void
find_best_of_laws (GPtrArray *units, guint depth)
{
  g_autoptr (GHashTable) best = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

  /* Best first: the first unit met of a law is its best. */
  for (guint i = 0; i < depth; i++)
    {
      TlCandidate *unit = g_ptr_array_index (units, i);
      gint64 key = (gint64)unit->file << 32 | unit->record.row;
      TlCandidate *first = g_hash_table_lookup (best, &key);

      if (first == NULL)
        g_hash_table_insert (best, g_memdup2 (&key, sizeof key), first = unit);
      unit->features[TL_FEATURE_BEST_OF_LAW] = first->base;
    }
}

static const TlCandidate *
find_unit (GPtrArray *units, guint depth, const TlCandidate *near, int distance)
{
  for (guint i = 0; i < depth; i++)
    {
      const TlCandidate *unit = g_ptr_array_index (units, i);

      if (unit->file == near->file && unit->record.row == near->record.row
          && unit->unit == near->unit + (guint32)distance)
        return unit;
    }
  return NULL;
}

/* Articles about one thing stand side by side. */
static void
find_neighbours (GPtrArray *units, guint depth)
{
  for (guint i = 0; i < depth; i++)
    {
      TlCandidate *unit = g_ptr_array_index (units, i);
      const TlCandidate *before = find_unit (units, depth, unit, -1);
      const TlCandidate *after = find_unit (units, depth, unit, 1);

      unit->features[TL_FEATURE_NEIGHBOUR]
          = MAX (before != NULL ? before->base : 0, after != NULL ? after->base : 0);
    }
}

static void
divide_by_best (GPtrArray *units, guint depth, TlFeature feature)
{
  double best = 0;

  for (guint i = 0; i < depth; i++)
    best = MAX (best, ((TlCandidate *)g_ptr_array_index (units, i))->features[feature]);
  for (guint i = 0; i < depth && best > 0; i++)
    ((TlCandidate *)g_ptr_array_index (units, i))->features[feature] /= best;
}

/* A document that is one unit has no law around it, no neighbours and no clauses: it is as good as
 * itself. */
static void
fill_single_units (GPtrArray *units, guint depth)
{
  for (guint i = 0; i < depth; i++)
    {
      TlCandidate *unit = g_ptr_array_index (units, i);

      if (unit->record.block >= 0)
        continue;
      unit->features[TL_FEATURE_LAW] = unit->features[TL_FEATURE_SYLLABLES];
      unit->features[TL_FEATURE_NEIGHBOUR] = TL_SINGLE_NEIGHBOUR * unit->features[TL_FEATURE_BASE];
      unit->features[TL_FEATURE_CLAUSE] = unit->features[TL_FEATURE_BASE];
      unit->features[TL_FEATURE_HEADED_CLAUSE] = unit->features[TL_FEATURE_BASE];
    }
}

double
tl_rerank_points_off (const TlUnitRecord *record, const char *date)
{
  if (record->kind != TL_DOC_STATUTE)
    return 0;
  if ((record->valid_from != NULL && strcmp (date, record->valid_from) < 0)
      || (record->valid_to != NULL && strcmp (date, record->valid_to) > 0))
    return TL_POINTS_NOT_IN_FORCE;
  return 0;
}

static double
quantise (double score)
{
  return floor (score / TL_SCORE_STEP + 0.5) * TL_SCORE_STEP;
}

static void
weigh (GPtrArray *units, guint depth, const TlRankModel *model, const char *date)
{
  double lowest = 0, last_base = 0;

  for (guint i = 0; i < units->len; i++)
    {
      TlCandidate *unit = g_ptr_array_index (units, i);

      unit->score = 0;
      if (i < depth)
        {
          for (guint k = 0; k < TL_N_FEATURES; k++)
            unit->score += model->weights[k] * unit->features[k];
          unit->score -= tl_rerank_points_off (&unit->record, date);
          lowest = i == 0 ? unit->score : MIN (lowest, unit->score);
          last_base = unit->base;
        }
      else
        unit->score = lowest - 1 + (last_base > 0 ? unit->base / last_base : 0);
      unit->score = quantise (unit->score);
    }
}

static int
compare_candidates (gconstpointer a, gconstpointer b)
{
  const TlCandidate *left = *(const TlCandidate *const *)a;
  const TlCandidate *right = *(const TlCandidate *const *)b;
  int order;

  if (left->score != right->score)
    return left->score > right->score ? -1 : 1;
  order = strcmp (left->record.doc, right->record.doc);
  if (order == 0)
    order = g_strcmp0 (left->record.anchor, right->record.anchor);
  return order != 0 ? order
                    : (left->record.block > right->record.block)
                          - (left->record.block < right->record.block);
}

void
tl_candidates_sort (GPtrArray *candidates)
{
  for (guint i = 0; i < candidates->len; i++)
    {
      TlCandidate *unit = g_ptr_array_index (candidates, i);

      unit->score = quantise (unit->score);
    }
  g_ptr_array_sort (candidates, compare_candidates);
}

/* The place of a unit in the list, for walking the list file by file. */
typedef struct
{
  guint32 unit;
  guint place;
} Place;

static int
compare_places (gconstpointer a, gconstpointer b)
{
  const Place *left = a, *right = b;

  return (left->unit > right->unit) - (left->unit < right->unit);
}

/* Fills @wdf, unit by unit, for those of @file. */
static gboolean
look_up_file (Rerank *self, GPtrArray *units, guint depth, guint file, guint32 *wdf, GError **error)
{
  g_autoptr (GArray) places = g_array_new (FALSE, FALSE, sizeof (Place));
  g_autofree guint32 *numbers = g_new (guint32, depth + 1);
  g_autofree guint32 *counts = g_new (guint32, depth + 1);

  for (guint i = 0; i < depth; i++)
    {
      const TlCandidate *unit = g_ptr_array_index (units, i);
      Place place = { unit->unit, i };

      if (unit->file == file)
        g_array_append_val (places, place);
    }
  g_array_sort (places, compare_places);
  for (guint i = 0; i < places->len; i++)
    numbers[i] = g_array_index (places, Place, i).unit;
  for (guint k = 0; places->len > 0 && k < self->terms->len; k++)
    {
      if (!tl_xapian_db_look_up (self->db, file, self->names[k], numbers, places->len, counts,
                                 error))
        return FALSE;
      for (guint i = 0; i < places->len; i++)
        wdf[(gsize)g_array_index (places, Place, i).place * self->terms->len + k] = counts[i];
    }
  return TRUE;
}

static gboolean
describe_all (
    Rerank *self, GPtrArray *units, guint depth, GCancellable *cancellable, GError **error)
{
  guint n = self->terms->len;
  g_autofree guint32 *wdf = g_new0 (guint32, (gsize)depth * n + 1);

  for (guint file = 0; file < tl_xapian_db_get_n_files (self->db); file++)
    if (g_cancellable_set_error_if_cancelled (cancellable, error)
        || !look_up_file (self, units, depth, file, wdf, error))
      return FALSE;
  for (guint i = 0; i < depth; i++)
    describe (self, g_ptr_array_index (units, i), wdf + (gsize)i * n);
  return !g_cancellable_set_error_if_cancelled (cancellable, error)
         && tl_law_score (units, depth, self->terms, self->db, self->map, error);
}

gboolean
tl_rerank (GPtrArray *candidates,
           const TlQuestion *question,
           const char *date,
           const TlRankModel *model,
           TlXapianDb *db,
           TlTermReader *reader,
           const TlIndexMap *map,
           GCancellable *cancellable,
           GError **error)
{
  static const TlFeature SCORES[] = { TL_FEATURE_BASE,
                                      TL_FEATURE_SYLLABLES,
                                      TL_FEATURE_PAIRS,
                                      TL_FEATURE_BODY_SYLLABLES,
                                      TL_FEATURE_HEADING_SYLLABLES,
                                      TL_FEATURE_BODY_PAIRS,
                                      TL_FEATURE_HEADING_PAIRS,
                                      TL_FEATURE_LAW_SYLLABLES,
                                      TL_FEATURE_LAW,
                                      TL_FEATURE_BEST_OF_LAW,
                                      TL_FEATURE_CLAUSE,
                                      TL_FEATURE_HEADED_CLAUSE };
  guint depth = MIN (candidates->len, TL_RERANK_DEPTH);
  double best;
  Rerank self;
  gboolean ok;

  rerank_init (&self, question, db, reader, map);
  ok = describe_all (&self, candidates, depth, cancellable, error);
  rerank_clear (&self);
  if (!ok)
    return FALSE;
  find_best_of_laws (candidates, depth);
  find_neighbours (candidates, depth);
  best = depth > 0 ? ((TlCandidate *)g_ptr_array_index (candidates, 0))->base : 0;
  for (guint i = 0; i < depth && best > 0; i++)
    ((TlCandidate *)g_ptr_array_index (candidates, i))->features[TL_FEATURE_NEIGHBOUR] /= best;
  for (guint i = 0; i < G_N_ELEMENTS (SCORES); i++)
    divide_by_best (candidates, depth, SCORES[i]);
  fill_single_units (candidates, depth);
  weigh (candidates, depth, model, date);
  g_ptr_array_sort (candidates, compare_candidates);
  return TRUE;
}
