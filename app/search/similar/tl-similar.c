/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "search/similar/tl-similar.h"

#define GETTEXT_PACKAGE TL_GETTEXT_DOMAIN
#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/tl-clock.h"
#include "base/tl-error.h"
#include "base/tl-limits.h"
#include "search/engine/tl-search-facets-private.h"
#include "search/similar/tl-similar-private.h"
#include "text/tl-text.h"

static void
point_free (gpointer data)
{
  TlSimilarPoint *self = data;

  g_free (self->text);
  g_free (self->own_text);
  g_free (self->anchor);
  g_free (self->own_anchor);
  g_free (self);
}

static void
case_free (gpointer data)
{
  TlSimilarCase *self = data;

  _tl_hit_free (self->hit);
  g_ptr_array_unref (self->shared);
  g_ptr_array_unref (self->differing);
  g_free (self);
}

static TlSimilarCase *
case_new (const TlOtherCase *other)
{
  TlSimilarCase *self = g_new0 (TlSimilarCase, 1);

  memcpy (self->parts, other->parts, sizeof self->parts);
  self->shared = g_ptr_array_new_with_free_func (point_free);
  self->differing = g_ptr_array_new_with_free_func (point_free);
  return self;
}

void
tl_similar_result_free (TlSimilarResult *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->cases);
  g_ptr_array_unref (self->provisions);
  g_clear_pointer (&self->facets, g_ptr_array_unref);
  g_free (self->why_none);
  g_free (self);
}

/* ---- Candidates ---- */

typedef struct
{
  TlSearchRun *run;
  TlOwnCase *own;
  TlQuestion *question;
  guint depth;
  GHashTable *seen;    /* of candidates, "file.unit" */
  GPtrArray *others;   /* (element-type TlOtherCase) */
  GPtrArray *statutes; /* (element-type TlCandidate): the law that the facts' words find */
  guint8 **compared;   /* (nullable): of each file a byte a unit: a place of each of others */
} Search;

static TlCandidate *
load_unit (TlSearchRun *run, const TlScored *scored, GError **error)
{
  g_autoptr (GBytes) data
      = tl_xapian_db_load_data (run->handle->db, scored->file, scored->unit, error);
  g_autoptr (TlCandidate) unit = g_new0 (TlCandidate, 1);

  unit->file = scored->file;
  unit->unit = scored->unit;
  unit->base = scored->score;
  if (data == NULL)
    return NULL;
  if (tl_unit_record_decode (&unit->record, data, error))
    return g_steal_pointer (&unit);
  g_prefix_error (error, "%s: unit %u: ", tl_xapian_db_get_path (run->handle->db, unit->file),
                  unit->unit);
  return NULL;
}

static gboolean
is_own (const TlOwnCase *own, const TlDocument *document)
{
  return g_strcmp0 (own->document->id, document->id) == 0
         || (own->document->source_digest != NULL
             && g_strcmp0 (own->document->source_digest, document->source_digest) == 0);
}

static gboolean
add_case (Search *self, const TlCandidate *unit, GError **error)
{
  g_autoptr (TlDocument) document
      = tl_doc_cache_load (self->run->cache, unit->file, unit->record.row, unit->record.doc, error);
  TlOtherCase *other;

  if (document == NULL)
    return FALSE;
  if (is_own (self->own, document))
    return TRUE;
  other = _tl_other_case_compare (self->own, document, error);
  if (other == NULL)
    return FALSE;
  g_ptr_array_add (self->others, other);
  if (self->compared != NULL)
    self->compared[unit->file][unit->unit] = TRUE;
  return TRUE;
}

/* One way of looking: what passes @filters, by the words of the own case. */
static gboolean
look (Search *self, GArray *filters, gboolean take_law, GCancellable *cancellable, GError **error)
{
  TlScoreRequest request = { .db = self->run->handle->db,
                             .map = self->run->map,
                             .question = self->question,
                             .filters = (const TlTermFilter *)(gpointer)filters->data,
                             .n_filters = filters->len,
                             .allowed = (const guint8 *const *)self->run->allowed,
                             .date = self->run->date,
                             .kind = -1,
                             .limit = self->depth,
                             .each_kind = TRUE,
                             .far = TRUE };
  g_autoptr (TlScoreResult) found = tl_score (&request, cancellable, error);

  for (guint i = 0; found != NULL && i < found->best->len; i++)
    {
      const TlScored *scored = &g_array_index (found->best, TlScored, i);
      TlDocKind kind = tl_index_map_get_kind (self->run->map, scored->file, scored->unit);
      g_autoptr (TlCandidate) unit = NULL;
      char *name;

      if (kind == TL_DOC_GUIDANCE || (kind == TL_DOC_STATUTE && !take_law))
        continue;
      name = g_strdup_printf ("%u.%u", scored->file, scored->unit);
      if (!g_hash_table_add (self->seen, name))
        continue;
      unit = load_unit (self->run, scored, error);
      if (unit == NULL || g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      if (kind == TL_DOC_STATUTE)
        g_ptr_array_add (self->statutes, g_steal_pointer (&unit));
      else if (!add_case (self, unit, error))
        return FALSE;
    }
  return found != NULL;
}

static guint
last_group (GArray *filters)
{
  return filters->len > 0 ? g_array_index (filters, TlTermFilter, filters->len - 1).group + 1 : 0;
}

/* The filters of the request, and one more group: any of @terms. */
static GArray *
with_terms (Search *self, GPtrArray *terms)
{
  GArray *filters = g_array_copy (self->run->filters);
  guint group = last_group (filters);

  for (guint i = 0; i < terms->len; i++)
    {
      TlTermFilter filter = { g_ptr_array_index (terms, i), group };

      g_array_append_val (filters, filter);
    }
  return filters;
}

static GPtrArray *
relation_terms (const TlOwnCase *own)
{
  GPtrArray *terms = g_ptr_array_new_with_free_func (g_free);

  if (own->fields.relation != NULL)
    g_ptr_array_add (terms, tl_term_filter (TL_TERM_CHARGE, own->fields.relation));
  for (guint i = 0; i < MIN (own->fields.charges->len, 8); i++)
    g_ptr_array_add (terms,
                     tl_term_filter (TL_TERM_CHARGE, g_ptr_array_index (own->fields.charges, i)));
  return terms;
}

/* The rarest articles that the case cites: those that say what it is about. */
static GPtrArray *
provision_terms (const TlOwnCase *own)
{
  g_autoptr (GPtrArray) articles = _tl_case_cites_articles (own->cites);
  GPtrArray *terms = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < MIN (articles->len, 5); i++)
    g_ptr_array_add (
        terms, tl_term_filter (TL_TERM_PROVISION,
                               ((const TlCaseCite *)g_ptr_array_index (articles, i))->notation));
  return terms;
}

/* By the words alone, then among cases of the same relation, then among those that rest on the same
 * articles: each way finds cases that the others miss. */
static gboolean
look_all (Search *self, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) relations = relation_terms (self->own);
  g_autoptr (GPtrArray) provisions = provision_terms (self->own);
  GPtrArray *ways[] = { relations, provisions };

  if (!look (self, self->run->filters, TRUE, cancellable, error))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (ways); i++)
    {
      g_autoptr (GArray) filters = NULL;

      if (ways[i]->len == 0)
        continue;
      filters = with_terms (self, ways[i]);
      if (!look (self, filters, FALSE, cancellable, error))
        return FALSE;
    }
  return TRUE;
}

static int
compare_others (gconstpointer a, gconstpointer b)
{
  const TlOtherCase *left = *(const TlOtherCase *const *)a;
  const TlOtherCase *right = *(const TlOtherCase *const *)b;

  if (left->score != right->score)
    return left->score < right->score ? 1 : -1;
  return strcmp (left->document->id, right->document->id);
}

/* ---- Results ---- */

static gboolean
add_found (Search *self, TlOtherCase *other, GPtrArray *cases, GError **error)
{
  TlSimilarCase *found = case_new (other);

  g_ptr_array_add (cases, found);
  _tl_search_add_block (self->run, other->document, other->best_block, self->question);
  found->hit = g_ptr_array_steal_index (self->run->result->hits, self->run->result->hits->len - 1);
  found->hit->score = other->score;
  return _tl_similar_points (self->own, other, found, error);
}

static gboolean
is_any_known (const TlOwnCase *own)
{
  for (guint i = 0; i < own->terms->len; i++)
    if (g_array_index (own->terms, TlCaseTerm, i).code >> 32 == 0
        && g_array_index (own->terms, TlCaseTerm, i).frequency > 0)
      return TRUE;
  return FALSE;
}

static const char *
explain_none (const Search *self)
{
  if (self->own->terms->len == 0)
    return _ (
        "The text has no words that cases could be compared by: names, sums and dates are left "
        "out. Say what happened and what the dispute is about.");
  if (!is_any_known (self->own))
    return _ (
        "No judgment of the library has a word of this text. If it comes from a scan, have it "
        "read again; else say in other words what happened.");
  if (self->question->terms->len == 0)
    return _ ("The words of this text stand in nearly every judgment. Add what makes the case a "
              "particular one.");
  if (_tl_search_has_filters (self->run))
    return _ ("No judgment under these filters is like it. Take a filter away.");
  return _ ("No judgment of the library is like it. Say more of what happened.");
}

static TlSimilarResult *
make_result (Search *self, guint limit, GError **error)
{
  g_autoptr (TlSimilarResult) result = g_new0 (TlSimilarResult, 1);

  result->cases = g_ptr_array_new_with_free_func (case_free);
  g_ptr_array_sort (self->others, compare_others);
  for (guint i = 0; i < MIN (self->others->len, limit); i++)
    if (!add_found (self, g_ptr_array_index (self->others, i), result->cases, error))
      {
        result->provisions = g_ptr_array_new ();
        return NULL;
      }
  result->compared = self->others->len;
  if (self->compared != NULL
      && !_tl_search_add_facets_of (self->run, (const guint8 *const *)self->compared, error))
    {
      result->provisions = g_ptr_array_new ();
      return NULL;
    }
  result->facets = g_steal_pointer (&self->run->result->facets);
  if (result->cases->len == 0)
    result->why_none = g_strdup (explain_none (self));
  result->provisions
      = _tl_similar_provisions (self->own, self->others, self->statutes, self->question, error);
  if (result->provisions == NULL)
    {
      result->provisions = g_ptr_array_new ();
      return NULL;
    }
  return g_steal_pointer (&result);
}

/* Room for a mark at each unit of the library, none set. */
static guint8 **
new_mask (const TlIndexMap *map)
{
  guint n = tl_index_map_get_n_files (map);
  guint8 **mask = g_new0 (guint8 *, n + 1);

  for (guint i = 0; i < n; i++)
    mask[i] = g_malloc0 ((gsize)tl_index_map_get_count (map, i) + 1);
  return mask;
}

static void
free_mask (const TlIndexMap *map, guint8 **mask)
{
  for (guint i = 0; mask != NULL && i < tl_index_map_get_n_files (map); i++)
    g_free (mask[i]);
  g_free (mask);
}

static gboolean
is_plain (const TlSimilarRequest *request)
{
  return request->document == NULL && !tl_text_has_marks (request->text);
}

static TlSimilarResult *
find (TlSearchRun *run, const TlSimilarRequest *request, GError **error)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) others
      = g_ptr_array_new_with_free_func ((GDestroyNotify)_tl_other_case_free);
  g_autoptr (GPtrArray) statutes
      = g_ptr_array_new_with_free_func ((GDestroyNotify)tl_candidate_free);
  Search self = { .run = run,
                  .seen = seen,
                  .others = others,
                  .statutes = statutes,
                  .compared = request->facets ? new_mask (run->map) : NULL,
                  .depth = CLAMP (request->limit, TL_SIMILAR_DEPTH, TL_SIMILAR_DEEPEST) };
  TlSimilarResult *result = NULL;
  TlSimilarWords words;

  _tl_similar_words_init (&words, run, is_plain (request));
  self.own = _tl_own_case_new (&words, request, error);
  if (self.own != NULL)
    self.question = _tl_own_case_ask (self.own, error);
  if (self.question != NULL && look_all (&self, run->cancellable, error))
    result = make_result (&self, request->limit, error);
  tl_question_free (self.question);
  _tl_own_case_free (self.own);
  _tl_similar_words_clear (&words);
  free_mask (run->map, self.compared);
  return result;
}

static gboolean
check (const TlSimilarRequest *request, GError **error)
{
  for (guint i = 0; request->weights != NULL && i < TL_N_SIMILAR_PARTS; i++)
    if (!(request->weights[i] >= 0 && request->weights[i] <= 1000))
      {
        g_set_error_literal (error, TL_ERROR, TL_ERROR_INPUT,
                             "a weight is a number from 0 to 1000");
        return FALSE;
      }
  if (request->document == NULL && request->text == NULL)
    g_set_error_literal (error, TL_ERROR, TL_ERROR_INPUT, "there is no case to compare");
  else
    return TRUE;
  return FALSE;
}

TlSimilarResult *
tl_similar_find (TlSearchEngine *engine,
                 const TlSimilarRequest *request,
                 GCancellable *cancellable,
                 GError **error)
{
  gint64 start = g_get_monotonic_time ();
  TlSearchRequest search = { .text = "",
                             .kind = -1,
                             .as_of = request->as_of,
                             .filters = request->filters,
                             .limit = CLAMP (request->limit, 1, TL_LIMIT_HITS) };
  TlSimilarRequest bounded = *request;
  g_autoptr (TlSimilarResult) result = NULL;
  TlSearchRun run;

  g_return_val_if_fail (TL_IS_SEARCH_ENGINE (engine), NULL);

  bounded.limit = search.limit;
  if (!check (request, error)
      || !_tl_search_engine_begin (engine, &search, cancellable, &run, error))
    return NULL;
  if (_tl_search_read_filters (&run, error))
    result = find (&run, &bounded, error);
  _tl_search_engine_end (engine, &run);
  if (result != NULL)
    result->ms = (double)(g_get_monotonic_time () - start) / 1000.0;
  return g_steal_pointer (&result);
}

/* ---- Beside the main loop ---- */

typedef struct
{
  TlSimilarRequest request; /* with copies of its own */
  double weights[TL_N_SIMILAR_PARTS];
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  if (job->request.document != NULL)
    tl_document_unref (job->request.document);
  g_free ((char *)job->request.text);
  g_free ((char *)job->request.as_of);
  g_strfreev ((char **)job->request.filters);
  g_free (job);
}

static Job *
job_new (const TlSimilarRequest *request)
{
  Job *job = g_new0 (Job, 1);

  job->request = *request;
  if (request->document != NULL)
    tl_document_ref (request->document);
  job->request.text = g_strdup (request->text);
  job->request.as_of = g_strdup (request->as_of);
  job->request.filters = (const char *const *)g_strdupv ((char **)request->filters);
  if (request->weights != NULL)
    {
      memcpy (job->weights, request->weights, sizeof job->weights);
      job->request.weights = job->weights;
    }
  return job;
}

static void
find_cb (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Job *job = data;
  g_autoptr (GError) error = NULL;
  TlSimilarResult *result = tl_similar_find (source, &job->request, cancellable, &error);

  if (result != NULL)
    g_task_return_pointer (task, result, (GDestroyNotify)tl_similar_result_free);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

void
tl_similar_find_async (TlSearchEngine *engine,
                       const TlSimilarRequest *request,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (engine, cancellable, callback, user_data);

  g_task_set_source_tag (task, tl_similar_find_async);
  g_task_set_task_data (task, job_new (request), job_free);
  g_task_run_in_thread (task, find_cb);
}

TlSimilarResult *
tl_similar_find_finish (TlSearchEngine *engine, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, engine), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
